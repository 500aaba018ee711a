"""Led lists: a list, a block quotation or quoted paragraphs below a colon are their leader's.

"Velland demands:" and three points is one demand of Velland's in three pieces. A point with a
speaker of its own stays his.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.attribution.lexicon import cue_lemmas, lemma_of, says
from dragoman.extraction.attribution.quotes import Quotation
from dragoman.extraction.attribution.sources import speaker_of
from dragoman.extraction.attribution.spans import behind_mark, verb_span
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.model import SegmentKind

Part = tuple[Tokens, SegmentKind | None]
_LISTED = frozenset({SegmentKind.LIST, SegmentKind.QUOTE})
_LEADS = frozenset({SegmentKind.PARAGRAPH, SegmentKind.ANSWER})
_NEAR = 3
_FIRST = frozenset({"i", "we", "my", "our"})


def hand_down(
    reading: Reading, found: list[Attributed], parts: list[Part], quotations: list[Quotation]
) -> list[Attributed]:
    """The attributions, with lists and block quotations handed to those who lead them in."""
    quoted = {q.span.start: q.span for q in quotations}
    more: list[Attributed] = []
    for number, (span, kind) in enumerate(parts):
        if kind not in _LEADS or reading.doc[span.end - 1].text != ":":
            continue
        points = list(_points(reading, parts[number + 1 :], found, quoted))
        if not points:
            continue
        host = _host(reading, span, found)
        if host is None:
            host = _fresh(reading, span)
            more.extend([host] if host is not None else [])
        if host is not None:
            own = [Tokens(c.start, min(c.end, span.end)) for c in host.contents]
            host.contents = sorted([*(c for c in own if c.start < c.end), *points])
            host.because = (*host.because, "list below its colon")
    return [*found, *more]


def _points(
    reading: Reading, below: list[Part], found: list[Attributed], quoted: dict[int, Tokens]
) -> Iterator[Tokens]:
    """The points right below, without their marks and without those that others speak."""
    for span, kind in below:
        if kind not in _LISTED and not _is_quotation(span, found, quoted):
            return
        point = behind_mark(reading.doc, span)
        if point.start < point.end and not any(_speaks(reading, span, one) for one in found):
            yield point


def _is_quotation(span: Tokens, found: list[Attributed], quoted: dict[int, Tokens]) -> bool:
    """Whether a paragraph is one quotation that nobody outside it has yet."""
    inside = quoted.get(span.start)
    if inside is None or inside.end < span.end - 1:
        return False
    return not any(
        content.covers(span.start) and not (one.cues and span.covers(one.cues[0].start))
        for one in found
        for content in one.contents
    )


def _speaks(reading: Reading, point: Tokens, one: Attributed) -> bool:
    """Whether a point is a whole sentence of another speaker's saying."""
    if not (one.cues and one.speakers) or not point.covers(one.cues[0].start):
        return False
    verb = reading.span(one.cues[0]).root
    return verb.dep_ == "ROOT" and says(verb) and not _is_own(reading, one.speakers[0])


def _is_own(reading: Reading, speaker: Tokens) -> bool:
    """Whether a speaker is "we": the narrator, or whoever speaks the words around."""
    return reading.doc[speaker.start].lower_ in _FIRST


def _host(reading: Reading, span: Tokens, found: list[Attributed]) -> Attributed | None:
    """The widest attribution of the last sentence whose words run up to the colon."""
    last = reading.doc[span.end - 1].sent.start
    here = [
        one
        for one in found
        if not one.turn
        and one.cues
        and last <= one.cues[0].start < span.end
        and max(s.end for s in (*one.cues, *one.contents)) >= span.end - _NEAR
        and not any(_is_own(reading, speaker) for speaker in one.speakers)
    ]
    return min(here, key=lambda one: min(c.start for c in one.contents), default=None)


def _fresh(reading: Reading, span: Tokens) -> Attributed | None:
    """An attribution from a cue before the colon that has nothing else to take."""
    colon = reading.doc[span.end - 1]
    for index in range(colon.i - 1, colon.sent.start, -1):
        token = reading.doc[index]
        speaker = speaker_of(token) if _is_cue(token) else None
        if speaker is not None and not _is_own(reading, speaker):
            return Attributed(
                speakers=[speaker],
                cues=[verb_span(token) if token.pos_ == "VERB" else Tokens(index, index + 1)],
                score=0.8,
                because=(f"cue {lemma_of(token)}+object",),
            )
    return None


def _is_cue(token: Token) -> bool:
    return token.pos_ in {"VERB", "NOUN"} and (lemma_of(token), token.pos_) in cue_lemmas()
