"""Whether a contact took place: from tense, modality, negation and the words around it."""

from spacy.tokens import Token

from dragoman.extraction.contacts.cues import Cue, going
from dragoman.extraction.contacts.words import (
    CANCELLING,
    DENYING,
    HOSTING,
    PLANNED,
    PLANNING,
    SUGGESTED,
    SUGGESTING,
    UNDER_WAY,
)
from dragoman.extraction.tense import tense_of
from dragoman.model import ContactStatus

_MIGHT = ("may", "might", "could", "would", "should", "can", "must")
_COMING_PREPOSITIONS = ("ahead", "before", "pending", "until")
_SPEAKING_OF = ("dobj", "nsubj", "nsubjpass", "pobj", "attr", "oprd")
_PHRASAL = {"call": "off", "put": "off"}
_OCCURRING = ("be", "take", "happen", "come", "materialise", "materialize", "occur", "go")


def status_of(cue: Cue) -> ContactStatus | None:
    """The status that the text around a cue gives, None where it gives none."""
    if cue.is_verb:
        return _of_verb(cue.trigger)
    return _of_noun(cue)


def _of_noun(cue: Cue) -> ContactStatus | None:
    if (verb := going(cue)) is not None:
        return _of_verb(verb)
    words = {c.lower_ for holder in (cue.trigger, cue.outer) for c in holder.children}
    if words & SUGGESTED:
        return ContactStatus.SUGGESTED
    verb = cue.verb
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


def _governed(cue: Cue, verb: Token, *, negated: bool) -> ContactStatus | None:
    """The status that the verb over the noun gives."""
    lemma = verb.lemma_.lower()
    if is_cancelled(verb):
        put_off = lemma in ("postpone", "put", "delay") and _is_put_off_until(verb)
        return ContactStatus.PLANNED if put_off else ContactStatus.CANCELLED
    if lemma in DENYING and cue.outer.dep_ == "dobj":
        return ContactStatus.DENIED
    is_object = cue.outer.dep_ in ("dobj", "nsubjpass")
    if is_object and lemma in SUGGESTING:
        return ContactStatus.SUGGESTED
    if is_object and lemma in PLANNING:
        return ContactStatus.PLANNED
    if negated and (cue.light or lemma in ("be", "take", "happen")):
        return ContactStatus.DENIED
    if cue.outer.dep_ == "nsubj" and lemma in _OCCURRING and is_negated(verb):
        return ContactStatus.CANCELLED if _was_ahead(cue) else ContactStatus.DENIED
    if cue.light or cue.outer.dep_ in ("nsubj", "nsubjpass") or (is_object and lemma in HOSTING):
        return _of_verb(verb)
    return None


def _was_ahead(cue: Cue) -> bool:
    """As in: "The planned meeting", "the talks that were to follow"."""
    words = {c.lower_ for holder in (cue.trigger, cue.outer) for c in holder.children}
    later = any(c.dep_ == "relcl" and any(t.lower_ == "to" for t in c.subtree)
                for c in cue.trigger.children)  # fmt: skip
    return later or bool(words & PLANNED)


def _is_put_off_until(verb: Token) -> bool:
    """As in: "Postponed until 10 March": it is still planned."""
    return any(c.lower_ in ("until", "till", "to") and c.dep_ == "prep" for c in verb.children)


def is_cancelled(verb: Token) -> bool:
    """Whether a verb takes a contact back ("shelve", "call off")."""
    lemma = verb.lemma_.lower()
    if lemma in CANCELLING:
        return not is_negated(verb)
    return any(c.dep_ == "prt" and _PHRASAL.get(lemma) == c.lower_ for c in verb.children)


def _of_verb(verb: Token) -> ContactStatus | None:
    """The status of what a verb tells: "met", "will meet", "are expected to meet", "may meet"."""
    if verb.lemma_ in ("expect", "await"):
        return ContactStatus.PLANNED
    if verb.lemma_ == "invite":
        return ContactStatus.DENIED if is_negated(verb) else ContactStatus.SUGGESTED
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if _is_hypothetical(verb):
        return ContactStatus.SUGGESTED
    if is_negated(verb):
        return ContactStatus.DENIED
    over = _over_verb(verb)
    if over is not None:
        return over
    if helpers.intersection(_MIGHT):
        return ContactStatus.SUGGESTED
    if verb.tag_ == "VBG" and helpers & {"is", "are", "'s", "’s", "'re"}:
        return _in_progress(verb)
    tense = tense_of(verb)
    if tense == "future":
        return ContactStatus.PLANNED
    if tense == "past":
        return ContactStatus.HELD
    if _is_awaited(verb):
        return ContactStatus.PLANNED
    return ContactStatus.HELD if verb.tag_ in ("VBZ", "VBP", "VBG", "NN", "NNS") else None


