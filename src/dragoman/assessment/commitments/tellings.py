"""Sentences that tell of something undertaken, where no statement of it was read.

"They undertook to name teams", "under the deal Velland will cut its catch", the points of a list
below "the two sides will:". A sentence names its sides, or calls them together ("both sides"):
they are then those last named in the paragraph, or of the contact last told of before it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import frozen

from dragoman.assessment.commitments.phrasing import (
    actors,
    clause_end,
    is_deed,
    is_of_old,
    is_unreal,
    pattern,
    signed_with,
    words_of_pattern,
)
from dragoman.assessment.commitments.places import Places, sides_of
from dragoman.assessment.roster import Roster
from dragoman.assessment.witnesses import Witnesses
from dragoman.model import (
    Contact,
    Contents,
    Passage,
    Segment,
    SegmentKind,
    cut,
)

_READ = frozenset({SegmentKind.PARAGRAPH, SegmentKind.LIST})
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*|\n(?!\s*\n)[^.!?\n]*)*[.!?”\"]*")
_LINK = re.compile(
    r"^(?P<fill>(?:\s+(?:on|in|at|late|early|last|this|yesterday|today|during|after|by|with)\b"
    r"[^,;:]{0,48}?|,[^,]{0,60},|\s+(?:themselves|itself|himself|herself|him|her|them|us|me|journalists|reporters|parliament|lawmakers)|"
    r"\s+(?:the )?[A-Z]\w+(?: [A-Z]\w+)?){0,3}?)\s+"
    r"(?P<what>(?:(?:not |never )?to|on|upon|that)\s+.+)$",
    re.DOTALL,
)
_CLAUSE = re.compile(
    r"(?:.*(?:\b(?:said|says)(?: that)?|\bthat|[;:—–]|, (?:while|and|but)|\band later)\s)?",
    re.DOTALL,
)
_ASIDE = re.compile(r",[^,]{0,60}\b(?:said|says|told|according to)\b[^,]*,")
_POINT = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-h]\)|[-•–*])\s*")
_AND_TO = re.compile(r"(?:,? and (?=(?:not )?to [a-z]))")
_ON = re.compile(r"^(?:on|upon)\s+")
_NO_DEED = re.compile(r"\s*(?:not )?be (?:able|difficult|an? |the |no )")
_PASSIVE = re.compile(r"\s+(?:not )?be \w+(?:ed|n|t)\b")
_TURNED = re.compile(r"\bonly then\s*$", re.IGNORECASE)
_WHOM = re.compile(r"\s+(?P<whom>(?:the )?[^,;.]{2,50}?)\s+(?P<what>(?:not )?to\s+.+)$", re.DOTALL)
_BY_DAY = re.compile(
    r"\b(?:on|by|from|in|within|until|before|next|this|at|for|after|the following)\s+(?:the )?"
    r"(?:end of |beginning of |early |late |mid-)?"
    r"(?:\w+day\b|\d{1,2}\b|January|February|March|April|May\b|June|"
    r"July|August|September|October|November|December|week|month|year|days|weeks|a week|a month|"
    r"(?:two|three|four|five|ten|\d+) (?:days|weeks|months)|"
    r"spring|summer|autumn|winter|noon|midnight)|"
    r"\b(?:tomorrow|tonight|today|shortly|soon|at once|immediately|\w+ days|next \w+)\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"\bneither\b", re.IGNORECASE)
_THERE = re.compile(r"\bthere\s*$", re.IGNORECASE)
_NEW = re.compile(r"^.*(?:, |\band |\bwhile |\bbut |; )", re.DOTALL)
_STEPS = re.compile(
    r"\b(?:steps?|phases?|stages?|sequence|in (?:this|that) order|road ?map)\b", re.I
)
"""Words that make a numbered list an order."""


_BEGINS = 4
"""A name within so many code points begins a point ("The Front")."""


@frozen(kw_only=True)
class Telling:
    """Words that say what was undertaken, and by which parties.

    ``sentence`` is the whole sentence. ``signatories`` are those whose joint statement it stands
    in. ``place`` is the number of a point in a list of steps.
    """

    parties: frozenset[str]
    passage: Passage
    sentence: Passage
    contact: Contact | None = None
    is_signed: bool = False
    signatories: frozenset[str] = frozenset()
    place: int | None = None


def find_tellings(contents: Contents, witnesses: Witnesses) -> Iterator[Telling]:
    """What the sentences of the texts tell of as undertaken, in the order of the texts."""
    places = Places(contents, witnesses)
    by_document: defaultdict[str, list[tuple[Passage, Segment]]] = defaultdict(list)
    for segment in contents.segments:
        for passage in segment.passages:
            by_document[passage.document].append((passage, segment))
    for document in sorted(by_document):
        if witnesses.fold(document) == document:
            stretches = sorted(by_document[document], key=lambda pair: pair[0].start)
            yield from _in_document(
                [(p, s) for p, s in stretches if s.segment_kind in _READ], places
            )


def _in_document(stretches: Iterable[tuple[Passage, Segment]], places: Places) -> Iterator[Telling]:
    leading: frozenset[str] = frozenset()
    is_joint = False
    place: int | None = None
    for passage, segment in stretches:
        if segment.segment_kind is SegmentKind.LIST and _POINT.match(passage.exact):
            if leading:
                yield from _point(passage, leading, places, is_joint=is_joint, place=place)
            place = place + 1 if place is not None else None
            continue
        told = _Paragraph(passage, places)
        yield from told.tellings()
        leading, is_joint = told.leads_in(), told.is_joint
        place = 1 if _STEPS.search(passage.exact) else None


def _point(
    passage: Passage,
    parties: frozenset[str],
    places: Places,
    *,
    is_joint: bool,
    place: int | None,
) -> Iterator[Telling]:
    """A point of a list is undertaken by whoever leads it in."""
    start = _POINT.match(passage.exact)
    words = passage.exact.rstrip(" ;.\n")
    if start is not None and len(words) > start.end() + 5:
        own = _piece(passage, start.end(), len(words))
        alone = _begins_with(own.exact, places.witnesses.roster)
        yield Telling(
            parties=alone & parties or parties,
            passage=own,
            sentence=own,
            contact=places.contact_before(passage),
            signatories=parties if is_joint else frozenset(),
            place=place,
        )


def _undertaken_in(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that tell what somebody agreed to, to the end of the clause."""
    for verb in pattern("undertook").finditer(text):
        stop = clause_end().search(text, verb.end() + 3)
        yield verb.start(), stop.start() if stop else len(text)


