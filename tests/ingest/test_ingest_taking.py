"""From one file to documents, and which place is believed."""

import hashlib
import os
import socket
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.errors import BadRequest, UnreadableDocument
from dragoman.ingest import Taken, take, take_text
from dragoman.ingest.front_matter import front_matter
from dragoman.model import Document, Skip, document_id

BODY = (
    "The delegations of Velland and Ormark met on Tuesday in the old customs house, and after "
    "nine hours neither side would say what had come of it.\n\nThey will meet again in June.\n"
)


def one(path: Path) -> Document:
    (taken,) = take(path)
    assert isinstance(taken, Taken), taken
    return taken.document


def line(path: Path) -> Skip:
    (skip,) = take(path)
    assert isinstance(skip, Skip), skip
    return skip


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_text_of_a_file_is_stored_as_it_stands(tmp_path: Path) -> None:
    text = "---\r\noutlet: Port Vell Courier\r\n---\r\nTalks\u00a0end\r\n\r\n" + BODY + "â€™\x00"
    path = written(tmp_path, "a.txt", b"\xef\xbb\xbf" + text.encode())
    (taken,) = take(path)
    assert isinstance(taken, Taken)
    document = taken.document
    assert document.text == text
    assert taken.raw == path.read_bytes()
    assert document.sha256 == hashlib.sha256(taken.raw).hexdigest()
    assert document.path == path.as_posix()
    assert document.id == document_id(document.sha256, path.as_posix())
    assert document.outlet == "Port Vell Courier"
    assert document.title == "Talks end"


def test_the_address_is_part_of_the_id_when_it_is_known(tmp_path: Path) -> None:
    document = one(written(tmp_path, "a.txt", "---\nurl: https://vell.example/a\n---\n" + BODY))
    assert document.url == "https://vell.example/a"
    assert document.id == document_id(document.sha256, "https://vell.example/a")


def test_front_matter_keeps_an_instants_zone(tmp_path: Path) -> None:
    yaml = "---\npublished_at: 2025-03-19T08:00:00+01:00\ntitle: Kyiv: yes, but\n---\n" + BODY
    toml = '+++\npublished_at = "2025-03-19T08:00:00Z"\ntitle = "Yes, but"\n+++\n' + BODY
    first = one(written(tmp_path, "a.md", yaml))
    second = one(written(tmp_path, "b.md", toml))
    assert (first.published_at, first.known_by) == ("2025-03-19T08:00:00+01:00", "front matter")
    assert first.title == "Kyiv: yes, but"
    assert (second.published_at, second.title) == ("2025-03-19T08:00:00Z", "Yes, but")


def test_header_lines_are_front_matter_when_two_are_known(tmp_path: Path) -> None:
    text = "Title: Talks end\nSource: Port Vell Courier\nDate: 14 May 2025\n\n" + BODY
    document = one(written(tmp_path, "a.txt", text))
    assert (document.title, document.outlet) == ("Talks end", "Port Vell Courier")
    assert (document.published_at, document.known_by) == ("2025-05-14", "front matter")
    plain = one(written(tmp_path, "b.txt", "Velland: no\nOrmark: yes\n\n" + BODY))
    assert plain.outlet is None


def test_front_matter_that_is_a_bomb_is_only_text(tmp_path: Path) -> None:
    bomb = "---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\noutlet: Vell\n---\n" + BODY
    pairs = pairwise("abcdefghijklmnopqrstuvwx")
    many = "".join(f"n{b}: &{b} [*{a}, *{a}]\n" for a, b in pairs)
    doubling = f"---\nna: &a []\n{many}title: *x\n---\n{BODY}"
    assert isinstance(front_matter(doubling).values["nx"], str)
    deep = "---\n" + "[" * 5_000 + "\n---\n" + BODY
    assert one(written(tmp_path, "a.md", bomb)).text == bomb
    assert one(written(tmp_path, "b.md", deep)).outlet is None


@pytest.mark.parametrize("name", ["a.txt.meta.toml", "a.meta.toml"])
def test_the_sidecar_is_believed_before_front_matter(tmp_path: Path, name: str) -> None:
    written(tmp_path, name, 'outlet = "Gazette"\npublished_at = 2025-05-15\ngenre = "interview"')
    document = one(
        written(tmp_path, "a.txt", "---\noutlet: Courier\npublished_at: 2025-05-14\n---\n" + BODY)
    )
    assert document.outlet == "Gazette"
    assert (document.published_at, document.known_by) == ("2025-05-15", "sidecar")
    assert document.genre == "interview"


