"""Reader: a document's text with every passage marked by what stands on it.

The text is cut into runs; each knows where it begins in UTF-16 units, so that a selection in the
browser can be turned into a span of the stored text. A character that must not act (a control, a
change of direction) is a run of its own, shown in words, and keeps its place.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from dragoman.briefing import text_blocks, visible
from dragoman.model import Document, Entry, Passage, Segment
from dragoman.workbench.nouns import MARKED
from dragoman.workbench.offsets import Utf16


@frozen(kw_only=True)
class Run:
    """A stretch of text. ``at`` and ``length`` count UTF-16 units of the stored text.

    ``entries`` are the ids of what stands on it, in the order of ``MARKED``; ``kind`` is the noun
    of the first one. ``is_shown`` says that ``words`` stand for characters that cannot be shown.
    ``is_here`` marks the passage that was asked for; ``begins_here`` its first run.
    """

    at: int
    length: int
    words: str
    kind: str = ""
    entries: tuple[str, ...] = ()
    is_shown: bool = False
    is_here: bool = False
    begins_here: bool = False


@frozen(kw_only=True)
class Paragraph:
    """A block of the text: its kind (headline, paragraph, question …) and its runs."""

    kind: str
    speaker: str
    runs: tuple[Run, ...]
    gap: int = 0


@frozen(kw_only=True)
class _Span:
    start: int
    end: int
    rank: int
    kind: str
    entry: str


def paragraphs(
    document: Document,
    segments: Sequence[Segment],
    entries: Iterable[Entry],
    here: tuple[int, int] | None = None,
) -> tuple[Paragraph, ...]:
    """The text in paragraphs; ``here`` is a span of code points that was asked for, half open."""
    spans = sorted(_spans(document.id, entries), key=lambda s: (s.start, s.rank, s.entry))
    wanted = [(s.start, s.end) for s in spans] + ([here] if here else [])
    offsets = Utf16.of(document.text)
    begun = False
    found = []
    for block in text_blocks(document, segments, wanted):
        inside = [s for s in spans if s.start < block.end and block.start < s.end]
        runs = list(_runs(document.text, block.start, block.end, inside, here, offsets))
        if not begun and (first := next((r for r in runs if r.is_here), None)):
            begun = True
            runs[runs.index(first)] = _beginning(first)
        found.append(
            Paragraph(kind=block.kind, speaker=block.speaker, runs=tuple(runs), gap=block.gap)
        )
    return tuple(found)


def _beginning(run: Run) -> Run:
    from attrs import evolve

    return evolve(run, begins_here=True)


def _spans(document_id: str, entries: Iterable[Entry]) -> Iterator[_Span]:
    ranks = {kind: rank for rank, kind in enumerate(MARKED)}
    for entry in entries:
        rank = ranks.get(entry.kind)
        if rank is None:
            continue
        for passage in _telling(entry, document_id):
            if passage.start < passage.end:
                yield _Span(
                    start=passage.start,
                    end=passage.end,
                    rank=rank,
                    kind=entry.kind,
                    entry=entry.id,
                )


def _telling(entry: Entry, document_id: str) -> list[Passage]:
    """The entry's passages in a document; of a statement its content, not the whole sentence."""
    own = [p for p in entry.passages if p.document == document_id]
    content = [p for p in own if p.role in ("content", "measure", "cue", "contact")]
    return content or own


def _runs(
    text: str,
    start: int,
    end: int,
    spans: Sequence[_Span],
    here: tuple[int, int] | None,
    offsets: Utf16,
) -> Iterator[Run]:
    cuts = {start, end}
    for a, b in [(s.start, s.end) for s in spans] + ([here] if here else []):
        cuts |= {min(max(a, start), end), min(max(b, start), end)}
    for a, b in pairwise(sorted(cuts)):
        on = sorted((s for s in spans if s.start <= a and b <= s.end), key=lambda s: s.rank)
        ids = tuple(dict.fromkeys(s.entry for s in on))
        is_here = here is not None and here[0] <= a and b <= here[1]
        for piece, words, is_shown in _pieces(text, a, b):
            at = offsets.units(piece[0])
            yield Run(
                at=at,
                length=offsets.units(piece[1]) - at,
                words=words,
                kind=on[0].kind if on else "",
                entries=ids,
                is_shown=is_shown,
                is_here=is_here,
            )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], str, bool]]:
    """The stretch in pieces: what shows as it stands, and each character that must be told."""
    plain = start
    for at in range(start, end):
        shown = visible(text[at])
        if shown != text[at]:
            if plain < at:
                yield (plain, at), text[plain:at], False
            yield (at, at + 1), shown, True
            plain = at + 1
    if plain < end:
        yield (plain, end), text[plain:end], False
