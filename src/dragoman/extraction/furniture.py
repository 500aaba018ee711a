"""Furniture: lines of a page that are no running text, known by pattern."""

import re
from functools import cache
from importlib.resources import files

from dragoman.model import SegmentKind

LONGEST = 400
"""Characters; a longer line is running text."""

_KINDS = {
    "boilerplate": SegmentKind.BOILERPLATE,
    "trailer": SegmentKind.BOILERPLATE,
    "byline": SegmentKind.BYLINE,
    "caption": SegmentKind.CAPTION,
    "editor": SegmentKind.EDITOR_NOTE,
}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)"
NAME = (
    r"(?-i:[A-ZÀ-ÞŁŚŽ][\w.'’-]+"
    r"(?: (?:[A-ZÀ-ÞŁŚŽ][\w.'’-]*|de|von|van|der|den|al|bin|el|la|le|da|di)){1,4})"
)
"""A person's name of two to five words, as a pattern that minds the case."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = files("dragoman.extraction") / "data" / "furniture.tsv"
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines()]
    body = [row for row in rows if len(row) == 3 and row[0] in _KINDS]
    return tuple((kind, _compile(pattern)) for kind, pattern, _ in body)


def _compile(pattern: str) -> re.Pattern[str]:
    for name, meaning in (("Month", _MONTH), ("Day", _DAY), ("Name", NAME)):
        pattern = pattern.replace(rf"\p{{{name}}}", meaning)
    return re.compile(pattern, re.IGNORECASE)


def furniture(line: str) -> SegmentKind | None:
    """The kind of a line of furniture, None for running text.

    >>> furniture("Home > World > Talks")
    <SegmentKind.BOILERPLATE: 'boilerplate'>
    """
    bare = line.strip(" *_#")
    if not bare or len(bare) > LONGEST:
        return SegmentKind.BOILERPLATE if not bare else None
    row = _row(bare)
    return None if row is None else _KINDS[row]


def heads_links(line: str) -> bool:
    """Whether a line of furniture stands above a list of links to other pages.

    >>> heads_links("More on this story"), heads_links("Share")
    (True, False)
    """
    return _row(line.strip(" *_#")) == "trailer"


def _row(bare: str) -> str | None:
    """The kind, as the table has it, of the first pattern that a line fits."""
    return next((kind for kind, pattern in _patterns() if pattern.fullmatch(bare)), None)
