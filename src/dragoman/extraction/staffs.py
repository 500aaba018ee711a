"""Staffs: the campaign or team that speaks for a candidate, and a town's police.

"The Orr campaign" is a body of its own where it acts in the text or has an officer; the person
it serves is another. Then "Orr's team" and a bare "the campaign" are that body too.
"""

from collections.abc import Iterable, Iterator

from attrs import define, field, frozen

from dragoman.extraction.people import Somebody
from dragoman.extraction.persons import Sighting
from dragoman.extraction.reading import Tokens
from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Words

_NOUN = "campaign"
_ALIKE = ("campaign", "team", "camp")
_ACTS = ("nsubj", "nsubjpass", "agent", "poss")
_REACH = 6
"""Sentences back in which "the campaign" looks for the one it means."""


@frozen(kw_only=True)
class Staff:
    """A body on ``span`` by the name that all its mentions share."""

    span: Tokens
    head: int
    name: str


@define(kw_only=True)
class Staffs:
    """Looks for the staffs of the people sighted on one sheet."""

    sheet: Sheet
    words: Words
    _names: dict[int, str] = field(factory=dict)

    def find(self, sightings: Iterable[Sighting]) -> list[Staff]:
        """The mentions of staffs, in order."""
        sighted = list(sightings)
        inside = {at for one in sighted for at in range(one.start, one.end)}
        named = [(one, at) for one in sighted if (at := self._noun(one)) and at not in inside]
        for one, at in named:
            if self.sheet.lower[at] == _NOUN and self._acts(at):
                self._names[id(one.who)] = f"{_surname(one.who)} {_NOUN}"
        found = [
            Staff(span=Tokens(one.name.start, at + 1), head=at, name=self._names[id(one.who)])
            for one, at in named
            if id(one.who) in self._names and self._is_body(at)
        ]
        return sorted([*found, *self._bare(found)], key=lambda one: one.span.start)

    def _noun(self, one: Sighting) -> int:
        """The token of "campaign" or "team" right behind a person's name, 0 for none."""
        at = one.end + (one.end < len(self.sheet) and self.sheet.tag[one.end] == "POS")
        return at if at < len(self.sheet) and self.sheet.lower[at] in _ALIKE else 0

    def _acts(self, at: int) -> bool:
        """Whether the noun is a subject or an owner, or an officer is named with it."""
        after = self.sheet.lower[at + 1 : at + 2]
        officer = bool(after) and after[0] in self.words.office_heads
        return officer or self.sheet.dep[at] in _ACTS

    def _is_body(self, at: int) -> bool:
        """Whether the noun heads its phrase; a "campaign trail" and its "rally" are no body."""
        return self.sheet.dep[at] not in ("compound", "nmod", "amod") or self._acts(at)

    def _bare(self, found: list[Staff]) -> Iterator[Staff]:
        """The places of "the campaign" as a subject, where one is named just before."""
        sheet = self.sheet
        for at in range(1, len(sheet)):
            bare = sheet.lower[at] == _NOUN and sheet.lower[at - 1] == "the"
            if not bare or sheet.dep[at] not in ("nsubj", "nsubjpass"):
                continue
            before = [one for one in found if one.head < at]
            near = [one for one in before if self._distance(one, at) <= _REACH]
            last = min((self._distance(one, at) for one in near), default=0)
            names = {one.name for one in near if self._distance(one, at) == last}
            if len(names) == 1:
                yield Staff(span=Tokens(at, at + 1), head=at, name=names.pop())

    def _distance(self, one: Staff, at: int) -> int:
        return self.sheet.sentence[at] - self.sheet.sentence[one.head]


def find_police(sheet: Sheet, covered: set[int]) -> Iterator[Staff]:
    """The police of a town that is no party: "Midtown police"."""
    for at in range(1, len(sheet)):
        if sheet.lower[at] != "police" or at in covered or sheet.quiet[at] or sheet.loud[at]:
            continue
        follows = sheet.dep[at] in ("compound", "nmod") and sheet.head[at] > at
        start = at
        while start > 0 and _is_name(sheet, start - 1) and not sheet.starts[start]:
            start -= 1
        if start < at and not follows and any(len(sheet.text[i]) > 1 for i in range(start, at)):
            name = " ".join(sheet.text[start : at + 1]).replace(" - ", "-")
            yield Staff(span=Tokens(start, at + 1), head=at, name=name)


def _is_name(sheet: Sheet, at: int) -> bool:
    if sheet.text[at] == "-":
        return sheet.glued[at]
    return sheet.is_capital(at) and sheet.tag[at] in ("NNP", "NNPS")


def _surname(who: Somebody) -> str:
    return who.title().split()[-1]
