"""Names: who and where is mentioned."""

import pytest
from extraction_texts import ARVEN, lay, mention, person, who

from dragoman.model import Negotiation, Organisation, Place, entry_id

NOTHING = Negotiation()


def nouns(text: str) -> dict[str, str]:
    reading = lay(text)
    return {reading.text(m.span): m.noun for m in reading.names.mentions}


@pytest.mark.parametrize(
    ("text", "word", "noun"),
    [
        ("Moscow said the terms were clear.", "Moscow", "party"),
        ("The envoys met in Moscow on Friday.", "Moscow", "place"),
        ("She arrived in Budapest on Friday.", "Budapest", "place"),
        ("The Kremlin rejected the draft.", "Kremlin", "party"),
        ("They met at the White House.", "White House", "place"),
        ("Washington has leverage over Tehran.", "Tehran", "party"),
        ("Talks between Cairo and Khartoum resumed.", "Khartoum", "party"),
        ("Oslo's offer was generous.", "Oslo", "party"),
        ("Drones hit Kyiv overnight.", "Kyiv", "place"),
        ("Kyiv was struck by drones.", "Kyiv", "place"),
        ("The Moscow region was quiet.", "Moscow", "place"),
        ("The war in Ukraine goes on.", "Ukraine", "place"),
        ("Ukraine accepted the truce.", "Ukraine", "party"),
        ("They met in Jeddah, Saudi Arabia.", "Saudi Arabia", "place"),
        ("Castle Quay made no announcement.", "Castle Quay", "party"),
        ("She spoke in Castle Quay.", "Castle Quay", "place"),
        ("The Knesset voted on the deal.", "Knesset", "organisation"),
        ("Russia was invited back to the G8.", "G8", "party"),
    ],
)
def test_a_seat_is_a_party_or_a_place_by_its_part_in_the_sentence(
    text: str, word: str, noun: str
) -> None:
    assert mention(lay(text), word).noun == noun


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Let us hope that it holds.", "us"),
        ("It was a bull in a China shop.", "China"),
        ("They served turkey.", "turkey"),
        ("The deal was made in May.", "May"),
    ],
)
def test_a_word_that_only_looks_like_a_name_is_none(text: str, word: str) -> None:
    assert word not in nouns(text)


def test_namesakes_are_told_apart_by_the_words_beside_them() -> None:
    reading = lay("A judge in Atlanta, Georgia, ruled. Georgia and Turkey signed in Tbilisi.")
    place = reading.names.entities[mention(reading, "Georgia").refers_to or ""]
    assert isinstance(place, Place)
    assert place.country == "USA"
    assert mention(reading, "Georgia", 1).refers_to == "GEO"


def test_a_person_with_a_countrys_name_keeps_it_through_the_text() -> None:
    reading = lay("Michael Jordan came late. Jordan said he was sorry.")
    assert who(reading, "Jordan") == "Michael Jordan"
    assert "JOR" not in reading.names.entities


def test_a_university_named_after_a_person_is_one_organisation() -> None:
    assert nouns("George Washington University hosted it.") == {
        "George Washington University": "organisation"
    }


def test_nationality_office_and_name_give_person_office_and_party() -> None:
    reading = lay("Norwegian Foreign Minister Karl Testvik met Kremlin spokesman Oleg Probov.")
    minister, spokesman = person(reading, "Karl Testvik"), person(reading, "Oleg Probov")
    assert (minister.party, minister.office) == ("NOR", "Foreign Minister")
    assert (spokesman.party, spokesman.office) == ("RUS", "spokesman")


def test_an_apposition_gives_person_office_and_party() -> None:
    reading = lay(
        "Ormark's fisheries minister, Tomas Vey, resigned. Ada Orr, the Vellandic premier, smiled."
    )
    assert (person(reading, "Tomas Vey").party, person(reading, "Tomas Vey").office) == (
        "ORM", "fisheries minister",
    )  # fmt: skip
    assert person(reading, "Ada Orr").party == "VEL"
    assert who(reading, "fisheries minister") == "Tomas Vey"


def test_the_officer_of_a_person_stands_for_the_same_party() -> None:
    reading = lay("Vellandic Premier Ada Orr waited. Orr's special envoy, Hugo Lind, spoke.")
    assert person(reading, "Hugo Lind").party == "VEL"


@pytest.mark.parametrize(
    "told",
    [
        "a Norwegian political scientist",
        "a Norwegian diplomat and law expert",
        "director of the Institute for Sea Law",
        "who teaches law at Bergen University",
        "a journalist from the Courier",
    ],
)
def test_experts_and_journalists_represent_nobody(told: str) -> None:
    one = person(lay(f"Carla Hess, {told}, said that neither side was ready."), "Carla Hess")
    assert not one.represents
    assert one.party is None


def test_a_former_minister_no_longer_represents_the_party() -> None:
    one = person(lay("Carla Hess, a former Norwegian minister, said it was late."), "Carla Hess")
    assert not one.represents


def test_in_a_list_of_officials_each_keeps_his_own_office() -> None:
    reading = lay("It was led by adviser Ada Orr, security chief Tomas Vey and envoy Hugo Lind.")
    assert person(reading, "Ada Orr").office == "adviser"
    assert person(reading, "Tomas Vey").office == "security chief"


