import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from package_spaces import best_rows, every_package, in_zone, spaces, utilities_of

from dragoman.bargaining.packages import Way, find_frontier
from dragoman.bargaining.packages.dense import list_frontier
from dragoman.bargaining.packages.merging import Column, merge
from dragoman.bargaining.space import Bonus, Floats, IssueSpace, Tie, additive_space
from dragoman.errors import BadIssueSpace


def _found(space: IssueSpace, **asked: bool) -> set[tuple[float, ...]]:
    frontier = find_frontier(space, **asked)
    rows = utilities_of(space, frontier.packages)
    assert frontier.is_exact
    assert np.allclose(frontier.utilities, rows)
    assert len({tuple(row) for row in rows.tolist()}) == len(rows)
    return {tuple(row) for row in rows.tolist()}


@settings(deadline=None)
@given(spaces())
def test_the_frontier_of_all_packages_is_that_of_brute_force(space: IssueSpace) -> None:
    assert _found(space) == best_rows(utilities_of(space, every_package(space)))


@settings(deadline=None)
@given(spaces())
def test_the_frontier_of_the_zone_is_that_of_brute_force(space: IssueSpace) -> None:
    assert _found(space, in_zone=True) == best_rows(utilities_of(space, in_zone(space)))


@settings(deadline=None)
@given(spaces())
def test_listing_finds_the_same_frontier(space: IssueSpace) -> None:
    listed = utilities_of(space, list_frontier(space, in_zone=True).packages)
    assert {tuple(row) for row in listed.tolist()} == _found(space, in_zone=True)


def test_packages_worth_the_same_are_one_point_whatever_the_last_bit() -> None:
    # 0.1 + 0.2 + 0.3 is 0.6000000000000001 and 0.3 + 0.2 + 0.1 is 0.6
    space = additive_space([np.array([[0.1, 0.3]]), np.array([[0.2, 0.2]]), np.array([[0.3, 0.1]])])
    rising = space.utilities(np.array([[0, 0, 0]]))[0, 0]
    falling = space.utilities(np.array([[1, 0, 1]]))[0, 0]
    assert rising != falling
    both = additive_space(
        [
            np.array([[0.1, 0.3], [0.5, 0.5]]),
            np.array([[0.2, 0.2], [0.0, 0.0]]),
            np.array([[0.3, 0.1], [0.5, 0.5]]),
        ],
        reservation=np.array([0.6, 1.0]),
    )
    options = find_frontier(evolve(both, ties=_same_ends()), in_zone=True)
    assert len(options.packages) == 1


def _same_ends() -> tuple[Tie, ...]:
    """Option 0 of the first issue goes with 0 of the last, and 1 with 1."""
    return tuple(
        Tie(player=0, issue=0, option=o, other=2, allowed=frozenset((o,))) for o in range(2)
    )


def test_thirds_that_sum_alike_are_one_point() -> None:
    # on the fine grid two thirds are not twice a third; in ticks they are
    for weight in (1 / 3, 1 / 7, 1 / 11, 2 / 3):
        tables = [np.array([[weight, 2 * weight, 0.0]]), np.array([[2 * weight, weight, 0.0]])]
        space = additive_space([np.vstack([t, -t]) for t in tables])
        rows = find_frontier(space).utilities
        assert len(rows) == len({round(x, 7) for x in rows[:, 0].tolist()}) == 5


def test_a_package_worth_just_the_reservation_value_is_in_the_zone() -> None:
    # 0.1 + 0.7 is 0.7999999999999999
    space = additive_space([np.array([[0.1]]), np.array([[0.7]])], reservation=np.array([0.8]))
    assert len(find_frontier(space, in_zone=True).packages) == 1


def test_a_trillion_packages_are_merged_exactly() -> None:
    rng = np.random.default_rng(3)
    space = additive_space([rng.random((2, 10)) for _ in range(12)])
    frontier = find_frontier(space)
    assert frontier.is_exact
    assert frontier.way is Way.MERGED
    for weights in rng.random((20, 2)):
        best = sum((weights @ worth).max() for worth in space.worth)
        assert (frontier.utilities @ weights).max() == pytest.approx(best, abs=1e-9)


def test_the_blocks_of_a_large_merge_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    space = additive_space([rng.random((3, 5)) for _ in range(5)])
    whole = _found(space)
    monkeypatch.setattr("dragoman.bargaining.packages.merging.BLOCK", 16)
    monkeypatch.setattr("dragoman.bargaining.packages.merging._PRUNE_FROM", 1)
    assert _found(space) == whole
    points = np.array(sorted(whole))
    floor = points.min(axis=0) + 0.2 * np.ptp(points, axis=0)
    left = {p for p in whole if (np.array(p) >= floor).all()}
    assert 10 < len(left) < len(whole)
    assert _found(evolve(space, reservation=floor), in_zone=True) == left


