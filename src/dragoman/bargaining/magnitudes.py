"""Numbers too large, too small or off their scale, refused with the issue and party they are of.

Utilities are compared to about nine digits: what lies beyond would be decided by rounding.
"""

from collections.abc import Iterator

from dragoman.errors import BadIssueSpace
from dragoman.model import Estimate, Issue, Negotiation

LARGEST = 1e9
"""No number put in may be larger than this, or below minus this."""
SMALLEST = 1e-6
"""A player that can get something must be able to get at least this much."""
SCALE = (0.0, 100.0)
"""The ends of every issue's scale, both included."""
Located = tuple[str, Estimate, str, str | None]
"""What a number is, the number, its party and its issue (None: of no issue)."""


def check_magnitudes(negotiation: Negotiation) -> None:
    """Refuse what is larger than ``LARGEST``, and weights that all are next to nothing.

    Raises:
        BadIssueSpace: naming party and issue.
    """
    for what, number, party, issue in _numbers(negotiation):
        largest = max(abs(number.low), abs(number.high))
        if largest > LARGEST:
            raise BadIssueSpace(
                f"the {what} reaches {largest:g}; write all that the party weighs on a smaller "
                f"scale (at most {LARGEST:g})",
                issue=issue,
                party=party,
            )
    for party in dict.fromkeys(p.party for p in negotiation.preferences):
        _check_smallest(negotiation, party)


def check_scale(issue: Issue) -> None:
    """Refuse an option whose value lies off the scale from 0 to 100.

    Raises:
        BadIssueSpace: naming the issue.
    """
    low, high = SCALE
    for option in issue.options:
        if option.value is not None and not low <= option.value <= high:
            raise BadIssueSpace(
                f"the option {option.id!r} has the value {option.value:g}, off the scale from "
                f"{low:g} to {high:g}; stretch the scale so that its ends are {low:g} and {high:g}",
                issue=issue.id,
            )


def _numbers(negotiation: Negotiation) -> Iterator[Located]:
    for row in negotiation.preferences:
        if row.weight is not None:
            yield "weight", row.weight, row.party, row.issue
    for stake in negotiation.stakes:
        if stake.reservation is not None:
            yield "reservation", stake.reservation, stake.party, None
        if stake.power is not None:
            yield "power", stake.power, stake.party, None
    for bonus in negotiation.interactions:
        issues = " with ".join(choice.issue for choice in bonus.choices)
        yield "worth of an interaction", bonus.worth, bonus.party, issues
    for guarantee in negotiation.guarantees:
        yield f"cost of {guarantee.label!r}", guarantee.cost, guarantee.party, None


def _check_smallest(negotiation: Negotiation, party: str) -> None:
    """Weights of zero are refused elsewhere; unknown ones may be anything up to 1."""
    weights = [p.weight for p in negotiation.preferences if p.party == party]
    known = [weight.high for weight in weights if weight is not None]
    if len(known) == len(weights) and 0 < max(known) < SMALLEST:
        raise BadIssueSpace(
            f"its largest weight is {max(known):g}, too small to be told from rounding; write all "
            "that it weighs on a larger scale",
            party=party,
        )
