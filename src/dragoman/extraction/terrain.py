"""Terrain: places that no list has, by the words that say so beside or inside their names.

"The Ishel Gate" and "Mount Karel" hold the word, "Karel district" and "the town of Karel" have it
beside them. A name found so is a place wherever else the text has it.
"""

from collections.abc import Iterator

from attrs import define, field, frozen

from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Words

_PARTICLES = frozenset(["al", "el", "ez", "as", "ash", "az", "ad", "bu", "bin", "de", "la", "ul"])
_LONGEST = 5
_NAMED = ("NNP", "NNPS")


@frozen(kw_only=True)
class Spot:
    """A place's name on the tokens ``[start, end)``."""

    start: int
    end: int


@define(kw_only=True)
class Terrain:
    """Looks for places on one sheet. ``closed`` holds the tokens of other names."""

    sheet: Sheet
    words: Words
    closed: frozenset[int]
    _names: set[tuple[str, ...]] = field(factory=set)

    def find(self) -> list[Spot]:
        """The places, in order, none overlapping: those that words tell, then their namesakes."""
        told = _apart(self._told())
        self._names = {tuple(self.sheet.text[one.start : one.end]) for one in told}
        return _apart([*told, *self._again({at for one in told for at in range(*_ends(one))})])

    def _told(self) -> Iterator[Spot]:
        placing = self.words.placing
        for index, word in enumerate(self.sheet.lower):
            if self.sheet.quiet[index] or self.sheet.loud[index]:
                continue
            capital = self.sheet.is_capital(index)
            if word in placing["terrain" if capital else "division"]:
                yield from self._before(index)
            if word in placing["kind"] and self.sheet.lower[index + 1 : index + 2] == ["of"]:
                yield from self._behind(index + 2)
            if self.sheet.text[index] in placing["front"] and index not in self.closed:
                yield from self._fronted(index)

    def _before(self, index: int) -> Iterator[Spot]:
        """The name that ends in, or right before, the noun at ``index``."""
        sheet = self.sheet
        after = index + 1
        if after < len(sheet) and self._is_name(after) and not sheet.starts[after]:
            return
        start = self._start(index)
        if start == index or self._is_person(start, index):
            return
        inside = sheet.is_capital(index) and sheet.tag[index] in (*_NAMED, "NN", "NNS")
        yield Spot(start=start, end=index + 1 if inside else index)

    def _behind(self, index: int) -> Iterator[Spot]:
        """The name that begins at ``index``, or behind the article there."""
        sheet = self.sheet
        index += sheet.lower[index : index + 1] == ["the"]
        end = self._end(index)
        if end > index and not self._is_possessing(end):
            yield Spot(start=index, end=end)

    def _fronted(self, index: int) -> Iterator[Spot]:
        """A name whose first word says that it is a place: "Mount [Karel]"."""
        end = self._end(index)
        before = index - 1
        joined = before >= 0 and self._is_name(before) and not self.sheet.starts[index]
        if end > index + 1 and not joined and self.sheet.entity[index] != "PERSON":
            yield Spot(start=index, end=end)

    def _is_possessing(self, end: int) -> bool:
        """Whether the name goes on as another's: "the city of [Orr]'s birth" names no city."""
        return end < len(self.sheet) and self.sheet.tag[end] == "POS"

    def _is_name(self, index: int) -> bool:
        sheet = self.sheet
        if index in self.closed or not sheet.is_capital(index) or sheet.tag[index] not in _NAMED:
            return False
        word = sheet.text[index]
        lower = sheet.lower[index]
        if word in self.words.honorifics or lower in self.words.institution_words:
            return False
        return lower not in self.words.office_heads and word not in self.words.creeds

    def _start(self, index: int) -> int:
        """Where the capitals before ``index`` begin."""
        sheet, start = self.sheet, index
        while start > 0 and index - start < _LONGEST and not sheet.starts[start]:
            before = start - 1
            joint = sheet.text[before] == "-" and sheet.glued[before] and before > 0
            if joint and (self._is_name(before - 1) or sheet.lower[before - 1] in _PARTICLES):
                start = before - 1
            elif self._is_name(before):
                start = before
            else:
                break
        return start

    def _end(self, index: int) -> int:
        """Where the capitals that begin at ``index`` end."""
        sheet, end = self.sheet, index
        while end < len(sheet) and end - index < _LONGEST:
            if end > index and sheet.starts[end]:
                break
            after = end + 1
            particle = sheet.lower[end] in _PARTICLES and after < len(sheet)
            if (
                self._is_name(end)
                or (sheet.text[end] == "-" and end > index and sheet.glued[end])
                or (particle and (self._is_name(after) or sheet.text[after] == "-"))
            ):
                end += 1
            else:
                break
        return end

    def _is_person(self, start: int, end: int) -> bool:
        """Whether the words are a person's: a given name leads, or a title stands before."""
        sheet, words = self.sheet, self.words
        before = sheet.text[start - 1] if start else ""
        titled = before in words.honorifics or before.lower() in words.office_heads
        given = sheet.text[start] in words.given_names and end - start == 1
        inside = sheet.is_capital(end)
        return (titled and not sheet.starts[start]) or (given and inside)

    def _again(self, taken: set[int]) -> Iterator[Spot]:
        """The other places where a name stands that is a place's elsewhere in the text."""
        sheet = self.sheet
        lengths = {len(name) for name in self._names}
        for index in range(len(sheet)):
            if index in taken or not self._is_name(index) or sheet.quiet[index]:
                continue
            for length in sorted(lengths, reverse=True):
                if tuple(sheet.text[index : index + length]) in self._names:
                    yield Spot(start=index, end=index + length)
                    break


def _ends(spot: Spot) -> tuple[int, int]:
    return spot.start, spot.end


def _apart(spots: Iterator[Spot] | list[Spot]) -> list[Spot]:
    """The spots in order, the longer of two that overlap."""
    kept: list[Spot] = []
    for one in sorted(spots, key=lambda spot: (spot.start, -spot.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
