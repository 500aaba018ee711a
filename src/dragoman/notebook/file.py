"""NegotiationFile: what ``dm.open`` gives, the file on a negotiation as a notebook sees it."""

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from dragoman.model import (
    Assessment,
    Attribution,
    Commitment,
    Constraint,
    Contact,
    Contents,
    Corroboration,
    DealSpace,
    Decision,
    Deed,
    Discrepancy,
    Document,
    Entry,
    Evidence,
    Finding,
    Hypothesis,
    Leverage,
    Linkage,
    Mention,
    Negotiation,
    Organisation,
    Party,
    Person,
    Place,
    Position,
    Question,
    Segment,
    Skip,
    Statement,
    TextReuse,
)
from dragoman.notebook.holding import Holding, InMemory
from dragoman.notebook.nouns import Noun
from dragoman.notebook.sentences import Sentence

if TYPE_CHECKING:
    from dragoman.notebook.accounts import Accounts
    from dragoman.notebook.answers import Answers
    from dragoman.notebook.deal_sheet import Deals
    from dragoman.notebook.plots import Plots


@frozen(repr=False, eq=False, slots=False)
class NegotiationFile:
    """The file on a negotiation.

    Each noun is an attribute: ``talks.contacts`` is a :class:`~dragoman.notebook.Listing`, a
    sequence that can be called to narrow it and turned into a table. Only what is asked for is
    read. The file shows what stands in the dossier now: after a correction the next look has it,
    while listings and records in hand stay as they were.
    """

    holding: Holding = field(repr=False)

    documents = Noun(Document)
    segments = Noun(Segment)
    parties = Noun(Party)
    persons = Noun(Person)
    organisations = Noun(Organisation)
    places = Noun(Place)
    mentions = Noun(Mention)
    attributions = Noun(Attribution)
    statements = Noun(Statement)
    contacts = Noun(Contact)
    deeds = Noun(Deed)
    assessments = Noun(Assessment)
    positions = Noun(Position)
    commitments = Noun(Commitment)
    discrepancies = Noun(Discrepancy)
    corroborations = Noun(Corroboration)
    reuses = Noun(TextReuse)
    constraints = Noun(Constraint)
    leverages = Noun(Leverage)
    linkages = Noun(Linkage)
    hypotheses = Noun(Hypothesis)
    evidence = Noun(Evidence)
    findings = Noun(Finding)
    questions = Noun(Question)
    decisions = Noun(Decision)

    @property
    def skips(self) -> tuple[Skip, ...]:
        """The files that could not be taken in or read: which, why, and what to do."""
        return self.holding.some(("skips",)).skips

    @property
    def negotiation(self) -> Negotiation:
        """What ``negotiation.toml`` says: parties, people, outlets, issues, preferences."""
        return self.holding.some(()).negotiation

    @property
    def contents(self) -> Contents:
        """Everything in one frozen record, texts and all: what briefing and exchange read."""
        return self.holding.whole()

    # --- single entries ------------------------------------------------------------------------

    def entry(self, entry_id: str) -> Entry:
        """The entry of any noun with this id; a document comes with its text.

        Raises:
            UnknownEntry: no entry has this id.
        """
        return self.holding.entry(entry_id)

    def document(self, document_id: str) -> Document:
        """One document with its text.

        Raises:
            UnknownEntry: no document has this id.
        """
        from dragoman.errors import UnknownEntry

        found = self.holding.entry(document_id)
        if not isinstance(found, Document):
            raise UnknownEntry(document_id)
        return found

    def sentences(self, entry: Entry | str) -> tuple[Sentence, ...]:
        """The sentences that an entry (or its id) rests on: one for each independent document.

        At most six, the best known first; none for an entry that quotes nothing.

        Raises:
            UnknownEntry: no entry has this id.
        """
        from dragoman.notebook.rows import rows_of

        asked = self.entry(entry) if isinstance(entry, str) else entry
        return next(rows_of([asked], self.holding.around([asked]))).sentences

    def sentence(self, entry: Entry | str) -> Sentence:
        """The sentence that tells an entry (or its id) best.

        Raises:
            UnknownEntry: no entry has this id.
            BadRequest: the entry rests on no sentence (a party from negotiation.toml, say).
        """
        from dragoman.errors import BadRequest

        found = self.sentences(entry)
        if not found:
            id = entry if isinstance(entry, str) else entry.id
            raise BadRequest(f"entry {id!r} rests on no sentence of a text; see its because")
        return found[0]

    def accounts(self, discrepancy: Discrepancy | str) -> "Accounts":
        """The accounts of a discrepancy (or of its id) next to each other, in their own words.

        Raises:
            UnknownEntry: no discrepancy has this id.
        """
        from dragoman.notebook.accounts import accounts_of

        return accounts_of(discrepancy, self)

    # --- questions to the whole ----------------------------------------------------------------

    def ask(self, question: str, *, most: int = 20) -> "Answers":
        """Answer a question in fields or in words with entries and their sentences.

        Written as for ``dragoman ask``: ``talks.ask("what has RUS said on sanctions since May")``.

        Raises:
            BadRequest: a field or value is unknown, or there is nothing to look for.
        """
        from dragoman.notebook.answers import answers_to

        return answers_to(question, self.holding, most)

    def as_of(self, day: str) -> "NegotiationFile":
        """The file as it could have been known at the end of a day or month (EDTF).

        Worked out anew from the documents published until then; nothing is stored.

        Raises:
            BadRequest: it is no day, or this file is itself one of an earlier day.
        """
        contents = self.holding.as_of(day)
        return NegotiationFile(InMemory(contents, f"{self.holding.place} as of {day}"))

    def deals(self, space: DealSpace) -> "Deals":
        """What a reckoned deal space says, in words, tables and charts; ``dm.deals`` reckons it."""
        from dragoman.notebook.deal_sheet import deals_of

        return deals_of(space, self.contents)

    @cached_property
    def plot(self) -> "Plots":
        """The charts of the brief: ``talks.plot.timeline()``, ``talks.plot.matrix()`` and more."""
        from dragoman.notebook.plots import Plots

        return Plots(self.holding)

    # --- as something to look at ---------------------------------------------------------------

    def __repr__(self) -> str:
        """Where it lies: nothing is loaded for it."""
        return f"<the file on a negotiation: {self.holding.place}>"

    def __str__(self) -> str:
        """The first screen of the brief in plain lines."""
        from dragoman.notebook.first_screen import screen_of

        return screen_of(self.contents).text()

    def _repr_pretty_(self, printer: object, cycle: bool) -> None:
        printer.text(str(self))  # type: ignore[attr-defined]

    def _repr_html_(self) -> str:
        """The first screen of the brief; each line opens its sentences. No script."""
        from dragoman.notebook.first_screen import screen_of
        from dragoman.notebook.setting import set_screen

        return set_screen(screen_of(self.contents))
