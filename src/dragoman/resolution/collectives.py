"""Speakers named together ("both sides", "the two presidents"): the parties of the contact told."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from dragoman.model import Certainty, Contact, ContactStatus, Named, Passage, Statement, Voice
from dragoman.resolution.linking import telling

_TOGETHER = re.compile(
    r"^(?:both(?: (?:men|women|sides|parties|leaders|presidents|ministers|governments|capitals|"
    r"countries|delegations|negotiators|of them))?|(?:the )?two (?:men|women|sides|parties|leaders|"
    r"presidents|prime ministers|ministers|governments|capitals|countries|delegations|negotiators|"
    r"teams|envoys)|the (?:sides|parties|delegations|negotiators|leaders)|all (?:parties|sides)|"
    r"they both|the pair)$",
    re.IGNORECASE,
)
_NEAR = 1200
"""Within so many code points after a contact is told of, "both sides" are its sides."""
_SIDE_ROLES = frozenset({"host", "mediator"})
_TALKED = frozenset({ContactStatus.HELD, ContactStatus.UNDER_WAY})


def name_collectives(
    statements: Iterable[Statement], contacts: Sequence[Contact]
) -> list[Statement]:
    """Give "both sides" their names, from the contact that the statement is about or stands near.

    Only where the contact was held and has at least two parties; otherwise the words stay as they
    are.
    """
    by_id = {contact.id: contact for contact in contacts if contact.status in _TALKED}
    told: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for contact in by_id.values():
        for passage in telling(contact):
            told[passage.document].append((passage.start, contact.id))
    for places in told.values():
        places.sort()
    return [_name(statement, by_id, told) for statement in statements]


def _name(
    statement: Statement,
    contacts: Mapping[str, Contact],
    told: Mapping[str, Sequence[tuple[int, str]]],
) -> Statement:
    if statement.voice is not Voice.SPEAKER or len(statement.speakers) != 1:
        return statement
    speaker = statement.speakers[0]
    if speaker.id is not None or not _TOGETHER.match(speaker.name.strip()):
        return statement
    about = contacts.get(statement.about or "") or _last_told(statement, contacts, told)
    sides = _sides(about) if about is not None else ()
    return evolve(statement, speakers=sides) if sides else statement


def _last_told(
    statement: Statement,
    contacts: Mapping[str, Contact],
    told: Mapping[str, Sequence[tuple[int, str]]],
) -> Contact | None:
    """The contact told of last before the statement, if near."""
    passage = min((p for p in statement.passages), default=None)
    if passage is None:
        return None
    places = told.get(passage.document, ())
    number = bisect_right(places, (_end(statement, passage), "~")) - 1
    if number < 0 or passage.start - places[number][0] > _NEAR:
        return None
    return contacts[places[number][1]]


def _end(statement: Statement, first: Passage) -> int:
    return max(p.end for p in statement.passages if p.document == first.document)


def _sides(contact: Contact) -> tuple[Named, ...]:
    """Those who took part for certain, when they stand for two parties or more."""
    named = tuple(
        Named(id=p.id, name=p.name, party=p.party or p.id)
        for p in contact.participants
        if p.certainty is Certainty.CERTAIN and p.role not in _SIDE_ROLES and (p.party or p.id)
    )
    return named if len({n.party for n in named}) > 1 else ()
