"""Who tells: documents with copies folded, outlets, speakers, and the parties they speak for."""

from collections import defaultdict
from collections.abc import Iterable

from attrs import frozen

from dragoman.assessment.embedding import Embedding
from dragoman.assessment.roster import Roster
from dragoman.model import Contents, Document, Entry, Named, Passage, Person, Statement, Voice


@frozen
class Witness:
    """Who vouches for a passage, and in which document.

    ``who`` is a speaker's id, an outlet's name, or the document itself where neither is known.
    ``party`` is the party spoken for; ``is_named`` is False for rumour and unnamed speakers.
    """

    who: str
    document: str
    party: str | None = None
    is_named: bool = True
    is_speaker: bool = False


class Witnesses:
    """Looks up who stands behind passages and statements."""

    def __init__(self, contents: Contents) -> None:
        self._documents = {document.id: document for document in contents.documents}
        self._anonymity = {a.id: a.anonymity for a in contents.attributions}
        self.persons = {person.id: person for person in contents.persons}
        self.parties = frozenset(party.id for party in contents.parties)
        self.roster = Roster(contents)
        self.embedding = Embedding(contents.statements)
        self._paragraphs: defaultdict[str, list[Passage]] = defaultdict(list)
        for segment in contents.segments:
            for passage in segment.passages:
                self._paragraphs[passage.document].append(passage)
        self._said: defaultdict[str, list[tuple[Passage, Statement]]] = defaultdict(list)
        for statement in contents.statements:
            if statement.voice is Voice.SPEAKER:
                for passage in statement.passages:
                    if passage.role == "content":
                        self._said[passage.document].append((passage, statement))

    def fold(self, document: str) -> str:
        """The original that a document is a copy of; itself when it is none."""
        seen = {document}
        while (head := self._documents.get(document)) is not None and head.copy_of:
            if head.copy_of in seen:
                break
            document = head.copy_of
            seen.add(document)
        return document

    def folded(self, documents: Iterable[str]) -> tuple[str, ...]:
        """The independent ones of some documents, sorted."""
        return tuple(sorted({self.fold(document) for document in documents}))

    def document_of(self, entry: Entry) -> str:
        """The document in which an extracted entry stands."""
        return entry.passages[0].document if entry.passages else ""

    def day_of(self, statement: Statement) -> str:
        """When it was said, or else published (EDTF); empty when neither is known."""
        if statement.stated_on and statement.stated_on.edtf:
            return statement.stated_on.edtf
        document = self._documents.get(self.document_of(statement))
        published = document.published_at if document else None
        return published.split("T")[0] if published else ""

    def outlet(self, document: str) -> str:
        """The outlet's name, or the document's id where it is unknown."""
        head: Document | None = self._documents.get(document)
        return head.outlet if head is not None and head.outlet else document

    def has_outlet(self, document: str) -> bool:
        """Whether it is known who published a document."""
        head = self._documents.get(document)
        return head is not None and bool(head.outlet)

    def is_anonymous(self, statement: Statement) -> bool:
        """Whether it rests on speakers who are not named, and on nobody who is."""
        hidden = self._anonymity.get(statement.attribution or "")
        unknown = all(s.id is None for s in statement.speakers)
        return bool(hidden) and unknown

    def is_expert(self, named: Named) -> bool:
        """Whether this is a person who speaks for nobody."""
        person: Person | None = self.persons.get(named.id or "")
        return person is not None and not person.represents

    def speaker(self, statement: Statement) -> Witness:
        """Who vouches for a statement's content: the one who is said to have said it.

        Whoever passes the words on adds no account of the matter, but takes away that it is the
        party's own.
        """
        document = self.fold(self.document_of(statement))
        if statement.voice is not Voice.SPEAKER or not statement.speakers:
            return Witness(self.outlet(document), document)
        if self.is_anonymous(statement):
            return Witness(f"unnamed in {document}", document, statement.party, is_named=False)
        who = " and ".join(sorted(one.id or one.name for one in statement.speakers))
        is_own = all(self.side(one) == statement.party for one in statement.reported_by)
        party = statement.party if is_own else None
        return Witness(who, document, party, is_speaker=True)

    def side(self, named: Named) -> str | None:
        """The party that somebody stands for; a party stands for itself, an expert for none."""
        if self.is_expert(named):
            return None
        return named.party or (named.id if named.id in self.parties else None)

    def around(self, passage: Passage) -> str:
        """The words of the paragraph in which a passage stands; empty where it is not known."""
        found = self.paragraph(passage)
        return " ".join(found.exact.split()) if found is not None else ""

    def paragraph(self, passage: Passage) -> Passage | None:
        """The paragraph, headline or answer in which a passage stands."""
        found = (p for p in self._paragraphs.get(passage.document, ()) if p.covers(passage))
        return min(found, key=lambda p: p.end - p.start, default=None)

    def first_day(self, documents: Iterable[str]) -> str:
        """The day of the earliest published of some documents (EDTF), empty where unknown."""
        heads = (self._documents.get(document) for document in documents)
        days = [h.published_at.split("T")[0] for h in heads if h is not None and h.published_at]
        return min(days, default="")

    def behind(self, passage: Passage) -> Witness:
        """Who vouches for a passage: the speaker in whose words it stands, or the narrator."""
        covering = [
            (content.end - content.start, statement.id, statement)
            for content, statement in self._said.get(passage.document, ())
            if content.covers(passage)
        ]
        if covering:
            return self.speaker(min(covering)[2])
        document = self.fold(passage.document)
        return Witness(self.outlet(document), document)
