"""Snapshot: everything the dossier held at one moment, with the indexes that pages ask.

Frozen but for indexes that are made once, on demand. What an analyst decides is laid over it at
once (``with_decisions``); what follows from that comes when the accounts are put together again.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs
from attrs import define, evolve, field

from dragoman.briefing import Lookup, heading, segments_by_document
from dragoman.dossier import apply_decisions, match_anchor, reviews_of, standing, threads_of
from dragoman.errors import UnknownEntry
from dragoman.model import Contents, Decision, Entry, Review, Segment
from dragoman.pipeline.handling import Handlings, handlings

NOT_LISTED = frozenset({"documents", "decisions", "skips", "mentions", "segments"})
"""Fields of the contents that are no lists of entries for pages."""


@define(slots=False, eq=False)
class Snapshot:
    """``state`` names the dossier's state; ``pending`` counts decisions laid over since then."""

    contents: Contents
    state: str
    pending: int = 0
    sheets: dict[Any, Any] = field(factory=dict, repr=False)

    @cached_property
    def lookup(self) -> Lookup:
        """Labels and marks."""
        return Lookup(self.contents)

    @cached_property
    def name(self) -> str:
        """What the negotiation is called, or after whom it is called where it has no name."""
        return heading(self.lookup)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every listed entry by id."""
        return {entry.id: entry for entry in _every(self.contents)}

    @cached_property
    def reviews(self) -> Mapping[str, Review]:
        """The review of each entry that somebody looked at, by id."""
        return reviews_of(self.contents.decisions, list(self.entries.values()))

    @cached_property
    def threads(self) -> Mapping[str, Any]:
        """Notes and questions, by the id of what they are about."""
        return threads_of(self.contents.decisions)

    @cached_property
    def standing(self) -> tuple[Decision, ...]:
        """The decisions that nobody has taken back, in order."""
        return tuple(standing(self.contents.decisions))

    @cached_property
    def decisions_on(self) -> Mapping[str, tuple[Decision, ...]]:
        """The decisions on each entry by the entry's id, oldest first."""
        found: dict[str, list[Decision]] = {}
        for decision in self.contents.decisions:
            target = self._target(decision)
            name = target.id if target else decision.target.entry
            if name:
                found.setdefault(name, []).append(decision)
        return {name: tuple(decisions) for name, decisions in found.items()}

    @cached_property
    def segments(self) -> Mapping[str, list[Segment]]:
        """The segments of each document in the order of its text, by its id."""
        return segments_by_document(self.contents)

    @cached_property
    def handlings(self) -> Handlings:
        """The handling mark that holds for each document and entry."""
        return handlings(self.contents)

    @cached_property
    def by_document(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries with a passage in a document, by its id."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            for document in {passage.document for passage in entry.passages}:
                found.setdefault(document, []).append(entry)
        return {document: tuple(entries) for document, entries in found.items()}

    def entry(self, entry_id: str) -> Entry:
        """The entry, or the document, of an id. Raises ``UnknownEntry``."""
        found = self.entries.get(entry_id) or self.lookup.documents.get(entry_id)
        if found is None:
            raise UnknownEntry(entry_id)
        return found

    def with_decisions(self, fresh: Iterable[Decision], state: str) -> "Snapshot":
        """The snapshot with signed decisions laid over the entries that they are about."""
        known = {decision.id for decision in self.contents.decisions}
        decisions = tuple(fresh)
        log = (*self.contents.decisions, *(d for d in decisions if d.id not in known))
        touched = [e for d in decisions if (e := self._target(d)) is not None]
        laid = apply_decisions(touched, decisions).entries
        gone = {entry.id for entry in touched} - {entry.id for entry in laid}
        contents = _replaced(evolve(self.contents, decisions=log), laid, gone)
        return Snapshot(contents=contents, state=state, pending=self.pending + len(decisions))

    def _target(self, decision: Decision) -> Entry | None:
        named = self.entries.get(decision.target.entry or "")
        if named is not None:
            return named
        near = {
            e.id: e for p in decision.target.passages for e in self.by_document.get(p.document, ())
        }
        return match_anchor(decision.target, near.values()).entry


def _every(contents: Contents) -> Iterator[Entry]:
    for name in attrs.fields_dict(Contents):
        values = getattr(contents, name)
        if isinstance(values, tuple) and name not in NOT_LISTED:
            yield from values


def _replaced(contents: Contents, laid: Iterable[Entry], gone: set[str]) -> Contents:
    """The contents with some entries in the place of those with their ids, and some gone."""
    fresh = {(entry.kind, entry.id): entry for entry in laid}
    kinds = {kind for kind, _ in fresh}
    changed: dict[str, Any] = {}
    for name in attrs.fields_dict(Contents):
        values = getattr(contents, name)
        if not isinstance(values, tuple) or name in NOT_LISTED or not (values or kinds):
            continue
        known = {entry.id for entry in values}
        kind = _kind_of(name)
        new = [entry for (k, id), entry in fresh.items() if k == kind and id not in known]
        if new or known & (gone | {id for k, id in fresh if k == kind}):
            kept = [fresh.get((e.kind, e.id), e) for e in values if e.id not in gone]
            changed[name] = tuple(sorted([*kept, *new], key=lambda e: e.id))
    return evolve(contents, **changed) if changed else contents


def _kind_of(field_name: str) -> str:
    """The noun of a field of :class:`Contents`."""
    singular = {"parties": "party", "discrepancies": "discrepancy", "hypotheses": "hypothesis"}
    return singular.get(field_name, field_name.removesuffix("s"))
