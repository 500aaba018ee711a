"""Which party a document speaks for: readouts and press releases under a party's own name."""

from dragoman.assessment.witnesses import Witnesses
from dragoman.model import Contents, Genre

_OWN = frozenset({Genre.READOUT, Genre.PRESS_RELEASE})


def authors_of(contents: Contents, witnesses: Witnesses) -> dict[str, str]:
    """By document, the one party that its outlet's name names, or that the outlet stands with.

    Only readouts and press releases are a party's own words; what "we" do in them, it does.
    """
    found = {}
    for document in contents.documents:
        if document.genre in _OWN:
            outlet = document.outlet or ""
            named = witnesses.roster.parties_in(outlet)
            party = named[0] if len(set(named)) == 1 else witnesses.stands_with(outlet)
            if party is not None:
                found[document.id] = party
    return found
