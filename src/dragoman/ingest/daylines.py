"""Day lines: the publication day as a line of the text, the address or the file name gives it."""

import re
from itertools import chain
from typing import NamedTuple

from dragoman.ingest.clues import Clues
from dragoman.ingest.furniture import kind_of, unmarked
from dragoman.ingest.instants import Found, calendar_words, days

TOP_LINES = 8
"""Lines at the head of a text that may give its day."""

BOTTOM_LINES = 3
"""Lines at the foot of a text that may give its day."""

_LONGEST = 140


class DayLine(NamedTuple):
    """The times that a line gives, as EDTF."""

    published_at: str | None
    modified_at: str | None


def clues_in_text(body: str) -> list[Clues]:
    """The days that the lines of a text (front matter removed) give: dateline, then day lines.

    A day counts only with its year. A line counts only when it holds nothing else than a day, a
    label ("Updated"), a byline, a place or an agency; a sentence that mentions a day does not.
    """
    top, bottom = _ends(body)
    found = [clue for line in top[:TOP_LINES] if (clue := _dateline(line))]
    days_given = [day for line in chain(top, bottom) if (day := day_line(line))]
    published = next((day.published_at for day in days_given if day.published_at), None)
    modified = next((day.modified_at for day in days_given if day.modified_at), None)
    if published or modified:
        line = Clues(known_by="line in the text", published_at=published, modified_at=modified)
        found.append(line)
    return found


def clue_in_address(url: str) -> Clues:
    """The day in an address: ``/2025/03/19/`` or ``2025-03-19`` between two marks."""
    match = re.search(r"(?<!\d)((?:19|20)\d\d)[/-](\d{2})[/-](\d{2})(?!\d)", url)
    return Clues(known_by="address", published_at=_checked(match))


def clue_in_file_name(name: str) -> Clues:
    """The day in a file name: ``2025-03-19-talks.txt`` or ``20250319_talks.txt``."""
    match = re.search(r"(?<!\d)((?:19|20)\d\d)(?P<mark>[-_.]?)(\d{2})(?P=mark)(\d{2})(?!\d)", name)
    if match is None:
        return Clues(known_by="file name")
    day = next(days(f"{match[1]}-{match[3]}-{match[4]}"), None)
    return Clues(known_by="file name", published_at=day.edtf if day else None)


def is_day_line(line: str) -> bool:
    """Whether a line gives a day and nothing else."""
    return day_line(line) is not None


def day_line(line: str) -> DayLine | None:
    """The times of a line that holds only days and what goes with them, else None.

    >>> day_line("Published 19 March 2025, 08:00 GMT | Updated 20 March 2025")
    DayLine(published_at='2025-03-19T08:00:00+00:00', modified_at='2025-03-20')
    """
    bare = unmarked(line)
    found = list(days(bare)) if 8 <= len(bare) <= _LONGEST else []
    if not found or len(found) > 3:
        return None
    published: str | None = None
    modified: str | None = None
    for between, day in zip(_between(bare, found), found, strict=False):
        label = _label(between)
        if label is None:
            return None
        if label == "modified":
            modified = modified or day.edtf
        else:
            published = published or day.edtf
    return DayLine(published, modified) if _label(bare[found[-1].end :]) == "published" else None


def _between(line: str, found: list[Found]) -> list[str]:
    """What stands before each day of a line, since the day before it."""
    starts = [0, *(day.end for day in found)]
    return [line[start : day.start] for start, day in zip(starts, found, strict=False)]


def _label(words: str) -> str | None:
    """What the words beside a day make of it: "published", "modified", None for a sentence.

    Nothing at all, a byline, a place or an agency makes it the day of publication.
    """
    folded = " ".join(re.sub(r"[\s|·•:,;()\[\]/–—-]+", " ", words).split()).rstrip(".")
    labels = calendar_words().labels
    if folded.lower() in labels["modified"]:
        return "modified"
    last = next((tag for tag in ("modified", "published") if _ends_in(folded, labels[tag])), None)
    if not folded or folded.lower() in labels["published"]:
        return "published"
    rest = folded if last is None else folded.rsplit(" ", 1)[0]
    is_name = len(rest) <= 60 and len(rest.split()) <= 4 and _is_name(rest)
    return (last or "published") if is_name or kind_of(words.strip(" ,|·–—-")) == "byline" else None


def _ends_in(folded: str, labels: list[str]) -> bool:
    """Whether the last word before a day is a label ("Meridian Ledger, published")."""
    return folded.lower().rsplit(" ", 1)[-1] in labels and " " in folded


def _is_name(words: str) -> bool:
    """Whether every word begins with a capital, as in a place or the name of an agency."""
    return all(
        word[0].isupper() or word in ("and", "of", "the", "&") for word in words.split()
    ) and (words.split()[-1][0].isupper())


def _dateline(line: str) -> Clues | None:
    """The day of a dateline with its year: ``SUNDHOLM, May 14, 2025 (Wire) - The talks …``."""
    head = unmarked(line)[:90]
    day = next(days(head), None)
    if day is None or not re.fullmatch(
        r"[A-ZÀ-ÝА-ЯЁІЇЄҐ][^.!?:;()]{1,40}[,/]?\s*\(?", head[: day.start]
    ):
        return None
    if not re.match(r"\)?\s*(?:\([^()]{2,40}\))?\s*[-–—:]", head[day.end :]):
        return None
    return Clues(known_by="dateline", published_at=day.edtf)


def _ends(body: str) -> tuple[list[str], list[str]]:
    """The first and the last lines of a text that are not blank, no line twice."""
    top = [line.strip() for line in body[:6000].splitlines() if line.strip()][:TOP_LINES]
    rest = [line.strip() for line in body[6000:][-3000:].splitlines() if line.strip()]
    if len(body) <= 6000:
        rest = [line.strip() for line in body.splitlines() if line.strip()][TOP_LINES:]
    return top, rest[-BOTTOM_LINES:]


def _checked(match: re.Match[str] | None) -> str | None:
    """The three groups of a match as a day of the calendar."""
    day = next(days("-".join(match.groups())), None) if match else None
    return day.edtf if day else None
