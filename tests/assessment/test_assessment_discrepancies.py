"""Accounts that cannot all hold, and those that can."""

from assessment_builder import MARN, OSKANDER, VASKER, VINT, File, number
from attrs import evolve

from dragoman.model import Act, Bound, ContactStatus, Firmness, Polarity


def _kinds(file: File) -> list[str]:
    return [d.discrepancy_kind.value for d in file.judge().discrepancies]


def test_one_says_it_was_not_discussed_and_the_other_demanded_it_there() -> None:
    file = File()
    call = file.contact("a")
    file.say(
        "a",
        VASKER,
        Act.ASSERT,
        "discuss",
        "fuel deliveries",
        issue="aid",
        negated=True,
        about=call.id,
    )
    file.say("a", OSKANDER, Act.DEMAND, "end", "fuel deliveries", issue="aid", about=call.id)
    (found,) = file.judge().discrepancies
    assert found.discrepancy_kind == "denial"
    assert [account.says for account in found.accounts] == [
        "Ormark: demanded it",
        "Velland: not discussed",
    ]
    # What was said in a call is contested by that, not that it took place.
    assert file.mark_of(call).mark != "contested"


def test_a_denial_in_one_text_needs_no_link_to_the_contact() -> None:
    file = File()
    file.say("a", VASKER, Act.DENY, "discuss", "fuel deliveries", issue="aid")
    file.say("a", OSKANDER, Act.DEMAND, "end", "them", issue="aid")
    assert _kinds(file) == ["denial"]


def test_far_apart_in_one_text_two_accounts_need_a_link() -> None:
    file = File()
    file.say("a", VASKER, Act.DENY, "discuss", "fuel deliveries", issue="aid")
    file.passage("a", "other matters " * 50, "")
    file.say("a", OSKANDER, Act.DEMAND, "end", "them", issue="aid")
    assert _kinds(file) == []


def test_an_expert_who_passes_both_accounts_on_is_not_the_one_who_differs() -> None:
    file = File()
    deny = ("discuss", "fuel deliveries")
    file.say("a", VASKER, Act.DENY, *deny, issue="aid", reported_by=(VINT,))
    words = "demands their end"
    file.say("a", OSKANDER, Act.DEMAND, "end", words=words, reported_by=(VINT,))
    assert _kinds(file) == ["denial"]


def test_denials_on_other_issues_contacts_or_texts_are_none() -> None:
    file = File()
    first, second = file.contact("a"), file.contact("b")
    deny = ("discuss", "fuel deliveries")
    file.say("a", VASKER, Act.DENY, *deny, issue="aid", about=first.id)
    file.say("a", OSKANDER, Act.DEMAND, "raise", "the quota", issue="quota", about=first.id)
    file.say("b", OSKANDER, Act.DEMAND, "end", "fuel deliveries", issue="aid", about=second.id)
    file.say("c", OSKANDER, Act.DEMAND, "end", "fuel deliveries", issue="aid")
    assert _kinds(file) == []


def test_a_hedge_a_supposition_a_forecast_and_ones_own_side_are_none() -> None:
    deny = ("discuss", "fuel deliveries")
    file = File()
    file.say("a", VASKER, Act.DENY, *deny, issue="aid")
    file.say("a", OSKANDER, Act.DEMAND, "end", "it", issue="aid", firmness=Firmness.POSSIBLE)
    file.say("a", OSKANDER, Act.DEMAND, "end", "it", issue="aid", hypothetical=True)
    file.say("a", OSKANDER, Act.PREDICT, "discuss", "fuel deliveries", issue="aid")
    file.say("a", MARN, Act.PROPOSE, "end", "fuel deliveries", issue="aid")
    assert _kinds(file) == []


def test_a_deed_that_one_asserts_and_another_denies_is_a_denial() -> None:
    file = File()
    file.say("a", MARN, Act.ACCUSE, "ram", "the trawler", agent="ORM")
    file.say("b", OSKANDER, Act.DENY, "ram", "the trawler", agent="ORM")
    assert _kinds(file) == ["denial"]


def test_a_change_of_mind_of_one_speaker_is_none() -> None:
    file = File()
    file.say("a", OSKANDER, Act.ASSERT, "ram", "the trawler", agent="ORM")
    file.say("b", OSKANDER, Act.DENY, "ram", "the trawler", agent="ORM")
    assert _kinds(file) == []


def test_a_topic_told_of_a_call_may_be_denied() -> None:
    file = File()
    call = file.contact("a", topics=("the fuel deliveries",))
    file.say("b", OSKANDER, Act.DENY, "discuss", "fuel deliveries", about=call.id)
    (found,) = file.judge().discrepancies
    assert found.accounts[0].says == "The a: discussed"
    assert found.matter == "whether fuel deliveries was discussed in the call"


def test_a_call_told_as_held_and_denied_on_one_day_is_a_denial() -> None:
    file = File()
    file.contact("a", day="2031-03-18")
    file.contact("b", day="2031-03-18", status=ContactStatus.DENIED)
    file.contact("c", day="2031-05-18", status=ContactStatus.DENIED)
    assert _kinds(file) == ["denial"]


