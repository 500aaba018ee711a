"""The kinds of denial that seek what they deny: the rows of ``seeking.toml``."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from attrs import frozen

from dragoman.model import DiscrepancyKind


@frozen(kw_only=True)
class Point:
    """One kind of denial (a row of ``seeking.toml``).

    ``likeness`` is the least for a telling in the row's own words, ``plain`` for any other.
    """

    name: str
    kind: DiscrepancyKind
    denies: re.Pattern[str]
    tells: re.Pattern[str]
    likeness: float
    plain: float
    ahead: bool
    needs_topic: bool
    wished: bool
    subject_counts: bool
    object_counts: bool
    matter: str
    why: str


@cache
def points() -> tuple[Point, ...]:
    """The rows of ``seeking.toml``, in their order."""
    rows = tomllib.loads((files(__package__) / "seeking.toml").read_text("utf-8"))["point"]
    return tuple(
        Point(
            name=row["name"],
            kind=DiscrepancyKind(row["kind"]),
            denies=_between_words(row["denies"]),
            tells=_between_words(row["tells"]),
            likeness=row["likeness"],
            plain=row["plain"],
            ahead=row["ahead"],
            needs_topic=row["needs_topic"],
            wished=row["wished"],
            subject_counts=row.get("counts") == "subject",
            object_counts=row.get("counts") == "object",
            matter=row["matter"],
            why=row["why"],
        )
        for row in rows
    )


def _between_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
