import numpy as np
import pytest
from attrs import evolve
from blocks_builder import spaces, utility, zone_of
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.bargaining.blocks import Package, fill, improve
from dragoman.bargaining.space import Chamber, Floats, IssueSpace, additive_space
from dragoman.errors import BadIssueSpace


def gains_over(space: IssueSpace, draft: Package, package: Package) -> Floats:
    return (utility(space, package) - utility(space, draft))[: space.n_parties]


@settings(max_examples=60, deadline=None)
@given(spaces(), st.data())
def test_the_best_improvement_is_found(space: IssueSpace, data: st.DataObject) -> None:
    draft = tuple(data.draw(st.integers(0, len(options) - 1)) for options in space.options)
    gains = [gains_over(space, draft, package) for package in zone_of(space)]
    better = [gain for gain in gains if (gain >= 0).all() and (gain > 0).any()]
    found = improve(space, draft, limit=1)
    assert found.is_in_zone == (draft in zone_of(space))
    if found.is_in_zone:
        assert found.is_efficient == (not better)
    if not better:
        assert found.improvements == ()
        return
    [first] = found.improvements
    assert (first.smallest_gain, sum(first.gains)) == max((min(g), sum(g)) for g in better)
    assert first.package in zone_of(space)


@settings(max_examples=40, deadline=None)
@given(spaces(with_chambers=False), st.data())
def test_blanks_are_filled_and_the_rest_is_kept(space: IssueSpace, data: st.DataObject) -> None:
    draft = tuple(data.draw(st.integers(-1, len(options) - 1)) for options in space.options)
    full = fill(space, draft)
    assert all(want in (-1, has) for want, has in zip(draft, full, strict=True))
    fits = [
        package
        for package in zone_of(space)
        if all(want in (-1, has) for want, has in zip(draft, package, strict=True))
    ]
    if fits and -1 in draft:
        n = space.n_parties
        margins = [(utility(space, p) - space.reservation)[:n].min() for p in fits]
        assert (utility(space, full) - space.reservation)[:n].min() == max(margins)


def logroll() -> IssueSpace:
    worth = [np.array([[0.8, 0.4, 0.0], [0.0, 0.1, 0.2]]), np.array([[0.2, 0.0], [0.0, 0.8]])]
    return additive_space(worth, reservation=np.array([0.1, 0.1]))


def test_a_draft_that_nothing_beats_is_efficient() -> None:
    found = improve(logroll(), (0, 1))
    assert found.is_efficient
    assert found.improvements == ()


def test_improvements_come_best_first_and_name_what_changes() -> None:
    found = improve(logroll(), (2, 0))
    assert not found.is_efficient
    first = found.improvements[0]
    assert first.package == (0, 1)
    assert first.changed == (0, 1)
    assert first.gains == pytest.approx((0.6, 0.6))


def test_nothing_is_said_of_a_draft_outside_the_zone() -> None:
    space = evolve(logroll(), reservation=np.array([0.9, 0.1]))
    found = improve(space, (0, 1))
    assert not found.is_in_zone
    assert found.is_efficient is None


def test_a_blank_that_no_body_lets_anyone_fill_is_refused() -> None:
    space = additive_space([np.ones((3, 2))], reservation=np.zeros(3))
    chamber = Chamber(party=0, body="Court", factions=(2,), seats=(1.0,), needed=2.0)
    with pytest.raises(BadIssueSpace, match="seats"):
        fill(evolve(space, n_parties=2, chambers=(chamber,)), (-1,))
