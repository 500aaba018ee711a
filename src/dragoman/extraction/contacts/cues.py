"""Where a text says that parties talked: the noun or verb, and what governs it."""

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.contacts.words import (
    ANOTHER,
    BY_MODIFIER,
    CARRYING,
    DENYING,
    DISTANT,
    GENERIC_AFTER,
    GENERIC_BEFORE,
    LIGHT,
    MODIFIERS,
    MOVING,
    NOUNS,
    OPENING,
    PHONES,
    ROUNDS,
    SHARED,
    TOGETHER,
    VERBS,
    VISITING,
)
from dragoman.model import Channel

_PLURAL_ONLY = frozenset({"talk", "consultation"})
_COPULAR = ("be", "take", "last", "occur", "happen")


@frozen(kw_only=True)
class Cue:
    """A contact's trigger. ``outer`` is "round" in "a round of talks"; else the trigger itself.

    ``verb`` governs it: the trigger itself when it is a verb, the light verb, or the verb of
    which the noun is subject or object. ``light`` says that the verb's subject takes part.
    ``channel`` is None while the words fit several. ``definite`` marks "the call", "this meeting".
    """

    trigger: Token
    outer: Token
    verb: Token | None
    light: bool
    channel: Channel | None
    definite: bool

    @property
    def is_verb(self) -> bool:
        """Whether the trigger is a verb."""
        return self.trigger is self.verb or self.trigger == self.verb


def cue_of(token: Token) -> Cue | None:
    """The cue that a noun or verb of talking gives; None when it is none."""
    lemma = token.lemma_.lower()
    if token.pos_ in ("NOUN", "PROPN"):
        return _phone(token) if lemma in PHONES else _noun(token)
    return _verb(token) if token.pos_ == "VERB" and lemma in VERBS else None


def _noun(token: Token) -> Cue | None:
    word = _contact_noun(token)
    if word is None or _is_generic(token):
        return None
    outer = _outer(token)
    verb, light = _governor(outer)
    channel = NOUNS[word]
    for child in token.children:
        if child.i < token.i and child.lower_ in MODIFIERS:
            channel = MODIFIERS[child.lower_]
    return Cue(
        trigger=token,
        outer=outer,
        verb=verb,
        light=light,
        channel=channel,
        definite=any(c.lower_ in _DEFINITE for c in (*token.children, *outer.children)),
    )


