"""Reference inside one text, as a sieve: surer signs first, each resting on those before it.

Names and short forms are matched while names are found; here follow titles ("the Vellandic
president"), then pronouns and plurals. What is equally likely to mean two says so, and names both.
"""

from dragoman.extraction.plurals import Plurals
from dragoman.extraction.pronouns import Pronouns
from dragoman.extraction.reading import NameMention, Reading
from dragoman.extraction.sheet import Sheet
from dragoman.extraction.titles import Titles

_OPEN, _CLOSE = "“«„", "”»"


def resolve(reading: Reading) -> None:
    """Add the mentions that titles and pronouns make to ``reading.names``."""
    sheet = Sheet.of(reading)
    _add(reading, Titles(reading=reading, sheet=sheet, parties=_parties(reading)).resolve())
    pronouns = Pronouns(reading=reading, sheet=sheet, quoted=_quoted(sheet, reading))
    plurals = list(Plurals(reading=reading, sheet=sheet).resolve())
    _add(reading, pronouns.resolve())
    _add(reading, plurals)


def _add(reading: Reading, mentions: list[NameMention]) -> None:
    unnamed = {one.span: one for one in reading.names.mentions if one.noun == "unnamed"}
    for mention in mentions:
        if mention.span in unnamed:
            reading.names.take_back(unnamed[mention.span])
        reading.names.add(mention)
    reading.names.mentions.sort(key=lambda one: (one.span.start, -one.span.end))


def _parties(reading: Reading) -> dict[int, str]:
    """The party named at each token."""
    found = {}
    for mention in reading.names.mentions:
        party = reading.names.party_of(mention.refers_to)
        if party and mention.noun in ("party", "organisation", "place"):
            found.update(dict.fromkeys(range(*mention.span), party))
    return found


def _quoted(sheet: Sheet, reading: Reading) -> list[bool]:
    """For each token, whether it stands inside quotation marks; a segment's start closes them."""
    inside = False
    found = []
    stretch = None
    for index, word in enumerate(sheet.text):
        here = reading.stretch(index)
        if here is not stretch:
            inside, stretch = False, here
        if word in _OPEN:
            inside = True
        elif word in _CLOSE:
            inside = False
        elif word in ('"', "``", "''"):
            inside = not inside
        found.append(inside)
    return found
