"""Reviewing: which entry each decision is about now, and how far people have looked at it."""

from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec
from attrs import evolve

from dragoman.dossier.anchors import CODED, MERGED, match_anchor
from dragoman.dossier.signing import standing
from dragoman.model import Anchor, Decision, Entry, Passage, Review, ReviewState, Verb

EDGES = (Verb.SAME, Verb.DIFFERENT, Verb.UNSURE, Verb.SPLIT)
"""Verbs about two entries, or two sides of one: ``after`` holds the anchor of the second."""

_LOOKED_AT = (Verb.REVIEW, Verb.CORRECT, Verb.ADD, Verb.ACCEPT)


def anchors_in(decision: Decision) -> tuple[Anchor, ...]:
    """The anchors of a decision: its target and, of an edge, the second one."""
    if decision.verb not in EDGES or decision.after is None:
        return (decision.target,)
    try:
        return decision.target, msgspec.json.decode(decision.after, type=Anchor)
    except msgspec.MsgspecError:
        return (decision.target,)


class Finder:
    """Finds the entry that an anchor holds among entries that decisions were laid over already.

    ``decisions`` are those whose anchors will be asked for; ``entries`` are gone through once.
    """

    def __init__(self, decisions: Sequence[Decision], entries: Iterable[Entry]) -> None:
        anchors = [anchor for decision in decisions for anchor in anchors_in(decision)]
        nouns = {anchor.noun for anchor in anchors}
        self._by_id = {(one.kind, one.id): one for one in entries if one.kind in nouns}
        self._wanted = {(a.noun, passage.document) for a in anchors for passage in a.passages}
        self._moved = _moved(decisions)

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], list[Entry]]:
        """The entries by noun and document, also as they stood before they were moved; made only
        where an id does not tell."""
        found: dict[tuple[str, str], list[Entry]] = {place: [] for place in self._wanted}
        for key, entry in self._by_id.items():
            moved = self._moved.get(key, ())
            for form in (entry, *(evolve(entry, passages=passages) for passages in moved)):
                for document in {passage.document for passage in form.passages}:
                    if (shelf := found.get((entry.kind, document))) is not None:
                        shelf.append(form)
        return found

    def find(self, anchor: Anchor) -> Entry | None:
        """The entry that the anchor holds; None where none does, or several could."""
        named = self._by_id.get((anchor.noun, anchor.entry or ""))
        if named is not None and _is_as_it_was(anchor, named):
            return named
        found = match_anchor(anchor, self.near(anchor)).entry
        return None if found is None else self._by_id[found.kind, found.id]

    def near(self, anchor: Anchor) -> list[Entry]:
        """The entries of the anchor's noun in its documents, and the one with its id."""
        found = {
            id(entry): entry
            for document in dict.fromkeys(passage.document for passage in anchor.passages)
            for entry in self._by_place.get((anchor.noun, document), ())
        }
        named = self._by_id.get((anchor.noun, anchor.entry or ""))
        if named is not None:
            found[id(named)] = named
        return list(found.values())


def _is_as_it_was(anchor: Anchor, named: Entry) -> bool:
    """Whether the entry with the anchor's id is surely the one: nothing could fit better."""
    if not anchor.passages or anchor.noun in CODED:
        return True
    if anchor.noun in MERGED:
        return anchor.passages == named.passages or set(anchor.passages) <= set(named.passages)
    return anchor.passages == named.passages


def _moved(decisions: Iterable[Decision]) -> dict[tuple[str, str], list[tuple[Passage, ...]]]:
    """Where entries stood before a correction moved their passages, by noun and id."""
    found: dict[tuple[str, str], list[tuple[Passage, ...]]] = {}
    for decision in decisions:
        if decision.verb is Verb.CORRECT and '"passages"' in (decision.after or ""):
            key = decision.target.noun, decision.target.entry or ""
            found.setdefault(key, []).append(decision.target.passages)
    return found


def reviews_of(decisions: Sequence[Decision], entries: Iterable[Entry]) -> dict[str, Review]:
    """The state of each entry that a person has decided on, by its id; all others are *suggested*.

    Of the standing decisions REVIEW, CORRECT and ADD make an entry reviewed, ACCEPT makes it
    approved; a review leaves an approved one approved, a later correction brings it back to
    reviewed. What a program proposed counts for nothing. ``entries`` are as they are in the dossier
    (decisions laid over them); a decision finds its entry by its anchor, so that a state survives
    shifted boundaries. Near-linear: 100,000 entries and 5,000 decisions take well under a second.
    """
    looked = [d for d in standing(decisions) if d.verb in _LOOKED_AT and d.program is None]
    if not looked:
        return {}
    finder = Finder(looked, entries)
    states: dict[str, Review] = {}
    for decision in looked:
        entry = finder.find(decision.target)
        if entry is not None:
            states[entry.id] = _next(states.get(entry.id), decision, entry)
    return states


def _next(before: Review | None, decision: Decision, entry: Entry) -> Review:
    """The state after one more decision."""
    if decision.verb is Verb.REVIEW and before and before.state is ReviewState.APPROVED:
        return before
    is_approved = decision.verb is Verb.ACCEPT
    return Review(
        state=ReviewState.APPROVED if is_approved else ReviewState.REVIEWED,
        who=decision.who,
        decided_at=decision.decided_at,
        decision=decision.id,
        changed=is_approved and _has_changed(entry, decision),
    )


def signed_line(verb: str, decision: Decision) -> str:
    """What replay writes into ``because`` of an entry for a decision: "accepted by …"."""
    line = f"{verb} by {decision.who}, {decision.decided_at[:10]}"
    return line if decision.program is None else f"{line}, as {decision.program} proposes"


def _has_changed(entry: Entry, decision: Decision) -> bool:
    lines = {signed_line(verb, decision): verb for verb in ("accepted", CHANGED)}
    told = [lines[line] for line in entry.because if line in lines]
    return bool(told) and told[-1] == CHANGED


CHANGED = "changed since accepted"
"""What replay says of an approved entry that reads differently now."""
