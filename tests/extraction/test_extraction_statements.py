"""Statements: attributions understood, and the narrator's own."""

from extraction_desk import desk

from dragoman.extraction.assessments import assess_statements
from dragoman.extraction.attribution import RuleAttributor
from dragoman.extraction.reading import Reading
from dragoman.extraction.statements import state
from dragoman.model import Firmness, Polarity, Statement, Voice


def understood(text: str) -> tuple[Reading, list[Statement]]:
    reading = desk(text)
    reading.attributed = RuleAttributor().attribute(reading)
    for number, one in enumerate(reading.attributed):
        one.id = f"a{number}"
    return reading, state(reading)


def test_each_sentence_of_a_speech_is_a_statement_that_opens_its_own_sentence() -> None:
    _, found = understood('"We want a truce. We will never give up the islands," Marn said.')
    contents = [p.exact for s in found for p in s.passages if p.role == "content"]
    assert len(found) == 2
    assert contents[0].startswith('"We want a truce')
    assert contents[1].startswith("We will never")


def test_a_speaker_stands_for_the_party_and_a_nested_one_is_reported() -> None:
    _, found = understood("Brandt said that Marn had denied that the boats were seized.")
    inner = next(s for s in found if s.reported_by)
    assert inner.party == "VEL"
    assert [by.name for by in inner.reported_by] == ["Oskar Brandt"]


def test_the_addressee_and_the_day_of_saying_are_read() -> None:
    _, found = understood("Marn told Brandt on Tuesday that Velland would lift its tariffs.")
    addressee, stated_on = found[0].addressee, found[0].stated_on
    assert addressee is not None
    assert addressee.name == "Oskar Brandt"
    assert stated_on is not None
    assert stated_on.text == "Tuesday" or stated_on.text == "on Tuesday"


def test_a_day_inside_the_content_is_not_the_day_of_saying() -> None:
    _, found = understood("Marn said that Velland would lift its tariffs on Friday.")
    assert found[0].stated_on is None


def test_a_refusal_to_confirm_says_nothing() -> None:
    _, found = understood("Brandt refused to confirm that prisoners had been exchanged.")
    assert found == []


def test_what_is_not_ruled_out_is_a_mere_possibility() -> None:
    _, found = understood("Ormark did not rule out sanctions.")
    assert [s.firmness for s in found] == [Firmness.POSSIBLE]


def test_the_narrators_sentence_counts_only_on_an_issue() -> None:
    _, found = understood(
        "Velland will lift its tariffs on Ormark in return for access to the port."
    )
    assert [s.voice for s in found] == [Voice.NARRATOR]
    assert found[0].speakers == ()
    assert found[0].conditions[0].relation == "in return for"
    _, small_talk = understood("The delegations arrived late and it rained.")
    assert small_talk == []


def test_negation_turns_the_polarity() -> None:
    _, found = understood("Marn said the sanctions will not be lifted.")
    assert found[0].polarity is Polarity.NEGATED


def test_a_question_says_nothing() -> None:
    _, found = understood('"Will Velland lift the sanctions?" Brandt asked.')
    assert found == []


def test_only_those_who_speak_for_nobody_assess() -> None:
    text = "Analysts said Velland will probably lift its tariffs next year. "
    reading, found = understood(text + "Marn said Velland will lift its tariffs next year.")
    assessments = assess_statements(reading, found)
    assert [a.probability for a in assessments] == ["probably"]
    assert assessments[0].horizon is not None


def test_a_sides_own_forecast_is_no_assessment() -> None:
    reading, found = understood("Marn predicted that the ceasefire will hold.")
    assert [s.act for s in found] == ["predict"]
    assert assess_statements(reading, found) == []


def test_it_takes_the_issue_of_the_sentence_before_and_says_so() -> None:
    _, found = understood("The sanctions stay in force. Brandt said it had not been discussed.")
    assert found[-1].issues == ("sanctions",)
    assert "issue from the sentence before" in found[-1].because


def test_a_phrase_without_pointing_word_inherits_nothing() -> None:
    _, found = understood("The sanctions stay in force. Brandt said the weather was fine.")
    assert all(not s.because or "weather" not in s.passages[0].exact for s in found)


def test_what_is_said_of_a_meeting_is_about_the_process() -> None:
    _, found = understood("Brandt said the delegations would meet again on Friday.")
    assert [s.issues for s in found] == [("process",)]


def test_a_weak_word_counts_where_the_text_names_its_issue() -> None:
    alone, named = "Brandt said aid had come up.", "Velland sends military aid. "
    assert [s.issues for s in understood(alone)[1]] == []
    assert [s.issues for s in understood(named + alone)[1]][-1] == ("military-aid",)


def test_reported_speech_goes_on_in_its_mood() -> None:
    text = "Brandt said the ceasefire was broken. The troops would have to withdraw."
    _, found = understood(text)
    assert [(s.act, s.party) for s in found][-1] == ("demand", "ORM")
    assert "goes on from the sentence before" in found[-1].because


def test_a_narrators_plain_sentence_does_not_go_on() -> None:
    _, found = understood("Brandt said the ceasefire was broken. The troops withdrew in May.")
    assert all(s.party is None for s in found if "withdrew" in s.passages[0].exact)


def test_a_paper_speaks_for_the_party_that_issued_it() -> None:
    text = "Velland issued a statement on the truce. The document says the sanctions must end."
    _, found = understood(text)
    assert [(s.party, s.act) for s in found][-1] == ("VEL", "demand")


def test_a_thing_says_nothing() -> None:
    _, found = understood("This confirms that the ceasefire was broken.")
    assert [s for s in found if s.voice is Voice.SPEAKER] == []


def test_demands_in_a_row_are_several_measures_of_the_owner() -> None:
    text = (
        "Ormark's position includes demands for recognition of the islands, lifting of the "
        "sanctions, and maintaining the neutral status of Velland."
    )
    _, found = understood(text)
    assert [(s.party, s.act) for s in found] == [("ORM", "demand")]
    assert [m.action for m in found[0].measures] == ["recognise", "lift", "maintain"]


def test_two_prepositions_of_one_demand_are_both_read() -> None:
    text = "Ormark insists on full control over the region, as well as on halting the attacks."
    _, found = understood(text)
    assert [m.action for m in found[0].measures] == ["control", "halt"]


def test_repeated_that_tells_two_matters_apart() -> None:
    text = "Brandt said that the sanctions must be lifted and that the prisoners will be released."
    _, found = understood(text)
    assert [s.issues for s in found] == [("sanctions",), ("prisoners",)]


def test_an_analysts_report_of_a_sides_words_is_the_sides_statement() -> None:
    _, found = understood("An analyst said Brandt rejects the ceasefire.")
    assert [s.party for s in found] == ["ORM"]


def test_an_explanation_why_is_a_topic_not_a_claim() -> None:
    _, found = understood("Brandt explained why the ceasefire had failed.")
    assert found == []
