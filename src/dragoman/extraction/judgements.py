"""Judgements: the rules that tell assessing, praising, foretelling and reproaching apart.

Whoever says that something is "unrealistic" or "only a start" judges, be he a minister or an
analyst; whoever says what will come of something he does not do himself foretells.
"""

from spacy.tokens import Token

from dragoman.extraction.acts_words import terms
from dragoman.extraction.said import Said
from dragoman.extraction.verb_forms import (
    has_duty,
    is_future,
    is_negative,
    is_passive,
    is_past,
    subject_of,
)
from dragoman.model import Act

_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "csubj"})
_LIKELY = frozenset({"likely", "unlikely", "probably"})
_BUT = frozenset({"but", "though", "although", "yet", "not"})
_CONTRAST = (" but ", " though ", " although ", " not ", " yet ")
_LINKING = frozenset({"be", "seem", "remain", "appear", "look", "become", "sound", "prove", "feel"})
_UNTRUE = frozenset(
    {"false", "untrue", "baseless", "incorrect", "unfounded", "groundless", "fabricated", "fake"}
)
_TRUE = frozenset({"true", "correct", "accurate"})


def act_of_belief(said: Said) -> Act | None:
    """A cue of belief judges; with a future that is not one's own, or with odds, it foretells."""
    if said.cue_lemma in terms("calling") and said.complement in {"as", "small", "object"}:
        return _praise_or_judgement(said)
    if said.cue_lemma not in terms("believing") or said.complement not in {"that", "small"}:
        return None
    if has_duty(said.root) and said.stands_for and not said.own and not is_past(said.root):
        return Act.DEMAND
    odds = bool(said.words & _LIKELY) or said.has_phrase("chances")
    coming = is_future(said.root) and not said.own and not has_duty(said.root)
    return Act.PREDICT if odds or coming else Act.ASSESS


def _praise_or_judgement(said: Said) -> Act | None:
    """Read "called it constructive" as praise, "called it constructive but hard" as judgement."""
    mixed = any(word in said.text for word in _CONTRAST) or is_negative(said.root)
    if said.words & _UNTRUE and said.stands_for:
        return Act.DENY
    if said.words & terms("reproving"):
        return Act.ACCUSE if said.stands_for else Act.ASSESS
    if said.words & terms("praising") and not mixed:
        return Act.PRAISE
    judged = said.complement != "object" or said.words & (terms("judging") | terms("praising"))
    return Act.ASSESS if judged or said.words & terms("judging_nouns") else None


def threat_by_its_words(said: Said) -> Act | None:
    """Read "would be treated as a breach" and "would face": a side says what will follow."""
    if not said.stands_for or not is_future(said.root) or is_negative(said.root):
        return None
    return Act.THREATEN if said.has_phrase("threatening") else None


def chance_given(said: Said) -> Act | None:
    """Read "I would be surprised if" and "an even chance that": odds are given."""
    open_to = {"may", "might", "could"} if said.told else {"may", "might"}
    might = any(c.dep_ == "aux" and c.lower_ in open_to for c in said.root.children)
    if might and not said.own and not is_past(said.root):
        return Act.PREDICT
    return Act.PREDICT if said.has_phrase("chances") else None


def thanks(said: Said) -> Act | None:
    """Read "we are grateful to" and "it was an excellent conversation": a side praises."""
    if not said.stands_for or is_negative(said.root) or is_future(said.root):
        return None
    if said.has_phrase("thanking"):
        return Act.PRAISE
    weighed = next((c for c in said.root.children if c.dep_ in {"acomp", "attr"}), None)
    if said.root.lemma_.lower() not in _LINKING or weighed is None or said.words & _BUT:
        return None
    subject = subject_of(said.root)
    spread = {t.lemma_.lower() for t in (weighed, *weighed.lefts)}
    spoken = {weighed.lemma_.lower()} | ({subject.lemma_.lower()} if subject else set())
    return Act.PRAISE if spread & terms("praising") and spoken & terms("talks") else None


