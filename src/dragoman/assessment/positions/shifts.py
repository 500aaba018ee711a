"""Words by which a sentence tells that a position moved: the tables of ``shifts.toml``."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from dragoman.model import Movement

_SLOT = re.compile(r"<([a-z]+)>")
_EDGE = re.compile(
    r"[;:—–]|, (?!(?:on|in|at|this|last) [^,]{2,20},)|\b(?:but|though|although|while|whereas|which|"
    r"who|where|when)\b"
)
"""Where a clause begins or ends."""


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "shifts.toml").read_text("utf-8"))


def _filled(words: str) -> str:
    """A pattern with its lists put in; lists may stand in lists."""
    while (slot := _SLOT.search(words)) is not None:
        words = words.replace(slot[0], _tables()["lists"][slot[1]])
    return words


def _compiled(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_filled('|'.join(words))})(?![\w-])", re.IGNORECASE)


@cache
def _rows(table: str, key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row[key], _compiled(row["words"])) for row in _tables()[table])


@cache
def wording(name: str) -> re.Pattern[str]:
    """A named pattern that is no row of a table of movements or states."""
    rows = _tables()["pattern"]
    return _compiled(next(row["words"] for row in rows if row["name"] == name))


def further_issues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Words of generic issues that the lists of bindings do not know."""
    return _rows("issue", "id")


@cache
def _old() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What was so before, by state: a word of time at once before a verb of stance."""
    before = next(r["words"] for r in _tables()["pattern"] if r["name"] == "before now")
    lead = f"(?:{_filled('|'.join(before))})"
    return tuple(
        (row["state"], _compiled([f"{lead}(?:{'|'.join(row['words'])})"]))
        for row in _tables()["old"]
    )


@frozen
class Words:
    """Words of a sentence (code points, half open) and what they say: a movement or a state."""

    start: int
    end: int
    says: str


def outright(text: str) -> Iterator[Words]:
    """The words by which a sentence itself says that something moved, one for each place."""
    free = 0
    found = [
        Words(m.start(), m.end(), kind)
        for kind, pattern in _rows("shift", "kind")
        for m in pattern.finditer(text)
    ]
    order = {kind: n for n, (kind, _) in enumerate(_rows("shift", "kind"))}
    for words in sorted(found, key=lambda w: (w.start, order[w.says], -w.end)):
        if words.start >= free and not is_unreal(text, words.start):
            free = words.end
            yield words


def states_before(text: str) -> Iterator[Words]:
    """What a sentence says was refused, demanded or offered before ("had ruled out")."""
    found = sorted(
        (Words(m.start(), m.end(), state) for state, p in _old() for m in p.finditer(text)),
        key=lambda w: (w.start, w.end, w.says),
    )
    free = 0
    for words in found:
        if words.start >= free:
            free = words.end
            yield words


def states_now(text: str) -> Iterator[Words]:
    """What a stretch of text says is given, refused or demanded, in its order."""
    found = (
        Words(m.start(), m.end(), state)
        for state, pattern in _rows("new", "state")
        for m in pattern.finditer(text)
        if not is_unreal(text, m.start())
    )
    yield from sorted(found, key=lambda w: (w.start, -w.end, w.says))


def clause_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the clause around some words (code points, half open)."""
    before = [m.start() for m in _EDGE.finditer(text, 0, start)]
    after = _EDGE.search(text, end)
    return (before[-1] if before else 0), (after.start() if after else len(text))


def is_unreal(text: str, start: int) -> bool:
    """Whether the words before a place in its clause make it a wish, a doubt or a denial."""
    first, _ = clause_of(text, start, start)
    return wording("unreal").search(text[first:start]) is not None


def movement_of(old: str, new: str) -> Movement | None:
    """What it means that something was so before and is so now; None for no movement."""
    if new == "gives":
        return None if old == "offered" else Movement.SOFTENED
    if old == "offered":
        return Movement.HARDENED if new == "demands" else Movement.DROPPED
    if old == "demanded" and new == "demands":
        return Movement.HARDENED
    return None


def may_tell(text: str) -> bool:
    """Whether a stretch of text may tell of a movement, or where somebody stands."""
    return wording("stance words").search(text) is not None
