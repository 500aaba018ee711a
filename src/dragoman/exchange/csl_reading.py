"""Reading CSL-JSON: what a library of references says of documents.

Only what can describe a document is read: its id or address, title, outlet and day. A day is taken
as exact as the library has it and never more.
"""

import re
from typing import Any

import msgspec
from attrs import frozen

from dragoman.calendar import is_edtf
from dragoman.errors import BadRequest
from dragoman.exchange.csl import DOCUMENT, ISSUED, PUBLISHED, date_of, edtf_from

ITEMS_KEYS = ("items", "references")
"""Where an object that is not an array keeps its items (pandoc, Zotero's own envelope)."""

LONGEST = 1000
"""Code points that a title or an outlet may have; what is longer is none."""

_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*)?>")
"""The inline markup that CSL allows in titles."""


@frozen(kw_only=True)
class Reference:
    """What one item says. ``document`` is a dossier's id, from our own line in its note.

    ``issued`` is EDTF. ``unread`` is the day as the item writes it, where that is no day.
    """

    number: int
    id: str
    document: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    issued: str | None = None
    unread: str | None = None


def read_csl(raw: bytes | str) -> tuple[Reference, ...]:
    """The references in a file of CSL-JSON: an array, one item, or an object that holds items.

    Raises:
        BadRequest: it is no JSON, or holds no items.
    """
    if isinstance(raw, bytes):
        raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadRequest(
            f"the file is no JSON ({error}); export the library as CSL JSON"
        ) from error
    if isinstance(found, dict):
        lists = [found[key] for key in ITEMS_KEYS if isinstance(found.get(key), list)]
        found = lists[0] if lists else [found]
    if not isinstance(found, list):
        raise BadRequest(f"the file holds {str(found)[:40]!r} and no items of CSL JSON")
    for number, item in enumerate(found, 1):
        if not isinstance(item, dict) or "type" not in item:
            raise BadRequest(f"item {number} is no item of CSL JSON; each has a type and an id")
    return tuple(_reference(number, item) for number, item in enumerate(found, 1))


def _reference(number: int, item: dict[str, Any]) -> Reference:
    notes = _note_lines(item.get("note"))
    issued = edtf_from(item.get("issued"))
    exact = notes.get(ISSUED)
    if exact and is_edtf(exact) and _is_unchanged(exact, item.get("issued")):
        issued = exact
    return Reference(
        number=number,
        id=str(item.get("id", "")),
        document=notes.get(DOCUMENT),
        url=_text(item.get("URL")),
        title=_title(item.get("title")),
        outlet=_outlet(item),
        issued=issued,
        unread=str(item["issued"])[:80] if item.get("issued") and issued is None else None,
    )


def _is_unchanged(exact: str, date: object) -> bool:
    """Whether the day beside our own line is still the one that we wrote."""
    ours = date_of(exact) or {}
    now = edtf_from(date)
    if now is not None:
        return now == edtf_from(ours)
    return isinstance(date, dict) and date.get("literal") == ours.get("literal")


def _note_lines(note: object) -> dict[str, str]:
    """The lines ``name: value`` of a note (Zotero's "Extra")."""
    lines = note.splitlines() if isinstance(note, str) else []
    pairs = [line.partition(":") for line in lines]
    return {name.strip().lower(): value.strip() for name, sign, value in pairs if sign}


def _outlet(item: dict[str, Any]) -> str | None:
    first, second = "container-title", "publisher"
    if item.get("type") in PUBLISHED:
        first, second = second, first
    return _title(item.get(first)) or _title(item.get(second))


def _title(value: object) -> str | None:
    text = _text(value)
    return _text(_MARKUP.sub("", text)) if text else None


def _text(value: object) -> str | None:
    """A text on one line without control characters; None for none, or one that is too long."""
    if not isinstance(value, str):
        return None
    text = " ".join("".join(s if s.isprintable() else " " for s in value).split())
    return text if 0 < len(text) <= LONGEST else None
