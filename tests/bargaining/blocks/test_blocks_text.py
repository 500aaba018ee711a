import numpy as np
from attrs import evolve
from blocks_builder import spaces, zone_of
from hypothesis import given, settings

from dragoman.bargaining.blocks import ClauseState, draw_text
from dragoman.bargaining.space import IssueSpace, additive_space


@settings(max_examples=50, deadline=None)
@given(spaces())
def test_what_every_package_of_the_zone_holds_is_settled(space: IssueSpace) -> None:
    zone = zone_of(space)
    text = draw_text(space)
    assert text.has_zone is bool(zone)
    for clause in text.clauses if zone else ():
        held = {package[clause.issue] for package in zone}
        assert {b.option for b in clause.brackets if b.is_possible} == held
        assert clause.option == (held.pop() if len(held) == 1 else None)
        assert (clause.state is ClauseState.SETTLED) == (clause.option is not None)


def quota() -> IssueSpace:
    worth = [np.array([[0.6, 0.3, 0.0], [0.0, 0.1, 0.4]]), np.array([[0.4, 0.0], [0.6, 0.0]])]
    return additive_space(worth, reservation=np.array([0.9, 0.9]))


def test_without_a_zone_only_common_wishes_are_settled() -> None:
    first, second = draw_text(quota()).clauses
    assert first.state is ClauseState.BRACKETED
    assert [b.preferred_by for b in first.brackets] == [(0,), (), (1,)]
    assert (second.state, second.option) == (ClauseState.SETTLED, 0)


def test_an_issue_of_which_every_option_is_refused_is_a_blank() -> None:
    refused = np.array([[False, True, True], [True, False, False]])
    space = quota()
    clause = draw_text(evolve(space, forbidden=(refused, space.forbidden[1]))).clauses[0]
    assert clause.state is ClauseState.BLANK
    assert [b.refused_by for b in clause.brackets] == [(1,), (0,), (0,)]


def test_given_packages_settle_what_they_agree_on() -> None:
    first, second = draw_text(quota(), (1, -1), packages=[(1, 0), (1, 1)]).clauses
    assert (first.state, first.option) == (ClauseState.SETTLED, 1)
    assert second.state is ClauseState.BRACKETED
    assert [b.is_in_draft for b in first.brackets] == [False, True, False]


def test_an_issue_nobody_cares_about_and_the_draft_leaves_open_is_a_blank() -> None:
    space = additive_space([np.zeros((2, 2))], reservation=np.zeros(2))
    assert draw_text(space, (-1,)).clauses[0].state is ClauseState.BLANK
    assert draw_text(space, (0,)).clauses[0].state is ClauseState.BRACKETED


def test_a_common_wish_that_somebody_refuses_is_not_settled() -> None:
    refused = np.array([[False, False], [True, False]])
    space = quota()
    clause = draw_text(evolve(space, forbidden=(space.forbidden[0], refused))).clauses[1]
    assert clause.state is ClauseState.BRACKETED