@pytest.mark.parametrize("broken", ["outlet = ", "\xff\x00", "[" * 3_000, "x" * 200_000])
def test_a_broken_sidecar_costs_a_line_but_not_its_document(tmp_path: Path, broken: str) -> None:
    sidecar = written(tmp_path, "a.meta.toml", broken.encode("latin-1"))
    skip, taken = take(written(tmp_path, "a.txt", BODY))
    assert isinstance(taken, Taken)
    assert isinstance(skip, Skip)
    assert skip.path == sidecar.as_posix()
    assert skip.reason.startswith("sidecar cannot be read")


def test_a_sidecar_with_an_unreadable_day_says_so(tmp_path: Path) -> None:
    written(tmp_path, "a.meta.toml", 'outlet = "Gazette"\npublished_at = "03/04/2025"')
    skip, taken = take(written(tmp_path, "a.txt", BODY))
    assert isinstance(taken, Taken)
    assert isinstance(skip, Skip)
    assert "'03/04/2025'" in skip.reason
    assert (taken.document.outlet, taken.document.published_at) == ("Gazette", None)


def test_an_address_that_is_not_of_the_web_is_not_kept(tmp_path: Path) -> None:
    text = "---\nurl: javascript:alert(1)\noutlet: Courier\n---\n" + BODY
    assert one(written(tmp_path, "a.txt", text)).url is None


@pytest.mark.parametrize(
    ("head", "published", "modified", "known_by"),
    [
        ("Talks end\n\nPublished: 19 March 2025\n\n", "2025-03-19", None, "line in the text"),
        ("Talks end\n\nMarch 19, 2025\n\n", "2025-03-19", None, "line in the text"),
        ("Talks end\n\nSundholm, 14 May 2025\n\n", "2025-05-14", None, "line in the text"),
        (
            "Talks end\n\nBy our desk, Sundholm, Wednesday, 14 May 2025\n\n",
            "2025-05-14",
            None,
            "line in the text",
        ),
        (
            "Talks end\nUpdated 20 March 2025, 10:40 GMT\n\n",
            None,
            "2025-03-20T10:40:00+00:00",
            None,
        ),
        ("SUNDHOLM, May 14, 2025 (Quillon) - ", "2025-05-14", None, "dateline"),
        ("Sundholm, 14 May 2025 — ", "2025-05-14", None, "dateline"),
        ("SUNDHOLM, May 14 (Quillon) - ", None, None, None),
        ("Talks end\n\nOn 14 May 2025 the two sides met.\n\n", None, None, None),
        ("What the deal of 14 May 2025 says\n\n", None, None, None),
        ("What was agreed on 14 May 2025\n\n", None, None, None),
        ("The deal was signed in Sundholm on 14 May 2025.\n\n", None, None, None),
        ("Correction, 19 March: the number was wrong.\n\n", None, None, None),
        ("03/04/2025\n\n", None, None, None),
    ],
)
def test_a_day_in_the_text_counts_only_on_a_line_of_its_own(
    tmp_path: Path, head: str, published: str | None, modified: str | None, known_by: str | None
) -> None:
    document = one(written(tmp_path, "a.txt", head + BODY))
    assert (document.published_at, document.modified_at) == (published, modified)
    assert document.known_by == known_by


def test_a_day_at_the_foot_of_a_text_is_found(tmp_path: Path) -> None:
    document = one(written(tmp_path, "a.txt", (BODY + "\n") * 9 + "Published 19 March 2025\n"))
    assert document.published_at == "2025-03-19"


def test_the_day_in_address_and_file_name_come_last(tmp_path: Path) -> None:
    named = written(tmp_path, "2025-03-19-talks.txt", BODY)
    assert (one(named).published_at, one(named).known_by) == ("2025-03-19", "file name")
    written(tmp_path, "2025-03-19-talks.meta.toml", 'url = "https://vell.example/2025/03/18/talks"')
    assert (one(named).published_at, one(named).known_by) == ("2025-03-18", "address")


