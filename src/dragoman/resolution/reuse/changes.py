"""What differs where two sentences are otherwise the same: numbers, days, names, a "not".

Two readouts of one pattern differ in just these; an editor who lightens a wire changes others. A
value counts as changed only where the other text does not have it at all.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from attrs import frozen

from dragoman.calendar.vocabulary import MONTHS, WEEKDAYS
from dragoman.resolution.reuse.comparing import Comparison, Match
from dragoman.resolution.reuse.cutting import Cutting, Word
from dragoman.resolution.reuse.words import agencies, listed
from dragoman.resolution.spelling import Likeness, compare_words

ASIDE = 3
"""Words come or gone at one place that make an aside of their own: a "not" in it negates no more
than the aside."""


class Slot(StrEnum):
    """What kind of word was changed."""

    NUMBER = "number"
    DAY = "day"
    NAME = "name"
    NEGATION = "negation"


@frozen
class Change:
    """One value of the first text and the one that stands in its place in the second.

    Both as they are written. ``sentence`` is the position of the first word of the sentence in the
    first text.
    """

    slot: Slot
    before: str
    after: str
    sentence: int


def changes_of(comparison: Comparison, outlets: frozenset[str] = frozenset()) -> list[Change]:
    """The decisive changes between matched sentences, each once for a sentence.

    ``outlets`` are words of names of outlets (folded): to name another one is a credit line's
    change. A sentence with several matches is judged by the closest.
    """
    finder = _Finder(comparison, outlets)
    found = [change for match in _closest(comparison) for change in finder.of_match(match)]
    return list(dict.fromkeys(found))


def _closest(comparison: Comparison) -> list[Match]:
    """For each sentence of the first text the match that shares most and changes least."""
    best: dict[int, Match] = {}
    for match in comparison.matches:
        now = best.get(match.one.first)
        if now is None or _rank(match) > _rank(now):
            best[match.one.first] = match
    return list(best.values())


def _rank(match: Match) -> tuple[int, int]:
    shared = sum(length for _, _, length in match.equal)
    return (shared, -sum(b - a + d - c for a, b, c, d in match.changes))


class _Finder:
    def __init__(self, comparison: Comparison, outlets: frozenset[str]) -> None:
        self._one, self._two = comparison.one, comparison.two
        self._outlets = outlets | agencies()
        self._names_one, self._names_two = names_in(self._one), names_in(self._two)
        self._forms_one = set(comparison.one.forms)
        self._forms_two = set(comparison.two.forms)

    def of_match(self, match: Match) -> Iterator[Change]:
        first, second = self._one.words, self._two.words
        negations = [0, 0]
        for a, b, c, d in match.changes:
            if max(b - a, d - c) < ASIDE:
                negations[0] += sum(w.form in listed("negation") for w in first[a:b])
                negations[1] += sum(w.form in listed("negation") for w in second[c:d])
            if a == b or c == d:
                continue
            yield from self._of_words(first[a:b], second[c:d], match.one.first)
            yield from self._of_names((a, b, c, d), match)
        if (negations[0] > 0) is not (negations[1] > 0) and self._is_one_clause(match):
            said = "not" if negations[0] else ""
            yield Change(Slot.NEGATION, said, "" if said else "not", match.one.first)

    def _is_one_clause(self, match: Match) -> bool:
        """Whether the sentences differ in little else, so that the "not" turns the meaning."""
        shared = sum(length for _, _, length in match.equal)
        longer = max(match.one.last - match.one.first, match.two.last - match.two.first)
        return shared >= 0.75 * longer

    def _of_words(self, before: list[Word], after: list[Word], at: int) -> Iterator[Change]:
        """Numbers and days that gave way to others."""
        for slot, kind in ((Slot.NUMBER, _is_number), (Slot.DAY, _is_day)):
            gone = [w for w in before if kind(w) and w.form not in self._forms_two]
            come = [w for w in after if kind(w) and w.form not in self._forms_one]
            if gone and come:
                yield Change(slot, _shown(self._one, gone[0]), _shown(self._two, come[0]), at)

    def _of_names(self, change: tuple[int, int, int, int], match: Match) -> Iterator[Change]:
        """The last name of the words gone against the last name of those that came."""
        a, b, c, d = change
        if max(b - a, d - c) > ASIDE:
            return  # put in other words altogether
        if b < match.one.last and d < match.two.last:
            follows = self._one.words[b], self._two.words[d]
            if all(word.is_capital for word in follows):
                return  # "Mr Marn" and "Ilse Marn": a name's beginning says nothing
        gone = self._last_name(self._one.words[a:b], self._names_one, self._forms_two)
        come = self._last_name(self._two.words[c:d], self._names_two, self._forms_one)
        if gone and come and not is_one_name(gone.form, come.form):
            before, after = _shown(self._one, gone), _shown(self._two, come)
            yield Change(Slot.NAME, before, after, match.one.first)

    def _last_name(self, words: list[Word], names: set[str], others: set[str]) -> Word | None:
        """The last name among some words; None where it stands in the other text, too."""
        found = [w for w in words if w.form in names and w.is_capital and not _is_day(w)]
        if not found or found[-1].form in others or found[-1].form in self._outlets:
            return None
        return found[-1]


def names_in(cutting: Cutting) -> set[str]:
    """The forms that are written with a capital where no sentence begins, and never without."""
    skipped = listed("honorific") | listed("function")
    small = {word.form for word in cutting.words if not word.is_capital}
    return {w.form for w in cutting.words if w.is_capital and not w.is_first} - skipped - small


@lru_cache(maxsize=1 << 14)
def is_one_name(first: str, second: str) -> bool:
    """Whether two words are one name under two spellings, or one with an ending."""
    short, long = sorted((first, second), key=len)
    if len(short) > 3 and long.startswith(short):
        return True
    return compare_words(first, second) >= Likeness.LIKELY


def _is_number(word: Word) -> bool:
    return word.form[0].isdigit()


def _is_day(word: Word) -> bool:
    is_word = word.form in WEEKDAYS or word.form in MONTHS
    return is_word and word.is_capital and word.form != "may"


def _shown(cutting: Cutting, word: Word) -> str:
    return cutting.text[word.start : word.end]
