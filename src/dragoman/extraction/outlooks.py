"""Outlooks: chances and signs that somebody sees, or sees none of.

"Analysts see little chance of a deal" and "diplomats give the truce no chance" judge with a noun
of likelihood that no lexicon of saying holds. A chance or prospect foretells, a sign or room for
something judges what is. The words stand in ``data/acts.toml``.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.acts_words import phrasal, terms
from dragoman.extraction.attribution.spans import subtree, trim, verb_span
from dragoman.extraction.frame_roles import subject_above
from dragoman.extraction.performed import around, speakers_of
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.extraction.units import Unit
from dragoman.extraction.unsaid import is_unreal
from dragoman.extraction.verb_forms import is_passive
from dragoman.model import Act

_SCORE = 0.7


def outlook_units(reading: Reading) -> Iterator[Unit]:
    """The units of outlooks outside every attribution's cue, in text order."""
    cues = {i for one in reading.attributed for span in one.cues for i in range(*span)}
    for verb in reading.doc:
        if verb.pos_ != "VERB" or verb.i in cues or phrasal(verb) not in terms("outlook_verbs"):
            continue
        noun = next((c for c in verb.rights if c.dep_ == "dobj"), None)
        act = _act(noun) if noun is not None else None
        if noun is not None and act is not None and not (is_unreal(verb) or is_passive(verb)):
            yield from _unit(reading, verb, noun, act)


def _act(noun: Token) -> Act | None:
    """What one does who sees it; a chance that one has taken, or is given, counts for nothing."""
    measured = {c.lower_ for c in noun.lefts} & terms("outlook_shares")
    bare_plural = noun.tag_ == "NNS" and not any(c.dep_ == "det" for c in noun.lefts)
    if not (measured or bare_plural):
        return None
    lemma = noun.lemma_.lower()
    if lemma in terms("outlooks"):
        return Act.PREDICT
    return Act.ASSESS if lemma in terms("indications") else None


def _unit(reading: Reading, verb: Token, noun: Token, act: Act) -> Iterator[Unit]:
    subject = subject_above(verb)
    found = speakers_of(reading, subject) if subject is not None else None
    if found is None:
        return
    bare = not any(c.dep_ in {"prep", "acl"} for c in noun.rights)
    given = (c for c in verb.rights if c.dep_ == "dative" and c.i < noun.i and bare)
    whom = next(given, noun)
    end = min(max(subtree(noun).end, _object_end(verb, noun)), verb.sent.end)
    content = trim(reading.doc, Tokens(whom.left_edge.i, end))
    one = Attributed(
        speakers=[found[0]],
        cues=[verb_span(verb)],
        contents=[content],
        speaker_ids=found[1],
        parent=around(reading, verb),
        score=_SCORE,
        because=(f"cue {verb.lemma_.lower()}+object", "a chance or sign that is seen"),
    )
    yield Unit(
        one=one,
        contents=(content,),
        cue=verb,
        complement="object",
        act=act,
        because=one.because,
    )


def _object_end(verb: Token, noun: Token) -> int:
    """The end of what hangs on the verb right behind the noun: "little hope of a deal in May"."""
    ends = [c.right_edge.i + 1 for c in verb.rights if c.dep_ in {"prep", "acl"} and c.i > noun.i]
    return max(ends, default=noun.i + 1)
