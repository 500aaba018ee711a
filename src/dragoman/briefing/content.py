"""What a brief says, before any face sets it.

Every string here is ready to be read: control characters are visible, sentences are complete.
Nothing is escaped: each face escapes for its own syntax.
"""

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from dragoman.model import Mark
from dragoman.model.handling import Marking

if TYPE_CHECKING:
    from dragoman.briefing.deals.content import DealSheet


@frozen(kw_only=True)
class Note:
    """One citation: a passage with what stands before and after it, or a whole document.

    ``number`` counts from 1 in the order in which the brief cites. ``document`` is the number of
    a :class:`DocumentSheet`. ``start`` and ``end`` are code points into that document's text,
    half open; both None when the note cites the document as a whole. ``noun`` is the kind of
    entry that first cites it.
    """

    number: int
    document: int
    noun: str
    label: str
    start: int | None = None
    end: int | None = None
    before: str = ""
    exact: str = ""
    after: str = ""


@frozen(kw_only=True)
class Line:
    """One sentence with its mark of certainty and the numbers of its notes.

    ``anchor`` is where the entry stands in the page, empty when it has no place of its own.
    ``under`` are plain lines that a listing sets below it: the series of a position.
    """

    mark: Mark | None
    text: str
    citations: tuple[int, ...] = ()
    entry_id: str = ""
    anchor: str = ""
    under: tuple[str, ...] = ()


@frozen(kw_only=True)
class More:
    """How many further lines of a list stand in which section."""

    count: int
    section: str
    label: str


@frozen(kw_only=True)
class FirstList:
    """One of the lists of the first screen; ``empty`` is said when it has no line."""

    id: str
    title: str
    lines: tuple[Line, ...] = ()
    more: tuple[More, ...] = ()
    empty: str = ""
    note: str = ""


@frozen(kw_only=True)
class Fact:
    """A labelled detail of an item. ``words`` are words of a document and are set as such."""

    label: str
    text: str = ""
    words: str = ""
    citations: tuple[int, ...] = ()


@frozen(kw_only=True)
class Badge:
    """A party's name with the colour that the dossier gives it, one of the palette's names."""

    label: str
    colour: str


@frozen(kw_only=True)
class Item:
    """An entry with its sentence and its details; ``number`` counts within its section.

    ``badges`` are the parties of a contact that have a colour.
    """

    number: int
    anchor: str
    line: Line
    facts: tuple[Fact, ...] = ()
    day: str = ""
    status: str = ""
    badges: tuple[Badge, ...] = ()


@frozen(kw_only=True)
class LaneMark:
    """A contact on the time line; both ends closed, None where an end is not known."""

    number: int
    lane: str
    start: date | None
    end: date | None
    status: str
    label: str


@frozen(kw_only=True)
class TimeLine:
    """Contacts over time. ``undated`` ones are listed beside the drawing, never drawn."""

    title: str
    alternative: str
    marks: tuple[LaneMark, ...] = ()
    undated: tuple[LaneMark, ...] = ()
    omitted: int = 0


@frozen(kw_only=True)
class Step:
    """A commitment on the road map; ``after`` holds the numbers of those that come first.

    ``column`` counts from 0 how many must come before it, one after the other.
    """

    number: int
    label: str
    stage: str
    compliance: str
    after: tuple[int, ...] = ()
    anchor: str = ""
    column: int = 0
    overdue: str = ""
    implementation: str = ""


@frozen(kw_only=True)
class RoadMap:
    """Commitments by stage of agreement, with what must come first."""

    title: str
    alternative: str
    steps: tuple[Step, ...] = ()
    omitted: int = 0


@frozen(kw_only=True)
class Cell:
    """One party on one issue; ``None`` in a row means that nothing was found.

    ``arrow`` is the sign of the last movement and ``moved`` its words with the day; both empty
    where the party has not moved.
    """

    stance: str
    act: str
    conditional: bool
    sentences: int
    anchor: str
    mark: Mark
    arrow: str = ""
    moved: str = ""


@frozen(kw_only=True)
class Row:
    """One issue of the matrix: a cell for each party, in the matrix' order of parties."""

    issue: str
    cells: tuple[Cell | None, ...]


