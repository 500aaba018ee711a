"""Signed edges of analysts: entries are the same, they are not, one is two, nobody can tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from attrs import define, field, frozen
from attrs.validators import in_

from dragoman.model import Anchor, Passage, Verb


@frozen(kw_only=True)
class Edge:
    """An analyst's decision on two entries: ``same``, ``different`` or ``unsure``, and why.

    ``split`` is about one merged entry: those of its members that stand at ``first`` are another
    entry than those at ``second``, and each side is one. Edges come in the order of signing: of two
    on one pair the later holds.
    """

    first: Anchor
    second: Anchor
    verb: Verb = field(validator=in_((Verb.SAME, Verb.DIFFERENT, Verb.UNSURE, Verb.SPLIT)))
    why: str = ""


class Placed(Protocol):
    """What an edge can be tied to: an entry, or an account that entries are made of."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Where it stands."""


@frozen(kw_only=True)
class Ties:
    """The edges of one noun, as ids of entries before any merging.

    ``different`` is symmetric: each id names all those it must stay apart from, also where an
    analyst is unsure. ``unsure`` are those pairs, each with the analyst's note.
    """

    same: tuple[tuple[str, str], ...] = ()
    different: dict[str, frozenset[str]] = field(factory=dict)
    unsure: tuple[tuple[str, str, str], ...] = ()

    def is_forbidden(self, first: Iterable[str], second: Iterable[str]) -> bool:
        """Whether an analyst keeps a member of ``first`` apart from one of ``second``."""
        if not self.different:
            return False
        others = set(second)
        return any(self.different.get(one, frozenset()) & others for one in first)


def ties_for(
    noun: str,
    edges: Sequence[Edge],
    entries: Iterable[Placed],
    aliases: Iterable[tuple[Passage, str]] = (),
) -> Ties:
    """Tie the edges of ``noun`` to entries.

    ``aliases`` are further passages that stand for an entry's id (the mentions of a person). An
    edge whose anchor fits no entry is passed over here: the dossier reports it as orphaned.
    """
    wanted = [edge for edge in edges if noun in (edge.first.noun, edge.second.noun)]
    if not wanted:
        return Ties()
    standing = _Standing(entries, aliases)
    bench = _Bench()
    for edge in wanted:
        bench.judge(edge, standing)
    return bench.ties()


_Pair = tuple[str, str]


@define
class _Bench:
    """The pairs that were judged so far, each with the verb that holds and the reason."""

    judged: dict[_Pair, tuple[Verb, str]] = field(factory=dict)

    def judge(self, edge: Edge, standing: "_Standing") -> None:
        """Lay one more edge over those before it."""
        if edge.verb is Verb.SPLIT:  # both sides bear one id, so that it tells nothing
            leaving, staying = standing.standing_at(edge.first), standing.standing_at(edge.second)
            self._part(leaving - staying, staying - leaving, edge.why)
            return
        first, second = standing.members(edge.first), standing.members(edge.second)
        if edge.verb is Verb.SAME and first and second:
            self._join(first | second, edge.why)
        elif first and second:
            self._hold_apart(first, second, edge, standing)

    def _join(self, members: frozenset[str], why: str) -> None:
        """All members are one: nothing said before holds any two of them apart."""
        for pair in [p for p in self.judged if members.issuperset(p)]:
            del self.judged[pair]
        for pair in pairwise(sorted(members)):
            self.judged[pair] = Verb.SAME, why

    def _part(self, leaving: frozenset[str], staying: frozenset[str], why: str) -> None:
        """Each side is one, and no member of the one is any of the other."""
        if not leaving or not staying:
            return
        self._join(leaving, why)
        self._join(staying, why)
        for first in leaving:
            for second in staying:
                self.judged[_pair(first, second)] = Verb.DIFFERENT, why

    def _hold_apart(
        self, first: frozenset[str], second: frozenset[str], edge: Edge, standing: "_Standing"
    ) -> None:
        """Two entries stay apart: one pair of members says it, unless they had been joined."""
        crossing = [p for p in self.judged if _crosses(p, first, second)]
        for pair in crossing:
            self.judged[pair] = edge.verb, edge.why
        one, other = standing.locate(edge.first), standing.locate(edge.second)
        if one is not None and other is not None and one != other:
            self.judged[_pair(one, other)] = edge.verb, edge.why

    def ties(self) -> Ties:
        """What holds in the end."""
        different: defaultdict[str, set[str]] = defaultdict(set)
        for (first, second), (verb, _) in self.judged.items():
            if verb is not Verb.SAME:
                different[first].add(second)
                different[second].add(first)
        judged = self.judged.items()
        return Ties(
            same=tuple(sorted(pair for pair, (verb, _) in judged if verb is Verb.SAME)),
            different={one: frozenset(others) for one, others in different.items()},
            unsure=tuple(
                sorted((*pair, why) for pair, (verb, why) in judged if verb is Verb.UNSURE)
            ),
        )


