"""Settling what was found: doubles dropped, parents set, direct told from indirect."""

from spacy.tokens import Doc

from dragoman.extraction.attribution.spans import trim
from dragoman.extraction.reading import Attributed, Tokens
from dragoman.model import AttributionKind

_MARKS = frozenset('"“”„«»') | {"''", "``"}


def settle(doc: Doc, found: list[Attributed]) -> list[Attributed]:
    """The attributions in text order, one for each cue, contents trimmed and not empty."""
    kept: dict[tuple[int, int], Attributed] = {}
    for one in sorted(found, key=_place):
        one.contents = [t for c in one.contents if (t := trim(doc, c)).start < t.end]
        if not one.contents:
            continue
        key = (one.cues[0].start, one.cues[0].end) if one.cues else (-1, one.contents[0].start)
        other = kept.get(key)
        if other is None or (one.turn, one.score) > (other.turn, other.score):
            kept[key] = one
    return sorted(kept.values(), key=_place)


def _place(one: Attributed) -> tuple[int, int]:
    spans = [*one.cues, *one.contents]
    return min(span.start for span in spans), -max(span.end for span in spans)


def nest(found: list[Attributed]) -> None:
    """Set each attribution's parent: the smallest one whose content holds its cue."""
    for number, inner in enumerate(found):
        anchor = inner.cues[0].start if inner.cues else inner.contents[0].start
        best: tuple[int, int] | None = None
        for index, outer in enumerate(found):
            if index == number or (not inner.cues and not outer.cues):
                continue
            holder = next((c for c in outer.contents if c.covers(anchor)), None)
            if holder is None or any(c.covers(anchor) for c in outer.cues):
                continue
            size = holder.end - holder.start
            if not _holds(inner, outer) and (best is None or size < best[0]):
                best = (size, index)
        inner.parent = best[1] if best else None


def _holds(outer: Attributed, inner: Attributed) -> bool:
    """Whether ``outer``'s content holds the cue of ``inner`` (then it is no child of it)."""
    return any(c.covers(cue.start) for cue in inner.cues for c in outer.contents)


def mark_kinds(doc: Doc, found: list[Attributed], speech: list[Tokens]) -> None:
    """Tell direct (all in marks or a turn), mixed (some) and indirect (none) apart."""
    for one in found:
        if one.turn:
            one.kind = AttributionKind.DIRECT
            continue
        quoted = sum(_is_quoted(doc, content, speech) for content in one.contents)
        marks = any(token.text in _MARKS for c in one.contents for token in doc[c.start : c.end])
        if quoted == len(one.contents):
            one.kind = AttributionKind.DIRECT
        elif quoted or marks:
            one.kind = AttributionKind.MIXED
        else:
            one.kind = AttributionKind.INDIRECT


def _is_quoted(doc: Doc, content: Tokens, speech: list[Tokens]) -> bool:
    starts = any(content.start == span.start for span in speech)
    return starts and (doc[content.start].text in _MARKS or doc[content.start].text in "'‘")
