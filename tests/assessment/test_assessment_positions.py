"""Where each party stands, on the strongest statement."""

from assessment_builder import MARN, OSKANDER, VASKER, VINT, File, on

from dragoman.model import (
    Act,
    Basis,
    Condition,
    Firmness,
    Measure,
    Named,
    Polarity,
    Position,
    Relation,
    Stance,
)


def _position(file: File, party: str = "VEL", issue: str = "quota") -> Position:
    return next(p for p in file.judge().positions if (p.party, p.issue) == (party, issue))


def test_own_words_outrank_a_newer_spokesperson_and_all_others() -> None:
    file = File()
    file.document("old", "2031-01-01")
    file.document("new", "2031-06-01")
    own = file.say("old", MARN, Act.DEMAND, "raise", "the quota", issue="quota")
    spoken = file.say("new", VASKER, Act.REJECT, "raise", "the quota", issue="quota")
    told = file.say("new", None, Act.REJECT, "raise", "the quota", agent="VEL", issue="quota")
    position = _position(file)
    assert position.statements == (own.id, spoken.id, told.id)
    assert (position.basis, position.stance) == (Basis.OWN_WORDS, Stance.FOR)
    assert position.measure == "raise the quota"


def test_the_newest_of_the_partys_own_words_rules() -> None:
    file = File()
    file.document("old", "2031-01-01")
    file.document("new", "2031-06-01")
    file.say("old", MARN, Act.REJECT, "raise", "the quota", issue="quota")
    file.say("new", MARN, Act.ACCEPT, "raise", "the quota", issue="quota")
    assert _position(file).stance is Stance.FOR


def test_the_day_of_saying_counts_before_the_day_of_publication() -> None:
    file = File()
    file.document("a", "2031-06-01")
    file.document("b", "2031-05-01")
    file.say("a", MARN, Act.REJECT, "raise", "the quota", issue="quota", stated_on=on("2031-01-01"))
    file.say("b", MARN, Act.ACCEPT, "raise", "the quota", issue="quota")
    assert _position(file).stance is Stance.FOR


def test_what_the_other_side_says_is_weaker_and_is_called_so() -> None:
    file = File()
    file.say("a", OSKANDER, Act.ACCEPT, "raise", "the quota", agent="VEL", issue="quota")
    assert _position(file).basis is Basis.OTHER_SIDE


def test_a_demand_on_the_other_side_is_the_speakers_own_position() -> None:
    file = File()
    file.say("a", OSKANDER, Act.DEMAND, "lower", "the quota", agent="VEL", issue="quota")
    (position,) = file.judge().positions
    assert position.party == "ORM"


def test_words_passed_on_by_an_analyst_rest_on_the_analyst() -> None:
    file = File()
    side = Named(id="VEL", name="Velland", party="VEL")
    file.say("a", side, Act.DEMAND, "raise", "the quota", issue="quota", reported_by=(VINT,))
    assert _position(file).basis is Basis.ANALYST


def test_unnamed_officials_are_a_leak() -> None:
    file = File()
    hidden = Named(name="an official", party="VEL")
    file.say("a", hidden, Act.DEMAND, "raise", "the quota", issue="quota", unnamed=True)
    assert _position(file).basis is Basis.LEAK


def test_an_expert_never_speaks_for_the_own_country() -> None:
    file = File()
    file.say("a", VINT, Act.DEMAND, "raise", "the quota", issue="quota")
    file.say("a", VINT, Act.DEMAND, "raise", "the quota", agent="ORM", issue="quota")
    assert not file.judge().positions


def test_an_expert_tells_what_a_party_insists_on() -> None:
    file = File()
    file.say("a", VINT, Act.ASSERT, "insist on", "a higher quota", agent="VEL", issue="quota")
    position = _position(file)
    assert (position.basis, position.stance) == (Basis.ANALYST, Stance.FOR)


def test_a_denial_a_forecast_and_a_supposition_show_no_position() -> None:
    file = File()
    file.say("a", MARN, Act.DENY, "raise", "the quota", issue="quota")
    file.say("a", MARN, Act.PREDICT, "raise", "the quota", issue="quota")
    file.say("a", MARN, Act.ACCEPT, "raise", "the quota", issue="quota", hypothetical=True)
    assert not file.judge().positions


def test_refusing_demanding_that_not_and_not_accepting_are_against() -> None:
    for act, negated, polarity in (
        (Act.REJECT, False, Polarity.AFFIRMED),
        (Act.REJECT, False, Polarity.NEGATED),
        (Act.DEMAND, True, Polarity.NEGATED),
        (Act.DEMAND, True, Polarity.AFFIRMED),
        (Act.ACCEPT, False, Polarity.NEGATED),
    ):
        file = File()
        file.say("a", MARN, act, "raise", "it", issue="quota", negated=negated, polarity=polarity)
        assert _position(file).stance is Stance.AGAINST


def test_a_hedged_offer_is_open() -> None:
    file = File()
    file.say("a", MARN, Act.ACCEPT, "raise", "it", issue="quota", firmness=Firmness.HEDGED)
    assert _position(file).stance is Stance.OPEN


def test_a_condition_makes_it_conditional() -> None:
    file = File()
    condition = Condition(relation=Relation.ONLY_IF, on=Measure(action="withdraw", object="boats"))
    file.say("a", MARN, Act.ACCEPT, "raise", "it", issue="quota", conditions=(condition,))
    position = _position(file)
    assert (position.stance, position.conditional) == (Stance.FOR, True)


def test_a_threat_is_against_what_it_answers() -> None:
    file = File()
    condition = Condition(relation=Relation.IN_CASE, on=Measure(action="seize", object="boats"))
    file.say("a", MARN, Act.THREATEN, "close", "ports", issue="quota", conditions=(condition,))
    position = _position(file)
    assert (position.stance, position.measure) == (Stance.AGAINST, "seize boats")
