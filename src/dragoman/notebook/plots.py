"""The charts of the brief, drawn from the file or from a listing of it."""

from collections.abc import Iterable
from typing import Any

from attrs import evolve, frozen

from dragoman.briefing import (
    Footnotes,
    Lookup,
    by_day,
    entry_item,
    matrix,
    positions_in_order,
    ranked,
    road_map,
)
from dragoman.briefing.overview import time_line
from dragoman.model import Commitment, Contact, Contents, Entry, Position
from dragoman.notebook.charts import Chart
from dragoman.notebook.holding import Holding
from dragoman.notebook.pictures import set_apart
from dragoman.notebook.rows import Row, row_of
from dragoman.notebook.tables import Table


@frozen(repr=False)
class Plots:
    """The charts of one file. Each takes a listing, or draws all that is on file."""

    holding: Holding

    def timeline(self, contacts: Iterable[Contact] | None = None) -> Chart:
        """Contacts over time: one lane for each channel, uncertain days as bars with soft ends.

        Filled: held; hollow: planned or suggested; struck: cancelled or denied. Those without any
        day stand in the table alone.
        """
        from dragoman.briefing.charts import draw_time_line

        contents = self._with("contacts", contacts)
        lookup = Lookup(contents)
        footnotes, ordered = Footnotes(lookup), by_day(contents.contacts)
        line = time_line(ordered, lookup)
        undated = f"{len(line.undated)} without a day stand in the table only." * bool(line.undated)
        earlier = f"{line.omitted} earlier ones are not drawn." * bool(line.omitted)
        items = [entry_item(contact, footnotes, n) for n, contact in enumerate(ordered, 1)]
        return Chart(
            name="time-line",
            title=line.title,
            alternative=line.alternative,
            drawing=set_apart(draw_time_line(line)),
            aside=" ".join(filter(None, (undated, earlier))),
            empty="No contact has a day that is known, so none is drawn.",
            table=Table(
                label=line.title,
                heads=("No.", "Contact", "Day, and how it is known", "Status"),
                kinds=("num", "", "", "short"),
                rows=tuple(
                    (str(one.number), row_of(one.line, footnotes), one.day, one.status)
                    for one in items
                ),
            ),
        )

    def matrix(self, positions: Iterable[Position] | None = None) -> Chart:
        """Issues down, parties across: stance, movement, condition, number of sentences.

        A table, as in the brief; each cell opens the position and its sentences.
        """
        from dragoman.notebook.setting import set_matrix

        contents = self._with("positions", positions)
        lookup = Lookup(contents)
        ordered = positions_in_order(lookup)
        found = matrix(ordered, {one.id: one.id for one in ordered}, lookup)
        footnotes = Footnotes(lookup)
        rows = {one.id: row_of(entry_item(one, footnotes).line, footnotes) for one in ordered}
        return Chart(
            name="matrix",
            title=found.title,
            alternative=f"A table of {len(found.rows)} issues by {len(found.parties)} parties.",
            drawing=set_matrix(found, rows) if found.rows else "",
            key="each cell: its mark, the stance, the last movement (↘ softened, ↗ hardened, × "
            "dropped, + condition attached, − condition lifted), “if” where it hangs on a "
            "condition, the number of sentences and what the party did; it opens its sentences",
            empty="No position was found. Name parties and issues in negotiation.toml, read again.",
        )

    def road_map(self, commitments: Iterable[Commitment] | None = None) -> Chart:
        """Commitments by stage of agreement; where some must come first, from left to right."""
        from dragoman.briefing.charts import draw_road_map

        contents = self._with("commitments", commitments)
        lookup = Lookup(contents)
        ordered = ranked(contents.commitments, lookup)
        road = road_map(ordered, {}, lookup)
        further = f"{road.omitted} further ones are not drawn." * bool(road.omitted)
        return Chart(
            name="road-map",
            title=road.title,
            alternative=road.alternative,
            drawing=set_apart(draw_road_map(road)),
            aside=further,
            empty="No commitment was found. What is promised, agreed or signed will stand here.",
            table=_steps(ordered, road.title, lookup),
        )

    def _with(self, name: str, entries: Iterable[Entry] | None) -> Contents:
        """Contents with these entries of a noun (all on file for None) and what they rest on."""
        if entries is None:
            found: tuple[Entry, ...] = getattr(self.holding.some((name,)), name)
        else:
            found = tuple(entries)
        held: dict[str, Any] = {name: found}
        return evolve(self.holding.around(found), **held)


def _steps(commitments: list[Commitment], title: str, lookup: Lookup) -> Table:
    """The road map as a table: what was undertaken, how far it is agreed and how it is kept."""
    footnotes = Footnotes(lookup)
    steps = road_map(commitments, {}, lookup).steps
    known = {step.number: step for step in steps}
    rows: list[tuple[str | Row, ...]] = []
    for number, commitment in enumerate(commitments, 1):
        row = row_of(entry_item(commitment, footnotes, number).line, footnotes)
        step = known.get(number)
        rest = ("", "", "") if step is None else (
            step.stage or "not given",
            step.compliance or "not known",
            ", ".join(map(str, step.after)),
        )  # fmt: skip
        rows.append((str(number), row, *rest))
    return Table(
        label=title,
        heads=("No.", "Undertaking", "Agreement", "Kept", "After"),
        kinds=("num", "", "short", "short", "num"),
        rows=tuple(rows),
    )