def _opposed(n_parties: int, n_issues: int, seed: int) -> list[Floats]:
    rng = np.random.default_rng(seed)
    rising = np.linspace(0, 1, 6)
    return [
        np.array(
            [w * (rising if s < 0.5 else 1 - rising) ** w for s, w in rng.random((n_parties, 2))]
        )
        for _ in range(n_issues)
    ]


def test_what_is_thinned_out_is_never_further_away_than_the_slack() -> None:
    space = additive_space(_opposed(4, 8, 3))
    whole, thin = find_frontier(space), find_frontier(space, limit=150)
    assert whole.is_exact
    assert not thin.is_exact
    assert "sample" in thin.note
    assert len(thin.packages) < len(whole.packages)
    best = [(row - thin.utilities - thin.slack).max(axis=1).min() for row in whole.utilities]
    assert max(best) <= 1e-9
    assert set(map(tuple, np.round(thin.utilities.max(axis=0, keepdims=True), 6).tolist())) == set(
        map(tuple, np.round(whole.utilities.max(axis=0, keepdims=True), 6).tolist())
    )


def test_thinning_out_under_links_is_bounded_as_well() -> None:
    plain = additive_space(_opposed(4, 8, 5))
    space = evolve(
        plain,
        bonuses=(Bonus(player=0, pairs=((0, 1), (3, 2)), worth=0.4),),
        ties=(Tie(player=1, issue=2, option=0, other=4, allowed=frozenset((0, 1))),),
    )
    whole = find_frontier(space, in_zone=True)
    thin = find_frontier(space, in_zone=True, limit=150)
    assert whole.is_exact
    assert whole.way is Way.LINKED
    assert not thin.is_exact
    best = [(row - thin.utilities - thin.slack).max(axis=1).min() for row in whole.utilities]
    assert max(best) <= 1e-9


def test_a_dozen_links_in_a_thousand_million_packages_are_exact() -> None:
    rng = np.random.default_rng(8)
    plain = additive_space([rng.random((2, 6)) for _ in range(12)])
    space = evolve(
        plain,
        bonuses=tuple(
            Bonus(player=i % 2, pairs=((i, 0), ((i + 1) % 12, 5)), worth=9.0) for i in range(12)
        ),
    )
    frontier = find_frontier(space)
    assert frontier.is_exact
    held = np.array([0, 5] * 6)
    assert frontier.utilities[:, 0].max() >= space.utilities(held[None])[0, 0] - 1e-9


@settings(max_examples=50, deadline=None)
@given(spaces(is_plain=True))
def test_merging_in_any_order_gives_the_same_frontier(space: IssueSpace) -> None:
    columns = [
        Column(issue=i, options=np.arange(w.shape[1]), units=np.rint(w.T * 65536e9))
        for i, w in enumerate(space.worth)
    ]
    floor = np.full(len(space.players), -np.inf)
    one = merge(columns, floor=floor, limit=1000)
    other = merge(columns[::-1], floor=floor, limit=1000)
    assert sorted(one.ticks.tolist()) == sorted(other.ticks.tolist())


def test_an_issue_whose_every_option_is_a_red_line_leaves_no_zone() -> None:
    space = additive_space([np.ones((2, 2)), np.ones((2, 1))])
    barred = evolve(space, forbidden=(np.eye(2, dtype=bool), np.zeros((2, 1), dtype=bool)))
    assert len(find_frontier(barred, in_zone=True).packages) == 0
    assert len(find_frontier(barred).packages) == 1


def test_a_worth_that_is_not_finite_names_the_issue_and_the_party() -> None:
    space = additive_space([np.array([[1.0, 2.0], [1.0, np.nan]])], players=("Arven", "Velia"))
    with pytest.raises(BadIssueSpace, match=r"party 'Velia', issue 'issue 0': option '1'"):
        find_frontier(space)


def test_a_bonus_that_is_not_finite_names_its_issues() -> None:
    plain = additive_space([np.ones((1, 2)), np.ones((1, 2))])
    space = evolve(plain, bonuses=(Bonus(player=0, pairs=((0, 0), (1, 1)), worth=np.inf),))
    with pytest.raises(BadIssueSpace, match="issue 0 with issue 1"):
        find_frontier(space)


def test_a_reservation_value_of_nan_names_the_party() -> None:
    space = additive_space([np.ones((1, 2))], reservation=np.array([np.nan]), players=("Arven",))
    with pytest.raises(BadIssueSpace, match="'Arven'"):
        find_frontier(space, in_zone=True)


def test_no_issue_and_too_low_a_limit_are_refused() -> None:
    with pytest.raises(BadIssueSpace, match="limit of 3"):
        find_frontier(additive_space([np.ones((1, 2))]), limit=3)
    with pytest.raises(BadIssueSpace, match="no issue"):
        find_frontier(evolve(additive_space([np.ones((1, 2))]), worth=(), issues=(), options=()))
