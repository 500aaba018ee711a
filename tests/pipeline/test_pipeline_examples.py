"""What the shipped examples promise: quotations that stand in the texts, nothing from later."""

import tomllib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from dragoman.bargaining.drawing_up import draw_up
from dragoman.ingest import Taken, gather, take
from dragoman.model import Document, Negotiation
from dragoman.pipeline.negotiation import load_negotiation

EXAMPLES = Path(__file__).parents[2] / "examples"
CAMP_DAVID = EXAMPLES / "camp-david-1978"
NAMES = sorted(place.parent.name for place in EXAMPLES.glob("*/negotiation.toml"))
RESTING = (
    "stakes",
    "preferences",
    "provisos",
    "interactions",
    "packages",
    "guarantees",
)


@cache
def documents_of(place: Path) -> dict[str, Document]:
    paths = [path for path in gather([str(place / "reporting")]) if isinstance(path, Path)]
    taken = ((path, t) for path in paths for t in take(path))
    return {path.name: t.document for path, t in taken if isinstance(t, Taken)}


def reasons_of(negotiation: Negotiation) -> Iterator[str]:
    for field in (*RESTING, "ratifications"):
        for entry in getattr(negotiation, field):
            yield from entry.because


@pytest.mark.parametrize("name", NAMES)
def test_every_quotation_that_a_number_rests_on_is_in_its_text(name: str) -> None:
    documents = documents_of(EXAMPLES / name)
    for reason in reasons_of(load_negotiation(EXAMPLES / name / "negotiation.toml")):
        kind, _, rest = reason.partition(":")
        assert kind in {"quote", "analyst", "statement"}, reason
        if kind == "quote":
            file, _, words = rest.partition(": ")
            assert words in documents[file].text, reason


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_an_example_says_what_it_rests_on(name: str) -> None:
    negotiation = load_negotiation(EXAMPLES / name / "negotiation.toml")
    for field in RESTING:
        for entry in getattr(negotiation, field):
            assert entry.because, entry


def test_no_text_on_camp_david_is_later_than_the_first_day_of_the_summit() -> None:
    documents = documents_of(CAMP_DAVID)
    assert len(documents) == 12
    for document in documents.values():
        assert document.published_at is not None
        assert datetime.fromisoformat(str(document.published_at)).timestamp() <= last_moment()


def last_moment() -> float:
    """The end of 5 September 1978 at Camp David."""
    return datetime.fromisoformat("1978-09-05T23:59:59-04:00").timestamp()


def test_camp_david_leaves_only_congress_as_a_question() -> None:
    sheet = draw_up(load_negotiation(CAMP_DAVID / "negotiation.toml"))
    assert sheet.parties == ("EGY", "ISR", "USA")
    assert len(sheet.questions) == 1
    assert "Congress" in sheet.questions[0]


def test_what_a_reader_marked_on_camp_david_is_in_the_texts() -> None:
    documents = documents_of(CAMP_DAVID)
    marked = tomllib.loads((CAMP_DAVID / "expected.toml").read_text(encoding="utf-8"))
    for row in marked["contact"] + marked["discrepancy"]:
        texts = [documents[name].text for name in row.get("documents", [row.get("document")])]
        for anchor in row.get("anchors", [row.get("anchor")]):
            assert any(anchor in " ".join(text.split()) for text in texts), anchor
