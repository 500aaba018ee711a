"""What happens in the invented negotiation, and which texts tell of it."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate

from attrs import define, field, frozen
from pile_world import GOODS
from workbench.page import Span
from workbench.scene import Matter, Scene, Somebody

from dragoman.model import Act, Channel, ContactStatus

BEGIN = date(2024, 5, 1)
DAYS = 548
"""Eighteen months."""

SHARES = {
    "said": 0.127,
    "merely said": 0.033,
    "talks": 0.021,
    "deeds": 0.0105,
    "assessments": 0.0093,
    "segments": 0.09,
    "commitments": 0.012,
    "discrepancies": 0.005,
    "constraints": 0.0025,
    "leverages": 0.0012,
    "linkages": 0.0019,
    "questions": 0.0025,
}
"""Shares of all entries, as in the dossier made of ``examples/ukraine-2025`` (1,618 entries);
mentions are what is missing to the number wanted (there 41 per cent)."""

ACTS = (
    (Act.DEMAND, "demanded", "the return of {n} {goods} from {place}", 13),
    (Act.REJECT, "rejected", "any return of the {goods} to {place}", 7),
    (Act.PROPOSE, "proposed", "that both share {n} {goods} at {place}", 5),
    (Act.ACCEPT, "accepted", "that {n} {goods} leave {place}", 8),
    (Act.PROMISE, "promised", "to withdraw {n} {goods} from {place}", 8),
    (Act.DENY, "denied", "that the {goods} of {place} had been discussed", 9),
    (Act.ASSERT, "said", "that {n} {goods} lay at {place}", 20),
    (Act.ASSESS, "called", "the {goods} of {place} a burden for both", 18),
    (Act.PREDICT, "expected", "that the {goods} would be back in {place} by winter", 10),
    (Act.ACCUSE, "complained", "that {n} {goods} had been taken to {place}", 4),
)
"""Act, cue, content, and how often in a hundred."""

CHANNELS = (Channel.CALL, Channel.MEETING, Channel.TALKS, Channel.SUMMIT, Channel.VISIT)
STATUSES = (
    (ContactStatus.HELD, 52), (ContactStatus.PLANNED, 26), (ContactStatus.SUGGESTED, 8),
    (ContactStatus.DENIED, 7), (ContactStatus.CANCELLED, 4), (ContactStatus.UNDER_WAY, 3),
)  # fmt: skip
MORE = (12, 4, 2, 1, 1)
"""How often a fact is told by none, one, two more texts."""

DEEDS = (("ASSAULT", "struck"), ("AID", "supplied"), ("SANCTION", "seized"), ("CONCEDE", "freed"))


@define(kw_only=True)
class Said:
    """Something said, in one text. ``speaker`` is None for the narrator's own words."""

    speaker: Somebody | None
    matter: Matter
    act: Act
    cue: str
    content: str
    goods: str
    place: str
    has_statement: bool = True
    document: int
    spans: dict[str, Span] = field(factory=dict)


@define(kw_only=True)
class Talk:
    """A contact, and the texts that tell of it. ``days`` says how well its day is known."""

    one: Somebody
    two: Somebody
    channel: Channel
    status: ContactStatus
    place: str
    matter: Matter
    day: date
    days: str
    documents: tuple[int, ...]
    told: list[dict[str, Span]] = field(factory=list)


@define(kw_only=True)
class Done:
    """A deed, and the texts that tell of it. Both parties by their labels."""

    actor: str
    recipient: str
    plover_type: str
    verb: str
    goods: str
    place: str
    matter: Matter
    day: date
    documents: tuple[int, ...]
    told: list[dict[str, Span]] = field(factory=list)


@define(kw_only=True)
class Judged:
    """What an expert makes of a matter."""

    author: Somebody
    matter: Matter
    claim: str
    document: int
    spans: dict[str, Span] = field(factory=dict)


Fact = Said | Talk | Done | Judged


@frozen(kw_only=True)
class Facts:
    """Everything that is told, by text: ``days`` are those of the texts, oldest first."""

    days: tuple[date, ...]
    said: tuple[Said, ...]
    talks: tuple[Talk, ...]
    deeds: tuple[Done, ...]
    judged: tuple[Judged, ...]


