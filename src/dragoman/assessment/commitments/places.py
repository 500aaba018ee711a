"""Who is meant at a place of a text: the contact told of before it, pronouns, whose text it is."""

from collections import defaultdict

from dragoman.assessment.authors import authors_of
from dragoman.assessment.bindings.naming import Namer
from dragoman.assessment.witnesses import Witnesses
from dragoman.model import Certainty, Contact, Contents, PartyRole, Passage


class Places:
    """Which contact a text told of last before a place, and who took part."""

    def __init__(self, contents: Contents, witnesses: Witnesses) -> None:
        self.witnesses = witnesses
        self._told: defaultdict[str, list[tuple[int, str, Contact]]] = defaultdict(list)
        for contact in contents.contacts:
            if len(sides_of(contact, witnesses)) > 1:
                for passage in contact.passages:
                    self._told[passage.document].append((passage.start, contact.id, contact))
        roles = (p.id for p in contents.negotiation.parties if p.role is PartyRole.SIDE)
        sides = frozenset(roles)
        self._namer = Namer(contents, witnesses.roster)
        self.authors = authors_of(contents, witnesses)
        self.sides = sides if len(sides) == 2 else frozenset[str]()
        """The dossier's two sides; empty where it names none, or more."""

    def subject(self, document: str, start: int, end: int) -> str | None:
        """The party that the last mention in a stretch of a document stands for."""
        return self._namer.last_in(document, start, end)

    def contact_before(self, passage: Passage) -> Contact | None:
        """The contact of several sides named last before the end of a passage."""
        told = [t for t in self._told.get(passage.document, ()) if t[0] < passage.end]
        return max(told, key=lambda t: (t[0], t[1]))[2] if told else None


def sides_of(contact: Contact, witnesses: Witnesses) -> frozenset[str]:
    """The parties that took part for certain and neither hosted nor mediated."""
    return frozenset(
        side
        for p in contact.participants
        if p.certainty is Certainty.CERTAIN
        and p.role not in ("host", "mediator")
        and (side := p.party or (p.id if p.id in witnesses.parties else None))
    )
