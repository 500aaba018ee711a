"""Acts: what a speaker does by saying something, from cue, frame and content together.

An ordered list of small rules; the first that speaks decides, and its name goes into the
statement's ``because``. The words stand in ``data/acts.toml``.
"""

from collections.abc import Callable

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.acts_words import act_rows, terms
from dragoman.extraction.whose import FIRST
from dragoman.model import Act

_DUTY = frozenset({"must", "should", "shall", "ought", "need"})
_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "going"})

_ASKING = frozenset({"whether", "if", "what", "who", "why", "how", "when", "where", "which"})
_MAYBE = frozenset({"may", "might", "could", "can", "ca"})


@frozen(kw_only=True)
class Said:
    """What the rules look at.

    ``cue`` is the cue's head (None for a turn or the narrator), ``complement`` its kind, ``root``
    the head of the content, ``own`` whether the content's subject is the speaker's side, and
    ``stands_for`` whether the speaker speaks for a party.
    """

    cue: Token | None
    complement: str
    root: Token
    own: bool
    stands_for: bool
    told: bool
    other: bool
    words: frozenset[str]


Rule = Callable[[Said], Act | None]


def act_of(said: Said) -> tuple[Act, str]:
    """The act and the name of the rule that gave it."""
    for rule in _RULES:
        act = rule(said)
        if act is not None:
            return act, rule.__name__.strip("_").replace("_", " ")
    return Act.ASSERT, "plain assertion"


