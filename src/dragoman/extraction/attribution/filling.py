"""What rules add to the nets' attributions.

PolNeAR marks the outermost attribution only, and few texts that hide a speaker behind long asides
or pass words on as "X quoted Y as saying". So nets that learnt from it miss the further links of a
chain; the frames of the rules fill these gaps, and nothing else.
"""

from spacy.tokens import Doc, Token

from dragoman.extraction.attribution.citing import passes_on
from dragoman.extraction.attribution.complements import CUE_TAGS, complements
from dragoman.extraction.attribution.frames import find_frames
from dragoman.extraction.attribution.lexicon import lemma_of
from dragoman.extraction.reading import Attributed, Tokens

FLOOR = 0.5
"""Least share that a cue and its complement must have in the lexicon to add a link."""


def fill(doc: Doc, drafts: list[Attributed]) -> list[Attributed]:
    """The drafts with missing speakers named, and the links between and inside them."""
    frames = [frame for sentence in doc.sents for frame in find_frames(sentence, FLOOR)]
    drafts = _as_saying(doc, drafts, frames)
    for draft in drafts:
        if not draft.speakers:
            _name(draft, frames)
        draft.because = (*_grounds(doc, draft), *draft.because)
    return drafts + _inner(drafts, frames)


def _as_saying(doc: Doc, drafts: list[Attributed], frames: list[Attributed]) -> list[Attributed]:
    """The drafts, those of "quoted Y as saying" given way to the frame of "saying"."""
    for frame in frames:
        quoting = next((q for t in _words(doc, frame) if (q := passes_on(t)) is not None), None)
        if quoting is None:
            continue
        drafts = [d for d in drafts if not _cue_in(d, Tokens(quoting.i, frame.cues[0].end))]
        drafts.append(frame)
    return drafts


def _words(doc: Doc, frame: Attributed) -> list[Token]:
    return list(doc[frame.cues[0].start : frame.cues[0].end])


def _cue_in(draft: Attributed, span: Tokens) -> bool:
    return any(cue.overlaps(span) for cue in draft.cues)


def _name(draft: Attributed, frames: list[Attributed]) -> None:
    """Take the speaker over from the frame of the same cue, where he is none of the content."""
    for frame in frames:
        if frame.speakers and _cue_in(draft, frame.cues[0]):
            if not any(c.overlaps(frame.speakers[0]) for c in (*draft.contents, *draft.cues)):
                draft.speakers = list(frame.speakers)
                draft.because = (*draft.because, "speaker by the parse")
            return


def _grounds(doc: Doc, draft: Attributed) -> tuple[str, ...]:
    """The cue's lemma and what it takes, as the rules tell it: "cue say+whether"."""
    if any(why.startswith("cue ") for why in draft.because):
        return ()
    found = [
        (sum(span.overlaps(content) for span in taken.spans), token, taken.kind)
        for cue in draft.cues
        for token in reversed(doc[cue.start : cue.end])
        if token.pos_ in CUE_TAGS
        for taken in complements(token)
        for content in draft.contents
    ]
    if not found or not (best := max(found, key=lambda one: one[0]))[0]:
        return ()
    return (f"cue {lemma_of(best[1])}+{best[2]}",)


def _inner(drafts: list[Attributed], frames: list[Attributed]) -> list[Attributed]:
    """The frames whose speaker, cue and content all lie in one draft's content."""
    taken = {index for draft in drafts for cue in draft.cues for index in range(*cue)}
    contents = {content for draft in drafts for content in draft.contents}
    found: list[Attributed] = []
    for frame in frames:
        whole = [*frame.cues, *frame.speakers, *frame.contents]
        if not frame.speakers or taken & set(range(*frame.cues[0])):
            continue
        if any(all(_holds(content, span) for span in whole) for content in contents):
            found.append(frame)
            taken |= set(range(*frame.cues[0]))
    return found


def _holds(outer: Tokens, inner: Tokens) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
