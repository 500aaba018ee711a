"""Issuers: whose paper "the statement" and "this account" are, from the text before.

"The foreign ministry issued a statement. The document says …": the document speaks for the
ministry. Only a definite paper points back; "a statement" is a new one.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.reading import Reading, Tokens

DOCUMENTS = frozenset(
    {
        "statement",
        "release",
        "readout",
        "communique",
        "communiqué",
        "declaration",
        "letter",
        "report",
        "note",
        "memo",
        "document",
        "post",
        "website",
        "announcement",
        "comment",
        "remark",
        "word",
        "speech",
        "transcript",
        "account",
        "draft",
        "text",
    }
)
"""What a party speaks through: the speaker is whose paper it is."""

STANCES = frozenset(
    {
        "outlook",
        "position",
        "stance",
        "demand",
        "proposal",
        "plan",
        "condition",
        "view",
        "list",
        "approach",
        "vision",
        "term",
        "formula",
        "offer",
        "agenda",
        "wish",
        "answer",
        "reply",
        "response",
    }
)
"""What a side holds: "Velland's position includes a demand for …" is Velland's demand."""

FINDINGS = frozenset(
    {
        "finding",
        "investigation",
        "inquiry",
        "evaluation",
        "assessment",
        "audit",
        "resolution",
        "poll",
        "survey",
        "study",
        "analysis",
        "rule",
        "bylaw",
        "guideline",
        "forecast",
        "estimate",
    }
)
"""What a body finds or lays down: the speaker is the body."""

_ISSUING = frozenset({"publish", "issue", "release", "post", "circulate", "put", "write", "send"})
_MAKING = _ISSUING | {
    "adopt", "pass", "complete", "conduct", "make", "produce", "prepare", "unveil", "sign", "draft",
}  # fmt: skip
"""Verbs whose subject has made the paper that is their object."""
_POINTING = frozenset({"the", "this", "that", "its", "their", "same"})
_NEW = frozenset({"a", "an", "one"})
_REACH = 220
"""Tokens back in which a paper's first mention may stand."""
_AHEAD = 120
"""Tokens ahead in which a paper that opens a text is told again with its maker."""


def makers(paper: Token) -> Iterator[Token]:
    """Whose a paper is: its owner, or who it is by or from, several in a coordination."""
    for child in paper.children:
        if child.dep_ in {"poss", "compound", "nmod"}:
            yield from (child, *child.conjuncts)
        elif child.dep_ == "acl":
            for inner in child.children:
                by = inner.dep_ == "agent"
                there = inner.lower_ == "in" and child.lemma_.lower() in _ISSUING
                if by or there:
                    yield from _objects_of(inner)
        elif child.dep_ == "prep" and child.lower_ in {"by", "from", "of"}:
            yield from _objects_of(child)


def issuers_of(reading: Reading, paper: Token, span: Tokens) -> list[str]:
    """The ids of those for whom a paper, a finding or a stance speaks."""
    ids = _named(reading, list(_owners(reading, paper)))
    if ids or paper.lemma_.lower() in STANCES:
        return ids
    return (
        _named(reading, list(_publishers(paper)))
        or issuer_before(reading, span)
        or _maker_ahead(reading, paper, span)
    )


def _owners(reading: Reading, paper: Token) -> Iterator[Token]:
    """Whose a paper is, the bodies in its name too: "a Harbour Times/Port Radio poll"."""
    yield from makers(paper)
    for mention in reading.names.within(Tokens(paper.left_edge.i, paper.i)):
        inside = reading.doc[mention.head].dep_ in {"compound", "nmod"}
        if mention.noun == "organisation" or (mention.noun == "party" and inside):
            yield reading.doc[mention.head]


def issuer_before(reading: Reading, span: Tokens) -> list[str]:
    """The ids of those who issued the paper that a definite paper points back to."""
    if reading.doc[span.start].lower_ not in _POINTING:
        return []
    for index in range(span.start - 1, max(-1, span.start - _REACH), -1):
        token = reading.doc[index]
        if _is_paper(token):
            found = _named(reading, [*_owners(reading, token), *_publishers(token)])
            if found:
                return found
    return []


def _is_paper(token: Token) -> bool:
    return token.lemma_.lower() in DOCUMENTS | FINDINGS and token.pos_ in {"NOUN", "PROPN"}


def _maker_ahead(reading: Reading, paper: Token, span: Tokens) -> list[str]:
    """Who made a new paper that opens a text, where it is soon told again with its maker."""
    first = reading.doc[span.start]
    if first.lower_ not in _NEW or paper.lemma_.lower() not in FINDINGS:
        return []
    for index in range(paper.sent.end, min(len(reading.doc), paper.i + _AHEAD)):
        token = reading.doc[index]
        if token.lemma_.lower() == paper.lemma_.lower() and token.left_edge.lower_ == "the":
            return _named(reading, list(_owners(reading, token)))
    return []


def _publishers(paper: Token) -> Iterator[Token]:
    """Who publishes a paper or says something in it: the subject of the verb over it."""
    verb = paper.head.head if paper.dep_ == "pobj" else paper.head
    publishes = paper.dep_ == "dobj" and verb.lemma_.lower() in _MAKING
    says_in = paper.dep_ == "pobj" and paper.head.lower_ in {"in", "through"}
    if verb.pos_ == "VERB" and (publishes or says_in):
        yield from (c for c in verb.children if c.dep_ == "nsubj")


def _named(reading: Reading, tokens: list[Token]) -> list[str]:
    mentions = [reading.names.at(token.i) for token in tokens]
    return list(dict.fromkeys(m.refers_to for m in mentions if m is not None and m.refers_to))


def _objects_of(prep: Token) -> Iterator[Token]:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield from (child, *child.conjuncts)
