"""From the deal space to its charts: which one stands where, with what in it."""

import time

import pytest
from attrs import evolve
from deal_records import (
    SENSITIVITY,
    SEQUENCE,
    blocked,
    composed,
    issue,
    judged,
    negotiation,
    package,
    part,
    quoted,
    red_line,
    share,
    space,
    words_of,
)

from dragoman.briefing.deal_charts import (
    Figure,
    ForecastStrip,
    Gains,
    Reach,
    RedLines,
    Temptations,
    Tornado,
    TwoParties,
)
from dragoman.briefing.deals.charting import (
    draw_chart,
    forecast_charts,
    red_line_charts,
    temptation_charts,
    tornado_charts,
    worth_charts,
)
from dragoman.briefing.deals.content import DealChart
from dragoman.model import DealSpace, Option, PartyProfile


def only(charts: tuple[DealChart, ...]) -> DealChart:
    assert len(charts) == 1
    return charts[0]


def three_parties(**shares: float | None) -> DealSpace:
    """Three parties and one draft with these gains; None for a gain that has no share."""
    found = tuple(share(id, gain or 0.3, normalised=gain) for id, gain in shares.items())
    draft = package("a paper", "quota.half", shares=found)
    return space(parties=tuple(shares), solutions=(), frontier=(), drafts=(draft,))


def test_each_chart_stands_in_the_part_whose_question_it_answers() -> None:
    sheet = composed(space())
    kinds = {one.id: [type(chart.rows) for chart in one.charts] for one in sheet.parts}
    assert kinds["zone"] == [TwoParties]
    assert kinds["blocks"] == [RedLines]
    assert kinds["forecasts"] == [ForecastStrip]
    assert kinds["sensitivity"] == [Tornado]
    assert kinds["sequence"] == [Temptations]
    names = [chart.name for one in sheet.parts for chart in one.charts]
    assert len(set(names)) == len(names)


def test_two_parties_are_set_against_each_other_with_their_reservations() -> None:
    rows = only(worth_charts(words_of(space()))).rows
    assert isinstance(rows, TwoParties)
    assert rows.parties == ("Velland", "Ormark")
    assert rows.reservations == (Reach(low=0.2, high=0.4, middle=0.30000000000000004), None)
    assert [(deal.label, deal.kind) for deal in rows.marked] == [
        ("Nash", "solution"), ("the judge's paper", "draft"),
    ]  # fmt: skip
    assert rows.frontier[0] == (0.65, 0.9)


def test_three_parties_get_an_axis_each_in_the_colours_of_the_dossier() -> None:
    rows = only(worth_charts(words_of(three_parties(VEL=0.2, ORM=0.5, CAL=0.1)))).rows
    assert isinstance(rows, Gains)
    assert rows.colours == ("blue", "black", "")
    assert rows.is_share
    assert rows.lines[0].gains == (0.2, 0.5, 0.1)


def test_gains_without_a_best_gain_stand_on_the_parties_own_scales() -> None:
    chart = only(worth_charts(words_of(three_parties(VEL=0.2, ORM=None, CAL=0.1))))
    assert isinstance(chart.rows, Gains)
    assert not chart.rows.is_share
    figure = draw_chart(chart)
    assert figure.title == "With “a paper” no party would be worse off than with no agreement"
    assert figure.rows[0] == ("a paper", "draft", "0.20", "0.30", "0.10")


def test_a_package_that_is_not_known_for_all_is_not_drawn() -> None:
    half = package("a paper", "quota.half", shares=(share("VEL", 0.2),))
    assert worth_charts(words_of(space(solutions=(), frontier=(), drafts=(half,)))) == ()


def test_the_red_line_matrix_cites_sentences_and_marks_estimates() -> None:
    chart = only(red_line_charts(words_of(blocked())))
    rows = chart.rows
    assert isinstance(rows, RedLines)
    assert rows.options[0] == ("Cod quota", "no quota")
    assert [cell.citations != () for cell in rows.cells] == [True, False]
    figure = draw_chart(chart)
    assert 'href="#p1"' in figure.drawing
    assert "estimate" in figure.drawing
    assert 'href="#swatch-blue"' in figure.drawing
    assert not figure.rows, "the table of red lines says the same"


def test_red_lines_of_factions_get_a_column_of_their_own() -> None:
    rows = only(red_line_charts(words_of(space(red_lines=(red_line("harbours", "quota.half"),)))))
    assert isinstance(rows.rows, RedLines)
    assert rows.rows.parties[-1] == "Harbours' deputies"


