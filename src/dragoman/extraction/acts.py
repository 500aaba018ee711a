"""Acts: what a speaker does by saying something, from cue, frame and content together.

An ordered list of small rules; the first that speaks decides, and its name goes into the
statement's ``because``. The words stand in ``data/acts.toml``; rules about judgements, forecasts
and reproaches stand in ``extraction.judgements``.
"""

from spacy.tokens import Token

from dragoman.extraction.acts_words import act_rows, phrasal, terms
from dragoman.extraction.judgements import (
    act_of_belief,
    chance_given,
    charges_a_breach,
    denies_in_the_content,
    forecast,
    judges_by_its_words,
    opinion_of_an_expert,
    outcome_foreseen,
    refuses_by_judging,
    threat_by_its_words,
)
from dragoman.extraction.said import Rule, Said
from dragoman.extraction.verb_forms import (
    MODAL,
    doing,
    has_duty,
    is_future,
    is_negative,
    is_passive,
    is_past,
    is_subjunctive,
    subject_of,
)
from dragoman.model import Act

_ASKING = frozenset({"whether", "if", "what", "who", "why", "how", "when", "where", "which"})
_SUBJUNCTIVE = frozenset({"insist", "demand", "ask", "urge", "request", "require"})
_LENIENT = frozenset({"recommend", "propose", "suggest"})
_WISHES = frozenset({"want", "wish", "seek", "need"})
_STATIVE = frozenset({"continue", "keep", "be", "have", "see", "know", "want", "like", "need"})
_JOINTS = frozenset({"preconj", "cc", "advmod", "det"})
_GATHERINGS = frozenset(
    {"talk", "talks", "meeting", "summit", "negotiation", "call", "conversation", "round", "visit"}
)


def act_of(said: Said) -> tuple[Act, str]:
    """The act and the name of the rule that gave it."""
    for rule in _RULES:
        act = rule(said)
        if act is not None:
            return act, rule.__name__.strip("_").replace("_", " ")
    return Act.ASSERT, "plain assertion"


