"""Handing on: what a snapshot need not make again after a decision.

A decision touches one entry or a few of a hundred thousand; the indexes over all of them are taken
from the snapshot before, with those few replaced.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dragoman.dossier import reviews_of
from dragoman.model import Decision, Entry, Verb

if TYPE_CHECKING:
    from dragoman.workbench.snapshot import Snapshot

ALWAYS = ("segments", "spellings")
"""Indexes that no decision changes."""

WHILE_SAME = ("name", "entries", "by_document", "queue", "parties_of", "shelved")
"""Indexes over entries that can be taken as they are while no entry has changed."""

STAYING = ("documents", "ask fields", "ask examples")
"""What ``kept`` keeps that stays when entries are corrected: what the documents are called, and
what is proposed to be asked, counted when the accounts were last put together."""

NAMED = frozenset({"party", "person", "organisation", "place"})
"""Nouns whose names a question may hold."""

_RATING = (Verb.RATE, Verb.WITHDRAW)
_QUIET = (Verb.REVIEW, Verb.ACCEPT, Verb.NOTE, Verb.ASK)
_MARKING = (Verb.HANDLE, Verb.WITHDRAW, Verb.ADD)


@frozen(kw_only=True)
class Changes:
    """Entries that decisions changed or added, by id, and the ids of those that they took out."""

    changed: Mapping[str, Entry]
    gone: frozenset[str]
    touched: tuple[Entry, ...]

    @classmethod
    def of(
        cls, before: Mapping[str, Entry], touched: Sequence[Entry], laid: Sequence[Entry]
    ) -> "Changes":
        """What became of the touched entries."""
        changed = {e.id: e for e in laid if before.get(e.id) != e}
        gone = {entry.id for entry in touched} - {entry.id for entry in laid}
        return cls(changed=changed, gone=frozenset(gone), touched=tuple(touched))

    @property
    def nouns(self) -> frozenset[str]:
        """The nouns of which an entry was changed, added or taken out."""
        gone = (e for e in self.touched if e.id in self.gone)
        return frozenset(e.kind for e in (*self.changed.values(), *gone))

    def of_ids(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries with the changed ones in their places and without those that are gone."""
        return [self.changed.get(e.id, e) for e in entries if e.id not in self.gone]


def rated(decisions: Sequence[Decision], changed: Iterable[str]) -> set[str]:
    """The nouns that changed, with what letters and digits stand on where some were set."""
    is_rating = any(d.verb in _RATING for d in decisions)
    rating = ("negotiation", "corroboration", "person") if is_rating else ()
    return {*changed, *rating, *(d.target.noun for d in decisions if d.target.noun == "document")}


def hand_on(
    older: "Snapshot", newer: "Snapshot", fresh: Sequence[Decision], changes: Changes
) -> None:
    """Give ``newer`` the indexes of ``older`` that ``fresh`` decisions leave, and mend the rest."""
    have, given = older.__dict__, newer.__dict__
    given.update({name: have[name] for name in ALWAYS if name in have})
    if not changes.changed and not changes.gone:
        given.update({name: have[name] for name in WHILE_SAME if name in have})
    else:
        _mend(older, given, changes)
    if "handlings" in have and all(d.verb not in _MARKING for d in fresh):
        given["handlings"] = have["handlings"]
    if "asked_about" in have and all(e.kind != "question" for e in changes.touched):
        given["asked_about"] = have["asked_about"]
    if "orphans" in older.shelved_now and _find_their_entries(older, fresh, changes):
        given["shelved_now"] = {"orphans": older.shelved_now["orphans"]}
    if "first_lists" in have and not _may_show(fresh, changes):
        given["first_lists"] = have["first_lists"]
    if not changes.gone and not _is_moved(older, changes):
        _mend_decisions(older, newer, changes)


