"""Decide's tables of positions, as its input files give them (the exchange model's own format).

A row begins with what it is: ``#A`` an actor (id, name, comment), ``#P`` an issue (id, name,
comment), ``#M`` what a point of an issue's scale means, ``#D`` an actor's position, salience and
power on an issue, ``#O`` the title, ``#/`` a remark. Two dialects are about: cells parted by
semicolons, and cells in single quotes parted by tabs. Written by spreadsheets, so the bytes may be
UTF-8 or Windows-1252 and a number may have a decimal comma; which was read stands on the record.
"""

import csv
import re
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from dragoman.errors import BadIssueSpace, UnreadableDocument

REMARKS = frozenset({"#/", "#0"})
LEAST_CELLS = {"#A": 2, "#P": 2, "#M": 3, "#D": 6}
"""Cells that a row of each tag must have, the tag among them."""
LAYOUT = {
    "#A": "id, name, comment",
    "#P": "id, name, comment",
    "#M": "issue, value, meaning",
    "#D": "actor, issue, position, salience, power",
}
_Rows = list[tuple[int, list[str]]]
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")


@frozen(kw_only=True)
class DecideActor:
    """One actor, as its ``#A`` row names it."""

    id: str
    name: str
    comment: str = ""


@frozen(kw_only=True)
class DecideMark:
    """What one point of an issue's scale means, from an ``#M`` row; ``meaning`` may be empty."""

    value: float
    meaning: str = ""


@frozen(kw_only=True)
class DecideIssue:
    """One issue with the marks of its scale, in ascending order.

    ``lower`` and ``upper`` are the outermost marks, or 0 and 100 where the file gives no mark (so
    the format's own documentation).
    """

    id: str
    name: str
    comment: str = ""
    marks: tuple[DecideMark, ...] = ()

    @property
    def lower(self) -> float:
        """The lower end of the scale."""
        return self.marks[0].value if self.marks else 0.0

    @property
    def upper(self) -> float:
        """The upper end of the scale."""
        return self.marks[-1].value if self.marks else 100.0


@frozen(kw_only=True)
class DecideRow:
    """One ``#D`` row: where an actor stands on an issue, how much it matters, and its power there.

    ``position`` is on the issue's scale, ``salience`` in 0..1, ``power`` from 0 up.
    """

    actor: str
    issue: str
    position: float
    salience: float
    power: float
    line: int


@frozen(kw_only=True)
class DecideCase:
    """One file. An actor without a row on an issue has no position there.

    ``encoding`` is what the bytes were read as; ``notes`` say what was read with leniency.
    """

    title: str
    actors: tuple[DecideActor, ...]
    issues: tuple[DecideIssue, ...]
    rows: tuple[DecideRow, ...]
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()

    def columns(self, name: str) -> list[list[float]]:
        """``position``, ``salience`` or ``power``, actors by issues; NaN where there is no row."""
        held = {(row.actor, row.issue): float(getattr(row, name)) for row in self.rows}
        nothing = float("nan")
        return [[held.get((a.id, p.id), nothing) for p in self.issues] for a in self.actors]


def read_decide(path: Path) -> DecideCase:
    """Read one file in either dialect.

    Raises:
        BadIssueSpace: a row that cannot be used, with its line, actor and issue.
        UnreadableDocument: no row of the format is in the file.
        OSError: the file cannot be opened.
    """
    raw = path.read_bytes()
    for encoding in ("utf-8", "cp1252"):
        try:
            text = raw.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        return parse_decide(text, name=path.name, encoding=encoding)
    return parse_decide(raw.decode("latin-1"), name=path.name, encoding="latin-1")


def parse_decide(text: str, *, name: str = "the table", encoding: str = "utf-8") -> DecideCase:
    """The case in the text of a Decide file; rows may stand in any order.

    Raises:
        BadIssueSpace: a row that cannot be used, with its line, actor and issue.
        UnreadableDocument: no row of the format is in the text; ``name`` is what it is called then.
    """
    rows = _sorted_rows(text)
    if not any(rows[tag] for tag in ("#A", "#P", "#D")):
        raise UnreadableDocument(
            name, "holds no row that begins with #A, #P or #D", "give a Decide input file"
        )
    notes: list[str] = []
    actors = {row.id: row for row in _named(rows["#A"], DecideActor, "actor")}
    issues = {row.id: row for row in _named(rows["#P"], DecideIssue, "issue")}
    issues = _with_marks(issues, rows["#M"], notes)
    return DecideCase(
        title=next((cells[1] for _, cells in rows["#O"] if len(cells) > 1), ""),
        actors=tuple(actors.values()),
        issues=tuple(issues.values()),
        rows=_data(actors, issues, rows["#D"], notes),
        encoding=encoding,
        notes=tuple(notes),
    )


