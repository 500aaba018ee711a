"""Predicates: verbs, adjectives and nouns that say what hangs on what.

"The deal hinges on X", "is conditional on X", "is subject to X", "X is the price of Y", "named X
as a condition for Y", "linked Y to X", "X must come before Y".
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.attribution.spans import noun_phrase, subtree
from dragoman.extraction.conditions.hinge import Hinge, trimmed
from dragoman.extraction.conditions.openness import is_matter
from dragoman.extraction.conditions.words import Row, predicates, terms
from dragoman.extraction.reading import Reading, Tokens
from dragoman.model import Relation

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def predicated(reading: Reading, span: Tokens) -> Iterator[Hinge]:
    """The conditions of a span that a predicate names."""
    for token in reading.span(span):
        for row in predicates():
            if token.lemma_.lower() in row["words"] and token.pos_ in row["classes"]:
                hinge = _SHAPES[row["shape"]](reading, row, token, span)
                if hinge is not None:
                    yield hinge
                    break


def _on_object(reading: Reading, row: Row, token: Token, span: Tokens) -> Hinge | None:
    """Read "Y hinges on X", "Y is subject to X", "Y requires X": the object is the condition."""
    main = _what_hangs(token)
    link = _link(token, row.get("prepositions", ()))
    heads = link.children if link is not None else token.rights
    wanted = {"pobj", "pcomp"} if link is not None else {"dobj"}
    head = next((c for c in heads if c.dep_ in wanted), None)
    if main is None or head is None or not (_hangs(main) and _is_condition(head)):
        return None
    whole = row.get("whole", False)
    first = token.i if whole else (link.i if link is not None else head.left_edge.i)
    return _built(reading, row, Tokens(first, _end(head, span)), head.left_edge.i, main)


def _on_subject(reading: Reading, row: Row, token: Token, span: Tokens) -> Hinge | None:
    """Read "X is the price of Y" and "named X as a condition for Y": X is the condition."""
    link = _link(token, row["prepositions"])
    wanted = {"pobj", "pcomp"}
    main = next((c for c in link.children if c.dep_ in wanted), None) if link else None
    head = _what_is_named(token)
    if (
        head is None
        or not span.covers(head.i)
        or not (is_matter(main) if main else row.get("alone"))
    ):
        return None
    if main is None and not is_matter(head):
        return None
    words = _without_link(head, noun_phrase(head))
    return _built(reading, row, words, words.start, main, aside=False)


def _on_other(reading: Reading, row: Row, token: Token, span: Tokens) -> Hinge | None:
    """Read "linked Y to X": the second of two matters is the condition."""
    main = next((c for c in token.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    link = _link(token, row["prepositions"])
    if link is None and main is not None:
        link = _link(main, row["prepositions"])
    head = next((c for c in link.children if c.dep_ == "pobj"), None) if link else None
    if main is None or head is None or link is None:
        return None
    if not (_hangs(main) and (is_matter(head) or head.lemma_.lower() in terms("conditions"))):
        return None
    return _built(reading, row, Tokens(link.i, _end(head, span)), head.left_edge.i, main)


def _without_link(head: Token, words: Tokens) -> Tokens:
    """A noun's words without a relative that the parse put before them: "in which an end …"."""
    start = words.start
    while start < head.i and head.doc[start].dep_ in {"prep", "pobj", "pcomp", "mark", "punct"}:
        start += 1
    return Tokens(start, words.end)


def _built(
    reading: Reading, row: Row, words: Tokens, inner: int, main: Token | None, *, aside: bool = True
) -> Hinge:
    clean = trimmed(reading, words.start, words.end)
    return Hinge(
        relation=Relation(row["relation"]),
        words=clean,
        inner=Tokens(inner, max(clean.end, inner + 1)),
        main=main.i if main is not None else None,
        rule=row["words"][0],
        aside=aside,
    )


