"""Moved sliders as settings: ``negotiation.toml`` with new estimates, all else as it stands."""

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import partial
from typing import Any

import tomlkit
from attrs import evolve, frozen
from tomlkit.items import Array

from dragoman.bargaining.what_if import suppose
from dragoman.bargaining.what_if_reading import Change, ChangeKind
from dragoman.errors import BadNegotiation, BadRequest
from dragoman.model import Estimate, Negotiation, Preference
from dragoman.pipeline.deals.live.settings_text import SettingsText
from dragoman.pipeline.negotiation import parse_negotiation

_ANALYST = "analyst: "


@frozen(kw_only=True)
class ChangedLines:
    """Lines that differ between two texts: ``old`` ones give way to ``new`` ones.

    ``number`` is the first of the old lines, from 1; either may be empty.
    """

    number: int
    old: tuple[str, ...]
    new: tuple[str, ...]


def as_settings(text: str, changes: tuple[str, ...], *, reason: str) -> str:
    """The text of a ``negotiation.toml`` with what-ifs written in as new estimates.

    Comments and order stay. Each table that changes gets the reason among its ``because``, as the
    analyst's own. The result is read again and says exactly what the what-ifs say.

    Raises:
        BadIssueSpace: a change cannot be read; names issue and party.
        BadNegotiation: the text is no settings.
        BadRequest: the reason is empty, or a change settles an issue or cannot be written in by
            itself.
    """
    told = " ".join(reason.split())
    if not told:
        raise BadRequest("no reason was given; say in a few words why the numbers should change")
    before = parse_negotiation(text)
    supposed = suppose(before, changes)
    settings = SettingsText.of(text)
    because = told if told.casefold().startswith(_ANALYST) else _ANALYST + told
    for change in supposed.changes:
        if change.kind is ChangeKind.SETTLED:
            raise BadRequest(
                f"{change.text!r} settles an issue, which takes its other options from the file; "
                "take them out of negotiation.toml by hand"
            )
        _write(settings, supposed.negotiation, change, because)
    if not _says(settings.text, supposed.negotiation):
        raise BadRequest(
            f"{', '.join(changes)} cannot be written into these settings by itself; "
            "change the number in negotiation.toml by hand"
        )
    return settings.text


def changed_lines(old: str, new: str) -> tuple[ChangedLines, ...]:
    """What to show before new settings are signed: the lines that differ, in order."""
    before, after = old.splitlines(), new.splitlines()
    matched = SequenceMatcher(a=before, b=after, autojunk=False)
    return tuple(
        ChangedLines(number=i + 1, old=tuple(before[i:j]), new=tuple(after[k:m]))
        for tag, i, j, k, m in matched.get_opcodes()
        if tag != "equal"
    )


def _says(text: str, wanted: Negotiation) -> bool:
    """Whether a text can be read and has exactly these numbers."""
    try:
        return _numbers(parse_negotiation(text)) == _numbers(wanted)
    except BadNegotiation:
        return False


def _write(settings: SettingsText, after: Negotiation, change: Change, because: str) -> None:
    def put(table: Any) -> None:
        _EDITS.get(change.kind, _put_preference)(table, after, change)
        _add_reason(table, because)

    if change.kind in _ROWS:
        settings.edit_rows(_ROWS[change.kind], partial(_is_meant, change), put)
    elif change.kind in (ChangeKind.RESERVATION, ChangeKind.POWER):
        settings.edit(("preference", str(change.party)), put)
    elif _preference(after, change) is not None:
        settings.edit(("preference", str(change.party), str(change.issue)), put)


def _is_meant(change: Change, number: int, row: Any) -> bool:
    """Whether a row of a list is the one that a change is of; ``number`` counts from 0."""
    if change.kind is ChangeKind.INTERACTION:
        return number + 1 == change.number
    if change.kind is ChangeKind.PACKAGE:
        return bool(row.get("id") == change.package)
    wanted = (change.party, f"{change.issue}.{change.option}")
    return (row.get("party"), row.get("option")) == wanted


def _preference(after: Negotiation, change: Change) -> Preference | None:
    pair = (change.party, change.issue)
    return next((row for row in after.preferences if (row.party, row.issue) == pair), None)


def _put_stake(table: Any, after: Negotiation, change: Change) -> None:
    table[str(change.kind)] = _value(_estimate(change))


def _put_sure(table: Any, after: Negotiation, change: Change) -> None:
    table["sure"] = _value(_estimate(change))


