"""From the dossier to pages: one content, composed once, and its faces.

``compose`` turns everything a dossier holds into a :class:`Brief`: all sentences, marks and
footnotes. The faces only set it: ``render_html`` as one self-contained page, ``render_markdown``,
``print_first_screen`` and ``print_brief`` for the terminal. ``explain`` says why each entry of
one text is there.
"""

from dragoman.briefing.answers import AnswerLine, Cited, answer_lines
from dragoman.briefing.blocks import segments_by_document, text_blocks
from dragoman.briefing.composing import (
    by_day,
    compose,
    dispute_of,
    heading,
    knowledge,
    positions_in_order,
    ranked,
)
from dragoman.briefing.content import (
    Badge,
    Brief,
    Cell,
    Dispute,
    Fact,
    FirstList,
    HypothesisTable,
    Item,
    Line,
    Matrix,
    Note,
    RoadMap,
    Row,
    Side,
    Step,
)
from dragoman.briefing.days import day_words, how_known, plain_day, span
from dragoman.briefing.deals import DealSheet, deal_sheet, print_deals, render_deals
from dragoman.briefing.entry_items import entry_item
from dragoman.briefing.explaining import explain
from dragoman.briefing.first_screen import first_screen
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.lines import line
from dragoman.briefing.lookup import PALETTE, Lookup
from dragoman.briefing.markdown import render_markdown
from dragoman.briefing.marks import GLYPHS
from dragoman.briefing.movements import matrix_title, moved_words, series_lines
from dragoman.briefing.news import Since, news_of, told_in, what_is_new
from dragoman.briefing.overview import matrix, road_map
from dragoman.briefing.page import asset, environment, render_html
from dragoman.briefing.quoting import sentences_of
from dragoman.briefing.register import counts, document_footnote, safe_url
from dragoman.briefing.sides import Column, Sides, Stretch, Tone, print_sides, render_sides
from dragoman.briefing.terminal import print_brief, print_first_screen
from dragoman.briefing.wording import capital, clip, counted, joined, tidy, visible

__all__ = [
    "GLYPHS",
    "PALETTE",
    "AnswerLine",
    "Badge",
    "Brief",
    "Cell",
    "Cited",
    "Column",
    "DealSheet",
    "Dispute",
    "Fact",
    "FirstList",
    "Footnotes",
    "HypothesisTable",
    "Item",
    "Line",
    "Lookup",
    "Matrix",
    "Note",
    "RoadMap",
    "Row",
    "Side",
    "Sides",
    "Since",
    "Step",
    "Stretch",
    "Tone",
    "answer_lines",
    "asset",
    "by_day",
    "capital",
    "clip",
    "compose",
    "counted",
    "counts",
    "day_words",
    "deal_sheet",
    "dispute_of",
    "document_footnote",
    "entry_item",
    "environment",
    "explain",
    "first_screen",
    "heading",
    "how_known",
    "joined",
    "knowledge",
    "line",
    "matrix",
    "matrix_title",
    "moved_words",
    "news_of",
    "plain_day",
    "positions_in_order",
    "print_brief",
    "print_deals",
    "print_first_screen",
    "print_sides",
    "ranked",
    "render_deals",
    "render_html",
    "render_markdown",
    "render_sides",
    "road_map",
    "safe_url",
    "segments_by_document",
    "sentences_of",
    "series_lines",
    "span",
    "text_blocks",
    "tidy",
    "told_in",
    "visible",
    "what_is_new",
]
