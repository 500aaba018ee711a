"""Small random spaces with chambers, ties and bonuses, in whole numbers: ties are exact."""

import numpy as np
from hypothesis import strategies as st

from dragoman.bargaining.space import Bonus, Chamber, IssueSpace, Tie


@st.composite
def ratified_spaces(draw: st.DrawFn, most_issues: int = 4) -> IssueSpace:
    n_parties, n_factions = draw(st.integers(1, 3)), draw(st.integers(0, 4))
    players = n_parties + n_factions
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=most_issues))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n_chambers = draw(st.integers(0, 2)) if n_factions else 0
    factions = tuple(range(n_parties, players))
    return IssueSpace(
        players=tuple(f"p{p}" for p in range(players)),
        n_parties=n_parties,
        issues=tuple(f"i{i}" for i in range(len(sizes))),
        options=tuple(tuple(f"o{o}" for o in range(size)) for size in sizes),
        worth=tuple(rng.integers(-2, 5, (players, size)).astype(float) for size in sizes),
        reservation=rng.choice([-np.inf, 0.0, 2.0, 4.0], players),
        forbidden=tuple(rng.random((players, size)) < 0.1 for size in sizes),
        ties=tuple(_tie(rng, players, sizes) for _ in range(draw(st.integers(0, 2)))),
        bonuses=tuple(_bonus(rng, players, sizes) for _ in range(draw(st.integers(0, 2)))),
        chambers=tuple(_chamber(rng, n_parties, factions) for _ in range(n_chambers)),
    )


def _tie(rng: np.random.Generator, players: int, sizes: list[int]) -> Tie:
    issue, other = (int(i) for i in rng.integers(0, len(sizes), 2))
    return Tie(
        player=int(rng.integers(players)),
        issue=issue,
        option=int(rng.integers(sizes[issue])),
        other=other,
        allowed=frozenset({int(rng.integers(sizes[other]))}),
    )


def _bonus(rng: np.random.Generator, players: int, sizes: list[int]) -> Bonus:
    issues = sorted({int(i) for i in rng.integers(0, len(sizes), 2)})
    pairs = tuple((i, int(rng.integers(sizes[i]))) for i in issues)
    return Bonus(player=int(rng.integers(players)), pairs=pairs, worth=float(rng.integers(-2, 3)))


def _chamber(rng: np.random.Generator, n_parties: int, factions: tuple[int, ...]) -> Chamber:
    seats = tuple(float(s) for s in rng.integers(0, 6, len(factions)))
    return Chamber(
        party=int(rng.integers(n_parties)),
        body="assembly",
        factions=factions,
        seats=seats,
        needed=float(rng.integers(1, int(sum(seats)) + 2)),
    )
