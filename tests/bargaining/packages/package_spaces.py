"""Small invented issue spaces for Hypothesis, with what brute force says of them."""

import itertools

import numpy as np
from hypothesis import strategies as st

from dragoman.bargaining.space import Bonus, Chamber, Floats, Indices, IssueSpace, Tie

tenths = st.integers(-5, 9).map(lambda n: n / 10)


def _subset(n_options: int) -> st.SearchStrategy[frozenset[int]]:
    return st.frozensets(st.integers(0, n_options - 1))


@st.composite
def ties(draw: st.DrawFn, sizes: list[int], n_players: int) -> Tie:
    issue, other = (draw(st.integers(0, len(sizes) - 1)) for _ in range(2))
    return Tie(
        player=draw(st.integers(0, n_players - 1)),
        issue=issue,
        option=draw(st.integers(0, sizes[issue] - 1)),
        other=other,
        allowed=draw(_subset(sizes[other])),
    )


@st.composite
def bonuses(draw: st.DrawFn, sizes: list[int], n_players: int) -> Bonus:
    issues = draw(st.lists(st.integers(0, len(sizes) - 1), min_size=1, max_size=3))
    pairs = tuple((i, draw(st.integers(0, sizes[i] - 1))) for i in issues)
    return Bonus(player=draw(st.integers(0, n_players - 1)), pairs=pairs, worth=draw(tenths))


@st.composite
def chambers(draw: st.DrawFn, factions: list[int]) -> Chamber:
    seats = draw(st.lists(st.integers(1, 3), min_size=len(factions), max_size=len(factions)))
    return Chamber(
        party=0,
        body="senate",
        factions=tuple(factions),
        seats=tuple(float(n) for n in seats),
        needed=float(draw(st.integers(1, 5))),
    )


@st.composite
def spaces(draw: st.DrawFn, *, most_parties: int = 4, is_plain: bool = False) -> IssueSpace:
    """Up to four issues of up to four options; with links and chambers unless ``is_plain``."""
    n_parties = draw(st.integers(1, most_parties))
    n_factions = 0 if is_plain else draw(st.integers(0, 2))
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    n_players, n_cells = n_parties + n_factions, sum(sizes)
    cells = n_players * n_cells
    worth = np.array(draw(st.lists(tenths, min_size=cells, max_size=cells)))
    red = draw(st.lists(st.integers(0, 15), min_size=cells, max_size=cells))
    ends = np.cumsum(sizes)[:-1]
    linked = st.just([]) if is_plain else st.lists(ties(sizes, n_players), max_size=3)
    earned = st.just([]) if is_plain else st.lists(bonuses(sizes, n_players), max_size=3)
    voting = st.lists(chambers(list(range(n_parties, n_players))), max_size=2)
    return IssueSpace(
        players=tuple(f"P{p}" for p in range(n_players)),
        n_parties=n_parties,
        issues=tuple(f"I{i}" for i in range(len(sizes))),
        options=tuple(tuple(f"o{o}" for o in range(size)) for size in sizes),
        worth=tuple(np.split(worth.reshape(n_players, n_cells), ends, axis=1)),
        reservation=np.array(draw(st.lists(tenths, min_size=n_players, max_size=n_players))),
        forbidden=tuple(np.split(np.array(red).reshape(n_players, n_cells) == 0, ends, axis=1)),
        ties=tuple(draw(linked)),
        bonuses=tuple(draw(earned)),
        chambers=tuple(draw(voting)) if n_factions else (),
    )


def every_package(space: IssueSpace) -> Indices:
    sizes = [range(len(options)) for options in space.options]
    return np.array(list(itertools.product(*sizes)), dtype=np.int64)


def accepting(space: IssueSpace, packages: Indices) -> list[list[bool]]:
    """Who accepts each package, with decimals rounded so that ties are ties."""
    worth = np.round(space.utilities(packages), 6) >= np.round(space.reservation, 6)
    answer: list[list[bool]] = (worth & space.is_permitted(packages)).tolist()
    return answer


def in_zone(space: IssueSpace) -> Indices:
    packages = every_package(space)
    kept = []
    for package, taken in zip(packages, accepting(space, packages), strict=True):
        approved = all(
            sum(s for f, s in zip(c.factions, c.seats, strict=True) if taken[f]) >= c.needed
            for c in space.chambers
        )
        if all(taken[: space.n_parties]) and approved:
            kept.append(package)
    return np.array(kept, dtype=np.int64).reshape(-1, len(space.issues))


def utilities_of(space: IssueSpace, packages: Indices) -> Floats:
    rounded: Floats = np.round(space.utilities(packages)[:, : space.n_parties], 6) + 0.0
    return rounded


def best_rows(rows: Floats) -> set[tuple[float, ...]]:
    """The undominated rows by comparing every pair."""
    points = {tuple(row) for row in rows.tolist()}
    return {
        a
        for a in points
        if not any(b != a and all(y >= x for x, y in zip(a, b, strict=True)) for b in points)
    }
