"""Web pages: the article on a page, found by trafilatura; what the page says about it, by us.

Nothing is fetched: neither pictures nor style sheets nor document types, and entities beyond
HTML's own are not resolved.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from dragoman.errors import UnreadableDocument
from dragoman.ingest.clues import Clues
from dragoman.ingest.decoding import decode
from dragoman.ingest.fields import one_line, sound
from dragoman.ingest.galley import Galley
from dragoman.ingest.markup import parse_markup
from dragoman.ingest.page_clues import page_clues, page_language
from dragoman.ingest.quiet import quiet

MAX_MARKUP = 3_000_000
"""The most characters of markup, embedded pictures not counted; the extractor takes up to
three seconds for each million."""

MIN_WORDS = 12
"""An article has at least one full sentence, and this many words in such sentences."""

_EMBEDDED = re.compile(r"data:[\w/+;=.,-]{0,100}?base64,[A-Za-z0-9+/=\s%]{200,}")
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.I
)
_FURNITURE = re.compile(
    r"\b(?:cookies?|javascript|subscrib\w+|newsletter|all rights reserved|sign (?:in|up)|log in|"
    r"enable|advertisement|privacy policy|terms of (?:use|service))\b",
    re.IGNORECASE,
)


def read_page(raw: bytes, path: str) -> Iterator[Galley]:
    """The article on an ``.html`` page.

    Raises:
        UnreadableDocument: the bytes are no text, or there is no article on the page.
    """
    declared = _CHARSET.search(raw[:4096])
    page = decode(raw, path, declared[1].decode("ascii", "ignore") if declared else None)
    yield page_galley(page, raw, path)


def page_galley(page: str, raw: bytes, path: str) -> Galley:
    """The article in the markup ``page``, with its clues.

    Raises:
        UnreadableDocument: there is none, or it is a brief that this program wrote.
    """
    tree = _tree(page, path)
    clues = page_clues(tree)
    language = Clues(known_by="meta tag", language=page_language(tree))
    article = _with_heading(list(article_blocks(tree)), tree, clues)
    if not _has_article(article):
        raise UnreadableDocument(
            path,
            "there is no article on this page",
            "open it in a browser, copy the article and save it as .txt",
        )
    return Galley(text=sound("\n\n".join(article)), raw=raw, clues=(*clues, language))


def article_blocks(tree: Any) -> Iterator[str]:
    """The headings, paragraphs, lists, quotations and tables of the article, in order."""
    with quiet("trafilatura"):
        from trafilatura import bare_extraction

        found = bare_extraction(
            deepcopy(tree), include_comments=False, with_metadata=False, config=_settings()
        )
    body = getattr(found, "body", None)
    if body is not None:
        yield from _blocks(body)


@cache
def _settings() -> Any:
    """The extractor's settings; short notices count as articles too."""
    from trafilatura.settings import DEFAULT_CONFIG

    settings = deepcopy(DEFAULT_CONFIG)
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")
    settings.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    return settings


def _tree(page: str, path: str) -> Any:
    """The page as a tree, read without touching the network.

    Raises:
        UnreadableDocument: it is too long, empty, or this program's own brief.
    """
    markup = _EMBEDDED.sub("data:,", page)
    if len(markup) > MAX_MARKUP:
        raise UnreadableDocument(
            path,
            f"has {len(markup) / 1e6:,.1f} million characters of markup",
            "copy the article itself and save it as .txt",
        )
    tree = parse_markup(markup)
    generator = tree.xpath("string(//meta[@name='generator']/@content)")
    if str(generator).lower().startswith("dragoman"):
        raise UnreadableDocument(
            path, "is a brief that dragoman wrote", "write briefs to another folder"
        )
    return tree


def _blocks(element: Any) -> Iterator[str]:
    """The blocks of an element of trafilatura's tree, text between blocks included."""
    if element.text and element.tag in _HOLDERS:
        yield from filter(None, [_folded(element.text)])
    for child in element:
        if child.tag == "list":
            yield "\n".join(f"- {item}" for item in map(_inline, child) if item)
        elif child.tag == "table":
            yield "\n".join(filter(None, map(_row, child.iter("row"))))
        elif child.tag in _HOLDERS:
            yield from _blocks(child)
        elif text := _inline(child):
            yield text
        if child.tail and (tail := _folded(child.tail)):
            yield tail


_HOLDERS = frozenset({"body", "div", "quote", "main", "article", "section"})


def _inline(element: Any) -> str:
    """The text within an element, a line break for each ``<lb/>``."""
    parts = [element.text or ""]
    for child in element.iterdescendants():
        parts += ["\n" if child.tag == "lb" else "", child.text or "", child.tail or ""]
    return "\n".join(filter(None, map(_folded, "".join(parts).split("\n"))))


def _row(row: Any) -> str:
    """The cells of a row, parted by tabs."""
    return "\t".join(filter(None, (_folded(_inline(cell)) for cell in row.iter("cell"))))


def _folded(text: str) -> str:
    """Text with the white space of markup folded; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")


def _with_heading(blocks: list[str], tree: Any, clues: tuple[Clues, ...]) -> list[str]:
    """The blocks with the page's main heading before them, where the extractor left it out.

    A heading counts as the article's when the page gives it as the title too.
    """
    titles = {clue.title for clue in clues[:2] if clue.title}
    for tag in tree.xpath("//h1")[:3]:
        heading = one_line(tag.text_content())
        if heading in titles and heading not in map(one_line, blocks[:4]):
            return [heading, *blocks]
    return blocks


def _has_article(blocks: list[str]) -> bool:
    """Whether the blocks hold sentences and not just links, labels and requests for cookies."""
    sentences = [b for b in blocks if re.search(r"[.!?…。؟][\"'”’»)]*(?:\s|$)", b)]
    prose = [
        block for block in sentences if len(block) >= 40 and not _FURNITURE.search(block[:400])
    ]
    words = sum(max(len(block.split()), len(block) // 12) for block in prose)
    return words >= MIN_WORDS
