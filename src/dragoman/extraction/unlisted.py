"""Unlisted sides: parties that no gazetteer knows, by what the text shows of them.

Two sorts: lands ("Velland", see ``lands``) and bodies that act (see ``organised``). A newspaper,
an agency, a think tank or a university is none, whatever it says. A party's id comes from its
name alone, so that it is the same in every document.
"""

from collections.abc import Iterator

from attrs import field, frozen
from rapidfuzz.distance import OSA

from dragoman.extraction.bodies import Body
from dragoman.extraction.lands import Land, Lands
from dragoman.extraction.lookup import Known
from dragoman.extraction.organised import Organised
from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Form, Gazetteer, KnownName, slug

_MISSPELT = 6
"""Letters from which a name one slip away from a listed country's is that country's."""


@frozen(kw_only=True)
class Unlisted:
    """What was found: the spellings at their places, and the label of each party by its id.

    ``lands`` gives the party of each word that names a land, for the names of its ministries.
    """

    known: tuple[Known, ...] = ()
    labels: dict[str, str] = field(factory=dict)
    lands: dict[str, str] = field(factory=dict)


def find_unlisted(
    sheet: Sheet, known: list[Known], bodies: list[Body], gazetteer: Gazetteer
) -> Unlisted:
    """Find the unlisted sides of a text.

    ``known`` are the listed names, ``bodies`` the organisations found by their kind words.
    """
    named = frozenset(at for one in known for at in range(one.start, one.end))
    inside = frozenset(at for body in bodies for at in range(body.start, body.end))
    arms = frozenset(
        at
        for body in bodies
        if body.what == "state" and body.party is None
        for at in range(body.start, body.end)
    )
    closed = named | (inside - arms)
    lands = Lands(sheet=sheet, gazetteer=gazetteer, closed=closed).find()
    names = {name.text: name for land in lands for name in _spellings(land, gazetteer)}
    organised = Organised.of(sheet, gazetteer, known, bodies)
    found = [*_occurrences(sheet, names, named | inside), *organised.find()]
    labels = {slug(land.name): land.name for land in lands} | organised.labels
    return Unlisted(
        known=tuple(sorted(found, key=lambda one: one.start)),
        labels=labels,
        lands={text: name.party for text, name in names.items() if name.party},
    )


def _spellings(land: Land, gazetteer: Gazetteer) -> Iterator[KnownName]:
    party = _listed(land.name, gazetteer) or slug(land.name)
    yield KnownName(text=land.name, form=Form.LABEL, party=party)
    for adjective in land.adjectives:
        yield KnownName(text=adjective, form=Form.ADJECTIVE, party=party)
        yield KnownName(text=f"{adjective}s", form=Form.PEOPLE, party=party)


def _listed(name: str, gazetteer: Gazetteer) -> str | None:
    """The listed party that is meant: by an adjective of its name, or a name misspelt by one slip.

    A slip is one letter too many, too few, another, or two turned (optimal string alignment).
    """
    party = gazetteer.party_of_adjective(name)
    if party is not None or len(name) < _MISSPELT:
        return party
    near = {
        one.party
        for one in gazetteer.names.values()
        if one.form is Form.LABEL
        and gazetteer.kinds.get(one.party or "") == "land"
        and OSA.distance(name, one.text, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else None


def _occurrences(
    sheet: Sheet, names: dict[str, KnownName], closed: frozenset[int]
) -> Iterator[Known]:
    """Where the spellings stand outside other names; in capitals too where all is in capitals."""
    by_words = {tuple(text.split()): name for text, name in names.items()}
    loud = {tuple(text.upper().split()): name for text, name in names.items()}
    index = 0
    while index < len(sheet):
        hit = None
        if index not in closed and not sheet.quiet[index]:
            two, one = tuple(sheet.text[index : index + 2]), (sheet.text[index],)
            hit = next((words for words in (two, one) if words in by_words), None)
            name = by_words.get(hit or ())
            if name is None and sheet.loud[index]:
                hit = next((words for words in (two, one) if words in loud), None)
                name = loud.get(hit or ())
            if hit and name is not None:
                yield Known(index, index + len(hit), name)
        index += len(hit) if hit else 1
