"""A dossier as FollowTheMoney entities, one JSON object a line.

Who and where become things, documents become articles, what happened becomes events with the
documents as their proof. What was said, undertaken or stood for has no schema there: it becomes
notes on whoever said it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from dragoman.exchange.followthemoney.days import partial
from dragoman.exchange.followthemoney.happening import contact_lines, deed_lines
from dragoman.exchange.followthemoney.known import Known
from dragoman.exchange.followthemoney.making import Maker, Refusals
from dragoman.exchange.followthemoney.saying import note_lines
from dragoman.exchange.followthemoney.settings import PARTY_ID, PARTY_WORD
from dragoman.model import Contents, Document, Genre, Organisation, Party, Person, Place
from dragoman.model.carried import bytes_of_text
from dragoman.model.handling import Marking

_ARTICLES = frozenset({Genre.NEWS, Genre.INTERVIEW, Genre.ANALYSIS})


def entity_lines(
    contents: Contents,
    *,
    prefix: str = "",
    with_text: bool = False,
    marking: Marking | None = None,
    refusals: Refusals | None = None,
) -> Iterator[str]:
    """The entities as JSON lines without their ends; those that others name come first.

    Ids are the same at every export, and others with another ``prefix``. ``with_text`` takes the
    texts of the documents along. ``marking`` becomes a first note on how all may be handled.
    ``refusals`` counts what the library does not take.

    Raises:
        BadRequest: the library is not installed.
    """
    maker = Maker(prefix=prefix, refusals=Refusals() if refusals is None else refusals)
    known = Known.of(contents, maker)
    if marking is not None:
        yield from _handling(maker, marking)
    for document in contents.documents:
        yield from _document(known, document, with_text)
    for party in contents.parties:
        yield from _party(known, party)
    for organisation in contents.organisations:
        yield from _organisation(known, organisation)
    for person in contents.persons:
        yield from _person(known, person)
    for place in contents.places:
        yield from _place(known, place)
    for contact in contents.contacts:
        yield from contact_lines(known, contact)
    for deed in contents.deeds:
        yield from deed_lines(known, deed)
    yield from note_lines(known, contents)


def _handling(maker: Maker, marking: Marking) -> Iterator[str]:
    properties = {"name": f"Handling: {marking.mark.value}", "description": marking.lines}
    yield from maker.lines("Note", maker.id_of("handling", marking.mark.value), properties)


def _document(known: Known, document: Document, with_text: bool) -> Iterator[str]:
    name = PurePosixPath((document.path or "").replace("\\", "/")).name
    raw = bytes_of_text(document)
    is_article = document.genre in _ARTICLES or bool(document.outlet or document.url)
    yield from known.maker.lines(
        "Article" if is_article else "Document",
        known.document(document.id),
        {
            "title": document.title,
            "fileName": name or document.id,
            "publisher": document.outlet,
            "publishedAt": partial(document.published_at),
            "modifiedAt": partial(document.modified_at),
            "retrievedAt": partial(document.retrieved_at),
            "sourceUrl": document.url,
            "language": document.language,
            "contentHash": None
            if raw is None
            else hashlib.sha1(raw, usedforsecurity=False).hexdigest(),
            "notes": f"sha-256 of the bytes: {document.sha256}",
            "keywords": document.genre.value if document.genre else None,
            "bodyText": document.text if with_text else None,
        },
    )


def _party(known: Known, party: Party) -> Iterator[str]:
    country = known.maker.country(party.id)
    yield from known.maker.lines(
        "PublicBody" if country else "Organization",
        known.who(party.id),
        {
            "name": party.names[:1],
            "weakAlias": party.names[1:],
            "country": country,
            "keywords": (
                PARTY_WORD,
                f"{PARTY_ID}{party.id}",
                party.role.value if party.role else None,
            ),
            "proof": known.proofs(party),
        },
    )


def _organisation(known: Known, organisation: Organisation) -> Iterator[str]:
    id = known.who(organisation.id)
    yield from known.maker.lines(
        "Organization",
        id,
        {
            "name": organisation.names[:1],
            **_aliases(organisation.names[1:]),
            "country": known.maker.country(organisation.party),
            "proof": known.proofs(organisation),
        },
    )
    yield from _acts_for(known, id, organisation.party, "acts for")


def _person(known: Known, person: Person) -> Iterator[str]:
    id = known.who(person.id)
    yield from known.maker.lines(
        "Person",
        id,
        {
            "name": person.names[:1],
            **_aliases(person.names[1:]),
            "country": known.maker.country(person.party) if person.represents else None,
            "position": person.office,
            "proof": known.proofs(person),
        },
    )
    if person.represents:
        yield from _acts_for(known, id, person.party, "speaks for")
    if person.office and person.party and person.represents:
        yield from _office(known, id, person)


def _acts_for(known: Known, id: str, party: str | None, role: str) -> Iterator[str]:
    if party is not None and known.is_there(party):
        properties = {"agent": id, "client": known.who(party), "role": role}
        link = known.maker.id_of("acts for", id, known.who(party))
        yield from known.maker.lines("Representation", link, properties)


def _office(known: Known, id: str, person: Person) -> Iterator[str]:
    """The office of a party, and who holds it since when, as far as the settings say so."""
    party, office = person.party or "", person.office or ""
    post = known.maker.id_of("office", party, office.casefold())
    name = f"{office}, {known.label(party)}"
    country = known.maker.country(party)
    organisation = known.who(party) if known.is_there(party) else None
    if known.is_first(post):
        properties = {"name": name, "country": country, "organization": organisation}
        yield from known.maker.lines("Position", post, properties)
    since, until = known.terms(person)
    yield from known.maker.lines(
        "Occupancy",
        known.maker.id_of("holds", id, post),
        {
            "holder": id,
            "post": post,
            "startDate": partial(since),
            "endDate": partial(until),
            "proof": known.proofs(person),
        },
    )


def _place(known: Known, place: Place) -> Iterator[str]:
    yield from known.maker.lines(
        "Address",
        known.place(place.id),
        {
            "name": place.names[:1],
            "full": place.names[:1],
            "alias": place.names[1:],
            "country": known.maker.country(place.country),
            "proof": known.proofs(place),
        },
    )


def _aliases(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Full names are aliases; a single word ("Marn") is a weak one, which is not matched by."""
    told = tuple(names)
    return {
        "alias": tuple(name for name in told if " " in name.strip()),
        "weakAlias": tuple(name for name in told if " " not in name.strip()),
    }
