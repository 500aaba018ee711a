"""Names under attack: places that are people, people that are places, walls that are no party."""

import pytest
from extraction_texts import lay, mention, person, who


def nouns(text: str, word: str) -> set[str]:
    """What all mentions over a word are."""
    reading = lay(text)
    return {
        m.noun
        for m in reading.names.mentions
        if word in reading.text(m.span).split() or reading.text(m.span) == word
    }


@pytest.mark.parametrize(
    ("text", "word", "noun"),
    [
        ("Georgia's governor signed the bill in Atlanta.", "Georgia", "place"),
        ("Georgia rejected the charge.", "Georgia", "party"),
        ("Washington rejected the charge.", "Washington", "party"),
        ("Washington state sued over the tariffs.", "Washington state", "place"),
        ("George Washington crossed the river.", "George Washington", "person"),
        ("Michael Jordan scored.", "Michael Jordan", "person"),
        ("Hamilton Jordan, the adviser, left.", "Hamilton Jordan", "person"),
        ("Mr Jordan disagreed.", "Mr Jordan", "person"),
        ("Jordan hosted the talks.", "Jordan", "party"),
        ("Chad Brandt said no.", "Chad Brandt", "person"),
        ("President Chad Orr left.", "President Chad Orr", "person"),
        ("Chad closed its border.", "Chad", "party"),
        ("Paris Hilton sang.", "Paris Hilton", "person"),
        ("Paris wants a vote.", "Paris", "party"),
        ("Ms Israel agreed.", "Ms Israel", "person"),
        ("He was born in Lebanon, Ohio.", "Lebanon", "place"),
        ("She lives in Moscow, Idaho.", "Moscow", "place"),
        ("Reporters stood on the White House lawn.", "White House", "place"),
        ("They walked along the Kremlin walls.", "Kremlin", "place"),
        ("The Kremlin said no.", "Kremlin", "party"),
        ("The White House declined to comment.", "White House", "party"),
        ("The sanctions were agreed in Brussels.", "Brussels", "place"),
        ("Brussels wants a fine.", "Brussels", "party"),
        ("Envoys met in Kyiv.", "Kyiv", "place"),
        ("Kyiv wants weapons.", "Kyiv", "party"),
        ("Strikes in Syria and Iraq went on.", "Iraq", "place"),
        ("Syria and Iraq signed a pact.", "Iraq", "party"),
        ("The raids hit Kyiv and Lviv.", "Kyiv", "place"),
        ("They hope for a free and democratic Belarus.", "Belarus", "place"),
        ("The Ukraine war goes on.", "Ukraine", "place"),
        ("Ukraine's east is in ruins.", "Ukraine", "place"),
        ("Ukraine's offer is on the table.", "Ukraine", "party"),
        ("A delegation went to Berlin, Germany.", "Berlin", "place"),
        ("The Panama Canal reopened.", "Panama", "place"),
        ("The Paris Agreement holds.", "Paris", "place"),
        ("The group was driven out of Libya.", "Libya", "place"),
        ("Kabul airport was shut.", "Kabul", "place"),
        ("Tehran's negotiators left.", "Tehran", "party"),
        ("Police fired near Karrow.", "Karrow", "place"),
        ("Rockets fell on the town of Tel Ishel.", "Tel Ishel", "place"),
        ("The Karrow district was quiet.", "Karrow", "place"),
        ("They met at the Ishel Gate.", "Ishel Gate", "place"),
        ("Mount Ishel was cut off.", "Mount Ishel", "place"),
        ("Fighting went on in Amiens and Manbij.", "Manbij", "place"),
    ],
)
def test_a_name_is_what_its_sentence_makes_of_it(text: str, word: str, noun: str) -> None:
    assert mention(lay(text), word).noun == noun


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She ate a Turkey sandwich.", "Turkey"),
        ("Guinea pigs ran.", "Guinea"),
        ("He wore a Panama hat.", "Panama"),
        ("Vienna sausages were served.", "Vienna"),
        ("China plates broke.", "China"),
        ("They ate French fries.", "French"),
        ("Real Madrid won.", "Madrid"),
    ],
)
def test_a_thing_named_after_a_land_is_nobody(text: str, word: str) -> None:
    assert nouns(text, word) == set()


@pytest.mark.parametrize("text", ["India Vey said yes.", "Cyprus Dahl spoke."])
@pytest.mark.xfail(strict=True, reason="a land's name as a rare given name looks like the land")
def test_a_lands_name_as_a_given_name(text: str) -> None:
    assert nouns(text, text.split()[0]) == {"person"}