def test_a_surname_is_the_person_named_in_full_elsewhere() -> None:
    reading = lay("Vey refuses again\n\nTomas Vey refused on Monday. Then Vey left.\n")
    assert who(reading, "Vey") == who(reading, "Vey", 1) == "Tomas Vey"


def test_two_people_joined_by_a_hyphen_are_two() -> None:
    reading = lay("Ada Orr met Tomas Vey. The Orr-Vey call was short.")
    assert (who(reading, "Orr"), who(reading, "Vey")) == ("Ada Orr", "Tomas Vey")


def test_names_with_particles_and_hyphens_stay_whole() -> None:
    reading = lay(
        "Minister Jean-Noël Testot met General Abdel Karim al-Probi and Ursula von der Probe."
    )
    for name in ("Jean-Noël Testot", "Abdel Karim al-Probi", "Ursula von der Probe"):
        assert person(reading, name)


def test_people_of_the_dossier_are_known_by_their_aliases() -> None:
    reading = lay("Envoy Marn left. MARN LEAVES")
    assert who(reading, "Envoy Marn") == "Ilse Marn"
    assert person(reading, "Ilse Marn").party == "VEL"


def test_a_ministry_acts_for_its_state_and_a_think_tank_for_nobody() -> None:
    reading = lay("The Norwegian Defence Ministry and the Norway Forum agreed.")
    things = {
        e.names[0]: e.party for e in reading.names.entities.values() if isinstance(e, Organisation)
    }
    assert things == {"Norwegian Defence Ministry": "NOR", "Norway Forum": None}


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("A senior Norwegian official said no.", "A senior Norwegian official", "NOR"),
        ("Two European diplomats were told.", "Two European diplomats", "EUROPE"),
        ("A source close to the talks said so.", "A source close to the talks", None),
        (
            "Two people familiar with the matter agreed.",
            "Two people familiar with the matter",
            None,
        ),
        ("Norwegian experts doubt it.", "Norwegian experts", None),
    ],
)
def test_the_unnamed_keep_the_words_that_hide_them(
    text: str, words: str, party: str | None
) -> None:
    found = mention(lay(text), words)
    assert (found.noun, found.refers_to, found.anonymity) == ("unnamed", None, words)
    assert found.party == party


@pytest.mark.parametrize(
    "words",
    ["Norwegian side", "Norwegian negotiating team", "government of Norway", "Norwegian troops"],
)
def test_a_side_is_its_party(words: str) -> None:
    assert mention(lay(f"The {words} agreed."), words).refers_to == "NOR"


def test_a_persons_id_rests_on_the_first_mention() -> None:
    reading = lay("Tomas Vey spoke. Vey left.")
    one = person(reading, "Tomas Vey")
    assert one.id == entry_id("person", one.passages[:1])
    assert [p.exact for p in one.passages] == ["Tomas Vey", "Vey"]


def test_a_ship_is_nobody() -> None:
    assert "person" not in nouns("The trawler Ada Petrel sank.").values()


def test_nothing_is_found_in_boilerplate() -> None:
    assert not lay("Related content\n", NOTHING).names.mentions


def test_without_a_dossier_an_invented_country_is_no_party() -> None:
    assert "VEL" not in lay("Velland said no.", NOTHING).names.entities
    assert "VEL" in lay("Velland said no.", ARVEN).names.entities


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Lee Kwang-myung spoke. Lee left.", "Lee Kwang-myung"),
        ("Hugo Lindqvist spoke. Then Lindquist left.", "Hugo Lindqvist"),
        ("Jorge Testado Gómez spoke. Testado left.", "Jorge Testado Gómez"),
        ("General Omar Probi, known as Hemo, spoke. Hemo left.", "Omar Probi"),
        ("Daw Khin Testa Oo spoke. Khin Testa Oo left.", "Khin Testa Oo"),
    ],
)
def test_the_second_mention_of_an_unusual_name_is_the_same_person(text: str, name: str) -> None:
    reading = lay(text, NOTHING)
    people = [e for e in reading.names.entities.values() if e.kind == "person"]
    assert [one.names[0] for one in people] == [name]
    assert len(people[0].passages) >= 2


def test_at_is_no_part_of_a_name() -> None:
    assert person(lay("She met Hugo Lind at Turnmere, Scotland."), "Hugo Lind")


def test_an_official_named_behind_a_comma_is_a_person_with_a_party() -> None:
    one = person(lay("A senior Norwegian official, Bassel Numa, said no."), "Bassel Numa")
    assert one.party == "NOR"


def test_a_storm_is_nobody() -> None:
    assert "person" not in nouns("Hurricane Melinda changed its path.").values()


def test_an_office_in_capitals_is_an_office() -> None:
    one = person(lay("The firm's CEO Hugo Lind spoke."), "Hugo Lind")
    assert one.office == "CEO"


def test_a_ministry_behind_a_genitive_acts_for_that_country() -> None:
    reading = lay("Norway's Foreign Ministry denied it.")
    assert reading.names.party_of(mention(reading, "Foreign Ministry").refers_to) == "NOR"
