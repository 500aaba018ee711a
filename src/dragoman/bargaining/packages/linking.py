"""The exact frontier where issues hang together: bonuses, ties, and bodies that must approve.

The chain of :mod:`~dragoman.bargaining.packages.merging` goes on, but parts of packages are
compared only with parts that stand alike towards the links still open: which bonuses they can
still earn, which ties they have bound. A link opens with the first of its issues and closes with
the last. So a link costs work only between its own issues, and a space of a thousand million
packages with a dozen links is still solved whole (bucket elimination: Dechter 1999).
"""

from collections.abc import Callable, Sequence

import numpy as np
from attrs import evolve, frozen

from dragoman.bargaining.packages.dominance import pick_undominated
from dragoman.bargaining.packages.grid import FINE, whole_ticks
from dragoman.bargaining.packages.links import HOPELESS, Link, State, Turns, touches_of, turns
from dragoman.bargaining.packages.merging import BLOCK, Column, Merged
from dragoman.bargaining.packages.thinning import Slack, thin_out
from dragoman.bargaining.space import Flags, Floats, Indices


@frozen(kw_only=True, eq=False)
class Approval:
    """The last ``len(needed)`` players are factions, of whom only acceptance counts.

    ``needed`` is the whole ticks at which each accepts, ``is_enough`` takes flags
    ``(n, n_factions)`` and says which packages are approved, ``(n,)``.
    """

    needed: Floats
    is_enough: Callable[[Flags], Flags]


@frozen(kw_only=True, eq=False)
class _Parts:
    """Parts of packages: worth on the fine grid, index of their state, where they came from."""

    points: Floats
    labels: Indices
    came: Indices
    states: tuple[State, ...]

    def only(self, rows: Indices) -> "_Parts":
        return evolve(
            self, points=self.points[rows], labels=self.labels[rows], came=self.came[rows]
        )


def merge_linked(
    columns: Sequence[Column],
    links: Sequence[Link],
    *,
    floor: Floats,
    limit: int,
    approval: Approval | None = None,
) -> Merged:
    """As :func:`~dragoman.bargaining.packages.merging.merge`, under links and approval.

    ``floor`` is that of the parties; the columns that follow theirs are seats, which do not count
    for dominance at the end. Cost: that of merging, times the number of states that are open at
    once; every issue bound to every other makes it a listing of all packages.
    """
    chain = order_of(columns, links)
    seats = columns[0].units.shape[1] - len(floor)
    floor = np.append(floor, np.full(seats, -np.inf))
    most, least = ahead_of(chain, links, np.fmax), ahead_of(chain, links, np.fmin)
    parts, slack, back = _nothing(columns[0].units.shape[1]), None, []
    for step, column in enumerate(chain):
        touches = touches_of(links, [each.issue for each in chain], step)
        options = column.options.tolist()
        found = turns(parts.states, options, touches, column.units.shape[1])
        parts = _widened(parts, column, found, (floor - 0.5) * FINE - most[step])
        if approval is not None:
            parts = _settled(parts, (approval.needed - 0.5) * FINE, most[step], least[step])
        parts = parts.only(_undominated_alike(parts))
        if len(parts.points) > limit:
            chosen, slack = _thin_alike(parts, limit, slack)
            parts = parts.only(chosen)
        back.append(parts.came)
    ticks, kept = _approved(whole_ticks(parts.points), floor, approval)
    return Merged(packages=_traced(chain, back, kept), ticks=ticks, slack=slack)


def order_of(columns: Sequence[Column], links: Sequence[Link]) -> list[Column]:
    """Linked issues first, so that few links are open at once; then the rest, fewest options up.

    Greedy: next is the issue that leaves the fewest links open.
    """
    rest = sorted(columns, key=lambda column: len(column.options))
    bound = frozenset[int]().union(*(link.issues for link in links))
    free = [column for column in rest if column.issue not in bound]
    rest = [column for column in rest if column.issue in bound]
    chain: list[Column] = []
    while rest:
        done = {column.issue for column in chain}
        following = min(rest, key=lambda column: _n_open(links, done | {column.issue}))
        rest.remove(following)
        chain.append(following)
    return chain + free


def _n_open(links: Sequence[Link], done: set[int]) -> int:
    return sum(bool(link.issues & done) and bool(link.issues - done) for link in links)


def _nothing(n_players: int) -> _Parts:
    zero = np.zeros(1, dtype=np.int64)
    return _Parts(points=np.zeros((1, n_players)), labels=zero, came=zero, states=(frozenset(),))


