"""Handing on: what a snapshot need not make again after a decision.

A decision touches one entry or a few of a hundred thousand; the indexes over all of them are taken
from the snapshot before, with those few replaced.
"""

from collections.abc import Iterable, Mapping, Sequence
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

_RATING = (Verb.RATE, Verb.WITHDRAW)
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
    if "first_lists" in have and not _is_shown(older, fresh, changes):
        given["first_lists"] = have["first_lists"]
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
    if not added:
        orders = {name: value for name, value in older.shelved.items() if name.startswith("queue ")}
        given["queue"] = tuple(changes.of_ids(older.queue))
        given["shelved"] = {name: changes.of_ids(rows) for name, rows in orders.items()}


def _is_shown(older: "Snapshot", fresh: Sequence[Decision], changes: Changes) -> bool:
    """Whether the lists of the overview show what was changed, or might."""
    lists, _ = older.first_lists
    shown = {line.entry_id for one in lists for line in one.lines}
    touched = {*changes.changed, *changes.gone}
    return bool(touched & shown) or any(d.verb in (*_RATING, Verb.ADD) for d in fresh)


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
