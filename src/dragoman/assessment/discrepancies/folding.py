"""Clashes of the same two stretches of text are one discrepancy, of the kind that says most."""

import re
from collections import defaultdict
from collections.abc import Iterable

from attrs import evolve

from dragoman.assessment.discrepancies.clashes import Clash, Side
from dragoman.model import DiscrepancyKind, Passage

_QUOTED = re.compile(r"“([^”]*)”")
_PLAINEST = (DiscrepancyKind.OUTCOME, DiscrepancyKind.DENIAL)
"""Kinds that give way to one that says in what respect two sentences differ, the plainest first."""


def fold_repeats(clashes: Iterable[Clash]) -> list[Clash]:
    """One clash where several rest on the same sentences on both sides.

    Of one kind they are joined; a denial or an outcome gives way to a kind that says more, and an
    outcome to a denial. Two kinds that both say more (a day and a number) stand side by side.
    """
    before = sorted(clashes, key=lambda c: (-_rank_of(c), c.kind, c.about, c.matter))
    while len(after := _folded(before)) < len(before):
        before = after
    return after


def _folded(ordered: Iterable[Clash]) -> list[Clash]:
    """One round: what was joined may now rest on the sentences of a third."""
    kept: list[Clash] = []
    by_document: defaultdict[str, list[int]] = defaultdict(list)
    for clash in ordered:
        near = sorted({n for d in _documents(clash) for n in by_document[d]})
        same = next((n for n in near if _is_repeat(clash, kept[n])), None)
        if same is None:
            for document in _documents(clash):
                by_document[document].append(len(kept))
            kept.append(clash)
        elif kept[same].kind is clash.kind and clash.score is None:
            kept[same] = _joined(kept[same], clash)
            for document in _documents(clash):
                by_document[document].append(same)
    return kept


def _rank_of(clash: Clash) -> int:
    """How much a clash says; what a judge only proposes says least."""
    return -1 if clash.score is not None else _rank(clash.kind)


def _rank(kind: DiscrepancyKind) -> int:
    return _PLAINEST.index(kind) if kind in _PLAINEST else len(_PLAINEST)


def _is_repeat(clash: Clash, other: Clash) -> bool:
    """Whether two clashes rest on the same sentences."""
    if clash.kind is other.kind is DiscrepancyKind.NUMBER and not _figures(clash) & _figures(other):
        return False
    both_say_more = _rank(clash.kind) == _rank(other.kind) == len(_PLAINEST)
    if both_say_more and clash.kind is not other.kind:
        return False
    straight = _meet(clash.first, other.first), _meet(clash.second, other.second)
    crossed = _meet(clash.first, other.second), _meet(clash.second, other.first)
    if clash.kind is other.kind is DiscrepancyKind.OUTCOME:
        # One headline against two good words is one matter: how it ended.
        return any(straight) or any(crossed)
    if clash.kind is other.kind is DiscrepancyKind.DENIAL and _same_denial(clash, other):
        return True
    return all(straight) or all(crossed)


def _same_denial(clash: Clash, other: Clash) -> bool:
    """Whether one sentence denies both, or one person denies the same telling twice."""
    if _meet(clash.second, other.second):
        return True
    mine, theirs = (
        {side.witness.party or side.witness.who for side in c.second} for c in (clash, other)
    )
    return bool(mine & theirs) and _meet(clash.first, other.first)


def _figures(clash: Clash) -> frozenset[str]:
    """The words of the two numbers: two sentences may differ in more than one number."""
    quoted = " ".join(_QUOTED.findall(clash.why)).casefold()
    return frozenset(word for word in quoted.split() if word[0].isalnum())


def _meet(first: Iterable[Side], second: Iterable[Side]) -> bool:
    """Whether a passage of one group overlaps one of the other."""
    theirs = [p for side in second for p in side.passages]
    return any(_overlap(p, q) for side in first for p in side.passages for q in theirs)


def _overlap(one: Passage, two: Passage) -> bool:
    return one.document == two.document and one.start < two.end and two.start < one.end


def _documents(clash: Clash) -> set[str]:
    return {p.document for side in (*clash.first, *clash.second) for p in side.passages}


def _joined(kept: Clash, clash: Clash) -> Clash:
    """The kept clash with the accounts of the other, each on the side that it stands on."""
    straight = _meet(clash.first, kept.first) or _meet(clash.second, kept.second)
    first, second = (clash.first, clash.second) if straight else (clash.second, clash.first)
    return evolve(
        kept,
        first=_added(kept.first, first),
        second=_added(kept.second, second),
        targets=tuple(dict.fromkeys((*kept.targets, *clash.targets))),
    )


def _added(sides: tuple[Side, ...], more: tuple[Side, ...]) -> tuple[Side, ...]:
    """Sides with those of ``more`` whose sentence none of them holds yet."""
    return (*sides, *(side for side in more if not _meet([side], sides)))
