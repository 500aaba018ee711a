"""Markup: all the text of a piece of HTML that is nothing but an article."""

import re
from collections.abc import Iterator
from typing import Any

from dragoman.ingest.fields import sound

_BREAKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "html", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul"),
    )
)
_SILENT = frozenset(("head", "script", "style", "template", "noscript", "svg", "iframe", "object"))


def parse_markup(markup: str) -> Any:
    """A piece of HTML as a tree, read without touching the network.

    Raises:
        lxml.etree.ParserError: there is nothing in it.
    """
    from lxml import html

    readable = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup.replace("\x00", "\ufffd"))
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    return html.document_fromstring(sound(readable) or "<p></p>", parser=parser)


def markup_text(markup: str) -> str:
    r"""The text of a piece of HTML: blank lines part paragraphs, line breaks the items of lists.

    >>> markup_text("<p>The talks<br>ended.</p><ul><li>one<li>two</ul>")
    'The talks\nended.\n\n- one\n- two'
    """
    text = re.sub(r"[ \t\r\n\f]+", " ", "".join(_pieces(parse_markup(markup))))
    lines = [line.strip(" \x1f") for line in text.split("\v")]
    joined = re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip("\n")
    return re.sub(r" ?\x1f ?", "\t", joined)


def _pieces(element: Any) -> Iterator[str]:
    """The text of a tree in order; a vertical tab stands for a line break, a unit
    separator for the end of a cell.

    Walks without recursion: hostile pages nest deeper than the stack.
    """
    for step, tag in _steps(element):
        if step == "start":
            yield _break(tag) + ("- " if tag.tag == "li" else "")
            yield tag.text or ""
        else:
            yield "\v\v" if tag.tag in _BREAKS else "\x1f" if tag.tag in ("td", "th") else ""
            yield tag.tail or ""


def _steps(element: Any) -> Iterator[tuple[str, Any]]:
    """Starts and ends of the elements, those that show nothing skipped."""
    from lxml import etree

    walker = etree.iterwalk(element, events=("start", "end"))
    for step, tag in walker:
        if tag.tag in _SILENT:
            if step == "start":
                walker.skip_subtree()
            continue
        yield step, tag


def _break(tag: Any) -> str:
    """The line breaks before an element."""
    if tag.tag in _BREAKS:
        return "\v\v"
    return "\v" if tag.tag in ("br", "li") else ""
