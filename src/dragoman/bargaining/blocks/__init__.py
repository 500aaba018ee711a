"""When there is no zone: what clashes, which moves open one, and how to improve a draft."""

from dragoman.bargaining.blocks.clashes import (
    Clash,
    Clashes,
    Correction,
    Corrections,
    find_clashes,
    find_corrections,
)
from dragoman.bargaining.blocks.improving import Improvement, Improvements, fill, improve
from dragoman.bargaining.blocks.links import Link, TieEffect, find_links, find_tie_effects
from dragoman.bargaining.blocks.moves import (
    Aim,
    Move,
    Opening,
    Openings,
    after_moves,
    find_openings,
)
from dragoman.bargaining.blocks.payers import find_payers, share_costs
from dragoman.bargaining.blocks.prices import Prices, price_moves
from dragoman.bargaining.blocks.starting import middle_package
from dragoman.bargaining.blocks.text import Bracket, Clause, ClauseState, Text, draw_text
from dragoman.bargaining.blocks.trades import Opposition, Trade, find_oppositions, find_trades
from dragoman.bargaining.programme.bars import Bar, BarKind, Package, barred_by, left_standing
from dragoman.bargaining.programme.highs import Limits
from dragoman.bargaining.programme.searching import Answer, ZoneSearch

__all__ = [
    "Aim",
    "Answer",
    "Bar",
    "BarKind",
    "Bracket",
    "Clash",
    "Clashes",
    "Clause",
    "ClauseState",
    "Correction",
    "Corrections",
    "Improvement",
    "Improvements",
    "Limits",
    "Link",
    "Move",
    "Opening",
    "Openings",
    "Opposition",
    "Package",
    "Prices",
    "Text",
    "TieEffect",
    "Trade",
    "ZoneSearch",
    "after_moves",
    "barred_by",
    "draw_text",
    "fill",
    "find_clashes",
    "find_corrections",
    "find_links",
    "find_openings",
    "find_oppositions",
    "find_payers",
    "find_tie_effects",
    "find_trades",
    "improve",
    "left_standing",
    "middle_package",
    "price_moves",
    "share_costs",
]
