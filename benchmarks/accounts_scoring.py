"""When an entry is what a reader marked: the pairs of ``accounts.py``."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from attrs import define, field, frozen
from marks import Figures

from dragoman.model import Contents, Document, Passage

NOUNS = ("discrepancy", "commitment", "movement", "restated")
_SENTENCE = re.compile(r"[.!?…][\"'”’»)]*\s+|\n\s*\n|\n(?=[#>*-])")
_SENTENCE_LENGTH = 120
"""Code points by which two readers' spans in one sentence may lie apart."""
Mark = dict[str, Any]
Place = tuple[str, int, int]
"""File name, first and last code point (half open) of the sentences that a span touches."""


@define
class Pages:
    """Texts by file name, and the sentences around a span."""

    texts: dict[str, str] = field(factory=dict)
    names: dict[str, str] = field(factory=dict)

    def add(self, document: Document) -> None:
        """Take in a document."""
        name = Path(document.path or "").name
        self.texts[name] = document.text
        self.names[document.id] = name

    def sentence(self, name: str, start: int, end: int) -> Place:
        """The span widened to whole sentences."""
        text = self.texts[name]
        bounds = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
        first = max(b for b in bounds if b <= start)
        last = min(b for b in bounds if b >= end)
        return name, first, last

    def of(self, span: Mark) -> Place:
        """The sentences of a mark's span."""
        return self.sentence(span["document"], span["start"], span["end"])

    def at(self, passages: Sequence[Passage]) -> list[Place]:
        """The sentences of an entry's passages."""
        return [
            self.sentence(self.names[p.document], p.start, p.end)
            for p in passages
            if p.document in self.names
        ]


def meet(one: Place, others: Sequence[Place]) -> bool:
    """Whether a place shares words with one of the others."""
    return any(one[0] == o[0] and one[1] < o[2] and o[1] < one[2] for o in others)


@frozen(kw_only=True)
class Moved:
    """A stage of a position that says that it moved, or did not."""

    party: str
    issue: str
    kind: str
    passages: tuple[Passage, ...]


def discrepancy_score(mark: Mark, entry: Any, pages: Pages) -> float:
    """1 where two sides meet two accounts; half a point more where the kind is the same."""
    sides = [pages.of(side) for side in mark["sides"]]
    accounts = [pages.at(account.passages) for account in entry.accounts]
    hits = [{n for n, side in enumerate(sides) if meet(side, places)} for places in accounts]
    crossed = any(
        one and two and len(one | two) > 1 for i, one in enumerate(hits) for two in hits[i + 1 :]
    )
    return crossed + 0.5 * (crossed and mark["kind"] == entry.discrepancy_kind)


def commitment_score(mark: Mark, entry: Any, pages: Pages) -> float:
    """Sentences in common, where a party is."""
    places = pages.at(entry.passages)
    common = set(mark["parties"]) & set(entry.parties)
    told = sum(meet(pages.of(span), places) for span in mark["told"])
    return told + len(common) / 10 if common and told else 0.0


def movement_score(mark: Mark, entry: Moved, pages: Pages, parents: dict[str, str]) -> float:
    """1 for party, issue and sentence; half a point more for the kind."""
    issues = {entry.issue, parents.get(entry.issue, entry.issue)}
    marked = {mark["issue"], parents.get(mark["issue"], mark["issue"])}
    fits = mark["party"] == entry.party and issues & marked
    fits = fits and meet(pages.of(mark["after"]), pages.at(entry.passages))
    return 1.0 + 0.5 * (mark["kind"] == entry.kind) if fits else 0.0


@frozen(kw_only=True)
class Counted:
    """One noun of one set against one reader: figures and fields right among the pairs."""

    figures: Figures
    right: dict[str, int]
    missed: tuple[Mark, ...] = ()
    surplus: tuple[Any, ...] = ()


def moved(contents: Contents) -> list[Moved]:
    """Every stage of every position after the first."""
    return [
        Moved(party=p.party, issue=p.issue, kind=s.movement.value, passages=s.passages)
        for p in contents.positions
        for s in p.series
        if s.movement.value != "new"
    ]


def entries_of(noun: str, contents: Contents) -> list[Any]:
    """What the program found of a noun."""
    if noun == "discrepancy":
        return list(contents.discrepancies)
    if noun == "commitment":
        return list(contents.commitments)
    return [m for m in moved(contents) if (m.kind == "restated") == (noun == "restated")]


def marks_of(noun: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks of a noun; "restated" is a movement apart."""
    if noun in ("movement", "restated"):
        return [
            m
            for m in marks
            if m["noun"] == "movement" and (m["kind"] == "restated") == (noun == "restated")
        ]
    return [m for m in marks if m["noun"] == noun]


def scorer(noun: str, pages: Pages, parents: dict[str, str]) -> Callable[[Mark, Any], float]:
    """How a mark and an entry of a noun are compared."""
    if noun == "discrepancy":
        return lambda m, e: discrepancy_score(m, e, pages)
    if noun == "commitment":
        return lambda m, e: commitment_score(m, e, pages)
    return lambda m, e: movement_score(m, e, pages, parents)


def alike(one: Mark, two: Mark) -> float:
    if one["set"] != two["set"]:
        return 0.0
    if one["noun"] == "movement":
        return float(one["party"] == two["party"] and _touch([one["after"]], [two["after"]]) > 0)
    if one["noun"] == "commitment":
        common = set(one["parties"]) & set(two["parties"])
        return _touch(one["told"], two["told"]) if common else 0.0
    return max(0.0, _touch(one["sides"], two["sides"]) - 1)


def _touch(spans: Sequence[Mark], others: Sequence[Mark]) -> float:
    """How many spans lie within a sentence's length of one of the others."""
    return float(
        sum(
            any(
                s["document"] == o["document"]
                and s["start"] < o["end"] + _SENTENCE_LENGTH
                and o["start"] < s["end"] + _SENTENCE_LENGTH
                for o in others
            )
            for s in spans
        )
    )
