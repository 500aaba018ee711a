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
    paging = paging_of(len(rows), page, per_page)
    start = (paging.page - 1) * per_page
    return Part(tuple(rows[start : start + per_page]), paging)


def paging_of(total: int, page: int, per_page: int = PER_PAGE) -> Paging:
    """Where a page stands in a list of ``total`` rows; a page beyond the last is the last."""
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    start = (page - 1) * per_page
    last = min(start + per_page, total)
    first = start + 1 if last > start else 0
    return Paging(page=page, pages=pages, total=total, first=first, last=last)
