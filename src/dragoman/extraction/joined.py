"""Joined: sentences of one breath that do one act are one statement.

In an interview, a sentence that does the same act as the one before and names no issue of its own
goes on with it: "The pause is a trap. It helps nobody." Sentences with matters of their own stay
apart, so that an entry opens its own sentence.
"""

from collections.abc import Sequence

from attrs import evolve

from dragoman.extraction.topics import NAMED_ELSEWHERE, OWN_SENTENCE, SENTENCE_BEFORE
from dragoman.model import Act, Passage, Statement, entry_id

_BORROWED = frozenset({NAMED_ELSEWHERE, OWN_SENTENCE, SENTENCE_BEFORE})
_WEIGHING = frozenset({Act.ASSESS, Act.PREDICT})
TURN = "interview turn"
"""The reason that what is said in an interview carries."""
_GAP = 4
"""Characters that may lie between two sentences of one breath."""


def join(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of one text in order, those of one breath and one act made one."""
    found: list[Statement] = []
    for one in statements:
        if found and _goes_on(found[-1], one):
            found[-1] = _together(found[-1], one)
        else:
            found.append(one)
    return found


def _goes_on(first: Statement, second: Statement) -> bool:
    same = first.act is second.act and first.act in _WEIGHING
    if not (same and TURN in first.because and TURN in second.because):
        return False
    if first.speakers != second.speakers or first.voice is not second.voice:
        return False
    if first.attribution != second.attribution or second.conditions:
        return False
    borrowed = not second.issues or bool(_BORROWED & set(second.because))
    behind = _contents(second)[0].start - _contents(first)[-1].end
    return borrowed and 0 <= behind <= _GAP


def _together(first: Statement, second: Statement) -> Statement:
    passages = (*first.passages, *(p for p in _contents(second)))
    return evolve(
        first,
        id=entry_id("statement", passages),
        passages=passages,
        issues=first.issues or second.issues,
        measures=(*first.measures, *second.measures),
    )


def _contents(statement: Statement) -> list[Passage]:
    return sorted((p for p in statement.passages if p.role == "content"), key=lambda p: p.start)
