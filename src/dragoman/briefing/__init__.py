"""From the dossier to pages: one content, composed once, and its faces.

``compose`` turns everything a dossier holds into a :class:`Brief`: all sentences, marks and
footnotes. The faces only set it: ``render_html`` as one self-contained page, ``render_markdown``,
``print_first_screen`` and ``print_brief`` for the terminal. ``explain`` says why each entry of
one text is there.
"""

from dragoman.briefing.composing import compose
from dragoman.briefing.content import Brief, FirstList, Line, Note
from dragoman.briefing.explaining import explain
from dragoman.briefing.markdown import render_markdown
from dragoman.briefing.marks import GLYPHS
from dragoman.briefing.page import render_html
from dragoman.briefing.terminal import print_brief, print_first_screen

__all__ = [
    "GLYPHS",
    "Brief",
    "FirstList",
    "Line",
    "Note",
    "compose",
    "explain",
    "print_brief",
    "print_first_screen",
    "render_html",
    "render_markdown",
]
