"""Sliders: every number of the deal space that can be moved, with the words that move it."""

import math
from collections.abc import Iterator

import numpy as np

from dragoman.bargaining.judgements import Judgement, JudgementKind
from dragoman.bargaining.sheet import NONE, Sheet
from dragoman.model import Choice, Issue
from dragoman.pipeline.deals.desk import Desk
from dragoman.pipeline.deals.live.records import HELD, OFF, UNSURE, Slider

GRAIN = 100
"""Steps from one end of a slider to the other."""
_SCALE = 100.0
_NEVER, _ALWAYS = 0.0, 1.0


def sliders_of(desk: Desk) -> tuple[Slider, ...]:
    """Every slider, player by player and issue by issue, then conditions and interactions.

    For each player and issue: its weight, its scores or its position, and a switch of the red line
    at every option. Options of an issue that is settled, with one option, have none.
    """
    players = [
        slider
        for player in range(len(desk.sheet.players))
        for slider in (*_of_player(desk, player), *_of_issues(desk, player))
    ]
    return (*players, *_conditions(desk), *_interactions(desk))


def _of_player(desk: Desk, player: int) -> Iterator[Slider]:
    sheet, name = desk.sheet, desk.sheet.players[player]
    who = desk.party_label(name)
    held = sheet.judgements[int(sheet.reservations[player])]
    least, most = _reach(sheet, player)
    yield _slider(
        desk,
        held,
        target=f"{name}.reservation",
        party=name,
        label=f"What no agreement is worth to {who}",
        ends=(min(least, held.estimate.low), max(most, held.estimate.high)),
    )
    if sheet.powers[player] != NONE:
        power = sheet.judgements[int(sheet.powers[player])]
        yield _slider(
            desk,
            power,
            target=f"{name}.power",
            party=name,
            label=f"Power of {who}, in the forecasts",
            ends=(0.0, max(1.0, 2 * power.estimate.high)),
            moves_zone=False,
        )


def _of_issues(desk: Desk, player: int) -> Iterator[Slider]:
    issues = {issue.id: issue for issue in desk.negotiation.issues}
    for column, name in enumerate(desk.sheet.issues):
        if desk.sheet.weights[player, column] != NONE:
            yield from _of_issue(desk, player, column, issues[name])


def _of_issue(desk: Desk, player: int, column: int, issue: Issue) -> Iterator[Slider]:
    """Weight, position and the options of one player on one issue."""
    sheet, name = desk.sheet, desk.sheet.players[player]
    who, at = desk.party_label(name), f"{name}.{issue.id}"
    weight = sheet.judgements[int(sheet.weights[player, column])]
    largest = max(
        (sheet.judgements[int(i)].estimate.high for i in sheet.weights[player] if i != NONE),
        default=1.0,
    )
    yield _slider(
        desk,
        weight,
        target=f"{at}.weight",
        party=name,
        label=f"How much {who} cares for {issue.label}",
        ends=(0.0, max(1.0, largest)),
        issue=issue.id,
    )
    if sheet.positions[player, column] != NONE:
        place = sheet.judgements[int(sheet.positions[player, column])]
        has_scores = bool((sheet.scores[column][player] != NONE).any())
        yield _slider(
            desk,
            place,
            target=f"{at}.position",
            party=name,
            label=f"Where {who} stands on {issue.label}",
            ends=(0.0, _SCALE),
            issue=issue.id,
            moves_zone=not has_scores or all(o.value is not None for o in issue.options),
        )
    if len(issue.options) > 1:
        yield from _of_options(desk, player, column, issue)


def _of_options(desk: Desk, player: int, column: int, issue: Issue) -> Iterator[Slider]:
    sheet, name = desk.sheet, desk.sheet.players[player]
    who, at = desk.party_label(name), f"{name}.{issue.id}"
    for place, option in enumerate(issue.options):
        index = int(sheet.scores[column][player, place])
        if index != NONE:
            yield _slider(
                desk,
                sheet.judgements[index],
                target=f"{at}.score.{option.id}",
                party=name,
                label=f"What “{option.label}” on {issue.label} is worth to {who}",
                ends=(0.0, 1.0),
                issue=issue.id,
                option=option.id,
            )
        line = int(sheet.red_lines[column][player, place])
        yield _switch(
            desk,
            None if line == NONE else sheet.judgements[line],
            target=f"{at}.red_line.{option.id}",
            party=name,
            label=f"Red line of {who} at “{option.label}” on {issue.label}",
            choice=Choice(issue=issue.id, option=option.id),
        )


