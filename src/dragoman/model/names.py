"""Party, Person, Organisation, Place, Mention: who and where."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry
from dragoman.model.outlet import Reliability


class PartyRole(StrEnum):
    """What a party does in the negotiation."""

    SIDE = "side"
    MEDIATOR = "mediator"
    GUARANTOR = "guarantor"
    OUTSIDE = "outside"


@frozen(kw_only=True)
class Party(Entry):
    """A side, mediator, guarantor or outside power; states by ISO 3166-1 alpha-3.

    ``id`` is the code itself ("RUS", "EU", "VEL"). ``names[0]`` is the dossier's label; the rest
    are forms seen in the texts.
    """

    kind: ClassVar[str] = "party"

    names: tuple[str, ...]
    role: PartyRole | None = None
    colour: str | None = None


@frozen(kw_only=True)
class Person(Entry):
    """One human being, as the texts give him or her.

    ``party`` is a party's id or None; ``office`` is the office as written ("foreign minister"),
    None when no text gives one. ``represents`` is False for one who speaks for nobody (an expert,
    a journalist). ``names[0]`` is the fullest form. ``reliability`` is the analyst's letter, from a
    signed decision.
    """

    kind: ClassVar[str] = "person"

    names: tuple[str, ...]
    party: str | None = None
    office: str | None = None
    represents: bool = True
    reliability: Reliability | None = None


@frozen(kw_only=True)
class Organisation(Entry):
    """An organisation that is no party of its own. ``party`` when it acts for one."""

    kind: ClassVar[str] = "organisation"

    names: tuple[str, ...]
    party: str | None = None


@frozen(kw_only=True)
class Place(Entry):
    """A place. ``country`` is ISO alpha-3 or None."""

    kind: ClassVar[str] = "place"

    names: tuple[str, ...]
    country: str | None = None


@frozen(kw_only=True)
class Mention(Entry):
    """A passage that stands for somebody or something.

    ``refers_to`` is an entity's id in the same report (or a party's id), None when unresolved;
    ``noun`` is party, person, organisation, place or unnamed. ``how`` says how it was resolved:
    exact, alias, metonym, short form, title, apposition, pronoun, turn, unnamed; an ending
    ", unsure" says that ``rivals`` (entity ids) are as likely, and ``because`` names them.
    ``together`` holds the ids of several that are meant jointly ("they", "both leaders").
    ``anonymity`` keeps the words of an unnamed one ("a senior official").
    """

    kind: ClassVar[str] = "mention"

    noun: str
    refers_to: str | None = None
    how: str = "exact"
    anonymity: str | None = None
    rivals: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
