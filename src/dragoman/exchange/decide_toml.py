"""A Decide table as the text of a ``negotiation.toml``."""

from collections.abc import Sequence

from dragoman.errors import BadIssueSpace
from dragoman.exchange.decide import DecideCase, DecideIssue, DecideMark, DecideRow
from dragoman.exchange.toml_text import TAKEN, number, plain, quoted, unique_ids


def decide_as_toml(case: DecideCase) -> str:
    """The table as ``negotiation.toml``: positions on scales of 0 to 100, salience as weight.

    A scale with other ends is stretched to 0 to 100, and its issue's label says so. The marks of a
    scale are its options; one without marks gets its two ends. Scores are left out: they follow
    from the distance to the position. Power is an actor's own where it is the same on every issue,
    else the mean of its powers, which its reason says.

    Raises:
        BadIssueSpace: no actor or no issue is in the table.
    """
    if not case.actors or not case.issues:
        raise BadIssueSpace("the Decide table has no actor or no issue; give #A and #P rows")
    parties = unique_ids((actor.id for actor in case.actors), "PARTY")
    issues = unique_ids((issue.id for issue in case.issues), "issue", TAKEN)
    rows = {(row.actor, row.issue): row for row in case.rows}
    lines = [
        f"# Read from a Decide table ({plain(case.title) or 'without a title'}).",
        "# Weights are saliences; scores follow from the distance to the position.",
        f"name = {quoted(case.title or 'Decide table')}",
        "",
    ]
    for key, actor in zip(parties, case.actors, strict=True):
        lines += ["[[party]]", f"id = {quoted(key)}", f"names = [{quoted(actor.name)}]", ""]
    for key, issue in zip(issues, case.issues, strict=True):
        lines += _issue(key, issue)
    for key, actor in zip(parties, case.actors, strict=True):
        own = [rows.get((actor.id, issue.id)) for issue in case.issues]
        lines += _stake(key, [row for row in own if row is not None])
        for name, issue, row in zip(issues, case.issues, own, strict=True):
            lines += _preference(key, name, issue, row)
    return "\n".join(lines)


def _issue(key: str, issue: DecideIssue) -> list[str]:
    marks = issue.marks or (DecideMark(value=issue.lower), DecideMark(value=issue.upper))
    ids = unique_ids((f"at {mark.value:g}" for mark in marks), "option")
    options = [_option(issue, id_, mark) for id_, mark in zip(ids, marks, strict=True)]
    label = plain(issue.name) or issue.id
    if (issue.lower, issue.upper) != (0.0, 100.0):
        label = f"{label} ({issue.lower:g} to {issue.upper:g}, stretched to 0 to 100)"
    head = ["[[issue]]", f"id = {quoted(key)}", f"label = {quoted(label)}", "options = ["]
    return [*head, *options, "]", ""]


def _option(issue: DecideIssue, id_: str, mark: DecideMark) -> str:
    label = quoted(plain(mark.meaning) or f"at {mark.value:g}")
    value = number(_stretched(issue, mark.value))
    return f"    {{ id = {quoted(id_)}, label = {label}, value = {value} }},"


def _stretched(issue: DecideIssue, value: float) -> float:
    return 100.0 * (value - issue.lower) / (issue.upper - issue.lower)


def _stake(party: str, rows: Sequence[DecideRow]) -> list[str]:
    powers = [row.power for row in rows]
    if not powers:
        return []
    is_one = len(set(powers)) == 1
    power = powers[0] if is_one else sum(powers) / len(powers)
    reason = "" if is_one else f", the mean of its powers on {len(powers)} issues"
    because = quoted(f"analyst: as in the Decide table{reason}")
    return [
        f"[preference.{quoted(party)}]",
        f"power = {number(power)}",
        f"because = [{because}]",
        "",
    ]


def _preference(party: str, key: str, issue: DecideIssue, row: DecideRow | None) -> list[str]:
    """The preference of a row; an actor without one does not weigh the issue."""
    head = f"[preference.{quoted(party)}.{quoted(key)}]"
    if row is None:
        reason = quoted("analyst: no row in the Decide table")
        middle = "position = 50"
        return [head, "weight = 0", middle, f"because = [{reason}]", ""]
    return [
        head,
        f"weight = {number(row.salience)}",
        f"position = {number(_stretched(issue, row.position))}",
        f"because = [{quoted(f'analyst: line {row.line} of the Decide table')}]",
        "",
    ]