def is_unreal(cue: Token | None) -> bool:
    """Whether the act of the cue is not told as done: "would accept", "if it refused to …"."""
    token = cue
    if cue is not None and cue.tag_ == "VB" and any(c.lower_ == "to" for c in cue.lefts):
        return True
    for _ in range(3):
        if token is None or token.pos_ not in {"VERB", "AUX", "ADJ"}:
            return False
        for child in token.children:
            modal = child.dep_ == "aux" and child.lower_ in _FUTURE | _DUTY | _MAYBE
            if modal or (child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"}):
                return True
        if token.dep_ not in {"xcomp", "conj", "acomp"}:
            return False
        token = token.head
    return False


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
    if said.cue is None or said.cue.lemma_.lower() not in {
        "insist",
        "demand",
        "ask",
        "urge",
        "recommend",
        "propose",
        "suggest",
    }:
        return None
    if not said.complement.endswith("that"):
        return None
    bare = said.root.tag_ == "VB" and not any(
        c.dep_ == "aux" and c.lower_ != "be" for c in said.root.children
    )
    passive = any(
        c.dep_ == "auxpass" and c.lower_ == "be" and c.tag_ == "VB" for c in said.root.children
    ) and not any(c.dep_ == "aux" for c in said.root.children)
    if not (bare or passive or _duty(said.root)):
        return None
    lenient = {"recommend", "propose", "suggest"}
    return Act.PROPOSE if said.cue.lemma_.lower() in lenient else Act.DEMAND


def _denied_by_negation(said: Said) -> Act | None:
    """Read "has not agreed to" and "never promised": the act itself is denied."""
    if said.cue is None or not is_negative(said.cue):
        return None
    act = _by_cue(said.cue, said.complement)
    if act is Act.ACCEPT or (act is Act.PROPOSE and said.cue.pos_ == "ADJ"):
        return Act.REJECT
    if said.cue.lemma_.lower() == "rule":
        return Act.ASSERT
    if act is Act.REJECT:
        return Act.ASSERT
    if act in {Act.DEMAND, Act.PROMISE, Act.PROPOSE, Act.THREATEN, Act.ACCUSE}:
        return Act.DENY
    return None


def _agreed_that(said: Said) -> Act | None:
    """Tell that "agreed that X would" binds, and so accepts; "agreed that X is so" asserts."""
    if said.cue is None or said.cue.lemma_.lower() != "agree":
        return None
    return Act.ACCEPT if _future(said.root) or said.complement != "that" else None


def _expects_of_another(said: Said) -> Act | None:
    """A party that wants or expects another to act demands; wanting to act oneself does not."""
    if said.cue is None or said.cue.lemma_.lower() not in {"want", "ask"}:
        return None
    if said.complement in {"to", "small"} and said.own:
        return Act.ASSERT
    return Act.DEMAND if said.complement in {"small", "object-to"} else None


def _warning_of_own_deed(said: Said) -> Act | None:
    """Tell that "warned that it would strike" threatens; a warning of what others do asserts."""
    if said.cue is None or said.cue.lemma_.lower() not in {"warn", "warning", "caution"}:
        return None
    if said.own and _future(said.root) and said.stands_for:
        return Act.THREATEN
    return (
        Act.DEMAND
        if said.complement == "object-to"
        else Act.PREDICT
        if _future(said.root)
        else Act.ASSERT
    )


def _named_by_the_cue(said: Said) -> Act | None:
    """The cue itself names the act ("rejected", "pledged", "demand")."""
    if said.cue is None:
        return None
    act = _by_cue(said.cue, said.complement)
    if act is Act.ASSESS and said.stands_for:
        return Act.ASSERT
    if act is Act.PREDICT and said.stands_for and said.complement == "object-to":
        return Act.DEMAND
    return act


def _performed_in_the_content(said: Said) -> Act | None:
    """Read "we reject …" by its own side: the content's verb names the act."""
    if not said.own or said.root.pos_ not in {"VERB", "ADJ"}:
        return None
    if _past(said.root) and not any(c.dep_ == "neg" for c in said.root.children):
        return None
    kind = _complement(said.root)
    act = _by_cue(said.root, kind)
    if act in {None, Act.ASSESS, Act.PREDICT}:
        return None
    if is_negative(said.root) or _future(said.root):
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
    agreeing = to is not None and to.lemma_.lower() in terms("agreeing")
    return Act.ACCEPT if agreeing else Act.PROPOSE


def _own_future(said: Said) -> Act | None:
    """What one's own side will do: a promise, a refusal, or a threat."""
    if not (said.own and said.stands_for and _future(said.root)):
        return None
    verb = _doing(said.root)
    lemma = verb.lemma_.lower()
    if is_negative(said.root) or is_negative(verb):
        return Act.REJECT if lemma in terms("yield") else Act.PROMISE
    if lemma in {"continue", "keep", "be", "have", "see", "know", "want", "like", "need"}:
        return Act.PROMISE if lemma in {"continue", "keep"} else None
    if lemma in terms("agreeing"):
        return Act.ACCEPT
    return Act.THREATEN if lemma in terms("hostile") else Act.PROMISE


def _duty_of_another(said: Said) -> Act | None:
    """Read "X must withdraw": a demand by one who speaks for a party, a judgement by others."""
    if not _duty(said.root):
        return None
    if not said.stands_for:
        return Act.ASSESS
    passive = any(c.dep_ == "auxpass" for c in said.root.children)
    return Act.DEMAND if said.other or (passive and not said.own) else None


def _denial(said: Said) -> Act | None:
    """Read "was not discussed", "is not true": that something happened is denied."""
    if not said.stands_for or _future(said.root):
        return None
    for child in said.root.children:
        negative = is_negative(said.root) or is_negative(child)
        if child.dep_ == "acomp" and (
            child.lower_ in {"false", "untrue", "baseless", "incorrect"}
            or (child.lower_ in {"true", "correct", "accurate"} and negative)
        ):
            return Act.DENY
    copula = said.root.lemma_.lower() == "be" and not any(
        c.dep_ == "expl" for c in said.root.children
    )
    negative = is_negative(said.root) or any(
        c.dep_ in {"attr", "dobj"} and any(d.lower_ == "no" for d in c.lefts)
        for c in said.root.children
    )
    return Act.DENY if negative and _past(said.root) and not copula else None


def _forecast(said: Said) -> Act | None:
    """What others will do, told by one who speaks for nobody or with a word of likelihood."""
    if said.own:
        return None
    likely = bool(said.words & {"likely", "unlikely", "probably"})
    if likely or (_future(said.root) and not said.stands_for and not said.told):
        return Act.PREDICT
    return None


def _judgement(said: Said) -> Act | None:
    """Hedged words of one who speaks for nobody are a judgement."""
    if said.stands_for:
        return None
    return Act.ASSESS if said.words & (terms("possible") | terms("hedged")) else None


_RULES: tuple[Rule, ...] = (
    _subjunctive_after_insisting,
    _denied_by_negation,
    _agreed_that,
    _expects_of_another,
    _warning_of_own_deed,
    _named_by_the_cue,
    _ready_to,
    _performed_in_the_content,
    _own_future,
    _duty_of_another,
    _denial,
    _forecast,
    _judgement,
)


def _by_cue(cue: Token, complement: str) -> Act | None:
    lemma = cue.lemma_.lower()
    if lemma == "rule" and not any(c.dep_ == "prt" and c.lower_ == "out" for c in cue.children):
        return None
    for row in act_rows():
        if lemma in row["words"] and complement in row.get("complements", (complement,)):
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


def is_negative(verb: Token) -> bool:
    """Whether a verb, or the "be" over an adjective, is negated by "not" or "never"."""
    if verb.pos_ == "ADJ" and verb.dep_ == "acomp" and verb.head.pos_ == "AUX":
        return is_negative(verb.head)
    for subject in (c for c in verb.children if c.dep_ == "nsubj"):
        spread = (subject, *subject.lefts)
        if any(t.lower_ in {"neither", "nobody", "none", "no"} for t in spread):
            return True
    return any(
        c.dep_ == "neg" or (c.dep_ == "advmod" and c.lower_ in {"never", "neither", "nor"})
        for c in verb.children
    )


def _future(verb: Token) -> bool:
    if any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in verb.children):
        return True
    return verb.lower_ == "going" and any(c.dep_ == "xcomp" for c in verb.children)


def _past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(
        c.dep_ in {"aux", "auxpass"} and c.lower_ in {"did", "was", "were", "had", "has", "have"}
        for c in verb.children
    )


def _duty(verb: Token) -> bool:
    if any(c.dep_ == "aux" and c.lemma_.lower() in _DUTY for c in verb.children):
        return True
    shell = verb.lemma_.lower() in {"need", "have"}
    return shell and any(
        c.dep_ == "xcomp" and any(a.lower_ == "to" for a in c.lefts) for c in verb.children
    )


def _doing(root: Token) -> Token:
    """The verb that names the deed, under "be ready to" and "continue to"."""
    token = root
    while True:
        below = next((c for c in token.children if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
        if below is None or token.lemma_.lower() not in {"go", "be", "want", "have", "begin"}:
            return token
        token = below


def is_first_person(token: Token) -> bool:
    """Whether a subject is the speaker's own "I" or "we"."""
    return token.lower_ in FIRST
