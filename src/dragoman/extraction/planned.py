"""Planned: what a plan, draft or agreement that the text names is told to hold.

"The road map proposed by the mediators begins with a truce" tells what the mediators propose, and
"the agreement signed on Friday provides for a withdrawal" what was agreed. Whose paper it is says
its owner: "proposed by A", "A's plan", "the pact between A and B"; where none is named, the
narrator tells it. A paper in somebody's quoted or reported words stays his matter. The words stand
in ``data/acts.toml``.
"""

from collections.abc import Iterator

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.acts_words import phrasal, terms
from dragoman.extraction.attribution.spans import particle_end, trim, verb_span
from dragoman.extraction.frame_roles import agent_of, subject_above
from dragoman.extraction.performed import around, speakers_of
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.extraction.units import Unit
from dragoman.extraction.verb_forms import is_negative, is_passive
from dragoman.model import Act, SegmentKind, Voice

_SCORE = 0.7
_TALKED = frozenset({SegmentKind.ANSWER, SegmentKind.QUESTION, SegmentKind.BYLINE})
_OPEN = frozenset({"may", "might", "could", "can", "should", "must"})
_MEANT = frozenset({"would", "will"})
_SUPPOSING = frozenset({"if", "unless", "whether"})
_HOLDING = ("with", "for", "on")
"""Prepositions behind which stands what a plan holds: "begins with", "provides for"."""


@frozen(kw_only=True)
class _Paper:
    """A plan: its noun, who made it (None: nobody named), and the act by which it stands."""

    noun: Token
    owner: Token | None
    act: Act


def planned_units(reading: Reading) -> Iterator[Unit]:
    """The units of what plans hold, in text order; "it" takes up the plan one sentence back."""
    last: _Paper | None = None
    for verb in reading.doc:
        if verb.pos_ != "VERB" or reading.kind(verb) in _TALKED or not _tells_of_holding(verb):
            continue
        subject = subject_above(verb)
        paper = _paper(verb, subject) or _under(verb) or _taken_up(verb, subject, last)
        if paper is None or _is_anothers(reading, verb, paper):
            continue
        unit = _unit(reading, verb, paper)
        if unit is not None:
            last = paper
            yield unit


def _tells_of_holding(verb: Token) -> bool:
    """Whether a verb tells what something holds, or under "would" what it is to do."""
    words = _auxiliaries(verb)
    if words & (_OPEN | _SUPPOSING) or is_negative(verb) or is_passive(verb):
        return False
    holds = phrasal(verb) in terms("plan_verbs")
    under = _heading(verb) is not None and bool(words & _MEANT)
    return holds or under or _is_step(verb)


def _auxiliaries(verb: Token) -> set[str]:
    """The auxiliaries and marks over a verb, also those it shares: "would pay and set up"."""
    own = {c.lower_ for c in verb.children if c.dep_ in {"aux", "mark"}}
    shares = not own and verb.dep_ == "conj" and verb.lower_ == verb.lemma_.lower()
    return _auxiliaries(verb.head) if shares else own


def _is_step(verb: Token) -> bool:
    """Read "would raise the quota": under "would" a plan does what it is to bring about."""
    meant = bool(_auxiliaries(verb) & _MEANT)
    steps = terms("yield") | terms("raising") | terms("plan_steps")
    acts_on = any(c.dep_ in {"dobj", "dative"} for c in verb.children)
    return meant and acts_on and verb.lemma_.lower() in steps


def _paper(verb: Token, noun: Token | None) -> _Paper | None:
    """The plan that a subject names; None for any other subject."""
    if noun is None or not _is_plan(noun):
        return None
    near = {t.lower_ for t in noun.doc[noun.left_edge.i : noun.i]}
    told = {c.lemma_.lower() for c in noun.children if c.dep_ in {"acl", "amod", "relcl"}}
    open_still = bool((near | told) & terms("unsettled")) or _is_step(verb)
    agreed = noun.lemma_.lower() in terms("pacts") and not open_still
    agreed = agreed or (noun.lemma_.lower() in terms("plan_nouns") and bool(told & {"sign"}))
    return _Paper(noun=noun, owner=_owner(noun), act=Act.ACCEPT if agreed else Act.PROPOSE)


