"""Whether a contact took place: from tense, modality, negation and the words around it."""

from spacy.tokens import Token

from dragoman.extraction.contacts.cues import Cue, going
from dragoman.extraction.contacts.verb_status import (
    is_cancelled,
    is_negated,
    is_ruled_out,
    is_turned_down,
    of_plans,
    of_verb,
)
from dragoman.extraction.contacts.words import (
    DENYING,
    HOSTING,
    LIKELY,
    PLANNED,
    PLANNING,
    REFUSING,
    SUGGESTED,
    SUGGESTING,
    UNDER_WAY,
    UNLIKELY,
)
from dragoman.extraction.tense import tense_of
from dragoman.model import ContactStatus

_COMING_PREPOSITIONS = ("ahead", "before", "pending", "until")
_SPEAKING_OF = ("dobj", "nsubj", "nsubjpass", "pobj", "attr", "oprd")
_OCCURRING = ("be", "take", "happen", "come", "materialise", "materialize", "occur", "go")


def status_of(cue: Cue) -> ContactStatus | None:
    """The status that the text around a cue gives, None where it gives none."""
    if cue.is_verb:
        return of_verb(cue.trigger)
    return _of_noun(cue)


def _of_noun(cue: Cue) -> ContactStatus | None:
    if (verb := going(cue)) is not None:
        return of_verb(verb) if verb.lemma_ != "be" else _of_being(verb)
    if cue.trigger.pos_ == "ADJ":
        return ContactStatus.PLANNED
    words = {c.lower_ for holder in (cue.trigger, cue.outer) for c in holder.children}
    if words & SUGGESTED:
        return ContactStatus.SUGGESTED
    verb = cue.verb
    if _is_under_way(cue):
        return ContactStatus.UNDER_WAY
    if verb is not None:
        governed = _governed(cue, verb, negated="no" in words)
        told = governed is not ContactStatus.HELD or not words & PLANNED
        if governed is not None and told:
            return governed
    if words & PLANNED or _is_ahead(cue.outer):
        return ContactStatus.PLANNED
    if words & UNDER_WAY:
        return ContactStatus.UNDER_WAY
    return _over_noun(cue.outer)


def _is_under_way(cue: Cue) -> bool:
    """As in: "The talks, under way since Monday, …", "talks are under way"."""
    present = cue.verb is not None and cue.verb.lemma_ == "be" and tense_of(cue.verb) != "past"
    for holder in (cue.trigger, cue.outer, *([cue.verb] if cue.verb and present else [])):
        for child in holder.children:
            way = child.lower_ == "under" and any(c.lower_ == "way" for c in child.children)
            if way or child.lower_ == "underway":
                return True
    return False


def _governed(cue: Cue, verb: Token, *, negated: bool) -> ContactStatus | None:
    """The status that the verb over the noun gives."""
    lemma = verb.lemma_.lower()
    if is_ruled_out(verb):
        return ContactStatus.SUGGESTED if is_negated(verb) else ContactStatus.DENIED
    if is_cancelled(verb):
        put_off = lemma in ("postpone", "put", "delay") and _is_put_off_until(verb)
        return ContactStatus.PLANNED if put_off else ContactStatus.CANCELLED
    if cue.outer.dep_ in ("dobj", "nsubjpass"):
        status = _of_object(cue, verb, negated=negated)
        if status is not None:
            return status
    if negated and (cue.light or lemma in ("be", "take", "happen")):
        return ContactStatus.DENIED
    if cue.outer.dep_ == "nsubj" and lemma in _OCCURRING and is_negated(verb):
        return ContactStatus.CANCELLED if _was_ahead(cue) else ContactStatus.DENIED
    if cue.light and lemma == "be":
        return _of_being(verb)
    if cue.outer.dep_ == "nsubj" and (called := _as_called(verb)) is not None:
        return called
    hosted = lemma in HOSTING and cue.outer.dep_ in ("dobj", "nsubjpass")
    told = cue.light or hosted or cue.outer.dep_ in ("nsubj", "nsubjpass")
    return of_verb(verb) if told else None


