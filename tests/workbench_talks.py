"""An invented dispute as entries made by hand, for the pages that read: every look of each noun."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dragoman.dossier import Dossier
from dragoman.model import (
    Account,
    Act,
    Basis,
    Channel,
    Commitment,
    Contact,
    ContactStatus,
    Deed,
    Discrepancy,
    DiscrepancyKind,
    Document,
    Entry,
    Measure,
    Mention,
    Movement,
    Named,
    Participant,
    Party,
    Passage,
    Person,
    Place,
    Position,
    PositionStage,
    Stage,
    Stance,
    Statement,
    When,
    document_id,
)
from workbench_client import Client, seated

SETTINGS = """
name = "Arven talks"
[[party]]
id = "VEL"
names = ["Velland"]
role = "side"
colour = "blue"
[[party]]
id = "ORM"
names = ["Ormark"]
role = "side"
[[party]]
id = "CAL"
names = ["Caldmere"]
role = "mediator"
[[issue]]
id = "quota"
label = "Cod quota"
[[issue]]
id = "patrols"
label = "Patrol boats"
"""

TEXT = (
    "Velland and Ormark held talks in Sundholm. Ilse Marn demanded a quota. Marn said that she "
    "would not sign. Ormark denied that a quota had been agreed. Velland said that it had been."
)
_SHA = hashlib.sha256(TEXT.encode()).hexdigest()
DOCUMENT = Document(
    id=document_id(_SHA, "a.txt"),
    path="a.txt",
    sha256=_SHA,
    text=TEXT,
    outlet="Port Vell Courier",
    published_at="2025-06-04",
    known_by="the text",
)


def passage(words: str, role: str = "content") -> Passage:
    """Where these words stand in the text."""
    start = TEXT.index(words)
    return Passage(
        document=DOCUMENT.id, start=start, end=start + len(words), exact=words, role=role
    )


def when(edtf: str | None, text: str = "") -> When | None:
    """A day, or none."""
    return None if edtf is None else When(text=text, edtf=edtf)


def contact(id: str, day: str | None, status: str = "held", **fields: Any) -> Contact:
    """A round of talks between Velland and Ormark."""
    values: dict[str, Any] = {
        "channel": Channel.TALKS,
        "participants": (
            Participant(id="VEL", name="Velland", party="VEL"),
            Participant(id="ORM", name="Ormark", party="ORM"),
        ),
        "passages": (passage("Velland and Ormark held talks in Sundholm", ""),),
        "documents": (DOCUMENT.id,),
    }
    return Contact(id=id, happened_on=when(day), status=ContactStatus(status), **(values | fields))


def statement(id: str, words: str, **fields: Any) -> Statement:
    """Something that Ilse Marn says for Velland."""
    values: dict[str, Any] = {
        "act": Act.DEMAND,
        "speakers": (Named(id="marn", name="Ilse Marn", party="VEL"),),
        "party": "VEL",
        "issues": ("quota",),
        "passages": (passage(words),),
    }
    return Statement(id=id, **(values | fields))


def stage(day: str | None, stance: Stance, movement: Movement, *statements: str) -> PositionStage:
    """A stage of a position, in the party's own words."""
    return PositionStage(
        stance=stance,
        movement=movement,
        basis=Basis.OWN_WORDS,
        on=when(day),
        statements=statements,
        passages=(passage("demanded a quota"),),
    )


def position(id: str, party: str, issue: str, *series: PositionStage, **fields: Any) -> Position:
    """A position that stands where its last stage stands."""
    values: dict[str, Any] = {
        "stance": series[-1].stance if series else Stance.FOR,
        "basis": Basis.OWN_WORDS,
        "measure": "a quota",
        "statements": ("s1",),
        "documents": (DOCUMENT.id,),
        "passages": (passage("demanded a quota"),),
    }
    return Position(id=id, party=party, issue=issue, series=series, **(values | fields))


def commitment(id: str, due: str | None, **fields: Any) -> Commitment:
    """Something that Ormark undertook."""
    values: dict[str, Any] = {
        "parties": ("ORM",),
        "measures": (Measure(action="withdraw", object=f"boats of {id}"),),
        "issue": "patrols",
        "agreement": (Stage(stage="claimed by one", on=when("2025-06-01")),),
        "passages": (passage("would not sign"),),
        "documents": (DOCUMENT.id,),
    }
    return Commitment(id=id, due_on=when(due), **(values | fields))


