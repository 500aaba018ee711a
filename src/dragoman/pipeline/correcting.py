"""Adding an entry by hand on words that stand in a document."""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from dragoman.dossier import Dossier, addition
from dragoman.errors import BadRequest
from dragoman.model import KINDS, Decision, Entry, Passage, cut, entry_id, from_builtins

NEVER_BY_HAND = frozenset(
    {
        "document",
        "decision",
        "report",
        "segment",
        "corroboration",
        "reuse",
        "evidence",
        "question",
        "party",
    }
)
"""What has a place of its own, or only follows from other entries."""

_MAIN_ROLES = {
    "statement": "content",
    "attribution": "content",
    "assessment": "content",
    "commitment": "content",
    "discrepancy": "content",
    "position": "content",
    "constraint": "content",
    "leverage": "content",
    "linkage": "content",
    "finding": "content",
}
"""The role of the words that carry an entry; a mention for those that are somebody or something."""

Span = tuple[str, int, int]
"""A role, and where its words start and end (code points, half open)."""


def add_entry(
    dossier: Dossier,
    noun: str,
    document_id: str,
    quote: str,
    fields: Mapping[str, Any],
    *,
    who: str,
    why: str = "",
) -> Decision:
    """Sign an entry in that stands on ``quote`` in a document.

    Raises:
        BadRequest: the noun is unknown, the words do not stand there or stand there more than
            once, or a field does not fit.
        DossierError: the dossier cannot be written.
    """
    _require_addable(noun)
    start = _locate(dossier, document_id, quote)
    end = start + len(quote)
    return add_at(dossier, noun, document_id, start, end, fields, who=who, why=why)


def add_at(
    dossier: Dossier,
    noun: str,
    document_id: str,
    start: int,
    end: int,
    fields: Mapping[str, Any],
    *,
    more: Iterable[Span] = (),
    who: str,
    decided_at: str | None = None,
    why: str = "",
) -> Decision:
    """Sign an entry in that stands on ``text[start:end]`` (code points, half open) of a document.

    Blanks at either end are left out. ``more`` are further passages with their roles ("speaker",
    "cue", "participant", "day" …).

    Raises:
        BadRequest: the noun cannot be added by hand, the span is blank or outside the text, or a
            field does not fit.
        UnknownEntry: no such document.
        DossierError: the dossier cannot be written.
    """
    _require_addable(noun)
    text = dossier.document(document_id).text
    spans = [(_MAIN_ROLES.get(noun, "mention"), start, end), *more]
    entry = _made(noun, [_cut(text, document_id, span) for span in spans], fields)
    decision = addition(entry, who=who, decided_at=decided_at, why=why)
    dossier.decide(decision)
    return decision


def _require_addable(noun: str) -> None:
    if noun not in KINDS or noun in NEVER_BY_HAND:
        raise BadRequest(f"no entry of kind {noun!r} can be added by hand")


def _made(noun: str, passages: list[Passage], fields: Mapping[str, Any]) -> Entry:
    """The entry with these fields; one that is told by documents is told by its own."""
    values: dict[str, Any] = {"kind": noun, "id": entry_id(noun, passages, ordinal=1), **fields}
    if "documents" in {field.name for field in attrs.fields(KINDS[noun])}:
        values.setdefault("documents", [passages[0].document])
    try:
        entry = from_builtins(values)
    except ValueError as error:
        raise BadRequest(f"that does not make a {noun}: {error}") from error
    return attrs.evolve(entry, passages=tuple(passages))


def _cut(text: str, document_id: str, span: Span) -> Passage:
    role, start, end = span
    words = text[start:end] if 0 <= start <= end <= len(text) else ""
    if not words.strip():
        raise BadRequest(
            f"no words at {start}..{end} of document {document_id}, which has {len(text)} "
            "characters; select some"
        )
    start += len(words) - len(words.lstrip())
    return cut(text, start, start + len(words.strip()), document=document_id, role=role)


def _locate(dossier: Dossier, document_id: str, quote: str) -> int:
    text = dossier.document(document_id).text
    times = text.count(quote) if quote else 0
    if times != 1:
        raise BadRequest(
            f"the words {quote[:60]!r} stand {times} times in document {document_id}; "
            "quote enough of the sentence that it stands there once"
        )
    return text.index(quote)
