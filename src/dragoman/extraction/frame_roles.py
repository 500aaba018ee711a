"""Roles: the agent, patient, theme and recipient of a verb or of a noun of action.

Shared subjects of coordinated verbs, raising and control ("agreed to halt", "was forced to
withdraw"), relative clauses and participles that hang on a noun, passives with and without "by".
"""

from spacy.tokens import Token

from dragoman.extraction.actions import nominal, words
from dragoman.extraction.frame_words import is_wearing

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLIMBED = frozenset({"xcomp", "conj", "advcl", "acomp", "pcomp", "oprd"})
_FROM_NOUN = frozenset({"acl", "relcl"})
_TARGETS = ("on", "against", "at", "into")
_RECEIVERS = ("to", "for", "with", "from", "against", "on", "at", "upon")
_ABOUT = ("about", "over", "on", "regarding", "concerning", "for")
_FAR = 5


def agent_of(predicate: Token, carrier: Token | None = None) -> Token | None:
    """Who does it; None where nobody is named ("was withdrawn")."""
    by = named_by(carrier or predicate) or named_by(predicate)
    if by is not None:
        return by
    if carrier is not None:
        return _owner(predicate) if is_passive_form(carrier) else subject_above(carrier)
    if predicate.pos_ not in {"VERB", "AUX"}:
        return _nominal_agent(predicate)
    return None if is_passive_form(predicate) else subject_above(predicate)


def patient_of(predicate: Token, carrier: Token | None = None) -> Token | None:
    """What it is done to."""
    if carrier is not None or predicate.pos_ not in {"VERB", "AUX"}:
        return _nominal_patient(predicate)
    if is_passive_form(predicate):
        return subject_above(predicate)
    own = next((c for c in predicate.children if c.dep_ == "dobj"), None)
    if own is not None:
        return _behind(own, predicate)
    return _relative_object(predicate) or _shared_object(predicate)


def recipient_of(predicate: Token, carrier: Token | None = None) -> Token | None:
    """To whom or against whom: "gave B the ships", "strikes on B", "pressure against B"."""
    holders = [predicate] if carrier is None else [predicate, carrier]
    holders += [c for c in predicate.children if c.dep_ == "dobj"]
    for holder in holders:
        for child in holder.children:
            if child.dep_ == "dative":
                return _object_of(child) or child
    for holder in holders:
        for child in holder.rights:
            if child.dep_ == "prep" and child.lower_ in _RECEIVERS:
                whom = _object_of(child)
                if whom is not None and not _is_time(whom):
                    return whom
    return None


def _is_time(token: Token) -> bool:
    return token.ent_type_ in {"DATE", "TIME", "PERCENT"}


def theme_of(governor: Token) -> Token | None:
    """The head of the clause or phrase that a verb or noun is about."""
    for child in governor.rights:
        if child.dep_ in {"xcomp", "ccomp"} or (child.dep_ == "acl" and governor.pos_ == "NOUN"):
            return child
    for child in governor.rights:
        if child.dep_ == "prep" and child.lower_ in _ABOUT:
            found = (c for c in child.children if c.dep_ in {"pobj", "pcomp"})
            return next((c for c in found if not _is_time(c)), None)
    return None


def is_passive_form(verb: Token) -> bool:
    """Whether a verb is passive, by auxiliary or as a participle on a noun ("the ship seized")."""
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        own = any(c.dep_ in _SUBJECTS for c in verb.children)
        return not own and is_passive_form(verb.head)
    return verb.dep_ in {"acl", "oprd", "advcl", "xcomp"} and not _has_object(verb)


def subject_above(verb: Token) -> Token | None:
    """The surface subject of a verb, its own or that of the verbs above it."""
    token = verb
    for _ in range(_FAR):
        own = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
        if own is not None:
            return _behind(own, token)
        above = token.head
        if above.i == token.i:
            return None
        if token.dep_ in _FROM_NOUN:
            return _controller_of_noun(token, above)
        if token.dep_ == "xcomp":
            steered = _steered(above, token)
            if steered is not None:
                return steered
        if token.dep_ not in _CLIMBED and not (token.dep_ == "prep" and above.pos_ == "VERB"):
            return None
        token = above
    return None


def _steered(above: Token, below: Token) -> Token | None:
    """Whom "forced B to halt" steers; one that promises B acts himself."""
    if above.lemma_.lower() in {"promise", "offer", "vow", "threaten"}:
        return None
    found = (c for c in above.children if c.dep_ in {"dobj", "dative"} and c.i < below.i)
    return next((c for c in found if c.pos_ in {"NOUN", "PROPN", "PRON"}), None)


