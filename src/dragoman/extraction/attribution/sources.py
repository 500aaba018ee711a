"""Who speaks: from a cue word to the words that name its speaker."""

from spacy.tokens import Token

from dragoman.extraction.attribution.lexicon import says
from dragoman.extraction.attribution.spans import noun_phrase
from dragoman.extraction.reading import Tokens

_SUBJECTS = frozenset({"nsubj"})
_CLIMB = frozenset({"conj", "xcomp", "advcl", "acomp", "dobj", "attr", "oprd", "pcomp", "prep"})
_SEEMING = frozenset({"seem", "appear", "be", "turn", "follow", "emerge", "happen", "transpire"})
"""Verbs over which "it" stands for the clause that follows."""

_STEPS = 6


def speaker_of(cue: Token) -> Tokens | None:
    """The words that name the speaker of a cue, or None where the text names nobody."""
    if cue.pos_ in {"VERB", "AUX"}:
        head = _of_verb(cue)
    elif cue.pos_ == "ADJ":
        head = _of_adjective(cue)
    else:
        head = _of_noun(cue)
    if head is None:
        return None
    words = noun_phrase(head)
    return words if words.start < words.end else None


def _of_verb(verb: Token) -> Token | None:
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return _agent(verb)
    subject = subject_of(verb)
    if subject is not None:
        return None if _is_empty(subject) else subject
    if _is_bare_participle(verb):
        return _agent(verb)
    if verb.dep_ in {"acl", "relcl"}:
        return verb.head if verb.head.pos_ in {"NOUN", "PROPN", "PRON"} else None
    return _inverted(verb) or _above(verb)


def _is_empty(subject: Token) -> bool:
    """Whether a subject names nobody: "there", and "it" over verbs of seeming."""
    if subject.lower_ == "it":
        return subject.dep_ == "expl" or subject.head.lemma_.lower() in _SEEMING
    return subject.lower_ == "there"


def subject_of(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself."""
    return next((c for c in verb.children if c.dep_ in _SUBJECTS), None)


def _is_bare_participle(verb: Token) -> bool:
    """Whether a participle is passive though no "be" stands with it ("expected to come")."""
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ == "conj":
        objects = any(c.dep_ == "dobj" for c in verb.children)
        active = objects and subject_of(verb.head) is not None
        return not active and not any(c.dep_ == "aux" for c in verb.head.children)
    return verb.dep_ in {"acl", "advcl", "amod", "xcomp", "ccomp"}


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _inverted(verb: Token) -> Token | None:
    """The speaker behind the verb, "…," said X, which the parse may call an object."""
    if verb.dep_ == "conj":
        return None
    for child in verb.rights:
        if child.dep_ in {"dobj", "attr", "npadvmod"} and child.i == verb.i + 1:
            return child if child.pos_ in {"PROPN", "PRON"} else None
    return None


def _above(verb: Token) -> Token | None:
    """The subject of the verb that this one shares it with (coordination, "wants to say")."""
    token = verb.head.head if is_stray(verb) else verb
    if token.i != verb.i:
        return subject_of(token) or _above(token)
    for _ in range(_STEPS):
        if token.dep_ not in _CLIMB:
            return token.head if token.dep_ == "acl" and token.head.pos_ == "PROPN" else None
        if token.dep_ == "xcomp":
            steered = next((c for c in token.head.rights if c.dep_ == "dobj"), None)
            if steered is not None and steered.i < token.i:
                return None
        token = token.head
        subject = subject_of(token)
        if subject is not None:
            return None if _is_empty(subject) else subject
        if any(c.dep_ == "nsubjpass" for c in token.children):
            return next(c for c in token.children if c.dep_ == "nsubjpass")
        if token.dep_ in {"relcl", "acl"}:
            return token.head
    return None


def is_stray(verb: Token) -> bool:
    """Whether the parse put a second verb of saying into what the first one says.

    "X said the port was closed and added that …": "added" goes with "said", not "closed".
    """
    inside = verb.dep_ == "conj" and verb.head.dep_ == "ccomp" and subject_of(verb) is None
    if not (inside and says(verb) and says(verb.head.head)):
        return False
    same_tense = verb.tag_ == verb.head.head.tag_
    return same_tense and not says(verb.head)


def _of_adjective(adjective: Token) -> Token | None:
    if adjective.dep_ == "amod":
        return None
    if adjective.dep_ in {"acomp", "oprd", "conj", "advcl"}:
        return _of_verb_head(adjective)
    return None


def _of_verb_head(token: Token) -> Token | None:
    subject = subject_of(token) or subject_of(token.head)
    if subject is None and token.head.dep_ in _CLIMB | {"relcl"}:
        return _of_verb(token.head)
    return None if subject is not None and subject.lower_ in {"it", "there"} else subject


def _of_noun(noun: Token) -> Token | None:
    for child in noun.lefts:
        if child.dep_ == "poss":
            return child
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"by", "from"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
        if child.dep_ == "acl" and child.tag_ == "VBN":
            return _agent(child)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.pos_ == "VERB":
        if any(c.dep_ == "nsubjpass" for c in verb.children):
            return None
        return _of_verb(verb)
    return _compound(noun)


def _compound(noun: Token) -> Token | None:
    """A name right before the noun: "Kremlin demands"."""
    for child in noun.lefts:
        if child.dep_ in {"compound", "amod"} and child.pos_ == "PROPN" and child.i == noun.i - 1:
            return child
    return None
