"""What an undertaking covers: one account has a party do it to all, the other only to some."""

import re
from collections.abc import Iterator

from attrs import frozen

from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.discrepancies.rivals import Told
from dragoman.assessment.discrepancies.roots import roots_of
from dragoman.assessment.wording import pattern_of
from dragoman.model import DiscrepancyKind

_END = re.compile(
    r"\s+(?:for|in|during|until|till|after|from|by|as|that|which|who|if|while|when|within|before|"
    r"starting|beginning|under|but|to|at|on|held|once|will|would|is|are)\b|[,.;:“”\"()–—]"
)
_ALL = re.compile(r"\b(?:all|every|any|the entire|each)\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|nothing but|no more than)\b", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|\band\b|\bas well as\b|\bor\b)\s*")


@frozen
class Reach:
    """What is to be done to what: ``parts`` are the things, each as roots."""

    parts: tuple[frozenset[str], ...]
    is_all: bool
    is_only: bool

    @property
    def whole(self) -> frozenset[str]:
        """All roots."""
        return frozenset().union(*self.parts)


class Undertakings:
    """Undertakings that two sides tell alike but for what they cover."""

    kind = DiscrepancyKind.MEANING
    name = "what an undertaking covers"
    is_within_party = False
    shares = 2
    days_apart = 3
    compares_days = True

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """The things in a sentence that tells what will be done, as agreed and not as asked for."""
        text = line.text
        for found in pattern_of("undertaken deed").finditer(text):
            start = found.start()
            clause = line.clause_before(start)
            if not pattern_of("points to come").search(clause):
                continue
            if line.is_wished(start) or line.is_negated(start):
                continue
            if lines.is_wanted(line, start, found.end()):
                continue
            after = text[found.end() :]
            end = _END.search(after)
            thing = after[: end.start() if end else len(after)].strip()
            parts = tuple(p for part in _AND.split(thing) if (p := roots_of(part)))
            verb = min(roots_of(found["verb"]) or {found["verb"].split()[0].casefold()})
            if parts:
                yield Told(
                    point=(verb,),
                    value=Reach(
                        parts, bool(_ALL.search(thing)), bool(_ONLY.search(clause + thing))
                    ),
                    line=line,
                    start=start,
                    end=found.end() + len(thing),
                    matter=f"what it covers: {found[0]} {thing}",
                    says=f"{found[0]} {thing}",
                )

    def differ(self, one: Told, two: Told) -> str | None:
        """All against some; one thing only against more; a list against a part of it."""
        mine, theirs = one.value, two.value
        if mine.is_all != theirs.is_all:
            every, some = (mine, theirs) if mine.is_all else (theirs, mine)
            if some.whole != every.whole:
                return "one account has it cover all, the other only some"
            return None
        if mine.is_all or not mine.whole & theirs.whole:
            return None
        if (mine.is_only or theirs.is_only) and mine.whole != theirs.whole:
            return "one account limits it to less than the other names"
        fewer, more = sorted((mine, theirs), key=lambda reach: len(reach.parts))
        if {*fewer.parts} < {*more.parts}:
            return "one account names a thing that the other leaves out"
        return None
