"""Replay: the analyst's decisions laid over freshly computed entries.

A pure function of both, so that decisions hold over re-reading: nothing that a decision says is
ever written into what the reader found.
"""

from collections.abc import Container, Iterable, Sequence

import msgspec
from attrs import define, evolve, field, frozen

from dragoman.dossier.anchors import CODED, MERGED, match_anchor
from dragoman.dossier.reviewing import CHANGED, EDGES, signed_line
from dragoman.dossier.signing import corrected, standing
from dragoman.errors import BadRequest
from dragoman.model import (
    Anchor,
    Credibility,
    Decision,
    Document,
    Entry,
    Outlet,
    Reliability,
    Verb,
    decode,
    to_builtins,
)

OUTLET = "outlet"
"""The noun of an anchor on an outlet, which is no entry: it goes by its name."""

LINKS = ("attribution", "parent", "statement")
"""Fields that point to another entry of the same reading: an approved entry that a reader still
finds takes them from the reader, since ids shift with boundaries."""


@frozen(kw_only=True)
class Orphan:
    """A decision that found no entry, or several; ``candidates`` are for the analyst to pick."""

    decision: Decision
    candidates: tuple[Entry, ...] = ()
    why: str = ""


@frozen(kw_only=True)
class Replayed:
    """Entries after all decisions, and the decisions that could not be laid over them."""

    entries: tuple[Entry, ...]
    orphans: tuple[Orphan, ...] = ()


def apply_decisions(
    entries: Sequence[Entry],
    decisions: Sequence[Decision],
    documents: Container[str] | None = None,
) -> Replayed:
    """Lay the standing decisions over ``entries``, in the order of signing.

    Entries keep their order and corrected ones their ids; what was added by hand, or approved
    and since missed by the reader, comes last. What stands only in removed documents leaves, and
    decisions on it wait in silence until the document comes back. What programs propose is laid
    first, so that it never changes what a person decided. A remark on another decision has no entry
    to find here. ``documents`` are the ids of those that are there: what was added by hand, or
    approved, in any other one (a decision taken in from another dossier) is not laid.
    """
    valid = sorted(standing(decisions), key=lambda decision: decision.program is None)
    removed = removed_documents(valid)
    if not valid:
        return Replayed(entries=tuple(entries))
    desk = _Desk(documents=documents)
    for entry in entries:
        if not _is_gone(entry, removed):
            desk.lay(entry)
    for decision in valid:
        act = None if decision.target.noun == Decision.kind else _ACTS.get(decision.verb)
        if act is not None and not is_about_removed(decision.target, removed):
            act(desk, decision)
    kept = tuple(entry for entry in desk.current.values() if entry is not None)
    return Replayed(entries=kept, orphans=tuple(desk.orphans))