def _as_called(verb: Token) -> ContactStatus | None:
    """As in: "A summit was possible in C", "a further round is unlikely"."""
    called = (
        {c.lower_ for c in verb.children if c.dep_ == "acomp"} if verb.lemma_ == "be" else set()
    )
    if called & UNLIKELY:
        return ContactStatus.DENIED
    if called & (SUGGESTED | LIKELY):
        return ContactStatus.DENIED if is_negated(verb) else ContactStatus.SUGGESTED
    return None


def _of_object(cue: Cue, verb: Token, *, negated: bool) -> ContactStatus | None:
    """As in: "Denied a meeting", "proposed talks", "no meeting is planned"."""
    lemma = verb.lemma_.lower()
    denied = lemma in DENYING and cue.outer.dep_ == "dobj"
    if denied or lemma in REFUSING or is_turned_down(verb):
        return ContactStatus.DENIED
    if lemma in SUGGESTING:
        return ContactStatus.SUGGESTED
    if lemma in PLANNING:
        return ContactStatus.DENIED if negated else ContactStatus.PLANNED
    return None


def _of_being(verb: Token) -> ContactStatus | None:
    """As in: "Is in C for talks", "is on a visit": under way, unless "was", "will be"."""
    now = verb.tag_ in ("VBZ", "VBP") and not is_negated(verb)
    return ContactStatus.UNDER_WAY if now else of_verb(verb)


def _was_ahead(cue: Cue) -> bool:
    """As in: "The planned meeting", "the talks that were to follow"."""
    words = {c.lower_ for holder in (cue.trigger, cue.outer) for c in holder.children}
    later = any(c.dep_ == "relcl" and any(t.lower_ == "to" for t in c.subtree)
                for c in cue.trigger.children)  # fmt: skip
    return later or bool(words & PLANNED)


def _is_put_off_until(verb: Token) -> bool:
    """As in: "Postponed until 10 March": it is still planned."""
    return any(c.lower_ in ("until", "till", "to") and c.dep_ == "prep" for c in verb.children)


def _is_ahead(noun: Token) -> bool:
    """As in: "Ahead of his meeting with B", "before the talks", "preparing for talks"."""
    if noun.dep_ == "conj":
        noun = noun.head
    if noun.dep_ != "pobj":
        return False
    preposition = noun.head
    if preposition.lower_ == "of" and preposition.head.lower_ == "ahead":
        return True
    if preposition.lower_ in _COMING_PREPOSITIONS:
        return preposition.lower_ != "before" or tense_of(preposition) != "past"
    return preposition.lower_ == "for" and preposition.head.lemma_ in (
        "prepare", "preparation", "arrange", "ready", "await", "invite", "date", "venue",
    )  # fmt: skip


def _over_noun(noun: Token) -> ContactStatus | None:
    """The status of a contact named in passing: "after", "during", "in" mean that it was held."""
    step = noun.head if noun.dep_ == "conj" else noun
    if step.dep_ != "pobj":
        return None
    preposition = step.head
    if (
        preposition.lower_ == "for"
        and preposition.head.lemma_ in PLANNING
        and preposition.head.pos_ == "VERB"
    ):
        no_day = any(t.lower_ == "no" for c in preposition.head.children for t in c.children)
        return ContactStatus.SUGGESTED if no_day else ContactStatus.PLANNED
    if preposition.lower_ in ("after", "following", "during", "since", "in", "at", "from"):
        return None if tense_of(preposition) == "future" else ContactStatus.HELD
    if preposition.lower_ in ("for", "of") and preposition.head.lemma_.lower() in SUGGESTING | {
        "proposal", "call", "possibility", "idea", "offer", "prospect", "readiness", "push",
    }:  # fmt: skip
        return ContactStatus.SUGGESTED
    if preposition.lower_ in ("for", "of") and preposition.head.lemma_.lower() == "plan":
        return of_plans(preposition.head)
    if preposition.lower_ in ("for", "of") and preposition.head.lemma_.lower() in (
        "preparation", "date", "venue", "schedule", "arrangement",
    ):  # fmt: skip
        return ContactStatus.PLANNED
    return None
