"""Sentences about contacts, each from its fullest form to its shortest."""

from collections.abc import Iterator, Sequence
from itertools import product

from dragoman.briefing.days import phrase
from dragoman.briefing.labels import place_phrase
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.wording import clip, is_same_name, joined
from dragoman.model import Certainty, Channel, Contact, ContactStatus, Named, Participant

_NOUNS = {
    Channel.CALL: "call",
    Channel.MEETING: "meeting",
    Channel.SUMMIT: "summit",
    Channel.TALKS: "round of talks",
    Channel.LETTER: "letter",
    Channel.BACK_CHANNEL: "back-channel exchange",
}
_HELD = {
    Channel.CALL: "held a call",
    Channel.MEETING: "met",
    Channel.SUMMIT: "held a summit",
    Channel.TALKS: "held talks",
    Channel.LETTER: "exchanged a letter",
    Channel.BACK_CHANNEL: "talked through a back channel",
}
_UNDONE = {
    ContactStatus.SUGGESTED: "was suggested {for}",
    ContactStatus.PLANNED: "was planned {for}",
    ContactStatus.CANCELLED: "planned {for} was cancelled",
    ContactStatus.DENIED: "said to have been held {on} was denied",
}


MEDIATOR = "mediator"
"""Role of those who took part as mediators beside the first one."""


def contact_sentences(contact: Contact, lookup: Lookup) -> Iterator[str]:
    """Who talked to whom, where and when; without a full stop."""
    for who, where in product(_who(contact, lookup), _wheres(contact, lookup)):
        yield _contact(contact, who, where)


def _contact(contact: Contact, who: Sequence[str], where: str) -> str:
    if contact.channel is Channel.VISIT:
        return _visit(contact, who, where)
    noun = _NOUNS[contact.channel]
    parties = f" between {joined(who)}" if len(who) > 1 else f" with {who[0]}" if who else ""
    day = phrase(contact.happened_on)
    if day.startswith("("):
        where = where.removesuffix(",")
    if contact.status in _UNDONE:
        return f"A {noun}{parties}{where} {_undone(contact)}"
    if contact.status is ContactStatus.UNDER_WAY:
        since = "" if contact.happened_on is None else f" {day}"
        return f"A {noun}{parties}{where} was under way{since}"
    if len(who) > 1:
        return f"{joined(who)} {_HELD[contact.channel]}{where} {day}"
    if who:
        return f"{who[0]} took part in a {noun}{where} {day}"
    return f"A {noun} was held{where} {day}; who took part was not given"


def _visit(contact: Contact, who: Sequence[str], where: str) -> str:
    """A visit: of one to a place; of several a meeting on one, for who went is not on file."""
    day = phrase(contact.happened_on)
    stay = _stay(where)
    told = f"A meeting between {joined(who)} on a visit" if len(who) > 1 else "A visit"
    told += f" by {who[0]}{stay}" if len(who) == 1 else stay
    if contact.status in _UNDONE:
        return f"{told} {_undone(contact)}"
    if contact.status is ContactStatus.UNDER_WAY:
        return f"{told} was under way" + ("" if contact.happened_on is None else f" {day}")
    if len(who) > 1:
        return f"{joined(who)} met on a visit{stay} {day}"
    if who:
        went = f"visited {stay.removeprefix(' to ')}" if stay else "was on a visit"
        return f"{who[0]} {went} {day}"
    return f"{told} was made {day}; who took part was not given"


def _stay(where: str) -> str:
    """Where a visit goes to: " to Helsinki" for " in Helsinki", what follows a comma kept."""
    for lead in (" in ", " at "):
        if where.startswith(lead):
            return f" to {where.removeprefix(lead)}"
    return where


def _undone(contact: Contact) -> str:
    """What became of a contact that was not held, with the day it was meant for."""
    if contact.happened_on is None or not contact.happened_on.edtf:
        return f"was {contact.status} {phrase(contact.happened_on, 'for')}"
    day = {on: phrase(contact.happened_on, on) for on in ("for", "on")}
    return _UNDONE[contact.status].format_map(day)


def _who(contact: Contact, lookup: Lookup) -> Iterator[list[str]]:
    """Those who took part, in full, then by name alone, then by party alone."""
    present = [p for p in _present(contact) if p.role != MEDIATOR]
    if contact.channel in (Channel.CALL, Channel.LETTER):
        present = [p for p in present if p.role != "host"]
    named = _without_parties_of(present, lookup)
    yield _with_alternatives(named, lookup, with_party=True)
    yield _with_alternatives(named, lookup, with_party=False)
    parties = [lookup.party(p.party) or lookup.named(_as_named(p)) for p in present]
    sides = list(dict.fromkeys(parties))
    yield sides if len(sides) > 1 or len(present) < 2 else [sides[0], f"others of {sides[0]}"]
    if len(sides) > 4:
        yield [*sides[:3], f"{len(sides) - 3} others"]


def _as_named(participant: Participant) -> Named:
    return Named(id=participant.id, name=participant.name, party=participant.party)


def _without_parties_of(present: list[Participant], lookup: Lookup) -> list[Participant]:
    """Leave out a party that one of its people already stands for."""
    people = {p.party for p in present if p.party and not is_party(p, lookup)}
    kept = [p for p in present if not (is_party(p, lookup) and (p.party or p.id) in people)]
    return sorted(kept, key=lambda p: lookup.order_of_parties.get(p.party or p.id or "", 999))


def is_party(participant: Participant, lookup: Lookup) -> bool:
    """Whether a party itself is said to have taken part, not one of its people."""
    label = lookup.party(participant.party or participant.id)
    is_label = is_same_name(label.removeprefix("the "), participant.name.removeprefix("the "))
    return participant.id in lookup.order_of_parties or is_label


def _with_alternatives(
    people: Sequence[Participant], lookup: Lookup, *, with_party: bool
) -> list[str]:
    """Alternatives of one party stand together: "Marn or Aldersey (Velland)"."""
    groups: dict[str, list[Participant]] = {}
    for place, person in enumerate(people):
        is_open = person.certainty is Certainty.ALTERNATIVE
        groups.setdefault(f"either of {person.party}" if is_open else str(place), []).append(person)
    names = []
    for group in groups.values():
        *others, last = (_as_named(person) for person in group)
        ending = lookup.named_with_party(last) if with_party else lookup.named(last)
        names.append(joined([*map(lookup.named, others), ending], "or"))
    return list(dict.fromkeys(names))


def _wheres(contact: Contact, lookup: Lookup) -> list[str]:
    place = f" {place_phrase(clip(lookup.named(contact.place), 5))}" if contact.place else ""
    between = mediators(contact, lookup)
    return [f"{place}, mediated by {joined(between)},", place] if between else [place]


def mediators(contact: Contact, lookup: Lookup) -> list[str]:
    """The names of those who mediated, the first one first."""
    more = [lookup.named(_as_named(p)) for p in _present(contact) if p.role == MEDIATOR]
    first = [lookup.named(contact.mediator)] if contact.mediator else []
    return list(dict.fromkeys([*first, *more]))


def _present(contact: Contact) -> list[Participant]:
    return [p for p in contact.participants if p.certainty is not Certainty.DENIED]


def known_sides(contact: Contact) -> int:
    """How many who took part are known by a party or a person's name, each party once."""
    return len({p.party or p.id or p.name for p in _present(contact) if p.party or p.id})
