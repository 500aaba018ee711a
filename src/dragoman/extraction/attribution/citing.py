"""Citing: one who reports names the one he has it from.

"X, citing two officials, reported that …": what X reports is the officials' as well, and theirs
is the nearer link of the chain. "X quoted Y as saying that …": the saying is Y's, X's the report.
"""

from typing import NamedTuple

from spacy.tokens import Token

from dragoman.extraction.acts_words import terms
from dragoman.extraction.attribution.issuers import DOCUMENTS
from dragoman.extraction.attribution.lexicon import says
from dragoman.extraction.attribution.spans import noun_phrase, subtree, verb_span, without
from dragoman.extraction.reading import Attributed, Reading, Tokens

QUOTING = frozenset({"cite", "quote"})
"""Verbs whose object is the one that words are taken from (VerbNet 3.3, class 37.1 and own)."""
_PASSED_ON = frozenset({"quote", "cite", "report", "paraphrase"})
"""Verbs that take "as saying"."""
_HUMAN = frozenset({"person", "party", "organisation", "unnamed"})
_PERSONS = ("ist", "ian", "ator", "maker", "man", "woman")
"""Endings of nouns that name persons only; "-er" names dangers and numbers as well."""
_SCORE = 0.8


class Link(NamedTuple):
    """``outer`` has the words from ``inner``."""

    inner: Attributed
    outer: Attributed


def find_cited(reading: Reading, found: list[Attributed]) -> tuple[list[Attributed], list[Link]]:
    """The attributions with one more for each "citing X", and which of them it passes on to."""
    kept, links = list(found), []
    for token in reading.doc:
        if token.tag_ != "VBG" or token.lemma_.lower() not in QUOTING:
            continue
        cited = next((c for c in token.rights if c.dep_ == "dobj"), None)
        if cited is None or not _is_somebody(reading, cited):
            continue
        others = [one for one in kept if not any(c.covers(token.i) for c in one.cues)]
        outer = _reporting(others, token)
        if outer is None:
            continue
        kept = others
        link = _link(token, cited, outer)
        kept.append(link.inner)
        links.append(link)
    return kept, links


def _is_somebody(reading: Reading, head: Token) -> bool:
    """Whether words can be taken from what a noun names: a person, a body, an outlet, a paper."""
    mention = reading.names.at(head.i)
    if mention is not None:
        return mention.noun in _HUMAN
    lemma = head.lemma_.lower()
    known = DOCUMENTS | terms("agents") | terms("nobody")
    return head.pos_ == "PROPN" or lemma in known or lemma.endswith(_PERSONS)


def _reporting(found: list[Attributed], token: Token) -> Attributed | None:
    """The attribution that "citing" belongs to: by the parse, else the sentence's outermost."""
    here = [
        one
        for one in found
        if one.speakers and one.cues and _sentence(token).covers(one.cues[0].start)
    ]
    by_parse = [one for one in here if any(c.covers(token.head.i) for c in one.cues)]
    widest = sorted(here, key=lambda one: -sum(c.end - c.start for c in one.contents))
    return next(iter([*by_parse, *widest]), None)


def _sentence(token: Token) -> Tokens:
    """The sentence in which a token stands."""
    return Tokens(token.sent.start, token.sent.end)


def _link(token: Token, cited: Token, outer: Attributed) -> Link:
    speaker = noun_phrase(cited)
    phrase = Tokens(token.i, _phrase_end(token, max(speaker.end, subtree(cited).end)))
    if speaker.end < phrase.end and token.doc[speaker.end].pos_ == "ADP":
        speaker = Tokens(speaker.start, phrase.end)
    outer.contents = [p for c in outer.contents for p in without(c, phrase)]
    inner = Attributed(
        speakers=[speaker],
        cues=[Tokens(token.i, token.i + 1)],
        contents=list(outer.contents),
        score=min(_SCORE, outer.score),
        because=(f"{token.lower_} whom the report is from",),
    )
    return Link(inner, outer)


def _phrase_end(citing: Token, end: int) -> int:
    """Where a citing phrase ends: at the next stop, whatever the parse hung its last words on."""
    last = citing.sent.end
    while end < last and not citing.doc[end].is_punct and citing.doc[end].pos_ != "VERB":
        end += 1
    return end


def chain(found: list[Attributed], links: list[Link]) -> None:
    """Put each cited speaker between the report and what is told in it, in place."""
    places = {id(one): number for number, one in enumerate(found)}
    for link in links:
        inner, outer = places.get(id(link.inner)), places.get(id(link.outer))
        if inner is None or outer is None:
            continue
        for one in found:
            if one is not link.inner and one.parent in {outer, inner}:
                one.parent = inner
        link.inner.parent = outer
    for number, one in enumerate(found):
        if _circles(found, number):
            one.parent = None


def passes_on(saying: Token) -> Token | None:
    """The verb of quoting above the "saying" of "quoted Y as saying"; None for other words."""
    if saying.tag_ != "VBG" or saying.head.lower_ != "as" or not says(saying):
        return None
    quoting = saying.head.head
    return quoting if quoting.lemma_.lower() in _PASSED_ON else None


def _circles(found: list[Attributed], number: int) -> bool:
    """Whether an attribution's parents lead back to itself."""
    above, seen = found[number].parent, set[int]()
    while above is not None and above not in seen:
        if above == number:
            return True
        seen.add(above)
        above = found[above].parent
    return False


def name_the_quoted(reading: Reading, found: list[Attributed]) -> list[Attributed]:
    """Give "quoted Y as saying" to Y, and the quoting to whoever quotes; more may be found."""
    more: list[Attributed] = []
    for one in found:
        words = [t for c in one.cues for t in reading.span(c)]
        quoting = next((verb for t in words if (verb := passes_on(t)) is not None), None)
        if quoting is None:
            continue
        quoted = _child(quoting, "nsubjpass") or _child(quoting, "dobj")
        if quoted is None:
            continue
        one.speakers = [noun_phrase(quoted)]
        more.extend(_quotes(found, one, quoting, quoted))
    return [*found, *more]


def _quotes(
    found: list[Attributed], one: Attributed, quoting: Token, quoted: Token
) -> list[Attributed]:
    """The act of quoting, where somebody is named who quotes and nothing has it yet."""
    agent = _child(quoting, "agent")
    by = _child(agent, "pobj") if agent is not None else _child(quoting, "nsubj")
    known = any(c.covers(quoting.i) for other in found for c in other.cues)
    if by is None or known:
        return []
    saying = one.cues[0]
    contents = [noun_phrase(quoted), Tokens(saying.start - 1, one.contents[-1].end)]
    return [
        Attributed(
            speakers=[noun_phrase(by)],
            cues=[verb_span(quoting)],
            contents=contents,
            score=_SCORE,
            because=("quoted as saying",),
        )
    ]


def _child(token: Token, dep: str) -> Token | None:
    return next((c for c in token.children if c.dep_ == dep), None)
