"""One sentence that sets two accounts side by side: what A calls "X", B calls "Y"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import evolve

from dragoman.assessment.discrepancies.clashes import Clash, Side
from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.discrepancies.stems import matter_stems
from dragoman.assessment.labels import Labels
from dragoman.assessment.witnesses import Witness
from dragoman.model import DiscrepancyKind

_QUOTED = re.compile(r"[“\"](?P<words>[^”\"]{3,60})[”\"]")
_SHARE = 0.5


def find_contrasts(lines: Lines, labels: Labels) -> Iterator[Clash]:
    """Terms that one sentence quotes from two parties, alike but not the same."""
    for line in lines.all:
        quoted = [(m.start(), m["words"].strip(" ,.")) for m in _QUOTED.finditer(line.text)]
        for (one, first), (two, second) in pairwise(quoted):
            mine, theirs = _teller(line, lines, 0, one), _teller(line, lines, one, two)
            if mine and theirs and mine != theirs and _are_versions(first, second):
                told = ((mine, one, first), (theirs, two, second))
                yield _clash(line, lines, labels, told)


def _teller(line: Line, lines: Lines, start: int, end: int) -> str | None:
    """The only party named between two places."""
    named = [party for place, party in lines.witnesses.roster.named_in(line.text[start:end])]
    return named[0] if len(set(named)) == 1 else None


def _are_versions(first: str, second: str) -> bool:
    """Whether two phrases are of one thing and say it otherwise."""
    one, two = matter_stems(first), matter_stems(second)
    shared = len(one & two)
    return first.casefold() != second.casefold() and shared >= _SHARE * max(len(one), len(two), 1)


def _clash(
    line: Line, lines: Lines, labels: Labels, told: tuple[tuple[str, int, str], ...]
) -> Clash:
    first, second = (_side(line, lines, labels, *one) for one in told)
    words = " or ".join(f"“{said}”" for _, _, said in told)
    return Clash(
        kind=DiscrepancyKind.MEANING,
        matter=f"whether it is {words}",
        about=f"contrast:{line.passage.document}:{line.passage.start}",
        first=(first,),
        second=(second,),
        why="the two sides use another term for it",
        targets=lines.common_contacts([line]),
        day=line.day,
        rule="terms set side by side",
    )


def _side(line: Line, lines: Lines, labels: Labels, party: str, start: int, said: str) -> Side:
    place = lines.at(line, start, start + len(said) + 2)
    return Side(
        says=f"{labels.party(party)}: “{said}”",
        passages=(evolve(place, role="content"),),
        witness=Witness(party, line.document, party, is_speaker=True),
    )
