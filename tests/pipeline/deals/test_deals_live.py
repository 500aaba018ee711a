"""The live deal space on the examples and on small invented talks."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from dragoman.bargaining.blocks.clashes import find_clashes
from dragoman.bargaining.drawing_up import draw_up
from dragoman.bargaining.packages import find_frontier, solve
from dragoman.bargaining.two_levels import compare_levels
from dragoman.bargaining.uncertainty import draw, find_zone_chance
from dragoman.bargaining.what_if import suppose
from dragoman.errors import BadIssueSpace, BadRequest
from dragoman.model import Contents, Document, Estimate
from dragoman.pipeline.deals import DealRequest, reckon_deals
from dragoman.pipeline.deals.live import LiveAnswer, LiveDeals
from dragoman.pipeline.negotiation import load_negotiation, parse_negotiation

EXAMPLES = Path(__file__).parents[3] / "examples"
N_DRAWS = 128
MOVED = {
    "arven": ("VEL.reservation=0.9", "ORM.quota.red_line.half=red", "ORM.quota.weight=0.1..0.3"),
    "ukraine-2025": ("UKR.reservation=0.1", "RUS.black-sea.weight=0.9"),
    "camp-david-1978": ("EGY.reservation=0.2", "ISR.sinai-settlements.removed=acceptable"),
}
TALKS = """
name = "Talks on a ferry"
[[party]]
id = "N"
names = ["Northbank"]
[[party]]
id = "S"
names = ["Southbank"]
[[issue]]
id = "fare"
label = "The fare"
options = [
    {id = "low", label = "two coins", value = 0},
    {id = "high", label = "nine coins", value = 100},
]
[[issue]]
id = "hours"
label = "The hours"
options = [
    {id = "day", label = "by day", value = 0},
    {id = "night", label = "day and night", value = 100},
]
[preference.N]
reservation = [0.4, 0.6]
[preference.N.fare]
weight = 0.5
score = { low = 1.0, high = 0.0 }
red_lines = { high = 1.0 }
because = ["quote:ferry.txt: Nine coins are more than a day's wage."]
[preference.N.hours]
weight = [0.4, 0.6]
score = { day = 1.0, night = 0.0 }
[preference.S]
reservation = 0.3
[preference.S.fare]
weight = 0.5
score = { low = 0.0, high = 1.0 }
red_lines = { low = 0.8 }
[preference.S.hours]
position = 70
"""
FERRY = Document(
    id="d1",
    text="Nobody crossed. Nine coins are more than a day's wage. So it stayed.",
    path="in/ferry.txt",
)


def live(text: str = TALKS) -> LiveDeals:
    return LiveDeals(Contents(negotiation=parse_negotiation(text), documents=(FERRY,)))


@pytest.fixture(scope="module", params=sorted(MOVED))
def example(request: pytest.FixtureRequest) -> tuple[str, LiveDeals]:
    name = str(request.param)
    negotiation = load_negotiation(EXAMPLES / name / "negotiation.toml")
    return name, LiveDeals(Contents(negotiation=negotiation))


def test_an_answer_says_what_the_slow_reckoning_says(example: tuple[str, LiveDeals]) -> None:
    name, deals = example
    for changes in ((), *((one,) for one in MOVED[name]), MOVED[name]):
        check_against_parts(deals, changes, deals.answer(changes, n_draws=N_DRAWS))


def check_against_parts(deals: LiveDeals, changes: tuple[str, ...], found: LiveAnswer) -> None:
    """Zone, win sets, chance, solutions and clashes as the parts of ``reckon_deals`` give them."""
    sheet = draw_up(suppose(deals.negotiation, changes).negotiation)
    space = sheet.space_at()
    levels = compare_levels(space)
    assert found.zone.packages.value == levels.ratified.count
    assert [one.share.value for one in found.zone.win_sets] == [
        share.share for share in levels.win_sets[: space.n_parties]
    ]
    solutions = solve(space, find_frontier(space, in_zone=True))
    assert found.zone.exists is bool(solutions)
    assert found.solutions is not None
    named = [{c.issue: c.option for c in one.choices} for one in found.solutions]
    assert named == [space.named(one.package) for one in solutions]
    clashes = find_clashes(space)
    assert clashes.is_complete == found.has_all_clashes
    assert {len(clash.bars) for clash in clashes.clashes} == {
        len(clash.blockers) for clash in found.clashes or ()
    }
    chance = find_zone_chance(sheet, draw(sheet, n_draws=N_DRAWS, seed=0)).exists
    assert found.chance is not None
    assert found.chance.low - 1e-9 <= chance.high
    assert chance.low <= found.chance.high + 1e-9
    if not changes and not found.chance.n_undecided:
        assert found.chance.probability == chance.probability


@pytest.mark.slow
def test_an_answer_equals_the_whole_reckoning(example: tuple[str, LiveDeals]) -> None:
    name, deals = example
    contents = Contents(negotiation=deals.negotiation)
    for changes in ((), MOVED[name][:1]):
        asked = DealRequest(changes=changes, n_draws=256)
        slow, found = reckon_deals(contents, asked), deals.answer(changes, n_draws=256)
        assert found.solutions == slow.solutions
        assert found.zone.exists == slow.zone.exists
        assert found.zone.packages.value == slow.zone.packages
        same = [[(b.kind, b.party, b.choice, b.body) for b in c.blockers] for c in slow.clashes]
        mine = [
            [(b.kind, b.party, b.choice, b.body) for b in c.blockers] for c in found.clashes or ()
        ]
        assert sorted(same, key=str) == sorted(mine, key=str)
        assert found.openings is not None
        assert [round(one.cost, 4) for one in found.openings[:1]] == [
            round(one.cost, 4) for one in slow.openings[:1]
        ]


def test_an_answer_and_the_sliders_can_be_sent(example: tuple[str, LiveDeals]) -> None:
    name, deals = example
    sent = msgspec.json.encode(deals.answer(MOVED[name]))
    assert msgspec.json.decode(sent, type=LiveAnswer) == deals.answer(MOVED[name])
    assert msgspec.json.encode(deals.sliders())


def test_a_red_line_taken_back_makes_the_zone_appear_and_frees_the_other_line() -> None:
    deals = live()
    assert deals.answer().zone.exists is False
    found = deals.answer(("N.fare.high=acceptable", "N.reservation=0.3"))
    assert found.zone.exists
    assert found.differences is not None
    assert found.differences.appears
    assert not found.differences.vanishes
    freed = found.differences.freed or ()
    assert {(b.party, b.choice.option) for b in freed if b.choice} == {("N", "high"), ("S", "low")}
    assert (found.clashes, found.single_moves, found.openings) == ((), (), ())


def test_two_lines_that_leave_no_option_are_the_clash_and_either_opens_the_zone() -> None:
    found = live().answer(("N.reservation=0.2", "S.reservation=0.1"))
    [clash] = found.clashes or ()
    assert [(b.party, b.choice.option if b.choice else "") for b in clash.blockers] == [
        ("N", "high"),
        ("S", "low"),
    ]
    assert clash.probability == pytest.approx(0.8, abs=0.02)
    assert [move.blocker.party for move in found.single_moves or ()] == ["N", "S"]
    assert [len(one.moves) for one in found.openings or ()] == [1, 1]


def test_a_lowered_reservation_says_how_far_it_must_go() -> None:
    found = live().answer(("S.fare.low=acceptable", "S.reservation=0.9", "N.reservation=0.45"))
    [move] = [m for m in found.single_moves or () if m.blocker.party == "S"]
    assert move.to is not None
    assert (
        live()
        .answer(
            ("S.fare.low=acceptable", "N.reservation=0.45", f"S.reservation={move.to - 1e-6:.7f}")
        )
        .zone.exists
    )
    assert (
        not live()
        .answer(
            ("S.fare.low=acceptable", "N.reservation=0.45", f"S.reservation={move.to + 1e-6:.7f}")
        )
        .zone.exists
    )


def test_what_was_not_moved_is_drawn_alike() -> None:
    """A slider that is set to what it was moves no draw; one that counts little moves few."""
    deals = live()
    same = deals.answer(("N.reservation=0.4..0.6",))
    assert same.differences is not None
    assert same.differences.probability is None
    known = deals.answer(("N.hours.weight=0.5",))
    assert known.differences is not None
    shift = known.differences.probability
    assert shift is None or (
        shift.standard_error is not None
        and known.chance is not None
        and shift.standard_error <= 2 * known.chance.standard_error + 0.01
    )


def test_the_standard_error_shrinks_with_more_draws() -> None:
    deals = live(TALKS.replace("high = 1.0 }\nbecause", "high = 0.5 }\nbecause"))
    few, many = deals.answer(n_draws=64).chance, deals.answer(n_draws=1024).chance
    assert few is not None
    assert many is not None
    assert 0 < many.standard_error < few.standard_error
    assert many.low <= many.probability <= many.high


def test_sliders_name_their_what_if_their_ends_and_what_they_rest_on() -> None:
    deals = live()
    by_target = {slider.target: slider for slider in deals.sliders()}
    weight = by_target["N.hours.weight"]
    assert (weight.low, weight.high, weight.value, weight.is_given) == (0.0, 1.0, 0.5, True)
    assert weight.estimate == Estimate(low=0.4, high=0.6)
    line = by_target["N.fare.red_line.high"]
    assert (line.switch, line.value) == ("red", 1.0)
    assert line.grounds[0].passage is not None
    assert line.grounds[0].passage.exact == "Nine coins are more than a day's wage."
    assert by_target["S.fare.red_line.low"].switch == "open"
    assert by_target["S.fare.red_line.high"].switch == "acceptable"
    assert not by_target["S.fare.red_line.high"].is_given
    assert not by_target["S.hours.weight"].is_given
    assert by_target["S.hours.position"].value == 70


def test_every_slider_can_be_moved_by_its_own_words(example: tuple[str, LiveDeals]) -> None:
    _, deals = example
    texts = tuple(slider.words(slider.value) for slider in deals.sliders())
    assert len(suppose(deals.negotiation, texts).changes) == len(texts)


def test_a_change_that_cannot_be_names_issue_and_party() -> None:
    deals = live()
    with pytest.raises(BadIssueSpace, match="no option 'middle'") as refused:
        deals.answer(("N.fare.middle=red",))
    assert (refused.value.issue, refused.value.party) == ("fare", "N")
    with pytest.raises(BadIssueSpace, match="red line on every option"):
        deals.answer(("N.fare.low=red",))
    with pytest.raises(BadRequest, match="100 draws"):
        deals.answer(n_draws=100)


def test_without_preferences_there_is_nothing_to_slide() -> None:
    with pytest.raises(BadIssueSpace, match=r"no \[preference\]"):
        live("name = 'x'")


def test_a_settled_issue_is_answered_too() -> None:
    found = live().answer(("fare=high",))
    assert found.zone.of == 2
    assert found.zone.exists is False
    assert live().answer(("fare=high", "N.fare.high=acceptable", "N.reservation=0.3")).zone.exists


def test_requests_at_once_get_the_answers_of_requests_in_turn() -> None:
    deals = live()
    asked = [(f"N.reservation={n / 16:.3f}",) for n in range(16)]
    in_turn = [deals.answer(one) for one in asked]
    other = live()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(other.answer, asked)) == in_turn


def test_deepening_fills_in_and_changes_nothing_else(example: tuple[str, LiveDeals]) -> None:
    name, deals = example
    quick, deep = deals.answer(MOVED[name][:1]), deals.deepen(MOVED[name][:1])
    assert not deep.missing
    assert (deep.zone, deep.clashes) == (quick.zone, quick.clashes)
