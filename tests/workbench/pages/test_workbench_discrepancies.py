"""Discrepancies: both sides' sentences next to each other, each with its citations."""

import pytest

from workbench_client import Client


def test_both_sides_stand_with_their_own_sentence_and_citation(arven: Client) -> None:
    (row,) = arven.sheet("/discrepancies")["rows"]
    assert [side["words"] for side in row["sides"]] == [
        "Velland said that it had been",
        "Ormark denied that a quota had been agreed",
    ]
    assert all(side["citations"] for side in row["sides"])
    assert "(1 document)" in row["sides"][0]["who"]
    assert row["kind"] == "denial"
    assert "denies it" in row["why"]


@pytest.mark.parametrize(
    ("query", "count"),
    [("?kind=denial", 1), ("?kind=number", 0), ("?party=VEL", 1), ("?party=CAL", 0),
     ("?issue=quota", 1), ("?issue=patrols", 0), ("?contact=held", 0)],
)  # fmt: skip
def test_filters_narrow_the_list(arven: Client, query: str, count: int) -> None:
    assert len(arven.sheet(f"/discrepancies{query}")["rows"]) == count


def test_the_title_says_on_how_many_matters(arven: Client) -> None:
    assert arven.sheet("/discrepancies")["title"] == (
        "Accounts differ on one matter: 1 over whether it was so"
    )
