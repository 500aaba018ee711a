"""What is known of a dossier while its entities are made: ids, labels, terms of office."""

from collections.abc import Iterable, Mapping

from attrs import define, field

from dragoman.exchange.followthemoney.making import Maker
from dragoman.model import (
    Contents,
    Entry,
    Named,
    Organisation,
    Participant,
    Party,
    Person,
    PersonProfile,
)

PROOFS = 50
"""Documents named as the proof of one entity; the first of them by id."""


@define(kw_only=True)
class Known:
    """Ids of the library's kind for ours, and names."""

    maker: Maker
    labels: Mapping[str, str]
    documents: frozenset[str]
    profiles: Mapping[str, PersonProfile]
    places: Mapping[str, str]
    _seen: set[str] = field(factory=set)

    @classmethod
    def of(cls, contents: Contents, maker: Maker) -> "Known":
        """Of the contents of a dossier."""
        who: Iterable[Party | Organisation | Person] = (
            *contents.parties,
            *contents.organisations,
            *contents.persons,
        )
        profiles: dict[str, PersonProfile] = {}
        for profile in contents.negotiation.persons:
            profiles.setdefault(profile.name, profile)
        return cls(
            maker=maker,
            labels={one.id: one.names[0] for one in who if one.names},
            documents=frozenset(document.id for document in contents.documents),
            profiles=profiles,
            places={place.id: place.names[0] for place in contents.places if place.names},
        )

    def is_there(self, id: str | None) -> bool:
        """Whether there is an entity of somebody with our id."""
        return id in self.labels

    def label(self, id: str) -> str:
        """The name of somebody; the id where there is none."""
        return self.labels.get(id, id)

    def who(self, id: str) -> str:
        """The id of a party, an organisation or a person."""
        return self.maker.id_of("who", id)

    def document(self, id: str) -> str:
        """The id of a document."""
        return self.maker.id_of("document", id)

    def place(self, id: str) -> str:
        """The id of a place."""
        return self.maker.id_of("place", id)

    def proofs(self, entry: Entry) -> tuple[str, ...]:
        """The ids of the documents that an entry stands in or names, few at most."""
        told = {passage.document for passage in entry.passages}
        told.update(getattr(entry, "documents", ()))
        return tuple(self.document(id) for id in sorted(told & self.documents)[:PROOFS])

    def those(self, named: Iterable[Named | Participant | str | None]) -> tuple[str, ...]:
        """The ids of those who are known: of each person, else of the party that is meant."""
        found = dict.fromkeys(self.one(one) for one in named)
        return tuple(id for id in found if id is not None)

    def one(self, named: Named | Participant | str | None) -> str | None:
        """The id of somebody who is named, else that of the party; None for a stranger."""
        if named is None:
            return None
        ids = (named,) if isinstance(named, str) else (named.id, named.party)
        return next((self.who(id) for id in ids if id is not None and self.is_there(id)), None)

    def is_first(self, id: str) -> bool:
        """Whether an entity that several need is still to be made; from now on it is not."""
        is_new = id not in self._seen
        self._seen.add(id)
        return is_new

    def terms(self, person: Person) -> tuple[str | None, str | None]:
        """Since when and until when somebody holds the office (EDTF), as the settings have it."""
        found = next((self.profiles[name] for name in person.names if name in self.profiles), None)
        if found is None or found.office != person.office:
            return None, None
        return found.since, found.until