def _is_plan(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    before = noun.nbor(-1).lower_ if noun.i else ""
    mapped = lemma == "map" and before == "road"
    return mapped or (
        noun.pos_ in {"NOUN", "PROPN"} and lemma in terms("plan_nouns") | terms("pacts")
    )


def _owner(noun: Token) -> Token | None:
    """Whose plan it is: "proposed by A", "A's", "the A plan", "between A and B", "from A"."""
    for clause in (c for c in noun.rights if c.dep_ in {"acl", "relcl"}):
        by = agent_of(clause)
        made = phrasal(clause) in terms("plan_makers")
        if made and by is not None and by.i != noun.i and by.dep_ in {"pobj", "nsubj"}:
            return by
    for prep in (c for c in noun.rights if c.dep_ == "prep" and c.lower_ in {"between", "from"}):
        return next((c for c in prep.children if c.dep_ == "pobj"), None)
    return agent_of(noun)


def _under(verb: Token) -> _Paper | None:
    """The plan of "under the plan, the tariffs would fall"."""
    ahead = _heading(verb)
    noun = next((c for c in ahead.children if c.dep_ == "pobj"), None) if ahead else None
    return _paper(verb, noun) if noun is not None else None


def _heading(verb: Token) -> Token | None:
    """The "under" that opens a clause."""
    return next((c for c in verb.lefts if c.dep_ == "prep" and c.lower_ == "under"), None)


def _taken_up(verb: Token, subject: Token | None, last: _Paper | None) -> _Paper | None:
    """The plan that "it" takes up, or that one joined verb more tells of ("and foresees B")."""
    if last is None:
        return None
    here = last.noun.sent.start == verb.sent.start
    finite = verb.tag_ in {"VBZ", "VBP", "VBD"} and not any(c.dep_ == "nsubj" for c in verb.lefts)
    if here and finite and verb.i and verb.nbor(-1).lower_ == "and":
        return last
    if subject is None or subject.lower_ != "it":
        return None
    return last if subject.sent.start in {last.noun.sent.start, last.noun.sent.end} else None


def _is_anothers(reading: Reading, verb: Token, paper: _Paper) -> bool:
    """Whether a verb stands in somebody's words; what the plan itself "says" is no one's."""
    outer = around(reading, verb)
    if outer is None:
        return False
    speakers = reading.attributed[outer].speakers
    return not any(span.covers(paper.noun.i) for span in speakers)


def _unit(reading: Reading, verb: Token, paper: _Paper) -> Unit | None:
    taken = _contents(reading, verb)
    if taken is None:
        return None
    content, complement = taken
    because = ("what a plan holds",)
    found = speakers_of(reading, paper.owner) if paper.owner is not None else None
    if found is None:
        return Unit(
            one=None,
            contents=(content,),
            cue=verb,
            complement=complement,
            voice=Voice.NARRATOR,
            act=paper.act,
            because=because,
        )
    one = Attributed(
        speakers=[found[0]],
        cues=[verb_span(verb)],
        contents=[content],
        speaker_ids=found[1],
        score=_SCORE,
        because=(f"cue {verb.lemma_.lower()}+{complement}", *because),
    )
    return Unit(
        one=one,
        contents=(content,),
        cue=verb,
        complement=complement,
        act=paper.act,
        because=one.because,
    )


def _contents(reading: Reading, verb: Token) -> tuple[Tokens, str] | None:
    """What a plan holds, to the end of its clause, and the kind of that complement."""
    end = _clause_end(verb)
    ahead = _heading(verb)
    if ahead is not None:
        return trim(reading.doc, Tokens(ahead.right_edge.i + 1, end)), "that"
    if phrasal(verb) not in terms("plan_verbs") or (_is_step(verb) and verb.lemma_ == "set"):
        return trim(reading.doc, Tokens(verb.i, end)), "to"
    start = particle_end(verb)
    after = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in _HOLDING), None)
    if after is not None and after.i <= start + 1:
        start = after.i + 1
    elif (mark := _for(verb)) is not None:
        start = mark.i + 1
    elif not any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in verb.rights):
        return None
    span = trim(reading.doc, Tokens(start, end))
    return (span, "object") if span.start < span.end else None


def _is_joined(token: Token) -> bool:
    """Whether a verb of holding stands behind "and", wherever the parse hung it."""
    finite = token.tag_ in {"VBZ", "VBP"} and token.nbor(-1).lower_ == "and"
    return finite and phrasal(token) in terms("plan_verbs")


def _for(verb: Token) -> Token | None:
    """The "for" of "calls for the strike to be suspended"."""
    clauses = (c for c in verb.rights if c.dep_ in {"advcl", "ccomp", "xcomp"})
    marks = (m for c in clauses for m in c.lefts if m.dep_ == "mark" and m.lower_ == "for")
    return next(marks, None)


def _clause_end(verb: Token) -> int:
    """Where a verb's clause ends: before one that is joined to it ("…, and calls for B")."""
    following = next((c for c in verb.rights if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    if following is None:
        behind = verb.doc[verb.i + 1 : min(verb.right_edge.i + 1, verb.sent.end)]
        following = next((t for t in behind if _is_joined(t)), None)
        if following is not None:
            return following.i - 1
    if following is None:
        return min(verb.right_edge.i + 1, verb.sent.end)
    end = following.left_edge.i
    while end > verb.i + 1 and (verb.doc[end - 1].dep_ == "cc" or verb.doc[end - 1].is_punct):
        end -= 1
    return end
