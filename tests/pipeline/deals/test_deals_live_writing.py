"""Moved sliders written into ``negotiation.toml``."""

import random
from pathlib import Path

import pytest

from dragoman.errors import BadIssueSpace, BadRequest
from dragoman.model import Contents, Estimate
from dragoman.pipeline.deals.live import LiveDeals, as_settings, changed_lines
from dragoman.pipeline.negotiation import load_negotiation, parse_negotiation

EXAMPLES = Path(__file__).parents[3] / "examples"
TEXT = """# A quarrel about a well.
name = "The well"

[[party]]
id = "N"
names = ["Northbank"]

[[party]]
id = "S"
names = ["Southbank"]

[[issue]]
id = "days"
label = "Days at the well"
options = [
    {id = "three", label = "three", value = 0},  # as last year
    {id = "five", label = "five", value = 100},
]

[preference.N]
reservation = 0.4  # from the talk in May

[preference.N.days]
weight = [0.3, 0.5]
score = { three = 0.0, five = 1 }
red_lines = ["three"]  # said twice
because = [
    "analyst: heard at the well",
]

[preference.S.days]
position = 20
"""


def test_a_moved_weight_changes_its_line_and_its_reasons_alone() -> None:
    new = as_settings(TEXT, ("N.days.weight=0.6..0.8",), reason="the envoy said so on Friday")
    assert [(row.old, row.new) for row in changed_lines(TEXT, new)] == [
        (("weight = [0.3, 0.5]",), ("weight = [0.6, 0.8]",)),
        ((), ('    "analyst: the envoy said so on Friday",',)),
    ]


def test_a_red_line_taken_back_leaves_the_comment_beside_it() -> None:
    new = as_settings(TEXT, ("N.days.three=acceptable", "N.days.five=red"), reason="a hint")
    [row] = [r for r in parse_negotiation(new).preferences if r.party == "N"]
    assert [(line.option, line.sure.low) for line in row.red_lines] == [("five", 1.0)]
    assert "# as last year" in new


def test_a_number_that_was_not_there_gets_a_table() -> None:
    new = as_settings(TEXT, ("S.reservation=0.1..0.2..0.3", "S.power=2"), reason="a guess")
    [stake] = [stake for stake in parse_negotiation(new).stakes if stake.party == "S"]
    assert stake.reservation == Estimate(low=0.1, high=0.3, mode=0.2)
    assert stake.power == Estimate(low=2.0, high=2.0)
    assert stake.because == ("analyst: a guess",)


def test_a_score_beside_a_position_is_written_with_the_others_that_follow_from_it() -> None:
    new = as_settings(TEXT, ("S.days.five=0.9",), reason="a guess")
    [row] = [r for r in parse_negotiation(new).preferences if r.party == "S"]
    assert {score.option: score.score.low for score in row.scores} == {"three": 0.8, "five": 0.9}


def test_a_new_table_stands_before_those_within_it_and_ends_of_lines_are_kept() -> None:
    text = TEXT.replace("\n", "\r\n")
    new = as_settings(text, ("S.reservation=0.2",), reason="a guess")
    assert "\r\n[preference.S]\r\nreservation = 0.2\r\n" in new
    assert new.index("[preference.S]") < new.index("[preference.S.days]")
    assert new.count("\n") == new.count("\r\n")


def test_a_reason_must_be_given_and_an_issue_is_not_settled_so() -> None:
    with pytest.raises(BadRequest, match="no reason"):
        as_settings(TEXT, ("N.days.weight=0.6",), reason="  ")
    with pytest.raises(BadRequest, match="settles an issue"):
        as_settings(TEXT, ("days=five",), reason="agreed")
    with pytest.raises(BadIssueSpace, match="no issue"):
        as_settings(TEXT, ("N.weeks.weight=0.6",), reason="agreed")


@pytest.mark.parametrize("name", ["arven", "camp-david-1978", "ukraine-2025"])
def test_sliders_of_the_examples_can_be_written_and_no_comment_is_lost(name: str) -> None:
    path = EXAMPLES / name / "negotiation.toml"
    text = path.read_text(encoding="utf-8")
    sliders = LiveDeals(Contents(negotiation=load_negotiation(path))).sliders()
    rng = random.Random(5)
    for slider in rng.sample(sliders, 12):
        change = slider.words(rng.choice([slider.low, slider.high, slider.value]))
        try:
            new = as_settings(text, (change,), reason="what if")
        except BadIssueSpace:
            continue
        comments = [line for line in text.splitlines() if line.startswith("#")]
        assert [line for line in new.splitlines() if line.startswith("#")] == comments
        assert sum(len(row.old) for row in changed_lines(text, new)) <= 4
