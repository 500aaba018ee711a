"""Sentences of the texts with what every rule asks of them: setting, mood, witness, days."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from attrs import evolve, field, frozen

from dragoman.assessment.discrepancies.figures import sentences_of
from dragoman.assessment.discrepancies.situations import group
from dragoman.assessment.discrepancies.stems import matter_stems
from dragoman.assessment.discrepancies.surroundings import (
    places_of,
    settings_of,
    stretches_of,
    wanted_in,
)
from dragoman.assessment.remembering import remembered
from dragoman.assessment.witnesses import Witness, Witnesses
from dragoman.assessment.wording import pattern_of
from dragoman.calendar import anchor, interval, is_edtf, scan
from dragoman.model import (
    Act,
    Contact,
    Contents,
    Passage,
    SegmentKind,
    Statement,
    When,
)

READ = frozenset(
    {
        SegmentKind.HEADLINE,
        SegmentKind.PARAGRAPH,
        SegmentKind.ANSWER,
        SegmentKind.LIST,
        SegmentKind.QUOTE,
        SegmentKind.CAPTION,
    }
)
_TELLING = frozenset(Act) - {Act.ACCEPT, Act.PROMISE, Act.REJECT}
"""Who agrees or refuses does not tell that he did: the sentence does, or who is cited for it."""
_ALIKE = 2
"""Telling words that two sentences must share where a text is about one party only."""
_ALIKE_UNDATED = 5
"""Telling words that the paragraphs must share where the day of a text is not known."""
CLAUSE = re.compile(
    r"[;:—–]|, (?:and|which) |,? (?:but|while|whereas|although|though) | and (?=(?:he|she|it|they|"
    r"we|that|was|were|is|are|has|have|had|said|will|would|did|not|put|spoke)\b)"
)
"""Where a clause ends; an "and" between names ends none."""
_ACCORDING = re.compile(r"\baccording to [^,.;]{2,60}", re.IGNORECASE)
_NAMED = re.compile(r"(?<=[a-z,] )[A-Z][a-z][^\W\d_]+")
"""A name inside a sentence."""
_CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]*")
_CLOCK = re.compile(
    r"\b(?:night|late on|early|midnight|overnight|small hours|dawn|a\.?m\.?)\b", re.I
)


@frozen(kw_only=True, eq=False)
class Line:
    """One sentence: ``text`` has the length of the passage, line breaks made blanks.

    ``day`` is the document's; ``setting`` the parties that its document is mostly about;
    ``contacts`` the ids of contacts that are told in it.
    """

    passage: Passage
    text: str
    around: str
    day: date | None
    setting: frozenset[str]
    parties: tuple[str, ...]
    contacts: frozenset[str] = field(factory=frozenset)
    is_headline: bool = False

    @property
    def document(self) -> str:
        """The id of its document."""
        return self.passage.document

    def clause_before(self, start: int) -> str:
        """The words of the clause before a place in the text."""
        before = self.text[:start]
        cuts = [m.end() for m in CLAUSE.finditer(before)]
        return before[cuts[-1] if cuts else 0 :]

    def is_wished(self, start: int) -> bool:
        """Whether the clause before a place asks, supposes, hedges or foretells."""
        return bool(pattern_of("wishing").search(self.clause_before(start)))

    def is_future(self, start: int) -> bool:
        """Whether the clause before a place puts it into the future."""
        return bool(pattern_of("to come").search(self.clause_before(start)))

    def is_negated(self, start: int) -> bool:
        """Whether a negation or a denial stands in the clause before a place."""
        return bool(pattern_of("negating").search(self.clause_before(start)))

    def days(self, *, ahead: bool = False) -> list[tuple[int, date, date]]:
        """The days that it names: where (code points in the text), first and last day."""
        found = []
        published = self.day.isoformat() if self.day else None
        for said in scan(self.text):
            form = said.form
            if form.startswith(("dur", "clock", "set", "ref")):
                continue
            if form.startswith("weekday") and form.count(":") == 1:
                plain, _, part = form.partition("@")
                form = f"{plain}:{'future' if ahead else 'past'}" + (f"@{part}" if part else "")
            when = anchor(When(text="", form=form, relation="on"), published)
            if when.edtf and is_edtf(when.edtf) and ".." not in when.edtf:
                low, high = interval(when.edtf)
                if low and high and (high - low).days <= 1:
                    found.append((said.start, low, high))
        return found

    def is_by_night(self) -> bool:
        """Whether it tells of an hour at which another zone has another day."""
        return bool(_CLOCK.search(self.text))


class Vouched(Protocol):
    """Words of a sentence, and perhaps the party whose own word they are."""

    @property
    def line(self) -> Line:
        """The sentence."""

    @property
    def start(self) -> int:
        """Where the words begin (code points in the sentence)."""

    @property
    def end(self) -> int:
        """Where they end."""

    @property
    def vouched_by(self) -> str | None:
        """The party whose own word it is."""

    @property
    def is_narrated(self) -> bool:
        """Whether the words are the outlet's, whoever speaks."""


