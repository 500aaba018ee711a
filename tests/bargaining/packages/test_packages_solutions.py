import numpy as np
import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from package_spaces import best_rows, every_package, in_zone, spaces, utilities_of

from dragoman.bargaining.packages import (
    Baseline,
    Concept,
    Solution,
    find_agreement,
    find_best,
    find_frontier,
    find_solutions,
    solve,
    solve_directly,
)
from dragoman.bargaining.packages.stakes import worst_packages
from dragoman.bargaining.space import Bonus, Chamber, Floats, IssueSpace, Tie, additive_space
from dragoman.errors import BadIssueSpace

Key = tuple[float, ...]


def _solved(
    space: IssueSpace, baseline: Baseline = Baseline.RESERVATION
) -> dict[Concept, Solution]:
    found = solve(space, find_frontier(space, in_zone=True), baseline=baseline)
    return {solution.concept: solution for solution in found}


def _key(concept: Concept, gains: Floats, width: Floats) -> Key:
    """What a concept maximises, first things first, of one package by its own definition."""
    live = width > 1e-7
    shares = gains[live] / width[live]
    if concept is Concept.UTILITARIAN:
        return (float(gains.sum()),)
    if concept is Concept.NASH:
        rising = shares[shares > 1e-7]
        return (float(len(rising)), float(np.prod(rising)))
    return tuple(sorted(shares if concept is Concept.KALAI_SMORODINSKY else gains))


def _is_at_least(a: Key, b: Key, even: float = 1e-6) -> bool:
    for x, y in zip(a, b, strict=True):
        if abs(x - y) > even:
            return x > y
    return True


def _least(space: IssueSpace, baseline: Baseline) -> Floats:
    floor: Floats = space.reservation[: space.n_parties]
    worst = utilities_of(space, every_package(space)).min(axis=0)
    return np.maximum(floor, worst) if baseline is Baseline.WORST_PACKAGE else floor


@settings(deadline=None)
@given(spaces(), st.sampled_from(Baseline))
def test_every_solution_is_best_by_brute_force(space: IssueSpace, baseline: Baseline) -> None:
    zone = in_zone(space)
    found = _solved(space, baseline)
    assert bool(found) == bool(len(zone))
    if not found:
        return
    rows = utilities_of(space, zone)
    least = _least(space, baseline)
    width = rows.max(axis=0) - least
    pareto = best_rows(rows)
    for concept, solution in found.items():
        here = _key(concept, solution.gains, width)
        assert all(_is_at_least(here, _key(concept, row - least, width)) for row in rows)
        assert tuple((np.round(solution.utilities, 6) + 0.0).tolist()) in pareto
        assert solution.package.tolist() in zone.tolist()
        assert np.allclose(solution.gains, solution.utilities - least)
        even = [r for r in pareto if _is_at_least(_key(concept, np.array(r) - least, width), here)]
        assert solution.ties == len(even)


@settings(max_examples=25, deadline=None)
@given(spaces(most_parties=3), st.sampled_from(Baseline))
def test_direct_optimisation_is_as_good_as_the_frontier(
    space: IssueSpace, baseline: Baseline
) -> None:
    found = _solved(space, baseline)
    direct = {s.concept: s for s in solve_directly(space, baseline=baseline)}
    assert set(direct) == set(found)
    if not found:
        assert find_agreement(space) is None
        assert find_best(space) is None
        return
    least = _least(space, baseline)
    best = find_best(space)
    assert best is not None
    assert np.allclose(best, utilities_of(space, in_zone(space)).max(axis=0))
    for concept, solution in direct.items():
        assert solution.is_exact
        here, there = (_key(concept, s.gains, best - least) for s in (solution, found[concept]))
        assert np.allclose(here, there, atol=1e-5)
        assert solution.package.tolist() in in_zone(space).tolist()


@settings(deadline=None)
@given(spaces(is_plain=True), st.randoms(use_true_random=False))
def test_renaming_the_parties_changes_no_value(space: IssueSpace, random: object) -> None:
    order = list(range(space.n_parties))
    random.shuffle(order)  # type: ignore[attr-defined]
    turned = evolve(
        space,
        worth=tuple(worth[order] for worth in space.worth),
        reservation=space.reservation[order],
        forbidden=tuple(forbidden[order] for forbidden in space.forbidden),
    )
    one, other = _solved(space), _solved(turned)
    assert set(one) == set(other)
    for concept, solution in one.items():
        assert solution.ties == other[concept].ties
        if solution.ties == 1:
            assert np.allclose(solution.utilities[order], other[concept].utilities)


