"""Foreign words: what stands inside a content and is not its speaker's.

An editor's note, a page number or a credit between the halves of a speech, and the phrase by
which another attribution names its speaker ("…, X said, according to Y").
"""

from dragoman.extraction.attribution.spans import without
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.model import SegmentKind

_NOT_SPOKEN = frozenset({SegmentKind.EDITOR_NOTE, SegmentKind.BYLINE, SegmentKind.BOILERPLATE})


def cut_foreign(reading: Reading, found: list[Attributed]) -> None:
    """Cut foreign words out of every content, in place; a content may be left empty."""
    phrases = [(one, phrase) for one in found if (phrase := _phrase(one)) is not None]
    for one in found:
        pieces = [piece for span in one.contents for piece in _spoken(reading, one, span)]
        asides = [phrase for other, phrase in phrases if other is not one]
        one.contents = [
            piece for piece in pieces if not any(_is_within(reading, piece, a) for a in asides)
        ]


def _spoken(reading: Reading, one: Attributed, span: Tokens) -> list[Tokens]:
    """A content without segments that nobody speaks, unless the cue stands in them as well."""
    own = {reading.kind(cue.start) for cue in one.cues}
    foreign = [
        index
        for index in range(*span)
        if (kind := reading.kind(index)) in _NOT_SPOKEN and kind not in own
    ]
    if not foreign:
        return [span]
    hole = Tokens(foreign[0], foreign[-1] + 1)
    first, *rest = without(span, hole) or [Tokens(span.start, span.start)]
    inner = [Tokens(a, b) for a, b in _runs(hole, set(foreign))]
    return [first, *inner, *rest]


def _runs(hole: Tokens, foreign: set[int]) -> list[tuple[int, int]]:
    """The runs of a range that hold no foreign token."""
    found: list[tuple[int, int]] = []
    for index in range(*hole):
        if index in foreign:
            continue
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def _phrase(one: Attributed) -> Tokens | None:
    """Cue and speaker where they stand right behind each other, the cue first."""
    if not (one.cues and one.speakers):
        return None
    cue, speaker = one.cues[0], one.speakers[0]
    return Tokens(cue.start, speaker.end) if cue.end == speaker.start else None


def _is_within(reading: Reading, piece: Tokens, phrase: Tokens) -> bool:
    """Whether a content is no more than another's phrase, stops aside."""
    words = [t.i for t in reading.span(piece) if not (t.is_punct or t.is_space)]
    return bool(words) and all(phrase.covers(index) for index in words)
