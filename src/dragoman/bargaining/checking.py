"""What is wrong with the numbers put in, said with the issue and the party it is wrong with."""

import difflib
from collections.abc import Iterable, Sequence

from dragoman.bargaining.magnitudes import check_magnitudes, check_scale
from dragoman.errors import BadIssueSpace
from dragoman.model import Choice, Issue, Negotiation, Preference

HOLDS = 0.5
"""From this probability on a red line counts where single numbers are reckoned with."""


def check_deal_space(negotiation: Negotiation, players: Sequence[str]) -> None:
    """Refuse preferences that name nothing, and issues that no party could settle.

    An issue with one option is settled: it passes where that option is its status quo.

    Raises:
        BadIssueSpace: naming issue and party.
    """
    _check_names(negotiation, players)
    issues = {issue.id: issue for issue in negotiation.issues}
    for preference in negotiation.preferences:
        _check_preference(preference, issues[preference.issue])
    for issue in used_issues(negotiation):
        _check_issue(issue, [p for p in negotiation.preferences if p.issue == issue.id])
    for player in players:
        _check_weights(negotiation, player)
    check_magnitudes(negotiation)
    _check_choices(negotiation, issues)
    _check_provisos(negotiation)
    _check_interactions(negotiation)
    _check_plan(negotiation, players)


