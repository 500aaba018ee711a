"""Topics: the issues of what somebody said, also where his own words name none.

Words of a speaker often point back ("it was not discussed", "that step"). Such a content takes
the issue of the clause it points to: in its own sentence first, then in the sentences before. A
word that is weak alone counts where the text speaks of its issue elsewhere. Where no strong word of
the lexicon stands, the meaning of the words decides with it, or against it (see ``meanings``).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrs import define, field
from spacy.tokens import Span, Token

from dragoman.extraction.actions import nominal
from dragoman.extraction.acts_words import terms
from dragoman.extraction.issues import Hit, hits_in, is_on_talks, issues_of, named
from dragoman.extraction.meanings import Likeness, Meanings
from dragoman.extraction.reading import Reading, Tokens
from dragoman.extraction.units import Unit
from dragoman.model import SegmentKind

OWN_SENTENCE = "issue from its own sentence"
NAMED_ELSEWHERE = "issue named elsewhere in the text"
SENTENCE_BEFORE = "issue from the sentence before"
MEANT = "issue from what the words mean"

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

_FULL = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_FEWEST = 2
"""Full words that a meaning needs; "it would" has none of its own."""

_RUNNING = frozenset(
    {SegmentKind.PARAGRAPH, SegmentKind.LIST, SegmentKind.ANSWER, SegmentKind.QUESTION}
)


class Issues(NamedTuple):
    """The issues found for some words; ``by`` says how, None where the words name them.

    ``because`` are the grounds for an entry: phrases of the lexicon, figures of the model.
    """

    found: tuple[str, ...]
    by: str | None = None
    because: tuple[str, ...] = ()


@define(kw_only=True)
class Topics:
    """Finds issues in one text; what it found for a sentence is kept. Cost: one pass a sentence,
    and one of the sentence model for contents in which no issue is named."""

    reading: Reading
    _told: dict[int, tuple[str, ...]] = field(factory=dict)
    _spoken_of: Counter[str] | None = None

    def of(self, unit: Unit) -> Issues:
        """The issues of a unit: named in its words, or taken from what they mean or point to."""
        tokens = [t for span in (*unit.contents, *unit.tail) for t in self.reading.span(span)]
        likeness, found = issues_among(tokens, self._document(), self.reading.meanings)
        if found.found:
            return found
        if any(_points_back(token) for token in tokens):
            around = self._pointed_to(unit)
            if around.found:
                return around
        return self._taken_over(unit, likeness)

    def _taken_over(self, unit: Unit, likeness: Likeness | None) -> Issues:
        """The issues of the words beside a unit, but for those it is surely not about."""
        beside = self._own(self._beside(unit))
        kept = [i for i in beside if likeness is None or not likeness.is_idle(i)][:_MOST]
        return Issues(tuple(kept), OWN_SENTENCE, (OWN_SENTENCE,)) if kept else Issues(())

    def _own(self, tokens: list[Token]) -> tuple[str, ...]:
        """The issues of some words: named by them, or weak in them and named elsewhere."""
        hits = hits_in(tokens)
        return named(hits) or _weak(hits, self._document())

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
            return Issues(before[:_MOST], OWN_SENTENCE, (OWN_SENTENCE,))
        for earlier in [*self._offers_before(unit), *self._back_from(sentence)]:
            found = self._sentence(earlier)
            if found:
                return Issues(found[:_MOST], SENTENCE_BEFORE, (SENTENCE_BEFORE,))
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


def issues_among(
    tokens: list[Token], spoken_of: Counter[str], meanings: Meanings | None
) -> tuple[Likeness | None, Issues]:
    """The issues of some words by themselves, and how near they lie to each, where that was asked.

    ``spoken_of`` counts the sentences of the text that name each issue. Strong phrases decide;
    without one, weak words and the meaning do; the talks themselves come last, and are not asked
    for their meaning: that would cost a quarter more and find nothing.
    """
    hits = hits_in(tokens)
    if strong := named(hits):
        return None, Issues(strong, None, _grounds(strong, hits))
    on_talks = is_on_talks(tokens)
    likeness = None if on_talks else _likeness(tokens, meanings)
    weak = _weak(hits, spoken_of)
    chosen = weak if likeness is None else tuple(likeness.chosen(hits, spoken_of))
    if chosen:
        return likeness, _unsure(chosen, hits, likeness)
    if on_talks:
        return likeness, Issues(("process",), None, ("issue process: speaks of the talks",))
    return likeness, Issues(())


def _likeness(tokens: list[Token], meanings: Meanings | None) -> Likeness | None:
    """How near some words lie to each issue; None without a model, or for hardly any words."""
    if meanings is None or sum(token.pos_ in _FULL for token in tokens) < _FEWEST:
        return None
    return meanings.likeness(" ".join("".join(t.text_with_ws for t in tokens).split()))


def _unsure(chosen: tuple[str, ...], hits: dict[str, Hit], likeness: Likeness | None) -> Issues:
    """Issues that no strong phrase makes, with their grounds."""
    by = NAMED_ELSEWHERE if chosen[0] in hits else MEANT
    figures = map(likeness.why, chosen) if likeness else ()
    return Issues(chosen, by, (by, *figures, *_grounds(chosen, hits)))


def _weak(hits: dict[str, Hit], spoken_of: Counter[str]) -> tuple[str, ...]:
    """The one issue among weak hits of which the text speaks most."""
    weak = {issue: hit.weight for issue, hit in hits.items() if spoken_of[issue]}
    return (max(weak, key=lambda issue: (weak[issue], spoken_of[issue])),) if weak else ()


def _worded(issue: str, hit: Hit) -> str:
    """The phrases that make an issue, in words."""
    return f"issue {issue}: {', '.join(f'“{phrase}”' for phrase in hit.phrases)}"


def _grounds(issues: Iterable[str], hits: dict[str, Hit]) -> tuple[str, ...]:
    return tuple(_worded(issue, hits[issue]) for issue in issues if issue in hits)


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
