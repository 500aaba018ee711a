"""JSON lines: one record a line, UTF-8, each with its ``kind`` (issue "JSON lines")."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs
import msgspec
from attrs import frozen

from dragoman.model import Contents, Document, Entry, Report, Skip, digest, to_builtins
from dragoman.model.carried import RawBytes, SettingsVersion, TakenIn
from dragoman.model.handling import Handling, Marking, Withheld
from dragoman.model.nouns import FIELDS

ORDER = tuple(FIELDS.values())
"""The fields of :class:`Contents` in the order in which they are written."""

Carried = RawBytes | SettingsVersion | Skip | TakenIn
CARRIED: Mapping[type, str] = {
    RawBytes: "bytes",
    SettingsVersion: "settings",
    Skip: "skip",
    TakenIn: "taken in",
}
"""What goes along with the records, and the ``kind`` of its line."""

HANDLING = "handling"
"""The ``kind`` of a first line that says who may see the rest."""


@frozen(kw_only=True)
class MarkingLine:
    """How all that follows may be handled. ``note`` says it in sentences.

    ``withheld`` is None where nothing was left out for sharing.
    """

    mark: Handling
    note: tuple[str, ...] = ()
    unmarked_documents: int = 0
    withheld: Withheld | None = None


def records(contents: Contents, kinds: frozenset[str] | None = None) -> Iterator[Entry]:
    """The records of a dossier in writing order; ``kinds`` (nouns in lower case) narrows them."""
    for name in ORDER:
        for entry in getattr(contents, name):
            if kinds is None or entry.kind in kinds:
                yield entry


def contents_lines(
    contents: Contents,
    kinds: frozenset[str] | None = None,
    behind: Callable[[Document], Iterable[Carried]] | None = None,
) -> Iterator[str]:
    """The dossier as JSON lines (without newlines), keys in the records' own order.

    ``behind`` gives what goes along with each document; its lines stand behind the document's.
    """
    for entry in records(contents, kinds):
        yield _line(to_builtins(entry))
        if behind is not None and isinstance(entry, Document):
            yield from map(carried_line, behind(entry))


def carried_line(carried: Carried) -> str:
    """What goes along with the records as one JSON line (without newline).

    The kinds are ``settings`` (as in the canonical export), ``skip``, ``taken in`` and ``bytes``
    (in Base64, RFC 4648).
    """
    values: dict[str, Any] = msgspec.to_builtins(carried)
    head: dict[str, Any] = {"kind": CARRIED[type(carried)]}
    if isinstance(carried, SettingsVersion):
        head["id"] = settings_id(carried)
    return _line({**head, **values})


def settings_id(version: SettingsVersion) -> str:
    """The id of a version of the settings: a hash of all that it is."""
    return digest("settings", version.put_at, version.who, version.toml)


def marking_line(marking: Marking) -> str:
    """Who may see what follows and what was left out of it: a first line of kind "handling"."""
    line = MarkingLine(
        mark=marking.mark,
        note=marking.lines,
        unmarked_documents=marking.unmarked,
        withheld=marking.withheld,
    )
    return _line({"kind": HANDLING, **msgspec.to_builtins(line)})


def report_line(document: Document, report: Report) -> str:
    """One text's report as one JSON line: its document, then its entries by noun.

    Each nested record has its ``kind`` as it would have on a line of its own.
    """
    nested: dict[str, Any] = {"kind": report.kind, "id": report.id}
    nested["document"] = to_builtins(document)
    nested["reader"] = msgspec.to_builtins(report.reader)
    nested["gazetteer"] = report.gazetteer
    for field in attrs.fields(Report):
        value = getattr(report, field.name)
        if isinstance(value, tuple) and field.name not in ("passages", "because"):
            nested[field.name] = [to_builtins(entry) for entry in value]
    return _line(nested)


def _line(values: dict[str, Any]) -> str:
    return msgspec.json.encode(values).decode("utf-8")


def record_line(entry: Entry, more: Mapping[str, Any] | None = None) -> str:
    """One record as one JSON line (without newline); ``more`` keys come after its own."""
    return _line({**to_builtins(entry), **(more or {})})
