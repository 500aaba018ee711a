"""Drawing: many versions of the numbers put in, at random or evenly spread."""

from enum import StrEnum

import numpy as np
from attrs import frozen

from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.space import Floats
from dragoman.errors import BadRequest

MOST_SOBOL_COLUMNS = 21_201
"""Direction numbers that SciPy has (Joe and Kuo 2008)."""
FEWEST_REPLICATES = 8
"""Fewer replicates give an interval from too few numbers."""


class DrawingMethod(StrEnum):
    """How the draws were made."""

    MONTE_CARLO = "Monte Carlo"
    QUASI_MONTE_CARLO = "quasi-Monte Carlo"
    CERTAIN = "certain"


@frozen(kw_only=True, eq=False)
class Drawing:
    """Draws of everything uncertain in a sheet.

    ``shares`` has the shape ``(n_draws, n_uncertain)``, each in [0, 1); rows of one replicate
    follow each other, and all replicates are as long. One replicate means independent rows.
    """

    shares: Floats
    method: DrawingMethod
    seed: int
    n_replicates: int = 1

    @property
    def n_draws(self) -> int:
        """How many draws there are."""
        return len(self.shares)


def draw_shares(
    n_uncertain: int,
    *,
    n_draws: int = 4096,
    seed: int = 0,
    method: DrawingMethod = DrawingMethod.QUASI_MONTE_CARLO,
    n_replicates: int = 16,
) -> Drawing:
    """Shares of the distribution functions for ``n_draws`` draws; the same for the same seed.

    Monte Carlo: independent uniform numbers. Quasi-Monte Carlo: ``n_replicates`` Sobol sequences,
    each scrambled by itself (Owen 1995, as a random linear scramble and shift; Matoušek 1998), of
    ``n_draws / n_replicates`` points, which must be a power of two (Owen 2020, *On dropping the
    first Sobol' point*): within a replicate the points are evenly spread, between replicates
    independent, so that their spread gives an interval. With nothing uncertain, one draw.

    Raises:
        BadRequest: the draws are not positive, not a power of two a replicate, the replicates too
            few, or the columns more than there are direction numbers for.
    """
    if n_draws < 1:
        raise BadRequest(f"{n_draws} draws; give at least 1")
    if seed < 0:
        raise BadRequest(f"the seed {seed} is below zero; give 0 or more")
    if n_uncertain == 0:
        return Drawing(shares=np.zeros((1, 0)), method=DrawingMethod.CERTAIN, seed=seed)
    if method is DrawingMethod.MONTE_CARLO:
        shares = np.random.default_rng(seed).random((n_draws, n_uncertain))
        return Drawing(shares=shares, method=method, seed=seed)
    if method is not DrawingMethod.QUASI_MONTE_CARLO:
        raise BadRequest(f"{n_uncertain} numbers are uncertain; draw them by another method")
    _check_quasi(n_uncertain, n_draws, n_replicates)
    shares = _scrambled(n_uncertain, n_draws // n_replicates, n_replicates, seed)
    return Drawing(shares=shares, method=method, seed=seed, n_replicates=n_replicates)


def draw(
    sheet: Sheet,
    *,
    n_draws: int = 4096,
    seed: int = 0,
    method: DrawingMethod = DrawingMethod.QUASI_MONTE_CARLO,
    n_replicates: int = 16,
) -> Drawing:
    """Shares for everything uncertain in a sheet; see :func:`draw_shares`.

    Raises:
        BadRequest: see :func:`draw_shares`.
    """
    return draw_shares(
        len(sheet.uncertain), n_draws=n_draws, seed=seed, method=method, n_replicates=n_replicates
    )


def _scrambled(n_columns: int, length: int, n_replicates: int, seed: int) -> Floats:
    from scipy.stats import qmc

    seeds = np.random.SeedSequence(seed).spawn(n_replicates)
    rows = [
        qmc.Sobol(d=n_columns, scramble=True, rng=np.random.default_rng(child)).random(length)
        for child in seeds
    ]
    return np.concatenate(rows)


def _check_quasi(n_uncertain: int, n_draws: int, n_replicates: int) -> None:
    if n_replicates < FEWEST_REPLICATES:
        raise BadRequest(f"{n_replicates} replicates; give {FEWEST_REPLICATES} or more")
    length, left = divmod(n_draws, n_replicates)
    if left or length & (length - 1) or not length:
        raise BadRequest(
            f"{n_draws} draws cannot be spread over {n_replicates} replicates; "
            f"give {n_replicates} times a power of two, such as {256 * n_replicates}"
        )
    if n_uncertain > MOST_SOBOL_COLUMNS:
        raise BadRequest(
            f"{n_uncertain} uncertain numbers; quasi-Monte Carlo takes {MOST_SOBOL_COLUMNS}, "
            "draw by Monte Carlo"
        )
