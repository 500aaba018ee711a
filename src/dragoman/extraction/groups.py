"""Groups: "the union", "the bloc", "the army" for the party of that kind named before.

A kind is known from the gazetteer's tables, or from the kind word in the party's name. A word
for an arm ("the army", "the government") goes with the party whose army the text has named.
Where two parties fit, the word stays open.
"""

from collections.abc import Iterable, Iterator

from attrs import define, field

from dragoman.extraction.offices import Parties
from dragoman.extraction.reading import Tokens
from dragoman.extraction.sheet import Sheet
from dragoman.extraction.sides import Side
from dragoman.gazetteer import Gazetteer

_REACH = 3
"""Sentences back in which a group looks for its party."""


@define(kw_only=True)
class Groups:
    """Resolves groups on one sheet. ``parties`` gives the party named at each token."""

    sheet: Sheet
    gazetteer: Gazetteer
    parties: Parties
    labels: dict[str, str]
    arms: dict[str, list[tuple[int, str]]] = field(factory=dict)
    _kinds: dict[str, str] = field(factory=dict)

    def find(self, sides: Iterable[Side], covered: set[int]) -> list[Side]:
        """The group words that mean one party, in order.

        ``sides`` are the arms named in full ("the Norwegian army"), ``covered`` the tokens of
        other mentions. An arm whose whole name is known ("the Sudanese army") counts as well.
        """
        for head, owner in sorted([*((one.head, one.party) for one in sides), *self._known_arms()]):
            self.arms.setdefault(self.sheet.lower[head], []).append((head, owner))
        found = []
        for index, word in enumerate(self.sheet.lower):
            if index in covered or self.sheet.quiet[index] or not self._is_bare(index):
                continue
            party = None
            if word in self.gazetteer.words.groups:
                party = self._last_of_kind(index, self.gazetteer.words.groups[word])
            if party is None and word in self.arms:
                party = self._owner(index, self.arms[word])
            if party is not None:
                found.append(
                    Side(span=Tokens(self._start(index), index + 1), head=index, party=party)
                )
        return found

    def _known_arms(self) -> Iterator[tuple[int, str]]:
        """The last words of known names that are words for a land's arm, with the land."""
        words = self.gazetteer.words.sides
        for at, party in self.parties.items():
            told = words.get(self.sheet.lower[at]) in ("force", "side")
            closes = at - 1 in self.parties and self.parties.get(at + 1) != party
            if told and closes and self._kind(party) == "land":
                yield at, party

    def behind(self, word: str) -> str | None:
        """The one party that a word in an office means: "army" spokesman, "union" negotiator.

        The party whose arm of this name the text has, else the only party of this kind.
        """
        named = [*self.arms.get(word, ()), *self.arms.get(f"{word}s", ())]
        groups = self.gazetteer.words.groups
        kinds = groups.get(word) or groups.get(f"{word}s") or frozenset()
        meant = {party for _, party in named}
        meant = meant or {one for one in self.parties.values() if self._kind(one) in kinds}
        return meant.pop() if len(meant) == 1 else None

    def _start(self, index: int) -> int:
        """The article before the noun, over its adjectives; the noun itself when there is none."""
        tag, at = self.sheet.tag, index - 1
        while at > 0 and tag[at] in ("JJ", "VBN", "NN") and at > index - 3:
            at -= 1
        return at if at >= 0 and self.sheet.lower[at] == "the" else index

    def _is_bare(self, index: int) -> bool:
        """Whether the noun has "the", is the head of its phrase and names nobody itself."""
        sheet, start = self.sheet, self._start(index)
        owned = sheet.lower[index + 1 : index + 2] == ["of"] and sheet.head[index + 1] == index
        if sheet.lower[start] != "the" or owned:
            return False
        if sheet.dep[index] in ("compound", "nmod") and sheet.head[index] > index:
            return False
        return not any(at in self.parties for at in range(start, index))

    def _last_of_kind(self, index: int, kinds: frozenset[str]) -> str | None:
        """The party of one of the kinds that was named last; None when two stand together."""
        sheet = self.sheet
        floor = sheet.sentence[index] - _REACH
        near: set[str] = set()
        number = -1
        for at in range(index - 1, -1, -1):
            here = sheet.sentence[at]
            if here < floor or (near and here < number):
                break
            party = self.parties.get(at)
            if party is not None and self._kind(party) in kinds:
                near.add(party)
                number = here
        return near.pop() if len(near) == 1 else None

    def _owner(self, index: int, named: list[tuple[int, str]]) -> str | None:
        """The one party whose arm of this name was named before."""
        before = {party for at, party in named if at < index}
        return before.pop() if len(before) == 1 else None

    def _kind(self, party: str) -> str | None:
        """The kind of a party: listed, else told by its name, else a land when it is unlisted."""
        if party not in self._kinds:
            listed = self.gazetteer.kinds.get(party)
            name = self.labels.get(party) or self.gazetteer.party_name(party)
            told = self.gazetteer.words.side_kind(name)
            land = "land" if party in self.labels and not name.isupper() else ""
            self._kinds[party] = listed or told or land
        return self._kinds[party]
