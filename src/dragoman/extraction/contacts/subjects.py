"""The understood subjects of a verb, and what hangs on it."""

from collections.abc import Iterator

from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_INTRANSITIVE = ("confer", "meet", "speak", "talk", "negotiate", "converse")
_RECIPROCAL = ("meet", "expect", "schedule", "set", "plan", "receive", "welcome", "host", "phone",
               "call", "telephone", "invite", "seat", "sit", "greet", "await")  # fmt: skip


def subjects_of(verb: Token) -> list[Token]:
    """The understood subjects of a verb: its own, or those of the verb it hangs on."""
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = [c for c in verb.children if c.dep_ in _SUBJECTS]
        passive = (
            any(c.dep_ == "nsubjpass" for c in own) and verb.dep_ != "xcomp" and len(seen) == 1
        )
        if own and not (passive and verb.tag_ == "VBN" and verb.lemma_ not in _RECIPROCAL):
            return [_antecedent(subject) for subject in own]
        if own:
            return []
        if verb.dep_ in ("xcomp", "conj", "advcl", "pcomp") and _over(verb) is not None:
            if verb.dep_ == "advcl" and not _shares_subject(verb):
                return []
            verb = _over(verb) or verb
        elif verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.lemma_ in _INTRANSITIVE:
            # "A and B conferred": the small model takes a clause for a noun with a participle.
            return [verb.head]
        elif verb.dep_ == "acl" and verb.tag_ == "VB" and verb.head.dep_ == "dobj":
            # "A declined an invitation to meet B": A would have met him.
            verb = verb.head.head
        elif (verb.dep_ == "acl" and verb.tag_ == "VBG") or verb.dep_ == "relcl":
            return [verb.head]
        else:
            return []
    return []


def _over(verb: Token) -> Token | None:
    """The verb on which a verb without a subject hangs, over "after" or "ready"."""
    over_preposition = verb.dep_ == "pcomp" or (
        verb.head.pos_ == "ADJ" and verb.head.dep_ == "acomp"
    )
    head = verb.head.head if over_preposition else verb.head
    return head if head.pos_ in ("VERB", "AUX") else None


def _shares_subject(verb: Token) -> bool:
    return verb.tag_ in ("VBG", "VB") and not any(c.dep_ == "mark" for c in verb.children)


def _antecedent(subject: Token) -> Token:
    """What a relative pronoun stands for."""
    if subject.lower_ in ("who", "which", "that") and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def clause_of(token: Token) -> Token | None:
    """The verb of the clause that a noun phrase stands in, over prepositions and nouns."""
    step = token
    for _ in range(6):
        if step.head == step:
            return None
        step = step.head
        if step.pos_ in ("VERB", "AUX"):
            # "A deal was reached, he said, in a call": what he said is the clause.
            return step.head if step.dep_ == "parataxis" else step
    return None


def hanging(holder: Token) -> Iterator[Token]:
    """What hangs on a holder, also by way of a day or a length ("on Monday in C with B")."""
    for child in holder.children:
        yield child
        for inner in (child, *child.children) if child.dep_ in ("prep", "npadvmod") else ():
            if inner.ent_type_ in ("DATE", "TIME") or inner.lower_ == "time":
                yield from (c for c in inner.children if c.dep_ == "prep" and c.i > holder.i)
