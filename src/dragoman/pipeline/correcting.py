"""Adding an entry by hand on words that stand in a document."""

from typing import Any

import attrs

from dragoman.dossier import Dossier, addition
from dragoman.errors import BadRequest
from dragoman.model import KINDS, Decision, Entry, Passage, cut, entry_id, from_builtins

NEVER_BY_HAND = frozenset({"document", "decision", "report", "segment", "corroboration"})


def add_entry(
    dossier: Dossier,
    noun: str,
    document_id: str,
    quote: str,
    fields: dict[str, Any],
    *,
    who: str,
    why: str = "",
) -> Decision:
    """Write the signed decision that adds an entry standing on ``quote`` in a document.

    Raises:
        BadRequest: the noun is unknown, the words do not stand there or stand there more than
            once, or a field does not fit.
        DossierError: the dossier cannot be written.
    """
    if noun not in KINDS or noun in NEVER_BY_HAND:
        raise BadRequest(f"no entry of kind {noun!r} can be added by hand")
    passage = _locate(dossier, document_id, quote, "content" if noun == "statement" else "mention")
    entry = _made(noun, passage, fields)
    decision = addition(entry, who=who, why=why)
    dossier.decide(decision)
    return decision


def _made(noun: str, passage: Passage, fields: dict[str, Any]) -> Entry:
    """The entry with these fields; a contact or deed is told by the document it stands in."""
    values: dict[str, Any] = {"kind": noun, "id": entry_id(noun, [passage], ordinal=1), **fields}
    if "documents" in {field.name for field in attrs.fields(KINDS[noun])}:
        values.setdefault("documents", [passage.document])
    try:
        entry = from_builtins(values)
    except ValueError as error:
        raise BadRequest(f"that does not make a {noun}: {error}") from error
    return attrs.evolve(entry, passages=(passage,))


def _locate(dossier: Dossier, document_id: str, quote: str, role: str) -> Passage:
    text = dossier.document(document_id).text
    times = text.count(quote) if quote else 0
    if times != 1:
        raise BadRequest(
            f"the words {quote[:60]!r} stand {times} times in document {document_id}; "
            "quote enough of the sentence that it stands there once"
        )
    start = text.index(quote)
    return cut(text, start, start + len(quote), document=document_id, role=role)
