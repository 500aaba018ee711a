"""Topics: the issues of what somebody said, also where his own words name none.

Words of a speaker often point back ("it was not discussed", "that step"). Such a content takes
the issue of the clause it points to: in its own sentence first, then in the sentences before. A
word that is weak alone counts where the text speaks of its issue elsewhere.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from attrs import define, field
from spacy.tokens import Span, Token

from dragoman.extraction.actions import nominal
from dragoman.extraction.acts_words import terms
from dragoman.extraction.issues import is_on_talks, issues_of, weigh
from dragoman.extraction.reading import Reading, Tokens
from dragoman.extraction.units import Unit
from dragoman.model import SegmentKind

OWN_SENTENCE = "issue from its own sentence"
NAMED_ELSEWHERE = "issue named elsewhere in the text"
SENTENCE_BEFORE = "issue from the sentence before"

_POINTING = frozenset({"it", "this", "that", "these", "those", "such", "which"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "its", "their"})
_BACK = 1
"""Sentences back in which an anaphor may have its antecedent."""

_STRETCHES = 2
"""An answer may point into the question, a paragraph into the one before."""

_REACH = 250
"""Tokens back in which an offer may have been told of."""

_MOST = 2
"""Issues that an anaphor takes over at most: the strongest ones of its antecedent."""

_RUNNING = frozenset(
    {SegmentKind.PARAGRAPH, SegmentKind.LIST, SegmentKind.ANSWER, SegmentKind.QUESTION}
)


class Issues(NamedTuple):
    """The issues found for some words; ``by`` says how, None where the words name them."""

    found: tuple[str, ...]
    by: str | None = None


@define(kw_only=True)
class Topics:
    """Finds issues in one text; what it found for a sentence is kept. Cost: one pass a sentence."""

    reading: Reading
    _told: dict[int, tuple[str, ...]] = field(factory=dict)
    _spoken_of: Counter[str] | None = None

    def of(self, unit: Unit) -> Issues:
        """The issues of a unit: named in its words, or taken from what they point to."""
        tokens = [t for span in (*unit.contents, *unit.tail) for t in self.reading.span(span)]
        named = issues_of(tokens)
        if named:
            return Issues(named)
        weak = self._own(tokens)
        if weak:
            return Issues(weak, NAMED_ELSEWHERE)
        if is_on_talks(tokens):
            return Issues(("process",))
        if any(_points_back(token) for token in tokens):
            around = self._pointed_to(unit)
            if around.found:
                return around
        beside = self._own(self._beside(unit))
        return Issues(beside[:_MOST], OWN_SENTENCE if beside else None)

    def _own(self, tokens: list[Token]) -> tuple[str, ...]:
        """The issues of some words: named by them, or weak in them and named elsewhere."""
        named = issues_of(tokens)
        if named:
            return named
        spoken_of = self._document()
        weak = {i: weight for i, weight in weigh(tokens).items() if spoken_of[i]}
        return (max(weak, key=lambda issue: (weak[issue], spoken_of[issue])),) if weak else ()

    def _document(self) -> Counter[str]:
        """How many sentences of the text name each issue."""
        if self._spoken_of is None:
            self._spoken_of = Counter(
                issue for sentence in self.reading.doc.sents for issue in issues_of(sentence)
            )
        return self._spoken_of

    def _pointed_to(self, unit: Unit) -> Issues:
        """The issues of the antecedent: the words before in the sentence, else sentences back."""
        start = unit.contents[0].start
        sentence = self.reading.doc[start].sent
        before = self._own(list(self.reading.doc[sentence.start : start]))
        if before:
            return Issues(before[:_MOST], OWN_SENTENCE)
        for earlier in [*self._offers_before(unit), *self._back_from(sentence)]:
            found = self._sentence(earlier)
            if found:
                return Issues(found[:_MOST], SENTENCE_BEFORE)
        return Issues(())

    def _offers_before(self, unit: Unit) -> Iterator[Span]:
        """For "the plan" and its like: the nearest sentence before that speaks of one."""
        offers = terms("offers")
        if not any(t.lemma_.lower() in offers for s in unit.contents for t in self.reading.span(s)):
            return
        start = self.reading.doc[unit.contents[0].start].sent.start
        for index in range(start - 1, max(-1, start - _REACH), -1):
            token = self.reading.doc[index]
            if token.pos_ == "NOUN" and token.lemma_.lower() in offers:
                yield token.sent
                return

    def _back_from(self, sentence: Span) -> list[Span]:
        """The sentences before one, the nearest first, at most one stretch of text back."""
        found: list[Span] = []
        stretches = {id(self.reading.stretch(sentence.start))}
        index = sentence.start - 1
        while index >= 0 and len(found) < _BACK:
            token = self.reading.doc[index]
            if token.is_space:
                index -= 1
                continue
            stretch = self.reading.stretch(index)
            stretches.add(id(stretch))
            shown = stretch is not None and stretch.kind not in _RUNNING
            if shown or len(stretches) > _STRETCHES:
                break
            found.append(token.sent)
            index = token.sent.start - 1
        return found

    def _sentence(self, sentence: Span) -> tuple[str, ...]:
        """The issues of a whole sentence, "process" where it tells of the talks."""
        if sentence.start not in self._told:
            tokens = list(sentence)
            talks = ("process",) if is_on_talks(tokens) else ()
            self._told[sentence.start] = self._own(tokens) or talks
        return self._told[sentence.start]

    def _beside(self, unit: Unit) -> list[Token]:
        """The words of the unit's sentence that nobody else is reported to have said."""
        sentence = self.reading.doc[unit.contents[0].start].sent
        taken = [
            span
            for one in self.reading.attributed
            if one is not unit.one
            for span in one.contents
            if _lies_in(span, sentence)
        ]
        mine = unit.contents
        return [
            t
            for t in sentence
            if not any(span.covers(t.i) for span in mine)
            and not any(span.covers(t.i) and not _holds(span, mine[0]) for span in taken)
        ]


def _lies_in(span: Tokens, sentence: Span) -> bool:
    return span.start < sentence.end and span.end > sentence.start


def _holds(outer: Tokens, inner: Tokens) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _points_back(token: Token) -> bool:
    """Whether a word stands for something said before and no person: "it", "that step"."""
    if token.lower_ in _POINTING and token.pos_ in {"PRON", "DET"}:
        return token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "attr"} and not _is_empty(token)
    if token.lower_ in {"so", "one"} and token.dep_ in {"dobj", "attr"}:
        return True
    if token.lower_ in {"its", "their"} and token.dep_ == "poss":
        return nominal(token.head) is not None
    if token.pos_ != "NOUN" or token.lemma_.lower() not in terms("shells"):
        return False
    return not any(c.dep_ in {"prep", "acl", "relcl", "amod", "poss"} for c in token.children) or (
        any(c.lower_ in _DEFINITE - {"the"} for c in token.lefts)
    )


def _is_empty(token: Token) -> bool:
    """Whether "it" only holds the place of a clause: "it is clear that"."""
    if token.lower_ == "that" and token.head.dep_ == "relcl":
        return True
    verb = token.head
    return token.lower_ == "it" and any(
        c.dep_ in {"ccomp", "xcomp", "csubj", "advcl"} and c.i > verb.i for c in verb.children
    )