@pytest.mark.parametrize(
    ("text", "name", "office", "party"),
    [
        (
            "Norwegian Foreign Minister Ada Orr left.",
            "Ada Orr",
            "Foreign Minister",
            "NOR",
        ),
        ("Kremlin spokesman Hugo Vey said no.", "Hugo Vey", "spokesman", "RUS"),
        ("Kremlin spokesman Vey said no.", "Vey", "spokesman", "RUS"),
        ("Qatar's envoy, Hugo Vey, said no.", "Hugo Vey", "envoy", "QAT"),
        ("Hugo Vey, Qatar's envoy, said no.", "Hugo Vey", "envoy", "QAT"),
        (
            "Kyiv's chief negotiator Hugo Vey said no.",
            "Hugo Vey",
            "chief negotiator",
            "UKR",
        ),
        (
            "Minister for the Outer Isles, Hugo Vey, said no.",
            "Hugo Vey",
            "Minister for the Outer Isles",
            None,
        ),
        ("Danish Lt. Gen. Hugo Vey said no.", "Hugo Vey", None, None),
        ("State Department spokeswoman Ada Orr said no.", "Ada Orr", "spokeswoman", "USA"),
        ("The envoy of Qatar, Hugo Vey, said no.", "Hugo Vey", "envoy of Qatar", "QAT"),
    ],
)
def test_a_title_gives_office_and_party_to_one_not_known_before(
    text: str, name: str, office: str | None, party: str | None
) -> None:
    one = person(lay(text), name)
    assert (one.office, one.party) == (office, party)


@pytest.mark.parametrize(
    ("text", "words", "noun", "party"),
    [
        ("Kyiv's chief negotiator refused.", "Kyiv's chief negotiator", "person", "UKR"),
        ("The Norwegian prime minister refused.", "The Norwegian prime minister", "person", "NOR"),
        ("Qatar's envoy refused.", "Qatar's envoy", "person", "QAT"),
        (
            "A senior State Department official refused.",
            "A senior State Department official",
            "unnamed",
            "USA",
        ),
        ("Two Danish diplomats refused.", "Two Danish diplomats", "unnamed", "DNK"),
    ],
)
def test_one_without_a_name_keeps_the_party(text: str, words: str, noun: str, party: str) -> None:
    found = mention(lay(text), words)
    assert (found.noun, found.refers_to, found.party) == (noun, None, party)


def test_two_of_one_surname_are_told_apart_by_the_form_of_address() -> None:
    reading = lay("Ada Orr met Hugo Orr. Mrs Orr was calm. Mr Orr was not.")
    assert (who(reading, "Mrs Orr"), who(reading, "Mr Orr")) == ("Ada Orr", "Hugo Orr")


def test_a_bare_surname_that_two_bear_says_so() -> None:
    reading = lay("Ada Orr met Hugo Orr. Later Orr left.")
    one = mention(reading, "Orr")
    assert one.how == "short form, unsure"
    assert {reading.names.name_of(who) for who in (one.refers_to, *one.rivals)} == {
        "Ada Orr",
        "Hugo Orr",
    }


def test_a_counterpart_without_a_name_keeps_the_party() -> None:
    reading = lay("Ada Orr, the Danish premier, called her Norwegian counterpart.")
    one = mention(reading, "her Norwegian counterpart")
    assert (one.refers_to, one.party) == (None, "NOR")


def test_initials_in_brackets_stand_for_the_long_name() -> None:
    reading = lay("The Ishel Recovery Trust Fund (IRTF) paid. The IRTF will pay again.")
    long = mention(reading, "Ishel Recovery Trust Fund")
    assert long.refers_to == mention(reading, "IRTF", 1).refers_to


def test_letters_in_brackets_that_do_not_fit_stand_for_themselves() -> None:
    reading = lay("The Ishel Recovery Trust Fund (BBC) paid.")
    words = [reading.text(m.span) for m in reading.names.mentions if m.noun == "organisation"]
    assert (
        "BBC" not in words
        or mention(reading, "BBC").refers_to
        != mention(reading, "Ishel Recovery Trust Fund").refers_to
    )


@pytest.mark.parametrize(
    ("word", "party"),
    [
        ("Daesh", "ISIS"),
        ("ISIL", "ISIS"),
        ("Peshmerga", "KRG"),
        ("al-Nusra Front", "NUSRA"),
        ("Free Syrian Army", "FSA"),
        ("PKK", "PKK"),
        ("Global Coalition", "GLOBALCOALITION"),
    ],
)
def test_armed_groups_and_their_forces_are_known(word: str, party: str) -> None:
    reading = lay(f"The {word} said it would stop.")
    assert reading.names.party_of(mention(reading, word).refers_to) == party


def test_a_unit_with_its_number_is_an_organisation() -> None:
    assert nouns("Troops of the 3rd Armoured Division left.", "Division") == {"organisation"}
