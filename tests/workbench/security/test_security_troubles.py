"""A dossier that goes bad, or is very large in one place, while it is served."""

import hashlib
import os
import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any

import attrs
import pytest

from dragoman.dossier import Dossier, note
from dragoman.model import Document, Entry, Passage, document_id
from workbench_client import Client, seated
from workbench_talks import DOCUMENT, SETTINGS, TEXT, contact, everything, reading, statement

PAGES = (
    "/overview",
    "/documents",
    "/entries/s1",
    "/log",
    "/review.json",
    f"/documents/{DOCUMENT.id}",
)


def _look_again(client: Client) -> None:
    client.app.state.shelf._looked_at -= 10


def _reload(client: Client) -> None:
    assert client.http.portal is not None
    client.http.portal.call(client.app.state.shelf.reload)


def _named(names: tuple[str, ...], *ids: str) -> list[Entry]:
    """Everything, with other names for those that have some (or those of these ids)."""
    made: list[Any] = list(everything())
    return [
        attrs.evolve(one, names=names)
        if hasattr(one, "names") and (not ids or one.id in ids)
        else one
        for one in made
    ]


def _place(client: Client) -> Path:
    return Path(client.app.state.shelf.place)


def _all_told(client: Client, *statuses: int) -> None:
    """Every page answers with one of these statuses, in words, and not with a traceback."""
    for path in PAGES:
        _look_again(client)
        answer = client.get(path)
        assert answer.status_code in statuses, (path, answer.status_code, answer.text[:300])
        assert "Traceback" not in answer.text
        assert "sqlite3." not in answer.text
        if answer.status_code == 503:
            assert "<h1>" in answer.text or answer.json()["error"]


def test_a_dossier_that_is_damaged_while_it_is_served(tmp_path: Path) -> None:
    with reading(tmp_path) as client:
        assert client.get("/overview").status_code == 200
        client.post("/undo")
        place = _place(client)
        for file in place.parent.glob(f"{place.name}*"):
            file.write_bytes(b"no dossier any more " * 5000)
        _all_told(client, 200, 503)
        answer = client.post("/entries/s1/review", {"seen": ""})
        assert answer.status_code == 503, answer.text
        assert answer.json()["error"]


def test_a_dossier_that_vanishes_while_it_is_served(tmp_path: Path) -> None:
    with reading(tmp_path) as client:
        client.post("/undo")
        place = _place(client)
        for file in place.parent.glob(f"{place.name}*"):
            file.unlink()
        _all_told(client, 200, 503)
        answer = client.post("/entries/s1/review", {"seen": ""})
        assert answer.status_code == 503, "what was signed lies in a file that nobody can open"


def test_a_dossier_that_is_replaced_by_another_while_it_is_served(tmp_path: Path) -> None:
    """A backup put back in its place: decisions must not go into the old, nameless file."""
    with reading(tmp_path) as client:
        client.post("/undo")
        place = _place(client)
        shutil.copy(place, tmp_path / "copy")
        os.replace(tmp_path / "copy", place)
        answer = client.post("/entries/s1/review", {"seen": ""})
        with Dossier.open(place) as dossier:
            ids = [one.id for one in dossier.decisions()]
        assert answer.status_code == 503
        assert ids == []
        _all_told(client, 200, 503)


