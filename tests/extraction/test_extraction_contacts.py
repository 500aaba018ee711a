import pytest
from extraction_desk import desk

from dragoman.extraction.contacts import find_contacts
from dragoman.model import Certainty, Channel, Contact, ContactStatus


def read(text: str, day: str | None = "2025-03-20") -> list[Contact]:
    return find_contacts(desk(text, day))


def only(text: str, day: str | None = "2025-03-20") -> Contact:
    found = read(text, day)
    assert len(found) == 1, found
    return found[0]


def who(contact: Contact) -> list[str]:
    return [p.name for p in contact.participants]


def test_a_call_has_its_people_day_length_and_topic_from_several_sentences() -> None:
    call = only(
        "Prime Minister Ilse Marn and President Oskar Brandt held a phone call on Tuesday. "
        "The call lasted over an hour and a half and focused on the cod quota."
    )
    assert call.channel is Channel.CALL
    assert call.status is ContactStatus.HELD
    assert who(call) == ["Ilse Marn", "Oskar Brandt"]
    assert [p.party for p in call.participants] == ["VEL", "ORM"]
    assert call.happened_on is not None
    assert call.happened_on.edtf == "2025-03-18"
    assert call.duration is not None
    assert call.duration.value == 90
    assert call.topics == ("the cod quota",)
    assert {p.role for p in call.passages} == {"mention", "participant", "day", "topic"}


def test_a_planned_meeting_has_host_and_place() -> None:
    meeting = only(
        "Ilse Marn will meet Oskar Brandt in Halin on Friday under the patronage of Ruth Kell."
    )
    assert meeting.status is ContactStatus.PLANNED
    assert meeting.host is not None
    assert meeting.host.name == "Ruth Kell"
    assert meeting.place is not None
    assert meeting.place.name == "Halin"
    assert who(meeting) == ["Ilse Marn", "Oskar Brandt"]
    assert meeting.happened_on is not None
    assert meeting.happened_on.edtf == "2025-03-21"


def test_delegations_take_part_and_the_talks_end_without_a_deal() -> None:
    talks = only(
        "Delegations from Velland and Ormark held talks in Halin last week. "
        "The talks ended without a deal."
    )
    assert [(p.id, p.role) for p in talks.participants] == [
        ("VEL", "delegation"),
        ("ORM", "delegation"),
    ]
    assert talks.outcomes == ("ended without a deal",)


def test_the_day_is_the_one_that_governs_not_the_nearest_one() -> None:
    call, talks = read(
        "The call between Marn and Brandt took place on Tuesday, one week after delegations "
        "from Velland and Ormark held talks in Halin."
    )
    assert call.happened_on is not None
    assert call.happened_on.edtf == "2025-03-18"
    assert talks.happened_on is not None
    assert talks.happened_on.edtf == "2025-03-11"


def test_a_mediator_is_no_participant() -> None:
    talks = only("Talks mediated by Tassia between Velland and Ormark resumed on Wednesday.")
    assert talks.mediator is not None
    assert talks.mediator.name == "Tassia"
    assert who(talks) == ["Velland", "Ormark"]


def test_a_host_of_talks_is_no_participant() -> None:
    talks = only("Ruth Kell hosted talks between Velland and Ormark in Halin on 12 March.")
    assert talks.host is not None
    assert talks.host.name == "Ruth Kell"
    assert who(talks) == ["Velland", "Ormark"]


def test_either_or_makes_alternatives() -> None:
    meeting = only("Either Jon Dahl or Oskar Brandt will meet Ruth Kell.")
    assert [p.certainty for p in meeting.participants] == [
        Certainty.ALTERNATIVE,
        Certainty.ALTERNATIVE,
        Certainty.CERTAIN,
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Velland-Ormark talks were postponed.", ContactStatus.CANCELLED),
        ("Talks between Marn and Brandt have been called off.", ContactStatus.CANCELLED),
        ("Velland proposed a summit between Marn and Brandt.", ContactStatus.SUGGESTED),
        ("Marn may meet Brandt.", ContactStatus.SUGGESTED),
        ("If Marn meets Brandt, the war ends.", ContactStatus.SUGGESTED),
        ("Brandt did not meet Marn.", ContactStatus.DENIED),
        ("Velland denied a meeting with Ormark.", ContactStatus.DENIED),
        ("Marn agreed to meet Brandt.", ContactStatus.PLANNED),
        ("The upcoming meeting between Marn and Brandt worries Tassia.", ContactStatus.PLANNED),
        ("Marn and Brandt are meeting in Halin.", ContactStatus.UNDER_WAY),
        ("Velland and Ormark discuss fishing rights.", ContactStatus.HELD),
        ("Marn spoke with Brandt by phone.", ContactStatus.HELD),
    ],
)
def test_the_status_follows_tense_modality_and_negation(text: str, status: ContactStatus) -> None:
    assert only(text).status is status


