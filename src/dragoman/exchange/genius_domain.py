"""A GENIUS domain as records: the issues, and what each party's profile says of them.

GENIUS (Lin, Kraus, Baarslag et al. 2014, *Computational Intelligence* 30(1)) is the platform of
the ANAC competitions; its scenarios are XML, one file for the issues and one for each party.
"""

import math
from collections.abc import Sequence
from enum import Enum
from typing import Final, TypeAlias

from attrs import frozen

Value: TypeAlias = str | int
"""A value of a discrete issue (text) or of an integer one."""


class IssueKind(Enum):
    """How an issue's values are given."""

    DISCRETE = "discrete"
    INTEGER = "integer"
    REAL = "real"


class ProfileKind(Enum):
    """How a party's utility is put together."""

    ADDITIVE = "additive"
    REGIONS = "regions"
    """Hyper-rectangles: a worth for each region of the issue space, not a sum over issues."""
    BOTH = "both"


@frozen(kw_only=True)
class GeniusIssue:
    """One issue; ``number`` is its index in the file, counted from 1.

    ``values`` are texts in the file's order, whole numbers from ``low`` to ``high`` (a range, both
    ends included), or empty for a real issue, which takes any number from ``low`` to ``high``.
    """

    name: str
    number: int
    kind: IssueKind
    values: Sequence[Value]
    low: float | None = None
    high: float | None = None


@frozen(kw_only=True)
class Table:
    """What each value of an issue is worth; values that the profile leaves out are not in it."""

    worths: dict[Value, float]


@frozen(kw_only=True)
class Curve:
    """What a number is worth: a line, a parabola or a triangle, by the names GENIUS gives them.

    ``parameters``: linear (offset, slope); quadratic (offset, factor of x, factor of x squared);
    triangular (start, end, middle): 0 outside, 1 in the middle, straight in between.
    """

    form: str
    parameters: tuple[float, ...]

    def at(self, x: float) -> float:
        """The worth of ``x``."""
        if self.form == "linear":
            offset, slope = self.parameters
            return x * slope + offset
        if self.form == "quadratic":
            offset, first, second = self.parameters
            return second * x * x + first * x + offset
        return self._height(x)

    def _height(self, x: float) -> float:
        start, end, middle = self.parameters
        if x <= start or x >= end:
            return 0.0
        if x <= middle:
            return 1.0 if middle == start else (x - start) / (middle - start)
        return 1.0 if end == middle else (end - x) / (end - middle)


IDENTITY: Final = Curve(form="linear", parameters=(0.0, 1.0))
NOTHING: Final = Curve(form="linear", parameters=(0.0, 0.0))
Evaluation: TypeAlias = Table | Curve | None
"""None: the profile does not say what the issue's values are worth."""


@frozen(kw_only=True)
class Bound:
    """One side of a region: ``issue`` (position in the domain's issues) from ``low`` to ``high``.

    ``is_outside``: the file says EXCLUDES.
    """

    issue: int
    low: float
    high: float
    is_outside: bool = False


@frozen(kw_only=True)
class Region:
    """A hyper-rectangle: what lies within all ``bounds`` gains ``worth``."""

    bounds: tuple[Bound, ...]
    worth: float


@frozen(kw_only=True)
class GeniusProfile:
    """One party: weights and evaluations stand in the order of the domain's issues.

    ``weights`` are as written, 1 where the file gives none (as GENIUS and NegMAS read it).
    ``bias`` is added to every package once (twice where ``kind`` is BOTH, as NegMAS has it).
    ``reservation`` is on the scale of the raw sums, ``discount`` a factor a round; None where the
    file gives none. GENIUS itself divides by the largest evaluation first; nothing is here.
    """

    name: str
    file: str
    kind: ProfileKind
    weights: tuple[float, ...]
    evaluations: tuple[Evaluation, ...]
    regions: tuple[Region, ...] = ()
    bias: float = 0.0
    reservation: float | None = None
    discount: float | None = None


@frozen(kw_only=True)
class GeniusDomain:
    """Issues by their number, profiles by file name; ``passed_over`` are XML files of neither kind.

    ``gaps`` are the numbers below the highest that no issue has.
    """

    name: str
    file: str
    issues: tuple[GeniusIssue, ...]
    profiles: tuple[GeniusProfile, ...]
    gaps: tuple[int, ...] = ()
    passed_over: tuple[str, ...] = ()

    @property
    def is_additive(self) -> bool:
        """Whether every party's utility is a sum over issues."""
        return all(profile.kind is ProfileKind.ADDITIVE for profile in self.profiles)

    @property
    def is_finite(self) -> bool:
        """Whether the packages can be counted."""
        return all(issue.kind is not IssueKind.REAL for issue in self.issues)

    @property
    def package_count(self) -> int | None:
        """How many packages there are; None where an issue takes any real number."""
        return math.prod(len(issue.values) for issue in self.issues) if self.is_finite else None
