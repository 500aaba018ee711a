"""People: parties, persons, organisations and places, their spellings, what they said and did."""

from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from dragoman.briefing import capital, tidy
from dragoman.model import Organisation, Party, Person, Place, Reliability
from dragoman.workbench.citations import person_href
from dragoman.workbench.desk import Desk
from dragoman.workbench.index import Who
from dragoman.workbench.pages.narrowing import Choice
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.paging import Paging, part_of

NOUNS = {
    "party": "Parties",
    "person": "Persons",
    "organisation": "Organisations",
    "place": "Places",
}
_NAMES_SHOWN = 8


@frozen(kw_only=True)
class PeopleQuery:
    """``words`` narrow by any spelling or the office; ``party`` is whom they stand with."""

    noun: Literal["", "party", "person", "organisation", "place"] = ""
    words: str = ""
    party: str = ""
    letter: Literal["", "A", "B", "C", "D", "E", "F", "none"] = ""
    page: int = 1


@frozen(kw_only=True)
class WhoRow:
    """One of the list. ``others`` are further spellings, ``more_names`` how many are not shown;
    ``mentions`` counts passages, ``letter`` is the analyst's."""

    id: str
    href: str
    noun: str
    name: str
    others: tuple[str, ...]
    more_names: int
    office: str
    party: str
    colour: str
    letter: str
    mentions: int
    statements: int
    contacts: int


@frozen(kw_only=True)
class People:
    """A part of the list; ``nouns`` counts what there is of each."""

    rows: tuple[WhoRow, ...]
    paging: Paging
    nouns: tuple[Choice, ...]
    parties: tuple[Choice, ...]
    total: int


def make(desk: Desk, query: PeopleQuery) -> People:
    """Compose the list: parties in the dossier's order, then persons who speak most."""
    index = desk.snapshot.index
    every = index.people
    found = [one for one in every if _fits(one, query)]
    part = part_of(found, query.page)
    nouns = [(noun, sum(one.kind == noun for one in every)) for noun in NOUNS]
    return People(
        rows=tuple(who_row(one, desk) for one in part.rows),
        paging=part.paging,
        nouns=tuple(Choice(value=n, label=NOUNS[n], count=c) for n, c in nouns if c),
        parties=_parties(every, desk),
        total=len(every),
    )


def _parties(every: Sequence[Who], desk: Desk) -> tuple[Choice, ...]:
    count: dict[str, int] = {}
    for one in every:
        if isinstance(one, Person | Organisation) and one.party:
            count[one.party] = count.get(one.party, 0) + 1
    made = (
        Choice(value=id, label=capital(desk.lookup.party(id)), count=n) for id, n in count.items()
    )
    return tuple(sorted(made, key=lambda choice: choice.label.casefold()))


def _fits(one: Who, query: PeopleQuery) -> bool:
    if query.noun and one.kind != query.noun:
        return False
    if query.party and query.party not in (getattr(one, "party", None), one.id):
        return False
    if query.letter and query.letter != _letter(one, "none"):
        return False
    told = " ".join((one.id, *one.names, getattr(one, "office", None) or "")).casefold()
    return all(word in told for word in query.words.casefold().split())


def _letter(one: Who, missing: str = "") -> str:
    found = getattr(one, "reliability", None)
    return found.value if isinstance(found, Reliability) else missing


def who_row(one: Who, desk: Desk) -> WhoRow:
    """One party, person, organisation or place of the list."""
    index, lookup = desk.snapshot.index, desk.lookup
    names = list(dict.fromkeys(tidy(name) for name in one.names)) or [tidy(one.id)]
    label = capital(lookup.party(one.id)) if isinstance(one, Party) else names[0]
    others = [name for name in names if name != label]
    party = one.id if isinstance(one, Party) else getattr(one, "party", None) or ""
    return WhoRow(
        id=one.id,
        href=person_href(one.id),
        noun=one.kind,
        name=label,
        others=tuple(others[:_NAMES_SHOWN]),
        more_names=max(len(others) - _NAMES_SHOWN, 0),
        office=tidy(one.office) if isinstance(one, Person) else "",
        party=_stands_with(one, desk),
        colour=lookup.colours.get(party, ""),
        letter=_letter(one),
        mentions=len(one.passages),
        statements=len(index.said_by.get(one.id, ())),
        contacts=len(index.took_part.get(one.id, ())),
    )


def _stands_with(one: Who, desk: Desk) -> str:
    """The party that one stands with, the role of a party, the country of a place."""
    if isinstance(one, Party):
        return one.role.value if one.role else ""
    if isinstance(one, Place):
        return tidy(one.country)
    if one.party:
        return capital(desk.lookup.party(one.party))
    if isinstance(one, Person) and not one.represents:
        return "speaks for nobody"
    return ""


PAGE = Page(
    name="people",
    path="/people",
    label="People",
    query=PeopleQuery,
    make=make,
    count=lambda desk: len(desk.snapshot.index.people),
)