class Nearness(Protocol):
    """How near two texts must be for what they tell to be of one occasion."""

    shares: int
    days_apart: int
    compares_days: bool


class Lines:
    """All sentences, and what is known of the texts that they stand in."""

    def __init__(self, contents: Contents, witnesses: Witnesses) -> None:
        self.witnesses = witnesses
        self.contacts = {contact.id: contact for contact in contents.contacts}
        self._days = {d.id: _day(d.published_at) for d in contents.documents}
        self._settings = settings_of(contents, witnesses)
        self._asked, self._said = stretches_of(contents)
        self._wanted = wanted_in(contents)
        self._contact_at = places_of(contents.contacts)
        self._known: dict[tuple[str, int, int], Witness] = {}
        self._numbers: defaultdict[tuple[str, str], set[tuple[float, str | None]]] = defaultdict(
            set
        )
        self.party_words = frozenset(
            word for party in contents.parties for name in party.names for word in name.split()
        )
        self.party_keys = frozenset(party.id.casefold() for party in contents.parties)
        self._surnames = frozenset(n.split()[-1] for p in contents.persons for n in p.names if n)
        self._names = self._names_in(contents)
        self.all = sorted(self._read(contents), key=lambda line: line.passage)

    def _names_in(self, contents: Contents) -> defaultdict[str, frozenset[str]]:
        """The names in each text that are no party's, no day's and no month's."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for segment in contents.segments:
            for passage in segment.passages if segment.segment_kind in READ else ():
                found[passage.document].update(_NAMED.findall(passage.exact))
        left_out = self.party_words | {name.title() for name in group("days and months")}
        names: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        names.update({document: frozenset(told) - left_out for document, told in found.items()})
        return names

    def _read(self, contents: Contents) -> Iterator[Line]:
        texts = {d.id: " ".join(d.text.split()) for d in contents.documents}
        first = {d.id: texts.get(self.witnesses.fold(d.id), "") for d in contents.documents}
        copies = {d.id for d in contents.documents if d.copy_of}
        for segment in contents.segments:
            if segment.segment_kind not in READ:
                continue
            for passage in segment.passages:
                lines = self._split(passage, segment.segment_kind)
                if passage.document not in copies:
                    yield from lines
                    continue
                # What a copy tells otherwise than its original is an account of its own.
                original = first[passage.document]
                yield from (line for line in lines if " ".join(line.text.split()) not in original)

    def _split(self, passage: Passage, kind: SegmentKind) -> Iterator[Line]:
        document = passage.document
        for sentence in sentences_of(passage):
            if not any(map(str.isalpha, sentence.exact)):
                continue
            text = re.sub(r"\s", " ", sentence.exact)
            named = self.witnesses.roster.parties_in(text)
            yield Line(
                passage=evolve(sentence, role="content"),
                text=text,
                around=passage.exact,
                day=self._days.get(document),
                setting=self._settings.get(document) or frozenset(named),
                parties=named,
                contacts=frozenset(
                    id_
                    for place, id_ in self._contact_at.get(document, ())
                    if sentence.start <= place < sentence.end
                ),
                is_headline=kind is SegmentKind.HEADLINE,
            )

    def numbers_of(self, document: str, kind: str) -> set[tuple[float, str | None]]:
        """The numbers of a kind of thing that a text gives, with who gives them, as read."""
        return self._numbers[document, kind]

    def at(self, line: Line, start: int, end: int) -> Passage:
        """The words of a sentence from ``start`` to ``end`` as a passage of the document."""
        first = line.passage.start
        exact = line.passage.exact[start:end]
        return evolve(
            line.passage, start=first + start, end=first + end, exact=exact, prefix="", suffix=""
        )

    def is_asked(self, line: Line, start: int, end: int) -> bool:
        """Whether the words stand in what somebody demands, foretells, supposes or hedges."""
        place = self.at(line, start, end)
        return any(p.covers(place) for p in self._asked.get(line.document, ()))

    def is_wanted(self, line: Line, start: int, end: int) -> bool:
        """Whether the words stand in what somebody demands or supposes; a plan is none of it."""
        place = self.at(line, start, end)
        return any(p.covers(place) for p in self._wanted.get(line.document, ()))

    def statement(
        self, line: Line, start: int, end: int, acts: frozenset[Act] = frozenset(Act)
    ) -> Statement | None:
        """The innermost statement in whose content the words stand, of those that do such acts."""
        place = self.at(line, start, end)
        around = [
            (p, s)
            for p, s in self._said.get(line.document, ())
            if s.act in acts and p.covers(place)
        ]
        return min(around, key=lambda x: (x[0].end - x[0].start, x[1].id))[1] if around else None

    def witness(self, line: Line, start: int, end: int) -> Witness:
        """Who vouches for the words: who is said to have said them, else the outlet.

        Where no attribution was read, "according to Ormark" and "Ormark said" name the teller.
        """
        key = (line.document, line.passage.start + start, line.passage.start + end)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find_witness(line, start, end)
        return found

    def _find_witness(self, line: Line, start: int, end: int) -> Witness:
        statement = self.statement(line, start, end, _TELLING)
        by = _ACCORDING.search(line.text)
        named = self.witnesses.roster.parties_in(by[0]) if by else ()
        if named and (by is None or '"' not in line.text):
            return Witness(named[0], self.witnesses.fold(line.document), named[0], is_speaker=True)
        if statement is not None:
            return self.witnesses.speaker(statement)
        document = self.witnesses.fold(line.document)
        party = self._credited(line)
        if party:
            return Witness(party, document, party, is_speaker=True)
        return self.witnesses.publisher(document)

    def _credited(self, line: Line) -> str | None:
        for found in pattern_of("crediting").finditer(line.text):
            beside = found[0][:90]
            named = self.witnesses.roster.parties_in(beside)
            if named and not pattern_of("out of office").search(beside):
                return named[-1] if found.lastgroup == "after" else named[0]
        return None

    def witness_of(self, told: "Vouched") -> Witness:
        """Who vouches for a telling: the party whose own word it is, else as :meth:`witness`."""
        if told.is_narrated:
            document = self.witnesses.fold(told.line.document)
            return self.witnesses.publisher(document)
        if told.vouched_by:
            document = self.witnesses.fold(told.line.document)
            return Witness(told.vouched_by, document, told.vouched_by, is_speaker=True)
        return self.witness(told.line, told.start, told.end)

    def without_names(self, text: str) -> str:
        """A text with blanks for the words of the parties' names: "Brigg Shipping" ships nothing.

        Its length stays.
        """
        return _CAPITALISED.sub(
            lambda w: " " * len(w[0]) if w[0] in self.party_words else w[0], text
        )

    def is_party(self, name: str) -> bool:
        """Whether a name, or all its words, are of parties."""
        return all(word in self.party_words for word in name.split())

    def is_surname(self, name: str) -> bool:
        """Whether a name ends in a surname of somebody known."""
        return name.split()[-1] in self._surnames

    def are_one_occasion(self, one: Line, two: Line, near: Nearness) -> bool:
        """Whether two sentences may tell of one occasion: texts near in time, same parties.

        Contacts told in both decide where they are the same; where the days of different ones
        are known and lie apart, they are two.
        """
        if one.contacts & two.contacts:
            return True
        if one.day and two.day and abs((one.day - two.day).days) > near.days_apart:
            return False
        if not (one.day and two.day) and one.document != two.document:
            # A text without a day is of the occasion only if its sentence says much the same.
            return len(matter_stems(one.around) & matter_stems(two.around)) >= _ALIKE_UNDATED
        if near.compares_days and self._are_apart(one, two):
            return False
        common, fewest = len(one.setting & two.setting), min(len(one.setting), len(two.setting))
        if fewest == 1 and near.shares > 1:
            if len(matter_stems(one.text) & matter_stems(two.text)) >= _ALIKE:
                return True
        elif common >= min(near.shares, fewest) and (fewest > 0 or near.shares == 0):
            return True
        is_placed = common > 0 or (fewest == 0 and near.shares == 1)
        if is_placed and not self._names[one.document].isdisjoint(self._names[two.document]):
            # A ship, a person or a town that both texts name: one of the parties is enough.
            return True
        around = matter_stems(one.around) & matter_stems(two.around)
        return common > 0 and len(around) > (_ALIKE if fewest == 1 else _ALIKE_UNDATED)

    def _are_apart(self, one: Line, two: Line) -> bool:
        mine = [d for c in one.contacts if (d := _held_on(self.contacts[c]))]
        theirs = [d for c in two.contacts if (d := _held_on(self.contacts[c]))]
        return bool(mine and theirs) and all(abs((a - b).days) > 1 for a in mine for b in theirs)

    def common_contacts(self, lines: Iterable[Line]) -> tuple[str, ...]:
        """The ids of the contacts told in some sentences, sorted."""
        return tuple(sorted({id_ for line in lines for id_ in line.contacts}))


def _held_on(contact: Contact) -> date | None:
    when = contact.happened_on
    return interval(when.edtf)[0] if when and when.edtf and is_edtf(when.edtf) else None


def _day(published: str | None) -> date | None:
    told = (published or "").split("T")[0]
    return interval(told)[0] if is_edtf(told) else None


@remembered
def family_of(text: str) -> str:
    """The kind of occasion that a sentence names first: call, meeting, or none ("")."""
    call, meeting = pattern_of("calls").search(text), pattern_of("meetings").search(text)
    if call and (not meeting or pattern_of("calls only").search(text)):
        return "call"
    return "meeting" if meeting else ""
