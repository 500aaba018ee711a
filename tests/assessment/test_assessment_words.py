"""What the words of statements show where the reader's measures do not: stance and undertaking."""

import pytest
from assessment_builder import MARN, OSKANDER, File, number, on

from dragoman.model import Act, Issue, Measure, Negotiation, Polarity, Position, Stance, Statement


def _position(words: str, act: Act = Act.ASSERT, **fields: object) -> Position | None:
    file = File()
    file.say("a", MARN, act, words=words, issues=("quota",), **fields)  # type: ignore[arg-type]
    return next(iter(file.judge().positions), None)


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("he was in favour of a higher quota", Stance.FOR),
        ("a higher quota would be unacceptable", Stance.AGAINST),
        ("observers on board were out of the question", Stance.AGAINST),
        ("she could not accept a lower quota", Stance.AGAINST),
        ("Velland was open to a higher quota", Stance.OPEN),
        ("he was in favour of a quota in principle", Stance.OPEN),
        ("Velland was not open to a higher quota", Stance.AGAINST),
    ],
)
def test_an_assertion_may_say_where_its_speaker_stands(words: str, stance: Stance) -> None:
    position = _position(words)
    assert position is not None
    assert (position.stance, position.measure) == (stance, words)


def test_words_about_another_partys_stance_are_that_partys_on_the_other_sides_word() -> None:
    position = _position("Ormark is open to a lower quota")
    assert position is not None
    assert (position.party, position.basis) == ("ORM", "other side")


def test_plain_assertions_and_words_about_two_others_show_no_position() -> None:
    assert _position("the quota is 9,000 tonnes") is None
    assert _position("Ormark and Caldmere are open to a lower quota") is None


def test_what_stands_inside_a_demand_or_denial_is_nobodys_position_or_promise() -> None:
    for act in (Act.DEMAND, Act.DENY):
        file = File()
        file.paragraph("a", "that Ormark accept a quota of cod")
        file.say("a", MARN, act, words="that Ormark accept a quota of cod", issues=("quota",))
        file.say("a", OSKANDER, Act.ACCEPT, words="a quota of cod", issues=("quota",))
        judged = file.judge()
        assert not judged.commitments
        assert {p.party for p in judged.positions} <= {"VEL"}


def test_who_only_should_agree_has_not() -> None:
    file = File()
    said = file.say("a", OSKANDER, Act.ACCEPT, words="a truce of 30 days", cue="agree")
    *rest, cue = said.passages
    wished = Statement(
        id=said.id,
        act=said.act,
        party="ORM",
        speakers=said.speakers,
        passages=(
            *rest,
            type(cue)(
                document="a",
                start=cue.start,
                end=cue.end,
                exact="agree",
                role="cue",
                prefix="demanded that Ormark ",
            ),
        ),
    )
    assert len(file.judge().commitments) == 1
    file.statements[0] = wished
    assert not file.judge().commitments


def test_to_want_an_end_of_what_an_issue_is_named_after_is_to_be_against_it() -> None:
    file = File()
    words = "all military aid to Velland to end"
    file.say("a", OSKANDER, Act.DEMAND, "", "military aid", words, issue="military-aid")
    file.say("b", OSKANDER, Act.DEMAND, "", "strikes", "an end to strikes", issue="ceasefire")
    first, second = sorted(file.judge().positions, key=lambda p: p.issue)
    assert (first.issue, first.stance) == ("ceasefire", Stance.FOR)
    assert (second.stance, second.measure) == (Stance.AGAINST, "military aid")


def test_words_that_only_point_make_no_position_and_stand_behind_others() -> None:
    assert _position("the idea", Act.ACCEPT) is None
    file = File()
    file.document("old", "2031-01-01")
    file.document("new", "2031-02-01")
    file.say("old", MARN, Act.ACCEPT, words="a truce at sea", issues=("ceasefire",))
    file.say("new", MARN, Act.ACCEPT, words="it", issues=("ceasefire",))
    (position,) = file.judge().positions
    assert position.measure == "a truce at sea"


def test_a_bare_threat_and_a_vague_promise_show_no_position() -> None:
    assert _position("to close its ports", Act.THREATEN) is None
    assert _position("to do everything for peace", Act.PROMISE) is None
    weighed = _position("to consider a higher quota", Act.PROMISE)
    assert weighed is not None
    assert weighed.stance is Stance.OPEN


def test_the_dossiers_own_issue_goes_before_the_generic_one_of_the_measure() -> None:
    file = File()
    measure = Measure(object="cod quota", issue="resources")
    file.say(
        "a", MARN, Act.DEMAND, words="a cod quota", issues=("cod", "resources"), measures=(measure,)
    )
    own = Negotiation(issues=(Issue(id="cod", label="Cod", parent="resources"),))
    file.negotiation = own
    (position,) = file.judge().positions
    assert position.issue == "cod"


