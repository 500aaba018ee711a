"""People: spellings and what tied them, what somebody said and where he took part."""

import pytest

from workbench_client import Client


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?noun=party", {"VEL", "ORM", "CAL"}),
        ("?noun=person", {"marn"}),
        ("?words=chief+NEGOTIATOR", {"marn"}),
        ("?party=VEL", {"VEL", "marn"}),
        ("?letter=none&noun=place", {"sundholm"}),
        ("?letter=A", set()),
    ],
)
def test_the_list_narrows(arven: Client, query: str, expected: set[str]) -> None:
    assert {row["id"] for row in arven.sheet(f"/people{query}")["rows"]} == expected


def test_sides_stand_first_in_the_dossiers_order(arven: Client) -> None:
    ids = [row["id"] for row in arven.sheet("/people")["rows"]]
    assert ids == ["VEL", "ORM", "CAL", "marn", "sundholm"]


def test_each_spelling_says_what_tied_it(arven: Client) -> None:
    sheet = arven.sheet("/people/marn")
    told = {row["words"]: (row["how"], row["because"]) for row in sheet["spellings"]}
    assert told == {
        "Ilse Marn": ("exact", []),
        "Marn said": ("short form", ["part of Ilse Marn"]),
    }
    assert all(row["citations"] for row in sheet["spellings"])
    assert sheet["given"] == ["Marn"]


def test_a_persons_page_holds_statements_contacts_and_positions(arven: Client) -> None:
    sheet = arven.sheet("/people/marn")
    assert {card["id"] for card in sheet["statements"]} == {"s1", "s2"}
    assert [one["id"] for one in sheet["contacts"]["lines"]] == ["mediated"]
    assert {one["id"] for one in sheet["positions"]["lines"]} == {"p-vel", "p-orm", "p-old"}


def test_a_partys_page_holds_what_binds_it_and_who_stands_with_it(arven: Client) -> None:
    assert arven.sheet("/people/ORM")["commitments"]["total"] == 3
    assert [one["id"] for one in arven.sheet("/people/VEL")["people"]] == ["marn"]
    assert arven.sheet("/people/ORM")["deeds"]["total"] == 1


def test_a_places_page_holds_the_contacts_there(arven: Client) -> None:
    assert [one["id"] for one in arven.sheet("/people/sundholm")["contacts"]["lines"]] == ["held"]
