"""Putting comments into the text of a ``negotiation.toml`` without changing what it says."""

import re
import tomllib
from collections.abc import Sequence

from dragoman.errors import BadNegotiation
from dragoman.pipeline.drafting.skeleton import HINT, MARK, NEXT
from dragoman.pipeline.drafting.writing import HEAD, QUESTIONS
from dragoman.pipeline.negotiation import parse_negotiation

_ISSUE = re.compile(r"\s*\[\[\s*issue\s*\]\]")
_TABLE = re.compile(r"\s*\[")
_ASKED = re.compile(r"# \d+\. ")


def without_earlier(existing: str) -> str:
    """The text without what an earlier draft asked; its tables, and all else, stay.

    Raises:
        BadNegotiation: the text cannot be read.
    """
    kept: list[str] = []
    is_asking = False
    for line in _lines(existing):
        is_asking = line == QUESTIONS or (is_asking and _ASKED.match(line) is not None)
        if not is_asking and line != NEXT:
            kept.append(line)
    text = _trimmed("\n".join(kept))
    empty = re.escape("\n".join(HEAD)) + r"\n*(?=\Z|" + re.escape(HEAD[0]) + ")"
    text = _trimmed(re.sub(empty, "", text))
    return text if says_the_same(existing, text) else _trimmed(existing)


def put_options(existing: str, number: int, lines: Sequence[str]) -> str:
    """The text with ``options = [ comments ]`` at the end of its issue ``number`` (from 0).

    An issue that has been given one of them before is left alone. Where the table cannot be found,
    or has the key already, they are put as comments. Cost: two parses.

    Raises:
        BadNegotiation: the text cannot be read.
    """
    issue = tomllib.loads(existing)["issue"][number]
    told = [line.strip() for line in lines if line.strip().startswith("#") and line != HINT]
    place = _end_of_issue(_lines(existing), number)
    marked = [line for line in told if line.startswith(MARK)]
    if any(line in existing for line in marked) or (not marked and "options" in issue):
        return existing
    comments = [f"# Suggested for the issue {issue.get('id')!r}:".replace("\n", " "), *told]
    if place is not None:
        for added in (list(lines), comments) if "options" not in issue else (comments,):
            before = _lines(existing)
            text = _trimmed("\n".join([*before[:place], *added, *before[place:]]))
            if says_the_same(existing, text):
                return text
    return "\n".join([_trimmed(existing), *comments, ""])


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts give one negotiation.

    Raises:
        BadNegotiation: the first cannot be read.
    """
    known = parse_negotiation(one)
    try:
        return parse_negotiation(other) == known
    except BadNegotiation:
        return False


def _end_of_issue(lines: Sequence[str], number: int) -> int | None:
    """The line behind the last one of an issue's own; None where no header has this number."""
    starts = [place for place, line in enumerate(lines) if _ISSUE.match(line)]
    if number >= len(starts):
        return None
    start = starts[number]
    behind = (p for p in range(start + 1, len(lines)) if _TABLE.match(lines[p]))
    end = next(behind, len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _lines(text: str) -> list[str]:
    """The lines as TOML has them: other separators may stand inside its strings."""
    return text.replace("\r\n", "\n").split("\n")


def _trimmed(text: str) -> str:
    return text.strip("\n") + "\n" if text.strip() else ""
