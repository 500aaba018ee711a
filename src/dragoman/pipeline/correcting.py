"""Signed corrections: what an analyst does to an entry."""

import json
from typing import Any

import attrs

from dragoman.dossier import Dossier, anchor_of
from dragoman.errors import BadRequest
from dragoman.model import (
    KINDS,
    Decision,
    Entry,
    Passage,
    Verb,
    cut,
    digest,
    entry_id,
    from_builtins,
    to_builtins,
)
from dragoman.pipeline.intake import now

FIXED = frozenset({"id", "kind", "passages", "reader", "score", "because"})
"""Fields that a correction cannot change: they say where an entry comes from."""

CONTENT_ROLES = {"statement": "content", "contact": "mention", "deed": "mention", "person": "mention"}


@attrs.frozen(kw_only=True)
class Signature:
    """Who decides, and why."""

    who: str
    why: str = ""


def decide(
    dossier: Dossier, entry: Entry, verb: Verb, signature: Signature, after: str | None = None
) -> Decision:
    """Write a signed decision on an entry. ``after`` is JSON text, as the verb asks.

    Raises:
        DossierError: the dossier cannot be written.
    """
    decided_at = now()
    earlier = str(len(dossier.decisions()))
    decision = Decision(
        id=digest("decision", signature.who, decided_at, verb, entry.id, after or "", earlier),
        who=signature.who,
        decided_at=decided_at,
        verb=verb,
        target=anchor_of(entry),
        before=_json(to_builtins(entry)),
        after=after,
        why=signature.why,
    )
    dossier.decide(decision)
    return decision


def correct(
    dossier: Dossier, entry: Entry, changes: dict[str, Any], signature: Signature
) -> Decision:
    """Change fields of an entry; the fields are checked against the record first.

    Raises:
        BadRequest: an unknown or fixed field, or a value that does not fit.
    """
    known = {field.name for field in attrs.fields(type(entry))} - FIXED
    for name in changes:
        if name not in known:
            raise BadRequest(
                f"a {entry.kind} has no field {name!r} to correct; it has {', '.join(sorted(known))}"
            )
    _checked({**to_builtins(entry), **changes})
    return decide(dossier, entry, Verb.CORRECT, signature, _json(changes))


def accept(dossier: Dossier, entry: Entry, signature: Signature) -> Decision:
    """Approve an entry as it stands: it is stored whole and holds when a reader misses it."""
    return decide(dossier, entry, Verb.ACCEPT, signature, _json(to_builtins(entry)))


def join(dossier: Dossier, first: Entry, second: Entry, verb: Verb, signature: Signature) -> Decision:
    """Say that two entries are the same, or are not (``Verb.SAME``, ``Verb.DIFFERENT``).

    Raises:
        BadRequest: the two are not of one noun, or are one entry.
    """
    if first.kind != second.kind or first.id == second.id:
        raise BadRequest(f"{first.id} ({first.kind}) and {second.id} ({second.kind}) cannot be compared")
    anchor = _json(attrs.asdict(anchor_of(second)))
    return decide(dossier, first, verb, signature, anchor)


def add_entry(
    dossier: Dossier,
    noun: str,
    document_id: str,
    quote: str,
    fields: dict[str, Any],
    signature: Signature,
) -> Decision:
    """Add an entry by hand on words that stand in a document.

    Raises:
        BadRequest: the noun is unknown, the words do not stand there or stand there more than
            once, or a field does not fit.
    """
    if noun not in KINDS or noun in ("document", "decision", "report"):
        raise BadRequest(f"no entry of kind {noun!r} can be added by hand")
    passage = _locate(dossier, document_id, quote, CONTENT_ROLES.get(noun, "mention"))
    values = {"id": entry_id(noun, [passage], ordinal=1), "because": ["added by hand"], **fields}
    entry = attrs.evolve(_checked({"kind": noun, **values}), passages=(passage,))
    return decide(dossier, entry, Verb.ADD, signature, _json(to_builtins(entry)))


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


def _checked(values: dict[str, Any]) -> Entry:
    try:
        return from_builtins(values)
    except ValueError as error:
        raise BadRequest(f"that does not fit a {values.get('kind')}: {error}".lower()) from error


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
