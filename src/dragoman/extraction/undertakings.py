"""Undertakings: what a side says that it will do, would do, or will not do.

The rules look at the content alone: its own side's future promises, refuses, offers or threatens
by the step that is meant; the duty of another is demanded.
"""

from spacy.tokens import Token

from dragoman.extraction.acts_words import phrasal, terms
from dragoman.extraction.cue_acts import act_by_cue, complement_kind
from dragoman.extraction.said import Said
from dragoman.extraction.verb_forms import (
    doing,
    has_duty,
    is_future,
    is_negative,
    is_passive,
    is_past,
    subject_of,
)
from dragoman.model import Act

_STATIVE = frozenset({"continue", "keep", "be", "have", "see", "know", "want", "like", "need"})
_READY = frozenset({"ready", "willing", "prepared", "open", "happy"})
_UNREADY = frozenset({"unwilling", "unprepared", "reluctant"})
_GATHERINGS = frozenset(
    {"talk", "talks", "meeting", "summit", "negotiation", "call", "conversation", "round", "visit"}
)


def steps_meant(said: Said) -> Act | None:
    """Read the verb under "ready to", "intends to", "vowed to": to accept, to invite, to strike."""
    if said.cue is None or said.complement != "to" or is_negative(said.cue):
        return None
    act = act_by_cue(said.cue, said.complement)
    return by_step(said.root) if act in {Act.PROPOSE, Act.PROMISE} else None


def by_step(verb: Token) -> Act | None:
    """The act of a step that is meant; None for one that says nothing by itself."""
    lemma = verb.lemma_.lower()
    if takes_an_offer(verb):
        return Act.ACCEPT
    if lemma in {"invite", "offer", "propose", "suggest", "consider", "discuss"}:
        return Act.PROPOSE
    return Act.THREATEN if is_hostile(verb) and not is_negative(verb) else None


def is_hostile(verb: Token) -> bool:
    """Whether a step harms: to strike, to raise tariffs; to suspend tariffs does not."""
    what = next((c for c in verb.children if c.dep_ == "dobj"), None)
    burden = what is not None and what.lemma_.lower() in terms("burdens")
    if burden and verb.lemma_.lower() in {"suspend", "cut", "close", "block", "withhold"}:
        return False
    harms = verb.lemma_.lower() in terms("hostile") or phrasal(verb) in terms("hostile")
    return harms or (burden and verb.lemma_.lower() in terms("raising"))


def takes_an_offer(verb: Token) -> bool:
    """Whether a verb takes up what another has put forward ("accept", "take that step")."""
    if verb.lemma_.lower() in terms("agreeing"):
        return True
    what = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if what is None or phrasal(verb) not in terms("taking"):
        return False
    definite = any(c.lower_ in {"the", "that", "this", "such", "these"} for c in what.lefts)
    return definite and what.lemma_.lower() in terms("offers")


def performed_in_the_content(said: Said) -> Act | None:
    """Read "we reject …" by its own side: the content's verb names the act."""
    if not said.own or said.root.pos_ not in {"VERB", "ADJ"}:
        return None
    if is_past(said.root) and not any(c.dep_ == "neg" for c in said.root.children):
        return None
    act = act_by_cue(said.root, complement_kind(said.root))
    if act in {None, Act.ASSESS, Act.PREDICT}:
        return None
    if is_negative(said.root) or is_future(said.root) or _is_only_possible(said.root):
        return None
    return act


def _is_only_possible(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"could", "might", "may"} for c in verb.children)


def could_be_done(said: Said) -> Act | None:
    """Read "we could share the catch" by a side: what it might do, it offers."""
    if not (said.own and said.stands_for) or is_negative(said.root):
        return None
    offered = _is_only_possible(said.root) and doing(said.root).lemma_.lower() in terms("yield")
    return Act.PROPOSE if offered else None


def needs_it(said: Said) -> Act | None:
    """Read "we need guarantees", "we want the ships back": a side asks for a thing."""
    if not (said.own and said.stands_for) or is_past(said.root) or is_negative(said.root):
        return None
    thing = any(c.dep_ in {"dobj", "ccomp"} and c.pos_ != "VERB" for c in said.root.children)
    return Act.DEMAND if said.root.lemma_.lower() in {"need", "want", "expect"} and thing else None


def ready_to(said: Said) -> Act | None:
    """Tell that "was ready to accept" accepts; ready to do something else offers it."""
    ready = next((c for c in said.root.children if c.dep_ == "acomp"), None)
    if not said.own or ready is None:
        return None
    if ready.lemma_.lower() not in _READY:
        return Act.REJECT if ready.lemma_.lower() in _UNREADY else None
    if is_negative(said.root):
        return Act.REJECT
    to = next((c for c in ready.children if c.dep_ == "xcomp"), None)
    return (by_step(to) if to is not None else None) or Act.PROPOSE


def in_favour(said: Said) -> Act | None:
    """Read "is in favour of the idea" and "we support the plan" by one who speaks for a side."""
    if not (said.own and said.stands_for) or is_negative(said.root):
        return None
    consents = said.has_phrase("consenting") or takes_an_offer(said.root)
    return Act.ACCEPT if consents else None


