"""Answered: paragraphs of an interview that bear no label, after the first answer that does.

Some outlets name the two voices once and then print question and answer in one paragraph. What
stands behind the question is the guest's; what leads up to it is the interviewer's.
"""

from collections.abc import Iterator

from spacy.tokens import Span

from dragoman.extraction.attribution.spans import trim
from dragoman.extraction.narrated import covered_by_speech, is_anothers
from dragoman.extraction.reading import Attributed, Reading, Stretch, Tokens
from dragoman.extraction.units import Unit
from dragoman.model import AttributionKind, SegmentKind

_FEWEST = 3
"""Words that an answer must have."""
_QUESTIONS = 2
"""Unlabelled paragraphs with a question that make a text an interview printed so."""
_LEAD = 3
"""Sentences that may lead up to a question."""
_SCORE = 0.6


def answered_units(reading: Reading) -> Iterator[Unit]:
    """The guest's sentences in unlabelled paragraphs, in text order."""
    guest = next((s for s in reading.stretches if s.kind is SegmentKind.ANSWER), None)
    if guest is None or not guest.speaker:
        return
    covered = covered_by_speech(reading)
    runs = list(_paragraphs(reading, guest))
    if sum(_question_at(run) is not None for run in runs) < _QUESTIONS:
        return
    ids = [e.id for e in reading.names.entities.values() if guest.speaker in e.names][:1]
    for run in runs:
        asked = _question_at(run)
        for sentence in run[0 if asked is None else asked + 1 :]:
            span = trim(reading.doc, Tokens(sentence.start, sentence.end))
            short = span.end - span.start < _FEWEST
            if not (short or _asks(sentence) or is_anothers(reading, sentence, covered)):
                yield _unit(span, ids)


def _paragraphs(reading: Reading, guest: Stretch) -> Iterator[list[Span]]:
    """The sentences of each paragraph from the first answer on."""
    runs: dict[int, list[Span]] = {}
    for sentence in reading.doc.sents:
        stretch = reading.stretch(sentence.start)
        if stretch is None or stretch.start < guest.start or not sentence.text.strip():
            continue
        own = stretch.kind is SegmentKind.ANSWER and stretch.speaker == guest.speaker
        if own or stretch.kind is SegmentKind.PARAGRAPH:
            runs.setdefault(stretch.start, []).append(sentence)
    yield from runs.values()


def _question_at(run: list[Span]) -> int | None:
    """The place of the interviewer's question, among the first sentences of a paragraph."""
    return next((at for at, sentence in enumerate(run[:_LEAD]) if _asks(sentence)), None)


def _asks(sentence: Span) -> bool:
    return any(token.text == "?" for token in sentence[-3:])


def _unit(span: Tokens, ids: list[str]) -> Unit:
    one = Attributed(
        contents=[span],
        kind=AttributionKind.DIRECT,
        turn=True,
        speaker_ids=ids,
        score=_SCORE,
        because=("interview turn", "a paragraph without a label"),
    )
    return Unit(one=one, contents=(span,), complement="quote", because=one.because)
