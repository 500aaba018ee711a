"""Sentences about positions: who demanded, offered, refused what, in the words of the text."""

import re
from collections.abc import Iterator, Sequence

from dragoman.briefing.lookup import Lookup
from dragoman.briefing.naming import is_telling_name
from dragoman.briefing.phrases import Phrase, bare, content_of, listed, phrase_of
from dragoman.briefing.predicates import predicate
from dragoman.briefing.wording import LINE_WORDS, clip, count_words, joined, tidy, words_of
from dragoman.model import Act, Basis, Position, Stance, Statement

_STOOD = {
    Stance.FOR: "was for a measure",
    Stance.AGAINST: "was against a measure",
    Stance.OPEN: "was open",
    Stance.UNCLEAR: "took no clear stand",
}
_ACTED = {Stance.FOR: "was for", Stance.AGAINST: "was against", Stance.OPEN: "was open to"}
_BY_NOBODY = {
    Basis.LEAK: ", unnamed officials said",
    Basis.OTHER_SIDE: ", others said",
    Basis.ANALYST: ", an analyst said",
    Basis.NARRATOR: ", the text said",
}
_OWN = (Basis.OWN_WORDS, Basis.SPOKESPERSON)
_POINTS_AWAY = re.compile(
    r"\b(?:demand|want|insist|seek|reject|refus|oppos|accept|support)\w*(?: on| to)? "
    r"(?:(?:its|their|his|her) \w+|it|them|this|that)\W*$",
    re.IGNORECASE,
)
"""A clause whose object is a pronoun says nothing by itself ("demands its cessation")."""
_FEW = 7
_TELLING_WORDS = 4
"""Words that say of themselves what they are about; fewer are given with the issue."""


def position_sentences(position: Position, lookup: Lookup, room: int = LINE_WORDS) -> Iterator[str]:
    """Who demanded, offered, refused what, and who says so; without a full stop.

    ``room`` is the number of words that the sentence may have.
    """
    statement = next(iter(lookup.said(position.statements)), None)
    phrase = position_phrase(position, lookup)
    aside = _aside(position, phrase, lookup)
    for subject, teller in _subjects(position, statement, lookup):
        tail = f"{aside}{teller}"
        if position.conditional and not _shows_condition(statement, phrase):
            tail = f"{aside}, on a condition{teller}"
        yield _position(subject, tail, position, phrase, lookup, room)


def _position(
    subject: str, tail: str, position: Position, phrase: Phrase, lookup: Lookup, room: int
) -> str:
    left = room - count_words(f"{subject}{tail}")
    if phrase.text:
        statement = next(iter(lookup.said(position.statements)), None)
        cue = lookup.cue(statement) if statement else ""
        return f"{subject} {did(position, phrase, left, cue)}{tail}"
    told = _ACTED.get(position.stance, "said")
    turned = position.act == Act.DEMAND and position.stance is Stance.AGAINST
    by_stance = turned or position.act in (Act.ASSERT, Act.ASSESS)
    act = told if by_stance else did_in_brief(position)
    measure = words_of(position.measure)
    if measure:
        return f"{subject} {act}: {clip(measure, max(left - count_words(act), 4))}{tail}"
    unknown = "" if position.stance is Stance.UNCLEAR else "; what exactly was not given"
    return f"{subject} {_STOOD[position.stance]}{tail}{unknown}"


def did(position: Position, phrase: Phrase, room: int, cue: str) -> str:
    """The verb and the words; a position without an act is told by its stance."""
    if position.act:
        return predicate(position.act, phrase, room, cue)
    lead = f"{_ACTED.get(position.stance, 'said')}:"
    return f"{lead} {phrase.shown(room - count_words(lead))}"


def did_in_brief(position: Position) -> str:
    """The verb of a position whose words are no document's."""
    if not position.act:
        return _ACTED.get(position.stance, "said")
    return predicate(position.act, Phrase("x"), 1).partition(" “")[0].removesuffix(":")


def position_phrase(position: Position, lookup: Lookup) -> Phrase:
    """The document's words for what the party is for or against; empty when it has none."""
    statement = next(iter(lookup.said(position.statements)), None)
    if statement:
        phrase = statement_phrase(statement, position.issue)
        pointing = len(phrase.text.split()) <= _FEW and _POINTS_AWAY.search(phrase.text)
        return Phrase("") if pointing and position.measure else phrase
    content = [p for p in sorted(position.passages) if p.role in ("content", "measure")]
    return phrase_of(content[0].exact) if content else Phrase("")


def statement_phrase(statement: Statement, issue: str = "") -> Phrase:
    """The words of a statement; of one on several issues the measure on this one."""
    issues = {m.issue for m in statement.measures if m.issue}
    own = [
        m.passage.exact
        for m in statement.measures
        if m.issue == issue and m.passage and not m.negated and " " in m.passage.exact.strip()
    ]
    if len(issues) > 1 and own:
        return phrase_of(own[0])
    return phrase_of(content_of(statement) or next(iter(own), ""))


def is_telling(position: Position, lookup: Lookup) -> bool:
    """Whether a position says what it is about in more than one word."""
    text = position_phrase(position, lookup).text or words_of(position.measure)
    return count_words(text) > 1


def _aside(position: Position, phrase: Phrase, lookup: Lookup) -> str:
    """The issue, where the words alone do not say what they are about."""
    issue = lookup.issue(position.issue)
    words = [bare(word) for word in phrase.text.split()]
    shown = words or [bare(word) for word in words_of(position.measure).split()[:_FEW]]
    told = bool(set(shown) & {bare(word) for word in issue.split()})
    is_vague = len(words) < _TELLING_WORDS or bool(set(words) & listed("points elsewhere"))
    return f" ({issue})" if issue and is_vague and not told else ""


def _shows_condition(statement: Statement | None, phrase: Phrase) -> bool:
    """Whether the condition stands in the words themselves, near enough to be shown."""
    found = [c.passage.exact for c in (statement.conditions if statement else ()) if c.passage]
    near = " ".join(phrase.text.split()[:12])
    return any(" ".join(words_of(words).split()[:2]) in near for words in found if words.strip())


def _subjects(
    position: Position, statement: Statement | None, lookup: Lookup
) -> Iterator[tuple[str, str]]:
    """The party, with the person who speaks for it or with who says so of it; fullest first."""
    party = lookup.party(position.party)
    if position.basis in _OWN:
        people = [
            lookup.named(s)
            for s in (statement.speakers if statement else ())
            if s.id in lookup.persons
        ]
        if people:
            yield f"{party} ({joined(people[:2])})", ""
        yield party, ""
        return
    teller = _teller(position, statement, lookup)
    yield party, teller or _BY_NOBODY[position.basis]
    if teller:
        yield party, _BY_NOBODY[position.basis]


def _teller(position: Position, statement: Statement | None, lookup: Lookup) -> str:
    """Who says it of the party: whoever reports it, else a speaker who is not of the party."""
    if statement is None or position.basis in (Basis.LEAK, Basis.NARRATOR):
        return ""
    others = [s for s in statement.speakers if position.party not in (s.id, s.party)]
    others = [s for s in others if is_telling_name(s)]
    found: Sequence[str] = [lookup.named_with_party(n) for n in (*statement.reported_by, *others)]
    return f", {tidy(found[0])} said" if found else ""
