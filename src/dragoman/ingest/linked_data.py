"""Linked data: what the JSON-LD of a page says about its article."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.ingest.clues import Clues
from dragoman.ingest.fields import one_line, outlet_name, plain, web_address
from dragoman.ingest.genre import genre_named
from dragoman.ingest.instants import edtf
from dragoman.ingest.language import language_code

MAX_BLOCK = 1_000_000
"""Characters of one JSON-LD block beyond which it is not read."""

_DEPTH = 6


def linked_data_clues(tree: Any) -> Clues:
    """What the JSON-LD about the page's own article says, silent where there is none.

    Nodes are looked for at the top, in lists, in ``@graph`` and in ``mainEntity``; articles that
    are only listed on the page (``ItemList``) are not its own. Broken JSON is mended where its
    fault is a common one; of what stays broken the times are still picked out.
    """
    blocks = [tag.text_content() for tag in tree.xpath("//script[contains(@type,'ld+json')]")]
    nodes = [node for block in blocks for node in _nodes(_parsed(block), _DEPTH)]
    articles = sorted((n for n in nodes if _rank(n) is not None), key=lambda n: _rank(n) or 0)
    if articles:
        return _clues(articles[0], _by_id(nodes))
    broken = next((b for b in blocks if _parsed(b) is None and "datePublished" in b), "")
    return Clues(
        known_by="JSON-LD",
        published_at=_picked(broken, "datePublished"),
        modified_at=_picked(broken, "dateModified"),
    )


def _clues(node: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> Clues:
    """The clues in one article node."""
    return Clues(
        known_by="JSON-LD",
        title=one_line(plain(node.get("headline")) or plain(node.get("name"))),
        outlet=outlet_name(_outlet(node, by_id)),
        url=_url(node),
        published_at=edtf(plain(node.get("datePublished")) or plain(node.get("dateCreated")) or ""),
        modified_at=edtf(plain(node.get("dateModified")) or ""),
        language=language_code(plain(node.get("inLanguage")) or ""),
        genre=_genre(node),
    )


def _parsed(block: str) -> Any:
    """The JSON of a block, None where it cannot be mended.

    Mended are comment and CDATA marks around it, raw control characters, entities in place of
    quotation marks and commas before a closing bracket.
    """
    if len(block) > MAX_BLOCK:
        return None
    stripped = re.sub(r"<!--|-->|//\s*<!\[CDATA\[|//\s*\]\]>|<!\[CDATA\[|\]\]>", "", block)
    stripped = stripped.strip().rstrip(";")
    mended = re.sub(r",(\s*[}\]])", r"\1", stripped)
    for attempt in (stripped, mended, html.unescape(mended)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """The nodes of a block that may describe the page itself."""
    if isinstance(value, list) and depth:
        for item in value:
            yield from _nodes(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if depth:
                yield from _nodes(value.get(key), depth - 1)


def _types(node: Mapping[str, Any]) -> list[str]:
    """A node's types, without their prefix."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return [re.split(r"[/:#]", name)[-1] for name in names if isinstance(name, str)]


def _rank(node: Mapping[str, Any]) -> int | None:
    """How well a node stands for the article: 0 an article, 1 another post, 2 a page, else None."""
    types = _types(node)
    if any(name.endswith("Article") for name in types):
        return 0
    if any(name.endswith("Posting") or name == "Report" for name in types):
        return 1
    return 2 if "WebPage" in types and "datePublished" in node else None


def _by_id(nodes: list[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The nodes that others refer to."""
    return {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}


def _outlet(node: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The publisher's name, looked up where the node only refers to it."""
    publisher = node.get("publisher") or node.get("sourceOrganization")
    if isinstance(publisher, list):
        publisher = next(iter(publisher), None)
    if isinstance(publisher, dict) and "name" not in publisher:
        publisher = by_id.get(str(publisher.get("@id")))
    return plain(publisher)


def _url(node: Mapping[str, Any]) -> str | None:
    """The article's address."""
    page = node.get("mainEntityOfPage")
    of_page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    told = (web_address(plain(value)) for value in (node.get("url"), of_page, node.get("@id")))
    return next(filter(None, told), None)


def _genre(node: Mapping[str, Any]) -> Any:
    """The genre that a node's type, genre or section names."""
    plain_types = [name for name in _types(node) if name not in ("Article", "NewsArticle")]
    labels = [plain(node.get("genre")), *plain_types, plain(node.get("articleSection"))]
    return next((genre for label in labels if label and (genre := genre_named(label))), None)


def _picked(block: str, key: str) -> str | None:
    """A time picked out of JSON that cannot be read."""
    match = re.search(rf'"{key}"\s*:\s*"([^"]{{4,60}})"', block)
    return edtf(match[1]) if match else None
