"""Furniture: the blocks of a text, and which lines of it are not the article."""

import re
from collections.abc import Iterator
from functools import cache
from statistics import median

from attrs import frozen

from dragoman.ingest.tables import load


@frozen(kw_only=True)
class Cue:
    """One row of ``furniture.toml``."""

    kind: str
    pattern: str
    taken_from: str


@frozen(kw_only=True)
class CueTable:
    """``furniture.toml``."""

    cue: list[Cue]


SENTENCE_END = re.compile(r"[.!?…。؟][\"'”’»)\]*_]*$|[.!?…]?[”»]$")
LIST_MARK = re.compile(r"(?:[-*•–·]|\d{1,2}[.)])\s+")
_DATELINE = re.compile(
    r"(?P<place>[^().;:!?\n]{2,50}?)\s*(?P<agency>\([^()]{2,40}\))?\s*"
    r"(?:(?P<dash>[-–—]{1,2})|\.)\s+(?=\S)"
)


def is_sentence(block: str) -> bool:
    """Whether a block ends as a sentence does."""
    return SENTENCE_END.search(block.rstrip()) is not None


def kind_of(line: str) -> str | None:
    """What a line is when it is no part of the article: byline, credit, notice, breadcrumb."""
    if len(line) > 300:
        return None
    bare = unmarked(line)
    return next((kind for kind, pattern in _cues() if pattern.fullmatch(bare)), None)


def dateline_length(block: str) -> int:
    """How many characters of a block its dateline takes, 0 when it has none.

    A dateline is a place in capitals, with or without an agency, before a dash or a full stop;
    or any place with an agency in brackets before a dash.

    >>> dateline_length("PORT VELL (Wire) - The talks ended.")
    19
    """
    match = _DATELINE.match(block[:120])
    if match is None:
        return 0
    place = match["place"].split(",")[0]
    in_capitals = place.isupper() and len(place) > 2 and len(place.split()) <= 4
    with_agency = bool(match["agency"] and match["dash"]) and place[0].isupper()
    return match.end() if in_capitals or (with_agency and len(place.split()) <= 4) else 0


def unmarked(line: str) -> str:
    """A line without the marks of Markdown at its ends.

    >>> unmarked("## **Talks** end")
    'Talks end'
    """
    bare = re.sub(r"^\s*(?:#{1,6}\s+|>\s?)+", "", line)
    bare = re.sub(r"!?\[([^\]\[]*)\]\([^()\s]*\)", r"\1", bare)
    return re.sub(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)|`", "", bare).strip()


def blocks(text: str) -> Iterator[str]:
    """The blocks of a text, each on one line: paragraphs, headings, items of a list.

    Blank lines part blocks. Lines within a block are joined where the text is wrapped at a fixed
    width, and stand for themselves where it is not.
    """
    for chunk in re.split(r"\n[^\S\n]*\n\s*", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line.strip() for line in chunk.split("\n") if line.strip()]
        if lines:
            yield from _joined(lines)


def _joined(lines: list[str]) -> Iterator[str]:
    """The blocks that the lines of one chunk make."""
    if not _is_wrapped(lines):
        yield from lines
        return
    block = lines[0]
    for line in lines[1:]:
        if LIST_MARK.match(line) or line.startswith("#"):
            yield block
            block = line
        else:
            block += f" {line}"
    yield block


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines are one paragraph set at a fixed width of some 40 to 100 characters."""
    if len(lines) < 2 or max(map(len, lines)) > 110:
        return False
    full = lines[:-1]
    broken = sum(not is_sentence(line) for line in full)
    return median(map(len, full)) >= 40 and 2 * broken >= len(full)


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The cues with their kinds, in the order of the file."""
    rows = load("furniture.toml", CueTable).cue
    return tuple((row.kind, re.compile(row.pattern, re.IGNORECASE)) for row in rows)
