"""A charge or a claim, and the answer to it in the same breath: "A accuses B of … B denies it."."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from attrs import evolve, frozen

from dragoman.assessment.discrepancies.clashes import Clash, Side
from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.discrepancies.rivals import Told, side_of_told
from dragoman.assessment.labels import Labels
from dragoman.assessment.witnesses import Witness
from dragoman.assessment.wording import pattern_of, shorten
from dragoman.model import DiscrepancyKind

_CUT = re.compile(r"[;—–]\s*|,? (?:but|while|whereas) |, (?:and|which) ")
_FEWEST = 4
"""A stretch of fewer words makes no claim."""


@frozen(kw_only=True, eq=False)
class _Stretch:
    """A part of a sentence between semicolons; ``start`` and ``end`` are code points in it."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


def find_replies(lines: Lines, labels: Labels) -> Iterator[Clash]:
    """Every answer that takes up what was just told, beside what it takes up."""
    paragraphs: defaultdict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines.all:
        paragraphs[line.document, line.around].append(line)
    for key in sorted(paragraphs):
        told = [part for line in paragraphs[key] for part in _parts(line)]
        for before, answer in pairwise(told):
            clash = _clash(before, answer, lines, labels)
            if clash is not None:
                yield clash


def _parts(line: Line) -> Iterator[_Stretch]:
    cuts = [0, *(m.end() for m in _CUT.finditer(line.text)), len(line.text)]
    for start, end in pairwise(cuts):
        if line.text[start:end].strip():
            yield _Stretch(line=line, start=start, end=end)


def _clash(before: _Stretch, answer: _Stretch, lines: Lines, labels: Labels) -> Clash | None:
    found = pattern_of("answering a charge").search(answer.text)
    if (
        found is None
        or len(before.text.split()) < _FEWEST
        or _is_open(before, answer, lines, found)
    ):
        return None
    denier = _named(answer.text[: found.start()], lines) or _party(answer, lines, found)
    teller = _teller(before, lines)
    is_told = pattern_of("charging").search(before.text) or teller is not None
    if not is_told or (denier is not None and denier == teller):
        return None
    if denier is None and not re.search(r"[A-Z]\w+", answer.text[1:]):
        return None
    arms = pattern_of("conduct in arms").search(before.text)
    return Clash(
        kind=DiscrepancyKind.COMPLIANCE if arms else DiscrepancyKind.DENIAL,
        matter=f"whether it is so: {shorten(' '.join(before.text.split()), 12)}",
        about=f"answered:{before.line.passage.document}:{before.line.passage.start + before.start}",
        first=(_side(before, lines, labels),),
        second=(_as_denied_by(denier, _side(answer, lines, labels)),),
        why="the one charges or claims it, the other denies it in the next breath",
        targets=lines.common_contacts([before.line]),
        day=before.line.day,
        rule="charge and answer",
    )


def _is_open(before: _Stretch, answer: _Stretch, lines: Lines, found: re.Match[str]) -> bool:
    """Whether the answer or the charge is only foretold, supposed or asked for."""
    if answer.line.is_wished(answer.start + found.start()):
        return True
    if pattern_of("denying word").search(answer.text[: found.start()].split(",")[-1]):
        return True
    if pattern_of("denying word").search(before.text) or pattern_of("answering a charge").search(
        before.text
    ):
        return True
    wanted = lines.is_asked(before.line, before.start, before.end)
    return wanted or before.text.rstrip(' ”"').endswith("?")


def _named(text: str, lines: Lines) -> str | None:
    parties = lines.witnesses.roster.parties_in(text)
    return parties[0] if parties else None


def _teller(part: _Stretch, lines: Lines) -> str | None:
    """The party that tells it: whose statement it is, else named before a verb of telling."""
    verb = pattern_of("charging").search(part.text)
    if verb is not None:
        beside = (
            part.text[verb.end() :]
            if verb[0].lower() == "according to"
            else part.text[: verb.start()]
        )
        party = _named(beside, lines)
        if party is not None:
            return party
    return lines.witness(part.line, part.start, part.end).party


def _party(part: _Stretch, lines: Lines, found: re.Match[str]) -> str | None:
    start, end = part.start + found.start(), part.start + found.end()
    return lines.witness(part.line, start, end).party


def _as_denied_by(party: str | None, side: Side) -> Side:
    """The side as the word of the party that is named as denying, where one is."""
    if party is None or side.witness.party:
        return side
    document = side.passages[0].document
    return evolve(side, witness=Witness(party, document, party, is_speaker=True))


def _side(part: _Stretch, lines: Lines, labels: Labels) -> Side:
    middle = (part.start + part.end) // 2
    words = shorten(" ".join(part.text.split()), 14)
    told = Told(
        point=(), value=None, line=part.line, start=middle, end=middle + 1, matter="", says=words
    )
    side = side_of_told(told, lines, labels)
    passage = lines.at(part.line, part.start, part.end)
    return Side(says=side.says, passages=(passage,), witness=side.witness, statement=side.statement)
