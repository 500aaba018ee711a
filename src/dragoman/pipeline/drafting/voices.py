"""Who holds a stance in a sentence, and on whose word it is known."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from attrs import frozen
from spacy.tokens import Token

from dragoman.model import Basis, Contents, Mention, Passage, Statement
from dragoman.pipeline.drafting.vocabulary import phrases

_SPOKEN_FOR = re.compile(
    r"spokes(?:man|woman|person)|press (?:secretary|officer)|speaks for", re.IGNORECASE
)
_ACCORDING = re.compile(r"\baccording to (?P<who>[^,;.]{2,60})", re.IGNORECASE)
_FIRST_PERSON = frozenset({"we", "i", "us", "our", "ours", "my", "me"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "him", "her", "them"})
_GENDERS = {
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "he": "he", "him": "he", "his": "he", "himself": "he",
}  # fmt: skip
_NEAR = 600
"""Code points before a pronoun in which the one it means is named."""
_WHO = frozenset({"who", "which", "that", "whom", "whose"})
_NAMED = ("party", "person", "organisation", "place")


@frozen(kw_only=True)
class Said:
    """A statement around a place in a text: its id, who speaks, and how directly."""

    statement: Statement
    party: str | None
    basis: Basis


class Voices:
    """Looks up, at a place of a document, which party a name means and who is speaking."""

    def __init__(self, contents: Contents) -> None:
        self._persons = {person.id: person for person in contents.persons}
        self._organisations = {one.id: one.party for one in contents.organisations}
        self.parties = {party.id for party in contents.negotiation.parties} or {
            party.id for party in contents.parties
        }
        self._places = {place.id: place.country for place in contents.places}
        self._anonymity = {a.id: a.anonymity for a in contents.attributions}
        self._mentions: defaultdict[str, list[tuple[int, int, Mention]]] = defaultdict(list)
        for mention in contents.mentions:
            for passage in mention.passages[:1]:
                self._mentions[passage.document].append((passage.start, passage.end, mention))
        for found in self._mentions.values():
            found.sort(key=lambda one: one[:2])
        self._genders = self._read_genders()
        self._content: defaultdict[str, list[tuple[Passage, Statement]]] = defaultdict(list)
        self._cues: defaultdict[str, list[tuple[Passage, Statement]]] = defaultdict(list)
        for statement in contents.statements:
            for passage in statement.passages:
                kept = {"content": self._content, "": self._content, "cue": self._cues}
                if passage.role in kept:
                    kept[passage.role][passage.document].append((passage, statement))
        self._by_name = _names(contents)
        self._name_pattern = phrases(self._by_name) if self._by_name else None

    def named(self, text: str) -> set[str]:
        """The parties that words name, by the names of the negotiation."""
        if self._name_pattern is None:
            return set()
        return {
            self._by_name[" ".join(m[0].casefold().split())]
            for m in self._name_pattern.finditer(text)
        }

    def credits_other(self, sentence: str, party: str) -> bool:
        """Whether a sentence is put down to another party: "according to Lommers, …"."""
        credited = _ACCORDING.search(sentence)
        named = self.named(credited["who"]) if credited else set()
        return bool(named) and party not in named

    def without_names(self, text: str, party: str) -> str:
        """Words without the party's own name at their beginning ("Velland could accept …")."""
        if self._name_pattern is None:
            return text
        found = self._name_pattern.match(text.lstrip('"“ '))
        if found is None or self._by_name[" ".join(found[0].casefold().split())] != party:
            bare = re.sub(r"^\W*(?:the|its|his|her|their) ", "", text, flags=re.IGNORECASE)
            return self.without_names(bare, party) if bare != text else text
        return text.lstrip('"“ ')[found.end() :].strip()

    def parties_at(self, document: str, start: int, end: int) -> list[str]:
        """The parties that the mention over a place stands for; none where that is unsure."""
        for begin, stop, mention in self._around(document, start, end):
            if begin <= start and end <= stop:
                together = [self._party_of_id(one) for one in mention.together]
                found = [p for p in (*together, self._party_of(mention)) if p in self.parties]
                if found:
                    return [p for p in dict.fromkeys(found) if p]
        return []

    def holders(self, document: str, subject: Token, offset: int) -> list[str]:
        """The parties that the subject of a clause stands for; none where that is unsure."""
        start = offset + subject.idx
        if subject.lower_ in _FIRST_PERSON:
            said = self.speaker(document, start, start + len(subject))
            return [said.party] if said and said.party else []
        if subject.lower_ in _WHO and subject.head.dep_ in ("relcl", "acl"):
            return self.holders(document, subject.head.head, offset)
        own = self.parties_at(document, start, start + len(subject))
        if own:
            return own
        near = [t for t in subject.subtree if abs(t.i - subject.i) <= 6]
        named = self.named(" ".join(t.text for t in near if not _in_clause(t, subject)))
        return sorted(named) if len(named) == 1 else []

    def speaker(self, document: str, start: int, end: int) -> Said | None:
        """The innermost statement whose words cover a place."""
        over = [
            (passage.end - passage.start, statement)
            for passage, statement in self._content.get(document, ())
            if passage.start <= start and end <= passage.end and statement.voice.value == "speaker"
        ]
        if not over:
            return None
        statement = min(over, key=lambda pair: (pair[0], pair[1].id))[1]
        return self.said(statement)

    def cued(self, document: str, start: int, end: int) -> Said | None:
        """The statement whose cue stands at a place."""
        for passage, statement in self._cues.get(document, ()):
            if passage.start < end and start < passage.end:
                return self.said(statement)
        return None

    def said(self, statement: Statement) -> Said:
        """Who says it: the party it is spoken for, or that of the pronoun that tells it."""
        party = statement.party or self._told_party(statement) or self._spoken_party(statement)
        return Said(
            statement=statement,
            party=party if party in self.parties else None,
            basis=self._basis(statement, party),
        )

    def _told_party(self, statement: Statement) -> str | None:
        if any(s.id and s.id in self._persons for s in statement.speakers):
            return None
        found = {
            party
            for p in statement.passages
            if p.role == "speaker" and len(p.exact.split()) <= 1
            for party in self.parties_at(p.document, p.start, p.end)
        }
        return found.pop() if len(found) == 1 else None

    def _spoken_party(self, statement: Statement) -> str | None:
        """The one party that an unnamed spokesperson is told to speak for."""
        words = " ".join(p.exact for p in statement.passages if p.role == "speaker")
        named = self.named(words) if _SPOKEN_FOR.search(words) else set()
        return named.pop() if len(named) == 1 else None

    def _basis(self, statement: Statement, party: str | None) -> Basis:
        told = " ".join(p.exact for p in statement.passages if p.role == "speaker")
        if party is not None and _SPOKEN_FOR.search(told):
            return Basis.SPOKESPERSON
        if self._anonymity.get(statement.attribution or ""):
            return Basis.LEAK
        if party is None:
            known = any(s.id or s.name.casefold() in _PRONOUNS for s in statement.speakers)
            return Basis.ANALYST if known or not statement.speakers else Basis.LEAK
        if any(r.party and r.party != party for r in statement.reported_by):
            return Basis.OTHER_SIDE
        offices = [
            (self._persons[s.id].office or "") if s.id in self._persons else s.name
            for s in statement.speakers
        ]
        if offices and all(_SPOKEN_FOR.search(office) for office in offices):
            return Basis.SPOKESPERSON
        return Basis.OWN_WORDS

    def _around(self, document: str, start: int, end: int) -> Iterable[tuple[int, int, Mention]]:
        found = self._mentions.get(document, [])
        last = bisect_left(found, (end, -1), key=lambda one: one[:2])
        near = [
            one for one in found[max(0, last - 12) : last + 1] if one[0] < end and start < one[1]
        ]
        return sorted(near, key=lambda one: one[0] - one[1])

    def _party_of(self, mention: Mention) -> str | None:
        if not mention.how.endswith("unsure"):
            return self._party_of_id(mention.refers_to) if mention.refers_to else None
        passage = mention.passages[0]
        gender = _GENDERS.get(passage.exact.casefold())
        person = self._only_one_before(passage, gender) if gender else None
        return self._party_of_id(person) if person else None

    def _read_genders(self) -> dict[str, str]:
        """The gender of each person whom a pronoun surely means, where it is always one."""
        told: defaultdict[str, set[str]] = defaultdict(set)
        for found in self._mentions.values():
            for _, _, mention in found:
                word = mention.passages[0].exact.casefold()
                if mention.how == "pronoun" and word in _GENDERS and mention.refers_to:
                    told[mention.refers_to].add(_GENDERS[word])
        return {person: words.pop() for person, words in told.items() if len(words) == 1}

    def _only_one_before(self, passage: Passage, gender: str) -> str | None:
        """The one person named not long before whom such a pronoun can mean; None where several."""
        near = {
            mention.refers_to
            for _, stop, mention in self._mentions.get(passage.document, [])
            if passage.start - _NEAR <= stop <= passage.start and mention.refers_to in self._persons
        }
        able = {one for one in near if one and self._genders.get(one, gender) == gender}
        return able.pop() if len(able) == 1 else None

    def _party_of_id(self, entity: str) -> str | None:
        if entity in self.parties:
            return entity
        if entity in self._persons:
            person = self._persons[entity]
            return person.party if person.represents else None
        return self._organisations.get(entity) or self._places.get(entity)


def _in_clause(token: Token, top: Token) -> bool:
    """Whether a token stands in a clause that only describes the noun."""
    while token.i != top.i and token.head.i != token.i:
        if token.dep_ in ("relcl", "acl", "appos"):
            return True
        token = token.head
    return False


def _names(contents: Contents) -> dict[str, str]:
    found: dict[str, str] = {}
    for party in contents.negotiation.parties:
        found.update((name.casefold(), party.id) for name in (*party.names, party.id))
    for person in contents.negotiation.persons:
        if person.party:
            found.update((name.casefold(), person.party) for name in (person.name, *person.aliases))
    return {" ".join(name.split()): party for name, party in found.items() if len(name) > 1}
