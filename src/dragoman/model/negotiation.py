"""Negotiation, Issue, Option: what belongs to one negotiation (``negotiation.toml``)."""

from attrs import frozen

from dragoman.model.names import PartyRole
from dragoman.model.outlet import Outlet


@frozen(kw_only=True)
class PartyProfile:
    """A party as ``negotiation.toml`` gives it."""

    id: str
    names: tuple[str, ...]
    role: PartyRole | None = None
    colour: str | None = None


@frozen(kw_only=True)
class PersonProfile:
    """A person as ``negotiation.toml`` gives it; ``since`` and ``until`` are EDTF."""

    name: str
    aliases: tuple[str, ...] = ()
    party: str | None = None
    office: str | None = None
    since: str | None = None
    until: str | None = None


@frozen(kw_only=True)
class Option:
    """A settled way an issue could end. ``value`` is on the issue's own scale."""

    id: str
    label: str
    value: float | None = None


@frozen(kw_only=True)
class Issue:
    """What is negotiated. ``id`` never changes; ``parent`` is a generic issue or None."""

    id: str
    label: str
    keywords: tuple[str, ...] = ()
    parent: str | None = None
    replaces: str | None = None
    options: tuple[Option, ...] = ()


@frozen(kw_only=True)
class Ratification:
    """A body that must approve, and by which rule."""

    party: str
    body: str
    rule: str = ""


@frozen(kw_only=True)
class Negotiation:
    """One negotiation: its name, parties, people, outlets and issues.

    The default is a negotiation about which nothing is known: everything then comes from the
    general gazetteer. ``as_of`` is EDTF, None for the newest document's day.
    """

    name: str = ""
    as_of: str | None = None
    parties: tuple[PartyProfile, ...] = ()
    persons: tuple[PersonProfile, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    issues: tuple[Issue, ...] = ()
    ratifications: tuple[Ratification, ...] = ()
