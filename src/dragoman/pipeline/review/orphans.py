"""Orphans: decisions whose entry is gone, and how an analyst gives them another."""

from collections.abc import Iterable, Sequence

import msgspec
from attrs import define, evolve

from dragoman.dossier import (
    Dossier,
    Finder,
    Orphan,
    anchor_of,
    correction,
    match_anchor,
    sign,
    standing,
)
from dragoman.dossier.replay import ELSEWHERE, is_about_removed, removed_documents
from dragoman.dossier.reviewing import EDGES, anchors_in
from dragoman.dossier.signing import corrected
from dragoman.errors import BadRequest
from dragoman.model import KINDS, Anchor, Contents, Decision, Entry, Verb, encode
from dragoman.pipeline.review.entries import entries_in

_NEVER = frozenset({"decision", "report", "document"})
_WAIT = (Verb.WITHDRAW, Verb.REMOVE)
STORED = (Verb.ADD, Verb.ACCEPT)
"""Verbs that hold an entry whole."""


def orphans_of(contents: Contents) -> tuple[Orphan, ...]:
    """The standing decisions that find no entry, or have no effect, in the order of signing.

    Reads what the dossier holds, without putting it together anew. What rests on removed documents
    waits in silence and is not among them, nor what was decided on an entry before it was rejected.
    Nouns that were left out of ``contents`` are passed over. Decisions on documents lose nothing.
    """
    valid = standing(contents.decisions)
    removed = removed_documents(valid)
    asked = [d for d in valid if _can_lose(d) and not is_about_removed(d.target, removed)]
    nouns = {anchor.noun for decision in asked for anchor in anchors_in(decision)}
    entries = list(entries_in(contents, nouns))
    # Segments and mentions are often left out, for they are many.
    absent = {"mention", "segment"} - {entry.kind for entry in entries}
    desk = _Desk(
        finder=Finder(asked, entries),
        entries=entries,
        rejected=[d.target for d in valid if d.verb is Verb.REJECT],
        documents=frozenset(document.id for document in contents.documents),
        is_limited=contents.negotiation.as_of is not None,
    )
    found = (desk.orphan(d) for d in asked if d.target.noun not in absent)
    return tuple(orphan for orphan in found if orphan is not None)


def _can_lose(decision: Decision) -> bool:
    noun = decision.target.noun
    return decision.verb not in _WAIT and noun in KINDS and noun not in _NEVER


@define(kw_only=True)
class _Desk:
    """What is needed to say what became of a decision."""

    finder: Finder
    entries: Sequence[Entry]
    rejected: Sequence[Anchor]
    documents: frozenset[str]
    is_limited: bool

    def orphan(self, decision: Decision) -> Orphan | None:
        """The decision as an orphan, None where it has its effect."""
        anchors = anchors_in(decision)
        if any(self._is_elsewhere(decision, anchor) for anchor in anchors):
            if self.is_limited:  # a document after the day that the settings name
                return None
            return self._lost(decision, decision.target, ELSEWHERE)
        if decision.verb in EDGES:
            return self._edge(decision, anchors)
        return self._one(decision)

    def _is_elsewhere(self, decision: Decision, anchor: Anchor) -> bool:
        """Whether nothing that an anchor stands on is here; of an entry stored whole, anything."""
        absent = [passage.document not in self.documents for passage in anchor.passages]
        return any(absent) if decision.verb in STORED else bool(absent) and all(absent)

    def _one(self, decision: Decision) -> Orphan | None:
        anchor = decision.target
        entry = self.finder.find(anchor)
        if decision.verb is Verb.REJECT:
            return None if entry is None else self._unless_signed_again(decision, entry)
        if entry is None:
            if self._is_rejected(anchor):
                return None
            return self._lost(decision, anchor, "nothing stands any more where it was made")
        if decision.verb is Verb.CORRECT:
            return _unfit(decision, entry)
        return None

    def _unless_signed_again(self, decision: Decision, entry: Entry) -> Orphan | None:
        """A rejection whose entry is there: fine where somebody added or approved it since."""
        is_back = any(
            line.startswith(("added by", "accepted by", "changed since")) for line in entry.because
        )
        if is_back:
            return None
        why = "its entry is there, though it was rejected; put the accounts together anew"
        return Orphan(decision=decision, candidates=(entry,), why=why)

    def _edge(self, decision: Decision, anchors: tuple[Anchor, ...]) -> Orphan | None:
        """Whether what two entries were called came about."""
        if decision.verb is Verb.SPLIT:  # both sides bear one id, so that only passages tell
            anchors = tuple(evolve(anchor, entry=None) for anchor in anchors)
        ends = [self.finder.find(anchor) for anchor in anchors]
        for end, anchor in zip(ends, anchors, strict=True):
            if end is None and not self._is_rejected(anchor):
                return self._lost(decision, anchor, "nothing stands any more at one of its sides")
        if None in ends or len(ends) < 2:
            return None
        ids = {end.id for end in ends if end is not None}
        if (decision.verb is Verb.SAME) == (len(ids) == 1):
            return None
        why = "both are still two entries" if len(ids) > 1 else "both are still one entry"
        kept = tuple(end for end in ends if end is not None)
        return Orphan(decision=decision, candidates=kept, why=why)

    def _is_rejected(self, anchor: Anchor) -> bool:
        return any(
            one.noun == anchor.noun
            and (one.entry == anchor.entry or one.passages == anchor.passages)
            for one in self.rejected
        )

    def _lost(self, decision: Decision, anchor: Anchor, why: str) -> Orphan:
        candidates = match_anchor(anchor, self.finder.near(anchor)).candidates
        return Orphan(
            decision=decision, candidates=candidates or quoted_in(anchor, self.entries), why=why
        )


