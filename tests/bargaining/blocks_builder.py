"""Small spaces in eighths, so that sums are exact, and their packages one by one."""

from collections.abc import Iterable, Sequence
from itertools import chain, combinations, product
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from dragoman.bargaining.blocks import Bar, BarKind, Package, Prices, barred_by
from dragoman.bargaining.programme.bars import left_standing
from dragoman.bargaining.space import Bonus, Chamber, Floats, IssueSpace, Tie


def all_packages(space: IssueSpace) -> list[Package]:
    return list(product(*(range(len(options)) for options in space.options)))


def zone_of(space: IssueSpace) -> list[Package]:
    packages = all_packages(space)
    flags = space.is_in_zone(np.array(packages, dtype=np.int64))
    return [package for package, flag in zip(packages, flags, strict=True) if flag]


def utility(space: IssueSpace, package: Package) -> Floats:
    return np.asarray(space.utilities(np.array([package], dtype=np.int64))[0])


def subsets(things: Sequence[int]) -> Iterable[tuple[int, ...]]:
    return chain.from_iterable(combinations(things, size) for size in range(len(things) + 1))


def ways_into(space: IssueSpace, package: Package) -> list[frozenset[Bar]]:
    """The sets of bars that, given up, put this package into the zone: one a winning coalition."""
    factions = sorted({f for chamber in space.chambers for f in chamber.factions})
    own = barred_by(space, package, range(space.n_parties))
    ways = []
    for won in subsets(factions):
        bars = frozenset({*own, *barred_by(space, package, won)})
        left = left_standing(space, package, given_up=bars)
        if not [bar for bar in left if bar.kind is BarKind.RATIFICATION]:
            ways.append(bars)
    return ways


def priced(space: IssueSpace, prices: Prices, package: Package, bars: frozenset[Bar]) -> float:
    utilities = utility(space, package)
    return sum(prices.of(space, bar, package, utilities) for bar in bars)


def eighths(low: int, high: int) -> st.SearchStrategy[float]:
    return st.integers(low, high).map(lambda number: number / 8)


@st.composite
def spaces(
    draw: st.DrawFn, most_players: int = 3, most_issues: int = 3, with_chambers: bool = True
) -> IssueSpace:
    n_parties = draw(st.integers(2, most_players))
    n_factions = draw(st.integers(0, 3)) if with_chambers else 0
    n_players = n_parties + n_factions
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=most_issues))

    def table(elements: st.SearchStrategy[Any], size: int) -> NDArray[Any]:
        cells = draw(st.lists(elements, min_size=n_players * size, max_size=n_players * size))
        return np.array(cells).reshape(n_players, size)

    issue = st.integers(0, len(sizes) - 1)

    def option(of: int) -> int:
        return draw(st.integers(0, sizes[of] - 1))

    ties, bonuses = [], []
    for _ in range(draw(st.integers(0, 2))):
        at, other = draw(issue), draw(issue)
        allowed = draw(st.frozensets(st.integers(0, sizes[other] - 1)))
        player = draw(st.integers(0, n_players - 1))
        ties.append(Tie(player=player, issue=at, option=option(at), other=other, allowed=allowed))
    for _ in range(draw(st.integers(0, 2))):
        at, other = draw(issue), draw(issue)
        pairs = ((at, option(at)), (other, option(other)))
        player, worth = draw(st.integers(0, n_players - 1)), draw(eighths(-6, 6))
        bonuses.append(Bonus(player=player, pairs=pairs, worth=worth))
    factions = tuple(range(n_parties, n_players))
    chamber = Chamber(
        party=0,
        body="Assembly",
        factions=factions,
        seats=tuple(float(draw(st.integers(1, 4))) for _ in factions),
        needed=float(draw(st.integers(1, 5))),
    )
    return IssueSpace(
        players=tuple(f"P{p}" for p in range(n_players)),
        n_parties=n_parties,
        issues=tuple(f"I{i}" for i in range(len(sizes))),
        options=tuple(tuple(str(o) for o in range(size)) for size in sizes),
        worth=tuple(table(eighths(0, 8), size).astype(float) for size in sizes),
        reservation=np.array(
            draw(st.lists(eighths(-2, 10), min_size=n_players, max_size=n_players))
        ),
        forbidden=tuple(
            table(st.sampled_from([False, False, False, True]), size).astype(bool) for size in sizes
        ),
        ties=tuple(ties),
        bonuses=tuple(bonuses),
        chambers=(chamber,) if factions else (),
    )
