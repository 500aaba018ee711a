"""KnownName: one spelling that the gazetteer knows, and what it stands for."""

import re
import unicodedata
from enum import StrEnum

from attrs import frozen


class Form(StrEnum):
    """How a spelling stands for what it names."""

    LABEL = "label"
    """The name itself: "Norway", "the African Union"."""
    GROUP = "group"
    """The name of a bloc, movement or armed group, which is never a place: "ECOWAS"."""
    ADJECTIVE = "adjective"
    """"Norwegian"."""
    PEOPLE = "people"
    """"Norwegians"."""
    SEAT = "seat"
    """A capital or seat of government, which may also be meant as a place: "Oslo"."""
    RESIDENCE = "residence"
    """A building or ministry that stands for a party: "the White House", "Foggy Bottom"."""
    BODY = "body"
    """An organisation that acts for a party: "Knesset"."""
    PLACE = "place"
    """A place that stands for nobody: "Odesa", "the Black Sea"."""
    PERSON = "person"
    """A person of the dossier."""


@frozen(kw_only=True)
class KnownName:
    """One spelling (case matters) and what it stands for.

    ``party`` is the party's id; for a place, the ISO alpha-3 code of its country; None when
    there is none. ``own`` marks names of the dossier's ``negotiation.toml``. ``person`` is the
    full name of the person that the spelling means.
    """

    text: str
    form: Form
    party: str | None = None
    person: str | None = None
    own: bool = False


@frozen(kw_only=True)
class Namesake:
    """What a name means instead when one of ``cues`` stands in the same sentence.

    ``noun`` is party, place, person or none; ``party`` the other party or country.
    """

    noun: str
    cues: frozenset[str]
    party: str | None = None


def slug(name: str) -> str:
    """A party's id from its name: capitals without marks, joined by hyphens.

    >>> slug("Fédération des Pêcheurs"), slug("Kestrel Coal")
    ('FEDERATION-DES-PECHEURS', 'KESTREL-COAL')
    """
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", name))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", "-", bare.upper()).strip("-")
