"""Sentences about contacts and positions, each from its fullest form to its shortest.

The verbs are those of the house (say, deny, demand, offer, promise, refuse, accept), the same
for everybody. What a paraphrase could bend is given in the words of the document, in quotation
marks.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from dragoman.briefing.days import NOT_GIVEN, phrase
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.wording import (
    LINE_WORDS,
    clip,
    count_words,
    is_same_name,
    joined,
    quoted,
    tidy,
    words_of,
)
from dragoman.model import (
    Act,
    Basis,
    Certainty,
    Channel,
    Contact,
    ContactStatus,
    Named,
    Participant,
    Position,
    Stance,
    Statement,
)

_NOUNS = {
    Channel.CALL: "call",
    Channel.MEETING: "meeting",
    Channel.SUMMIT: "summit",
    Channel.TALKS: "round of talks",
    Channel.VISIT: "visit",
    Channel.LETTER: "letter",
    Channel.BACK_CHANNEL: "back-channel exchange",
}
_HELD = {
    Channel.CALL: "held a call",
    Channel.MEETING: "met",
    Channel.SUMMIT: "held a summit",
    Channel.TALKS: "held talks",
    Channel.VISIT: "met on a visit",
    Channel.LETTER: "exchanged a letter",
    Channel.BACK_CHANNEL: "talked through a back channel",
}
_UNDONE = {
    ContactStatus.SUGGESTED: "was suggested {for}",
    ContactStatus.PLANNED: "was planned {for}",
    ContactStatus.CANCELLED: "planned {for} was cancelled",
    ContactStatus.DENIED: "said to have been held {on} was denied",
}
_BARE_WORDS = 4
"""A measure of fewer words names a thing ("military aid") and not what is to be done with it."""

_SAID: Mapping[str, str] = {
    Act.DENY: "denied",
    Act.DEMAND: "demanded",
    Act.PROPOSE: "offered",
    Act.PROMISE: "promised",
    Act.ACCEPT: "accepted",
    Act.REJECT: "refused",
}
_STOOD = {
    Stance.FOR: "was for a measure",
    Stance.AGAINST: "was against a measure",
    Stance.OPEN: "was open",
    Stance.UNCLEAR: "took no clear stand",
}


def verb(act: str) -> str:
    """What the speaker did, in the verbs of the house.

    >>> verb("reject"), verb("threaten")
    ('refused', 'said')
    """
    return _SAID.get(act, "said")


def contact_sentences(contact: Contact, lookup: Lookup) -> Iterator[str]:
    """Who talked to whom, where and when; without a full stop."""
    wheres = _wheres(contact, lookup)
    for who, where in product(_who(contact, lookup), wheres):
        yield _contact(contact, who, where)


def _contact(contact: Contact, who: Sequence[str], where: str) -> str:
    noun = _NOUNS[contact.channel]
    if contact.status in _UNDONE:
        parties = f" between {joined(who)}" if len(who) > 1 else f" with {who[0]}" if who else ""
        return f"A {noun}{parties}{where} {_undone(contact)}"
    day_held = phrase(contact.happened_on)
    if contact.status is ContactStatus.UNDER_WAY:
        parties = f" between {joined(who)}" if len(who) > 1 else f" with {who[0]}" if who else ""
        since = "" if contact.happened_on is None else f" {day_held}"
        return f"A {noun}{parties}{where} was under way{since}"
    if len(who) > 1:
        return f"{joined(who)} {_HELD[contact.channel]}{where} {day_held}"
    if who:
        return f"{who[0]} took part in a {noun}{where} {day_held}"
    return f"A {noun} was held{where} {day_held}; who took part was not given"


def _undone(contact: Contact) -> str:
    """What became of a contact that was not held, with the day it was meant for."""
    if contact.happened_on is None:
        return f"was {contact.status} ({NOT_GIVEN})"
    day = {on: phrase(contact.happened_on, on) for on in ("for", "on")}
    return _UNDONE[contact.status].format_map(day)


def _who(contact: Contact, lookup: Lookup) -> Iterator[list[str]]:
    """Those who took part, in full, then by name alone, then by party alone."""
    present = [p for p in contact.participants if p.certainty is not Certainty.DENIED]
    if contact.channel in (Channel.CALL, Channel.LETTER):
        present = [p for p in present if p.role not in ("host",)]
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
    people = {p.party for p in present if p.party and not _is_party(p, lookup)}
    kept = [p for p in present if not (_is_party(p, lookup) and (p.party or p.id) in people)]
    return sorted(kept, key=lambda p: lookup.order_of_parties.get(p.party or p.id or "", 999))


def _is_party(participant: Participant, lookup: Lookup) -> bool:
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
    place = f" in {clip(lookup.named(contact.place), 5)}" if contact.place else ""
    mediator = f", mediated by {lookup.named(contact.mediator)}," if contact.mediator else ""
    return [f"{place}{mediator}", place] if mediator else [place]


def position_sentences(position: Position, lookup: Lookup, room: int = LINE_WORDS) -> Iterator[str]:
    """Who demanded, offered, refused what, and who says so; without a full stop.

    ``room`` is the number of words that the sentence may have.
    """
    statement = next(iter(lookup.said(position.statements)), None)
    party = lookup.party(position.party)
    issue = lookup.issue(position.issue)
    conditions = ", under conditions" if position.conditional else ""
    for subject in _subjects(party, position, statement, lookup):
        yield _position(subject, f" ({issue})" if issue else "", conditions, position, lookup, room)
    yield _position(subject, "", "", position, lookup, room)


def _position(
    subject: str, aside: str, conditions: str, position: Position, lookup: Lookup, room: int
) -> str:
    measure = words_of(position.measure)
    if not measure:
        unknown = "" if position.stance is Stance.UNCLEAR else "; what exactly was not given"
        return f"{subject} {_STOOD[position.stance]}{aside}{conditions}{unknown}"
    did = verb(position.act) if position.act else _did(position.stance)
    ours = count_words(f"{subject} {did}{aside}{conditions}")
    room = max(room - ours, 4)
    words = _own_words(measure, position, lookup)
    is_bare = count_words(measure) < _BARE_WORDS <= count_words(words)
    if _is_verbatim(measure, position, lookup) and not is_bare:
        return f"{subject} {did} {quoted(measure, room)}{aside}{conditions}"
    told = quoted(words, room) if words else clip(measure, room)
    return f"{subject} {did}: {told}{aside}{conditions}"


def _own_words(measure: str, position: Position, lookup: Lookup) -> str:
    """The document's words for a measure that is told in ours; of several the likest ones."""
    said = lookup.said(position.statements)[:1]
    found = [m.passage.exact for s in said for m in s.measures if m.passage]
    found = found or [p.exact for s in said for p in s.passages if p.role == "content"]
    told = set(measure.lower().split())
    return max(found, key=lambda words: len(told & set(words.lower().split())), default="")


