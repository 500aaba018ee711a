"""Whom the words of a speaker stand for: papers, voices, lists, and what points back."""

import pytest
from extraction_texts import lay

from dragoman.extraction.attribution import RuleAttributor
from dragoman.extraction.attribution.identity import identify
from dragoman.extraction.reading import Reading, Tokens


def speakers(text: str, words: str) -> list[str | None]:
    """The names of those for whom the last place of ``words`` in the text stands."""
    reading = lay(text)
    found = RuleAttributor().attribute(reading)
    ids = identify(reading, [_last(reading, words)], found)
    return [reading.names.name_of(known) for known in ids]


def _last(reading: Reading, words: str) -> Tokens:
    start = reading.doc.text.rindex(words)
    span = reading.doc.char_span(start, start + len(words))
    assert span is not None
    return Tokens(span.start, span.end)


@pytest.mark.parametrize(
    ("text", "words", "whom"),
    [
        ("A Harbour University poll found that most voters agree.", "poll", ["Harbour University"]),
        (
            "A study by the Harbour Institute found that rents rose.",
            "A study by the Harbour Institute",
            ["Harbour Institute"],
        ),
        (
            "The Harbour Institute completed an evaluation in May. "
            "This evaluation finds that aid was late.",
            "This evaluation",
            ["Harbour Institute"],
        ),
        (
            "A new poll shows that the race is close. It was a surprise. "
            "The Harbour University poll was taken in May.",
            "A new poll",
            ["Harbour University"],
        ),
    ],
)
def test_a_finding_speaks_for_those_who_made_it(text: str, words: str, whom: list[str]) -> None:
    assert speakers(text, words) == whom


def test_it_takes_up_the_maker_of_a_report() -> None:
    text = "The report by the Harbour Institute is grim. It documents many attacks."
    assert speakers(text, "It") == ["Harbour Institute"]


def test_i_in_a_quotation_is_its_speaker() -> None:
    text = "“The plan is bad and I think it will fail,” said Maria Orr in Oslo."
    assert speakers(text, "I") == ["Maria Orr"]


def test_i_in_an_announced_statement_is_the_one_announced() -> None:
    text = (
        "Norwegian Foreign Minister Tomas Vey said:\n\nThe attack was wrong. I offer my sympathy."
    )
    assert speakers(text, "I") == ["Tomas Vey"]


def test_we_of_a_minister_is_the_party_and_of_a_private_person_nobody() -> None:
    minister = "“We want peace,” said Norwegian Foreign Minister Tomas Vey. Norway is calm."
    assert speakers(minister, "We") == ["Norway"]
    assert speakers("“We want peace,” said Maria Orr, a teacher in Oslo.", "We") == []


def test_we_in_a_paper_without_quotations_is_the_party_that_opens_it() -> None:
    text = "Norway welcomes the truce. In this respect, we would support a conference."
    assert speakers(text, "we") == ["Norway"]


def test_the_capitals_us_are_a_country_and_no_pronoun() -> None:
    assert speakers("The US and Norway said that the truce holds.", "US") == ["United States"]


def test_members_of_a_body_are_the_body_and_two_members_are_not() -> None:
    text = "Members of the Harbour Council urged calm."
    assert speakers(text, "Members of the Harbour Council") == ["Harbour Council"]
    text = "Two members of the Harbour Council urged calm."
    assert speakers(text, "Two members of the Harbour Council") == []


def test_those_listed_behind_a_plural_are_the_speakers() -> None:
    words = "Other unions, including the Dockers' Union and the Rail Union"
    assert speakers(f"{words}, rejected it.", words) == ["Dockers' Union", "Rail Union"]


def test_who_behind_what_somebody_is_means_that_somebody() -> None:
    text = "Maria Orr came. Orr is a lawyer who opposes the deal."
    assert speakers(text, "who") == ["Maria Orr"]


def test_the_board_of_an_outlet_is_the_outlet() -> None:
    text = "The Harbour Times editorial board said that he must go."
    assert speakers(text, "The Harbour Times editorial board") == ["Harbour Times"]


def test_they_takes_up_two_speakers_and_not_one_person() -> None:
    assert speakers("Norway and Denmark met. They said it went well.", "They") == [
        "Norway",
        "Denmark",
    ]
    assert speakers("Maria Orr came late. They said it went well.", "They") == []