def is_unreal(cue: Token | None) -> bool:
    """Whether the act of the cue is not told as done: "would accept", "if it refused to …".

    "Neither accepted nor rejected" tells of neither.
    """
    token = cue
    if cue is not None and _is_left_open(cue):
        return True
    if cue is not None and cue.tag_ == "VB" and any(c.lower_ == "to" for c in cue.lefts):
        return True
    for _ in range(3):
        if token is None or token.pos_ not in {"VERB", "AUX", "ADJ"}:
            return False
        for child in token.children:
            modal = child.dep_ == "aux" and child.lower_ in MODAL
            if modal or (child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"}):
                return True
        if token.dep_ not in {"xcomp", "conj", "acomp"}:
            return False
        token = token.head
    return False


def _is_left_open(cue: Token) -> bool:
    """Read "neither accepted nor rejected it": neither of the two was done."""
    spread = (cue, cue.head) if cue.dep_ == "conj" else (cue,)
    joints = {c.lower_ for verb in spread for c in verb.children if c.dep_ in _JOINTS}
    return {"neither", "nor"} <= joints


def is_question(cue: Token | None, complement: str, root: Token) -> bool:
    """Whether the cue asks: "asked whether", "wondered why"; "asked that X be" demands."""
    if cue is None or cue.lemma_.lower() not in {"ask", "wonder", "question", "inquire"}:
        return False
    first = root.left_edge.lower_
    return complement.endswith("that") and first in _ASKING


def is_silence(cue: Token | None, root: Token) -> bool:
    """Whether nothing was said: "declined to comment", "refused to confirm"."""
    if cue is None or cue.lemma_.lower() not in {"decline", "refuse"}:
        return False
    return root.lemma_.lower() in terms("silent")


def _subjunctive_after_insisting(said: Said) -> Act | None:
    """Tell that "insisted that X be withdrawn" demands, "insisted that X was withdrawn" asserts."""
    if said.cue_lemma not in _SUBJUNCTIVE | _LENIENT or not said.complement.endswith("that"):
        return None
    asked = said.cue_lemma in {"ask", "request", "require", "urge"} and not is_past(said.root)
    if not (asked or is_subjunctive(said.root) or has_duty(said.root)):
        return None
    return Act.PROPOSE if said.cue_lemma in _LENIENT else Act.DEMAND


def _denied_by_negation(said: Said) -> Act | None:
    """Read "has not agreed to" and "never promised": the act itself is denied."""
    if said.cue is None or not is_negative(said.cue):
        return None
    act = _by_cue(said.cue, said.complement)
    if said.cue_lemma in _WISHES:
        hostile = doing(said.root).lemma_.lower() in terms("hostile")
        return Act.ASSERT if hostile and said.complement == "to" else Act.REJECT
    if act is Act.ACCEPT or (act is Act.PROPOSE and said.cue.pos_ == "ADJ"):
        return Act.REJECT
    if said.cue_lemma == "rule" or act is Act.REJECT:
        return Act.ASSERT
    if act in {Act.DEMAND, Act.PROMISE, Act.PROPOSE, Act.THREATEN, Act.ACCUSE}:
        return Act.DENY
    return None


def _agreed_that(said: Said) -> Act | None:
    """Tell that "agreed that X would" binds, and so accepts; "agreed that X is so" asserts."""
    if said.cue_lemma != "agree":
        return None
    binding = is_future(said.root) or has_duty(said.root)
    return Act.ACCEPT if binding or said.complement != "that" else None


def _expects_of_another(said: Said) -> Act | None:
    """A party that wants or expects another to act demands; wanting to act oneself does not."""
    if said.cue_lemma == "expect" and said.stands_for and said.other:
        return Act.DEMAND
    if said.cue_lemma not in {"want", "ask"}:
        return None
    if said.complement == "to" and said.own:
        return Act.ASSERT
    return Act.DEMAND if said.complement in {"small", "object-to"} else None


def _warning_of_own_deed(said: Said) -> Act | None:
    """Tell that "warned that it would strike" threatens; a warning of what others do predicts."""
    if said.cue_lemma not in {"warn", "warning", "caution"}:
        return None
    if said.complement == "object-to":
        return Act.DEMAND
    if said.stands_for and "either" in said.words and "or" in said.words:
        return Act.THREATEN
    if said.stands_for and is_future(said.root) and (said.own or _is_reprisal(said)):
        return Act.THREATEN
    return Act.PREDICT if is_future(said.root) else Act.ASSERT


def _is_reprisal(said: Said) -> bool:
    """Read "countermeasures would follow" and "would be answered": no doer, but a threat."""
    subject = subject_of(said.root)
    named = subject is not None and subject.lemma_.lower() in terms("reprisals")
    return named or said.has_phrase("threatening")


def _steps_meant(said: Said) -> Act | None:
    """Read the verb under "ready to", "intends to", "vowed to": to accept, to invite, to strike."""
    if said.cue is None or said.complement != "to" or is_negative(said.cue):
        return None
    act = _by_cue(said.cue, said.complement)
    return _by_step(said.root) if act in {Act.PROPOSE, Act.PROMISE} else None


def _by_step(verb: Token) -> Act | None:
    """The act of a step that is meant; None for one that says nothing by itself."""
    lemma = verb.lemma_.lower()
    if _takes_an_offer(verb):
        return Act.ACCEPT
    if lemma in {"invite", "offer", "propose", "suggest"}:
        return Act.PROPOSE
    return Act.THREATEN if _is_hostile(verb) and not is_negative(verb) else None


def _is_hostile(verb: Token) -> bool:
    """Whether a step harms: to strike, to raise tariffs; to suspend tariffs does not."""
    what = next((c for c in verb.children if c.dep_ == "dobj"), None)
    burden = what is not None and what.lemma_.lower() in terms("burdens")
    if burden and verb.lemma_.lower() in {"suspend", "cut", "close", "block", "withhold"}:
        return False
    return verb.lemma_.lower() in terms("hostile") or (
        burden and verb.lemma_.lower() in terms("raising")
    )


def _takes_an_offer(verb: Token) -> bool:
    """Whether a verb takes up what another has put forward ("accept", "take that step")."""
    if verb.lemma_.lower() in terms("agreeing"):
        return True
    what = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if what is None or verb.lemma_.lower() not in terms("taking"):
        return False
    definite = any(c.lower_ in {"the", "that", "this", "such", "these"} for c in what.lefts)
    return definite and what.lemma_.lower() in terms("offers")


def _named_by_the_cue(said: Said) -> Act | None:
    """The cue itself names the act ("rejected", "pledged", "demand")."""
    if said.cue is None:
        return None
    act = _by_cue(said.cue, said.complement)
    if act is Act.PREDICT and said.stands_for and said.complement == "object-to":
        return Act.DEMAND
    return act


def _performed_in_the_content(said: Said) -> Act | None:
    """Read "we reject …" by its own side: the content's verb names the act."""
    if not said.own or said.root.pos_ not in {"VERB", "ADJ"}:
        return None
    if is_past(said.root) and not any(c.dep_ == "neg" for c in said.root.children):
        return None
    act = _by_cue(said.root, _complement(said.root))
    if act in {None, Act.ASSESS, Act.PREDICT}:
        return None
    if is_negative(said.root) or is_future(said.root):
        return None
    return act


def _ready_to(said: Said) -> Act | None:
    """Tell that "was ready to accept" accepts; ready to do something else offers it."""
    ready = next((c for c in said.root.children if c.dep_ == "acomp"), None)
    if not said.own or ready is None:
        return None
    if ready.lemma_.lower() not in {"ready", "willing", "prepared", "open"}:
        return Act.REJECT if ready.lemma_.lower() in {"unwilling", "unprepared"} else None
    if is_negative(said.root):
        return Act.REJECT
    to = next((c for c in ready.children if c.dep_ == "xcomp"), None)
    return (_by_step(to) if to is not None else None) or Act.PROPOSE


def _in_favour(said: Said) -> Act | None:
    """Read "is in favour of the idea" and "we support the plan" by one who speaks for a side."""
    if not (said.own and said.stands_for) or is_negative(said.root):
        return None
    return Act.ACCEPT if said.has_phrase("consenting") or _takes_an_offer(said.root) else None


def _own_future(said: Said) -> Act | None:
    """What one's own side will do: a promise, a refusal, or a threat."""
    if not (said.own and said.stands_for and is_future(said.root)):
        return None
    verb = doing(said.root)
    lemma = verb.lemma_.lower()
    if is_negative(said.root) or is_negative(verb):
        return Act.REJECT if lemma in terms("yield") else Act.PROMISE
    if lemma in _STATIVE:
        return Act.PROMISE if lemma in {"continue", "keep"} else None
    return _by_step(verb) or Act.PROMISE


def _own_refusal(said: Said) -> Act | None:
    """Read "we do not negotiate over …" and "it cannot accept": a side will not yield."""
    if not (said.own and said.stands_for) or is_past(said.root) or is_passive(said.root):
        return None
    verb = doing(said.root)
    refused = is_negative(said.root) and verb.lemma_.lower() in terms("yield")
    return Act.REJECT if refused else None


def _none_to_come(said: Said) -> Act | None:
    """Read "there will be no ceasefire until …": a side refuses."""
    there = any(c.dep_ == "expl" and c.lower_ == "there" for c in said.root.children)
    what = next((c for c in said.root.children if c.dep_ in {"attr", "dobj"}), None)
    none = what is not None and any(c.lower_ == "no" for c in what.lefts)
    refused = there and none and is_future(said.root) and said.stands_for
    return Act.REJECT if refused else None


def _announced(said: Said) -> Act | None:
    """What a side announces or confirms for the future binds it; meetings are mere news."""
    if said.cue_lemma not in terms("announcing") or not said.stands_for or said.other:
        return None
    subject = subject_of(said.root)
    if not is_future(said.root) or (subject and subject.lemma_.lower() in _GATHERINGS):
        return None
    return Act.PROMISE


def _duty_of_another(said: Said) -> Act | None:
    """Read "X must withdraw", "the need to …": a demand by a side, a judgement by others."""
    due = has_duty(said.root) or said.root.lemma_.lower() in {"need", "necessity"}
    if not due or is_past(said.root):
        return None
    if not said.stands_for:
        return None if said.told else Act.ASSESS
    return None if said.own else Act.DEMAND


def _set_as_terms(said: Said) -> Act | None:
    """Read "will take effect only after sanctions are lifted": a side names its terms."""
    if not said.stands_for or not is_future(said.root):
        return None
    return Act.DEMAND if said.has_phrase("terms") else None


_RULES: tuple[Rule, ...] = (
    _subjunctive_after_insisting,
    _denied_by_negation,
    _agreed_that,
    _expects_of_another,
    _warning_of_own_deed,
    act_of_belief,
    _steps_meant,
    _named_by_the_cue,
    threat_by_its_words,
    _ready_to,
    _performed_in_the_content,
    _in_favour,
    _own_refusal,
    _none_to_come,
    _set_as_terms,
    _own_future,
    chance_given,
    _duty_of_another,
    denies_in_the_content,
    charges_a_breach,
    refuses_by_judging,
    forecast,
    outcome_foreseen,
    _announced,
    judges_by_its_words,
    opinion_of_an_expert,
)


def _by_cue(cue: Token, complement: str) -> Act | None:
    words = {cue.lemma_.lower(), phrasal(cue)}
    if "rule" in words and "rule out" not in words:
        return None
    for row in act_rows():
        if words & set(row["words"]) and complement in row.get("complements", (complement,)):
            return Act(row["act"])
    return None


def _complement(verb: Token) -> str:
    for child in verb.children:
        if child.dep_ == "dobj":
            return "object"
        if child.dep_ == "xcomp":
            return "to"
        if child.dep_ == "prep" and child.i == verb.i + 1:
            return f"prep:{child.lower_}"
    return "that"
