"""Snapshot: everything the dossier held at one moment, with the indexes that pages ask.

Frozen but for indexes that are made once, on demand. What an analyst decides is laid over it at
once (``with_decisions``); what follows from that comes when the accounts are put together again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

import attrs
from attrs import define, evolve, field

from dragoman.briefing import (
    FirstList,
    Footnotes,
    Lookup,
    first_screen,
    heading,
    segments_by_document,
)
from dragoman.dossier import (
    Settings,
    apply_decisions,
    described,
    match_anchor,
    reviews_of,
    standing,
    threads_of,
)
from dragoman.errors import UnknownEntry
from dragoman.model import (
    Contents,
    Decision,
    Document,
    Entry,
    Mention,
    Question,
    Review,
    ReviewState,
    Segment,
    Verb,
)
from dragoman.pipeline.handling import Handlings, handlings
from dragoman.pipeline.rating import with_ratings
from dragoman.pipeline.review import with_credits
from dragoman.workbench.collecting import kept_for_long
from dragoman.workbench.handing_on import Changes, hand_on, parties_in, rated
from dragoman.workbench.index import Index
from dragoman.workbench.nouns import REVIEWED
from dragoman.workbench.spellings import Spelling, spellings_of

T = TypeVar("T")

NOT_LISTED = frozenset({"documents", "decisions", "skips", "mentions", "segments"})
"""Fields of the contents that are no lists of entries for pages."""

PREPARED = (
    "lookup",
    "entries",
    "by_document",
    "reviews",
    "threads",
    "decisions_on",
    "handlings",
    "queue",
    "parties_of",
    "segments",
    "first_lists",
)
"""Indexes that are made before anybody asks."""


@define(slots=False, eq=False)
class Snapshot:
    """``state`` names the dossier's state; ``pending`` counts decisions laid over since then."""

    contents: Contents
    state: str
    pending: int = 0
    sheets: dict[Any, Any] = field(factory=dict, repr=False)
    read_mentions: Callable[[], Iterable[Mention]] = field(default=tuple, repr=False)
    """Reads the dossier's mentions, which are not among the contents; it may take a second."""
    read_settings: Callable[[], Sequence[Settings]] = field(default=tuple, repr=False)
    """Reads every signed version of ``negotiation.toml``, oldest first; asked from a thread."""

    @cached_property
    def lookup(self) -> Lookup:
        """Labels and marks."""
        return Lookup(self.contents)

    @cached_property
    def name(self) -> str:
        """What the negotiation is called, or after whom it is called where it has no name."""
        return heading(self.lookup)

    @cached_property
    def document_ids(self) -> tuple[str, ...]:
        """The ids of all documents, sorted."""
        return tuple(sorted(document.id for document in self.contents.documents))

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
            target = self.target_of(decision)
            name = target.id if target else decision.target.entry
            if name:
                found.setdefault(name, []).append(decision)
        return {name: tuple(decisions) for name, decisions in found.items()}

    @cached_property
    def queue(self) -> tuple[Entry, ...]:
        """The entries that stand in the review queue."""
        return tuple(e for e in self.entries.values() if e.kind in REVIEWED)

    @cached_property
    def looked_at(self) -> int:
        """How many entries of the queue somebody has looked at."""
        waiting = ReviewState.SUGGESTED
        ids = (id for id, found in self.reviews.items() if found.state is not waiting)
        return sum(1 for id in ids if (e := self.entries.get(id)) and e.kind in REVIEWED)

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` makes of the entries alone, made once; handed on while they stay."""
        if name not in self.shelved:
            self.shelved[name] = make()
        found: T = self.shelved[name]
        return found

    def kept_now(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` makes of this very snapshot, made once.

        Kept apart from ``sheets``: those give way to others, maybe while a thread asks here.
        """
        if name not in self.shelved_now:
            self.shelved_now[name] = make()
        found: T = self.shelved_now[name]
        return found

    @cached_property
    def shelved_now(self) -> dict[str, Any]:
        """What ``kept_now`` keeps."""
        return {}

    @cached_property
    def shelved(self) -> dict[str, Any]:
        """What ``kept`` keeps."""
        return {}

    @cached_property
    def parties_of(self) -> Mapping[str, frozenset[str]]:
        """The ids of the parties that an entry is about, by the entry's id; only where there are
        any."""
        return {e.id: found for e in self.queue if (found := frozenset(parties_in(e)))}

    @cached_property
    def asked_about(self) -> Mapping[str, tuple[Question, ...]]:
        """The program's own questions by the ids of the entries that they are about."""
        found: dict[str, tuple[Question, ...]] = {}
        for asked in self.contents.questions:
            for id in asked.candidates:
                found[id] = (*found.get(id, ()), asked)
        return found

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

    @cached_property
    def index(self) -> Index:
        """Sorted lists and cross-references of the reading pages."""
        return Index(self.contents, self.lookup)

    @cached_property
    def spellings(self) -> Mapping[str, tuple[Spelling, ...]]:
        """How somebody is spelt in the texts, and what tied it to him, by id. To be asked from a
        thread: it reads the mentions."""
        with kept_for_long():
            return spellings_of(self.read_mentions())

    def entry(self, entry_id: str) -> Entry:
        """The entry, or the document, of an id. Raises ``UnknownEntry``."""
        found = self.entries.get(entry_id) or self.lookup.documents.get(entry_id)
        if found is None:
            raise UnknownEntry(entry_id)
        return found

    def decision(self, decision_id: str) -> Decision:
        """The decision of an id. Raises ``UnknownEntry``."""
        for decision in reversed(self.contents.decisions):
            if decision.id == decision_id:
                return decision
        raise UnknownEntry(decision_id)

    def prepare(self) -> None:
        """Make the indexes that every page asks, and the lists of the overview, before they are
        asked for."""
        for name in PREPARED:
            getattr(self, name)
        self.index.prepare()

    def prepare_laid(self) -> None:
        """After decisions: make again what pages ask that nobody else shall wait for."""
        for name in PREPARED:
            if name != "first_lists":  # asked by one page alone, which is made in a thread
                getattr(self, name)
        self.index.prepare()

    @cached_property
    def first_lists(self) -> tuple[tuple[FirstList, ...], Footnotes]:
        """The lists of the first screen, and the register of their notes."""
        footnotes = Footnotes(self.lookup)
        return first_screen(footnotes, {}), footnotes

    def with_decisions(self, fresh: Iterable[Decision], state: str) -> "Snapshot":
        """The snapshot with signed decisions laid over the entries that they are about.

        Indexes that these decisions do not touch are handed on.
        """
        known = {decision.id for decision in self.contents.decisions}
        decisions = tuple(fresh)
        log = (*self.contents.decisions, *(d for d in decisions if d.id not in known))
        touched = [e for d in decisions if (e := self.target_of(d)) is not None]
        laid = apply_decisions(touched, decisions).entries
        gone = {entry.id for entry in touched} - {entry.id for entry in laid}
        contents = evolve(self.contents, decisions=log)
        contents = replaced(contents, [e for e in laid if e not in touched], gone)
        contents = _described(contents, decisions)
        if any(d.verb in (Verb.RATE, Verb.WITHDRAW) for d in decisions):
            negotiation = with_ratings(contents.negotiation, log)
            contents = with_credits(evolve(contents, negotiation=negotiation), log)
        made = Snapshot(
            contents=contents,
            state=state,
            pending=self.pending + len(decisions),
            read_mentions=self.read_mentions,
            read_settings=self.read_settings,
        )
        changes = Changes.of(self.entries, touched, laid)
        if "index" in self.__dict__:
            is_rating = any(d.verb in (Verb.RATE, Verb.WITHDRAW) for d in decisions)
            changed = changes.nouns | ({"person"} if is_rating else set())
            made.__dict__["lookup"] = self.lookup.after(contents, rated(decisions, changed))
            made.index.take_over(self.index, frozenset(changed))
        hand_on(self, made, decisions, changes)
        return made

    def target_of(self, decision: Decision) -> Entry | None:
        """The entry that a decision is about, None where it is gone."""
        named = self.entries.get(decision.target.entry or "")
        if named is not None:
            return named
        near = {
            e.id: e for p in decision.target.passages for e in self.by_document.get(p.document, ())
        }
        return match_anchor(decision.target, near.values()).entry


def _described(contents: Contents, decisions: Iterable[Decision]) -> Contents:
    """The contents with what analysts say of documents laid over those."""
    said: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.verb is Verb.CORRECT and decision.target.noun == Document.kind:
            said.setdefault(decision.target.entry or "", []).append(decision)
    if not said:
        return contents
    documents = tuple(described(d, said.get(d.id, ())) for d in contents.documents)
    return evolve(contents, documents=documents)


def _every(contents: Contents) -> Iterator[Entry]:
    for name in attrs.fields_dict(Contents):
        values = getattr(contents, name)
        if isinstance(values, tuple) and name not in NOT_LISTED:
            yield from values


def replaced(contents: Contents, laid: Iterable[Entry], gone: set[str]) -> Contents:
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
