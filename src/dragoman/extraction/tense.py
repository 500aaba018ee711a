"""Past or future: what the governing verb says about the time of a thing."""

from spacy.tokens import Span, Token

_AHEAD = {"expect", "plan", "schedule", "slate", "intend", "hope", "prepare", "propose", "due",
          "set", "aim", "announce", "promise", "invite", "ready", "agree", "want", "seek",
          "tentatively", "project", "anticipate", "await"}  # fmt: skip
_IMPLICATIVE = {"manage", "fail", "begin", "start", "continue", "seem", "appear", "happen", "get",
                "refuse", "decline", "help", "stop", "cease", "come", "use", "force"}  # fmt: skip
_DONE = {"announce", "agree", "promise", "propose", "invite"}
_MODALS = {"will", "shall", "'ll", "’ll", "wo", "may", "might", "can", "could", "should", "must",
           "would", "ca"}  # fmt: skip
_WILL = {"will", "shall", "'ll", "’ll", "wo"}
_COMING = {"upcoming", "planned", "scheduled", "next", "forthcoming", "expected", "coming",
           "future", "proposed", "possible", "potential"}  # fmt: skip


def tense_of(token: Token) -> str | None:
    """``past``, ``future`` or None where the syntax does not say.

    Climbs from the token to the verb that governs it. An infinitive lies ahead of the verb it
    hangs on, except under one that implies it ("managed to", Karttunen 1971).
    """
    for step in (token, *token.ancestors):
        if step.pos_ in ("VERB", "AUX"):
            return _verb(step)
        if step.lower_ == "ahead" or (step.pos_ in ("NOUN", "PROPN") and is_coming(step)):
            return "future"
    return None


def is_coming(noun: Token) -> bool:
    """Whether a noun is said to lie ahead ("the upcoming talks")."""
    return any(child.lower_ in _COMING for child in noun.children)


def is_promised(token: Token) -> bool:
    """Whether the governing verb has "will" ("will meet in two weeks", not "win in two weeks")."""
    verb = next((step for step in token.ancestors if step.pos_ in ("VERB", "AUX")), None)
    return verb is not None and any(child.lower_ in _WILL for child in verb.children)


def is_finite(token: Token) -> bool:
    """Whether the governing verb is no bare infinitive or participle."""
    verb = next((step for step in token.ancestors if step.pos_ in ("VERB", "AUX")), None)
    return verb is not None and (
        verb.tag_ not in ("VB", "VBG", "VBN")
        or any(c.dep_ == "aux" and c.lower_ != "to" for c in verb.children)
    )


def is_deferred(span: Span, relation: str) -> bool:
    """As in: "Postponed until Tuesday", "gave them until Friday", "as early as Monday"."""
    doc = span.doc
    before = [token.lower_ for token in doc[max(span.start - 3, 0) : span.start]]
    if before[-1:] == ["as"] and before[-2:-1] in (["early"], ["soon"]):
        return True
    if relation not in ("until", "by"):
        return False
    verb = next((step for step in span.root.ancestors if step.pos_ in ("VERB", "AUX")), None)
    return verb is not None and verb.lemma_ in _DEFERRING


_DEFERRING = {"postpone", "delay", "defer", "extend", "adjourn", "give", "set", "reschedule", "put",
              "schedule", "push", "suspend", "grant", "have"}  # fmt: skip


def _verb(verb: Token) -> str | None:
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & _WILL:
        return "future"
    if helpers & _MODALS:
        return None if helpers & {"have"} else "future"
    if helpers & {"was", "were", "had", "did", "has", "have", "been"} - {"to"}:
        if verb.lemma_ in _AHEAD and "to" not in helpers and not helpers & {"had", "has", "have"}:
            return _planned(verb, helpers)
        return "past"
    if verb.lemma_ in _AHEAD and (helpers or verb.tag_ == "VBN"):
        return "past" if not helpers and verb.lemma_ in _DONE else "future"
    if verb.tag_ == "VBD":
        return "past"
    return _without_helper(verb, helpers)


def _planned(verb: Token, helpers: set[str]) -> str:
    """As in: "Was expected on Friday" lay ahead; "was announced on Friday" did not."""
    ahead = verb.lemma_ in ("expect", "plan", "schedule", "slate", "due", "set", "intend")
    return "future" if ahead and helpers & {"was", "were"} else "past"


def _without_helper(verb: Token, helpers: set[str]) -> str | None:
    head = verb.head if verb.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN") else None
    if verb.tag_ == "VB" and not helpers and any(c.dep_ == "nsubj" for c in verb.children):
        return None
    if "to" in helpers or verb.tag_ == "VB":
        if verb.dep_ == "xcomp" and head is not None and head.lemma_ in _IMPLICATIVE:
            return _verb(head)
        return "future"
    if verb.tag_ == "VBG" and helpers & {"is", "are", "'s", "’s", "'re", "am"}:
        return "future" if verb.lemma_ != "be" and not _has_object_clause(verb) else None
    if verb.tag_ in ("VBG", "VBN") and head is not None and verb.dep_ in ("advcl", "conj", "xcomp"):
        return _verb(head)
    return "past" if verb.tag_ == "VBN" else None


def _has_object_clause(verb: Token) -> bool:
    return any(child.dep_ == "ccomp" for child in verb.children)