def quoted_in(anchor: Anchor, entries: Iterable[Entry], most: int = 5) -> tuple[Entry, ...]:
    """Entries of the anchor's noun that stand on the same words, wherever; for an analyst to pick.

    At most ``most``; those whose surroundings agree as well come first.
    """
    words = {(p.role, p.exact): (p.prefix, p.suffix) for p in anchor.passages if p.exact}
    found = []
    for entry in entries:
        if entry.kind != anchor.noun:
            continue
        met = [p for p in entry.passages if (p.role, p.exact) in words]
        if met:
            around = any(words[p.role, p.exact] == (p.prefix, p.suffix) for p in met)
            found.append((not around, -len(met), entry.id, entry))
    return tuple(entry for *_, entry in sorted(found, key=lambda row: row[:3])[:most])


def _unfit(decision: Decision, entry: Entry) -> Orphan | None:
    """A correction that does not fit its entry any more."""
    try:
        corrected(entry, msgspec.json.decode(decision.after or "", type=dict[str, object]))
    except (BadRequest, msgspec.MsgspecError) as error:
        why = f"it does not fit the entry: {error}"
        return Orphan(decision=decision, candidates=(entry,), why=why)
    return None


def reattach(
    dossier: Dossier,
    decision: Decision,
    entry: Entry,
    *,
    who: str,
    decided_at: str | None = None,
    why: str = "",
) -> tuple[Decision, ...]:
    """Take an orphaned decision back and sign the same on the entry picked, in one transaction.

    The reason of the first one is kept where no other is given; ``because`` of the new one says
    who had signed it first. Of an edge the side that is not the entry's is kept.

    Raises:
        BadRequest: it does not fit that entry, or does not stand any more.
    """
    stands = {one.id for one in standing(dossier.decisions())}
    if decision.id not in stands:
        raise BadRequest(f"decision {decision.id} does not stand any more; nothing to re-attach")
    signed = {"who": who, "decided_at": decided_at, "why": why or decision.why}
    finder = Finder([decision], dossier.entries(entry.kind) if decision.verb in EDGES else ())
    anew = _anew(decision, entry, finder, signed)
    line = f"re-attached; signed first by {decision.who}, {decision.decided_at[:10]}"
    anew = evolve(anew, because=(*decision.because, line, f"was decision {decision.id}"))
    back = sign(
        Verb.WITHDRAW,
        decision.target,
        who=who,
        decided_at=decided_at,
        why=f"re-attached to {entry.kind} {entry.id}",
        withdraws=decision.id,
    )
    dossier.decide_all((back, anew))
    return back, anew


def _anew(
    decision: Decision, entry: Entry, finder: Finder, signed: dict[str, str | None]
) -> Decision:
    """The same decision on another entry."""
    noun = decision.target.noun
    if entry.kind != noun:
        raise BadRequest(f"the decision is about a {noun}; {entry.id} is a {entry.kind}")
    who, at, why = str(signed["who"]), signed["decided_at"], str(signed["why"] or "")
    if decision.verb is Verb.CORRECT:
        changes = msgspec.json.decode(decision.after or "{}", type=dict[str, object])
        return correction(entry, changes, who=who, decided_at=at, why=why)
    if decision.verb is Verb.ADD or decision.verb is Verb.SPLIT:
        raise BadRequest(f"a decision to {decision.verb} stands on its own words; make it anew")
    after = encode(entry).decode() if decision.verb in STORED else decision.after
    target = anchor_of(entry)
    if decision.verb in EDGES:
        target, after = _sides(decision, entry, finder)
    return sign(decision.verb, target, who=who, decided_at=at, after=after, why=why)


def _sides(decision: Decision, entry: Entry, finder: Finder) -> tuple[Anchor, str]:
    """The two sides of an edge, of which the one that lost its place is now the entry."""
    picked = anchor_of(entry)
    first, second = anchors_in(decision)
    one, other = (picked, second) if finder.find(first) is None else (first, picked)
    if one.entry == other.entry:
        raise BadRequest("an edge needs two entries; pick another one")
    return one, msgspec.json.encode(other, order="sorted").decode()
