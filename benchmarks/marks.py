"""Matching what the program found against what careful readers marked (``expected.toml``).

A mark and an entry are paired one to one, the best pairs first. What counts as a pair:

- statement: same document, the content passages share words, and the same speaker or party;
- contact: same document, same channel family, at least half of the parties in common, and no
  day that contradicts;
- deed: same document, same PLOVER type, and the deed's sentence holds or touches the anchor;
- person: same document and the same name (rapidfuzz token set ratio of 85 or more);
- position: same party, issue (or its generic parent) and stance;
- commitment: at least half of the parties in common, same issue (or parent);
- discrepancy: same kind, and an account on each side holds or touches its anchor;
- finding: same document and kind.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from attrs import define, frozen
from rapidfuzz import fuzz

from dragoman.calendar import overlaps
from dragoman.model import Contact, Contents, Passage

Mark = dict[str, Any]
M = TypeVar("M")
E = TypeVar("E")
FAMILIES = {"call": "call", "letter": "letter", "back channel": "back channel"}
NEAR = 120
"""Code points by which a deed's passage may miss its anchor (the same or the next clause)."""


@frozen(kw_only=True)
class Figures:
    """How many were marked, found, and paired."""

    marked: int
    found: int
    paired: int

    @property
    def precision(self) -> float:
        """Share of what was found that was marked."""
        return self.paired / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was marked that was found."""
        return self.paired / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@define(kw_only=True)
class Desk:
    """The dossier's contents beside the marks' own terms: file names and issue parents."""

    contents: Contents
    parents: dict[str, str]

    def file(self, document_id: str) -> str:
        """The file name of a document."""
        found = next(d for d in self.contents.documents if d.id == document_id)
        return Path(found.path or "").name

    def at(self, mark: Mark, words: str) -> tuple[str, int, int] | None:
        """Where a mark's words stand: document id, start and end (code points)."""
        return self.locate(words, [mark["document"]] if "document" in mark else mark["documents"])

    def locate(self, words: str, files: Sequence[str]) -> tuple[str, int, int] | None:
        """The first place of ``words`` in the documents of these file names."""
        for document in self.contents.documents:
            if Path(document.path or "").name in files:
                start = document.text.find(words)
                if start >= 0:
                    return document.id, start, start + len(words)
        return None

    def issues(self, ids: Iterable[str]) -> set[str]:
        """Issue ids with their generic parents."""
        return {i for issue in ids for i in (issue, self.parents.get(issue, issue))}


def best_pairs(
    marks: Sequence[M], entries: Sequence[E], score: Callable[[M, E], float]
) -> list[tuple[M, E]]:
    """Pair marks with entries one to one, the highest scores first; zero is no pair."""
    scored = [
        (score(mark, entry), i, j)
        for i, mark in enumerate(marks)
        for j, entry in enumerate(entries)
    ]
    pairs = []
    marks_used: set[int] = set()
    entries_used: set[int] = set()
    for value, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if value > 0 and i not in marks_used and j not in entries_used:
            marks_used.add(i)
            entries_used.add(j)
            pairs.append((marks[i], entries[j]))
    return pairs


def touches(passages: Iterable[Passage], place: tuple[str, int, int] | None, near: int = 0) -> bool:
    """Whether a passage overlaps a place, or misses it by at most ``near`` code points."""
    if place is None:
        return False
    document, start, end = place
    return any(
        p.document == document and p.start < end + near and start < p.end + near for p in passages
    )


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are of one name."""
    return fuzz.token_set_ratio(one.lower(), other.lower()) >= 85


def same_speaker(mark: Mark, entry: Any) -> bool:
    """Whether a statement has the marked speaker, or speaks for the marked party."""
    if mark["party"] and entry.party == mark["party"]:
        return True
    return any(same_name(mark["speaker"], speaker.name) for speaker in entry.speakers)


def contact_score(desk: Desk, mark: Mark, contact: Contact, documents: set[str]) -> float:
    """How well a contact fits a mark; zero when it does not."""
    if mark["document"] not in documents:
        return 0.0
    if FAMILIES.get(mark["channel"], "meeting") != FAMILIES.get(contact.channel, "meeting"):
        return 0.0
    marked = set(mark["participants"])
    found = {p.party or p.name for p in contact.participants}
    common = len(marked & found)
    if 2 * common < len(marked) or not common:
        return 0.0
    day = contact.happened_on.edtf if contact.happened_on else None
    if day and mark["day"] and not overlaps(day, mark["day"]):
        return 0.0
    exact_day = bool(day and mark["day"])
    same_status = bool(contact.status == mark["status"])
    return common / len(marked | found) + exact_day + same_status / 2
