"""The remainder: places and organisations that no list, word or title has shown.

The tagger of a small model has them, but takes a foreign town for a person or a firm. So a name
is a place when a preposition of place governs it somewhere in the text and the tagger or the
table of towns agrees; for the rest the tagger's label stands.
"""

from collections.abc import Iterator

from attrs import define, field, frozen
from spacy.tokens import Doc

from dragoman.extraction.reading import Tokens
from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Words, town_country

_NOUNS = {"GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation"}
_NAMED = ("NNP", "NNPS")
_PLAINLY = frozenset(["in", "near", "at", "outside", "inside", "around", "across"])
"""Prepositions behind which a town is meant as a place."""
_LONGEST = 3
_LISTED = 6
"""Names of one list that are looked at."""


@frozen(kw_only=True)
class Left:
    """A name on ``span``; ``noun`` is place or organisation, ``country`` a town's."""

    span: Tokens
    noun: str
    country: str | None = None


@define(kw_only=True)
class Remainder:
    """Looks through what is left on one sheet. ``covered`` holds the tokens of mentions."""

    sheet: Sheet
    words: Words
    covered: set[int]
    _placed: dict[tuple[str, ...], str | None] = field(factory=dict)

    def find(self, doc: Doc) -> list[Left]:
        """The names, in order: the tagger's, and towns that it overlooks."""
        self._placed = dict(self._find_placed())
        found = list(self._tagged(doc))
        taken = self.covered | {at for one in found for at in range(*one.span)}
        return sorted([*found, *self._overlooked(taken)], key=lambda one: one.span)

    def _find_placed(self) -> Iterator[tuple[tuple[str, ...], str | None]]:
        """The towns that a preposition of place governs, lists of them too, with countries."""
        sheet = self.sheet
        for index in range(1, len(sheet)):
            if sheet.lower[index - 1] not in _PLAINLY:
                continue
            for start, end in self._listed(index):
                name = tuple(sheet.text[start:end])
                country = town_country(" ".join(name).replace(" - ", "-"))
                if country is not None or sheet.entity[start] in ("GPE", "LOC", "FAC"):
                    yield name, country

    def _listed(self, index: int) -> Iterator[tuple[int, int]]:
        """The free names of a list that begins at ``index``, over those already known."""
        sheet = self.sheet
        for _ in range(_LISTED):
            if index >= len(sheet) or not sheet.is_capital(index):
                return
            end = index + 1
            if self._is_free(index):
                end = self._end(index)
                yield index, end
            while end < len(sheet) and end in self.covered and sheet.is_capital(end):
                end += 1
            joined = sheet.lower[end : end + 2]
            if joined[:1] not in ([","], ["and"]):
                return
            index = end + (2 if joined == [",", "and"] else 1)

    def _is_free(self, index: int) -> bool:
        sheet = self.sheet
        if index in self.covered or sheet.quiet[index] or sheet.loud[index]:
            return False
        return sheet.tag[index] in _NAMED and sheet.is_capital(index)

    def _end(self, index: int) -> int:
        """Where the name ends that begins at ``index``."""
        sheet, end = self.sheet, index + 1
        while end < len(sheet) and end - index < 2 * _LONGEST and not sheet.starts[end]:
            hyphen = sheet.text[end] == "-" and sheet.glued[end]
            if not (self._is_free(end) or hyphen):
                break
            end += 1
        return end

    def _tagged(self, doc: Doc) -> Iterator[Left]:
        sheet = self.sheet
        for entity in doc.ents:
            noun = _NOUNS.get(entity.label_)
            start = entity.start + (sheet.lower[entity.start] in ("the", "a", "an"))
            end = entity.end - (sheet.tag[entity.end - 1] == "POS")
            if noun is None or start >= end or any(at in self.covered for at in range(start, end)):
                continue
            if sheet.quiet[start] or sheet.loud[start] or not self._is_named(start, end):
                continue
            if " ".join(sheet.lower[max(0, start - 2) : end]) in self.words.offices:
                continue
            yield self._left(start, end, noun)

    def _left(self, start: int, end: int, noun: str) -> Left:
        name = tuple(self.sheet.text[start:end])
        placed = name in self._placed
        country = self._placed.get(name) or (
            town_country(" ".join(name)) if noun == "place" else None
        )
        return Left(span=Tokens(start, end), noun="place" if placed else noun, country=country)

    def _is_named(self, start: int, end: int) -> bool:
        """Whether the tokens look like a name at all."""
        sheet = self.sheet
        if sheet.starts[start] and end - start == 1 and sheet.tag[start] not in _NAMED:
            return False
        return any(sheet.is_capital(at) and sheet.tag[at] in _NAMED for at in range(start, end))

    def _overlooked(self, taken: set[int]) -> Iterator[Left]:
        """The placed names where the tagger has no label, or a person's."""
        sheet, index = self.sheet, 0
        while index < len(sheet):
            end = index + 1
            if index not in taken and self._is_free(index):
                end = self._end(index)
                name = tuple(sheet.text[index:end])
                if name in self._placed and not taken & set(range(index, end)):
                    country = self._placed[name]
                    yield Left(span=Tokens(index, end), noun="place", country=country)
            index = end
