"""Climbing: a package made better by changing one option at a time, in one draw."""

from collections.abc import Sequence

import numpy as np

from dragoman.bargaining.space import Indices
from dragoman.bargaining.uncertainty.margins import package_margins
from dragoman.bargaining.uncertainty.tables import SpaceTables


def climb(
    tables: SpaceTables, options: Sequence[Indices], package: Indices, margin: float
) -> tuple[Indices, float]:
    """The package ``(n_issues,)`` and margin that no change of a single option betters.

    ``tables`` hold one draw, ``options`` the indices that each issue may take, ``margin`` is the
    package's own. Each step takes the best change. Cost a step: ``n_options`` packages.
    """
    issues = np.repeat(np.arange(len(options)), [len(kept) for kept in options])
    changes = np.concatenate(options)
    while True:
        tries = np.tile(package, (len(changes), 1))
        tries[np.arange(len(changes)), issues] = changes
        margins = package_margins(tables, tries)[:, 0]
        best = int(margins.argmax())
        if margins[best] <= margin:
            return package, margin
        package, margin = tries[best], float(margins[best])
