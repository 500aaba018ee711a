"""Narrowing a listing by the fields of ``dragoman ask``: the same words, names and days."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar
from warnings import warn

from attrs import evolve

from dragoman.briefing import Lookup
from dragoman.errors import BadRequest
from dragoman.model import Contents, Discrepancy, Entry
from dragoman.notebook.holding import Holding
from dragoman.pipeline.asking.question import Field

if TYPE_CHECKING:
    from dragoman.pipeline.asking.question import Term

E = TypeVar("E", bound=Entry)
Value = str | Iterable[str] | None
"""One value, or several of which any will do; None asks for nothing."""

NEEDS: dict[Field, tuple[str, ...]] = {
    Field.WHO: ("parties", "persons", "organisations", "statements"),
    Field.TO: ("parties", "persons", "organisations"),
    Field.PARTY: ("parties",),
    Field.PLACE: ("places", "contacts", "deeds"),
    Field.OUTLET: ("documents", "corroborations"),
    Field.MARK: ("corroborations",),
    Field.SINCE: ("documents", "corroborations"),
    Field.UNTIL: ("documents", "corroborations"),
}
"""What must be loaded to tell whether an entry fits."""


def narrowed(
    entries: Sequence[E], name: str, asked: Mapping[Field, Value], holding: Holding
) -> tuple[E, ...]:
    """The entries that hold all that is asked; ``name`` is their field of the contents.

    Raises:
        BadRequest: a value that is unknown, with what comes nearest.
    """
    from dragoman.pipeline.asking.matching import Matching

    given = {field: value for field, value in asked.items() if value is not None}
    if not given:
        return tuple(entries)
    needed = {one for field in given for one in NEEDS.get(field, ())}
    if any(isinstance(entry, Discrepancy) for entry in entries[:1]):
        needed.add("statements")
    contents = _with_own(holding.some(needed), name, entries)
    terms = _terms(given, contents, holding)
    matching = Matching(Lookup(contents))
    return tuple(entry for entry in entries if matching.holds(entry, terms))


def _with_own(contents: Contents, name: str, entries: Sequence[Entry]) -> Contents:
    """The contents with the entries themselves, so that the issues they are on are known."""
    if getattr(contents, name):
        return contents
    own: dict[str, Any] = {name: tuple(entries)}
    return evolve(contents, **own)


def _terms(given: Mapping[Field, Value], contents: Contents, holding: Holding) -> "list[Term]":
    """The terms, by the names at hand; by all names of the file where those do not do.

    A name that these few entries do not know may be known elsewhere: then nothing fits. One that
    the whole file does not know is an error.
    """
    from dragoman.pipeline.asking.names import Names
    from dragoman.pipeline.asking.written import parse

    text = " ".join(_written(field, value) for field, value in given.items())
    try:
        found = parse(text, Names(contents))
    except BadRequest:
        found = None
    if found is None or found.notes:
        found = parse(text, Names(holding.whole()))
    for note in found.notes:
        warn(note, stacklevel=5)
    return list(found.terms)


def _written(field: Field, value: Value) -> str:
    """A field as ``dragoman ask`` would have it written.

    Raises:
        BadRequest: a value that holds a quotation mark.
    """
    values = [value] if isinstance(value, str) else [str(one) for one in value or ()]
    text = ",".join(values)
    if '"' in text or "\n" in text:
        raise BadRequest(
            f"{field.value}: {text!r} holds a quotation mark or a new line; leave it out"
        )
    return f'{field.value}:"{text}"'
