"""Forms: what a field shows for an entry, and what is meant by what was typed into it."""

from collections.abc import Callable, Mapping
from typing import Any

from dragoman.calendar import is_edtf
from dragoman.errors import BadRequest
from dragoman.model import Contents, Entry, to_builtins
from dragoman.pipeline.review.fields import LISTS, Field, FieldType, fields_for

Shown = str | list[str]
"""What stands in a field of a form: a text, or several."""


def values_of(entry: Entry, fields: tuple[Field, ...] | None = None) -> dict[str, Shown]:
    """What a form shows in each field for ``entry``: a text, a list where there are several."""
    plain = to_builtins(entry)
    asked = fields_for(entry.kind) if fields is None else fields
    return {field.name: _shown(field.type, plain.get(field.name)) for field in asked}


def _shown(type_: FieldType, value: Any) -> Shown:
    if type_ in LISTS or type_ is FieldType.CHOICES:
        return [_text(type_, one) for one in value or ()]
    return _text(type_, value)


def _text(type_: FieldType, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    match type_:
        case FieldType.DAY:
            return value.get("edtf") or ""
        case FieldType.NAME | FieldType.NAMES:
            return str(value["name"])
        case FieldType.MEASURE | FieldType.MEASURES:
            words = (value.get("action"), value.get("object"))
            return " ".join(word for word in words if word)
        case FieldType.ACCOUNTS:
            return str(value["says"])
    return str(value)


def parsed(
    noun: str,
    submitted: Mapping[str, Shown],
    contents: Contents | None = None,
    entry: Entry | None = None,
) -> dict[str, Any]:
    """What a form sends, as plain JSON values to add with or to correct with.

    Fields that were not sent are left out; with ``entry`` also those that show what it holds, so
    that only what was changed is signed. Of a name, day or measure that it holds already all parts
    are kept.

    Raises:
        BadRequest: a required field is blank, or a value does not fit its field.
    """
    fields = fields_for(noun, contents)
    before = {} if entry is None else to_builtins(entry)
    shown = {} if entry is None else values_of(entry, fields)
    made: dict[str, Any] = {}
    for field in fields:
        sent = _clean(field, submitted.get(field.name))
        if sent is None or (entry is not None and sent == shown[field.name]):
            continue
        if not sent and field.is_required:
            raise BadRequest(f"{field.label!r} is blank; fill it in")
        if sent or entry is not None:
            value = _value(field, sent, before.get(field.name))
            made[field.name] = _with_party(value, contents)
    missing = [f.label for f in fields if f.is_required and f.name not in made]
    if entry is None and missing:
        raise BadRequest(f"{missing[0]!r} is blank; fill it in")
    return made


def _clean(field: Field, sent: Shown | None) -> Shown | None:
    """What was sent without blanks; lines for a field of several."""
    if sent is None:
        return None
    if field.type in LISTS or field.type is FieldType.CHOICES:
        lines = sent.splitlines() if isinstance(sent, str) else sent
        return [line.strip() for line in lines if line.strip()]
    return (sent if isinstance(sent, str) else " ".join(sent)).strip()


def _value(field: Field, sent: Shown, before: Any) -> Any:
    if isinstance(sent, list):
        known = [(_text(field.type, one), one) for one in before or ()]
        return [next((o for t, o in known if t == one), _one(field, one, None)) for one in sent]
    return _one(field, sent, before)


def _one(field: Field, text: str, before: Any) -> Any:
    """One value of a field."""
    reads: dict[FieldType, Callable[[], Any]] = {
        FieldType.NUMBER: lambda: _number(field, text),
        FieldType.YES_NO: lambda: _is_yes(field, text),
        FieldType.CHOICE: lambda: _chosen(field, text),
        FieldType.CHOICES: lambda: _chosen(field, text),
        FieldType.DAY: lambda: _day(field, text, before),
        FieldType.NAME: lambda: _named(field, text),
        FieldType.NAMES: lambda: _named(field, text),
        FieldType.MEASURE: lambda: {"object": text} if text else None,
        FieldType.MEASURES: lambda: {"object": text},
        FieldType.ACCOUNTS: lambda: {"says": text},
    }
    read = reads.get(field.type)
    return read() if read is not None else text or (None if before is None else "")


def _with_party(value: Any, contents: Contents | None) -> Any:
    """Somebody of the dossier with the party that he or she stands for."""
    if contents is None:
        return value
    if isinstance(value, list):
        return [_with_party(one, contents) for one in value]
    if isinstance(value, dict) and value.get("id") and value.get("party") is None:
        stand = {party.id: party.id for party in contents.parties}
        stand |= {person.id: person.party for person in contents.persons if person.party}
        stand |= {one.id: one.party for one in contents.organisations if one.party}
        return {**value, "party": stand.get(value["id"])}
    return value


def _number(field: Field, text: str) -> float | int | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError as error:
        raise BadRequest(f"{field.label!r} is a number, not {text!r}") from error
    return int(value) if value.is_integer() else value


def _is_yes(field: Field, text: str) -> bool:
    answers = {"yes": True, "on": True, "true": True, "1": True}
    answers |= {"no": False, "": False, "false": False, "0": False, "off": False}
    if text.casefold() not in answers:
        raise BadRequest(f"{field.label!r} is yes or no, not {text!r}")
    return answers[text.casefold()]


def _chosen(field: Field, text: str) -> str | None:
    """An id or a value of the field's choices; where none are known, whatever was typed."""
    values = {value for value, _ in field.choices}
    if text and values - {""} and text not in values:
        by_label = {label.casefold(): value for value, label in field.choices}
        if text.casefold() not in by_label:
            shown = ", ".join(sorted(values - {""})[:12])
            raise BadRequest(f"{field.label!r} cannot be {text!r}; choose from {shown}")
        return by_label[text.casefold()]
    return text or None


def _day(field: Field, text: str, before: Any) -> dict[str, Any] | None:
    if not text:
        return None
    if not is_edtf(text):
        raise BadRequest(
            f"{field.label!r} reads like 2025-03-18, 2025-03 or 2025-03-18/2025-03-20, not {text!r}"
        )
    kept = dict(before) if before else {"text": text}
    return {**kept, "edtf": text, "vague": False}


def _named(field: Field, text: str) -> dict[str, Any] | None:
    """Somebody by an id or a name of the field's choices, else by the name alone."""
    if not text:
        return None
    labels = dict(field.choices)
    if text in labels:
        return {"id": text, "name": labels[text]}
    ids = [value for value, label in field.choices if label.casefold() == text.casefold()]
    return {"id": ids[0], "name": labels[ids[0]]} if len(ids) == 1 else {"name": text}
