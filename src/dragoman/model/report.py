"""Report and Contents: what one text says, and everything a dossier holds."""

from enum import StrEnum
from typing import ClassVar

from attrs import field, frozen

from dragoman.model.attribution import Attribution
from dragoman.model.binding import Constraint, Leverage, Linkage
from dragoman.model.commitment import Commitment
from dragoman.model.contact import Contact, Deed
from dragoman.model.corroboration import Corroboration
from dragoman.model.decision import Decision
from dragoman.model.discrepancy import Discrepancy
from dragoman.model.document import Document, Skip
from dragoman.model.entry import Entry
from dragoman.model.finding import Finding, Question
from dragoman.model.hypothesis import Evidence, Hypothesis
from dragoman.model.names import Mention, Organisation, Party, Person, Place
from dragoman.model.negotiation import Negotiation
from dragoman.model.position import Position
from dragoman.model.reuse import TextReuse
from dragoman.model.statement import Assessment, Statement


class SegmentKind(StrEnum):
    """What a stretch of a document is."""

    HEADLINE = "headline"
    BYLINE = "byline"
    CAPTION = "caption"
    PARAGRAPH = "paragraph"
    QUESTION = "question"
    ANSWER = "answer"
    EDITOR_NOTE = "editor's note"
    LIST = "list"
    QUOTE = "quote"
    BOILERPLATE = "boilerplate"


@frozen(kw_only=True)
class Segment(Entry):
    """A stretch of a document (one passage). ``speaker`` is the turn's speaker as written."""

    kind: ClassVar[str] = "segment"

    segment_kind: SegmentKind
    speaker: str | None = None


@frozen(kw_only=True)
class Report(Entry):
    """What one text says, in generic issues and unanchored times.

    Cached by text hash, reader and gazetteer digest. Ids inside point only into the same report,
    to party ids or to generic issues.
    """

    kind: ClassVar[str] = "report"

    document: str
    text_sha256: str
    gazetteer: str
    segments: tuple[Segment, ...] = ()
    mentions: tuple[Mention, ...] = ()
    parties: tuple[Party, ...] = ()
    persons: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    contacts: tuple[Contact, ...] = ()
    deeds: tuple[Deed, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    findings: tuple[Finding, ...] = ()


@frozen(kw_only=True)
class Contents:
    """Everything a dossier holds at one moment: what briefing and exchange read.

    Entries are sorted by id, documents by ``published_at`` then id. Copies stay in ``documents``
    with ``copy_of`` set: exact ones as stored, near ones as the text reuse found says.
    """

    negotiation: Negotiation = field(factory=Negotiation)
    as_of: str | None = None
    documents: tuple[Document, ...] = ()
    segments: tuple[Segment, ...] = ()
    parties: tuple[Party, ...] = ()
    persons: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    contacts: tuple[Contact, ...] = ()
    deeds: tuple[Deed, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    findings: tuple[Finding, ...] = ()
    positions: tuple[Position, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    corroborations: tuple[Corroboration, ...] = ()
    reuses: tuple[TextReuse, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    leverages: tuple[Leverage, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    questions: tuple[Question, ...] = ()
    decisions: tuple[Decision, ...] = ()
    skips: tuple[Skip, ...] = ()