def _mend(older: "Snapshot", given: dict[str, Any], changes: Changes) -> None:
    """The indexes over entries with some of them replaced, added or gone."""
    added = [e for id, e in changes.changed.items() if id not in older.entries]
    entries = {e.id: e for e in changes.of_ids(older.entries.values())}
    given["entries"] = {**entries, **{e.id: e for e in added}}
    documents = dict(older.by_document)
    for entry in (*changes.touched, *changes.changed.values()):
        for id in {passage.document for passage in entry.passages}:
            kept = [e for e in documents.get(id, ()) if e.id != entry.id]
            now = given["entries"].get(entry.id)
            is_there = now is not None and any(p.document == id for p in now.passages)
            documents[id] = (*kept, now) if is_there else tuple(kept)
    given["by_document"] = documents
    shelved = dict(older.shelved)  # another thread may put something into the older one meanwhile
    given["shelved"] = {name: shelved[name] for name in STAYING if name in shelved}
    if (asking := shelved.get("asking")) is not None:
        given["shelved"]["asking days"] = asking.entries.days_of
        if "names" in asking.__dict__ and not changes.nouns & NAMED:
            given["shelved"]["asking names"] = asking.names
    if not added:
        given["queue"] = tuple(changes.of_ids(older.queue))
        named = {id: frozenset(parties_in(entry)) for id, entry in changes.changed.items()}
        left = {id: ids for id, ids in older.parties_of.items() if id not in changes.gone}
        given["parties_of"] = left | {id: ids for id, ids in named.items() if id in left or ids}
        if not _is_moved(older, changes):
            orders = {name: rows for name, rows in shelved.items() if name.startswith("queue ")}
            given["shelved"] |= {name: changes.of_ids(rows) for name, rows in orders.items()}


def _is_moved(older: "Snapshot", changes: Changes) -> bool:
    """Whether what a decision finds its entry by, or the queue its order, is another now."""
    before = older.entries
    return any(
        (e.passages, e.score) != (before[id].passages, before[id].score)
        for id, e in changes.changed.items()
        if id in before
    )


def _find_their_entries(older: "Snapshot", fresh: Sequence[Decision], changes: Changes) -> bool:
    """Whether decisions leave all others where they are, and stand on entries themselves: then no
    orphan comes or goes."""
    if changes.changed or changes.gone or any(d.verb not in _QUIET for d in fresh):
        return False
    return all(older.target_of(decision) is not None for decision in fresh)


def _may_show(fresh: Sequence[Decision], changes: Changes) -> bool:
    """Whether the lists of the overview may show or count what was changed."""
    is_other = bool(changes.changed or changes.gone)
    return is_other or any(d.verb in (*_RATING, Verb.ADD) for d in fresh)


def _mend_decisions(older: "Snapshot", newer: "Snapshot", changes: Changes) -> None:
    """Which decisions stand on which entry, and how far those were looked at."""
    decided = dict(older.decisions_on)
    for decision in newer.contents.decisions[len(older.contents.decisions) :]:
        target = older.target_of(decision) or newer.target_of(decision)
        name = target.id if target else decision.target.entry or ""
        decided[name] = (*decided.get(name, ()), decision)
    newer.__dict__["decisions_on"] = decided
    ids = {e.id for e in changes.touched} | set(changes.changed)
    on_these = [decision for id in ids for decision in decided.get(id, ())]
    entries = [newer.entries[id] for id in ids if id in newer.entries]
    kept = {id: found for id, found in older.reviews.items() if id not in ids}
    newer.__dict__["reviews"] = {**kept, **reviews_of(on_these, entries)}


def parties_in(entry: Entry) -> Iterator[str]:
    """The parties that an entry names in its own fields."""
    for name in ("party", "held_by", "over"):
        if isinstance(value := getattr(entry, name, None), str):
            yield value
    yield from getattr(entry, "parties", ())
    for name in ("participants", "speakers"):
        yield from (one.party or one.id or "" for one in getattr(entry, name, ()))
    for name in ("actor", "recipient", "author"):
        if (one := getattr(entry, name, None)) is not None:
            yield one.party or one.id or ""
