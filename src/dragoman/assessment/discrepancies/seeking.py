"""A sentence that says "no", and what other accounts tell that it is the "no" to.

Rules over exact wording miss most rival accounts, since no two outlets tell a thing in the same
words. Here the *kind* of denial is a pattern (``seeking.toml``: nothing agreed, not raised, not
tied, nobody else there, not done …) and so is what it can be held against; which telling it is held
against is decided by likeness: telling words in common, weighed by how rare they are in the file,
and vectors of the sentence model where one is given.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from math import log
from typing import Any, Protocol

import numpy as np
from attrs import evolve, frozen

from dragoman.assessment.discrepancies.clashes import Clash, Side
from dragoman.assessment.discrepancies.lines import CLAUSE, Line, Lines
from dragoman.assessment.discrepancies.points import Point, points
from dragoman.assessment.discrepancies.rivals import Told, are_two, side_of_told
from dragoman.assessment.discrepancies.stems import matter_stems
from dragoman.assessment.labels import Labels
from dragoman.assessment.wording import pattern_of, shorten
from dragoman.model import Passage

_DAYS_APART = 5
"""Between the publication of a telling and of the sentence that denies it."""
_BEHIND = 1
"""Days by which a telling may be published after its denial: an announcement is answered, but what
is told much later may have come true since."""
_LOOKED_AT = 60
"""A denial is held against at most so many tellings: those with most words in common."""
_WEIGHED = 15
"""Of these so many are shown to the model, at a millisecond each."""
_OFF_SUBJECT = 0.14
"""By so much more alike a telling must be that does not name the denial's own subject."""
_TELLERS = 4
"""At most so many tellings of different witnesses stand on one side."""
_BESIDE = 0.2
"""Likeness that a telling gains by standing at most ``_NEXT`` sentences from the denial, in one
text and from another mouth: reporters set rival accounts side by side."""
_NEXT = 2
_OWN_WORDS = 0.12
"""Likeness that two gain who speak for two parties: rival readouts tell of the same things."""
_MODAL = 20
"""Code points behind a telling word in which it may be made a wish: "a treaty must be …"."""
_FOCUS = re.compile(
    r"\s*(?:(?:on|about|over|regarding|concerning|as to|of|to) )?"
    r"((?:(?!which|that|who|by|until|because)[\w'’-]+ ?){1,6})"
)
"""What is denied to have been agreed or raised, right behind the denying words."""
_SILENT = re.compile(
    r"\b(?:no mention|(?:does|do|did) not mention|not mentioned in|is not mentioned|silent|"
    r"no word (?:on|of|about)|leaves? (?:it|this|that) out|does not say|did not say)\b",
    re.IGNORECASE,
)
"""That a text leaves a thing out denies nothing."""
_FEW = 2
_BACK = re.compile(
    r"\b(?:it|they|them|this|that(?= (?:is|was|had|has|,|:|;|$))|"
    r"the (?:subject|matter|issue|question|point|topic))\b",
    re.IGNORECASE,
)
"""Words that only point back: what is denied stands in the sentence before."""
_NOBODY = re.compile(r"nobody|no one|none|only|alone|one[- ]on[- ]one|face to face", re.IGNORECASE)
_LENGTH = 4
"""Sentences of fewer words deny or tell nothing that can be compared."""


class Embeds(Protocol):
    """Turns a text into a vector of length 1, as the sentence model does."""

    def embed(self, text: str) -> Iterable[Any]:
        """The vector of a text."""
        ...


@frozen(kw_only=True, eq=False)
class _Said:
    """A sentence that denies or tells, and where; ``is_telling``: in words of the point."""

    line: Line
    start: int
    end: int
    stems: frozenset[str]
    is_telling: bool
    words: str
    focus: frozenset[str] = frozenset()


