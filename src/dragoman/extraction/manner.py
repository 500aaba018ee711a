"""Manner: how something was said: to whom, how firmly, negated or not, in earnest, and when."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.acts_words import terms
from dragoman.extraction.measures import is_negated
from dragoman.extraction.reading import Reading, Tokens
from dragoman.extraction.units import Unit
from dragoman.extraction.verb_forms import is_negative
from dragoman.extraction.whose import named, who_is
from dragoman.model import Firmness, Named, Polarity, When

_REFUSING = frozenset({"rule", "refuse", "reject", "deny", "oppose", "decline"})
"""Cues whose own negation leaves the content as it is ("did not rule out talks")."""

_TELLING = frozenset({"tell", "inform", "assure", "warn", "urge", "promise", "ask", "remind"})
_SAYING_TO = frozenset({"say", "call", "promise", "write", "appeal", "complain"})


def tokens_of(reading: Reading, unit: Unit) -> Iterator[Token]:
    """The words of a unit's contents."""
    for span in unit.contents:
        yield from reading.span(span)


def addressee_of(reading: Reading, unit: Unit) -> Named | None:
    """Whom the speaker turns to: the object of "told", the "to" of "said to"."""
    cue = unit.cue
    if cue is None or cue.pos_ != "VERB":
        return None
    for child in cue.rights:
        whom = _told(cue, child)
        if whom is not None and not any(span.covers(whom.i) for span in unit.contents):
            return _named_at(reading, whom)
    return None


def _told(cue: Token, child: Token) -> Token | None:
    lemma = cue.lemma_.lower()
    if child.dep_ == "prep" and lemma in _SAYING_TO:
        onto = lemma == "call" and child.lower_ == "on"
        if child.lower_ == "to" or onto:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return child if child.dep_ in {"dobj", "dative"} and lemma in _TELLING else None


def _named_at(reading: Reading, token: Token) -> Named | None:
    mention = reading.names.at(token.i)
    if mention is not None and mention.refers_to:
        return named(reading, mention.span, mention.refers_to)
    words = who_is(reading, token)
    return Named(name=words) if words else None


def polarity_of(unit: Unit, root: Token) -> Polarity:
    """Whether the content is negated, by its own words or by the cue's negation."""
    inside = next((s for s in unit.contents if s.covers(root.i)), unit.contents[0])
    negated = is_negated(root, inside)
    cue = unit.cue
    if cue is not None and is_negative(cue) and cue.lemma_.lower() not in _REFUSING:
        negated = not negated
    return Polarity.NEGATED if negated else Polarity.AFFIRMED


def firmness_of(reading: Reading, unit: Unit) -> Firmness:
    """Flat, hedged or merely possible, by the words of content and cue."""
    tokens = [t for t in tokens_of(reading, unit) if t.pos_ != "PROPN"]
    words = {t.lemma_.lower() for t in tokens} | {t.lower_ for t in tokens}
    cue = unit.cue
    if cue is not None:
        words.add(cue.lemma_.lower())
        words.update(c.lower_ for c in cue.children if c.dep_ in {"advmod", "aux"})
        if cue.lemma_.lower() == "rule" and is_negative(cue):
            return Firmness.POSSIBLE
    if words & terms("possible"):
        return Firmness.POSSIBLE
    return Firmness.HEDGED if words & terms("hedged") else Firmness.FIRM


def is_hypothetical(unit: Unit, root: Token) -> bool:
    """Whether the content holds in an imagined case only ("if …, X would")."""
    cue = unit.cue
    shifted = cue is not None and cue.tag_ == "VBD"
    unreal = not shifted and any(
        c.dep_ == "aux" and c.lower_ in {"would", "could"} for c in root.children
    )
    for child in root.children:
        mark = next((c for c in child.children if c.dep_ == "mark"), None)
        conditional = child.dep_ == "advcl" and mark is not None and mark.lower_ == "if"
        if conditional and (unreal or any(t.lower_ == "were" for t in child.subtree)):
            return True
    return root.lower_ == "were" and any(c.lower_ == "if" for c in root.children)


def stated_on(reading: Reading, unit: Unit) -> When | None:
    """The time that governs the cue: in its sentence, outside every content."""
    cue, one = unit.cue, unit.one
    if cue is None or one is None:
        return None
    near = [
        timed
        for timed in reading.times
        if cue.sent.start <= timed.span.start < cue.sent.end
        and not any(span.overlaps(timed.span) for span in one.contents)
        and _governs(reading, cue, timed.span)
    ]
    best = min(near, key=lambda t: abs(t.span.start - cue.i), default=None)
    return best.when if best is not None else None


def _governs(reading: Reading, cue: Token, span: Tokens) -> bool:
    token = reading.span(span).root
    for _ in range(3):
        if token.head.i == cue.i:
            return True
        token = token.head
    return False
