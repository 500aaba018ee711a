"""Indices: which groups of uncertain numbers a result hangs on most, by Sobol and by Morris.

SALib (Herman and Usher 2017; Iwanaga et al. 2022) does the estimating. It takes some two seconds
to import, pandas with it, so that it is imported where it is used.
"""

from collections.abc import Callable, Sequence

import numpy as np
from attrs import frozen

from dragoman.bargaining.space import Floats
from dragoman.errors import BadRequest

RESAMPLES = 200
"""Bootstrap resamples behind each interval."""
LEVELS = 4
"""Levels of the Morris grid: shares of 0, 1/3, 2/3 and 1."""
FEWEST_DIFFERING = 20
"""Runs that must differ from the most common one before indices are worth reading."""

Evaluate = Callable[[Floats], Floats]
"""From shares ``(n_runs, n_columns)`` in [0, 1] to one number a run ``(n_runs,)``."""


@frozen(kw_only=True)
class Interval:
    """An estimate with its 95 % interval, both ends included; estimates near 0 may be negative."""

    estimate: float
    low: float
    high: float


@frozen(kw_only=True)
class SobolIndex:
    """How much of the variance of a result a group explains.

    ``first`` is what would go on average if the group were known and nothing else; ``total`` what
    would stay if all but the group were known (Saltelli et al. 2008, *Global Sensitivity
    Analysis: The Primer*, 4.6): with interactions, the totals sum to more than 1.
    """

    group: str
    first: Interval
    total: Interval


@frozen(kw_only=True)
class MorrisEffect:
    """How far a result moves when a group moves by two thirds of its range.

    ``mu_star`` is the mean absolute elementary effect, for the whole range (Campolongo et al.
    2007), ``sigma`` the standard deviation of the signed effects: high where the effect depends on
    the others. A group of several numbers has no sign and so no ``sigma``: None; ``spread``, the
    standard deviation of the absolute effects, stands in for it.
    """

    group: str
    mu_star: Interval
    sigma: float | None
    spread: float


@frozen(kw_only=True)
class Sobol:
    """Sobol indices, largest total first; none where ``finding`` says why."""

    indices: tuple[SobolIndex, ...]
    n_runs: int
    seed: int
    mean: float
    variance: float
    finding: str | None = None
    method: str = "Sobol indices after Saltelli et al. 2010"


@frozen(kw_only=True)
class Morris:
    """Morris effects, largest ``mu_star`` first; none where ``finding`` says why."""

    effects: tuple[MorrisEffect, ...]
    n_runs: int
    seed: int
    finding: str | None = None
    method: str = "elementary effects after Morris 1991 and Campolongo et al. 2007"


def find_sobol(
    evaluate: Evaluate, groups: Sequence[str], *, n_base: int = 512, seed: int = 0
) -> Sobol:
    """First-order and total Sobol indices of groups of columns.

    ``groups`` names the group of each column. ``n_base`` must be a power of two. Cost:
    ``n_base × (n_groups + 2)`` runs. Estimators of Saltelli et al. 2010 (first order: table 2 (b),
    total: (f), Jansen) through SALib; intervals by bootstrap, normal. One group alone explains
    everything, without SALib.

    Raises:
        BadRequest: ``n_base`` is not a power of two.
    """
    if n_base < 2 or n_base & (n_base - 1):
        raise BadRequest(f"{n_base} base draws; give a power of two, such as 512")
    names = list(dict.fromkeys(groups))
    shares = _saltelli_rows(groups, names, n_base, seed)
    results = evaluate(shares) if names else np.zeros(0)
    told = _why_none(results, ends=_ends(results, len(names)))
    mean, variance = _moments(results)
    found: tuple[SobolIndex, ...] = ()
    if names and told is None:
        found = _sobol_indices(results, groups, names, seed)
    return Sobol(
        indices=tuple(sorted(found, key=lambda index: -index.total.estimate)),
        n_runs=len(results),
        seed=seed,
        mean=mean,
        variance=variance,
        finding=told or _too_few(results),
    )


def find_morris(
    evaluate: Evaluate, groups: Sequence[str], *, n_paths: int = 32, seed: int = 0
) -> Morris:
    """Morris elementary effects of groups of columns, on shares of their ranges.

    Cost: ``n_paths × (n_groups + 1)`` runs: far fewer than for Sobol indices, to screen with.

    Raises:
        BadRequest: fewer than two paths.
    """
    if n_paths < 2:
        raise BadRequest(f"{n_paths} paths; give 2 or more")
    if not groups:
        return Morris(effects=(), n_runs=0, seed=seed, finding=_why_none(np.zeros(0)))
    from SALib.sample import morris as sampling

    problem = _problem(groups)
    shares = np.clip(sampling.sample(problem, n_paths, num_levels=LEVELS, seed=seed), 0.0, 1.0)
    results = evaluate(shares)
    told = _why_none(results)
    effects = () if told else _morris_effects(groups, shares, results, seed)
    return Morris(
        effects=tuple(sorted(effects, key=lambda effect: -effect.mu_star.estimate)),
        n_runs=len(results),
        seed=seed,
        finding=told,
    )


