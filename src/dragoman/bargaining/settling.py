"""Settling an issue: one option is left of it, and everything that named the others follows."""

from attrs import evolve

from dragoman.model import (
    Choice,
    Estimate,
    Issue,
    Negotiation,
    OptionScore,
    Package,
    Preference,
    Proviso,
    RedLine,
)

_ANYTHING = Estimate(low=0.0, high=1.0)
_NOTHING = Estimate(low=0.0, high=0.0)


def settle(
    negotiation: Negotiation, issue: str, option: str, reason: str
) -> tuple[Negotiation, list[str]]:
    """The negotiation with the issue settled so, and notes in whole sentences.

    The option also holds without a deal. Scores and red lines on the other options go; so do
    conditions and interactions that hang on one of them; a condition that could only be met by one
    becomes a red line; drafts hold the option.
    """
    chosen = Choice(issue=issue, option=option)
    notes = [f"{issue} is settled as {option}, in every draft and also without a deal."]
    impossible = [row for row in negotiation.provisos if _is_unmet(row, chosen)]
    notes += [
        f"{row.party} took {row.choice} only with {' or '.join(map(str, row.only_with))}, "
        "which is gone: it is a red line now."
        for row in impossible
    ]
    notes += [
        f"{row.party} has a red line at {option} of {issue}."
        for row in negotiation.preferences
        if row.issue == issue and any(line.option == option for line in row.red_lines)
    ]
    preferences = tuple(_kept(row, chosen) for row in negotiation.preferences)
    factions = {faction.id for body in negotiation.ratifications for faction in body.factions}
    for row in impossible:
        preferences = _forbid(preferences, row, reason, is_faction=row.party in factions)
    settled = evolve(
        negotiation,
        issues=tuple(_only(row, chosen) for row in negotiation.issues),
        preferences=preferences,
        provisos=_provisos(negotiation.provisos, chosen),
        interactions=tuple(
            row
            for row in negotiation.interactions
            if not any(_is_gone(choice, chosen) for choice in row.choices)
        ),
        packages=tuple(_draft(row, chosen, reason) for row in negotiation.packages),
    )
    return settled, notes


def _only(row: Issue, chosen: Choice) -> Issue:
    if row.id != chosen.issue:
        return row
    options = tuple(option for option in row.options if option.id == chosen.option)
    return evolve(row, options=options, status_quo=chosen.option)


def _kept(row: Preference, chosen: Choice) -> Preference:
    if row.issue != chosen.issue:
        return row
    scores = tuple(score for score in row.scores if score.option == chosen.option)
    if row.scores and not scores:
        scores = (OptionScore(option=chosen.option, score=_ANYTHING),)
    return evolve(
        row,
        scores=scores,
        red_lines=tuple(line for line in row.red_lines if line.option == chosen.option),
    )


def _provisos(rows: tuple[Proviso, ...], chosen: Choice) -> tuple[Proviso, ...]:
    """Conditions that can still be met and still ask for something."""
    return tuple(
        evolve(row, only_with=_left(row, chosen))
        for row in rows
        if not _is_gone(row.choice, chosen) and _left(row, chosen)
    )


def _left(row: Proviso, chosen: Choice) -> tuple[Choice, ...]:
    return tuple(choice for choice in row.only_with if not _is_gone(choice, chosen))


def _is_unmet(row: Proviso, chosen: Choice) -> bool:
    return not _is_gone(row.choice, chosen) and not _left(row, chosen)


def _is_gone(choice: Choice, chosen: Choice) -> bool:
    return choice.issue == chosen.issue and choice.option != chosen.option


def _forbid(
    preferences: tuple[Preference, ...], proviso: Proviso, reason: str, *, is_faction: bool
) -> tuple[Preference, ...]:
    """The party's preferences with a red line at the option that it could take only with …."""
    issue, option = proviso.choice.issue, proviso.choice.option
    rows = {(row.party, row.issue): row for row in preferences}
    blank = Preference(party=proviso.party, issue=issue, weight=_NOTHING if is_faction else None)
    given = rows.get((proviso.party, issue), blank)
    surest = [line.sure for line in given.red_lines if line.option == option]
    sure = max([*surest, proviso.sure], key=lambda estimate: estimate.middle)
    others = tuple(line for line in given.red_lines if line.option != option)
    rows[proviso.party, issue] = evolve(
        given,
        red_lines=(*others, RedLine(option=option, sure=sure)),
        because=(*given.because, *proviso.because, reason),
    )
    return tuple(rows.values())


def _draft(row: Package, chosen: Choice, reason: str) -> Package:
    """A draft with the issue settled; one that says so already is left alone."""
    if chosen in row.choices:
        return row
    others = tuple(choice for choice in row.choices if choice.issue != chosen.issue)
    return evolve(row, choices=(*others, chosen), because=(*row.because, reason))
