"""PLOVER: which entries are events, of which type, and what each field holds."""

import json
from typing import Any

import pytest

from dragoman.exchange import plover_lines
from dragoman.model import (
    Act,
    Channel,
    Contact,
    ContactStatus,
    Contents,
    Deed,
    Document,
    Entry,
    Issue,
    Measure,
    Named,
    Negotiation,
    Participant,
    Party,
    Person,
    Place,
    Reader,
    Statement,
    When,
    cut,
)

TEXT = "Ilse Marn demanded that Ormark withdraw its patrol boats."
DOCUMENT = Document(
    id="d1", text=TEXT, published_at="2025-03-20", outlet="Port Vell Courier", title="Talks"
)
UNDATED = Document(id="d2", text=TEXT)
MARN = Named(id="p1", name="Ilse Marn", party="VEL")
VELLAND = Participant(id="VEL", name="Velland", party="VEL")
ORMARK = Participant(id="ORM", name="Ormark", party="ORM")
ENTITIES: dict[str, Any] = {
    "parties": (Party(id="VEL", names=("Velland",)), Party(id="ORM", names=("Ormark",))),
    "persons": (Person(id="p1", names=("Ilse Marn",), party="VEL", office="foreign minister"),),
    "places": (
        Place(id="q1", names=("Halin",), country="TAS"),
        Place(id="q2", names=("Castle Quay",), country="ORM"),
    ),
    "documents": (DOCUMENT, UNDATED),
}


def told(document: str = "d1") -> dict[str, Any]:
    """What every entry of these tests carries."""
    passage = cut(TEXT, 19, 56, document=document, role="content")
    return {"passages": (passage,), "reader": Reader(name="rules", version="2")}


def events(*entries: Entry, **more: Any) -> list[dict[str, Any]]:
    kinds: dict[str, list[Entry]] = {}
    for entry in entries:
        kinds.setdefault(f"{entry.kind}s", []).append(entry)
    grouped: dict[str, Any] = {name: tuple(group) for name, group in kinds.items()}
    contents = Contents(**(ENTITIES | grouped | more))
    return [json.loads(line) for line in plover_lines(contents)]


def statement(act: Act, **fields: Any) -> Statement:
    return Statement(**({"id": "s1", "act": act, "speakers": (MARN,)} | told() | fields))


def contact(status: ContactStatus, channel: Channel = Channel.TALKS, **fields: Any) -> Contact:
    values: dict[str, Any] = {"id": "c1", "participants": (VELLAND, ORMARK)}
    return Contact(**(values | told() | {"status": status, "channel": channel} | fields))


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (Act.DEMAND, "REQUEST"),
        (Act.REJECT, "REJECT"),
        (Act.ACCUSE, "ACCUSE"),
        (Act.THREATEN, "THREATEN"),
        (Act.PROMISE, "AGREE"),
        (Act.PROPOSE, "AGREE"),
        (Act.ACCEPT, "AGREE"),
        (Act.PRAISE, "SUPPORT"),
    ],
)
def test_an_act_has_its_type(act: Act, kind: str) -> None:
    assert [event["event"] for event in events(statement(act))] == [[kind]]


@pytest.mark.parametrize("act", [Act.ASSERT, Act.DENY, Act.ASSESS, Act.PREDICT])
def test_what_only_says_something_is_no_event(act: Act) -> None:
    assert events(statement(act)) == []


def test_a_promised_concession_is_one() -> None:
    measure = Measure(agent="VEL", action="withdraw", object="the fleet")
    assert events(statement(Act.PROMISE, measures=(measure,)))[0]["event"] == ["CONCEDE"]
    kept = Measure(agent="VEL", action="withdraw", object="the fleet", negated=True)
    assert events(statement(Act.PROMISE, measures=(kept,)))[0]["event"] == ["AGREE"]


def test_a_threat_says_what_with() -> None:
    measure = Measure(agent="VEL", action="strike", object="the port")
    assert events(statement(Act.THREATEN, measures=(measure,)))[0]["mode"] == ["violence"]


def test_an_event_has_the_fields_of_the_codebook() -> None:
    measure = Measure(agent="ORM", action="withdraw", object="patrol boats")
    (event,) = events(statement(Act.DEMAND, measures=(measure,), issues=("sanctions",)))
    assert event["id"] == "s1"
    assert event["source"] == [
        {
            "code": "VEL",
            "sector": "GOV",
            "actor_text": "Ilse Marn",
            "identifier_text": "Ilse Marn",
            "identifier_id": "p1",
            "office": "foreign minister",
        }
    ]
    assert [actor["code"] for actor in event["recipient"]] == ["ORM"]
    assert event["quad_code"] == 3
    assert event["event_scale"] == -5.0
    assert event["context"] == ["economic"]
    assert event["cite_info"]["publication"] == "Port Vell Courier"
    assert event["coder"] == "rules 2"
    (span,) = event["text_info"]
    assert TEXT[span["start"] : span["end"]] == event["event_text"][0]


