"""Who tells: documents with copies folded, outlets, speakers, and the parties they speak for."""

from collections import defaultdict
from collections.abc import Iterable

from attrs import frozen

from dragoman.assessment.embedding import Embedding
from dragoman.assessment.roster import Roster
from dragoman.gazetteer.crediting import credited, known_outlets
from dragoman.model import (
    Contents,
    Document,
    Entry,
    Genre,
    LineKind,
    Named,
    Passage,
    Person,
    ReuseKind,
    SegmentKind,
    Statement,
    TextReuse,
    Voice,
)

LED_BACK = frozenset({ReuseKind.WIRE_INSIDE, ReuseKind.SHARED_PASSAGE, ReuseKind.CORRECTED})
"""Kinds of reuse in which the words taken over lead back to the original document."""

RELEASES = frozenset({Genre.READOUT, Genre.PRESS_RELEASE, Genre.TRANSCRIPT})
"""Texts in which a speaker publishes his own words."""


@frozen
class Witness:
    """Who vouches for a passage, and in which document.

    ``who`` is a speaker's id, an outlet's name, or the document itself where neither is known.
    ``party`` is the party spoken for; ``is_named`` is False for rumour and unnamed speakers.
    ``document`` is the one that the words lead back to, ``seen_in`` the one in which they were read
    (the same but for words taken over); ``line`` says what begins there, ``name`` how it is called.
    """

    who: str
    document: str
    party: str | None = None
    is_named: bool = True
    is_speaker: bool = False
    line: LineKind = LineKind.OUTLET
    name: str = ""
    seen_in: str = ""


