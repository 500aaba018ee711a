"""Preferences that cannot be reckoned with get a message that names issue and party."""

import time

import pytest

from dragoman.bargaining.drawing_up import draw_up
from dragoman.bargaining.uncertainty import draw, find_zone_chance
from dragoman.errors import BadIssueSpace, BadRequest
from dragoman.pipeline.negotiation import parse_negotiation

TALKS = """
[[party]]
id = "VEL"
names = ["Velland"]
[[party]]
id = "ORM"
names = ["Ormark"]
[[issue]]
id = "quota"
label = "Cod quota"
options = [ {id = "none", label = "none", value = 0}, {id = "half", label = "half", value = 50} ]
[[issue]]
id = "pay"
label = "Pay"
options = [ {id = "low", label = "low"}, {id = "high", label = "high"} ]
[preference.VEL]
reservation = 0.8
[preference.VEL.quota]
weight = 1
score = { none = 0.1, half = 0.0 }
[preference.VEL.pay]
weight = 1
score = { low = 0.7, high = 0.0 }
[preference.ORM]
reservation = 0
[preference.ORM.quota]
weight = 1
score = { none = 0.0, half = 1.0 }
[preference.ORM.pay]
weight = 1
score = { low = 0.5, high = 1.0 }
"""


def refused(text: str) -> BadIssueSpace:
    with pytest.raises(BadIssueSpace) as caught:
        draw_up(parse_negotiation(text))
    return caught.value


def condition(party: str, option: str, *only_with: str) -> str:
    named = ", ".join(f'"{one}"' for one in only_with)
    return f'[[condition]]\nparty = "{party}"\noption = "{option}"\nonly_with = [{named}]\n'


@pytest.mark.parametrize(
    ("old", "new", "party", "issue", "words"),
    [
        ("1\nscore = { none = 0.1", "1e300\nscore = { none = 0.1", "VEL", "quota", "1e+300"),
        ("reservation = 0.8", "reservation = -1e12", "VEL", None, "reservation"),
        ("weight = 1\n", "weight = 1e-9\n", "VEL", None, "too small"),
        ("value = 50", "value = 1e9", None, "quota", "scale from 0 to 100"),
        ("value = 50", "value = -50", None, "quota", "scale from 0 to 100"),
        ("value = 50", "value = nan", None, "quota", "scale from 0 to 100"),
    ],
)
def test_numbers_out_of_all_measure_are_named(
    old: str, new: str, party: str | None, issue: str | None, words: str
) -> None:
    error = refused(TALKS.replace(old, new))
    assert (error.party, error.issue) == (party, issue)
    assert words in str(error)


def rows(kind: str, *values: tuple[str, str]) -> str:
    return "\n".join([f"[[{kind}]]", *(f"{key} = {value}" for key, value in values), ""])


def body(name: str, needs: float, faction: str, seats: int) -> str:
    head = rows("ratification", ("party", '"VEL"'), ("body", f'"{name}"'), ("needs", str(needs)))
    return head + rows("ratification.faction", ("id", f'"{faction}"'), ("seats", str(seats)))


def stage(name: str, issue: str) -> str:
    return rows("stage", ("id", f'"{name}"'), ("delivers", f'["{issue}"]'))


def guarantee(party: str, after: str = "") -> str:
    start = (("after", f'"{after}"'),) if after else ()
    named = (("label", '"monitors"'), ("party", f'"{party}"'), ("cost", "0.1"))
    return rows("guarantee", *named, *start)


BOTH = (("party", '"VEL"'), ("options", '["quota.none", "quota.half"]'), ("worth", "1"))


@pytest.mark.parametrize(
    ("more", "party", "issue", "words"),
    [
        (rows("interaction", *BOTH), "VEL", "quota", "one option of an issue"),
        (stage("first", "qouta"), None, "qouta", "did you mean 'quota'"),
        (stage("a", "pay") + stage("b", "pay"), None, "pay", "'a' and 'b'"),
        (guarantee("CAL"), "CAL", None, "monitors"),
        (guarantee("VEL", after="x"), "VEL", None, "'x'"),
        (body("Diet", 1.5, "f", 3), "VEL", None, "in Diet: needs 1.5"),
        (body("Diet", 0.5, "f", -1), "VEL", None, "in Diet: -1.0 seats"),
        (body("Diet", 0.5, "ORM", 3), "ORM", None, "faction of Diet at once"),
    ],
)
def test_what_names_nothing_or_two_things_is_named(
    more: str, party: str | None, issue: str | None, words: str
) -> None:
    error = refused(TALKS + more)
    assert (error.party, error.issue) == (party, issue)
    assert words in str(error)


def test_a_faction_may_not_sit_in_two_bodies() -> None:
    error = refused(TALKS + body("Diet", 0.5, "f", 3) + body("Senate", 0.5, "f", 3))
    assert error.party == "f"
    assert "Diet and in Senate" in str(error)


def test_a_party_s_sum_that_loses_a_last_digit_reaches_its_reservation_in_every_draw() -> None:
    sheet = draw_up(parse_negotiation(TALKS))  # .1 + .7 is a little less than .8
    assert find_zone_chance(sheet, draw(sheet)).exists.probability == 1.0


def test_a_seed_below_zero_is_refused() -> None:
    sheet = draw_up(parse_negotiation(TALKS))
    with pytest.raises(BadRequest, match="seed -1"):
        draw(sheet, seed=-1)


def test_conditions_that_exclude_each_other_are_told() -> None:
    more = condition("VEL", "quota.none", "pay.low") + condition("ORM", "quota.none", "pay.high")
    notes = draw_up(parse_negotiation(TALKS + more)).notes
    assert any("quota.none can never be had: VEL" in note and "ORM" in note for note in notes)


def test_conditions_between_all_options_take_no_longer_than_reading_them() -> None:
    names = [f"i{number}" for number in range(12)]
    issues = [
        f'[[issue]]\nid = "{name}"\nlabel = "{name}"\n'
        'options = [{id = "a", label = "a"}, {id = "b", label = "b"}]\n'
        f"[preference.VEL.{name}]\nweight = 1\nscore = {{ a = 1.0, b = 0.0 }}\n"
        for name in names
    ]
    rows = [condition("VEL", f"{x}.a", f"{y}.a") for x in names for y in names if x != y]
    began = time.process_time()
    sheet = draw_up(parse_negotiation(TALKS + "".join(issues) + "".join(rows)))
    assert time.process_time() - began < 5
    assert sum("circle" in note for note in sheet.notes) <= 5


def test_a_chain_through_a_choice_of_options_is_no_dead_end() -> None:
    more = condition("VEL", "quota.none", "pay.low", "pay.high") + condition(
        "ORM", "pay.low", "quota.half"
    )
    draw_up(parse_negotiation(TALKS + more))
    error = refused(TALKS + more.replace(', "pay.high"', ""))
    assert (error.party, error.issue) == ("VEL", "quota")
