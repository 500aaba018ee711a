import numpy as np
import pytest
from attrs import evolve

from dragoman.bargaining.drawing_up import draw_up, has_preferences
from dragoman.bargaining.judgements import JudgementKind
from dragoman.errors import BadIssueSpace
from dragoman.model import (
    Choice,
    Estimate,
    Faction,
    Interaction,
    Issue,
    Negotiation,
    Option,
    OptionScore,
    PartyProfile,
    Preference,
    Proviso,
    Ratification,
    RedLine,
    Stake,
)


def known(value: float) -> Estimate:
    return Estimate(low=value, high=value)


def preference(party: str, issue: str, weight: float, **scores: float) -> Preference:
    return Preference(
        party=party,
        issue=issue,
        weight=known(weight),
        scores=tuple(OptionScore(option=o, score=known(s)) for o, s in scores.items()),
        because=("analyst: a test",),
    )


QUOTA = Issue(
    id="quota",
    label="Cod quota",
    options=(
        Option(id="none", label="no quota", value=0),
        Option(id="half", label="half", value=50),
        Option(id="full", label="all of it", value=100),
    ),
)
PAY = Issue(
    id="pay",
    label="Pay",
    options=(Option(id="low", label="low", value=0), Option(id="high", label="high", value=100)),
)
TALKS = Negotiation(
    parties=(
        PartyProfile(id="VEL", names=("Velland",)),
        PartyProfile(id="ORM", names=("Ormark",)),
        PartyProfile(id="CAL", names=("Caldmere",)),
    ),
    issues=(QUOTA, PAY),
    stakes=(
        Stake(party="VEL", reservation=known(0.4), power=known(2)),
        Stake(party="ORM", reservation=known(0.3)),
    ),
    preferences=(
        preference("VEL", "quota", 0.5, none=1, half=0.6, full=0),
        preference("VEL", "pay", 0.5, low=1, high=0),
        preference("ORM", "quota", 0.8, none=0, half=0.5, full=1),
        preference("ORM", "pay", 0.2, low=0, high=1),
    ),
)


def with_preferences(*rows: Preference) -> Negotiation:
    kept = [
        p
        for p in TALKS.preferences
        if not any((r.party, r.issue) == (p.party, p.issue) for r in rows)
    ]
    return evolve(TALKS, preferences=(*kept, *rows))


def test_worths_are_weights_times_scores() -> None:
    space = draw_up(TALKS).space_at()
    assert space.players == ("VEL", "ORM")
    assert space.worth[0].tolist() == [[0.5, 0.3, 0.0], [0.0, 0.4, 0.8]]
    assert space.worth[1].tolist() == [[0.5, 0.0], [0.0, 0.2]]
    assert space.reservation.tolist() == [0.4, 0.3]


def test_a_party_without_preferences_need_not_agree() -> None:
    assert draw_up(TALKS).parties == ("VEL", "ORM")


def test_what_nobody_gave_is_a_whole_range_and_a_question() -> None:
    rest = tuple(p for p in TALKS.preferences if (p.party, p.issue) != ("ORM", "pay"))
    sheet = draw_up(evolve(TALKS, preferences=rest, stakes=TALKS.stakes[:1]))
    assert len(sheet.questions) == 2
    assert "What is Pay worth to ORM?" in sheet.questions[0]
    assert "What is no agreement worth to ORM?" in sheet.questions[1]
    unknown = [j.label for j in sheet.judgements if not j.is_given]
    assert unknown == [
        "ORM.pay.weight",
        "ORM.pay.score.low",
        "ORM.pay.score.high",
        "ORM.reservation",
    ]
    assert all(j.estimate.low < j.estimate.high for j in sheet.judgements if not j.is_given)


def test_scores_without_a_weight_are_asked_for() -> None:
    row = evolve(TALKS.preferences[0], weight=None)
    assert any("How much does VEL care" in q for q in draw_up(with_preferences(row)).questions)


