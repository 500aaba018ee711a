"""A deed while the text is being read: its candidate, sense, parties, place and day."""

from attrs import define, field
from spacy.tokens import Token

from dragoman.extraction.deeds.candidates import Candidate
from dragoman.extraction.deeds.parties import (
    Who,
    doer,
    is_abstract,
    owner_before,
    place_of,
    sufferer,
    who_is,
    who_towards,
    whose,
)
from dragoman.extraction.deeds.words import DEED_NOUNS, Sense
from dragoman.extraction.frame_roles import agent_of, is_passive_form
from dragoman.extraction.governing import time_of
from dragoman.extraction.reading import Reading, Timed

HARMFUL = ("ASSAULT", "COERCE", "SANCTION")
_GIVEN = ("AID", "MOBILIZE")
_MUTUAL = ("AGREE", "COOPERATE", "CONSULT")
_OWN_MOVES = ("withdraw", "disarm")
_TROOPS = frozenset({"peacekeeper"})
_SWAPPING = ("exchange", "swap")


@define(kw_only=True)
class Draft:
    """One deed as one word of the text tells it; ``also`` are others that tell of the same."""

    found: Candidate
    type: str
    mode: str | None
    actor: Who | None
    recipient: Who | None
    place: Who | None
    time: Timed | None
    score: float
    because: tuple[str, ...] = ()
    also: list["Draft"] = field(factory=list)


def draft_of(
    reading: Reading, found: Candidate, sense: Sense, score: float, because: tuple[str, ...]
) -> Draft | None:
    """The draft of a candidate, unless nobody known or described does or suffers it."""
    actor = _actor(reading, found)
    if not _can_be_done_so(reading, found, sense, actor):
        return None
    place = place_of(reading, (found.verb, found.trigger, found.patient))
    recipient = _recipient(reading, found, sense)
    if recipient is None and sense.type == "ASSAULT" and place and place.named.party:
        recipient = who_is(reading, place.named.party, place.span, whole=False)
    nobody = actor is None and recipient is None and place is None
    if nobody and not found.is_nominal and _target(found) is None:
        return None
    if sense.reverse:
        actor, recipient = doer(reading, found.recipient), actor
    if actor is None and sense.type == "RETREAT" and sense.mode in _OWN_MOVES:
        actor, recipient = recipient, None
    if actor is None and sense.objects >= _TROOPS and found.patient is not None:
        actor = owner_before(reading, found.patient)
    if _is_own(actor, recipient):
        recipient = _plain(reading, found, sense)
    return Draft(
        found=found,
        type=sense.type,
        mode=sense.mode,
        actor=actor,
        recipient=recipient,
        place=place,
        time=time_of(reading, found.verb, found.trigger),
        score=score,
        because=because,
    )


def _actor(reading: Reading, found: Candidate) -> Who | None:
    """Who does it; of a deed that does it ("A's strike killed four") whoever did that."""
    agent = found.agent
    if agent is not None and agent.pos_ == "NOUN" and agent.lemma_.lower() in DEED_NOUNS:
        return doer(reading, agent_of(agent)) or owner_before(reading, agent)
    return doer(reading, agent)


def _can_be_done_so(reading: Reading, found: Candidate, sense: Sense, actor: Who | None) -> bool:
    """Whether an agent that is nobody leaves it a deed: "a strike killed" does."""
    agent = found.agent
    if agent is None or agent.pos_ == "PRON" or agent.pos_ == "PROPN":
        return True
    named = DEED_NOUNS.get(agent.lemma_.lower(), ())
    if actor is not None and not named:
        return True
    kinds = {sense.type} | ({"ASSAULT"} if sense.type == "COERCE" else set())
    alike = any(one.type in kinds for one in named)
    return alike or not (named or is_abstract(agent))


def _target(found: Candidate) -> Token | None:
    return found.patient if found.patient is not None else found.recipient


def _is_own(actor: Who | None, recipient: Who | None) -> bool:
    """Whether it would be done to oneself: the object is only the actor's own thing."""
    if actor is None or recipient is None:
        return False
    party = actor.named.party
    return actor.span.overlaps(recipient.span) or (
        party is not None and party == recipient.named.party
    )


def _plain(reading: Reading, found: Candidate, sense: Sense) -> Who | None:
    """Its own people that a party harms, by the words for them."""
    if sense.type not in HARMFUL or found.patient is None:
        return None
    if reading.names.at(found.patient.i) is not None:
        return None
    return sufferer(reading, found.patient)


def _recipient(reading: Reading, found: Candidate, sense: Sense) -> Who | None:
    """To whom: for gifts and penalties the one after "to" or "on", otherwise the object's."""
    verb, patient = found.verb, found.patient
    if sense.type in _MUTUAL or verb.lemma_ in _SWAPPING:
        partner = _partner(reading, found)
        if partner is not None or verb.lemma_ in _SWAPPING:
            return partner
    if found.suffered:
        return sufferer(reading, patient, things=True)
    towards = who_towards(reading, verb) or who_towards(reading, found.trigger)
    if towards is None and patient is not None:
        towards = who_towards(reading, patient)
    if towards is None and found.recipient is not None:
        towards = whose(reading, found.recipient)
    if sense.type in _GIVEN and sense.kinds == {"party"}:
        towards = towards or (whose(reading, patient) if patient is not None else None)
    if sense.type in _GIVEN or towards is not None:
        return towards or _described_towards(reading, found, sense)
    return _suffering(reading, found, sense)


def _described_towards(reading: Reading, found: Candidate, sense: Sense) -> Who | None:
    if sense.type != "AID":
        return None
    helped = found.patient if sense.kinds & {"party", "person"} else found.recipient
    return sufferer(reading, helped)


def _suffering(reading: Reading, found: Candidate, sense: Sense) -> Who | None:
    """Whose the object is; for harm also whoever the words describe."""
    under = _under_attack(reading, found) if sense.type == "ASSAULT" else None
    if under is not None:
        return under
    target = _target(found)
    if target is None:
        return owner_before(reading, found.trigger) if sense.type == "RETREAT" else None
    if sense.type in HARMFUL:
        return sufferer(reading, target, things=sense.type == "ASSAULT")
    return whose(reading, target)


def _under_attack(reading: Reading, found: Candidate) -> Who | None:
    """As in: "A strike on B killed four": B, rather than the four."""
    agent = found.agent
    return who_towards(reading, agent) if agent is not None and agent.pos_ == "NOUN" else None


def _partner(reading: Reading, found: Candidate) -> Who | None:
    """The second of those who did it together: "A and B signed", "between A and B"."""
    doers = found.agent
    if doers is None and is_passive_form(found.verb):
        doers = None
    joined = [c for c in doers.children if c.dep_ == "conj"] if doers is not None else []
    if joined:
        return whose(reading, joined[0])
    return who_towards(reading, found.verb) or who_towards(reading, found.trigger)
