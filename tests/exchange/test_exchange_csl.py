"""CSL-JSON: items that fit the input model, days that come back as they were."""

import json
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import BadRequest
from dragoman.exchange.csl import csl_items, csl_lines, date_of, edtf_from
from dragoman.exchange.csl_reading import read_csl
from dragoman.exchange.names_in_bylines import names_in
from dragoman.model import Act, Contents, Document, Genre, Statement, cut
from dragoman.model.handling import Handling, Marking
from dragoman.model.report import Segment, SegmentKind

TEXT = "By Ana Holt and Jan de Wit\n\nMarn said that Ormark must halve the quota."
NAME = {
    "type": "object",
    "properties": {
        key: {"type": "string"}
        for key in ("family", "given", "non-dropping-particle", "dropping-particle", "literal")
    },
    "additionalProperties": False,
}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {"type": ["string", "number"]},
            },
        },
        "season": {"type": ["string", "number"]},
        "circa": {"type": ["string", "number", "boolean"]},
        "literal": {"type": "string"},
    },
    "additionalProperties": False,
    "minProperties": 1,
}
ITEM = {
    "type": "object",
    "properties": {
        "id": {"type": ["string", "number"]},
        "type": {
            "enum": ["article-newspaper", "webpage", "report", "interview", "speech", "document"]
        },
        "author": {"type": "array", "items": NAME},
        "issued": DATE,
        "accessed": DATE,
        **{
            key: {"type": "string"}
            for key in ("title", "container-title", "publisher", "genre", "URL", "language")
        },
        "note": {"type": "string"},
        "annote": {"type": "string"},
    },
    "required": ["type", "id"],
    "additionalProperties": False,
}
"""The part of CSL's input model (1.0.2) that is used."""


def document(**more: Any) -> Document:
    values: dict[str, Any] = {
        "id": "d1",
        "text": TEXT,
        "title": "No deal",
        "outlet": "Courier",
        "url": "https://courier.example.org/a",
        "published_at": "2025-03-18",
        "retrieved_at": "2025-04-01T10:00:00Z",
        "language": "en",
        "genre": Genre.NEWS,
    }
    return Document(**(values | more))


def item(**more: Any) -> dict[str, Any]:
    (found,) = csl_items(Contents(documents=(document(**more),)))
    jsonschema.validate(found, ITEM)
    return found


def test_an_article_has_what_a_citation_needs() -> None:
    byline = Segment(
        id="g1",
        segment_kind=SegmentKind.BYLINE,
        passages=(cut(TEXT, 0, TEXT.index("\n"), document="d1"),),
    )
    (found,) = csl_items(Contents(documents=(document(),), segments=(byline,)))
    jsonschema.validate(found, ITEM)
    assert found == {
        "id": "d1",
        "type": "article-newspaper",
        "title": "No deal",
        "author": [
            {"family": "Holt", "given": "Ana"},
            {"family": "Wit", "given": "Jan", "non-dropping-particle": "de"},
        ],
        "container-title": "Courier",
        "issued": {"date-parts": [[2025, 3, 18]]},
        "accessed": {"date-parts": [[2025, 4, 1]]},
        "URL": "https://courier.example.org/a",
        "language": "en",
        "note": "dragoman-document: d1",
    }


@pytest.mark.parametrize(
    ("genre", "kind", "outlet"),
    [
        (Genre.READOUT, "report", "publisher"),
        (Genre.PRESS_RELEASE, "report", "publisher"),
        (Genre.TRANSCRIPT, "speech", "publisher"),
        (Genre.INTERVIEW, "interview", "container-title"),
        (Genre.ANALYSIS, "article-newspaper", "container-title"),
        (None, "webpage", "container-title"),
    ],
)
def test_a_genre_has_its_type(genre: Genre | None, kind: str, outlet: str) -> None:
    found = item(genre=genre)
    assert (found["type"], found[outlet]) == (kind, "Courier")


def test_a_text_without_an_address_or_genre_is_a_document() -> None:
    assert item(genre=None, url=None)["type"] == "document"


def test_an_address_that_is_none_is_left_out() -> None:
    assert "URL" not in item(url="javascript:alert(1)")
    assert "issued" not in item(published_at=None)


@pytest.mark.parametrize(
    ("edtf", "issued"),
    [
        ("2025-03-18", {"date-parts": [[2025, 3, 18]]}),
        ("2025-03-18T10:00:00Z", {"date-parts": [[2025, 3, 18]]}),
        ("2025-03", {"date-parts": [[2025, 3]]}),
        ("2025", {"date-parts": [[2025]]}),
        ("2025?", {"date-parts": [[2025]], "circa": True}),
        ("2025-24", {"date-parts": [[2025]], "season": 4}),
        ("2025-03-18/2025-03", {"date-parts": [[2025, 3, 18], [2025, 3]]}),
        ("../2025-03-18", {"literal": "until 18 March 2025"}),
        ("2025-03-18/..", {"literal": "from 18 March 2025 on"}),
        ("199X", {"literal": "the 1990s"}),
        ("some day", {"literal": "some day"}),
    ],
)
def test_a_day_is_as_exact_as_it_was(edtf: str, issued: dict[str, Any]) -> None:
    found = item(published_at=edtf)
    assert found["issued"] == issued
    (back,) = read_csl(json.dumps([found]))
    assert back.issued == (None if edtf == "some day" else edtf)


