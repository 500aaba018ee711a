import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from dragoman.bargaining.what_if import suppose
from dragoman.bargaining.what_if_reading import ChangeKind, read_changes
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
    Package,
    PartyProfile,
    Preference,
    Proviso,
    Ratification,
    RedLine,
    Stake,
)


def _known(number: float) -> Estimate:
    return Estimate(low=number, high=number)


def _choice(text: str) -> Choice:
    issue, _, option = text.rpartition(".")
    return Choice(issue=issue, option=option)


def _issue(issue: str, *options: str, status_quo: str | None = None) -> Issue:
    step = 100 / (len(options) - 1)
    rows = tuple(Option(id=o, label=o, value=i * step) for i, o in enumerate(options))
    return Issue(id=issue, label=issue, options=rows, status_quo=status_quo)


QUOTA = Preference(
    party="VEL",
    issue="quota",
    weight=_known(0.5),
    scores=tuple(
        OptionScore(option=o, score=_known(s)) for o, s in (("none", 1), ("half", 0.6), ("full", 0))
    ),
    red_lines=(RedLine(option="full", sure=_known(1)),),
    because=("analyst: said so",),
)
NET = Preference(party="O.R-M", issue="net.size", position=Estimate(low=40, high=60))
ARVEN = Negotiation(
    parties=(PartyProfile(id="VEL", names=("Velland",)), PartyProfile(id="O.R-M", names=("Orm",))),
    issues=(
        _issue("quota", "none", "half", "full", status_quo="none"),
        _issue("net.size", "fine", "coarse"),
        _issue("observers", "none", "two-thirds", "all"),
    ),
    preferences=(QUOTA, NET),
    stakes=(Stake(party="VEL", reservation=_known(0.3)),),
    provisos=(
        Proviso(
            party="O.R-M",
            choice=_choice("quota.half"),
            only_with=(_choice("observers.two-thirds"), _choice("observers.all")),
            sure=_known(1),
        ),
    ),
    interactions=(
        Interaction(
            party="VEL",
            choices=(_choice("quota.half"), _choice("observers.all")),
            worth=_known(0.1),
        ),
    ),
    packages=(Package(id="draft-1", label="draft", choices=(_choice("quota.half"),)),),
    ratifications=(
        Ratification(party="VEL", body="Moot", factions=(Faction(id="fishers", seats=3),)),
    ),
)


def _preference(negotiation: Negotiation, party: str, issue: str) -> Preference:
    (found,) = [p for p in negotiation.preferences if (p.party, p.issue) == (party, issue)]
    return found


def test_a_position_replaces_the_scores_and_says_so() -> None:
    supposed = suppose(ARVEN, ["VEL.quota=60..80"])
    changed = _preference(supposed.negotiation, "VEL", "quota")
    assert changed.position == Estimate(low=60, high=80)
    assert changed.scores == ()
    assert changed.red_lines == QUOTA.red_lines
    assert changed.because == ("analyst: said so", "analyst: what if VEL.quota=60..80")
    assert "no longer fit" in supposed.notes[0]
    assert _preference(ARVEN, "VEL", "quota") == QUOTA


def test_without_values_on_the_scale_the_scores_stay() -> None:
    issue = evolve(ARVEN.issues[0], options=tuple(Option(id=o, label=o) for o in ("none", "full")))
    supposed = suppose(evolve(ARVEN, issues=(issue,)), ["VEL.quota=60"])
    assert _preference(supposed.negotiation, "VEL", "quota").scores == QUOTA.scores
    assert "forecasts only" in supposed.notes[0]


def test_ids_may_hold_hyphens_and_full_stops() -> None:
    texts = ["O.R-M.net.size.weight=0.3..0.4..0.5", "O.R-M.net.size.coarse=red", "O.R-M.power=2"]
    changed = suppose(ARVEN, texts).negotiation
    assert _preference(changed, "O.R-M", "net.size").weight == Estimate(low=0.3, high=0.5, mode=0.4)
    assert _preference(changed, "O.R-M", "net.size").red_lines[0].option == "coarse"
    assert changed.stakes[1] == Stake(
        party="O.R-M", power=_known(2), because=("analyst: what if O.R-M.power=2",)
    )


def test_a_score_beside_a_position_leaves_the_others_at_their_distance() -> None:
    supposed = suppose(ARVEN, ["O.R-M.net.size.fine=0.9"])
    scores = {
        s.option: s.score for s in _preference(supposed.negotiation, "O.R-M", "net.size").scores
    }
    assert scores["fine"] == _known(0.9)
    assert scores["coarse"].low == pytest.approx(0.4)
    assert scores["coarse"].high == pytest.approx(0.6)
    assert "distance" in supposed.notes[0]