class Seeking:
    """Finds, for each sentence that says "no", the tellings that it rules out."""

    shares = 1
    days_apart = _DAYS_APART
    compares_days = True

    def __init__(
        self,
        lines: Lines,
        labels: Labels,
        model: Embeds | None = None,
        answered: Iterable[Clash] = (),
    ) -> None:
        """``answered`` are clashes that rules found: their sentences seek nothing more."""
        self._lines = lines
        self._labels = labels
        self._model = model
        self._held: defaultdict[str, list[Passage]] = defaultdict(list)
        self._against: defaultdict[str, list[Passage]] = defaultdict(list)
        for clash in answered:
            self._note(clash.first, clash.second)
            self._note(clash.second, clash.first)
        self._stems = {id(line): matter_stems(line.text) for line in lines.all}
        self._party_stems = matter_stems(" ".join(sorted(lines.party_words)))
        self._read = [line for line in lines.all if _is_read(line)]
        self._places = {id(line): place for place, line in enumerate(lines.all)}
        counts = Counter(stem for stems in self._stems.values() for stem in stems)
        self._weights = {s: log(1 + len(lines.all) / n) for s, n in counts.items()}

    def _note(self, sides: Iterable[Side], against: Iterable[Side]) -> None:
        """Keep which words rules set against which mouth, and which text."""
        opposed = [passage for side in against for passage in side.passages]
        for side in sides:
            self._against[side.witness.who] += opposed
            for passage in side.passages:
                self._held[passage.document].append(passage)
                self._against[passage.document] += opposed

    def find(self) -> Iterator[Clash]:
        """Every denial with the tellings that it is held against; each sentence denies once."""
        taken = {id(line) for line in self._lines.all if self._is_held(line)}
        for point in points():
            tellings = self._by_stem(self._tellings(point))
            for denial in self._denials(point):
                if id(denial.line) in taken:
                    continue
                rivals = self._rivals(denial, point, tellings)
                if rivals and not self._is_known(denial, [told for _, told in rivals]):
                    taken.add(id(denial.line))
                    yield self._clash(denial, rivals, point)

    def _is_held(self, line: Line) -> bool:
        return any(_overlap(line.passage, held) for held in self._held[line.document])

    def _is_known(self, denial: _Said, rivals: Iterable[_Said]) -> bool:
        """Whether a rule already set the same mouth or text against all of these tellings."""
        known = (*self._against[self._witness(denial).who], *self._against[denial.line.document])
        return all(any(_overlap(told.line.passage, p) for p in known) for told in rivals)

    def _denials(self, point: Point) -> Iterator[_Said]:
        for line in self._read:
            found = point.denies.search(line.text)
            if found is None or self._is_open(line, found.start(), found.end()):
                continue
            said = self._said(line, *found.span(), is_telling=False)
            if _SILENT.search(line.text) or pattern_of("overtaken").search(line.text):
                continue
            words = self._clause(line, found)
            focus = self._focus(line, found, point)
            stems = matter_stems(words) - matter_stems(found[0])
            yield evolve(said, focus=focus, words=words, stems=stems)

    def _focus(self, line: Line, found: re.Match[str], point: Point) -> frozenset[str]:
        """What is denied to have been agreed or raised, or who is denied to have been there."""
        if not point.needs_topic:
            return frozenset() if _NOBODY.match(found[0]) else matter_stems(found[0])
        if point.subject_counts:
            subject = line.clause_before(found.start())
            return frozenset() if _BACK.search(subject) else self._topic(matter_stems(subject))
        named = _FOCUS.match(line.text, found.end()) if point.object_counts else None
        return self._topic(matter_stems(named[1])) if named else frozenset()

    def _tellings(self, point: Point) -> Iterator[_Said]:
        for line in self._read:
            found = point.tells.search(line.text)
            if found is None and pattern_of("negating").search(line.text):
                continue
            if found and line.is_negated(found.start()):
                continue
            start, end = found.span() if found else (0, 1)
            if point.denies.search(line.text) or _SILENT.search(line.text):
                continue
            if line.is_wished(end + _MODAL) and not point.wished:
                continue
            if line.is_future(end + _MODAL) and not point.ahead:
                continue
            yield self._said(line, start, end, is_telling=found is not None)

    def _is_open(self, line: Line, start: int, end: int) -> bool:
        """Whether a denial is none: wished, supposed, or about what is still to come."""
        return (
            line.is_wished(start) or line.is_future(end) or self._lines.is_asked(line, start, end)
        )

    def _said(self, line: Line, start: int, end: int, *, is_telling: bool) -> _Said:
        stems = self._stems[id(line)]
        if is_telling:
            stems -= matter_stems(line.text[start:end])
        return _Said(
            line=line, start=start, end=end, stems=stems, is_telling=is_telling, words=line.text
        )

    def _clause(self, line: Line, found: re.Match[str]) -> str:
        """The clause that denies; with the sentence before it where it only points back."""
        behind = CLAUSE.search(line.text, found.end())
        words = (
            line.clause_before(found.start())
            + line.text[found.start() : behind.start() if behind else None]
        )
        place = self._places[id(line)]
        before = self._lines.all[place - 1] if place else line
        points_back = len(self._topic(matter_stems(words))) < _FEW or _BACK.search(words)
        if points_back and before.document == line.document:
            return f"{before.text}. {words}"
        return words

    def _by_stem(self, tellings: Iterable[_Said]) -> dict[str, list[_Said]]:
        index: defaultdict[str, list[_Said]] = defaultdict(list)
        for told in tellings:
            for stem in told.stems:
                index[stem].append(told)
            index[f"day {told.line.day}"].append(told)
            index[f"in {told.line.document}"].append(told)
            if told.is_telling and self._lines.witnesses.issuer(told.line.document):
                index[f"own {told.line.day}"].append(told)
        return index

    def _rivals(
        self, denial: _Said, point: Point, index: dict[str, list[_Said]]
    ) -> list[tuple[float, _Said]]:
        """The tellings that it rules out, the most alike first, one for each witness."""
        witness = self._witness(denial)
        near = self._near(denial, point, index)
        words = [(self._in_words(denial, told), told) for told in near]
        words.sort(key=lambda pair: (-sum(pair[0]), pair[1].line.passage))
        scored = sorted(
            ((self._likeness(denial, told, *found), told) for found, told in words[:_WEIGHED]),
            key=lambda pair: (-pair[0], pair[1].line.passage),
        )
        found: dict[str, tuple[float, _Said]] = {}
        for score, told in scored:
            theirs = self._witness(told)
            if len(found) == _TELLERS:
                break
            floor = point.likeness if told.is_telling else point.plain
            if score < floor + _OFF_SUBJECT * (not self._is_in_focus(denial, told)):
                continue
            if are_two(witness, theirs) and theirs.who not in found:
                found[theirs.who] = (score, told)
        return list(found.values())

    def _near(self, denial: _Said, point: Point, index: dict[str, list[_Said]]) -> list[_Said]:
        """Tellings that can be of the same occasion: near in time, with words in common."""
        common: Counter[int] = Counter()
        told_by: dict[int, _Said] = {}
        keys = [*sorted(self._topic(denial.stems)), f"in {denial.line.document}"]
        if denial.line.day:
            days = (denial.line.day + timedelta(n) for n in range(-_DAYS_APART, _BEHIND + 1))
            of = "own" if point.needs_topic else "day"
            keys += [f"{of} {day}" for day in days]
        for key in keys:
            for told in index.get(key, ()):
                if self._is_in_time(denial.line, told.line):
                    common[id(told)] += 1
                    told_by[id(told)] = told
        ranked = sorted(common, key=lambda n: (-common[n], told_by[n].line.passage))
        return [
            told_by[n]
            for n in ranked[:_LOOKED_AT]
            if told_by[n].line is not denial.line
            and (point.subject_counts or self._is_in_focus(denial, told_by[n]))
            and self._lines.are_one_occasion(denial.line, told_by[n].line, self)
        ]

    def _is_in_focus(self, denial: _Said, told: _Said) -> bool:
        """Whether a telling names at least half, by weight, of what the denial is about."""
        beside = told.line.text[: told.start] + " " + told.line.text[told.end :]
        named = denial.focus & matter_stems(beside)
        return 2 * self._weight(named) >= self._weight(denial.focus)

    def _is_in_time(self, denial: Line, told: Line) -> bool:
        if denial.day is None or told.day is None:
            return True
        return -_DAYS_APART <= (told.day - denial.day).days <= _BEHIND

    def _topic(self, stems: frozenset[str]) -> frozenset[str]:
        """The stems that name a matter, not a party."""
        return stems - self._party_stems

    def _in_words(self, one: _Said, two: _Said) -> tuple[float, float]:
        """How alike two sentences are without a model: rare words in common (0 to 1), and bonus."""
        words, others = self._topic(one.stems), self._topic(two.stems)
        least = min(self._weight(words), self._weight(others))
        overlap = self._weight(words & others) / least if least else 0.0
        mine, theirs = self._witness(one).party, self._witness(two).party
        bonus = _BESIDE * self._are_beside(one.line, two.line)
        return overlap, bonus + _OWN_WORDS * bool(mine and theirs and mine != theirs)

    def _likeness(self, one: _Said, two: _Said, overlap: float, bonus: float) -> float:
        """How alike two sentences are, 0 to about 1.8; half of the words counts with a model."""
        if self._model is None:
            return overlap + bonus
        return overlap / 2 + bonus + _nearness(self._model, one.words, two.words)

    def _are_beside(self, one: Line, two: Line) -> bool:
        return (
            one.document == two.document
            and abs(self._places[id(one)] - self._places[id(two)]) <= _NEXT
        )

    def _weight(self, stems: Iterable[str]) -> float:
        return sum(self._weights[stem] for stem in sorted(stems))

    def _witness(self, said: _Said) -> Any:
        return self._lines.witness(said.line, said.start, said.end)

    def _clash(self, denial: _Said, rivals: list[tuple[float, _Said]], point: Point) -> Clash:
        told = [self._told(said, point, says="") for _, said in rivals]
        against = self._told(denial, point, says="")
        return Clash(
            kind=point.kind,
            matter=f"{point.matter}: {shorten(told[0].line.text, 12)}",
            about=f"sought {point.name}:{denial.line.document}:{denial.line.passage.start}",
            first=tuple(side_of_told(t, self._lines, self._labels) for t in told),
            second=(side_of_told(against, self._lines, self._labels),),
            why=point.why,
            targets=self._lines.common_contacts([denial.line, *(t.line for t in told)]),
            day=denial.line.day,
            rule=f"sought: {point.name}",
        )

    def _told(self, said: _Said, point: Point, says: str) -> Told:
        return Told(
            point=(point.name,),
            value=None,
            line=said.line,
            start=said.start,
            end=said.end,
            matter="",
            says=says,
        )


def _is_read(line: Line) -> bool:
    """Whether a sentence is long enough to deny or tell, and no question."""
    return len(line.text.split()) >= _LENGTH and not line.text.rstrip("\"'”’ ").endswith("?")


def _nearness(model: Embeds, one: str, two: str) -> float:
    return float(np.dot(np.asarray(model.embed(one)), np.asarray(model.embed(two))))


def _overlap(one: Passage, two: Passage) -> bool:
    return one.document == two.document and one.start < two.end and two.start < one.end
