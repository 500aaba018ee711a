"""Uploads and pasted texts become documents; a name is a label and never a place."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.dossier import Dossier
from dragoman.errors import BadRequest
from dragoman.ingest import archive
from dragoman.pipeline import uploading
from dragoman.pipeline.uploading import file_label, take_pasted, take_upload

TEXT = "The delegations of Velland and Ormark met on Tuesday in the old customs house."


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.create(tmp_path / "t.dragoman") as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("/etc/passwd", "passwd"),
        ("C:\\talks.txt", "talks.txt"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("a/", "unnamed"),
        ("talks\x00.txt", "talks[U+0000].txt"),
        ("talks\u202etxt.exe", "talks[U+202E]txt.exe"),
        ("a\r\nb.txt", "a[U+000D][U+000A]b.txt"),
        (" talks.txt. ", "talks.txt"),
        ("переговоры.txt", "переговоры.txt"),
        ("<script>alert(1)</script>.txt", "script>.txt"),
    ],
)
def test_a_name_is_made_a_label(name: str, label: str) -> None:
    assert file_label(name) == label


def test_an_endless_name_is_shortened_and_keeps_its_ending() -> None:
    label = file_label("a" * 5000 + ".docx")
    assert len(label) == 120
    assert label.endswith("….docx")


@pytest.mark.parametrize("name", ["../../escaped.txt", "/tmp/escaped.txt", "a\\..\\escaped.txt"])
def test_nothing_is_written_beside_the_dossier(dossier: Dossier, tmp_path: Path, name: str) -> None:
    take_upload(dossier, name, TEXT.encode())
    (head,) = dossier.document_heads()
    assert head.path is not None
    assert head.path.startswith("uploads/")
    assert head.path.endswith("/escaped.txt")
    assert not list(tmp_path.parent.rglob("*escaped*"))
    assert all(path.name.startswith("t.dragoman") for path in tmp_path.iterdir())


def test_two_uploads_of_one_name_are_two_documents(dossier: Dossier) -> None:
    take_upload(dossier, "a.txt", TEXT.encode())
    other = TEXT.replace("Tuesday", "Wednesday")
    assert take_upload(dossier, "a.txt", other.encode()).outcomes == {"new": 1}
    assert take_upload(dossier, "a.txt", TEXT.encode()).outcomes == {"known": 1}
    assert [head.supersedes for head in dossier.document_heads()] == [None, None]


@pytest.mark.parametrize(
    ("name", "raw", "is_taken"),
    [
        ("talks", TEXT.encode(), True),
        ("talks", f"<!doctype html><article><p>{TEXT * 3}</p></article>".encode(), True),
        ("talks.exe", b"MZ\x90\x00" + TEXT.encode(), False),
        ("talks.txt", b"%PDF-1.7", False),
        ("talks", b"PK\x03\x04nothing", False),
        ("talks", b"\x1f\x8bnothing", False),
        ("talks.txt", b"", False),
    ],
)
def test_the_kind_is_told_by_ending_and_bytes(
    dossier: Dossier, name: str, raw: bytes, is_taken: bool
) -> None:
    intake = take_upload(dossier, name, raw)
    assert bool(intake.document_ids) is is_taken
    assert bool(intake.skips) is not is_taken
    assert all(skip.path.startswith("talks") for skip in intake.skips)


def test_an_upload_over_the_limit_is_refused(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "MAX_UPLOAD_BYTES", 100)
    (skip,) = take_upload(dossier, "a.txt", b"a" * 101).skips
    assert "more than" in skip.reason
    assert not dossier.document_heads()


def test_bombs_are_refused(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FREE_BYTES", 1_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packing:
        packing.writestr("word/document.xml", b"0" * 30_000_000)
    (word,) = take_upload(dossier, "a.docx", out.getvalue()).skips
    packed = gzip.compress(b"WARC/1.0\r\n" + b"a\n" * 10_000_000)
    (crawl,) = take_upload(dossier, "a.warc.gz", packed).skips
    assert word.reason == crawl.reason == "unpacks to an absurd size"


def test_lines_of_json_are_articles(dossier: Dossier) -> None:
    raw = b'{"id": "1", "text": "Velland and Ormark met."}\nbad\n'
    intake = take_upload(dossier, "a.jsonl", raw)
    assert len(intake.document_ids) == 1
    assert [skip.path for skip in intake.skips] == ["a.jsonl:2"]


def test_a_pasted_text_carries_what_was_said_about_it(dossier: Dossier) -> None:
    take_pasted(
        dossier,
        TEXT.replace(" met", "\r\nmet"),
        title="Talks\u202e end",
        url=" https://courier.example/a ",
        published_at="2025-06-04",
        outlet="Courier",
    )
    (document,) = dossier.documents()
    assert document.text == TEXT.replace(" met", "\nmet")
    assert document.title == "Talks end"
    assert (document.url, document.outlet) == ("https://courier.example/a", "Courier")
    assert (document.published_at, document.known_by) == ("2025-06-04", "the caller")
    assert take_pasted(dossier, TEXT).outcomes == {"new": 1}


def test_a_pasted_text_that_cannot_be_used_is_told(dossier: Dossier) -> None:
    assert take_pasted(dossier, " \n ").skips[0].reason == "holds no words"
    assert take_pasted(dossier, f"{TEXT}\ud800").document_ids
    with pytest.raises(BadRequest, match="no web address"):
        take_pasted(dossier, TEXT, url="javascript:alert(1)")
    with pytest.raises(BadRequest, match="no day"):
        take_pasted(dossier, TEXT, published_at="someday")
    with pytest.raises(BadRequest, match="may be pasted"):
        take_pasted(dossier, "a" * 2_000_001)