def test_a_dossier_that_another_program_keeps_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.workbench.shelf.PATIENCE_S", 0.0)
    with reading(tmp_path) as client:
        client.post("/undo")
        other = sqlite3.connect(_place(client), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        answer = client.post("/entries/s1/review", {"seen": ""})
        assert answer.status_code == 503
        assert "locked" in answer.json()["error"] or "writing" in answer.json()["error"]
        assert time.monotonic() - began < 30
        _all_told(client, 200)
        other.execute("ROLLBACK")
        other.close()
        assert client.post("/entries/s1/review", {"seen": ""}).status_code == 200


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_dossier_that_becomes_read_only(tmp_path: Path) -> None:
    with reading(tmp_path) as client:
        client.post("/undo")
        _place(client).chmod(0o400)
        _place(client).parent.chmod(0o500)
        try:
            assert client.post("/entries/s1/review", {"seen": ""}).status_code in (200, 503)
            _all_told(client, 200, 503)
        finally:
            _place(client).parent.chmod(0o700)


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with reading(tmp_path) as client:
        client.post("/undo")
        shelf: Any = client.app.state.shelf
        shelf._writes.add_document(*_document("a.txt", "Velland met Ormark.\n"))
        pages = sqlite3.connect(_place(client)).execute("PRAGMA page_count").fetchone()[0]
        with shelf._writes._engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        statuses = {
            client.post("/entries/s1/note", {"words": "x" * 400_000}).status_code for _ in range(3)
        }
        assert statuses <= {200, 503}
        assert 503 in statuses
        _all_told(client, 200)


@pytest.mark.parametrize(
    "text", ["", "name = 3", "[[party]]", "\x00", "[[party]]\nid='A'\nnames=[]\n"]
)
def test_settings_that_cannot_be_used_are_told(tmp_path: Path, text: str) -> None:
    with reading(tmp_path) as client:
        with sqlite3.connect(_place(client)) as file:
            triggers = file.execute(
                "SELECT name FROM sqlite_master WHERE type='trigger'"
            ).fetchall()
            for (name,) in triggers:
                file.execute(f'DROP TRIGGER "{name}"')
            table = next(
                row[0]
                for row in file.execute("SELECT name FROM sqlite_master WHERE type='table'")
                if "settings" in row[0]
            )
            columns = [row[1] for row in file.execute(f'PRAGMA table_info("{table}")')]
            column = next(one for one in columns if one in ("text", "body", "toml"))
            file.execute(f'UPDATE "{table}" SET "{column}" = ?', (text,))
        with seated(_place(client)) as fresh:
            for path in PAGES:
                answer = fresh.get(path)
                assert answer.status_code in (200, 400, 503), (path, answer.text[:300])
                assert "Traceback" not in answer.text


def _document(path: str, text: str) -> tuple[Document, bytes]:
    raw = text.encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    return Document(id=document_id(sha256, path), path=path, sha256=sha256, text=text), raw


def test_a_document_that_is_removed_while_its_page_is_open(tmp_path: Path) -> None:
    with reading(tmp_path) as client:
        at = f"/documents/{DOCUMENT.id}"
        assert client.get(at).status_code == 200
        client.post("/undo")
        with Dossier.open(_place(client)) as other:
            other.remove_document(DOCUMENT.id, "Tov", "not ours", purge=True)
        _look_again(client)
        client.get(at)
        _reload(client)
        assert client.get(at).status_code in (200, 404)
        for path in (*PAGES, f"{at}?at=3-9", f"{at}/add?start=0&end=7"):
            answer = client.get(path)
            assert answer.status_code in (200, 400, 404), (path, answer.text[:300])
        forms = {"noun": "statement", "start": "0", "end": "7"}
        assert client.post(f"{at}/entries", forms).status_code in (400, 404)
        assert client.post("/entries/s1/review", {"seen": ""}).status_code in (200, 400, 404)


def _with_text(place: Path, text: str, entries: list[Entry]) -> tuple[Path, Document]:
    document, raw = _document("large.txt", text)
    with Dossier.create(place) as dossier:
        dossier.add_document(document, raw)
        dossier.put_settings(SETTINGS, "A. Lone")
        dossier.put_entries(entries)
    return place, document


def _quick(client: Client, path: str, within_s: float) -> None:
    client.get(path)
    client.app.state.shelf._snapshot.sheets.clear()
    began = time.process_time()
    answer = client.get(path)
    spent_s = time.process_time() - began
    assert answer.status_code == 200, answer.text[:300]
    assert spent_s < within_s, f"{path}: {spent_s:.1f} s"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("of five megabytes in one line", "Velland met Ormark. " * 262_000),
        ("of 200,000 lines", "Velland met.\n" * 200_000),
        ("of empty lines", "\n" * 300_000 + "a"),
        ("of what is not shown", "\u202e\x01" * 20_000 + "a"),
        ("of characters of two units", "😀" * 300_000),
    ],
)
def test_a_very_long_document_opens(tmp_path: Path, name: str, text: str) -> None:
    place, document = _with_text(tmp_path / "made.dragoman", text, [])
    with seated(place) as client:
        for path in ("/documents", "/overview", f"/documents/{document.id}?at=0-7"):
            _quick(client, path, 6)
        assert client.get(f"/documents/{document.id}/add?start=0&end=2").status_code in (200, 400)