class Witnesses:
    """Looks up who stands behind passages and statements."""

    def __init__(self, contents: Contents) -> None:
        self._documents = {document.id: document for document in contents.documents}
        self._taken = _taken_over(contents.reuses)
        self._copies: defaultdict[str, list[str]] = defaultdict(list)
        for document in contents.documents:
            if document.copy_of:
                self._copies[self.fold(document.id)].append(document.id)
        told = (document.outlet for document in contents.documents)
        listed = (outlet.name for outlet in contents.negotiation.outlets)
        self._outlets = known_outlets().union(filter(None, (*told, *listed)))
        self._stands_with = {
            outlet.name.casefold(): outlet.stands_with for outlet in contents.negotiation.outlets
        }
        self._anonymity = {a.id: a.anonymity for a in contents.attributions}
        self.persons = {person.id: person for person in contents.persons}
        self.parties = frozenset(party.id for party in contents.parties)
        self.roster = Roster(contents)
        self.embedding = Embedding(contents.statements)
        self._paragraphs: defaultdict[str, list[Passage]] = defaultdict(list)
        self._questions: defaultdict[str, list[Passage]] = defaultdict(list)
        for segment in contents.segments:
            for passage in segment.passages:
                self._paragraphs[passage.document].append(passage)
                if segment.segment_kind is SegmentKind.QUESTION:
                    self._questions[passage.document].append(passage)
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

    def carriers(self, document: str) -> tuple[str, ...]:
        """A document and all its copies, sorted."""
        return tuple(sorted({document, *self._copies.get(document, ())}))

    def home(self, passage: Passage) -> str:
        """The document that the words of a passage lead back to.

        The original of a copy; of words taken over into a longer story the text they came from.
        """
        at, seen = passage, {passage.document}
        while (origin := self._origin(at)) is not None and origin.document not in seen:
            seen.add(origin.document)
            at = origin
        return self.fold(at.document)

    def _origin(self, passage: Passage) -> Passage | None:
        """Where the words that hold a passage were taken from; None where they are the text's."""
        for held, origin in self._taken.get(passage.document, ()):
            within = min(held.end, passage.end) - max(held.start, passage.start)
            if 2 * within >= passage.end - passage.start:
                return origin
        return None

    def stands_with(self, outlet: str) -> str | None:
        """The party with which an outlet stands, by the analyst's word."""
        return self._stands_with.get(outlet.casefold())

    def issuer(self, document: str) -> str | None:
        """The party whose own text a readout or release is: the one that its outlet's name names.

        "Office of the President of Ormark" publishes Ormark's own account; a text whose outlet
        names two parties, or none, is nobody's.
        """
        head = self._documents.get(document)
        if head is None or head.genre not in RELEASES or not head.outlet:
            return None
        named = self.roster.parties_in(head.outlet)
        return named[0] if len(named) == 1 else None

    def day_of(self, statement: Statement) -> str:
        """When it was said, or else published (EDTF); empty when neither is known."""
        if statement.stated_on and statement.stated_on.edtf:
            return statement.stated_on.edtf
        document = self._documents.get(self.document_of(statement))
        published = document.published_at if document else None
        return published.split("T")[0] if published else ""

    def is_asked(self, statement: Statement) -> bool:
        """Whether it stands in an interviewer's question: nobody is told to have said it."""
        return any(
            question.covers(passage)
            for passage in statement.passages
            if passage.role == "content"
            for question in self._questions.get(passage.document, ())
        )

    def is_passed_on_by_expert(self, statement: Statement) -> bool:
        """Whether one who speaks for nobody tells it: his words are around the statement's."""
        own = [p for p in statement.passages if p.role == "content"]
        return any(
            outer.covers(passage) and outer.end - outer.start > passage.end - passage.start
            for passage in own
            for outer, other in self._said.get(passage.document, ())
            if other.id != statement.id
            and other.speakers
            and all(map(self.is_expert, other.speakers))
        )

    def published(self, document: str) -> str:
        """The day on which a document was published (EDTF); empty when unknown."""
        head = self._documents.get(document)
        return head.published_at.split("T")[0] if head is not None and head.published_at else ""

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
        party's own. An outlet that is cited ("TASS reported") is a wire.
        """
        content = [p for p in statement.passages if p.role == "content"] or statement.passages
        if not content:
            return Witness("", "")
        if statement.voice is not Voice.SPEAKER or not statement.speakers:
            return self.narrator(min(content))
        document, seen = self.home(min(content)), content[0].document
        if self.is_anonymous(statement):
            return Witness(
                f"unnamed in {document}",
                document,
                statement.party,
                is_named=False,
                line=LineKind.UNNAMED,
                name="a speaker who is not named",
                seen_in=seen,
            )
        who = " and ".join(sorted(one.id or one.name for one in statement.speakers))
        name = self.roster.tellers(statement.speakers)
        if all(one.name.removeprefix("the ") in self._outlets for one in statement.speakers):
            return Witness(name, document, line=LineKind.WIRE, name=name, seen_in=seen)
        is_own = all(self.side(one) == statement.party for one in statement.reported_by)
        party = statement.party if is_own else None
        return Witness(who, document, party, True, True, LineKind.SPEAKER, name, seen)

    def narrator(self, passage: Passage) -> Witness:
        """Who vouches for words that are no speaker's: the outlet, or the one that it credits."""
        document, seen = self.home(passage), passage.document
        cited = credited(self.around(passage), self._outlets) if document == seen else None
        if cited is not None and cited.casefold() != self.outlet(document).casefold():
            return Witness(cited, document, line=LineKind.WIRE, name=cited, seen_in=seen)
        return self.publisher(document, seen_in=seen)

    def publisher(self, document: str, seen_in: str = "") -> Witness:
        """The one who published a document, as a witness to what it tells."""
        outlet = self.outlet(document)
        head = self._documents.get(document)
        line = LineKind.OUTLET
        if head is not None and head.genre in RELEASES:
            line = LineKind.PRESS_RELEASE
        elif seen_in and self.fold(seen_in) != document:
            line = LineKind.WIRE
        called = head.outlet or head.title or head.url or head.path if head is not None else None
        issuer = self.issuer(document)
        return Witness(
            outlet,
            document,
            issuer or self.stands_with(outlet),
            is_speaker=issuer is not None,
            line=line,
            name=called or document,
            seen_in=seen_in or document,
        )

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
        return self.narrator(passage)


def _taken_over(reuses: Iterable[TextReuse]) -> dict[str, list[tuple[Passage, Passage]]]:
    """By document: its words that were taken from another, each with where they came from.

    The way back is a passage of the original; that of a text with several is the first.
    """
    taken: defaultdict[str, list[tuple[Passage, Passage]]] = defaultdict(list)
    for reuse in sorted(reuses, key=lambda one: one.id):
        if reuse.reuse_kind not in LED_BACK:
            continue
        origins = [p for p in reuse.passages if p.role == "original"]
        for held in reuse.passages:
            if held.role == "reused" and origins:
                taken[held.document].append((held, _nearest(held, origins)))
    return dict(taken)


def _nearest(held: Passage, origins: list[Passage]) -> Passage:
    """The stretch of the original that begins with the same words, else the first."""
    head = held.exact[:20]
    return next((one for one in origins if one.exact[:20] == head), min(origins))
