"""One page within limits of time and size, redirects followed, the rest a clear failure."""

import gzip
import zlib
from collections.abc import Iterator

import pytest
from web_server import (
    ARTICLE,
    Dial,
    Site,
    article,
    dripping,
    page,
    redirect,
    serving,
    status,
)

from dragoman.errors import FetchFailed
from dragoman.fetching import Fetcher, Guard, Limits, Validators

NOW = "2025-06-05T08:00:00+00:00"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({}) as running:
        yield running


def fetcher(site: Site, **limits: float) -> Fetcher:
    """A fetcher for which every name is the site."""
    return Fetcher(
        now=lambda: NOW,
        guard=Guard(resolve=lambda *_: ["93.184.215.14"]),
        dial=Dial(site.port),
        limits=Limits(**limits),  # type: ignore[arg-type]
        pause_s=0,
    )


def failure(site: Site, path: str = "/", **limits: float) -> str:
    with pytest.raises(FetchFailed) as caught:
        fetcher(site, **limits).fetch(f"http://courier.example{path}")
    return caught.value.reason


def test_a_page_is_fetched_with_what_was_told_about_it(site: Site) -> None:
    site.answers["/a?b=1"] = page("talks", "Text/HTML; Charset=KOI8-R", ETag='"1"')
    found = fetcher(site).fetch("http://courier.example/a?b=1#end")
    assert (found.raw, found.content_type, found.charset) == (b"talks", "text/html", "KOI8-R")
    assert found.url == found.asked == "http://courier.example/a?b=1"
    assert found.retrieved_at == NOW
    assert found.ending == ".html"
    (request,) = site.requests
    assert request.startswith(b"GET /a?b=1 HTTP/1.1\r\nHost: courier.example\r\n")
    assert b"User-Agent: dragoman/" in request
    for told in (b"Cookie", b"Referer", b"Authorization"):
        assert told not in request


def test_redirects_are_followed_and_kept(site: Site) -> None:
    site.answers.update({"/a": redirect("b"), "/b": redirect("//wire.example/c"), "/c": article()})
    found = fetcher(site).fetch("http://courier.example/a")
    assert found.asked == "http://courier.example/a"
    assert found.redirects == ("http://courier.example/b", "http://wire.example/c")
    assert found.url == "http://wire.example/c"


def test_a_circle_and_an_endless_chain_are_given_up(site: Site) -> None:
    site.answers.update({"/a": redirect("/b"), "/b": redirect("/a")})
    assert failure(site, "/a") == "sends on in a circle"
    site.answers.update({f"/{n}": redirect(f"/{n + 1}") for n in range(50)})
    site.requests.clear()
    assert failure(site, "/0") == "sends on more than 5 times"
    assert len(site.requests) == 6


def test_a_server_that_sends_a_byte_now_and_then_cannot_hold_the_program(site: Site) -> None:
    site.answers["/"] = dripping(b"a", 0.05)
    assert failure(site, total_s=0.5) == "took longer than the 0.5 s that are waited"


def test_headers_without_end_are_given_up(site: Site) -> None:
    def drip(_request: bytes) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        while True:
            yield b"X-More: " + b"a" * 10_000 + b"\r\n"

    site.answers["/"] = drip
    assert "no sound HTTP" in failure(site)


def test_a_body_without_end_is_given_up(site: Site) -> None:
    site.answers["/"] = dripping(b"a" * 100_000, 0)
    assert "more than the 1 MB" in failure(site, max_bytes=1_000_000)


