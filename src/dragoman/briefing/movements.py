"""How positions moved, in words: the stages of a series, the arrow of a cell, the chart's title."""

from collections.abc import Iterator, Sequence

from dragoman.briefing.content import Cell, Fact, Row
from dragoman.briefing.days import day_words
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.wording import capital, counted, joined, tidy, words_of
from dragoman.model import Basis, Movement, Position, PositionStage

ARROWS = {
    Movement.SOFTENED: "↘",
    Movement.HARDENED: "↗",
    Movement.DROPPED: "×",
    Movement.CONDITION_ATTACHED: "+",
    Movement.CONDITION_LIFTED: "−",
}
"""Signs of a movement; each stands beside its word, no sign carries the meaning alone."""

_KNOWN_BY = {
    Basis.OWN_WORDS: "in its own words",
    Basis.SPOKESPERSON: "as its spokesperson said",
    Basis.OTHER_SIDE: "as others reported",
    Basis.LEAK: "as unnamed officials said",
    Basis.ANALYST: "as an analyst said",
    Basis.NARRATOR: "as the text tells",
}
_QUIET = (Movement.NEW, Movement.RESTATED)


def last_movement(position: Position) -> PositionStage | None:
    """The newest stage that differs from the one before it; None where none does."""
    moved = [stage for stage in position.series if stage.movement not in _QUIET]
    return moved[-1] if moved else None


def moved_words(position: Position) -> tuple[str, str]:
    """The sign and the words of the last movement: "↘", "softened, 20 March 2031"."""
    stage = last_movement(position)
    if stage is None:
        return "", ""
    return ARROWS[stage.movement], f"{stage.movement.value}, {_day(stage)}"


def series_facts(position: Position, footnotes: Footnotes) -> Iterator[Fact]:
    """Each stage of the series with its day, why it is one, how it is known, and its sentences.

    The words of a lone stage are those of the position's own line, and are not said again.
    """
    is_lone = len(position.series) == 1
    for stage in position.series:
        passages = list(stage.passages)
        for statement in footnotes.lookup.said(stage.statements):
            passages += statement.passages
        yield Fact(
            label=_day(stage),
            text=_told(stage),
            words="" if is_lone else words_of(stage.measure),
            citations=footnotes.cite_passages(passages, "position"),
        )


def series_lines(position: Position) -> tuple[str, ...]:
    """The series as plain lines, the oldest stage first; empty for a lone stage."""
    if len(position.series) < 2:
        return ()
    return tuple(f"{_day(stage)}: {_told(stage)}" for stage in position.series)


def _day(stage: PositionStage) -> str:
    return day_words(stage.on.edtf if stage.on else None)


def _told(stage: PositionStage) -> str:
    """The movement, the stance, why, the conditions, and how it is known."""
    why = f" – {tidy(stage.why)}" if stage.why and stage.movement not in _QUIET else ""
    terms = _terms(stage)
    return f"{stage.movement.value} ({stage.stance.value}){why}{terms}; {_KNOWN_BY[stage.basis]}"


def _terms(stage: PositionStage) -> str:
    """The first condition, where the words of the measure do not hold it already."""
    term = tidy(stage.conditions[0]) if stage.conditions else ""
    is_shown = words_of(term).casefold() in tidy(stage.measure).casefold()
    return f"; on condition: {term}" if term and not is_shown else ""


def matrix_title(rows: Sequence[Row], positions: Sequence[Position], lookup: Lookup) -> str:
    """The answer that a matrix gives: who moved last, else that nobody has, else who is opposed."""
    if not rows:
        return "Positions"
    newest = max(
        ((stage.on.edtf or "", p.party, p.issue, stage.movement) for p in positions
         if (stage := last_movement(p)) and stage.on),
        default=None,
    )  # fmt: skip
    if newest is not None:
        day, party, issue, movement = newest
        did = _DID[movement]
        return f"{capital(lookup.issue(issue))}: {lookup.party(party)} {did} {day_words(day)}"
    still = _unmoved(positions, lookup)
    if still:
        return still
    opposed = [row.issue for row in rows if {"for", "against"} <= _stances(row)]
    if not opposed:
        return f"Positions on {counted(len(rows), 'issue')}"
    return f"Some were for and some against a measure on {counted(len(opposed), 'issue')}"


_DID = {
    Movement.SOFTENED: "softened on",
    Movement.HARDENED: "hardened on",
    Movement.DROPPED: "dropped its position on",
    Movement.CONDITION_ATTACHED: "attached a condition on",
    Movement.CONDITION_LIFTED: "lifted a condition on",
}


def _stances(row: Row) -> set[str]:
    return {cell.stance for cell in row.cells if isinstance(cell, Cell)}


def _unmoved(positions: Sequence[Position], lookup: Lookup) -> str:
    """The issue on which two or more parties have said the same on several days; empty for none."""
    by_issue: dict[str, list[Position]] = {}
    for position in positions:
        days = {_start(stage) for stage in position.series} - {""}
        if len(days) > 1:
            by_issue.setdefault(position.issue, []).append(position)
    for issue, found in by_issue.items():
        if len(found) > 1:
            since = max(min(_start(s) for s in p.series if _start(s)) for p in found)
            who = (
                "the two sides"
                if len(found) == 2
                else joined([lookup.party(p.party) for p in found])
            )
            return f"{capital(lookup.issue(issue))}: {who} have not moved since {day_words(since)}"
    return ""


def _start(stage: PositionStage) -> str:
    return ((stage.on.edtf if stage.on else "") or "").split("/")[0]
