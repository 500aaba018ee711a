"""Sentences of the texts with whoever says them: what the rules on bindings are tried on."""

import re
from collections import defaultdict
from collections.abc import Iterator

from attrs import frozen

from dragoman.assessment.embedding import content_of
from dragoman.assessment.witnesses import Witnesses
from dragoman.model import (
    Act,
    Contents,
    Firmness,
    Passage,
    SegmentKind,
    Statement,
    Voice,
    cut,
)

_READ = frozenset({SegmentKind.PARAGRAPH, SegmentKind.ANSWER, SegmentKind.LIST, SegmentKind.QUOTE})
_UNSAID = frozenset({Voice.INTERVIEWER, Voice.EDITOR})
_END = re.compile(
    r"(?:(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|No))(?<!\b(?:Mrs|Gen|Sen|Rep|Gov))[.!?…]+[\"”’')\]]*\s+"
    r"(?=[\"“‘'(\[*]*[A-Z0-9])|\n\s*\n)"
)
_SUPPOSED = re.compile(r"\b(?:could|may|might)\b(?! not|n['’]t)", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|reportedly|is said to|are said to|apparently|likely|"
    r"suggested that|seems? to)\b",
    re.IGNORECASE,
)


@frozen(kw_only=True, eq=False)
class Told:
    """One sentence: ``text`` has a blank for each line break, so that offsets stay.

    ``start`` is where it begins in the document, in code points.
    """

    passage: Passage
    text: str

    def span(self, start: int, end: int, role: str = "") -> Passage:
        """A stretch of the sentence (offsets into ``text``, half open) as a passage."""
        inner = cut(self.passage.exact, start, end, document=self.passage.document, role=role)
        return inner.moved(self.passage.start)


class Speech:
    """Looks up who says the words at a place of a document."""

    def __init__(self, contents: Contents, witnesses: Witnesses) -> None:
        self.witnesses = witnesses
        self._said: defaultdict[str, list[tuple[Passage, Statement]]] = defaultdict(list)
        for statement in contents.statements:
            for passage in content_of(statement):
                self._said[passage.document].append((passage, statement))

    def over(self, passage: Passage) -> list[Statement]:
        """The statements whose words hold a passage, the innermost first."""
        found = [
            (content.end - content.start, statement.id, statement)
            for content, statement in self._said.get(passage.document, ())
            if content.start <= passage.start and passage.end <= content.end
        ]
        return [statement for _, _, statement in sorted(found, key=lambda one: one[:2])]

    def near(self, passage: Passage) -> list[Statement]:
        """The statements that share words with a passage, in the order of the text."""
        found = [
            (content.start, statement.id, statement)
            for content, statement in self._said.get(passage.document, ())
            if content.start < passage.end and passage.start < content.end
        ]
        return [statement for _, _, statement in sorted(found, key=lambda one: one[:2])]

    def speaker(self, passage: Passage) -> Statement | None:
        """The statement in which somebody says these words; None for the narrator's own."""
        return next((s for s in self.over(passage) if s.voice is Voice.SPEAKER), None)

    def is_told(self, told: Told, passage: Passage) -> bool:
        """Whether somebody vouches for the words: no question, nothing denied or supposed.

        What the narrator only supposes ("could be lifted if") nobody has said.
        """
        over = self.over(passage)
        if told.text.rstrip(" \"”’'*)").endswith("?") or any(s.voice in _UNSAID for s in over):
            return False
        if any(s.act is Act.DENY or s.hypothetical for s in over):
            return False
        return any(s.voice is Voice.SPEAKER for s in over) or not self._is_supposed(told, passage)

    def _is_supposed(self, told: Told, passage: Passage) -> bool:
        start = passage.start - told.passage.start
        words = told.text[max(0, start - 30) : passage.end - told.passage.start]
        return _SUPPOSED.search(words) is not None

    def firmness(self, told: Told, passage: Passage) -> Firmness:
        """How firmly the words are put, by the speaker or in the sentence itself."""
        speaker = self.speaker(passage)
        if speaker is not None and speaker.firmness is not Firmness.FIRM:
            return speaker.firmness
        start = passage.start - told.passage.start
        words = told.text[max(0, start - 30) : passage.end - told.passage.start]
        return Firmness.HEDGED if _HEDGED.search(words) else Firmness.FIRM


def sentences_of(contents: Contents) -> Iterator[Told]:
    """The sentences of the bodies, then statements whose text is not at hand; copies left out."""
    covered: defaultdict[str, list[Passage]] = defaultdict(list)
    copies = {document.id for document in contents.documents if document.copy_of}
    for segment in contents.segments:
        for passage in segment.passages:
            covered[passage.document].append(passage)
            if segment.segment_kind in _READ and passage.document not in copies:
                yield from _sentences(passage)
    for statement in contents.statements:
        for passage in content_of(statement):
            if passage.document not in copies and not any(
                whole.covers(passage) for whole in covered[passage.document]
            ):
                yield told_of(passage)


def _sentences(passage: Passage) -> Iterator[Told]:
    start = 0
    for end in [*(m.end() for m in _END.finditer(passage.exact)), len(passage.exact)]:
        if passage.exact[start:end].strip():
            inner = cut(passage.exact, start, end, document=passage.document)
            yield told_of(inner.moved(passage.start))
        start = end


def told_of(passage: Passage) -> Told:
    """A stretch of a document as one sentence to look at."""
    return Told(passage=passage, text=re.sub(r"\s", " ", passage.exact))
