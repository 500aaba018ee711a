"""From the deal space to the rows of its charts; nothing is drawn before a page asks for it."""

from attrs import evolve

from dragoman.briefing.deal_charts import (
    Citation,
    Figure,
    ForecastStrip,
    GainLine,
    Gains,
    MarkedDeal,
    Reach,
    RedLineCell,
    RedLines,
    Sensitivity,
    StripMark,
    Temptation,
    Temptations,
    Tornado,
    TwoParties,
    draw,
)
from dragoman.briefing.deals.content import DealChart
from dragoman.briefing.deals.counting import estimated, percent
from dragoman.briefing.deals.naming import Words
from dragoman.briefing.wording import capital, joined
from dragoman.model import (
    Blocker,
    BlockerKind,
    Choice,
    DealPackage,
    IssueForecast,
    JudgementSheet,
)
from dragoman.model import Figure as Number
from dragoman.model import Sensitivity as Weighed

STRIPS_AT_MOST = 6
"""Issues whose forecasts are drawn, those on which the models differ most."""
STAGED_AT_MOST = 3
"""Packages whose stages are drawn."""


def draw_chart(chart: DealChart) -> Figure:
    """The chart drawn; without its own table where one of the same part says as much."""
    figure = draw(chart.rows, chart.name)
    return figure if chart.has_table else evolve(figure, columns=(), rows=())


def worth_charts(words: Words) -> tuple[DealChart, ...]:
    """What packages are worth: across and up for two parties, an axis a party for more."""
    space = words.space
    if not any(_is_placed(one, words) for one in (*space.solutions, *space.drafts)):
        return ()
    rows = _scatter(words) if len(space.parties) == 2 else _gains(words)
    return () if rows is None else (DealChart(name="deal-worth", rows=rows),)


def _scatter(words: Words) -> TwoParties:
    space = words.space
    first, second = words.heads()
    one, other = (_reservation(party, words) for party in space.parties)
    return TwoParties(
        parties=(first, second),
        reservations=(one, other),
        frontier=tuple(_worths(one, words) for one in space.frontier if _is_placed(one, words)),
        marked=tuple(_marked(words)),
        packages=space.cloud,
        total=round(space.zone.of) if len(space.cloud) < space.zone.of else None,
        inside=None if len(space.cloud) == space.zone.of else round(space.zone.parties_only),
        title=f"What the packages are worth to {first} and to {second}",
    )


def _is_placed(package: DealPackage, words: Words) -> bool:
    """Whether it is known what a package gives every party, and there are some to compare."""
    players = {share.party for share in package.shares}
    return len(words.space.parties) > 1 and players.issuperset(words.space.parties)


def _worths(package: DealPackage, words: Words) -> tuple[float, float]:
    worth = {share.party: share.utility for share in package.shares}
    first, second = words.space.parties
    return worth[first], worth[second]


def _marked(words: Words) -> list[MarkedDeal]:
    space = words.space
    named = [(package, "solution") for package in space.solutions]
    named += [(package, "draft") for package in space.drafts]
    return [_mark(one, kind, words) for one, kind in named if _is_placed(one, words)]


def _mark(package: DealPackage, kind: str, words: Words) -> MarkedDeal:
    return MarkedDeal(label=_short(package), worths=_worths(package, words), kind=kind)


def _short(package: DealPackage) -> str:
    return package.label.removesuffix(" solution") or package.label


def _reservation(party: str, words: Words) -> Reach | None:
    """What no agreement is worth to a party; None where nobody put it in."""
    found = [j for j in words.space.judgements if j.label == f"{party}.reservation" and j.is_given]
    if not found:
        return None
    given = found[0].estimate
    return Reach(low=given.low, high=given.high, middle=given.middle)


def _gains(words: Words) -> Gains | None:
    space = words.space
    named = [(package, "solution") for package in space.solutions]
    named += [(package, "draft") for package in space.drafts]
    if not named:
        return None
    is_share = all(
        share.normalised is not None or abs(share.gain) < 1e-9
        for package, _ in named
        for share in package.shares
    )
    merged: dict[tuple[object, str], list[DealPackage]] = {}
    for package, kind in named:
        merged.setdefault((package.choices, kind), []).append(package)
    return Gains(
        parties=words.heads(),
        colours=words.colours(),
        is_share=is_share,
        lines=tuple(
            GainLine(
                label=joined([_short(one) for one in alike]),
                gains=_gains_of(alike[0], is_share=is_share, words=words),
                kind=kind,
            )
            for (_, kind), alike in merged.items()
        ),
    )


def _gains_of(package: DealPackage, *, is_share: bool, words: Words) -> tuple[float | None, ...]:
    found = {share.party: share for share in package.shares}
    gains: list[float | None] = []
    for party in words.space.parties:
        share = found.get(party)
        if share is None:
            gains.append(None)
        else:
            gains.append((share.normalised or 0.0) if is_share else share.gain)
    return tuple(gains)


