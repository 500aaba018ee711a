"""Documents in paragraphs: in full, or, when very large, around the cited passages."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from dragoman.briefing.content import Block, Note
from dragoman.briefing.wording import clip, tidy
from dragoman.model import Contents, Document, Segment

FULL_UP_TO = 200_000
"""Code points of a document that are set in full."""

AROUND = 1_500
"""Code points kept on either side of a passage within one huge paragraph."""


def segments_by_document(contents: Contents) -> Mapping[str, list[Segment]]:
    """The segments of each document, in the order of the text."""
    found: dict[str, list[Segment]] = {}
    for segment in contents.segments:
        if segment.passages:
            found.setdefault(segment.passages[0].document, []).append(segment)
    for segments in found.values():
        segments.sort(key=lambda s: (s.passages[0].start, -s.passages[0].end))
    return found


def blocks(
    document: Document, segments: Sequence[Segment], notes: Sequence[Note]
) -> tuple[Block, ...]:
    """The paragraphs of a document with its notes; see ``text_blocks``."""
    spans = [(n.start, n.end) for n in notes if n.start is not None and n.end is not None]
    return text_blocks(document, segments, spans)


def text_blocks(
    document: Document, segments: Sequence[Segment], spans: Sequence[tuple[int, int]]
) -> tuple[Block, ...]:
    """The paragraphs of a document, disjoint and in order, with nothing of it lost.

    Of a document over :data:`FULL_UP_TO` only the paragraphs with one of the ``spans`` (code
    points, half open) stay, each with the paragraph before and after; ``gap`` says how many
    characters are left out before a block.
    """
    whole = list(_blocks(document.text, segments))
    if len(document.text) <= FULL_UP_TO:
        return tuple(whole)
    return tuple(_with_gaps(_around(whole, spans), len(document.text)))


def _blocks(text: str, segments: Sequence[Segment]) -> Iterator[Block]:
    reach = 0
    for segment in segments:
        passage = segment.passages[0]
        start, end = max(passage.start, reach), min(passage.end, len(text))
        if start >= end:
            continue
        yield from _paragraphs(text, reach, start)
        speaker = clip(tidy(segment.speaker), 8)
        yield Block(start=start, end=end, kind=segment.segment_kind.value, speaker=speaker)
        reach = end
    yield from _paragraphs(text, reach, len(text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    """What no segment covers, by lines."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield Block(start=at, end=at + len(line))
        at += len(line)


def _around(whole: Sequence[Block], spans: Sequence[tuple[int, int]]) -> Iterator[Block]:
    """Blocks with a passage and their neighbours, huge ones cut down to their passages."""
    wanted: dict[int, list[tuple[int, int]]] = {}
    starts = [block.start for block in whole]
    for start, end in spans:
        first = max(bisect_right(starts, start) - 1, 0)
        touched = range(first, bisect_left(starts, end, first))
        for place in touched:
            wanted.setdefault(place, []).append((start, end))
        for neighbour in (first - 1, touched.stop):
            wanted.setdefault(neighbour, [])
    for place in sorted(place for place in wanted if 0 <= place < len(whole)):
        yield from _cut_down(whole[place], wanted[place])


def _cut_down(block: Block, spans: Sequence[tuple[int, int]]) -> Iterator[Block]:
    if block.end - block.start <= 4 * AROUND:
        yield block
        return
    reach = block.start
    for start, end in sorted(spans) or [(block.start, block.start)]:
        low, high = max(reach, start - AROUND), min(block.end, end + AROUND)
        if low < high:
            yield Block(start=low, end=high, kind=block.kind, speaker=block.speaker)
            reach = high


def _with_gaps(kept: Iterator[Block], length: int) -> Iterator[Block]:
    reach = 0
    for block in kept:
        gap = block.start - reach
        yield Block(
            start=block.start,
            end=block.end,
            kind=block.kind,
            speaker=block.speaker,
            gap=gap if gap > 2 else 0,
        )
        reach = block.end
    if length - reach > 2:
        yield Block(start=length, end=length, kind="end", gap=length - reach)
