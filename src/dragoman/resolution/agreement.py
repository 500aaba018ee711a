"""Whether two occasions can be one contact, and how much speaks for it."""

from attrs import frozen

from dragoman.resolution.occasions import Occasion

_WIDE_ISSUES = frozenset({"process", "settlement", "bilateral-relations", "ceasefire"})
"""Issues of nearly every contact: sharing one of them is no evidence."""


def can_be_one(one: Occasion, two: Occasion) -> bool:
    """Whether nothing stands against two occasions being one contact, days apart."""
    return (
        one.family == two.family
        and not _has_status_clash(one, two)
        and _participants_fit(one, two)
        and _places_fit(one, two)
    )


def _has_status_clash(one: Occasion, two: Occasion) -> bool:
    """Held and planned may be one only when the days are given; denied stands by itself."""
    if one.status == two.status:
        return False
    if "denied" in (one.status, two.status):
        return True
    if {one.status, two.status} == {"ahead", "off"}:
        return False
    if one.span is None or two.span is None:
        return not (_has_come_true(one, two) or _has_come_true(two, one))
    return False


def _has_come_true(plan: Occasion, held: Occasion) -> bool:
    """Whether a plan without a day is the contact held soon after it was told of.

    Place or weekday must agree: parties that plan to meet meet in other ways as well.
    """
    if plan.status != "ahead" or held.status != "past":
        return False
    if plan.span is not None or plan.window is None or held.span is None:
        return False
    is_soon = held.span.is_narrow and plan.window.overlaps(held.span)
    return is_soon and bool(plan.places & held.places or plan.weekdays & held.weekdays)


def _participants_fit(one: Occasion, two: Occasion) -> bool:
    if _has_other_people(one, two):
        return False
    shared = len(one.parties & two.parties)
    people = _shared_people(one, two)
    if shared < 2 and people < 2 and not (people and _has_same_day(one, two)):
        return False
    if not _is_subset(one, two) and not _same_day_and_place(one, two):
        return False
    return not _is_delegation_beside_leaders(one, two)


def _has_other_people(one: Occasion, two: Occasion) -> bool:
    """Whether a party sent different people: Rubio and Lavrov are not their presidents."""
    return any(
        one.people[party].isdisjoint(two.people[party])
        for party in one.people.keys() & two.people.keys()
    )


def _shared_people(one: Occasion, two: Occasion) -> int:
    return sum(
        len(one.people[party] & two.people[party])
        for party in one.people.keys() & two.people.keys()
    )


def _is_subset(one: Occasion, two: Occasion) -> bool:
    """Whether a further party takes part in neither, or one account names a side only."""
    if one.parties == two.parties:
        return True
    smaller = min(one.parties, two.parties, key=len)
    # Two parties beside three are two formats; one beside two is an account cut short.
    return len(smaller) < 2 and smaller <= (one.parties | two.parties)


def _has_same_day(one: Occasion, two: Occasion) -> bool:
    return one.span is not None and one.span == two.span and one.span.days == 1


def _same_day_and_place(one: Occasion, two: Occasion) -> bool:
    return _has_same_day(one, two) and bool(one.places & two.places)


def _is_delegation_beside_leaders(one: Occasion, two: Occasion) -> bool:
    """Whether one names persons and the other, in a meeting, only sides.

    "Talks between the two sides" are their delegations' unless day or place tie them to the
    named; on the telephone there is nobody else to talk.
    """
    if one.family != "meeting" or bool(one.people) == bool(two.people):
        return False
    same_day = one.span is not None and two.span is not None and one.span.overlaps(two.span)
    return not (same_day and (one.places & two.places or not (one.places and two.places)))


def _places_fit(one: Occasion, two: Occasion) -> bool:
    return not one.places or not two.places or bool(one.places & two.places)


@frozen(kw_only=True)
class Evidence:
    """What speaks for one contact where days do not decide. ``because`` names each point."""

    points: int
    because: tuple[str, ...]


ENOUGH = 2
"""Least points to join without a day: two independent likenesses, or one strong one."""


def weigh(one: Occasion, two: Occasion) -> Evidence:
    """Weigh two occasions that could be one: same weekday, length, place, issues, words.

    A clash of weekdays or of lengths outweighs any likeness.
    """
    found: list[tuple[int, str]] = []
    if one.weekdays and two.weekdays:
        same = bool(one.weekdays & two.weekdays)
        found.append((2, "same weekday") if same else (-9, "other weekday"))
    if one.durations and two.durations:
        same = any(a.fits(b) for a in one.durations for b in two.durations)
        found.append((2, "same length") if same else (-9, "other length"))
    if one.places & two.places:
        found.append((2, "same place"))
    issues = (one.issues & two.issues) - _WIDE_ISSUES
    if issues:
        found.append((min(2, len(issues)), "same issue"))
    words = one.words & two.words
    if words:
        found.append((min(2, len(words)), "same words"))
    if one.company and two.company and one.company.isdisjoint(two.company):
        found.append((-2, "told beside other meetings"))
    return Evidence(
        points=sum(points for points, _ in found), because=tuple(why for _, why in found)
    )
