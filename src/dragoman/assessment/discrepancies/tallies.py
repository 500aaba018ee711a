"""Numbers of one thing under other words: "twelve employees taken", "19 oil workers seized".

What is counted is compared by kind (people, a thing, a unit of measure) and by what happens to it
(``situations.toml``), not by the very words; what is marked as a part, is of another party, or
stands beside the other number in the same text, is another number.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from attrs import frozen

from dragoman.assessment.discrepancies.counting import (
    AS_NUMBER,
    THEIR_NUMBER,
    is_people,
    numbers_in,
)
from dragoman.assessment.discrepancies.figures import bound_of
from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.discrepancies.rivals import Told
from dragoman.assessment.discrepancies.situations import (
    all_situations,
    group,
    is_once,
    situation_words,
    situations_in,
)
from dragoman.assessment.discrepancies.stems import matter_stems
from dragoman.assessment.remembering import remembered
from dragoman.assessment.wording import pattern_of
from dragoman.model import DiscrepancyKind, Quantity

_CUT = re.compile(r"[;:—–]|, (?:and|but|while|whereas|although|though) | (?:but|while|whereas) ")
_TELLS = re.compile(
    r"\b(?:said|says|told|put|puts|sp(?:oke|eaks?) of|talks? of|mentioned|confirm(?:s|ed)|"
    r"counts|counted|according|announced|reported|reports|claims?|claimed)\b",
    re.IGNORECASE,
)
_PUTS = re.compile(
    r"\b(?:puts?|sp(?:oke|eaks?)|talks?|mentioned|counts|counted|office|ministry)\b.* (?:of|at)"
    r"(?: \w+){0,2} $|\bmentioned\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(?:both|two sides|in all|together|altogether|combined|between them)\b", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_ADDED = re.compile(r"\bmore(?! than)\b", re.IGNORECASE)
_KNOWN = re.compile(r"\b(?:the|these|those|its|his|her|their|our|all) $", re.IGNORECASE)
"""Before a number: what is counted is taken to be there, whatever is asked about it."""
_WHERE = re.compile(
    r"(?: [a-z]+){0,2} (?:of|in|at|near|from|outside) (?:the )?"
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)
_POSITION = re.compile(r"\b(?:offer\w*|demands?|bid|asks|asking|proposals?|counter-?\w+)\b", re.I)
_MAY = re.compile(r"\b(?:may|can) (?=(?:catch|take|fish|land|keep|hold|send|vote)\b)", re.I)
"""What one may do is told as so."""
_FAR = 5.0
"""Accounts of one number seldom differ by more than so many times."""
_NEAR = 3.0
_CLOSE = 1.6


@frozen(kw_only=True, eq=False)
class Tally:
    """A number with what tells which number it is.

    ``kind`` is "people", a unit of measure, or the thing counted; ``head`` the word for it;
    ``stems`` the further telling words of the sentence, ``around`` those of the paragraph;
    ``scope`` the parties whose number it is; ``beside`` every number of the kind in the text.
    """

    quantity: Quantity
    span: tuple[float, float]
    kind: str
    head: str
    is_measure: bool
    situations: frozenset[str]
    stems: frozenset[str]
    phrase: frozenset[str]
    around: frozenset[str]
    parts: frozenset[str]
    scope: frozenset[str]
    is_joint: bool
    is_recalled: bool
    teller: str | None
    days: frozenset[date]
    beside: set[tuple[float, str | None]]

    @property
    def value(self) -> float:
        """The number."""
        return self.quantity.value or 0.0


class Tallies:
    """How many, how much, how far: whatever the words for what is counted."""

    kind = DiscrepancyKind.NUMBER
    name = "number told"
    is_within_party = True
    shares = 1
    days_apart = 10
    compares_days = False

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """Every number of a sentence that tells of things as they are or are agreed."""
        if line.text.endswith("?"):
            return
        for tally, start, end in tallies_in(line, lines):
            tally.beside.add((tally.value, tally.teller))
            if _is_told(tally, line, lines, start, end):
                yield from _tellings(tally, line, start, end)

    def differ(self, one: Told, two: Told) -> str | None:
        """Two numbers that the words do not allow at once, of what is taken to be one thing."""
        mine, theirs = one.value, two.value
        low, high = mine.span, theirs.span
        if low[0] <= high[1] and high[0] <= low[1]:
            return None
        if _are_elsewhere(one, two):
            return None
        is_one_text = one.line.document == two.line.document
        if not is_one_text and (_gives(mine, theirs.value) or _gives(theirs, mine.value)):
            return None
        if not are_of_one_thing(mine, theirs, is_one_text=is_one_text):
            return None
        return f"“{mine.quantity.text}” and “{theirs.quantity.text}” cannot both hold"


def _are_elsewhere(one: Told, two: Told) -> bool:
    """Whether the words right behind say of whom or where, and not the same."""
    mine, theirs = (_WHERE.match(told.line.text[told.end :]) for told in (one, two))
    if mine is None or theirs is None:
        return False
    return set(mine["name"].split()).isdisjoint(theirs["name"].split())


def _is_told(tally: Tally, line: Line, lines: Lines, start: int, end: int) -> bool:
    """Whether a number is told as so or as agreed, not as what somebody wants."""
    if tally.is_measure and _POSITION.search(line.text):
        return False
    if not tally.is_measure and _KNOWN.search(line.text[:start]):
        return True
    before = _MAY.sub(" ", line.clause_before(start))
    is_wished = bool(pattern_of("wishing").search(before))
    return not is_wished and not lines.is_wanted(line, start, end)


def _tellings(tally: Tally, line: Line, start: int, end: int) -> Iterator[Told]:
    """One telling under each key by which its rivals can be found."""
    keys: list[tuple[str, ...]] = [(tally.kind, name) for name in sorted(tally.situations)]
    keys.append((tally.kind, "", tally.head))
    for key in keys:
        yield Told(
            point=key,
            value=tally,
            line=line,
            start=start,
            end=end,
            matter=f"how {'much: ' if tally.is_measure else 'many '}{tally.quantity.of}",
            says=tally.quantity.text,
            vouched_by=tally.teller,
        )


def tallies_in(line: Line, lines: Lines) -> list[tuple[Tally, int, int]]:
    """The numbers of a sentence, each with where it stands (code points)."""
    found: list[tuple[Tally, int, int]] = []
    for number, start, end, head, is_measure in numbers_in(line, lines):
        tally = _tally(line, lines, (number, start, end, head), is_measure=is_measure)
        found.append((tally, start, end))
    return found


def _tally(
    line: Line, lines: Lines, found: tuple[float, int, int, str], *, is_measure: bool
) -> Tally:
    value, start, end, head = found
    low, high = _clause(line.text, start, end)
    clause = lines.without_names(line.text[low:high])
    found_in = situations_in(clause) or situations_in(lines.without_names(line.text))
    situations = frozenset(found_in) & (group("of measures") if is_measure else _of_counts())
    bound, before = bound_of(line.text[:start], line.text[start:end])
    is_post = head in group("posts") and "losing work" in situations
    kind = "people" if not is_measure and (is_post or is_people(head)) else head
    words = " ".join(w for w in _WORD.findall(line.text) if w not in lines.party_words)
    beside = line.text[max(low, start - 24) : end]
    teller, scope = _who(line.text, low, start, end, lines)
    quantity = Quantity(
        text=f"{before} {line.text[start:end]}".strip(),
        value=value,
        bound=bound,
        of=head if is_measure else line.text[start:end].split(" ", 1)[-1],
    )
    return Tally(
        quantity=quantity,
        span=quantity.span() or (value, value),
        kind=kind,
        head=head,
        is_measure=is_measure,
        situations=situations,
        stems=_telling(words, line.text[start:end] if is_measure else head),
        phrase=frozenset() if is_measure else matter_stems(line.text[start:end]),
        around=matter_stems(line.around),
        parts=_parts(beside),
        scope=scope,
        teller=teller,
        is_joint=bool(_BOTH.search(clause)),
        is_recalled=bool(THEIR_NUMBER.search(line.text[:end])),
        days=frozenset(day for _, day, _ in line.days()),
        beside=lines.numbers_of(line.document, kind),
    )


@cache
def _of_counts() -> frozenset[str]:
    """The situations that things and people are counted in."""
    return frozenset(row.name for row in all_situations()) - group("of days only")


def _parts(beside: str) -> frozenset[str]:
    """The words at a number that make it a part of another one."""
    marked = {*_WORD.findall(beside.casefold())} & group("parts")
    return frozenset(marked | {"more"} if _ADDED.search(beside) else marked)


@remembered
def _telling(words: str, counted: str) -> frozenset[str]:
    plain = AS_NUMBER.sub(" ", words)
    left_out = " ".join(sorted({counted, f"{counted}s", *situation_words(plain)}))
    return matter_stems(plain) - matter_stems(left_out)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    cuts = [m.end() for m in _CUT.finditer(text, 0, start)]
    after = _CUT.search(text, end)
    return (cuts[-1] if cuts else 0), (after.start() if after else len(text))


def _who(
    text: str, low: int, start: int, end: int, lines: Lines
) -> tuple[str | None, frozenset[str]]:
    """Who gives a number ("Velland puts it at 27"), and the parties whose number it is."""
    roster = lines.witnesses.roster
    named = [(low + place, party) for place, party in roster.named_in(text[low:start])]
    verbs = [m.start() for m in _TELLS.finditer(text, low, start)]
    tellers = [party for place, party in named if any(place < verb for verb in verbs)]
    own = {party for place, party in named if not any(place < verb for verb in verbs)}
    if not verbs and named and text[:start].rstrip().endswith((" of", " at")):
        # "… spoke of five kilometres, Sadek's office of two".
        tellers, own = [named[-1][1]], set()
    elif "," in text[low:start] and tellers:
        tellers = [p for _, p in roster.named_in(text[text.rfind(",", low, start) : start])][-1:]
        tellers = tellers or [p for _, p in named][:1]
    told = tellers[-1] if tellers and _PUTS.search(text[low:start]) else None
    return told, frozenset(own | set(roster.parties_in(text[start:end])))


def _gives(tally: Tally, value: float) -> bool:
    """Whether the same teller gives the other number too: he then counts two things."""
    return (value, tally.teller) in tally.beside


def are_of_one_thing(one: Tally, two: Tally, *, is_one_text: bool) -> bool:
    """Whether the words say that two tallies number the same thing."""
    if one.parts != two.parts or not _are_of_one_party(one, two):
        return False
    if one.days and two.days and not one.days & two.days:
        return False
    low, high = sorted((one.value, two.value))
    times = high / low if low else _FAR + 1
    each = "each" in one.stems ^ two.stems
    if times > _FAR or (each and times == 2):
        return False
    return _has_common_ground(one, two, is_one_text=is_one_text, times=times)


def _are_of_one_party(one: Tally, two: Tally) -> bool:
    if one.scope and two.scope:
        return bool(one.scope & two.scope)
    return not ((one.scope and two.is_joint) or (two.scope and one.is_joint))


def _has_common_ground(one: Tally, two: Tally, *, is_one_text: bool, times: float) -> bool:
    same = one.situations & two.situations
    is_once_told = any(map(is_once, same))
    shared = len(one.stems & two.stems) + is_one_text
    # "31 island states" and "27 island states": the whole name of what is counted.
    shared += len(one.phrase & two.phrase) > 1
    near = len(one.around & two.around)
    if one.kind == "people" and one.head != two.head:
        return _are_the_same_people(one, two, shared + (near > 1), times)
    if one.is_recalled or two.is_recalled:
        return times <= _NEAR
    if is_once_told:
        most = _CLOSE if one.is_measure else _NEAR
        return shared > 0 or near > 2 or times <= most
    if one.situations and two.situations and not same:
        return False
    is_armed = one.head in group("in arms")
    is_named = one.kind == "people" and one.head in group("people")
    if is_named and not one.situations | two.situations and near > 2:
        return True
    if same and one.kind == "people" and one.head in group("people") and near > 1 + is_armed:
        return True
    return shared >= (2 if same or not one.is_measure else 3)


def _are_the_same_people(one: Tally, two: Tally, shared: int, times: float) -> bool:
    """Whether two nouns name the same people: "workers" and "employees" held, not soldiers."""
    same = one.situations & two.situations
    arms, others = group("in arms"), group("not in arms")
    if (one.head in arms and two.head in others) or (two.head in arms and one.head in others):
        return False
    wide = group("people at large") | group("posts")
    is_wide = one.head in wide or two.head in wide
    if any(map(is_once, same)):
        return shared > 0 or (is_wide and times <= _NEAR)
    if not same or (one.head in wide) == (two.head in wide):
        return False
    whole, part = (one, two) if one.head in wide else (two, one)
    # Three soldiers may be among five people; five soldiers are not among three.
    return part.value > whole.value and shared > 1