def _phone(token: Token) -> Cue | None:
    """As in: "Told B by telephone", "A and B were on the line"; not "spoke by phone", a verb."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("by", "over", "via", "on", "through"):
        return None
    verb = token.head.head
    if verb.pos_ not in ("VERB", "AUX") or verb.lemma_ in VERBS or verb.lemma_ == "hold":
        return None
    there = verb.lemma_ == "be" and token.head.lower_ == "on"
    if token.lower_ == "line" and not there:
        return None
    return Cue(
        trigger=token, outer=token, verb=verb, light=there, channel=Channel.CALL, definite=False
    )


_DEFINITE = ("the", "this", "that", "these", "those", "both")


def _contact_noun(token: Token) -> str | None:
    lower, lemma = token.lower_, token.lemma_.lower()
    if lemma in BY_MODIFIER:
        before = {c.lower_ for c in token.children if c.i < token.i}
        if lemma == "conference" and not before & DISTANT:
            return None if before & GENERIC_BEFORE else lemma
        return "videoconference" if before & DISTANT else None
    if lemma in SHARED and not _is_shared(token):
        return None
    if lower in NOUNS:
        return lower
    if lemma in NOUNS and lemma not in _PLURAL_ONLY:
        return lemma
    return None


def _is_shared(token: Token) -> bool:
    """As in: "A channel between A and B", "dinner with B", "a message that A carried to B"."""
    links = {c.lower_ for c in token.children if c.dep_ == "prep"}
    verb = token.head
    if token.lower_ == "round" and _is_next_round(token, links):
        return True
    if links & {"between", "with", "from"} or (token.dep_ == "pobj" and verb.lower_ == "over"):
        return True
    if token.dep_ == "pobj" and verb.lower_ == "in" and verb.head.lemma_ in _KEEPING:
        return True
    if token.dep_ == "dobj" and verb.lemma_ in ("exchange", "share", "swap"):
        return True
    if token.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in CARRYING:
        return False
    goal = [t for c in (*verb.children, *token.children) if c.lower_ == "to" for t in c.children]
    return any(t.pos_ == "PROPN" for t in goal) and "message" in token.lemma_.lower()


def _is_next_round(token: Token, links: set[str]) -> bool:
    """As in: "A second round could take place in C"; not "a second round of voting"."""
    counted = any(c.lower_ in ANOTHER for c in token.lefts)
    bare = "of" not in links and not any(c.dep_ == "compound" for c in token.lefts)
    told = token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_ in OPENING
    return counted and bare and told


def _is_generic(token: Token) -> bool:
    """As in: "Call for", "cabinet meeting", "negotiation process" are no contacts."""
    lemma = token.lemma_.lower()
    for child in token.children:
        if child.i < token.i and child.lower_ == "any" and _is_denied(token):
            continue
        if child.i < token.i and child.lower_ in GENERIC_BEFORE | {"any", "every"}:
            return True
        if lemma == "call" and child.i > token.i and child.lower_ in GENERIC_AFTER:
            dated = any(t.ent_type_ == "DATE" for t in child.children)
            return not dated and not any(c.lower_ in MODIFIERS for c in token.children)
        if lemma == "call" and child.dep_ in ("acl", "xcomp", "relcl") and child.tag_ == "VB":
            return True
    if token.dep_ == "pobj" and token.head.lower_ == "without":
        return True
    if token.dep_ == "pobj" and token.head.head.lemma_ in ("sideline", "margin", "fringe", "eve"):
        return True
    return token.dep_ in ("compound", "nmod") and token.head.i > token.i


def _is_denied(token: Token) -> bool:
    """As in: "Denied any talks with B", "denied having held any talks with B"."""
    over = token.head
    return over.lemma_ in DENYING or (over.dep_ == "xcomp" and over.head.lemma_ in DENYING)


def _outer(token: Token) -> Token:
    """The round, series or day of talks that stands for them."""
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        head = token.head.head
        if head.lemma_.lower() in ROUNDS:
            return head
    return token


def _governor(noun: Token) -> tuple[Token | None, bool]:
    """The verb over a contact noun and whether its subject takes part."""
    head = noun.head
    while noun.dep_ == "conj" and head != noun:
        noun, head = head, head.head
    held = _relative(noun) or _so_called(noun)
    if held is not None:
        return held, True
    if noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "ROOT", "oprd") and head != noun:
        verb = head if head.pos_ in ("VERB", "AUX") else None
        return verb, verb is not None and noun.dep_ == "dobj" and verb.lemma_ in LIGHT
    if noun.dep_ == "pobj" and head.dep_ in ("prep", "agent"):
        verb = head.head if head.head.pos_ in ("VERB", "AUX") else None
        if verb is not None and head.lower_ == "on" and NOUNS.get(noun.lemma_) is Channel.VISIT:
            return verb, verb.lemma_ in ("be", "go", "leave")
        taking = verb is not None and head.lower_ in ("in", "at") and _takes_part(verb, noun)
        return (verb, True) if taking else (None, False)
    return None, False


def _relative(noun: Token) -> Token | None:
    """The light verb of "the call that A held with B"."""
    return next(
        (c for c in noun.children
         if c.dep_ in ("relcl", "acl") and c.lemma_ in ("hold", "have", "conduct", "make", "pay")
         and any(t.dep_ == "nsubj" and t.lower_ not in ("that", "which") for t in c.children)
         and not any(t.dep_ == "dobj" and t.lower_ not in ("that", "which") for t in c.children)),
        None,
    )  # fmt: skip


def _so_called(noun: Token) -> Token | None:
    """The light verb of "held what both called talks", "had what he described as talks"."""
    naming = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    over = naming.head
    what = any(c.dep_ == "dobj" and c.lower_ == "what" for c in naming.children)
    return over if what and naming.dep_ == "ccomp" and over.lemma_ in LIGHT else None


_KEEPING = ("be", "keep", "stay", "remain", "get")


def _takes_part(verb: Token, noun: Token) -> bool:
    """As in: "Took part in talks", "is in talks with B", "stayed in touch"."""
    if verb.lemma_ in _KEEPING:
        loose = NOUNS.get(noun.lower_) in (None, Channel.TALKS) and not list(noun.lefts)
        return loose or noun.lemma_ in ("contact", "touch")
    if verb.lemma_ == "take":
        return any(c.dep_ == "dobj" and c.lower_ == "part" for c in verb.children)
    return verb.lemma_ in ("participate", "engage", "represent")


def _verb(token: Token) -> Cue | None:
    lemma = token.lemma_.lower()
    if lemma == "call" and not _is_phoned(token):
        return None
    channel = VERBS[lemma]
    if lemma in ("speak", "talk") and not _is_exchange(token):
        return None
    if lemma in TOGETHER and not _is_together(token):
        return None
    if lemma == "write" and not _is_written(token):
        return None
    if lemma == "resume" and any(c.dep_ in ("dobj", "xcomp") for c in token.children):
        return None
    if lemma == "invite" and not any(c.lower_ in ("to", "back") for c in token.children):
        return None
    if any(c.lower_ in ("by", "over", "on", "via") and _has_phone(c) for c in token.children):
        channel = Channel.CALL
    return Cue(trigger=token, outer=token, verb=token, light=True, channel=channel, definite=False)


def _is_written(verb: Token) -> bool:
    """As in: "Wrote to B last week", not "wrote a book about B"."""
    return any(c.lower_ == "to" and c.dep_ in ("prep", "dative") for c in verb.children)


def _is_together(verb: Token) -> bool:
    """As in: "See each other", "sat down with B", "flew to C to see B", "they convened"."""
    lemma = verb.lemma_
    for child in verb.children:
        if child.dep_ in ("dobj", "pobj") and child.lower_ in ("other", "another"):
            return True
        if child.dep_ == "prep" and child.lower_ in ("with", "opposite") and lemma != "see":
            return True
    if lemma == "see":
        goal = verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VB" and verb.head.lemma_ in MOVING
        return goal and any(c.dep_ == "dobj" for c in verb.children)
    if lemma == "sit":
        return any(c.dep_ in ("prt", "advmod") and c.lower_ in ("down", "together")
                   for c in verb.children)  # fmt: skip
    return lemma != "correspond" and verb.tag_ not in ("VBP", "VBZ")


def _is_exchange(verb: Token) -> bool:
    """As in: "Spoke with B", "A and B spoke"; not "they speak as one", a habit."""
    if any(c.dep_ == "prep" and c.lower_ in ("with", "to") for c in verb.children):
        return True
    return verb.tag_ not in ("VBP", "VBZ", "VBG")


def _is_phoned(verb: Token) -> bool:
    """As in: "Called Marn on Friday", not "called it a mistake", "called on Marn"."""
    if any(c.dep_ == "agent" for c in verb.children) and verb.tag_ == "VBN":
        return not any(c.dep_ in ("oprd", "ccomp", "xcomp") for c in verb.children)
    if verb.dep_ in ("amod", "acl") or verb.tag_ == "VBN":
        return False
    deps = {child.dep_ for child in verb.children if child.i > verb.i}
    after = {child.lower_ for child in verb.children if child.dep_ in ("prep", "prt")}
    return (
        "dobj" in deps
        and not deps & {"oprd", "ccomp", "xcomp", "prt", "acomp"}
        and not (after & {"for", "upon", "off", "out", "in"})
    )


def _has_phone(preposition: Token) -> bool:
    return any(t.lemma_.lower() in (PHONES | {"video"}) - {"line"} for t in preposition.subtree)


def is_existential(cue: Cue) -> bool:
    """Whether the verb only says that the contact took place."""
    return cue.verb is not None and cue.verb.lemma_ in _COPULAR


def going(cue: Cue) -> Token | None:
    """The verb by which one goes to a contact, when the contact is why he goes."""
    outer = cue.outer
    verb = None
    if cue.is_verb and outer.dep_ in ("advcl", "xcomp") and outer.tag_ == "VB":
        verb = outer.head
    elif outer.dep_ == "pobj" and outer.head.lower_ == "for":
        verb = outer.head.head
    return verb if verb is not None and is_going(verb) else None


def is_going(verb: Token) -> bool:
    """As in: "Flew to C", "is in C", "will lead a delegation to C"."""
    if verb.lemma_ == "be":
        return any(c.dep_ == "prep" and c.lower_ in ("in", "at") for c in verb.children)
    sent = any(c.dep_ == "dobj" and c.lemma_ in ("delegation", "team", "mission")
               for c in verb.children)  # fmt: skip
    return verb.lemma_ in MOVING or verb.lemma_ in VISITING or sent
