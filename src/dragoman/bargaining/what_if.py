"""What if: a negotiation with some of its numbers or choices changed, the file left alone.

How a what-if is written stands in ``what_if_reading``.
"""

from collections.abc import Callable, Iterable

from attrs import evolve, frozen

from dragoman.bargaining.settling import settle
from dragoman.bargaining.what_if_reading import Change, ChangeKind, Targets, read_changes
from dragoman.model import (
    Choice,
    Estimate,
    Issue,
    Negotiation,
    OptionScore,
    Preference,
    RedLine,
    Stake,
)

SCALE = 100.0


@frozen(kw_only=True)
class Supposed:
    """A negotiation as it would be; ``notes`` say in whole sentences what followed of itself."""

    negotiation: Negotiation
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()


def suppose(
    negotiation: Negotiation, texts: Iterable[str], known: Targets | None = None
) -> Supposed:
    """The negotiation with every what-if of ``texts`` applied, whatever their order.

    ``known`` are its ``targets_of``, where the caller has them already.

    A position replaces the scores on its issue: they follow from the distance to it. A score set
    where only a position stood leaves the other options at their distance. Settling an issue drops
    its other options from everything that names them. What changes carries
    ``analyst: what if …`` among its reasons.

    Raises:
        BadIssueSpace: a text cannot be read, names what is not there, or contradicts another.
    """
    changes = read_changes(negotiation, texts, known)
    notes: list[str] = []
    for change in changes:
        negotiation, said = _APPLY[change.kind](negotiation, change)
        notes += said
    return Supposed(negotiation=negotiation, changes=changes, notes=tuple(notes))


Applied = tuple[Negotiation, list[str]]


def _set_position(negotiation: Negotiation, change: Change) -> Applied:
    given, notes = _preference(negotiation, change)
    issue = _issue(negotiation, given.issue)
    unscaled = [option.id for option in issue.options if option.value is None]
    scores = given.scores if unscaled else ()
    if unscaled:
        notes.append(
            f"{given.party} moves on {issue.id} for the forecasts only: {', '.join(unscaled)} "
            "has no value on the scale, so that scores do not follow from a position."
        )
    elif given.scores:
        notes.append(
            f"The scores of {given.party} on {issue.id} no longer fit its position: they follow "
            "from the distance to it, 1 at it and less by the distance, in hundredths of the scale."
        )
    return _put(negotiation, evolve(given, position=change.estimate, scores=scores), change), notes


def _set_weight(negotiation: Negotiation, change: Change) -> Applied:
    given, notes = _preference(negotiation, change)
    return _put(negotiation, evolve(given, weight=change.estimate), change), notes


def _set_score(negotiation: Negotiation, change: Change) -> Applied:
    given, notes = _preference(negotiation, change)
    issue, scores = _issue(negotiation, given.issue), given.scores
    if given.position is not None and not scores:
        place = given.position
        scores = tuple(
            OptionScore(option=option.id, score=_by_distance(place, option.value))
            for option in issue.options
            if option.value is not None
        )
        notes.append(
            f"The other options of {issue.id} are worth to {given.party} what their distance from "
            "its position says, each on its own."
        )
    new = OptionScore(option=str(change.option), score=_given(change))
    order = [option.id for option in issue.options]
    kept = [score for score in scores if score.option != new.option]
    scores = tuple(sorted([*kept, new], key=lambda score: order.index(score.option)))
    return _put(negotiation, evolve(given, scores=scores), change), notes


def _set_red_line(negotiation: Negotiation, change: Change) -> Applied:
    estimate = _given(change)
    given, notes = _preference(negotiation, change)
    lines = tuple(line for line in given.red_lines if line.option != change.option)
    if estimate.high > 0:
        lines += (RedLine(option=str(change.option), sure=estimate),)
    elif lines == given.red_lines:
        said = f"{change.option} of {change.issue} was no red line of {change.party} anyway."
        return negotiation, [said]
    if given.weight is None and _is_faction_unheard(negotiation, change):
        given = evolve(given, weight=Estimate(low=0.0, high=0.0))
    return _put(negotiation, evolve(given, red_lines=lines), change), notes


def _set_stake(negotiation: Negotiation, change: Change) -> Applied:
    stakes = {stake.party: stake for stake in negotiation.stakes}
    party = str(change.party)
    given = stakes.get(party, Stake(party=party))
    if change.kind is ChangeKind.POWER:
        given = evolve(given, power=change.estimate)
    else:
        given = evolve(given, reservation=change.estimate)
    notes = _joins(negotiation, party)
    stakes[party] = evolve(given, because=(*given.because, _reason(change)))
    return evolve(negotiation, stakes=tuple(stakes.values())), notes


