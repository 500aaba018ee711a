"""What there is: one noun per file, frozen records, no input or output."""

from dragoman.model.attribution import Attribution, AttributionKind
from dragoman.model.codec import KINDS, decode, encode, from_builtins, to_builtins
from dragoman.model.contact import Certainty, Channel, Contact, ContactStatus, Deed, Participant
from dragoman.model.decision import Anchor, Decision, Verb
from dragoman.model.document import Document, Genre, Skip, document_id
from dragoman.model.entry import Entry, Named, Reader, digest, entry_id
from dragoman.model.judgement import (
    Account,
    AgreementStage,
    Basis,
    Commitment,
    ComplianceStage,
    Corroboration,
    Discrepancy,
    DiscrepancyKind,
    Finding,
    Mark,
    Position,
    Question,
    Stage,
    Stance,
)
from dragoman.model.measure import Condition, Measure, Relation
from dragoman.model.names import Mention, Organisation, Party, PartyRole, Person, Place
from dragoman.model.negotiation import (
    Issue,
    Negotiation,
    Option,
    PartyProfile,
    PersonProfile,
    Ratification,
)
from dragoman.model.outlet import Outlet, Reliability
from dragoman.model.passage import CONTEXT, Passage, cut
from dragoman.model.quantity import Bound, Quantity
from dragoman.model.report import Contents, Report, Segment, SegmentKind
from dragoman.model.statement import Act, Assessment, Firmness, Polarity, Statement, Voice
from dragoman.model.when import When

__all__ = [
    "CONTEXT",
    "KINDS",
    "Account",
    "Act",
    "AgreementStage",
    "Anchor",
    "Assessment",
    "Attribution",
    "AttributionKind",
    "Basis",
    "Bound",
    "Certainty",
    "Channel",
    "Commitment",
    "ComplianceStage",
    "Condition",
    "Contact",
    "ContactStatus",
    "Contents",
    "Corroboration",
    "Decision",
    "Deed",
    "Discrepancy",
    "DiscrepancyKind",
    "Document",
    "Entry",
    "Finding",
    "Firmness",
    "Genre",
    "Issue",
    "Mark",
    "Measure",
    "Mention",
    "Named",
    "Negotiation",
    "Option",
    "Organisation",
    "Outlet",
    "Participant",
    "Party",
    "PartyProfile",
    "PartyRole",
    "Passage",
    "Person",
    "PersonProfile",
    "Place",
    "Polarity",
    "Position",
    "Quantity",
    "Question",
    "Ratification",
    "Reader",
    "Relation",
    "Reliability",
    "Report",
    "Segment",
    "SegmentKind",
    "Skip",
    "Stage",
    "Stance",
    "Statement",
    "Verb",
    "Voice",
    "When",
    "cut",
    "decode",
    "digest",
    "document_id",
    "encode",
    "entry_id",
    "from_builtins",
    "to_builtins",
]
