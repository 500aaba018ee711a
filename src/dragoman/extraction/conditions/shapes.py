"""Shapes: conditions that no single word marks, read off the build of the sentence.

"Should X …, we will", "were X to", "had X"; "either X or Y"; "must X, otherwise Y"; "must X or
face Y"; "no X, no Y"; "X first, then Y".
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.attribution.spans import noun_phrase
from dragoman.extraction.conditions.hinge import Hinge, trimmed
from dragoman.extraction.conditions.words import terms
from dragoman.extraction.reading import Reading, Tokens
from dragoman.extraction.verb_forms import MODAL, has_duty
from dragoman.model import Relation

_INVERTED = frozenset({"should", "were", "had"})
_ELSE = frozenset({"otherwise", "else"})
_CLAUSAL = frozenset({"VERB", "AUX"})


def shaped(reading: Reading, span: Tokens) -> Iterator[Hinge]:
    """The conditions of a span that its build gives."""
    for token in reading.span(span):
        if token.lower_ in _INVERTED:
            yield from _inverted(reading, token, span)
        elif token.lower_ == "either":
            yield from _either(reading, token, span)
        elif token.lower_ in _ELSE:
            yield from _otherwise(reading, token, span)
        elif token.lower_ == "or":
            yield from _or_face(reading, token, span)
        elif token.lower_ == "return":
            yield from _in_return(reading, token, span)
        elif token.lower_ == "no":
            yield from _none_without(reading, token, span)


def _inverted(reading: Reading, token: Token, span: Tokens) -> Iterator[Hinge]:
    """Read "should X resume …, Y will": an auxiliary before its subject, and a main clause."""
    verb = token.head if token.dep_ in {"aux", "auxpass"} else token
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    before = reading.doc[token.i - 1] if token.i > span.start else None
    if subject is None or subject.i < token.i or not _opens_clause(before):
        return
    main = _main_behind(reading, token, span)
    if main is None or (token.lower_ == "were" and verb is token and not _leads_on(token)):
        return
    comma = next((t.i for t in reading.doc[token.i : main.i] if t.text == ","), None)
    if comma is not None:
        words = Tokens(token.i, comma)
        rule = f"{token.lower_} before its subject"
        yield Hinge(relation=Relation.IN_CASE, words=words, inner=words, main=main.i, rule=rule)


def _opens_clause(before: Token | None) -> bool:
    return before is None or before.is_punct or before.lower_ in {"that", "and", "but", "said"}


def _leads_on(token: Token) -> bool:
    return any(c.dep_ in {"xcomp", "acomp", "attr", "prep"} for c in token.children)


def _main_behind(reading: Reading, token: Token, span: Tokens) -> Token | None:
    """The verb under a modal behind the first comma of the sentence, no question."""
    end = min(span.end, token.sent.end)
    if any(t.text == "?" for t in reading.doc[token.i : end]):
        return None
    comma = next((t.i for t in reading.doc[token.i : end] if t.text == ","), end)
    for modal in reading.doc[comma:end]:
        if modal.dep_ == "aux" and modal.lower_ in MODAL and modal.head.i > comma:
            return modal.head
    return None


def _either(reading: Reading, token: Token, span: Tokens) -> Iterator[Hinge]:
    """Read "either A or B" as B unless A."""
    first = token.head
    while first.pos_ not in _CLAUSAL and first.head.i != first.i:
        first = first.head
    end = max(span.end, token.sent.end)
    joint = next((t for t in reading.doc[token.i : end] if t.lower_ == "or"), None)
    if first.pos_ not in _CLAUSAL or joint is None:
        return
    second = next(
        (t for t in reading.doc[joint.i + 1 : end] if t.pos_ in _CLAUSAL and _is_finite(t)),
        None,
    )
    if second is None or first.i > joint.i or first.sent.start != second.sent.start:
        return
    words = trimmed(reading, token.i, min(joint.i, span.end))
    yield Hinge(
        relation=Relation.UNLESS,
        words=words,
        inner=Tokens(token.i + 1, words.end),
        main=second.i,
        rule="either … or",
    )


def _is_finite(verb: Token) -> bool:
    if verb.dep_ in {"aux", "auxpass"}:
        return False
    return any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in verb.lefts)


def _otherwise(reading: Reading, token: Token, span: Tokens) -> Iterator[Hinge]:
    """Read "X must withdraw, otherwise Y will …" as Y unless X."""
    start = token.i - 1 if token.i and reading.doc[token.i - 1].lower_ == "or" else token.i
    second = next((t for t in reading.doc[token.i : span.end] if _is_modal_verb(t)), None)
    first = next((t for t in reading.doc[span.start : start] if _is_due(t)), None)
    if first is None or second is None or first.sent.start != second.sent.start:
        return
    words = trimmed(reading, first.left_edge.i, start)
    if words.end > first.i:
        yield _due(words, second, "otherwise")


def _or_face(reading: Reading, token: Token, span: Tokens) -> Iterator[Hinge]:
    """Read "must leave or face sanctions" as sanctions unless X leaves."""
    if token.i + 1 >= span.end or reading.doc[token.i + 1].lemma_.lower() not in terms("facing"):
        return
    first = next((t for t in reversed(reading.doc[token.sent.start : token.i]) if _is_due(t)), None)
    if first is not None and first.i >= span.start:
        words = trimmed(reading, max(span.start, first.left_edge.i), token.i)
        yield _due(words, reading.doc[token.i + 1], "or face")


def _due(words: Tokens, main: Token, rule: str) -> Hinge:
    return Hinge(
        relation=Relation.UNLESS, words=words, inner=words, main=main.i, rule=rule, aside=False
    )


def _is_due(verb: Token) -> bool:
    return verb.pos_ in _CLAUSAL and (has_duty(verb) or verb.dep_ == "xcomp")


def _is_modal_verb(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in MODAL for c in verb.lefts)


def _in_return(reading: Reading, token: Token, span: Tokens) -> Iterator[Hinge]:
    """Read "A will free the crew, and in return B will pay": A's deed for B's."""
    link = token.head
    second = link.head
    behind = reading.doc[token.i + 1].lower_ if token.i + 1 < span.end else ""
    if link.lower_ != "in" or behind == "for" or second.dep_ != "conj":
        return
    if second.pos_ in _CLAUSAL and span.covers(second.head.i) and link.i < second.i:
        words = trimmed(reading, link.i, min(span.end, second.right_edge.i + 1))
        yield Hinge(
            relation=Relation.IN_RETURN_FOR,
            words=words,
            inner=Tokens(token.i + 1, max(words.end, token.i + 2)),
            main=second.head.i,
            rule="in return",
            aside=False,
        )


def _none_without(reading: Reading, token: Token, span: Tokens) -> Iterator[Hinge]:
    """Read "no guarantees, no deal" as no deal unless there are guarantees."""
    first = token.head
    second = next(
        (
            t
            for t in reading.doc[first.i + 1 : min(first.i + 3, span.end)]
            if t.lower_ == "no" and reading.doc[t.i - 1].text in {",", "–", "—", "-", ";"}
        ),
        None,
    )
    if second is None or token.dep_ != "det" or second.head.pos_ not in {"NOUN", "PROPN"}:
        return
    words = Tokens(token.i, first.i + 1)
    if noun_phrase(first).start == token.i:
        yield Hinge(
            relation=Relation.UNLESS,
            words=words,
            inner=Tokens(token.i + 1, words.end),
            main=second.head.i,
            rule="no … no …",
        )
