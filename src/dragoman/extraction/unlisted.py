"""Unlisted sides: parties that no gazetteer knows, by what the text shows of them.

Two sorts: lands ("Velland", see ``lands``) and bodies whose kind word marks them as able to be a
side ("… Union", "… Ltd") and that act as one (see ``acting``). A newspaper, an agency, a think
tank or a university is none, whatever it says. The party's id is a slug of its full name, or the
acronym that the text gives with it, so that it is the same in every document.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from attrs import define, field, frozen
from rapidfuzz.distance import OSA

from dragoman.extraction.acting import DEALS, TELLS, acting
from dragoman.extraction.bodies import Body
from dragoman.extraction.lands import Land, Lands
from dragoman.extraction.lookup import Known
from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Form, Gazetteer, KnownName

_LEGAL = frozenset(
    ["ltd", "ltd.", "limited", "plc", "inc", "inc.", "corp", "corp.", "llc", "gmbh", "s.a.", "ag"]
)
"""Legal forms, which come and go with the same company's name."""
_OWN_KINDS = ("union", "federation", "club", "church")
"""Kinds of body that are no arm of the country whose name they bear."""
_SHORTENED = ("company", "club")
"""Kinds of body that are called by the first word of their name."""
_ENOUGH = 2
"""Weight of the signs from which a body is a side."""
_MISSPELT = 6
"""Letters from which a name one slip away from a country's is that country's."""


@frozen(kw_only=True)
class Unlisted:
    """What was found: the spellings at their places, and the label of each party by its id."""

    known: tuple[Known, ...] = ()
    labels: dict[str, str] = field(factory=dict)


def slug(name: str) -> str:
    """A party's id from its name: capitals without marks, joined by hyphens.

    >>> slug("Fédération des Pêcheurs"), slug("Kestrel Coal")
    ('FEDERATION-DES-PECHEURS', 'KESTREL-COAL')
    """
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", name))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", "-", bare.upper()).strip("-")


def find_unlisted(
    sheet: Sheet, known: list[Known], bodies: list[Body], gazetteer: Gazetteer
) -> Unlisted:
    """Find the unlisted sides of a text: lands first, then bodies, then bare acronyms."""
    named = frozenset(at for one in known for at in range(one.start, one.end))
    fixed = [body for body in bodies if body.what != "state" or body.party]
    closed = named | {at for body in fixed for at in range(body.start, body.end)}
    lands = Lands(sheet=sheet, gazetteer=gazetteer, closed=closed).find()
    members = _Members(sheet=sheet, gazetteer=gazetteer, named=named)
    members.gather(known, bodies)
    found = [*_places_of(sheet, lands, closed, gazetteer), *members.find(closed)]
    labels = {land: name for land, name in _land_labels(lands, gazetteer).items()}
    return Unlisted(known=tuple(sorted(found)), labels=labels | members.labels)
