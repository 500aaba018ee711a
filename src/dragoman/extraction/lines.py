"""Blocks: the lines of a text joined to paragraphs."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from attrs import frozen

SHORT = 100
"""Longest line, in characters, that may be part of a hard-wrapped or broken paragraph."""
_NARROW = 45
"""Characters; lines that are all shorter are a column's only when at least ``_COLUMN`` follow."""
_COLUMN = 4

_ENDED = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_OPENER = re.compile(
    r"[\"“]?(?:The|A|An|In|On|At|After|As|It|He|She|They|We|But|And|Both|When|While|Two|Three"
    r"|There|This|That|His|Her|Their|Its|According|Under|With|By|For|From|Since|If|Asked)\b"
)
"""Words that have a capital only where a sentence begins."""
_MARKED = re.compile(r"(?:[-–—•*▪●]|\d{1,2}[.)]|#{1,6}|>)\s")

_LABELLED = re.compile(
    r"(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?\s)?[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3}"
    r"(?: \([^()\n]{1,60}\))?(?::|(?<=\b[QA])\.)\s"
)
"""A speaker's label at the start of a line."""


class Line(NamedTuple):
    """One line without its edges of white space; ``apart`` when a blank line stands before it."""

    start: int
    end: int
    apart: bool


@frozen(kw_only=True)
class Block:
    """Lines that belong together. Offsets are code points of the view, half open."""

    start: int
    end: int
    lines: int = 1
    apart: bool = True


def lines_of(text: str, start: int = 0) -> Iterator[Line]:
    """The lines that hold something, from the offset ``start`` on."""
    blank = True
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        piece = text[start:stop]
        first = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            yield Line(first, start + len(piece.rstrip()), blank)
        blank = not piece.strip()
        start = stop + 1


def join(text: str, lines: list[Line]) -> list[Block]:
    """Join lines to paragraphs.

    A single line break ends a paragraph when lines are long. Lines of at most ``SHORT``
    characters without a blank line between them are parts of one paragraph when the first one
    is about as wide as its neighbours and is not ended, or the next begins in lower case.
    """
    blocks: list[Block] = []
    for group in _groups(lines):
        widest = max(line.end - line.start for line in group)
        for number, line in enumerate(group):
            narrow = widest < _NARROW and len(group) < _COLUMN
            joins = not narrow or text[line.start].islower()
            if number and joins and _goes_on(text, group[number - 1], line, widest):
                last = blocks.pop()
                blocks.append(
                    Block(start=last.start, end=line.end, lines=last.lines + 1, apart=last.apart)
                )
            else:
                blocks.append(Block(start=line.start, end=line.end, apart=line.apart))
    return _mended(text, blocks)


def _mended(text: str, blocks: list[Block]) -> list[Block]:
    """Blocks of one sentence that a blank line parts, as scanners and page breaks leave it."""
    found: list[Block] = []
    for block in blocks:
        if found and _is_torn(text, found[-1], block):
            last = found.pop()
            block = Block(
                start=last.start, end=block.end, lines=last.lines + block.lines, apart=last.apart
            )
        found.append(block)
    return found


def _is_torn(text: str, before: Block, block: Block) -> bool:
    """Whether a long block stops at a word or a comma and the next begins in lower case."""
    last = text[before.end - 1]
    stops = last.islower() or last == ","
    long = before.end - before.start >= _NARROW
    marked = _MARKED.match(text, before.start, before.end)
    return block.apart and long and stops and not marked and text[block.start].islower()


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if line.apart and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(text: str, before: Line, line: Line, widest: int) -> bool:
    """Whether ``line`` carries on the paragraph of ``before``."""
    if text[before.start : before.end] == text[line.start : line.end]:
        return False
    if _is_heading(text[before.start : before.end], text[line.start : line.end]):
        return False
    if _LABELLED.match(text, line.start, line.end + 1) and _ENDED.search(
        text[before.start : before.end]
    ):
        return False
    if widest > SHORT or _MARKED.match(text, line.start, line.end + 1):
        return text[line.start].islower() and not _ENDED.search(text[before.start : before.end])
    if text[line.start].islower():
        return True
    full = before.end - before.start >= 0.75 * widest and widest >= _NARROW
    return full or (widest < _NARROW and not _ENDED.search(text[before.start : before.end]))


def _is_heading(before: str, line: str) -> bool:
    """Whether a line that is not ended is a heading over the next, which opens a sentence."""
    if before.isupper() and len(before) > 3 and not line.isupper():
        return not line[0].islower()
    return bool(_OPENER.match(line)) and before[-1].isalnum()
