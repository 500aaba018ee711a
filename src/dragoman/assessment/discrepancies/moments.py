"""On which day a thing happened or is to happen, whatever verb tells of it.

"They were taken on Saturday" and "gunmen seized the workers on Sunday" are of one thing; so are
"the pullback starts on 25 September" and, in the next sentence, "it begins on 1 October".
"""

import re
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from dragoman.assessment.discrepancies.lines import Line, Lines, family_of
from dragoman.assessment.discrepancies.rivals import Told
from dragoman.assessment.discrepancies.situations import (
    group,
    is_once,
    situation_words,
    situations_in,
)
from dragoman.assessment.discrepancies.stems import matter_stems
from dragoman.assessment.wording import pattern_of
from dragoman.calendar import describe
from dragoman.model import DiscrepancyKind

_CUT = re.compile(
    r"[;:—–]|, (?:and|but|while|whereas|although|though) | (?:but|while|whereas|that) |"
    r", (?=[^,]{3,60} (?:said|says|announced|told|added|reported)\b)|"
    r" (?:after|before) (?=(?:the|he|she|it|they|[A-Z]))"
)
_WORD = re.compile(r"[^\W\d_]+")
_IT_IS = re.compile(
    r"\b(?:it|this|that|they) (?:(?:would|will|is to|was to|had|has)(?: only)? )?"
    r"(?:be|been|was|is|were|happened?|came|come)\b[^,;]{0,24}$",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:reject|disput|contest|den(?:y|ie)|dismiss)\w* (?:the|that|this) "
    r"(?:start\w*|begin\w*|opening|first)? ?(?:day|date)\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:should|must|if|unless|wants?|wanted|demand\w*|propos\w+|call(?:s|ed)? for|urg\w+|"
    r"ask(?:s|ed)? (?:for|that|to)|suggest\w*|would like|hop(?:e|es|ed)|may|might|could)\b",
    re.IGNORECASE,
)
_HELD = re.compile(r"h[eo]ld", re.IGNORECASE)
_AGAIN = frozenset({"again", "another", "second", "third", "fourth", "earlier", "previous"})
_LONGEST = 60
_LONGEST_AHEAD = 400
"""A day so far from the day of the text is history or a distant plan."""
_SHARED = 2


@frozen(kw_only=True, eq=False)
class Moment:
    """A day with what tells what it is the day of; no day where one is turned down."""

    low: date | None
    high: date | None
    situations: frozenset[str]
    is_ahead: bool
    is_by_night: bool
    again: frozenset[str]
    stems: frozenset[str]
    around: frozenset[str]


class Moments:
    """The day of anything that is done once: a seizure, a start, a session, a speech."""

    kind = DiscrepancyKind.DAY
    name = "day told"
    is_within_party = True
    shares = 2
    days_apart = 6
    compares_days = False

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """Every clause of a sentence that gives one day to what it tells of."""
        if line.day is None or line.is_headline or line.text.endswith("?"):
            return
        refused = _REFUSED.search(line.text)
        if refused:
            told = frozenset(situations_in(line.around))
            moment = _moment(line, lines, line.text, told, None)
            yield from _tellings(moment, line, *refused.span())
            return
        for start, low, high, clause, is_ahead in _days_in(line):
            situations = _situations(line, lines, clause, start)
            before = line.text[clause[1] : start]
            if _WANTED.search(before) or not situations or _is_remote(low, line.day):
                continue
            moment = _moment(line, lines, clause[0], situations, (low, high), is_ahead=is_ahead)
            yield from _tellings(moment, line, start, start + 3)

    def differ(self, one: Told, two: Told) -> str | None:
        """Two days that cannot be one, of what is taken to be the same thing."""
        mine, theirs = one.value, two.value
        if not _are_of_one(one, two):
            return None
        if mine.low is None or theirs.low is None:
            turned_down = (mine.low is None) != (theirs.low is None)
            return "one account gives the day that the other turns down" if turned_down else None
        first, last = sorted((mine, theirs), key=lambda m: (m.low, m.high))
        apart = (last.low - first.high).days
        if apart < 1 or (apart == 1 and (first.is_by_night or last.is_by_night)):
            return None
        return f"{one.says} and {two.says} cannot both be its day"


