"""Numbers that are none, named: an option or an interaction worth infinity or not a number."""

from math import isfinite

import numpy as np

from dragoman.bargaining.space import IssueSpace
from dragoman.errors import BadIssueSpace


def refuse_endless(space: IssueSpace) -> None:
    """Name the first worth that is not a finite number; else say that sums are too large.

    Raises:
        BadIssueSpace: always, with issue and party where one number is to blame.
    """
    for issue, options, table in zip(space.issues, space.options, space.worth, strict=True):
        for player, option in np.argwhere(~np.isfinite(table)).tolist():
            raise BadIssueSpace(
                f"option {options[option]!r} is worth {table[player, option]}; "
                "give a weight and a score that are numbers",
                issue=issue,
                party=space.players[player],
            )
    for bonus in space.bonuses:
        if not isfinite(bonus.worth):
            raise BadIssueSpace(
                f"an interaction is worth {bonus.worth}; give a number",
                issue=" with ".join(space.issues[issue] for issue, _ in bonus.pairs),
                party=space.players[bonus.player],
            )
    raise BadIssueSpace("what the options add is too large to sum; scale the weights down")
