"""Statements, positions and commitments as notes: FollowTheMoney has no schema for them."""

from collections.abc import Iterator

from dragoman.exchange.followthemoney.known import Known
from dragoman.model import Commitment, Contents, Measure, Position, Statement, When


def note_lines(known: Known, contents: Contents) -> Iterator[str]:
    """A note for each, on those who said it, stand for it or are bound by it."""
    labels = {issue.id: issue.label for issue in contents.negotiation.issues}
    for statement in contents.statements:
        yield from _statement(known, statement, labels)
    for position in contents.positions:
        yield from _position(known, position, labels)
    for commitment in contents.commitments:
        yield from _commitment(known, commitment, labels)


def _statement(known: Known, statement: Statement, labels: dict[str, str]) -> Iterator[str]:
    names = ", ".join(one.name for one in statement.speakers) or statement.voice.value
    words = tuple(one.exact for one in statement.passages if one.role == "content")
    negated = "not: " if statement.polarity.value == "negated" else ""
    yield from known.maker.lines(
        "Note",
        known.maker.id_of("statement", statement.id),
        {
            "name": f"{negated}{statement.act.value}, {names}{_day(statement.stated_on)}",
            "description": words,
            "entity": known.those([*statement.speakers, statement.party]),
            "keywords": (
                statement.act.value,
                statement.firmness.value,
                *("hypothetical" for _ in range(statement.hypothetical)),
                *(labels.get(issue, issue) for issue in statement.issues),
            ),
            "proof": known.proofs(statement),
        },
    )


def _position(known: Known, position: Position, labels: dict[str, str]) -> Iterator[str]:
    issue = labels.get(position.issue, position.issue)
    terms = "on conditions" if position.conditional else None
    yield from known.maker.lines(
        "Note",
        known.maker.id_of("position", position.id),
        {
            "name": f"{known.label(position.party)} on {issue}: {position.stance.value}",
            "description": position.measure,
            "entity": known.those([position.party]),
            "keywords": ("position", position.stance.value, issue, terms),
            "proof": known.proofs(position),
        },
    )


def _commitment(known: Known, commitment: Commitment, labels: dict[str, str]) -> Iterator[str]:
    stages = [
        series[-1].stage for series in (commitment.agreement, commitment.compliance) if series
    ]
    parties = ", ".join(map(known.label, commitment.parties))
    due = _day(commitment.due_on).removeprefix(", ")
    issue = commitment.issue
    yield from known.maker.lines(
        "Note",
        known.maker.id_of("commitment", commitment.id),
        {
            "name": f"commitment of {parties}{f' ({stages[-1]})' if stages else ''}",
            "description": [words for one in commitment.measures if (words := _words(one))],
            "notes": f"due: {due}" if due else None,
            "entity": known.those(commitment.parties),
            "keywords": ("commitment", *stages, labels.get(issue, issue) if issue else None),
            "proof": known.proofs(commitment),
        },
    )


def _day(when: When | None) -> str:
    return "" if when is None else f", {when.edtf or when.text}"


def _words(measure: Measure | None) -> str | None:
    if measure is None:
        return None
    parts = (measure.agent, measure.action, measure.object)
    return " ".join(part for part in parts if part) or None
