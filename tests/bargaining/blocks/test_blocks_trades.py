from itertools import permutations, product

import numpy as np
import pytest
from attrs import evolve
from blocks_builder import all_packages, spaces, utility
from hypothesis import given, settings

from dragoman.bargaining.blocks import Package, find_oppositions, find_trades, middle_package
from dragoman.bargaining.space import IssueSpace, additive_space
from dragoman.errors import BadIssueSpace


def keeps(space: IssueSpace, start: Package, package: Package) -> bool:
    pair = np.array([start, package], dtype=np.int64)
    n = space.n_parties
    accepted, ratified = space.is_accepted(pair)[:, :n], space.is_ratified(pair)
    return bool((accepted[1] | ~accepted[0]).all() and (ratified[1] | ~ratified[0]).all())


def smallest_gains(space: IssueSpace, start: Package) -> dict[tuple[int, int, int, int], float]:
    """The best smaller gain of each (giver, taker, issue, other issue), one package at a time."""
    best: dict[tuple[int, int, int, int], float] = {}
    for package in all_packages(space):
        changed = [i for i in range(len(start)) if package[i] != start[i]]
        if len(changed) != 2 or not keeps(space, start, package):
            continue
        first, second = changed
        gains = utility(space, package) - utility(space, start)
        for giver, taker in permutations(range(space.n_parties), 2):
            step = {
                (p, i): space.worth[i][p, package[i]] - space.worth[i][p, start[i]]
                for p, i in product((giver, taker), changed)
            }
            gives = step[giver, first] < 0 < step[taker, first]
            takes = step[taker, second] < 0 < step[giver, second]
            smaller = min(gains[giver], gains[taker])
            key = (giver, taker, first, second)
            if gives and takes and smaller > 0:
                best[key] = max(smaller, best.get(key, 0.0))
    return best


@settings(max_examples=100, deadline=None)
@given(spaces())
def test_trades_are_the_best_of_every_package_tried(space: IssueSpace) -> None:
    start = middle_package(space)
    found = find_trades(space, limit=1000)
    got = {(t.giver, t.taker, t.issue, t.other_issue): t.smaller_gain for t in found}
    assert got == smallest_gains(space, start)
    assert [t.smaller_gain for t in found] == sorted(got.values(), reverse=True)


def fish_and_observers() -> IssueSpace:
    quota = np.array([[0.6, 0.3, 0.0], [0.0, 0.1, 0.2]])
    observers = np.array([[0.2, 0.1, 0.0], [0.0, 0.3, 0.6]])
    return additive_space([quota, observers], reservation=np.array([0.2, 0.2]))


def test_each_yields_where_it_cares_less() -> None:
    [trade] = find_trades(fish_and_observers())
    assert (trade.giver, trade.issue, trade.option) == (1, 0, 0)
    assert (trade.taker, trade.other_issue, trade.other_option) == (0, 1, 2)
    assert trade.gains == pytest.approx((0.2, 0.2))
    assert trade.leverage == pytest.approx(9.0)
    assert trade.is_agreed


def test_a_trade_over_a_red_line_is_not_offered() -> None:
    refused = np.array([[False, False, True], [False, False, False]])
    space = fish_and_observers()
    space = evolve(space, forbidden=(space.forbidden[0], refused))
    assert find_trades(space, (1, 1)) == ()


def test_a_start_with_a_blank_is_refused_with_its_issue() -> None:
    with pytest.raises(BadIssueSpace, match="issue 1"):
        find_trades(fish_and_observers(), (1, -1))


def test_the_middle_is_taken_on_the_scale_and_not_where_refused() -> None:
    space = evolve(fish_and_observers(), values=(np.array([0.0, 10.0, 100.0]), np.arange(3.0)))
    assert middle_package(space) == (1, 1)
    refused = np.array([[False, True, False], [False, False, False]])
    assert middle_package(evolve(space, forbidden=(refused, refused))) == (0, 0)


def test_opposition_is_minus_one_where_one_loses_what_the_other_gains() -> None:
    worth = [np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([[0.0, 0.5], [0.0, 0.5]])]
    [opposition] = find_oppositions(additive_space(worth))
    assert opposition.by_issue == pytest.approx((-1.0, 1.0))
    assert opposition.overall == pytest.approx((-0.25 + 0.0625) / (0.25 + 0.0625))


def test_a_party_that_does_not_distinguish_has_no_correlation() -> None:
    [opposition] = find_oppositions(additive_space([np.array([[0.3, 0.3], [1.0, 0.0]])]))
    assert opposition.by_issue == (None,)
    assert opposition.overall is None


@settings(max_examples=50, deadline=None)
@given(spaces(with_chambers=False))
def test_overall_opposition_is_the_correlation_over_all_packages(space: IssueSpace) -> None:
    plain = evolve(space, bonuses=())
    table = plain.utilities(np.array(all_packages(plain), dtype=np.int64))
    for opposition in find_oppositions(plain):
        one, two = (table[:, party] for party in opposition.parties)
        if one.std() < 1e-9 or two.std() < 1e-9:
            assert opposition.overall is None
        else:
            assert opposition.overall == pytest.approx(np.corrcoef(one, two)[0, 1])
