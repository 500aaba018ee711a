"""Accounts of one matter give numbers that cannot both hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from attrs import frozen

from dragoman.assessment.discrepancies.clashes import Clash, Side, are_two_accounts, side_of
from dragoman.assessment.discrepancies.sayings import is_flat
from dragoman.assessment.labels import Labels
from dragoman.assessment.witnesses import Witness, Witnesses
from dragoman.assessment.wording import content_words, has_like_words, shorten
from dragoman.model import (
    Act,
    Contact,
    Contents,
    Deed,
    DiscrepancyKind,
    Measure,
    Passage,
    Quantity,
    Statement,
)

_TELLING = frozenset({Act.ASSERT, Act.ACCEPT, Act.PROMISE, Act.ACCUSE})
"""Two demands for different numbers are two positions, not two accounts."""


@frozen(kw_only=True)
class _Figure:
    quantity: Quantity
    side: Side
    entry: str


def find_numbers(contents: Contents, labels: Labels, witnesses: Witnesses) -> Iterator[Clash]:
    """Numbers that cannot both hold: lengths of contacts, counts, extents agreed."""
    for contact in contents.contacts:
        matter = f"how long {labels.contact(contact)} lasted"
        yield from _compare(matter, contact.id, _lengths(contact, witnesses))
    for deeds in _same_deeds(contents.deeds):
        for matter, figures in _by_unit(deeds, witnesses):
            yield from _compare(matter, deeds[0].id, figures)
    for matter, about, figures in _agreed(contents, witnesses):
        yield from _compare(matter, about, figures)


def _compare(matter: str, about: str, figures: Sequence[_Figure]) -> Iterator[Clash]:
    """One clash for a matter: the first figure that another cannot stand beside."""
    ordered = sorted(figures, key=lambda f: (f.quantity.value or 0.0, f.side.key))
    for low, high in combinations(ordered, 2):
        if low.quantity.fits(high.quantity) or not are_two_accounts(low.side, high.side):
            continue
        first = tuple(f for f in ordered if f.quantity.value == low.quantity.value)
        second = tuple(f for f in ordered if f.quantity.value == high.quantity.value)
        yield Clash(
            kind=DiscrepancyKind.NUMBER,
            matter=matter,
            about=about,
            first=tuple(f.side for f in first),
            second=tuple(f.side for f in second),
            why=f"“{low.quantity.text}” and “{high.quantity.text}” cannot both hold",
            targets=tuple(sorted({about, *(f.entry for f in (*first, *second))})),
        )
        return


def _figure(quantity: Quantity, entry: str, witnesses: Witnesses) -> _Figure | None:
    if quantity.passage is None or quantity.value is None:
        return None
    witness: Witness = witnesses.behind(quantity.passage)
    passages: tuple[Passage, ...] = (quantity.passage,)
    side = Side(says=shorten(quantity.text), passages=passages, witness=witness)
    return _Figure(quantity=quantity, side=side, entry=entry)


def _lengths(contact: Contact, witnesses: Witnesses) -> list[_Figure]:
    found = (_figure(length, contact.id, witnesses) for length in contact.durations)
    return [figure for figure in found if figure is not None]


def _same_deeds(deeds: Iterable[Deed]) -> Iterator[list[Deed]]:
    """Deeds of one type, doer and receiver on the very same day.

    Another day is another matter: a number that grows over days is no discrepancy.
    """
    groups: defaultdict[tuple[str, ...], list[Deed]] = defaultdict(list)
    for deed in deeds:
        day = deed.happened_on.edtf if deed.happened_on else None
        if day and "/" not in day and len(day) == len("2025-03-18") and deed.actor:
            actor = deed.actor.party or deed.actor.id or deed.actor.name
            target = deed.recipient or deed.place
            other = (target.party or target.id or target.name) if target else ""
            groups[deed.plover_type, actor, other, day].append(deed)
    for key in sorted(groups):
        yield sorted(groups[key], key=lambda deed: deed.id)


def _by_unit(deeds: Sequence[Deed], witnesses: Witnesses) -> Iterator[tuple[str, list[_Figure]]]:
    """The numbers of the same thing that accounts of one deed give."""
    units: defaultdict[str, list[_Figure]] = defaultdict(list)
    for deed in deeds:
        for quantity in deed.quantities:
            figure = _figure(quantity, deed.id, witnesses)
            if figure is not None:
                counted = " ".join(sorted(content_words(quantity.of or quantity.unit)))
                units[f"{quantity.unit}|{counted}"].append(figure)
    for unit in sorted(units):
        quantity = units[unit][0].quantity
        yield f"how many {quantity.of or quantity.unit}", units[unit]


def _agreed(contents: Contents, witnesses: Witnesses) -> Iterator[tuple[str, str, list[_Figure]]]:
    """The extents of one measure, as told of one contact."""
    told: defaultdict[str, list[tuple[Statement, Measure]]] = defaultdict(list)
    for statement in contents.statements:
        if statement.about and statement.act in _TELLING and is_flat(statement):
            for measure in statement.measures:
                if measure.extent is not None and not measure.negated:
                    told[statement.about].append((statement, measure))
    for about in sorted(told):
        for group in _alike(told[about]):
            figures = [
                _Figure(quantity=m.extent, side=side_of(s, witnesses), entry=s.id)
                for s, m in group
                if m.extent is not None and m.extent.value is not None
            ]
            yield f"the extent of “{shorten(group[0][1].object or '', 8)}”", about, figures


def _alike(told: Sequence[tuple[Statement, Measure]]) -> list[list[tuple[Statement, Measure]]]:
    groups: list[list[tuple[Statement, Measure]]] = []
    for statement, measure in told:
        for group in groups:
            other = group[0][1]
            if other.agent == measure.agent and _has_same_unit(other, measure):
                group.append((statement, measure))
                break
        else:
            groups.append([(statement, measure)])
    return groups


def _has_same_unit(one: Measure, two: Measure) -> bool:
    same = one.extent is not None and two.extent is not None and one.extent.unit == two.extent.unit
    return same and one.action == two.action and has_like_words(one, two)
