"""Acts: what a speaker does by saying something, from cue, frame and content together.

An ordered list of small rules; the first that speaks decides, and its name goes into the
statement's ``because``. The words stand in ``data/acts.toml``; rules about judgements, forecasts
and reproaches stand in ``extraction.judgements``, those about what a side will do in
``extraction.undertakings``.
"""

from dragoman.extraction.acts_words import terms
from dragoman.extraction.cue_acts import act_by_cue
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
    thanks,
    threat_by_its_words,
)
from dragoman.extraction.said import Rule, Said
from dragoman.extraction.undertakings import (
    announced,
    bound_by_a_state,
    could_be_done,
    duty_of_another,
    impossible_without,
    in_favour,
    needs_it,
    none_to_come,
    own_future,
    own_refusal,
    performed_in_the_content,
    ready_to,
    set_as_terms,
    steps_meant,
    to_be_done,
)
from dragoman.extraction.verb_forms import (
    doing,
    has_duty,
    is_future,
    is_negative,
    is_past,
    is_subjunctive,
    subject_of,
)
from dragoman.model import Act

_SUBJUNCTIVE = frozenset({"insist", "demand", "ask", "urge", "request", "require"})
_LENIENT = frozenset({"recommend", "propose", "suggest"})
_WISHES = frozenset({"want", "wish", "seek", "need"})
_MAY = frozenset({"may", "might", "could"})
_ORDERING = frozenset({"order", "instruct", "tell", "command", "direct"})
_OWN_PEOPLE = frozenset({"his", "her", "its", "their", "own"})


PLAIN = "plain assertion"
"""Why words assert of which no rule knows more."""


def act_of(said: Said) -> tuple[Act, str]:
    """The act and the name of the rule that gave it."""
    for rule in _RULES:
        act = rule(said)
        if act is not None:
            return act, rule.__name__.strip("_").replace("_", " ")
    return Act.ASSERT, PLAIN


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
    act = act_by_cue(said.cue, said.complement)
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
    if said.cue_lemma == "want" and said.complement in {"quote", "that"} and said.stands_for:
        return Act.DEMAND
    return Act.DEMAND if said.complement in {"small", "object-to"} else None


def _warning_of_own_deed(said: Said) -> Act | None:
    """Tell that "warned that it would strike" threatens; a warning of what others do predicts."""
    if said.cue_lemma not in {"warn", "warning", "caution"}:
        return None
    if said.complement == "object-to":
        return Act.DEMAND
    if said.stands_for and (_gives_a_choice(said) or said.has_phrase("threatening")):
        return Act.THREATEN
    if said.stands_for and is_future(said.root) and (said.own or _is_reprisal(said)):
        return Act.THREATEN
    ahead = is_future(said.root) or any(c.lower_ in _MAY for c in said.root.children)
    return Act.PREDICT if ahead else Act.ASSERT


def _gives_a_choice(said: Said) -> bool:
    """Read "either they sign, he said, or we leave": one of two things, and the second harms."""
    told = {t.lower_ for t in said.root.sent}
    return {"either", "or"} <= told and "either" in said.words


def _is_reprisal(said: Said) -> bool:
    """Read "countermeasures would follow" and "would be answered": no doer, but a threat."""
    subject = subject_of(said.root)
    named = subject is not None and subject.lemma_.lower() in terms("reprisals")
    return named or said.has_phrase("threatening")


def _orders_its_own(said: Said) -> Act | None:
    """Read "ordered his army to halt": what one tells one's own people to do, one does."""
    if said.complement != "object-to" or said.cue is None or said.cue_lemma not in _ORDERING:
        return None
    told = next((c for c in said.cue.rights if c.dep_ == "dobj"), None)
    told = told or subject_of(said.root)
    own = told is not None and any(c.lower_ in _OWN_PEOPLE for c in told.lefts)
    return Act.PROMISE if own else None


def _repeats_a_claim_as_untrue(said: Said) -> Act | None:
    """Read "rejected claims that", "dismissed reports of": what another says is denied."""
    if said.cue_lemma not in terms("disputing") or said.root.pos_ not in {"NOUN", "PROPN"}:
        return None
    return Act.DENY if said.root.lemma_.lower() in terms("claims") else None


def _says_yes_or_no(said: Said) -> Act | None:
    """Read "said no to the plan", "responded positively to the idea"."""
    if said.cue is None or not said.complement.startswith("prep:"):
        return None
    beside = {c.lower_ for c in said.cue.children}
    if beside & {"no", "negatively"}:
        return Act.REJECT
    return Act.ACCEPT if beside & {"yes", "positively", "favourably", "favorably"} else None


def _expressed(said: Said) -> Act | None:
    """Read "expressed satisfaction with", "voiced readiness to": the noun names the act."""
    if said.cue is None or said.cue_lemma not in terms("expressing"):
        return None
    what = next((c for c in said.cue.rights if c.dep_ == "dobj"), None)
    if what is None or what.pos_ != "NOUN":
        return None
    act = act_by_cue(what, "to" if any(c.dep_ == "acl" for c in what.rights) else "object")
    return act or (act_by_cue(what, "that"))


def _named_by_the_cue(said: Said) -> Act | None:
    """The cue itself names the act ("rejected", "pledged", "demand")."""
    if said.cue is None:
        return None
    act = act_by_cue(said.cue, said.complement)
    if act is Act.PREDICT and said.stands_for and said.complement == "object-to":
        return Act.DEMAND
    return act


_RULES: tuple[Rule, ...] = (
    _subjunctive_after_insisting,
    _says_yes_or_no,
    _repeats_a_claim_as_untrue,
    _denied_by_negation,
    _agreed_that,
    _expects_of_another,
    _orders_its_own,
    _warning_of_own_deed,
    act_of_belief,
    steps_meant,
    _expressed,
    _named_by_the_cue,
    threat_by_its_words,
    thanks,
    ready_to,
    performed_in_the_content,
    needs_it,
    could_be_done,
    in_favour,
    own_refusal,
    bound_by_a_state,
    none_to_come,
    impossible_without,
    set_as_terms,
    own_future,
    chance_given,
    duty_of_another,
    denies_in_the_content,
    charges_a_breach,
    refuses_by_judging,
    forecast,
    to_be_done,
    outcome_foreseen,
    announced,
    judges_by_its_words,
    opinion_of_an_expert,
)