def test_a_body_that_says_it_is_too_long_is_not_read(site: Site) -> None:
    site.answers["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
    assert "more than the 20 MB" in failure(site)


@pytest.mark.parametrize("packed_as", ["gzip", "deflate"])
def test_a_packed_bomb_is_given_up(site: Site, packed_as: str) -> None:
    pack = gzip.compress if packed_as == "gzip" else zlib.compress
    site.answers["/"] = page(pack(b"0" * 50_000_000), Content_Encoding=packed_as)
    assert "more than the 20 MB" in failure(site)


def test_packed_parts_that_hold_nothing_are_counted_too(site: Site) -> None:
    whole = page(gzip.compress(b"") * 100_000, Content_Encoding="gzip")
    site.answers["/"] = whole.replace(b"Content-Length", b"X-Length", 1)
    assert "more than the 1 MB" in failure(site, max_bytes=1_000_000)


@pytest.mark.parametrize(
    ("body", "packed_as"),
    [
        (gzip.compress(ARTICLE.encode()), "gzip"),
        (gzip.compress(ARTICLE[:90].encode()) + gzip.compress(ARTICLE[90:].encode()), "x-gzip"),
        (gzip.compress(ARTICLE.encode()) + b"\0\0\0", "gzip"),
        (zlib.compress(ARTICLE.encode()), "deflate"),
        (zlib.compress(ARTICLE.encode())[2:-4], "deflate"),
        (ARTICLE.encode(), "identity"),
    ],
)
def test_a_packed_page_is_unpacked(site: Site, body: bytes, packed_as: str) -> None:
    site.answers["/"] = page(body, Content_Encoding=packed_as)
    assert fetcher(site).fetch("http://courier.example/").raw == ARTICLE.encode()


@pytest.mark.parametrize("packed_as", ["br", "zstd", "gzip, gzip", "compress"])
def test_a_packing_that_was_not_asked_for_is_refused(site: Site, packed_as: str) -> None:
    site.answers["/"] = page(gzip.compress(b"talks"), Content_Encoding=packed_as)
    assert "not asked for" in failure(site)


def test_a_torn_packed_page_is_a_failure(site: Site) -> None:
    site.answers["/"] = page(gzip.compress(ARTICLE.encode())[:-20], Content_Encoding="gzip")
    assert failure(site) == "came packed and damaged"


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\ntalks",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\ntalks",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\ntalks",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"",
    ],
)
def test_an_answer_that_is_no_sound_http_is_a_failure(site: Site, answer: bytes) -> None:
    site.answers["/"] = answer
    assert "broke off" in failure(site)


def test_what_comes_after_the_told_length_is_not_read(site: Site) -> None:
    site.answers["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ntalks and more"
    assert fetcher(site).fetch("http://courier.example/").raw == b"talks"


def test_a_kind_that_is_not_read_is_named(site: Site) -> None:
    site.answers.update({"/a": page(b"\x89PNG", "image/png"), "/b": page(b"", "text/html")})
    assert "'image/png'" in failure(site, "/a")
    assert failure(site, "/b") == "the answer is empty"


def test_a_feed_in_place_of_an_article_says_so(site: Site) -> None:
    site.answers["/"] = page("<rss/>", "application/rss+xml")
    with pytest.raises(FetchFailed, match="--feed"):
        fetcher(site).fetch("http://courier.example/")


def test_what_is_known_is_asked_for_on_condition_and_only_where_it_came_from(site: Site) -> None:
    site.answers["/"] = page("talks", ETag='"1"', Last_Modified="Wed, 04 Jun 2025 08:00:00 GMT")
    first = fetcher(site).fetch("http://courier.example/")
    site.answers["/"] = status(304)
    again = fetcher(site).fetch("http://courier.example/", known=first.validators)
    assert again.is_unchanged
    assert b'If-None-Match: "1"\r\n' in site.requests[1]
    assert b"If-Modified-Since: Wed, 04 Jun 2025 08:00:00 GMT\r\n" in site.requests[1]
    other = Validators(url="http://wire.example/", etag='"1"')
    fetcher(site).fetch("http://courier.example/", known=other)
    assert b"If-None-Match" not in site.requests[2]


def test_a_host_has_its_pause_between_two_requests(site: Site) -> None:
    site.answers["/"] = article()
    pauses: list[float] = []
    made = Fetcher(
        now=lambda: NOW,
        guard=Guard(resolve=lambda *_: ["93.184.215.14"]),
        dial=Dial(site.port),
        pause_s=30,
        sleep=pauses.append,
    )
    for host in ("courier.example", "wire.example", "courier.example"):
        made.fetch(f"http://{host}/")
    assert len(pauses) == 1
    assert 25 < pauses[0] <= 30


@pytest.mark.parametrize(
    ("raw", "kind", "path", "ending"),
    [
        (b"%PDF-1.7", "text/html", "/a", ".pdf"),
        (b"PK\x03\x04", "application/octet-stream", "/a", ".docx"),
        (b"talks", "application/octet-stream", "/a.md", ".md"),
        (b"<!DOCTYPE html><p>talks", "", "/a", ".html"),
        (b"\x00\x01", "", "/a", None),
    ],
)
def test_the_reader_is_chosen_by_bytes_then_type_then_address(
    site: Site, raw: bytes, kind: str, path: str, ending: str | None
) -> None:
    site.answers[path] = page(raw, kind)
    assert fetcher(site).fetch(f"http://courier.example{path}").ending == ending
