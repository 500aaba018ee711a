"""Genre: news, readout, press release, interview, analysis or transcript, by rules as data.

The cues are in ``genre.toml``; turns of talk are counted here. An English text in which nothing
speaks for another genre is news; a text in another language is told by its turns alone.
"""

import re
from functools import cache
from itertools import islice

from attrs import frozen

from dragoman.ingest.furniture import blocks, unmarked
from dragoman.ingest.tables import load
from dragoman.ingest.turns import Talk, talk
from dragoman.model import Genre

LEAD = 1_200
"""Characters of a text that count as its lead."""

_LABEL_BLOCKS = 6
_PUBLISHER = frozenset({"outlet", "address", "official lead"})


@frozen(kw_only=True)
class GenreCue:
    """One row of ``genre.toml``."""

    genre: Genre
    where: str
    pattern: str
    taken_from: str


@frozen(kw_only=True)
class GenreTable:
    """``genre.toml``."""

    labels: dict[Genre, list[str]]
    cue: list[GenreCue]


@frozen(kw_only=True)
class _Opening:
    """What the cues are held against."""

    title: str
    lines: tuple[str, ...]
    outlet: str
    address: str


def genre_named(label: str) -> Genre | None:
    """The genre that a field's value names, None when it names none."""
    folded = " ".join(label.lower().split())
    return next((genre for genre, names in _table().labels.items() if folded in names), None)


def genre_of(
    body: str,
    title: str | None = None,
    language: str | None = "en",
    *,
    outlet: str | None = None,
    url: str | None = None,
) -> Genre | None:
    """The genre of a text (front matter removed), None when a text in another language has
    no turns of talk."""
    turns = talk(body)
    opening = _opening(body, title, outlet or "", url or "")
    is_english = language in ("en", None)
    cued = _cued(opening) if is_english else None
    if cued in (Genre.PRESS_RELEASE, Genre.READOUT):
        return cued
    rest = (_official(opening) or Genre.NEWS) if is_english else None
    return _spoken(turns, cued) or cued or rest


def _official(opening: _Opening) -> Genre | None:
    """What a text is that an official body published; None when its publisher is no such body."""
    rows = [row for row in _cues() if row[0].where in ("outlet", "address")]
    if not any(_fits(cue.where, pattern, opening) for cue, pattern in rows):
        return None
    readouts = (row for row in _cues() if row[0].where == "official lead")
    first = (opening.title, re.split(r"(?<=[.!?])\s", " ".join(opening.lines[:2]))[0])
    is_readout = any(pattern.search(text) for _, pattern in readouts for text in first)
    return Genre.READOUT if is_readout else Genre.PRESS_RELEASE


def _spoken(turns: Talk, cued: Genre | None) -> Genre | None:
    """What the turns of talk make of a text."""
    if turns.is_interview and cued is not Genre.TRANSCRIPT:
        return Genre.INTERVIEW
    return Genre.TRANSCRIPT if turns.is_transcript else None


def _cued(opening: _Opening) -> Genre | None:
    """The genre of the first cue in the text itself that fits."""
    rows = (row for row in _cues() if row[0].where not in _PUBLISHER)
    return next((cue.genre for cue, pattern in rows if _fits(cue.where, pattern, opening)), None)


def _fits(where: str, pattern: re.Pattern[str], opening: _Opening) -> bool:
    """Whether a cue is where its row says it must be."""
    if where == "label":
        labels = opening.lines[:_LABEL_BLOCKS]
        return any(pattern.fullmatch(line) for line in labels if len(line) < 240)
    if where == "title":
        return pattern.match(opening.title) is not None
    if where == "lead":
        return any(pattern.match(line) for line in opening.lines)
    if where == "anywhere in lead":
        return any(pattern.search(line) for line in opening.lines)
    title, outlet, address = opening.title, opening.outlet, opening.address
    looked_at = {"anywhere in title": title, "outlet": outlet, "address": address}
    return pattern.search(looked_at[where]) is not None


def _opening(body: str, title: str | None, outlet: str, address: str) -> _Opening:
    """The headline and the first blocks of a text, without marks of Markdown."""
    lines = [unmarked(block) for block in islice(blocks(body[: 4 * LEAD]), 2 * _LABEL_BLOCKS)]
    kept: list[str] = []
    length = 0
    for line in lines:
        if length > LEAD:
            break
        kept.append(line[:LEAD])
        length += len(line)
    bare = unmarked(title or "")
    return _Opening(title=bare, lines=tuple(kept), outlet=outlet, address=address)


@cache
def _table() -> GenreTable:
    """``genre.toml``."""
    return load("genre.toml", GenreTable)


@cache
def _cues() -> tuple[tuple[GenreCue, re.Pattern[str]], ...]:
    """The cues with their patterns, in the order of the file."""
    return tuple((row, re.compile(row.pattern, re.IGNORECASE)) for row in _table().cue)
