"""Words that tell how a commitment fares: "is holding", "has not yet begun", "has run out"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from dragoman.assessment.commitments.implementing import last_day
from dragoman.assessment.embedding import content_of
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import content_words, is_listed, statement_words, subject_words
from dragoman.model import (
    Act,
    Commitment,
    ComplianceStage,
    Passage,
    Statement,
    Voice,
    When,
)

_TELLING = frozenset({Act.ASSERT, Act.ACCUSE, Act.ASSESS, Act.DENY, Act.PRAISE})
_HOLDING = re.compile(
    r"\b(?:is|are|was|were|has been|have been) (?:still |largely |broadly |so far |mostly |now )*"
    r"(?:holding|being (?:observed|kept|respected|honou?red|carried out|implemented)|in force|"
    r"on track)\b|\b(?:has|have) (?:so far |largely |mostly |broadly )*held\b|"
    r"\bcontinues? to hold\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:has|have|had|was|were|is|are)(?: still)? (?:not|never)(?: yet| so far)?(?: been)?\b|"
    r"\b(?:has|have|had|was|were|is|are)n['’]t\b|\b(?:has|have) yet to\b|\bfailed to\b|"
    r"\bno(?:ne)? of the\b.{0,40}\bha(?:s|ve) been\b|\bdid not\b|\bdidn['’]t\b",
    re.IGNORECASE,
)
_BEGIN = re.compile(
    r"\b(?:begun|begin|started|start|taken effect|take effect|entered into force|"
    r"come into force|been implemented|in force)\b",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:expired|lapsed|(?:ran|run) out|came to an end|has ended)\b", re.I)
_TO_COME = re.compile(r"\b(?:will|would|shall|should|if|until|unless|may|might|could)\b", re.I)


@frozen(kw_only=True)
class Report:
    """One report on how a commitment fares. ``day`` is EDTF or empty."""

    stage: ComplianceStage
    day: str
    on: When | None
    statement: str | None
    passages: tuple[Passage, ...]


def report_of(stage: ComplianceStage, statement: Statement, witnesses: Witnesses) -> Report:
    """A statement as a report."""
    return Report(
        stage=stage,
        day=witnesses.day_of(statement),
        on=statement.stated_on,
        statement=statement.id,
        passages=content_of(statement),
    )


def tells_not_done(text: str) -> bool:
    """Whether words say that something has not been done: "have still not been released"."""
    return _NOT_DONE.search(text) is not None


def by_words(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """The statements that tell in words how something fares, by their telling words."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.act not in _TELLING or statement.hypothetical:
            continue
        if statement.voice not in (Voice.SPEAKER, Voice.NARRATOR):
            continue
        text = statement_words(statement)
        if any(pattern.search(text) for pattern in (_HOLDING, _OVER, _NOT_DONE)):
            for word in content_words(text):
                found[word].append(statement)
    return dict(found)


def find_words_on(
    commitment: Commitment, worded: Mapping[str, Sequence[Statement]], witnesses: Witnesses
) -> Iterator[Report]:
    """What statements made after the commitment say of it in words, rather than by a measure."""
    words = _telling_words(commitment)
    own = {id_ for stage in commitment.agreement for id_ in stage.statements}
    near = {s.id: s for word in words for s in worded.get(word, ()) if s.id not in own}
    for _, statement in sorted(near.items()):
        text = statement_words(statement)
        stage = _said(text, commitment, witnesses.day_of(statement))
        if stage is not None and _is_on(statement, text, words, commitment, witnesses):
            yield report_of(stage, statement, witnesses)


def _telling_words(commitment: Commitment) -> frozenset[str]:
    """The words of what is undertaken, without those of agreeing."""
    found = {w for m in commitment.measures for w in subject_words(m)}
    return frozenset(w for w in found if not is_listed(w, "agreeing") and len(w) > 2)


def _is_on(
    statement: Statement,
    text: str,
    words: frozenset[str],
    commitment: Commitment,
    witnesses: Witnesses,
) -> bool:
    """Whether a statement is on this commitment: later, and on like words."""
    made = next((s.on.edtf for s in commitment.agreement if s.on and s.on.edtf), "")
    made = made or witnesses.first_day(commitment.documents)
    day = witnesses.day_of(statement)
    if made and day and day < made.split("/")[0]:
        return False
    shared = content_words(text) & words
    issue = commitment.issue
    fits = issue is None or not statement.issues or issue in statement.issues
    return len(shared) >= (1 if fits and issue in statement.issues else 2) and fits


def _said(text: str, commitment: Commitment, day: str) -> ComplianceStage | None:
    """What some words say; "not done" is no breach before the day on which it is due."""
    if _HOLDING.search(text) and not _NOT_DONE.search(text) and not _TO_COME.search(text):
        return ComplianceStage.KEPT_SO_FAR
    if _OVER.search(text) and not _NOT_DONE.search(text) and not _TO_COME.search(text):
        return ComplianceStage.LAPSED
    if not (found := _NOT_DONE.search(text)) or _TO_COME.search(text[: found.start()]):
        return None
    if _BEGIN.search(text[found.end() : found.end() + 40]):
        return ComplianceStage.NOT_BEGUN
    done = any(is_listed(m.action, "doing once") for m in commitment.measures) or any(
        is_listed(word, "doing once") for word in text[found.end() :].split()[:2]
    )
    if not done:
        return None
    due = last_day(commitment.due_on) if commitment.due_on else None
    late = due is not None and bool(day) and day[:10] > due.isoformat()
    return ComplianceStage.LAPSED if late else ComplianceStage.NOT_BEGUN
