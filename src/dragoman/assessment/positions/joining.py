"""One movement as sentences tell it, told again joined to the first telling."""

from collections import defaultdict
from collections.abc import Iterable

from attrs import evolve, frozen

from dragoman.assessment.wording import content_words
from dragoman.model import Basis, Movement, Passage, Stance

_BACK = 12
"""A telling is compared with at most so many before it."""
_ALIKE = 2
"""So many telling words two tellings of one movement share."""
_GIVING = frozenset({"softened", "dropped", "condition lifted"})
_TAKING = frozenset({"hardened", "dropped"})


@frozen(kw_only=True)
class Turn:
    """One movement as a sentence tells it. ``day`` is EDTF or empty, ``words`` say that it moved.

    ``passages`` are the sentences that tell it, the first told first.
    """

    party: str
    issue: str
    movement: Movement
    why: str
    words: str
    day: str
    basis: Basis
    stance: Stance
    passages: tuple[Passage, ...]


def join_turns(turns: Iterable[Turn]) -> list[Turn]:
    """Join what tells one movement twice: one text, or like words, of one party on one issue."""
    made: defaultdict[tuple[str, str], list[Turn]] = defaultdict(list)
    last: dict[str, str] = {}
    for turn in sorted(turns, key=lambda t: (t.day or "~", t.passages)):
        issue = turn.issue or last.get(turn.party)
        if issue is None:
            continue
        last[turn.party] = issue
        group = made[turn.party, issue]
        first = max(0, len(group) - _BACK)
        near = range(first, len(group))
        same = next((n for n in near if _is_retold(group[n], turn)), None)
        if same is None:
            group.append(evolve(turn, issue=issue))
        else:
            passages = tuple(dict.fromkeys((*group[same].passages, *turn.passages)))
            group[same] = evolve(group[same], passages=passages)
    return [turn for _, group in sorted(made.items()) for turn in group]


def _is_retold(one: Turn, again: Turn) -> bool:
    kinds = {one.movement.value, again.movement.value}
    if len(kinds) > 1 and not kinds <= _GIVING and not kinds <= _TAKING:
        return False
    if one.passages[0].document == again.passages[0].document:
        return True
    mine, theirs = (content_words(turn.passages[0].exact) for turn in (one, again))
    return (
        len(mine & theirs) > _ALIKE
        and content_words(one.words) & content_words(again.words) != frozenset()
    )
