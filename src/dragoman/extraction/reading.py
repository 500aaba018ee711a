"""The desk on which one text is read: what every step of extraction works on.

A step is a function that takes a :class:`Reading` and returns its findings; the reader
(``extraction.rules``) calls them in order and lays each result on the desk for the next.
Inside extraction, spans are half-open *token* indices into ``Reading.doc``; they become
passages (code points of the stored text) only at the end, through :meth:`Reading.passage`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from attrs import define, field, frozen
from spacy.tokens import Doc, Span, Token

from dragoman.extraction.meanings import Meanings
from dragoman.extraction.untold_acts import ActTyper
from dragoman.extraction.view import View
from dragoman.gazetteer import Gazetteer
from dragoman.model import (
    AttributionKind,
    Document,
    Organisation,
    Party,
    Passage,
    Person,
    Place,
    Quantity,
    SegmentKind,
    When,
    cut,
)


class Tokens(NamedTuple):
    """A half-open range of token indices of ``Reading.doc``."""

    start: int
    end: int

    def covers(self, index: int) -> bool:
        """Whether the token at ``index`` lies in the range."""
        return self.start <= index < self.end

    def overlaps(self, other: "Tokens") -> bool:
        """Whether the two ranges share a token."""
        return self.start < other.end and other.start < self.end


@frozen(kw_only=True)
class Stretch:
    """One segment: offsets are code points of the *view* (``View.text``), half open.

    ``speaker`` is the turn's speaker as written, for answers and questions of an interview.
    """

    start: int
    end: int
    kind: SegmentKind
    speaker: str | None = None


Entity = Party | Person | Organisation | Place


@frozen(kw_only=True)
class NameMention:
    """One mention on the desk. Fields as in ``model.Mention``; ``head`` is its syntactic head.

    ``party`` is the party of one who is not identified: of "a Norwegian diplomat", or of "the
    Norwegian foreign minister" when no name is known; None for all others. ``rivals`` are the
    entities that an unsure one means as likely; ``together`` those that it means jointly.
    """

    span: Tokens
    head: int
    noun: str
    refers_to: str | None = None
    how: str = "exact"
    anonymity: str | None = None
    score: float = 1.0
    party: str | None = None
    rivals: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


@define(kw_only=True)
class Names:
    """Who and where is mentioned. Mentions are sorted, and may nest ("[Russian] [Foreign
    Minister Sergei Lavrov]"): the longest one over a token stands first in :meth:`at`."""

    mentions: list[NameMention] = field(factory=list)
    entities: dict[str, Entity] = field(factory=dict)
    _over: dict[int, list[NameMention]] = field(factory=dict)

    def add(self, mention: NameMention) -> None:
        """Lay a mention on the desk and index its tokens."""
        self.mentions.append(mention)
        for index in range(*mention.span):
            over = self._over.setdefault(index, [])
            over.append(mention)
            over.sort(key=lambda m: m.span.start - m.span.end)

    def take_back(self, mention: NameMention) -> None:
        """Take a mention off the desk, since a surer reading of its words replaces it."""
        self.mentions.remove(mention)
        for index in range(*mention.span):
            self._over[index].remove(mention)

    def at(self, index: int) -> NameMention | None:
        """The longest mention that covers the token at ``index``."""
        over = self._over.get(index)
        return over[0] if over else None

    def within(self, span: Tokens) -> Iterator[NameMention]:
        """The longest mentions that lie wholly within ``span``, in order."""
        index = span.start
        while index < span.end:
            inside = [m for m in self._over.get(index, ()) if m.span.end <= span.end]
            best = inside[0] if inside and inside[0].span.start >= span.start else None
            if best is not None:
                yield best
                index = max(best.span.end, index + 1)
            else:
                index += 1

    def name_of(self, entity_id: str | None) -> str | None:
        """The fullest name of an entity, None for an unknown id."""
        entity = self.entities.get(entity_id or "")
        return entity.names[0] if entity else None

    def party_of(self, entity_id: str | None) -> str | None:
        """The party that an entity is or speaks for; None for an expert or an unknown id."""
        entity = self.entities.get(entity_id or "")
        if isinstance(entity, Party):
            return entity.id
        if isinstance(entity, Person):
            return entity.party if entity.represents else None
        if isinstance(entity, Organisation):
            return entity.party
        return entity.country if entity is not None else None


