"""Organised sides: unions, companies, movements and others that act in the text as a side.

Their kind word says that they can be one ("… Union", "… Ltd", ``bodies_words.tsv``); verbs of
bargaining, talks "between" them and officers who speak show that they are. An acronym alone
("the NUM") needs the same signs. Nobody is a side for having said something once.
"""

from collections.abc import Iterator

from attrs import define, field

from dragoman.extraction.acting import TELLS, acting_through
from dragoman.extraction.bodies import Body
from dragoman.extraction.lookup import Known
from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Form, Gazetteer, KnownName, slug

_LEGAL = frozenset(
    [
        "ltd",
        "ltd.",
        "limited",
        "plc",
        "inc",
        "inc.",
        "corp",
        "corp.",
        "llc",
        "gmbh",
        "s.a.",
        "ag",
        "co",
        "co.",
        "nv",
        "asa",
        "pty",
    ]
)
"""Legal forms, which come and go with the same company's name."""
_OWN_KINDS = ("union", "federation", "club", "church")
"""Kinds of body that are no arm of the country whose name they bear."""
_SHORTENED = ("company", "club")
"""Kinds of body that are called by the first word of their name."""
_ENOUGH = 2
"""Weight of the signs from which a body is a side."""
_ACRONYM = range(3, 7)
"""Letters of an acronym that may stand for a side."""
_ROMAN = frozenset("IVXLC")
_SMALL = frozenset(["of", "for", "and", "the", "in", "on", "&", "-", "'", "'s", "’", "’s"])

Place = tuple[int, int]


@define(kw_only=True)
class _Candidate:
    """A body or acronym that may be a side, with the places where it stands."""

    name: str
    kind: str | None
    places: list[Place] = field(factory=list)
    acronym: str | None = None


