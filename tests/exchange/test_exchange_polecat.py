"""POLECAT: forty columns, one row an event, no day that the text does not give."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.exchange.polecat import (
    POLECAT_COLUMNS,
    cow_codes,
    polecat_lines,
    polecat_rows,
    write_polecat,
)
from dragoman.model import (
    Act,
    Channel,
    Contact,
    ContactStatus,
    Contents,
    Deed,
    Document,
    Entry,
    Named,
    Organisation,
    Participant,
    Party,
    Person,
    Place,
    Reader,
    Statement,
    When,
    cut,
)

TEXT = "Foreign minister Ilse Marn met the Norwegian envoy in Halin on Tuesday."
DOCUMENT = Document(
    id="d1", text=TEXT, published_at="2025-03-20T09:00:00Z", outlet="Courier", language="en"
)
WHOLE = cut(TEXT, 0, len(TEXT), document="d1", role="content")
HALIN = cut(TEXT, TEXT.index("Halin"), TEXT.index("Halin") + 5, document="d1", role="place")
FRANCE = Participant(id="FRA", name="Paris", party="FRA")
NORWAY = Participant(id="NOR", name="Oslo", party="NOR")
ENTITIES: dict[str, Any] = {
    "documents": (DOCUMENT,),
    "parties": (
        Party(id="FRA", names=("France",)),
        Party(id="NOR", names=("Norway",)),
        Party(id="VEL", names=("Velland",)),
    ),
    "persons": (
        Person(
            id="p1", names=("Ilse Marn",), party="FRA", office="foreign minister", passages=(WHOLE,)
        ),
    ),
    "places": (Place(id="q1", names=("Halin",), country="TUR", passages=(HALIN,)),),
    "organisations": (Organisation(id="o1", names=("Assembly",), passages=(WHOLE,)),),
}


def met(**more: Any) -> Contact:
    values: dict[str, Any] = {
        "id": "c1",
        "channel": Channel.TALKS,
        "status": ContactStatus.HELD,
        "participants": (FRANCE, NORWAY),
        "place": Named(id="q1", name="Halin"),
        "happened_on": When(text="Tuesday", edtf="2025-03-18"),
        "passages": (WHOLE, HALIN),
        "reader": Reader(name="rules", version="2"),
        "issues": ("trade",),
    }
    return Contact(**(values | more))


def rows(*entries: Entry, **more: Any) -> list[dict[str, str]]:
    kinds: dict[str, Any] = {}
    for entry in entries:
        kinds[f"{entry.kind}s"] = (*kinds.get(f"{entry.kind}s", ()), entry)
    return list(polecat_rows(Contents(**(ENTITIES | kinds | more))))


def test_a_contact_fills_the_columns_of_the_data_set() -> None:
    (row,) = rows(met())
    assert tuple(row) == POLECAT_COLUMNS
    assert len(POLECAT_COLUMNS) == 40
    assert {name: value for name, value in row.items() if value != "None"} == {
        "Event ID": "c1",
        "Event Date": "2025-03-18",
        "Event Type": "CONSULT",
        "Event Mode": "third-party",
        "Intensity": "2.1",
        "Quad Code": "VERBAL COOPERATION",
        "Contexts": "economic",
        "Actor Name": "France; Norway",
        "Actor Country": "FRA; NOR",
        "Actor COW": "220; 385",
        "Actor Name Raw": "Paris; Oslo",
        "Placename": "Halin",
        "Country": "TUR",
        "Raw Placename": "Halin",
        "Source": "Courier",
        "Publication Date": "2025-03-20",
        "Story People": "Ilse Marn",
        "Story Organizations": "Assembly",
        "Story Locations": "Halin",
        "Language": "en",
        "Version": "rules 2",
    }


@pytest.mark.parametrize(
    "when",
    [
        None,
        When(text="in March", edtf="2025-03"),
        When(text="last week", edtf="2025-03-10/2025-03-16"),
        When(text="about 18 March", edtf="2025-03-18", vague=True),
        When(text="18 March?", edtf="2025-03-18~"),
        When(text="by 18 March", edtf="2025-03-18", relation="by"),
        When(text="Tuesday"),
    ],
)
def test_a_day_that_the_text_does_not_give_is_none(when: When | None) -> None:
    (row,) = rows(met(happened_on=when))
    assert row["Event Date"] == "None"
    assert row["Publication Date"] == "2025-03-20"


def test_a_meeting_to_come_is_an_intention_on_the_day_it_was_told() -> None:
    later = When(text="Friday", edtf="2025-03-28")
    (row,) = rows(met(status=ContactStatus.PLANNED, happened_on=later))
    assert (row["Event Type"], row["Event Date"]) == ("AGREE", "2025-03-20")


@pytest.mark.parametrize("status", [ContactStatus.DENIED, ContactStatus.SUGGESTED])
def test_what_did_not_happen_has_no_row(status: ContactStatus) -> None:
    assert rows(met(status=status)) == []


def test_a_speaker_has_sector_and_title_and_an_unknown_one_of_two_stands_as_none() -> None:
    said = Statement(
        id="s1",
        act=Act.DEMAND,
        speakers=(Named(id="p1", name="Marn", party="FRA"), Named(name="the envoy", party="VEL")),
        passages=(WHOLE,),
    )
    (row,) = rows(said)
    assert row["Actor Name"] == "Ilse Marn; None"
    assert row["Actor Country"] == "FRA; None"
    assert row["Actor Title"] == "foreign minister; None"
    assert row["Primary Actor Sector"] == "GOV"
    assert row["Actor Name Raw"] == "Marn; the envoy"


def test_old_events_are_told_among_the_contexts() -> None:
    old = Deed(
        id="x1",
        plover_type="ASSAULT",
        actor=Named(id="FRA", name="France", party="FRA"),
        happened_on=When(text="in May 2019", edtf="2019-05-04"),
        passages=(WHOLE,),
    )
    (row,) = rows(old)
    assert (row["Event Mode"], row["Contexts"]) == ("None", "historical")


BAD = st.text(
    alphabet=st.sampled_from("ab;\t\r\n\x00\x0b\u2028\"'=+@-| "), max_size=12
) | st.sampled_from(["=cmd|' /C calc'!A0", '"', "None", "a;b", "\tx"])


@given(name=BAD, outlet=BAD, raw=BAD)
def test_no_name_breaks_the_table(name: str, outlet: str, raw: str) -> None:
    contents = Contents(
        **(
            ENTITIES
            | {
                "documents": (Document(id="d1", text=TEXT, outlet=outlet),),
                "persons": (Person(id="p1", names=(name,), party="FRA", passages=(WHOLE,)),),
                "contacts": (met(participants=(Participant(id="p1", name=raw, party="FRA"),)),),
            }
        )
    )
    lines = list(polecat_lines(contents))
    assert all(len(line.splitlines()) == 1 for line in lines)
    read = list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter="\t"))
    assert read == list(polecat_rows(contents))
    for cell in read[0].values():
        assert not cell.startswith(("=", "+", "-", "@"))


def test_a_name_with_a_semicolon_stays_one_value() -> None:
    (row,) = rows(met(participants=(Participant(name="Oslo; Bergen", party="NOR"), FRANCE)))
    assert row["Actor Name Raw"].split("; ") == ["Oslo, Bergen", "Paris"]


def test_the_header_stands_alone_where_nothing_happened() -> None:
    out = io.StringIO()
    assert write_polecat(Contents(), out) == 0
    assert out.getvalue() == "\t".join(POLECAT_COLUMNS) + "\n"


def test_every_state_has_one_number_of_its_own() -> None:
    numbers = cow_codes()
    assert len(set(numbers.values())) == len(numbers) == 195
    assert (numbers["USA"], numbers["UKR"], numbers["DEU"]) == ("2", "369", "255")