def _put_worth(table: Any, after: Negotiation, change: Change) -> None:
    table["worth"] = _value(_estimate(change))


def _put_option(table: Any, after: Negotiation, change: Change) -> None:
    if "options" not in table:
        table["options"] = tomlkit.inline_table()
    table["options"][str(change.issue)] = str(change.option)


def _put_preference(table: Any, after: Negotiation, change: Change) -> None:
    row = _preference(after, change)
    if row is not None:
        _write_preference(table, row, change)


_ROWS = {
    ChangeKind.PROVISO: "condition",
    ChangeKind.INTERACTION: "interaction",
    ChangeKind.PACKAGE: "package",
}
_EDITS: dict[ChangeKind, Callable[[Any, Negotiation, Change], None]] = {
    ChangeKind.RESERVATION: _put_stake,
    ChangeKind.POWER: _put_stake,
    ChangeKind.PROVISO: _put_sure,
    ChangeKind.INTERACTION: _put_worth,
    ChangeKind.PACKAGE: _put_option,
}


def _write_preference(table: Any, row: Preference, change: Change) -> None:
    if change.kind is ChangeKind.WEIGHT and row.weight is not None:
        table["weight"] = _value(row.weight)
    elif change.kind is ChangeKind.POSITION and row.position is not None:
        table["position"] = _value(row.position)
        if not row.scores and "score" in table:
            del table["score"]
    elif change.kind is ChangeKind.SCORE:
        _put(table, "score", {score.option: score.score for score in row.scores})
    elif change.kind is ChangeKind.RED_LINE:
        if row.weight is not None and "weight" not in table:
            table["weight"] = _value(row.weight)
        _put(table, "red_lines", {line.option: line.sure for line in row.red_lines})


def _put(table: Any, key: str, wanted: dict[str, Estimate]) -> None:
    """The entries of a table by option: those that differ are changed, added or taken out.

    A list of options, each a red line for certain, becomes a table.
    """
    held = table.get(key)
    if isinstance(held, Array):
        given = {str(option): 1.0 for option in held}
        table[key] = held = tomlkit.inline_table()
        held.update(given)
    elif held is None:
        table[key] = tomlkit.inline_table()
        held = table[key]
    for option in [option for option in held if option not in wanted]:
        del held[option]
    for option, estimate in wanted.items():
        if option not in held or _read(held[option]) != _value(estimate):
            held[option] = _value(estimate)


def _read(value: Any) -> Any:
    """A number or list as plain Python; whole numbers as floats."""
    plain = value.unwrap() if hasattr(value, "unwrap") else value
    if isinstance(plain, list):
        return [float(number) for number in plain]
    return float(plain) if isinstance(plain, (int, float)) else plain


def _add_reason(table: Any, because: str) -> None:
    held = table.get("because")
    if held is None:
        table["because"] = [because]
    elif because not in held:
        held.append(because)


def _estimate(change: Change) -> Estimate:
    if change.estimate is None:
        raise TypeError(f"{change.kind} without a number")
    return change.estimate


def _value(estimate: Estimate) -> Any:
    """A number as it is written: one, ``[low, high]``, ``[low, most likely, high]`` or a spread."""
    if estimate.mean is not None and estimate.sd is not None:
        return {"mean": estimate.mean, "sd": estimate.sd}
    if estimate.is_known:
        return estimate.low
    ends = [estimate.low, estimate.high]
    return ends if estimate.mode is None else [ends[0], estimate.mode, ends[1]]


def _numbers(negotiation: Negotiation) -> Negotiation:
    """The same without reasons, and with nothing hanging on the order of what a table holds."""

    def bare(rows: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(evolve(row, because=()) for row in rows)

    preferences = [
        evolve(
            row,
            because=(),
            scores=tuple(sorted(row.scores, key=lambda score: score.option)),
            red_lines=tuple(sorted(row.red_lines, key=lambda line: line.option)),
        )
        for row in negotiation.preferences
    ]
    packages = [
        evolve(row, because=(), choices=tuple(sorted(row.choices, key=str)))
        for row in negotiation.packages
    ]
    stakes = [row for row in bare(negotiation.stakes) if row.reservation or row.power]
    return evolve(
        negotiation,
        preferences=tuple(sorted(preferences, key=lambda row: (row.party, row.issue))),
        stakes=tuple(sorted(stakes, key=lambda row: row.party)),
        provisos=bare(negotiation.provisos),
        interactions=bare(negotiation.interactions),
        packages=tuple(packages),
    )