def test_a_most_likely_position_gives_a_most_likely_score() -> None:
    likely = evolve(NET, position=Estimate(low=40, high=60, mode=45))
    changed = suppose(evolve(ARVEN, preferences=(likely,)), ["O.R-M.net.size.fine=0.9"]).negotiation
    scores = {s.option: s.score for s in _preference(changed, "O.R-M", "net.size").scores}
    assert scores["coarse"].mode == pytest.approx(0.45)


def test_an_option_becomes_acceptable_or_a_red_line() -> None:
    freed = suppose(ARVEN, ["VEL.quota.full=acceptable"]).negotiation
    assert _preference(freed, "VEL", "quota").red_lines == ()
    barred = suppose(ARVEN, ["VEL.quota.half=red", "VEL.quota.red_line.full=0.4"]).negotiation
    lines = {line.option: line.sure for line in _preference(barred, "VEL", "quota").red_lines}
    assert lines == {"half": _known(1), "full": _known(0.4)}
    same = suppose(ARVEN, ["VEL.quota.none=acceptable"])
    assert same.negotiation == ARVEN
    assert "no red line" in same.notes[0]


def test_a_red_line_does_not_make_a_faction_weigh_the_issue() -> None:
    changed = suppose(ARVEN, ["fishers.quota.full=red"]).negotiation
    assert _preference(changed, "fishers", "quota").weight == _known(0)
    scored = suppose(ARVEN, ["fishers.quota.full=0.2"])
    assert _preference(scored.negotiation, "fishers", "quota").weight is None
    assert "did not weigh" in scored.notes[0]


def test_a_party_that_left_an_issue_open_still_has_no_weight_on_it() -> None:
    supposed = suppose(ARVEN, ["VEL.observers.all=red"])
    assert _preference(supposed.negotiation, "VEL", "observers").weight is None
    assert supposed.notes == ()
    assert suppose(ARVEN, ["VEL.observers=20"]).notes == ()


def test_a_party_without_preferences_joins_with_a_note() -> None:
    lone = evolve(ARVEN, parties=(*ARVEN.parties, PartyProfile(id="UNO", names=("UN",))))
    assert "now one of the parties" in suppose(lone, ["UNO.quota=50"]).notes[0]
    assert "now one of the parties" in suppose(lone, ["UNO.reservation=0.1"]).notes[0]


def test_reservation_condition_interaction_and_draft_change() -> None:
    changed = suppose(
        ARVEN,
        [
            "VEL.reservation=-0.4..0.4",
            "O.R-M.quota.half.only_with=0.5",
            "VEL.interaction.1=-0.2",
            "draft-1.observers=all",
        ],
    ).negotiation
    assert changed.stakes[0].reservation == Estimate(low=-0.4, high=0.4)
    assert changed.provisos[0].sure == _known(0.5)
    assert changed.interactions[0].worth == _known(-0.2)
    assert changed.packages[0].choices == (_choice("quota.half"), _choice("observers.all"))


def test_a_settled_issue_keeps_one_option_everywhere() -> None:
    supposed = suppose(ARVEN, ["quota=full"])
    after = supposed.negotiation
    assert [option.id for option in after.issues[0].options] == ["full"]
    assert after.issues[0].status_quo == "full"
    kept = _preference(after, "VEL", "quota")
    assert [score.option for score in kept.scores] == ["full"]
    assert kept.red_lines == QUOTA.red_lines
    assert after.provisos == ()
    assert after.interactions == ()
    assert after.packages[0].choices == (_choice("quota.full"),)
    assert any("red line at full" in note for note in supposed.notes)


def test_a_condition_that_can_no_longer_be_met_becomes_a_red_line() -> None:
    supposed = suppose(ARVEN, ["observers=none"])
    (line,) = _preference(supposed.negotiation, "O.R-M", "quota").red_lines
    assert line == RedLine(option="half", sure=_known(1))
    assert supposed.negotiation.provisos == ()
    assert _preference(supposed.negotiation, "O.R-M", "quota").weight is None
    body = evolve(ARVEN.provisos[0], party="fishers")
    voters = suppose(evolve(ARVEN, provisos=(body,)), ["observers=none"]).negotiation
    assert _preference(voters, "fishers", "quota").weight == _known(0)
    met = suppose(ARVEN, ["observers=all"]).negotiation
    assert met.provisos[0].only_with == (_choice("observers.all"),)
    assert met.interactions == ARVEN.interactions
    assert met.preferences == ARVEN.preferences


