"""What a candidate means: the first sense of its word that its object and agent fit."""

from spacy.tokens import Token

from dragoman.extraction.deeds.candidates import Candidate
from dragoman.extraction.deeds.parties import whose
from dragoman.extraction.deeds.words import DEED_NOUNS, DEED_VERBS, Sense, deed_words, word_set
from dragoman.extraction.reading import Reading

_PERSONAL = frozenset({"he", "him", "she", "her", "they", "them", "we", "us", "who", "whom"})
_PARTICLES = ("prt", "advmod", "prep", "ccomp", "xcomp")


def sense_of(reading: Reading, found: Candidate) -> Sense | None:
    """The sense of a candidate's word that fits; None where the lexicon does not know it."""
    lemma = found.trigger.lemma_.lower()
    senses = (DEED_VERBS if found.trigger.pos_ == "VERB" else DEED_NOUNS).get(lemma, ())
    return next((sense for sense in senses if _fits(reading, sense, found)), None)


def _fits(reading: Reading, sense: Sense, found: Candidate) -> bool:
    if sense.particle and not _has_particle(sense, found):
        return False
    if sense.agents and not _is_done_by(sense, found):
        return False
    if sense.near and not _is_near(sense, found):
        return False
    if sense.both and (found.agent is None or _target(found) is None):
        return False
    return _takes(reading, sense, found)


def _has_particle(sense: Sense, found: Candidate) -> bool:
    if sense.particle == "PASSIVE":
        return any(c.dep_ == "auxpass" for c in found.verb.children)
    return any(
        c.lower_ == sense.particle or c.lemma_ == sense.particle
        for c in found.verb.children
        if c.dep_ in _PARTICLES
    )


def _is_done_by(sense: Sense, found: Candidate) -> bool:
    near = [found.agent] if found.agent is not None else []
    near += [c for c in found.trigger.lefts if c.dep_ in ("compound", "poss", "amod")]
    return any(_is_one_of(token, sense.agents) for token in near)


def _is_near(sense: Sense, found: Candidate) -> bool:
    """Whether one of the words stands with the verb, or with its noun."""
    holders = (found.trigger, found.verb, found.patient)
    words = {c.lower_ for holder in holders if holder is not None for c in holder.children}
    words |= {c.lower_ for c in found.verb.subtree if c.dep_ == "advmod"}
    return bool(words & sense.near)


def _target(found: Candidate) -> Token | None:
    patient = found.patient
    if patient is None or patient.dep_ in ("compound", "amod"):
        return found.recipient
    return patient


def _takes(reading: Reading, sense: Sense, found: Candidate) -> bool:
    """Whether the object is one that this sense of the word takes."""
    if sense.after:
        behind = _takes_behind(sense, found)
        given = sense.after.endswith("recipients")
        loose = not sense.objects or (found.patient is None and not given)
        if loose or found.patient is None:
            return behind and loose
        return behind and ("any" in sense.kinds or takes(reading, sense, found.patient))
    patient = found.patient
    if "any" in sense.kinds and (found.trigger.pos_ != "VERB" or patient is not None):
        return True
    if patient is None:
        if "none" in sense.kinds:
            return not any(c.dep_ == "ccomp" for c in found.verb.children)
        patient = found.recipient if found.trigger.pos_ != "VERB" else None
        return patient is not None and takes(reading, sense, patient)
    return takes(reading, sense, patient)


def _takes_behind(sense: Sense, found: Candidate) -> bool:
    """Whether the object behind the sense's preposition is there, and is of the named set."""
    preposition, _, name = sense.after.partition(" ")
    for child in found.verb.children:
        if child.lower_ == preposition and child.dep_ in ("prep", "dative"):
            target = next((c for c in child.children if c.dep_ == "pobj"), None)
            if target is not None and target.ent_type_ not in ("DATE", "TIME"):
                return _is_named_so(target, name)
    return False


def _is_named_so(target: Token, name: str) -> bool:
    if not name:
        return True
    named = _is_one_of(target, word_set(name)) or target.lemma_.lower() == name
    return named or (name == "recipients" and target.ent_type_ in ("GPE", "ORG", "NORP"))


def takes(reading: Reading, sense: Sense, patient: Token) -> bool:
    """Whether a noun is an object that a sense takes."""
    if _is_one_of(patient, sense.objects):
        return True
    mention = reading.names.at(patient.i)
    noun = mention.noun if mention is not None else ""
    if "number" in sense.kinds and patient.pos_ == "NUM":
        return True
    if "counted" in sense.kinds and _is_counted(patient):
        return True
    if "person" in sense.kinds and (noun in ("person", "unnamed") or patient.lower_ in _PERSONAL):
        return True
    if "place" in sense.kinds and noun == "place":
        return True
    return "party" in sense.kinds and whose(reading, patient) is not None


def _is_counted(patient: Token) -> bool:
    """As in: "15 trainees", "another ethnic Chechen": some number of beings, or a people."""
    numbered = any(c.dep_ in ("nummod", "quantmod") for c in patient.lefts)
    return (numbered and patient.tag_ == "NNS") or patient.ent_type_ == "NORP"


def _is_one_of(patient: Token, words: frozenset[str]) -> bool:
    """Whether the object is one of these, or a batch of them ("200 trucks of aid")."""
    if patient.lemma_.lower() in words or patient.lower_ in words:
        return True
    if any(c.is_currency and c.text in words for c in patient.lefts):
        return True
    if patient.lemma_.lower() not in deed_words("partitive") and patient.pos_ != "NUM":
        joined = (c for c in patient.children if c.dep_ == "conj")
        return any(c.lemma_.lower() in words for c in joined)
    inner = [t for c in patient.children if c.dep_ == "prep" and c.lower_ == "of"
             for t in c.children]  # fmt: skip
    inner += [c for c in patient.children if c.dep_ in ("compound", "nmod", "quantmod")]
    return any(t.lemma_.lower() in words or t.lower_ in words for t in inner)