@settings(deadline=None)
@given(
    spaces(is_plain=True, most_parties=3),
    st.lists(st.sampled_from([0.25, 2.0, 10.0, 7.0]), min_size=3, max_size=3),
    st.lists(st.integers(-3, 3), min_size=3, max_size=3),
)
def test_nash_and_kalai_do_not_hang_on_anybodys_scale(
    space: IssueSpace, factors: list[float], shifts: list[int]
) -> None:
    factor = np.array(factors[: space.n_parties])
    shift = np.array(shifts[: space.n_parties], dtype=float)
    moved = [worth * factor[:, None] for worth in space.worth]
    moved[0] = moved[0] + shift[:, None]
    scaled = evolve(space, worth=tuple(moved), reservation=space.reservation * factor + shift)
    one, other = _solved(space), _solved(scaled)
    assert set(one) == set(other)
    for concept in (Concept.NASH, Concept.KALAI_SMORODINSKY) if one else ():
        assert np.allclose(one[concept].gains * factor, other[concept].gains)


@settings(deadline=None)
@given(spaces(is_plain=True), st.integers(0, 3), st.integers(0, 3))
def test_more_packages_never_lower_the_smallest_share_where_nobodys_best_changes(
    space: IssueSpace, issue: int, option: int
) -> None:
    issue %= len(space.issues)
    option %= len(space.options[issue])
    forbidden = [table.copy() for table in space.forbidden]
    forbidden[issue][:, option] = True
    fewer = evolve(space, forbidden=tuple(forbidden))
    one, other = in_zone(fewer), in_zone(space)
    assume(len(one))
    most = utilities_of(space, other).max(axis=0)
    assume(np.allclose(most, utilities_of(space, one).max(axis=0)))
    width = most - space.reservation
    live = width > 1e-7
    assume(live.any())
    small, large = (
        (_solved(s)[Concept.KALAI_SMORODINSKY].gains[live] / width[live]).min()
        for s in (fewer, space)
    )
    assert large >= small - 1e-9


def test_a_symmetric_split_ties_and_the_middle_does_not() -> None:
    pie = np.array([[0.0, 1.0, 2.0, 3.0], [3.0, 2.0, 1.0, 0.0]])
    found = _solved(additive_space([pie], reservation=np.zeros(2)))
    assert found[Concept.NASH].ties == 2
    assert found[Concept.UTILITARIAN].ties == 4
    assert found[Concept.EGALITARIAN].gains.tolist() == [1.0, 2.0]
    whole = _solved(additive_space([pie[:, :3] + [[0], [1]]], reservation=np.zeros(2)))
    assert whole[Concept.KALAI_SMORODINSKY].utilities.tolist() == [2.0, 2.0]


def test_nash_keeps_to_packages_that_all_accept() -> None:
    # two losses have a positive product: (-3, -3) is no agreement
    worth = np.array([[-3.0, 1.0], [-3.0, 1.0]])
    found = _solved(additive_space([worth], reservation=np.zeros(2)))
    assert found[Concept.NASH].utilities.tolist() == [1.0, 1.0]


def test_a_party_that_can_gain_nothing_is_left_out_and_named() -> None:
    worth = np.array([[1.0, 1.0], [1.0, 4.0], [3.0, 2.0]])
    space = additive_space(
        [worth], reservation=np.array([1.0, 0.0, 0.0]), players=("Arven", "Velia", "Oster")
    )
    found = _solved(space)
    assert found[Concept.NASH].utilities.tolist() == [1.0, 4.0, 2.0]
    assert "Arven: gains nothing" in found[Concept.NASH].normalisation
    assert "Arven" not in found[Concept.EGALITARIAN].normalisation


def test_without_a_reservation_value_gains_count_from_the_worst_package() -> None:
    space = additive_space([np.array([[2.0, 5.0], [4.0, 1.0]])], players=("Arven", "Velia"))
    nash = _solved(space)[Concept.NASH]
    assert sorted(nash.gains.tolist()) == [0.0, 3.0]
    assert "Arven, Velia: gains count from the least" in nash.normalisation


def test_the_worst_package_is_exact_under_bonuses() -> None:
    plain = additive_space([np.array([[1.0, 2.0]]), np.array([[1.0, 2.0]])])
    space = evolve(plain, bonuses=(Bonus(player=0, pairs=((0, 0), (1, 0)), worth=5.0),))
    assert worst_packages(space).tolist() == [3.0]


def test_solutions_refuse_a_frontier_that_is_not_of_the_zone() -> None:
    space = additive_space([np.ones((1, 2))])
    with pytest.raises(ValueError, match="in_zone=True"):
        solve(space, find_frontier(space))


