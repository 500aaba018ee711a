"""A noun of the file as an attribute: ``talks.positions``."""

from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from dragoman.model import Contact, Deed, Document, Entry, Position, Statement, When
from dragoman.model.nouns import FIELDS
from dragoman.notebook.listing import Listing

if TYPE_CHECKING:
    from dragoman.notebook.file import NegotiationFile

E = TypeVar("E", bound=Entry)


class Noun(Generic[E]):
    """The listing of one noun, read when it is asked for."""

    def __init__(self, noun: type[E]) -> None:
        self.noun = noun
        self.name = FIELDS[noun.kind]
        self.__doc__ = f"The {self.name} on file, as a listing of ``{noun.__name__}``."

    @overload
    def __get__(self, file: None, owner: Any) -> "Noun[E]": ...
    @overload
    def __get__(self, file: "NegotiationFile", owner: Any) -> Listing[E]: ...
    def __get__(self, file: "NegotiationFile | None", owner: Any) -> "Noun[E] | Listing[E]":
        if file is None:
            return self
        found: tuple[E, ...] = getattr(file.holding.some((self.name,)), self.name)
        return Listing(
            noun=self.noun,
            name=self.name,
            entries=tuple(sorted(found, key=_place)),
            holding=file.holding,
        )


def _place(entry: Entry) -> tuple[object, ...]:
    """Sorts by day, unknown days last; positions by issue and party; the rest by id."""
    match entry:
        case Position():
            return (entry.issue, entry.party, entry.id)
        case Contact() | Deed():
            return (*_day(entry.happened_on), entry.id)
        case Statement():
            return (*_day(entry.stated_on), entry.id)
        case Document():
            return (*_known(entry.published_at), entry.id)
        case _:
            return (entry.id,)


def _day(when: When | None) -> tuple[bool, str]:
    return _known(when.edtf if when else None)


def _known(edtf: str | None) -> tuple[bool, str]:
    """The first day, for sorting: whether it is unknown, then the day."""
    from dragoman.briefing.days import span

    first, last = span(edtf)
    day = first or last
    return (day is None, day.isoformat() if day else "")
