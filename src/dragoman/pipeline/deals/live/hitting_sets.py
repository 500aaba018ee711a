"""Minimal hitting sets, smallest first, over sets of numbered things kept as bits of an integer.

A search over the sets not yet hit, deeper step by step (Reiter 1987, as a tree that no two branches
share); for the few hundred small sets that a listed space gives, where a solver takes longer.
"""

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

MOST_WORK = 400_000
"""Sets looked at before a list of hitting sets counts as unfinished: some tens of milliseconds."""


@frozen(kw_only=True)
class HittingSets:
    """Minimal hitting sets as bits, smallest first; ``is_complete``: there are no others."""

    found: tuple[int, ...]
    is_complete: bool


def hitting_sets(sets: Sequence[int], *, limit: int, one_of: int = -1) -> HittingSets:
    """The smallest minimal hitting sets, ``limit`` of them at most.

    Each has a thing of every set, and none can be left out. ``one_of``: only those that hold one of
    these things, as bits (-1: any). None where a set is empty; the empty one where there are none.

    >>> hitting_sets([0b011, 0b110], limit=9).found
    (2, 5)
    """
    if not all(sets):
        return HittingSets(found=(), is_complete=True)
    search = _Search(sets=sorted(sets, key=int.bit_count), limit=limit, one_of=one_of)
    return search.run()


@define(kw_only=True)
class _Search:
    sets: list[int]
    limit: int
    one_of: int
    work: int = 0
    is_cut: bool = False
    found: list[int] = field(factory=list)

    def run(self) -> HittingSets:
        """Every size in turn, until there are no larger ones."""
        if not self.sets:
            return HittingSets(found=() if self.one_of >= 0 else (0,), is_complete=True)
        size, self.is_cut = 1, True
        while self.is_cut:
            self.is_cut = False
            for chosen in self._of_size(size, 0, 0, self.sets):
                self.found.append(chosen)
                if len(self.found) > self.limit:
                    return HittingSets(found=tuple(self.found[: self.limit]), is_complete=False)
            if self.work > MOST_WORK:
                return HittingSets(found=tuple(self.found), is_complete=False)
            size += 1
        return HittingSets(found=tuple(self.found), is_complete=True)

    def _of_size(self, left: int, chosen: int, barred: int, unhit: list[int]) -> Iterator[int]:
        """Minimal hitting sets with ``left`` things more; none of those that are ``barred``."""
        self.work += len(unhit)
        if not unhit:
            if not left and self._is_wanted(chosen):
                yield chosen
            return
        if not left or not _may_be_hit(left, unhit, barred):
            self.is_cut = True
            return
        if self.work > MOST_WORK:
            return
        narrow = min((one & ~barred for one in unhit), key=int.bit_count)
        while narrow:
            thing = narrow & -narrow
            narrow ^= thing
            still = [one for one in unhit if not one & thing]
            yield from self._of_size(left - 1, chosen | thing, barred, still)
            barred |= thing

    def _is_wanted(self, chosen: int) -> bool:
        """Whether it is minimal: each thing is the only one of it in some set."""
        if self.one_of >= 0 and not chosen & self.one_of:
            return False
        alone = 0
        for one in self.sets:
            held = one & chosen
            if held & (held - 1) == 0:
                alone |= held
        self.work += len(self.sets)
        return alone == chosen


def _may_be_hit(left: int, unhit: list[int], barred: int) -> bool:
    """Whether ``left`` things may be enough: no more than so many sets share nothing."""
    taken = apart = 0
    for one in unhit:
        if not one & ~barred & taken:
            taken |= one & ~barred
            apart += 1
            if apart > left:
                return False
    return True
