"""What comes of joining entries of several blocks, and which of them may not be joined."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from attrs import field, frozen

from dragoman.model import Entry, Passage
from dragoman.resolution.edges import Ties
from dragoman.resolution.grouping import Groups

E = TypeVar("E", bound=Entry)


@frozen(kw_only=True)
class Placed(Generic[E]):
    """An entry and the number of the block that it was put together in."""

    block: int
    entry: E


@frozen(kw_only=True)
class Joined(Generic[E]):
    """Entries that several blocks made one, and which entry each of their parts now is.

    ``renamed`` names the parts only, also the one whose id the joined entry has.
    """

    entries: tuple[E, ...] = ()
    renamed: dict[str, str] = field(factory=dict)


@frozen(kw_only=True)
class BlockTies(Ties):
    """Signed edges, and beside them: two entries of one block are two.

    ``blocks`` gives the blocks of each id.
    """

    blocks: Mapping[str, frozenset[int]]

    def is_forbidden(self, first: Iterable[str], second: Iterable[str]) -> bool:
        """Whether an analyst, or a block that both stand in, keeps two of them apart."""
        mine, theirs = list(first), list(second)
        ours: frozenset[int] = frozenset().union(*(self.blocks[one] for one in mine))
        if any(ours & self.blocks[other] for other in theirs):
            return True
        return super().is_forbidden(mine, theirs)


def block_ties(ties: Ties, placed: Iterable[Placed[E]]) -> BlockTies:
    """The signed edges of a noun with the blocks of its entries."""
    blocks: defaultdict[str, set[int]] = defaultdict(set)
    for one in placed:
        blocks[one.entry.id].add(one.block)
    return BlockTies(
        same=ties.same,
        different=ties.different,
        unsure=ties.unsure,
        blocks={id_: frozenset(numbers) for id_, numbers in blocks.items()},
    )


def overlapping(placed: Sequence[Placed[E]]) -> list[list[E]]:
    """Entries of several blocks that are one by their id or share a passage, put together.

    What a block tells of its guests is told in the block before, too. A passage that two entries of
    one block share tells nothing. In the order of the first of each.
    """
    groups = Groups(range(len(placed)))
    holders: defaultdict[Passage, list[int]] = defaultdict(list)
    by_id: dict[str, int] = {}
    for number, one in enumerate(placed):
        groups.join(by_id.setdefault(one.entry.id, number), number)
        for passage in one.entry.passages:
            if passage.role in _TELLING:
                holders[passage].append(number)
    for numbers in holders.values():
        if len({placed[number].block for number in numbers}) == len(numbers):
            for number in numbers[1:]:
                groups.join(numbers[0], number)
    return [[placed[number].entry for number in numbers] for numbers in map(sorted, groups.all())]


_TELLING = frozenset({"", "mention", "contact", "cue", "measure"})
"""Roles of passages that tell of the thing itself, not of who or where."""
