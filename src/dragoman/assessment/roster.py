"""Who is named in a stretch of text: parties by their names, their persons by surname."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dragoman.model import Contents, Named

_WORD = re.compile(r"\w+")
_TAIL = re.compile(r"(?:['’]s?)?(?!\w)")
"""What may follow a name: the sign of the genitive, and no further letter."""


class Roster:
    """The names by which the parties of a dossier go."""

    def __init__(self, contents: Contents) -> None:
        self.label = {party.id: party.names[0] for party in contents.parties if party.names}
        self._party: dict[str, str] = {}
        for party in contents.parties:
            for name in party.names:
                self._add(name, party.id)
        for person in contents.persons:
            if person.party and person.represents:
                for name in person.names:
                    self._add(name.split()[-1] if name.split() else "", person.party)
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self._party, key=lambda name: (-len(name), name)):
            self._by_word[_word(name)].append(name)

    def _add(self, name: str, party: str) -> None:
        bare = name.removeprefix("the ").removeprefix("The ")
        if len(bare) > 1 and bare[0].isupper():
            self._party.setdefault(bare, party)
        elif bare != name:
            # A common noun is a name only with its article: "the union".
            for article in ("the", "The"):
                self._party.setdefault(f"{article} {bare}", party)

    def named_in(self, text: str) -> Iterator[tuple[int, str]]:
        """The parties that a text names, each with where (code points into ``text``)."""
        free = 0
        for word in _WORD.finditer(text):
            start = word.start()
            for name in self._by_word.get(word[0], ()) if start >= free else ():
                tail = (
                    _TAIL.match(text, start + len(name)) if text.startswith(name, start) else None
                )
                if tail is not None:
                    yield start, self._party[name]
                    free = tail.end()
                    break

    def parties_in(self, text: str) -> tuple[str, ...]:
        """The ids of the parties that a text names, in the order of their first naming."""
        return tuple(dict.fromkeys(party for _, party in self.named_in(text)))

    def words(self) -> frozenset[str]:
        """Every word of the names of parties and their persons."""
        return frozenset(word for name in self._party for word in name.split())

    def called(self, party: str | None) -> str:
        """What a party is called; the id where it has no name."""
        return self.label.get(party or "", party or "")

    def tellers(self, speakers: Iterable[Named]) -> str:
        """The names of some speakers as one would list them."""
        names = [one.name for one in speakers]
        return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"


def _word(name: str) -> str:
    """The first word of a name, by which it is looked up."""
    found = _WORD.match(name)
    return found[0] if found is not None else name
