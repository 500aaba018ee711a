"""Attributions inside what another one says: the further links of a chain.

"The Courier reported that Marsk had told Vere that …": PolNeAR marks the outermost link only, so
nets that learnt from it find no other. Inside their contents the rules look for the rest.
"""

from spacy.tokens import Doc

from dragoman.extraction.attribution.frames import find_frames
from dragoman.extraction.reading import Attributed, Tokens

FLOOR = 0.5
"""Least share that a cue and its complement must have in the lexicon to open an inner link."""


def find_inner(doc: Doc, drafts: list[Attributed]) -> list[Attributed]:
    """The attributions by rule whose speaker, cue and content all lie in one draft's content."""
    taken = {index for draft in drafts for cue in draft.cues for index in range(*cue)}
    contents = sorted({content for draft in drafts for content in draft.contents})
    found: list[Attributed] = []
    for sentence in doc.sents:
        here = [c for c in contents if c.overlaps(Tokens(sentence.start, sentence.end))]
        for frame in find_frames(sentence, FLOOR) if here else []:
            whole = [*frame.cues, *frame.speakers, *frame.contents]
            if not frame.speakers or taken & set(range(*frame.cues[0])):
                continue
            if any(all(_holds(content, span) for span in whole) for content in here):
                found.append(frame)
                taken |= set(range(*frame.cues[0]))
    return found


def _holds(outer: Tokens, inner: Tokens) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
