"""Lines of witness: who tells of a matter, put together by where each account begins."""

from collections.abc import Iterable, Sequence

from attrs import evolve

from dragoman.assessment.witnesses import Witness, Witnesses
from dragoman.model import Line, LineKind

_FIRST = (
    LineKind.SPEAKER,
    LineKind.PRESS_RELEASE,
    LineKind.WIRE,
    LineKind.OUTLET,
    LineKind.UNNAMED,
)
"""What gives a line its name where it begins in several ways, the strongest first."""


def lines_of(witnesses: Iterable[Witness], known: Witnesses) -> tuple[Line, ...]:
    """The lines of some witnesses, sorted by kind and origin.

    Everything that leads back to one speaker, one wire, one release, one outlet or one unnamed
    official is one line; ``documents`` of a line are all that carry it, copies too.
    """
    lines = join_lines(_line(witness, known) for witness in witnesses)
    return tuple(sorted(lines, key=lambda one: (_FIRST.index(one.line_kind), one.origin)))


def join_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """One line for each kind and origin, in the order of the first of each."""
    found: dict[tuple[LineKind, str], Line] = {}
    for line in lines:
        key = (line.line_kind, line.origin)
        before = found.get(key)
        found[key] = line if before is None else _joined(before, line)
    return tuple(found.values())


def _line(witness: Witness, known: Witnesses) -> Line:
    """One witness as a line; of a release the document is the origin, of the rest who tells."""
    is_release = witness.line is LineKind.PRESS_RELEASE
    carried = {*known.carriers(witness.document), witness.seen_in or witness.document}
    return Line(
        line_kind=witness.line,
        origin=witness.document if is_release else witness.who,
        name=witness.name or witness.who,
        party=witness.party,
        documents=tuple(sorted(carried)),
    )


def _joined(one: Line, other: Line) -> Line:
    return evolve(
        one,
        documents=tuple(sorted({*one.documents, *other.documents})),
        party=one.party if one.party == other.party else one.party or other.party,
    )


def count_independent(witnesses: Sequence[Witness]) -> int:
    """How many accounts bear a claim out independently, unnamed ones left out.

    An outlet that stands with a party adds nothing to that party's own words, nor does a second
    speaker of the same party: what a party says of itself it says once. Two who are heard in one
    document alone count as one: one reporter vouches for both.
    """
    named = [one for one in witnesses if one.is_named]
    origins = {f"party {one.party}" if one.party else one.who for one in named}
    return min(len(origins), len({one.document for one in named}))


def told_by(lines: Sequence[Line], parties: dict[str, str]) -> str:
    """Who tells, in words: "Ilse Marn (Velland), Northern Wire"."""
    return ", ".join(_called(line, parties.get(line.party or "", line.party)) for line in lines)


def _called(line: Line, party: str | None) -> str:
    return line.name if party in (None, line.name) else f"{line.name} ({party})"
