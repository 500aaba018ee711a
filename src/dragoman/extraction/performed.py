"""Performed acts: what a side did by word, told with a verb that no lexicon of saying holds.

"Brandt turned the offer down", "Velland did not take up the proposal", "Marn supported the idea":
sentences of bargaining that count as the side's own statement. The verbs and the acts stand in
``data/acts.toml`` under ``performed``; their objects must be things that are offered or asked.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.acts import is_unreal
from dragoman.extraction.acts_words import phrasal, terms
from dragoman.extraction.attribution.spans import noun_phrase, trim, verb_span
from dragoman.extraction.reading import Attributed, Reading
from dragoman.extraction.units import Unit
from dragoman.extraction.verb_forms import is_passive, subject_of
from dragoman.model import SegmentKind

_PRONOUNS = frozenset({"it", "this", "that", "them", "these"})
_SCORE = 0.7
_TALKED = frozenset({SegmentKind.ANSWER, SegmentKind.QUESTION, SegmentKind.BYLINE})


def performed_units(reading: Reading) -> Iterator[Unit]:
    """The units of performed acts, in text order; cost: one look at each verb."""
    cues = {i for one in reading.attributed for span in one.cues for i in range(*span)}
    for token in reading.doc:
        if token.pos_ != "VERB" or token.i in cues or phrasal(token) not in terms("performed"):
            continue
        if is_unreal(token) or is_passive(token) or reading.kind(token) in _TALKED:
            continue
        unit = _unit(reading, token)
        if unit is not None:
            yield unit


def _unit(reading: Reading, verb: Token) -> Unit | None:
    subject = _doer(verb)
    what = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if subject is None or what is None or not _is_offered(what):
        return None
    mention = reading.names.at(subject.i)
    if mention is None or not mention.refers_to:
        return None
    if reading.names.party_of(mention.refers_to) is None:
        return None
    content = trim(reading.doc, noun_phrase(what))
    one = Attributed(
        speakers=[mention.span],
        cues=[verb_span(verb)],
        contents=[content],
        speaker_ids=[mention.refers_to],
        parent=_around(reading, verb),
        score=_SCORE,
        because=(f"cue {verb.lemma_.lower()}+object", "a verb of bargaining"),
    )
    return Unit(one=one, contents=(content,), cue=verb, complement="object", because=one.because)


def _doer(verb: Token) -> Token | None:
    """The subject of a verb, shared with the verb before it in a coordination."""
    subject = subject_of(verb)
    if subject is None and verb.dep_ == "conj":
        return subject_of(verb.head)
    return subject


def _is_offered(what: Token) -> bool:
    return what.lower_ in _PRONOUNS or what.lemma_.lower() in terms("offers") | terms("shells")


def _around(reading: Reading, verb: Token) -> int | None:
    """The innermost attribution in whose content a verb stands."""
    best: tuple[int, int] | None = None
    for index, one in enumerate(reading.attributed):
        for content in one.contents:
            size = content.end - content.start
            if content.covers(verb.i) and (best is None or size < best[0]):
                best = (size, index)
    return best[1] if best else None