def _did(stance: Stance) -> str:
    known = {Stance.FOR: "was for", Stance.AGAINST: "was against", Stance.OPEN: "was open to"}
    return known.get(stance, "said")


def _is_verbatim(measure: str, position: Position, lookup: Lookup) -> bool:
    """Whether the measure stands word for word in a passage that carries the position."""
    passages = list(position.passages)
    for statement in lookup.said(position.statements):
        passages += statement.passages
    return any(measure in tidy(passage.exact) for passage in passages)


def _subjects(
    party: str, position: Position, statement: Statement | None, lookup: Lookup
) -> Iterator[str]:
    """The party, with the speaker where it speaks itself, or with the one who tells of it."""
    speakers = [lookup.named(s) for s in statement.speakers][:2] if statement else []
    speakers = [s for s in speakers if not is_same_name(s, party)]
    if position.basis in (Basis.OWN_WORDS, Basis.SPOKESPERSON):
        if speakers:
            yield f"{party} ({joined(speakers)})"
    elif position.basis is Basis.LEAK:
        yield f"Unnamed officials said that {party}"
    elif speakers:
        yield f"{joined(speakers)} said that {party}"
    elif position.basis is not Basis.NARRATOR:
        yield f"Others said that {party}"
    if position.basis in (Basis.OWN_WORDS, Basis.SPOKESPERSON, Basis.NARRATOR):
        yield party
