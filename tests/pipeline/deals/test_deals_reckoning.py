"""From preferences to the whole record, on a small invented dispute."""

import json

import pytest
from attrs import evolve

from dragoman.errors import BadIssueSpace
from dragoman.exchange import deal_json
from dragoman.ingest import take_text
from dragoman.model import Contents
from dragoman.pipeline.deals import DealRequest, deals_for_brief, reckon_deals
from dragoman.pipeline.negotiation import parse_negotiation

TEXT = "Velland would never grant the full quota, its envoy said. Ormark asks for all of it."
TALKS = """
name = "Cod talks"
[[party]]
id = "VEL"
names = ["Velland"]
[[party]]
id = "ORM"
names = ["Ormark"]
[[issue]]
id = "quota"
label = "Cod quota"
status_quo = "none"
options = [
    {id = "none", label = "no quota", value = 0},
    {id = "half", label = "half of it", value = 50},
    {id = "full", label = "all of it", value = 100},
]
[[issue]]
id = "observers"
label = "Observers"
status_quo = "none"
options = [
    {id = "none", label = "no observers", value = 0},
    {id = "all", label = "on every boat", value = 100},
]
[preference.VEL]
reservation = 0.4
[preference.VEL.quota]
weight = 0.4
score = { none = 1.0, half = 0.5, full = 0.0 }
red_lines = ["full"]
because = ["quote:envoy.txt: Velland would never grant the full quota, its envoy said."]
[preference.VEL.observers]
weight = 0.6
score = { none = 0.0, all = 1.0 }
because = ["analyst: guess"]
[preference.ORM]
reservation = 0.35
[preference.ORM.quota]
weight = [0.6, 0.9]
score = { none = 0.0, half = 0.5, full = 1.0 }
[preference.ORM.observers]
weight = 0.2
score = { none = 1.0, all = 0.0 }
[[package]]
id = "june"
label = "the June paper"
options = { quota = "half" }
[[stage]]
id = "first"
label = "boats go out"
delivers = ["quota"]
[[stage]]
id = "second"
label = "observers board"
delivers = ["observers"]
"""


def contents(text: str = TALKS) -> Contents:
    document = take_text(TEXT, path="texts/envoy.txt")
    return Contents(negotiation=parse_negotiation(text), documents=(document,))


QUICK = DealRequest(n_draws=256)


def test_the_zone_is_what_both_accept() -> None:
    space = reckon_deals(contents(), QUICK)
    # Half with observers: 0.2 + 0.6 and 0.375 + 0; none and full fail one side or the other.
    assert space.zone.exists
    assert space.zone.packages == 1
    assert space.zone.of == 6
    assert [str(c) for c in space.solutions[0].choices] == ["quota.half", "observers.all"]
    assert space.zone.probability is not None
    assert 0 < space.zone.probability.value < 1


def test_every_number_opens_its_sentence_or_is_the_analysts_own() -> None:
    space = reckon_deals(contents(), QUICK)
    by_label = {sheet.label: sheet for sheet in space.judgements}
    ground = by_label["VEL.quota.weight"].grounds[0]
    assert ground.passage is not None
    assert TEXT[ground.passage.start : ground.passage.end] == ground.passage.exact
    assert "never grant" in ground.passage.exact
    assert by_label["VEL.observers.weight"].grounds[0].reason == "guess"


def test_a_quotation_that_no_text_has_is_said_to_be_lost() -> None:
    changed = TALKS.replace("Velland would never grant", "Velland would gladly grant")
    space = reckon_deals(contents(changed), QUICK)
    line = next(one for one in space.red_lines if one.party == "VEL")
    assert line.grounds[0].is_lost


def test_a_draft_is_filled_in_judged_and_followed_through_its_stages() -> None:
    space = reckon_deals(contents(), QUICK)
    draft = space.drafts[0]
    assert draft.open_issues == ("observers",)
    assert [str(c) for c in draft.choices] == ["quota.half", "observers.all"]
    assert draft.in_zone
    stands = space.sequences[0].stands
    assert {stand.party for stand in stands} == {"VEL", "ORM"}
    tempted = {stand.party: stand.temptation for stand in stands}
    assert tempted["ORM"] is not None
    assert tempted["ORM"] > 0  # it has its quota and would owe observers


