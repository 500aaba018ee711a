"""The documents and entries that may be seen, without a word on the others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import msgspec
from attrs import evolve

from dragoman.model import Contents, Document, Entry, Verb, from_builtins, to_builtins
from dragoman.pipeline.blocks import DERIVED
from dragoman.pipeline.handling import strings_in
from dragoman.pipeline.sharing.blackening import Spans, blackened_document, without_blackened
from dragoman.pipeline.sharing.limit import Limit
from dragoman.pipeline.sharing.secrets import Secrets

_WHO = ("parties", "persons", "organisations", "places")
_CLAIMED = ("hypotheses", "evidence", "questions")
"""What analysts put in words of their own, or what repeats such words."""

_BY_HAND = frozenset({Verb.CORRECT, Verb.ADD, Verb.ACCEPT, Verb.MARK})


def milder_entries(contents: Contents, limit: Limit, spans: Spans, secrets: Secrets) -> Contents:
    """``contents`` with the documents and entries that may be seen; decisions are left alone."""
    shown = tuple(d for d in contents.documents if limit.lets(d.id))
    ids = frozenset(document.id for document in shown)
    documents = tuple(_plain(blackened_document(d, spans), ids, secrets) for d in shown)
    texts = {document.id: document.text for document in documents}
    by_hand = {d.target.entry for d in contents.decisions if d.verb in _BY_HAND}
    fields: dict[str, Any] = {"documents": documents}
    for name in DERIVED:
        entries: Iterable[Entry] = getattr(contents, name)
        if name in _WHO:
            entries = _named_in_shown(entries, limit, texts)
        else:
            entries = (entry for entry in entries if limit.lets(entry.id))
        lit = without_blackened(entries, spans, texts) if spans else entries
        fields[name] = tuple(
            one
            for one in lit
            if not _gives_away(one, secrets, is_by_hand=name in _CLAIMED or one.id in by_hand)
        )
    return _without_dangling(evolve(contents, **fields), contents)


def _gives_away(entry: Entry, secrets: Secrets, *, is_by_hand: bool) -> bool:
    """Whether an entry has a word that only withheld things have; segments are shown text."""
    return entry.kind != "segment" and secrets.are_in_record(entry, is_by_hand=is_by_hand)


def _plain(document: Document, shown: frozenset[str], secrets: Secrets) -> Document:
    """The document without links to withheld ones, and without folders of this machine."""
    name = PurePosixPath((document.path or "").replace("\\", "/")).name
    return evolve(
        document,
        path=None if not name or secrets.are_in(name) else name,
        copy_of=document.copy_of if document.copy_of in shown else None,
        supersedes=document.supersedes if document.supersedes in shown else None,
        because=tuple(one for one in document.because if not secrets.are_in(one)),
    )


def _named_in_shown(
    entries: Iterable[Any], limit: Limit, texts: Mapping[str, str]
) -> Iterator[Entry]:
    """Who and what the shown documents name, with the passages that stand in these.

    The names of somebody whom withheld documents name too are those that a shown text has; which
    document an office comes from is not kept, so it goes.
    """
    for entry in entries:
        passages = tuple(p for p in entry.passages if p.document in texts)
        if limit.is_too_strict(limit.marks.own.get(entry.id)) or (entry.passages and not passages):
            continue
        if len(passages) == len(entry.passages):
            yield entry
            continue
        told = " ".join(texts[id] for id in {p.document for p in passages}).casefold()
        names = tuple(name for name in entry.names if name.casefold() in told)
        blank = {"office": None} if hasattr(entry, "office") else {}
        yield evolve(entry, passages=passages, names=names or (passages[0].exact,), **blank)


def _without_dangling(kept: Contents, whole: Contents) -> Contents:
    """No entry names one that is gone; one that cannot do without goes too, until all stands."""
    gone = _ids(whole) - _ids(kept)
    while gone:
        fields: dict[str, Any] = {}
        for name in (*DERIVED,):
            entries: Sequence[Entry] = getattr(kept, name)
            cleaned = [_without(entry, gone) for entry in entries]
            fields[name] = tuple(entry for entry in cleaned if entry is not None)
        before, kept = _ids(kept), evolve(kept, **fields)
        gone = before - _ids(kept)
    return kept


def _ids(contents: Contents) -> set[str]:
    names = ("documents", *DERIVED)
    return {entry.id for name in names for entry in getattr(contents, name)}


def _without(entry: Entry, gone: set[str]) -> Entry | None:
    """The entry without these ids; None where it has no meaning without them."""
    if not strings_in(entry) & gone:
        return entry
    values: Any = _cleaned(to_builtins(entry), gone)
    try:
        return from_builtins(values)
    except (ValueError, msgspec.ValidationError):
        return None


def _cleaned(value: Any, gone: set[str]) -> Any:
    if isinstance(value, str):
        return None if value in gone else value
    if isinstance(value, dict):
        return {key: _cleaned(one, gone) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(one, gone) for one in value if not (isinstance(one, str) and one in gone)]
    return value
