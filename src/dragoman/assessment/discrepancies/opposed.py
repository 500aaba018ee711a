"""One account says yes, another says no, of the same thing: what came up, what was agreed, done."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dragoman.assessment.discrepancies.clashes import Clash
from dragoman.assessment.discrepancies.clauses import DEED, TALK, WORD, Clause, clauses_of
from dragoman.assessment.discrepancies.lines import Lines
from dragoman.assessment.discrepancies.rivals import Told, are_two, side_of_told
from dragoman.assessment.labels import Labels
from dragoman.assessment.wording import pattern_of, shorten
from dragoman.model import DiscrepancyKind

_LOOKED_AT = 30
"""A clause is held against at most so many of a day that share a root."""
_SHARE = {TALK: 0.5, WORD: 0.5, DEED: 0.6}
"""Least share of what is denied, rare words counting more, that the other tells too."""
_LEAST = 2
"""A deed that is denied far from where it is told names at least so much."""
_BESIDE = 350
"""Within so many code points of one text, an answer need not repeat the whole matter."""
_SHARE_BESIDE = 0.34
_WHY = {
    TALK: "one account says that it came up, the other that it did not",
    WORD: "one account says that it was agreed or promised, the other that it was not",
    DEED: "one account says that it is so, the other that it is not",
}


class Opposed:
    """Finds for each clause that says no the clauses of others that say yes."""

    name = "said and denied"
    shares = 1
    days_apart = 4
    compares_days = True

    def __init__(self, lines: Lines, labels: Labels) -> None:
        self._lines = lines
        self._labels = labels
        told = [clause for line in lines.all for clause in clauses_of(line, lines)]
        self._weights = _weights(told)
        self._no = [c for c in told if c.is_negative and c.roots]
        wanted = {root for clause in self._no for root in clause.roots}
        self._yes: defaultdict[tuple[str, date | None], list[Clause]] = defaultdict(list)
        for clause in told:
            if not clause.is_negative:
                for root in sorted(clause.roots & wanted):
                    self._yes[root, clause.line.day].append(clause)

    def find(self) -> Iterator[Clash]:
        """Every clause that says no, with its rivals."""
        for no in self._no:
            rivals = [yes for yes in self._near(no) if self._clash_is_real(no, yes)]
            if rivals:
                yield self._clash(no, rivals)

    def _near(self, no: Clause) -> list[Clause]:
        """The clauses that share a root and were published near in time."""
        near: dict[int, Clause] = {}
        day = no.line.day
        days: list[date | None] = [None]
        if day is not None:
            days += [day + timedelta(n) for n in range(-self.days_apart, self.days_apart + 1)]
        for root in sorted(no.roots):
            for one in days:
                near |= {id(c): c for c in self._yes.get((root, one), ())[:_LOOKED_AT]}
        return sorted(near.values(), key=lambda c: (c.line.passage, c.start))

    def _clash_is_real(self, no: Clause, yes: Clause) -> bool:
        if not _fit(no, yes) or not self._is_of_matter(no, yes) or _came_later(no, yes):
            return False
        if not self._lines.are_one_occasion(no.line, yes.line, self):
            return False
        mine, theirs = (self._lines.witness_of(_told(c)) for c in (no, yes))
        return are_two(mine, theirs)

    def _is_of_matter(self, no: Clause, yes: Clause) -> bool:
        shared = no.roots & yes.roots
        if not shared or (no.frame == DEED and not no.denied & yes.roots):
            return False
        if no.frame == DEED and len(no.roots) < _LEAST and not _is_beside(no, yes):
            return False
        weight = sum(self._weights[one] for one in shared)
        share = weight / sum(self._weights[one] for one in no.roots)
        is_near = no.points_back or _is_beside(no, yes)
        return share >= (_SHARE_BESIDE if is_near else _SHARE[no.frame])

    def _clash(self, no: Clause, rivals: list[Clause]) -> Clash:
        lines, labels = self._lines, self._labels
        lead = {TALK: "whether it came up: ", WORD: "whether it was agreed: ", DEED: "whether: "}
        return Clash(
            kind=_kind(no, rivals),
            matter=lead[no.frame] + shorten(" ".join(no.text.split()), 10),
            about=f"{self.name}:{no.frame}:{' '.join(sorted(no.roots))}",
            first=tuple(side_of_told(_told(one), lines, labels) for one in rivals),
            second=(side_of_told(_told(no), lines, labels),),
            why=_WHY[no.frame],
            targets=lines.common_contacts([no.line]),
            day=no.line.day,
            rule=self.name,
        )


def _weights(told: Iterable[Clause]) -> dict[str, float]:
    """How much each root weighs: a rare one more."""
    often = Counter(root for clause in told for root in clause.roots)
    return {root: 1 / (1 + math.log(times)) for root, times in often.items()}


def _fit(no: Clause, yes: Clause) -> bool:
    """Whether a yes of one frame can answer a no of the other, and nobody else is meant."""
    if no.frame == TALK:
        return yes.frame != DEED or bool(pattern_of("put forward").search(yes.text))
    if no.frame == DEED and yes.frame == WORD:
        return all(pattern_of("taking in").search(one.text) for one in (no, yes))
    if no.frame != yes.frame or (no.frame == DEED and pattern_of("wishing").search(yes.text)):
        return False
    if no.frame == WORD and (no.is_noun or yes.is_noun):
        return True
    return no.agent is None or yes.agent is None or no.agent == yes.agent


def _is_beside(no: Clause, yes: Clause) -> bool:
    """Whether they stand near each other in one paragraph."""
    same = no.line.document == yes.line.document and no.line.around == yes.line.around
    return same and abs(no.line.passage.start - yes.line.passage.start) <= _BESIDE


def _came_later(no: Clause, yes: Clause) -> bool:
    """Whether what was not so yet may have become so since."""
    mine, theirs = no.line.day, yes.line.day
    return bool(mine and theirs and theirs > mine and pattern_of("overtaken").search(no.line.text))


def _kind(no: Clause, rivals: list[Clause]) -> DiscrepancyKind:
    if no.frame == WORD and no.is_noun:
        return DiscrepancyKind.OUTCOME
    if no.frame != DEED:
        return DiscrepancyKind.DENIAL
    texts = [no.text, *(one.text for one in rivals)]
    if all(pattern_of("taking in").search(text) for text in texts):
        return DiscrepancyKind.MEANING
    if all(pattern_of("conduct in arms").search(text) for text in texts):
        return DiscrepancyKind.COMPLIANCE
    return DiscrepancyKind.DENIAL


def _told(clause: Clause) -> Told:
    return Told(
        point=(),
        value=not clause.is_negative,
        line=clause.line,
        start=clause.at,
        end=clause.to,
        matter="",
        says=shorten(" ".join(clause.text.split()), 14),
        is_narrated=bool(pattern_of("against another").match(clause.line.text)),
    )
