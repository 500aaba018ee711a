"""Tables: what a sheet's issue space holds in every draw at once."""

from typing import Any

import numpy as np
from attrs import frozen

from dragoman.bargaining.sheet import NONE, Sheet
from dragoman.bargaining.space import Flags, Floats, Indices, floor_of


@frozen(kw_only=True, eq=False)
class SpaceTables:
    """The numbers of a sheet's space, draw by draw; draws run along the last axis.

    ``worth`` and ``forbidden`` hold ``(n_players, n_options, n_draws)`` an issue, ``reservation``
    is ``(n_players, n_draws)``, ``tie_holds`` ``(n_ties, n_draws)``, ``bonus_worth``
    ``(n_bonuses, n_draws)``. The same numbers, to the last bit, as ``Sheet.space_at`` gives; but
    ``reservation`` is what sums must reach, lower by what rounding may take from them
    (:meth:`~dragoman.bargaining.space.IssueSpace.is_accepted`).
    """

    sheet: Sheet
    worth: tuple[Floats, ...]
    forbidden: tuple[Flags, ...]
    reservation: Floats
    tie_holds: Flags
    bonus_worth: Floats

    @property
    def n_draws(self) -> int:
        """How many draws the tables hold."""
        return int(self.reservation.shape[-1])

    @property
    def n_issues(self) -> int:
        """How many issues there are."""
        return len(self.worth)

    def part(self, draws: Any) -> "SpaceTables":
        """The tables of some draws alone: a slice, indices or flags over the draws."""
        return SpaceTables(
            sheet=self.sheet,
            worth=tuple(table[..., draws] for table in self.worth),
            forbidden=tuple(table[..., draws] for table in self.forbidden),
            reservation=self.reservation[:, draws],
            tie_holds=self.tie_holds[:, draws],
            bonus_worth=self.bonus_worth[:, draws],
        )


def tables_of(sheet: Sheet, values: Floats) -> SpaceTables:
    """The tables for values ``(n_draws, n_judgements)``; cost linear in all their cells."""
    at = np.ascontiguousarray(values.T)
    holds = [_looked_up(at, np.array([i]), 1.0)[0] >= 0.5 for i in sheet.tie_of]
    return SpaceTables(
        sheet=sheet,
        worth=tuple(_worth(sheet, at, issue) for issue in range(len(sheet.issues))),
        forbidden=tuple(_looked_up(at, table, 0.0) >= 0.5 for table in sheet.red_lines),
        reservation=floor_of(_looked_up(at, sheet.reservations, -np.inf)),
        tie_holds=np.array(holds, dtype=np.bool_).reshape(len(holds), at.shape[1]),
        bonus_worth=at[list(sheet.bonus_of)],
    )


def _worth(sheet: Sheet, at: Floats, issue: int) -> Floats:
    """Weight times score, the score by distance from the position where none was given."""
    weight = _looked_up(at, sheet.weights[:, issue], 0.0)
    scores = _looked_up(at, sheet.scores[issue], 0.0)
    place, scale = sheet.positions[:, issue], sheet.values[issue]
    for player in np.flatnonzero((sheet.scores[issue] == NONE).all(axis=1) & (place != NONE)):
        scores[player] = 1 - np.abs(scale[:, None] - at[place[player]]) / 100.0
    return weight[:, None, :] * scores


def _looked_up(at: Floats, table: Indices, otherwise: float) -> Floats:
    """Values ``(*table.shape, n_draws)`` that a table of indices points to."""
    found = np.full((*table.shape, at.shape[1]), otherwise)
    found[table != NONE] = at[table[table != NONE]]
    return found
