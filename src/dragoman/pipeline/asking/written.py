"""Questions in fields: ``who:Lavrov act:demand issue:frozen-assets "exact words" -word``."""

import re

from attrs import frozen
from rapidfuzz import process

from dragoman.calendar import interval
from dragoman.errors import BadRequest
from dragoman.pipeline.asking.names import Name, Names, folded
from dragoman.pipeline.asking.question import CLOSED, NAMED, Field, Term

_PIECE = re.compile(
    r"""(?P<minus>-?)(?:(?!https?:)(?P<field>[A-Za-z]+):(?:"(?P<value>[^"]*)"|(?P<bare>[^\s"]*))"""
    r"""|["“](?P<phrase>[^"”]*)["”]|(?P<word>\S+))"""
)
FIELDS = tuple(field.value for field in Field)


@frozen(kw_only=True)
class Written:
    """What a text says in fields, and the plain words beside them."""

    terms: tuple[Term, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    rest: str = ""
    notes: tuple[str, ...] = ()


def parse(text: str, names: Names) -> Written:
    """The fields, phrases and ruled-out words of a question; the rest is left as it is.

    Raises:
        BadRequest: an unknown field or value, with what comes nearest.
    """
    terms: list[Term] = []
    phrases: list[str] = []
    without: list[str] = []
    rest: list[str] = []
    notes: list[str] = []
    for piece in _PIECE.finditer(text):
        is_unwanted = bool(piece["minus"])
        words = piece["phrase"] or piece["word"] or piece["field"] or ""
        if piece["field"] and (piece["value"] or piece["bare"] or piece["field"].lower() in FIELDS):
            value = piece["value"] if piece["value"] is not None else piece["bare"]
            terms.append(_term(piece["field"], value, names, notes, is_unwanted=is_unwanted))
        elif not re.search(r"\w", words):
            continue
        elif is_unwanted:
            without.append(words)
        elif piece["phrase"]:
            phrases.append(words)
        else:
            rest.append(words)
    return Written(
        terms=tuple(terms),
        phrases=tuple(phrases),
        without=tuple(without),
        rest=" ".join(rest),
        notes=tuple(notes),
    )


def _term(name: str, value: str, names: Names, notes: list[str], *, is_unwanted: bool) -> Term:
    """One field with its values, parted by commas.

    Raises:
        BadRequest: as for ``parse``.
    """
    field = _field(name)
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not parts:
        raise BadRequest(f"{field.value}: has no value; write for instance {EXAMPLES[field]}")
    values: list[str] = []
    shown: list[str] = []
    for part in parts:
        ids, label = _value(field, part, names, notes)
        values += ids
        shown.append(label)
    return Term(field=field, values=tuple(values), shown=",".join(shown), is_unwanted=is_unwanted)


def _field(name: str) -> Field:
    try:
        return Field(name.lower())
    except ValueError:
        near = process.extractOne(name.lower(), FIELDS, score_cutoff=60)
        hint = f"; did you mean {near[0]}:?" if near else ""
        raise BadRequest(
            f"no field {name!r}{hint} The fields are {', '.join(FIELDS)}; "
            "put words in quotation marks to look for them as they are"
        ) from None


def _value(field: Field, text: str, names: Names, notes: list[str]) -> tuple[tuple[str, ...], str]:
    if field in NAMED:
        found = names.resolve(field, text)
        return named(found, names, notes)
    if field in (Field.SINCE, Field.UNTIL):
        return _day(field, text)
    allowed = CLOSED[field]
    by_fold = {folded(one): one for one in allowed}
    if folded(text) not in by_fold:
        raise BadRequest(f"no {field.value}: {text!r}; it is one of {', '.join(allowed)}")
    return (by_fold[folded(text)],), by_fold[folded(text)]


def named(found: Name, names: Names, notes: list[str]) -> tuple[tuple[str, ...], str]:
    """The ids and the label of a name, with a note where it was spelt otherwise."""
    if found.is_guess:
        notes.append(f"took {found.asked!r} for {found.label}")
    ids = found.ids
    if found.noun == "issue":
        ids = tuple(dict.fromkeys(id for one in ids for id in names.of_issue(one)))
    return ids, found.label


def _day(field: Field, text: str) -> tuple[tuple[str, ...], str]:
    """The first day that counts, or the last."""
    try:
        low, high = interval(text)
    except BadRequest as error:
        raise BadRequest(
            f"{field.value}:{text} is no day; write {field.value}:2025-05-12 or "
            f"{field.value}:2025-05"
        ) from error
    day = low if field is Field.SINCE else high
    if day is None:
        raise BadRequest(f"{field.value}:{text} has an open end; write a day such as 2025-05-12")
    return (day.isoformat(),), day.isoformat()


EXAMPLES: dict[Field, str] = {
    Field.WHO: 'who:Marn or who:"Ilse Marn"',
    Field.TO: "to:ORM",
    Field.PARTY: "party:VEL",
    Field.ACT: "act:demand",
    Field.ISSUE: "issue:quota",
    Field.KIND: "kind:contact",
    Field.CHANNEL: "channel:call",
    Field.OUTLET: 'outlet:"Port Vell Courier"',
    Field.PLACE: "place:Sundholm",
    Field.MARK: "mark:contested",
    Field.IS: "is:planned",
    Field.SINCE: "since:2025-05",
    Field.UNTIL: "until:2025-06-30",
}