def charges_a_breach(said: Said) -> Act | None:
    """Read "Russia had broken earlier ceasefires": a side reports the breach of another."""
    if not said.stands_for or said.own:
        return None
    if said.has_phrase("blaming") or _lacks_good_will(said):
        return Act.ACCUSE
    return Act.ACCUSE if any(_is_breach(verb, said) for verb in _verbs(said)) else None


def _lacks_good_will(said: Said) -> bool:
    """Read "they do not want peace" by a side about another."""
    wants = said.root.lemma_.lower() in {"want", "seek", "care", "intend"}
    return wants and said.other and is_negative(said.root) and not is_future(said.root)


def _is_breach(verb: Token, said: Said) -> bool:
    if verb.lemma_.lower() not in terms("breach") or is_negative(verb) or is_future(verb):
        return False
    if is_passive(verb):
        return any(c.dep_ == "agent" for c in verb.children)
    return (said.other or said.own is False) and _has_agent(verb, said)


def _has_agent(verb: Token, said: Said) -> bool:
    """Whether somebody does it: another named side, or one taken up by a pronoun."""
    subject = subject_of(verb)
    if subject is None:
        return said.other
    return said.other or subject.lower_ in {"he", "she", "they"} or subject.pos_ == "PROPN"


def _verbs(said: Said) -> list[Token]:
    """The main verb of a content and the verbs coordinated with it in the content."""
    root, end = said.root, said.end if said.end is not None else len(said.root.doc)
    joined = (t for t in root.conjuncts if root.i < t.i < end)
    return [root, *(t for t in joined if t.pos_ in {"VERB", "AUX"})]


def refuses_by_judging(said: Said) -> Act | None:
    """Read "is out of the question", "is not enough": a side that judges so refuses."""
    if not said.stands_for or said.own:
        return None
    complement = next((c for c in said.root.children if c.dep_ in {"acomp", "attr"}), None)
    short = (
        complement is not None
        and complement.lower_ in {"enough", "sufficient", "acceptable"}
        and is_negative(said.root)
    )
    named = complement is not None and complement.lower_ in terms("refusing")
    return Act.REJECT if short or named or said.has_phrase("refusing") else None


def denies_in_the_content(said: Said) -> Act | None:
    """Read "was not discussed", "is not true": that something happened is denied."""
    if not said.stands_for or is_future(said.root):
        return None
    negative = is_negative(said.root)
    for child in said.root.children:
        if child.dep_ == "acomp" and (
            child.lower_ in _UNTRUE or (child.lower_ in _TRUE and (negative or is_negative(child)))
        ):
            return Act.DENY
    if said.root.lemma_.lower() == "be":
        return _denies_a_part(said, negative) or _none_there(said)
    none = any(
        c.dep_ in {"attr", "dobj", "nsubjpass"} and any(d.lower_ == "no" for d in c.lefts)
        for c in said.root.children
    )
    if said.other:
        return None
    passive = is_passive(said.root) and said.own
    return Act.DENY if (negative or none) and (is_past(said.root) or passive) else None


def _none_there(said: Said) -> Act | None:
    """Read "there had been no agreement", "there is no number": that it exists is denied."""
    there = any(c.dep_ == "expl" and c.lower_ == "there" for c in said.root.children)
    what = next((c for c in said.root.children if c.dep_ in {"attr", "dobj"}), None)
    none = what is not None and any(c.lower_ == "no" for c in what.lefts)
    modal = any(c.dep_ == "aux" and c.lower_ in {"can", "could"} for c in said.root.children)
    judged = what is not None and what.lemma_.lower() in terms("judging_nouns")
    return Act.DENY if there and none and not (modal or judged) else None


def _denies_a_part(said: Said, negative: bool) -> Act | None:
    """Read "was not part of", "was not aware of": a side denies its part in something."""
    what = next((c for c in said.root.children if c.dep_ in {"attr", "acomp"}), None)
    part = what is not None and what.lemma_.lower() in terms("involvement")
    return Act.DENY if negative and part and is_past(said.root) else None


