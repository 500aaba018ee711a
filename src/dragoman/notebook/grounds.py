"""What a few entries rest on: enough of the contents to set their lines and open their sentences.

A page of ten positions must not load a hundred thousand statements and every text.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from attrs import evolve

from dragoman.briefing import Lookup
from dragoman.briefing.news import told_in
from dragoman.dossier import Dossier
from dragoman.errors import UnknownEntry
from dragoman.model import Attribution, Commitment, Contents, Document, Entry, Statement

E = TypeVar("E", bound=Entry)


def around(entries: Sequence[Entry], known: Contents, dossier: Dossier) -> Contents:
    """``known`` (parties, people, heads of documents …) with what these entries rest on.

    That is their statements, the attributions of these, the commitments that they follow on, and
    the texts of all documents that tell of them.
    """
    own = {one.id: one for one in entries if isinstance(one, Statement)}
    own |= {one.id: one for one in _found(_statements(entries), Statement, dossier)}
    said = tuple(own.values())
    cues = (one.attribution for one in said if one.attribution)
    earlier = (id for one in entries for id in getattr(one, "after", ()))
    held = evolve(
        known,
        statements=said,
        attributions=tuple(_found(cues, Attribution, dossier)),
        commitments=tuple(_found(earlier, Commitment, dossier)),
    )
    return evolve(held, documents=_with_texts(_told_in(entries, held), held.documents, dossier))


def _statements(entries: Iterable[Entry]) -> Iterator[str]:
    """Ids of the statements that entries rest on, by themselves or in one of their accounts."""
    for entry in entries:
        yield from getattr(entry, "statements", ())
        for account in getattr(entry, "accounts", ()):
            yield from account.statements


def _found(ids: Iterable[str], noun: type[E], dossier: Dossier) -> Iterator[E]:
    """The entries of one noun with these ids, each once; one that is gone is left out."""
    for id in dict.fromkeys(ids):
        try:
            entry = dossier.entry(id)
        except UnknownEntry:
            continue
        if isinstance(entry, noun):
            yield entry


def _told_in(entries: Sequence[Entry], held: Contents) -> set[str]:
    """Ids of all documents that entries, and the statements behind them, are told in."""
    lookup = Lookup(held)
    ids = {one.id for one in entries if isinstance(one, Document)}
    passages = chain.from_iterable(one.passages for one in (*entries, *held.statements))
    ids.update(passage.document for passage in passages)
    return ids.union(*(told_in(entry, lookup) for entry in entries))


def _with_texts(
    wanted: set[str], heads: Sequence[Document], dossier: Dossier
) -> tuple[Document, ...]:
    texts = {one.id: one.text for one in dossier.documents(sorted(wanted))}
    return tuple(evolve(head, text=texts[head.id]) if head.id in texts else head for head in heads)
