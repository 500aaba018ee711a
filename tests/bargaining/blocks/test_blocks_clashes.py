from collections.abc import Iterable

import numpy as np
from attrs import evolve
from blocks_builder import all_packages, spaces, subsets
from hypothesis import given, settings

from dragoman.bargaining.blocks import (
    Bar,
    BarKind,
    barred_by,
    find_clashes,
    find_corrections,
    left_standing,
)
from dragoman.bargaining.space import Chamber, IssueSpace, additive_space

Bars = frozenset[Bar]
FEW = settings(max_examples=40, deadline=None)


def minimal(sets: Iterable[Bars]) -> set[Bars]:
    unique = set(sets)
    return {one for one in unique if not any(other < one for other in unique)}


def least_corrections(space: IssueSpace, *, by_faction: bool = False) -> set[Bars]:
    if not by_faction:
        return minimal(frozenset(left_standing(space, package)) for package in all_packages(space))
    factions = sorted({f for chamber in space.chambers for f in chamber.factions})
    found = []
    for package in all_packages(space):
        for won in subsets(factions):
            inside = frozenset(barred_by(space, package, won))
            found.append(frozenset(left_standing(space, package, given_up=inside)) | inside)
    return minimal(found)


def hitting_sets(corrections: set[Bars]) -> set[Bars]:
    """Minimal sets that hit every correction: the clashes, by Reiter's duality."""
    found: set[Bars] = {frozenset()}
    for correction in corrections:
        met = {one for one in found if one & correction}
        found = minimal(met | {one | {bar} for one in found - met for bar in correction})
    return found


@FEW
@given(spaces())
def test_corrections_are_those_of_every_package_tried(space: IssueSpace) -> None:
    found = find_corrections(space, limit=200)
    assert found.is_complete
    assert {frozenset(one.bars) for one in found.corrections} == least_corrections(space)
    sizes = [len(one.bars) for one in found.corrections]
    assert sizes == sorted(sizes)


@FEW
@given(spaces())
def test_clashes_are_all_the_minimal_ones(space: IssueSpace) -> None:
    found = find_clashes(space, limit=200)
    assert found.is_complete
    want = hitting_sets(least_corrections(space)) - {frozenset()}
    assert {frozenset(clash.bars) for clash in found.clashes} == want
    of_lines = [clash.is_of_lines for clash in found.clashes]
    assert of_lines == sorted(of_lines, reverse=True)
    assert of_lines == [all(bar.is_of_lines for bar in clash.bars) for clash in found.clashes]


@settings(max_examples=25, deadline=None)
@given(spaces(most_issues=2))
def test_clashes_name_the_factions_where_asked(space: IssueSpace) -> None:
    found = find_clashes(space, limit=300, by_faction=True)
    corrections = least_corrections(space, by_faction=True)
    assert {frozenset(clash.bars) for clash in found.clashes} == (
        hitting_sets(corrections) - {frozenset()}
    )


def three_options() -> IssueSpace:
    worth = [np.array([[1.0, 0.5, 0.0], [0.0, 0.5, 1.0]])]
    return additive_space(worth, reservation=np.array([0.2, 0.2]))


def test_red_lines_that_leave_no_option_clash_before_any_reservation() -> None:
    refused = np.array([[False, True, True], [True, False, False]])
    found = find_clashes(evolve(three_options(), forbidden=(refused,)))
    lines, worth = found.clashes[0], found.clashes[1]
    assert lines.is_of_lines
    assert [(bar.player, bar.option) for bar in lines.bars] == [(0, 1), (0, 2), (1, 0)]
    assert lines.players == (0, 1)
    assert not worth.is_of_lines


def test_a_reservation_out_of_reach_clashes_with_itself() -> None:
    found = find_clashes(evolve(three_options(), reservation=np.array([1.5, 0.2])))
    bar = Bar(kind=BarKind.RESERVATION, player=0)
    assert [clash.bars for clash in found.clashes] == [(bar,)]
    assert found.is_complete


def test_a_body_without_seats_enough_clashes_with_itself() -> None:
    space = additive_space(
        [np.ones((3, 2))], reservation=np.array([0.0, 0.0, 0.0]), players=("VEL", "ORM", "left")
    )
    chamber = Chamber(party=0, body="Assembly", factions=(2,), seats=(10.0,), needed=11.0)
    found = find_clashes(evolve(space, n_parties=2, chambers=(chamber,)))
    assert [clash.bars for clash in found.clashes] == [
        (Bar(kind=BarKind.RATIFICATION, player=0, chamber=0),)
    ]


def test_a_limit_is_said() -> None:
    refused = np.ones((2, 3), dtype=bool)
    found = find_clashes(evolve(three_options(), forbidden=(refused,)), limit=3)
    assert not found.is_complete
    assert sum(clash.is_of_lines for clash in found.clashes) == 3


def test_a_clash_by_a_rounding_says_so() -> None:
    space = evolve(three_options(), reservation=np.array([0.5 + 1e-8, 0.5]))
    [clash] = find_clashes(space).clashes
    assert clash.is_close
