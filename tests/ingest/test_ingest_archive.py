"""Web archives: pages with their address and day of retrieval; bombs and damage are one line."""

import gzip
import logging
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dragoman.ingest import archive, gather, take
from dragoman.ingest.taking import Taken
from dragoman.model import Skip

PAGE = """<html><head><title>Envoys meet at Sundholm</title></head><body><article>
<h1>Envoys meet at Sundholm</h1>
<p>Velland and Ormark held talks in Sundholm on 3 June 2025, and both sides called them useful.</p>
<p>Ormark's fisheries minister said that Ormark would accept a quota if Velland lifted its ban.</p>
</article></body></html>"""
URL = "https://courier.example.org/2025/06/04/talks"


def write(path: Path, *records: tuple[str, str, bytes], status: str = "200 OK") -> Path:
    """An archive of (url, media type, body) responses, each retrieved on 5 June 2025."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for url, kind, body in records:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2025-06-05T08:00:00Z"},
            )
            writer.write_record(record)
    return path


def taken(path: Path) -> list[Taken]:
    return [one for one in take(path) if isinstance(one, Taken)]


def skips(path: Path) -> list[Skip]:
    return [one for one in take(path) if isinstance(one, Skip)]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_page_becomes_a_document_with_its_address_and_day(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, (URL, "text/html; charset=utf-8", PAGE.encode()))
    (one,) = taken(path)
    assert one.document.url == URL
    assert one.document.retrieved_at == "2025-06-05T08:00:00Z"
    assert one.document.published_at == "2025-06-04"
    assert "Ormark would accept a quota" in one.document.text
    assert list(gather([str(tmp_path)])) == [path]


def test_plain_text_in_the_declared_encoding_is_read(tmp_path: Path) -> None:
    text = "Встреча в Сундхольме прошла в среду. Стороны договорились о новых переговорах."
    path = write(tmp_path / "c.warc", (URL, "text/plain; charset=koi8-r", text.encode("koi8-r")))
    assert taken(path)[0].document.text == text


def test_pictures_and_missing_pages_are_passed_over_and_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = write(
        tmp_path / "c.warc",
        (URL, "text/html", PAGE.encode()),
        (f"{URL}/a.png", "image/png", b"\x89PNG"),
        ("https://courier.example.org/robots.txt", "text/plain", b"User-agent: all of you there"),
    )
    with caplog.at_level(logging.WARNING):
        assert len(taken(path)) == 1
    assert "2 records that hold no article passed over" in caplog.text
    assert not skips(path)


def test_an_archive_of_errors_is_one_skip(tmp_path: Path) -> None:
    path = write(tmp_path / "c.warc", (URL, "text/html", PAGE.encode()), status="404 Not Found")
    (skip,) = skips(path)
    assert "none of its 1 records holds an article" in skip.reason


def test_damage_costs_what_comes_after_it(tmp_path: Path) -> None:
    second = PAGE.replace("useful", "long").encode()
    path = write(
        tmp_path / "c.warc.gz", (URL, "text/html", PAGE.encode()), (f"{URL}2", "text/html", second)
    )
    path.write_bytes(path.read_bytes()[:-150])
    assert len(taken(path)) == 1
    assert "is a damaged archive; 1 articles" in skips(path)[0].reason


@pytest.mark.parametrize("raw", [b"no archive at all", b"\x1f\x8bbroken", b"WARC/1.0\r\n"])
def test_what_is_no_archive_is_a_skip(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "c.warc.gz"
    path.write_bytes(raw)
    assert not taken(path)
    assert len(skips(path)) == 1


def test_a_bomb_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FREE_BYTES", 100_000)
    path = tmp_path / "bomb.warc.gz"
    path.write_bytes(gzip.compress(b"WARC/1.0\r\n" + b"a\n" * 10_000_000))
    assert [skip.reason for skip in skips(path)] == ["unpacks to an absurd size"]


def test_a_line_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_LINE_BYTES", 1_000_000)
    path = tmp_path / "long.warc"
    path.write_bytes(b"WARC/1.0\r\nX: " + b"a" * 5_000_000)
    assert [skip.reason for skip in skips(path)] == ["unpacks to an absurd size"]


def test_a_page_over_the_limit_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_PAGE_BYTES", 1_000)
    long = PAGE.encode() + b" " * 2_000
    path = write(
        tmp_path / "c.warc", (URL, "text/html", PAGE.encode()), (f"{URL}2", "text/html", long)
    )
    assert [one.document.url for one in taken(path)] == [URL]
