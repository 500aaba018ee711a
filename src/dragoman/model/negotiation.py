"""Negotiation, Issue, Option: what belongs to one negotiation (``negotiation.toml``)."""

from attrs import frozen

from dragoman.model.names import PartyRole
from dragoman.model.outlet import Outlet
from dragoman.model.package import DealStage, Guarantee, Interaction, Package, Proviso
from dragoman.model.preference import Preference, Stake


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
    """What is negotiated. ``id`` never changes; ``parent`` is a generic issue or None.

    ``status_quo`` is the option that holds without a deal, None where nobody said.
    """

    id: str
    label: str
    keywords: tuple[str, ...] = ()
    parent: str | None = None
    replaces: str | None = None
    options: tuple[Option, ...] = ()
    status_quo: str | None = None


@frozen(kw_only=True)
class Faction:
    """Who sits in a body that must approve: ``seats`` of its votes, cast as one."""

    id: str
    seats: float
    label: str = ""


@frozen(kw_only=True)
class Ratification:
    """A body that must approve, and by which rule.

    ``rule`` is in words, ``needs`` the share of the seats (above 0, at most 1) that must accept,
    None where only the words say it.
    """

    party: str
    body: str
    rule: str = ""
    needs: float | None = None
    factions: tuple[Faction, ...] = ()
    because: tuple[str, ...] = ()


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
    stakes: tuple[Stake, ...] = ()
    preferences: tuple[Preference, ...] = ()
    provisos: tuple[Proviso, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    packages: tuple[Package, ...] = ()
    stages: tuple[DealStage, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
