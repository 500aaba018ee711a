"""Long lists a page at a time."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from attrs import frozen

PER_PAGE = 50

T = TypeVar("T")


@frozen(kw_only=True)
class Paging:
    """Which part of a list stands on a page; pages count from 1, rows too, both ends included."""

    page: int
    pages: int
    total: int
    first: int
    last: int


@frozen
class Part(Generic[T]):
    """A part of a list, and where it stands in the whole."""

    rows: tuple[T, ...]
    paging: Paging


def part_of(rows: Sequence[T], page: int, per_page: int = PER_PAGE) -> Part[T]:
    """The rows of one page; a page beyond the last is the last.

    >>> part_of("abcde", 2, per_page=2).rows
    ('c', 'd')
    """
    pages = max(1, -(-len(rows) // per_page))
    page = min(max(page, 1), pages)
    start = (page - 1) * per_page
    shown = tuple(rows[start : start + per_page])
    paging = Paging(
        page=page,
        pages=pages,
        total=len(rows),
        first=start + 1 if shown else 0,
        last=start + len(shown),
    )
    return Part(shown, paging)