def forecast(said: Said) -> Act | None:
    """What others will do, told by one who speaks for nobody or with a word of likelihood."""
    if said.told or said.own:
        return None
    likely = bool(said.words & _LIKELY) and not is_past(said.root)
    coming = is_future(said.root) and not has_duty(said.root)
    return Act.PREDICT if likely or (coming and (said.other or not said.stands_for)) else None


def outcome_foreseen(said: Said) -> Act | None:
    """Read "better relations would bring stability": a thing, not an agent, will do something."""
    if said.own or said.other or not is_future(said.root) or is_passive(said.root):
        return None
    verb = said.root.lemma_.lower()
    return Act.PREDICT if verb in terms("outcome") and not said.told else None


def judges_by_its_words(said: Said) -> Act | None:
    """A predicate that weighs ("unrealistic", "only the start", "on track") judges."""
    if said.has_phrase("judging_phrases") or _shows(said):
        return Act.ASSESS
    for verb in _verbs(said):
        act = _weighed(verb, said)
        if act is not None:
            return act
    return None


def _shows(said: Said) -> bool:
    """Read "such an attack shows their weakness": what a thing shows is a judgement."""
    subject = subject_of(said.root)
    thing = subject is not None and subject.pos_ in {"NOUN", "PRON"} and not said.other
    present = said.root.tag_ in {"VBZ", "VBP"} and not said.own
    return thing and present and said.root.lemma_.lower() in terms("showing")


def _weighed(verb: Token, said: Said) -> Act | None:
    for child in verb.children:
        if child.dep_ not in {"acomp", "attr", "oprd", "dobj"}:
            continue
        if child.dep_ == "dobj" and verb.lemma_.lower() not in {"make", "find", "leave", "keep"}:
            continue
        spread = {t.lemma_.lower() for t in (child, *child.lefts, *child.conjuncts)}
        if child.dep_ == "dobj":
            spread |= {t.lemma_.lower() for t in child.rights}
        if "welcome" in spread and verb.lemma_.lower() in _LINKING:
            return Act.PRAISE
        if spread & terms("reproving") and said.stands_for:
            return Act.ACCUSE
        if child.dep_ == "acomp" and spread & terms("dutiful") and said.stands_for:
            return Act.DEMAND if any(c.dep_ in _CLAUSES for c in _around(child)) else Act.ASSESS
        if spread & (terms("judging") | terms("praising") | terms("reproving")):
            return Act.ASSESS
        linked = verb.lemma_.lower() in _LINKING
        if linked and child.pos_ == "NOUN" and spread & terms("judging_nouns"):
            return Act.ASSESS
    return None


def _around(adjective: Token) -> list[Token]:
    return [*adjective.children, *adjective.head.children]


def opinion_of_an_expert(said: Said) -> Act | None:
    """What an expert says is his judgement, unless he tells what was seen, or gives its day."""
    if said.stands_for or said.told:
        return None
    if said.words & (terms("possible") | terms("hedged")):
        return Act.ASSESS
    told = is_past(said.root) and (_has_figures(said) or _is_going_about(said.root))
    return Act.ASSESS if said.expert and not told else None


def _is_going_about(verb: Token) -> bool:
    """Read "took part in", "flew to": what somebody could see, and no judgement."""
    objects = {c.lemma_.lower() for c in verb.children if c.dep_ == "dobj"}
    plain = verb.lemma_.lower() in terms("going_about") and not is_negative(verb)
    return plain or bool(verb.lemma_.lower() == "take" and objects & {"part"})


def _has_figures(said: Said) -> bool:
    """Whether a day or a number makes a past thing a fact that is told."""
    return any(t.ent_type_ in {"DATE", "CARDINAL", "QUANTITY", "MONEY"} for t in said.root.subtree)
