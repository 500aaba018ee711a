"""Which accounts tell of one deed: best dated first, only where there is no rival."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import define

from dragoman.model import Deed
from dragoman.resolution.deed_agreement import Likely, can_be_one_deed, has_ties, key_of, object_of
from dragoman.resolution.edges import Ties
from dragoman.resolution.matching import weeks
from dragoman.resolution.spans import Span

_OCCASION_DAYS = 3
"""Deeds repeat day by day, so only times this narrow can join two of them by themselves."""
_MANY = 40
"""A block of more deeds than this is not compared: its deeds meet in a narrower block (of
one week and place, say) or not at all. Which blocks are full follows from what is told, in
the order of the documents, never from the order of adding."""


@define
class Group:
    """Accounts of one deed: the narrowest time given, and the days publication allows."""

    members: list[Deed]
    span: Span | None
    near: Span | None

    @property
    def ids(self) -> list[str]:
        """The ids of the accounts."""
        return [deed.id for deed in self.members]

    def absorb(self, other: "Group") -> None:
        """Take in other accounts of the same deed."""
        self.members += other.members
        spans = [span for span in (self.span, other.span) if span is not None]
        self.span = min(spans, key=lambda span: (span.days, span), default=None)
        nears = [near for near in (self.near, other.near) if near is not None]
        self.near = min(nears, default=None)


class DeedMatcher:
    """Puts deeds together one by one."""

    def __init__(self, ties: Ties, likely: Likely) -> None:
        self.ties = ties
        self.likely = likely
        self.groups: list[Group] = []
        self._blocks: defaultdict[tuple[str, ...], dict[int, None]] = defaultdict(dict)

    def place(self, one: Group) -> None:
        """Join a deed to the one it tells of, or start a new one."""
        number = self._find(one)
        if number is None:
            number = len(self.groups)
            self.groups.append(one)
        else:
            self.groups[number].absorb(one)
        for key in _keys(one):
            self._blocks[key][number] = None

    def _find(self, one: Group) -> int | None:
        posted = (self._blocks.get(key, {}) for key in _keys(one))
        numbers = sorted({n for block in posted if len(block) <= _MANY for n in block})
        fits = [n for n in numbers if self._can_be(one, self.groups[n])]
        sure = [n for n in fits if _has_one_day(one, self.groups[n])]
        best = sure if len(sure) == 1 else fits
        return best[0] if len(best) == 1 else None

    def _can_be(self, one: Group, other: Group) -> bool:
        return (
            all(can_be_one_deed(d, e) for d in one.members for e in other.members)
            and not self.ties.is_forbidden(one.ids, other.ids)
            and self._times_fit(one, other)
        )

    def _times_fit(self, one: Group, other: Group) -> bool:
        if one.span is not None and other.span is not None:
            if not one.span.overlaps(other.span):
                return False
            is_narrow = max(one.span.days, other.span.days) <= _OCCASION_DAYS
            return is_narrow or self._has_ties(one, other)
        if _documents(one) & _documents(other):
            return True
        near, far = one.span or one.near, other.span or other.near
        if near is not None and far is not None and not near.overlaps(far):
            return False
        return self._has_ties(one, other)

    def _has_ties(self, one: Group, other: Group) -> bool:
        return any(has_ties(d, e, self.likely) for d in one.members for e in other.members)


def _has_one_day(one: Group, other: Group) -> bool:
    return one.span is not None and one.span == other.span and one.span.days == 1


def _documents(group: Group) -> set[str]:
    return {p.document for deed in group.members for p in deed.passages}


def _keys(one: Group) -> Iterator[tuple[str, ...]]:
    """Where a deed is filed: by document, and by its type, week and whatever else it names.

    A week of ``any`` holds what has neither a day nor a day of publication beside it: such deeds
    are compared with all that name the same.
    """
    for deed in one.members:
        for document in sorted({p.document for p in deed.passages}):
            yield deed.plover_type, document
        for matter in _matters(deed):
            yield deed.plover_type, matter, "any"
    yield from matter_keys(one)


def matter_keys(one: Group) -> Iterator[tuple[str, ...]]:
    """The keys of a deed by type, week and whatever it names: a party, a place, a number."""
    times = [f"week {week}" for week in weeks(one.span or one.near)]
    for deed in one.members:
        for matter in _matters(deed):
            for time in times:
                yield deed.plover_type, matter, time


def _matters(deed: Deed) -> Sequence[str]:
    named = {"by": deed.actor, "to": deed.recipient, "in": deed.place}
    found = [f"{role} {key}" for role, one in named.items() if (key := key_of(one))]
    found += [f"{q.value:g} {q.unit}" for q in deed.quantities if q.value and q.value > 1]
    doer = key_of(deed.actor) or ""
    found += [f"{doer} {word[:6]}" for word in re.findall(r"\w{4,}", object_of(deed))]
    return sorted(set(found))