def test_draws_stay_inside_their_estimates_and_move_only_what_is_uncertain() -> None:
    row = evolve(TALKS.preferences[0], weight=Estimate(low=0.2, high=0.9))
    sheet = draw_up(with_preferences(row))
    assert [sheet.judgements[i].label for i in sheet.uncertain] == ["VEL.quota.weight"]
    values = sheet.draw(np.array([[0.0], [0.5], [1.0]]))
    assert values[:, sheet.uncertain[0]].tolist() == pytest.approx([0.2, 0.55, 0.9])
    assert sheet.space_at(values[2]).worth[0][0].tolist() == pytest.approx([0.9, 0.54, 0.0])


def test_a_position_alone_scores_options_by_their_distance() -> None:
    row = Preference(party="VEL", issue="quota", weight=known(0.5), position=known(25))
    sheet = draw_up(with_preferences(row))
    assert sheet.space_at().worth[0][0].tolist() == pytest.approx([0.375, 0.375, 0.125])
    assert any("follow from the position" in note for note in sheet.notes)
    assert sheet.places()[0, 0] == 25


def test_a_place_is_the_value_of_the_best_scored_option() -> None:
    assert draw_up(TALKS).places().tolist() == [[0, 0], [100, 100]]
    indifferent = preference("ORM", "pay", 0.0, low=0, high=1)
    assert np.isnan(draw_up(with_preferences(indifferent)).places()[1, 1])


def test_powers_are_nan_where_none_was_given() -> None:
    powers = draw_up(TALKS).powers_at()
    assert powers[0] == 2
    assert np.isnan(powers[1])


def test_red_lines_hold_in_the_middle_from_one_half_on() -> None:
    for sure, holds in ((0.5, True), (0.4, False)):
        row = evolve(TALKS.preferences[0], red_lines=(RedLine(option="full", sure=known(sure)),))
        assert draw_up(with_preferences(row)).space_at().forbidden[0][0, 2] == holds


def test_conditions_and_interactions_reach_the_space() -> None:
    proviso = Proviso(
        party="VEL",
        choice=Choice(issue="quota", option="half"),
        only_with=(Choice(issue="pay", option="low"),),
        sure=known(1),
    )
    bonus = Interaction(
        party="ORM",
        choices=(Choice(issue="quota", option="full"), Choice(issue="pay", option="high")),
        worth=known(0.2),
    )
    sheet = draw_up(evolve(TALKS, provisos=(proviso,), interactions=(bonus,)))
    space = sheet.space_at()
    assert space.is_permitted(np.array([[1, 1], [1, 0]]))[:, 0].tolist() == [False, True]
    assert space.utilities(np.array([[2, 1]]))[0, 1] == pytest.approx(1.2)
    assert [j.kind for j in sheet.judgements].count(JudgementKind.PROVISO) == 1


def test_a_body_without_factions_stays_a_question() -> None:
    body = Ratification(party="ORM", body="Assembly", rule="two thirds")
    sheet = draw_up(evolve(TALKS, ratifications=(body,)))
    assert not sheet.chambers
    assert any("Who sits in Assembly of ORM" in question for question in sheet.questions)


def test_factions_are_players_that_weigh_only_what_they_were_given() -> None:
    body = Ratification(
        party="ORM", body="Assembly", rule="two thirds", factions=(Faction(id="east", seats=9),)
    )
    row = preference("east", "quota", 1.0, none=0, half=0.5, full=1)
    sheet = draw_up(evolve(TALKS, ratifications=(body,), preferences=(*TALKS.preferences, row)))
    assert sheet.players == ("VEL", "ORM", "east")
    assert sheet.parties == ("VEL", "ORM")
    assert sheet.space_at().worth[1][2].tolist() == [0.0, 0.0]
    assert sheet.chambers[0].factions == (2,)


def test_weights_are_never_rescaled_but_their_sum_is_told() -> None:
    row = preference("VEL", "pay", 1.5, low=1, high=0)
    sheet = draw_up(with_preferences(row))
    assert sheet.space_at().worth[1][0].tolist() == [1.5, 0.0]
    assert any("The weights of VEL sum to 2.00" in note for note in sheet.notes)