def _controller_of_noun(clause: Token, noun: Token) -> Token | None:
    """The subject of a clause on a noun: the noun itself, or whose decision it is.

    "The army that left", "ships carrying grain"; "A's decision to leave", "took a decision to".
    """
    infinitive = clause.dep_ == "acl" and any(c.lower_ == "to" for c in clause.lefts)
    if not infinitive:
        return noun if clause.dep_ == "acl" or not _has_subject(clause) else None
    owner = _owner(noun)
    if owner is not None:
        return owner
    if noun.dep_ in {"dobj", "attr", "pobj"}:
        return subject_above(noun.head if noun.dep_ != "pobj" else noun.head.head)
    return None


def _behind(role: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for; any other word as it is."""
    if role.lower_ not in _RELATIVE or role.tag_ not in {"WP", "WDT"}:
        return role
    for step in (verb, *verb.ancestors):
        if step.dep_ == "relcl":
            return step.head
    return role


def _relative_object(verb: Token) -> Token | None:
    """What "the ships A seized" are to the verb: the noun that the clause hangs on."""
    if verb.dep_ != "relcl" or not _has_subject(verb):
        return None
    own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if own is not None and own.lower_ in _RELATIVE:
        return None
    leads_on = {"ccomp", "xcomp", "prep", "advmod"}
    return None if any(c.dep_ in leads_on for c in verb.children) else verb.head


def _shared_object(verb: Token) -> Token | None:
    """The object of the verb that is joined right behind: "seized and sank two boats"."""
    joined = next((c for c in verb.rights if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    if joined is None or joined.i > verb.i + 2:
        return None
    return next((c for c in joined.children if c.dep_ == "dobj"), None)


def carried_by(noun: Token) -> Token | None:
    """The light verb that carries a noun of action; None where there is none."""
    verb = noun.head
    held = noun.dep_ in {"dobj", "nsubjpass"} and verb.pos_ == "VERB"
    return verb if held and is_wearing(verb) else None


def _nominal_agent(noun: Token) -> Token | None:
    """Whose doing a noun is: "A's attack"; "the hostages' release" is nobody's."""
    owner = _owner(noun)
    if owner is None:
        return _shared_owner(noun)
    return None if _is_owned_by_its_theme(noun, owner) else owner


def _shared_owner(noun: Token) -> Token | None:
    """The owner of the noun before it in a coordination: "A's attacks and seizures"."""
    return _nominal_agent(noun.head) if noun.dep_ == "conj" else None


def _owner(noun: Token) -> Token | None:
    by = named_by(noun)
    if by is not None:
        return by
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if owner is not None:
        return owner
    near = (c for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod"})
    return next((c for c in near if c.ent_type_ in {"NORP", "GPE", "ORG"} or _is_name(c)), None)


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or (token.pos_ == "ADJ" and token.text[0].isupper())


def _is_owned_by_its_theme(noun: Token, owner: Token) -> bool:
    """Whether the owner is what is acted on: a thing, or all where another did it."""
    person = owner.ent_type_ in {"PERSON", "GPE", "NORP", "ORG"} or _is_name(owner)
    verb = nominal(noun)
    of = any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.rights)
    return not of and verb in words("theme") and not person and owner.dep_ == "poss"


def _nominal_patient(noun: Token) -> Token | None:
    """What a noun of action acts on: after "of", "on", "against"; else its theme before it."""
    for prepositions in (("of",), _TARGETS):
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ in prepositions:
                return _object_of(child)
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if owner is not None and (named_by(noun) is not None or _is_owned_by_its_theme(noun, owner)):
        return owner
    near = (c for c in noun.lefts if c.dep_ == "compound" and c.pos_ == "NOUN")
    return next(near, None)


def named_by(head: Token) -> Token | None:
    """Who does it by a "by" phrase, also one that the parse hung one noun lower."""
    for child in head.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return _object_of(child)
    return _by_further(head)


def _by_further(head: Token) -> Token | None:
    """The "by" that the parse hung one noun lower: "the suspension of strikes by A"."""
    if head.pos_ != "NOUN":
        return None
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "on", "against"}:
            inner = _object_of(child)
            for lower in inner.rights if inner is not None else ():
                if lower.dep_ in {"prep", "agent"} and lower.lower_ == "by":
                    return _object_of(lower)
    return None


def _object_of(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)


def _has_object(verb: Token) -> bool:
    return any(c.dep_ == "dobj" for c in verb.children)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)