def _pair(one: str, other: str) -> _Pair:
    return min(one, other), max(one, other)


def _crosses(pair: _Pair, first: frozenset[str], second: frozenset[str]) -> bool:
    one, other = pair
    return (one in first and other in second) or (one in second and other in first)


def left_open(note: str) -> str:
    """Why a question stays open that an analyst has looked at."""
    return f"an analyst could not tell: {note}" if note.strip() else "an analyst could not tell"


class _Standing:
    """Where the entries stand: their passages by document."""

    def __init__(self, entries: Iterable[Placed], aliases: Iterable[tuple[Passage, str]]) -> None:
        self._main: dict[str, tuple[Passage, ...]] = {}
        self._by_document: defaultdict[str, list[tuple[Passage, str]]] = defaultdict(list)
        for entry in entries:
            self._main[entry.id] = _main_passages(entry.passages)
            for passage in entry.passages:
                self._by_document[passage.document].append((passage, entry.id))
        for passage, entry_id in aliases:
            self._by_document[passage.document].append((passage, entry_id))

    def members(self, anchor: Anchor) -> frozenset[str]:
        """The ids of all entries that an anchor holds; by its id where none stands at it."""
        found = self.standing_at(anchor)
        one = None if found else self.locate(anchor)
        return found if one is None else frozenset((one,))

    def standing_at(self, anchor: Anchor) -> frozenset[str]:
        """The ids of all entries of which a main passage stands at one of the anchor's.

        A merged entry's anchor holds the passages of all its members; what only shares a place or
        a participant with it is no member.
        """
        places: defaultdict[tuple[str, str], list[Passage]] = defaultdict(list)
        for passage in anchor.passages:
            places[passage.document, passage.role].append(passage)
        near = {
            entry_id
            for document in {passage.document for passage in anchor.passages}
            for _, entry_id in self._by_document[document]
        }
        return frozenset(
            entry_id
            for entry_id in near
            if any(
                _overlap(passage, wanted) > 0
                for passage in self._main.get(entry_id, ())
                for wanted in places[passage.document, passage.role]
            )
        )

    def locate(self, anchor: Anchor) -> str | None:
        """The id of the entry that the anchor is tied to; the passages rule, then the id."""
        found = min(self._fits(anchor), default=None)
        if found is not None:
            return found[1]
        return anchor.entry if anchor.entry in self._main else None

    def _fits(self, anchor: Anchor) -> Iterator[tuple[int, str]]:
        """The entries at the anchor's passages, each with minus the overlap (code points)."""
        for wanted in anchor.passages:
            for passage, entry_id in self._by_document[wanted.document]:
                overlap = _overlap(passage, wanted)
                if overlap > 0 and _is_same_place(anchor, wanted, passage):
                    # The id named in the anchor breaks a tie between entries on one span.
                    bonus = 1 if entry_id == anchor.entry else 0
                    yield -2 * overlap - bonus, entry_id


def _is_same_place(anchor: Anchor, wanted: Passage, passage: Passage) -> bool:
    roles_agree = not wanted.role or not passage.role or wanted.role == passage.role
    return roles_agree and anchor.head.casefold() in passage.exact.casefold()


def _overlap(one: Passage, other: Passage) -> int:
    """How many code points two passages of one document share; below 1 when they do not meet."""
    return min(one.end, other.end) - max(one.start, other.start)


_MAIN_ROLES = ("content", "mention", "measure", "cue")


def _main_passages(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that carry an entry: those of the first of ``_MAIN_ROLES`` that it has."""
    for role in _MAIN_ROLES:
        if found := tuple(passage for passage in passages if passage.role == role):
            return found
    return tuple(passages)
