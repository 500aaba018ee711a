"""The analysts: signed decisions on the entries, spread over the months."""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import msgspec
from attrs import frozen

from dragoman.dossier import (
    acceptance,
    addition,
    anchor_of,
    correction,
    handling,
    judged_different,
    judged_same,
    note,
    question,
    rating,
    rejection,
    review,
    sign,
)
from dragoman.model import (
    ContactStatus,
    Decision,
    Entry,
    Firmness,
    Fit,
    Reliability,
    Stance,
    Verb,
)
from dragoman.pipeline.weighing import Weight

ANALYSTS = ("A. Lindqvist", "B. Okafor", "C. Marchetti", "D. Novak", "E. Tanaka")
BEGIN = datetime(2024, 6, 3, 8, tzinfo=UTC)
STEP = timedelta(minutes=377)
REVIEWED = ("statement", "contact", "position", "commitment", "discrepancy")

MIX = {
    "accept": 30, "correct": 22, "review": 18, "reject": 8, "note": 6, "ask": 4, "judge": 5,
    "rate": 3, "add": 2, "mark": 1, "handle": 1,
}  # fmt: skip
"""Of a hundred decisions, so many of each; the first decisions are one of each."""


@frozen(kw_only=True)
class Signature:
    """Who decides, and when."""

    who: str
    decided_at: str


def decide(
    chance: random.Random,
    by_noun: Mapping[str, Sequence[Entry]],
    added: Sequence[Entry],
    number: int,
) -> list[Decision]:
    """So many decisions; no entry is decided on twice, but for questions and their threads."""
    left = {noun: chance.sample(entries, len(entries)) for noun, entries in by_noun.items()}
    desk = _Desk(chance=chance, left=left, added=list(added))
    made: list[Decision] = []
    for place in range(number):
        drawn = chance.choices(list(MIX), list(MIX.values()))[0]
        verb = [*MIX, drawn][min(place, len(MIX))]
        signature = Signature(
            who=ANALYSTS[place % 7 % len(ANALYSTS)],
            decided_at=(BEGIN + place * STEP).isoformat(timespec="microseconds"),
        )
        made.append(desk.decided(verb, signature, made))
    return made


@frozen(kw_only=True)
class _Desk:
    """Entries that nobody decided on yet."""

    chance: random.Random
    left: dict[str, list[Entry]]
    added: list[Entry]

    def _take(self, *nouns: str) -> Entry:
        able = [noun for noun in nouns if self.left.get(noun)]
        return self.left[self.chance.choice(able)].pop()

    def decided(self, verb: str, by: Signature, made: list[Decision]) -> Decision:
        """One decision; an addition becomes an approval once all that was missed is added."""
        if verb == "add" and not self.added:
            verb = "accept"
        return _DECIDED[verb](self, by, made)

    def _accepted(self, by: Signature, _made: list[Decision]) -> Decision:
        return acceptance(self._take(*REVIEWED), who=by.who, decided_at=by.decided_at)

    def _reviewed(self, by: Signature, _made: list[Decision]) -> Decision:
        return review(self._take(*REVIEWED), who=by.who, decided_at=by.decided_at)

    def _rejected(self, by: Signature, _made: list[Decision]) -> Decision:
        entry, why = self._take("mention", "statement", "attribution"), "not what the text says"
        return rejection(entry, who=by.who, decided_at=by.decided_at, why=why)

    def _added(self, by: Signature, _made: list[Decision]) -> Decision:
        return addition(self.added.pop(), who=by.who, decided_at=by.decided_at, why="was missed")

    def _noted(self, by: Signature, made: list[Decision]) -> Decision:
        asked = [one for one in made[-30:] if one.verb is Verb.ASK]
        about = asked[-1] if asked and self.chance.random() < 0.4 else self._take(*REVIEWED)
        return note(about, who=by.who, decided_at=by.decided_at, why="see the readout of that day")

    def _asked(self, by: Signature, made: list[Decision]) -> Decision:
        is_reply = bool(made) and self.chance.random() < 0.3
        about = made[-1] if is_reply else self._take(*REVIEWED)
        return question(about, who=by.who, decided_at=by.decided_at, why="who else tells this?")

    def _judged(self, by: Signature, _made: list[Decision]) -> Decision:
        judge = judged_same if self.chance.random() < 0.6 else judged_different
        one, other = self._take("mention"), self._take("mention")
        return judge(one, other, who=by.who, decided_at=by.decided_at, why="seen in both texts")

    def _rated(self, by: Signature, _made: list[Decision]) -> Decision:
        person, letter = self._take("person"), self.chance.choice(list(Reliability))
        why = "judged by the record so far"
        return rating(person, letter, who=by.who, decided_at=by.decided_at, why=why)

    def _picked(self, by: Signature, _made: list[Decision]) -> Decision:
        hypothesis = self.left["hypothesis"][-1].id
        weight = Weight(picked=True, hypothesis=hypothesis, fit=Fit.CONSISTENT)
        after = msgspec.json.encode(weight, order="sorted").decode()
        target = anchor_of(self._take(*REVIEWED))
        return sign(Verb.MARK, target, who=by.who, decided_at=by.decided_at, after=after)

    def _handled(self, by: Signature, _made: list[Decision]) -> Decision:
        return handling(self._take(*REVIEWED), "TLP:AMBER", who=by.who, decided_at=by.decided_at)

    def _corrected(self, by: Signature, _made: list[Decision]) -> Decision:
        entry = self._take(*CORRECTIONS)
        changes = CORRECTIONS[entry.kind](entry)
        return correction(entry, changes, who=by.who, decided_at=by.decided_at, why="as told")


CORRECTIONS: dict[str, Callable[[Entry], dict[str, object]]] = {
    "statement": lambda _: {"firmness": Firmness.POSSIBLE.value},
    "contact": lambda _: {"status": ContactStatus.HELD.value},
    "person": lambda _: {"office": "special envoy"},
    "position": lambda _: {"stance": Stance.OPEN.value},
    "commitment": lambda _: {"overdue_since": None},
    "mention": lambda _: {"how": "alias"},
}
"""What analysts put right, by noun."""

_DECIDED: dict[str, Callable[[_Desk, Signature, list[Decision]], Decision]] = {
    "accept": _Desk._accepted,
    "correct": _Desk._corrected,
    "review": _Desk._reviewed,
    "reject": _Desk._rejected,
    "note": _Desk._noted,
    "ask": _Desk._asked,
    "judge": _Desk._judged,
    "rate": _Desk._rated,
    "add": _Desk._added,
    "mark": _Desk._picked,
    "handle": _Desk._handled,
}
