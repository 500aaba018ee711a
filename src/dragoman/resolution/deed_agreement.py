"""Whether two deeds can be one, and what speaks for it where days do not decide."""

from collections.abc import Callable

from rapidfuzz import fuzz

from dragoman.model import Deed, Named, Quantity
from dragoman.resolution.parties import fold

Likely = Callable[[Deed, Deed], bool]
"""Whether the words of two deeds tell of one happening (``dragoman.likeness``)."""

_LIKE_OBJECT = 60
"""Least similarity (rapidfuzz token set ratio) of what one deed was done to."""


def can_be_one_deed(one: Deed, two: Deed) -> bool:
    """Whether nothing but the day stands against two deeds being one."""
    return (
        one.plover_type == two.plover_type
        and _fits(one.plover_mode, two.plover_mode)
        and _fits(key_of(one.actor), key_of(two.actor))
        and _fits(key_of(one.recipient), key_of(two.recipient))
        and _fits(key_of(one.place), key_of(two.place))
        and _objects_fit(one, two)
        and all(_numbers_fit(q, r) for q in one.quantities for r in two.quantities)
    )


def has_ties(one: Deed, two: Deed, likely: Likely) -> bool:
    """Whether enough speaks for one deed where the days do not: two deeds of one kind by one
    doer are as a rule two.

    A common number does; a common place or receiver does beside a like object; otherwise
    the words must tell of one happening.
    """
    if shares_number(one, two):
        return True
    if _is_common(one.place, two.place) or _is_common(one.recipient, two.recipient):
        return _has_like_object(one, two) or likely(one, two)
    return _has_like_object(one, two) and likely(one, two)


def shares_number(one: Deed, two: Deed) -> bool:
    """Whether both give one number above one, of one unit."""
    figures = {(q.value, q.unit) for q in one.quantities if q.value is not None and q.value > 1}
    return any((q.value, q.unit) in figures for q in two.quantities)


def key_of(named: Named | None) -> str | None:
    """What somebody or some place is compared by: party, else id, else the folded name."""
    return None if named is None else named.party or named.id or fold(named.name)


def object_of(deed: Deed) -> str:
    """What the deed was done to, folded; empty where the text does not say."""
    return fold(deed.measure.object) if deed.measure and deed.measure.object else ""


def _fits(one: str | None, two: str | None) -> bool:
    return one is None or two is None or one == two


def _is_common(one: Named | None, two: Named | None) -> bool:
    return one is not None and two is not None and key_of(one) == key_of(two)


def _objects_fit(one: Deed, two: Deed) -> bool:
    return not object_of(one) or not object_of(two) or _has_like_object(one, two)


def _has_like_object(one: Deed, two: Deed) -> bool:
    first, second = object_of(one), object_of(two)
    return bool(first and second) and fuzz.token_set_ratio(first, second) >= _LIKE_OBJECT


def _numbers_fit(one: Quantity, two: Quantity) -> bool:
    return (one.of and two.of and fold(one.of) != fold(two.of)) or one.fits(two)