def _tellings(moment: Moment, line: Line, start: int, end: int) -> Iterator[Told]:
    for name in sorted(moment.situations):
        yield Told(
            point=(name,),
            value=moment,
            line=line,
            start=start,
            end=end,
            matter=f"on which day: {_matter(line)}",
            says=describe(moment.low.isoformat()) if moment.low else "another day",
        )


def _matter(line: Line) -> str:
    return " ".join(line.text.rstrip(".").split()[:12])


def _days_in(line: Line) -> Iterator[tuple[int, date, date, tuple[str, int], bool]]:
    """The days of the clauses that give one each: place, first and last day, clause, tense."""
    text = line.text
    past = line.days()
    ahead = {start: (low, high) for start, low, high in line.days(ahead=True)}
    for start, low, high in past:
        begin, end = _clause(text, start)
        if len({d for place, d, _ in past if begin <= place < end}) > 1:
            continue
        clause = text[begin:end]
        is_ahead = bool(pattern_of("to come").search(clause) or _NOW.search(clause))
        is_ahead = is_ahead or bool(line.day and low > line.day)
        days = ahead.get(start, (low, high)) if is_ahead else (low, high)
        yield start, *days, (clause, begin), is_ahead


_NOW = re.compile(
    r"\b(?:begins?|starts?|opens?|takes? effect|ends?|expires?|(?:is|are) set|runs)\b", re.I
)


def _clause(text: str, place: int) -> tuple[int, int]:
    cuts = [m.end() for m in _CUT.finditer(text, 0, place)]
    after = _CUT.search(text, place + 3)
    return (cuts[-1] if cuts else 0), (after.start() if after else len(text))


def _situations(line: Line, lines: Lines, clause: tuple[str, int], start: int) -> frozenset[str]:
    """What happens on the day: the clause says it, or "it" stands for the sentence before."""
    words, begin = clause
    before = line.text[begin:start]
    told = [m.end() for m in pattern_of("said").finditer(before)]
    plain = lines.without_names(words)
    places = situations_in(plain)
    found = frozenset(
        name
        for name, at in places.items()
        if not (told and at < told[-1] < start - begin)
        # Talks are held on a day too.
        and not (name == "held" and _HELD.match(plain, at))
    )
    if not found and _IT_IS.search(before):
        cut = line.around.find(line.passage.exact)
        found = frozenset(situations_in(lines.without_names(line.around[: max(cut, 0)])))
    return found - group("of measures")


def _moment(
    line: Line,
    lines: Lines,
    clause: str,
    situations: frozenset[str],
    days: tuple[date, date] | None,
    *,
    is_ahead: bool = False,
) -> Moment:
    words = " ".join(w for w in _WORD.findall(clause) if w not in lines.party_words)
    low, high = days or (None, None)
    left_out = matter_stems(" ".join(sorted(situation_words(words)))) | group_stems()
    return Moment(
        low=low,
        high=high,
        situations=situations,
        is_ahead=is_ahead,
        is_by_night=bool(family_of(line.text)) and line.is_by_night(),
        again=_AGAIN & {*clause.casefold().split()},
        stems=matter_stems(words) - left_out,
        around=matter_stems(line.around) - group_stems(),
    )


def group_stems() -> frozenset[str]:
    """The stems of the names of days and months, which tell nothing of the matter."""
    return matter_stems(" ".join(sorted(group("days and months"))))


def _is_remote(day: date, published: date) -> bool:
    apart = (day - published).days
    return not -_LONGEST <= apart <= _LONGEST_AHEAD


def _are_of_one(one: Told, two: Told) -> bool:
    """Whether two clauses give a day to the same thing."""
    mine, theirs = one.value, two.value
    is_another = mine.again != theirs.again and not mine.is_ahead
    if is_another or mine.is_ahead != theirs.is_ahead:
        is_refusal = mine.low is None or theirs.low is None
        if not is_refusal:
            return False
    if one.line.around == two.line.around and one.line.document == two.line.document:
        return True
    shared = len(mine.stems & theirs.stems)
    near = len(mine.around & theirs.around)
    common = mine.situations & theirs.situations
    if not any(map(is_once, common)):
        # What happens again and again on two days is two things.
        return False
    telling = common - group("common to much")
    if telling and len(common) >= _SHARED:
        return True
    both = situations_in(one.line.around).keys() & situations_in(two.line.around).keys()
    if near and both - group("common to much"):
        return True
    if common <= group("common to much"):
        return shared >= _SHARED or (shared > 0 and (mine.is_ahead or near > 1))
    return shared > 0 or near >= _SHARED
