"""Sides that no gazetteer knows: lands, unions, companies, movements."""

import pytest
from extraction_texts import lay, mention, person, who

from dragoman.model import Negotiation, Party

NOTHING = Negotiation()


def parties(text: str) -> dict[str, tuple[str, ...]]:
    """The parties of a text that no list has, with their names."""
    reading = lay(text, NOTHING)
    found = [e for e in reading.names.entities.values() if isinstance(e, Party)]
    return {e.id: e.names for e in found if e.id not in reading.gazetteer.labels}


@pytest.mark.parametrize(
    "text",
    [
        "Velland's foreign minister, Ilse Marn, left early.",
        "She wrote to the government of Velland.",
        "The Velland government was silent. Velland said nothing.",
        "The Vellandic delegation left. Velland said it would come back.",
    ],
)
def test_a_name_with_a_power_is_a_land(text: str) -> None:
    assert "VELLAND" in parties(text)


def test_a_negotiator_alone_makes_no_land_and_a_second_sign_does() -> None:
    one = "Ormark's chief negotiator, Tomas Vey, left early."
    assert not parties(one)
    assert set(parties(f"{one} The Ormarkish side was silent.")) == {"ORMARK"}


def test_an_adjective_and_its_land_are_one_party() -> None:
    names = parties("The Vellandic government left. Velland's fleet stayed.")["VELLAND"]
    assert names[0] == "Velland"
    assert "Vellandic government" in names


@pytest.mark.parametrize(
    "text",
    [
        "Ada Orr spoke. Orr's government was silent. The Orr government fell.",
        "Ada Norland spoke. Norland’s government was silent. The Norland army left.",
        "Monday's government statement was short.",
        "The Labour government fell. The West's government friends were silent.",
        "Bristow's government relations were poor.",
        "Halden's weather was bad, and in Halden the buses stood still.",
        "The talks were held in Halden. Halden is cold.",
        "Fair Tide president Hugo Lind left. Fair Tide said so. They heard Fair Tide.",
        "Reuters said so. Reuters' diplomatic editor agreed.",
    ],
)
def test_people_days_creeds_places_and_agencies_are_no_lands(text: str) -> None:
    assert not parties(text)


def test_a_country_misspelt_by_one_slip_is_that_country() -> None:
    reading = lay("Ukriane's foreign minister was silent.", NOTHING)
    assert mention(reading, "Ukriane").refers_to == "UKR"


def test_the_people_of_an_unlisted_land_stand_for_it() -> None:
    reading = lay("Velland's chief negotiator, Ilse Marn, met the Vellandic army.", NOTHING)
    assert person(reading, "Ilse Marn").party == "VELLAND"


def test_an_unlisted_land_may_be_a_place_as_well() -> None:
    reading = lay("Velland's parliament sat. They met in Velland.", NOTHING)
    assert [m.noun for m in reading.names.mentions if reading.text(m.span) == "Velland"] == [
        "party", "place",
    ]  # fmt: skip


MINE = (
    "The National Union of Mineworkers (NUM) rejected the offer of Kestrel Coal Ltd on Monday. "
    "NUM general secretary Dana Frost met Peter Hale, the company's chief executive. "
    "Kestrel refused to pay more. The union was angry."
)


def test_a_union_and_a_company_that_bargain_are_parties_with_their_short_forms() -> None:
    found = parties(MINE)
    assert set(found) == {"NUM", "KESTREL-COAL"}
    assert {"NUM", "The union"} < set(found["NUM"])
    assert {"Kestrel", "Kestrel Coal Ltd", "the company"} < set(found["KESTREL-COAL"])


def test_the_officers_of_an_organised_side_stand_for_it() -> None:
    reading = lay(MINE, NOTHING)
    assert person(reading, "Dana Frost").party == "NUM"
    assert person(reading, "Peter Hale").party == "KESTREL-COAL"
    assert person(reading, "Dana Frost").office == "general secretary"


def test_the_party_id_is_the_name_when_no_acronym_is_given() -> None:
    assert set(parties("The Halvern Shipowners' Association demanded a vote.")) == {
        "HALVERN-SHIPOWNERS-ASSOCIATION"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Talks between the Harbour Guild and the Skippers' League broke down.",
        "The Harbour Guild made a new offer. The Skippers' League refused it.",
        "An agreement with the Harbour Guild was rejected by the Skippers' League.",
    ],
)
def test_talks_offers_and_passives_show_a_side(text: str) -> None:
    assert set(parties(text)) == {"HARBOUR-GUILD", "SKIPPERS-LEAGUE"}


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Guild said the weather was fine.",
        "The Harbour Institute rejected the offer.",
        "The Harbour Post and the Sea Forum demanded a vote.",
        "They met in the hall of the Harbour Guild.",
        "The Federal Harbour Corporation rejected the offer.",
        "The Institute for the Sea (IFS) rejected the offer. The IFS demanded more.",
        "CNN demanded an answer. The AFP refused.",
        "Hugo Lind III rejected the offer. Vatican III demanded more.",
    ],
)
def test_one_remark_an_institute_or_an_outlet_is_no_side(text: str) -> None:
    assert not parties(text)


def test_an_acronym_alone_is_a_side_where_its_officers_speak() -> None:
    reading = lay("The UHW rejected the offer. UHW president Dana Frost was angry.", NOTHING)
    assert mention(reading, "UHW").refers_to == "UHW"
    assert person(reading, "Dana Frost").party == "UHW"


def test_the_leader_of_a_movement_stands_for_it() -> None:
    text = "The River and Reed Movement, led by Tomas Vey, refused to sign."
    assert set(parties(text)) == {"RIVER-AND-REED-MOVEMENT"}
    assert person(lay(text, NOTHING), "Tomas Vey").party == "RIVER-AND-REED-MOVEMENT"


def test_a_ministry_of_an_unlisted_land_acts_for_it() -> None:
    reading = lay("Velland's parliament sat. Velland's Foreign Ministry was silent.", NOTHING)
    ministry = mention(reading, "Foreign Ministry").refers_to
    assert reading.names.party_of(ministry) == "VELLAND"


def test_a_format_is_a_party_only_where_it_acts() -> None:
    acts = lay("The E3 rejected the draft.", NOTHING)
    sits = lay("Iran rejected a meeting of the E3.", NOTHING)
    assert (mention(acts, "E3").noun, mention(sits, "E3").noun) == ("party", "organisation")


def test_the_army_is_the_one_named_before() -> None:
    reading = lay("The Norwegian army left Oslo. Then the army said no.", NOTHING)
    assert mention(reading, "the army").refers_to == "NOR"


def test_the_army_of_two_countries_stays_open() -> None:
    reading = lay("The Norwegian army and the Danish army left. The army said no.", NOTHING)
    assert "The army" not in [reading.text(m.span) for m in reading.names.mentions]


def test_a_president_without_country_stands_for_the_only_land_of_the_text() -> None:
    text = "Velland's parliament sat on Friday. Velland is tired. President Hale Orsk spoke."
    assert person(lay(text, NOTHING), "Hale Orsk").party == "VELLAND"
    two = f"{text} Norway waited."
    assert person(lay(two, NOTHING), "Hale Orsk").party is None


def test_the_general_is_no_general_secretary() -> None:
    reading = lay(f"{MINE} The general was late. The general secretary was not.", NOTHING)
    assert "The general" not in [reading.text(m.span) for m in reading.names.mentions]
    assert who(reading, "The general secretary") == "Dana Frost"
