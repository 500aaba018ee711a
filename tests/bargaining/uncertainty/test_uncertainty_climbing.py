"""Climbing ends where no single change helps, and never below where it began."""

import numpy as np
from hypothesis import given, settings
from uncertainty_sheets import sheets

from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.uncertainty.climbing import climb
from dragoman.bargaining.uncertainty.margins import package_margins
from dragoman.bargaining.uncertainty.tables import tables_of


@settings(max_examples=40, deadline=None)
@given(sheets())
def test_no_single_change_betters_where_the_climb_ends(sheet: Sheet) -> None:
    tables = tables_of(sheet, sheet.central[None])
    options = [np.arange(len(names)) for names in sheet.options]
    start = np.zeros(len(options), dtype=np.int64)
    begun = float(package_margins(tables, start[None])[0, 0])
    package, margin = climb(tables, options, start, begun)
    assert margin >= begun
    assert margin == package_margins(tables, package[None])[0, 0]
    for issue, kept in enumerate(options):
        for option in kept:
            other = package.copy()
            other[issue] = option
            assert package_margins(tables, other[None])[0, 0] <= margin
