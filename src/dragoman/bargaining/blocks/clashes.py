"""Clashes: the smallest sets of bars that cannot all stand, and what to give up instead.

A clash is a minimal infeasible subset: take any one of its bars away and a package fits the rest.
All of them are found smallest first, as in MARCO (Liffiton, Previti, Malik and Marques-Silva 2016,
"Fast, flexible MUS enumeration") with its seeds chosen as smallest hitting sets: every clash hits
every set of bars whose giving up opens a zone (Reiter 1987; Ignatiev et al. 2015). A smallest seed
that no package fits is itself a clash: a part of it that no package fits would be a smaller seed.
"""

from attrs import define, evolve, field, frozen

from dragoman.bargaining.blocks.hitting import hit_all
from dragoman.bargaining.blocks.relaxing import Relaxation, Release
from dragoman.bargaining.programme.bars import Bar, BarKind, Package
from dragoman.bargaining.programme.highs import Limits
from dragoman.bargaining.space import IssueSpace

ROUGHLY = 1.0
"""The relative gap at which a correction is small enough to learn from: measured, 0 takes 1.7 times
as long."""
SEEDS = 400
"""How many seeds are tried before the list of clashes counts as unfinished."""


@frozen(kw_only=True)
class Clash:
    """Bars that no package fits together, though one would if any one of them were given up.

    By kind, then player. ``is_of_lines``: red lines and conditions alone clash (and the rules of
    bodies, faction by faction), whatever anything is worth. ``is_close``: some package misses by
    less than the solver's tolerance (1e-7 of a player's span of utility).
    """

    bars: tuple[Bar, ...]
    is_of_lines: bool
    is_close: bool = False

    @property
    def players(self) -> tuple[int, ...]:
        """Whose bars they are, each once, in order; for a body the party that it binds."""
        return tuple(sorted({bar.player for bar in self.bars}))


@frozen(kw_only=True)
class Clashes:
    """Clashes, those of lines alone first, each group smallest first.

    ``is_complete``: there are no others. Without it a limit was reached.
    """

    clashes: tuple[Clash, ...]
    is_complete: bool


@frozen(kw_only=True)
class Correction:
    """A minimal set of bars which, given up, opens a zone; ``package`` then lies in it."""

    bars: tuple[Bar, ...]
    package: Package


@frozen(kw_only=True)
class Corrections:
    """Corrections, smallest first; ``is_complete`` says that there are no others."""

    corrections: tuple[Correction, ...]
    is_complete: bool


def find_clashes(
    space: IssueSpace, *, limit: int = 20, by_faction: bool = False, limits: Limits | None = None
) -> Clashes:
    """The clashes of a space: at most ``limit`` of lines alone, and ``limit`` of the others.

    Empty and complete where there is a zone. A body is one bar, or, ``by_faction``, its rule is
    one and each red line, condition and reservation of its factions is another. Cost: two runs of
    the solver for each clash and for each correction met on the way, at most ``SEEDS`` of them.

    Raises:
        BadIssueSpace: the space has no numbers, or the solver gave up.
    """
    relaxation = Relaxation(space=space, by_faction=by_faction, limits=limits or Limits())
    lines = tuple(bar for bar in relaxation.bars if _is_line(bar, by_faction=by_faction))
    of_lines = _Hunt(relaxation=relaxation, bars=lines, limit=limit)
    of_lines.run()
    others = _Hunt(
        relaxation=relaxation,
        bars=relaxation.bars,
        limit=limit,
        lines=lines,
        misses=[frozenset(clash.bars) for clash in of_lines.clashes],
    )
    others.run()
    return Clashes(
        clashes=(*of_lines.clashes, *others.clashes),
        is_complete=of_lines.is_finished and others.is_finished,
    )


def find_corrections(
    space: IssueSpace, *, limit: int = 10, by_faction: bool = False, limits: Limits | None = None
) -> Corrections:
    """The minimal sets of bars to give up so that a zone opens, smallest first.

    One empty correction where there is a zone already. Cost: one run of the solver each.

    Raises:
        BadIssueSpace: the space has no numbers, or the solver gave up.
    """
    relaxation = Relaxation(space=space, by_faction=by_faction, limits=limits or Limits())
    prices = relaxation.columns_of(relaxation.bars)
    found: list[Correction] = []
    while len(found) < limit:
        rows = [relaxation.without_all(correction.bars) for correction in found]
        release = relaxation.release((), prices, rows)
        if release.package is None or release.bars is None:
            return Corrections(corrections=tuple(found), is_complete=release.is_proved)
        found.append(Correction(bars=tuple(sorted(release.bars)), package=release.package))
        if not release.bars:
            return Corrections(corrections=tuple(found), is_complete=True)
    return Corrections(corrections=tuple(found), is_complete=False)


@define(kw_only=True)
class _Hunt:
    """Clashes among some bars; every other bar may be given up.

    With ``lines`` only clashes are wanted that hold a bar which is none of them.
    """

    relaxation: Relaxation
    bars: tuple[Bar, ...]
    limit: int
    lines: tuple[Bar, ...] | None = None
    corrections: list[frozenset[Bar]] = field(factory=list)
    misses: list[frozenset[Bar]] = field(factory=list)
    clashes: list[Clash] = field(factory=list)
    is_finished: bool = False

    def run(self) -> None:
        """Try seeds until there are none left, or the limit is reached."""
        for _ in range(SEEDS):
            seed = self._seed()
            if seed is None:
                self.is_finished = True
                return
            if len(self.clashes) == self.limit or not self._try(seed):
                return

    def _seed(self) -> frozenset[Bar] | None:
        """A smallest set of bars that may be a clash not yet known."""
        place = {bar: number for number, bar in enumerate(self.bars)}
        to_hit = [*self.corrections]
        if self.lines is not None:
            to_hit.append(frozenset(self.bars) - frozenset(self.lines))
        seed = hit_all(
            len(self.bars),
            [sorted(place[bar] for bar in bars) for bars in to_hit],
            [sorted(place[bar] for bar in bars) for bars in self.misses],
        )
        return None if seed is None else frozenset(self.bars[number] for number in seed)

    def _try(self, seed: frozenset[Bar]) -> bool:
        """Learn a clash or a correction from a seed; False where nothing could be proved."""
        release = self._release(seed)
        if release.bars is not None:
            self.corrections.append(release.bars & frozenset(self.bars))
            return True
        if not release.is_proved and not release.is_close:
            return False
        words = seed & frozenset(self.lines or ())
        if self.lines is not None and words and self._release(words).bars is None:
            self.misses.append(words)
            return True
        self.misses.append(seed)
        clash = Clash(
            bars=tuple(sorted(seed)), is_of_lines=self.lines is None, is_close=release.is_close
        )
        self.clashes.append(clash)
        return True

    def _release(self, seed: frozenset[Bar]) -> Release:
        """A package for the seed that gives up few other bars; how few matters for speed only."""
        prices = self.relaxation.columns_of(frozenset(self.bars) - seed)
        limits = evolve(self.relaxation.limits, gap=ROUGHLY)
        return evolve(self.relaxation, limits=limits).release(seed, prices)


def _is_line(bar: Bar, *, by_faction: bool) -> bool:
    is_rule = by_faction and bar.kind is BarKind.RATIFICATION
    return is_rule or bar.kind in (BarKind.RED_LINE, BarKind.CONDITION)
