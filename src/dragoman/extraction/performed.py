"""Performed acts: what a side does by word, told with a word that no lexicon of saying holds.

"Brandt turned the offer down", "Velland insists on full control", "the union is open to talks",
"an Ormarkish offer to lift the embargo": sentences of bargaining that count as the side's own
statement. The words and their acts stand in ``data/acts.toml`` under ``performed``, with the
kinds of complement under which they take a stand.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.acts_words import performing, phrasal, terms
from dragoman.extraction.attribution.complements import Complement, complements
from dragoman.extraction.attribution.spans import noun_phrase, trim, verb_span
from dragoman.extraction.frame_roles import agent_of, subject_above
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.extraction.units import Unit
from dragoman.extraction.unsaid import is_unreal
from dragoman.extraction.verb_forms import is_passive
from dragoman.extraction.whose import is_agent, is_thing
from dragoman.model import SegmentKind

_PRONOUNS = frozenset({"it", "this", "that", "them", "these"})
_SCORE = 0.7
_TALKED = frozenset({SegmentKind.ANSWER, SegmentKind.QUESTION, SegmentKind.BYLINE})
_WORDS = frozenset({"VERB", "ADJ", "NOUN"})


def performed_units(reading: Reading) -> Iterator[Unit]:
    """The units of performed acts, in text order; cost: one look at each word of the list."""
    cues = {i for one in reading.attributed for span in one.cues for i in range(*span)}
    for token in reading.doc:
        if token.pos_ not in _WORDS or token.i in cues or reading.kind(token) in _TALKED:
            continue
        unit = _unit(reading, token) if phrasal(token) in performing() else None
        if unit is not None:
            yield unit


def _unit(reading: Reading, word: Token) -> Unit | None:
    if is_unreal(_governor(word)) or is_passive(word):
        return None
    taken = next(_taken(word), None)
    doer = _doer(word)
    if taken is None or doer is None or _is_told(reading, word, taken):
        return None
    speaker = _speaker(reading, doer)
    if speaker is None:
        return None
    contents = _contents(reading, word, taken)
    one = Attributed(
        speakers=[speaker[0]],
        cues=[verb_span(word)],
        contents=list(contents),
        speaker_ids=speaker[1],
        parent=around(reading, word),
        score=_SCORE,
        because=(f"cue {word.lemma_.lower()}+{taken.kind}", "a word of bargaining"),
    )
    return Unit(one=one, contents=contents, cue=word, complement=taken.kind, because=one.because)


def _taken(word: Token) -> Iterator[Complement]:
    """The complements under which a word takes a stand."""
    kinds = performing()[phrasal(word)]
    for complement in complements(word):
        if complement.kind in kinds and _fits(word, complement):
            yield complement


def _fits(word: Token, complement: Complement) -> bool:
    """Whether what is taken can be offered or asked; a mere object must be of that sort."""
    if complement.kind != "object" or phrasal(word) in terms("plain_objects"):
        return True
    head = word.doc[complement.head]
    offered = head.lemma_.lower() in terms("offers") | terms("shells")
    return offered or head.lower_ in _PRONOUNS


def _contents(reading: Reading, word: Token, taken: Complement) -> tuple[Tokens, ...]:
    if taken.kind == "object":
        head = reading.doc[taken.head]
        return (trim(reading.doc, noun_phrase(head)),)
    return taken.spans


def _governor(word: Token) -> Token:
    """The "be" over an adjective, else the word."""
    linked = word.pos_ == "ADJ" and word.dep_ == "acomp"
    return word.head if linked else word


def _doer(word: Token) -> Token | None:
    """Who takes the stand: the subject, or the owner of a noun."""
    if word.pos_ == "NOUN":
        return agent_of(word)
    return subject_above(_governor(word)) if word.dep_ != "amod" else None


def _speaker(reading: Reading, doer: Token) -> tuple[Tokens, list[str]] | None:
    """The words that name who takes the stand and his id; None where it is no side."""
    mention = reading.names.at(doer.i)
    if mention is not None and mention.refers_to:
        known = mention.noun == "organisation" or reading.names.party_of(mention.refers_to)
        return (mention.span, [mention.refers_to]) if known else None
    if is_agent(doer) and doer.lemma_.lower() not in terms("nobody"):
        return trim(reading.doc, noun_phrase(doer)), []
    return None


def speakers_of(reading: Reading, doer: Token) -> tuple[Tokens, list[str]] | None:
    """The words that name one or several ("A and B") and the ids that are known.

    None where it is nobody who can speak; those who speak for no side may.
    """
    heads = [doer, *doer.conjuncts]
    mentions = [m for head in heads if (m := reading.names.at(head.i)) is not None]
    known = [m.refers_to for m in mentions if m.refers_to and m.noun != "place"]
    if known:
        spans = [m.span for m in mentions]
        return Tokens(min(s.start for s in spans), max(s.end for s in spans)), known
    start, end = noun_phrase(doer)
    while end > doer.i + 1 and reading.doc[end - 1].tag_ == "POS":
        end -= 1
    whole = trim(reading.doc, Tokens(start, end))
    return None if is_thing(reading, whole) else (whole, [])


def _is_told(reading: Reading, word: Token, taken: Complement) -> bool:
    """Whether the attributor has what is taken as somebody's content already, cue and all."""
    return any(
        content.covers(taken.head) and not content.covers(word.i) and one.speakers
        for one in reading.attributed
        for content in one.contents
    )


def around(reading: Reading, word: Token) -> int | None:
    """The innermost attribution in whose content a word stands."""
    best: tuple[int, int] | None = None
    for index, one in enumerate(reading.attributed):
        for content in one.contents:
            size = content.end - content.start
            if content.covers(word.i) and (best is None or size < best[0]):
                best = (size, index)
    return best[1] if best else None
