import json

import pytest

from workbench_client import Client


def _document(client: Client, words: str) -> tuple[str, list[dict[str, object]]]:
    for row in client.sheet("/documents")["rows"]:
        sheet = client.sheet(f"/documents/{row['id']}")
        runs = [run for paragraph in sheet["paragraphs"] for run in paragraph["runs"]]
        if words in "".join(run["words"] for run in runs):
            return row["id"], runs
    raise AssertionError(words)


def test_a_selection_behind_a_fish_becomes_an_entry_on_the_very_words(client: Client) -> None:
    document, runs = _document(client, "🐟")
    text = "".join(run["words"] for run in runs if not run["is_shown"])  # type: ignore[misc]
    first = next(run for run in runs if "🐟" in str(run["words"]))
    behind = str(first["words"]).index("🐟")
    fish = int(str(first["at"])) + len(str(first["words"])[:behind].encode("utf-16-le")) // 2
    start = fish + 3
    asked = {"start": start, "end": start + 9, "noun": "statement", "field.act": "demand"}
    page = client.get(f"/documents/{document}/add?start={start}&end={start + 9}").text
    assert "Ilse Marn" in page
    answer = client.post(f"/documents/{document}/entries", asked)
    assert answer.status_code == 200, answer.text
    sheet = client.sheet(answer.json()["href"])
    assert [place["exact"] for place in sheet["places"]] == ["Ilse Marn"]
    assert sheet["card"]["stamp"]["state"] == "reviewed"
    assert text


@pytest.mark.parametrize(("start", "end"), [("5", "5"), ("9", "2"), ("1", "99999999"), ("x", "9")])
def test_a_selection_that_is_none_is_refused(client: Client, start: str, end: str) -> None:
    document, _ = _document(client, "🐟")
    asked = {"start": start, "end": end, "noun": "statement", "field.act": "demand"}
    answer = client.post(f"/documents/{document}/entries", asked)
    assert answer.status_code == 400, answer.text


def test_all_alike_are_changed_or_none(client: Client) -> None:
    card = client.cards("statement")[0]
    path = f"/entries/{card['id']}/alike"
    sheet = client.sheet(f"{path}?verb=review&narrow=")
    rows = client.sheet(f"{path}?verb=review&narrow=same+document")["rows"]
    chosen = [row["card"]["id"] for row in rows]
    assert sheet["card"]["id"] == card["id"]
    asked = {"verb": "review", "narrow": "same document", "entry": [*chosen, "0" * 16]}
    assert client.post(path, asked).status_code == 400
    states = {one["id"]: one["stamp"]["state"] for one in client.cards("statement")}
    assert set(states.values()) == {"suggested"}
    asked = {"verb": "review", "narrow": "same document", "entry": chosen, "itself": "1"}
    assert client.post(path, asked).status_code == 200
    states = {one["id"]: one["stamp"]["state"] for one in client.cards("statement")}
    assert {id for id, state in states.items() if state == "reviewed"} == {card["id"], *chosen}


def test_a_correction_is_previewed_with_before_and_after(client: Client) -> None:
    card = client.cards("statement")[0]
    fields = json.dumps({"firmness": "hedged"})
    page = client.get(
        f"/entries/{card['id']}/alike?verb=correct&fields={fields}&narrow=same+document"
    )
    assert page.status_code == 200, page.text
    rows = client.sheet(
        f"/entries/{card['id']}/alike?verb=correct&fields={fields}&narrow=same+document"
    )["rows"]
    assert all(row["after"] == {"firmness": "hedged"} for row in rows)


def test_a_change_that_cannot_be_read_is_refused(client: Client) -> None:
    card = client.cards("statement")[0]
    answer = client.get(f"/entries/{card['id']}/alike?verb=correct&fields=%7Bbroken")
    assert answer.status_code == 400
