"""The dossier's names: what a word of a question stands for."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from attrs import define, frozen
from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from dragoman.errors import BadRequest
from dragoman.model import Contents
from dragoman.pipeline.asking.question import Field

SHORTEST, LONG = 4, 8
"""Letters that a word must have to be taken for a name with one wrong letter, and with two."""


@frozen(kw_only=True)
class Name:
    """What a name stands for: ``ids`` (several where the file has several of it)."""

    noun: str
    label: str
    ids: tuple[str, ...]
    asked: str = ""

    @property
    def is_guess(self) -> bool:
        """Whether the question spells it otherwise."""
        return bool(self.asked)


NOUNS: dict[Field, tuple[str, ...]] = {
    Field.WHO: ("person", "party", "organisation"),
    Field.TO: ("person", "party", "organisation"),
    Field.PARTY: ("party",),
    Field.ISSUE: ("issue",),
    Field.OUTLET: ("outlet",),
    Field.PLACE: ("place",),
}


def folded(text: str) -> str:
    """A name without case, accents, hyphens, articles and the ending of a plural.

    >>> folded("The Frozen-Assets"), folded("Łódź")
    ('frozen asset', 'łodz')
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = re.findall(r"[^\W_]+", plain.replace("'s", "").replace("’s", ""))
    words = words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@define(slots=False)
class Names:
    """The names of one dossier's contents, by noun and folded form."""

    contents: Contents

    @cached_property
    def _table(self) -> dict[str, dict[str, list[tuple[str, str]]]]:
        """Noun -> folded name -> (label, id), in the order of the contents."""
        table: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(dict)
        for noun, label, id, names in self._rows():
            for name in names:
                places = table[noun].setdefault(folded(name), [])
                if (label, id) not in places:
                    places.append((label, id))
        return table

    @cached_property
    def _sites(self) -> frozenset[str | None]:
        """Ids of the places at which something on file happened; others are words like any."""
        groups = (self.contents.contacts, self.contents.deeds)
        return frozenset(e.place.id for group in groups for e in group if e.place is not None)

    def _rows(self) -> Iterator[tuple[str, str, str, Iterable[str]]]:
        settings = self.contents.negotiation
        for party in self.contents.parties:
            yield "party", party.id, party.id, (party.id, *party.names)
        for profile in settings.parties:
            yield "party", profile.id, profile.id, (profile.id, *profile.names)
        aliases = {folded(p.name): p.aliases for p in settings.persons}
        for person in self.contents.persons:
            more = [a for name in person.names for a in aliases.get(folded(name), ())]
            yield "person", person.names[0], person.id, (*person.names, *more)
        for person in self.contents.persons:  # after all full names: one's own goes first
            surnames = {name.split()[-1] for name in person.names if " " in name}
            yield "person", person.names[0], person.id, sorted(surnames)
        for site in self.contents.organisations:
            yield "organisation", site.names[0], site.id, site.names
        for place in self.contents.places:
            if place.id in self._sites:
                yield "place", place.names[0], place.id, place.names
        for outlet in sorted({d.outlet for d in self.contents.documents if d.outlet}):
            yield "outlet", outlet, outlet, (outlet,)
        yield from self._issues()

    def _issues(self) -> Iterator[tuple[str, str, str, Iterable[str]]]:
        own = self.contents.negotiation.issues
        for issue in own:
            yield "issue", issue.id, issue.id, (issue.id, issue.label)
        contents = self.contents
        groups = (contents.statements, contents.contacts, contents.deeds, contents.assessments)
        found = {id for group in groups for entry in group for id in entry.issues}
        found |= {position.issue for position in contents.positions}
        found |= {issue.parent for issue in own if issue.parent}
        for id in sorted(filter(None, found)):
            yield "issue", id, id, (id,)
        for issue in own:
            yield "issue", issue.id, issue.id, issue.keywords

    def of_issue(self, id: str) -> tuple[str, ...]:
        """The issue and those of the dossier's own that belong to it."""
        own = self.contents.negotiation.issues
        return (id, *(issue.id for issue in own if issue.parent == id and issue.id != id))

    def exactly(self, text: str, nouns: Iterable[str]) -> Name | None:
        """What the name stands for, of the first noun that knows it; None for none."""
        key = folded(text)
        for noun in nouns:
            rows = self._table[noun].get(key, ()) if key else ()
            if rows:
                ids = tuple(dict.fromkeys(id for _, id in rows))
                return Name(noun=noun, label=rows[0][0], ids=ids)
        return None

    def nearly(self, text: str, nouns: Iterable[str]) -> Name | None:
        """What a misspelt name most likely stands for; None where nothing is near enough."""
        key, nouns = folded(text), tuple(nouns)
        if len(key) < SHORTEST:
            return None
        known = {name: noun for noun in reversed(nouns) for name in self._table[noun]}
        most = 2 if len(key) >= LONG else 1
        found = process.extractOne(
            key, sorted(known), scorer=DamerauLevenshtein.distance, score_cutoff=most
        )
        if found is None:
            return None
        rows = self._table[known[found[0]]][found[0]]
        ids = tuple(dict.fromkeys(id for _, id in rows))
        return Name(noun=known[found[0]], label=rows[0][0], ids=ids, asked=text)

    def resolve(self, field: Field, text: str) -> Name:
        """What a value of a field stands for.

        Raises:
            BadRequest: the dossier knows nothing of this name; the nearest names are given.
        """
        nouns = NOUNS[field]
        found = self.exactly(text, nouns) or self.nearly(text, nouns)
        if found is None:
            raise BadRequest(self._unknown(field, text))
        return found

    def _unknown(self, field: Field, text: str) -> str:
        nouns = NOUNS[field]
        labels = {row[0] for noun in nouns for rows in self._table[noun].values() for row in rows}
        near = process.extract(text, sorted(labels), scorer=fuzz.WRatio, limit=5)
        shown = ", ".join(label for label, _, _ in near) or "none is on file"
        return f"no {' or '.join(nouns)} {text!r} is on file for {field.value}:; nearest: {shown}"