def test_a_strip_holds_options_positions_baselines_and_silent_models() -> None:
    rows = only(forecast_charts(words_of(space()))).rows
    assert isinstance(rows, ForecastStrip)
    assert rows.options == (("no quota", 0.0), ("half of the catch", 100.0))
    assert [(m.label, m.colour) for m in rows.positions] == [
        ("Velland", "blue"), ("Ormark", "black"),
    ]  # fmt: skip
    assert [m.label for m in rows.forecasts] == [
        "weighted mean", "midpoint, baseline", "challenge",
    ]  # fmt: skip
    assert rows.forecasts[2].place is None


def test_only_the_issues_on_which_models_differ_most_are_drawn() -> None:
    (one,) = space().forecasts
    many = tuple(evolve(one, issue=f"i{n}", spread=float(n)) for n in range(9))
    charts = forecast_charts(words_of(space(forecasts=many)))
    assert [chart.name for chart in charts] == [f"deal-forecast-{n}" for n in range(4, 10)]


def test_the_tornado_names_the_judgement_and_its_ends() -> None:
    rows = only(tornado_charts(words_of(space()))).rows
    assert isinstance(rows, Tornado)
    assert rows.sensitivities[0].label == "Velland on Cod quota: weight of the issue"
    assert (rows.sensitivities[0].low_at, rows.sensitivities[0].high_at) == ("0.3", "0.5")


def test_a_tornado_in_which_nothing_moves_is_not_drawn() -> None:
    flat = space(sensitivities=(evolve(SENSITIVITY, at_high=SENSITIVITY.at_low),))
    assert tornado_charts(words_of(flat)) == ()


def test_stages_are_drawn_with_the_package_in_the_title() -> None:
    figure = draw_chart(only(temptation_charts(words_of(space(sequences=(SEQUENCE,))))))
    assert figure.title == (
        "“the judge's paper”: after boats go out, Velland would do better to walk away"
    )


def test_ten_parties_on_fifteen_issues_are_composed_and_drawn_in_seconds() -> None:
    parties = tuple(PartyProfile(id=f"P{n}", names=(f"Party {n}",)) for n in range(10))
    options = {f"o{n}": f"option {n}" for n in range(5)}
    issues = tuple(issue(f"i{n}", f"Issue {n}", **options) for n in range(15))
    ids = tuple(party.id for party in parties)
    shares = tuple(share(id, 0.1) for id in ids)
    dotted = [f"i{n}.o1" for n in range(15)]
    nash = package("Nash solution", *dotted, kind="Nash", shares=shares)
    lines = tuple(red_line(id, f"i{n}.o0", grounds=(quoted(), judged()))
                  for id in ids for n in range(15))  # fmt: skip
    (strip,) = space().forecasts
    found = space(
        parties=ids, factions=(), issues=tuple(i.id for i in issues), solutions=(nash,),
        frontier=(nash,) * 60, red_lines=lines, judgements=(), trades=(), text=(), bodies=(),
        votes=(), drafts=(), sensitivities=(),
        forecasts=tuple(evolve(strip, issue=i.id, places=()) for i in issues),
    )  # fmt: skip
    begun = time.process_time()
    settings = negotiation(parties=parties, issues=issues, ratifications=())
    sheet = composed(found, settings)
    figures = [draw_chart(chart) for one in sheet.parts for chart in one.charts]
    assert time.process_time() - begun < 8
    assert all(not figure.is_empty for figure in figures)
    assert len(part(sheet, "packages").tables[1].rows) == 40
    assert "20 further packages are left out" in part(sheet, "packages").tables[1].note


@pytest.mark.parametrize(
    "label", ["<script>x</script>", "إيقاف الصيد", "a\x00b\u202ec", 'say "no"']
)
def test_labels_of_any_kind_are_drawn_as_words(label: str) -> None:
    odd = evolve(issue("quota", label, none=label), options=(
        Option(id="none", label=label, value=0.0), Option(id="half", label="half", value=100.0)),
    )  # fmt: skip
    settings = negotiation(issues=(odd, negotiation().issues[1]),
                           parties=(PartyProfile(id="VEL", names=(label,)),
                                    PartyProfile(id="ORM", names=("Ormark",))))  # fmt: skip
    sheet = composed(space(red_lines=(red_line("VEL", "quota.none"),)), settings)
    for one in sheet.parts:
        for chart in one.charts:
            assert is_harmless(draw_chart(chart))


def is_harmless(figure: Figure) -> bool:
    text = figure.drawing
    return not any(bad in text for bad in ("<script", "\x00", "\u202e", " style=", "javascript:"))
