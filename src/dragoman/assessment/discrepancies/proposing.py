"""Pairs that no rule reaches, shown to a judge of contradictions (design, section 5).

A judge says how far one sentence rules another out. It is asked only about sentences that tell of
what happened, was said or was agreed, on one occasion, by different people, and that share telling
words: a few for each sentence, so that the cost grows with the number of texts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from math import log
from typing import Protocol

from dragoman.assessment.discrepancies.clashes import Clash
from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.discrepancies.rivals import Told, are_two, side_of_told
from dragoman.assessment.discrepancies.stems import matter_stems
from dragoman.assessment.labels import Labels
from dragoman.assessment.wording import pattern_of, shorten
from dragoman.model import DiscrepancyKind

THRESHOLD = 0.76
"""Least score at which a pair is proposed (``encoder.entailment.PROPOSED``, its model card)."""
_EACH = 2
"""At most so many pairs are asked about for each sentence, the most alike first."""
_A_DOCUMENT = 3
"""At most so many pairs a document are asked about: the cost grows with the number of texts."""
_MOST = 1_000
"""At most so many pairs in all: what a judge reads in half a minute."""
_LEAST_SHARED = 2
_SHORTEST = 4
"""A sentence of fewer words tells nothing that could be ruled out."""
_COMMON = 40
"""A word in more sentences than that names no matter."""


class Judge(Protocol):
    """Judges pairs of texts."""

    def clashes(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float]:
        """For each pair how far both cannot hold, from 0 to 1, in order; symmetric."""
        ...


class Proposals:
    """Pairs of sentences that a judge holds to contradict each other."""

    kind = DiscrepancyKind.DENIAL
    name = "entailment"
    shares = 2
    days_apart = 3
    compares_days = True

    def __init__(self, lines: Lines, labels: Labels, judge: Judge) -> None:
        self._lines = lines
        self._labels = labels
        self._judge = judge

    def find(self) -> Iterator[Clash]:
        """The pairs at or above the threshold, each with its score."""
        pairs = self._pairs()
        asked = [(one.line.text, two.line.text) for one, two in pairs]
        scores = self._judge.clashes(asked) if asked else []
        for (one, two), score in zip(pairs, scores, strict=True):
            if score >= THRESHOLD:
                yield self._clash(one, two, score)

    def _pairs(self) -> list[tuple[Told, Told]]:
        """Whom to ask about: near, of rivals, alike; those that share rare words first."""
        told = [_told(line) for line in self._lines.all if self._is_told(line)]
        stems = [matter_stems(one.line.text) for one in told]
        often = Counter(stem for some in stems for stem in some)
        places: defaultdict[str, list[int]] = defaultdict(list)
        pairs: list[tuple[float, int, int]] = []
        for n, one in enumerate(told):
            near: defaultdict[int, float] = defaultdict(float)
            shared: Counter[int] = Counter()
            for stem in sorted(stems[n]):
                for other in places[stem][-_COMMON:]:
                    near[other] += 1 / (1 + log(often[stem]))
                    shared[other] += 1
                places[stem].append(n)
            ranked = sorted(near, key=lambda m: (-near[m], m))
            rivals = (m for m in ranked if shared[m] >= _LEAST_SHARED and self._are(told[m], one))
            pairs += [(-near[m], m, n) for m in islice(rivals, _EACH)]
        documents = len({one.line.document for one in told})
        kept = sorted(pairs)[: min(_MOST, _A_DOCUMENT * documents)]
        return [(told[m], told[n]) for _, m, n in sorted(kept, key=lambda pair: pair[1:])]

    def _is_told(self, line: Line) -> bool:
        text = line.text
        if pattern_of("wishing").search(text) or pattern_of("to come").search(text):
            return False
        if line.is_headline or len(text.split()) < _SHORTEST:
            return False
        return not text.endswith("?") and not self._lines.is_asked(line, 0, len(text))

    def _are(self, one: Told, two: Told) -> bool:
        mine, theirs = self._lines.witness_of(one), self._lines.witness_of(two)
        return are_two(mine, theirs) and self._lines.are_one_occasion(one.line, two.line, self)

    def _clash(self, one: Told, two: Told, score: float) -> Clash:
        return Clash(
            kind=self.kind,
            matter=shorten(one.line.text, 12),
            about=f"{self.name}:{one.line.passage.document}:{one.line.passage.start}",
            first=(side_of_told(one, self._lines, self._labels),),
            second=(side_of_told(two, self._lines, self._labels),),
            why=f"read as contradicting by the net, score {score:.2f}; no rule says why",
            targets=self._lines.common_contacts([one.line, two.line]),
            day=one.line.day,
            rule=self.name,
            score=round(score, 3),
        )


def _told(line: Line) -> Told:
    middle = len(line.text) // 2
    return Told(point=(), value=None, line=line, start=middle, end=middle + 1, matter="", says="")
