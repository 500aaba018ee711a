"""Whom a noun phrase names as taking part: persons, parties, "officials from A and B"."""

from collections.abc import Iterator

import attrs
from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.contacts.words import (
    BODIES,
    DELEGATES,
    DELEGATIONS,
    GROUPS,
    HEADED,
    OUTSIDERS,
)
from dragoman.extraction.reading import NameMention, Reading, Tokens
from dragoman.model import Certainty, Organisation, Participant, Person, Place

_OF = ("of", "from", "for")
_NAMING = ("party", "person", "organisation", "place")
_POSSESSIVES = ("his", "her", "their", "its", "my", "our", "the", "a", "an")


@frozen(kw_only=True)
class Taker:
    """One participant and the tokens that name it.

    ``office`` is what he or they are called; ``several`` marks a plural ("the warring parties").
    """

    participant: Participant
    span: Tokens
    office: str = ""
    several: bool = False

    @property
    def side(self) -> str:
        """The party that takes part, else the name of one who stands for nobody known."""
        return self.participant.party or self.participant.name


def sides(takers: list[Taker] | tuple[Taker, ...]) -> set[str]:
    """The different sides among the participants."""
    return {taker.side for taker in takers}


def takers_in(reading: Reading, head: Token) -> Iterator[Taker]:
    """The participants that a noun phrase names, with all that it is joined to."""
    tokens = sorted({head, *_joined(head)}, key=lambda token: token.i)
    alternatives = _alternatives(tokens)
    for token in tokens:
        for taker in _one(reading, token):
            yield sure(taker, Certainty.ALTERNATIVE) if token.i in alternatives else taker


def _alternatives(tokens: list[Token]) -> set[int]:
    """Which of the joined names are alternatives: those on both sides of "or".

    "A and either B or C" leaves A certain; without "either", the "or" joins its neighbours.
    """
    ors = [c.i for t in tokens for c in t.children if c.dep_ == "cc" and c.lower_ == "or"]
    if not ors:
        return set()
    doc = tokens[0].doc
    first, last = tokens[0].left_edge.i, ors[-1]
    either = next((i for i in range(last, first - 1, -1) if doc[i].lower_ == "either"), None)
    left = [t.i for t in tokens if t.i < last and (either is None or t.i > either)]
    right = [t.i for t in tokens if t.i > last][:1]
    return {*(left if either is not None else left[-1:]), *right}


def _joined(head: Token) -> Iterator[Token]:
    for child in head.children:
        # "President A and President B met": the small model hangs A under B as a modifier.
        if _modifies(child, head):
            yield child
        elif child.dep_ == "compound" and child.i < head.i:
            # "Envoy A and envoy B met": A hangs under the title of B.
            yield from (c for c in child.children if _modifies(c, head))
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "ADJ", "PRON"):
            yield child
            yield from _joined(child)
        elif child.dep_ == "appos":
            # "Vice Premier A and Secretary B": B hangs on A, the apposition, or on the head.
            if child.i > head.i and any(t.dep_ == "cc" for t in head.doc[head.i : child.i]):
                yield child
            yield from _joined(child)


def _modifies(child: Token, head: Token) -> bool:
    """Whether a name joined to what follows was hung under the later name as a modifier."""
    joined = child.dep_ == "nmod" and any(c.dep_ == "conj" for c in child.children)
    return joined and child.i < head.i and child.pos_ == "PROPN"


def _one(reading: Reading, token: Token) -> Iterator[Taker]:
    mention = reading.names.at(token.i)
    if mention is not None and mention.noun in _NAMING:
        yield from mentioned(reading, mention)
        return
    if token.lower_ in _OWN_VOICE:
        yield from speaking(reading, token, together=token.lower_ in ("we", "us"))
        return
    delegates: list[Taker] = []
    if token.lemma_.lower() in DELEGATES:
        delegates = _headed(reading, token) or list(_delegates(reading, token))
    yield from delegates or _body(reading, token)


_OWN_VOICE = ("i", "me", "we", "us")


def speaking(reading: Reading, token: Token, *, together: bool) -> Iterator[Taker]:
    """Who says "I" (or his party, who says "we"): the speaker of the innermost attribution."""
    over = [
        (content.end - content.start, one)
        for one in reading.attributed
        for content in one.contents
        if content.covers(token.i)
    ]
    if not over:
        return
    for span in min(over, key=lambda pair: pair[0])[1].speakers:
        mention = reading.names.at(reading.span(span).root.i)
        for taker in mentioned(reading, mention) if mention is not None else ():
            yield as_party(reading, taker) if together else taker


