"""To which words a circumstance of a contact may be attached, and what a phrase takes in."""

from spacy.tokens import Token

from dragoman.extraction.contacts.cues import Cue, going
from dragoman.extraction.contacts.words import HOSTING, PHONES, PLANNING
from dragoman.extraction.reading import Reading, Tokens

LONGEST = 40
"""Tokens: a topic or outcome of more words is a clause that took in its neighbours."""


def holders_of(cue: Cue) -> list[Token]:
    """The tokens to which a circumstance of the contact may be attached."""
    holders = [cue.trigger, cue.outer]
    if cue.verb is not None and (cue.light or cue.outer.dep_ in ("nsubj", "nsubjpass")):
        holders.append(cue.verb)
    if cue.verb is not None and cue.outer.dep_ == "dobj" and cue.verb.lemma_ in _MAKING:
        holders.append(cue.verb)
    if cue.verb is not None and cue.trigger.lemma_.lower() in PHONES:
        holders.append(cue.verb)
    if (verb := going(cue)) is not None:
        holders.append(verb)
    for child in cue.trigger.children:
        # "talks, due to start on Monday in C", "a meeting scheduled for Monday in C"
        if child.dep_ in ("acl", "amod") and child.i > cue.trigger.i and child.lemma_ in _FIXING:
            holders += [child, *(c for c in child.children if c.dep_ == "xcomp")]
        elif child.dep_ == "relcl" and _tells_of(child):
            holders += [child, *child.conjuncts]
    for verb in holders[2:]:
        holders += [c for c in verb.children if c.dep_ == "conj" and _shares_subject(c)]
    return list(dict.fromkeys(holders))


def _tells_of(verb: Token) -> bool:
    """As in: "The talks, which lasted two days", "which A hosted in C"."""
    relative = any(c.tag_ in ("WDT", "WP") and c.dep_ in ("nsubj", "nsubjpass", "dobj")
                   for c in verb.children)  # fmt: skip
    return relative and verb.lemma_ in _FIXING | {"last", "run", "take", "continue", "end"}


_FIXING = PLANNING | HOSTING.keys() | {"hold", "start", "begin", "due", "open", "convene"}


def _shares_subject(verb: Token) -> bool:
    return verb.pos_ == "VERB" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


_MAKING = frozenset({"host", "hold", "schedule", "plan", "mediate", "broker", "cancel", "postpone"})


def beside(reading: Reading, cue: Cue) -> list[Token]:
    """Named persons after the trigger: the parser often hangs "in C" and "on Friday" on them."""
    found = []
    for holder in dict.fromkeys((cue.trigger, cue.outer)):
        for child in holder.children:
            inner = [child] if child.dep_ == "dobj" else list(child.children)
            inner += [c for one in inner for c in one.children if c.dep_ == "appos"]
            if child.i < holder.i or child.dep_ not in ("dobj", "prep"):
                continue
            for token in (t for one in inner for t in (one, *one.conjuncts)):
                mention = reading.names.at(token.i)
                if mention is not None and mention.noun in ("person", "party"):
                    found.append(token)
    return found


def phrase(reading: Reading, head: Token) -> Tokens:
    """The words that belong to a head, cut before a relative clause and at the sensible length."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.children:
        if child.dep_ == "relcl" and child.i > head.i:
            end = min(end, child.left_edge.i)
    end = min(end, start + LONGEST)
    doc = reading.doc
    while end > start + 1 and (doc[end - 1].is_punct or doc[end - 1].dep_ in ("cc", "prep", "det")):
        end -= 1
    while start < end - 1 and (doc[start].is_punct or doc[start].is_space):
        start += 1
    return Tokens(start, end)
