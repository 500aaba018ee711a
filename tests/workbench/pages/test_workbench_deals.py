"""The deal space in the browser: the zone, the sliders, what is kept, and drafts."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.workbench.acts.dealing import changes_set
from dragoman.workbench.errands import ERRANDS
from dragoman.workbench.pages.deals_ready import live_deals
from workbench_client import SETTINGS, Client, read_dossier, seated

OPTIONS = """options = [
    {id = "none", label = "no <b>quota</b>", value = 0},
    {id = "half", label = "half of it", value = 50},
    {id = "full", label = "all of it", value = 100},
]
"""
NUMBERS = """
# the two sides' numbers
[preference.VEL]
reservation = [0.3, 0.4]
because = ["analyst: it can wait"]

[preference.VEL.cod-quota]
weight = 1.0
score = { none = 1.0, half = [0.4, 0.6], full = 0.0 }
red_lines = { full = 0.9 }
because = ["quote:b.txt: Ilse Marn demanded a quota for Velland"]

[preference.ORM]
reservation = 0.5
because = ["analyst: <script>alert(1)</script>"]

[preference.ORM.cod-quota]
weight = 1.0
score = { none = 0.0, half = [0.4, 0.7], full = 1.0 }
because = ["analyst: as its minister said"]
"""
NO_ZONE = "ORM.cod-quota.red_line.half=1"


@pytest.fixture(scope="module")
def priced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = SETTINGS + OPTIONS + NUMBERS
    return read_dossier(tmp_path_factory.mktemp("deals"), settings=settings)


@pytest.fixture(scope="module")
def deals(priced: Path) -> Iterator[Client]:
    """A browser before talks with preferences; nothing is written to them."""
    with seated(priced) as client:
        ready(client, "/deals")
        yield client


def ready(client: Client, path: str) -> dict[str, object]:
    """The sheet of a page that may have to be waited for."""
    for wait in range(1, 200):
        sheet: dict[str, object] = client.sheet(f"{path}{'&' if '?' in path else '?'}wait={wait}")
        if sheet["state"] != "building":
            return sheet
    raise AssertionError(f"{path} is not done")


def slider(client: Client, target: str) -> dict[str, object]:
    party = target.partition(".")[0]
    sheet = client.sheet(f"/deals?party={party}")
    rows = [row for group in sheet["issues"] for row in group["rows"]]
    return next(row for row in rows if row["target"] == target)


def test_the_zone_comes_first_in_one_sentence(deals: Client) -> None:
    sheet = deals.sheet("/deals")
    assert sheet["answer"]["headline"].startswith("All could accept 1 of 3 packages at the middle")
    page = deals.get("/deals").text
    assert page.index(sheet["answer"]["headline"]) < page.index("The numbers put in")


def test_a_change_in_the_address_moves_its_slider_and_the_zone(deals: Client) -> None:
    sheet = deals.sheet(f"/deals?party=ORM&change={NO_ZONE}")
    assert sheet["answer"]["exists"] is False
    assert sheet["answer"]["differences"][0]["text"].startswith("The zone vanishes")
    assert sheet["answer"]["moves"][0]["text"].startswith("A zone would open if Ormark no longer")
    assert [one["target"] for one in sheet["supposed"]] == ["ORM.cod-quota.red_line.half"]
    assert sheet["supposed"][0]["to"] == "a red line"
    changed = [r["target"] for g in sheet["issues"] for r in g["rows"] if r["is_changed"]]
    assert changed == ["ORM.cod-quota.red_line.half"]


def test_short_forms_of_what_ifs_move_the_same_slider(deals: Client) -> None:
    sheet = deals.sheet("/deals?change=ORM.cod-quota.half=red")
    assert sheet["supposed"][0]["target"] == "ORM.cod-quota.red_line.half"


def test_the_answer_alone_is_the_same_as_on_the_page(deals: Client) -> None:
    path = f"?change={NO_ZONE}"
    assert deals.sheet(f"/deals/answer{path}")["answer"] == deals.sheet(f"/deals{path}")["answer"]
    assert 'id="answer"' in deals.get(f"/deals/answer{path}").text


def test_each_slider_says_what_it_rests_on(deals: Client) -> None:
    weight = slider(deals, "VEL.cod-quota.weight")
    assert weight["citations"]
    assert slider(deals, "ORM.reservation")["rests"] == "estimate: <script>alert(1)</script>"
    page = deals.get("/deals?party=ORM").text
    assert "<script>alert" not in page
    assert "no <b>quota" not in page
    assert 'data-beside href="/documents/' in deals.get("/deals?party=VEL").text


def test_every_slider_is_named_and_says_its_value_in_words(deals: Client) -> None:
    page = deals.get("/deals?party=VEL").text
    assert 'aria-label="What no agreement is worth to Velland" aria-valuetext="0.3 to 0.4"' in page
    assert slider(deals, "VEL.cod-quota.red_line.full")["words"] == "0.9 sure that it is a red line"


def test_numbers_of_a_form_become_the_address(deals: Client) -> None:
    fields = "party=VEL&change=ORM.reservation%3D0.6&v.VEL.reservation=0.1&h.VEL.reservation=0.2"
    answer = deals.http.get(f"/deals/set?{fields}", follow_redirects=False)
    assert answer.status_code == 303
    expected = "/deals?party=VEL&change=ORM.reservation%3D0.6&change=VEL.reservation%3D0.1..0.2"
    assert answer.headers["location"] == expected


def test_a_form_with_what_is_signed_changes_nothing(deals: Client) -> None:
    shelf = deals.app.state.shelf
    live = live_deals(shelf._snapshot)
    fields = {"v.VEL.reservation": "0.3", "h.VEL.reservation": "0.4"}
    fields |= {"r.VEL.cod-quota.red_line.full": "open", "v.VEL.cod-quota.red_line.full": "0.9"}
    assert changes_set(live, ["VEL.reservation=0.9"], fields) == ()
    fields["r.VEL.cod-quota.red_line.full"] = "acceptable"
    assert changes_set(live, [], fields) == ("VEL.cod-quota.red_line.full=0",)


@pytest.mark.parametrize("page", ["/deals", "/deals/answer", "/deals/full", "/deals/keep"])
def test_a_change_that_cannot_be_read_is_refused_in_words(deals: Client, page: str) -> None:
    answer = deals.get(f"{page}?change=VEL.nothing%3D%3Cscript%3E")
    assert answer.status_code == 400
    assert "<script>alert" not in answer.text
    assert "VEL.nothing" in answer.text


def test_a_number_that_is_none_is_refused_in_words(deals: Client) -> None:
    answer = deals.get("/deals/set?v.VEL.reservation=much")
    assert answer.status_code == 400
    assert "is not a number" in answer.text


def test_another_decision_leaves_the_built_deal_space_standing(
    priced: Path, tmp_path: Path
) -> None:
    place = Path(shutil.copy(priced, tmp_path / "own.dragoman"))
    with seated(place) as client:
        ready(client, "/deals")
        first = live_deals(client.app.state.shelf._snapshot)
        card = client.cards("statement")[0]
        client.post(f"/entries/{card['id']}/note", {"words": "look at this"})
        assert live_deals(client.app.state.shelf._snapshot) is first


def test_kept_changes_are_signed_with_the_reason_and_the_rest_stays(
    priced: Path, tmp_path: Path
) -> None:
    place = Path(shutil.copy(priced, tmp_path / "own.dragoman"))
    with seated(place) as client:
        ready(client, "/deals")
        preview = client.sheet("/deals/keep?change=ORM.reservation=0.6")
        signs = {line["text"]: line["sign"] for p in preview["pieces"] for line in p["lines"]}
        assert signs["reservation = 0.5"] == "-"
        assert signs["reservation = 0.6"] == "+"
        fields = {"change": "ORM.reservation=0.6", "why": "its minister said so"}
        assert client.post("/deals/keep", {**fields, "seen": "other"}).status_code == 400
        answer = client.post("/deals/keep", {**fields, "seen": preview["seen"]})
        assert answer.status_code == 200, answer.text
        text = client.sheet("/settings")["text"]
        assert "reservation = 0.6" in text
        assert "analyst: its minister said so" in text
        assert "# the two sides' numbers" in text
        assert ready(client, "/deals")["state"] == "ready"


def test_without_preferences_a_draft_is_offered(client: Client, empty: Client) -> None:
    assert client.sheet("/deals")["state"] == "none"
    assert "Draft preferences from the texts" in client.get("/deals").text
    assert "Add documents" in empty.get("/deals").text
    for page in ("/deals/full", "/deals/draft"):
        assert empty.sheet(page)["state"] == "none"
        assert empty.get(page).status_code == 200


@pytest.mark.slow
def test_the_whole_deal_space_is_reckoned_aside_with_its_charts(deals: Client) -> None:
    assert deals.sheet("/deals/full")["state"] == "building"
    for wait in range(1, 300):
        sheet = deals.sheet(f"/deals/full?wait={wait}")
        if sheet["state"] != "building":
            break
        time.sleep(0.2)
    assert sheet["state"] == "ready"
    assert {"zone", "judgements"} <= {part["id"] for part in sheet["parts"]}
    assert any(figure["drawing"] for part in sheet["parts"] for figure in part["figures"])
    assert 'id="deals-zone"' in deals.get(f"/deals/full?wait={wait}").text


def test_a_broken_number_is_told_and_leads_to_the_settings(tmp_path: Path) -> None:
    place = read_dossier(tmp_path, settings=SETTINGS + NUMBERS)
    with seated(place) as client:
        sheet = ready(client, "/deals")
        assert sheet["state"] == "broken"
        assert sheet["trouble"]
        assert "To the settings" in client.get("/deals").text


def test_errands_that_fail_say_why_and_are_begun_anew() -> None:
    def fail(_tell: object) -> None:
        raise ValueError("no such luck")

    first = ERRANDS.begin("luck", fail)
    assert first.wait(5)
    assert "no such luck" in first.trouble

    def try_it(tell: Callable[[str, int, int | None], None]) -> str:
        tell("trying", 3, 4)
        return "done"

    second = ERRANDS.begin("luck", try_it)
    assert second.wait(5)
    assert (second.result, second.progress) == ("done", "trying: 3 of 4")
