"""The charts of the deal space: title, words, table and drawing; empty, odd and large rows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    draw_forecasts,
    draw_gains,
    draw_red_lines,
    draw_scatter,
    draw_temptations,
    draw_tornado,
)
from dragoman.briefing.deal_charts.drawing import spread
from dragoman.briefing.deal_charts.numbers import number, percent

EVIL = "<script>x</script>&\u202e"


def known(value: float) -> Reach:
    return Reach(low=value, high=value)


def words_in(figure: Figure) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", figure.drawing)


def places(figure: Figure, shade: str) -> int:
    return figure.drawing.count(shade)


HARBOUR = TwoParties(
    parties=("Velland", "Ormark"),
    reservations=(Reach(low=0.3, high=0.4), known(0.2)),
    packages=((0.1, 0.9), (0.36, 0.6), (0.5, 0.5), (0.9, 0.1)),
    frontier=((0.9, 0.1), (0.1, 0.9), (0.5, 0.5)),
    marked=(
        MarkedDeal(label="Nash", worths=(0.5, 0.5)),
        MarkedDeal(label="Kalai-Smorodinsky", worths=(0.5, 0.5)),
        MarkedDeal(label="first draft", worths=(0.36, 0.6), kind="draft"),
    ),
)


def test_the_scatter_counts_the_zone_and_names_each_solution() -> None:
    figure = draw_scatter(HARBOUR)
    assert figure.title == "2 of 4 packages are better for both than no agreement"
    assert "no agreement is worth 0.30 to 0.40 to Velland" in figure.alternative
    said = words_in(figure)
    assert "0.50 · 0.50  Nash, Kalai-Smorodinsky" in said
    assert "0.36 · 0.60  first draft" in said
    assert figure.rows[0] == ("solution", "Nash", "0.50", "0.50")
    assert [row[2] for row in figure.rows if row[0] == "frontier"] == ["0.10", "0.50", "0.90"]


def test_the_scatter_has_a_line_for_each_end_of_a_reservation() -> None:
    assert places(draw_scatter(HARBOUR), 'stroke-dasharray="5,4"') == 3


def test_counts_given_go_before_the_sample() -> None:
    sample = TwoParties(
        parties=("A", "B"), reservations=(known(0.5), known(0.5)), packages=((0.1, 0.1),),
        total=40_000, inside=0,
    )  # fmt: skip
    assert draw_scatter(sample).title == (
        "None of 40,000 packages is better for both than no agreement"
    )


def test_a_large_space_is_thinned_and_says_so() -> None:
    grid = tuple((a / 100, b / 100) for a in range(100) for b in range(100))
    many = TwoParties(parties=("A", "B"), reservations=(None, None), packages=grid)
    figure = draw_scatter(many)
    assert len(figure.drawing) < 400_000
    assert re.fullmatch(r"1,\d{3} of 10,000 packages are drawn, one for each place\.", figure.aside)


def test_lines_of_gain_name_the_deal_that_leaves_nobody_far_behind() -> None:
    gains = Gains(
        parties=("Velland", "Ormark", "Caldmere"),
        lines=(
            GainLine(label="greatest sum", gains=(0.9, 0.9, 0.1)),
            GainLine(label="Nash", gains=(0.6, 0.5, 0.4)),
            GainLine(label="draft", gains=(0.5, None, -0.2), kind="draft"),
        ),
    )
    figure = draw_gains(gains)
    assert figure.title.startswith("Nash would do most for the party that gains least: 40%")
    assert figure.rows[2] == ("draft", "draft", "50%", "not known", "−20%")
    assert {"greatest sum", "Nash", "draft", "Velland", "Caldmere"} <= set(words_in(figure))


def test_a_line_is_not_drawn_over_an_unknown_gain() -> None:
    def segments(middle: float | None) -> int:
        line = GainLine(label="draft", gains=(0.1, 0.2, middle, 0.3, 0.4))
        return len(re.findall(r'<path[^>]*stroke-soft[^>]*d="M[^"]*L[^"]*"|<path[^>]*d="M[^"]*L'
                              r'[^"]*"[^>]*stroke-soft', draw_gains(
            Gains(parties=tuple("ABCDE"), lines=(line,))).drawing))  # fmt: skip

    assert (segments(0.5), segments(None)) == (1, 2)


def test_deals_that_all_leave_somebody_worse_off_say_so() -> None:
    lines = (GainLine(label="draft", gains=(0.5, -0.1, 0.2)),)
    figure = draw_gains(Gains(parties=("A", "B", "C"), lines=lines))
    assert figure.title == "Each deal leaves some party worse off than no agreement"


def test_the_tornado_is_sorted_and_its_title_is_the_answer() -> None:
    tornado = Tornado(
        middle=0.62,
        sensitivities=(
            Sensitivity(label="Assembly weight", low=0.6, high=0.65),
            Sensitivity(label="Ormark's way out", low=0.88, high=0.31, low_at="0.2", high_at="0.5"),
        ),
    )
    figure = draw_tornado(tornado)
    assert figure.title == (
        "The chance of a zone of agreement is 62%; it turns most on Ormark's way out: 31% to 88%"
    )
    assert figure.rows[0] == ("Ormark's way out", "0.2", "88%", "0.5", "31%")
    assert words_in(figure).index("Ormark's way out") < words_in(figure).index("Assembly weight")


def test_the_tornado_leaves_out_what_moves_little_but_keeps_it_in_the_table() -> None:
    rows = tuple(Sensitivity(label=f"j{n}", low=0.5, high=0.5 + n / 100) for n in range(30))
    figure = draw_tornado(Tornado(middle=0.5, sensitivities=rows))
    assert figure.aside == "10 judgements that move it less are not drawn."
    assert len(figure.rows) == 30
    assert "j9" not in words_in(figure)


def test_red_lines_hold_sign_chance_and_citation() -> None:
    lines = RedLines(
        parties=("Velland", "Ormark"),
        options=(("Quota", "none"), ("Quota", "full"), ("Observers", "all")),
        cells=(
            RedLineCell(party="Velland", issue="Quota", option="full", sure=1.0,
                        citations=(Citation(number=7, anchor="p7"),)),
            RedLineCell(party="Ormark", issue="Quota", option="none", sure=0.6,
                        because="analyst: said so twice"),
        ),
    )  # fmt: skip
    figure = draw_red_lines(lines)
    assert figure.title == "Quota: every option is ruled out by somebody"
    assert figure.aside == "1 option that no party rules out is left out."
    assert '<a class="cite" data-note="7" href="#p7">7</a>' in figure.drawing
    assert "✕" in figure.drawing
    assert "◪" in figure.drawing
    assert "analyst: said so twice" in figure.drawing
    assert ("Quota", "full", "Velland", "100%", "7") in figure.rows
    assert figure.drawing.index(">none<") < figure.drawing.index(">full<")


def test_the_strip_says_where_the_forecasts_run_and_what_is_near() -> None:
    strip = ForecastStrip(
        issue="Quota",
        options=(("none", 0), ("half", 50), ("full", 100)),
        positions=(StripMark(label="Velland", place=known(0)), StripMark(label="CAL", place=None)),
        forecasts=(
            StripMark(label="median", place=known(40)),
            StripMark(label="Nash", place=Reach(low=30, high=70, middle=55)),
        ),
    )
    figure = draw_forecasts(strip)
    assert figure.title == "Quota: the forecasts run 40 to 55 of 100, near half"
    assert figure.rows[1] == ("CAL", "position", "not known", "")
    assert figure.rows[3] == ("Nash", "forecast", "55 (30 to 70)", "half")
    assert "CAL (not known)" in words_in(figure)


def test_labels_of_near_options_stand_on_different_lines() -> None:
    strip = ForecastStrip(
        issue="Quota", options=(("a quarter of it", 20), ("some more of it", 24)),
        positions=(StripMark(label="Velland", place=known(0)),),
    )  # fmt: skip
    drawing = draw_forecasts(strip).drawing
    heights = [
        re.search(rf"translate\([\d.]+,(-?[\d.]+)\)[^>]*>{label}<", drawing)
        for label in ("a quarter of it", "some more of it")
    ]
    assert heights[0]
    assert heights[1]
    assert heights[0][1] != heights[1][1]


def test_stages_say_who_would_walk_away_and_when() -> None:
    rows = (
        Temptation(stage="first", party="Velland", gain=known(-0.2)),
        Temptation(stage="first", party="Ormark", gain=Reach(low=-0.1, high=0.1)),
        Temptation(stage="second", party="Ormark", gain=known(0.3)),
    )
    figure = draw_temptations(Temptations(rows=rows))
    assert figure.title == "After second, Ormark would do better to walk away"
    assert [row[3] for row in figure.rows] == ["no", "perhaps", "yes"]
    assert words_in(figure).count("Ormark") == 2
    assert draw_temptations(Temptations(rows=rows[:2])).title == (
        "Ormark might do better to walk away after first"
    )
    assert draw_temptations(Temptations(rows=rows[:1])).title == (
        "After no stage would any party do better to walk away"
    )


@pytest.mark.parametrize(
    "figure",
    [
        draw_scatter(TwoParties(parties=("A", "B"), reservations=(None, None))),
        draw_gains(Gains(parties=("A", "B", "C"))),
        draw_tornado(Tornado(middle=0.5)),
        draw_red_lines(RedLines(parties=("A",), options=(("Quota", "none"),))),
        draw_forecasts(ForecastStrip(issue="Quota", positions=(StripMark(label="A", place=None),))),
        draw_temptations(Temptations()),
    ],
)
def test_an_empty_chart_says_what_will_stand_there_and_the_next_step(figure: Figure) -> None:
    assert figure.is_empty
    assert "will stand here" in figure.empty
    assert "negotiation.toml" in figure.empty
    assert figure.title


def evil_figures() -> list[Figure]:
    one = known(0.5)
    return [
        draw_scatter(TwoParties(parties=(EVIL, EVIL), reservations=(one, one),
                                marked=(MarkedDeal(label=EVIL, worths=(1.0, 1.0)),))),
        draw_gains(Gains(parties=(EVIL,), lines=(GainLine(label=EVIL, gains=(0.5,)),))),
        draw_tornado(Tornado(middle=0.5, sensitivities=(Sensitivity(label=EVIL, low=0, high=1),))),
        draw_red_lines(RedLines(parties=(EVIL,), options=((EVIL, EVIL),), cells=(
            RedLineCell(party=EVIL, issue=EVIL, option=EVIL, because=EVIL),))),
        draw_forecasts(ForecastStrip(issue=EVIL, options=((EVIL, 5.0),),
                                     positions=(StripMark(label=EVIL, place=one),))),
        draw_temptations(Temptations(rows=(Temptation(stage=EVIL, party=EVIL, gain=one),))),
    ]  # fmt: skip


def test_words_cannot_become_markup_nor_turn_the_line() -> None:
    for figure in evil_figures():
        assert "<script" not in figure.drawing
        assert "style=" not in figure.drawing
        assert "\u202e" not in figure.drawing + figure.title + figure.alternative
        assert figure.drawing.startswith(("<svg", "<table"))


def test_the_same_rows_give_the_same_bytes_and_stand_in_colours_are_gone() -> None:
    for one, other in zip(evil_figures(), evil_figures(), strict=True):
        assert one == other
        assert not re.search(r"#0[0-9a-f]{5}\b", one.drawing)


def test_unequal_numbers_of_gains_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        draw_gains(Gains(parties=("A", "B"), lines=(GainLine(label="x", gains=(0.1,)),)))


PLACES = st.lists(st.floats(0, 1), min_size=1, max_size=12)


@given(wanted=PLACES)
def test_labels_never_overlap_keep_their_order_and_stay_inside(wanted: list[float]) -> None:
    found = spread(wanted, 0.05, 0.0, 1.0)
    ordered = [place for _, place in sorted(zip(wanted, found, strict=True))]
    gaps = [b - a for a, b in zip(sorted(found), sorted(found)[1:], strict=False)]
    assert ordered == sorted(found)
    assert all(gap >= 0.05 - 1e-6 for gap in gaps)
    assert min(found) >= -1e-6
    assert max(found) <= 1 + 1e-6


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0%"), (0.004, "under 1%"), (0.5, "50%"), (0.996, "over 99%"), (1.0, "100%")],
)
def test_a_chance_never_says_more_than_is_known(share: float, said: str) -> None:
    assert percent(share) == said


def test_numbers_have_two_places_and_no_minus_before_nothing() -> None:
    assert [number(value) for value in (-0.001, -0.25, 3, 12345.6)] == [
        "0.00", "−0.25", "3.00", "12,346",
    ]  # fmt: skip
