"""JSON lines: one record a line, UTF-8, each with its ``kind`` (issue "JSON lines")."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import msgspec

from dragoman.model import Contents, Document, Entry, Report, to_builtins
from dragoman.model.handling import Marking

ORDER = (
    "documents",
    "segments",
    "parties",
    "persons",
    "organisations",
    "places",
    "mentions",
    "attributions",
    "statements",
    "contacts",
    "deeds",
    "assessments",
    "positions",
    "commitments",
    "discrepancies",
    "corroborations",
    "reuses",
    "constraints",
    "leverages",
    "linkages",
    "hypotheses",
    "evidence",
    "findings",
    "questions",
    "decisions",
)
"""The fields of :class:`Contents` in the order in which they are written."""


def records(contents: Contents, kinds: frozenset[str] | None = None) -> Iterator[Entry]:
    """The records of a dossier in writing order; ``kinds`` (nouns in lower case) narrows them."""
    for name in ORDER:
        for entry in getattr(contents, name):
            if kinds is None or entry.kind in kinds:
                yield entry


def contents_lines(contents: Contents, kinds: frozenset[str] | None = None) -> Iterator[str]:
    """The dossier as JSON lines (without newlines), keys in the records' own order."""
    for entry in records(contents, kinds):
        yield _line(to_builtins(entry))


def marking_line(marking: Marking) -> str:
    """Who may see what follows and what was left out of it: a first line of kind "handling"."""
    withheld = marking.withheld
    return _line(
        {
            "kind": "handling",
            "mark": marking.mark.value,
            "note": list(marking.lines),
            "unmarked_documents": marking.unmarked,
            "withheld": None if withheld is None else msgspec.to_builtins(withheld),
        }
    )


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