DAYS = st.dates(min_value=date(1000, 1, 1)).map(lambda day: day.isoformat())
POINTS = st.tuples(DAYS, st.sampled_from([4, 7, 10]), st.sampled_from(["", "~", "?", "%"])).map(
    lambda parts: parts[0][: parts[1]] + parts[2]
)


@given(edtf=POINTS | st.tuples(DAYS, DAYS).map(lambda two: "/".join(sorted(two))))
def test_any_day_comes_back(edtf: str) -> None:
    (back,) = read_csl("\n".join(csl_lines(Contents(documents=(document(published_at=edtf),)))))
    assert (back.document, back.issued) == ("d1", edtf)
    assert (back.title, back.outlet, back.url) == (
        "No deal",
        "Courier",
        "https://courier.example.org/a",
    )


def test_a_day_that_somebody_mended_in_the_library_counts_and_not_our_line() -> None:
    found = item(published_at="2025-03-18T10:00:00Z")
    assert "dragoman-issued: 2025-03-18T10:00:00Z" in found["note"]
    found["issued"] = {"date-parts": [["2025", "03", "19"]]}
    assert read_csl(json.dumps([found]))[0].issued == "2025-03-19"


@pytest.mark.parametrize(
    ("issued", "edtf"),
    [
        ({"date-parts": [["2025", "3", "8"]]}, "2025-03-08"),
        ({"date-parts": [[2025]], "circa": "true"}, "2025~"),
        ({"date-parts": [[2025]], "circa": 0}, "2025"),
        ({"date-parts": [[2025]], "season": "2"}, "2025-22"),
        ({"raw": "2025-03"}, "2025-03"),
        ("2025-03~", "2025-03~"),
        ({"literal": "Easter"}, None),
        ({"date-parts": [[2025, 13]]}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": "2025"}, None),
        ({"date-parts": [[2025], [2024]]}, None),
        (7, None),
        (None, None),
    ],
)
def test_days_of_other_programs_are_read(issued: Any, edtf: str | None) -> None:
    assert edtf_from(issued) == edtf


def test_the_cited_sentence_stands_with_its_place() -> None:
    start = TEXT.index("Ormark must")
    said = Statement(
        id="s1",
        act=Act.DEMAND,
        passages=(
            cut(TEXT, start - 15, start - 11, document="d1", role="speaker"),
            cut(TEXT, start, len(TEXT), document="d1", role="content"),
        ),
    )
    other = document(id="d2")
    (found,) = csl_items(
        Contents(documents=(document(), other)), cited=[said], told={"s1": "Marn demands it."}
    )
    jsonschema.validate(found, ITEM)
    assert found["annote"] == (
        f"“Ormark must halve the quota.” (characters {start} to {len(TEXT)} of the stored text; "
        "statement s1: Marn demands it.)"
    )


def test_each_item_says_how_it_may_be_handled() -> None:
    lines = csl_lines(Contents(documents=(document(),)), Marking(mark=Handling.GREEN))
    (found,) = json.loads("\n".join(lines))
    assert found["note"] == "dragoman-document: d1\ndragoman-handling: TLP:GREEN"


def test_control_signs_of_a_title_do_not_go_out_or_come_in() -> None:
    assert item(title="No\x00 \u202edeal")["title"] == "No   deal"
    (back,) = read_csl(
        json.dumps([{"id": 1, "type": "book", "title": "<i>No</i>\x07\n \u202edeal"}])
    )
    assert back.title == "No deal"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ana Holt", ["Ana Holt"]),
        ("by ANA HOLT in Brussels", ["ANA HOLT"]),
        ("By Ana Holt, Jean-Luc O’Hara", ["Ana Holt", "Jean-Luc O’Hara"]),
        ("By Ana Holt and Ludwig van der Berg", ["Ana Holt", "Ludwig van der Berg"]),
        ("Von Ana Holt und Uwe Rau", ["Ana Holt", "Uwe Rau"]),
        ("By Ana Holt | Courier", ["Ana Holt"]),
        ("By our diplomatic desk", []),
        ("By Reuters", []),
        ("CASTLE QUAY.", []),
        ("Ana Holt", []),
        ("By <script>alert(1)</script>", []),
        ("By the time of the talks Ana Holt had left", []),
        ("", []),
    ],
)  # fmt: skip
def test_only_persons_are_authors(byline: str, names: list[str]) -> None:
    found = [
        " ".join(one[key] for key in ("given", "non-dropping-particle", "family") if one.get(key))
        for one in names_in(byline)
    ]
    assert found == names


@pytest.mark.parametrize(
    ("raw", "told"),
    [("{", "no JSON"), ("3", "no items"), ('[{"id": 1}]', "item 1"), ("[" * 10_000, "no JSON")],
)
def test_a_file_that_is_no_library_is_refused(raw: str, told: str) -> None:
    with pytest.raises(BadRequest, match=told):
        read_csl(raw)


def test_no_day_has_no_date() -> None:
    assert date_of(None) is None
    assert date_of("") is None
