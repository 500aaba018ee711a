"""The attributor by trained nets: spans from the encoder, the rest by the same rules."""

from bisect import bisect_left, bisect_right

from attrs import define
from spacy.tokens import Doc

from dragoman.encoder import AttributionModel, Found
from dragoman.extraction.attribution.anonymity import is_hidden
from dragoman.extraction.attribution.filling import fill, frames_of, further, without_loose
from dragoman.extraction.attribution.finishing import finish
from dragoman.extraction.attribution.own_words import speaks_of_itself
from dragoman.extraction.attribution.paragraphs import SILENT, Outline
from dragoman.extraction.attribution.quoted import match_quotations
from dragoman.extraction.attribution.quotes import is_title
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.extraction.version import VERSION
from dragoman.model import Reader, SegmentKind


@define(kw_only=True)
class TrainedAttributor:
    """Finds attributions with the trained tagger and linker.

    Turns, lists, chains, kinds and speakers go by the rules of ``finishing``. Cost: one pass of
    the encoder over the text.
    """

    model: AttributionModel

    @property
    def identity(self) -> Reader:
        """Named "trained"; the version has the rules' own and the digest of the nets."""
        return Reader(name="trained", version=f"{VERSION}.{self.model.digest}")

    def attribute(self, reading: Reading) -> list[Attributed]:
        """The attributions of one text, in text order, parents set and speakers resolved."""
        outline = Outline.of(reading)
        spoken = [span for span, kind in outline.parts if kind not in SILENT]
        titles = [q.span for q in outline.quotations if is_title(reading.doc, q)]
        drafts = [d for d in self._drafts(reading, spoken) if not _is_titled(d, titles)]
        frames = frames_of(reading.doc)
        drafts = fill(reading.doc, drafts, frames)
        drafts += match_quotations(reading.doc, drafts, outline)
        links = further(drafts, frames)
        kept = [d for d in (*drafts, *links) if not speaks_of_itself(reading, d, outline.speech)]
        return without_loose(finish(reading, kept, outline), links)

    def _drafts(self, reading: Reading, spoken: list[Tokens]) -> list[Attributed]:
        doc = reading.doc
        ranges = [(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in spoken]
        grid = _Grid.of(doc)
        drafts = [grid.draft(one) for one in self.model.find(doc.text, ranges)]
        for draft in drafts:
            _once(reading, draft)
            _keep_names_whole(reading, draft)
        return [draft for draft in drafts if not _is_no_statement(reading, draft)]


def _is_no_statement(reading: Reading, draft: Attributed) -> bool:
    """Whether a draft asks for anonymity, has a mere "'s" as cue, or takes a topic for a speaker.

    In the headline "The dam talks: what comes next" nobody speaks before the colon.
    """
    cue = draft.cues[0]
    asking = reading.text(Tokens(cue.start, draft.contents[-1].end))
    if is_hidden(asking) or all(is_hidden(reading.text(span)) for span in draft.contents):
        return True
    if all(token.tag_ == "POS" for token in reading.span(cue)):
        return True
    if reading.kind(cue.start) is not SegmentKind.HEADLINE or not draft.speakers:
        return False
    mark = all(token.is_punct for token in reading.span(cue))
    root = reading.span(draft.speakers[0]).root
    return mark and reading.names.at(root.i) is None


def _is_titled(draft: Attributed, titles: list[Tokens]) -> bool:
    """Whether the content is the title of a work and hardly more: 'wrote “Ten Days in Olm”'."""
    return all(
        any(
            title.overlaps(content) and content.end - content.start <= title.end - title.start + 3
            for title in titles
        )
        for content in draft.contents
    )


def _keep_names_whole(reading: Reading, draft: Attributed) -> None:
    """Draw a speaker out to the end of a name that it shares with the cue.

    The nets know only the pieces of a name that is new to them: of "Halla Vere said" they may
    take "Vere" for a word of the cue.
    """
    cue = draft.cues[0]
    name = reading.names.at(cue.start)
    if name is None or name.span.end >= cue.end or not draft.speakers:
        return
    if name.span.overlaps(draft.speakers[0]):
        start = min(name.span.start, draft.speakers[0].start)
        draft.speakers = [Tokens(start, name.span.end)]
        draft.cues = [Tokens(name.span.end, cue.end)]


def _once(reading: Reading, draft: Attributed) -> None:
    """Keep of two contents in the same words the later one: a pull quote says nothing new."""
    texts = [_letters(reading.text(content)) for content in draft.contents]
    draft.contents = [
        content for n, content in enumerate(draft.contents) if texts[n] not in texts[n + 1 :]
    ]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


@define(kw_only=True)
class _Grid:
    """Where the tokens of a text start and end, to find those that a range touches."""

    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, doc: Doc) -> "_Grid":
        starts = [token.idx for token in doc]
        return cls(starts=starts, ends=[token.idx + len(token) for token in doc])

    def tokens(self, span: tuple[int, int]) -> Tokens:
        """The tokens that a half-open range of code points touches."""
        return Tokens(bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1]))

    def draft(self, found: Found) -> Attributed:
        """What the nets found, on the desk."""
        return Attributed(
            speakers=[self.tokens(span) for span in found.speakers],
            cues=[self.tokens(found.cue)],
            contents=[self.tokens(span) for span in found.contents],
            score=round(found.score, 3),
            because=(_why(found),),
        )


def _why(found: Found) -> str:
    """How sure the nets are of each part, in words."""
    parts = [f"cue {found.cue_score:.2f}"]
    if found.speakers:
        parts.append(f"speaker {found.speaker_score:.2f}")
    return f"trained nets, sure of {', '.join([*parts, f'content {found.content_score:.2f}'])}"