def ahead_of(
    chain: Sequence[Column], links: Sequence[Link], extreme: Callable[[Floats, Floats], Floats]
) -> list[Floats]:
    """The most (or least) that the issues after each step can still add, with their links."""
    n_players = chain[0].units.shape[1]
    after: list[Floats] = []
    bound = np.zeros(n_players)
    for step in reversed(range(len(chain))):
        after.append(bound)
        units = chain[step].units
        bound = bound + (units.max(axis=0) if extreme is np.fmax else units.min(axis=0))
        done = {column.issue for column in chain[:step]}
        for link in links:
            if link.units is not None and chain[step].issue in link.issues:
                is_last = not (link.issues - done - {chain[step].issue})
                bound = bound + extreme(np.array(link.units), np.zeros(n_players)) * is_last
    return after[::-1]


def _widened(parts: _Parts, column: Column, found: Turns, needed: Floats) -> _Parts:
    """Parts with each option of the next issue, less what a tie forbids or is out of reach.

    Past ``BLOCK`` sums, dominated ones go block by block.
    """
    rows = max(1, BLOCK // len(column.options))
    blocks = []
    for start in range(0, len(parts.points), rows):
        labels = parts.labels[start : start + rows]
        sums = (parts.points[start : start + rows, None] + column.units) + found.units[labels]
        sums = sums.reshape(-1, sums.shape[-1])
        kept = np.flatnonzero(found.allowed[labels].ravel() & (sums >= needed).all(axis=1))
        block = _Parts(
            points=sums[kept],
            labels=found.following[labels].ravel()[kept],
            came=kept + start * len(column.options),
            states=found.states,
        )
        blocks.append(block if len(parts.points) <= rows else block.only(_undominated_alike(block)))
    if not blocks:
        return parts
    return _Parts(
        points=np.concatenate([block.points for block in blocks]),
        labels=np.concatenate([block.labels for block in blocks]),
        came=np.concatenate([block.came for block in blocks]),
        states=found.states,
    )


def _settled(parts: _Parts, needed: Floats, most: Floats, least: Floats) -> _Parts:
    """Factions that will accept whatever follows are worth alike, and so those that never will."""
    first = parts.points.shape[1] - len(needed)
    worth = np.minimum(parts.points[:, first:], needed - least[first:])
    worth = np.where(worth + most[first:] < needed, HOPELESS, worth)
    return evolve(parts, points=np.concatenate([parts.points[:, :first], worth], axis=1))


def _undominated_alike(parts: _Parts) -> Indices:
    """Indices, ascending, of the parts that none of their own state dominates."""
    if len(parts.states) < 2:
        return pick_undominated(parts.points)
    kept = [rows[pick_undominated(parts.points[rows])] for rows in _by_state(parts)]
    return np.sort(np.concatenate(kept)) if kept else np.empty(0, dtype=np.int64)


def _by_state(parts: _Parts) -> list[Indices]:
    order = np.argsort(parts.labels, kind="stable")
    cuts = np.flatnonzero(np.diff(parts.labels[order])) + 1
    return [rows for rows in np.split(order, cuts) if len(rows)]


def _thin_alike(parts: _Parts, limit: int, slack: Slack | None) -> tuple[Indices, Slack]:
    """As :func:`thin_out`, state by state: each keeps its share of ``limit``."""
    chosen, worst = [], slack
    for rows in _by_state(parts):
        room = max(2, limit * len(rows) // len(parts.points))
        kept, now = thin_out(parts.points[rows], room, slack)
        chosen.append(rows[kept])
        before = now.units if worst is None else np.maximum(worst.units, now.units)
        worst = Slack(units=before, times=now.times)
    if worst is None:
        raise AssertionError("nothing to thin out")
    return np.sort(np.concatenate(chosen)), worst


def _approved(ticks: Floats, floor: Floats, approval: Approval | None) -> tuple[Floats, Indices]:
    """The ticks and indices of what is at least the floor, approved, and undominated."""
    enough: Flags = np.all(ticks >= floor, axis=1)
    n_parties = ticks.shape[1]
    if approval is not None:
        n_parties -= len(approval.needed)
        enough &= approval.is_enough(ticks[:, n_parties:] >= approval.needed)
    kept = np.flatnonzero(enough)
    kept = kept[pick_undominated(ticks[kept, :n_parties])]
    return ticks[kept], kept


def _traced(chain: Sequence[Column], back: Sequence[Indices], kept: Indices) -> Indices:
    """The packages of the last parts, option by option backwards."""
    packages = np.empty((len(kept), len(chain)), dtype=np.int64)
    at = kept
    for column, came in zip(reversed(chain), reversed(back), strict=True):
        at, option = np.divmod(came[at], len(column.options))
        packages[:, column.issue] = column.options[option]
    return packages
