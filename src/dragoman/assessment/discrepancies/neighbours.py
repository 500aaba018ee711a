"""What the sentences beside a denial tell of the other side, where no statement of it was read."""

import re
from collections.abc import Iterator

from attrs import evolve

from dragoman.assessment.discrepancies.clashes import Side
from dragoman.assessment.discrepancies.sayings import Saying
from dragoman.assessment.labels import Labels
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import content_words
from dragoman.model import Passage, cut

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]?")
_WANTS = re.compile(
    r"\b(?:demand(?:s|ed)?|insist(?:s|ed)?|call(?:s|ed) for|want(?:s|ed)?|request(?:s|ed)?|"
    r"raised|brought up|asked for)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:contradict(?:s|ed|ing)?|at odds with|in conflict with|differ(?:s|ed) from|"
    r"disput(?:es|ed) by|denied by)\b",
    re.IGNORECASE,
)
_BESIDE = 320
"""Within so many code points a sentence stands beside a denial."""


def find_told_beside(
    denial: Saying, subject: frozenset[str], labels: Labels, witnesses: Witnesses
) -> Iterator[Side]:
    """The sentence before that tells what another party demanded, or the one after that says
    whom the denial contradicts.

    ``subject`` are the telling words of what is denied, empty for a pronoun.
    """
    for passage in _sentences(denial, witnesses):
        text = passage.exact
        before = passage.end <= denial.start
        cue = (_WANTS if before else _AGAINST).search(text)
        if cue is None or (before and subject and not subject & content_words(text)):
            continue
        where = text[: cue.start()] if before else text[cue.end() :]
        others = [p for p in witnesses.roster.parties_in(where) if p != denial.party]
        if len(others) == 1:
            did = "demanded it" if before else "says otherwise"
            yield Side(
                says=f"{labels.party(others[0])}: {did}",
                passages=(passage,),
                witness=witnesses.behind(passage),
            )
            return


def _sentences(denial: Saying, witnesses: Witnesses) -> Iterator[Passage]:
    """The sentences of the denial's paragraph beside it, the nearest before first."""
    content = next(p for p in denial.statement.passages if p.role == "content")
    paragraph = witnesses.paragraph(content)
    if paragraph is None:
        return
    found = [
        cut(paragraph.exact, m.start() + _lead(m[0]), m.end(), document=paragraph.document)
        for m in _SENTENCE.finditer(paragraph.exact)
        if m[0].strip()
    ]
    placed = [evolve(p.moved(paragraph.start), role="content") for p in found]
    before = [p for p in placed if p.end <= denial.start and denial.start - p.end <= _BESIDE]
    after = [p for p in placed if p.start >= denial.end and p.start - denial.end <= _BESIDE]
    yield from (*reversed(before), *after)


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())
