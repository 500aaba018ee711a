"""Which fields an analyst can fill in or correct, and how each is asked for in a form.

``fields.toml`` lists them by noun; what a record cannot do without, and the values of an
enumeration, are taken from the records themselves.
"""

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files

import attrs
from attrs import frozen

from dragoman import model
from dragoman.errors import BadRequest
from dragoman.model import KINDS, Contents
from dragoman.pipeline.correcting import NEVER_BY_HAND


class FieldType(StrEnum):
    """How a field is asked for."""

    TEXT = "text"
    LONG_TEXT = "long text"
    NUMBER = "number"
    YES_NO = "yes or no"
    CHOICE = "choice"
    """One of ``choices``."""
    CHOICES = "choices"
    """Any number of ``choices``."""
    TEXTS = "texts"
    """A list of texts, one a line."""
    DAY = "day"
    """An EDTF day, month, year or interval."""
    NAME = "name"
    """One person, party or place: the name, or an id of ``choices``."""
    NAMES = "names"
    """Several of them, one a line."""
    MEASURE = "measure"
    """What is done, in words."""
    MEASURES = "measures"
    """Several of them, one a line."""
    ACCOUNTS = "accounts"
    """What each side says, one a line."""


LISTS = (FieldType.TEXTS, FieldType.NAMES, FieldType.MEASURES, FieldType.ACCOUNTS)
"""Types that a form asks for in several lines."""

Choices = tuple[tuple[str, str], ...]


@frozen(kw_only=True)
class Field:
    """One field of a form.

    ``choices`` are pairs of value and label, those of the dossier where they are ids (parties,
    issues, contacts, people). A CHOICE that may be left open has a blank value first.
    """

    name: str
    label: str
    type: FieldType
    choices: Choices = ()
    is_required: bool = False
    hint: str = ""


_HINTS = {
    FieldType.DAY: "2025-03-18, 2025-03, 2025, or 2025-03-18/2025-03-20",
    FieldType.TEXTS: "one a line",
    FieldType.NAMES: "one a line: a name or an id",
    FieldType.MEASURES: "one a line",
}

_PLOVER = (
    *("ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE"),
    *("MOBILIZE", "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"),
)

_NOUNS = ("party", "person", "organisation", "place", "unnamed")


def addable() -> tuple[str, ...]:
    """The nouns that can be added by hand, on words selected in a document."""
    apart = {"hypothesis"}  # it stands on no words
    return tuple(noun for noun in _rows() if noun not in NEVER_BY_HAND | apart)


def fields_for(noun: str, contents: Contents | None = None) -> tuple[Field, ...]:
    """The fields of a noun that an analyst can fill in, the required ones first.

    With ``contents`` the choices of parties, people, issues and contacts are the dossier's.

    Raises:
        BadRequest: no such noun, or none of its fields can be filled in.
    """
    if noun not in _rows():
        raise BadRequest(
            f"no fields of {noun!r} can be filled in; choose from {', '.join(_rows())}"
        )
    needed = {f.name for f in attrs.fields(KINDS[noun]) if f.default is attrs.NOTHING}
    made = [_field(name, row, name in needed, contents) for name, row in _rows()[noun].items()]
    return tuple(sorted(made, key=lambda field: not field.is_required))


@cache
def _rows() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("fields.toml").read_text("utf-8"))


def _field(name: str, row: list[str], is_required: bool, contents: Contents | None) -> Field:
    label, type_, of = (*row, "")[:3]
    kind = FieldType(type_)
    choices = _choices(of, contents) if of else ()
    if kind is FieldType.CHOICE and not is_required:
        choices = (("", ""), *choices)
    return Field(
        name=name,
        label=label,
        type=kind,
        choices=choices,
        is_required=is_required,
        hint=_HINTS.get(kind, ""),
    )


def _choices(of: str, contents: Contents | None) -> Choices:
    if of == "plover":
        return tuple((one, one.lower()) for one in _PLOVER)
    if of == "nouns":
        return tuple((one, one) for one in _NOUNS)
    if of[0].isupper():
        return tuple((one.value, one.value) for one in getattr(model, of))
    return _of_dossier(of, contents) if contents is not None else ()


def _of_dossier(of: str, contents: Contents) -> Choices:
    """The choices of a dossier, by label."""
    match of:
        case "parties":
            found = [(p.id, p.names[0]) for p in contents.parties if p.names]
        case "issues":
            found = _issues(contents)
        case "contacts":
            from dragoman.resolution.contacts import tell

            found = [(contact.id, tell(contact)) for contact in contents.contacts]
        case "places":
            found = [(place.id, place.names[0]) for place in contents.places if place.names]
        case _:
            found = [(p.id, p.names[0]) for p in contents.persons if p.names]
            found += [(p.id, p.names[0]) for p in contents.parties if p.names]
            found += [(o.id, o.names[0]) for o in contents.organisations if o.names]
    return tuple(sorted(set(found), key=lambda pair: (pair[1].casefold(), pair[0])))


def _issues(contents: Contents) -> list[tuple[str, str]]:
    """The dossier's own issues, the generic ones, and whatever else its entries are put under."""
    own = {issue.id: issue.label for issue in contents.negotiation.issues}
    used = {issue for one in contents.statements for issue in one.issues}
    rest = {*_generic_issues(), *used} - own.keys()
    return [*own.items(), *((one, one.replace("-", " ")) for one in rest)]


@cache
def _generic_issues() -> tuple[str, ...]:
    """The ids of the generic issues, from the reader's own data: the reader itself takes seconds
    to import, which no form should wait for."""
    data = files("dragoman") / "extraction" / "data" / "issues.toml"
    return tuple(tomllib.loads(data.read_text("utf-8")))
