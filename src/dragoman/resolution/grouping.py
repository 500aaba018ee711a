"""Groups that grow by joining, with members that must stay apart."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Disjoint sets (Tarjan 1975), each with its members at hand.

    >>> groups = Groups("abc")
    >>> groups.join("a", "b")
    >>> groups.members("b") == ["a", "b"]
    True
    """

    def __init__(self, members: Iterable[T]) -> None:
        self._head: dict[T, T] = {}
        self._members: dict[T, list[T]] = {}
        for member in members:
            self._head[member] = member
            self._members[member] = [member]

    def head(self, member: T) -> T:
        """The member that stands for the group."""
        return self._head[member]

    def members(self, member: T) -> list[T]:
        """All members of the group of ``member``."""
        return self._members[self._head[member]]

    def join(self, first: T, second: T) -> None:
        """Make one group of two; the smaller one moves."""
        one, two = self._head[first], self._head[second]
        if one == two:
            return
        if len(self._members[one]) < len(self._members[two]):
            one, two = two, one
        for member in self._members.pop(two):
            self._head[member] = one
            self._members[one].append(member)

    def all(self) -> list[list[T]]:
        """Every group."""
        return list(self._members.values())
