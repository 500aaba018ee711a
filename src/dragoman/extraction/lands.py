"""Lands: countries that no gazetteer knows, by the powers that the text gives them.

"Velland's foreign minister" and "the Vellandic government" show a power at once; "Ormark's chief
negotiator" needs a second sign, such as that Ormark says something, or "the Ormarkish side".
A person who is merely called by surname also has envoys; so names borne by people are left out.
"""

from collections import Counter
from collections.abc import Iterator

from attrs import define, field, frozen

from dragoman.extraction.acting import DEALS, acting
from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Gazetteer, is_adjective_form, is_adjective_of

Name = tuple[str, ...]

_PREFIXES = frozenset(
    ["New", "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western",
     "Saint", "St", "St.", "Upper", "Lower", "Greater"]
)  # fmt: skip
_BETWEEN = ("JJ", "NN", "NNP", "VBG", "HYPH", "JJS")
"""Tags that may stand between a name and the power behind it (Penn Treebank)."""
_REACH = 4
"""Tokens behind a name in which its power stands."""
_NAMED = ("NNP", "NNPS", "JJ", "NN")
_SHORTEST = 4


@define
class _Signs:
    """What the text says of one name."""

    sure: set[str] = field(factory=set)
    likely: set[str] = field(factory=set)
    acts: int = 0
    deals: bool = False
    labels: Counter[str] = field(factory=Counter)
    adjective: bool = False

    def join(self, other: "_Signs") -> None:
        """Take in the signs of the name's adjective."""
        self.sure |= other.sure
        self.likely |= other.likely
        self.adjective = True

    def show_a_land(self) -> bool:
        """Whether the signs are enough: a power, and more than one where it may be a person's.

        A name that has an adjective ("Vellandic") and acts needs no other.
        """
        if not self.adjective and 2 * self.labels["PERSON"] > self.labels.total():
            return False
        more = self.acts > 0 or self.adjective or len(self.likely) > 1
        return bool(self.sure) or (bool(self.likely) and more) or (self.adjective and self.acts > 0)

    def show_an_opponent(self) -> bool:
        """Whether the name bargains and is never taken for a person's."""
        return self.deals and not self.labels["PERSON"] and bool(self.labels - Counter([""]))


@frozen(kw_only=True)
class Land:
    """A land with its name and the adjectives that the text makes from it."""

    name: str
    adjectives: tuple[str, ...] = ()


