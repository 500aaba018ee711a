"""Drafts to be judged: of ``negotiation.toml`` and of the command, with their blanks filled in."""

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from dragoman.bargaining.blocks import fill
from dragoman.bargaining.checking import nearest
from dragoman.bargaining.space import Indices, IssueSpace
from dragoman.errors import BadIssueSpace
from dragoman.model import Ground
from dragoman.pipeline.deals.desk import Desk


@frozen(kw_only=True, eq=False)
class Draft:
    """A draft ``(n_issues,)`` as given, -1 for blanks, and with its blanks filled in.

    Blanks are filled so that the smallest gain is largest where that lies in the zone, else so that
    the moves needed cost least.
    """

    label: str
    given: Indices
    filled: Indices
    open_issues: tuple[str, ...]
    grounds: tuple[Ground, ...] = ()


def drafts_of(desk: Desk, texts: Sequence[str]) -> tuple[Draft, ...]:
    """The dossier's drafts, then those of ``texts`` ("quota=half, observers=all").

    Raises:
        BadIssueSpace: a text names an issue or option that is none.
    """
    found = []
    for package in desk.negotiation.packages:
        choices = {c.issue: c.option for c in package.choices if c.issue in desk.space.issues}
        found.append(_draft(desk, package.label, choices, desk.grounds(package.because)))
    found += [_draft(desk, text.strip(), read_draft(desk.space, text), ()) for text in texts]
    return tuple(found)


def read_draft(space: IssueSpace, text: str) -> dict[str, str]:
    """Issue id -> option id of a draft written ``issue=option, issue=option``.

    Raises:
        BadIssueSpace: it is not written so, or names what is not there.
    """
    choices: dict[str, str] = {}
    for part in text.split(","):
        issue, equals, option = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise BadIssueSpace(f"{part.strip()!r} is not written issue=option")
        if issue not in space.issues:
            raise BadIssueSpace(f"no such issue; {nearest(issue, space.issues)}", issue=issue)
        options = space.options[space.issues.index(issue)]
        if option not in options:
            raise BadIssueSpace(f"no option {option!r}; {nearest(option, options)}", issue=issue)
        if issue in choices:
            raise BadIssueSpace("the draft settles it twice", issue=issue)
        choices[issue] = option
    return choices


def _draft(desk: Desk, label: str, choices: dict[str, str], grounds: tuple[Ground, ...]) -> Draft:
    given = desk.space.package(choices)
    filled = fill(desk.space, tuple(given.tolist()))
    return Draft(
        label=label,
        given=given,
        filled=np.array(filled, dtype=np.int64),
        open_issues=tuple(
            issue for issue, at in zip(desk.space.issues, given, strict=True) if at < 0
        ),
        grounds=grounds,
    )
