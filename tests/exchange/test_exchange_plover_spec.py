"""PLOVER: every line fits the tables of the codebook (Open Event Data Alliance, 2021).

It asks for newline-delimited JSON, one event a row, and lets providers add fields.
"""

import json
from typing import Any

import jsonschema
import pytest

from dragoman.exchange import plover_lines
from dragoman.exchange.plover_actors import tables
from dragoman.model import (
    Act,
    Channel,
    Contact,
    ContactStatus,
    Contents,
    Deed,
    Document,
    Named,
    Participant,
    Party,
    Place,
    Statement,
    When,
    cut,
)

TYPES = sorted(tables()["quad"]["types"])
DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
WORDS = {"type": "array", "items": {"type": "string"}}
ACTORS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            key: {"type": "string", "minLength": 1}
            for key in (
                "code",
                "sector",
                "actor_text",
                "identifier_id",
                "identifier_text",
                "office",
            )
        },
        "additionalProperties": False,
    },
}
EVENT = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "date": {"anyOf": [DAY, {"type": "null"}]},
        "enddate": DAY,
        "source": {**ACTORS, "minItems": 1},
        "recipient": ACTORS,
        "event": {"type": "array", "items": {"enum": TYPES}, "minItems": 1},
        "event_loc": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "cc3": {"pattern": "^[A-Z]{3}$"}},
            "additionalProperties": False,
        },
        "event_text": WORDS,
        "text_info": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}},
                "required": ["start", "end"],
            },
        },
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": "number", "minimum": -10, "maximum": 10},
        "mode": WORDS,
        "context": WORDS,
        "cite_info": {"type": "object", "additionalProperties": {"type": "string"}},
        "coder": {"type": "string"},
        "comment": {"type": "string"},
        "quantities": {"type": "array"},
    },
    "required": ["id", "date", "source", "event"],
    "additionalProperties": False,
}
TEXT = "Velland and Ormark met in Halin.\t\u2028\nVelland shelled the port."
WHOLE = (cut(TEXT, 0, len(TEXT), document="d1", role="content"),)
VELLAND = Named(id="VEL", name="Velland", party="VEL")
BOTH = (
    Participant(id="VEL", name="Velland", party="VEL"),
    Participant(id="ORM", name="Ormark", party="ORM"),
)
SPAN = When(text="last week", edtf="2025-03-10/2025-03-16")


def lines() -> list[str]:
    said = [
        Statement(id=f"s-{act}", act=act, speakers=(VELLAND,), passages=WHOLE, stated_on=SPAN)
        for act in Act
    ]
    met = [
        Contact(
            id=f"c-{status}",
            channel=Channel.TALKS,
            status=status,
            participants=BOTH,
            place=Named(id="q1", name="Halin"),
            passages=WHOLE,
        )
        for status in ContactStatus
    ]
    done = [
        Deed(id=f"x-{kind}", plover_type=kind, actor=VELLAND, passages=WHOLE, happened_on=SPAN)
        for kind in TYPES
    ]
    contents = Contents(
        documents=(Document(id="d1", text=TEXT, title="</script>", published_at="2025-03"),),
        parties=(Party(id="VEL", names=("Velland",)), Party(id="ORM", names=("Ormark",))),
        places=(Place(id="q1", names=("Halin",), country="TUR"),),
        statements=tuple(said),
        contacts=tuple(met),
        deeds=tuple(done),
    )
    return list(plover_lines(contents))


def test_every_line_is_one_event_of_the_codebook() -> None:
    found = lines()
    assert len(found) > len(TYPES) + len(ContactStatus)
    for line in found:
        assert "\n" not in line
        jsonschema.validate(json.loads(line), EVENT)


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_quad_and_scale_of_the_same_sign(kind: str) -> None:
    quad, scale = tables()["quad"]["types"][kind], tables()["scale"]["types"][kind]
    assert (scale > 0) == (quad in (1, 2))


def test_an_interval_keeps_both_ends() -> None:
    events: list[dict[str, Any]] = [json.loads(line) for line in lines()]
    told = {(one["date"], one["enddate"]) for one in events if one["id"].startswith("x-")}
    assert told == {("2025-03-10", "2025-03-16")}
