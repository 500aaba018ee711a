"""The sheet: every judgement in one row, and the issue space that any values of it give."""

from functools import cached_property

import numpy as np
from attrs import frozen

from dragoman.bargaining.judgements import Judgement
from dragoman.bargaining.space import Bonus, Chamber, Flags, Floats, Indices, IssueSpace, Tie

NONE = -1
"""Stands in an index table where there is no judgement."""


@frozen(kw_only=True, eq=False)
class Sheet:
    """An issue space whose numbers are judgements; draws of them give spaces.

    The tables hold indices into ``judgements`` or ``NONE``. ``weights`` and ``positions`` have the
    shape ``(n_players, n_issues)``; ``scores`` and ``red_lines`` one ``(n_players, n_options)``
    table an issue; ``reservations`` and ``powers`` ``(n_players,)``; ``tie_of`` and ``bonus_of``
    run along ``ties`` and ``bonuses``. ``values`` holds the scale value (0–100, NaN where none) of
    each option. ``notes`` say what a reader must know about the numbers, in whole sentences.
    """

    players: tuple[str, ...]
    n_parties: int
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    values: tuple[Floats, ...]
    judgements: tuple[Judgement, ...]
    weights: Indices
    positions: Indices
    scores: tuple[Indices, ...]
    red_lines: tuple[Indices, ...]
    reservations: Indices
    powers: Indices
    ties: tuple[Tie, ...] = ()
    tie_of: tuple[int, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    bonus_of: tuple[int, ...] = ()
    chambers: tuple[Chamber, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        """The players that must agree themselves."""
        return self.players[: self.n_parties]

    @cached_property
    def central(self) -> Floats:
        """The middle of every judgement, shape ``(n_judgements,)``; to be copied, not changed."""
        return np.array([judgement.central for judgement in self.judgements])

    @cached_property
    def uncertain(self) -> tuple[int, ...]:
        """Indices of the judgements that are not one number."""
        return tuple(i for i, j in enumerate(self.judgements) if not j.is_certain)

    def draw(self, shares: Floats) -> Floats:
        """Values of all judgements, ``(n_draws, n_judgements)``.

        ``shares`` (0–1) has the shape ``(n_draws, len(uncertain))``; the others stay at their
        one value.
        """
        values = np.tile(self.central, (len(shares), 1))
        for column, index in enumerate(self.uncertain):
            values[:, index] = self.judgements[index].draw(shares[:, column])
        return values

    def space_at(self, values: Floats | None = None) -> IssueSpace:
        """The issue space where the judgements have these values ``(n_judgements,)``.

        Without values, at the middle of each.
        """
        at = self.central if values is None else values
        return IssueSpace(
            players=self.players,
            n_parties=self.n_parties,
            issues=self.issues,
            options=self.options,
            worth=tuple(self._worth(at, issue) for issue in range(len(self.issues))),
            reservation=_looked_up(at, self.reservations, -np.inf),
            forbidden=tuple(_holds(at, table) for table in self.red_lines),
            ties=_kept(at, self.ties, self.tie_of),
            bonuses=tuple(
                Bonus(player=bonus.player, pairs=bonus.pairs, worth=float(at[index]))
                for bonus, index in zip(self.bonuses, self.bonus_of, strict=True)
            ),
            chambers=self.chambers,
            values=self.values,
        )

    def saliences(self, values: Floats | None = None) -> Floats:
        """Weights of the parties, ``(n_parties, n_issues)``, for the forecast models."""
        at = self.central if values is None else values
        return _looked_up(at, self.weights[: self.n_parties], 0.0)

    def powers_at(self, values: Floats | None = None) -> Floats:
        """Capabilities of the parties, ``(n_parties,)``; NaN where none was given."""
        at = self.central if values is None else values
        return _looked_up(at, self.powers[: self.n_parties], np.nan)

    def places(self, values: Floats | None = None) -> Floats:
        """Where each party stands on each scale, ``(n_parties, n_issues)``, 0–100.

        Its position where one was given; else the value of the option it scores best (the mean of
        them where several tie); NaN where it weighs the issue at nothing or no option has a value.
        """
        at = self.central if values is None else values
        found = _looked_up(at, self.positions[: self.n_parties], np.nan)
        weighed = self.saliences(at) > 0
        for issue, scale in enumerate(self.values):
            scores = self._scores(at, issue)[: self.n_parties]
            best = (scores == scores.max(axis=1, keepdims=True)) & ~np.isnan(scale)
            with np.errstate(invalid="ignore", divide="ignore"):
                ideal = np.where(best, np.nan_to_num(scale), 0.0).sum(axis=1) / best.sum(axis=1)
            fill = np.isnan(found[:, issue])
            found[fill, issue] = ideal[fill]
        return np.where(weighed, found, np.nan)

    def _worth(self, at: Floats, issue: int) -> Floats:
        weight = _looked_up(at, self.weights[:, issue], 0.0)
        return weight[:, None] * self._scores(at, issue)

    def _scores(self, at: Floats, issue: int) -> Floats:
        """Scores ``(n_players, n_options)``: as given, or by the distance from the position."""
        scores = _looked_up(at, self.scores[issue], 0.0)
        scale, place = self.values[issue], _looked_up(at, self.positions[:, issue], np.nan)
        by_distance = (self.scores[issue] == NONE).all(axis=1) & ~np.isnan(place)
        if by_distance.any():
            away = np.abs(scale[None, :] - place[by_distance, None])
            scores[by_distance] = 1 - away / 100.0
        return scores


def _looked_up(at: Floats, table: Indices, otherwise: float) -> Floats:
    """The values that a table of indices points to; ``otherwise`` where it points to none."""
    if not len(at):
        return np.full(table.shape, otherwise)
    return np.where(table == NONE, otherwise, at[table])


def _holds(at: Floats, table: Indices) -> Flags:
    return np.asarray(_looked_up(at, table, 0.0) >= 0.5)


def _kept(at: Floats, ties: tuple[Tie, ...], tie_of: tuple[int, ...]) -> tuple[Tie, ...]:
    return tuple(
        tie for tie, index in zip(ties, tie_of, strict=True) if index == NONE or at[index] >= 0.5
    )
