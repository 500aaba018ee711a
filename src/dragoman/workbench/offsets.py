"""Code points and UTF-16 units: the one place where the dossier's offsets meet the browser's.

The dossier counts code points of the stored text; a browser's strings count UTF-16 units, of which
a character beyond the basic plane takes two.
"""

from bisect import bisect_left, bisect_right

from attrs import field, frozen

from dragoman.errors import BadRequest


def _astral(text: str) -> tuple[int, ...]:
    if text.isascii():
        return ()
    return tuple(at for at, character in enumerate(text) if ord(character) > 0xFFFF)


@frozen
class Utf16:
    """Offsets of one text in both countings; O(log n) a question after O(n) to make.

    >>> map = Utf16.of("a😀b")
    >>> map.units(2), map.points(3)
    (3, 2)
    """

    length: int
    _places: tuple[int, ...] = field(alias="places")
    _in_units: tuple[int, ...] = field(alias="in_units")

    @classmethod
    def of(cls, text: str) -> "Utf16":
        """The map of a text."""
        places = _astral(text)
        in_units = tuple(at + before for before, at in enumerate(places))
        return cls(len(text), places=places, in_units=in_units)

    def units(self, point: int) -> int:
        """The offset in UTF-16 units of the offset ``point`` in code points."""
        return point + bisect_left(self._places, point)

    def points(self, unit: int) -> int:
        """The offset in code points of the offset ``unit`` in UTF-16 units.

        Raises:
            BadRequest: it lies outside the text or in the middle of a character.
        """
        before = bisect_right(self._in_units, unit - 1)
        point = unit - before
        if not 0 <= point <= self.length or self.units(point) != unit:
            raise BadRequest(f"offset {unit} is not between two characters of this text")
        return point
