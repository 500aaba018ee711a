"""Numbers and labels of a deal space as they stand in a sentence."""

from collections.abc import Sequence

from dragoman.briefing.deal_charts.numbers import in_quotes, number, percent
from dragoman.briefing.wording import joined
from dragoman.model import Estimate, Figure

__all__ = [
    "estimated",
    "in_quotes",
    "in_row",
    "likely",
    "number",
    "of_draws",
    "of_packages",
    "packages",
    "percent",
    "scaled",
]

_READABLE = 1e7
"""Counts below this are written out."""


def likely(figure: Figure, of: str = "") -> str:
    """A probability with its interval, where that says more than the number.

    >>> likely(Figure(value=0.83, low=0.8, high=0.86))
    '83% (80% to 86%)'
    >>> likely(Figure(value=0.004, low=0.0, high=0.008))
    'under 1%'
    """
    value = percent(figure.value)
    if figure.low is None or figure.high is None:
        return value
    low, high = percent(figure.low), percent(figure.high)
    if {low, high} <= {value, "0%", "100%"} or (figure.value in (0, 1) and value in (low, high)):
        return value
    return f"{value} ({of}{low} to {high})"


def of_draws(figure: Figure, of: str = "") -> str:
    """How often over the draws, as it ends a sentence.

    >>> of_draws(Figure(value=0.0)), of_draws(Figure(value=0.83, low=0.8, high=0.86))
    ('none of the draws', '83% (80% to 86%) of the draws')
    """
    if figure.value in (0, 1):
        return f"{'all' if figure.value else 'none'} of the draws"
    return f"{likely(figure, of)} of the draws"


def scaled(figure: Figure) -> str:
    """A place on a scale of 0 to 100, with its interval.

    >>> scaled(Figure(value=52.4, low=40, high=63.2))
    '52 (40 to 63)'
    """
    said = f"{figure.value:.0f}"
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return said
    return f"{said} ({figure.low:.0f} to {figure.high:.0f})"


def estimated(estimate: Estimate) -> str:
    """An estimate as it was put in.

    >>> estimated(Estimate(low=0.5, high=0.7)), estimated(Estimate(low=1, high=1))
    ('0.5 to 0.7', '1')
    """
    if estimate.is_known:
        return f"{estimate.low:g}"
    if estimate.mean is not None and estimate.sd is not None:
        return f"about {estimate.mean:g} (standard deviation {estimate.sd:g})"
    words = f"{estimate.low:g} to {estimate.high:g}"
    return words if estimate.mode is None else f"{words}, most likely {estimate.mode:g}"


def in_row(names: Sequence[str], by: str = "and") -> str:
    """Names in a row, kept apart by semicolons where one of them holds a comma.

    >>> in_row(["A", "B"]), in_row(["A, of the north", "B", "C"])
    ('A and B', 'A, of the north; B; and C')
    """
    if len(names) < 2 or not any("," in name for name in names):
        return joined(names, by)
    return f"{'; '.join(names[:-1])}; {by} {names[-1]}"


def _count(count: float) -> str:
    if count < _READABLE:
        return f"{count:,.0f}"
    power = len(f"{count:.0f}") - 1
    return f"about {count / 10**power:.1f} × 10^{power}"


def packages(count: float) -> str:
    """A number of packages: digits while they can be read.

    >>> packages(1), packages(1234), packages(3.2e12)
    ('1 package', '1,234 packages', 'about 3.2 × 10^12 packages')
    """
    return f"{_count(count)} package{'' if round(count) == 1 else 's'}"


def of_packages(count: float, total: float, *, is_exact: bool = True) -> str:
    """So many of so many packages; a count above none never reads as none.

    >>> of_packages(1, 48), of_packages(0.2, 1e9, is_exact=False)
    ('1 of 48 packages', 'fewer than 1 of about 1.0 × 10^9 packages')
    """
    few = "fewer than 1" if 0 < count < 0.5 else _count(count)
    guess = "" if is_exact or few.startswith(("about", "fewer")) else "about "
    return f"{guess}{few} of {packages(total)}"
