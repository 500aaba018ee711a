"""Where quoted words stand in a text: exactly, or not at all.

Blanks and line ends count as one blank, for a page of the web and the stored text break lines
elsewhere; every other sign must be the same. Of words that stand there more than once the place is
the one whose surroundings are those quoted; where that does not tell, nobody guesses.
"""

import hashlib
import re

from attrs import frozen

from dragoman.exchange.annotation_reading import Target

FEW_WORDS = 4
"""A quotation of fewer words counts only where words around it are those quoted as well."""

TOUCH = 12
"""So many signs beside the quotation must agree, for a side to agree in part."""

MOST = 20
"""So many places are shown to choose from."""

Span = tuple[int, int]


@frozen(kw_only=True)
class Located:
    """The place of a quotation (code points, half open), or None and the places that it may be."""

    place: Span | None = None
    candidates: tuple[Span, ...] = ()


def locate(target: Target, text: str) -> Located:
    """Where a remark's words stand in a text."""
    if target.exact is None or not target.exact.strip():
        return Located(place=_by_hash(target, text))
    found = _places(target.exact, text)
    if not found:
        return Located()
    if len(found) == 1:
        return Located(place=found[0]) if _is_sure(target, text, found[0]) else _unsure(found)
    whole = [span for span in found if _agrees(target, text, span)]
    if len(whole) == 1:
        return Located(place=whole[0])
    by_hash = _by_hash(target, text)
    return Located(place=by_hash) if by_hash in found else _unsure(whole or found)


def _unsure(found: list[Span]) -> Located:
    return Located(candidates=tuple(found[:MOST]))


def _places(exact: str, text: str) -> list[Span]:
    """Where the words stand as whole words; where they do so nowhere, also inside other words."""
    words = r"\s+".join(re.escape(word) for word in exact.split())
    whole = [match.span() for match in re.finditer(rf"(?<!\w){words}(?!\w)", text)]
    return whole or [match.span() for match in re.finditer(words, text)]


def _by_hash(target: Target, text: str) -> Span | None:
    """The place that the file counts, where it was counted in this very text."""
    if target.place is None or target.text_sha256 is None or target.place[1] > len(text):
        return None
    raw = text.encode("utf-8", "surrogatepass")
    return target.place if hashlib.sha256(raw).hexdigest() == target.text_sha256 else None


def _is_sure(target: Target, text: str, span: Span) -> bool:
    """Whether words that stand there once are those quoted: many, or with a neighbour that is."""
    if len((target.exact or "").split()) >= FEW_WORDS:
        return True
    prefix, suffix = _even(target.prefix), _even(target.suffix)
    if not prefix and not suffix:
        return True
    before, after = _around(target, text, span)
    is_before = bool(prefix) and before.endswith(prefix[-TOUCH:])
    return is_before or (bool(suffix) and after.startswith(suffix[:TOUCH]))


def _agrees(target: Target, text: str, span: Span) -> bool:
    """Whether all that is quoted around it stands around this place."""
    prefix, suffix = _even(target.prefix), _even(target.suffix)
    before, after = _around(target, text, span)
    return before.endswith(prefix) and after.startswith(suffix)


def _around(target: Target, text: str, span: Span) -> tuple[str, str]:
    reach = 2 * max(len(target.prefix), len(target.suffix)) + TOUCH
    start, end = span
    return _even(text[max(0, start - reach) : start]), _even(text[end : end + reach])


def _even(words: str) -> str:
    return " ".join(words.split())
