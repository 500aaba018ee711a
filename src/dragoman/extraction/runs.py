"""Runs: stretches of capitalised tokens that may be a person's name."""

import re
from typing import NamedTuple

from attrs import frozen

from dragoman.extraction.offices import Offices
from dragoman.extraction.sheet import Sheet

PARTICLES = frozenset(
    ["al", "el", "bin", "bint", "ibn", "ben", "abu", "de", "del", "della", "der", "den", "di",
     "da", "dos", "du", "la", "le", "van", "von", "ter", "ten", "ul", "ur", "as", "ash", "at"]
)  # fmt: skip
"""Words in lower case inside names (Chicago Manual of Style, 8.5 to 8.15)."""
_GLUED = frozenset(["at", "as", "den", "ten"])
"""Particles that are English words too: part of a name only before a hyphen ("at-Tayyib")."""
_OPENING = frozenset(["al", "el", "bin", "von", "van", "ben", "de", "abu"])
_SYLLABLE = re.compile("(?:ch|sh|zh|ts|[bcdfghjklmnpqstxyz])?[wy]?[aeiou]{1,3}(?:ng|[bcghklmnpt])?")
"""One syllable of a given name as Korean and Chinese are written in Latin letters."""
_LONGEST = 6
_NOMINAL = frozenset(["NNP", "NNPS", "FW", "NN", "NNS", "JJ"])
_CALENDAR = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september",
     "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
     "saturday", "sunday", "christmas", "easter", "ramadan", "eid", "covid", "god", "i", "nobel"]
)  # fmt: skip


class Run(NamedTuple):
    """The tokens ``[start, end)`` of a possible name."""

    start: int
    end: int


@frozen(kw_only=True)
class Runs:
    """Finds runs on one sheet.

    ``taken`` holds the tokens of other names (countries, bodies); ``own`` the tokens of the
    dossier's people, which count as names whatever the tagger says; ``seen`` the words that
    stand in capitals inside a sentence (case-folded).
    """

    sheet: Sheet
    offices: Offices
    taken: frozenset[int]
    own: frozenset[str]
    seen: frozenset[str]

    @classmethod
    def of(
        cls, sheet: Sheet, offices: Offices, taken: frozenset[int], own: frozenset[str]
    ) -> "Runs":
        """Runs over a sheet; notes first which words are written in capitals mid-sentence."""
        seen = frozenset(
            word.casefold()
            for index, word in enumerate(sheet.text)
            if sheet.tag[index] in ("NNP", "NNPS")
            and not (sheet.starts[index] or sheet.loud[index] or sheet.quiet[index])
            and word[0].isupper()
        )
        return cls(sheet=sheet, offices=offices, taken=taken, own=own, seen=seen)

    def find(self) -> list[Run]:
        """All runs, in order."""
        found = []
        index = 0
        while index < len(self.sheet):
            if not self._starts(index):
                index += 1
                continue
            end = self._end(index)
            found.append(Run(index, end))
            index = end
        return found

    def is_name(self, index: int) -> bool:
        """Whether the token looks like part of a person's name."""
        sheet = self.sheet
        if sheet.quiet[index] or index in self.taken or not sheet.is_capital(index):
            return False
        word = sheet.text[index]
        if word in self.offices.words.honorifics or self._is_calendar(index):
            return False
        if word in self.own:
            return True
        if sheet.tag[index] not in _NOMINAL:
            return False
        if word in self.offices.words.given_names:
            return True
        if self._is_office(index):
            return False
        if sheet.loud[index] or sheet.starts[index]:
            return self._seen(word) or (not sheet.loud[index] and self._opens(index))
        return sheet.tag[index] in ("NNP", "NNPS", "FW") or sheet.entity[index] == "PERSON"

    def _is_calendar(self, index: int) -> bool:
        """Whether the word is a month or day, and not a surname behind a given name."""
        before = self.sheet.text[index - 1] if index else ""
        return self.sheet.lower[index] in _CALENDAR and before not in self.offices.words.given_names

    def _is_office(self, index: int) -> bool:
        """Whether a capitalised office word is one here, and not somebody's surname."""
        if not self.offices.is_modifier(index):
            return False
        before = self.sheet.text[index - 1] if index else ""
        given = before in self.offices.words.given_names
        after = self.sheet.text[index + 1] if index + 1 < len(self.sheet) else ""
        return not (given and not after[:1].isupper())

    def _opens(self, index: int) -> bool:
        """Whether the first word of a sentence opens a name."""
        sheet = self.sheet
        if sheet.tag[index] not in ("NNP", "NNPS"):
            return False
        after = index + 1
        if after < len(sheet) and sheet.is_capital(after) and sheet.tag[after] == "NNP":
            return True
        return sheet.entity[index] in ("PERSON", "ORG", "GPE")

    def _seen(self, word: str) -> bool:
        """Whether the word stands in capitals inside a sentence of running text as well."""
        return word.casefold() in self.seen

    def _starts(self, index: int) -> bool:
        if self.is_name(index):
            return True
        sheet = self.sheet
        return (
            sheet.lower[index] in _OPENING
            and not sheet.quiet[index]
            and index not in self.taken
            and self._after_particle(index) is not None
        )

    def _after_particle(self, index: int) -> int | None:
        """The name token behind a particle and its hyphen."""
        sheet = self.sheet
        after = index + 1
        if after < len(sheet) and sheet.text[after] == "-" and sheet.glued[index]:
            after += 1
        elif sheet.text[index] in _GLUED:
            return None
        while after < len(sheet) and sheet.lower[after] in PARTICLES and after < index + 3:
            after += 1
        fits = after < len(sheet) and not sheet.starts[after] and self.is_name(after)
        return after if fits else None

    def _end(self, start: int) -> int:
        sheet = self.sheet
        end = start + 1
        while end < len(sheet) and not sheet.starts[end] and end - start < 2 * _LONGEST:
            if self.is_name(end):
                end += 1
            elif sheet.lower[end] in PARTICLES and (after := self._after_particle(end)):
                end = after + 1
            elif sheet.text[end] == "-" and self._hyphenated(start, end):
                end += 2
            elif self._is_initial(end):
                end += 1
            else:
                break
        return end

    def _is_initial(self, index: int) -> bool:
        """Whether a single letter is a middle initial."""
        letter = self.sheet.text[index].rstrip(".")
        single = len(letter) == 1 and letter.isupper()
        return single and index + 1 < len(self.sheet) and self.is_name(index + 1)

    def _hyphenated(self, start: int, hyphen: int) -> bool:
        """Whether a hyphen joins parts of one name, and not two people ("the Orr-Vey call")."""
        sheet = self.sheet
        after = hyphen + 1
        if after >= len(sheet) or not (sheet.glued[hyphen] and sheet.glued[hyphen - 1]):
            return False
        left = sheet.text[hyphen - 1]
        if sheet.lower[hyphen - 1] in PARTICLES:
            return sheet.is_capital(after)
        if sheet.text[after].islower():
            tail = _SYLLABLE.fullmatch(sheet.text[after]) is not None
            return tail and start < hyphen - 1 and sheet.tag[after] not in ("VBN", "VBD", "VBG")
        given = left in self.offices.words.given_names
        return self.is_name(after) and given and left not in self.own
