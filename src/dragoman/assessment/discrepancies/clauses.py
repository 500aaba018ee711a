"""Clauses of the sentences: what each says flatly, of what, and whether it says yes or no."""

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import evolve, frozen

from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.discrepancies.roots import words_with_roots
from dragoman.assessment.wording import pattern_of

TALK, WORD, DEED = "talk", "word", "deed"
"""Whether a matter came up, whether somebody bound himself, and all the rest."""
_CUT = re.compile(
    r"[;:—–]\s*|,? (?:and|but|while|whereas|although|though|or) (?=(?:he|she|it|they|we|i|its|that|"
    r"was|were|is|are|has|have|had|said|will|would|did|does|also|no|not|none|nobody|nothing|never|"
    r"there|the (?:\w+ )+?(?:was|were|is|are|has|have|had|will|would|did|stays?|remains?))\b)|"
    r", (?:and|but|which|who|while|whereas|although|though|because|since|after|where|as) ",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:said|says|saying|stated|states|announced|insist(?:s|ed)|claim(?:s|ed)|added|maintain(?:s|"
    r"ed)|replied|stressed|reported|confirmed|declared|told [^,.;]{2,40}?|"
    r"according to [^,.;]{2,60},?)"
    r"(?:(?: (?:on|in|late|after|at|later|earlier|during|following)(?: [\w'’]+){0,7}?)? that\b|"
    r"(?: (?:on|in|late on|after|at|later|earlier)(?: [\w'’]+){1,4}?)?,?)\s*",
    re.IGNORECASE,
)
_SUBJECTLESS = re.compile(
    r"\s*(?:was|were|is|are|has|have|had|will|would|did|does|said|also|not|never)\b", re.I
)
_VERB = re.compile(r"\b(?:was|were|is|are|has|have|had|will|would|did|does)\b", re.IGNORECASE)
_NONE = re.compile(r"no\b|none|nobody|nothing|neither|without", re.IGNORECASE)
"""Negators of a thing, after which no verb stands first."""
_REACH = 4
"""A negator reaches over so many words."""
_POINTS_BACK = re.compile(
    r"\b(?:to the contrary|to that effect|of the kind|of that kind|such|none|otherwise)\b", re.I
)
_NOT_DONE = re.compile(
    r"(?:\W+[\w'’]+){0,6}?\W+(?:(?:was|were|is|are|has|have|had)(?: not|n['’]t)|never)\b|"
    r"(?:\W+[\w'’]+){0,2}?\W+(?:by|from) nobody",
    re.I,
)


@frozen(kw_only=True, eq=False)
class Clause:
    """A stretch of a sentence with a predicate.

    ``start`` and ``end`` are code points in the sentence; ``at`` and ``to`` those of the words
    that decide (the negator, or the predicate). ``points_back`` says that it denies what the clause
    before tells of. ``roots`` are its telling words by root, names of parties left out; ``after``
    those that follow the negator; ``denied`` those of which an account that says otherwise must
    name one: the first of them after "not". ``agent`` is the party named last before the predicate.
    """

    line: Line
    start: int
    end: int
    at: int
    to: int
    frame: str
    is_negative: bool
    roots: frozenset[str]
    after: frozenset[str]
    denied: frozenset[str]
    agent: str | None
    is_noun: bool = False
    points_back: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return self.line.text[self.start : self.end]


def clauses_of(line: Line, lines: Lines) -> Iterator[Clause]:
    """The clauses that tell something flatly: no wish, no plan unless of one's word, no guess."""
    if line.text.rstrip(' ”"').endswith("?"):
        return
    subject, before = "", frozenset[str]()
    for start, end in _stretches(line.text):
        words = line.text[start:end]
        carried = subject if _SUBJECTLESS.match(words) else ""
        verb = _VERB.search(words)
        subject = carried or (words[: verb.start()] if verb else words)
        clause = _clause(line, lines, start, end, carried)
        if clause is not None and clause.is_negative and _POINTS_BACK.search(words):
            clause = evolve(clause, roots=clause.roots | before, points_back=True)
        before = frozenset(
            one for _, word, one in words_with_roots(words) if word not in lines.party_words
        )
        if clause is not None:
            yield clause


def _stretches(text: str) -> list[tuple[int, int]]:
    """Where the clauses stand, the words that only name the teller left out."""
    cuts = [0, *(m.end() for m in _CUT.finditer(text)), len(text)]
    found = []
    for first, last in pairwise(cuts):
        start, end = first, last
        told = list(_TELLS.finditer(text, first, last))
        if told and len(text[told[-1].end() : last].split()) > 2:
            start = told[-1].end()
        elif told and len(text[first : told[-1].start()].split()) > 2:
            comma = text.rfind(",", first, told[-1].start())
            end = comma if comma > first + 8 else told[-1].start()
        if len(text[start:end].split()) > 1:
            found.append((start, end))
    return found


def _clause(line: Line, lines: Lines, start: int, end: int, carried: str) -> Clause | None:
    words = line.text[start:end]
    frame, at, to, is_negative, is_noun, (first, last) = _predicate(words)
    if pattern_of("wishing").search(words[: max(to, 1)]) or _is_unsure(line, lines, start, at, to):
        return None
    is_flat = frame == DEED or (frame == TALK and not is_negative)
    if is_flat and pattern_of("to come").search(words):
        # What will not be done is a refusal, and what will be done a plan.
        return None
    before = carried + " " + words
    lead = len(carried) + 1
    place = lead + at
    named = [p for n, p in lines.witnesses.roster.named_in(before) if n < place]
    told = list(words_with_roots(before))
    own = {n for n, word, _ in told if word in lines.party_words or lines.is_surname(word)}
    kept = [(n, one) for n, _, one in told if n not in own]
    after = frozenset(one for n, one in kept if n >= lead + (last if is_noun else at))
    roots = frozenset(one for n, one in kept if not lead + first <= n < lead + last)
    return Clause(
        line=line,
        start=start,
        end=end,
        at=start + at,
        to=start + max(to, at + 1),
        frame=frame,
        is_negative=is_negative,
        roots=after if is_noun and is_negative and after else roots,
        after=after,
        denied=after if _NONE.match(words, at) else frozenset(_first(kept, place)),
        agent=named[-1] if named else None,
        is_noun=is_noun,
    )


def _first(kept: list[tuple[int, str]], place: int) -> list[str]:
    """The root of the first telling word from a place on."""
    return [one for n, one in kept if n >= place and one[0].isalpha()][:1]


def _predicate(words: str) -> tuple[str, int, int, bool, bool, tuple[int, int]]:
    """Of which frame a clause is, the place of its predicate, and whether it is negated.

    The last pair is the stretch of words that only make the frame and name no matter.
    """
    for frame, name in ((TALK, "came up"), (WORD, "bound itself")):
        found = pattern_of(name).search(words)
        if found is not None:
            no = _negator(words, found.start())
            late = _NOT_DONE.match(words[found.end() :]) if frame == WORD else None
            at = no.start() if no else found.start()
            noun = bool(pattern_of("agreement as a thing").search(found[0]))
            return frame, at, found.end(), bool(no or late), noun, found.span()
    no = pattern_of("denying word").search(words)
    if no is not None:
        return DEED, no.start(), no.end(), True, False, (0, 0)
    verb = _VERB.search(words)
    at = verb.start() if verb else 0
    return DEED, at, at + 1, False, False, (0, 0)


def _negator(words: str, end: int) -> re.Match[str] | None:
    """The last negator that reaches as far as a predicate that begins at ``end``."""
    for denial in reversed(list(pattern_of("denying word").finditer(words[:end]))):
        between = words[denial.end() : end]
        if len(between.split()) <= _REACH and "," not in between:
            return denial
    return None


def _is_unsure(line: Line, lines: Lines, start: int, at: int, to: int) -> bool:
    return line.is_wished(start + at) or lines.is_asked(line, start + at, start + max(to, at + 1))
