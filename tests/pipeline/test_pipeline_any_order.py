"""Adding, removing, undoing and correcting in any order: the file is sound throughout, and what it
says depends on what lies in it, not on the order in which it came."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.dossier import Dossier, correction, rejection
from dragoman.errors import NothingToUndo
from dragoman.model import (
    Act,
    Document,
    Negotiation,
    Reader,
    Report,
    Segment,
    SegmentKind,
    Statement,
    cut,
    entry_id,
)
from dragoman.pipeline import add_paths, assemble, contents_of, read_documents

TEXTS = {
    "a.txt": "Velland wants the boats out. Ormark refuses.",
    "b.txt": "Ormark offers a quota. Velland wants more.",
    "c.txt": "Velland wants the boats out. Ormark refuses.",
    "d.md": "---\nurl: https://example.org/d\npublished_at: 2025-06-01\n---\nOrmark offers talks.",
    "e.md": "---\nurl: https://example.org/d\npublished_at: 2025-06-02\n---\nOrmark offers peace.",
}
"""One text twice, and two versions at one address."""

ACTS = {"wants": Act.DEMAND, "offers": Act.PROPOSE, "refuses": Act.REJECT}
PARTIES = {"Velland": "VEL", "Ormark": "ORM"}
MOVES = ("add", "add", "read", "remove", "undo", "correct", "reject")


class TinyReader:
    """Takes each sentence that begins with a party's name for a statement of it."""

    identity = Reader(name="tiny", version="1")
    gazetteer_digest = "none"

    def read(self, document: Document) -> Report:
        found = list(re.finditer(r"(Velland|Ormark) (\w+)[^.]*\.", document.text))
        whole = cut(document.text, 0, len(document.text), document=document.id)
        return Report(
            id=entry_id("report", [whole]),
            document=document.id,
            text_sha256=document.sha256,
            gazetteer=self.gazetteer_digest,
            reader=self.identity,
            segments=(
                Segment(
                    id=entry_id("segment", [whole]),
                    passages=(whole,),
                    segment_kind=SegmentKind.PARAGRAPH,
                ),
            ),
            statements=tuple(self._statement(document, match) for match in found),
        )

    def _statement(self, document: Document, match: re.Match[str]) -> Statement:
        passage = cut(document.text, *match.span(), document=document.id, role="content")
        return Statement(
            id=entry_id("statement", [passage]),
            passages=(passage,),
            act=ACTS[match[2]],
            party=PARTIES[match[1]],
            issues=("maritime",),
        )


def _make(dossier: Dossier) -> None:
    read_documents(dossier, TinyReader())
    assemble(dossier, TinyReader(), Negotiation())


def _move(dossier: Dossier, folder: Path, move: str, which: int, number: int) -> None:
    """One move of an analyst; a move for which there is nothing to move is passed over."""
    instant = f"2025-07-01T00:00:{number:02}+00:00"
    heads = sorted(dossier.document_heads(), key=lambda head: head.id)
    told = [s for s in dossier.entries(Statement) if s.passages]
    match move:
        case "add":
            add_paths(dossier, [folder / sorted(TEXTS)[which % len(TEXTS)]])
        case "remove" if heads:
            gone = heads[which % len(heads)].id
            dossier.remove_document(gone, "Ilse Marn", "a test", decided_at=instant)
        case "undo":
            try:
                dossier.undo("Ilse Marn", instant)
            except NothingToUndo:
                return
        case "correct" if told:
            entry = told[which % len(told)]
            change = {"act": "deny", "hypothetical": True}
            dossier.decide(correction(entry, change, who="Tov", decided_at=instant))
        case "reject" if told:
            entry = told[which % len(told)]
            dossier.decide(rejection(entry, who="Tov", decided_at=instant))
    if move != "add":
        _make(dossier)


def _canonical(dossier: Dossier) -> list[dict[str, Any]]:
    records = [json.loads(line) for line in dossier.canonical()]
    for record in records:
        record.pop("retrieved_at", None)
    return records


def _write(folder: Path) -> None:
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(moves=st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 9)), max_size=12))
def test_a_dossier_is_sound_after_every_move(moves: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _write(folder)
        with Dossier.create(folder / "x.dragoman") as dossier:
            for number, (move, which) in enumerate(moves):
                _move(dossier, folder, move, which, number)
                assert dossier.check() == []
            _make(dossier)
            first = _canonical(dossier)
            dossier.discard_derived()
            _make(dossier)
            assert _canonical(dossier) == first


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    orders=st.tuples(st.permutations(sorted(TEXTS)), st.permutations(sorted(TEXTS))),
    judged=st.integers(0, 9),
    stops=st.sets(st.integers(0, 4)),
)
def test_the_order_of_adding_leaves_no_trace(
    orders: tuple[list[str], list[str]], judged: int, stops: set[int]
) -> None:
    """The second dossier is read and put together between the additions as well."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _write(folder)
        found = []
        for number, order in enumerate(orders):
            with Dossier.create(folder / f"{number}.dragoman") as dossier:
                for index, name in enumerate(order):
                    add_paths(dossier, [folder / name])
                    if number and index in stops:
                        _make(dossier)
                _make(dossier)
                statements = contents_of(dossier).statements
                entry = statements[judged % len(statements)]
                decision = correction(
                    attrs.evolve(entry, reader=None),
                    {"act": "deny"},
                    who="Tov",
                    decided_at="2025-07-01T00:00:00+00:00",
                )
                dossier.decide(decision)
                _make(dossier)
                assert dossier.check() == []
                found.append(_canonical(dossier))
        assert found[0] == found[1]