def red_line_charts(words: Words) -> tuple[DealChart, ...]:
    """The matrix of red lines, where any is known."""
    space = words.space
    lines = [b for b in space.red_lines if b.kind is BlockerKind.RED_LINE and b.choice]
    if not lines:
        return ()
    issues = {issue.id: issue for issue in words.footnotes.lookup.contents.negotiation.issues}
    options = [
        Choice(issue=issue, option=option.id)
        for issue in space.issues
        if issue in issues
        for option in issues[issue].options
    ]
    players = dict.fromkeys((*space.parties, *(line.party for line in lines)))
    rows = RedLines(
        parties=tuple(words.head(player) for player in players),
        colours=tuple(words.colour(player) for player in players),
        options=tuple((words.issue(c.issue), words.label(c)) for c in options),
        cells=tuple(_red_line(line, line.choice, words) for line in lines if line.choice),
    )
    return (DealChart(name="deal-red-lines", rows=rows, has_table=False),)


def _red_line(line: Blocker, choice: Choice, words: Words) -> RedLineCell:
    numbers = words.cited(line.grounds)
    return RedLineCell(
        party=words.head(line.party),
        issue=words.issue(choice.issue),
        option=words.label(choice),
        sure=line.sure,
        citations=tuple(Citation(number=n, anchor=words.anchor(n)) for n in numbers),
        because="estimate",
    )


def forecast_charts(words: Words) -> tuple[DealChart, ...]:
    """A strip for each issue on which the models differ most, in the order of the issues."""
    forecasts = words.space.forecasts
    widest = sorted(forecasts, key=lambda one: -(one.spread or 0.0))[:STRIPS_AT_MOST]
    return tuple(
        DealChart(name=f"deal-forecast-{number}", rows=_strip(one, words))
        for number, one in enumerate(forecasts, 1)
        if one in widest
    )


def _strip(one: IssueForecast, words: Words) -> ForecastStrip:
    issues = words.footnotes.lookup.contents.negotiation.issues
    options = next((issue.options for issue in issues if issue.id == one.issue), ())
    return ForecastStrip(
        issue=words.issue(one.issue),
        options=tuple(
            (words.label(Choice(issue=one.issue, option=option.id)), option.value)
            for option in options
            if option.value is not None
        ),
        positions=tuple(
            StripMark(
                label=words.head(p.party), place=_reach(p.place), colour=words.colour(p.party)
            )
            for p in one.places
        ),
        forecasts=tuple(
            StripMark(
                label=f"{f.model}, baseline" if f.is_baseline else f.model,
                place=_reach(f.value) if f.value else None,
            )
            for f in one.forecasts
        ),
    )


def _reach(figure: Number) -> Reach:
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    return Reach(low=min(low, figure.value), high=max(high, figure.value), middle=figure.value)


def tornado_charts(words: Words) -> tuple[DealChart, ...]:
    """The chance of a zone at both ends of the judgements that matter most."""
    space = words.space
    chance = space.zone.probability
    moved = [one for one in space.sensitivities if one.at_low is not None]
    if chance is None or not any(
        percent(one.at_low or 0) != percent(one.at_high or 0) for one in moved
    ):
        return ()
    judgements = {one.label: one for one in space.judgements}
    rows = Tornado(
        middle=chance.value,
        unknown="a zone",
        sensitivities=tuple(_bar(one, judgements, words) for one in moved),
    )
    return (DealChart(name="deal-tornado", rows=rows),)


def _bar(one: Weighed, judgements: dict[str, JudgementSheet], words: Words) -> Sensitivity:
    label = one.labels[0] if one.labels else ""
    name = words.judgement(label, one.group)
    low, high = _ends_of(judgements.get(label))
    return Sensitivity(
        label=capital(f"{words.group(one.group)}{': ' if name else ''}{name}"),
        low=one.at_low or 0.0,
        high=one.at_high or 0.0,
        low_at=low,
        high_at=high,
    )


def _ends_of(judgement: JudgementSheet | None) -> tuple[str, str]:
    if judgement is None:
        return "", ""
    if judgement.kind in ("red line", "condition"):
        return "does not hold", "holds"
    given = judgement.estimate
    if given.sd is not None:
        return f"low end of {estimated(given)}", f"high end of {estimated(given)}"
    return f"{given.low:g}", f"{given.high:g}"


def temptation_charts(words: Words) -> tuple[DealChart, ...]:
    """What walking away would bring after each stage, for the first packages."""
    charts = []
    for number, sequence in enumerate(words.space.sequences[:STAGED_AT_MOST], 1):
        rows = tuple(
            Temptation(
                stage=stand.stage,
                party=words.head(stand.party),
                gain=Reach(low=stand.temptation, high=stand.temptation),
                colour=words.colour(stand.party),
            )
            for stand in sequence.stands
            if stand.temptation is not None
        )
        if rows:
            temptations = Temptations(rows=rows, package=sequence.package)
            name = f"deal-stages-{number}"
            charts.append(DealChart(name=name, rows=temptations, has_table=False))
    return tuple(charts)
