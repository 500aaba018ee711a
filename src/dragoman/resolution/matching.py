"""Which accounts tell of one contact: greedy, best-dated first, only where there is no rival."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from attrs import define, field, frozen

from dragoman.resolution.agreement import ENOUGH, can_be_one, weigh
from dragoman.resolution.edges import Ties
from dragoman.resolution.occasions import Occasion
from dragoman.resolution.ranking import Order
from dragoman.resolution.spans import Span

_MANY = 50
"""A word or issue shared by more contacts than this tells nothing, and would cost much."""
_ASKED = 5
"""A question names at most so many candidates."""
_LONGEST_DAYS = 400
"""A time wider than about a year is as good as none."""


@frozen
class Doubt:
    """An occasion that may be one of ``candidates``, and why nobody could tell."""

    occasion: Occasion
    candidates: tuple[Occasion, ...]
    why: str


def sort_key(one: Occasion, order: Order) -> tuple[object, ...]:
    """Best dated first; then by where the first account is stored."""
    span = one.span
    width = span.days if span else 10_000 if one.window else 20_000
    return (width, min(order.key(member) for member in one.members))


@define
class Index:
    """Finds the occasions that can be one with another, by participants and week.

    Keys are the pairs of parties and the single persons, so that no two occasions are compared
    that share neither.
    """

    by_week: dict[tuple[str, str, int], dict[int, None]] = field(factory=lambda: defaultdict(dict))
    by_token: dict[tuple[str, str, str], dict[int, None]] = field(factory=lambda: defaultdict(dict))
    by_block: dict[tuple[str, str], dict[int, None]] = field(factory=lambda: defaultdict(dict))
    occasions: list[Occasion] = field(factory=list)

    def add(self, one: Occasion) -> None:
        """Put an occasion into the index."""
        self.occasions.append(one)
        self.register(len(self.occasions) - 1)

    def register(self, number: int) -> None:
        """Note where an occasion is found, again after it has grown."""
        one = self.occasions[number]
        for block in blocks(one):
            self.by_block[block][number] = None
            for week in weeks(one.span or one.window):
                self.by_week[(*block, week)][number] = None
            for token in tokens(one):
                self.by_token[(*block, token)][number] = None

    def in_time(self, one: Occasion, span: Span) -> list[int]:
        """The numbers of occasions in the weeks of ``span``, in order."""
        found = {
            number
            for block in blocks(one)
            for week in weeks(span)
            for number in self.by_week.get((*block, week), ())
        }
        return sorted(found)

    def alike(self, one: Occasion) -> list[int]:
        """The numbers of occasions that share a telling token, in order."""
        found: set[int] = set()
        for block in blocks(one):
            for token in tokens(one):
                posted = self.by_token.get((*block, token), {})
                if len(posted) <= _MANY:
                    found.update(posted)
        return sorted(found)

    def first_in_blocks(self, one: Occasion) -> list[int]:
        """A few occasions with the same participants, the best dated first."""
        found: set[int] = set()
        for block in blocks(one):
            for number, _ in zip(self.by_block.get(block, ()), range(2 * _ASKED), strict=False):
                found.add(number)
        return sorted(found)


def blocks(one: Occasion) -> Iterator[tuple[str, str]]:
    """The pairs of parties, and the persons, under which an occasion is filed."""
    for first, second in combinations(sorted(one.parties), 2):
        yield one.family, f"{first}|{second}"
    for people in one.people.values():
        for person in sorted(people):
            yield one.family, person


def weeks(span: Span | None) -> range:
    """The weeks, counted from year 1, that a span touches; none for one wider than a year."""
    if span is None or span.days > _LONGEST_DAYS:
        return range(0)
    return range(span.start.toordinal() // 7, span.end.toordinal() // 7 + 1)


def tokens(one: Occasion) -> Iterator[str]:
    """What tells one contact from another where days do not."""
    yield from (f"day {weekday}" for weekday in sorted(one.weekdays))
    yield from (f"place {place}" for place in sorted(one.places))
    yield from (f"issue {issue}" for issue in sorted(one.issues))
    yield from (f"word {word}" for word in sorted(one.words))
    if one.durations:
        yield "length"


class Matcher:
    """Puts occasions together one by one."""

    def __init__(self, ties: Ties) -> None:
        self.ties = ties
        self.index = Index()
        self.doubts: list[Doubt] = []

    def place(self, one: Occasion) -> None:
        """Join the occasion to the one it belongs to, or start a new one."""
        number = self._find(one)
        if number is None:
            self.index.add(one)
        else:
            self.index.occasions[number].absorb(one)
            self.index.register(number)

    def _find(self, one: Occasion) -> int | None:
        if one.span is not None and one.span.days <= _LONGEST_DAYS:
            return self._by_day(one, one.span)
        if one.window is not None:
            return self._by_window(one, one.window)
        return self._by_evidence(one, self.index.alike(one))

    def _fitting(self, one: Occasion, numbers: Iterable[int]) -> list[int]:
        return [
            number
            for number in numbers
            if can_be_one(one, self.index.occasions[number])
            and not self.ties.is_forbidden(one.ids, self.index.occasions[number].ids)
        ]

    def _by_day(self, one: Occasion, span: Span) -> int | None:
        """A dated account: the one contact whose day it shares."""
        fits = [
            number
            for number in self._fitting(one, self.index.in_time(one, span))
            if (other := self.index.occasions[number].span) is not None and other.overlaps(span)
        ]
        exact = [n for n in fits if self.index.occasions[n].span == span]
        best = exact if len(exact) == 1 else fits
        if len(best) != 1:
            self._doubt(one, best, "several contacts lie within the days given")
            return None
        if span.is_narrow or (span.days <= 31 and self._is_narrow(best[0])):
            return best[0]
        return self._by_evidence(one, best)

    def _is_narrow(self, number: int) -> bool:
        span = self.index.occasions[number].span
        return span is not None and span.is_narrow

    def _by_window(self, one: Occasion, window: Span) -> int | None:
        """No day given: the one dated contact of the days before publication."""
        fits = self._fitting(one, self.index.in_time(one, window))
        near = [n for n in fits if self._reach(n, window)]
        dated = [n for n in near if self._is_narrow(n)]
        if len(dated) == 1 and weigh(one, self.index.occasions[dated[0]]).points >= 0:
            return dated[0]
        if dated:
            self._doubt(one, dated, "no day is given, and several contacts were held about then")
            return None
        return self._by_evidence(one, near)

    def _reach(self, number: int, window: Span) -> bool:
        other = self.index.occasions[number]
        span = other.span or other.window
        return span is not None and span.overlaps(window)

    def _by_evidence(self, one: Occasion, numbers: Iterable[int]) -> int | None:
        """Neither day nor publication tells: likeness must, and no rival may come near."""
        fits = self._fitting(one, numbers)
        ranked = sorted((-weigh(one, self.index.occasions[n]).points, n) for n in fits)
        good = [(points, n) for points, n in ranked if -points >= ENOUGH]
        if good and (len(good) == 1 or good[0][0] < good[1][0]):
            return good[0][1]
        if good:
            self._doubt(one, [n for _, n in good], "no day is given, and several are as like")
            return None
        rest = fits or self._fitting(one, self.index.first_in_blocks(one))
        self._doubt(one, rest, "no day is given, and too little else tells")
        return None

    def _doubt(self, one: Occasion, numbers: Sequence[int], why: str) -> None:
        candidates = tuple(
            other
            for number in numbers[:_ASKED]
            if weigh(one, other := self.index.occasions[number]).points > -_CLASH
        )
        if candidates:
            self.doubts.append(Doubt(one, candidates, why))


_CLASH = 5
"""So many points against it and nobody needs to be asked."""


def pool_document(occasions: Sequence[Occasion], ties: Ties) -> list[Occasion]:
    """Join the accounts that one document gives of one contact.

    Within a text no publication window is needed: an account without a day belongs to the one
    contact that fits. ``occasions`` come best dated first.
    """
    pooled: list[Occasion] = []
    for one in occasions:
        fits = [
            other
            for other in pooled
            if can_be_one(one, other)
            and _days_fit(one, other)
            and not ties.is_forbidden(one.ids, other.ids)
        ]
        if len(fits) == 1:
            fits[0].absorb(one)
        else:
            pooled.append(one)
    for one in pooled:
        one.company = {p for other in pooled if other is not one for p in other.places}
    return pooled


def _days_fit(one: Occasion, two: Occasion) -> bool:
    if one.span is not None and two.span is not None:
        return one.span.overlaps(two.span)
    return weigh(one, two).points > -_CLASH
