"""People: names matched to one another inside a text, before they become records."""

import unicodedata
from collections import Counter
from functools import lru_cache

from attrs import define, field
from rapidfuzz.fuzz import ratio

from dragoman.extraction.runs import PARTICLES

_ALIKE = 75
"""Least likeness (rapidfuzz, 0..100) of two folded given names of one person."""
_CLOSE = 88
"""Least likeness of two folded surnames with the same first and given name."""
_SLIP = 6
"""Letters from which a surname alone may be another spelling of one in the text."""


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word for comparison: no case, no diacritics, transliterations of one sound alike."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l").replace("ø", "o"))
    bare = "".join(letter for letter in plain if letter.isalpha())
    for written, sound in (
        ("iye", "ie"),
        ("eye", "ee"),
        ("iy", "y"),
        ("yy", "y"),
        ("ij", "y"),
        ("ii", "y"),
        ("w", "v"),
        ("kh", "h"),
    ):
        bare = bare.replace(written, sound)
    return bare.rstrip("iy") + "y" if bare.endswith(("i", "y")) and len(bare) > 3 else bare


@define(kw_only=True, eq=False)
class Somebody:
    """One person while the text is being read. ``parts`` are the folded words of the name."""

    name: str
    parts: tuple[str, ...]
    forms: Counter[str] = field(factory=Counter)
    party: str | None = None
    office: str | None = None
    expert: bool = False
    past: bool = False
    gender: str = ""
    last: int = -1

    def tell(self, *, party: str | None, office: str | None, expert: bool, past: bool) -> None:
        """Take in what the text says of the person; the first office and party stand."""
        self.expert = self.expert or expert
        if self.office is None and office:
            self.office, self.past = office, past
        if self.party is None and not expert:
            self.party = party

    def title(self) -> str:
        """The fullest form of the name; of equally full ones the commonest, then the first."""
        full = self.full_forms()
        return max(full, key=lambda form: self.forms[form], default=self.name)

    def full_forms(self) -> list[str]:
        """The forms with as many words as the name, in the order of the text."""
        return [form for form in self.forms if len(form.split()) == len(self.name.split())]

    def wear(self, name: str, parts: tuple[str, ...]) -> None:
        """Count a form of the name; the longest one becomes the name."""
        self.forms[name] += 1
        if len(parts) > len(self.parts):
            self.name, self.parts = name, parts


def parts_of(words: list[str]) -> tuple[str, ...]:
    """The folded words of a name, articles and particles at its front left out."""
    folded = [fold(word) for word in words if word not in ("-", "’s", "'s")]
    kept = [word for word in folded if word]
    while len(kept) > 1 and kept[0] in PARTICLES:
        kept = kept[1:]
    return tuple(kept)


class People:
    """The people of a text, looked up by any ending of their names."""

    def __init__(self) -> None:
        self._by_last: dict[str, list[Somebody]] = {}
        self._by_first: dict[str, list[Somebody]] = {}
        self.all: list[Somebody] = []

    def add(self, somebody: Somebody) -> Somebody:
        """Add a person."""
        self.all.append(somebody)
        self._index(somebody)
        return somebody

    def _index(self, somebody: Somebody) -> None:
        for index, key in ((self._by_last, -1), (self._by_first, 0)):
            held = index.setdefault(somebody.parts[key], [])
            if somebody not in held:
                held.append(somebody)

    def alias(self, somebody: Somebody, parts: tuple[str, ...]) -> None:
        """Make the person known by another last word as well."""
        held = self._by_last.setdefault(parts[-1], [])
        if somebody not in held:
            held.append(somebody)

    def same(self, parts: tuple[str, ...]) -> Somebody | None:
        """The person whom a name of several words means, None for a new one."""
        for held in self._by_last.get(parts[-1], []):
            if self._fits(held.parts, parts):
                return held
        for somebody in self.all:
            if len(somebody.parts) > 1 and _nearly(somebody.parts, parts):
                return somebody
        return None

    @staticmethod
    def _fits(known: tuple[str, ...], parts: tuple[str, ...]) -> bool:
        if len(known) == 1 or len(parts) == 1:
            return known[-1] == parts[-1]
        first, second = known[0], parts[0]
        if len(first) == 1 or len(second) == 1:
            return first[0] == second[0]
        return ratio(first, second) >= _ALIKE or parts[0] in known[:-1] or known[0] in parts[:-1]

    def short(
        self, parts: tuple[str, ...], near: int, gender: str = ""
    ) -> tuple[Somebody | None, float]:
        """The person whom a short form means, and a score.

        By the last words of the full name; else by the first word where the family name comes
        first ("Xi"); else by a word inside it where two family names end it; else by another
        spelling. Of several, the one of the ``gender`` that a form of address shows, else the one
        mentioned last before ``near``, at a lower score.
        """
        last = self._ending(parts, gender)
        if not last and len(parts) == 1:
            last = self._by_first.get(parts[0], [])
        if not last:
            return self._unusual(parts)
        if len(last) == 1:
            return last[0], 0.95
        before = [one for one in last if 0 <= one.last < near]
        return max(before or last, key=lambda one: one.last), 0.6

    def _ending(self, parts: tuple[str, ...], gender: str) -> list[Somebody]:
        """Those whose names end so; where a gender is shown, not those of the other."""
        held = [one for one in self._by_last.get(parts[-1], []) if _ends(one.parts, parts)]
        return [one for one in held if not gender or one.gender in ("", gender)]

    def rivals(self, who: Somebody, parts: tuple[str, ...]) -> tuple[Somebody, ...]:
        """Who else was called so before, where a short form fits several equally well."""
        return tuple(one for one in self._ending(parts, "") if one is not who and one.last >= 0)

    def _unusual(self, parts: tuple[str, ...]) -> tuple[Somebody | None, float]:
        """By the first of two family names ("Maduro"), or by a surname spelt otherwise."""
        word = parts[-1]
        if len(parts) > 1 or len(word) < 4:
            return None, 0.0
        inner = [one for one in self.all if word in one.parts[1:-1]]
        if not inner and len(word) >= _SLIP:
            inner = [one for one in self.all if len(one.parts) > 1 and _alike(one.parts[-1], word)]
        return (inner[0], 0.7) if len(inner) == 1 else (None, 0.0)

    def surnamed(self, parts: tuple[str, ...]) -> Somebody | None:
        """The one person with a given name and this surname, None for several or nobody."""
        held = [one for one in self._by_last.get(parts[-1], []) if len(one.parts) > 1]
        return held[0] if len(held) == 1 and held[0].parts[-1] == parts[-1] else None

    def reindex(self, somebody: Somebody) -> None:
        """Index a person anew after the name has grown."""
        self._index(somebody)


def _ends(known: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    return known[-len(parts) :] == parts or len(parts) == 1


def _alike(known: str, word: str) -> bool:
    """Whether two surnames are spellings of one."""
    return known[:1] == word[:1] and len(known) >= _SLIP and ratio(known, word) >= _CLOSE


def _nearly(known: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether two full names differ only by the spelling of the surname."""
    if known[0] != parts[0] or known[-1][:1] != parts[-1][:1]:
        return False
    return len(known[-1]) > 3 and ratio(known[-1], parts[-1]) >= _CLOSE