def draw_facts(chance: random.Random, scene: Scene, texts: int, entries: int) -> Facts:
    """Facts for so many texts: one text in twenty is long and holds a third of them."""
    draw = _Draw(chance=chance, scene=scene, texts=texts)
    count = {name: max(3, round(share * entries)) for name, share in SHARES.items()}
    said = [draw.said() for _ in range(count["said"] + count["merely said"])]
    for one in said[count["said"] :]:
        one.has_statement = False
    return Facts(
        days=draw.days,
        said=tuple(said),
        talks=tuple(draw.talk() for _ in range(count["talks"])),
        deeds=tuple(draw.deed() for _ in range(count["deeds"])),
        judged=tuple(draw.judged() for _ in range(count["assessments"])),
    )


@define(kw_only=True)
class _Draw:
    """Draws one fact at a time."""

    chance: random.Random
    scene: Scene
    texts: int
    days: tuple[date, ...] = ()
    _weights: Sequence[int] = ()

    def __attrs_post_init__(self) -> None:
        drawn = sorted(self.chance.randrange(DAYS) for _ in range(self.texts))
        self.days = tuple(BEGIN + timedelta(days=n) for n in drawn)
        self._weights = tuple(accumulate(12 if n % 20 == 7 else 1 for n in range(self.texts)))

    def text(self) -> int:
        """The number of a text; long ones come up more often."""
        return self.chance.choices(range(self.texts), cum_weights=self._weights)[0]

    def several(self, most: int) -> tuple[int, ...]:
        """Texts of the same days, mostly one."""
        first = self.text()
        near = range(first + 1, min(first + 40, self.texts))
        more = min(len(near), self.chance.choices(range(most), MORE[:most])[0])
        return (first, *sorted(self.chance.sample(near, more)))

    def matter(self) -> Matter:
        """What it is about; the first matters are spoken of most."""
        number = len(self.scene.matters)
        return self.scene.matters[int(number * self.chance.random() ** 1.6)]

    def said(self) -> Said:
        """Something said; every seventh is the narrator's own."""
        act, cue, content, _ = self.chance.choices(ACTS, [row[-1] for row in ACTS])[0]
        goods, place = self.chance.choice(sorted(GOODS)), self.chance.choice(self.scene.places)
        number = str(self.chance.randrange(3, 90))
        return Said(
            speaker=self.person() if self.chance.random() > 1 / 7 else None,
            matter=self.matter(),
            act=act,
            cue=cue,
            content=content.format(n=number, goods=goods, place=place),
            goods=goods,
            place=place,
            document=self.text(),
        )

    def person(self) -> Somebody:
        """Somebody; the first persons are in the news most."""
        number = len(self.scene.persons)
        return self.scene.persons[int(number * self.chance.random() ** 2)]

    def talk(self) -> Talk:
        """A contact."""
        one, documents = self.person(), self.several(5)
        others = [p for p in self.scene.persons[:200] if p.party != one.party]
        return Talk(
            one=one,
            two=self.chance.choice(others),
            channel=self.chance.choice(CHANNELS),
            status=self.chance.choices(*zip(*STATUSES, strict=True))[0],
            place=self.chance.choice(self.scene.places),
            matter=self.matter(),
            day=self.days[documents[0]] - timedelta(days=self.chance.randrange(4)),
            days=self.chance.choice(("day", "weekday", "month", "stretch", "none", "none")),
            documents=documents,
        )

    def deed(self) -> Done:
        """A deed."""
        kind, verb = self.chance.choice(DEEDS)
        documents = self.several(2)
        actor, recipient = self.chance.sample(self.scene.parties, 2)
        return Done(
            actor=actor,
            recipient=recipient,
            plover_type=kind,
            verb=verb,
            goods=self.chance.choice(sorted(GOODS)),
            place=self.chance.choice(self.scene.places),
            matter=self.matter(),
            day=self.days[documents[0]] - timedelta(days=1),
            documents=documents,
        )

    def judged(self) -> Judged:
        """An expert's judgement."""
        matter = self.matter()
        party = self.chance.choice(self.scene.parties)
        return Judged(
            author=self.chance.choice(self.scene.experts),
            matter=matter,
            claim=f"{party} will probably give way on {matter.label}",
            document=self.text(),
        )