def _sorted_rows(text: str) -> dict[str, _Rows]:
    """The rows of each tag with their line numbers (from 1), cells stripped."""
    rows: dict[str, _Rows] = {tag: [] for tag in ("#A", "#P", "#M", "#D", "#O")}
    for line, row in enumerate(text.split("\n"), start=1):
        cells = _cells(row)
        if not any(cells) or cells[0] in REMARKS:
            continue
        tag = cells[0]
        if tag not in rows:
            raise BadIssueSpace(
                f"line {line}: begins with {tag[:20]!r}; begin it with #A, #P, #M, #D, #O or #/"
            )
        names = 3 if tag == "#D" else 2
        if tag != "#O" and (len(cells) < LEAST_CELLS[tag] or not all(cells[:names])):
            raise BadIssueSpace(
                f"line {line}: a {tag} row has {len(cells)} cells, some of them empty; "
                f"give {LEAST_CELLS[tag]}: {LAYOUT[tag]}"
            )
        rows[tag].append((line, cells))
    return rows


def _cells(row: str) -> list[str]:
    if "\t" not in row:
        return [cell.strip() for cell in next(csv.reader([row.strip()], delimiter=";"), [])]
    cells = [cell.strip() for cell in row.strip("\r").split("\t")]
    return [c[1:-1].strip() if len(c) > 1 and c[0] == c[-1] == "'" else c for c in cells]


_Kind = TypeVar("_Kind", bound=DecideActor | DecideIssue)


def _named(rows: _Rows, kind: type[_Kind], noun: str) -> list[_Kind]:
    seen: dict[str, int] = {}
    found = []
    for line, cells in rows:
        padded = [*cells[1:4], "", ""]
        key, label, comment = padded[0], padded[1], padded[2]
        if key in seen:
            raise BadIssueSpace(
                f"line {line}: the {noun} {key!r} is already on line {seen[key]}; keep one of them"
            )
        seen[key] = line
        found.append(kind(id=key, name=label or key, comment=comment))
    return found


def _with_marks(
    issues: dict[str, DecideIssue], rows: _Rows, notes: list[str]
) -> dict[str, DecideIssue]:
    marks: dict[str, dict[float, DecideMark]] = {key: {} for key in issues}
    for line, cells in rows:
        key = cells[1]
        if key not in issues:
            raise BadIssueSpace(f"line {line}: no #P row names this issue; add one", issue=key)
        value = _number(cells[2], line, "mark", notes, issue=key)
        if value in marks[key]:
            raise BadIssueSpace(f"line {line}: {value:g} is marked twice; keep one", issue=key)
        marks[key][value] = DecideMark(value=value, meaning=cells[3] if len(cells) > 3 else "")
    for key, found in marks.items():
        if len(found) == 1:
            raise BadIssueSpace(
                f"the scale has one mark, {next(iter(found)):g}; give both ends, or none (0..100)",
                issue=key,
            )
    return {
        key: evolve(issue, marks=tuple(marks[key][value] for value in sorted(marks[key])))
        for key, issue in issues.items()
    }


def _data(
    actors: dict[str, DecideActor], issues: dict[str, DecideIssue], rows: _Rows, notes: list[str]
) -> tuple[DecideRow, ...]:
    seen: dict[tuple[str, str], int] = {}
    found = []
    for line, cells in rows:
        actor, issue = cells[1:3]
        for key, known, tag in ((actor, actors, "#A"), (issue, issues, "#P")):
            if key not in known:
                raise BadIssueSpace(
                    f"line {line}: no {tag} row names {key!r}; add one", issue=issue, party=actor
                )
        if (actor, issue) in seen:
            raise BadIssueSpace(
                f"line {line}: already given on line {seen[actor, issue]}; keep one of them",
                issue=issue,
                party=actor,
            )
        seen[actor, issue] = line
        found.append(_row(line, cells, issues[issue], notes))
    return tuple(found)


def _row(line: int, cells: list[str], issue: DecideIssue, notes: list[str]) -> DecideRow:
    numbers = [
        _number(cells[k], line, what, notes, issue=issue.id, party=cells[1])
        for k, what in ((3, "position"), (4, "salience"), (5, "power"))
    ]
    position, salience, power = numbers
    for value, low, high, what in (
        (position, issue.lower, issue.upper, "position"),
        (salience, 0.0, 1.0, "salience"),
        (power, 0.0, float("inf"), "power"),
    ):
        if not low <= value <= high:
            raise BadIssueSpace(
                f"line {line}: {what} {value:g} is not in {low:g}..{high:g}; mend it",
                issue=issue.id,
                party=cells[1],
            )
    return DecideRow(
        actor=cells[1],
        issue=issue.id,
        position=position,
        salience=salience,
        power=power,
        line=line,
    )


def _number(
    cell: str,
    line: int,
    what: str,
    notes: list[str],
    *,
    issue: str,
    party: str | None = None,
) -> float:
    if not _NUMBER.fullmatch(cell):
        told = (
            "is empty; leave the row out where there is none"
            if not cell
            else (f"{cell[:20]!r} is no number; write it as 0.5")
        )
        raise BadIssueSpace(f"line {line}: {what} {told}", issue=issue, party=party)
    if "," in cell:
        notes.append(f"line {line}: {what} {cell} read with a decimal comma")
    return float(cell.replace(",", "."))