def test_the_programme_keeps_chambers_ties_and_bonuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.bargaining.programme.searching.MOST_REFUSED", 1)
    worth = np.array([[3.0, 1.0, 0.0], [0.0, 1.0, 3.0], [0.0, 2.0, 4.0]])
    plain = IssueSpace(
        players=("Arven", "Velia", "the opposition"),
        n_parties=2,
        issues=("fish", "ports"),
        options=(("a", "b", "c"), ("a", "b", "c")),
        worth=(worth, worth),
        reservation=np.array([0.0, 0.0, 5.0]),
        forbidden=(np.zeros((3, 3), dtype=bool), np.zeros((3, 3), dtype=bool)),
    )

    def best(space: IssueSpace) -> list[float]:
        found = find_best(space)
        assert found is not None
        return [float(most) for most in found]

    senate = Chamber(party=1, body="senate", factions=(2,), seats=(1.0,), needed=1.0)
    tie = Tie(player=0, issue=0, option=0, other=1, allowed=frozenset((1, 2)))
    bonus = Bonus(player=0, pairs=((0, 0), (1, 0)), worth=2.0)
    loss = Bonus(player=0, pairs=((0, 0), (1, 0)), worth=-2.5)
    barred = (np.array([[0, 0, 0], [0, 0, 0], [0, 0, 1]], dtype=bool), plain.forbidden[1])
    assert best(plain) == [6.0, 6.0]
    assert best(evolve(plain, bonuses=(bonus,))) == [8.0, 6.0]
    assert best(evolve(plain, bonuses=(loss,))) == [4.0, 6.0]
    assert best(evolve(plain, ties=(tie,))) == [4.0, 6.0]
    assert best(evolve(plain, chambers=(senate,))) == [1.0, 6.0]
    assert best(evolve(plain, chambers=(senate,), forbidden=barred)) == [1.0, 4.0]
    never = evolve(tie, player=2, option=1, allowed=frozenset())
    assert best(evolve(plain, chambers=(senate,), ties=(never,))) == [1.0, 6.0]
    assert (
        find_agreement(evolve(plain, chambers=(senate,), forbidden=barred, ties=(never,))) is None
    )


def test_many_parties_are_solved_directly_where_the_frontier_is_too_large() -> None:
    rng = np.random.default_rng(4)
    rising = np.linspace(0, 1, 4)
    tables = [
        np.array([rising if s < 0.5 else 1 - rising for s in rng.random(6)]) for _ in range(7)
    ]
    space = additive_space(tables, reservation=np.full(6, 2.0))
    exact = {s.concept: s for s in find_solutions(space)}
    direct = {s.concept: s for s in find_solutions(space, limit=100)}
    assert exact[Concept.NASH].ties is not None
    assert direct[Concept.NASH].ties is None
    for concept, solution in exact.items():
        assert solution.is_exact
        assert direct[concept].is_exact
        here, there = (_key(concept, s.gains, np.ones(6)) for s in (solution, direct[concept]))
        assert np.allclose(here, there, atol=1e-5)


def test_a_party_that_can_only_come_out_even_does_not_blur_the_product() -> None:
    # somebody always gains nothing: the product is that of the two who can gain together
    worth = np.array([[0.0, 0.6, 1.0], [1.0, 0.6, 0.0], [0.0, 0.0, 1.0]])
    space = additive_space([worth, worth[:, ::-1]], reservation=np.array([0.0, 0.0, 1.0]))
    direct = {s.concept: s for s in solve_directly(space)}
    assert direct[Concept.NASH].is_exact
    assert np.allclose(direct[Concept.NASH].gains, _solved(space)[Concept.NASH].gains)


def test_no_time_is_said_and_is_not_taken_for_no_zone() -> None:
    rng = np.random.default_rng(2)
    space = additive_space([rng.random((6, 5)) for _ in range(12)], reservation=np.full(6, 6.5))
    with pytest.raises(TimeoutError, match="allow more time"):
        solve_directly(space, limit_s=0.0)
    with pytest.raises(TimeoutError, match="allow more time"):
        find_agreement(space, limit_s=0.0)


@pytest.mark.parametrize("worth", [np.nan, np.inf])
def test_a_worth_that_is_no_number_is_refused_with_issue_and_party(worth: float) -> None:
    space = additive_space([np.array([[1.0, 2.0], [1.0, worth]])], players=("Arven", "Velia"))
    with pytest.raises(BadIssueSpace, match="option '1' is worth") as refused:
        find_agreement(space)
    assert (refused.value.issue, refused.value.party) == ("issue 0", "Velia")
