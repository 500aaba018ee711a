"""Continued speech: sentences that go on with what somebody was just reported to say.

"The minister said the truce was broken. Any further attack would be answered." The second
sentence has no verb of saying; its mood, shifted back after a past cue, shows that it is still
the minister's (free indirect speech; Quirk et al. 1985, 14.35). Under a paper ("the statement
says …") duties in the present go on as well.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from dragoman.extraction.attribution.issuers import DOCUMENTS
from dragoman.extraction.attribution.lexicon import says
from dragoman.extraction.attribution.spans import trim
from dragoman.extraction.narrated import covered_by_speech
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.extraction.units import Unit, cue_of
from dragoman.extraction.verb_forms import has_duty, is_future
from dragoman.model import AttributionKind, SegmentKind

_SHIFTED = frozenset({"would", "could", "should", "might", "'d", "had"})
_NEAR_END = 3
"""Tokens by which a content may miss the end of its sentence."""


def continued_units(reading: Reading) -> Iterator[Unit]:
    """Sentences outside every attribution that go on from the one before, as its speaker's."""
    covered = covered_by_speech(reading)
    going: Attributed | None = None
    before: Span | None = None
    for sentence in reading.doc.sents:
        if not sentence.text.strip():
            continue
        if before is None or not _same_run(reading, before, sentence):
            going = None
        before = sentence
        if any(covered[sentence.start : sentence.end]):
            going = _open_at_the_end(reading, sentence)
        elif going is not None and _goes_on(reading, sentence.root, going):
            yield _unit(reading, sentence, going)
        else:
            going = None


def _same_run(reading: Reading, before: Span, sentence: Span) -> bool:
    if not reading.stretches:
        return True
    here = reading.stretch(sentence.start)
    running = here is not None and here.kind in {SegmentKind.PARAGRAPH, SegmentKind.LIST}
    return running and reading.stretch(before.start) is here


def _open_at_the_end(reading: Reading, sentence: Span) -> Attributed | None:
    """The reported speech that a sentence ends in; None where another voice closes it."""
    last = sentence.end
    for one in reading.attributed:
        inside = one.cues and sentence.start <= one.cues[0].start < sentence.end
        if not inside or one.parent is not None or one.turn:
            continue
        reaches = one.contents and one.contents[-1].end >= last - _NEAR_END
        cue_last = one.cues and one.cues[0].end >= last - _NEAR_END - 2
        if one.kind is not AttributionKind.DIRECT and (reaches or cue_last):
            return one if one.speakers or one.speaker_ids else None
    return None


def _goes_on(reading: Reading, root: Token, going: Attributed) -> bool:
    """Whether a clause stands in the mood of speech that is still reported."""
    cue = cue_of(reading, going)
    if cue is None or (says(root) and not has_duty(root)) or root.sent.text.rstrip().endswith("?"):
        return False
    if _is_in_a_paper(reading, going, cue):
        return is_future(root) or has_duty(root) or _is_to_come(root)
    auxiliaries = {c.lower_ for c in root.children if c.dep_ == "aux"}
    past = cue.tag_ in {"VBD", "VBN"}
    return past and bool(auxiliaries & _SHIFTED) and (is_future(root) or has_duty(root))


def _is_to_come(root: Token) -> bool:
    """Read "talks are to begin": what is laid down for later."""
    return root.lemma_.lower() == "be" and any(
        c.dep_ == "xcomp" and any(a.lower_ == "to" for a in c.lefts) for c in root.children
    )


def _is_in_a_paper(reading: Reading, one: Attributed, cue: Token) -> bool:
    """Whether a paper speaks, or the speaker in one ("said in two statements")."""
    contents = [*one.contents]
    return any(
        token.lemma_.lower() in DOCUMENTS and token.pos_ == "NOUN"
        for token in cue.sent
        if not any(span.covers(token.i) for span in contents)
    )


def _unit(reading: Reading, sentence: Span, going: Attributed) -> Unit:
    span = trim(reading.doc, Tokens(sentence.start, sentence.end))
    return Unit(
        one=going,
        contents=(span,),
        because=(*going.because, "goes on from the sentence before"),
    )
