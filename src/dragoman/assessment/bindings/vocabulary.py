"""The word lists and patterns of ``bindings.toml``, ready to be searched with."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from dragoman.model import ConstraintKind, Hold

_NAME = re.compile(r"<([a-z][a-z ]*)>")
_DEPTH = 4
"""Lists may stand in lists so many times over."""


@frozen(kw_only=True)
class ConstraintRule:
    """One row: what kind it tells, where the party bound is looked for, in which order.

    ``needs`` must stand somewhere in the sentence as well; None where nothing must.
    """

    kind: ConstraintKind
    bound: tuple[str, ...]
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None = None
    taken_from: str = ""


@frozen(kw_only=True)
class LeverageRule:
    """One row: whether its words hold out, withhold or threaten.

    One that ``hangs`` needs a condition somewhere in the sentence.
    """

    hold: Hold
    pattern: re.Pattern[str]
    hangs: bool = False
    taken_from: str = ""


@frozen(kw_only=True)
class LinkageRule:
    """One row: the cue that ties ``one`` to ``other``, or says that they are not tied.

    A ``loose`` one ties by its words alone: ``other`` may be on no known issue.
    """

    negated: bool
    loose: bool
    pattern: re.Pattern[str]
    taken_from: str = ""


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "bindings.toml").read_text("utf-8"))


@cache
def _lists() -> dict[str, str]:
    """Each list as alternatives, the longest first."""
    found = {row["name"]: "|".join(sorted(row["words"], key=len)[::-1]) for row in _rows("list")}
    found["majority"] = "|".join(row["words"] for row in _rows("majority"))
    return found


def _rows(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = _tables()[table]
    return rows


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with its lists filled in, in any case; a capital in it (``[A-Z]``) stays one."""
    for _ in range(_DEPTH):
        pattern = _NAME.sub(_filled, pattern)
    return re.compile(pattern.replace("[A-Z]", "(?-i:[A-Z])"), re.IGNORECASE)


def _filled(found: re.Match[str]) -> str:
    """The alternatives of a list; a named group stays as it is."""
    words = _lists().get(found[1])
    return f"(?:{words})" if words else found[0]


@cache
def constraint_rules() -> tuple[ConstraintRule, ...]:
    """The rules of what binds a party, in the order of the file."""
    return tuple(
        ConstraintRule(
            kind=ConstraintKind(row["kind"]),
            bound=tuple(row["bound"]),
            pattern=compiled(row["pattern"]),
            needs=compiled(row["needs"]) if "needs" in row else None,
            taken_from=row["taken_from"],
        )
        for row in _rows("constraint")
    )


@cache
def leverage_rules() -> tuple[LeverageRule, ...]:
    """The rules of what is held out or withheld, refusals first: they hold words of the others."""
    return tuple(
        LeverageRule(
            hold=Hold(row["hold"]),
            pattern=compiled(row["pattern"]),
            hangs=row.get("hangs", False),
            taken_from=row["taken_from"],
        )
        for row in _rows("leverage")
    )


@cache
def linkage_rules() -> tuple[LinkageRule, ...]:
    """The rules of what is tied, refusals first: they hold the words of the others."""
    rules = [
        LinkageRule(
            negated=row["negated"],
            loose=row["loose"],
            pattern=compiled(row["pattern"]),
            taken_from=row["taken_from"],
        )
        for row in _rows("linkage")
    ]
    return tuple(sorted(rules, key=lambda rule: not rule.negated))


@cache
def majorities() -> tuple[tuple[re.Pattern[str], float], ...]:
    """Words for a majority or a share, each with what it comes to in per cent."""
    return tuple((compiled(row["words"]), float(row["percent"])) for row in _rows("majority"))


@cache
def issue_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Words that tell what a thing is about, by generic issue."""
    return tuple((row["id"], compiled(rf"\b(?:{row['words']})\b")) for row in _rows("issue"))


@cache
def expression(pattern: str) -> re.Pattern[str]:
    """A pattern of a rule that stands in the code, its lists filled in."""
    return compiled(pattern)
