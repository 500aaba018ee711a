"""The ledger: mentions as they are found, and the records they add up to."""

from attrs import define, evolve, field

from dragoman.extraction.acronyms import find_acronyms
from dragoman.extraction.people import Somebody
from dragoman.extraction.reading import Entity, NameMention, Names, Reading, Tokens
from dragoman.extraction.sheet import Sheet
from dragoman.model import Organisation, Party, Passage, Person, Place, entry_id


@define(kw_only=True)
class Ledger:
    """Collects mentions; a token's first owner keeps it unless a longer mention takes it in.

    ``labels`` names the parties that the gazetteer does not know, by id.
    """

    reading: Reading
    labels: dict[str, str] = field(factory=dict)
    _entries: list[tuple[NameMention, str]] = field(factory=list)
    _people: dict[int, Somebody] = field(factory=dict)
    _named: dict[str, str] = field(factory=dict)
    _facts: dict[str, str | None] = field(factory=dict)

    def party(self, span: Tokens, head: int, party: str, how: str = "exact") -> None:
        """Note a mention of a party."""
        mention = NameMention(span=span, head=head, noun="party", how=how)
        self._entries.append((mention, f"party:{party}"))

    def person(
        self,
        span: Tokens,
        head: int,
        who: Somebody,
        how: str,
        score: float,
        rivals: tuple[Somebody, ...] = (),
    ) -> None:
        """Note a mention of a person; ``rivals`` are others whom it may mean as well."""
        others = tuple(f"person:{id(one)}" for one in rivals)
        mention = NameMention(
            span=span, head=head, noun="person", how=how, score=score, rivals=others
        )
        self._entries.append((mention, f"person:{id(who)}"))
        self._people[id(who)] = who

    def thing(
        self,
        noun: str,
        span: Tokens,
        head: int,
        party: str | None,
        score: float,
        name: str | None = None,
    ) -> None:
        """Note a mention of an organisation or a place; ``party`` may be a place's country.

        ``name`` is its usual spelling, where that is known.
        """
        name = name or self.reading.text(span)
        self._named.setdefault(f"{noun}:{name.casefold()}", name)
        key = f"{noun}:{name.casefold()}"
        self._facts[key] = self._facts.get(key) or party
        self._entries.append((NameMention(span=span, head=head, noun=noun, score=score), key))

    def unnamed(self, span: Tokens, head: int, party: str | None) -> None:
        """Note somebody without a name."""
        words = self.reading.text(span)
        mention = NameMention(
            span=span, head=head, noun="unnamed", how="unnamed", anonymity=words, party=party
        )
        self._entries.append((mention, ""))

    def acronyms(self, sheet: Sheet) -> None:
        """Note the short names that the text gives in brackets behind long ones."""
        for one in list(find_acronyms(sheet, self._entries, self.covered())):
            mention = NameMention(
                span=one.span, head=one.span.start, noun=one.noun, how="short form", score=0.9
            )
            self._entries.append((mention, one.key))

    def covered(self) -> set[int]:
        """The tokens over which a mention stands."""
        return {at for mention, _ in self._entries for at in range(*mention.span)}

    def close(self) -> Names:
        """The names of the text: mentions in order, each entity once with all its passages."""
        names = Names()
        self._entries.sort(key=lambda entry: (entry[0].span.start, -entry[0].span.end))
        by_key: dict[str, list[NameMention]] = {}
        same = self._acronyms()
        self._entries = [(mention, same.get(key, key)) for mention, key in self._entries]
        for mention, key in self._entries:
            if key:
                by_key.setdefault(key, []).append(mention)
        ids = {}
        for key, mentions in by_key.items():
            entity = self._entity(key, mentions)
            ids[key] = entity.id
            names.entities[entity.id] = entity
        for mention, key in self._entries:
            rivals = tuple(ids[one] for one in mention.rivals if one in ids)
            names.add(evolve(mention, refers_to=ids.get(key), rivals=rivals))
        return names

    def _acronyms(self) -> dict[str, str]:
        """The keys of acronyms, with that of the one body or party whose initials they are."""
        full: dict[str, set[str]] = {}
        for mention, key in self._entries:
            if mention.noun in ("organisation", "party") and key:
                letters = initials(self.reading.text(mention.span))
                full.setdefault(letters, set()).add(key)
        return {
            key: owners.pop()
            for key, name in self._named.items()
            if key.startswith("organisation:") and name.isupper() and len(name) > 1
            if len(owners := full.get(name.replace(".", ""), set()) - {key}) == 1
        }

    def _entity(self, key: str, mentions: list[NameMention]) -> Entity:
        noun, _, value = key.partition(":")
        passages = tuple(self.reading.passage(one.span, "mention") for one in mentions)
        forms = tuple(dict.fromkeys(self.reading.text(one.span) for one in mentions))
        score = max(one.score for one in mentions)
        if noun == "party":
            label = self.labels.get(value) or self.reading.gazetteer.party_name(value)
            return Party(
                id=value,
                names=tuple(dict.fromkeys((label, *forms))),
                passages=passages,
                score=score,
            )
        identity = entry_id(noun, passages[:1])
        if noun == "person":
            return _person(self._people[int(value)], identity, passages, score)
        fact = self._facts[key]
        forms = tuple(dict.fromkeys((self._named[key], *forms)))
        if noun == "organisation":
            return Organisation(
                id=identity, names=forms, party=fact, passages=passages, score=score
            )
        return Place(id=identity, names=forms, country=fact, passages=passages, score=score)


def initials(name: str) -> str:
    """The capitals with which the words of a name begin; empty for one word.

    >>> initials("Federation of Dock Workers")
    'FDW'
    """
    words = [word for word in name.replace("-", " ").split() if word[0].isupper()]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _person(who: Somebody, identity: str, passages: tuple[Passage, ...], score: float) -> Person:
    forms = tuple(dict.fromkeys((who.title(), *who.forms)))
    represents = not (who.expert or who.past)
    return Person(
        id=identity,
        names=forms,
        office=who.office,
        represents=represents,
        passages=passages,
        score=score,
        party=who.party if not who.expert else None,
    )
