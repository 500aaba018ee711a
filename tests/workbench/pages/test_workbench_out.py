"""Out: what goes out, at which mark, as which file."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from dragoman.cli.app import run
from dragoman.dossier import Dossier
from dragoman.dossier.team import Role
from dragoman.model.handling import Handling
from dragoman.pipeline.handling import signed_mark
from dragoman.workbench import parcels
from dragoman.workbench.access import User, may
from dragoman.workbench.access.user import Action
from workbench_client import Client, read_dossier, seated

SECRET = """---
outlet: Castle Quay Gazette
title: A secret channel in Tarnholm
published_at: 2025-06-09
---
A secret channel in Tarnholm

Velland and Ormark held secret talks in Tarnholm on 8 June 2025, Bruna Oskel said on Monday.
"""


@pytest.fixture(scope="module")
def _marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from workbench_client import TEXTS

    place = read_dossier(tmp_path_factory.mktemp("out"), {**TEXTS, "s.txt": SECRET})
    with Dossier.open(place) as dossier:
        for head in dossier.document_heads():
            is_secret = "secret" in (head.title or "")
            mark = Handling.RED if is_secret else Handling.GREEN
            dossier.decide(signed_mark(head, mark, who="E. Ditor", why="as agreed"))
    assert run(["rebuild", "--dossier", str(place)]) in (0, 3)
    return place


@pytest.fixture
def marked(_marked: Path, tmp_path: Path) -> Iterator[Client]:
    place = tmp_path / "marked.dragoman"
    place.write_bytes(_marked.read_bytes())
    with seated(place) as found:
        yield found


def _ready(client: Client, **query: object) -> dict:  # type: ignore[type-arg]
    """The sheet once what goes out is put together."""
    for _ in range(600):
        sheet = client.sheet(f"/out?{urlencode(query, doseq=True)}")
        if sheet["state"] != "building":
            return sheet  # type: ignore[no-any-return]
    raise AssertionError("it never ended")


def _sent(client: Client, **query: object) -> bytes:
    answer = client.get(f"/out/download?{urlencode(query, doseq=True)}")
    assert answer.status_code == 200, answer.text
    named = re.fullmatch(
        r'attachment; filename="([a-z0-9.-]+)"', answer.headers["content-disposition"]
    )
    assert named is not None
    return answer.content


def test_the_brief_goes_out_in_every_form(client: Client) -> None:
    assert _sent(client, form="html").startswith(b"<!DOCTYPE html>")
    assert _sent(client, form="md").startswith(b"# Arven talks")
    with zipfile.ZipFile(io.BytesIO(_sent(client, form="docx"))) as package:
        assert "word/footnotes.xml" in package.namelist()
    notes = json.loads(_sent(client, form="web-annotation"))
    assert notes["type"] == "AnnotationCollection"
    kinds = {json.loads(line)["kind"] for line in _sent(client, form="jsonl").splitlines()}
    assert {"document", "mention", "statement", "contact"} <= kinds
    assert _sent(client, form="plover").splitlines()
    with zipfile.ZipFile(io.BytesIO(_sent(client, form="csv"))) as tables:
        assert "statements.csv" in tables.namelist()


def test_the_file_is_called_after_the_talks_in_plain_letters(client: Client) -> None:
    head = client.get("/out/download?form=md&section=contact").headers["content-disposition"]
    assert head == 'attachment; filename="arven-talks-selection-2025-06-06.md"'


def test_a_selection_holds_what_was_chosen_and_says_that_it_is_one(client: Client) -> None:
    sheet = _ready(client, section=["contact"])
    contacts = len(client.cards("contact"))
    assert sheet["preview"]["chosen"] == [["contact", contacts]]
    told = _sent(client, form="md", section="contact").decode()
    assert "This is a selection" in told
    one = client.cards("statement")[0]
    picked = _ready(client, entry=[one["id"]])
    assert [p["id"] for p in picked["picked"]] == [one["id"]]
    assert picked["preview"]["total"] == 1
    lines = [json.loads(x) for x in _sent(client, form="jsonl", entry=one["id"]).splitlines()]
    assert [x["id"] for x in lines if x["kind"] == "statement"] == [one["id"]]


def test_the_preview_counts_what_the_file_leaves_out_and_names_nothing(marked: Client) -> None:
    sheet = _ready(marked, share="TLP:GREEN")
    preview = sheet["preview"]
    left = {(row["noun"], row["mark"]): row["count"] for row in preview["left"]}
    assert left["document", "TLP:RED"] == 1
    assert preview["documents"] == 3
    page = marked.get("/out?share=TLP:GREEN").text
    below = page[page.index('id="preview"') :]
    assert "TLP:GREEN" in below
    for secret in ("Tarnholm", "Oskel"):
        assert secret not in json.dumps(preview)
        assert secret not in below
    told = _sent(marked, share="TLP:GREEN", form="md").decode()
    assert preview["lines"][1] in told


@pytest.mark.parametrize("form", ["html", "md", "docx", "web-annotation", "jsonl", "csv", "plover"])
def test_nothing_stricter_goes_out_in_any_form(marked: Client, form: str) -> None:
    body = _sent(marked, share="TLP:GREEN", form=form)
    if form in ("docx", "csv"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    assert b"Sundholm" in body
    assert b"TLP:GREEN" in body
    assert b"Tarnholm" not in body
    assert b"Oskel" not in body
    assert b"Tarnholm" in _sent(marked, form="md")


def test_a_picked_entry_that_may_not_go_out_is_told(marked: Client) -> None:
    secret = next(c for c in marked.cards("contact") if "Tarnholm" in c["text"])
    open_one = next(c for c in marked.cards("statement") if "Marn" in c["text"])
    alone = _ready(marked, share="TLP:GREEN", entry=[secret["id"]])
    assert alone["state"] == "broken"
    assert "none of the picked entries may go out" in alone["trouble"]
    both = _ready(marked, share="TLP:GREEN", entry=[secret["id"], open_one["id"]])
    assert both["preview"]["missing"] == 1
    query = urlencode({"share": "TLP:GREEN", "entry": secret["id"]})
    answer = marked.get(f"/out/download?{query}")
    assert answer.status_code == 400
    assert "Tarnholm" not in answer.text


def test_without_any_mark_everything_is_left_out_and_how_to_go_on_is_said(client: Client) -> None:
    sheet = _ready(client, share="TLP:AMBER")
    assert sheet["preview"]["documents"] == 0
    assert "Every document is left out" in client.get("/out?share=TLP:AMBER").text
    kept = _ready(client, share="TLP:AMBER", unmarked="TLP:GREEN")
    assert kept["preview"]["documents"] == 3


def test_nothing_is_shared_before_a_fresh_mark_is_worked_in(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcels, "PATIENCE_S", 0.0)
    with Dossier.open(client.app.state.shelf.place) as dossier:
        head = dossier.document_heads()[0]
        dossier.decide(signed_mark(head, Handling.RED, who="E. Ditor", why="late"))
    answer = client.get("/out/download?share=TLP:GREEN&unmarked=TLP:GREEN")
    assert answer.status_code == 400
    assert "still being put together" in answer.text
    assert client.get("/out/download?form=md").status_code == 200


def test_what_was_just_decided_is_in_the_file(client: Client) -> None:
    card = client.cards("statement")[0]
    assert client.post(f"/entries/{card['id']}/reject", {"why": "not said"}).status_code == 200
    ids = {json.loads(line).get("id") for line in _sent(client, form="jsonl").splitlines()}
    assert card["id"] not in ids


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("form=exe", "form"),
        ("share=TLP:PINK", "share"),
        ("section=secrets", "no section"),
        ("first=yesterday", "is no day"),
        ("first=2025-06&last=2025-05", "is empty"),
        ("unmarked=TLP:RED", "goes with a mark"),
        ("&".join(["entry=a"] * 301), "too many to pick"),
    ],
)
def test_a_query_that_cannot_be_read_is_refused_in_words(
    client: Client, query: str, words: str
) -> None:
    for path in ("/out", "/out.json", "/out/download"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400, path
        assert words in answer.text


@pytest.mark.parametrize("id", ["<script>alert(1)</script>", '"><b>', "\u202e", "0" * 16, "%00"])
def test_an_entry_that_is_none_is_told_as_text(client: Client, id: str) -> None:
    query = urlencode({"entry": id})
    sheet = _ready(client, entry=[id])
    assert sheet["state"] == "broken"
    assert "there is no entry" in sheet["trouble"]
    page = client.get(f"/out?{query}").text
    assert "<script>alert" not in page
    assert '"><b>' not in page
    assert client.get(f"/out/download?{query}").status_code == 404


def test_hostile_names_are_plain_in_the_name_of_the_file(tmp_path: Path) -> None:
    settings = 'name = "..\\\\../x\\"; filename=evil.exe\\r\\n<b>\u202e"\n'
    text = {"a.txt": "---\npublished_at: 2025-06-01\ntitle: <i>T</i>\n---\nVelland said no.\n"}
    with seated(read_dossier(tmp_path, text, settings)) as client:
        head = client.get("/out/download?form=md").headers["content-disposition"]
        assert head == 'attachment; filename="x-filename-evil-exe-b-u-202e-2025-06-01.md"'
        assert "<b>" not in client.get("/out").text


def test_an_empty_dossier_says_how_to_begin(empty: Client) -> None:
    assert "Nothing is on file that could go out" in empty.get("/out").text
    assert empty.get("/out/download?form=md").status_code == 200
    assert empty.get("/out/download?form=csv").status_code == 200


def test_every_role_may_take_away_and_it_is_no_act_that_changes_anything(client: Client) -> None:
    assert all(may(User(name="R", role=role), Action.EXPORT) for role in Role)
    before = client.app.state.shelf._reads.version()
    _sent(client, form="md")
    assert client.app.state.shelf._reads.version() == before
