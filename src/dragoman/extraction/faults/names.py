"""Names that nobody bears, where one who is known bears nearly that name.

Known are the negotiation's people, widely known office holders, and those of the rest of the text.
Two spellings of one sound ("Sergei", "Sergey") are a matter of transliteration, not a slip, and
two given names that both exist are two people.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from dragoman.extraction.faults.finding import finding
from dragoman.extraction.reading import Reading, Tokens
from dragoman.gazetteer import HolderIndex, Words
from dragoman.gazetteer.holders import holders
from dragoman.gazetteer.spelling import folded
from dragoman.model import Finding, Passage, Person

_SHORTEST = 5
"""Letters: of shorter names one changed letter is likelier another name than a slip."""
_SOUNDS = (
    (re.compile("(?:iy|yy|ij|yi|ii|ei|ey|ay|ai|i|y|j)+"), "i"),
    (re.compile("x"), "ks"),
    (re.compile("ph"), "f"),
    (re.compile("[ckq]h?"), "k"),
    (re.compile("w"), "v"),
    (re.compile("(?:sch|tsch|tch|ch|sh|sz)"), "s"),
    (re.compile("(?:dz|zh|z)"), "s"),
    (re.compile("ou|u"), "u"),
    (re.compile("h"), ""),
    (re.compile("ie|ye|e"), "e"),
    (re.compile(r"(\w)\1"), r"\1"),
)
"""What transliterations write differently, made alike."""


def misspelt_names(reading: Reading) -> Iterator[Finding]:
    """Full names one letter off a name that somebody is known to bear."""
    told: set[str] = set()
    spellings = _spellings(reading)
    own = {name for profile in reading.gazetteer.persons.values()
           for name in (profile.name, *profile.aliases)}  # fmt: skip
    for seen in spellings:
        if seen in own or _is_holder(seen):
            continue
        near = _nearest(seen, own) or _nearest(seen, _holders_like(seen))
        if near is not None:
            told.add(seen)
            where = "the negotiation's people" if near in own else "a known office holder"
            yield _variant(spellings[seen], seen, near, where)
    for first, second in combinations(sorted(spellings), 2):
        if told & {first, second} or not _is_slip(first, second):
            continue
        rare, usual = sorted((first, second), key=lambda name: _weight(name, spellings))
        is_rare = len(spellings[rare]) == 1 and _stands(usual, spellings)
        if is_rare or [_letters(w) for w in rare.split()] == [_letters(w) for w in usual.split()]:
            told.add(rare)
            yield _variant(spellings[rare], rare, usual, "another name in this text")


def _weight(name: str, spellings: dict[str, list[Passage]]) -> tuple[bool, int, bool]:
    return _is_holder(name), len(spellings[name]), name.isascii()


def _stands(name: str, spellings: dict[str, list[Passage]]) -> bool:
    """Whether a name is sure enough to correct another by it."""
    return _is_holder(name) or len(spellings[name]) > 1


def _spellings(reading: Reading) -> dict[str, list[Passage]]:
    """Full names of persons as the text spells them, with where they stand."""
    found: dict[str, list[Passage]] = {}
    for mention in reading.names.mentions:
        entity = reading.names.entities.get(mention.refers_to or "")
        if mention.noun != "person" or not (entity is None or isinstance(entity, Person)):
            continue
        name = _name_in(reading, mention.span)
        if name is not None:
            passage = reading.passage(name, "mention")
            places = found.setdefault(reading.text(name), [])
            places += [passage] if passage not in places else []
    return found


def _name_in(reading: Reading, span: Tokens) -> Tokens | None:
    """The two capitalised words at the end of a mention, offices left out."""
    start = span.end
    while start > span.start and reading.doc[start - 1].pos_ == "PROPN":
        start -= 1
    start = max(start, span.end - 2)
    words = reading.doc[start : span.end]
    is_name = len(words) == 2 and all(w.text[:1].isupper() and not w.text.isupper() for w in words)
    is_office = len(words) == 2 and words[0].lower_ in Words.load().office_heads
    return Tokens(start, span.end) if is_name and not is_office else None


def _is_holder(name: str) -> bool:
    return bool(HolderIndex.load().by_name(name))


def _holders_like(name: str) -> list[str]:
    """Full names of office holders who share the given name or the surname."""
    given, _, surname = folded(name).rpartition(" ")
    by_given, by_surname = _shared()
    return sorted({*by_given.get(given, ()), *by_surname.get(surname, ())})


@cache
def _shared() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Full names of all office holders by their first and by their last word, folded."""
    tables: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    for one in holders():
        words = folded(one.name).split()
        for table, word in zip(tables, (words[0], words[-1]), strict=True):
            table.setdefault(word, []).append(one.name)
    return tables


def _nearest(seen: str, known: Iterable[str]) -> str | None:
    return next((name for name in sorted(set(known)) if _is_slip(seen, name)), None)


def _is_slip(seen: str, known: str) -> bool:
    """Whether two full names differ by one letter in one word, and by more than their sound."""
    if seen == known or len(seen.split()) != len(known.split()):
        return False
    pairs = list(zip(seen.split(), known.split(), strict=True))
    apart = [(a, b) for a, b in pairs if _letters(a) != _letters(b)]
    if not apart:
        return any(_marked(a) != _marked(b) for a, b in pairs if a != b)
    return len(apart) == 1 and _is_one_off(*apart[0], is_given=apart[0] == pairs[0])


def _is_one_off(a: str, b: str, *, is_given: bool) -> bool:
    one, two = _letters(a), _letters(b)
    if min(len(one), len(two)) < _SHORTEST or one[0] != two[0]:
        return False
    if _sound(one) == _sound(two) or one.rstrip("sa") == two.rstrip("sa"):
        return False
    if is_given and {a, b} <= Words.load().given_names.keys():
        return False
    return DamerauLevenshtein.distance(one, two, score_cutoff=1) == 1


def _letters(word: str) -> str:
    """Lower case without marks, Polish and German "w" as "v"."""
    return folded(word).replace("w", "v")


def _marked(word: str) -> str:
    return word.casefold().replace("’", "'")


def _sound(word: str) -> str:
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


def _variant(passages: list[Passage], seen: str, usual: str, where: str) -> Finding:
    return finding(
        "misspelt name",
        passages,
        f'"{seen}" is one letter away from "{usual}" ({where})',
        f'read it as "{usual}", or add it as an alias',
    )