def test_progress_and_no_progress_of_one_call_differ() -> None:
    file = File()
    file.contact("a", "b", outcomes=("significant progress", "yielded no breakthrough"))
    (found,) = file.judge().discrepancies
    assert found.discrepancy_kind == "outcome"
    assert [a.says for a in found.accounts] == ["significant progress", "yielded no breakthrough"]


def test_a_headline_counts_as_its_outlets_account() -> None:
    file = File()
    file.contact("a", "b", outcomes=("a productive call",))
    file.say("b", None, Act.ASSERT, words="Talks yield no progress")
    assert _kinds(file) == ["outcome"]


def test_endings_of_two_calls_or_in_two_respects_do_not_differ() -> None:
    file = File()
    file.contact("a", outcomes=("significant progress",))
    file.contact("b", outcomes=("no progress",))
    file.contact("c", "d", outcomes=("agreed to exchange prisoners", "no breakthrough"))
    assert _kinds(file) == []


def test_one_account_that_tells_both_is_no_discrepancy() -> None:
    file = File()
    file.contact("a", outcomes=("some progress", "no breakthrough"))
    assert _kinds(file) == []


def test_a_forecast_of_no_progress_is_none() -> None:
    file = File()
    file.contact("a", "b", outcomes=("a productive call",))
    file.say("b", VASKER, Act.PREDICT, words="there will be no progress")
    file.say("b", VASKER, Act.ASSERT, words="no progress", firmness=Firmness.HEDGED)
    assert _kinds(file) == []


def test_agreed_and_nothing_agreed_differ() -> None:
    file = File()
    file.contact("a", "b", outcomes=("agreed to a truce at sea", "nothing was agreed"))
    assert _kinds(file) == ["outcome"]


def test_a_hundred_and_forty_drones_are_not_ninety() -> None:
    file = File()
    file.strike("a", "VEL", "a depot", "2031-03-18", number(140, "drone"))
    file.strike("b", "VEL", "a depot", "2031-03-18", number(90, "drone"))
    (found,) = file.judge().discrepancies
    assert found.discrepancy_kind == "number"
    assert "cannot both hold" in found.why


def test_over_a_hundred_fits_a_hundred_and_forty() -> None:
    file = File()
    file.strike("a", "VEL", "a depot", "2031-03-18", number(140, "drone"))
    more = number(100, "drone", "over 100 drones", Bound.MORE_THAN)
    file.strike("b", "VEL", "a depot", "2031-03-18", more)
    assert _kinds(file) == []


def test_numbers_of_other_days_units_or_of_one_account_are_none() -> None:
    file = File()
    file.strike("a", "VEL", "a depot", "2031-03-18", number(140, "drone"), number(3, "missile"))
    file.strike("b", "VEL", "a depot", "2031-03-19", number(90, "drone"))
    file.strike("a", "VEL", "a depot", "2031-03-18", number(20, "drone"))
    assert _kinds(file) == []


def test_two_lengths_of_one_call_differ_when_they_cannot_both_hold() -> None:
    over = number(90, "minute", "over an hour and a half", Bound.MORE_THAN)
    nearly = number(2, "hour", "nearly two hours", Bound.LESS_THAN)
    half = number(30, "minute", "half an hour")
    fits, clashes = File(), File()
    fits.contact("a", "b", durations=(over, nearly))
    clashes.contact("a", "b", durations=(over, half))
    assert _kinds(fits) == []
    assert _kinds(clashes) == ["number"]


def test_two_demands_for_other_numbers_are_two_positions() -> None:
    file = File()
    call = file.contact("a", "b")
    for document, speaker, days in (("a", MARN, 30), ("b", OSKANDER, 90)):
        for act in (Act.DEMAND, Act.ACCEPT):
            file.say(
                document,
                speaker,
                act,
                "halt" if act is Act.ACCEPT else "suspend",
                "patrols",
                extent=number(days, "day"),
                about=call.id,
            )
    (found,) = file.judge().discrepancies
    assert found.matter == "the extent of “patrols”"


def test_a_denial_by_pronoun_and_accounts_on_one_country_only_are_none() -> None:
    file = File()
    file.say("a", VASKER, Act.DENY, "discuss", "that")
    file.say("a", OSKANDER, Act.DEMAND, "end", words="wants its end")
    file.say("a", OSKANDER, Act.ASSERT, "discuss", "the Velland budget")
    file.say("a", VASKER, Act.DENY, "discuss", "fuel for Velland", issue="aid")
    assert _kinds(file) == []


def test_a_sentence_that_holds_the_denial_is_no_rival_of_it() -> None:
    file = File()
    denial = file.say("a", VASKER, Act.DENY, "discuss", "fuel deliveries", issue="aid")
    whole = file.say("a", VINT, Act.ASSERT, "discuss", "fuel deliveries", issue="aid")
    file.statements[-1] = evolve(whole, passages=denial.passages)
    assert _kinds(file) == []


def test_a_negated_denial_denies_nothing() -> None:
    file = File()
    file.say("a", VASKER, Act.ASSERT, "discuss", "fuel", issue="aid", polarity=Polarity.AFFIRMED)
    file.say("a", OSKANDER, Act.DEMAND, "end", "fuel", issue="aid")
    assert _kinds(file) == []
