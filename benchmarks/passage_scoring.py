"""What two readings of one passage have in common: marks paired one to one, then counted.

A :class:`Sheet` holds what one reader, human or program, found in one passage; the same function
counts the program against a human and one human against the other. What counts as a pair, the
best pairs first:

- statement: Dice of the contents' words .5 or more;
- contact: the mentions overlap, or stand in one sentence and name the same channel;
- deed: the triggers overlap; condition: Dice of the words .5 or more; quantity: they overlap.

Fields are counted among the pairs. Spans are code points of the stored text, half open.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import define, field, frozen
from marks import Figures, best_pairs

Span = tuple[int, int]
Spans = tuple[Span, ...]
ENOUGH = 0.5
"""Least Dice of two contents that are the same statement, or two clauses the same condition."""


@frozen(kw_only=True)
class Said:
    """A statement. ``speakers`` are the words inside the passage that name who speaks."""

    contents: Spans
    speakers: Spans = ()
    act: str
    issues: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Met:
    """A contact. Each participant is all the spans that stand for him."""

    mentions: Spans
    channel: str
    status: str
    participants: tuple[Spans, ...] = ()
    host: Spans = ()
    mediator: Spans = ()
    place: Spans = ()
    day: Spans = ()


@frozen(kw_only=True)
class Done:
    """A deed, with the spans that stand for who did it and to whom."""

    triggers: Spans
    type: str
    actor: Spans = ()
    recipient: Spans = ()


@frozen(kw_only=True)
class Hung:
    """A condition: the clause with its conjunction."""

    words: Spans
    relation: str


@frozen(kw_only=True)
class Counted:
    """A quantity, its bound in the words of the guideline."""

    words: Spans
    bound: str


Kind = Said | Met | Done | Hung | Counted


@frozen(kw_only=True)
class Page:
    """A passage: where it stands, and where the document's words and sentences stand in it."""

    id: str
    document: str
    start: int
    end: int
    words: Spans
    sentences: Spans = ()

    @property
    def is_open(self) -> bool:
        """Whether its errors may be read: passages of even numbers."""
        return int(self.id[1:]) % 2 == 0


@frozen(kw_only=True)
class Sheet:
    """What one reader found in one passage."""

    statement: tuple[Said, ...] = ()
    contact: tuple[Met, ...] = ()
    deed: tuple[Done, ...] = ()
    condition: tuple[Hung, ...] = ()
    quantity: tuple[Counted, ...] = ()


