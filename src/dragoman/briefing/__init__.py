"""From the dossier to pages: one content, composed once, and its faces.

``compose`` turns everything a dossier holds into a :class:`Brief`: all sentences, marks and
footnotes. The faces only set it: ``render_html`` as one self-contained page, ``render_markdown``,
``print_first_screen`` and ``print_brief`` for the terminal. ``explain`` says why each entry of
one text is there.
"""

from dragoman.briefing.answers import AnswerLine, Cited, answer_lines
from dragoman.briefing.composing import compose
from dragoman.briefing.content import Brief, FirstList, HypothesisTable, Line, Note
from dragoman.briefing.days import day_words, plain_day
from dragoman.briefing.deals import DealSheet, deal_sheet, print_deals, render_deals
from dragoman.briefing.explaining import explain
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.markdown import render_markdown
from dragoman.briefing.marks import GLYPHS
from dragoman.briefing.news import Since, news_of, told_in, what_is_new
from dragoman.briefing.page import render_html
from dragoman.briefing.quoting import sentences_of
from dragoman.briefing.sides import Column, Sides, Stretch, Tone, print_sides, render_sides
from dragoman.briefing.terminal import print_brief, print_first_screen

__all__ = [
    "GLYPHS",
    "AnswerLine",
    "Brief",
    "Cited",
    "Column",
    "DealSheet",
    "FirstList",
    "HypothesisTable",
    "Line",
    "Lookup",
    "Note",
    "Sides",
    "Since",
    "Stretch",
    "Tone",
    "answer_lines",
    "compose",
    "day_words",
    "deal_sheet",
    "explain",
    "news_of",
    "plain_day",
    "print_brief",
    "print_deals",
    "print_first_screen",
    "print_sides",
    "render_deals",
    "render_html",
    "render_markdown",
    "render_sides",
    "sentences_of",
    "told_in",
    "what_is_new",
]