@pytest.mark.parametrize(
    "text",
    [
        "Talks are needed, and negotiations take time.",
        "The Vellandic prime minister called the decision a mistake and called for restraint.",
        "Velland said it was meeting its demands.",
        "Brandt met with resistance. Marn spoke to reporters.",
        "There was talk of war in Velland and Ormark.",
        "Marn called on Brandt to resign.",
        "Marn's cabinet meeting ended.",
        "Velland and Ormark are neighbours.",
        "Marn speaks for Velland and Brandt speaks for Ormark.",
    ],
)
def test_a_generic_use_is_no_contact(text: str) -> None:
    assert read(text) == []


def test_a_planned_meeting_and_a_held_call_stay_two() -> None:
    statuses = {
        (c.channel, c.status)
        for c in read("Marn spoke by phone with Brandt on Monday. Marn will meet Brandt on Friday.")
    }
    assert statuses == {
        (Channel.CALL, ContactStatus.HELD),
        (Channel.MEETING, ContactStatus.PLANNED),
    }


def test_people_and_parties_are_not_merged_over_loose_words() -> None:
    assert len(read("Marn and Brandt held a call. Velland-Ormark talks resumed in Halin.")) == 2


def test_what_the_leaders_agreed_is_the_outcome_of_their_call() -> None:
    call = only("Marn and Brandt held a call on Monday. The leaders agreed to free the sailors.")
    assert call.outcomes == ("agreed to free the sailors",)


def test_during_those_talks_gives_an_outcome() -> None:
    talks = only(
        "Velland and Ormark held talks in Halin. During those talks, Ormark agreed to a truce."
    )
    assert talks.outcomes == ("agreed to a truce",)


def test_a_visit_abroad_needs_no_second_participant() -> None:
    visit = only("Jon Dahl visited Port Vell on Monday.")
    assert visit.channel is Channel.VISIT
    assert visit.place is not None
    assert visit.place.name == "Port Vell"


def test_ids_are_stable_and_differ() -> None:
    text = "Marn met Brandt on Monday. Kell met Dahl on Tuesday."
    first, second = read(text), read(text)
    assert [c.id for c in first] == [c.id for c in second]
    assert len({c.id for c in first}) == 2


def test_two_presidents_before_one_verb_both_take_part() -> None:
    call = only("President Ilse Marn and President Oskar Brandt spoke by phone on Tuesday.")
    assert sorted(who(call)) == ["Ilse Marn", "Oskar Brandt"]


def test_people_of_one_side_among_themselves_are_no_contact() -> None:
    assert read("Oskar Brandt met Jon Dahl on Monday.") == []


def test_a_meeting_that_is_awaited_in_the_present_tense_is_planned() -> None:
    assert only("It will be settled when Marn meets Brandt.").status is ContactStatus.PLANNED


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Brandt won a pause in a call with Marn.", ["Oskar Brandt", "Ilse Marn"]),
        ("In Tuesday's call, Marn and Brandt discussed the quota.", ["Ilse Marn", "Oskar Brandt"]),
        ("Brandt told Marn by telephone that the quota must go.", ["Oskar Brandt", "Ilse Marn"]),
        ("The conversation that Marn held with Brandt was short.", ["Ilse Marn", "Oskar Brandt"]),
        ("Marn was received by Brandt at Castle Quay.", ["Ilse Marn", "Oskar Brandt"]),
        ("Marn and Brandt agreed to see each other in Halin.", ["Ilse Marn", "Oskar Brandt"]),
        ("Marn flew to Halin to see Kell.", ["Ilse Marn", "Ruth Kell"]),
        ("Talks in Halin between teams led by Marn and Brandt ended.",
         ["Ilse Marn", "Oskar Brandt"]),
        ("Marn sat down with Brandt in Halin.", ["Ilse Marn", "Oskar Brandt"]),
        ("Velland and Ormark exchanged letters in March.", ["Velland", "Ormark"]),
        ("Brandt invited Marn to Castle Quay.", ["Oskar Brandt", "Ilse Marn"]),
        ("The delegations of Velland and Ormark agreed in Halin on a truce.",
         ["Velland", "Ormark"]),
    ],
)  # fmt: skip
def test_the_clause_around_a_contact_gives_its_people(text: str, people: list[str]) -> None:
    assert sorted(who(only(text))) == sorted(people)


