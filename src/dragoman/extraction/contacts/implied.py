"""Contacts that no word of talking names: hands are shaken, delegations work in one place."""

from collections.abc import Callable

from spacy.tokens import Token

from dragoman.extraction.contacts.cues import Cue
from dragoman.extraction.contacts.words import AGREED_AT, DELEGATES, JOINTLY, NOUNS, WORKING
from dragoman.model import Channel

_PAST = ("VBD", "VBN")


def implied(token: Token) -> Cue | None:
    """The cue that a verb, or "press conference with B", gives; None when it is none."""
    if token.lemma_ == "conference":
        return _appearance(token)
    if token.pos_ == "ADJ" and token.lemma_ == "due":
        return _due(token)
    if token.pos_ != "VERB":
        return None
    for lemmas, find in _FINDERS:
        if token.lemma_ in lemmas:
            return find(token)
    return None


def _cue(verb: Token, channel: Channel) -> Cue:
    return Cue(trigger=verb, outer=verb, verb=verb, light=True, channel=channel, definite=False)


def _appearance(noun: Token) -> Cue | None:
    """As in: "At a joint press conference with B": they have met."""
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    joint = any(c.dep_ == "prep" and c.lower_ in ("with", "alongside") for c in noun.children)
    if not joint or not before & {"press", "news"}:
        return None
    return Cue(
        trigger=noun, outer=noun, verb=None, light=False, channel=Channel.MEETING, definite=False
    )


def _expected(verb: Token) -> Cue | None:
    """As in: "Envoy A is expected in C this week": a visit."""
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    if not passive or any(c.dep_ in ("xcomp", "ccomp") for c in verb.children):
        return None
    return _cue(verb, Channel.VISIT) if _is_placed(verb) else None


def _due(adjective: Token) -> Cue | None:
    """As in: "A is due in C on Friday": a visit."""
    verb = adjective.head
    if adjective.dep_ != "acomp" or verb.lemma_ != "be" or not _is_placed(adjective):
        return None
    if any(c.dep_ == "xcomp" for c in adjective.children):
        return None
    return Cue(
        trigger=adjective, outer=adjective, verb=verb, light=True, channel=Channel.VISIT,
        definite=False,
    )  # fmt: skip


def _agreement(verb: Token) -> Cue | None:
    """As in: "The delegations of A and B agreed in C": only with a place in the clause."""
    return _cue(verb, Channel.TALKS) if verb.tag_ in _PAST and _is_placed(verb) else None


def _working(verb: Token) -> Cue | None:
    """As in: "In C, the delegations of A and B worked through the night"."""
    if verb.tag_ not in _PAST or not _is_placed(verb):
        return None
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    seated = any(t.lemma_.lower() in DELEGATES for s in subjects for t in (s, *s.conjuncts))
    return _cue(verb, Channel.TALKS) if seated else None


def _jointly(verb: Token) -> Cue | None:
    """As in: "In C, A and B promised …", A and B being persons."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or verb.tag_ != "VBD" or not _is_placed(verb, ("in",)):
        return None
    both = (subject, *subject.conjuncts)
    persons = len(both) > 1 and all(t.ent_type_ == "PERSON" for t in both)
    return _cue(verb, Channel.MEETING) if persons else None


def _hands(verb: Token) -> Cue | None:
    """As in: "A and B shook hands"."""
    shaken = any(c.dep_ == "dobj" and c.lower_ in ("hand", "hands") for c in verb.children)
    return _cue(verb, Channel.MEETING) if shaken else None


def _together(verb: Token) -> Cue | None:
    """As in: "C brought A and B together", "C brought A and B to the table"."""
    together = any(c.lower_ in ("together", "face") for c in verb.children) or any(
        t.lower_ == "table" for c in verb.children if c.lower_ == "to" for t in c.children
    )
    both = any(c.dep_ == "dobj" for c in verb.children)
    return _cue(verb, Channel.MEETING) if together and both else None


def _facing(verb: Token) -> Cue | None:
    """As in: "A and B came face to face"."""
    facing = any(c.lower_ == "face" for c in verb.children)
    return _cue(verb, Channel.MEETING) if facing else _seated(verb)


def _seated(verb: Token) -> Cue | None:
    """As in: "A and B returned to the table"."""
    links = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("to", "at", "around")]
    table = any(t.lower_ == "table" for link in links for t in link.children)
    return _cue(verb, Channel.TALKS) if table else None


def _joining(verb: Token) -> Cue | None:
    """As in: "A joined B for breakfast"."""
    named = any(c.dep_ == "dobj" and c.pos_ == "PROPN" for c in verb.children)
    for link in verb.children:
        if named and link.dep_ == "prep" and link.lower_ in ("for", "in", "at"):
            for noun in link.children:
                if noun.lemma_.lower() in NOUNS:
                    return _cue(verb, NOUNS[noun.lemma_.lower()] or Channel.TALKS)
    return None


def _greeting(verb: Token) -> Cue | None:
    """As in: "A and B embraced in C", "A greeted B"; not "embraced the plan"."""
    goals = [c for c in verb.children if c.dep_ == "dobj"]
    persons = all(c.ent_type_ == "PERSON" or c.lower_ == "other" for c in goals)
    return _cue(verb, Channel.MEETING) if verb.tag_ in _PAST and persons else None


def _shuttle(verb: Token) -> Cue | None:
    """As in: "Envoy C shuttled between A and B"."""
    between = any(c.lower_ == "between" for c in verb.children)
    return _cue(verb, Channel.TALKS) if between else None


def _is_placed(token: Token, links: tuple[str, ...] = ("in", "at")) -> bool:
    """Whether a place can hang on a verb, also behind a day or a length of time."""
    inner = [c for c in token.children if c.dep_ in ("prep", "dobj", "npadvmod")]
    return any(
        c.dep_ == "prep" and c.lower_ in links and any(t.pos_ == "PROPN" for t in c.subtree)
        for one in inner
        for c in (one, *one.children, *(g for t in one.children for g in t.children))
    )


_FINDERS: tuple[tuple[frozenset[str], Callable[[Token], Cue | None]], ...] = (
    (frozenset({"expect", "await"}), _expected),
    (AGREED_AT, _agreement),
    (WORKING, _working),
    (JOINTLY, _jointly),
    (frozenset({"shake"}), _hands),
    (frozenset({"bring"}), _together),
    (frozenset({"come"}), _facing),
    (frozenset({"return", "get", "go"}), _seated),
    (frozenset({"join"}), _joining),
    (frozenset({"greet", "embrace", "toast"}), _greeting),
    (frozenset({"shuttle"}), _shuttle),
)
