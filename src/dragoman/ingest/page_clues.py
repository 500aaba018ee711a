"""Page clues: what a web page's meta tags, headings and time tags say about its article."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from attrs import evolve, frozen

from dragoman.ingest.clues import Clues
from dragoman.ingest.fields import one_line, outlet_name, web_address
from dragoman.ingest.genre import genre_named
from dragoman.ingest.instants import edtf
from dragoman.ingest.language import language_code
from dragoman.ingest.linked_data import linked_data_clues
from dragoman.ingest.tables import load


@frozen(kw_only=True)
class TagNames:
    """The meta tags that say one field, the most trusted first."""

    field: str
    names: list[str]
    taken_from: str


@frozen(kw_only=True)
class TagTable:
    """``meta_tags.toml``."""

    tag: list[TagNames]


def page_clues(tree: Any) -> tuple[Clues, ...]:
    """What a page says about its article, the most trusted place first.

    JSON-LD, then meta tags (with the canonical link), then ``<time>``, then the headings.
    """
    places = (linked_data_clues(tree), _meta_clues(tree), _time_clues(tree), _heading_clues(tree))
    outlet = next((place.outlet for place in places if place.outlet), None)
    return tuple(evolve(place, title=without_outlet(place.title, outlet)) for place in places)


def without_outlet(title: str | None, outlet: str | None) -> str | None:
    """A title without the outlet's name after its last mark of parting.

    >>> without_outlet("Talks end | Port Vell Courier", "Port Vell Courier")
    'Talks end'
    """
    if title is None or outlet is None:
        return title
    match = re.fullmatch(r"(.+?)\s+[|–—:·»-]{1,2}\s+(.+?)", title[::-1])
    if match is None:
        return title
    tail, head = match[1][::-1], match[2][::-1]
    return head if fold_name(tail) == fold_name(outlet) else title


def fold_name(name: str) -> str:
    """An outlet's name without case, article and ending of an address."""
    return re.sub(r"^the\s+|\.(?:com|org|net|info|[a-z]{2})$|\W+", "", name.lower())


def _meta_clues(tree: Any) -> Clues:
    """What the meta tags, the canonical link and ``<html lang>`` say."""
    said = _meta_tags(tree)
    canonical = tree.xpath("string(//link[@rel='canonical']/@href)")
    return Clues(
        known_by="meta tag",
        title=one_line(_told(said, "title")),
        outlet=outlet_name(_told(said, "outlet")),
        url=web_address(str(canonical)) or web_address(_told(said, "url")),
        published_at=next(filter(None, map(edtf, _all_told(said, "published_at"))), None),
        modified_at=next(filter(None, map(edtf, _all_told(said, "modified_at"))), None),
        genre=genre_named(_told(said, "genre") or ""),
    )


def page_language(tree: Any) -> str | None:
    """The language that the page declares; pages are often wrong about it."""
    declared = str(tree.xpath("string(//html/@lang)")) or _told(_meta_tags(tree), "language")
    return language_code(declared or "")


def _meta_tags(tree: Any) -> dict[str, str]:
    """The meta tags of a page by folded name; the first of a name stands."""
    said: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = tag.get("content") or tag.get("datetime") or ""
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (tag.get(attribute) or "").strip().lower()
            if name and content.strip():
                said.setdefault(name, content.strip())
    return said


def _told(said: dict[str, str], field: str) -> str | None:
    """What the most trusted tag of a field says."""
    return next(_all_told(said, field), None)


def _all_told(said: dict[str, str], field: str) -> Iterator[str]:
    """What the tags of a field say, the most trusted first."""
    return (said[name] for name in _tag_names()[field] if name in said)


@cache
def _tag_names() -> dict[str, list[str]]:
    """The names of the tags that say each field."""
    return {row.field: row.names for row in load("meta_tags.toml", TagTable).tag}


_OWN_TIMES = (
    "//*[@itemprop='datePublished' and not(self::meta)]",
    "//time[@pubdate]",
    "//article//header//time[@datetime]",
    "(//article//h1 | //main//h1)/following::time[@datetime][1]",
    "//article//time[@datetime]",
    "//main//time[@datetime]",
)


def _time_clues(tree: Any) -> Clues:
    """What the first ``<time>`` of the article says; times beside links to others do not count."""
    modified = tree.xpath("//time[@itemprop='dateModified']/@datetime")
    for path in _OWN_TIMES:
        for tag in tree.xpath(path)[:1]:
            if tag.xpath(
                "boolean(ancestor::aside | ancestor::nav | ancestor::footer | ancestor::a)"
            ):
                continue
            written = tag.get("datetime") or tag.get("content") or tag.text_content()
            if published := edtf(written or ""):
                return Clues(
                    known_by="time tag",
                    published_at=published,
                    modified_at=edtf(modified[0]) if modified else None,
                )
    return Clues(known_by="time tag")


def _heading_clues(tree: Any) -> Clues:
    """The first main heading, else the page's title."""
    headings = (one_line(tag.text_content()) for tag in tree.xpath("//article//h1 | //main//h1"))
    heading = next(filter(None, headings), None)
    lone = [one_line(tag.text_content()) for tag in tree.xpath("//h1")]
    titles = (one_line(tag.text_content()) for tag in tree.xpath("//head/title")[:1])
    title = heading or (lone[0] if len(lone) == 1 else None) or next(titles, None)
    return Clues(known_by="heading", title=title)
