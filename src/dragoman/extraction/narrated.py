"""Narrated: sentences that the narrator, an interviewer or an editor says in his own voice."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from dragoman.extraction.attribution.lexicon import says
from dragoman.extraction.attribution.paragraphs import paragraphs
from dragoman.extraction.attribution.quotes import find_quotations, is_speech
from dragoman.extraction.attribution.spans import trim
from dragoman.extraction.cue_acts import act_by_cue, complement_kind
from dragoman.extraction.declarations import declaration_in
from dragoman.extraction.reading import Reading, Tokens
from dragoman.extraction.units import Unit, cue_of
from dragoman.extraction.unsaid import is_unreal, is_withheld
from dragoman.model import SegmentKind, Voice

_VOICES = {
    SegmentKind.PARAGRAPH: Voice.NARRATOR,
    SegmentKind.LIST: Voice.NARRATOR,
    SegmentKind.QUESTION: Voice.INTERVIEWER,
    SegmentKind.EDITOR_NOTE: Voice.EDITOR,
}


def narrated_units(reading: Reading) -> Iterator[Unit]:
    """Sentences outside every attribution, as units; the caller keeps those on an issue."""
    covered = covered_by_speech(reading)
    quoted = _quoted(reading)
    declaration = declaration_in(reading)
    for sentence in reading.doc.sents:
        kind = reading.kind(sentence.start) if reading.stretches else SegmentKind.PARAGRAPH
        voice = _VOICES.get(kind) if kind is not None else None
        if voice is None or _is_question(sentence):
            continue
        span = trim(reading.doc, Tokens(sentence.start, sentence.end))
        if declaration is not None:
            told = is_anothers(reading, sentence, covered)
        else:
            told = any(covered[span.start : span.end])
        if span.end - span.start < 5 or told or any(q.overlaps(span) for q in quoted):
            continue
        yield Unit(
            one=None,
            contents=(span,),
            voice=voice,
            subject=_subject(sentence.root),
            because=(f"{voice.value}'s own words",),
            declared=declaration is not None,
            declared_by=declaration.party if declaration is not None else None,
        )


def _quoted(reading: Reading) -> list[Tokens]:
    """Quoted speech: whoever says it, it is not the narrator."""
    parts = [span for span, _ in paragraphs(reading)]
    quotations = find_quotations(reading.doc, parts)
    return [q.span for q in quotations if q.closed and is_speech(reading.doc, q)]


def covered_by_speech(reading: Reading) -> list[bool]:
    """For each token, whether it is cue or content of an attribution told as done."""
    covered = [False] * len(reading.doc)
    for one in reading.attributed:
        cue = cue_of(reading, one)
        if is_unreal(cue) and not is_withheld(cue) and one.parent is None:
            continue
        for span in [*one.contents, *one.cues]:
            covered[span.start : span.end] = [True] * (span.end - span.start)
    return covered


def is_anothers(reading: Reading, sentence: Span, covered: list[bool]) -> bool:
    """Whether a sentence's main clause tells what another said, and so is that one's."""
    root = sentence.root
    if not covered[root.i]:
        return False
    cue = any(span.covers(root.i) for one in reading.attributed for span in one.cues)
    return not cue or says(root) or act_by_cue(root, complement_kind(root)) is not None


def _is_question(sentence: Span) -> bool:
    return any(token.text == "?" for token in sentence[-3:])


def _subject(root: Token) -> Token | None:
    return next((c for c in root.children if c.dep_ == "nsubj"), None)
