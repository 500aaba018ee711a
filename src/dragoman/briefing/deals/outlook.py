"""Forecasts side by side with simple baselines, and which judgements decide."""

from collections.abc import Iterator, Sequence

from dragoman.briefing.deals.charting import forecast_charts, tornado_charts
from dragoman.briefing.deals.content import DealPart, DealRow, DealTable
from dragoman.briefing.deals.counting import number, percent, scaled
from dragoman.briefing.deals.naming import Words
from dragoman.briefing.wording import capital, joined
from dragoman.model import Figure, IssueForecast, Sensitivity

SENSITIVITIES_AT_MOST = 10

_MODELS = {
    "midpoint": "midpoint: half way between the outermost positions",
    "mean": "mean and median: of the positions, all parties alike",
    "weighted mean": "weighted mean and median: by power times weight of the issue",
    "Nash, linear loss": "Nash: largest product of gains over the scale, with losses that grow "
    "evenly or with the square of the distance",
    "challenge": "challenge: parties press each other in rounds, weaker ones give way (expected "
    "utility)",
    "exchange": "exchange: pairs of parties trade positions across issues",
}


def forecasts_part(words: Words) -> DealPart:
    """One table: issues down, models across, baselines first."""
    forecasts = words.space.forecasts
    models = list(dict.fromkeys(f.model for one in forecasts for f in one.forecasts))
    baselines = {f.model for one in forecasts for f in one.forecasts if f.is_baseline}
    models.sort(key=lambda model: model not in baselines)
    heads = ("Issue", *(f"{m} (baseline)" if m in baselines else m for m in models))
    rows = tuple(_forecast_row(one, models, words) for one in forecasts)
    texts = [spread_sentence(one, words) for one in forecasts if one.spread is not None]
    table = DealTable(
        caption="All models side by side",
        heads=heads,
        rows=rows,
        note=_explained(models),
    )
    return DealPart(
        id="forecasts",
        label="Forecasts",
        title="What the models expect on each scale",
        lines=tuple(words.line(text) for text in (*texts, *_silent(words))),
        tables=(table,) if rows else (),
        charts=forecast_charts(words),
    )


def _silent(words: Words) -> Iterator[str]:
    """Models that give no forecast on an issue, and why."""
    for one in words.space.forecasts:
        reasons: dict[str, list[str]] = {}
        for forecast in one.forecasts:
            if forecast.value is None and forecast.reason:
                reasons.setdefault(forecast.reason, []).append(f"“{forecast.model}”")
        for reason, models in reasons.items():
            yield (
                f"{words.issue(one.issue)}: no forecast by {joined(models)}, since "
                f"{words.plain(reason)}"
            )


def _explained(models: Sequence[str]) -> str:
    said = "; ".join(words for model, words in _MODELS.items() if model in models)
    return (
        "Scales run from 0 to 100; in brackets where nine tenths of the draws lie. A model that "
        f"says the same as the baselines adds nothing to them. {said[:1].upper()}{said[1:]}."
    )


def spread_sentence(one: IssueForecast, words: Words) -> str:
    """How far the models disagree on an issue."""
    values = [f.value.value for f in one.forecasts if f.value is not None]
    if not values:
        return f"{words.issue(one.issue)}: no model gives a forecast"
    low, high = f"{min(values):.0f}", f"{max(values):.0f}"
    if low == high:
        return f"{words.issue(one.issue)}: all models and baselines say {low} of 100"
    return f"{words.issue(one.issue)}: models and baselines lie between {low} and {high} of 100"


def _forecast_row(one: IssueForecast, models: Sequence[str], words: Words) -> DealRow:
    found = {forecast.model: forecast.value for forecast in one.forecasts}
    values = (found.get(model) for model in models)
    cells = (scaled(value) if value else "–" for value in values)
    return DealRow(cells=(words.issue(one.issue), *cells))


def sensitivity_sentence(one: Sensitivity, words: Words) -> str:
    """What hangs on one group of judgements, and on which of them most."""
    text = f"most hangs on the numbers for {words.group(one.group)}"
    if one.total is not None:
        share = percent(min(1.0, max(0.0, one.total.value)))
        text += f": they have a part in {share} of the variation of {weighed(words)}"
    if one.at_low is not None and one.at_high is not None:
        text += f"; {_ends(one, words)}"
    return text


def weighed(words: Words) -> str:
    """What the indices are of: whether there is a zone, or how much room there is."""
    if words.space.sensitivity_of.startswith("whether a zone"):
        return "whether there is a zone"
    return "what the worst-off would gain"


def _ends(one: Sensitivity, words: Words) -> str:
    name = _moved(one, words)
    low, high = percent(one.at_low or 0.0), percent(one.at_high or 0.0)
    if low == high:
        return f"at either end of the {name} there is a zone in {low} of the draws"
    return (
        f"with the {name} at its low end there is a zone in {low} of the draws, at its high end in "
        f"{high}"
    )


def _moved(one: Sensitivity, words: Words) -> str:
    """The judgement of the group whose ends were tried out."""
    name = words.judgement(one.labels[0], one.group) if one.labels else ""
    if name.startswith("that "):
        return f"probability {name}"
    return name or "value"


def sensitivity_part(words: Words) -> DealPart:
    """Which judgement matters most, and so what to find out next."""
    space = words.space
    found = space.sensitivities[:SENSITIVITIES_AT_MOST]
    texts = [sensitivity_sentence(found[0], words)] if found else []
    texts += [words.plain(space.sensitivity_note)] * bool(space.sensitivity_note)
    table = DealTable(
        caption="How much hangs on each group of judgements",
        heads=(
            "Numbers for",
            "Alone",
            "With others",
            "Effect",
            "Moved",
            "Zone, low end",
            "High end",
        ),
        rows=tuple(_sensitivity_row(one, words) for one in found),
        note=f"Alone and with others: share of the variation of {weighed(words)} "
        "(first-order and total Sobol index, 95% interval in brackets). Effect: mean change when "
        "the group moves (Morris µ*). Zone: share of the draws with a zone, "
        "with the judgement under “Moved” at either end.",
    )
    return DealPart(
        id="sensitivity",
        label="Sensitivity",
        title="Which judgement matters most, and so what to find out next",
        lines=tuple(words.line(text) for text in texts),
        tables=(table,) if found else (),
        charts=tornado_charts(words),
    )


def _sensitivity_row(one: Sensitivity, words: Words) -> DealRow:
    moved = _moved(one, words) if one.at_low is not None else "–"
    effect = "–" if one.mean_effect is None else number(one.mean_effect)
    cells = (_index(one.first), _index(one.total), effect, moved)
    ends = ("–" if end is None else percent(end) for end in (one.at_low, one.at_high))
    return DealRow(cells=(capital(words.group(one.group)), *cells, *ends))


def _index(value: Figure | None) -> str:
    if value is None:
        return "–"
    if value.low is None or value.high is None:
        return number(value.value)
    return f"{number(value.value)} ({number(value.low)} to {number(value.high)})"