def _body(reading: Reading, token: Token) -> Iterator[Taker]:
    """As in: "The dockers' union", "the Greens": a body that nobody listed, by its own words."""
    named = token.pos_ == "PROPN" and token.ent_type_ not in _NO_BODIES
    if not named and not _is_body(token):
        return
    start = min((c.left_edge.i for c in token.lefts if c.dep_ in _OWN), default=token.i)
    words = reading.text(Tokens(start, token.i + 1))
    who = Participant(id=None, name=_bare(words))
    several = token.tag_ in ("NNS", "NNPS") or token.lemma_.lower() == "opposition"
    yield Taker(
        participant=who, span=Tokens(start, token.i + 1), office=words.lower(), several=several
    )


def _is_body(token: Token) -> bool:
    """A noun for a body; "the leaders", "technical teams" are groups named before, no bodies."""
    lemma = token.lemma_.lower()
    if lemma not in BODIES and lemma not in DELEGATES:
        return False
    if lemma in BODIES and token.lower_ not in GROUPS:
        return True
    return token.tag_ in ("NNS", "NNPS") and any(
        (c.dep_ in ("amod", "compound", "nmod") and c.lower_ not in _COUNTS)
        or (c.dep_ == "prep" and c.lower_ in _OF)
        for c in token.children
    )


_COUNTS = ("two", "both", "three", "other", "prime", "foreign", "respective", "senior", "top",
           "technical", "negotiating", "expert", "working", "chief", "lead")  # fmt: skip
_OWN = ("compound", "nmod", "amod", "poss")
_NO_BODIES = ("DATE", "TIME", "GPE", "LOC", "FAC", "EVENT", "MONEY", "CARDINAL", "ORDINAL")


def _headed(reading: Reading, token: Token) -> list[Taker]:
    """As in: "Delegations led by A and B": those who lead them."""
    for child in token.children:
        if child.dep_ == "acl" and child.lemma_ in HEADED:
            by = [t for c in child.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"
                  for t in c.children]  # fmt: skip
            found = [taker for t in by for taker in takers_in(reading, t)]
            if found:
                return found
    return []


def _delegates(reading: Reading, token: Token) -> Iterator[Taker]:
    """As in: "Officials from A and B", "the A foreign minister", "the presidents of A and B"."""
    lemma = token.lemma_.lower()
    role = "delegation" if lemma in DELEGATIONS else "principal"
    office = " ".join((*(c.lower_ for c in token.lefts if c.dep_ in _OWN), lemma))
    for head in _parties_at(token):
        mention = reading.names.at(head.i)
        if mention is not None and mention.noun == "organisation":
            yield from _of_body(reading, mention, role, token, office)
            continue
        if mention is None or mention.noun not in ("party", "place", "person", "unnamed"):
            continue
        party = reading.names.party_of(mention.refers_to) or mention.party
        if party is None:
            continue
        person = _in_office(reading, token, party) if role == "principal" else None
        if person is not None:
            who = Participant(id=person.id, name=person.names[0], party=party, role=role)
        else:
            who = Participant(id=party, name=party_name(reading, party), party=party, role=role)
        several = token.tag_ in ("NNS", "NNPS")
        yield Taker(participant=who, span=mention.span, office=office, several=several)


def _of_body(
    reading: Reading, mention: NameMention, role: str, token: Token, office: str
) -> Iterator[Taker]:
    """As in: "Delegations from the A army", "leaders of the B Party": the body takes part."""
    several = token.tag_ in ("NNS", "NNPS")
    for taker in mentioned(reading, mention):
        who = taker.participant
        if role == "delegation":
            who = attrs.evolve(who, role=role)
        yield attrs.evolve(taker, participant=who, office=office, several=several)


