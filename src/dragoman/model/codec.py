"""Records to and from plain JSON values; the one place where both forms meet."""

from functools import cache
from typing import Any, TypeVar

import msgspec

from dragoman.model.attribution import Attribution
from dragoman.model.binding import Constraint, Leverage, Linkage
from dragoman.model.commitment import Commitment
from dragoman.model.contact import Contact, Deed
from dragoman.model.corroboration import Corroboration
from dragoman.model.decision import Decision
from dragoman.model.discrepancy import Discrepancy
from dragoman.model.document import Document
from dragoman.model.entry import Entry
from dragoman.model.finding import Finding, Question
from dragoman.model.hypothesis import Evidence, Hypothesis
from dragoman.model.names import Mention, Organisation, Party, Person, Place
from dragoman.model.position import Position
from dragoman.model.report import Report, Segment
from dragoman.model.reuse import TextReuse
from dragoman.model.statement import Assessment, Statement

E = TypeVar("E", bound=Entry)

KINDS: dict[str, type[Entry]] = {
    noun.kind: noun
    for noun in (
        Document,
        Segment,
        Mention,
        Party,
        Person,
        Organisation,
        Place,
        Attribution,
        Statement,
        Contact,
        Deed,
        Assessment,
        Position,
        Commitment,
        Discrepancy,
        Corroboration,
        TextReuse,
        Constraint,
        Leverage,
        Linkage,
        Hypothesis,
        Evidence,
        Finding,
        Question,
        Decision,
        Report,
    )
}
"""Every kind of record, by its noun in lower case."""


def to_builtins(entry: Entry) -> dict[str, Any]:
    """Turn an entry into plain JSON values, ``kind`` first and the score to three decimals."""
    values: dict[str, Any] = msgspec.to_builtins(entry)
    if entry.score is not None:
        values["score"] = round(entry.score, 3)
    return {"kind": entry.kind, **values}


def from_builtins(values: dict[str, Any]) -> Entry:
    """Turn plain JSON values back into the entry that their ``kind`` names.

    Raises:
        ValueError: the kind is unknown or a field does not fit (``msgspec.ValidationError``).
    """
    kind = values.get("kind")
    if kind not in KINDS:
        raise ValueError(f"no record of kind {kind!r}; known kinds: {', '.join(KINDS)}")
    rest = {name: value for name, value in values.items() if name != "kind"}
    return msgspec.convert(rest, KINDS[kind])


def encode(entry: Entry) -> bytes:
    """The entry as one line of JSON (UTF-8, keys sorted, no newline)."""
    return msgspec.json.encode(to_builtins(entry), order="sorted")


def decode(line: bytes | str) -> Entry:
    """The entry that a line of JSON holds.

    Raises:
        ValueError: not JSON, or not a record of ours.
    """
    return from_builtins(msgspec.json.decode(line, type=dict[str, Any]))


@cache
def _decoders() -> "dict[str, msgspec.json.Decoder[Any]]":
    return {kind: msgspec.json.Decoder(noun) for kind, noun in KINDS.items()}


def decode_as(line: bytes | str, noun: type[E]) -> E:
    """The entry that a line of JSON holds, as of one noun: a third of the time of ``decode``.

    Raises:
        ValueError: not JSON, of another noun, or not a record of ours.
    """
    marked = f'"kind":"{noun.kind}"'
    if (marked.encode() if isinstance(line, bytes) else marked) not in line:  # type: ignore[operator]
        raise ValueError(f"no record of kind {noun.kind!r}")
    entry: E = _decoders()[noun.kind].decode(line)
    return entry
