"""Statements: attributions understood, and what the narrator says in his own voice.

An attribution gives one statement for each sentence of its content, so that an entry opens its
own sentence; sentences of one breath and one act are joined in interviews. The narrator's own
sentences count where he judges or tells what is to come, and all of them in a declaration.
"""

from collections.abc import Iterator

from dragoman.extraction.answered import answered_units
from dragoman.extraction.continued import continued_units
from dragoman.extraction.joined import join
from dragoman.extraction.narrated import narrated_units
from dragoman.extraction.outlooks import outlook_units
from dragoman.extraction.performed import performed_units
from dragoman.extraction.planned import planned_units
from dragoman.extraction.reading import Reading
from dragoman.extraction.topics import Topics
from dragoman.extraction.understanding import Understanding
from dragoman.extraction.units import Unit, units_of
from dragoman.model import SegmentKind, Statement

_DISPLAYED = frozenset({SegmentKind.HEADLINE, SegmentKind.CAPTION})


def state(reading: Reading) -> list[Statement]:
    """The statements of one text, in text order.

    Needs the attributions on the desk with their ids; times and quantities are used where laid.
    """
    topics = Topics(reading=reading)
    found: dict[str, Statement] = {}
    displayed: set[str] = set()
    for unit in _units(reading):
        for one in Understanding(reading=reading, unit=unit, topics=topics).statement():
            found.setdefault(one.id, one)
            if reading.kind(unit.contents[0].start) in _DISPLAYED:
                displayed.add(one.id)
    body = [one for one in found.values() if one.id not in displayed]
    kept = [one for one in found.values() if one.id not in displayed or not _is_echo(one, body)]
    return join(sorted(kept, key=_place))


def _is_echo(one: Statement, body: list[Statement]) -> bool:
    """Whether a headline or caption says what the body says: same side, act and issue."""
    return any(
        _side(other) == _side(one) and other.act is one.act and set(other.issues) & set(one.issues)
        for other in body
    )


def _side(one: Statement) -> str | None:
    return one.party or (one.speakers[0].id if one.speakers else None)


def _units(reading: Reading) -> Iterator[Unit]:
    """What is attributed, what goes on from it, and what the narrator says himself."""
    planned = list(planned_units(reading))
    held = {unit.cue.i for unit in planned if unit.cue is not None}
    for one in reading.attributed:
        if not any(held.intersection(range(*cue)) for cue in one.cues):
            yield from units_of(reading, one)
    told = [
        *planned,
        *outlook_units(reading),
        *performed_units(reading),
        *answered_units(reading),
        *continued_units(reading),
    ]
    yield from told
    sentences = {reading.doc[unit.contents[0].start].sent.start for unit in told}
    for unit in narrated_units(reading):
        if reading.doc[unit.contents[0].start].sent.start not in sentences:
            yield unit


def _place(statement: Statement) -> tuple[int, int]:
    contents = [p for p in statement.passages if p.role == "content"]
    return min(p.start for p in contents), -max(p.end for p in contents)
