"""Positions: as of any day by what had been said, movement, the opened series."""

from workbench_client import Client


def cells(client: Client, query: str = "") -> dict[tuple[str, str], tuple[str, str]]:
    """Stance and arrow by issue and party."""
    matrix = client.sheet(f"/positions{query}")["matrix"]
    return {
        (row["issue"], party): (cell["stance"], cell["arrow"])
        for row in matrix["rows"]
        for party, cell in zip(matrix["parties"], row["cells"], strict=True)
        if cell
    }


def test_the_matrix_stands_where_the_parties_stand_now(arven: Client) -> None:
    assert cells(arven) == {
        ("Cod quota", "Velland"): ("open", "↘"),
        ("Cod quota", "Ormark"): ("against", ""),
        ("Patrol boats", "Ormark"): ("for", ""),
    }


def test_as_of_a_day_only_what_had_been_said_counts(arven: Client) -> None:
    assert cells(arven, "?on=2025-05-27") == {}
    assert cells(arven, "?on=2025-06-02") == {("Cod quota", "Velland"): ("against", "")}
    assert cells(arven, "?on=2025-06-04") == {("Cod quota", "Velland"): ("open", "↘")}


def test_a_month_counts_to_its_end(arven: Client) -> None:
    assert ("Cod quota", "Ormark") in cells(arven, "?on=2025-06")
    assert ("Cod quota", "Ormark") not in cells(arven, "?on=2025-05")


def test_as_of_a_day_no_mark_of_today_is_claimed_and_the_undated_are_counted(
    arven: Client,
) -> None:
    sheet = arven.sheet("/positions?on=2025-06-04")
    assert all(c["mark"] is None for row in sheet["matrix"]["rows"] for c in row["cells"] if c)
    assert all(row["mark"] is None for row in sheet["rows"])
    assert sheet["undated"] == 1
    assert "dragoman positions --as-of 2025-06-04" in arven.get("/positions?on=2025-06-04").text


def test_as_of_a_day_the_series_holds_no_later_stage(arven: Client) -> None:
    then = arven.sheet("/positions?on=2025-06-02&open=p-vel")["opened"]
    now = arven.sheet("/positions?open=p-vel")["opened"]
    labels = [fact["label"] for fact in then["facts"]]
    assert "28 May 2025" in labels
    assert "3 June 2025" not in labels
    assert "3 June 2025" in [fact["label"] for fact in now["facts"]]


def test_the_steps_are_the_days_on_which_something_moved(arven: Client) -> None:
    steps = arven.sheet("/positions?on=2025-06-03")["steps"]
    assert steps["days"] == ["2025-05-28", "2025-06-03", "2025-06-05"]
    assert (steps["before"], steps["after"]) == ("2025-05-28", "2025-06-05")
    moved = arven.sheet("/positions?on=2025-06-03")["moved"]
    assert [(one["position"], one["movement"]) for one in moved] == [("p-vel", "softened")]


def test_filters_narrow_matrix_and_list(arven: Client) -> None:
    assert set(cells(arven, "?party=VEL")) == {("Cod quota", "Velland")}
    assert set(cells(arven, "?issue=patrols")) == {("Patrol boats", "Ormark")}
    assert set(cells(arven, "?stance=open")) == {("Cod quota", "Velland")}
    sheet = arven.sheet("/positions?party=ORM")
    assert {row["id"] for row in sheet["rows"]} == {"p-orm", "p-old"}


def test_the_title_answers(arven: Client) -> None:
    title = arven.sheet("/positions")["matrix"]["title"]
    assert title == "Cod quota: Velland softened on 3 June 2025"
