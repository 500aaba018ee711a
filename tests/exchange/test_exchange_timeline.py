"""TimelineJS: slides in its JSON, EDTF in what they show, nothing of a text run as HTML."""

import json
from typing import Any

import jsonschema
import pytest
from attrs import evolve

from dragoman.calendar import interval, is_edtf
from dragoman.exchange.edtf_days import edtf_of
from dragoman.exchange.timeline import timeline, timeline_json
from dragoman.model import (
    Channel,
    Commitment,
    Contact,
    ContactStatus,
    Contents,
    Deed,
    Document,
    Negotiation,
    When,
    cut,
)
from dragoman.model.handling import Handling, Marking

TEXT = "Nets were torn. The envoys met in Sundholm\non Tuesday. They left early.\n\nNext part."
START = TEXT.index("met")
DATE = {
    "type": "object",
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
    },
    "required": ["year"],
    "dependentRequired": {"day": ["month"]},
    "additionalProperties": False,
}
WORDS = {
    "type": "object",
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
    "additionalProperties": False,
}
SLIDE = {
    "type": "object",
    "properties": {
        "start_date": DATE,
        "end_date": DATE,
        "display_date": {"type": "string"},
        "text": WORDS,
        "group": {"type": "string"},
        "unique_id": {"type": "string"},
        "autolink": {"type": "boolean"},
    },
    "required": ["start_date", "text"],
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "properties": {
        "events": {"type": "array", "items": SLIDE},
        "title": {**SLIDE, "required": ["text"]},
    },
    "required": ["events"],
    "additionalProperties": False,
}
"""The part of TimelineJS3's JSON format that is used, from its documentation."""


def contents(when: When | None, **more: Any) -> Contents:
    url = more.pop("url", "https://post.example.org/a")
    text = more.pop("text", TEXT)
    document = Document(
        id="d1", text=text, url=url, outlet="Post", title="Talks", published_at="2025-03-20"
    )
    met = Contact(
        id="c1",
        channel=Channel.TALKS,
        status=ContactStatus.HELD,
        happened_on=when,
        passages=(cut(text, START, START + 3, document="d1"),),
    )
    return Contents(**({"documents": (document,), "contacts": (met,)} | more))


def slide(when: When | None, **more: Any) -> dict[str, Any]:
    found = timeline(contents(when, **more), {"c1": "They met."})
    jsonschema.validate(found, SCHEMA)
    (only,) = found["events"]
    return dict(only)


SPAN, MONTHS = "2025-03-18/2025-03-20", "2025-03/2025-04"


@pytest.mark.parametrize(
    ("when", "shown", "start", "end"),
    [
        (When(text="t", edtf="2025-03-18"), "2025-03-18", (2025, 3, 18), None),
        (When(text="t", edtf="2025-03-18T10:00:00+03:00"), "2025-03-18", (2025, 3, 18), None),
        (When(text="t", edtf="2025-03"), "2025-03", (2025, 3), None),
        (When(text="t", edtf="2025"), "2025", (2025,), None),
        (When(text="t", edtf="2025-03-1~"), None, None, None),
        (When(text="t", edtf="2025-03~"), "2025-03~", (2025, 3), None),
        (When(text="t", edtf="2025-03-18", vague=True), "2025-03-18~", (2025, 3, 18), None),
        (When(text="t", edtf=SPAN), SPAN, (2025, 3, 18), (2025, 3, 20)),
        (When(text="t", edtf=MONTHS, vague=True), "2025-03~/2025-04~", (2025, 3), (2025, 4)),
        (When(text="t", edtf="2025-21"), "2025-21", (2025, 3), (2025, 5)),
        (When(text="t", edtf="199X"), "199X", (1990,), (1999,)),
        (When(text="t", edtf="../2025-06-15"), "../2025-06-15", (2025, 6, 15), None),
        (When(text="t", edtf="2025-06-15/.."), "2025-06-15/..", (2025, 6, 15), None),
        (When(text="t", edtf="2025-06-15", relation="by"), "../2025-06-15", (2025, 6, 15), None),
        (When(text="t", edtf="2025-06", relation="since"), "2025-06/..", (2025, 6), None),
        (When(text="t", edtf="2025-06", relation="during"), "2025-06", (2025, 6), None),
    ],
)  # fmt: skip
def test_a_slide_is_no_more_exact_than_the_text(
    when: When, shown: str | None, start: tuple[int, ...] | None, end: tuple[int, ...] | None
) -> None:
    if shown is None:
        assert timeline(contents(when), {})["events"] == []
        return
    found = slide(when)
    assert found["display_date"] == shown
    assert is_edtf(shown)
    assert tuple(found["start_date"].values()) == start
    assert (tuple(found["end_date"].values()) if "end_date" in found else None) == end