def test_a_red_line_keeps_the_surer_of_two_reasons() -> None:
    line = RedLine(option="half", sure=_known(0.6))
    doubtful = evolve(ARVEN.provisos[0], sure=_known(0.3))
    own = Preference(party="O.R-M", issue="quota", red_lines=(line,))
    given_ = evolve(ARVEN, preferences=(*ARVEN.preferences, own), provisos=(doubtful,))
    after = suppose(given_, ["observers=none"]).negotiation
    assert _preference(after, "O.R-M", "quota").red_lines == (line,)


def test_a_score_that_nobody_gave_stays_unknown_when_the_issue_is_settled() -> None:
    partial = evolve(QUOTA, scores=QUOTA.scores[:1], position=_known(10))
    after = suppose(evolve(ARVEN, preferences=(partial,)), ["quota=half"]).negotiation
    (score,) = _preference(after, "VEL", "quota").scores
    assert score == OptionScore(option="half", score=Estimate(low=0, high=1))


@given(
    st.permutations(
        [
            "VEL.quota=20",
            "VEL.quota.half=0.7",
            "VEL.quota.half=red",
            "quota=half",
            "draft-1.quota=full",
        ]
    )
)
def test_the_order_of_the_texts_does_not_matter(texts: list[str]) -> None:
    first = [
        "VEL.quota=20",
        "VEL.quota.half=0.7",
        "VEL.quota.half=red",
        "draft-1.quota=full",
        "quota=half",
    ]
    assert suppose(ARVEN, texts).negotiation == suppose(ARVEN, first).negotiation


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("VEL.quota", "is not written WHAT=VALUE"),
        ("VEL.quota=", "is not written WHAT=VALUE"),
        ("VELL.quota=3", "no party, package or issue is called 'VELL'; near: VEL"),
        ("vel.quota=3", "called 'vel'; near: VEL"),
        ("VEL.quotas=3", "'VEL'.*no issue is called 'quotas'; near: quota"),
        ("VEL.quota.ful=0.3", "'quota'.*no option 'ful'; near: full"),
        ("VEL=3", "say what of VEL"),
        ("quotta=full", "near: quota"),
        ("quota=ful", "'quota'.*no option 'ful'; near: full"),
        ("quota.full=0.3", "write PARTY.quota.full"),
        ("draft-1.quota=ful", "no option 'ful'; near: full"),
        ("draft-1.quota.full=1", "write PACKAGE.ISSUE=OPTION"),
        ("VEL.quota=101", "101 is out of range; a position is 0 to 100"),
        ("VEL.quota.weight=-1", "-1 is out of range; a weight is 0 or more"),
        ("VEL.quota.half=1.2", "1.2 is out of range; a score is 0 to 1"),
        ("VEL.quota=80..60", "not in order"),
        ("VEL.quota=60-80", "'60-80' is not a number; write 0.4, 0.3..0.5"),
        ("VEL.quota=nan", "'nan' is not a number"),
        ("VEL.quota=1..2..3..4", "is not a number"),
        ("VEL.quota.half=blue", "write .* red or acceptable"),
        ("O.R-M.net.size.coarse.only_with=0.5", r"no \[\[condition\]\] on this option"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_is_near(text: str, words: str) -> None:
    with pytest.raises(BadIssueSpace, match=words):
        suppose(ARVEN, [text])


def test_both_ends_of_a_range_are_allowed() -> None:
    changed = suppose(ARVEN, ["VEL.quota=0..100", "O.R-M.net.size.fine=0..1"]).negotiation
    assert _preference(changed, "VEL", "quota").position == Estimate(low=0, high=100)


def test_two_texts_for_one_number_are_refused() -> None:
    with pytest.raises(BadIssueSpace, match=r"changes what 'VEL.quota=3' changes too"):
        suppose(ARVEN, ["VEL.quota=3", "VEL.quota.position=4"])
    with pytest.raises(BadIssueSpace, match="keep one"):
        suppose(ARVEN, ["quota=full", "quota=half"])


def test_a_text_that_means_two_things_is_refused() -> None:
    twin = _issue("quota", "weight", "half")
    unclear = evolve(ARVEN, issues=(twin,), packages=(), provisos=(), interactions=())
    with pytest.raises(BadIssueSpace, match=r"may mean the weight or the score.*score\.OPTION"):
        suppose(unclear, ["VEL.quota.weight=0.3"])
    (change,) = read_changes(unclear, ["VEL.quota.score.weight=0.3"])
    assert (change.kind, change.option) == (ChangeKind.SCORE, "weight")
    (line,) = read_changes(unclear, ["VEL.quota.weight=red"])
    assert line.kind is ChangeKind.RED_LINE
