"""Feeds are read from bytes that were fetched already; entries, days and faults are told."""

from pathlib import Path

import pytest
from web_server import Dial, page, rss, serving

from dragoman.errors import FetchFailed
from dragoman.fetching import Feed, Fetched, Fetcher, Guard, fetch_feed
from dragoman.fetching.feeds import feeds_named, read_feed

URL = "https://courier.example/rss"


def fetched(raw: bytes, kind: str = "application/rss+xml") -> Fetched:
    return Fetched(asked=URL, url=URL, raw=raw, retrieved_at="2025-06-05", content_type=kind)


def read(raw: bytes, kind: str = "application/rss+xml") -> Feed:
    return read_feed(fetched(raw, kind), URL)


def test_entries_come_newest_first_with_absolute_addresses_each_once() -> None:
    feed = read(
        rss(
            ("Old", "/old", "Mon, 02 Jun 2025 08:00:00 GMT"),
            ("New", "https://courier.example/new#top", "Wed, 04 Jun 2025 08:00:00 GMT"),
            ("New again", "/new", "Tue, 03 Jun 2025 08:00:00 GMT"),
        )
    )
    assert feed.title == "Port Vell Courier"
    assert [(entry.title, entry.url) for entry in feed.entries] == [
        ("New", "https://courier.example/new"),
        ("Old", "https://courier.example/old"),
    ]
    assert feed.entries[0].published_at == "Wed, 04 Jun 2025 08:00:00 GMT"
    assert feed.fault is None


def test_where_an_entry_has_no_day_the_order_of_the_feed_stands() -> None:
    feed = read(rss(("First", "/1", ""), ("Second", "/2", "Wed, 04 Jun 2025 08:00:00 GMT")))
    assert [entry.title for entry in feed.entries] == ["First", "Second"]
    assert feed.entries[0].published_at is None


def test_atom_gives_the_day_of_publishing_and_never_that_of_a_change() -> None:
    feed = read(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>'
        b'<entry><title>A</title><link href="/a"/><published>2025-06-04T08:00:00Z</published>'
        b"</entry><entry><title>B</title><link href='/b'/>"
        b"<updated>2025-06-05T08:00:00Z</updated></entry></feed>",
        "application/atom+xml",
    )
    assert [entry.published_at for entry in feed.entries] == ["2025-06-04T08:00:00Z", None]


def test_links_that_are_no_pages_are_counted() -> None:
    feed = read(
        rss(("A", "javascript:alert(1)", ""), ("B", "file:///etc/passwd", ""), ("C", "/c", ""))
    )
    assert [entry.title for entry in feed.entries] == ["C"]
    assert feed.without_address == 2


def test_a_torn_feed_gives_what_stands_before_the_damage_and_says_so() -> None:
    whole = rss(*((f"Talks {n}", f"/{n}", "") for n in range(5)))
    feed = read(whole[:-100])
    assert 3 <= len(feed.entries) <= 5
    assert feed.fault is not None
    assert "line 1" in feed.fault


@pytest.mark.parametrize("raw", [b"<rss", b"nothing like a feed", b"<rss><channel>", b"\x00\xff"])
def test_what_is_no_feed_is_a_failure(raw: bytes) -> None:
    with pytest.raises(FetchFailed, match="no feed"):
        read(raw)


def test_a_feed_that_is_the_name_of_a_file_opens_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss(("Secret", "/secret", "")))
    with pytest.raises(FetchFailed):
        read(str(secret).encode())


def test_entities_are_neither_blown_up_nor_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    blown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    outer = f'<!ENTITY f SYSTEM "{(tmp_path / "secret").as_uri()}">'
    head = f'<!DOCTYPE rss [<!ENTITY e0 "lol">{blown}{outer}]>'
    raw = rss(("A &e9; &f; b", "/a", "")).decode().replace("<rss", f"{head}<rss", 1)
    try:
        feed = read(raw.encode())
    except FetchFailed:
        return
    assert all("secret" not in (entry.title or "") for entry in feed.entries)
    assert all(len(entry.title or "") <= 500 for entry in feed.entries)


def test_a_page_names_its_feeds() -> None:
    raw = (
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss">'
        b'<link rel="ALTERNATE stylesheet" type="application/atom+xml; charset=x" href="atom">'
        b'<link rel="alternate" type="text/html" href="/de">'
        b'<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">'
        b"</head></html>"
    )
    assert feeds_named(fetched(raw, "text/html")) == (
        "https://courier.example/rss",
        "https://courier.example/atom",
    )


def test_the_feed_that_a_page_names_is_fetched_and_the_others_told() -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/{n}">' for n in (1, 2)
    )
    answers = {
        "/": page(f"<html><head>{links}</head></html>"),
        "/1": page(rss(("A", "/a", "")), "text/xml"),
        "/none": page("<html><p>nothing</p></html>"),
    }
    with serving(answers) as site:
        guard = Guard(resolve=lambda *_: ["93.184.215.14"])
        made = Fetcher(now=lambda: "", guard=guard, dial=Dial(site.port), pause_s=0)
        feed = fetch_feed(made, "http://courier.example/")
        assert [entry.url for entry in feed.entries] == ["http://courier.example/a"]
        assert feed.others == ("http://courier.example/2",)
        with pytest.raises(FetchFailed, match="names no feed"):
            fetch_feed(made, "http://courier.example/none")
