"""Every field of every record has a column or is named as left out; cells say what records say."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
import polars as pl
import pyarrow as pa
import pytest

from dragoman.calendar import interval as calendar_interval
from dragoman.columns import (
    LEFT_OUT,
    RECORD,
    CellType,
    Column,
    batches_of,
    columns_of,
    rows_of,
    schema_of,
    table_of,
)
from dragoman.columns.deriving import EDTF_FIELDS, INSTANT_FIELDS
from dragoman.columns.times import days_of
from dragoman.errors import BadRequest
from dragoman.model import (
    KINDS,
    Act,
    AgreementStage,
    Anchor,
    Channel,
    Commitment,
    Condition,
    Contact,
    ContactStatus,
    Decision,
    Document,
    Entry,
    Measure,
    Named,
    Participant,
    Passage,
    Quantity,
    Reader,
    Relation,
    Stage,
    Statement,
    Verb,
    When,
    decode,
)

PASSAGE = Passage(document="d1", start=3, end=9, exact="no deal", role="content")


def nested(hint: Any) -> Iterator[type]:
    """The records that a type mentions."""
    if get_origin(hint) in (Union, UnionType, tuple):
        for one in get_args(hint):
            yield from nested(one)
    elif isinstance(hint, type) and attrs.has(hint):
        yield hint


def reachable(record: type, found: set[str]) -> set[str]:
    """The fields of a record and of all that nests in it, but for entries in a report."""
    for one in attrs.fields(record):
        owner = "Entry" if one.name in {f.name for f in attrs.fields(Entry)} else record.__name__
        owner = owner if issubclass(record, Entry) else record.__name__
        name = f"{owner}.{one.name}"
        if name in found:
            continue
        found.add(name)
        for inner in nested(get_type_hints(record)[one.name]):
            if not issubclass(inner, Entry):
                reachable(inner, found)
    return found


def shown(columns: tuple[Column, ...]) -> set[str]:
    found: set[str] = set()
    for column in columns:
        found |= {*column.shows, *shown(column.parts)}
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_in_a_column_or_named_as_left_out(kind: str) -> None:
    fields = reachable(KINDS[kind], set())
    without_passages = {"document", "decision", "report"}
    left_out = set(LEFT_OUT)
    if kind in without_passages:
        left_out |= {f for f in fields if f.startswith("Passage.")} | {"Entry.passages"}
    assert fields - shown(columns_of(kind)) - left_out == set()


def test_what_is_left_out_exists() -> None:
    every: set[str] = set()
    for noun in KINDS.values():
        reachable(noun, every)
    assert set(LEFT_OUT) <= every


def test_texts_that_hold_times_are_listed_as_such() -> None:
    """A new field of text whose name ends as those of times do is to be looked at."""
    known = {*EDTF_FIELDS, *INSTANT_FIELDS, "reached_at"}  # the last is the id of a contact
    ends = ("_on", "_at", "_since", "_until")
    for noun in KINDS.values():
        for one in attrs.fields(noun):
            hint = get_type_hints(noun)[one.name]
            if one.name.endswith(ends) and hint in (str, str | None):
                assert one.name in known, f"{noun.__name__}.{one.name}"


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_unique_and_every_column_has_a_meaning(kind: str) -> None:
    def look(columns: tuple[Column, ...]) -> None:
        names = [column.name for column in columns]
        assert len(set(names)) == len(names)
        for column in columns:
            assert column.meaning.endswith((".", "…")), column.name
            look(column.parts)

    look(columns_of(kind))
    assert columns_of(kind)[0].name == "id"
    assert columns_of(kind)[-1].name == RECORD


def test_the_meaning_of_a_column_goes_with_the_schema() -> None:
    field = schema_of("contact").field("happened_from")
    assert field.metadata[b"type"] == b"day"
    assert b"first day of `happened_on`" in field.metadata[b"meaning"]
    assert schema_of("contact").metadata[b"kind"] == b"contact"


CONTACT = Contact(
    id="c1",
    passages=(PASSAGE, PASSAGE),
    reader=Reader(name="rules", version="7"),
    score=0.12345,
    because=("rule 3",),
    channel=Channel.SUMMIT,
    status=ContactStatus.HELD,
    participants=(Participant(id="p1", name="Tov", party="NOR"), Participant(name="an envoy")),
    host=Named(name="Marn", id="p2"),
    happened_on=When(text="since March", edtf="2031-03/..", relation="since", vague=True),
    duration=Quantity(text="two hours", value=2, unit="hour"),
)


def test_a_contact_as_cells() -> None:
    (row,) = rows_of("contact", [CONTACT])
    expected = {
        "id": "c1",
        "channel": "summit",
        "participants": ["Tov", "an envoy"],
        "participants_ids": ["p1", None],
        "participants_parties": ["NOR", None],
        "participants_certainties": ["certain", "certain"],
        "host": "Marn",
        "host_id": "p2",
        "mediator": None,
        "happened_on": "2031-03/..",
        "happened_from": date(2031, 3, 1),
        "happened_to": None,
        "happened_as_written": "since March",
        "happened_relation": "since",
        "happened_vague": True,
        "duration": "two hours",
        "duration_value": 2.0,
        "duration_unit": "hour",
        "durations": [],
        "score": 0.123,
        "reader": "rules",
        "reader_version": "7",
        "because": ["rule 3"],
        "document": "d1",
        "start": 3,
        "end": 9,
        "exact": "no deal",
        "passages": 2,
    }
    assert {name: row[name] for name in expected} == expected
    assert decode(row[RECORD]) == attrs.evolve(CONTACT, score=0.123)


def test_nested_records_are_structs_and_their_own_kind_is_json() -> None:
    inner = Condition(relation=Relation.UNTIL, on=Measure(action="halt"))
    condition = Condition(relation=Relation.ONLY_IF, on=Measure(object="ice"), conditions=(inner,))
    one = Statement(id="s", act=Act.ACCEPT, passages=(PASSAGE,), conditions=(condition,))
    table = table_of("statement", [one])
    (found,) = table["conditions"].to_pylist()[0]
    assert found["relation"] == "only if"
    assert found["on"]["object"] == "ice"
    assert '"until"' in found["conditions"]
    assert table["content"].to_pylist() == ["no deal"]


def test_a_series_shows_its_last_stage_and_all() -> None:
    stages = tuple(
        Stage(stage=one, on=When(text="", edtf=f"2031-0{n}"))
        for n, one in enumerate((AgreementStage.PROPOSED, AgreementStage.SIGNED), 1)
    )
    one = Commitment(id="k", parties=("NOR",), measures=(), agreement=stages)
    (row,) = rows_of("commitment", [one])
    assert row["agreement"] == "signed"
    assert [stage["on_to"] for stage in row["agreement_series"]] == [
        date(2031, 1, 31),
        date(2031, 2, 28),
    ]
    assert row["compliance"] is None


def test_a_decision_keeps_its_instant_and_its_target() -> None:
    one = Decision(
        id="x",
        who="Tov",
        decided_at="2031-05-09T10:00:00+02:00",
        verb=Verb.NOTE,
        target=Anchor(noun="statement", entry="s", head="deal", passages=(PASSAGE,)),
    )
    (row,) = rows_of("decision", [one])
    assert row["decided_at"] == "2031-05-09T10:00:00+02:00"
    assert row["decided_instant"] == datetime(2031, 5, 9, 8, tzinfo=UTC)
    assert (row["noun"], row["target"], row["target_head"]) == ("statement", "s", "deal")
    assert row["target_passages"][0]["exact"] == "no deal"


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_nothing_has_its_columns(kind: str) -> None:
    table = table_of(kind, [])
    assert table.num_rows == 0
    assert table.column_names == [column.name for column in columns_of(kind)]
    assert pl.from_arrow(table).width == len(columns_of(kind))  # type: ignore[union-attr]


def test_batches_are_no_larger_than_asked_and_lose_nothing() -> None:
    many = [attrs.evolve(CONTACT, id=f"c{n}") for n in range(25)]
    batches = list(batches_of("contact", iter(many), rows=10))
    assert [batch.num_rows for batch in batches] == [10, 10, 5]
    ids = [one for batch in batches for one in batch.column("id").to_pylist()]
    assert ids == [one.id for one in many]


def test_odd_texts_survive() -> None:
    text = "a\0b\u2028\ufdd0\U0001f4dc"
    one = Document(id="d", text=text, title=text)
    assert table_of("document", [one]).select(["text", "title"]).to_pylist() == [
        {"text": text, "title": text}
    ]


def test_half_a_character_is_refused() -> None:
    with pytest.raises(BadRequest, match="half a character"):
        table_of("document", [Document(id="d", title="\ud800")])


def test_a_wrong_noun_is_told() -> None:
    with pytest.raises(BadRequest, match="no noun"):
        columns_of("treaty")
    with pytest.raises(BadRequest, match="is no document"):
        table_of("document", [CONTACT])


@pytest.mark.parametrize(
    "edtf",
    ["2031", "2031-05", "2031-05-03", "2031-24", "203X", "20XX", "2031?", "2031-05-03T01:00Z",
     "2031-02/2031-03", "../2031-02", "2031-02/", "2031-02-30", "2031/2030", "../..", "soon", ""],
)  # fmt: skip
def test_days_are_those_of_the_calendar(edtf: str) -> None:
    try:
        expected = calendar_interval(edtf)
    except BadRequest:
        expected = (None, None)
    assert days_of(edtf) == expected


def test_types_are_few_and_arrow_knows_them() -> None:
    def look(columns: tuple[Column, ...]) -> None:
        for column in columns:
            assert isinstance(column.type, CellType)
            assert bool(column.parts) == (column.type in (CellType.STRUCT, CellType.STRUCTS))
            look(column.parts)

    for kind in KINDS:
        look(columns_of(kind))
        assert isinstance(schema_of(kind), pa.Schema)
