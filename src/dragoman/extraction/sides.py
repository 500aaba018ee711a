"""Sides: "the Vellandic delegation", "the government of Ormark", "the Orr administration"."""

from collections.abc import Iterable

from attrs import frozen

from dragoman.extraction.offices import Parties
from dragoman.extraction.persons import Sighting
from dragoman.extraction.reading import Tokens
from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Words

_REACH = 5


@frozen(kw_only=True)
class Side:
    """A noun phrase that stands for a party."""

    span: Tokens
    head: int
    party: str


def find_sides(
    sheet: Sheet, words: Words, parties: Parties, people: Iterable[Sighting], covered: set[int]
) -> list[Side]:
    """Find the nouns that stand for the party named before or behind them."""
    by_person = {one.end - 1: one.who.party for one in people if not one.who.expert}
    found = []
    for index, word in enumerate(sheet.lower):
        if word not in words.sides or sheet.quiet[index] or index in covered:
            continue
        if sheet.dep[index] in ("compound", "amod", "nmod") and sheet.head[index] > index:
            continue
        side = _before(sheet, index, parties, by_person) or _behind(sheet, index, parties)
        if side is not None:
            found.append(side)
    return found


def _before(
    sheet: Sheet, index: int, parties: Parties, by_person: dict[int, str | None]
) -> Side | None:
    """The party named before the noun, in its own noun phrase."""
    for at in range(index - 1, max(index - 1 - _REACH, -1), -1):
        party = parties.get(at) or by_person.get(at)
        if party is not None:
            start = at
            while start - 1 in parties and parties[start - 1] == party:
                start -= 1
            return Side(span=Tokens(start, index + 1), head=index, party=party)
        if sheet.starts[at + 1] or sheet.tag[at] not in ("JJ", "NN", "VBG", "POS", "HYPH", "NNP"):
            return None
    return None


def _behind(sheet: Sheet, index: int, parties: Parties) -> Side | None:
    """The party behind "of": "the government of Ormark"; none in "envoys from A and B"."""
    at = index + 1
    if at >= len(sheet) or sheet.lower[at] not in ("of", "from"):
        return None
    at += 1
    if at < len(sheet) and sheet.lower[at] == "the":
        at += 1
    if at not in parties:
        return None
    end = at + 1
    while parties.get(end) == parties[at]:
        end += 1
    if _goes_on(sheet, end, parties):
        return None
    return Side(span=Tokens(index, end), head=index, party=parties[at])


def _goes_on(sheet: Sheet, index: int, parties: Parties) -> bool:
    """Whether another party is joined to the one that ends here: "of A and the B"."""
    if index >= len(sheet) or sheet.lower[index] not in ("and", "or", ","):
        return False
    return any(at in parties for at in range(index + 1, min(index + 4, len(sheet))))