def _parties_at(token: Token) -> Iterator[Token]:
    """The tokens that say whose the delegates are."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _OF:
            for target in child.children:
                if target.dep_ == "pobj":
                    yield from (target, *_joined(target))
        elif child.dep_ in _OWN and child.i < token.i:
            yield from (child, *_joined(child))
            for inner in child.children:
                # "A and B fisheries officials": A hangs on "fisheries".
                if inner.dep_ == "amod" and inner.i < child.i:
                    yield from (inner, *_joined(inner))


def _in_office(reading: Reading, token: Token, party: str) -> Person | None:
    """The one person of the party whom the text gives this office ("the presidents of A and B")."""
    words = [c.lower_ for c in token.lefts if c.dep_ in ("amod", "compound", "nmod")]
    office = " ".join((*(w for w in words if w in ("foreign", "prime", "defence", "defense")),
                       token.lemma_.lower()))  # fmt: skip
    found = [
        entity
        for entity in reading.names.entities.values()
        if isinstance(entity, Person) and entity.party == party and entity.office
        and entity.office.lower().endswith(office)
        and not entity.office.lower().startswith(("vice", "deputy"))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def party_name(reading: Reading, party: str) -> str:
    """The name of a party: the text's, else the gazetteer's."""
    return reading.names.name_of(party) or reading.gazetteer.party_name(party)


def mentioned(reading: Reading, mention: NameMention) -> Iterator[Taker]:
    """The participant that a mention names; none for a town or a news outlet."""
    if mention.noun == "place":
        yield from _country(reading, mention)
        return
    names = reading.names
    entity = names.entities.get(mention.refers_to or "")
    party = names.party_of(mention.refers_to) or mention.party
    if mention.noun not in _NAMING or (entity is None and mention.noun != "person"):
        return
    if isinstance(entity, Organisation) and party is None and _is_outside(reading, entity):
        return
    name = names.name_of(mention.refers_to) or _plainly(reading, mention)
    role = "principal" if mention.noun == "person" else "participant"
    participant = Participant(id=mention.refers_to, name=name, party=party, role=role)
    office = entity.office if isinstance(entity, Person) else ""
    titled = mention.noun == "person" and not office
    yield Taker(
        participant=participant,
        span=mention.span,
        office=(office or (reading.text(mention.span) if titled else "")).lower(),
    )


def _country(reading: Reading, mention: NameMention) -> Iterator[Taker]:
    """As in: "Between A and B" where A, a country, was taken for a place."""
    party = reading.names.party_of(mention.refers_to)
    if party is not None and is_country(reading, mention):
        participant = Participant(id=party, name=party_name(reading, party), party=party)
        yield Taker(participant=participant, span=mention.span)


def is_country(reading: Reading, mention: NameMention) -> bool:
    """Whether what was taken for a place is a country."""
    place = reading.names.entities.get(mention.refers_to or "")
    party = reading.names.party_of(mention.refers_to)
    if not isinstance(place, Place) or party is None:
        return False
    label = reading.gazetteer.party_name(party).casefold()
    return any(name.casefold() == label for name in place.names)


def _is_outside(reading: Reading, organisation: Organisation) -> bool:
    """Whether it only looks on: an outlet, a court, an agency; not "the Centre Party"."""
    name = organisation.names[0].lower().split()
    if name[-1] in BODIES and len(name) > 1:
        return False
    words = {word.lower().strip(".,") for name in organisation.names for word in name.split()}
    return (len(name) == 1 and not _is_short_for_body(reading, name[0])) or bool(words & OUTSIDERS)


def _is_short_for_body(reading: Reading, word: str) -> bool:
    """As in: "Labour" where the text also names "the Labour Party"."""
    return any(
        isinstance(entity, Organisation)
        and any(name.lower().split() in ([word, body] for body in BODIES) for name in entity.names)
        for entity in reading.names.entities.values()
    )


def _plainly(reading: Reading, mention: NameMention) -> str:
    """The words of a mention without "his" or "the" before them."""
    return _bare(reading.text(mention.span))


def _bare(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[0].lower() in _POSSESSIVES:
        words = words[1:]
    return " ".join(words)


def sure(taker: Taker, certainty: Certainty) -> Taker:
    """The participant with this certainty."""
    return attrs.evolve(taker, participant=attrs.evolve(taker.participant, certainty=certainty))


def as_party(reading: Reading, taker: Taker) -> Taker:
    """The participant's party in its place, where it has one."""
    party = taker.participant.party
    if party is None:
        return taker
    who = Participant(id=party, name=party_name(reading, party), party=party)
    return Taker(participant=who, span=taker.span)
