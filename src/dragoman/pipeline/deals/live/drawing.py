"""Drawing for sliders: what was not moved is drawn alike before and after."""

from collections import Counter
from collections.abc import Iterable, Iterator
from zlib import crc32

import numpy as np
from attrs import frozen

from dragoman.bargaining.judgements import Judgement
from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.space import Floats
from dragoman.bargaining.uncertainty.drawing import Drawing, DrawingMethod, draw

REPLICATES = 16
Name = tuple[str, int]
"""The label of a judgement, and which of those of this label it is, from 0."""


@frozen(kw_only=True, eq=False)
class SameDraws:
    """Shares of the uncertain judgements of a sheet, to be drawn alike in sheets much like it.

    ``columns`` names the columns of ``drawing.shares``.
    """

    drawing: Drawing
    columns: dict[Name, int]
    n_draws: int

    def over(self, sheet: Sheet) -> Drawing:
        """The drawing of another sheet: the columns of the judgements known, and new ones.

        A new column is evenly spread within each replicate (McKay, Beckman and Conover 1979) and
        the same whenever its judgement turns up.
        """
        names = list(_names(sheet.judgements[i] for i in sheet.uncertain))
        if not names:
            return Drawing(
                shares=np.zeros((1, 0)), method=DrawingMethod.CERTAIN, seed=self.drawing.seed
            )
        shares = [
            self.drawing.shares[:, self.columns[name]] if name in self.columns else self._new(name)
            for name in names
        ]
        return Drawing(
            shares=np.stack(shares, axis=1),
            method=DrawingMethod.QUASI_MONTE_CARLO,
            seed=self.drawing.seed,
            n_replicates=REPLICATES,
        )

    def _new(self, name: Name) -> Floats:
        rng = np.random.default_rng([self.drawing.seed, crc32(name[0].encode()), name[1]])
        length = self.n_draws // REPLICATES
        parts = [(rng.permutation(length) + rng.random(length)) / length for _ in range(REPLICATES)]
        return np.concatenate(parts)


def same_draws(sheet: Sheet, *, n_draws: int, seed: int) -> SameDraws:
    """The draws of a sheet as it stands, those of ``reckon_deals`` with as many and this seed.

    Raises:
        BadRequest: ``n_draws`` is no power of two times 16, or the seed is below zero.
    """
    names = _names(sheet.judgements[i] for i in sheet.uncertain)
    return SameDraws(
        drawing=draw(sheet, n_draws=n_draws, seed=seed, n_replicates=REPLICATES),
        columns={name: column for column, name in enumerate(names)},
        n_draws=n_draws,
    )


def _names(judgements: Iterable[Judgement]) -> Iterator[Name]:
    seen: Counter[str] = Counter()
    for judgement in judgements:
        yield judgement.label, seen[judgement.label]
        seen[judgement.label] += 1
