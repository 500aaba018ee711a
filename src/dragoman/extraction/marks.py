"""Quotation marks of every language, read as English typographic ones.

The parser, and every step that looks for quotations, knows “so” and ‘so’. What print in other
languages uses («so», »so«, „so“, „so”, ”so”, ‚so‘, ‹so›; Unicode 16, section 6.2) is read as
these, one character for one, in the text that is parsed; the view and the stored text keep
theirs. TeX's two backticks and two apostrophes become a mark and a space.
"""

import re

_MARKS = re.compile("[“”„‟«»‚‛‹›]|‘(?=[\\s.,;:!?)]|$)")
_OPENING = frozenset("“„‟«‚‛‹‘")
"""Marks that open where their neighbours do not say: with a space, or none, on both sides."""
_SINGLE = frozenset("‚‛‹›‘")
_BEFORE = frozenset(" \t\n([{—–-:/“‘\"'«„‚‹")
_BEHIND = frozenset(" \t\n)]}—–-.,;:!?…”’\"'»›")
_TEX = re.compile(r"``(?=\S)|(?<=\S)''(?!\w)")


def english_marks(text: str) -> str:
    """The text with English marks, as long as before.

    >>> english_marks("«So», »so«, „so“ and ”so”")
    '“So”, “so”, “so” and “so”'
    """
    if "``" in text:
        text = _TEX.sub(lambda mark: " “" if mark[0] == "``" else "” ", text)
    return _MARKS.sub(_english, text)


def _english(mark: re.Match[str]) -> str:
    sign, text = mark[0], mark.string
    free_before = mark.start() == 0 or text[mark.start() - 1] in _BEFORE
    free_behind = mark.end() == len(text) or text[mark.end()] in _BEHIND
    opens = free_before if free_before != free_behind else sign in _OPENING
    if sign in _SINGLE:
        return "‘" if opens else "’"
    return "“" if opens else "”"