def everything() -> list[Entry]:
    """The dispute: two moves, six contacts, three chained commitments, a denial."""
    new, softened = Movement.NEW, Movement.SOFTENED
    return [
        Party(id="VEL", names=("Velland",), passages=(passage("Velland", "mention"),)),
        Party(id="ORM", names=("Ormark",), passages=(passage("Ormark", "mention"),)),
        Party(id="CAL", names=("Caldmere",)),
        Person(
            id="marn",
            names=("Ilse Marn", "Marn"),
            party="VEL",
            office="chief negotiator",
            passages=(passage("Ilse Marn", "mention"), passage("Marn said", "mention")),
        ),
        Place(id="sundholm", names=("Sundholm",), passages=(passage("Sundholm", "mention"),)),
        Mention(
            id="m1",
            noun="person",
            refers_to="marn",
            how="exact",
            passages=(passage("Ilse Marn", "mention"),),
        ),
        Mention(
            id="m2",
            noun="person",
            refers_to="marn",
            how="short form",
            because=("part of Ilse Marn",),
            passages=(passage("Marn said", "mention"),),
        ),
        contact("held", "2025-06-03", place=Named(id="sundholm", name="Sundholm")),
        contact("planned", "2025-07", status="planned"),
        contact("cancelled", "2025-05-20", status="cancelled", channel=Channel.CALL),
        contact("denied", "2025-05-25/2025-05-28", status="denied", channel=Channel.CALL),
        contact("undated", None, channel=Channel.MEETING),
        contact(
            "mediated",
            "2025-06-05",
            participants=(
                Participant(id="marn", name="Ilse Marn", party="VEL"),
                Participant(id="CAL", name="Caldmere", party="CAL"),
            ),
        ),
        Deed(
            id="deed",
            plover_type="MOBILIZE",
            actor=Named(id="ORM", name="Ormark", party="ORM"),
            happened_on=when("2025-06-02"),
            passages=(passage("Ormark held talks", "measure"),),
        ),
        statement("s1", "demanded a quota", stated_on=when("2025-06-03")),
        statement("s2", "would not sign", act=Act.REJECT),
        position(
            "p-vel",
            "VEL",
            "quota",
            stage("2025-05-28", Stance.AGAINST, new, "s2"),
            stage("2025-06-03", Stance.OPEN, softened, "s1"),
        ),
        position("p-orm", "ORM", "quota", stage("2025-06-05", Stance.AGAINST, new)),
        position("p-old", "ORM", "patrols"),
        commitment("first", "2025-06-10", overdue_since="2025-06-11"),
        commitment("second", "2025-06-20", after=("first",), implementation=2),
        commitment(
            "third",
            None,
            after=("second",),
            compliance=(Stage(stage="lapsed", on=when("2025-06-25")),),
        ),
        Discrepancy(
            id="dispute",
            discrepancy_kind=DiscrepancyKind.DENIAL,
            matter="whether a quota had been agreed",
            why="one says that it had been, the other denies it",
            accounts=(
                Account(
                    says="it had been agreed",
                    documents=(DOCUMENT.id,),
                    statements=("s1",),
                    passages=(passage("Velland said that it had been"),),
                ),
                Account(
                    says="it had not",
                    documents=(DOCUMENT.id,),
                    passages=(passage("Ormark denied that a quota had been agreed"),),
                ),
            ),
            passages=(passage("Ormark denied that a quota had been agreed"),),
        ),
    ]


def write_talks(place: Path, entries: list[Entry], settings: str = SETTINGS) -> Path:
    """A dossier that holds these entries on the one text."""
    with Dossier.create(place) as dossier:
        dossier.add_document(DOCUMENT, TEXT.encode())
        dossier.put_settings(settings, "A. Lone")
        dossier.put_entries(entries)
    return place


@contextmanager
def reading(place: Path, entries: list[Entry] | None = None) -> Iterator[Client]:
    """A browser before a dossier of these entries, by default of everything."""
    made = everything() if entries is None else entries
    with seated(write_talks(place / "made.dragoman", made)) as client:
        yield client