def test_a_draft_of_the_command_says_who_refuses_it_and_why() -> None:
    request = DealRequest(n_draws=256, drafts=("quota=full, observers=none",))
    draft = reckon_deals(contents(), request).drafts[1]
    refusing = next(share for share in draft.shares if not share.accepts)
    assert refusing.party == "VEL"
    assert any("red line" in why and "all of it" in why for why in refusing.refuses_because)
    assert any("0.00" in why for why in refusing.refuses_because)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("quota", "not written issue=option"),
        ("quoat=half", "did you mean 'quota'"),
        ("quota=hafl", "did you mean 'half'"),
        ("quota=half, quota=full", "settles it twice"),
    ],
)
def test_a_draft_that_cannot_be_read_is_refused(draft: str, words: str) -> None:
    with pytest.raises(BadIssueSpace, match=words):
        reckon_deals(contents(), DealRequest(n_draws=0, drafts=(draft,)))


def test_red_lines_that_clash_are_named_with_their_sentences() -> None:
    changed = TALKS.replace(
        "score = { none = 0.0, half = 0.5, full = 1.0 }",
        "score = { none = 0.0, half = 0.5, full = 1.0 }\nred_lines = { none = 0.9, half = 0.8 }",
    )
    space = reckon_deals(contents(changed), QUICK)
    assert not space.zone.exists
    assert not space.solutions
    clash = space.clashes[0]
    assert [str(blocker.choice) for blocker in clash.blockers] == [
        "quota.full",
        "quota.none",
        "quota.half",
    ] or {str(b.choice) for b in clash.blockers} == {"quota.full", "quota.none", "quota.half"}
    assert clash.probability == pytest.approx(0.72, abs=0.08)
    cited = [g for b in clash.blockers for g in b.grounds if g.passage is not None]
    assert len(cited) == 1


def test_what_if_changes_the_answer_and_not_the_settings() -> None:
    given = contents()
    before = reckon_deals(given, QUICK)
    after = reckon_deals(given, evolve(QUICK, changes=("VEL.reservation=0.9",)))
    assert before.zone.exists
    assert not after.zone.exists
    assert after.what_if == ("VEL.reservation=0.9",)
    assert given.negotiation == contents().negotiation


def test_the_same_seed_gives_the_same_bytes_and_no_draws_give_no_probability() -> None:
    first, second = (deal_json(reckon_deals(contents(), QUICK)) for _ in range(2))
    assert first == second
    assert json.loads(first)["kind"] == "deal space"
    still = reckon_deals(contents(), DealRequest(n_draws=0))
    assert still.zone.probability is None
    assert still.draws is None
    assert not still.sensitivities


def test_what_was_not_put_in_is_asked_for() -> None:
    changed = TALKS.replace("reservation = 0.35\n", "")
    space = reckon_deals(contents(changed), QUICK)
    assert any("What is no agreement worth to ORM" in question for question in space.questions)


def test_baselines_stand_beside_every_model() -> None:
    for one in reckon_deals(contents(), QUICK).forecasts:
        assert [f.model for f in one.forecasts if f.is_baseline] == ["midpoint", "mean", "median"]
        assert one.spread is not None


def test_without_preferences_a_brief_has_no_deal_space_and_the_command_says_how_to_begin() -> None:
    bare = Contents(negotiation=parse_negotiation('name = "talks"'))
    assert deals_for_brief(bare) is None
    with pytest.raises(BadIssueSpace, match="--draft"):
        reckon_deals(bare)


def test_an_issue_can_be_settled_by_a_what_if() -> None:
    space = reckon_deals(contents(), DealRequest(n_draws=256, changes=("quota=half",)))
    assert space.zone.of == 2
    assert str(space.solutions[0].choices[0]) == "quota.half"


def test_stages_that_wait_for_each_other_belong_together() -> None:
    mutual = """
[[condition]]
party = "ORM"
option = "observers.all"
only_with = ["quota.half", "quota.full"]
[[condition]]
party = "VEL"
option = "quota.half"
only_with = ["observers.all"]
"""
    space = reckon_deals(contents(TALKS + mutual), QUICK)
    assert "belong in one stage" in space.sequences[0].note
    assert any("circle" in note for note in space.notes)
