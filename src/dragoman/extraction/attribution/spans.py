"""Spans of speaker, cue and content: from a token of the parse to a range of tokens."""

import re

from spacy.tokens import Doc, Token

from dragoman.extraction.reading import Tokens

OPENING = frozenset("“„«\"‘('[``")
_TRIM = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "…", "...", "!", "?"})
_LIST_MARK = re.compile(r"\s*(?:[-–•*▪●‣>]+|\d{1,2}[.)]|\(?[a-z0-9]{1,2}\))\s+")
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})


def subtree(token: Token) -> Tokens:
    """The range from a token's leftmost to its rightmost descendant."""
    return Tokens(token.left_edge.i, token.right_edge.i + 1)


def trim(doc: Doc, span: Tokens) -> Tokens:
    """Drop white space and stops at both ends; quotation marks and brackets stay."""
    start, end = span
    while start < end and (doc[start].is_space or doc[start].text in _TRIM):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in _TRIM):
        end -= 1
    return Tokens(start, end)


def behind_mark(doc: Doc, span: Tokens) -> Tokens:
    """A span without the mark of a list or of a block quotation at its start."""
    start = span.start
    mark = _LIST_MARK.match(doc[span.start : span.end].text)
    while mark and start < span.end and doc[start].idx < doc[span.start].idx + mark.end():
        start += 1
    return Tokens(start, span.end)


def without(span: Tokens, hole: Tokens) -> list[Tokens]:
    """What is left of a span when a hole is cut out of it: no, one or two ranges."""
    if not span.overlaps(hole):
        return [span]
    pieces = [Tokens(span.start, hole.start), Tokens(hole.end, span.end)]
    return [piece for piece in pieces if piece.start < piece.end]


def verb_span(verb: Token, until: int | None = None) -> Tokens:
    """A cue verb with the auxiliaries, negation and adverbs that touch it on the left.

    ``until`` stretches it to the right (a particle or preposition that belongs to the cue).
    """
    start = verb.i
    children = {child.i: child.dep_ for child in verb.lefts}
    while start > 0 and children.get(start - 1) in _AUXILIARIES | {"advmod"}:
        start -= 1
    while start < verb.i and verb.doc[start].tag_ in {"WRB", "RB"} and children[start] == "advmod":
        if verb.doc[start].tag_ == "RB" and start > 0:
            break
        start += 1
    return Tokens(start, max(verb.i + 1, until or 0))


def noun_phrase(head: Token) -> Tokens:
    """A noun with its modifiers and appositions, without a relative clause after a comma."""
    end = head.right_edge.i + 1
    for child in head.rights:
        if (
            child.dep_ in {"relcl", "advcl", "ccomp"}
            or (child.dep_ == "acl" and child.i > head.i + 1)
            or (child.dep_ == "appos" and _is_clause(child))
        ):
            end = min(end, child.left_edge.i)
    return trim(head.doc, Tokens(head.left_edge.i, max(end, head.i + 1)))


def _is_clause(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"}


def particle_end(verb: Token) -> int:
    """The token after a verb's particle that stands right behind it ("point out")."""
    for child in verb.rights:
        if child.dep_ == "prt" and child.i <= verb.i + 2:
            return child.i + 1
    return verb.i + 1