def _is_awaited(verb: Token) -> bool:
    """As in: "when he receives B", "before they meet": a present tense that lies ahead."""
    return verb.dep_ in ("advcl", "relcl") and any(
        c.lower_ in ("when", "once", "before", "until") for c in verb.children
    )


def _in_progress(verb: Token) -> ContactStatus:
    """As in: "Are meeting on Friday" lies ahead; "are meeting" is under way."""
    dated = any(t.ent_type_ == "DATE" and t.lower_ not in ("today", "now") for t in verb.subtree)
    return ContactStatus.PLANNED if dated else ContactStatus.UNDER_WAY


def _over_verb(verb: Token) -> ContactStatus | None:
    """What the verb over an infinitive does to it ("offered to host", "agreed to meet")."""
    if verb.dep_ in ("xcomp", "pcomp") and verb.tag_ != "VB" and verb.head.lemma_ in DENYING:
        return ContactStatus.DENIED
    if verb.dep_ not in ("xcomp", "ccomp", "acl", "advcl", "relcl") or verb.tag_ != "VB":
        return None
    head = verb.head
    lemma = head.lemma_.lower()
    if verb.dep_ == "relcl" and lemma not in ("plan", "agreement", "date", "invitation"):
        return None
    if lemma == "plan" and head.pos_ == "NOUN":
        return _of_plans(head)
    if lemma in ("refuse", "decline", "fail"):
        return ContactStatus.DENIED
    if lemma in SUGGESTING or lemma in (
        "ready",
        "willing",
        "open",
        "able",
        "proposal",
        "offer",
        "call",
    ):
        return ContactStatus.SUGGESTED
    if lemma in PLANNING or lemma in ("intend", "plan", "promise"):
        return ContactStatus.PLANNED
    if lemma in ("travel", "fly", "go", "come", "arrive", "gather", "return", "visit"):
        return _of_verb(head)
    if verb.dep_ == "xcomp" and lemma in ("begin", "start", "continue", "manage"):
        return _of_verb(head)
    return ContactStatus.PLANNED


def _of_plans(noun: Token) -> ContactStatus:
    """As in: "No plans to meet", "dropped plans for a summit"."""
    if any(c.lower_ == "no" for c in noun.children) or is_negated(noun.head):
        return ContactStatus.DENIED
    if noun.dep_ in ("dobj", "nsubjpass") and is_cancelled(noun.head):
        return ContactStatus.CANCELLED
    return ContactStatus.PLANNED


def is_negated(verb: Token) -> bool:
    """Whether "not" or "never" stands with the verb."""
    return any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children)


def _is_hypothetical(verb: Token) -> bool:
    """Whether the verb stands in an if-clause."""
    step = verb
    for _ in range(3):
        if any(c.dep_ in ("mark", "advmod") and c.lower_ in ("if", "unless", "whether", "should")
               for c in step.children):  # fmt: skip
            return True
        if step.dep_ not in ("xcomp", "conj", "advcl") or step.head == step:
            return False
        step = step.head
    return False


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
    if preposition.lower_ in ("after", "following", "during", "since", "in", "at", "from"):
        return None if tense_of(preposition) == "future" else ContactStatus.HELD
    if preposition.lower_ in ("for", "of") and preposition.head.lemma_.lower() in SUGGESTING | {
        "proposal", "call", "possibility", "idea", "offer", "prospect", "readiness", "push",
    }:  # fmt: skip
        return ContactStatus.SUGGESTED
    if preposition.lower_ in ("for", "of") and preposition.head.lemma_.lower() == "plan":
        return _of_plans(preposition.head)
    if preposition.lower_ in ("for", "of") and preposition.head.lemma_.lower() in (
        "preparation", "date", "venue", "schedule", "arrangement",
    ):  # fmt: skip
        return ContactStatus.PLANNED
    return None
