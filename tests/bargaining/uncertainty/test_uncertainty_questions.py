"""Which judgement matters most, and what finding it out would change."""

import numpy as np
import pytest
from uncertainty_sheets import SheetBuilder, two_parties

from dragoman.bargaining.judgements import Judgement, JudgementKind
from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.uncertainty import (
    acceptance_output,
    draw,
    next_questions,
    room_output,
    weigh_groups,
    zone_output,
)
from dragoman.bargaining.uncertainty.questions import ends_of
from dragoman.errors import BadRequest
from dragoman.model import Estimate


def _uneven() -> Sheet:
    """VEL's reservation decides nearly alone; ORM's never does; a red line sometimes."""
    builder = SheetBuilder(("VEL", "ORM"), (3,))
    builder.likes(0, 0, 1.0, (0.0, 0.5, 1.0))
    builder.likes(1, 0, 1.0, (1.0, (0.45, 0.55), 0.0))
    builder.reserves(0, (0.2, 0.8))
    builder.reserves(1, (0.0, 0.1))
    builder.refuses(1, 0, 1, 0.1)
    return builder.sheet()


def test_the_group_that_decides_ranks_first_and_the_one_that_does_not_has_nothing() -> None:
    sheet = _uneven()
    found = weigh_groups(sheet, zone_output(sheet), n_base=256)
    by_group = {weight.group: weight for weight in found.groups}
    assert found.groups[0].group == "VEL.reservation"
    idle, ruling = by_group["ORM.reservation"], by_group["VEL.reservation"]
    assert idle.total is not None
    assert ruling.total is not None
    assert idle.total.estimate == 0.0
    assert ruling.total.estimate > 0.8
    assert found.n_runs == 256 * 5 + 32 * 4
    assert found.output == "whether a zone exists"


def test_room_ranks_where_no_zone_ever_exists() -> None:
    sheet = two_parties(reservation=(0.6, 0.9), other=(0.55, 0.56))
    flat = weigh_groups(sheet, zone_output(sheet), n_base=64)
    assert flat.groups == ()
    assert "agree" in flat.findings[0]
    found = weigh_groups(sheet, room_output(sheet), n_base=256)
    assert found.groups[0].group == "VEL.reservation"
    assert found.groups[0].mu_star is not None
    assert found.groups[0].mu_star.estimate == pytest.approx(0.3, abs=0.02)


def test_morris_alone_ranks_by_mu_star() -> None:
    sheet = _uneven()
    found = weigh_groups(sheet, room_output(sheet), n_base=0)
    assert found.groups[0].total is None
    sizes = [w.mu_star.estimate for w in found.groups if w.mu_star]
    assert sizes == sorted(sizes, reverse=True)
    with pytest.raises(BadRequest, match="neither"):
        weigh_groups(sheet, room_output(sheet), n_base=0, n_paths=0)


def test_a_question_tells_the_chance_at_both_ends() -> None:
    sheet = two_parties(reservation=(0.2, 0.8), other=(0.4, 0.5))
    output = zone_output(sheet)
    weights = weigh_groups(sheet, output, n_base=64)
    asked = next_questions(sheet, draw(sheet, n_draws=256), output, weights)
    first = asked.questions[0]
    assert (first.label, first.low, first.high) == ("VEL.reservation", 0.2, 0.8)
    assert (first.at_low, first.at_high) == (1.0, 0.0)
    assert first.swing.estimate == -1.0
    assert asked.overall == pytest.approx(0.5, abs=0.02)
    assert asked.questions[-1].swing.estimate == 0.0
    assert (asked.n_draws, asked.seed, asked.n_left_out) == (256, 0, 0)


def test_a_red_line_is_asked_as_no_and_yes() -> None:
    sheet = _uneven()
    output = zone_output(sheet)
    asked = next_questions(
        sheet, draw(sheet, n_draws=512), output, weigh_groups(sheet, output, n_base=64)
    )
    line = next(q for q in asked.questions if q.kind is JudgementKind.RED_LINE)
    assert (line.low, line.high) == (0.0, 1.0)
    assert line.at_low == pytest.approx(0.5, abs=0.02)
    assert line.at_high == 0.0
    assert line.swing.low < -0.4


def test_nothing_is_asked_where_nothing_matters() -> None:
    sheet = two_parties(reservation=(0.1, 0.2))
    output = zone_output(sheet)
    weights = weigh_groups(sheet, output, n_base=64)
    assert next_questions(sheet, draw(sheet, n_draws=128), output, weights).questions == ()


def test_a_normal_is_tried_at_its_tails_and_an_interval_at_its_ends() -> None:
    normal = Estimate(low=0.0, high=1.0, mean=0.5, sd=0.1)
    ends = {
        ends_of(Judgement(label="x", group="x", kind=JudgementKind.SCORE, estimate=given))
        for given in (normal, Estimate(low=0.2, high=0.7), Estimate(low=0.2, high=0.7, mode=0.3))
    }
    low, high = max(ends)
    assert (0.2, 0.7) in {(round(a, 9), round(b, 9)) for a, b in ends}
    assert (round(low, 3), round(high, 3)) == (0.336, 0.664)


def test_acceptance_is_weighed_for_all_or_one_player() -> None:
    sheet = two_parties(reservation=(0.2, 0.8))
    middle = np.array([1])
    values = sheet.draw(np.array([[0.1], [0.9]]))
    assert acceptance_output(sheet, middle).evaluate(values).tolist() == [1.0, 0.0]
    assert acceptance_output(sheet, middle, player=1).evaluate(values).tolist() == [1.0, 1.0]
    with pytest.raises(BadRequest, match="'i0' is left open"):
        acceptance_output(sheet, np.array([-1]))


def test_in_a_group_the_widest_swing_is_asked_first() -> None:
    builder = SheetBuilder(("VEL", "ORM"), (3,))
    builder.likes(0, 0, 1.0, ((0.0, 0.01), (0.2, 0.8), 1.0))
    builder.likes(1, 0, 1.0, (1.0, 0.5, 0.0))
    builder.reserves(0, 0.5)
    builder.reserves(1, 0.5)
    sheet = builder.sheet()
    output = zone_output(sheet)
    weights = weigh_groups(sheet, output, n_base=64)
    asked = next_questions(sheet, draw(sheet, n_draws=128), output, weights).questions
    assert [question.label for question in asked] == ["VEL.i0.score.1", "VEL.i0.score.0"]
