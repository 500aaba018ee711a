"""Segments: headline, byline, caption, paragraph, turn, note, list, quote block, boilerplate.

The rules go from the outside in: front matter and furniture of the page by pattern; lines joined
to paragraphs; headlines by length and missing full stop; interview turns; at last what stands
inside a paragraph (a dateline, an editor's note in brackets).
"""

import re
from collections.abc import Iterator

from attrs import evolve

from dragoman.extraction.furniture import furniture, heads_links
from dragoman.extraction.lines import Block, Line, join, lines_of
from dragoman.extraction.reading import Stretch
from dragoman.extraction.turns import Script, find_turns
from dragoman.extraction.view import View
from dragoman.model import Document, SegmentKind

_FRONT = re.compile(r"\s*---[ \t]*\n.{0,8000}?\n---[ \t]*(?:\n|$)", re.DOTALL)
_ENDED = re.compile(r"[.:;,…][\"'”’)\]]*$")
_LISTED = re.compile(r"(?:[-–•*▪●‣]|\d{1,2}[.)]|\([a-z0-9]\))\s+\S")
_QUOTED = re.compile(r">\s?\S")
_TITLED = re.compile(r"#{1,6}\s+\S")
_NOTE = re.compile(
    r"\[[^\[\]\n]{0,600}?\b(?:ed(?:itor)?s?\.?(?: note)?|editor[’']?s note|note)\.?\s*\]"
    r"|\((?:[^()\n]{0,400}?[-–—,]\s*ed(?:itor)?\.?|editor[’']?s note[^()\n]{0,400})\)"
    r"|\[(?:editor[’']?s? note|ed\. note|ed\.)[^\[\]\n]{0,600}\]",
    re.IGNORECASE,
)
_TOWN = r"[A-ZÀ-Þ][\w'’.-]+(?:[ /][A-ZÀ-Þ][\w'’.-]+){0,3}"
_DATE = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, \d{4})?"
_DATELINE = re.compile(
    rf"{_TOWN}(?:, [A-ZÀ-Þ][\w'’. ]{{2,25}})?(?:, {_DATE})?\s?(?:\([^()\n]{{2,40}}\)\s?)?"
    r"(?:[-–—]{1,2}|―)\s(?=\S)"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,}(?: [A-ZÀ-Þ'’-]{2,}){0,2}\.\s(?=[A-ZÀ-Þ“\"])"
)
_PROSE = 200
"""Characters from which a block is running text whatever its last sign."""
_LINK = 110
"""Longest title of another page, in characters."""
_HEADING = 130
"""Longest heading inside a text, in characters."""


def split(view: View, document: Document) -> list[Stretch]:
    """Split a text into segments: sorted, disjoint, offsets in the view.

    White space, turn labels' colons and list marks may lie between segments.
    """
    front = _FRONT.match(view.text)
    head = [_boiler(front.start(), front.end())] if front else []
    lines = list(lines_of(view.text, front.end() if front else 0))
    stretches = _furnish(view.text, lines)
    stretches = _title(view.text, stretches, document.title)
    stretches = _caption(view.text, stretches)
    stretches = _links(view.text, stretches)
    script = Script(view=view, document=document)
    stretches = find_turns(script, stretches)
    inner = [piece for stretch in stretches for piece in _open(view.text, stretch)]
    return head + [stretch for stretch in inner if stretch.start < stretch.end]


def _boiler(start: int, end: int) -> Stretch:
    return Stretch(start=start, end=end, kind=SegmentKind.BOILERPLATE)


def _furnish(text: str, lines: list[Line]) -> list[Stretch]:
    """Furniture by pattern; the lines between joined to paragraphs."""
    found: list[Stretch] = []
    waiting: list[Line] = []
    for line in lines:
        kind = furniture(text[line.start : line.end])
        if kind is None:
            waiting.append(line)
            continue
        found += [_plain(text, block) for block in join(text, waiting)]
        found.append(Stretch(start=line.start, end=line.end, kind=kind))
        waiting = []
    return found + [_plain(text, block) for block in join(text, waiting)]


def _plain(text: str, block: Block) -> Stretch:
    """A block as list, quote block, heading by mark, or paragraph."""
    kind = SegmentKind.PARAGRAPH
    if _QUOTED.match(text, block.start, block.end):
        kind = SegmentKind.QUOTE
    elif _TITLED.match(text, block.start, block.end):
        kind = SegmentKind.HEADLINE
    elif _LISTED.match(text, block.start, block.end):
        kind = SegmentKind.LIST
    return Stretch(start=block.start, end=block.end, kind=kind)


def _title(text: str, stretches: list[Stretch], title: str | None) -> list[Stretch]:
    """Mark headlines: the document's title, short unended blocks, blocks all in capitals."""
    wanted = _fold(title or "")
    seen_prose = False
    found = []
    for number, stretch in enumerate(stretches):
        words = text[stretch.start : stretch.end]
        if stretch.kind is SegmentKind.PARAGRAPH:
            following = stretches[number + 1] if number + 1 < len(stretches) else None
            if (wanted and _fold(words) == wanted) or _is_headline(words, seen_prose, following):
                stretch = evolve(stretch, kind=SegmentKind.HEADLINE)
            else:
                seen_prose = True
        found.append(stretch)
    if any(s.kind not in (SegmentKind.HEADLINE, SegmentKind.BOILERPLATE) for s in found):
        return found
    return [*found[:-1], evolve(found[-1], kind=stretches[-1].kind)] if found else found


def _fold(words: str) -> str:
    return " ".join(words.lower().strip("#*_ .").split())


def _is_headline(words: str, inside: bool, following: Stretch | None) -> bool:
    """Whether a block reads like a headline, or (``inside`` the text) like a heading."""
    if words.isupper() and len(words.split()) >= 3:
        return len(words) <= _PROSE
    if _ENDED.search(words) or words[0].islower() or len(words.split()) < 2:
        return False
    if _DATELINE.match(words):
        return False
    if words[0] in "“\"'‘" and words[-1] in "”\"'’" and inside:
        return False
    if inside:
        return len(words) <= _HEADING and following is not None and words[-1] not in '?!"”'
    return (len(words) <= _PROSE and words[-1] not in '"”') or len(words) <= _HEADING


def _caption(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """Make the short lines just above a picture credit captions as well."""
    found = list(stretches)
    for number in range(len(found) - 1, 0, -1):
        below, above = found[number], found[number - 1]
        close = text.count("\n", above.end, below.start) == 1
        short = above.end - above.start <= _PROSE
        if below.kind is SegmentKind.CAPTION and close and short and above.kind in _CAPTIONABLE:
            found[number - 1] = evolve(above, kind=SegmentKind.CAPTION)
    return found


def _links(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """Make the titles of other pages below "Related stories" and the like boilerplate as well."""
    found = []
    listing = False
    for stretch in stretches:
        words = text[stretch.start : stretch.end]
        if stretch.kind is SegmentKind.BOILERPLATE:
            listing = heads_links(words) or (listing and not _ENDED.search(words))
        elif listing and (len(words) > _LINK or _ENDED.search(words)):
            listing = False
        elif listing:
            stretch = evolve(stretch, kind=SegmentKind.BOILERPLATE)
        found.append(stretch)
    return found


_CAPTIONABLE = (SegmentKind.HEADLINE, SegmentKind.PARAGRAPH)
_RUNNING = (
    SegmentKind.PARAGRAPH,
    SegmentKind.QUESTION,
    SegmentKind.ANSWER,
    SegmentKind.LIST,
    SegmentKind.QUOTE,
)


def _open(text: str, stretch: Stretch) -> Iterator[Stretch]:
    """Cut datelines and bracketed editor's notes out of running text, and marks off headings."""
    if stretch.kind is SegmentKind.HEADLINE:
        mark = re.compile(r"#{1,6}\s+").match(text, stretch.start, stretch.end)
        yield evolve(stretch, start=mark.end()) if mark else stretch
        return
    if stretch.kind not in _RUNNING:
        yield stretch
        return
    start = stretch.start
    dateline = _DATELINE.match(text, start, stretch.end)
    long = dateline is not None and dateline.end() < stretch.end - 40
    if dateline and long and stretch.kind is SegmentKind.PARAGRAPH and _is_dateline(text, dateline):
        yield Stretch(start=start, end=_trim(text, start, dateline.end()), kind=SegmentKind.BYLINE)
        start = dateline.end()
    for note in _NOTE.finditer(text, start, stretch.end):
        yield evolve(stretch, start=start, end=_trim(text, start, note.start()))
        yield Stretch(start=note.start(), end=note.end(), kind=SegmentKind.EDITOR_NOTE)
        start = _skip(text, note.end(), stretch.end)
    if any(character.isalnum() for character in text[start : stretch.end]):
        yield evolve(stretch, start=start)


def _is_dateline(text: str, match: re.Match[str]) -> bool:
    """Whether a town and a dash stand before a sentence, not a name before an aside.

    "Olin – citing the board – said": a dateline in small letters, with neither date nor agency,
    has a capital behind it.
    """
    plain = not any(sign in match[0] for sign in "(,0123456789") and not match[0].isupper()
    return not (plain and text[match.end() : match.end() + 1].islower())


def _trim(text: str, start: int, end: int) -> int:
    """``end`` moved back over white space."""
    return start + len(text[start:end].rstrip())


def _skip(text: str, start: int, end: int) -> int:
    """``start`` moved on over white space and the closing signs of the sentence before."""
    return end - len(text[start:end].lstrip(" \n.,;:!?"))
