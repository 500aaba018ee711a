"""A sentence that denies, and the sentences of other accounts that tell what it denies."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from dragoman.assessment.discrepancies.clashes import Clash
from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.discrepancies.rivals import Told, are_two, side_of_told
from dragoman.assessment.discrepancies.stems import matter_stems
from dragoman.assessment.labels import Labels
from dragoman.assessment.wording import pattern_of, shorten
from dragoman.model import DiscrepancyKind

_LEAST = 2
_SHARE = 0.6
_LOOKED_AT = 40
"""A denial is held against at most so many sentences of a day that share a telling word."""


@frozen(kw_only=True, eq=False)
class _Denial:
    told: Told
    stems: frozenset[str]


class Denials:
    """Finds for each denial the sentences that tell what it denies."""

    kind = DiscrepancyKind.DENIAL
    name = "denied"
    shares = 1
    days_apart = 4
    compares_days = True

    def __init__(self, lines: Lines, labels: Labels) -> None:
        self._lines = lines
        self._labels = labels
        self._telling: defaultdict[tuple[str, date | None], list[Line]] = defaultdict(list)

    def find(self) -> Iterator[Clash]:
        """Every denial with its rivals."""
        denials = [d for line in self._lines.all for d in self._read(line)]
        wanted = {stem for denial in denials for stem in denial.stems}
        for line in self._lines.all:
            for stem in sorted(matter_stems(line.text) & wanted):
                self._telling[stem, line.day].append(line)
        for denial in denials:
            rivals = self._rivals(denial)
            if rivals:
                yield self._clash(denial, rivals)

    def _read(self, line: Line) -> Iterator[_Denial]:
        for name in ("denying a thing", "nothing of the kind", "undiscussed", "not done"):
            found = pattern_of(name).search(line.text)
            if found is None or line.is_future(found.start()):
                continue
            what = next((g for g in found.groups() if g), "")
            if pattern_of("to come").search(what[:40]) and name == "undiscussed":
                continue
            stems = matter_stems(what)
            if name != "undiscussed" and pattern_of("overtaken").search(line.text):
                continue
            if len(stems) < (1 if name == "undiscussed" else _LEAST):
                continue
            if not line.is_wished(found.start()):
                told = Told(
                    point=(name,),
                    value=False,
                    line=line,
                    start=found.start(),
                    end=found.end(),
                    matter=f"whether {shorten(_bare(what), 10)}"
                    + (" was discussed" if name == "undiscussed" else ""),
                    says="not discussed" if name == "undiscussed" else "denies it",
                )
                yield _Denial(told=told, stems=stems)
                return

    def _rivals(self, denial: _Denial) -> list[Told]:
        lines = self._lines
        mine = lines.witness_of(denial.told)
        near: dict[int, Line] = {}
        for stem in sorted(denial.stems):
            for line in self._near(stem, denial.told.line):
                near[id(line)] = line
        found = []
        for line in near.values():
            if not lines.are_one_occasion(line, denial.told.line, self):
                continue
            told = self._affirmed(line, denial)
            if told is not None and are_two(mine, lines.witness_of(told)):
                found.append(told)
        return found

    def _near(self, stem: str, line: Line) -> Iterator[Line]:
        """The sentences with a word that are published near a day, at most so many."""
        if line.day is None:
            yield from self._telling[stem, None][:_LOOKED_AT]
            return
        for apart in range(-self.days_apart, self.days_apart + 1):
            yield from self._telling[stem, line.day + timedelta(apart)][:_LOOKED_AT]
        yield from self._telling[stem, None][:_LOOKED_AT]

    def _affirmed(self, line: Line, denial: _Denial) -> Told | None:
        """The sentence as one that tells what is denied; None where it does not."""
        if line is denial.told.line or _came_later(denial, line):
            return None
        shared = matter_stems(line.text) & denial.stems
        if len(shared) < _SHARE * len(denial.stems):
            return None
        is_talk = denial.told.point[0] == "undiscussed"
        talk = pattern_of("discussed").search(line.text) or pattern_of("agreed").search(line.text)
        if is_talk and talk is None:
            return None
        places = _places(line.text, shared)
        if not places or pattern_of("negating").search(line.text):
            return None
        start, end = (talk.start(), talk.end()) if is_talk and talk else (places[0], places[-1])
        end = max(end, start + 1)
        if line.is_wished(end) or self._lines.is_asked(line, start, end):
            return None
        if pattern_of("to come").search(line.text) and not _has_future(denial):
            return None
        return Told(
            point=denial.told.point,
            value=True,
            line=line,
            start=start,
            end=end,
            matter=denial.told.matter,
            says="discussed" if is_talk else "",
        )

    def _clash(self, denial: _Denial, rivals: list[Told]) -> Clash:
        told = denial.told
        lines, labels = self._lines, self._labels
        return Clash(
            kind=self.kind,
            matter=told.matter,
            about=f"{self.name}:{' '.join(sorted(denial.stems))}",
            first=tuple(side_of_told(r, lines, labels) for r in rivals),
            second=(side_of_told(told, lines, labels),),
            why="one account says that it is so, the other denies it",
            targets=lines.common_contacts([told.line]),
            day=told.line.day,
            rule=self.name,
        )


def _came_later(denial: _Denial, line: Line) -> bool:
    """Whether what was not done may have been done since."""
    first = denial.told.line.day
    return denial.told.point[0] == "not done" and bool(first and line.day and line.day > first)


def _has_future(denial: _Denial) -> bool:
    return bool(pattern_of("to come").search(denial.told.line.text))


def _places(text: str, stems: frozenset[str]) -> list[int]:
    """Where the words with these stems stand."""
    return [m.start() for m in re.finditer(r"[^\W\d_]+", text) if matter_stems(m[0]) & stems]


def _bare(what: str) -> str:
    return re.sub(r"^(?:that|having|the|any|of)\s+", "", what.strip(" ,"), flags=re.IGNORECASE)