@pytest.mark.parametrize(
    "words",
    [
        "that the talks were hard",
        "that the war has to end",
        "to consider the matter",
        "It would take years to learn it",
        "They would meet at some later time",
        "the idea of a summit",
        '"She named a number and I said yes"',
        "that missiles, if supplied, would change nothing",
    ],
)
def test_what_is_no_deed_to_come_is_no_commitment(words: str) -> None:
    file = File()
    act = Act.PROMISE if "would" in words else Act.ACCEPT
    file.say("a", MARN, act, words=words)
    assert not file.judge().commitments


@pytest.mark.parametrize(
    "words",
    ["to open two ports", "that it would open two ports", "a truce of 30 days", "not to fish"],
)
def test_what_is_still_to_be_done_is_one(words: str) -> None:
    file = File()
    polarity = Polarity.NEGATED if words.startswith("not") else Polarity.AFFIRMED
    file.say("a", MARN, Act.PROMISE, words=words, polarity=polarity)
    assert len(file.judge().commitments) == 1


def test_nobody_promises_for_another() -> None:
    file = File()
    file.say("a", OSKANDER, Act.PROMISE, "open", "two ports", "to open two ports", agent="VEL")
    assert not file.judge().commitments
    file.say("b", OSKANDER, Act.ACCEPT, "open", "two ports", "to open two ports", agent="VEL")
    (commitment,) = file.judge().commitments
    assert commitment.parties == ("VEL",)


def test_that_two_agreed_is_the_narrators_word_unless_they_say_so_jointly() -> None:
    words = "to open two ports"
    told, joint = File(), File()
    joint.paragraph("a", f"Both, says the joint statement, agreed {words}.")
    for file in (told, joint):
        file.say("a", (MARN, OSKANDER), Act.ACCEPT, words=words, cue="agreed")
    stages = [[s.stage for s in f.judge().commitments[0].agreement] for f in (told, joint)]
    assert stages == [["claimed by one"], ["claimed by one", "confirmed by both"]]


def test_a_truce_of_so_many_days_runs_from_the_day_of_the_contact() -> None:
    file = File()
    call = file.contact("a", day="2031-03-18")
    file.say(
        "a",
        MARN,
        Act.ACCEPT,
        "",
        "truce",
        "a truce of 30 days",
        extent=number(30, "day"),
        about=call.id,
    )
    (commitment,) = file.judge().commitments
    assert commitment.due_on is not None
    assert commitment.due_on.edtf == "2031-03-18/2031-04-17"


def test_a_deadline_in_the_words_counts_where_the_measure_has_none() -> None:
    file = File()
    file.document("a", "2031-03-10")
    file.say("a", MARN, Act.PROMISE, words="to pay the arrears by the end of March")
    (commitment,) = file.judge().commitments
    assert commitment.due_on is not None
    assert commitment.due_on.edtf == "2031-03-31"


def _charged(words: str, speaker: object = OSKANDER, **fields: object) -> list[str]:
    file = File()
    file.document("a", "2031-03-01")
    file.document("b", "2031-04-01")
    file.say("a", MARN, Act.PROMISE, words="to keep patrol boats away from the Skerries")
    file.say("a", MARN, Act.PROMISE, words="to pay the arrears of the crew")
    file.say("b", speaker, Act.ACCUSE, words=words, **fields)  # type: ignore[arg-type]
    return [s.stage for c in file.judge().commitments for s in c.compliance]


def test_a_charge_of_breach_belongs_to_the_commitment_it_names() -> None:
    assert _charged("Velland of having broken the promise on patrol boats") == ["reported broken"]
    assert _charged("Velland of having broken the undertaking of March") == []
    assert _charged("Velland of having broken earlier agreements on patrol boats") == []
    assert _charged("Ormark of having broken the promise on patrol boats", MARN) == []
    assert _charged("Velland of having broken the promise on patrol boats", MARN) == []
    assert _charged("Velland would break the promise on patrol boats") == []


def test_a_delivery_told_as_done_completes_what_was_to_be_delivered() -> None:
    def kept(words: str) -> list[str]:
        file = File()
        file.document("a", "2031-03-01")
        file.document("b", "2031-04-01")
        words_before = "to deliver the catch records"
        file.say("a", MARN, Act.PROMISE, "deliver", "catch records", words_before, agent="VEL")
        file.say(
            "b", None, Act.ASSERT, "deliver", "catch records", words, stated_on=on("2031-04-01")
        )
        return [s.stage for c in file.judge().commitments for s in c.compliance]

    assert kept("Velland did deliver its catch records") == ["completed"]
    assert kept("Velland will deliver its catch records") == []
