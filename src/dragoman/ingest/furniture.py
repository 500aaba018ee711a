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
DATELINE = re.compile(
    r"(?=[^-–—]{2,60}?[-–—])(?P<place>[A-ZÀ-ÝА-ЯЁІЇЄҐ][\w'’.-]+(?:[ /,-]+[\w'’.]+){0,6})\s*"
    r"(?P<agency>\([^()]{2,40}\))?\s*[-–—]{1,2}\s+"
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
