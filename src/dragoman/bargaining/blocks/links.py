"""Links between issues that help: what cannot be settled alone but can be settled together.

Issue linkage as in Sebenius 1983 ("Negotiation arithmetic: adding and subtracting issues").
"""

from itertools import combinations

import numpy as np
from attrs import evolve, frozen

from dragoman.bargaining.space import Floats, Indices, IssueSpace, Tie

ROUNDING = 1e-12
"""What apportioning may lose in the last digits, in units of the reservation (at least of 1)."""


@frozen(kw_only=True)
class Link:
    """Two issues that are settled together though ``stuck`` of them (one or both) is not alone.

    ``options`` are the options of the two issues on which all agree, best first by the smallest
    margin over the parties (own utility above what they ask of the two issues); ``margin`` is that
    of the first.
    """

    issues: tuple[int, int]
    stuck: tuple[int, ...]
    options: tuple[tuple[int, int], ...]
    margin: float

    @property
    def is_of_both(self) -> bool:
        """Whether neither issue can be settled alone."""
        return self.stuck == self.issues


@frozen(kw_only=True)
class TieEffect:
    """What a condition between two issues does.

    ``barred`` are the pairs (option, option of the other issue) that its player then refuses.
    ``is_dead``: every option that it allows is refused by some party, so its own option is out.
    """

    tie: int
    barred: tuple[tuple[int, int], ...]
    is_dead: bool


def find_links(space: IssueSpace) -> tuple[Link, ...]:
    """The pairs of issues that help each other; both stuck first, then by margin.

    The rule: every player asks for the same share of the way from its worst to its best on every
    issue, the share that its reservation asks for over all of them. So of issue A alone it asks
    ``worst_A + share * (best_A - worst_A)``, and of A and B together the sum of both. An issue is
    settled alone where an option is no party's red line, meets what every party asks, and is
    approved by the bodies, whose factions ask likewise; and so are pairs, with the conditions and
    bonuses that lie wholly within them. Conditions on and bonuses with other issues are left out.
    A reservation of minus infinity asks for nothing. Cost: pairs of options times players.
    """
    alone = {
        issue: len(_agreed(subspace(space, (issue,)))) > 0 for issue in range(len(space.issues))
    }
    found: list[Link] = []
    for pair in combinations(range(len(space.issues)), 2):
        stuck = tuple(issue for issue in pair if not alone[issue])
        if stuck:
            link = _link(subspace(space, pair), pair, stuck)
            found.extend([link] if link else [])
    return tuple(sorted(found, key=lambda link: (not link.is_of_both, -link.margin)))


def subspace(space: IssueSpace, issues: tuple[int, ...]) -> IssueSpace:
    """Some issues alone, with the reservations apportioned as ``find_links`` says."""
    place = {issue: number for number, issue in enumerate(issues)}
    worth = tuple(space.worth[issue] for issue in issues)
    return evolve(
        space,
        issues=tuple(space.issues[issue] for issue in issues),
        options=tuple(space.options[issue] for issue in issues),
        worth=worth,
        reservation=_asked(space, issues),
        forbidden=tuple(space.forbidden[issue] for issue in issues),
        ties=tuple(
            evolve(tie, issue=place[tie.issue], other=place[tie.other])
            for tie in space.ties
            if tie.issue in place and tie.other in place
        ),
        bonuses=tuple(
            evolve(bonus, pairs=tuple((place[issue], option) for issue, option in bonus.pairs))
            for bonus in space.bonuses
            if all(issue in place for issue, _ in bonus.pairs)
        ),
        values=tuple(space.values[issue] for issue in issues) if space.values else (),
    )


def find_tie_effects(space: IssueSpace) -> tuple[TieEffect, ...]:
    """What each condition of the space forbids or forces, in the space's order."""
    return tuple(_effect(space, number, tie) for number, tie in enumerate(space.ties))


def _asked(space: IssueSpace, issues: tuple[int, ...]) -> Floats:
    """What each player asks of some issues; with all of them exactly its reservation."""
    if len(issues) == len(space.issues):
        return space.reservation
    lows = np.array([worth.min(axis=1) for worth in space.worth])
    ranges = np.array([np.ptp(worth, axis=1) for worth in space.worth])
    total = ranges.sum(axis=0)
    above = space.reservation - lows.sum(axis=0)
    with np.errstate(invalid="ignore"):
        share = np.where(total > 0, above / np.where(total > 0, total, 1.0), above)
        part = np.where(total > 0, ranges[list(issues)].sum(axis=0), len(issues) / len(lows))
        asked = lows[list(issues)].sum(axis=0) + share * part
    return np.asarray(np.where(np.isfinite(space.reservation), asked, space.reservation))


def _agreed(part: IssueSpace) -> Indices:
    """The packages of a small space that lie in its zone, allowing for rounding."""
    sizes = tuple(len(options) for options in part.options)
    packages = np.asarray(np.indices(sizes).reshape(len(sizes), -1).T, dtype=np.int64)
    scale = np.maximum(np.abs(part.reservation), 1.0)
    slack = np.where(np.isfinite(part.reservation), ROUNDING * scale, 0.0)
    eased = evolve(part, reservation=part.reservation - slack)
    return packages[np.flatnonzero(eased.is_in_zone(packages))]


def _link(part: IssueSpace, pair: tuple[int, int], stuck: tuple[int, ...]) -> Link | None:
    packages = _agreed(part)
    if not len(packages):
        return None
    margins = (part.utilities(packages) - part.reservation)[:, : part.n_parties].min(axis=1)
    order = np.argsort(-margins, kind="stable")
    return Link(
        issues=pair,
        stuck=stuck,
        options=tuple((int(one), int(two)) for one, two in packages[order]),
        margin=float(margins[order[0]]),
    )


def _effect(space: IssueSpace, number: int, tie: Tie) -> TieEffect:
    others = range(len(space.options[tie.other]))
    refused = space.forbidden[tie.other][: space.n_parties]
    return TieEffect(
        tie=number,
        barred=tuple((tie.option, other) for other in others if other not in tie.allowed),
        is_dead=all(refused[:, other].any() for other in tie.allowed),
    )
