"""Readouts side by side: paragraph against paragraph, and what only one of them says."""

from collections.abc import Sequence

from attrs import define, field, frozen

from dragoman.model import Document, Passage, cut
from dragoman.resolution.reuse.cutting import Cutting, Sentence, cut_text
from dragoman.resolution.reuse.telling import Vectors, likeness, likeness_by_vectors, telling

SAME_PARAGRAPH = 0.3
"""The least likeness of two paragraphs that stand side by side."""

SAME_SENTENCE = 0.4
"""The least likeness at which another text says what a sentence says."""


@frozen(kw_only=True)
class Row:
    """One matter: the paragraph of each readout on it, None where a readout has none.

    ``score`` is the least likeness that put a paragraph here; None for a row of one.
    """

    paragraphs: tuple[Passage | None, ...]
    score: float | None = None

    @property
    def is_only_one(self) -> bool:
        """Whether only one readout has a paragraph on it."""
        return sum(paragraph is not None for paragraph in self.paragraphs) == 1


@frozen(kw_only=True)
class SideBySide:
    """Readouts laid side by side, in the order given.

    ``only`` are the sentences of each readout that no other one says, by names, numbers and other
    telling words, and by vectors where a model was given.
    """

    documents: tuple[str, ...]
    rows: tuple[Row, ...]
    only: tuple[tuple[Passage, ...], ...]


def lay_side_by_side(documents: Sequence[Document], vectors: Vectors | None = None) -> SideBySide:
    """Align two or more readouts of one contact; rows follow the first, then the others.

    Each document has its text. Every paragraph stands in one row; a paragraph joins the row that it
    is most like, at most one of a document in each row. Time grows with the product of the
    numbers of paragraphs, and of sentences.
    """
    texts = [_Text.of(document, vectors) for document in documents]
    rows: list[_Row] = []
    for place, text in enumerate(texts):
        _lay(rows, place, text)
    return SideBySide(
        documents=tuple(document.id for document in documents),
        rows=tuple(row.shown(texts) for row in rows),
        only=tuple(_said_by_one(place, texts) for place in range(len(texts))),
    )


@define
class _Text:
    cutting: Cutting
    paragraphs: list[Sentence]
    vectors: Vectors | None

    @classmethod
    def of(cls, document: Document, vectors: Vectors | None) -> "_Text":
        cutting = cut_text(document.id, document.text)
        spans: dict[int, Sentence] = {}
        for one in cutting.sentences:
            before = spans.get(one.paragraph, one)
            spans[one.paragraph] = Sentence(before.first, one.last, one.paragraph)
        return cls(cutting, list(spans.values()), vectors)

    def like(self, mine: Sentence, other: "_Text", theirs: Sentence) -> float:
        """How alike two stretches are."""
        first = telling(self.cutting.words[mine.first : mine.last])
        second = telling(other.cutting.words[theirs.first : theirs.last])
        by_vectors = likeness_by_vectors(
            self.cutting.shown(mine), other.cutting.shown(theirs), self.vectors
        )
        return max(likeness(first, second), by_vectors)

    def passage(self, stretch: Sentence) -> Passage:
        """A stretch as a passage."""
        words = self.cutting.words
        start, end = words[stretch.first].start, words[stretch.last - 1].end
        return cut(self.cutting.text, start, end, document=self.cutting.document)


@define(eq=False)
class _Row:
    members: dict[int, Sentence]
    texts: dict[int, _Text]
    scores: list[float] = field(factory=list)

    def like(self, text: _Text, paragraph: Sentence) -> float:
        """How alike a paragraph is to the nearest member."""
        return max(
            text.like(paragraph, self.texts[place], member)
            for place, member in self.members.items()
        )

    def shown(self, texts: Sequence[_Text]) -> Row:
        """The row as others see it."""
        members = (
            text.passage(self.members[place]) if place in self.members else None
            for place, text in enumerate(texts)
        )
        return Row(
            paragraphs=tuple(members),
            score=round(min(self.scores), 3) if self.scores else None,
        )


def _lay(rows: list[_Row], place: int, text: _Text) -> None:
    """Lay the paragraphs of one text into the rows, the most alike first, the rest between."""
    ranked = sorted(
        (
            (-row.like(text, paragraph), at, number)
            for at, row in enumerate(rows)
            for number, paragraph in enumerate(text.paragraphs)
        ),
    )
    laid: dict[int, _Row] = {}
    for score, at, number in ranked:
        if -score >= SAME_PARAGRAPH and number not in laid and place not in rows[at].members:
            laid[number] = rows[at]
            rows[at].members[place], rows[at].texts[place] = text.paragraphs[number], text
            rows[at].scores.append(-score)
    behind = 0
    for number, paragraph in enumerate(text.paragraphs):
        if number in laid:
            behind = rows.index(laid[number]) + 1
            continue
        at = behind if rows and place else len(rows)
        rows.insert(at, _Row({place: paragraph}, {place: text}))
        behind = at + 1


def _said_by_one(place: int, texts: Sequence[_Text]) -> tuple[Passage, ...]:
    """The sentences of one text that no other says."""
    text = texts[place]
    others = [other for number, other in enumerate(texts) if number != place]
    return tuple(
        text.passage(sentence)
        for sentence in text.cutting.sentences
        if not any(
            text.like(sentence, other, theirs) >= SAME_SENTENCE
            for other in others
            for theirs in other.cutting.sentences
        )
    )
