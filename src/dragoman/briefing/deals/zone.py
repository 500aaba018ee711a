"""The zone of possible agreement: is there one, how large, how sure, who leaves how much of it."""

from dragoman.briefing.deals.charting import worth_charts
from dragoman.briefing.deals.content import DealPart, DealRow, DealTable
from dragoman.briefing.deals.counting import likely, of_draws, of_packages, packages, percent
from dragoman.briefing.deals.naming import Words
from dragoman.model import Body, WinSet, Zone


def zone_sentence(zone: Zone, words: Words) -> str:
    """Whether there is a zone, how large it is, and what being in it means."""
    body = " and every body that must approve would" if words.space.bodies else ""
    if not zone.exists:
        return (
            "With every number at its middle there is no zone of possible agreement: none of "
            f"{packages(zone.of)} is acceptable to every party{' and every body' if body else ''}"
        )
    verb = "lies" if round(zone.packages) <= 1 else "lie"
    return (
        f"With every number at its middle, {_size(zone)} {verb} in the zone of possible agreement: "
        f"every party would accept them{body}"
    )


def _size(zone: Zone) -> str:
    return of_packages(zone.packages, zone.of, is_exact=zone.is_exact)


def chance_sentence(words: Words) -> str:
    """How often there is a zone when the uncertain numbers vary."""
    space, chance = words.space, words.space.zone.probability
    if space.draws is None or chance is None:
        return no_draws_sentence(words)
    if all(judgement.estimate.is_known for judgement in space.judgements):
        return "Every number was put in as known, so that nothing was drawn"
    return (
        f"With the uncertain numbers drawn {space.draws.n_draws:,} times within what was put in, "
        f"there is a zone in {of_draws(chance, '95% interval ')}"
    )


def no_draws_sentence(words: Words) -> str:
    """Why nothing is said of how sure the results are."""
    if all(judgement.estimate.is_known for judgement in words.space.judgements):
        return "Every number was put in as known, so that nothing was drawn"
    return (
        "The uncertain numbers were not drawn: every one stands at its middle, and nothing is said "
        "of how sure the results are"
    )


def zone_part(words: Words) -> DealPart:
    """Win sets of parties, and what bodies that must approve take out."""
    zone = words.space.zone
    texts = [
        "A party would accept a package that is worth at least as much to it as no agreement, "
        "holds no option that the party rules out and meets its conditions",
    ]
    texts += [
        "At the middle a red line or condition stands if it is at least 50% sure, and not otherwise"
    ] * any(judgement.kind in ("red line", "condition") for judgement in words.space.judgements)
    texts += [_body_sentence(body, words) for body in words.space.bodies]
    heads: tuple[str, ...] = (
        "Party",
        "Packages it would accept",
        "Share of all",
        "Most often stopped by",
    )
    if any(one.probability for one in zone.win_sets):
        heads = (*heads, "Accepts some package that all accept")
    table = DealTable(
        caption="What each party would accept, alone (its win set)",
        heads=heads,
        rows=tuple(_win_row(one, words, len(heads)) for one in zone.win_sets),
    )
    return DealPart(
        id="zone",
        label="Zone",
        title=_title(zone),
        lines=tuple(words.line(text) for text in texts),
        tables=(table,) if zone.win_sets else (),
        charts=worth_charts(words),
    )


def _title(zone: Zone) -> str:
    if not zone.exists:
        if zone.probability and zone.probability.value > 0:
            chance = of_draws(zone.probability)
            return f"No zone of possible agreement with every number at its middle, one in {chance}"
        return "There is no zone of possible agreement"
    return f"The zone of possible agreement: {_size(zone)}"


def _win_row(one: WinSet, words: Words, columns: int) -> DealRow:
    reason = words.plain(one.refuses_most) if one.refuses_most else "–"
    cells: tuple[str, ...] = (
        words.head(one.party),
        f"{one.packages:,.0f}",
        percent(one.share),
        reason,
    )
    if columns > len(cells):
        cells = (*cells, likely(one.probability) if one.probability else "–")
    return DealRow(cells=cells)


def _body_sentence(body: Body, words: Words) -> str:
    name = words.body(body.party, body.body)
    if body.is_absorbed:
        return f"{name} would approve every package that the parties would accept"
    return (
        f"{name} would refuse {packages(body.takes_out)}, {percent(body.share)} of those that the "
        "parties would accept"
    )
