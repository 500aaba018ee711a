"""Definite nouns that point back, several who speak as one, campaigns and acronyms."""

from extraction_texts import lay, mention, who

from dragoman.extraction.echoes import echoed
from dragoman.extraction.reading import Reading
from dragoman.extraction.together import together


def last(reading: Reading, word: str) -> int:
    return max(token.i for token in reading.doc if token.text == word)


def echo(text: str, word: str) -> str | None:
    reading = lay(text)
    return reading.names.name_of(echoed(reading, reading.doc[last(reading, word)]))


def several(text: str, word: str) -> list[str | None]:
    reading = lay(text)
    return [reading.names.name_of(i) for i in together(reading, reading.doc[last(reading, word)])]


def test_the_kind_word_of_a_name_takes_the_body_up() -> None:
    text = "The International Grain Fund cut its forecast. The fund warned of famine."
    assert echo(text, "fund") == "International Grain Fund"


def test_a_kind_word_with_another_qualifier_does_not() -> None:
    text = "The International Grain Fund cut its forecast. The coal fund warned of famine."
    assert echo(text, "fund") is None


def test_an_indefinite_noun_takes_nobody_up() -> None:
    text = "The International Grain Fund cut its forecast. A fund warned of famine."
    assert echo(text, "fund") is None


def test_the_newspaper_is_the_outlet_named_before() -> None:
    text = "The Harbour Times reported it. The newspaper said that both sides left."
    assert echo(text, "newspaper") == "Harbour Times"


def test_an_expert_is_taken_up_by_the_occupation() -> None:
    text = "Maria Orr, a professor at Harbour University, was asked. The professor said no."
    assert echo(text, "professor") == "Maria Orr"


def test_two_of_one_occupation_in_one_sentence_stay_open() -> None:
    text = "Maria Orr, a professor, met Peter Lind, a professor. The professor said no."
    assert echo(text, "professor") is None


def test_a_nominee_is_told_from_another_by_the_capitalised_word() -> None:
    text = (
        "Republican presidential nominee Peter Lind spoke. Democratic nominee Maria Orr left. "
        "The Republican nominee smiled."
    )
    assert echo(text, "nominee") == "Peter Lind"
    assert echo(text.replace("The Republican nominee", "The nominee"), "nominee") is None


def test_a_form_of_address_tells_the_office() -> None:
    text = "Sen. Peter Lind said no. Gov. Maria Orr said yes. The senator left."
    assert echo(text, "senator") == "Peter Lind"


def test_the_two_leaders_are_those_of_the_sentence_before() -> None:
    text = "Norwegian President Maria Orr met Danish President Hugo Lind. The two leaders agreed."
    assert several(text, "leaders") == ["Maria Orr", "Hugo Lind"]


def test_three_are_not_the_two() -> None:
    text = (
        "Norwegian President Maria Orr met Danish President Hugo Lind and Swedish President "
        "Karin Holm. The two leaders agreed."
    )
    assert several(text, "leaders") == []


def test_both_sides_are_the_parties_of_those_named_before() -> None:
    text = "Norwegian President Maria Orr met Danish President Hugo Lind in Oslo. Norway and "
    text += "Denmark wanted a deal. Both sides agreed."
    assert several(text, "sides") == ["Norway", "Denmark"]


def test_joined_nationalities_before_a_plural_are_two_parties() -> None:
    assert several("Norwegian and Danish teams met in Oslo.", "teams") == ["Norway", "Denmark"]


def test_a_campaign_that_acts_is_a_body_and_not_its_candidate() -> None:
    reading = lay(
        "Peter Lind runs for governor. The Lind campaign called the charge false. "
        "Lind's team declined to comment. Days later, the campaign said more."
    )
    assert who(reading, "Lind campaign") == "Lind campaign"
    assert who(reading, "Lind's team") == "Lind campaign"
    assert who(reading, "campaign") == "Lind campaign"
    assert mention(reading, "Lind campaign").noun == "organisation"


def test_a_campaign_that_is_an_undertaking_is_no_body() -> None:
    reading = lay("Peter Lind opened the Lind campaign trail in May. He praised Lind's campaign.")
    assert not any(m.noun == "organisation" for m in reading.names.mentions)


def test_the_police_of_a_town_are_a_body() -> None:
    reading = lay("The car burned. Officers of the Harbourton police said a man was shot.")
    assert who(reading, "Harbourton police") == "Harbourton police"


def test_an_acronym_and_the_name_of_which_it_is_are_one_body() -> None:
    reading = lay("Harbour News Service reported it. HNS said on Monday that the deal is off.")
    assert who(reading, "HNS") == "Harbour News Service"


def test_the_top_republican_is_no_name() -> None:
    reading = lay("Maria Orr spoke in May. The Virginia Democrat said no.")
    assert [e.names[0] for e in reading.names.entities.values() if e.kind == "person"] == [
        "Maria Orr"
    ]