@pytest.mark.parametrize("edtf", ["2025-03", "2025", "2025-21", "199X", "2025-03-18/2025-03-20"])
def test_what_is_shown_covers_the_same_days(edtf: str) -> None:
    assert interval(edtf_of(When(text="t", edtf=edtf)) or "") == interval(edtf)


@pytest.mark.parametrize("when", [None, When(text="Tuesday"), When(text="soon", edtf="soon")])
def test_what_has_no_day_is_not_on_the_timeline(when: When | None) -> None:
    assert timeline(contents(when), {})["events"] == []


DAY = When(text="Tuesday", edtf="2025-03-18")


def test_a_slide_tells_quotes_and_names_its_document() -> None:
    found = slide(DAY)
    assert found["unique_id"] == "contact-c1"
    assert found["group"] == "Contacts"
    assert found["text"]["headline"] == "They met."
    assert found["text"]["text"] == (
        "<p>talks, held; the text says “Tuesday”</p>"
        "<blockquote>The envoys met in Sundholm on Tuesday.</blockquote>"
        '<p>– Post, <a href="https://post.example.org/a" rel="noopener noreferrer">Talks</a>, '
        "20 March 2025</p>"
    )


def test_a_headline_is_quoted_only_where_nothing_else_tells_it() -> None:
    text = f"Envoys meet\n\n{TEXT}"
    document = Document(id="d1", text=text, title="Envoys meet")
    passages = tuple(
        cut(text, text.index(words), text.index(words) + 4, document="d1")
        for words in ("meet", "met in")
    )
    met = contents(DAY).contacts[0]
    whole = Contents(documents=(document,), contacts=(evolve(met, passages=passages),))
    (found,) = timeline(whole, {})["events"]
    assert "<blockquote>The envoys met in Sundholm on Tuesday.<" in found["text"]["text"]
    alone = evolve(whole, contacts=(evolve(met, passages=passages[:1]),))
    assert "<blockquote>Envoys meet<" in timeline(alone, {})["events"][0]["text"]["text"]


def test_deeds_and_what_falls_due_have_lanes_of_their_own_and_all_go_by_day() -> None:
    passages = (cut(TEXT, 0, 15, document="d1"),)
    more = {
        "deeds": (Deed(id="x1", plover_type="ASSAULT", happened_on=DAY, passages=passages),),
        "commitments": (
            Commitment(
                id="k1",
                parties=(),
                measures=(),
                due_on=When(text="by May", edtf="2025-05", relation="by"),
                passages=passages,
            ),
        ),
    }
    found = timeline(contents(When(text="t", edtf="2025-04-01"), **more), {})["events"]
    assert [(one["group"], one["display_date"]) for one in found] == [
        ("Deeds", "2025-03-18"),
        ("Contacts", "2025-04-01"),
        ("Due", "../2025-05"),
    ]


def test_nothing_of_a_text_is_run_as_html() -> None:
    bad = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\x00"
    text = f"{bad} & {TEXT}"
    place = text.index("met")
    document = Document(id="d1", text=text, url="javascript:alert(1)", outlet=bad, title=bad)
    met = Contact(
        id="c1",
        channel=Channel.TALKS,
        status=ContactStatus.HELD,
        happened_on=When(text=bad, edtf="2025-03-18"),
        passages=(cut(text, 0, place + 3, document="d1"),),
    )
    whole = Contents(
        documents=(document,), contacts=(met,), negotiation=Negotiation(name=bad), as_of=bad
    )
    raw = timeline_json(whole, {"c1": bad})
    assert not set("<>&") & set(raw)
    words = str(json.loads(raw))
    assert "<script" not in words
    assert "<img" not in words
    assert "href" not in words
    assert json.loads(raw) == timeline(whole, {"c1": bad})


def test_no_slide_asks_another_server_for_anything() -> None:
    found = slide(DAY)
    assert "media" not in found
    assert "background" not in found
    assert found["autolink"] is False


def test_a_path_of_this_machine_does_not_go_out() -> None:
    document = Document(id="d1", text=TEXT, path="/home/ansa/secret/talks.txt")
    found = slide(DAY, documents=(document,))
    assert "talks.txt" in found["text"]["text"]
    assert "ansa" not in found["text"]["text"]


def test_the_title_says_how_it_may_be_handled() -> None:
    marking = Marking(mark=Handling.GREEN)
    whole = contents(DAY, negotiation=Negotiation(name="Quota talks"), as_of="2025-03-30")
    title = timeline(whole, {}, marking=marking)["title"]["text"]
    assert title["headline"] == "Quota talks"
    assert "TLP:GREEN" in title["text"]
    assert "2025-03-30" in title["text"]