def _saltelli_rows(groups: Sequence[str], names: Sequence[str], n_base: int, seed: int) -> Floats:
    """Shares in the order that SALib reads: A, A with each group from B, B; draw by draw."""
    if not groups:
        return np.zeros((0, 0))
    from scipy.stats import qmc

    rng = np.random.default_rng(seed)
    base = qmc.Sobol(d=2 * len(groups), scramble=True, rng=rng).random(n_base)
    first, second = base[:, : len(groups)], base[:, len(groups) :]
    rows = np.repeat(first[:, None, :], len(names) + 2, axis=1)
    for place, name in enumerate(names, start=1):
        columns = [column for column, group in enumerate(groups) if group == name]
        rows[:, place, columns] = second[:, columns]
    rows[:, -1] = second
    return rows.reshape(-1, len(groups))


def _ends(results: Floats, n_groups: int) -> Floats:
    """The results at A and B, which variances are reckoned from."""
    rows = results.reshape(-1, n_groups + 2)
    return np.concatenate([rows[:, 0], rows[:, -1]])


def _why_none(results: Floats, ends: Floats | None = None) -> str | None:
    """Why no indices can be given, or None where they can."""
    if not len(results):
        return "Nothing put in is uncertain, so that nothing matters more than anything else."
    n_lost = int(np.count_nonzero(~np.isfinite(results)))
    if n_lost:
        return f"In {n_lost:,} of {len(results):,} runs there is no number to compare."
    if np.ptp(results) == 0:
        return (
            f"All {len(results):,} runs agree: nothing that is uncertain changes this result, "
            "within what was put in."
        )
    if ends is not None and np.ptp(ends) == 0:
        n_other = int(np.count_nonzero(results != ends[0]))
        return (
            f"Only {n_other:,} of {len(results):,} runs differ from the rest: too few to say "
            "what matters."
        )
    return None


def _too_few(results: Floats) -> str | None:
    """A warning where nearly all runs give one and the same number."""
    counts = np.unique(results, return_counts=True)[1]
    n_other = int(len(results) - counts.max()) if len(counts) else 0
    if 0 < n_other < FEWEST_DIFFERING:
        return f"Only {n_other:,} of {len(results):,} runs differ from the rest: read with care."
    return None


def _moments(results: Floats) -> tuple[float, float]:
    known = results[np.isfinite(results)]
    return (float(known.mean()), float(known.var())) if len(known) else (float("nan"),) * 2


def _sobol_indices(
    results: Floats, groups: Sequence[str], names: Sequence[str], seed: int
) -> tuple[SobolIndex, ...]:
    if len(names) == 1:
        whole = Interval(estimate=1.0, low=1.0, high=1.0)
        return (SobolIndex(group=names[0], first=whole, total=whole),)
    from SALib.analyze import sobol as analysis

    found = analysis.analyze(
        _problem(groups),
        results,
        calc_second_order=False,
        num_resamples=RESAMPLES,
        seed=seed + 1,  # a seed of 0 would make SALib draw from the global generator
    )
    return tuple(
        SobolIndex(
            group=name,
            first=_interval(found["S1"][place], found["S1_conf"][place]),
            total=_interval(found["ST"][place], found["ST_conf"][place]),
        )
        for place, name in enumerate(names)
    )


def _morris_effects(
    groups: Sequence[str], shares: Floats, results: Floats, seed: int
) -> tuple[MorrisEffect, ...]:
    from SALib.analyze import morris as analysis

    found = analysis.analyze(
        _problem(groups), shares, results, num_resamples=RESAMPLES, num_levels=LEVELS, seed=seed
    )
    return tuple(
        MorrisEffect(
            group=str(name),
            mu_star=_interval(found["mu_star"][place], found["mu_star_conf"][place]),
            sigma=None if np.isnan(found["sigma"][place]) else float(found["sigma"][place]),
            spread=_spread(shares[:, groups.index(name)], results, len(set(groups))),
        )
        for place, name in enumerate(found["names"])
    )


def _spread(column: Floats, results: Floats, n_groups: int) -> float:
    """The standard deviation over paths of absolute effects, where a column of a group moves."""
    moved = np.diff(column.reshape(-1, n_groups + 1), axis=1) != 0
    effects = np.abs(np.diff(results.reshape(-1, n_groups + 1), axis=1))
    return float(effects[moved].std(ddof=1)) * 2 * (LEVELS - 1) / LEVELS


def _problem(groups: Sequence[str]) -> dict[str, object]:
    return {
        "num_vars": len(groups),
        "names": [f"x{column}" for column in range(len(groups))],
        "bounds": [[0.0, 1.0]] * len(groups),
        "groups": list(groups),
    }


def _interval(estimate: float, half: float) -> Interval:
    return Interval(
        estimate=float(estimate), low=float(estimate - half), high=float(estimate + half)
    )
