"""Text as runs of a Word paragraph: escaped, without what XML forbids, right-to-left where it is.

Word does not heed Unicode's isolates; a stretch of right-to-left letters is a run of its own.
"""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from dragoman.briefing.wording import visible

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_BETWEEN = "\\s\\d.,;:!?()'\"“”‘’«»/\\-–—\u200c\u200d\u200f"
_RIGHT_TO_LEFT = re.compile(f"[{_RTL}](?:[{_RTL}{_BETWEEN}]*[{_RTL}])?")
_ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200e")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def run(text: str, *, style: str = "", language: str = "", bold: bool = False) -> str:
    """One text as one run or more; ``style`` is a character style's id.

    ``language`` is a BCP 47 tag or empty for the document's own; anything else is left out.
    """
    return "".join(
        _run(part, is_rtl=is_rtl, style=style, language=language, bold=bold)
        for part, is_rtl in _stretches(legal(text))
    )


def legal(text: str) -> str:
    """One line of what XML 1.0 allows, control characters visible, without isolates."""
    return " ".join(visible(text.translate(_ISOLATES)).split(" ")).replace("\r", " ")


def attribute(text: str) -> str:
    """A text as a quoted attribute."""
    return quoteattr(" ".join(legal(text).split()))


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for found in _RIGHT_TO_LEFT.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def _run(text: str, *, is_rtl: bool, style: str, language: str, bold: bool) -> str:
    tag = language if _TAG.fullmatch(language) else ""
    properties = "".join(
        (
            f'<w:rStyle w:val="{style}"/>' if style else "",
            "<w:b/><w:bCs/>" if bold else "",
            "<w:rtl/>" if is_rtl else "",
            _language(tag, is_rtl=is_rtl),
        )
    )
    told = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{told}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _language(tag: str, *, is_rtl: bool) -> str:
    if not tag:
        return ""
    return f'<w:lang w:bidi="{tag}"/>' if is_rtl else f'<w:lang w:val="{tag}"/>'
