"""What the packages of a GENIUS domain are worth to each party, as NegMAS 0.16 reckons it."""

from collections.abc import Sequence
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import BadIssueSpace
from dragoman.exchange.genius_domain import (
    Bound,
    Curve,
    Evaluation,
    GeniusDomain,
    GeniusIssue,
    GeniusProfile,
    IssueKind,
    ProfileKind,
    Region,
    Table,
    Value,
)

Floats = NDArray[np.float64]
MOST_OPTIONS = 1_000_000


class Rules(Enum):
    """How the bounds of a region are read.

    NegMAS 0.16 takes a region without its edges (``low < x < high``), whether the file says
    INCLUDES or EXCLUDES. GENIUS takes it with its edges, and one of EXCLUDES the other way round:
    what lies outside of it gains.
    """

    NEGMAS = "negmas"
    GENIUS = "genius"


def raw_worth(domain: GeniusDomain) -> tuple[Floats, ...]:
    """What each option is worth: one array ``(n_profiles, n_options)`` an issue, nothing scaled.

    A package's utility is the sum over issues, added in the order of the issues; each entry is
    weight times evaluation, and the first issue's carry the profile's bias. Equal to the utility
    that NegMAS 0.16 gives, to the last bit where no bias is at work.

    Raises:
        BadIssueSpace: a profile that is no sum over issues, an issue that takes real numbers or
            has more than a million values, or a value whose worth a profile leaves open.
    """
    for profile in domain.profiles:
        if profile.kind is not ProfileKind.ADDITIVE:
            raise BadIssueSpace(
                f"{profile.file} gives a worth to regions, not to options; "
                "use reckon_worth for single packages",
                party=profile.name,
            )
    worth = [
        np.array([_option_worths(profile, at, issue) for profile in domain.profiles])
        for at, issue in enumerate(domain.issues)
    ]
    worth[0] = np.array([p.bias for p in domain.profiles])[:, None] + worth[0]
    return tuple(worth)


def raw_reservation(domain: GeniusDomain) -> Floats:
    """What no agreement is worth, ``(n_profiles,)``; 0, as GENIUS has it, where none is given."""
    return np.array([profile.reservation or 0.0 for profile in domain.profiles])


def reckon_worth(
    domain: GeniusDomain, packages: Sequence[Sequence[Value | float]], rules: Rules = Rules.NEGMAS
) -> Floats:
    """The utility of each package to each party, ``(n_profiles, n_packages)``, of any kind.

    A package is one value for each issue, in the domain's order: a text, a whole number, or a real
    one. Cost: packages times the issues and regions of all profiles.

    Raises:
        BadIssueSpace: a package of another length, or a value whose worth a profile leaves open.
    """
    for package in packages:
        if len(package) != len(domain.issues):
            raise BadIssueSpace(
                f"a package of {len(package)} values where {domain.name} has "
                f"{len(domain.issues)} issues; give one value for each issue"
            )
    return np.array(
        [[_utility(p, domain.issues, package, rules) for package in packages]
         for p in domain.profiles]
    ).reshape(len(domain.profiles), len(packages))  # fmt: skip


def _option_worths(profile: GeniusProfile, at: int, issue: GeniusIssue) -> list[float]:
    if issue.kind is IssueKind.REAL:
        raise BadIssueSpace(
            "takes any real number, so its options cannot be listed; "
            "use reckon_worth for single packages", issue=issue.name,
        )  # fmt: skip
    if len(issue.values) > MOST_OPTIONS:
        raise BadIssueSpace(
            f"has {len(issue.values)} values, more than {MOST_OPTIONS}; narrow its bounds",
            issue=issue.name,
        )
    return [profile.weights[at] * _worth(profile, at, issue, value) for value in issue.values]


def _worth(profile: GeniusProfile, at: int, issue: GeniusIssue, value: Value | float) -> float:
    evaluation: Evaluation = profile.evaluations[at]
    if isinstance(evaluation, Curve) and not isinstance(value, str):
        return evaluation.at(value)
    if isinstance(evaluation, Table) and value in evaluation.worths:
        return evaluation.worths[value]  # type: ignore[index]
    raise BadIssueSpace(
        f"{profile.file} does not say what {value!r} is worth; add its evaluation",
        issue=issue.name, party=profile.name,
    )  # fmt: skip


def _utility(
    profile: GeniusProfile,
    issues: Sequence[GeniusIssue],
    package: Sequence[Value | float],
    rules: Rules,
) -> float:
    total = profile.bias
    if profile.kind is not ProfileKind.REGIONS:
        for at, (issue, value) in enumerate(zip(issues, package, strict=True)):
            total += profile.weights[at] * _worth(profile, at, issue, value)
    if profile.kind is ProfileKind.BOTH:
        total += profile.bias
    return sum((r.worth for r in profile.regions if _holds(r, package, rules)), total)


def _holds(region: Region, package: Sequence[Value | float], rules: Rules) -> bool:
    if rules is Rules.NEGMAS:
        return all(bound.low < _place(bound, package) < bound.high for bound in region.bounds)
    excluded = tuple(bound for bound in region.bounds if bound.is_outside)
    bounds = excluded or region.bounds
    is_within = all(bound.low <= _place(bound, package) <= bound.high for bound in bounds)
    return is_within is not bool(excluded)


def _place(bound: Bound, package: Sequence[Value | float]) -> float:
    value = package[bound.issue]
    if isinstance(value, str):
        raise BadIssueSpace(f"a region bounds the text {value!r}; only numbers have bounds")
    return float(value)
