"""Feeds: the entries of RSS and Atom, read from bytes that were fetched by ourselves.

feedparser never sees an address: it would fetch it, and open a file of that name.
"""

import calendar
from io import BytesIO
from typing import Any

from attrs import field, frozen

from dragoman.errors import FetchFailed, FetchRefused
from dragoman.fetching.answers import Fetched, Validators
from dragoman.fetching.fetcher import FEED, Fetcher
from dragoman.fetching.kinds import is_feed
from dragoman.fetching.places import joined, place_of, shown

MAX_ENTRIES = 1_000
"""The most entries that are looked at in one feed."""


@frozen(kw_only=True)
class FeedEntry:
    """One entry. ``published_at`` is the day as the feed writes it, None where it does not."""

    url: str
    title: str | None = None
    published_at: str | None = None


@frozen(kw_only=True)
class Feed:
    """A feed with its entries, the newest first where all have a day, else as they stand.

    ``url`` is where it was found in the end; ``others`` are further feeds that the page named.
    ``fault`` says what is wrong with it although entries could be read, and ``without_address``
    counts the entries that name no page. ``is_unchanged``: nothing new since the last visit, and
    no entries are given.
    """

    asked: str
    url: str
    title: str | None = None
    entries: tuple[FeedEntry, ...] = ()
    fault: str | None = None
    without_address: int = 0
    others: tuple[str, ...] = ()
    validators: Validators = field(factory=Validators)
    is_unchanged: bool = False


def fetch_feed(fetcher: Fetcher, url: str, *, known: Validators | None = None) -> Feed:
    """The feed at an address, or the one that the page there names first.

    Raises:
        FetchRefused, FetchFailed: it cannot be fetched, or is no feed and names none.
    """
    fetched = fetcher.fetch(url, want=FEED, known=known)
    if fetched.is_unchanged:
        return Feed(asked=fetched.asked, url=fetched.url, is_unchanged=True)
    if is_feed(fetched.raw):
        return read_feed(fetched, fetched.asked)
    named = feeds_named(fetched)
    if not named:
        raise no_feed(fetched.url, "it is a page that names no feed")
    found = fetcher.fetch(named[0], want=FEED, known=known, found_on=fetched.url)
    if found.is_unchanged:
        return Feed(asked=fetched.asked, url=found.url, is_unchanged=True)
    return read_feed(found, fetched.asked, others=named[1:])


def no_feed(url: str, why: str) -> FetchFailed:
    """The failure of an address that is no feed."""
    return FetchFailed(shown(url), f"is no feed ({why})", FEED.advice)


def read_feed(fetched: Fetched, asked: str, *, others: tuple[str, ...] = ()) -> Feed:
    """The feed in an answer.

    Raises:
        FetchFailed: it is none, or so broken that no entry can be read.
    """
    import feedparser  # type: ignore[import-untyped]

    charset = f"; charset={fetched.charset}" if fetched.charset else ""
    headers = {
        "content-type": f"{fetched.content_type or 'application/xml'}{charset}",
        "content-location": fetched.url,
    }
    found = feedparser.parse(BytesIO(fetched.raw), response_headers=headers)
    fault = _fault(found)
    if not found.entries and (fault or not found.version):
        raise no_feed(fetched.url, fault or "it has no entries and no known form")
    told = found.entries[:MAX_ENTRIES]
    read = [entry for one in told if (entry := _entry(one, fetched.url, found.version))]
    return Feed(
        asked=asked,
        url=fetched.url,
        title=_text(found.feed.get("title")),
        entries=tuple(_newest_first(read)),
        fault=fault,
        without_address=len(told) - len(read),
        others=others,
        validators=fetched.validators,
    )


def feeds_named(fetched: Fetched) -> tuple[str, ...]:
    """The feeds that a page names in ``<link rel="alternate">``, in its order."""
    from lxml import etree, html

    try:
        tree = html.document_fromstring(fetched.raw, parser=html.HTMLParser(no_network=True))
    except (etree.LxmlError, ValueError):
        return ()
    base = place_of(fetched.url)
    named: dict[str, None] = {}
    for link in tree.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        href = link.get("href")
        if "alternate" in rel and kind in ("application/rss+xml", "application/atom+xml") and href:
            try:
                named[joined(base, href).url] = None
            except FetchRefused:
                continue
    return tuple(named)


def _fault(found: Any) -> str | None:
    """What feedparser found wrong with the form of a feed; None where it is sound.

    A wrong media type or a charset told twice does no harm and is not named.
    """
    from feedparser import CharacterEncodingOverride, NonXMLContentType

    error = found.get("bozo_exception")
    if not found.get("bozo") or isinstance(error, CharacterEncodingOverride | NonXMLContentType):
        return None
    line = getattr(error, "getLineNumber", lambda: None)()
    what = getattr(error, "getMessage", lambda: str(error))()
    return f"{str(what)[:120].lower()}{f' in line {line}' if line else ''}"


def _entry(one: Any, base: str, version: str) -> tuple[FeedEntry, float | None] | None:
    """An entry with its instant (seconds since 1970); None where it names no page.

    RSS 1.0 has only ``dc:date``, which feedparser gives as a day of change.
    """
    link = one.get("link")
    if not link:
        return None
    is_old = version in ("rss10", "rss090")
    written = one.get("published") or (one.get("updated") if is_old else None)
    instant = one.get("published_parsed") or (one.get("updated_parsed") if is_old else None)
    try:
        url = joined(place_of(base), link).url
    except FetchRefused:
        return None
    entry = FeedEntry(url=url, title=_text(one.get("title")), published_at=_text(written))
    return entry, calendar.timegm(instant) if instant else None


def _newest_first(read: list[tuple[FeedEntry, float | None]]) -> list[FeedEntry]:
    """The entries by their day where all have one, else in their order; each address once."""
    if all(instant is not None for _, instant in read):
        read = sorted(read, key=lambda pair: -(pair[1] or 0))
    first: dict[str, FeedEntry] = {}
    for entry, _ in read:
        first.setdefault(entry.url, entry)
    return list(first.values())


def _text(value: Any) -> str | None:
    return " ".join(value.split())[:500] or None if isinstance(value, str) else None
