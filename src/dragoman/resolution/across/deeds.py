"""Deeds that several blocks tell of: joined by type, week and what they name."""

from collections.abc import Iterator, Sequence

from dragoman.model import Deed
from dragoman.resolution.across.joined import Joined, Placed, block_ties, overlapping
from dragoman.resolution.deed_matching import DeedMatcher, Group, matter_keys
from dragoman.resolution.deeds import group_of, join_signed_deeds, merge_deeds, width_of
from dragoman.resolution.edges import Edge, ties_for
from dragoman.resolution.ranking import Order
from dragoman.resolution.wording import Wording


def deed_keys(deed: Deed, order: Order) -> Iterator[str]:
    """Where a deed is filed: by its type, its weeks and whatever else it names."""
    return ("|".join(key) for key in matter_keys(group_of(deed, order)))


def join_deeds(placed: Sequence[Placed[Deed]], edges: Sequence[Edge], order: Order) -> Joined[Deed]:
    """Join what is one deed; the result hangs on the deeds alone, not on their order."""
    deeds = [one.entry for one in placed]
    ties = block_ties(ties_for(Deed.kind, edges, deeds), placed)
    matcher = DeedMatcher(ties, Wording(told=deeds).is_one)
    accounts = sorted(placed, key=lambda p: (width_of(p.entry), order.key(p.entry), p.block))
    told = [_together(group, order) for group in overlapping(accounts)]
    for group in join_signed_deeds(told, ties):
        matcher.place(group)
    found = [group.members for group in matcher.groups if len(group.members) > 1]
    merged = [merge_deeds(members, order) for members in found]
    return Joined(
        entries=tuple(sorted(merged, key=lambda deed: deed.id)),
        renamed={
            old.id: new.id for new, members in zip(merged, found, strict=True) for old in members
        },
    )


def _together(deeds: Sequence[Deed], order: Order) -> Group:
    first, *rest = (group_of(deed, order) for deed in deeds)
    for other in rest:
        first.absorb(other)
    return first