def _refused(negotiation: Negotiation) -> BadIssueSpace:
    with pytest.raises(BadIssueSpace) as caught:
        draw_up(negotiation)
    return caught.value


def test_a_deal_takes_two_parties() -> None:
    one = evolve(TALKS, preferences=TALKS.preferences[:2], stakes=TALKS.stakes[:1])
    assert "--draft" in str(_refused(one))
    assert not has_preferences(evolve(one, preferences=(), stakes=()))


def test_an_option_that_no_party_scored_is_named_with_those_asked() -> None:
    rows = [preference(p, "pay", 0.2, low=1) for p in ("VEL", "ORM")]
    error = _refused(with_preferences(*rows))
    assert error.issue == "pay"
    for words in ("'high'", "'VEL'", "'ORM'"):
        assert words in str(error)


def test_a_red_line_on_every_option_names_issue_and_party() -> None:
    lines = tuple(RedLine(option=o, sure=known(1)) for o in ("none", "half", "full"))
    error = _refused(with_preferences(evolve(TALKS.preferences[0], red_lines=lines)))
    assert (error.party, error.issue) == ("VEL", "quota")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (preference("VLE", "quota", 1, none=1), "did you mean 'VEL'"),
        (preference("VEL", "quotas", 1, none=1), "did you mean 'quota'"),
        (preference("VEL", "quota", 1, hafl=1), "did you mean 'half'"),
    ],
)
def test_a_name_that_is_not_known_gets_the_nearest_one(row: Preference, words: str) -> None:
    assert words in str(_refused(evolve(TALKS, preferences=(*TALKS.preferences, row))))


def test_weights_that_are_all_zero_are_refused() -> None:
    rows = (
        preference("VEL", "quota", 0, none=1, half=0.5, full=0),
        preference("VEL", "pay", 0, low=1, high=0),
    )
    assert _refused(with_preferences(*rows)).party == "VEL"


def test_an_issue_needs_two_options_and_a_status_quo_among_them() -> None:
    lone = evolve(PAY, options=PAY.options[:1])
    assert _refused(evolve(TALKS, issues=(QUOTA, lone))).issue == "pay"
    wrong = evolve(PAY, status_quo="middle")
    assert "status quo 'middle'" in str(_refused(evolve(TALKS, issues=(QUOTA, wrong))))


def _proviso(party: str, option: str, *only_with: str) -> Proviso:
    def choice(text: str) -> Choice:
        issue, _, name = text.partition(".")
        return Choice(issue=issue, option=name)

    return Proviso(
        party=party,
        choice=choice(option),
        only_with=tuple(choice(o) for o in only_with),
        sure=known(1),
    )


def test_conditions_that_ask_for_each_other_are_told_and_not_refused() -> None:
    rows = (_proviso("VEL", "quota.half", "pay.low"), _proviso("ORM", "pay.low", "quota.half"))
    notes = draw_up(evolve(TALKS, provisos=rows)).notes
    told = [note for note in notes if "circle" in note]
    assert len(told) == 1
    for words in ("VEL", "ORM", "quota.half", "pay.low"):
        assert words in told[0]


def test_conditions_that_lead_back_to_another_option_are_refused() -> None:
    rows = (_proviso("VEL", "quota.half", "pay.low"), _proviso("ORM", "pay.low", "quota.full"))
    error = _refused(evolve(TALKS, provisos=rows))
    assert error.issue in ("quota", "pay")
    assert error.party in ("VEL", "ORM")
    assert "never be had" in str(error)


def test_a_condition_names_options_of_one_other_issue() -> None:
    for only_with in (("quota.full",), ("pay.low", "quota.full")):
        error = _refused(evolve(TALKS, provisos=(_proviso("VEL", "quota.half", *only_with),)))
        assert "one other issue" in str(error)
