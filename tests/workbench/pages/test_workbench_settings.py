"""Settings in the browser: form, faults, preview, versions, and two who edit at once."""

import re
import time
from html import unescape
from typing import Any

import pytest

from dragoman.workbench.pages.settings_lines import merged
from workbench_client import SETTINGS, Client


def fields_of(client: Client) -> dict[str, str]:
    """The whole form as a browser would send it back."""
    sheet = client.sheet("/settings")
    found = {value["name"]: value["text"] for value in sheet["form"]["top"]}

    def take(group: dict[str, Any]) -> None:
        for row in group["rows"]:
            found.update({value["name"]: value["text"] for value in row["values"]})
            if row["inner"]:
                take(row["inner"])

    for group in sheet["form"]["groups"]:
        take(group)
    return {f"s.{name}": text for name, text in found.items()} | {"seen": sheet["seen"]}


def text_in(page: str) -> str:
    """The settings that a preview would sign."""
    found = re.search(r'<textarea name="text"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found is not None, page
    return unescape(found[1]).removeprefix("\n")  # as browsers read it


def sign(client: Client, page: str, why: str) -> int:
    seen = re.findall(r'name="seen" value="([^"]*)"', page)[-1]
    answer = client.submit("/settings/sign", {"text": text_in(page), "seen": seen, "why": why})
    return answer.status_code


def test_the_settings_stand_as_a_form_and_as_text(client: Client) -> None:
    sheet = client.sheet("/settings")
    assert sheet["text"] == SETTINGS
    labels = {group["name"]: [row["title"] for row in group["rows"]] for group in
              sheet["form"]["groups"]}  # fmt: skip
    assert labels["party"] == ["VEL", "ORM", ""]
    assert labels["person"] == ["Ilse Marn", "Tomas Vey", ""]
    page = client.get("/settings").text
    assert 'value="Arven talks"' in page
    assert '<use href="#swatch-blue"/>' in page


def test_a_form_sent_back_as_it_came_changes_nothing(client: Client) -> None:
    page = client.submit("/settings/preview", fields_of(client))
    assert page.status_code == 200
    assert "Nothing is changed" in page.text


def test_a_new_office_is_previewed_and_signed_with_its_reason(client: Client) -> None:
    fields = fields_of(client) | {"s.person.0.office": "head of the delegation"}
    page = client.submit("/settings/preview", fields).text
    assert '<span class="vh">put in: </span>office = &#34;head of the delegation&#34;' in page
    assert "1 person changed" in page
    assert "3 of 3 texts would be read again" in page
    assert client.sheet("/settings")["text"] == SETTINGS
    assert sign(client, page, "her own card") == 303
    sheet = client.sheet("/settings")
    assert 'office = "head of the delegation"' in sheet["text"]
    newest = sheet["versions"][0]
    assert (newest["why"], newest["who"], newest["stands"]) == ("her own card", "A. Lone", True)


def test_a_new_label_asks_for_no_reading(client: Client) -> None:
    fields = fields_of(client) | {"s.issue.0.label": "The quota"}
    page = client.submit("/settings/preview", fields).text
    assert "No text has to be read again" in page


def test_faults_stand_beside_their_fields_with_what_was_filled_in(client: Client) -> None:
    fields = fields_of(client) | {
        "s.as_of": "soon",
        "s.person.0.party": "<script>",
        "s.party.new0.names": "Caldmere",
    }
    answer = client.submit("/settings/preview", fields)
    assert answer.status_code == 422
    assert "<script>&" not in answer.text
    for name, words in (
        ("as_of", "is not a day or month"),
        ("person.0.party", "no party has the id"),
        ("party.new0.id", "id is needed"),
    ):
        found = re.search(f'id="f-{re.escape(name)}-fault">([^<]*)<', answer.text)
        assert found is not None, name
        assert words in found[1]
    assert 'value="soon"' in answer.text
    assert "Caldmere" in answer.text


def test_text_that_is_no_toml_is_shown_again_with_the_line(client: Client) -> None:
    seen = client.sheet("/settings")["seen"]
    answer = client.submit("/settings/preview", {"text": "name = 'x'\n[[party]\n", "seen": seen})
    assert answer.status_code == 422
    assert "at line 2" in answer.text
    assert "[[party]" in answer.text


def test_settings_are_not_signed_without_a_reason(client: Client) -> None:
    seen = client.sheet("/settings")["seen"]
    fields = {"text": 'name = "x"\n', "seen": seen, "why": "  "}
    assert client.submit("/settings/sign", fields).status_code == 400
    assert client.sheet("/settings")["text"] == SETTINGS


def test_who_signs_over_settings_not_seen_is_shown_both(client: Client) -> None:
    mine = client.submit("/settings/preview", fields_of(client) | {"s.name": "Mine"}).text
    theirs = client.submit("/settings/preview", fields_of(client) | {"s.as_of": "2025-06"}).text
    assert sign(client, theirs, "theirs") == 303
    seen = re.findall(r'name="seen" value="([^"]*)"', mine)[-1]
    fields = {"text": text_in(mine), "seen": seen, "why": "mine"}
    both = client.submit("/settings/sign", fields)
    assert both.status_code == 409
    assert "put in: </span>as_of = &#34;2025-06&#34;" in both.text
    assert "put in: </span>name = &#34;Mine&#34;" in both.text
    assert 'as_of = "2025-06"' in client.sheet("/settings")["text"]
    assert "Both touch the same lines" in both.text  # neighbours are left to people
    assert sign(client, both.text, "mine after all") == 303
    assert [one["why"] for one in client.sheet("/settings")["versions"]][:2] == [
        "mine after all",
        "theirs",
    ]


def test_an_older_version_is_restored_by_signing_it_anew(client: Client) -> None:
    page = client.submit("/settings/preview", fields_of(client) | {"s.name": "Other"}).text
    assert sign(client, page, "a try") == 303
    version = client.sheet("/settings/versions/1")
    assert version["text"] == SETTINGS
    assert [line["text"] for p in version["since"] for line in p["lines"] if line["sign"] == "+"]
    seen = version["seen"]
    back = client.submit("/settings/preview", {"text": version["text"], "seen": seen}).text
    assert sign(client, back, "back") == 303
    assert client.sheet("/settings")["text"] == SETTINGS
    assert len(client.sheet("/settings")["versions"]) == 3


def test_a_version_that_is_not_there_is_refused_in_words(client: Client) -> None:
    assert "there are 1" in client.get("/settings/versions/9").text
    assert client.get("/settings/versions/x").status_code == 400


def test_a_dossier_without_settings_says_what_will_stand_there(empty: Client) -> None:
    page = empty.get("/settings")
    assert "No settings were signed yet" in page.text
    fields = {"seen": "", "s.name": "Begun", "s.party.new0.id": "A", "s.party.new0.names": "Aland"}
    preview = empty.submit("/settings/preview", fields).text
    assert sign(empty, preview, "to begin with") == 303
    assert 'names = ["Aland"]' in empty.sheet("/settings")["text"]


def test_hostile_settings_are_shown_as_text(client: Client) -> None:
    name = '<script>alert("x")</script>\u202e'
    fields = fields_of(client) | {"s.name": name}
    page = client.submit("/settings/preview", fields).text
    assert "<script>alert" not in page
    assert sign(client, page, "<img src=x onerror=alert(1)>") == 303
    shown = client.get("/settings").text
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


def test_a_trial_that_nobody_asked_for_says_so(client: Client) -> None:
    assert client.sheet("/settings/trial?of=x")["state"] == "none"
    assert "No trial" in client.get("/settings/trial").text


@pytest.mark.slow
def test_a_trial_counts_what_would_come_and_go(client: Client) -> None:
    page = client.submit(
        "/settings/preview", fields_of(client) | {"s.issue.0.keywords": "landings"}
    ).text
    begun = client.post("/settings/try", {"text": text_in(page)}).json()
    for wait in range(300):
        sheet = client.sheet(f"{begun['href'].replace('wait=1', f'wait={wait}')}")
        if sheet["state"] not in ("building", "none"):
            break
        time.sleep(0.2)
    assert sheet["state"] == "ready", sheet
    assert sheet["is_whole"]
    assert any(row["added"] or row["changed"] or row["gone"] for row in sheet["rows"])
    assert client.sheet("/settings")["text"] == SETTINGS


def test_changes_far_apart_are_put_upon_each_other_and_previewed(client: Client) -> None:
    mine = client.submit("/settings/preview", fields_of(client) | {"s.issue.0.label": "Cod"}).text
    theirs = client.submit("/settings/preview", fields_of(client) | {"s.name": "Theirs"}).text
    assert sign(client, theirs, "theirs") == 303
    seen = re.findall(r'name="seen" value="([^"]*)"', mine)[-1]
    fields = {"text": text_in(mine), "seen": seen, "why": "mine"}
    both = client.submit("/settings/sign", fields).text
    joined = client.submit("/settings/preview", {"text": text_in(both), "seen": seen_in(both)})
    assert sign(client, joined.text, "both") == 303
    text = client.sheet("/settings")["text"]
    assert 'label = "Cod"' in text
    assert 'name = "Theirs"' in text


def seen_in(page: str) -> str:
    """Which settings a page was made on."""
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def test_changes_of_the_same_line_are_not_put_together() -> None:
    base = "a\nb\nc\nd\n"
    assert merged(base, "A\nb\nc\nd\n", "a\nb\nc\nD\n") == "A\nb\nc\nD\n"
    assert merged(base, "A\nb\nc\nd\n", "X\nb\nc\nd\n") is None
    assert merged(base, "a\nb\nc\nd\nmine\n", "a\nb\nc\nd\ntheirs\n") is None
    assert merged(base, base, "a\nb\nd\n") == "a\nb\nd\n"
