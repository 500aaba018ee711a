"""Forecasts side by side with simple baselines, and which judgements decide."""

from dragoman.briefing.deals.content import DealPart, DealRow, DealTable
from dragoman.briefing.deals.naming import Words, estimated, likely, number, percent, scaled
from dragoman.model import IssueForecast, JudgementSheet, Sensitivity

JUDGEMENTS_AT_MOST = 60
SENSITIVITIES_AT_MOST = 10


def forecasts_part(words: Words) -> DealPart:
    """One table: issues down, models across, baselines first."""
    forecasts = words.space.forecasts
    models = list(dict.fromkeys(f.model for one in forecasts for f in one.forecasts))
    baselines = {f.model for one in forecasts for f in one.forecasts if f.is_baseline}
    models.sort(key=lambda model: model not in baselines)
    heads = ("Issue (0 to 100)", *(f"{m} (baseline)" if m in baselines else m for m in models))
    rows = tuple(_forecast_row(one, models, words) for one in forecasts)
    lines = [words.line(spread_sentence(one, words)) for one in forecasts if one.spread is not None]
    reasons = dict.fromkeys(
        f"{f.model} on {words.issue(one.issue)}: {f.reason}"
        for one in forecasts
        for f in one.forecasts
        if f.reason
    )
    lines += [words.line(reason) for reason in reasons]
    tables = (DealTable(caption="All models side by side", heads=heads, rows=rows),) if rows else ()
    return DealPart(
        id="forecasts",
        title="What the models expect on each scale",
        lines=tuple(lines),
        tables=tables,
    )


def spread_sentence(one: IssueForecast, words: Words) -> str:
    """How far the models disagree on an issue."""
    values = [f.value.value for f in one.forecasts if f.value is not None]
    return (
        f"{words.issue(one.issue)}: the models lie between {min(values):.0f} and "
        f"{max(values):.0f} of 100, {one.spread:.0f} apart"
    )


def _forecast_row(one: IssueForecast, models: list[str], words: Words) -> DealRow:
    found = {forecast.model: forecast for forecast in one.forecasts}
    cells = []
    for model in models:
        value = found[model].value if model in found else None
        cells.append(scaled(value) if value else "–")
    return DealRow(cells=(words.issue(one.issue), *cells))


def sensitivity_sentence(one: Sensitivity, words: Words) -> str:
    """What hangs on one group of judgements."""
    text = f"{words.group(one.group)}"
    if one.total is not None:
        text = f"most hangs on {text}: it has a part in {percent(max(0.0, one.total.value))} of "
        text += "the variance of the smallest gain"
    else:
        text = f"most hangs on {text}"
    if one.at_low is not None and one.at_high is not None:
        text += (
            f"; a zone exists in {percent(one.at_low)} of the draws with it at its low end and in "
            f"{percent(one.at_high)} at its high end"
        )
    return text


def sensitivity_part(words: Words) -> DealPart:
    """Which judgement matters most, and so what to find out next."""
    space = words.space
    found = space.sensitivities[:SENSITIVITIES_AT_MOST]
    lines = [words.line(space.sensitivity_note)] if space.sensitivity_note else []
    if found:
        lines.insert(0, words.line(sensitivity_sentence(found[0], words)))
    rows = tuple(_sensitivity_row(one, words) for one in found)
    heads = ("Judgements on", "First order", "Total", "Morris µ*", "Zone at low end", "at high end")
    table = DealTable(caption="Sobol and Morris indices, by groups", heads=heads, rows=rows)
    return DealPart(
        id="sensitivity",
        title="Which judgement matters most",
        lines=tuple(lines),
        tables=(table,) if rows else (),
    )


def _sensitivity_row(one: Sensitivity, words: Words) -> DealRow:
    def index(value: object) -> str:
        if value is None:
            return "–"
        return f"{number(value.value)} ({number(value.low)} to {number(value.high)})"  # type: ignore[attr-defined]

    def share(value: float | None) -> str:
        return "–" if value is None else percent(value)

    effect = "–" if one.mean_effect is None else number(one.mean_effect)
    cells = (index(one.first), index(one.total), effect, share(one.at_low), share(one.at_high))
    return DealRow(cells=(words.group(one.group), *cells))


def judgements_part(words: Words) -> DealPart:
    """Every number put in, and what it rests on; what is still asked of the analyst."""
    space = words.space
    shown = space.judgements[:JUDGEMENTS_AT_MOST]
    rows = tuple(_judgement_row(one, words) for one in shown)
    lines = [words.line(note) for note in space.notes]
    lines += [words.line(question) for question in space.questions]
    left = len(space.judgements) - len(shown)
    if left:
        lines.append(words.line(f"{left} further judgements are listed by `dragoman deals --json`"))
    heads = ("Number", "As put in", "Rests on")
    return DealPart(
        id="judgements",
        title="The judgements put in, and what they rest on",
        lines=tuple(lines),
        tables=(DealTable(caption="Judgements", heads=heads, rows=rows),) if rows else (),
    )


def _judgement_row(one: JudgementSheet, words: Words) -> DealRow:
    what = one.label.removeprefix(f"{one.group}.").replace(".", " ").replace("_", " ")
    name = words.group(one.group) if what == one.label else f"{words.group(one.group)}: {what}"
    given = estimated(one.estimate)
    value = given if one.is_given else f"not given: {given}"
    rests = words.ground(one.grounds) if one.is_given else "nobody: a question to the analyst"
    return DealRow(cells=(name, value, rests), citations=words.cited(one.grounds))


def draws_sentence(words: Words) -> str:
    """How uncertainty was reckoned."""
    draws = words.space.draws
    if draws is None:
        return "No judgement is uncertain: every number was put in as known"
    note = f"; {draws.note}" if draws.note else ""
    return f"{draws.n_draws:,} draws ({draws.method}, seed {draws.seed}){note}"


def summary_probability(words: Words) -> str:
    """The probability of a zone alone."""
    chance = words.space.zone.probability
    return likely(chance) if chance else ""
