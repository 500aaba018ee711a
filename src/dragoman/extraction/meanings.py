"""Meanings: how near some words lie to each generic issue, by a small sentence model.

``data/issue_examples.toml`` describes each issue and gives phrasings of it. The lexicon decides
where its strong phrases stand; the model corrects it where it is unsure or silent. What each figure
here brings is measured by ``benchmarks/issues.py``. They were chosen on its tuning half, then made
stricter until they harmed hardly anything in the shipped examples, whose words point back far more.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from dragoman.encoder import SentenceModel
from dragoman.extraction.issues import Hit

NOTHING = "nothing"
"""The row of what is said around negotiations and is about no issue."""

EXPECTED, PROPOSED = (0.26, 0.03), (0.30, 0.10)
"""Nearness from which an issue is taken without any word of the lexicon, and by how much it must
be nearer than all others. Both are strict: most of what a text says names no issue, and points to
one in the sentence before."""

CONFIRMED = 0.30
"""Nearness that a weak word needs where the text does not name its issue elsewhere."""

IDLE, FAR = 0.28, 0.05
"""Words this near to nothing do not take over an issue that they are not at least so near to."""

_CENTRE = 0.85
"""Share of the mean example that is taken off every vector: what all of them have in common."""

_NEAREST = 2
"""Phrasings of an issue that are looked at one by one, beside their mean."""

Floats = NDArray[np.floating]


@frozen(kw_only=True)
class Likeness:
    """How near a text lies to each issue and to :data:`NOTHING`: -1 to 1, mostly below .3."""

    figures: dict[str, float]

    def is_idle(self, issue: str) -> bool:
        """Whether the words are on nothing, and surely not on this issue."""
        return self.figures[NOTHING] >= IDLE and self.figures[issue] < FAR

    def chosen(self, hits: dict[str, Hit], spoken_of: Mapping[str, int]) -> list[str]:
        """The issues of words that name none by themselves, the nearest first: at most one that
        they touch, and one that they clearly mean.

        ``spoken_of`` counts the sentences of the text that name each issue.
        """
        found = {self._touched(hits, spoken_of), self._meant(spoken_of)}
        return sorted((issue for issue in found if issue), key=lambda issue: -self.figures[issue])

    def _touched(self, hits: dict[str, Hit], spoken_of: Mapping[str, int]) -> str | None:
        """The issue among weak hits of which the text speaks most."""
        allowed = [i for i, hit in hits.items() if self._allows(i, hit, spoken_of.get(i, 0) > 0)]
        order = {issue: (hits[issue].weight, spoken_of.get(issue, 0)) for issue in allowed}
        return max(order, key=order.__getitem__) if order else None

    def _allows(self, issue: str, hit: Hit, spoken_of: bool) -> bool:
        """Whether a word that is not enough by itself may count for its issue."""
        if spoken_of:
            return not self.is_idle(issue)
        return hit.is_weak and self.figures[issue] >= CONFIRMED

    def _meant(self, spoken_of: Mapping[str, int]) -> str | None:
        """The issue that lies near, and clearly nearer than all others."""
        second, first = sorted(self.figures, key=self.figures.__getitem__)[-2:]
        nearness, lead = self.figures[first], self.figures[first] - self.figures[second]
        least = EXPECTED if spoken_of.get(first) else PROPOSED
        return first if first != NOTHING and nearness >= least[0] and lead >= least[1] else None

    def why(self, issue: str) -> str:
        """The figure in words."""
        return f"issue {issue}: nearness of meaning {self.figures[issue]:.2f}"


@define(kw_only=True, eq=False)
class Meanings:
    """Compares texts with the examples; these are embedded at the first text, in 0.2 seconds."""

    model: SentenceModel
    _table: "_Table | None" = field(default=None)

    @property
    def digest(self) -> str:
        """Tells one set of the model's files from another."""
        return self.model.digest

    def likeness(self, text: str) -> Likeness:
        """How near a text lies to each issue. Cost: one pass of the model, none the second time."""
        if self._table is None:
            self._table = _Table.of(self.model)
        return Likeness(figures=self._table.compare(self.model.embed(text)))


@frozen(kw_only=True, eq=False)
class _Table:
    """The examples: ``rows`` (examples, width), ``places`` (issues, most examples of one; -1
    where there is none), ``means`` (issues, width). Rows and means have length 1 after the
    ``centre`` was taken off."""

    issues: tuple[str, ...]
    places: NDArray[np.int64]
    rows: Floats
    means: Floats
    centre: Floats

    @classmethod
    def of(cls, model: SentenceModel) -> "_Table":
        texts = examples()
        raw = np.stack([model.embed(text) for own in texts.values() for text in own])
        ends = np.cumsum([len(own) for own in texts.values()])
        parts = np.split(np.arange(len(raw)), ends[:-1])
        centre = _CENTRE * raw.mean(0)
        rows = _unit(raw - centre)
        return cls(
            issues=tuple(texts),
            places=_ragged(parts),
            rows=rows,
            means=_unit(np.stack([rows[part].mean(0) for part in parts])),
            centre=centre,
        )

    def compare(self, vector: Floats) -> dict[str, float]:
        """For each issue the mean of two figures: its nearest examples', and its mean example's."""
        own = _unit(vector - self.centre)
        single = np.append(self.rows @ own, -1.0)[self.places]
        near = np.partition(single, -_NEAREST, axis=1)[:, -_NEAREST:].mean(1)
        figures = (near + self.means @ own) / 2
        return dict(zip(self.issues, figures.tolist(), strict=True))


def _ragged(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Rows of unequal length as one table, filled up with -1: the place behind the last one."""
    table = np.full((len(parts), max(map(len, parts))), -1)
    for row, part in zip(table, parts, strict=True):
        row[: len(part)] = part
    return table


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True))


@cache
def examples() -> dict[str, tuple[str, ...]]:
    """The description and phrasings of each issue, and of :data:`NOTHING`, in the file's order."""
    text = files(__package__).joinpath("data/issue_examples.toml").read_text(encoding="utf-8")
    rows: dict[str, dict[str, Any]] = tomllib.loads(text)
    return {issue: (row["description"], *row["examples"]) for issue, row in rows.items()}
