"""Narrowing a page: what can be chosen, and days as people write them."""

from collections.abc import Callable, Iterable
from datetime import date

from attrs import frozen

from dragoman.briefing import capital
from dragoman.calendar import interval
from dragoman.errors import BadRequest
from dragoman.workbench.desk import Desk

CHOICES_AT_MOST = 200
"""Choices of one kind that a page offers, the most frequent; an address may name any other."""


@frozen(kw_only=True)
class Choice:
    """One value that a list can be narrowed to, and how many entries have it."""

    value: str
    label: str
    count: int


def choices(desk: Desk, facet: str, label: Callable[[str], str] = str) -> tuple[Choice, ...]:
    """The values of a facet of the index as choices, by label."""
    found = desk.snapshot.index.facet(facet)
    most = sorted(found, key=lambda pair: (-pair[1], pair[0]))[:CHOICES_AT_MOST]
    made = (Choice(value=v, label=capital(label(v)), count=count) for v, count in most if v)
    return tuple(sorted(made, key=lambda choice: (choice.label.casefold(), choice.value)))


def in_order(found: Iterable[Choice], order: Iterable[str]) -> tuple[Choice, ...]:
    """Choices in a settled order of their values, others last."""
    places = {value: n for n, value in enumerate(order)}
    return tuple(sorted(found, key=lambda choice: places.get(choice.value, len(places))))


@frozen(kw_only=True)
class Stretch:
    """A stretch of days, both ends closed; None is open."""

    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        """Whether any end is given."""
        return self.since is not None or self.until is not None


def stretch_of(since: str, until: str) -> Stretch:
    """The stretch between two days, months or years as they stand in an address.

    >>> stretch_of("2025-03", "2025-03-18").since
    datetime.date(2025, 3, 1)

    Raises:
        BadRequest: one is no day, or the first lies after the last.
    """
    first, last = day_of(since)[0], day_of(until)[1]
    if first and last and first > last:
        raise BadRequest(f"the stretch from {since} to {until} is empty; put the earlier day first")
    return Stretch(since=first, until=last)


def day_of(text: str) -> tuple[date | None, date | None]:
    """The closed interval that a day, month or year covers. Raises ``BadRequest`` for none."""
    if not text.strip():
        return None, None
    try:
        return interval(text.strip())
    except ValueError as error:
        raise BadRequest(
            f"{text!r} is no day; write it like 2025-03-18, 2025-03 or 2025"
        ) from error