@pytest.mark.parametrize(
    "text",
    [
        "Marn spoke with Brandt on Monday. The two leaders will meet in Halin.",
        "Marn spoke with Brandt on Monday. They will meet in Halin.",
        "Marn spoke with Brandt on Monday. Both will meet in Halin.",
        "Marn spoke with Brandt on Monday. A further meeting was set for May.",
    ],
)
def test_a_group_means_the_two_of_the_latest_contact(text: str) -> None:
    call, meeting = read(text)
    assert who(meeting) == who(call) == ["Ilse Marn", "Oskar Brandt"]
    assert meeting.status is ContactStatus.PLANNED


def test_a_group_that_could_mean_a_third_stays_unresolved() -> None:
    assert read("Marn and Kell disagree with Dahl. The two ministers met on Monday.") == []


def test_his_counterpart_is_the_other_one_of_the_latest_contact() -> None:
    _, visit = read("Marn spoke with Brandt on Monday. Brandt invited his counterpart to Halin.")
    assert who(visit) == ["Oskar Brandt", "Ilse Marn"]
    assert visit.status is ContactStatus.SUGGESTED


def test_those_who_represented_a_side_took_part() -> None:
    talks = only(
        "The talks in Halin on Monday lasted six hours. Velland was represented by Ilse Marn, "
        "Ormark by others. Jon Dahl sat beside Oskar Brandt."
    )
    assert {p.party for p in talks.participants} == {"VEL", "ORM"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Velland dropped plans for a meeting between Marn and Brandt.", ContactStatus.CANCELLED),
        ("There were no plans for Marn and Brandt to meet.", ContactStatus.DENIED),
        ("Marn denied having met Brandt.", ContactStatus.DENIED),
        ("The planned meeting between Marn and Brandt did not take place.",
         ContactStatus.CANCELLED),
        ("The meeting between Marn and Brandt was postponed until Friday.",
         ContactStatus.PLANNED),
        ("Marn will meet Brandt in May. It was later called off.", ContactStatus.CANCELLED),
        ("Tassia will host a summit between Velland and Ormark.", ContactStatus.PLANNED),
        ("Marn will travel to Castle Quay for talks with Brandt.", ContactStatus.PLANNED),
    ],
)  # fmt: skip
def test_what_is_taken_back_or_put_off_has_that_status(text: str, status: ContactStatus) -> None:
    assert only(text).status is status


def test_people_said_to_speak_and_to_be_nowhere_spoke_by_telephone() -> None:
    assert only("Marn spoke with Brandt on Monday.").channel is Channel.CALL
    assert only("Marn spoke with Brandt in Halin.").channel is not Channel.CALL


def test_the_day_of_the_telling_is_not_the_day_of_the_meeting() -> None:
    meeting = only("Brandt said on Monday Kell would host Marn at Castle Quay next week.")
    assert meeting.happened_on is not None
    assert meeting.happened_on.text == "next week"


def test_a_place_behind_where_is_the_contacts() -> None:
    meeting = only("In Halin, where Vellandic and Ormarkian delegations met, nothing was said.")
    assert meeting.place is not None
    assert meeting.place.name == "Halin"


def test_a_visit_that_is_only_the_way_to_a_meeting_is_not_told_twice() -> None:
    meeting = only("Marn travelled to Halin on Friday for talks with Kell.")
    assert meeting.channel is Channel.TALKS
    assert meeting.place is not None
    assert meeting.place.name == "Halin"


@pytest.mark.parametrize(
    "text",
    [
        "Marn received 38 percent, Brandt 3 percent.",
        "Marn met Kell's demands.",
        "Marn insisted that Brandt has a seat in any negotiation with Kell.",
        "Marn was on the quay. Speaking beside Brandt, Kell smiled.",
    ],
)
def test_a_word_that_only_looks_like_a_contact_is_none(text: str) -> None:
    assert read(text) == []


def test_an_agreement_reached_in_a_call_is_of_the_two_who_settled() -> None:
    found = read(
        "Marn told the Assembly that Brandt and Kell had settled on a quota. "
        "The agreement was reached in a telephone call on Monday."
    )
    assert [who(call) for call in found] == [["Oskar Brandt", "Ruth Kell"]]