def _end(head: Token, span: Tokens) -> int:
    """Where a condition's words end; a list behind a colon belongs to them."""
    behind = head.doc[head.i + 1 : min(head.i + 2, span.end)]
    if any(t.text == ":" for t in behind):
        return min(span.end, head.sent.end)
    if head.pos_ in {"NOUN", "PROPN"}:
        return min(span.end, noun_phrase(head).end)
    return min(span.end, subtree(head).end)


def _link(token: Token, prepositions: tuple[str, ...] | list[str]) -> Token | None:
    """The preposition of a predicate, which the parse may hang on the verb above it."""
    above = [token.head] if token.dep_ in {"acomp", "oprd", "attr", "dobj", "xcomp"} else []
    for one in [token, *above]:
        for child in one.rights:
            if child.dep_ == "prep" and child.lower_ in prepositions and child.i > token.i:
                return child
    return None


def _what_hangs(token: Token) -> Token | None:
    """What is said to hang: the subject, the object of "made", the noun or the verb before."""
    if token.dep_ in {"advcl", "acl"} and token.head.pos_ == "VERB" and token.head.i < token.i:
        return _what_is_agreed(token.head, token.i)
    for one in (token, token.head):
        subject = next((c for c in one.lefts if c.dep_ in _SUBJECTS), None)
        if subject is not None and not (one.i == token.head.i and one.lemma_ in terms("making")):
            return subject
    above = token.head
    if above.lemma_ in terms("making"):
        made = next((c for c in above.rights if c.dep_ == "dobj" and c.i < token.i), None)
        return made or next((c for c in token.lefts if c.dep_ in {"compound", "nmod"}), None)
    if token.dep_ in {"amod", "acl", "relcl"} and above.pos_ == "NOUN" and above.i < token.i:
        return above
    if token.dep_ in {"xcomp", "conj"}:
        return next((c for c in above.lefts if c.dep_ in _SUBJECTS), None)
    return None


def _what_is_agreed(verb: Token, end: int) -> Token:
    """Read "agreed to a truce, conditional on …": the truce, else what the verb tells."""
    links = [verb, *(c for c in verb.rights if c.dep_ == "prep")]
    below = (c for one in links for c in one.rights if c.dep_ in {"dobj", "pobj"} and c.i < end)
    return next((noun for noun in below if is_matter(noun)), verb)


def _what_is_named(token: Token) -> Token | None:
    """What is called a condition: the subject of "is", the object of "named … as"."""
    above = token.head
    if token.dep_ == "pobj" and above.lower_ == "as":
        verb = above.head
        if verb.pos_ == "NOUN":
            return verb
        wanted = {"nsubjpass"} if any(c.dep_ == "auxpass" for c in verb.children) else {"dobj"}
        return next((c for c in verb.children if c.dep_ in wanted), None)
    if above.lower_ in {"among", "of"} and token.dep_ == "pobj":
        above = above.head if above.head.pos_ in {"VERB", "AUX"} else above.head.head
        token = above
    if token.dep_ == "attr" or token.i == above.i:
        return next((c for c in above.lefts if c.dep_ in _SUBJECTS and c.pos_ != "PRON"), None)
    if above.lemma_ in terms("making") and token.dep_ in {"oprd", "dobj", "ccomp"}:
        return next((c for c in [*token.lefts, *above.rights] if c.dep_ in {"nsubj", "dobj"}
                     and c.i < token.i), None)  # fmt: skip
    return None


def _hangs(token: Token) -> bool:
    """Whether a noun, or a pronoun that takes one up, can hang on a condition."""
    taken_up = token.lower_ in {"it", "this", "that", "which"}
    return taken_up or token.pos_ == "VERB" or is_matter(token)


def _is_condition(head: Token) -> bool:
    """Whether words can be a condition: a clause, or a noun of action or agreement."""
    return head.dep_ in {"pcomp", "ccomp"} or is_matter(head)


_SHAPES = {"object": _on_object, "subject": _on_subject, "other": _on_other}
