"""Commitments: both series, what is late, and the road map."""

import pytest

from workbench_client import Client


def ids(client: Client, query: str) -> list[str]:
    """The commitments of a list, in its order."""
    return [row["card"]["id"] for row in client.sheet(f"/commitments{query}")["rows"]]


def test_the_road_map_leads_from_what_must_come_first(arven: Client) -> None:
    roads = arven.sheet("/commitments")["roads"]
    entry = {square["number"]: square["entry"] for square in roads["squares"]}
    ways = {(entry[way["first"]], entry[way["second"]]) for way in roads["ways"]}
    assert ways == {("first", "second"), ("second", "third")}
    x = {square["entry"]: square["x"] for square in roads["squares"]}
    assert x["first"] < x["second"] < x["third"]


def test_what_has_lapsed_is_crossed_and_what_is_not_settled_open(arven: Client) -> None:
    squares = {s["entry"]: s for s in arven.sheet("/commitments")["roads"]["squares"]}
    assert squares["third"]["is_broken"]
    assert not squares["first"]["is_broken"]
    assert squares["first"]["is_open"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?late=overdue", {"first"}),
        ("?level=2", {"second"}),
        ("?kept=lapsed", {"third"}),
        ("?kept=none", {"first", "second"}),
        ("?stage=signed", set()),
        ("?party=ORM&issue=patrols", {"first", "second", "third"}),
        ("?since=2025-06-15", {"second"}),
    ],
)
def test_filters_narrow_the_list(arven: Client, query: str, expected: set[str]) -> None:
    assert set(ids(arven, query)) == expected


def test_due_first_puts_those_without_a_day_last(arven: Client) -> None:
    assert ids(arven, "?order=due") == ["first", "second", "third"]


def test_both_series_stand_apart_from_the_other_facts(arven: Client) -> None:
    rows = {row["card"]["id"]: row for row in arven.sheet("/commitments")["rows"]}
    assert rows["third"]["compliance"][0]["text"].startswith("lapsed, 25 June 2025")
    assert rows["third"]["agreement"][0]["text"].startswith("claimed by one")
    assert rows["first"]["overdue"] == "since 11 June 2025"
    assert rows["second"]["level"] == 2
    labels = {fact["label"] for fact in rows["third"]["card"]["facts"]}
    assert not labels & {"Agreement", "Compliance", "Overdue", "Implementation"}