def own_future(said: Said) -> Act | None:
    """What one's own side will do: a promise, a refusal, or a threat."""
    if not (said.own and said.stands_for and is_future(said.root)) or is_passive(said.root):
        return None
    verb = doing(said.root)
    lemma = verb.lemma_.lower()
    if is_negative(said.root) or is_negative(verb):
        if said.has_phrase("unhesitating"):
            return Act.THREATEN
        refused = lemma in terms("yield") or _enters_talks(verb)
        return Act.REJECT if refused else Act.PROMISE
    if lemma in {"continue", "keep"}:
        on = next((c for c in verb.children if c.dep_ == "xcomp"), None)
        said_on = act_by_cue(on, complement_kind(on)) if on is not None else None
        return said_on if said_on in {Act.DEMAND, Act.REJECT, Act.ACCUSE} else Act.PROMISE
    if lemma in _STATIVE:
        return None
    if lemma == "invite":
        return Act.PROMISE
    return by_step(verb) or Act.PROMISE


def _enters_talks(verb: Token) -> bool:
    """Read "will not enter into talks", "would not take part in the negotiations"."""
    if verb.lemma_.lower() not in {"enter", "take", "hold", "begin", "start", "resume", "make"}:
        return False
    nouns = {t.lemma_.lower() for t in verb.subtree if t.pos_ == "NOUN"}
    return bool(nouns & (_GATHERINGS | {"part", "concession", "discussion"}))


def bound_by_a_state(said: Said) -> Act | None:
    """Read "is committed to", "continues to stand with" in the present: a side binds itself."""
    if not (said.own and said.stands_for) or is_past(said.root) or is_negative(said.root):
        return None
    goes_on = said.root.lemma_.lower() == "continue" and any(
        c.dep_ == "xcomp" and c.lemma_.lower() in terms("lasting") for c in said.root.children
    )
    return Act.PROMISE if goes_on or said.has_phrase("pledging") else None


def own_refusal(said: Said) -> Act | None:
    """Read "we do not negotiate over …" and "it cannot accept": a side will not yield."""
    if not (said.own and said.stands_for) or is_past(said.root) or is_passive(said.root):
        return None
    verb = doing(said.root)
    refused = is_negative(said.root) and verb.lemma_.lower() in terms("yield")
    if refused or said.has_phrase("unwilling"):
        return Act.REJECT
    return None


def none_to_come(said: Said) -> Act | None:
    """Read "there will be no ceasefire until …": refused; "no peace without …": demanded."""
    there = any(c.dep_ == "expl" and c.lower_ == "there" for c in said.root.children)
    what = next((c for c in said.root.children if c.dep_ in {"attr", "dobj"}), None)
    none = what is not None and any(c.lower_ == "no" for c in what.lefts)
    if not (there and none and said.stands_for):
        return None
    able = any(c.dep_ == "aux" and c.lower_ in {"can", "could"} for c in said.root.children)
    if "without" in said.words and (able or is_future(said.root)):
        return Act.DEMAND
    return Act.REJECT if is_future(said.root) or able else None


def impossible_without(said: Said) -> Act | None:
    """Read "is impossible without guarantees", "only possible if …": a side names its terms."""
    if not said.stands_for or is_past(said.root):
        return None
    return Act.DEMAND if said.has_phrase("prerequisites") else None


def announced(said: Said) -> Act | None:
    """What a side announces or confirms for the future binds it; meetings are mere news."""
    if said.cue_lemma not in terms("announcing") or not said.stands_for or said.other:
        return None
    subject = subject_of(said.root)
    if not is_future(said.root) or (subject and subject.lemma_.lower() in _GATHERINGS):
        return None
    return Act.PROMISE


def to_be_done(said: Said) -> Act | None:
    """Read "the prisoners will be released", "deliveries would resume": a side's own business."""
    if not said.stands_for or said.other or not is_future(said.root):
        return None
    verb = said.root
    subject = subject_of(verb)
    if subject is None or subject.lemma_.lower() in _GATHERINGS:
        return None
    lemma = verb.lemma_.lower()
    given = (is_passive(verb) and lemma in terms("yield")) or lemma in {"resume", "continue"}
    if not given:
        return None
    return Act.REJECT if is_negative(verb) else Act.PROMISE


def duty_of_another(said: Said) -> Act | None:
    """Read "X must withdraw", "the need to …": a demand by a side, a judgement by others."""
    noun = said.root.lemma_.lower() in {"need", "necessity"} and said.root.pos_ == "NOUN"
    due = has_duty(said.root) or noun
    if not due or is_past(said.root):
        return None
    if not said.stands_for:
        return None if said.told else Act.ASSESS
    return None if said.own else Act.DEMAND


def set_as_terms(said: Said) -> Act | None:
    """Read "will take effect only after sanctions are lifted": a side names its terms."""
    if not said.stands_for or not is_future(said.root):
        return None
    return Act.DEMAND if said.has_phrase("terms") else None
