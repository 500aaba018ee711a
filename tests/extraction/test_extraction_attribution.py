"""Attributions: who is said to have said what."""

from extraction_desk import desk

from dragoman.extraction.attribution import RuleAttributor
from dragoman.extraction.reading import Attributed, Reading, Stretch
from dragoman.model import AttributionKind, SegmentKind


def read(text: str) -> tuple[Reading, list[Attributed]]:
    reading = desk(text)
    reading.stretches = []
    at = 0
    for line in text.split("\n"):
        if line:
            end = at + len(line)
            reading.stretches.append(Stretch(start=at, end=end, kind=SegmentKind.PARAGRAPH))
        at += len(line) + 1
    return reading, RuleAttributor().attribute(reading)


def contents(reading: Reading, one: Attributed) -> list[str]:
    return [reading.text(span) for span in one.contents]


def test_a_that_clause_belongs_to_its_speaker() -> None:
    reading, found = read("Ilse Marn said that the truce had collapsed.")
    assert len(found) == 1
    assert found[0].speaker_ids == ["p-marn"]
    assert found[0].kind is AttributionKind.INDIRECT
    assert contents(reading, found[0]) == ["that the truce had collapsed"]


def test_a_quotation_goes_on_behind_its_cue() -> None:
    reading, found = read('"The strait stays open," Oskar Brandt said. "We will see to that."')
    assert len(found) == 1
    assert found[0].kind is AttributionKind.DIRECT
    assert contents(reading, found[0]) == ['"The strait stays open,"', '"We will see to that."']


def test_a_speech_over_paragraphs_that_is_never_closed_keeps_its_speaker() -> None:
    reading, found = read(
        "“The border is closed,” said Marn. “Nobody may pass it today.\n"
        "“And nobody will pass it tomorrow."
    )
    assert len(found) == 1
    assert contents(reading, found[0])[-1] == "“And nobody will pass it tomorrow"


def test_a_closing_mark_reaches_back_to_the_paragraph_that_opened_the_speech() -> None:
    _, found = read(
        '"The talks have stalled for now."\n'
        "At the same time, the island remains closed.\n"
        'Nothing will change before spring," noted Oskar Brandt.'
    )
    speech = next(one for one in found if one.speaker_ids == ["p-brandt"])
    assert len(speech.contents) == 3


def test_a_speaker_may_stand_in_the_sentence_before() -> None:
    reading, found = read('Marn left early. She added: "We demand the return of the boats."')
    assert [reading.text(one.speakers[0]) for one in found] == ["She"]


def test_according_to_names_the_speaker_and_the_rest_is_the_content() -> None:
    reading, found = read("According to Ruth Kell, the inspectors left the island.")
    assert found[0].speaker_ids == ["p-kell"]
    assert contents(reading, found[0]) == ["the inspectors left the island"]


def test_a_paper_speaks_for_the_party_that_issued_it() -> None:
    _, found = read("Statements issued by Velland indicate that the embargo will be eased.")
    assert found[0].speaker_ids == ["VEL"]


def test_scare_quotes_and_titles_are_no_speech() -> None:
    _, found = read('The so-called "grey fleet" left the port in March.')
    assert found == []


def test_an_attribution_within_another_has_it_as_parent() -> None:
    _, found = read("Brandt said that Marn had denied that the boats were seized.")
    assert found[1].parent == 0
    assert found[1].speaker_ids == ["p-marn"]


def test_shared_speakers_and_several_speakers() -> None:
    _, found = read("Marn and Brandt confirmed that the talks would go on.")
    assert sorted(found[0].speaker_ids) == ["p-brandt", "p-marn"]
    _, found = read("Marn said the port was closed and added that it would reopen.")
    assert [one.speaker_ids for one in found] == [["p-marn"], ["p-marn"]]
    assert [one.parent for one in found] == [None, None]


def test_an_announcement_in_the_passive_has_no_speaker() -> None:
    _, found = read("It was announced that the ministers would meet in June.")
    assert found[0].speakers == []


def test_a_wish_for_anonymity_is_kept_and_is_no_statement() -> None:
    _, found = read("An official, who asked not to be named, said the truce had collapsed.")
    assert len(found) == 1
    assert found[0].anonymity


def test_an_interview_answer_is_its_speakers() -> None:
    text = "Ruth Kell: The boats will stay. Nobody believes otherwise."
    reading = desk(text)
    reading.stretches = [
        Stretch(start=0, end=len(text), kind=SegmentKind.ANSWER, speaker="Ruth Kell")
    ]
    found = RuleAttributor().attribute(reading)
    assert found[0].turn
    assert found[0].speaker_ids == ["p-kell"]
    assert contents(reading, found[0])[0].startswith("The boats will stay")


def test_plain_telling_is_no_attribution() -> None:
    _, found = read("The delegations met in Halin on Monday and left on Tuesday.")
    assert found == []