def used_issues(negotiation: Negotiation) -> list[Issue]:
    """The issues that somebody has a preference on, in the order of ``negotiation.toml``."""
    named = {preference.issue for preference in negotiation.preferences}
    return [issue for issue in negotiation.issues if issue.id in named]


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint for a name that is not known: the one that looks most like it, or all of them."""
    ids = sorted(set(known))
    close = difflib.get_close_matches(word, ids, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(ids) or 'none'}"


def _check_names(negotiation: Negotiation, players: Sequence[str]) -> None:
    issues = [issue.id for issue in negotiation.issues]
    named = [(p.party, p.issue) for p in negotiation.preferences]
    for party, issue in named + [(s.party, None) for s in negotiation.stakes]:
        if party not in players:
            raise BadIssueSpace(
                "is no [[party]] and no faction of a [[ratification]]; "
                + nearest(party, [*(p.id for p in negotiation.parties), *players]),
                party=party,
            )
        if issue is not None and issue not in issues:
            raise BadIssueSpace(
                f"there is no such [[issue]]; {nearest(issue, issues)}", issue=issue, party=party
            )


def _check_preference(preference: Preference, issue: Issue) -> None:
    known = [option.id for option in issue.options]
    named = [s.option for s in preference.scores] + [r.option for r in preference.red_lines]
    for option in named:
        if option not in known:
            raise BadIssueSpace(
                f"the issue has no option {option!r}; {nearest(option, known)}",
                issue=issue.id,
                party=preference.party,
            )
    lines = {line.option for line in preference.red_lines if line.sure.middle >= HOLDS}
    if len(known) > 1 and lines == set(known):
        raise BadIssueSpace(
            "has a red line on every option, so that no package can ever be accepted; "
            "take one back, or drop the issue",
            issue=issue.id,
            party=preference.party,
        )


def _check_issue(issue: Issue, preferences: list[Preference]) -> None:
    ids = [option.id for option in issue.options]
    if len(ids) < 2 and ids != [issue.status_quo]:
        raise BadIssueSpace(
            f"has {len(ids)} options; give two or more in [[issue]]", issue=issue.id
        )
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        raise BadIssueSpace(f"has the option {twice[0]!r} twice", issue=issue.id)
    if issue.status_quo is not None and issue.status_quo not in ids:
        raise BadIssueSpace(
            f"the status quo {issue.status_quo!r} is none of its options; "
            + nearest(issue.status_quo, ids),
            issue=issue.id,
        )
    check_scale(issue)
    if any(p.position is not None and not p.scores for p in preferences):
        missing = [option.id for option in issue.options if option.value is None]
        if missing:
            party = next(p.party for p in preferences if p.position is not None and not p.scores)
            raise BadIssueSpace(
                f"a position needs a scale value for every option; {missing[0]!r} has none",
                issue=issue.id,
                party=party,
            )
        return
    scored = {score.option for p in preferences for score in p.scores}
    for option in ids:
        if option not in scored:
            parties = ", ".join(repr(p.party) for p in preferences)
            raise BadIssueSpace(
                f"no party scored the option {option!r} (asked: {parties}); "
                "give it a score for one party at least, or drop it",
                issue=issue.id,
            )


def _check_weights(negotiation: Negotiation, player: str) -> None:
    weights = [p.weight for p in negotiation.preferences if p.party == player]
    if weights and all(weight is not None and weight.high == 0 for weight in weights):
        raise BadIssueSpace(
            "every weight is 0, so that nothing is worth anything to it; weigh one issue at least",
            party=player,
        )


def _check_choices(negotiation: Negotiation, issues: dict[str, Issue]) -> None:
    rows: list[tuple[str, str | None, Choice]] = []
    for proviso in negotiation.provisos:
        rows += [("condition", proviso.party, c) for c in (proviso.choice, *proviso.only_with)]
    for bonus in negotiation.interactions:
        rows += [("interaction", bonus.party, choice) for choice in bonus.choices]
    for package in negotiation.packages:
        rows += [(f"package {package.id!r}", None, choice) for choice in package.choices]
    for at, party, choice in rows:
        if choice.issue not in issues:
            raise BadIssueSpace(
                f"the {at} names an issue that is none; {nearest(choice.issue, issues)}",
                issue=choice.issue,
                party=party,
            )
        known = [option.id for option in issues[choice.issue].options]
        if choice.option not in known:
            raise BadIssueSpace(
                f"the {at} names the option {choice.option!r}; {nearest(choice.option, known)}",
                issue=choice.issue,
                party=party,
            )


def _check_provisos(negotiation: Negotiation) -> None:
    for proviso in negotiation.provisos:
        others = {choice.issue for choice in proviso.only_with}
        if len(others) > 1 or proviso.choice.issue in others:
            raise BadIssueSpace(
                f"the condition on {str(proviso.choice)!r} must name options of one other issue; "
                "write one [[condition]] for each",
                issue=proviso.choice.issue,
                party=proviso.party,
            )


def _check_interactions(negotiation: Negotiation) -> None:
    for bonus in negotiation.interactions:
        issues = [choice.issue for choice in bonus.choices]
        twice = sorted({issue for issue in issues if issues.count(issue) > 1})
        if twice:
            named = " and ".join(c.option for c in bonus.choices if c.issue == twice[0])
            raise BadIssueSpace(
                f"an interaction names {named}, and a package holds one option of an issue; "
                "name one option each of two or more issues",
                issue=twice[0],
                party=bonus.party,
            )


def _check_plan(negotiation: Negotiation, players: Sequence[str]) -> None:
    """Stages deliver what is there, guarantees bind parties from stages that are there."""
    issues = [issue.id for issue in negotiation.issues]
    stages = [stage.id for stage in negotiation.stages]
    delivered: dict[str, str] = {}
    for stage in negotiation.stages:
        for issue in stage.delivers:
            if issue not in issues:
                raise BadIssueSpace(
                    f"the stage {stage.id!r} delivers an issue that is none; "
                    + nearest(issue, issues),
                    issue=issue,
                )
            if issue in delivered:
                raise BadIssueSpace(
                    f"the stages {delivered[issue]!r} and {stage.id!r} both deliver it; "
                    "name it in one",
                    issue=issue,
                )
            delivered[issue] = stage.id
    factions = {f.id for body in negotiation.ratifications for f in body.factions}
    parties = [player for player in players if player not in factions]
    for guarantee in negotiation.guarantees:
        if guarantee.party not in parties:
            raise BadIssueSpace(
                f"the guarantee {guarantee.label!r} binds one that is no party with preferences; "
                + nearest(guarantee.party, parties),
                party=guarantee.party,
            )
        if guarantee.after is not None and guarantee.after not in stages:
            raise BadIssueSpace(
                f"the guarantee {guarantee.label!r} begins after a stage that is none, "
                f"{guarantee.after!r}; {nearest(guarantee.after, stages)}",
                party=guarantee.party,
            )
