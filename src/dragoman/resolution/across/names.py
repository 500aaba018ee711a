"""Who and where, across blocks: one entry a party, person, organisation and place."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from dragoman.model import Negotiation, Organisation, Party, Person, Place, Question
from dragoman.resolution.edges import Edge
from dragoman.resolution.parties import resolve_parties, resolve_sites
from dragoman.resolution.persons import resolve_persons
from dragoman.resolution.ranking import Order
from dragoman.resolution.renaming import Renaming


@frozen(kw_only=True)
class Names:
    """The names of a file, and what its entries call them from now on.

    ``ids`` gives the new id of every person, organisation and place of a block.
    """

    parties: tuple[Party, ...]
    persons: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    places: tuple[Place, ...]
    questions: tuple[Question, ...]
    renaming: Renaming
    ids: dict[str, str]


def join_names(
    parties: Iterable[Party],
    persons: Sequence[Person],
    organisations: Iterable[Organisation],
    places: Iterable[Place],
    negotiation: Negotiation,
    edges: Sequence[Edge],
    order: Order,
) -> Names:
    """Join the names that the blocks found, by the rules for those of single texts."""
    merged = resolve_parties(parties, negotiation.parties, order)
    people = resolve_persons(persons, (), negotiation.persons, edges, order)
    bodies, first = resolve_sites(organisations, order)
    spots, second = resolve_sites(places, order)
    ids = {**people.renamed, **first, **second}
    return Names(
        parties=merged,
        persons=people.persons,
        organisations=bodies,
        places=spots,
        questions=people.questions,
        renaming=Renaming.of(ids, people.persons, merged, (*bodies, *spots)),
        ids=ids,
    )
