"""Contacts: the list, the network, and who met whom."""

import pytest

from workbench_client import Client


def ties(client: Client, query: str = "") -> dict[tuple[str, str], tuple[int, int, int]]:
    """Held, planned and denied contacts of each two."""
    net = client.sheet(f"/contacts{query}")["net"]
    bonds = [edge["bond"] for edge in net["edges"]] if net else []
    return {(b["first"], b["second"]): (b["held"], b["planned"], b["denied"]) for b in bonds}


def test_held_planned_and_denied_are_counted_apart(arven: Client) -> None:
    assert ties(arven) == {("ORM", "VEL"): (2, 1, 2), ("CAL", "VEL"): (1, 0, 0)}


def test_an_edge_narrows_the_list_to_both(arven: Client) -> None:
    sheet = arven.sheet("/contacts?party=CAL&party=VEL")
    assert [row["id"] for row in sheet["rows"]] == ["mediated"]
    page = arven.get("/contacts").text
    assert 'class="m edge" data-here href="?party=CAL&amp;party=VEL#list"' in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?person=marn", {"mediated"}),
        ("?channel=call", {"cancelled", "denied"}),
        ("?status=planned", {"planned"}),
        ("?place=sundholm", {"held"}),
        ("?since=2025-06-04", {"mediated", "planned"}),
        ("?channel=call&status=denied", {"denied"}),
    ],
)
def test_filters_narrow_the_list(arven: Client, query: str, expected: set[str]) -> None:
    assert {row["id"] for row in arven.sheet(f"/contacts{query}")["rows"]} == expected


def test_the_newest_stand_first_and_the_undated_last(arven: Client) -> None:
    ids = [row["id"] for row in arven.sheet("/contacts")["rows"]]
    assert ids == ["planned", "mediated", "held", "denied", "cancelled", "undated"]
    assert [row["id"] for row in arven.sheet("/contacts?order=oldest")["rows"]] == [
        *reversed(ids[:-1]),
        "undated",
    ]


def test_the_table_says_what_the_network_draws(arven: Client) -> None:
    met = arven.sheet("/contacts")["met"]
    names = [row["name"] for row in met]
    told = {
        (row["name"], names[n]): cell["words"]
        for row in met
        for n, cell in enumerate(row["cells"])
        if cell and cell["count"]
    }
    assert told["Velland", "Ormark"] == "2 held, 1 planned, 2 denied or cancelled"
    assert told["Ormark", "Velland"] == told["Velland", "Ormark"]
    assert ("Ormark", "Caldmere") not in told


def test_the_same_contacts_are_drawn_in_the_same_place(arven: Client) -> None:
    nodes = arven.sheet("/contacts")["net"]["nodes"]
    assert nodes == arven.sheet("/contacts?channel=&status=")["net"]["nodes"]
    places = [(node["x"], node["y"]) for node in nodes]
    assert len(set(places)) == len(places)


def test_the_title_says_who_talked_most(arven: Client) -> None:
    assert arven.sheet("/contacts")["title"].startswith("Ormark and Velland talked most: 2 held")