def _set_proviso(negotiation: Negotiation, change: Change) -> Applied:
    choice = Choice(issue=str(change.issue), option=str(change.option))
    rows = tuple(
        evolve(row, sure=_given(change), because=(*row.because, _reason(change)))
        if row.party == change.party and row.choice == choice
        else row
        for row in negotiation.provisos
    )
    return evolve(negotiation, provisos=rows), []


def _set_interaction(negotiation: Negotiation, change: Change) -> Applied:
    rows = tuple(
        evolve(row, worth=_given(change), because=(*row.because, _reason(change)))
        if number == change.number
        else row
        for number, row in enumerate(negotiation.interactions, start=1)
    )
    return evolve(negotiation, interactions=rows), []


def _set_package(negotiation: Negotiation, change: Change) -> Applied:
    new = Choice(issue=str(change.issue), option=str(change.option))
    rows = tuple(
        evolve(
            row,
            choices=(*(choice for choice in row.choices if choice.issue != new.issue), new),
            because=(*row.because, _reason(change)),
        )
        if row.id == change.package
        else row
        for row in negotiation.packages
    )
    return evolve(negotiation, packages=rows), []


def _settle(negotiation: Negotiation, change: Change) -> Applied:
    return settle(negotiation, str(change.issue), str(change.option), _reason(change))


_APPLY: dict[ChangeKind, Callable[[Negotiation, Change], Applied]] = {
    ChangeKind.POSITION: _set_position,
    ChangeKind.WEIGHT: _set_weight,
    ChangeKind.SCORE: _set_score,
    ChangeKind.RED_LINE: _set_red_line,
    ChangeKind.PROVISO: _set_proviso,
    ChangeKind.RESERVATION: _set_stake,
    ChangeKind.POWER: _set_stake,
    ChangeKind.INTERACTION: _set_interaction,
    ChangeKind.PACKAGE: _set_package,
    ChangeKind.SETTLED: _settle,
}


def _preference(negotiation: Negotiation, change: Change) -> tuple[Preference, list[str]]:
    """What the party thinks of the issue, blank where nobody said, and what that brings with it."""
    party, issue = str(change.party), str(change.issue)
    for preference in negotiation.preferences:
        if (preference.party, preference.issue) == (party, issue):
            return preference, []
    notes = _joins(negotiation, party)
    if _is_faction_unheard(negotiation, change) and change.kind is not ChangeKind.RED_LINE:
        notes.append(
            f"{party} did not weigh {issue} so far; what is not given of it, weight or scores, "
            "may be anything from 0 to 1."
        )
    return Preference(party=party, issue=issue), notes


def _joins(negotiation: Negotiation, party: str) -> list[str]:
    """What to say of a party that had no preferences at all so far."""
    heard = {row.party for row in negotiation.preferences}
    heard |= {stake.party for stake in negotiation.stakes}
    if party in heard or party in _factions(negotiation):
        return []
    return [
        f"{party} had no preferences so far and is now one of the parties that must agree: what is "
        "not given of it may be anything."
    ]


def _is_faction_unheard(negotiation: Negotiation, change: Change) -> bool:
    heard = {(row.party, row.issue) for row in negotiation.preferences}
    pair = (str(change.party), str(change.issue))
    return change.party in _factions(negotiation) and pair not in heard


def _factions(negotiation: Negotiation) -> set[str]:
    return {faction.id for body in negotiation.ratifications for faction in body.factions}


def _put(negotiation: Negotiation, preference: Preference, change: Change) -> Negotiation:
    """The negotiation with this preference in place of the one of the same party and issue."""
    rows = {(row.party, row.issue): row for row in negotiation.preferences}
    new = evolve(preference, because=(*preference.because, _reason(change)))
    rows[new.party, new.issue] = new
    return evolve(negotiation, preferences=tuple(rows.values()))


def _by_distance(place: Estimate, value: float) -> Estimate:
    """The score of an option at ``value`` by its distance from a position in hundredths."""
    ends = [_score(place.low, value), _score(place.high, value)]
    nearest = min(max(value, place.low), place.high)
    is_even = place.is_known or (place.mode is None and place.mean is None)
    mode = None if is_even else _score(place.middle, value)
    return Estimate(low=min(ends), high=_score(nearest, value), mode=mode)


def _score(place: float, value: float) -> float:
    return 1 - abs(value - place) / SCALE


def _issue(negotiation: Negotiation, issue: str) -> Issue:
    return next(row for row in negotiation.issues if row.id == issue)


def _given(change: Change) -> Estimate:
    if change.estimate is None:
        raise TypeError(f"{change.kind} without a number")
    return change.estimate


def _reason(change: Change) -> str:
    return f"analyst: what if {change.text}"