@define(kw_only=True)
class Organised:
    """Looks for organised sides on one sheet. ``labels`` gives each one's name by its id."""

    sheet: Sheet
    gazetteer: Gazetteer
    named: frozenset[int]
    candidates: dict[str, _Candidate] = field(factory=dict)
    labels: dict[str, str] = field(factory=dict)
    _barred: set[str] = field(factory=set)
    _inside: set[int] = field(factory=set)

    @classmethod
    def of(
        cls, sheet: Sheet, gazetteer: Gazetteer, known: list[Known], bodies: list[Body]
    ) -> "Organised":
        """Gather the bodies that can be a side, and the acronyms that belong to others."""
        named = frozenset(at for one in known for at in range(one.start, one.end))
        made = cls(sheet=sheet, gazetteer=gazetteer, named=named)
        for one in known:
            made._bar(one.end)
        for body in bodies:
            made._take(body)
        return made

    def find(self) -> Iterator[Known]:
        """The places of all that act as a side."""
        self._note_acronyms()
        self._note_short_forms()
        for one in self.candidates.values():
            if self._weight(one) < _ENOUGH:
                continue
            party = self._id(one)
            self.labels[party] = one.name
            for start, end in one.places:
                text = " ".join(self.sheet.text[start:end])
                yield Known(start, end, KnownName(text=text, form=Form.GROUP, party=party))

    def _take(self, body: Body) -> None:
        self._inside |= set(range(body.start, body.end))
        name = self._spelling(body.start, body.end)
        whole = " ".join(self.sheet.lower[body.start : body.end])
        kind = self.gazetteer.words.side_kind(whole) if body.what == "party" else None
        foreign = any(at in self.named for at in range(body.start, body.end))
        arm = (foreign and kind not in _OWN_KINDS) or name.lower().startswith("federal ")
        if kind is None or arm or name in self._telling:
            self._bar(body.end)
            return
        one = self.candidates.setdefault(name.casefold(), _Candidate(name=name, kind=kind))
        one.places.append((body.start, body.end))
        one.acronym = one.acronym or self._given_acronym(body.end)

    @property
    def _telling(self) -> frozenset[str]:
        return self.gazetteer.words.telling

    def _bar(self, end: int) -> None:
        """Keep the acronym given behind a name that is no candidate from becoming one."""
        acronym = self._given_acronym(end)
        if acronym is not None:
            self._barred.add(acronym)

    def _given_acronym(self, end: int) -> str | None:
        """The capitals in brackets behind a name that ends before ``end``."""
        text = self.sheet.text
        inside = text[end + 1] if text[end : end + 1] == ["("] and end + 2 < len(text) else ""
        closed = text[end + 2 : end + 3] == [")"]
        return inside if closed and inside.isupper() and 1 < len(inside) < 9 else None

    def _spelling(self, start: int, end: int) -> str:
        """The name as written, without its legal form."""
        while end - start > 1 and self.sheet.lower[end - 1] in _LEGAL:
            end -= 1
        pieces = [
            self.sheet.text[at] + ("" if self.sheet.glued[at] else " ") for at in range(start, end)
        ]
        return "".join(pieces).strip(" .,")

    def _note_acronyms(self) -> None:
        """Give acronyms to their bodies by brackets or initials; others stand for themselves."""
        owners = {one.acronym: one for one in self.candidates.values() if one.acronym}
        for one in self.candidates.values():
            owners.setdefault(_initials(one.name), one)
        for index in range(len(self.sheet)):
            word = self.sheet.text[index]
            if not self._is_acronym(index):
                continue
            owner = owners.get(word)
            if owner is None:
                owner = self.candidates.setdefault(
                    word.casefold(), _Candidate(name=word, kind=None, acronym=word)
                )
                owners[word] = owner
            owner.acronym = owner.acronym or word
            owner.places.append((index, index + 1))

    def _is_acronym(self, index: int) -> bool:
        sheet, words = self.sheet, self.gazetteer.words
        word = sheet.text[index]
        if len(word) not in _ACRONYM or not (word.isupper() and word.isalpha()):
            return False
        if set(word) <= _ROMAN:
            return False
        if index in self.named or index in self._inside or sheet.quiet[index] or sheet.loud[index]:
            return False
        if word in self._barred or word in words.telling or word in self.gazetteer.names:
            return False
        lower = word.lower()
        office = lower in words.office_heads or lower in words.honorifics
        return sheet.tag[index] in ("NNP", "NNPS") and not office

    def _note_short_forms(self) -> None:
        """Count "Kestrel" as Kestrel Coal where nothing else is called so."""
        firsts: dict[str, list[_Candidate]] = {}
        for one in self.candidates.values():
            first = one.name.split()[0]
            if one.kind in _SHORTENED and " " in one.name and self._shortens(first):
                firsts.setdefault(first, []).append(one)
        lone = {(first,): ones[0] for first, ones in firsts.items() if len(ones) == 1}
        whole = {tuple(one.name.split()): one for one in self.candidates.values()}
        for index in range(len(self.sheet)):
            for words, owner in (lone | whole).items():
                end = index + len(words)
                if tuple(self.sheet.text[index:end]) == words and self._is_free(index, end):
                    owner.places.append((index, end))

    def _shortens(self, first: str) -> bool:
        """Whether a first word can stand for the whole: no common word, no place."""
        sheet, words = self.sheet, self.gazetteer.words
        lower = first.lower()
        if lower in words.institution_words or lower in words.office_words or lower in sheet.text:
            return False
        begun = {
            tuple(sheet.text[at : at + 2]) for at in range(len(sheet)) if sheet.text[at] == first
        }
        names = [pair for pair in begun if pair[-1][0].isupper()]
        placed = any(
            sheet.text[at] == first and sheet.lower[at - 1] in words.placing["at"]
            for at in range(1, len(sheet))
        )
        return len(names) == 1 and not placed

    def _is_free(self, start: int, end: int) -> bool:
        """Whether the tokens are no part of a longer name."""
        sheet = self.sheet
        held = self.named | self._inside
        if any(at in held or sheet.quiet[at] for at in range(start, end)):
            return False
        follows = end < len(sheet) and sheet.is_capital(end) and sheet.tag[end] in ("NNP", "NNPS")
        return not follows or sheet.starts[end]

    def _weight(self, one: _Candidate) -> int:
        """The weight of the signs: the strongest act, and one for an officer who is named."""
        words = self.gazetteer.words
        acts = [acting_through(self.sheet, start, end, words) for start, end in one.places]
        officers = any(self._has_officer(start, end) for start, end in one.places)
        return max(acts, default=0) + officers * TELLS

    def _has_officer(self, start: int, end: int) -> bool:
        """Whether "NUM general secretary" or "spokesman for the NUM" stands here."""
        sheet, words = self.sheet, self.gazetteer.words
        index = end + (end < len(sheet) and sheet.tag[end] == "POS")
        stop = min(len(sheet), index + 4)
        while index < stop and sheet.lower[index] in words.office_words:
            index += 1
        if index < stop and sheet.lower[index] in words.office_heads:
            return True
        back = start - 1 - (start > 0 and sheet.lower[start - 1] == "the")
        return (
            back > 0
            and sheet.lower[back] in ("of", "for")
            and (sheet.lower[back - 1] in words.office_heads)
        )

    def _id(self, one: _Candidate) -> str:
        """The acronym where the text gives one that nobody else has as id, else the slug."""
        own = slug(one.acronym or one.name)
        taken = own in self.gazetteer.labels or own in self.gazetteer.kinds
        return slug(one.name) if taken else own


def _initials(name: str) -> str:
    words = [word for word in name.replace("-", " ").split() if word.lower() not in _SMALL]
    return "".join(word[0].upper() for word in words) if len(words) > 2 else ""