def _begins_with(words: str, roster: Roster) -> frozenset[str]:
    """The one party whose name a point begins with; empty where it begins with another word."""
    first = next(iter(roster.named_in(words)), None)
    owned = first is not None and re.match(r"(?:the |The )?[\w-]+(?: [\w-]+)?['’]s?\s", words)
    return frozenset({first[1]}) if first and first[0] <= _BEGINS and not owned else frozenset()


def _piece(whole: Passage, start: int, end: int) -> Passage:
    """A part of a passage as content."""
    return cut(whole.exact, start, end, document=whole.document, role="content").moved(whole.start)


class _Paragraph:
    """A paragraph under reading: its sentences, and who was named last."""

    def __init__(self, passage: Passage, places: Places) -> None:
        self._passage = passage
        self._places = places
        self._roster = places.witnesses.roster
        self._sentences = [m for m in _SENTENCE.finditer(passage.exact) if m[0].strip()]
        self._is_framed = False
        self._is_signed = False
        self.is_joint = pattern("both tell").search(passage.exact) is not None

    def tellings(self) -> Iterator[Telling]:
        """What its sentences tell of as undertaken."""
        for number, found in enumerate(self._sentences):
            sentence = _piece(self._passage, found.start(), found.end())
            framed = pattern("frame").search(sentence.exact) is not None
            if "?" in sentence.exact or is_of_old(
                sentence, self._places.witnesses.published(sentence.document)
            ):
                continue
            settled = not pattern("unsettled").search(sentence.exact)
            self._is_framed = (self._is_framed or framed) and settled
            if settled and (found_ := pattern("settled paper").search(sentence.exact)):
                lead = sentence.exact[: found_.start()]
                self._is_signed = self._is_signed or not is_unreal(lead)
            yield from self._undertaken(sentence, number)
            yield from self._signed(sentence, number)
            if self._is_framed:
                yield from self._bound(sentence, number)
                yield from self._obliged(sentence, number)
            else:
                yield from self._arranged(sentence, number)

    def leads_in(self) -> frozenset[str]:
        """Those who lead in a list of what they undertake; empty where none is led in."""
        last = self._sentences[-1][0] if self._sentences else ""
        if not last.rstrip().endswith(":") or pattern("unsettled").search(last):
            return frozenset()
        if self._is_framed and pattern("lists").search(last):
            return self._together(len(self._sentences) - 1)
        binding = pattern("binds").search(last) or pattern("undertook").search(last)
        if binding is None or not (self._is_framed or pattern("undertook").search(last)):
            return frozenset()
        return self._subject(last[: binding.start()], len(self._sentences) - 1)

    def _undertaken(self, sentence: Passage, number: int) -> Iterator[Telling]:
        """Read "X agreed to …": one telling for each verb, which may share its subject."""
        before: frozenset[str] = frozenset()
        text = sentence.exact
        for verb in pattern("undertook").finditer(text):
            lead = text[: verb.start()]
            parties = self._subject(lead, number) or (
                before if re.search(r"\b(?:and|but)(?: also| then)?\s*$", lead) else frozenset()
            )
            link = _LINK.match(text[verb.end() :])
            if not parties or link is None or is_unreal(lead) or _NEITHER.search(lead):
                continue
            before = parties
            what = _ON.sub("", link["what"])
            start = verb.end() + link.end("what") - len(what)
            if not is_deed(link["what"], link["what"]):
                continue
            yield from self._told(sentence, start, parties, number)

    def _signed(self, sentence: Passage, number: int) -> Iterator[Telling]:
        """Read "X and Y signed an accord on …"."""
        found = pattern("signed").search(sentence.exact)
        if found is None or is_unreal(sentence.exact[: found.start()]):
            return
        parties = self._subject(sentence.exact[: found.start()], number)
        parties |= frozenset(self._roster.parties_in(signed_with(sentence.exact[found.end() :])))
        if len(parties) > 1:
            stop = clause_end().search(sentence.exact, found.end())
            end = stop.start() if stop else len(sentence.exact.rstrip(" .\n"))
            start = found.start() + found[0].index(" ") + 1
            own = _piece(sentence, start, end)
            yield Telling(parties=parties, passage=own, sentence=sentence, is_signed=True)

    def _bound(self, sentence: Passage, number: int) -> Iterator[Telling]:
        """Read "under the deal X will …": what a text that binds says of one of its sides."""
        text = sentence.exact
        told = () if pattern("frame").search(text) else tuple(_undertaken_in(text))
        floor = 0
        for verb in pattern("binds").finditer(text):
            if any(first <= verb.start() < last for first, last in told):
                continue
            lead, rest = text[floor : verb.start()], text[verb.end() :]
            if is_unreal(lead) or (_NO_DEED.match(rest) and not _THERE.search(lead)):
                continue
            clause = (
                _CLAUSE.sub("", _ASIDE.sub(",", lead), count=1) if not floor else _NEW.sub("", lead)
            )
            parties = self._subject(clause, number, is_clause=True)
            open_ = (
                _THERE.search(lead)
                or _PASSIVE.match(rest)
                or _TURNED.search(lead)
                or "with" in verb[0]
            )
            if not parties and (open_ or self._is_term(lead, rest)):
                parties = self._together(number)
            if parties:
                yield from self._told(sentence, verb.start(), parties, number, verb.end())
                floor = verb.end()

    def _is_term(self, lead: str, rest: str) -> bool:
        """Whether words are a term of what was settled: "Pay will rise by 7 per cent"."""
        own = pattern("strong frame").search(self._passage.exact) is not None
        return own and re.match(rf"\s+(?:{words_of_pattern('ratifying')})\b", rest) is None

    def _obliged(self, sentence: Passage, number: int) -> Iterator[Telling]:
        """Read "it commits the bloc to pay …" in a text that binds."""
        for verb in pattern("obliges").finditer(sentence.exact):
            found = _WHOM.match(sentence.exact[verb.end() :])
            whom = frozenset(self._roster.parties_in(found["whom"])) if found else frozenset()
            if found is None or not whom or is_unreal(sentence.exact[: verb.start()]):
                continue
            yield from self._told(sentence, verb.end() + found.start("what"), whom, number)

    def _arranged(self, sentence: Passage, number: int) -> Iterator[Telling]:
        """Read "are to meet within days": what is arranged, and what both will do by a day.

        In a party's own release, so is what it says it will do by a day.
        """
        text = sentence.exact
        for name in ("arranged", "will by a day", "own plan"):
            verb = pattern(name).search(text)
            if verb is None or is_unreal(text[: verb.start()]):
                continue
            if pattern("undertook").search(text[: verb.start()]):
                continue
            parties = self._subject(text[: verb.start()], number)
            author = self._places.authors.get(sentence.document)
            has_day = _BY_DAY.search(text[verb.end() :]) is not None
            if name == "own plan":
                is_told = parties == {author}
            else:
                is_own = name == "arranged" or author in parties
                is_told = has_day and (len(parties) > 1 or (bool(parties) and is_own))
            if is_told:
                yield from self._told(sentence, verb.start(), parties, number, verb.end())
                return

    def _told(
        self,
        sentence: Passage,
        start: int,
        parties: frozenset[str],
        number: int,
        after: int | None = None,
    ) -> Iterator[Telling]:
        """The words from a place on, cut where the clause ends, one telling for each of two."""
        stop = clause_end().search(sentence.exact, start + 3)
        end = stop.start() if stop else len(sentence.exact)
        end = len(sentence.exact[:end].rstrip(' .!”"\n'))
        halves = [(start, end)]
        joints = list(_AND_TO.finditer(sentence.exact, start, end))
        if len(joints) == 1 and ", to " not in sentence.exact[start:end]:
            halves = [(start, joints[0].start()), (joints[0].end(), end)]
        for first, last in halves:
            words = sentence.exact[first:last]
            deed = sentence.exact[after:last] if after is not None else words
            if is_deed(deed, words):
                yield Telling(
                    parties=parties,
                    passage=_piece(sentence, first, last),
                    sentence=sentence,
                    contact=self._places.contact_before(sentence),
                    is_signed=self._is_signed,
                    signatories=self._signatories(parties, number),
                )

    def _signatories(self, parties: frozenset[str], number: int) -> frozenset[str]:
        """Those whose joint account a paragraph is; empty where one alone tells it."""
        signing = parties | self._together(number) if self.is_joint else frozenset()
        return signing if len(signing) > 1 else frozenset()

    def _subject(self, lead: str, number: int, *, is_clause: bool = False) -> frozenset[str]:
        """The parties that the words before a verb name as its subject."""
        clause = lead if is_clause else _CLAUSE.sub("", _ASIDE.sub(",", lead), count=1)
        named = actors(clause, self._roster)
        if named:
            return named
        if pattern("together").search(clause):
            return self._together(number)
        return self._meant(number, lead, clause)

    def _meant(self, number: int, lead: str, clause: str) -> frozenset[str]:
        """The party that a pronoun or an office before a verb stands for: "he", "the minister".

        The place of the words is found by where ``lead`` ends; it must be of the sentence.
        """
        sentence = self._sentences[number]
        end = sentence[0].find(lead) + len(lead) if lead in sentence[0] else -1
        if end < len(lead) or not clause.strip():
            return frozenset()
        last = self._passage.start + sentence.start() + end
        party = self._places.subject(self._passage.document, last - len(clause), last)
        return frozenset({party} if party else ())

    def _together(self, number: int) -> frozenset[str]:
        """Those for whom "both sides" stands: two named in a sentence before, or at the contact."""
        if named := self._pair(reversed(self._sentences[: number + 1])):
            return named
        contact = self._places.contact_before(self._passage)
        if contact is not None:
            return sides_of(contact, self._places.witnesses)
        return self._places.sides or self._pair(self._sentences[number + 1 :])

    def _pair(self, sentences: Iterable[re.Match[str]]) -> frozenset[str]:
        """The two that the first sentence to name two names; empty where none does."""
        named = (actors(found[0], self._roster) for found in sentences)
        return next((pair for pair in named if len(pair) == 2), frozenset())


def sentence_around(passage: Passage, witnesses: Witnesses) -> Passage | None:
    """The sentence in which a passage stands; None where its paragraph is not at hand."""
    whole = witnesses.paragraph(passage)
    if whole is None:
        return None
    for found in _SENTENCE.finditer(whole.exact):
        own = _piece(whole, found.start(), found.end())
        if own.start <= passage.start < own.end:
            return own
    return None
