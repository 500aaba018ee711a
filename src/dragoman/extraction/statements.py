"""Statements: attributions understood, and what the narrator says in his own voice.

An attribution gives one statement for each sentence of its content, so that an entry opens its
own sentence. The narrator's sentences count only where they touch an issue through a measure.
"""

from collections.abc import Iterator

from dragoman.extraction.continued import continued_units
from dragoman.extraction.narrated import narrated_units
from dragoman.extraction.reading import Reading
from dragoman.extraction.topics import Topics
from dragoman.extraction.understanding import Understanding
from dragoman.extraction.units import Unit, units_of
from dragoman.model import Statement


def state(reading: Reading) -> list[Statement]:
    """The statements of one text, in text order.

    Needs the attributions on the desk with their ids; times and quantities are used where laid.
    """
    topics = Topics(reading=reading)
    found = [
        statement
        for unit in _units(reading)
        for statement in Understanding(reading=reading, unit=unit, topics=topics).statement()
    ]
    unique = {one.id: one for one in reversed(found)}
    return sorted(unique.values(), key=_place)


def _units(reading: Reading) -> Iterator[Unit]:
    """What is attributed, what goes on from it, and what the narrator says himself."""
    for one in reading.attributed:
        yield from units_of(reading, one)
    continued = {unit.contents[0].start: unit for unit in continued_units(reading)}
    yield from continued.values()
    for unit in narrated_units(reading):
        if unit.contents[0].start not in continued:
            yield unit


def _place(statement: Statement) -> tuple[int, int]:
    contents = [p for p in statement.passages if p.role == "content"]
    return min(p.start for p in contents), -max(p.end for p in contents)