def test_the_files_own_times_are_never_used(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", BODY)
    os.utime(path, (1_742_371_200, 1_742_371_200))
    assert (one(path).published_at, one(path).known_by) == (None, None)


def test_when_it_was_got_is_the_callers_unless_the_sidecar_knows(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", BODY)
    (taken,) = take(path, retrieved_at="2025-06-01T12:00:00Z")
    assert isinstance(taken, Taken)
    assert taken.document.retrieved_at == "2025-06-01T12:00:00Z"
    written(tmp_path, "a.meta.toml", 'retrieved_at = "2025-05-20"')
    (taken,) = take(path, retrieved_at="2025-06-01T12:00:00Z")
    assert isinstance(taken, Taken)
    assert taken.document.retrieved_at == "2025-05-20"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks end at Sundholm\n\n" + BODY, "Talks end at Sundholm"),
        ("# Talks end at Sundholm\n\n" + BODY, "Talks end at Sundholm"),
        ("Talks end, but how?\n\nBy our desk\n\n" + BODY, "Talks end, but how?"),
        ("Home > World > Talks end\n\nTalks end at Sundholm\n\n" + BODY, "Talks end at Sundholm"),
        ("Exercise text; not news.\n\nTalks end\n\n" + BODY, "Talks end"),
        (
            "WorldTalks end at last in Sundholm\n\nTalks end at last in Sundholm\n\n" + BODY,
            "Talks end at last in Sundholm",
        ),
        ("14 May 2025\n\nTalks end at Sundholm\n\n" + BODY, "Talks end at Sundholm"),
        (BODY, None),
        ("Talks end at Sundholm", None),
    ],
)
def test_the_headline_is_told_from_prose_and_furniture(
    tmp_path: Path, text: str, title: str | None
) -> None:
    assert one(written(tmp_path, "a.txt", text)).title == title


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \r\n\t\xc2\xa0\n", "holds no words"),
        ("a.txt", b"---\noutlet: Courier\n---\n\n", "holds no words"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), "is a PNG picture, not a text"),
        ("a.txt", b"x" * 20_000_001, "has 20.0 MB, more than the 20 MB that are read"),
        ("a.xyz", b"text", "files that end in .xyz are not read"),
        ("a.docx", b"no zip at all", "is not a Word file"),
        ("a.pdf", b"no PDF at all", "is not a PDF that can be read"),
    ],
)
def test_a_bad_file_gives_one_line(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    skip = line(written(tmp_path, name, content))
    assert skip.reason == reason
    assert skip.path.endswith(name)
    assert skip.advice


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    assert "more than the 20 MB" in line(path).reason


def test_a_missing_file_a_folder_and_a_pipe_give_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    assert line(tmp_path / "no.txt").reason == "is not there"
    assert line(tmp_path / "pipe.txt").reason == "is not a regular file"
    assert line(tmp_path / "folder.txt").reason == "is not a regular file"
    assert "cannot be opened" in line(tmp_path / "a\x00.txt").reason


def test_the_network_is_never_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("trafilatura")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = (
        '<!DOCTYPE html SYSTEM "http://vell.example/x.dtd" [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        '<html><head><link rel="stylesheet" href="http://vell.example/a.css"></head>'
        f'<body><article><h1>Talks</h1><p>{BODY}&e;</p><img src="http://vell.example/a.png">'
        "</article></body></html>"
    )
    document = one(written(tmp_path, "a.html", page))
    assert "root:" not in document.text


def test_a_text_in_hand_becomes_a_document() -> None:
    document = take_text(
        BODY, outlet="Courier", published_at="14 May 2025", title="Talks", url="https://v.example/a"
    )
    assert document.text == BODY
    assert (document.outlet, document.title) == ("Courier", "Talks")
    assert (document.published_at, document.known_by) == ("2025-05-14", "the caller")
    assert document.id == document_id(document.sha256, "https://v.example/a")


def test_a_text_in_hand_with_a_bad_day_or_address_is_refused() -> None:
    with pytest.raises(BadRequest, match="03/04/2025"):
        take_text(BODY, published_at="03/04/2025")
    with pytest.raises(BadRequest, match="ftp"):
        take_text(BODY, url="ftp://v.example/a")
    with pytest.raises(UnreadableDocument):
        take_text(" \n")


def test_lone_surrogates_are_never_stored() -> None:
    assert take_text("Talks \ud800 end here.").text == "Talks \ufffd end here."
