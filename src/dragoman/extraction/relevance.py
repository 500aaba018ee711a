"""Relevance: which of the things said touch the negotiation, and who can have said them."""

from spacy.tokens import Token

from dragoman.extraction.acts_words import terms
from dragoman.extraction.attribution.lexicon import says
from dragoman.extraction.cue_acts import act_by_cue
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.extraction.topics import NAMED_ELSEWHERE, Issues
from dragoman.extraction.units import Unit, cue_of
from dragoman.extraction.unsaid import is_told_by_none, is_unreal
from dragoman.extraction.verb_forms import is_negative
from dragoman.extraction.whose import is_thing
from dragoman.model import Act, AttributionKind

_FULL = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_BINDING = frozenset({Act.PROMISE, Act.PROPOSE})
"""Acts that need an issue when a mere noun is promised ("offered condolences")."""

_FEWEST = 2
"""Full words that a clause without an issue must have."""

_WEIGHTLESS = frozenset({Act.ASSERT, Act.ASSESS, Act.PRAISE})
"""Acts that say nothing to the file where they touch no issue."""


def is_thin(complement: str) -> bool:
    """Whether a cue took a mere phrase: with no issue in it, that says nothing to the file."""
    return complement in {"object", "as", "small", "ing"} or complement.startswith("prep:")


def bears_on_the_talks(
    unit: Unit, act: Act, issues: Issues, words: list[Token], *, for_nobody: bool
) -> bool:
    """Whether a statement belongs into the file.

    What touches an issue does; a mere phrase that only points to one must also do something
    by being said. Without an issue, a clause of some weight does, but not the bare assertion of
    one who speaks for nobody.
    """
    one = unit.one
    wished = unit.complement in {"to", "object-to"} and one is not None and one.parent is not None
    nameless = one is not None and not (one.speakers or one.speaker_ids)
    thin = is_thin(unit.complement)
    if unit.act is not None and (unit.act is not Act.ASSESS or is_on_matters(words)):
        return True
    if thin and act is Act.ASSERT and not (unit.cue is not None and is_negative(unit.cue)):
        return False
    if issues.found:
        if issues.by is None or act not in _WEIGHTLESS:
            return True
        if issues.by == NAMED_ELSEWHERE:
            return not (for_nobody and act is Act.ASSERT)
        return not (thin or nameless)
    if wished or nameless:
        return False
    if thin:
        weighty = act not in _BINDING | _WEIGHTLESS
        return weighty and any(t.pos_ in _FULL for t in words)
    full = sum(t.pos_ in _FULL for t in words)
    if full < _FEWEST or (for_nobody and act is Act.ASSERT):
        return False
    return act not in _WEIGHTLESS or unit.declared or is_speech(unit) or is_on_matters(words)


def is_speech(unit: Unit) -> bool:
    """Whether words are one's own at length: an interview, a quotation."""
    return unit.one is not None and (unit.one.turn or unit.one.kind is AttributionKind.DIRECT)


def is_on_matters(words: list[Token]) -> bool:
    """Whether words name somebody, or a thing or step of bargaining: small talk does neither."""
    matters = terms("offers") | terms("shells") | terms("talks") | terms("agents")
    return any(t.pos_ == "PROPN" or t.lemma_.lower() in matters or _is_step(t) for t in words)


def _is_step(verb: Token) -> bool:
    """Whether a verb of yielding or harming acts on something: "the ships were withdrawn"."""
    steps = terms("yield") | terms("hostile") | terms("breach")
    acts_on = any(child.dep_ in {"dobj", "nsubjpass"} for child in verb.children)
    return acts_on and verb.lemma_.lower() in steps


def is_told_by_a_thing(reading: Reading, one: Attributed | None) -> bool:
    """Whether a thing is said to say, want or promise: "this confirms", "headlines claim"."""
    if one is None or one.speaker_ids or not one.speakers or one.turn:
        return False
    if one.parent is not None and reading.text(one.speakers[0]).lower() == "it":
        return True
    return is_thing(reading, one.speakers[0])


def is_nobodys(reading: Reading, unit: Unit) -> bool:
    """Whether none is said to say or believe it: "neither side believes that", "no one said".

    Where two are named, "neither A nor B accepted it" is a refusal by both.
    """
    one = unit.one
    if one is None or not one.speakers or not is_told_by_none(reading.span(one.speakers[0])):
        return False
    refused = unit.cue is not None and act_by_cue(unit.cue, unit.complement) is Act.ACCEPT
    return not (one.speaker_ids and refused)


def is_denied(reading: Reading, one: Attributed | None) -> bool:
    """Whether another's word stands in what is denied: "denied that B had offered to leave"."""
    if one is None or one.parent is None:
        return False
    outer = reading.attributed[one.parent]
    cue = cue_of(reading, outer)
    denies = cue is not None and act_by_cue(cue, "that") is Act.DENY and not is_negative(cue)
    return denies and all(any(c.covers(s.start) for c in outer.contents) for s in one.contents)


def only_reports(reading: Reading, unit: Unit, root: Token, act: Act, *, for_nobody: bool) -> bool:
    """Whether a content does no more than report what another says, told by its own entry.

    "The analyst said that Velland insists on a truce": the truce is Velland's statement. A
    side that tells what all have agreed claims it, and so says something itself.
    """
    if unit.one is None or act not in {Act.ASSERT, Act.ASSESS}:
        return False
    if not for_nobody and root.lemma_.lower() in terms("agreeing") | {"decide"}:
        return False
    for inner in reading.attributed:
        nested = inner.parent is not None and reading.attributed[inner.parent] is unit.one
        cue = cue_of(reading, inner) if nested and inner.speakers else None
        if cue is not None and cue.i == root.i and not is_unreal(cue):
            none = is_told_by_none(reading.span(inner.speakers[0]))
            return not (none or is_told_by_a_thing(reading, inner))
    return False


def is_topic_only(unit: Unit, root: Token) -> bool:
    """Whether a cue takes a mere question as its topic: "explained why the talks failed".

    "Did not say whether", and "would not say if", leave open what follows.
    """
    if unit.cue is None or not unit.complement.endswith("that"):
        return False
    opening = root.left_edge.lower_
    if says(unit.cue) and (opening == "whether" or (opening == "if" and is_negative(unit.cue))):
        return True
    first = next((t for t in root.children if t.tag_ in {"WP", "WRB", "WDT"}), None)
    return first is not None and first.i == root.left_edge.i


def is_mere_pronoun(words: list[Token], act: Act) -> bool:
    """Whether nothing is said but "it": enough to accept or refuse, too little to assert."""
    bare = all(t.pos_ in {"PRON", "DET", "PUNCT", "SPACE"} or t.is_stop for t in words)
    return bare and act not in {Act.ACCEPT, Act.REJECT, Act.DENY}


def is_nameless_echo(reading: Reading, one: Attributed | None) -> bool:
    """Whether words inside another's speech have no speaker of their own."""
    if one is None or one.parent is None or one.speakers or one.speaker_ids:
        return False
    outer = reading.attributed[one.parent]
    return any(_covers(content, one.contents) for content in outer.contents)


def _covers(outer: Tokens, inner: list[Tokens]) -> bool:
    return all(outer.start <= span.start and span.end <= outer.end for span in inner)
