"""The single negotiating text: what is settled, what stands in brackets, what is an open blank.

Fisher's one-text procedure (Fisher and Ury 1981, chapter 6; Raiffa 1982, chapter 14, on Camp
David). This is the record; its wording is done elsewhere.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from attrs import frozen

from dragoman.bargaining.programme.bars import Package
from dragoman.bargaining.programme.highs import Limits
from dragoman.bargaining.programme.searching import ZoneSearch
from dragoman.bargaining.space import IssueSpace


class ClauseState(StrEnum):
    """How far one issue of the text is."""

    SETTLED = "settled"
    BRACKETED = "bracketed"
    BLANK = "blank"


@frozen(kw_only=True)
class Bracket:
    """One option of an issue, and who stands how towards it.

    ``refused_by`` have a red line on it, ``preferred_by`` find no option of the issue better;
    both are players, factions included, and a player that does not distinguish prefers none.
    ``is_possible``: some package that all could sign holds it; None where the search was not
    proved, or where there are no such packages to look at.
    """

    option: int
    refused_by: tuple[int, ...]
    preferred_by: tuple[int, ...]
    is_possible: bool | None
    is_in_draft: bool


@frozen(kw_only=True)
class Clause:
    """One issue of the text. ``option`` is the settled one, else None; brackets by option."""

    issue: int
    state: ClauseState
    option: int | None
    brackets: tuple[Bracket, ...]


@frozen(kw_only=True)
class Text:
    """A clause for every issue, in order. ``has_zone``: None where that was not proved."""

    clauses: tuple[Clause, ...]
    has_zone: bool | None


def draw_text(
    space: IssueSpace,
    draft: Package | None = None,
    *,
    packages: Sequence[Package] | None = None,
    limits: Limits | None = None,
) -> Text:
    """The single negotiating text of a space.

    An issue is settled where all ``packages`` (default: every package of the zone) hold one
    option. Without any, it is settled where all parties that distinguish find the same option best
    and none refuses it. It is a blank where every option is refused by some party, or where the
    draft (if given) leaves it open and no player distinguishes between its options; else it is in
    brackets. Cost: with the default, at most one run of the solver an option.

    Raises:
        BadIssueSpace: the space has no numbers, or the solver gave up.
    """
    reach = _given(space, packages) if packages is not None else _reached(space, limits or Limits())
    has_zone = any(True in row for row in reach)
    is_known = has_zone or all(None not in row for row in reach)
    clauses = tuple(
        _clause(
            space, issue, reach[issue] if has_zone else None, -1 if draft is None else draft[issue]
        )
        for issue in range(len(space.issues))
    )
    return Text(clauses=clauses, has_zone=has_zone if is_known else None)


Reach = list[bool | None]
"""Whether each option of an issue is held by some package; None where that is not known."""


def _given(space: IssueSpace, packages: Sequence[Package]) -> list[Reach]:
    return [
        [any(package[issue] == option for package in packages) for option in range(len(options))]
        for issue, options in enumerate(space.options)
    ]


def _reached(space: IssueSpace, limits: Limits) -> list[Reach]:
    """Ask for each option that no package found so far holds."""
    search = ZoneSearch(space=space, limits=limits)
    reach: list[Reach] = [[False] * len(options) for options in space.options]
    first = search.find_package()
    if first.package is None:
        return reach if first.is_proved else [[None] * len(row) for row in reach]
    _mark(reach, first.package)
    for issue, options in enumerate(space.options):
        for option in range(len(options)):
            if reach[issue][option]:
                continue
            blanks = [-1] * len(space.issues)
            blanks[issue] = option
            answer = search.find_package(tuple(blanks))
            if answer.package is not None:
                _mark(reach, answer.package)
            elif not answer.is_proved:
                reach[issue][option] = None
    return reach


def _mark(reach: list[Reach], package: Package) -> None:
    for row, option in zip(reach, package, strict=True):
        row[option] = True


def _clause(space: IssueSpace, issue: int, reach: Reach | None, drafted: int) -> Clause:
    brackets = tuple(
        _bracket(space, issue, option, None if reach is None else reach[option], drafted)
        for option in range(len(space.options[issue]))
    )
    settled = _settled(space, brackets, reach)
    n = space.n_parties
    is_refused = all(any(p < n for p in bracket.refused_by) for bracket in brackets)
    is_idle = not any(bracket.preferred_by or bracket.refused_by for bracket in brackets)
    if settled is not None:
        state = ClauseState.SETTLED
    elif is_refused or (is_idle and drafted < 0):
        state = ClauseState.BLANK
    else:
        state = ClauseState.BRACKETED
    return Clause(issue=issue, state=state, option=settled, brackets=brackets)


def _settled(space: IssueSpace, brackets: tuple[Bracket, ...], reach: Reach | None) -> int | None:
    if reach is not None:
        open_to = [bracket.option for bracket in brackets if bracket.is_possible is not False]
        return open_to[0] if len(open_to) == 1 else None
    n = space.n_parties
    voiced = {p for b in brackets for p in b.preferred_by if p < n}
    for bracket in brackets:
        is_refused = any(player < n for player in bracket.refused_by)
        if voiced and voiced <= set(bracket.preferred_by) and not is_refused:
            return bracket.option
    return None


def _bracket(
    space: IssueSpace, issue: int, option: int, is_possible: bool | None, drafted: int
) -> Bracket:
    worth = space.worth[issue]
    best = (worth[:, option] == worth.max(axis=1)) & (np.ptp(worth, axis=1) > 0.0)
    return Bracket(
        option=option,
        refused_by=tuple(np.flatnonzero(space.forbidden[issue][:, option]).tolist()),
        preferred_by=tuple(np.flatnonzero(best).tolist()),
        is_possible=is_possible,
        is_in_draft=option == drafted,
    )
