"""Small sheets for the tests of uncertainty."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from dragoman.bargaining.judgements import Judgement, JudgementKind
from dragoman.bargaining.sheet import NONE, Sheet
from dragoman.bargaining.space import Bonus, Chamber, Indices, Tie
from dragoman.model import Estimate

Number = float | tuple[float, ...]


def estimate(number: Number) -> Estimate:
    if isinstance(number, float | int):
        return Estimate(low=number, high=number)
    if len(number) == 3:
        return Estimate(low=number[0], high=number[2], mode=number[1])
    return Estimate(low=number[0], high=number[1])


class SheetBuilder:
    """A sheet put together number by number."""

    def __init__(self, players: Sequence[str], sizes: Sequence[int], n_factions: int = 0) -> None:
        n_players = len(players)
        self.players, self.sizes, self.n_parties = players, sizes, n_players - n_factions
        self.judgements: list[Judgement] = []
        self.weights = np.full((n_players, len(sizes)), NONE)
        self.positions = np.full((n_players, len(sizes)), NONE)
        self.scores = [np.full((n_players, size), NONE) for size in sizes]
        self.red_lines = [np.full((n_players, size), NONE) for size in sizes]
        self.reservations = np.full(n_players, NONE)
        self.ties: list[tuple[Tie, int]] = []
        self.bonuses: list[tuple[Bonus, int]] = []
        self.chambers: list[Chamber] = []

    def add(self, label: str, group: str, kind: JudgementKind, number: Number) -> int:
        self.judgements.append(
            Judgement(label=label, group=group, kind=kind, estimate=estimate(number))
        )
        return len(self.judgements) - 1

    def likes(self, player: int, issue: int, weight: Number, scores: Sequence[Number]) -> None:
        group = f"{self.players[player]}.i{issue}"
        self.weights[player, issue] = self.add(
            f"{group}.weight", group, JudgementKind.WEIGHT, weight
        )
        for option, score in enumerate(scores):
            self.scores[issue][player, option] = self.add(
                f"{group}.score.{option}", group, JudgementKind.SCORE, score
            )

    def stands(self, player: int, issue: int, weight: Number, position: Number) -> None:
        group = f"{self.players[player]}.i{issue}"
        self.weights[player, issue] = self.add(
            f"{group}.weight", group, JudgementKind.WEIGHT, weight
        )
        self.positions[player, issue] = self.add(
            f"{group}.position", group, JudgementKind.POSITION, position
        )

    def refuses(self, player: int, issue: int, option: int, sure: float) -> None:
        group = f"{self.players[player]}.i{issue}"
        self.red_lines[issue][player, option] = self.add(
            f"{group}.red_line.{option}", group, JudgementKind.RED_LINE, sure
        )

    def reserves(self, player: int, number: Number) -> None:
        label = f"{self.players[player]}.reservation"
        self.reservations[player] = self.add(label, label, JudgementKind.RESERVATION, number)

    def ties_to(self, tie: Tie, sure: float) -> None:
        self.ties.append((tie, self.add("tie", "tie", JudgementKind.PROVISO, sure)))

    def rewards(self, bonus: Bonus, worth: Number) -> None:
        index = self.add("bonus", "bonus", JudgementKind.INTERACTION, worth)
        self.bonuses.append((bonus, index))

    def sheet(self) -> Sheet:
        return Sheet(
            players=tuple(self.players),
            n_parties=self.n_parties,
            issues=tuple(f"i{issue}" for issue in range(len(self.sizes))),
            options=tuple(tuple(f"o{o}" for o in range(size)) for size in self.sizes),
            values=tuple(np.linspace(0.0, 100.0, size) for size in self.sizes),
            judgements=tuple(self.judgements),
            weights=self.weights,
            positions=self.positions,
            scores=tuple(self.scores),
            red_lines=tuple(self.red_lines),
            reservations=self.reservations,
            powers=np.full(len(self.players), NONE),
            ties=tuple(tie for tie, _ in self.ties),
            tie_of=tuple(index for _, index in self.ties),
            bonuses=tuple(bonus for bonus, _ in self.bonuses),
            bonus_of=tuple(index for _, index in self.bonuses),
            chambers=tuple(self.chambers),
        )


def two_parties(reservation: Number = (0.2, 0.8), **more: Number) -> Sheet:
    """A zone exists where VEL's reservation is at most 0.5: ORM takes the middle option or less."""
    builder = SheetBuilder(("VEL", "ORM"), (3,))
    builder.likes(0, 0, 1.0, (0.0, 0.5, 1.0))
    builder.likes(1, 0, 1.0, (1.0, 0.5, 0.0))
    builder.reserves(0, reservation)
    builder.reserves(1, more.get("other", 0.5))
    return builder.sheet()


def every_package(sizes: Sequence[int]) -> Indices:
    grid = np.meshgrid(*[np.arange(size) for size in sizes], indexing="ij")
    return np.stack([axis.ravel() for axis in grid], axis=1)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Sheets of two or three parties, up to three factions, with everything that can be in one."""
    sizes = draw(st.lists(st.integers(2, 3), min_size=1, max_size=4))
    n_parties, n_factions = draw(st.integers(2, 3)), draw(st.integers(0, 3))
    names = [f"P{p}" for p in range(n_parties)] + [f"F{f}" for f in range(n_factions)]
    builder = SheetBuilder(names, sizes, n_factions)
    tenth = st.integers(0, 10).map(lambda number: number / 10)
    number = st.one_of(tenth, st.tuples(tenth, tenth).map(lambda ends: tuple(sorted(ends))))
    players = st.integers(0, len(names) - 1)
    for player in range(len(names)):
        for issue, size in enumerate(sizes):
            if draw(st.integers(0, 4)) == 0:
                builder.stands(player, issue, draw(number), draw(tenth) * 100)
            else:
                builder.likes(player, issue, draw(number), [draw(number) for _ in range(size)])
            if draw(st.integers(0, 3)) == 0:
                option = draw(st.integers(0, size - 1))
                builder.refuses(player, issue, option, draw(st.sampled_from([0.3, 0.6, 1.0])))
        if draw(st.integers(0, 5)):
            builder.reserves(player, draw(number) if draw(st.booleans()) else (0.2, 1.2))
    if len(sizes) > 1:
        for _ in range(draw(st.integers(0, 3))):
            one, other = draw(st.permutations(range(len(sizes))))[:2]
            pair = (draw(st.integers(0, sizes[one] - 1)), draw(st.integers(0, sizes[other] - 1)))
            tie = Tie(
                player=draw(players),
                issue=one,
                option=pair[0],
                other=other,
                allowed=frozenset({pair[1]}),
            )
            builder.ties_to(tie, draw(st.sampled_from([0.5, 1.0])))
            pairs = ((one, pair[0]), (other, pair[1]))
            bonus = Bonus(player=draw(players), pairs=pairs, worth=0.0)
            worths: list[Number] = [(-0.3, 0.3), 0.2, -0.4]
            builder.rewards(bonus, draw(st.sampled_from(worths)))
    if n_factions:
        seats = tuple(float(draw(st.integers(1, 5))) for _ in range(n_factions))
        needed = draw(st.integers(1, int(sum(seats)) + 1))
        factions = tuple(range(n_parties, n_parties + n_factions))
        builder.chambers.append(
            Chamber(party=0, body="Assembly", factions=factions, seats=seats, needed=float(needed))
        )
    return builder.sheet()
