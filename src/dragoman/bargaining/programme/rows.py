"""Rows and columns of a mixed 0/1 programme, gathered one by one."""

from collections.abc import Mapping

import numpy as np
from attrs import define, field, frozen
from scipy.sparse import csc_array

from dragoman.bargaining.space import Flags, Floats


@frozen(kw_only=True)
class Row:
    """``low <= sum of coefficients times columns <= high``; both ends closed."""

    terms: Mapping[int, float]
    low: float = -np.inf
    high: float = np.inf


@frozen(kw_only=True)
class Column:
    """A column within ``[low, high]``; both ends closed."""

    low: float = 0.0
    high: float = 1.0
    is_whole: bool = False


@define(kw_only=True)
class Table:
    """Columns and rows in the making."""

    low: list[float] = field(factory=list)
    high: list[float] = field(factory=list)
    is_whole: list[bool] = field(factory=list)
    rows: list[Row] = field(factory=list)

    def add_column(self, high: float = 1.0, *, low: float = 0.0, is_whole: bool = False) -> int:
        """A new column within ``[low, high]``; its index."""
        self.low.append(low)
        self.high.append(high)
        self.is_whole.append(is_whole)
        return len(self.low) - 1

    def add_row(
        self, terms: Mapping[int, float], *, low: float = -np.inf, high: float = np.inf
    ) -> None:
        """One more row."""
        self.rows.append(Row(terms=terms, low=low, high=high))

    def bounds(self) -> tuple[Floats, Floats, Flags]:
        """Lower ends, upper ends, and which are whole numbers: ``(n_columns,)`` each."""
        return np.array(self.low), np.array(self.high), np.array(self.is_whole)


def matrix_of(rows: tuple[Row, ...], n_columns: int) -> tuple[csc_array, Floats, Floats]:
    """The rows as a sparse matrix ``(n_rows, n_columns)`` with their lower and upper ends."""
    places = [(r, column) for r, row in enumerate(rows) for column in row.terms]
    numbers = [number for row in rows for number in row.terms.values()]
    at = np.array(places, dtype=np.int64).reshape(len(places), 2)
    matrix = csc_array((np.array(numbers), (at[:, 0], at[:, 1])), shape=(len(rows), n_columns))
    return matrix, np.array([r.low for r in rows]), np.array([r.high for r in rows])
