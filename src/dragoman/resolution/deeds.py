"""Deeds told by several documents become one entry each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import define, evolve, frozen
from rapidfuzz import fuzz

from dragoman.model import Deed, Named, Quantity
from dragoman.resolution.contacts import best_day, most_told
from dragoman.resolution.edges import Edge, Ties, ties_for
from dragoman.resolution.matching import weeks
from dragoman.resolution.parties import fold
from dragoman.resolution.ranking import Order, day_of
from dragoman.resolution.spans import Span, span_of, window

_LIKE_OBJECT = 60
"""Least similarity (rapidfuzz token set ratio) of what one deed was done to."""
_OCCASION_DAYS = 3
"""Deeds repeat day by day, so only times this narrow can join two of them."""


@frozen(kw_only=True)
class Deeds:
    """The dossier's deeds, and which of them each deed of a report is."""

    deeds: tuple[Deed, ...]
    renamed: dict[str, str]


@define
class _Group:
    members: list[Deed]
    span: Span | None
    near: Span | None

    @property
    def ids(self) -> list[str]:
        return [deed.id for deed in self.members]


def resolve_deeds(deeds: Sequence[Deed], edges: Sequence[Edge], order: Order) -> Deeds:
    """Join the accounts of each deed: one type, doer, receiver, day, place and number."""
    ties = ties_for("deed", edges, deeds)
    matcher = _DeedMatcher(ties)
    for deed in sorted(deeds, key=lambda d: (_width(d), order.key(d))):
        document = deed.passages[0].document if deed.passages else ""
        near = window(day_of(order.documents.get(document)), 3, 0)
        matcher.place(_Group([deed], span_of(deed.happened_on), near))
    merged = [merge_deeds(group.members, order) for group in matcher.joined()]
    renamed = {
        old.id: new.id
        for new, group in zip(merged, matcher.joined(), strict=True)
        for old in group.members
    }
    return Deeds(deeds=tuple(sorted(merged, key=lambda deed: deed.id)), renamed=renamed)


def _width(deed: Deed) -> int:
    span = span_of(deed.happened_on)
    return span.days if span else 10_000


class _DeedMatcher:
    """Puts deeds together one by one, best dated first, only where there is no rival."""

    def __init__(self, ties: Ties) -> None:
        self.ties = ties
        self._groups: dict[int, _Group] = {}
        self._owner: dict[str, int] = {}
        self._index: defaultdict[tuple[str, ...], dict[int, None]] = defaultdict(dict)

    def place(self, one: _Group) -> None:
        """Join a deed to the one it tells of, or start a new one."""
        deed = one.members[0]
        signed = self._signed(deed)
        number = signed if signed is not None else self._find(one)
        if number is None:
            number = len(self._groups)
            self._groups[number] = one
        else:
            self._groups[number].members.append(deed)
        self._owner[deed.id] = number
        for key in _keys(one):
            self._index[key][number] = None

    def joined(self) -> list[_Group]:
        """Every deed with its accounts."""
        return list(self._groups.values())

    def _signed(self, deed: Deed) -> int | None:
        """The deed that an analyst says is the same."""
        for pair in self.ties.same:
            if deed.id in pair:
                other = pair[1] if pair[0] == deed.id else pair[0]
                if other in self._owner:
                    return self._owner[other]
        return None

    def _find(self, one: _Group) -> int | None:
        numbers = {number for key in _keys(one) for number in self._index.get(key, ())}
        fits = [
            number
            for number in sorted(numbers)
            if _times_fit(one, self._groups[number])
            and all(can_be_one_deed(one.members[0], d) for d in self._groups[number].members)
            and not self.ties.is_forbidden(one.ids, self._groups[number].ids)
        ]
        return fits[0] if len(fits) == 1 else None


def _keys(one: _Group) -> Iterator[tuple[str, ...]]:
    """Where a deed is filed: its type and doer, by week or by document."""
    deed = one.members[0]
    head = (deed.plover_type, _name(deed.actor) or "")
    for week in weeks(one.span or one.near):
        yield (*head, f"week {week}")
    for document in sorted({p.document for p in deed.passages}):
        yield (*head, document)


def _times_fit(one: _Group, other: _Group) -> bool:
    if one.span is not None and other.span is not None:
        wide = max(one.span.days, other.span.days) > _OCCASION_DAYS
        return one.span.overlaps(other.span) and not wide
    documents = {p.document for d in other.members for p in d.passages}
    if any(p.document in documents for p in one.members[0].passages):
        return True
    near, far = one.span or one.near, other.span or other.near
    shared = any(_shares_number(one.members[0], deed) for deed in other.members)
    return near is not None and far is not None and near.overlaps(far) and shared


def _shares_number(one: Deed, two: Deed) -> bool:
    figures = {(q.value, q.unit) for q in one.quantities if q.value is not None and q.value > 1}
    return any((q.value, q.unit) in figures for q in two.quantities)


def can_be_one_deed(one: Deed, two: Deed) -> bool:
    """Whether nothing but the day stands against two deeds being one."""
    return (
        one.plover_type == two.plover_type
        and _fits(one.plover_mode, two.plover_mode)
        and _fits(_name(one.actor), _name(two.actor))
        and _fits(_name(one.recipient), _name(two.recipient))
        and _fits(_name(one.place), _name(two.place))
        and _objects_fit(one, two)
        and all(_numbers_fit(q, r) for q in one.quantities for r in two.quantities)
    )


def _fits(one: str | None, two: str | None) -> bool:
    return one is None or two is None or one == two


def _name(named: Named | None) -> str | None:
    return None if named is None else named.party or named.id or fold(named.name)


def _objects_fit(one: Deed, two: Deed) -> bool:
    first = one.measure.object if one.measure else None
    second = two.measure.object if two.measure else None
    if not first or not second:
        return True
    return fuzz.token_set_ratio(fold(first), fold(second)) >= _LIKE_OBJECT


def _numbers_fit(one: Quantity, two: Quantity) -> bool:
    return (one.of and two.of and fold(one.of) != fold(two.of)) or one.fits(two)


def merge_deeds(members: Sequence[Deed], order: Order) -> Deed:
    """One deed out of the accounts of it; its id is the earliest-stored one's."""
    told = sorted(members, key=order.key)
    ids = {d for m in told for d in m.documents} | {p.document for m in told for p in m.passages}
    return evolve(
        told[0],
        passages=tuple(sorted({p for m in told for p in m.passages})),
        because=tuple(dict.fromkeys(why for m in told for why in m.because)),
        plover_mode=next((m.plover_mode for m in told if m.plover_mode), None),
        actor=most_told([m.actor for m in told]),
        recipient=most_told([m.recipient for m in told]),
        measure=next((m.measure for m in told if m.measure), None),
        place=most_told([m.place for m in told]),
        happened_on=best_day([m.happened_on for m in told]),
        quantities=tuple(dict.fromkeys(q for m in told for q in m.quantities)),
        issues=tuple(dict.fromkeys(issue for m in told for issue in m.issues)),
        reached_at=next((m.reached_at for m in told if m.reached_at), None),
        attribution=next((m.attribution for m in told if m.attribution), None),
        documents=tuple(sorted(ids, key=order.of_document)),
    )