def removed_documents(decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of the documents that the given (standing) decisions take out."""
    removals = (decision for decision in decisions if decision.verb is Verb.REMOVE)
    return frozenset(d.target.entry for d in removals if d.target.entry is not None)


def edges(decisions: Sequence[Decision]) -> list[tuple[Anchor, Anchor, Verb, str]]:
    """The pairs that standing decisions call the same, different or unsure, and the two sides of
    those that they split, each with its reason.

    They come in the order of signing: of two on one pair the later holds; what programs propose
    comes first.

    An edge whose words a purge has blanked is left out.
    """
    return [
        (
            decision.target,
            msgspec.json.decode(decision.after, type=Anchor),
            decision.verb,
            decision.why,
        )
        for decision in sorted(standing(decisions), key=lambda one: one.program is None)
        if decision.verb in EDGES and decision.after is not None
    ]


_Key = tuple[str, str]


@define
class _Desk:
    """Entries by noun and id. ``current`` holds None for a rejected one; ``shelf`` keeps every
    form an entry has had, by noun and document, for anchors to be matched against."""

    documents: Container[str] | None = None
    current: dict[_Key, Entry | None] = field(factory=dict)
    shelf: dict[_Key, list[Entry]] = field(factory=dict)
    orphans: list[Orphan] = field(factory=list)

    def lay(self, entry: Entry) -> None:
        """Lay an entry on the desk, in the place of the one with its noun and id."""
        key = (entry.kind, entry.id)
        before = self.current.get(key)
        self.current[key] = entry
        if before is None or before.passages != entry.passages:
            self._shelve(entry)

    def _shelve(self, entry: Entry) -> None:
        for document in {passage.document for passage in entry.passages}:
            self.shelf.setdefault((entry.kind, document), []).append(entry)

    def near(self, anchor: Anchor) -> list[Entry]:
        """The entries an anchor could mean: of its noun, in its documents or with its id."""
        found = {
            id(entry): entry
            for document in dict.fromkeys(passage.document for passage in anchor.passages)
            for entry in self.shelf.get((anchor.noun, document), ())
        }
        named = self.current.get((anchor.noun, anchor.entry or ""))
        if named is not None:
            found[id(named)] = named
        return list(found.values())

    def find(self, decision: Decision) -> Entry | None:
        """The entry that a decision is about, as it is now; without one, an orphan is noted."""
        match = match_anchor(decision.target, self.near(decision.target))
        if match.entry is None:
            self.orphan(decision, _reason(match.candidates), match.candidates)
            return None
        now = self.current[(match.entry.kind, match.entry.id)]
        if now is None:
            self.orphan(decision, "its entry was rejected by an earlier decision")
        return now

    def orphan(self, decision: Decision, why: str, candidates: tuple[Entry, ...] = ()) -> None:
        """Note a decision that cannot be laid over the entries."""
        self.orphans.append(Orphan(decision=decision, candidates=candidates, why=why))


def _reason(candidates: tuple[Entry, ...]) -> str:
    if candidates:
        return "no single entry stands where this decision was made; pick one of the candidates"
    return "nothing stands any more where this decision was made"


def _correct(desk: _Desk, decision: Decision) -> None:
    entry = desk.find(decision)
    if entry is None:
        return
    try:
        changes = msgspec.json.decode(decision.after or "", type=dict[str, object])
        desk.lay(_signed(corrected(entry, changes), "corrected", decision))
    except (BadRequest, msgspec.DecodeError) as error:
        desk.orphan(decision, f"it does not fit the entry: {error}", (entry,))


def _add(desk: _Desk, decision: Decision) -> None:
    entry = _stored(desk, decision)
    if entry is not None:
        desk.lay(_signed(entry, "added", decision))


def _accept(desk: _Desk, decision: Decision) -> None:
    """Approve what is stored whole in the decision, whether or not the reader still finds it."""
    approved = _stored(desk, decision)
    if approved is None:
        return
    match = match_anchor(decision.target, desk.near(decision.target))
    if match.entry is not None:
        now = desk.current[(match.entry.kind, match.entry.id)] or match.entry
        desk.lay(_approved(now, approved, decision))
    elif _is_contested(decision.target, match.candidates):
        desk.orphan(decision, _reason(match.candidates), match.candidates)
    else:
        desk.lay(_signed(approved, "accepted", decision))


def _approved(now: Entry, approved: Entry, decision: Decision) -> Entry:
    """An approved entry that is still found.

    One document's text does not change, so there the approved content holds. A merged entry
    rests on the documents at hand: it stays as it is computed now, and says when that differs.
    """
    if now.kind in MERGED:
        is_same = _content(now) == _content(approved)
        return _signed(now, "accepted" if is_same else CHANGED, decision)
    links = {name: getattr(now, name) for name in LINKS if hasattr(now, name)}
    kept = evolve(approved, id=now.id, passages=now.passages, **links)
    return _signed(kept, "accepted", decision)


def _content(entry: Entry) -> dict[str, object]:
    """What an entry says, without how it came to be there."""
    values = to_builtins(entry)
    return {name: values[name] for name in values if name not in _ORIGIN}


_ORIGIN = frozenset({"id", "reader", "score", "because"})


def _is_contested(anchor: Anchor, candidates: tuple[Entry, ...]) -> bool:
    """Whether candidates really fit the anchor (several do), rather than stand near it."""
    return any(match_anchor(anchor, [candidate]).entry is not None for candidate in candidates)


def _reject(desk: _Desk, decision: Decision) -> None:
    """Take out; a rejected entry that no reader finds any more is rejection fulfilled."""
    match = match_anchor(decision.target, desk.near(decision.target))
    if match.entry is not None:
        desk.current[(match.entry.kind, match.entry.id)] = None
    elif any(_touches(decision.target, candidate) for candidate in match.candidates):
        desk.orphan(decision, _reason(match.candidates), match.candidates)


def _touches(anchor: Anchor, entry: Entry) -> bool:
    return any(
        one.document == other.document and one.start < other.end and other.start < one.end
        for one in anchor.passages
        for other in entry.passages
    )


def _rate(desk: _Desk, decision: Decision) -> None:
    """Put an analyst's letter on a person; outlets are no entries and are rated elsewhere, and a
    digit is laid over an entry's corroboration, which is computed after."""
    entry = desk.find(decision) if decision.target.noun != OUTLET else None
    if entry is None or digit_in(decision) is not None:
        return
    try:
        letter = msgspec.json.decode(decision.after or "", type=str)
        desk.lay(_signed(corrected(entry, {"reliability": letter}), f"rated {letter}", decision))
    except (BadRequest, msgspec.DecodeError) as error:
        desk.orphan(decision, f"it does not fit the entry: {error}", (entry,))


def digit_in(decision: Decision) -> Credibility | None:
    """The digit that a decision sets, None for any other decision."""
    if decision.verb is not Verb.RATE or decision.after is None:
        return None
    try:
        return msgspec.json.decode(decision.after, type=Credibility)
    except msgspec.MsgspecError:
        return None


def rated_outlets(outlets: Sequence[Outlet], decisions: Sequence[Decision]) -> tuple[Outlet, ...]:
    """The outlets with the letters of standing decisions; of two on one outlet the later holds.

    An outlet that ``negotiation.toml`` does not list is added, with nothing but its letter.
    """
    known = {outlet.name: outlet for outlet in outlets}
    for decision in standing(decisions):
        name = decision.target.entry
        if (
            decision.verb is Verb.RATE
            and decision.target.noun == OUTLET
            and name
            and decision.after
            and digit_in(decision) is None
        ):
            letter = msgspec.json.decode(decision.after, type=Reliability)
            known[name] = evolve(known.get(name, Outlet(name=name)), reliability=letter)
    return tuple(known.values())


def _note(desk: _Desk, decision: Decision) -> None:
    desk.find(decision)


_ACTS = {
    Verb.CORRECT: _correct,
    Verb.ADD: _add,
    Verb.ACCEPT: _accept,
    Verb.REJECT: _reject,
    Verb.NOTE: _note,
    Verb.ASK: _note,
    Verb.REVIEW: _note,
    Verb.HANDLE: _note,
    Verb.RATE: _rate,
}
"""Edges (SAME, DIFFERENT, UNSURE, SPLIT) are for resolution; REMOVE, WITHDRAW are read before."""


def _stored(desk: _Desk, decision: Decision) -> Entry | None:
    """The entry stored whole in a decision; an orphan is noted when it cannot be used."""
    try:
        entry = decode(decision.after or "")
    except ValueError as error:
        desk.orphan(decision, f"the entry stored in it cannot be used: {error}")
        return None
    known = desk.documents
    if known is not None and any(passage.document not in known for passage in entry.passages):
        desk.orphan(decision, ELSEWHERE)
        return None
    return entry


ELSEWHERE = "it stands in a document that is not in this dossier"
"""Why a decision of another dossier has no effect here."""


def _signed(entry: Entry, verb: str, decision: Decision) -> Entry:
    line = signed_line(verb, decision)
    return evolve(entry, because=(*(one for one in entry.because if one != line), line))


def _is_gone(entry: Entry, removed: frozenset[str]) -> bool:
    if isinstance(entry, Document):
        return entry.id in removed
    return _all_in(removed, {passage.document for passage in entry.passages})


def is_about_removed(anchor: Anchor, removed: frozenset[str]) -> bool:
    """Whether all that an anchor stands on was removed, so that its decision waits in silence."""
    if anchor.noun in CODED and anchor.entry in removed:
        return True
    return _all_in(removed, {passage.document for passage in anchor.passages})


def _all_in(removed: frozenset[str], documents: set[str]) -> bool:
    return bool(documents) and documents <= removed
