"""Ways forward: moves that open a zone, trades, better packages, the single negotiating text."""

from collections.abc import Sequence

import numpy as np

from dragoman.bargaining.blocks import (
    Opening as FoundOpening,
)
from dragoman.bargaining.blocks import (
    draw_text,
    find_links,
    find_openings,
    find_trades,
    improve,
    middle_package,
)
from dragoman.bargaining.blocks.links import Link
from dragoman.bargaining.blocks.moves import Move as FoundMove
from dragoman.bargaining.blocks.text import Clause as FoundClause
from dragoman.bargaining.blocks.trades import Trade as FoundTrade
from dragoman.bargaining.programme.bars import BarKind
from dragoman.model import Clause, DealPackage, IssueLink, Move, Opening, Trade
from dragoman.pipeline.deals.desk import Desk
from dragoman.pipeline.deals.drafts import Draft
from dragoman.pipeline.deals.obstacles import blocker_of
from dragoman.pipeline.deals.parcels import as_record

OPENINGS_AT_MOST = 5
TRADES_AT_MOST = 20
BETTER_AT_MOST = 2
MIDDLE = "the option in the middle of every scale"


def openings(desk: Desk) -> tuple[Opening, ...]:
    """The cheapest moves that open a zone; none where there is one."""
    if desk.has_zone:
        return ()
    found = find_openings(desk.space, limit=OPENINGS_AT_MOST)
    return tuple(opening_record(desk, one) for one in found.openings)


def opening_record(desk: Desk, found: FoundOpening) -> Opening:
    """An opening as a record."""
    package = np.array(found.package, dtype=np.int64)
    return Opening(
        moves=tuple(_move(desk, move) for move in found.moves),
        cost=found.cost,
        package=as_record(desk, package, kind="opening", label="what the moves open"),
    )


def _move(desk: Desk, move: FoundMove) -> Move:
    reason = ""
    if move.bar.kind is BarKind.RESERVATION and move.to is not None:
        reason = f"it would accept {move.to:.2f} instead of {move.to + move.cost:.2f}"
    return Move(blocker=blocker_of(desk, move.bar), cost=move.cost, reason=reason)


def trades(desk: Desk) -> tuple[tuple[Trade, ...], str]:
    """Trades across two issues that beat splitting the difference, and what they start from.

    Those that lead into the zone first; none over a red line of either trader.
    """
    start = middle_package(desk.space)
    found = [t for t in find_trades(desk.space, start) if not _crosses(desk, t)]
    found.sort(key=lambda trade: not trade.is_agreed)
    return tuple(_trade(desk, trade, start) for trade in found[:TRADES_AT_MOST]), MIDDLE


def _crosses(desk: Desk, trade: FoundTrade) -> bool:
    """Whether a trade leads either trader over a red line of its own."""
    steps = ((trade.issue, trade.option), (trade.other_issue, trade.other_option))
    return any(
        bool(desk.space.forbidden[issue][player, option])
        for player in (trade.giver, trade.taker)
        for issue, option in steps
    )


def _trade(desk: Desk, trade: FoundTrade, start: tuple[int, ...]) -> Trade:
    players = desk.space.players
    return Trade(
        parties=(players[trade.giver], players[trade.taker]),
        gives=(
            desk.choice(trade.issue, trade.option),
            desk.choice(trade.other_issue, trade.other_option),
        ),
        moved_from=(
            desk.choice(trade.issue, start[trade.issue]),
            desk.choice(trade.other_issue, start[trade.other_issue]),
        ),
        gains=trade.gains,
        ratio=trade.leverage,
        opens=trade.is_agreed,
    )


def links(desk: Desk) -> tuple[IssueLink, ...]:
    """Pairs of issues that can be settled together and not alone."""
    return tuple(_link(desk, link) for link in find_links(desk.space))


def _link(desk: Desk, link: Link) -> IssueLink:
    labels = {issue.id: issue.label for issue in desk.negotiation.issues}
    first, second = (desk.space.issues[issue] for issue in link.issues)
    if link.is_of_both:
        why = "neither can be settled alone, and both can together"
    else:
        stuck = labels[desk.space.issues[link.stuck[0]]]
        why = f"{stuck} cannot be settled alone, and can together with the other"
    best = link.options[0]
    pair = [
        desk.option_label(desk.choice(issue, option))
        for issue, option in zip(link.issues, best, strict=True)
    ]
    return IssueLink(issues=(first, second), why=f"{why}: as {pair[0]} with {pair[1]}")


def improvements(desk: Desk, drafts: Sequence[Draft]) -> tuple[tuple[str, DealPackage], ...]:
    """For each draft, packages of the zone that nobody likes less and somebody more."""
    found = []
    for draft in drafts:
        better = improve(desk.space, tuple(draft.filled.tolist()), limit=BETTER_AT_MOST)
        for one in better.improvements:
            package = np.array(one.package, dtype=np.int64)
            found.append(
                (draft.label, as_record(desk, package, kind="improvement", label=draft.label))
            )
    return tuple(found)


def negotiating_text(desk: Desk) -> tuple[Clause, ...]:
    """The single negotiating text: settled, in brackets, or blank."""
    return tuple(_clause(desk, clause) for clause in draw_text(desk.space).clauses)


def _clause(desk: Desk, clause: FoundClause) -> Clause:
    options, players = desk.space.options[clause.issue], desk.space.players
    open_ = [b for b in clause.brackets if b.is_possible is not False]
    return Clause(
        issue=desk.space.issues[clause.issue],
        settled=None if clause.option is None else options[clause.option],
        options=tuple(options[bracket.option] for bracket in open_),
        refused_by=tuple((options[b.option], players[p]) for b in open_ for p in b.refused_by),
        preferred_by=tuple((options[b.option], players[p]) for b in open_ for p in b.preferred_by),
        is_blank=not open_ and clause.option is None,
    )