@define
class Tally:
    """Counts by name: paired, marked, found."""

    rows: dict[str, list[int]] = field(factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def add(self, name: str, paired: int, marked: int, found: int) -> None:
        """Add to the counts of a name."""
        for at, number in enumerate((paired, marked, found)):
            self.rows[name][at] += number

    def right(self, name: str, is_right: bool) -> None:
        """Count a field of one pair: its precision, recall and F1 are the share that is right."""
        self.add(name, int(is_right), 1, 1)

    def labels(self, name: str, marked: Iterable[str], found: Iterable[str]) -> None:
        """Count two sets of labels, in all and each label for itself."""
        one, two = set(marked), set(found)
        self.add(name, len(one & two), len(one), len(two))
        for label in one | two:
            self.add(f"{name}: {label}", label in one and label in two, label in one, label in two)

    def figures(self) -> dict[str, Figures]:
        """Precision, recall and F1 by name."""
        return {
            name: Figures(paired=paired, marked=marked, found=found)
            for name, (paired, marked, found) in self.rows.items()
        }


def summed(tallies: Iterable[Tally]) -> Tally:
    """All counts together."""
    total = Tally()
    for tally in tallies:
        for name, row in tally.rows.items():
            total.add(name, *row)
    return total


def words_of(text: str, start: int, end: int) -> Spans:
    """Where the words of ``text[start:end]`` stand."""
    return tuple((m.start() + start, m.end() + start) for m in re.finditer(r"\w+", text[start:end]))


def overlap(one: Spans, two: Spans) -> bool:
    """Whether any two spans share a code point."""
    return any(a < d and c < b for a, b in one for c, d in two)


def dice(words: Spans, one: Spans, two: Spans) -> float:
    """Dice of the words that two readings cover, 0..1."""
    first, second = ({word for word in words if overlap((word,), spans)} for spans in (one, two))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def same_contact(page: Page, one: Met, two: Met) -> float:
    """How well two contacts fit; zero when they are not the same."""
    alike = (one.channel == two.channel) + (one.status == two.status) / 2
    if overlap(one.mentions, two.mentions):
        return 4 + alike
    near = any(overlap((s,), one.mentions) and overlap((s,), two.mentions) for s in page.sentences)
    return alike if near and one.channel == two.channel else 0.0


def _enough(value: float) -> float:
    return value if value >= ENOUGH else 0.0


SAME: dict[str, Callable[[Page, Any, Any], float]] = {
    "statement": lambda page, a, b: _enough(dice(page.words, a.contents, b.contents)),
    "contact": same_contact,
    "deed": lambda page, a, b: overlap(a.triggers, b.triggers) * (1 + (a.type == b.type)),
    "condition": lambda page, a, b: _enough(dice(page.words, a.words, b.words)),
    "quantity": lambda page, a, b: float(overlap(a.words, b.words)),
}
"""How well two marks of a kind fit, by kind; zero is no pair."""


def pairs_of(page: Page, kind: str, marked: Sheet, found: Sheet) -> list[tuple[Any, Any]]:
    """The marks of a kind, paired one to one."""
    same = SAME[kind]
    return best_pairs(getattr(marked, kind), getattr(found, kind), lambda a, b: same(page, a, b))


def tally(page: Page, marked: Sheet, found: Sheet) -> Tally:
    """Count one reading of a passage against another."""
    counts = Tally()
    for kind in SAME:
        pairs = pairs_of(page, kind, marked, found)
        counts.add(kind, len(pairs), len(getattr(marked, kind)), len(getattr(found, kind)))
        FIELDS[kind](counts, marked, found, pairs)
    return counts


def _statements(
    counts: Tally, marked: Sheet, found: Sheet, pairs: Sequence[tuple[Said, Said]]
) -> None:
    for one, two in pairs:
        counts.right("act of paired", one.act == two.act)
        counts.right("speaker of paired", _same_speaker(one, two))
        counts.labels("issue", one.issues, two.issues)
        if one.act == two.act:
            counts.add(f"act: {one.act}", 1, 0, 0)
            counts.add("act", 1, 0, 0)
        counts.add("issue end to end", len(one.issues & two.issues), 0, 0)
    for one in marked.statement:
        counts.add(f"act: {one.act}", 0, 1, 0)
        counts.add("act", 0, 1, 0)
        counts.add("issue end to end", 0, len(one.issues), 0)
    for two in found.statement:
        counts.add(f"act: {two.act}", 0, 0, 1)
        counts.add("act", 0, 0, 1)
        counts.add("issue end to end", 0, 0, len(two.issues))


def _same_speaker(one: Said, two: Said) -> bool:
    return overlap(one.speakers, two.speakers) or not (one.speakers or two.speakers)


def _contacts(
    counts: Tally, _marked: Sheet, _found: Sheet, pairs: Sequence[tuple[Met, Met]]
) -> None:
    for one, two in pairs:
        counts.right("channel of paired", one.channel == two.channel)
        counts.right("status of paired", one.status == two.status)
        common = best_pairs(one.participants, two.participants, lambda a, b: float(overlap(a, b)))
        counts.add("participants", len(common), len(one.participants), len(two.participants))
        for name in ("host", "mediator", "place", "day"):
            _field(counts, name, getattr(one, name), getattr(two, name))


def _field(counts: Tally, name: str, marked: Spans, found: Spans) -> None:
    counts.add(name, overlap(marked, found), bool(marked), bool(found))


def _deeds(
    counts: Tally, _marked: Sheet, _found: Sheet, pairs: Sequence[tuple[Done, Done]]
) -> None:
    for one, two in pairs:
        counts.right("type of paired", one.type == two.type)
        _field(counts, "actor", one.actor, two.actor)
        _field(counts, "recipient", one.recipient, two.recipient)


def _conditions(
    counts: Tally, _marked: Sheet, _found: Sheet, pairs: Sequence[tuple[Hung, Hung]]
) -> None:
    for one, two in pairs:
        counts.right("relation of paired", one.relation == two.relation)


def _quantities(
    counts: Tally, _marked: Sheet, _found: Sheet, pairs: Sequence[tuple[Counted, Counted]]
) -> None:
    for one, two in pairs:
        counts.right("bound of paired", one.bound == two.bound)


FIELDS: dict[str, Callable[[Tally, Sheet, Sheet, Sequence[tuple[Any, Any]]], None]] = {
    "statement": _statements,
    "contact": _contacts,
    "deed": _deeds,
    "condition": _conditions,
    "quantity": _quantities,
}
"""What is counted of the pairs, by kind."""
