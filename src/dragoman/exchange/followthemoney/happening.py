"""Contacts and deeds as events, with who was involved, where and when; and who met whom."""

from collections.abc import Iterator
from itertools import combinations

from dragoman.exchange.followthemoney.days import days_of
from dragoman.exchange.followthemoney.known import Known
from dragoman.model import Certainty, Contact, ContactStatus, Deed, Named, Participant

LINKS = 60
"""Pairs of one contact that are linked; a conference of hundreds is an event and no web."""

_TOOK_PLACE = frozenset({ContactStatus.HELD, ContactStatus.UNDER_WAY})
_SANCTION = "SANCTION"


def contact_lines(known: Known, contact: Contact) -> Iterator[str]:
    """An event with those who certainly took part; of one that took place, who met whom."""
    days = days_of(contact.happened_on).values
    sure = [one for one in contact.participants if one.certainty is Certainty.CERTAIN]
    hosts = known.those([contact.host, contact.mediator])
    yield from known.maker.lines(
        "Event",
        known.maker.id_of("contact", contact.id),
        {
            "name": _contact_name(contact),
            "involved": (*known.those(sure), *hosts),
            "organizer": known.those([contact.host]),
            **days,
            **_where(known, contact.place),
            "summary": "; ".join((*contact.topics, *contact.outcomes)) or None,
            "notes": _unsure(contact),
            "keywords": (contact.channel.value, contact.status.value, *contact.issues),
            "description": [one.exact for one in contact.passages if one.role == "content"][:5],
            "recordId": contact.id,
            "proof": known.proofs(contact),
        },
    )
    if contact.status in _TOOK_PLACE:
        yield from _met(known, contact, sure, days)


def _contact_name(contact: Contact) -> str:
    """What it was, between whom; that it did not take place stands first."""
    status = "" if contact.status in _TOOK_PLACE else f"{contact.status.value} "
    names = dict.fromkeys(
        one.name for one in contact.participants if one.certainty is not Certainty.DENIED
    )
    between = " – ".join(names)
    return f"{status}{contact.channel.value}{f': {between}' if between else ''}"


def _unsure(contact: Contact) -> tuple[str, ...]:
    """Those who took part by some accounts only, and the words of a time without a day."""
    when = contact.happened_on
    told = [
        f"{one.name}: {one.certainty.value}"
        for one in contact.participants
        if one.certainty is not Certainty.CERTAIN
    ]
    told += [f"when, in the text's words: {when.text}"] if when is not None and when.text else []
    return tuple(told)


def _met(
    known: Known, contact: Contact, sure: list[Participant], days: dict[str, str | None]
) -> Iterator[str]:
    """A link between each two who took part and do not stand for the same party."""
    there = {id: one for one in sure if (id := known.one(one)) is not None}
    pairs = [
        (one, other)
        for one, other in combinations(there, 2)
        if there[one].party is None or there[one].party != there[other].party
    ]
    for one, other in pairs[:LINKS]:
        yield from known.maker.lines(
            "UnknownLink",
            known.maker.id_of("met", contact.id, one, other),
            {
                "subject": one,
                "object": other,
                "role": f"took part in the same {contact.channel.value}",
                **days,
                "recordId": contact.id,
                "proof": known.proofs(contact),
            },
        )


def deed_lines(known: Known, deed: Deed) -> Iterator[str]:
    """An event; a sanction too where the words of the text say that it is one."""
    actors = [deed.actor, deed.recipient]
    measure = deed.measure
    words = " ".join(filter(None, (measure.action, measure.object))) if measure else ""
    names = [one.name if one else "?" for one in actors]
    arrow = "" if names == ["?", "?"] else f": {names[0]} → {names[1]}"
    days, proofs = days_of(deed.happened_on).values, known.proofs(deed)
    yield from known.maker.lines(
        "Event",
        known.maker.id_of("deed", deed.id),
        {
            "name": f"{deed.plover_type.lower()}{arrow}",
            "involved": known.those(actors),
            **days,
            **_where(known, deed.place),
            "summary": words or None,
            "keywords": (deed.plover_type, deed.plover_mode, *deed.contexts, *deed.issues),
            "recordId": deed.id,
            "proof": proofs,
        },
    )
    target = known.one(deed.recipient)
    if deed.plover_type == _SANCTION and "sanction" in words.casefold() and target is not None:
        yield from known.maker.lines(
            "Sanction",
            known.maker.id_of("sanction", deed.id),
            {
                "entity": target,
                "authority": deed.actor.name if deed.actor else None,
                "reason": words,
                **days,
                "recordId": deed.id,
                "proof": proofs,
            },
        )


def _where(known: Known, place: Named | None) -> dict[str, str | None]:
    if place is None:
        return {}
    is_there = place.id is not None and place.id in known.places
    return {
        "location": place.name,
        "addressEntity": known.place(place.id or "") if is_there else None,
    }
