"""Pages and feeds become documents; what is known is passed over; each failure is named."""

from collections.abc import Iterator
from pathlib import Path

import httpcore
import pytest

from dragoman.dossier import Dossier
from dragoman.errors import BadRequest, FetchFailed
from dragoman.fetching import Fetcher, Guard
from dragoman.pipeline.fetching import fetch_feeds_into, fetch_into, make_fetcher, preview_feed

NOW = "2025-06-05T08:00:00+00:00"
HOST = "http://courier.example"
ARTICLE = """<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>
<p>Velland and Ormark held talks in Sundholm, and both sides called them useful on {title}.</p>
<p>Ormark's fisheries minister said that Ormark would accept a quota if Velland lifted its
ban.</p></article></body></html>"""


class Web(httpcore.NetworkBackend):
    """A web in memory: answers by path; ``asked`` are the paths, ``requests`` whole."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.requests: list[str] = []

    @property
    def asked(self) -> list[str]:
        return [request.split()[1] for request in self.requests]

    def put(self, path: str, body: str, kind: str = "text/html", etag: str = "") -> None:
        tag = f"ETag: {etag}\r\n" if etag else ""
        raw = body.encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{tag}Content-Length: {len(raw)}\r\n\r\n"
        self.pages[path] = head.encode() + raw

    def connect_tcp(self, *_: object, **__: object) -> httpcore.NetworkStream:
        return _Stream(self)


class _Stream(httpcore.NetworkStream):
    def __init__(self, web: Web) -> None:
        self._web, self._answer = web, b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:
            return
        request = buffer.decode()
        self._web.requests.append(request)
        missing = b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"
        page = self._web.pages.get(request.split()[1], missing)
        tag = page.split(b"ETag: ")[1].split(b"\r\n")[0] if b"ETag: " in page else b"-"
        is_same = b"If-None-Match: " + tag in buffer
        self._answer = b"HTTP/1.1 304 Same\r\n\r\n" if is_same else page

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        part, self._answer = self._answer[:max_bytes], self._answer[max_bytes:]
        return part

    def close(self) -> None:
        self._answer = b""


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def fetcher(web: Web) -> Fetcher:
    guard = Guard(resolve=lambda *_: ["93.184.215.14"])
    return Fetcher(now=lambda: NOW, guard=guard, dial=web, pause_s=0)


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.create(tmp_path / "t.dragoman") as opened:
        yield opened


def article(title: str, head: str = "") -> str:
    return ARTICLE.format(title=title, head=head)


def feed(*numbers: int) -> str:
    items = "".join(
        f"<item><title>Talks {n}</title><link>{HOST}/{n}</link>"
        f"<pubDate>Wed, {n:02} Jun 2025 08:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    return f'<rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'


def test_a_page_becomes_a_document_with_address_and_instant(
    web: Web, fetcher: Fetcher, dossier: Dossier
) -> None:
    web.put("/a", article("one"))
    intake = fetch_into(dossier, [f"{HOST}/a"], fetcher=fetcher)
    (head,) = dossier.document_heads()
    assert (head.url, head.path, head.retrieved_at) == (f"{HOST}/a", f"{HOST}/a", NOW)
    assert intake.document_ids == [head.id]
    assert intake.got[0].outcome == "new"
    assert b"Velland and Ormark" in dossier.raw(head.id)
    assert head.published_at is None


def test_the_address_that_answered_counts_and_not_the_one_a_page_claims(
    web: Web, fetcher: Fetcher, dossier: Dossier
) -> None:
    web.pages["/a"] = b"HTTP/1.1 301 Moved\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
    web.put("/b", article("one", '<link rel="canonical" href="https://wire.example/x">'))
    fetch_into(dossier, [f"{HOST}/a"], fetcher=fetcher)
    (head,) = dossier.document_heads()
    assert (head.url, head.path) == (f"{HOST}/b", f"{HOST}/a")


def test_a_page_that_has_changed_is_a_newer_version(
    web: Web, fetcher: Fetcher, dossier: Dossier
) -> None:
    web.put("/a", article("one"))
    fetch_into(dossier, [f"{HOST}/a"], fetcher=fetcher)
    assert fetch_into(dossier, [f"{HOST}/a"], fetcher=fetcher).outcomes == {"known": 1}
    web.put("/a", article("two"))
    assert fetch_into(dossier, [f"{HOST}/a"], fetcher=fetcher).outcomes == {"version": 1}


def test_a_failure_is_noted_until_the_page_comes_and_a_refusal_is_not(
    web: Web, fetcher: Fetcher, dossier: Dossier
) -> None:
    intake = fetch_into(dossier, [f"{HOST}/a", "http://127.0.0.1/", "x"], fetcher=fetcher)
    assert len(intake.skips) == 3
    assert [skip.path for skip in dossier.skips()] == [f"{HOST}/a"]
    assert "404" in dossier.skips()[0].reason
    web.put("/a", article("one"))
    fetch_into(dossier, [f"{HOST}/a#top"], fetcher=fetcher)
    assert not dossier.skips()


def test_a_page_without_an_article_is_a_skip(web: Web, fetcher: Fetcher, dossier: Dossier) -> None:
    web.put("/a", "<html><body><a href='/'>Log in</a></body></html>")
    (skip,) = fetch_into(dossier, [f"{HOST}/a"], fetcher=fetcher).skips
    assert skip.reason == "there is no article on this page"


def test_the_charset_beside_the_page_is_used(web: Web, fetcher: Fetcher, dossier: Dossier) -> None:
    text = "Встреча в Сундхольме прошла в среду. Стороны договорились о новых переговорах."
    raw = text.encode("koi8-r")
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=koi8-r\r\nContent-Length: {len(raw)}"
    )
    web.pages["/a"] = head.encode() + b"\r\n\r\n" + raw
    fetch_into(dossier, [f"{HOST}/a"], fetcher=fetcher)
    assert next(dossier.documents()).text == text


def test_the_day_of_a_feed_counts_only_where_the_page_gives_none(
    web: Web, fetcher: Fetcher, dossier: Dossier
) -> None:
    web.put("/rss", feed(1, 2), "application/rss+xml")
    web.put("/1", article("one"))
    meta = '<meta property="article:published_time" content="2025-05-30">'
    web.put("/2", article("two", meta))
    fetch_feeds_into(dossier, [f"{HOST}/rss"], fetcher=fetcher)
    known = {head.url: (head.published_at, head.known_by) for head in dossier.document_heads()}
    assert known[f"{HOST}/1"] == ("2025-06-01T08:00:00+00:00", "feed")
    assert known[f"{HOST}/2"] == ("2025-05-30", "meta tag")


def test_only_the_newest_are_fetched_and_known_ones_passed_over(
    web: Web, fetcher: Fetcher, dossier: Dossier
) -> None:
    web.put("/rss", feed(1, 2, 3), "application/rss+xml", etag='"1"')
    for number in (1, 2, 3):
        web.put(f"/{number}", article(f"talks {number}"))
    first = fetch_feeds_into(dossier, [f"{HOST}/rss"], most=2, fetcher=fetcher)
    assert web.asked == ["/rss", "/3", "/2"]
    assert first.left_out == 1
    second = fetch_feeds_into(dossier, [f"{HOST}/rss"], most=2, fetcher=fetcher)
    assert (second.passed_over, second.document_ids and web.asked[-1]) == (2, "/1")
    fetch_feeds_into(dossier, [f"{HOST}/rss"], fetcher=fetcher)
    assert "If-None-Match" in web.requests[-1]
    assert web.asked[-1] == "/rss"


def test_what_failed_is_asked_for_again_the_next_time(
    web: Web, fetcher: Fetcher, dossier: Dossier
) -> None:
    web.put("/rss", feed(1), "application/rss+xml", etag='"1"')
    assert fetch_feeds_into(dossier, [f"{HOST}/rss"], fetcher=fetcher).skips
    web.put("/1", article("one"))
    assert fetch_feeds_into(dossier, [f"{HOST}/rss"], fetcher=fetcher).outcomes == {"new": 1}


def test_an_article_that_was_removed_is_not_fetched_again(
    web: Web, fetcher: Fetcher, dossier: Dossier
) -> None:
    web.put("/rss", feed(1), "application/rss+xml")
    web.put("/1", article("one"))
    (document,) = fetch_feeds_into(dossier, [f"{HOST}/rss"], fetcher=fetcher).document_ids
    dossier.remove_document(document, "A. Analyst", "not ours")
    assert fetch_feeds_into(dossier, [f"{HOST}/rss"], fetcher=fetcher).passed_over == 1
    assert web.asked == ["/rss", "/1", "/rss"]


def test_a_feed_cannot_send_inside(web: Web, dossier: Dossier) -> None:
    inner = '<rss version="2.0"><channel><item><link>http://10.0.0.1/</link></item></channel></rss>'
    web.put("/rss", inner, "application/rss+xml")
    guard = Guard(resolve=lambda *_: ["93.184.215.14"], private_hosts=frozenset({"10.0.0.1"}))
    made = Fetcher(now=lambda: NOW, guard=guard, dial=web, pause_s=0)
    (skip,) = fetch_feeds_into(dossier, [f"{HOST}/rss"], fetcher=made).skips
    assert "private network" in skip.reason
    assert web.asked == ["/rss"]


def test_a_preview_asks_for_the_feed_alone(web: Web, fetcher: Fetcher, dossier: Dossier) -> None:
    web.put("/rss", feed(1, 2, 3), "application/rss+xml")
    web.put("/1", article("one"))
    fetch_into(dossier, [f"{HOST}/1"], fetcher=fetcher)
    seen = preview_feed(f"{HOST}/rss", dossier=dossier, most=1, fetcher=fetcher)
    assert [entry.title for entry in seen.new] == ["Talks 3"]
    assert [entry.title for entry in seen.known] == ["Talks 1"]
    assert [entry.title for entry in seen.left_out] == ["Talks 2"]
    assert web.asked == ["/1", "/rss"]
    with pytest.raises(FetchFailed):
        preview_feed(f"{HOST}/none", fetcher=fetcher)


def test_the_progress_is_told(web: Web, fetcher: Fetcher, dossier: Dossier) -> None:
    steps: list[tuple[str, int, int | None]] = []
    web.put("/rss", feed(1, 2), "application/rss+xml")
    fetch_feeds_into(
        dossier, [f"{HOST}/rss"], fetcher=fetcher, progress=lambda *step: steps.append(step)
    )
    assert ("fetching", 1, 2) in steps
    assert steps[-1] == ("fetching", 2, 2)


def test_a_proxy_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BadRequest, match="http://host:port"):
        make_fetcher(proxy="socks5://127.0.0.1:1080")
