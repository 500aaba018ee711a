"""Whether what a verb tells of took place: from tense, modality, negation and the verb over it."""

from spacy.tokens import Token

from dragoman.extraction.contacts.words import (
    CANCELLING,
    DENYING,
    MERELY,
    MOVING,
    REFUSING,
    SUGGESTING,
    VISITING,
    WISHES,
)
from dragoman.extraction.tense import tense_of
from dragoman.model import ContactStatus

_MIGHT = ("may", "might", "could", "would", "should", "can", "must")
_PERHAPS = ("probably", "possibly", "perhaps", "maybe", "potentially")
_PHRASAL = {"call": "off", "put": "off", "fall": "through"}


def is_cancelled(verb: Token) -> bool:
    """Whether a verb takes a contact back ("shelve", "call off")."""
    lemma = verb.lemma_.lower()
    if lemma in CANCELLING:
        return not is_negated(verb)
    return any(c.dep_ in ("prt", "advmod") and _PHRASAL.get(lemma) == c.lower_
               for c in verb.children)  # fmt: skip


def of_verb(verb: Token) -> ContactStatus | None:
    """The status of what a verb tells: "met", "will meet", "are expected to meet", "may meet"."""
    if verb.lemma_ in ("expect", "await"):
        return ContactStatus.PLANNED
    if verb.lemma_ == "invite":
        return ContactStatus.DENIED if is_negated(verb) else ContactStatus.SUGGESTED
    if _is_hypothetical(verb):
        return ContactStatus.SUGGESTED
    if is_negated(verb):
        return ContactStatus.DENIED
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers and any(c.lower_ in _PERHAPS for c in verb.children):
        return ContactStatus.SUGGESTED
    over = _over_verb(verb)
    if over is not None:
        return over
    return ContactStatus.SUGGESTED if helpers.intersection(_MIGHT) else _by_tense(verb, helpers)


def _by_tense(verb: Token, helpers: set[str]) -> ContactStatus | None:
    """What the verb's own tense says, once no modal and no verb over it says more."""
    if verb.tag_ == "VBG" and helpers & {"is", "are", "'s", "’s", "'re"}:
        return _in_progress(verb)
    if verb.tag_ == "VBG" and helpers & {"have", "has"}:
        return ContactStatus.UNDER_WAY
    tense = tense_of(verb)
    if tense == "past":
        return ContactStatus.HELD
    if tense == "future" or _is_awaited(verb):
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
    """What the verb over another does to it ("offered to host", "denied having met")."""
    head = verb.head
    if verb.dep_ in ("xcomp", "pcomp") and is_ruled_out(head):
        return ContactStatus.SUGGESTED if is_negated(head) else ContactStatus.DENIED
    if verb.dep_ in ("xcomp", "pcomp") and verb.tag_ != "VB" and head.lemma_ in DENYING:
        return ContactStatus.DENIED
    if verb.dep_ == "ccomp" and _is_proposed(verb):
        return ContactStatus.SUGGESTED
    if verb.tag_ != "VB" or (verb.dep_ == "ccomp" and _is_possible(verb)):
        return None
    if verb.dep_ == "conj" and head.dep_ == "ccomp":
        # "Said that …, and that the two would meet": what was said lay ahead.
        return ContactStatus.PLANNED if any(c.lower_ == "would" for c in verb.children) else None
    if verb.dep_ in ("xcomp", "ccomp", "acl", "advcl"):
        return _of_infinitive(verb, head)
    planned = ("plan", "agreement", "date", "invitation")
    return _of_infinitive(verb, head) if verb.dep_ == "relcl" and head.lemma_ in planned else None


def _is_possible(verb: Token) -> bool:
    """As in: "Said that a round could follow": only possible; "would follow" lies ahead."""
    return any(c.dep_ == "aux" and c.lower_ in _MIGHT and c.lower_ != "would"
               for c in verb.children)  # fmt: skip


def _of_infinitive(verb: Token, head: Token) -> ContactStatus | None:
    """As in: "Agreed to meet", "a plan to meet", "flew to C to meet", "is ready to meet"."""
    lemma = head.lemma_.lower()
    noun = head.pos_ == "NOUN"
    if lemma == "plan" and noun:
        return of_plans(head)
    if lemma in REFUSING or (noun and head.head.lemma_ in REFUSING):
        return ContactStatus.DENIED
    if lemma in SUGGESTING or lemma in MERELY or (noun and lemma in WISHES):
        return ContactStatus.SUGGESTED
    on_the_way = lemma in MOVING or lemma in VISITING or lemma == "gather"
    if on_the_way or (verb.dep_ == "xcomp" and lemma in ("begin", "start", "continue", "manage")):
        return of_verb(head)
    return ContactStatus.PLANNED


def _is_proposed(verb: Token) -> bool:
    """As in: "Proposed that A and B meet"; "suggested that A had met B" is no proposal."""
    bare = verb.tag_ in ("VB", "VBP") and not any(
        c.dep_ == "aux" and c.lower_ not in ("should", "to") for c in verb.children
    )
    return bare and verb.head.lemma_ in SUGGESTING


def of_plans(noun: Token) -> ContactStatus:
    """As in: "No plans to meet", "dropped plans for a summit"."""
    if any(c.lower_ == "no" for c in noun.children) or is_negated(noun.head):
        return ContactStatus.DENIED
    if noun.dep_ in ("dobj", "nsubjpass") and is_cancelled(noun.head):
        return ContactStatus.CANCELLED
    return ContactStatus.PLANNED


def is_turned_down(verb: Token) -> bool:
    """As in: "Turned down a meeting with B"."""
    return verb.lemma_ == "turn" and any(c.lower_ == "down" for c in verb.children)


def is_ruled_out(verb: Token) -> bool:
    """As in: "Ruled out a meeting with B"."""
    return verb.lemma_ == "rule" and any(c.lower_ == "out" for c in verb.children)


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
