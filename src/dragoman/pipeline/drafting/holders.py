"""Whose stance a cue shows, and on whose word it is known."""

from attrs import frozen
from spacy.tokens import Doc, Span, Token

from dragoman.model import Basis, Document, Passage, cut
from dragoman.pipeline.drafting.clauses import agent_of, is_passive, subject_of
from dragoman.pipeline.drafting.cues import Cue, owned_by
from dragoman.pipeline.drafting.voices import Said, Voices


@frozen(kw_only=True)
class Paragraph:
    """A parsed paragraph: token offsets plus ``offset`` are code points of the stored text."""

    document: Document
    doc: Doc
    offset: int

    @property
    def day(self) -> str | None:
        """The day on which the text was published (EDTF)."""
        told = self.document.published_at
        return told[:10] if told else None

    def passage(self, span: Span) -> Passage:
        """The passage of a sentence, without white space at its ends."""
        start = self.offset + span.start_char
        exact = self.document.text[start : self.offset + span.end_char]
        lead = len(exact) - len(exact.lstrip())
        return cut(
            self.document.text,
            start + lead,
            start + len(exact.rstrip()),
            document=self.document.id,
            role="sentence",
        )


def find_holders(
    paragraph: Paragraph, cue: Cue, voices: Voices, around: Said | None, cued: Said | None
) -> list[str]:
    """The parties that hold the stance of a cue; none where that is unsure."""
    id_, offset = paragraph.document.id, paragraph.offset
    if cue.is_of_thing:
        viewer = _viewer(paragraph, cue, voices)
        if viewer is not None:
            return [viewer]
        return [around.party] if around is not None and around.party else []
    if cue.kind == "noun":
        subject = owned_by(cue.head)
    else:
        subject = agent_of(cue.head) if is_passive(cue.head) else subject_of(cue.head)
    if subject is None:
        return [cued.party] if cued is not None and cued.party and not is_passive(cue.head) else []
    found = [
        party
        for one in (
            subject,
            *(t for t in subject.subtree if t.dep_ == "conj" and t.head == subject),
        )
        for party in voices.holders(id_, one, offset)
    ]
    if not found and cued is not None and cued.party:
        found = [cued.party]
    return list(dict.fromkeys(found))


def _viewer(paragraph: Paragraph, cue: Cue, voices: Voices) -> str | None:
    """Whose view it is: "in her view", "unacceptable to Moscow", "for Velland"."""
    for token in cue.head.sent:
        whose: Token | None = None
        if token.lemma_ in ("view", "opinion", "eye", "understanding", "reading"):
            whose = next((c for c in token.children if c.dep_ == "poss"), None)
        elif token.lower_ in ("to", "for") and token.head.lower_ in (
            "unacceptable",
            "acceptable",
            "line",
            "starter",
        ):
            whose = next((c for c in token.children if c.dep_ == "pobj"), None)
        if whose is not None:
            found = voices.holders(paragraph.document.id, whose, paragraph.offset)
            if len(found) == 1:
                return found[0]
    return None


def basis_of(
    party: str, around: Said | None, cued: Said | None, is_others_word: bool = False
) -> Basis:
    """How directly it is known: ``around`` is the statement whose words the cue stands in.

    ``is_others_word`` says that the sentence credits another party with the news.
    """
    found = Basis.NARRATOR
    if around is not None and around.party != party:
        found = Basis.OTHER_SIDE if around.party else around.basis
    elif (said := around or cued) is not None and said.party == party:
        found = said.basis
    if is_others_word and found in (Basis.OWN_WORDS, Basis.SPOKESPERSON, Basis.NARRATOR):
        return Basis.OTHER_SIDE
    return found