def test_three_thousand_entries_on_one_document_open(tmp_path: Path) -> None:
    text = "".join(f"Ormark demanded {n}. " for n in range(3000))
    document, _ = _document("large.txt", text)
    made: list[Entry] = []
    for n in range(3000):
        words = f"Ormark demanded {n}."
        start = text.index(words)
        passage = Passage(
            document=document.id, start=start, end=start + len(words), exact=words, role="content"
        )
        made.append(
            attrs.evolve(statement("s", "demanded a quota"), id=f"n{n}", passages=(passage,))
        )
    place, _ = _with_text(tmp_path / "made.dragoman", text, made)
    with seated(place) as client:
        _quick(client, f"/documents/{document.id}", 8)
        _quick(client, "/review?noun=statement", 2)


def test_a_thread_of_a_hundred_replies_opens(tmp_path: Path) -> None:
    with reading(tmp_path) as client:
        held = next(one for one in everything() if one.id == "held")
        with Dossier.open(_place(client)) as other:
            last = note(held, who="Tov", why="first")
            other.decide(last)
            for n in range(300):
                last = note(last, who="Marn", why=f"reply {n}")
                other.decide(last)
        _reload(client)
        for path in ("/entries/held", "/entries/held.json", "/log", "/review?state=all"):
            answer = client.get(path)
            assert answer.status_code == 200, answer.text[:300]
        assert "reply 299" in client.get("/entries/held").text


def test_names_of_ten_thousand_characters_do_not_stop_a_page(tmp_path: Path) -> None:
    long = "Velland " * 1250
    made = _named((long,))
    with reading(tmp_path, made) as client:
        for path in (*PAGES, "/people", "/contacts", "/timeline", "/positions", "/people/marn"):
            assert client.get(path).status_code == 200, path


def test_a_person_with_ten_thousand_names_has_a_page(tmp_path: Path) -> None:
    many = tuple(f"Name {n}" for n in range(10_000))
    made = _named(many, "marn")
    with reading(tmp_path, made) as client:
        _quick(client, "/people/marn", 4)
        _quick(client, "/people", 4)


def test_a_slow_upload_keeps_nobody_from_deciding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    began, go_on = threading.Event(), threading.Event()

    def slowly(dossier: Dossier, name: str, raw: bytes) -> Any:
        from dragoman.pipeline.intake import Intake

        began.set()
        assert go_on.wait(30)
        return Intake()

    monkeypatch.setattr("dragoman.workbench.acts.adding.take_upload", slowly)
    with reading(tmp_path) as client:
        client.post("/undo")
        file = {"file": ("a.txt", b"Velland met Ormark.\n")}
        upload = threading.Thread(target=client.post, args=("/add/files",), kwargs={"files": file})
        upload.start()
        assert began.wait(10)
        decided: list[int] = []
        deciding = threading.Thread(
            target=lambda: decided.append(
                client.post("/entries/s1/review", {"seen": ""}).status_code
            )
        )
        deciding.start()
        deciding.join(10)
        has_waited = deciding.is_alive()
        go_on.set()
        upload.join(10)
        deciding.join(10)
        assert decided == [200]
        assert not has_waited


def test_an_empty_dossier_with_a_contact_alone_opens(tmp_path: Path) -> None:
    assert TEXT
    with reading(tmp_path, [contact("only", None)]) as client:
        for path in ("/overview", "/timeline", "/contacts", "/entries/only"):
            assert client.get(path).status_code == 200
