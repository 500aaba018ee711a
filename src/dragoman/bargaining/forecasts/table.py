"""Who stands where on each issue, how much it matters to them and how strong they are, as arrays.

The input of every forecast model (Thomson et al. 2006, *The European Union Decides*, ch. 2:
position, salience, capability). Nothing is normalised: what does not fit is refused with the
actor's name and the issue's.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from attrs import evolve, frozen

from dragoman.errors import BadIssueSpace

Floats = npt.NDArray[np.float64]
_LIKE = npt.ArrayLike


@frozen(kw_only=True, eq=False)
class PositionTable:
    """Positions, salience and power of ``n_actors`` on ``n_issues``; NaN is "has no position".

    ``positions``, ``salience`` and ``power`` are ``(n_actors, n_issues)`` and NaN in the same
    cells; ``lower`` and ``upper`` are ``(n_issues,)``, the closed ends of each issue's scale in the
    positions' own unit. Salience and power are at least zero, in any unit that is the same for all.
    """

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    positions: Floats
    salience: Floats
    power: Floats
    lower: Floats
    upper: Floats

    @property
    def weights(self) -> Floats:
        """Power times salience, ``(n_actors, n_issues)``, 0 where an actor has no position."""
        return np.nan_to_num(self.power * self.salience, nan=0.0)

    @property
    def has_position(self) -> npt.NDArray[np.bool_]:
        """Which actor has a position on which issue, ``(n_actors, n_issues)``."""
        answer: npt.NDArray[np.bool_] = ~np.isnan(self.positions)
        return answer

    @property
    def is_contested(self) -> npt.NDArray[np.bool_]:
        """On which issues anybody has a position, ``(n_issues,)``."""
        answer: npt.NDArray[np.bool_] = np.asarray(self.has_position.any(axis=0))
        return answer

    def in_percent(self) -> "PositionTable":
        """The same table with every scale stretched to 0..100, so that lengths compare."""
        stretched = (self.positions - self.lower) / (self.upper - self.lower) * 100
        ends = np.zeros(len(self.issues)), np.full(len(self.issues), 100.0)
        return evolve(self, positions=stretched, lower=ends[0], upper=ends[1])


def position_table(
    positions: _LIKE,
    salience: _LIKE,
    power: _LIKE,
    *,
    lower: _LIKE = 0.0,
    upper: _LIKE = 100.0,
    actors: Sequence[str] | None = None,
    issues: Sequence[str] | None = None,
) -> PositionTable:
    """Check the arrays against each other and put them together.

    ``power`` may be ``(n_actors,)`` (the same on every issue) or ``(n_actors, n_issues)``;
    ``lower`` and ``upper`` one number or ``(n_issues,)``. Names default to ``actor 1`` and
    ``issue 1`` onwards. The arrays are copied. Cost: linear in the cells.

    Raises:
        BadIssueSpace: shapes that do not fit, a value that is infinite, below zero (salience,
            power) or off its scale (position), or a cell that has one of the three but not all.
    """
    x = np.array(positions, dtype=np.float64)
    if x.ndim != 2:
        raise BadIssueSpace(f"positions of the shape {x.shape}; give rows of actors by issues")
    n, m = x.shape
    names = _names(actors, n, "actor")
    titles = _names(issues, m, "issue")
    s = _shaped(salience, (n, m), "salience")
    c = np.array(power, dtype=np.float64)
    c = _shaped(np.repeat(c[:, None], m, axis=1) if c.ndim == 1 else c, (n, m), "power")
    c = np.where(np.isnan(x), np.nan, c) if np.ndim(power) == 1 else c
    ends = [
        np.broadcast_to(np.asarray(end, dtype=np.float64), (m,)).copy() for end in (lower, upper)
    ]
    table = PositionTable(
        actors=names, issues=titles, positions=x, salience=s, power=c, lower=ends[0], upper=ends[1]
    )
    _check_scales(table)
    _check_cells(table)
    return table


def _names(given: Sequence[str] | None, count: int, noun: str) -> tuple[str, ...]:
    if given is None:
        return tuple(f"{noun} {k + 1}" for k in range(count))
    if len(given) != count:
        raise BadIssueSpace(
            f"{len(given)} {noun} names for {count} in the positions; give one each"
        )
    return tuple(given)


def _shaped(values: _LIKE, shape: tuple[int, int], what: str) -> Floats:
    array = np.array(values, dtype=np.float64, ndmin=2)
    if array.shape != shape:
        raise BadIssueSpace(
            f"{what} has the shape {array.shape}, the positions {shape}; give one value a cell"
        )
    return array


def _check_scales(table: PositionTable) -> None:
    for issue, low, high in zip(table.issues, table.lower, table.upper, strict=True):
        if not (np.isfinite(low) and np.isfinite(high) and low < high):
            raise BadIssueSpace(
                f"the scale goes from {low:g} to {high:g}; give a lower end below the upper one",
                issue=issue,
            )


def _check_cells(table: PositionTable) -> None:
    x, s, c = table.positions, table.salience, table.power
    unknown = np.isnan(x)
    with np.errstate(invalid="ignore"):
        faults = (
            (x, np.isinf(x) | (x < table.lower) | (x > table.upper), "position", "off its scale"),
            (s, np.isinf(s) | (s < 0), "salience", "not a finite number from zero up"),
            (c, np.isinf(c) | (c < 0), "power", "not a finite number from zero up"),
            (
                s,
                np.isnan(s) != unknown,
                "salience",
                "given without a position, or missing beside one",
            ),
            (c, np.isnan(c) != unknown, "power", "given without a position, or missing beside one"),
        )
    for values, wrong, what, why in faults:
        if wrong.any():
            i, k = (int(v) for v in np.argwhere(wrong)[0])
            raise BadIssueSpace(
                f"{what} {values[i, k]:g} is {why}; mend the cell or leave the actor out there",
                issue=table.issues[k],
                party=table.actors[i],
            )
