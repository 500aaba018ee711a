"""Where a text may tell of a deed: verbs and nouns of deeds with their roles.

A candidate stands on a verb ("A seized the boat"), on a noun that a light verb carries ("A carried
out strikes"), on a noun that somebody suffers ("B came under attack"), or on a noun by itself
("the seizure of the boat by A").
"""

from collections.abc import Iterator

from attrs import evolve, frozen
from spacy.tokens import Token

from dragoman.extraction.deeds.words import DEED_NOUNS, deed_words
from dragoman.extraction.frame_roles import carried_by
from dragoman.extraction.frames import Frame, frame_at, frame_of
from dragoman.extraction.reading import Reading
from dragoman.model import SegmentKind

_SKIPPED = (SegmentKind.BOILERPLATE, SegmentKind.BYLINE)
_EMPTY = frozenset({"have", "do", "order", "announce"})
_OFFICIAL = ("arrest", "release", "discontinue", "ceasefire")
_NEAR = 6
_UNDER = ("to", "under", "from")


@frozen(kw_only=True)
class Candidate:
    """A word that may tell of a deed.

    ``trigger`` names the deed, ``verb`` is the verb that tells of it: the trigger itself, its
    light verb, or the one by which it is suffered. A noun by itself is its own ``verb``.
    """

    trigger: Token
    verb: Token
    frame: Frame
    agent: Token | None = None
    patient: Token | None = None
    recipient: Token | None = None
    suffered: bool = False

    @property
    def is_nominal(self) -> bool:
        """Whether no verb tells of it."""
        return self.verb.pos_ not in ("VERB", "AUX")


def candidates(reading: Reading) -> Iterator[Candidate]:
    """The candidates of a text in order. Cost: one frame a verb or noun of deed."""
    for token in reading.doc:
        if token.pos_ not in ("VERB", "NOUN", "PROPN") or reading.kind(token) in _SKIPPED:
            continue
        if token.pos_ != "VERB" and reading.names.at(token.i) is not None:
            continue
        found = _of_verb(token) if token.pos_ == "VERB" else _of_noun(reading, token)
        if found is not None:
            yield found


def _of_verb(verb: Token) -> Candidate | None:
    """The candidate of a verb that does not merely carry a noun of deed."""
    if any(_is_deed_noun(c) and _carrier(c) == verb for c in verb.children):
        return None
    frame = frame_of(verb)
    if frame is None or frame.predicate != verb.i:
        frame = frame_at(verb, None)
    return _with_agent(_candidate(verb, verb, frame), _joined(verb))


def _with_agent(found: Candidate, agent: Token | None) -> Candidate:
    return found if agent is None else evolve(found, agent=agent)


def _joined(verb: Token) -> Token | None:
    """Whom a participle with an object of its own has for its agent.

    "Has flown missions, conducted raids", "gave aid, having paid a loan": the parser hangs it on
    the noun before, but it shares the subject of the verb above; so does "is using drones to".
    """
    used = verb.dep_ == "xcomp" and verb.head.lemma_ == "use"
    if not used and not is_active_participle(verb):
        return None
    above = verb_over(verb)
    agent = frame_at(above, None).agent if above is not None else None
    return verb.doc[agent] if agent is not None else None


def verb_over(token: Token) -> Token | None:
    """The nearest verb above a word that is no infinitive."""
    return next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX") and a.tag_ != "VB"), None)


def is_active_participle(verb: Token) -> bool:
    """Whether a participle behind a noun is active: it has an object, or "having" before it."""
    if verb.tag_ != "VBN" or any(c.dep_ in ("agent", "nsubj", "nsubjpass") for c in verb.children):
        return False
    if any(c.lower_ == "having" and c.dep_ == "aux" for c in verb.children):
        return True
    return verb.dep_ == "acl" and any(c.dep_ == "dobj" for c in verb.children)


def _of_noun(reading: Reading, noun: Token) -> Candidate | None:
    if not _is_deed_noun(noun):
        return None
    carrier = _carrier(noun)
    if carrier is not None:
        return _with_agent(_candidate(noun, carrier, frame_at(noun, carrier)), _joined(carrier))
    return _suffered(noun) or _by_itself(reading, noun)


def _carrier(noun: Token) -> Token | None:
    """The verb that only carries a noun of deed; "announced" carries official acts."""
    verb = carried_by(noun)
    if verb is not None:
        official = any(sense.mode in _OFFICIAL for sense in DEED_NOUNS[noun.lemma_.lower()])
        empty = verb.lemma_.lower() in _EMPTY
        return None if empty and not (official and verb.lemma_ == "announce") else verb
    held = noun.dep_ in ("dobj", "nsubjpass") and noun.head.pos_ == "VERB"
    return noun.head if held and noun.head.lemma_ in deed_words("carrying") else None


def _by_itself(reading: Reading, noun: Token) -> Candidate:
    """The candidate of a noun that no verb carries: "the Halin operation", "a pact between"."""
    found = _candidate(noun, noun, frame_at(noun, None))
    agent = found.agent
    mention = reading.names.at(agent.i) if agent is not None else None
    if agent is not None and agent.dep_ == "compound" and mention and mention.noun == "place":
        return evolve(found, agent=None, patient=found.patient or agent)
    owned = agent is not None and agent.dep_ == "poss"
    if owned and found.patient is None and noun.lemma_.lower() in deed_words("owned"):
        return evolve(found, agent=None, patient=agent)
    if agent is None:
        between = (c for c in noun.subtree if c.lower_ == "between" and c.i < noun.i + _NEAR)
        doers = (t for c in between for t in c.children if t.dep_ == "pobj")
        return evolve(found, agent=next(doers, None))
    return found


def _is_deed_noun(token: Token) -> bool:
    known = token.lemma_.lower() in DEED_NOUNS and token.pos_ in ("NOUN", "PROPN")
    return known and token.dep_ not in ("compound", "nmod", "amod", "npadvmod")


def _candidate(trigger: Token, verb: Token, frame: Frame) -> Candidate:
    doc = trigger.doc
    agent, patient, recipient = (
        doc[index] if index is not None else None
        for index in (frame.agent, frame.patient, frame.recipient)
    )
    return Candidate(
        trigger=trigger, verb=verb, frame=frame, agent=agent, patient=patient, recipient=recipient
    )


def _suffered(noun: Token) -> Candidate | None:
    """As in: "B was subjected to attacks by A", "B came under attack", "B faces shelling"."""
    step = noun
    while step.dep_ == "conj":
        step = step.head
    verb = step.head.head if step.dep_ == "pobj" else step.head
    lemma = verb.lemma_.lower()
    if lemma not in deed_words("suffered") or step.dep_ not in ("pobj", "dobj"):
        return None
    if step.dep_ == "pobj" and step.head.lower_ not in _UNDER:
        return None
    if lemma in ("come", "be") and step.head.lower_ != "under":
        return None
    frame, own = frame_at(verb, None), frame_at(noun, None)
    victim = frame.agent if frame.agent is not None else frame.patient
    doc = noun.doc
    if victim is None or doc[victim] == noun:
        return None
    agent = doc[own.agent] if own.agent is not None else _by(verb, noun)
    return Candidate(
        trigger=noun, verb=verb, frame=frame, agent=agent, patient=doc[victim], suffered=True
    )


def _by(verb: Token, noun: Token) -> Token | None:
    """Who attacks in "was subjected to attacks by A": the parser may hang "by" on the verb."""
    for holder in (noun, verb):
        for child in holder.children:
            if child.dep_ in ("agent", "prep") and child.lower_ in ("by", "from"):
                return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None