def test_an_issue_of_the_dossier_has_the_context_of_its_parent() -> None:
    own = Negotiation(issues=(Issue(id="cod", label="Cod", parent="resources"),))
    (event,) = events(statement(Act.DEMAND, issues=("cod",)), negotiation=own)
    assert event["context"] == ["resource"]


@pytest.mark.parametrize(
    ("status", "kind", "modes"),
    [
        (ContactStatus.HELD, "CONSULT", None),
        (ContactStatus.UNDER_WAY, "CONSULT", None),
        (ContactStatus.PLANNED, "AGREE", ["future"]),
        (ContactStatus.SUGGESTED, "CONSULT", ["hypothetical", "future"]),
        (ContactStatus.CANCELLED, "SANCTION", ["cancel"]),
        (ContactStatus.DENIED, "CONSULT", ["negation"]),
    ],
)
def test_a_contact_is_what_became_of_it(
    status: ContactStatus, kind: str, modes: list[str] | None
) -> None:
    (event,) = events(contact(status))
    assert event["event"] == [kind]
    assert event.get("mode") == modes
    assert [actor["code"] for actor in event["source"]] == ["VEL", "ORM"]
    assert "recipient" not in event


def test_a_meeting_to_come_is_agreed_on_the_day_of_the_text() -> None:
    planned = contact(ContactStatus.PLANNED, happened_on=When(text="May", edtf="2025-05"))
    (event,) = events(planned)
    assert event["date"] == "2025-03-20"
    assert "2025-05" in event["comment"]


def test_a_call_is_by_phone_and_a_visitor_comes_to_a_host() -> None:
    assert events(contact(ContactStatus.HELD, Channel.CALL))[0]["mode"] == ["phone"]
    host = Named(id="ORM", name="Ormark", party="ORM")
    (visit,) = events(contact(ContactStatus.HELD, Channel.VISIT, host=host))
    assert visit["mode"] == ["visit"]
    assert [actor["code"] for actor in visit["source"]] == ["VEL"]
    assert [actor["code"] for actor in visit["recipient"]] == ["ORM"]


def test_a_place_that_belongs_to_neither_side_makes_a_third_party_host() -> None:
    (event,) = events(contact(ContactStatus.HELD, place=Named(id="q1", name="Halin")))
    assert event["mode"] == ["third-party"]
    assert event["event_loc"] == {"name": "Halin", "cc3": "TAS"}


def test_the_state_of_the_place_is_the_host_of_a_visit() -> None:
    fields: dict[str, Any] = {"participants": (VELLAND,), "place": Named(id="q2", name="Quay")}
    (event,) = events(contact(ContactStatus.HELD, Channel.VISIT, **fields))
    assert [actor["code"] for actor in event["recipient"]] == ["ORM"]


def test_a_deed_keeps_its_type_and_takes_the_name_of_its_mode() -> None:
    deed = Deed(
        id="e1", plover_type="COERCE", plover_mode="seize", actor=Named(name="Ormark", party="ORM"),
        recipient=MARN, **told(),
    )  # fmt: skip
    (event,) = events(deed)
    assert (event["event"], event["mode"]) == (["COERCE"], ["confiscate"])
    assert event["recipient"][0]["code"] == "VEL"


def test_what_nobody_does_is_no_event() -> None:
    assert events(Deed(id="e1", plover_type="ASSAULT", **told())) == []
    assert events(statement(Act.DEMAND, speakers=(Named(name="He"),))) == []


def test_days_are_those_of_the_event_then_of_the_text_then_unknown() -> None:
    dated = statement(Act.DEMAND, stated_on=When(text="March", edtf="2025-03"))
    (event,) = events(dated)
    assert (event["date"], event["enddate"]) == ("2025-03-01", "2025-03-31")
    assert events(statement(Act.DEMAND))[0]["date"] == "2025-03-20"
    (unknown,) = events(statement(Act.DEMAND, **told("d2")))
    assert unknown["date"] is None


def test_what_lies_years_back_is_historical() -> None:
    past = contact(ContactStatus.HELD, happened_on=When(text="in 2019", edtf="2019"))
    assert events(past)[0]["mode"] == ["historical"]


def test_a_hypothetical_statement_says_so() -> None:
    assert events(statement(Act.PROMISE, hypothetical=True))[0]["mode"] == ["hypothetical"]


def test_a_copy_is_no_second_event() -> None:
    copy = Document(id="d1", text=TEXT, copy_of="d2")
    assert events(statement(Act.DEMAND), documents=(copy, UNDATED)) == []