@frozen(kw_only=True)
class Matrix:
    """Issues down, parties across. ``colours`` go with ``parties``, empty where none is given."""

    title: str
    parties: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@frozen(kw_only=True)
class Side:
    """One account in a discrepancy."""

    who: str
    says: str
    words: str
    citations: tuple[int, ...] = ()


@frozen(kw_only=True)
class Dispute:
    """A discrepancy with its accounts next to each other.

    ``accounts`` counts the independent ones on each side.
    """

    anchor: str
    line: Line
    label: str
    sides: tuple[Side, ...]
    why: str
    accounts: str = ""


@frozen(kw_only=True)
class PersonSheet:
    """One person as the texts give him or her; ``reliability`` is the analyst's letter or empty."""

    name: str
    office: str
    party: str
    spellings: str
    statements: int
    citations: tuple[int, ...] = ()
    reliability: str = ""


@frozen(kw_only=True)
class Block:
    """A paragraph of a document, code points half open. ``gap`` counts characters left out."""

    start: int
    end: int
    kind: str = "paragraph"
    speaker: str = ""
    gap: int = 0


@frozen(kw_only=True)
class DocumentSheet:
    """One document: what is known of it, and its text in blocks.

    ``text`` is the stored text, unchanged: a face makes control characters visible after cutting.
    ``url`` is None unless it is a plain http or https address. ``reliability`` is the letter that
    an analyst gave the outlet, empty for none.
    """

    number: int
    anchor: str
    id: str
    outlet: str
    title: str
    day: str
    known_by: str
    genre: str
    language: str
    reliability: str = ""
    address: str
    url: str | None
    remarks: tuple[str, ...] = ()
    entries: int = 0
    text: str = ""
    blocks: tuple[Block, ...] = ()


@frozen(kw_only=True)
class Remark:
    """A plain sentence with a label and notes: a finding, a question, a correction."""

    label: str
    text: str
    advice: str = ""
    citations: tuple[int, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class HypothesisSheet:
    """One hypothesis with the number of rows that speak against it and for it."""

    number: int
    claim: str
    entry_id: str
    suggested: bool
    inconsistent: int
    consistent: int


@frozen(kw_only=True)
class HypothesisRow:
    """One piece of evidence: ``cells`` go with the sheets; ``note`` says that it tells nothing."""

    text: str
    entry_id: str
    citations: tuple[int, ...]
    cells: tuple[str, ...]
    note: str = ""


@frozen(kw_only=True)
class HypothesisTable:
    """Hypotheses across, evidence down."""

    note: str
    sheets: tuple[HypothesisSheet, ...]
    rows: tuple[HypothesisRow, ...] = ()


@frozen(kw_only=True)
class Brief:
    """Everything a brief says. ``as_of`` and ``age`` are sentences, not dates.

    ``name_note`` says where the name comes from when the dossier gives none; ``marking`` who may
    see it and what was left out, None where nobody marked anything.
    """

    name: str
    marking: Marking | None = None
    name_note: str = ""
    as_of: str
    age: str
    counts: str
    first_screen: tuple[FirstList, ...]
    contacts: tuple[Item, ...] = ()
    time_line: TimeLine
    matrix: Matrix
    positions: tuple[Item, ...] = ()
    commitments: tuple[Item, ...] = ()
    road_map: RoadMap
    deeds: tuple[Item, ...] = ()
    assessments: tuple[Item, ...] = ()
    further_assessments: tuple[Item, ...] = ()
    constraints: tuple[Item, ...] = ()
    leverages: tuple[Item, ...] = ()
    linkages: tuple[Item, ...] = ()
    hypotheses: HypothesisTable | None = None
    deals: "DealSheet | None" = None
    discrepancies: tuple[Dispute, ...] = ()
    people: tuple[PersonSheet, ...] = ()
    documents: tuple[DocumentSheet, ...] = ()
    findings: tuple[Remark, ...] = ()
    questions: tuple[Remark, ...] = ()
    skipped: tuple[Remark, ...] = ()
    corrections: tuple[Remark, ...] = ()
    notes: tuple[Note, ...] = ()
