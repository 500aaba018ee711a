"""Groups: whom "both men", "the two presidents", "the sides" and "they" mean.

A group is two: of the latest contact told of that fits, else the two that the text named last.
Where a third could be meant, the group stays unresolved.
"""

from collections.abc import Iterator, Sequence

import attrs
from spacy.tokens import Token

from dragoman.extraction.contacts.drafts import Draft
from dragoman.extraction.contacts.naming import Taker, as_party, mentioned, sides, takers_in
from dragoman.extraction.contacts.words import GROUPS, LEADERS
from dragoman.extraction.reading import NameMention, Reading
from dragoman.model import Channel, ContactStatus, Person

_TWO = ("both", "two", "the", "these", "their")
_FAR = 250
"""Tokens: farther back a group refers to no contact and no pair."""
_NEAR = 70


def is_group(reading: Reading, token: Token) -> bool:
    """Whether a token means a group that the text has named before."""
    if token.lower_ == "they":
        return True
    kind = GROUPS.get(token.lower_)
    mention = reading.names.at(token.i)
    if kind is None or (mention is not None and mention.refers_to is not None):
        return False
    words = {c.lower_ for c in token.lefts}
    counted = [c.lower_ for c in token.lefts if c.dep_ == "nummod"]
    if counted and counted != ["two"]:
        return False
    definite = bool(words.intersection(_TWO)) or token.lower_ in ("both", "pair")
    definite = definite or _is_bare_team(token)
    return definite and not any(takers_in(reading, token))


def _is_bare_team(token: Token) -> bool:
    """As in: "Technical teams are to meet": the teams of those who talked before."""
    own = any(c.dep_ in ("prep", "relcl", "acl", "poss") for c in token.children)
    return token.lower_ in ("teams", "delegations", "negotiators", "experts") and not own


def members_of(reading: Reading, token: Token, drafts: Sequence[Draft]) -> list[Taker]:
    """The two whom a group means, empty when that is not clear."""
    kind = GROUPS.get(token.lower_, "any")
    told = _of_contact(reading, token, kind, drafts)
    if told:
        return told
    if kind == "office" and (holders := _in_office(reading, token)):
        return holders if len(holders) == 2 == len(sides(holders)) else []
    return _joined_before(reading, token, kind)


def _of_contact(reading: Reading, token: Token, kind: str, drafts: Sequence[Draft]) -> list[Taker]:
    """The participants of the latest contact, when they are two of this kind.

    "The presidents" stay nobody where contacts of different presidents stand before.
    """
    reach = _NEAR if kind == "any" else _FAR
    near = [
        d
        for d in drafts
        if 0 < token.i - d.last < reach and len(sides(d.takers)) == 2 and _can_mean(token, d)
    ]
    near.sort(key=lambda draft: draft.last)
    if kind == "office":
        pairs = [d for d in near if all(_fits(reading, t, token, kind) for t in d.takers)]
        if len({frozenset(sides(draft.takers)) for draft in pairs}) > 1:
            return []
    for draft in reversed(near):
        if kind == "side":
            return _one_each(as_party(reading, taker) for taker in draft.takers)
        if len(draft.takers) == 2 and all(_fits(reading, t, token, kind) for t in draft.takers):
            return list(draft.takers)
    return []


def _can_mean(token: Token, draft: Draft) -> bool:
    """Delegations do not talk by telephone, and who did something has met before, not will."""
    if token.lower_ in ("delegations", "teams", "negotiators") and draft.channel is Channel.CALL:
        return False
    return token.head.tag_ != "VBD" or draft.status not in _AHEAD


_AHEAD = (ContactStatus.PLANNED, ContactStatus.SUGGESTED)


def _fits(reading: Reading, taker: Taker, token: Token, kind: str) -> bool:
    if kind == "any":
        return True
    person = reading.names.entities.get(taker.participant.id or "")
    if not isinstance(person, Person):
        return False
    return kind == "person" or _holds(reading, person, token) or not office_of(reading, person)


def office_of(reading: Reading, person: Person) -> str:
    """The office that the text, or else the gazetteer for that year, gives somebody."""
    if person.office:
        return person.office.lower()
    known = {one.office for one in reading.gazetteer.holders(person.names[0], reading.year)}
    return (known.pop() or "").lower() if len(known) == 1 else ""


def _holds(reading: Reading, person: Person, token: Token) -> bool:
    """Whether a person's office is the one that the group names; leaders hold one of several."""
    office = office_of(reading, person)
    if office.startswith(("vice", "deputy", "former")) or " for " in office:
        return False
    lemma = token.lemma_.lower()
    wanted = LEADERS if lemma == "leader" else frozenset({lemma})
    if any(c.lower_ in ("foreign", "defence", "defense", "prime") for c in token.lefts):
        wanted = frozenset({f"{token.nbor(-1).lower_} {lemma}"})
    return any(office.endswith(word) or office.startswith(f"{word} of") for word in wanted)


def _in_office(reading: Reading, token: Token) -> list[Taker]:
    """All persons of that office whom the text named before; none when there are not two."""
    found: dict[str, Taker] = {}
    for mention in _before(reading, token.i, _FAR):
        person = reading.names.entities.get(mention.refers_to or "")
        if isinstance(person, Person) and person.party and _holds(reading, person, token):
            for taker in mentioned(reading, mention):
                found[person.id] = taker
    return list(found.values()) if len(found) > 1 else []


def _joined_before(reading: Reading, token: Token, kind: str) -> list[Taker]:
    """As in: "A and B …. They met": the last two that "and" joined, just before."""
    reach = {"any": _NEAR, "side": 2 * _FAR}.get(kind, _FAR)
    for mention in reversed(list(_before(reading, token.i, reach))):
        head = reading.doc[mention.head]
        if head.dep_ == "conj" or not any(c.dep_ == "conj" for c in head.children):
            continue
        takers = list(takers_in(reading, head))
        if len(takers) == 2 == len(sides(takers)) and takers[-1].span.end <= token.i:
            if kind == "side":
                return _one_each(as_party(reading, taker) for taker in takers)
            if kind == "office" and not any(_is_person(reading, taker) for taker in takers):
                return [_heading(taker, token) for taker in takers]
            if kind == "office" and not all(_fits(reading, t, token, kind) for t in takers):
                continue
            if kind == "any" or all(t.participant.role == "principal" for t in takers):
                return takers
    return []


def _heading(taker: Taker, token: Token) -> Taker:
    """As in: "A and B agreed …. The two presidents": those of A and B, whoever they are."""
    who = attrs.evolve(taker.participant, role="principal")
    return attrs.evolve(taker, participant=who, office=token.lower_)


def _is_person(reading: Reading, taker: Taker) -> bool:
    return isinstance(reading.names.entities.get(taker.participant.id or ""), Person)


def pair_before(reading: Reading, token: Token) -> list[Taker]:
    """As in: "A and B settled on C. The agreement …": the two whose agreement it is."""
    return _joined_before(reading, token, "any")


def _before(reading: Reading, index: int, reach: int) -> Iterator[NameMention]:
    for mention in reading.names.mentions:
        if index - reach <= mention.span.start and mention.span.end <= index:
            yield mention


def _one_each(takers: Iterator[Taker]) -> list[Taker]:
    return list({taker.side: taker for taker in takers}.values())
