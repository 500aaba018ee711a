"""What it costs a player to give up a bar, in its own utility."""

import numpy as np
from attrs import frozen

from dragoman.bargaining.programme.bars import Bar, BarKind, Package
from dragoman.bargaining.space import Floats, IssueSpace, Tie


@frozen(kw_only=True, eq=False)
class Prices:
    """The price of every move, in the moving player's own utility times its ``scale``.

    Lifting a red line costs what the option is worth less, on its issue, than the best option
    there that the player does not refuse (than the best of all, where it refuses every one).
    Dropping a condition costs what the package holds less, on the other issue, than the best
    option that the condition allowed. Neither is below 0. Lowering a reservation by x costs x. So
    a line is priced by what is given up on its own issue, whether or not the package is made good
    elsewhere; the reservation alone looks at the whole. Bonuses count in the reservation only.

    Prices of different players are added up as they stand. Utilities of different players are
    comparable only where ``scale``, shape ``(n_players,)``, makes them so: by default 1 each.

    ``lines[i]`` has the shape ``(n_players, n_options)``, ``ties[k]`` ``(n_options,)`` of the
    other issue; both before scaling.
    """

    lines: tuple[Floats, ...]
    ties: tuple[Floats, ...]
    scale: Floats

    def of(self, space: IssueSpace, bar: Bar, package: Package, utilities: Floats) -> float:
        """What the bar's player pays for giving it up in favour of this package."""
        scale = float(self.scale[bar.player])
        if bar.kind is BarKind.RED_LINE:
            return scale * float(self.lines[bar.issue][bar.player, bar.option])
        if bar.kind is BarKind.CONDITION:
            return scale * float(self.ties[bar.tie][package[space.ties[bar.tie].other]])
        short = float(space.reservation[bar.player] - utilities[bar.player])
        return scale * max(short, 0.0)


def price_moves(space: IssueSpace, *, scale: Floats | None = None) -> Prices:
    """The prices that follow from the worths; see ``Prices``. ``scale`` must be at least 0."""
    return Prices(
        lines=tuple(_lines(w, f) for w, f in zip(space.worth, space.forbidden, strict=True)),
        ties=tuple(_tie(space, tie) for tie in space.ties),
        scale=np.ones(len(space.players)) if scale is None else np.asarray(scale, dtype=float),
    )


def _lines(worth: Floats, forbidden: np.ndarray) -> Floats:
    open_worth = np.where(forbidden, -np.inf, worth).max(axis=1, keepdims=True)
    best = np.where(np.isfinite(open_worth), open_worth, worth.max(axis=1, keepdims=True))
    return np.asarray(np.where(forbidden, np.maximum(best - worth, 0.0), 0.0))


def _tie(space: IssueSpace, tie: Tie) -> Floats:
    worth = space.worth[tie.other][tie.player]
    allowed = sorted(tie.allowed) or range(len(worth))
    return np.asarray(np.maximum(max(float(worth[o]) for o in allowed) - worth, 0.0))
