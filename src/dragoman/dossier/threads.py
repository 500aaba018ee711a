"""Threads: notes and questions on entries, and the replies to them."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import define, frozen

from dragoman.dossier.reviewing import Finder
from dragoman.dossier.signing import in_order, standing
from dragoman.model import Decision, Entry, Verb

_REMARKS = (Verb.NOTE, Verb.ASK)
_DEEPEST = 50
"""Replies below this depth stand beside the one they answer; nobody could read them deeper in."""


@frozen(kw_only=True)
class Remark:
    """A note or a question with the replies to it, oldest first.

    ``decision`` is its id, ``decided_at`` an instant (UTC). ``is_open`` holds for a question that
    no standing note answers, at any depth below it. Of one that was taken back only the place is
    left (``is_withdrawn``, no words), where something stands below it.
    """

    decision: str
    verb: Verb
    who: str
    decided_at: str
    words: str
    replies: tuple["Remark", ...] = ()
    is_open: bool = False
    is_withdrawn: bool = False

    def has_open(self) -> bool:
        """Whether it, or a reply at any depth, is a question without an answer."""
        return self.is_open or any(reply.has_open() for reply in self.replies)


def threads_of(
    decisions: Sequence[Decision], entries: Iterable[Entry] = ()
) -> dict[str, tuple[Remark, ...]]:
    """The threads on each target, oldest first, by the target's id.

    A target is an entry, a document, or a decision that is no remark itself (a correction that
    somebody comments on). With ``entries`` a thread stands under the id that its entry has now;
    one whose entry is not among them stands under the id that it had.
    """
    remarks = {d.id: d for d in in_order(decisions) if d.verb in _REMARKS}
    if not remarks:
        return {}
    table = _Table(
        remarks=remarks,
        standing=frozenset(d.id for d in standing(decisions) if d.id in remarks),
        below=_below(remarks),
    )
    roots = [d for d in remarks.values() if d.target.entry not in remarks or _is_on_entry(d)]
    finder = Finder([d for d in roots if _is_on_entry(d)], entries)
    found: dict[str, list[Remark]] = {}
    for root in roots:
        remark = table.thread(root)
        if remark is not None:
            found.setdefault(_place(root, finder), []).append(remark)
    return {target: tuple(thread) for target, thread in found.items()}


def _is_on_entry(remark: Decision) -> bool:
    return remark.target.noun != Decision.kind


def _place(root: Decision, finder: Finder) -> str:
    entry = finder.find(root.target) if _is_on_entry(root) else None
    return entry.id if entry is not None else root.target.entry or ""


def _below(remarks: Mapping[str, Decision]) -> dict[str, list[Decision]]:
    """The replies to each remark, oldest first."""
    found: dict[str, list[Decision]] = {}
    for remark in remarks.values():
        above = remark.target.entry or ""
        if not _is_on_entry(remark) and above in remarks:
            found.setdefault(above, []).append(remark)
    return found


@define(kw_only=True)
class _Table:
    """The remarks by id, those that stand, and the replies to each."""

    remarks: Mapping[str, Decision]
    standing: frozenset[str]
    below: Mapping[str, list[Decision]]

    def thread(self, remark: Decision, depth: int = 0) -> Remark | None:
        """The remark with its replies; None where nothing of it stands."""
        replies = tuple(
            reply
            for one in self._replies(remark, depth)
            if (reply := self.thread(one, depth + 1)) is not None
        )
        stands = remark.id in self.standing
        if not stands and not replies:
            return None
        is_answered = any(_has_note(reply) for reply in replies)
        return Remark(
            decision=remark.id,
            verb=remark.verb,
            who=remark.who,
            decided_at=remark.decided_at,
            words=remark.why if stands else "",
            replies=replies,
            is_open=stands and remark.verb is Verb.ASK and not is_answered,
            is_withdrawn=not stands,
        )

    def _replies(self, remark: Decision, depth: int) -> list[Decision]:
        """The replies to a remark; at the greatest depth, all that is below it."""
        direct = self.below.get(remark.id, [])
        if depth < _DEEPEST:
            return direct
        if depth > _DEEPEST:
            return []
        found = {one.id: one for one in direct}
        rest = list(direct)
        while rest:
            fresh = [d for d in self.below.get(rest.pop().id, ()) if d.id not in found]
            found.update((one.id, one) for one in fresh)
            rest += fresh
        return in_order([*found.values()])


def _has_note(remark: Remark) -> bool:
    """Whether a note stands here or below."""
    if remark.verb is Verb.NOTE and not remark.is_withdrawn:
        return True
    return any(_has_note(reply) for reply in remark.replies)
