"""The time line: what stands on it, how it looks, what is around an entry."""

from pathlib import Path

import pytest

from workbench_client import Client
from workbench_talks import contact, reading


def marks(client: Client, query: str = "") -> dict[str, str]:
    """How each drawn entry looks, by lane and id."""
    lanes = client.sheet(f"/timeline{query}")["lanes"]
    found = [placed["mark"] for placed in lanes["marks"]] if lanes else []
    return {f"{mark['lane']}/{mark['entry']}": mark["look"] for mark in found}


def test_held_is_filled_planned_hollow_cancelled_struck_and_overdue_crossed(arven: Client) -> None:
    assert marks(arven) == {
        "talks/held": "held",
        "talks/mediated": "held",
        "talks/planned": "hollow",
        "call/cancelled": "struck",
        "call/denied": "struck",
        "deeds/deed": "held",
        "due/first": "cross",
        "due/second": "hollow",
        "lapsed or broken/third": "cross",
    }


def test_an_uncertain_day_is_a_bar_and_a_known_one_a_dot(arven: Client) -> None:
    placed = {p["mark"]["entry"]: p for p in arven.sheet("/timeline")["lanes"]["marks"]}
    assert placed["held"]["x"] == placed["held"]["x_end"]
    assert placed["denied"]["x"] < placed["denied"]["x_end"]
    assert placed["cancelled"]["x"] < placed["held"]["x"] < placed["first"]["x"]
    page = arven.get("/timeline").text
    assert 'fill="url(#soft-hollow)"' in page


def test_what_has_no_day_is_in_the_table_and_not_in_the_drawing(arven: Client) -> None:
    sheet = arven.sheet("/timeline")
    assert sheet["undated"] == 1
    assert sheet["rows"][-1]["entry"] == "undated"
    assert "undated" not in {p["mark"]["entry"] for p in sheet["lanes"]["marks"]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?kind=deed", {"deeds/deed"}),
        ("?party=CAL", {"talks/mediated"}),
        ("?status=overdue", {"due/first"}),
        ("?issue=patrols&kind=commitment", {"due/first", "due/second", "lapsed or broken/third"}),
        ("?since=2025-06-04&until=2025-06-12", {"talks/mediated", "due/first"}),
        ("?until=2025-05-26", {"call/cancelled", "call/denied"}),
        ("?kind=position", {"positions moved/p-vel"}),
    ],
)
def test_filters_narrow_the_drawing(arven: Client, query: str, expected: set[str]) -> None:
    assert set(marks(arven, query)) == expected


def test_around_an_entry_stands_what_is_near_with_how_far(arven: Client) -> None:
    sheet = arven.sheet("/timeline?around=held&within=2")
    apart = {row["entry"]: row["apart"] for row in sheet["rows"]}
    assert apart == {
        "deed": "1 day before",
        "held": "the same day",
        "p-vel": "the same day",
        "mediated": "2 days after",
    }
    assert sheet["around"]["id"] == "held"
    assert sheet["lanes"]["band"] is not None


def test_around_an_entry_without_a_day_of_its_own_is_around_its_document(arven: Client) -> None:
    assert arven.sheet("/timeline?around=undated&within=1")["day"] == "4 June 2025"


def test_nothing_is_set_around_what_has_no_day_at_all(tmp_path: Path) -> None:
    lost = contact("lost", None, passages=(), documents=())
    with reading(tmp_path, [lost, contact("held", "2025-06-03")]) as client:
        sheet = client.sheet("/timeline?around=lost")
        assert (sheet["day"], sheet["rows"]) == ("day not given", [])
        assert "No day is known" in client.get("/timeline?around=lost").text


def test_the_title_answers(arven: Client) -> None:
    assert arven.sheet("/timeline")["title"] == (
        "3 contacts held, the last with a day: 5 June 2025; 3 not held or not yet; 1 deed; "
        "2 commitments due, 1 overdue; 1 lapsed or broken"
    )
