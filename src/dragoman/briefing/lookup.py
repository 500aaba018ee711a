"""What an id stands for: labels, marks and statements of one dossier's contents."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import PurePath

from attrs import define

from dragoman.briefing.labels import party_label
from dragoman.briefing.wording import clip, is_same_name, tidy
from dragoman.gazetteer import Words
from dragoman.model import (
    Contents,
    Corroboration,
    Discrepancy,
    Document,
    Entry,
    Mark,
    Named,
    PartyRole,
    Statement,
    TextReuse,
)

PALETTE = (
    "black",
    "orange",
    "sky blue",
    "bluish green",
    "yellow",
    "blue",
    "vermillion",
    "reddish purple",
)
"""Colours that a dossier can give a party: Okabe and Ito, Color Universal Design (2008)."""

_HEADS = ("head of state", "head of government")


_RESTING_ON = {
    "statement": {"statements", "by_attribution"},
    "attribution": {"_cues"},
    "person": {"persons", "heads"},
    "party": {"_parties", "sides", "order_of_parties", "colours", "leading"},
    "contact": {"leading"},
    "position": {"leading"},
    "commitment": {"leading"},
    "corroboration": {"corroborations"},
    "document": {"documents", "numbers", "copies", "replacements"},
    "reuse": {"reuses"},
    "negotiation": {"_letters", "_issues", "_parties", "sides", "order_of_parties", "colours"},
}
"""Indexes that rest on entries of a noun, or on the settings."""


@define(slots=False)
class Lookup:
    """Indexes over :class:`Contents`, each made once and on demand."""

    contents: Contents

    def after(self, contents: Contents, changed: Iterable[str]) -> "Lookup":
        """The lookup over contents in which only entries of some nouns (or the "negotiation")
        changed: the other indexes are handed on."""
        gone = {name for noun in changed for name in _RESTING_ON.get(noun, ())}
        made = Lookup(contents)
        kept = {name: value for name, value in self.__dict__.items() if name not in gone}
        made.__dict__.update({**kept, "contents": contents})
        return made

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.contents.documents}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each document in the brief, from 1, in the contents' order."""
        return {d.id: number for number, d in enumerate(self.contents.documents, 1)}

    @cached_property
    def copies(self) -> dict[str, list[str]]:
        """Ids of the copies of each document."""
        return _grouped((d.copy_of, d.id) for d in self.contents.documents)

    @cached_property
    def replacements(self) -> dict[str, list[str]]:
        """Ids of the later versions of each document."""
        return _grouped((d.supersedes, d.id) for d in self.contents.documents)

    @cached_property
    def reuses(self) -> dict[str, list[TextReuse]]:
        """What each document takes over from others, by its id."""
        found: dict[str, list[TextReuse]] = {}
        for reuse in self.contents.reuses:
            found.setdefault(reuse.document, []).append(reuse)
        return found

    @cached_property
    def _letters(self) -> dict[str, str]:
        rated = ((outlet.name, outlet.reliability) for outlet in self.contents.negotiation.outlets)
        return {name: letter.value for name, letter in rated if letter}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Statements by id."""
        return {statement.id: statement for statement in self.contents.statements}

    @cached_property
    def by_attribution(self) -> dict[str, Statement]:
        """Statements by the id of their attribution."""
        return {s.attribution: s for s in self.contents.statements if s.attribution}

    @cached_property
    def _cues(self) -> dict[str, str]:
        """What each attribution has for a verb, by its id."""
        return {
            a.id: " ".join(tidy(p.exact) for p in a.passages if p.role == "cue")
            for a in self.contents.attributions
        }

    @cached_property
    def persons(self) -> frozenset[str | None]:
        """Ids of the persons."""
        return frozenset(person.id for person in self.contents.persons)

    @cached_property
    def heads(self) -> frozenset[str | None]:
        """Ids of the persons whose office is that of a head of state or government."""
        ranks = Words.load().offices
        return frozenset(
            person.id
            for person in self.contents.persons
            if any(ranks.get(office) in _HEADS for office in _offices(person.office))
        )

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """Ids of the parties that the reporting is about, those most spoken of first.

        Counted are contacts, positions and commitments; a party with less than a quarter of the
        first one's count is left out.
        """
        known = set(self._parties)
        count = Counter(id for ids in _parties_of(self.contents) for id in ids & known)
        most = max(count.values(), default=0)
        found = sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(id for id, times in found if 4 * times >= most)

    @cached_property
    def corroborations(self) -> dict[str, Corroboration]:
        """How well an entry is attested, by the entry's id."""
        return {c.target: c for c in self.contents.corroborations}

    @cached_property
    def _parties(self) -> dict[str, str]:
        profiles = {p.id: party_label(p.names, p.id) for p in self.contents.negotiation.parties}
        return {p.id: party_label(p.names, p.id) for p in self.contents.parties} | profiles

    @cached_property
    def _issues(self) -> dict[str, str]:
        return {issue.id: tidy(issue.label) for issue in self.contents.negotiation.issues}

    @cached_property
    def sides(self) -> frozenset[str]:
        """Ids of the parties that are sides of the negotiation; empty when none is named."""
        roles = [(p.id, p.role) for p in self.contents.parties]
        roles += [(p.id, p.role) for p in self.contents.negotiation.parties]
        return frozenset(id for id, role in roles if role is PartyRole.SIDE)

    @cached_property
    def order_of_parties(self) -> dict[str, int]:
        """Parties in the dossier's order: sides first."""
        listed = [p.id for p in self.contents.negotiation.parties]
        listed += [p.id for p in self.contents.parties]
        ids = sorted(dict.fromkeys(listed), key=lambda party: party not in self.sides)
        return {party: place for place, party in enumerate(ids)}

    @cached_property
    def colours(self) -> dict[str, str]:
        """The colour that the dossier gives a party, by id; only those of our palette."""
        chosen = [(p.id, p.colour) for p in self.contents.parties]
        chosen += [(p.id, p.colour) for p in self.contents.negotiation.parties]
        named = ((id, (colour or "").strip().lower()) for id, colour in chosen)
        return {id: colour for id, colour in named if colour in PALETTE}

    def party(self, id: str | None) -> str:
        """A party's label as it stands in a sentence; the id itself when nobody knows it."""
        return self._parties.get(id, tidy(id)) if id else ""

    def issue(self, id: str | None) -> str:
        """An issue's label; a generic id loses its hyphens; empty for none."""
        return self._issues.get(id) or tidy(id.replace("-", " ")) if id else ""

    def named(self, named: Named) -> str:
        """A name, as a party's label where it is one."""
        if named.id in self._parties:
            return self._parties[named.id]
        return tidy(named.name) or tidy(named.id) or "somebody not named"

    def named_with_party(self, named: Named) -> str:
        """A name and, in brackets, the party it stands for."""
        name, party = self.named(named), self.party(named.party)
        return f"{name} ({party})" if party and not is_same_name(name, party) else name

    def mark(self, entry: Entry) -> Mark:
        """The entry's mark; without a corroboration it rests on the one account it came from."""
        found = self.corroborations.get(entry.id)
        return found.mark if found else Mark.ONE_ACCOUNT

    def independent(self, entry: Entry) -> tuple[str, ...]:
        """Ids of the independent documents that carry an entry, best known first."""
        found = self.corroborations.get(entry.id)
        if found and found.documents:
            return found.documents
        if isinstance(entry, Discrepancy):
            return self.originals(id for account in entry.accounts for id in account.documents)
        told_in: Sequence[str] = getattr(entry, "documents", ())
        ids = told_in or [passage.document for passage in entry.passages]
        return self.originals(ids)

    def originals(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The ids with copies replaced by what they copy, each once, in order."""
        known = (self.documents.get(id) for id in ids)
        return tuple(dict.fromkeys(d.copy_of or d.id for d in known if d))

    def said(self, ids: Iterable[str]) -> list[Statement]:
        """The statements that these ids stand for; a missing one is left out."""
        return [self.statements[id] for id in ids if id in self.statements]

    def cue(self, statement: Statement) -> str:
        """The document's word for what the speaker did; empty when none is on file."""
        return self._cues.get(statement.attribution or "", "")

    def outlet(self, id: str) -> str:
        """A document's outlet in a few words, empty when it is not known."""
        document = self.documents.get(id)
        return clip(tidy(document.outlet), 8, 60) if document and document.outlet else ""

    def reliability(self, outlet: str | None) -> str:
        """The letter that an analyst gave an outlet, A to F; empty for none."""
        return self._letters.get(outlet or "", "")

    def document_label(self, id: str) -> str:
        """A document in a few words: its outlet, else its title, its file's name, its number."""
        document = self.documents.get(id)
        if document is None:
            return "a document that is not in the dossier"
        if document.outlet:
            return self.outlet(id)
        if document.title:
            return f"“{clip(tidy(document.title), 8, 60)}”"
        name = PurePath((document.path or "").replace("\\", "/")).name
        return tidy(name) or f"document {self.numbers[id]}"


def _offices(office: str | None) -> Iterator[str]:
    """An office as written, and without the words before it ("Ormark's president")."""
    words = tidy(office).lower().split()
    return (" ".join(words[start:]) for start in range(len(words)))


def _parties_of(contents: Contents) -> Iterator[set[str]]:
    """The parties of each contact, position and commitment."""
    for contact in contents.contacts:
        yield {p.party or p.id or "" for p in contact.participants}
    yield from ({position.party} for position in contents.positions)
    yield from (set(commitment.parties) for commitment in contents.commitments)


def _grouped(pairs: Iterable[tuple[str | None, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key, id in pairs:
        if key:
            groups.setdefault(key, []).append(id)
    return groups
