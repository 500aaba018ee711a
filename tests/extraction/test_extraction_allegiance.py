"""Allegiance: for whom people stand by words of the text that are no name beside theirs."""

import pytest
from extraction_texts import lay, person, who

from dragoman.extraction.reading import Tokens
from dragoman.extraction.whose import is_expert, speaks_for_nobody

ARMY = "The Sudanese army and the Rapid Support Forces left Jeddah without a truce. "
STRIKE = "Talks between the Hollow Coal Company and the Northern Dockers' Union failed. "


def party_of(text: str, name: str) -> str | None:
    return person(lay(text), name).party


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        (ARMY + "Army negotiator General Idris Wad Hamid said no.", "Idris Wad Hamid", "SDN"),
        (ARMY + "Army spokesman Yusuf Adlan said no.", "Yusuf Adlan", "SDN"),
        (
            "The Norwegian government met. Government negotiator Ada Orr said no.",
            "Ada Orr",
            "NOR",
        ),
        (
            "The M23 left the talks. Rebel commander Rubio Carr said no.",
            "Rubio Carr",
            "M23",
        ),
        (
            "The Norwegian delegation wants guarantees from Sweden. "
            "Delegation head Ada Orr said no.",
            "Ada Orr",
            "NOR",
        ),
    ],
)
def test_an_office_that_names_an_arm_or_kind_is_of_the_one_side_that_has_it(
    text: str, name: str, party: str
) -> None:
    assert party_of(text, name) == party


@pytest.mark.parametrize(
    ("office", "side"), [("Company spokesman", "hollow"), ("Union negotiator", "dockers")]
)
def test_an_officer_of_the_company_or_of_the_union_stands_for_it(office: str, side: str) -> None:
    party = party_of(f"{STRIKE}{office} Pieter Hallam said no.", "Pieter Hallam")
    assert party is not None
    assert side in party.lower()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Norwegian army and the Swedish army met. Army spokesman Ada Orr said no.",
            "Ada Orr",
        ),
        (
            "The Norwegian government spoke. Opposition negotiator Ada Orr said no.",
            "Ada Orr",
        ),
        (
            "Norway and Sweden rejected it. Their spokesman, Jon Vey, said no.",
            "Jon Vey",
        ),
    ],
)
def test_an_office_that_two_sides_or_none_may_have_gives_no_party(text: str, name: str) -> None:
    assert party_of(text, name) is None


def test_an_army_in_an_armed_groups_name_is_not_the_army_of_a_state() -> None:
    text = (
        "The National Liberation Army freed captives after talks with the Colombian government, "
        "Norway said. Army chief General Tomas Arango said no."
    )
    assert party_of(text, "Tomas Arango") == "COL"


def test_the_army_is_the_one_whose_whole_name_is_listed() -> None:
    assert who(lay(ARMY + "The group accused the army of a raid."), "the army") == "Sudan"


@pytest.mark.parametrize(
    "text",
    [
        "The RSF rejected that condition. Its spokesman, Colonel Yusuf Adlan, said no.",
        "The RSF rejected that condition. Its spokesman Yusuf Adlan said no.",
        "The RSF rejected that condition. Yusuf Adlan, its spokesman, said no.",
        "The RSF, whose spokesman, Yusuf Adlan, spoke to reporters, rejected it.",
    ],
)
def test_a_possessive_goes_back_to_the_side_whose_officer_is_named(text: str) -> None:
    assert party_of(text, "Yusuf Adlan") == "RSF"


def test_his_spokesman_speaks_for_the_side_of_the_man_before() -> None:
    text = "Norwegian President Karl Testvik refused. His spokesman, Jon Vey, gave no reason."
    assert party_of(text, "Jon Vey") == "NOR"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("General Idris Wad said no.", "Idris Wad"),
        ("Colonel Bekele Worku said no.", "Bekele Worku"),
        ("Union delegate Ada Orr said no.", "Ada Orr"),
        ("Aldo Perrin, a nurse and union delegate, said no.", "Aldo Perrin"),
        ("The mayor of Graz, Helene Pohl, said no.", "Helene Pohl"),
        ("Secretary General Ada Orr said no.", "Ada Orr"),
    ],
)
def test_who_holds_an_office_of_a_side_is_no_expert_though_the_side_is_unknown(
    text: str, name: str
) -> None:
    reading = lay(text)
    one = person(reading, name)
    assert not speaks_for_nobody(reading, Tokens(0, 1), one.id)
    assert not is_expert(reading, Tokens(0, 1), one.id)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Runa Thiel, a labour economist at the University of Bergen, said no.", "Runa Thiel"),
        ("Karl Zeman, a historian and former ambassador, said no.", "Karl Zeman"),
        ("Ada Orr, director of political affairs, said no.", "Ada Orr"),
    ],
)
def test_who_judges_for_a_living_stays_an_expert(text: str, name: str) -> None:
    reading = lay(text)
    assert is_expert(reading, Tokens(0, 1), person(reading, name).id)
