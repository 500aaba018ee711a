"""What there is: one noun per file, frozen records, no input or output."""

from dragoman.model.attribution import Attribution, AttributionKind
from dragoman.model.binding import Constraint, ConstraintKind, Hold, Leverage, Linkage
from dragoman.model.codec import KINDS, decode, encode, from_builtins, to_builtins
from dragoman.model.commitment import (
    AgreementStage,
    Commitment,
    ComplianceStage,
    Precondition,
    Stage,
    is_overdue_or_broken,
)
from dragoman.model.contact import (
    Certainty,
    Channel,
    Contact,
    ContactStage,
    ContactStatus,
    Deed,
    Level,
    Participant,
)
from dragoman.model.corroboration import Corroboration, Credibility, Line, LineKind, Mark
from dragoman.model.decision import Anchor, Decision, Verb
from dragoman.model.discrepancy import Account, Discrepancy, DiscrepancyKind
from dragoman.model.document import Document, Genre, Skip, document_id
from dragoman.model.entry import Entry, Named, Reader, digest, entry_id
from dragoman.model.finding import Finding, Question
from dragoman.model.hypothesis import Evidence, Fit, Hypothesis, Judged
from dragoman.model.measure import Condition, Measure, Relation, Step
from dragoman.model.names import Mention, Organisation, Party, PartyRole, Person, Place
from dragoman.model.negotiation import (
    Faction,
    Issue,
    Negotiation,
    Option,
    PartyProfile,
    PersonProfile,
    Ratification,
)
from dragoman.model.outlet import Outlet, Reliability
from dragoman.model.package import Choice, DealStage, Guarantee, Interaction, Package, Proviso
from dragoman.model.passage import CONTEXT, Passage, cut
from dragoman.model.position import Basis, Movement, Position, PositionStage, Stance
from dragoman.model.preference import Estimate, OptionScore, Preference, RedLine, Stake
from dragoman.model.quantity import Bound, Quantity
from dragoman.model.report import Contents, Report, Segment, SegmentKind
from dragoman.model.reuse import ReuseKind, TextReuse
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
    "Choice",
    "Commitment",
    "ComplianceStage",
    "Condition",
    "Constraint",
    "ConstraintKind",
    "Contact",
    "ContactStage",
    "ContactStatus",
    "Contents",
    "Corroboration",
    "Credibility",
    "DealStage",
    "Decision",
    "Deed",
    "Discrepancy",
    "DiscrepancyKind",
    "Document",
    "Entry",
    "Estimate",
    "Evidence",
    "Faction",
    "Finding",
    "Firmness",
    "Fit",
    "Genre",
    "Guarantee",
    "Hold",
    "Hypothesis",
    "Interaction",
    "Issue",
    "Judged",
    "Level",
    "Leverage",
    "Line",
    "LineKind",
    "Linkage",
    "Mark",
    "Measure",
    "Mention",
    "Movement",
    "Named",
    "Negotiation",
    "Option",
    "OptionScore",
    "Organisation",
    "Outlet",
    "Package",
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
    "PositionStage",
    "Precondition",
    "Preference",
    "Proviso",
    "Quantity",
    "Question",
    "Ratification",
    "Reader",
    "RedLine",
    "Relation",
    "Reliability",
    "Report",
    "ReuseKind",
    "Segment",
    "SegmentKind",
    "Skip",
    "Stage",
    "Stake",
    "Stance",
    "Statement",
    "Step",
    "TextReuse",
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
    "is_overdue_or_broken",
    "to_builtins",
]