@define(kw_only=True)
class Lands:
    """Looks for lands on one sheet. ``closed`` holds the tokens of other names."""

    sheet: Sheet
    gazetteer: Gazetteer
    closed: frozenset[int]
    _common: frozenset[str] = field(init=False)
    _borne: frozenset[str] = field(init=False)
    _spans: list[tuple[int, int]] = field(factory=list)

    @_common.default
    def _find_common(self) -> frozenset[str]:
        """Words that the text also writes with a small letter."""
        return frozenset(word for word in self.sheet.text if word[:1].islower())

    @_borne.default
    def _find_borne(self) -> frozenset[str]:
        """Names that some person in the text bears."""
        return frozenset(self._bearers())

    def find(self) -> list[Land]:
        """The lands, in the order of the text."""
        signs = self._signs()
        adjectives: dict[Name, list[str]] = {}
        for name in [name for name in signs if is_adjective_form(name[-1])]:
            root = self._root(name, signs)
            if root is not None:
                signs[root].join(signs.pop(name))
                adjectives.setdefault(root, []).append(" ".join(name))
        lands = {name for name, found in signs.items() if found.show_a_land()}
        near = self._facing(lands) & signs.keys()
        facing = {name for name in near if signs[name].show_an_opponent()}
        return [
            Land(name=" ".join(name), adjectives=tuple(adjectives.get(name, ())))
            for name in signs
            if name in lands | facing
        ]

    def _facing(self, lands: set[Name]) -> set[Name]:
        """The candidates that stand in one sentence with a land: "Ormark accuses [Velland]"."""
        by_sentence: dict[int, set[Name]] = {}
        for start, end in self._spans:
            name = tuple(self.sheet.text[start:end])
            by_sentence.setdefault(self.sheet.sentence[start], set()).add(name)
        beside = [names for names in by_sentence.values() if names & lands]
        return set().union(*beside) - lands

    def _root(self, adjective: Name, signs: dict[Name, _Signs]) -> Name | None:
        """The name from which an adjective is made, the longest of several."""
        roots = [
            name
            for name in signs
            if len(name) == 1
            and not is_adjective_of(name[0], adjective[-1])
            and is_adjective_of(adjective[-1], name[0])
        ]
        return max(roots, key=lambda name: len(name[0]), default=None)

    def _signs(self) -> dict[Name, _Signs]:
        found: dict[Name, _Signs] = {}
        words = self.gazetteer.words
        for index in range(len(self.sheet)):
            if not self._is_candidate(index):
                continue
            start = index - self._has_prefix(index)
            self._spans.append((start, index + 1))
            signs = found.setdefault(tuple(self.sheet.text[start : index + 1]), _Signs())
            act = acting(self.sheet, start, index + 1, words)
            signs.acts += act
            signs.deals = signs.deals or act == DEALS
            signs.labels[self.sheet.entity[index]] += 1
            for power in self._powers(start, index + 1):
                held = signs.sure if words.powers[power] == "sure" else signs.likely
                held.add(power)
        return found

    def _has_prefix(self, index: int) -> bool:
        before = self.sheet.text[index - 1] if index else ""
        return before in _PREFIXES and not self.sheet.starts[index]

    def _is_candidate(self, index: int) -> bool:
        """Whether the token can be the name of a land or its adjective at all."""
        sheet, words = self.sheet, self.gazetteer.words
        word = sheet.text[index]
        if index in self.closed or sheet.quiet[index] or sheet.loud[index]:
            return False
        if len(word) < _SHORTEST or not word[0].isupper() or not word.isalpha() or word.isupper():
            return False
        if sheet.tag[index] not in _NAMED or sheet.entity[index] in ("DATE", "TIME"):
            return False
        lower = word.lower()
        if lower in self._common or lower in words.office_words or word in words.creeds:
            return False
        if lower in words.office_heads or lower in words.institution_words or lower in words.sides:
            return False
        if word in words.telling or word in self._borne:
            return False
        return self._has_prefix(index) or not self._ends_a_name(index)

    def _ends_a_name(self, index: int) -> bool:
        """Whether a capitalised word before makes this one the end of a longer name."""
        sheet, before = self.sheet, index - 1
        if before < 0 or sheet.starts[index] or before in self.closed:
            return False
        joined = sheet.dep[before] == "compound" and sheet.head[before] == index
        return joined and sheet.is_capital(before) and sheet.tag[before] in ("NNP", "NNPS")

    def _bearers(self) -> Iterator[str]:
        """Words behind a given name, a form of address, an office or an initial, and holders."""
        sheet, words = self.sheet, self.gazetteer.words
        for index in range(len(sheet)):
            word = sheet.text[index]
            if not word[0].isupper() or index in self.closed:
                continue
            before = sheet.text[index - 1] if index and not sheet.starts[index] else ""
            personal = before in words.given_names or before in words.honorifics
            office = before.lower() in words.office_heads and before not in words.creeds
            borne = personal or office or word in words.given_names or self._is_second(index)
            if borne or (word not in words.creeds and self.gazetteer.holders(word)):
                yield word

    def _is_second(self, index: int) -> bool:
        """Whether the token goes on with a name that the tagger takes for a person's."""
        sheet = self.sheet
        if index == 0 or sheet.starts[index] or sheet.text[index - 1] in _PREFIXES:
            return False
        both = sheet.entity[index] == "PERSON" == sheet.entity[index - 1]
        return both and sheet.is_capital(index - 1)

    def _powers(self, start: int, end: int) -> Iterator[str]:
        """The powers named with the name on ``[start, end)``."""
        sheet = self.sheet
        behind = end + (end < len(sheet) and sheet.tag[end] == "POS")
        if behind > end or not sheet.starts[start] or sheet.tag[start] != "JJ":
            yield from self._powers_behind(behind)
        of = start - 1 - (start > 0 and sheet.lower[start - 1] == "the")
        if of > 0 and sheet.lower[of] == "of" and sheet.sentence[of] == sheet.sentence[start]:
            yield from self._power_at(of - 1)

    def _powers_behind(self, index: int) -> Iterator[str]:
        sheet = self.sheet
        stop = min(len(sheet), index + _REACH)
        while index < stop and not sheet.starts[index]:
            found = [] if self._is_inside(index) else list(self._power_at(index))
            yield from found
            if found or sheet.tag[index] not in _BETWEEN:
                return
            index += 1

    def _is_inside(self, index: int) -> bool:
        """Whether the token only describes a thing ("government relations")."""
        sheet, words = self.sheet, self.gazetteer.words
        above = sheet.head[index]
        if sheet.dep[index] != "compound" or above <= index or not sheet.lower[above].isalpha():
            return False
        lower = sheet.lower[above]
        somebody = lower in words.office_heads or lower in words.sides or lower in words.unnamed
        return sheet.text[above].islower() and not somebody and lower not in words.powers

    def _power_at(self, index: int) -> Iterator[str]:
        """The power that ends in the token at ``index``: with the word before it, or alone."""
        powers = self.gazetteer.words.powers
        word = self.sheet.lower[index]
        pair = f"{self.sheet.lower[index - 1]} {word}" if index else word
        found = pair if pair in powers else word
        if found in powers:
            yield found
