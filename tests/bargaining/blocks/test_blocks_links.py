import numpy as np
import pytest
from attrs import evolve
from blocks_builder import spaces, zone_of
from hypothesis import given, settings

from dragoman.bargaining.blocks import find_links, find_tie_effects
from dragoman.bargaining.blocks.links import subspace
from dragoman.bargaining.space import Bonus, IssueSpace, Tie, additive_space


def two_quarrels() -> IssueSpace:
    """Each issue alone is all or nothing; each party cares for another one."""
    first = np.array([[0.8, 0.0], [0.0, 0.2]])
    second = np.array([[0.2, 0.0], [0.0, 0.8]])
    return additive_space([first, second], reservation=np.array([0.5, 0.5]))


def test_two_quarrels_that_cannot_be_settled_alone_are_settled_together() -> None:
    [link] = find_links(two_quarrels())
    assert link.is_of_both
    assert link.options == ((0, 1),)
    assert link.margin == pytest.approx(0.3)


def test_a_bonus_can_be_the_link() -> None:
    worth = [np.array([[0.5, 0.0], [0.0, 0.5]])] * 2
    space = additive_space(worth, reservation=np.array([0.6, 0.4]))
    assert find_links(space) == ()
    bonus = Bonus(player=0, pairs=((0, 0), (1, 1)), worth=0.2)
    [link] = find_links(evolve(space, bonuses=(bonus,)))
    assert link.options == ((0, 1),)


def test_a_condition_within_the_pair_holds() -> None:
    tie = Tie(player=0, issue=1, option=1, other=0, allowed=frozenset({1}))
    assert find_links(evolve(two_quarrels(), ties=(tie,))) == ()


@settings(max_examples=80, deadline=None)
@given(spaces())
def test_links_follow_from_the_parts_alone(space: IssueSpace) -> None:
    alone = [bool(zone_of(eased(subspace(space, (i,))))) for i in range(len(space.issues))]
    want = {}
    for one in range(len(space.issues)):
        for two in range(one + 1, len(space.issues)):
            zone = zone_of(eased(subspace(space, (one, two))))
            stuck = tuple(i for i in (one, two) if not alone[i])
            if stuck and zone:
                want[one, two] = (stuck, set(zone))
    assert {link.issues: (link.stuck, set(link.options)) for link in find_links(space)} == want


def eased(part: IssueSpace) -> IssueSpace:
    return evolve(part, reservation=part.reservation - 1e-9)


@settings(max_examples=50, deadline=None)
@given(spaces())
def test_what_is_asked_of_the_issues_adds_up_to_the_reservation(space: IssueSpace) -> None:
    parts = [subspace(space, (issue,)).reservation for issue in range(len(space.issues))]
    assert sum(parts) == pytest.approx(space.reservation)


def test_a_condition_says_what_it_bars_and_whether_its_option_is_dead() -> None:
    refused = np.array([[False, False], [False, True]])
    tie = Tie(player=0, issue=0, option=1, other=1, allowed=frozenset({1}))
    space = evolve(two_quarrels(), ties=(tie,))
    [effect] = find_tie_effects(space)
    assert effect.barred == ((1, 0),)
    assert not effect.is_dead
    space = evolve(space, forbidden=(space.forbidden[0], refused))
    assert find_tie_effects(space)[0].is_dead
