"""What rules add to the nets' attributions.

PolNeAR marks the outermost attribution only, and few texts that hide a speaker behind long asides
or pass words on as "X quoted Y as saying". So nets that learnt from it miss the further links of a
chain; the frames of the rules fill these gaps, and nothing else.
"""

from spacy.tokens import Doc, Token

from dragoman.extraction.attribution.citing import QUOTING, passes_on
from dragoman.extraction.attribution.complements import CUE_TAGS, complements
from dragoman.extraction.attribution.frames import find_frames
from dragoman.extraction.attribution.lexicon import lemma_of
from dragoman.extraction.reading import Attributed, Tokens

FLOOR = 0.5
"""Least share that a cue and its complement must have in the lexicon to add a link."""


def frames_of(doc: Doc) -> list[Attributed]:
    """The frames by rule that may fill a gap, in text order; quoting is left to ``citing``."""
    found = [frame for sentence in doc.sents for frame in find_frames(sentence, FLOOR)]
    return [f for f in found if not any(t.lemma_.lower() in QUOTING for t in _words(doc, f))]


def fill(doc: Doc, drafts: list[Attributed], frames: list[Attributed]) -> list[Attributed]:
    """The drafts with missing speakers named, their grounds told, and "as saying" by its frame."""
    drafts = _as_saying(doc, drafts, frames)
    for draft in drafts:
        if not draft.speakers:
            _name(draft, frames)
        draft.because = (*_grounds(doc, draft), *draft.because)
    return drafts


def further(drafts: list[Attributed], frames: list[Attributed]) -> list[Attributed]:
    """The frames with a speaker whose cue no draft has: links of a chain, inside one of them."""
    taken = {index for draft in drafts for cue in draft.cues for index in range(*cue)}
    return [f for f in frames if f.speakers and not taken & set(range(*f.cues[0]))]


def without_loose(found: list[Attributed], frames: list[Attributed]) -> list[Attributed]:
    """The attributions without those of ``frames`` that lie in no other's content."""
    loose = {id(frame) for frame in frames}
    kept = [n for n, one in enumerate(found) if one.parent is not None or id(one) not in loose]
    places = {old: new for new, old in enumerate(kept)}
    for number in kept:
        parent = found[number].parent
        found[number].parent = None if parent is None else places.get(parent)
    return [found[number] for number in kept]


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
    """Take the speaker over from the frame of the same cue, where he is none of the content.

    Where the nets have the very words of the speaker as one piece of several, they are his name.
    """
    for frame in frames:
        if frame.speakers and _cue_in(draft, frame.cues[0]):
            rest = [c for c in draft.contents if c != frame.speakers[0]]
            draft.contents = rest or draft.contents
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