@frozen(kw_only=True)
class Timed:
    """A time expression on the desk."""

    span: Tokens
    when: When


@frozen(kw_only=True)
class Counted:
    """A number expression on the desk; ``head`` is the token of what is counted, or the number."""

    span: Tokens
    head: int
    quantity: Quantity


@define(kw_only=True)
class Attributed:
    """One attribution on the desk. ``parent`` is an index into ``Reading.attributed``.

    ``speaker_id`` is an entity's id once resolved (``speaker_ids`` for several). ``turn`` is True
    when the interview turn, not a cue, gives the speaker.
    """

    speakers: list[Tokens] = field(factory=list)
    cues: list[Tokens] = field(factory=list)
    contents: list[Tokens] = field(factory=list)
    kind: AttributionKind = AttributionKind.INDIRECT
    parent: int | None = None
    speaker_ids: list[str] = field(factory=list)
    anonymity: str | None = None
    turn: bool = False
    score: float = 1.0
    because: tuple[str, ...] = ()
    id: str = ""


@define(kw_only=True)
class Reading:
    """The desk. Later steps may rely on what earlier ones laid down, in this order.

    ``meanings`` is the sentence model that steps may ask, ``acts`` the model of acts; None where
    there is none.
    """

    document: Document
    view: View
    gazetteer: Gazetteer
    doc: Doc
    stretches: list[Stretch] = field(factory=list)
    names: Names = field(factory=Names)
    times: list[Timed] = field(factory=list)
    quantities: list[Counted] = field(factory=list)
    attributed: list[Attributed] = field(factory=list)
    meanings: Meanings | None = None
    acts: ActTyper | None = None
    _kinds: list[Stretch | None] = field(factory=list)

    @property
    def year(self) -> int | None:
        """The year in which the document was published, None when unknown."""
        head = (self.document.published_at or "")[:4]
        return int(head) if head.isdigit() and len(head) == 4 else None

    def span(self, tokens: Tokens) -> Span:
        """The spaCy span of a token range."""
        return self.doc[tokens.start : tokens.end]

    def text(self, tokens: Tokens) -> str:
        """The words of a token range in the view, line breaks folded to one space."""
        return " ".join(self.span(tokens).text.split())

    def passage(self, tokens: Tokens, role: str = "") -> Passage:
        """The passage of the stored text that a token range stands on.

        Raises:
            ValueError: the range is empty.
        """
        if tokens.start >= tokens.end:
            raise ValueError(f"empty token range {tokens}")
        last = self.doc[tokens.end - 1]
        start, end = self.view.stored(self.doc[tokens.start].idx, last.idx + len(last))
        return cut(self.document.text, start, end, document=self.document.id, role=role)

    def stretch(self, token: Token | int) -> Stretch | None:
        """The segment in which a token stands."""
        if not self._kinds:
            self._kinds = _by_token(self.doc, self.stretches)
        return self._kinds[token if isinstance(token, int) else token.i]

    def kind(self, token: Token | int) -> SegmentKind | None:
        """The kind of segment in which a token stands."""
        stretch = self.stretch(token)
        return stretch.kind if stretch else None


def _by_token(doc: Doc, stretches: list[Stretch]) -> list[Stretch | None]:
    """For each token, its stretch (stretches are sorted and disjoint)."""
    found: list[Stretch | None] = []
    queue = iter(stretches)
    current = next(queue, None)
    for token in doc:
        while current is not None and token.idx >= current.end:
            current = next(queue, None)
        inside = current is not None and token.idx >= current.start
        found.append(current if inside else None)
    return found