def _conditions(desk: Desk) -> Iterator[Slider]:
    sheet = desk.sheet
    for number, (tie, index) in enumerate(zip(sheet.ties, sheet.tie_of, strict=True)):
        if index == NONE or sheet.judgements[index].label in {
            sheet.judgements[other].label for other in sheet.tie_of[:number] if other != NONE
        }:
            continue
        choice = desk.choice(tie.issue, tie.option)
        others = [desk.option_label(desk.choice(tie.other, o)) for o in sorted(tie.allowed)]
        party = sheet.players[tie.player]
        yield _switch(
            desk,
            sheet.judgements[index],
            target=sheet.judgements[index].label,
            party=party,
            label=f"{desk.party_label(party)} takes {desk.option_label(choice)} only with "
            + " or ".join(others),
            choice=choice,
        )


def _interactions(desk: Desk) -> Iterator[Slider]:
    sheet = desk.sheet
    for bonus, index in zip(sheet.bonuses, sheet.bonus_of, strict=True):
        worth, party = sheet.judgements[index], sheet.players[bonus.player]
        together = " with ".join(desk.option_label(desk.choice(*pair)) for pair in bonus.pairs)
        width = max(1.0, 2 * abs(worth.estimate.low), 2 * abs(worth.estimate.high))
        yield _slider(
            desk,
            worth,
            target=worth.label,
            party=party,
            label=f"What {together} is worth to {desk.party_label(party)} beyond their sum",
            ends=(-width, width),
        )


def _slider(
    desk: Desk,
    judgement: Judgement,
    *,
    target: str,
    party: str,
    label: str,
    ends: tuple[float, float],
    issue: str = "",
    option: str = "",
    moves_zone: bool = True,
) -> Slider:
    low, high = ends
    return Slider(
        target=target,
        kind=str(judgement.kind),
        party=party,
        label=label,
        low=low,
        high=high,
        step=_step(high - low),
        value=judgement.estimate.middle,
        estimate=judgement.estimate,
        issue=issue,
        option=option,
        is_given=judgement.is_given,
        moves_zone=moves_zone,
        grounds=desk.grounds(judgement.because) if judgement.is_given else (),
    )


def _switch(
    desk: Desk, judgement: Judgement | None, *, target: str, party: str, label: str, choice: Choice
) -> Slider:
    """How sure a red line or condition is, 0 to 1; one that was not put in stands at 0."""
    sure = 0.0 if judgement is None else judgement.estimate.middle
    is_line = judgement is None or judgement.kind is JudgementKind.RED_LINE
    return Slider(
        target=target,
        kind=str(JudgementKind.RED_LINE if is_line else JudgementKind.PROVISO),
        party=party,
        label=label,
        low=_NEVER,
        high=_ALWAYS,
        step=_ALWAYS / GRAIN,
        value=sure,
        estimate=None if judgement is None else judgement.estimate,
        issue=choice.issue,
        option=choice.option,
        switch=OFF if sure == _NEVER else HELD if sure == _ALWAYS else UNSURE,
        is_given=judgement is not None,
        grounds=() if judgement is None else desk.grounds(judgement.because),
    )


def _reach(sheet: Sheet, player: int) -> tuple[float, float]:
    """The least and the most that a package can be worth to a player, or 0 where that is more."""
    space = sheet.space_at()
    own = [bonus.worth for bonus in space.bonuses if bonus.player == player]
    least = sum(float(worth[player].min()) for worth in space.worth) + sum(min(w, 0) for w in own)
    most = sum(float(worth[player].max()) for worth in space.worth) + sum(max(w, 0) for w in own)
    return min(0.0, least), max(most, float(np.nextafter(0.0, 1.0)))


def _step(width: float) -> float:
    """A round step: about a hundredth of the width, as 1, 2 or 5 times a power of ten."""
    if width <= 0:
        return 1.0 / GRAIN
    rough = width / GRAIN
    power = 10.0 ** math.floor(math.log10(rough) + 1e-9)
    return float(min((m * power for m in (1, 2, 5, 10)), key=lambda step: abs(step - rough)))
