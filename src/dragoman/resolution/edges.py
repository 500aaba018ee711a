"""Signed edges of analysts: two entries are the same, they are not, or nobody can tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen
from attrs.validators import in_

from dragoman.model import Anchor, Entry, Passage, Verb


@frozen(kw_only=True)
class Edge:
    """An analyst's decision on two entries: ``same``, ``different`` or ``unsure``, and why.

    Edges come in the order of signing: of two on one pair the later holds.
    """

    first: Anchor
    second: Anchor
    verb: Verb = field(validator=in_((Verb.SAME, Verb.DIFFERENT, Verb.UNSURE)))
    why: str = ""


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
    entries: Iterable[Entry],
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
    judged: dict[tuple[str, str], Edge] = {}
    for edge in wanted:
        first, second = standing.locate(edge.first), standing.locate(edge.second)
        if first is not None and second is not None and first != second:
            judged[min(first, second), max(first, second)] = edge
    return _ties(judged)


def _ties(judged: Mapping[tuple[str, str], Edge]) -> Ties:
    """The ties of pairs, each with the edge that holds."""
    different: defaultdict[str, set[str]] = defaultdict(set)
    for (first, second), edge in judged.items():
        if edge.verb is not Verb.SAME:
            different[first].add(second)
            different[second].add(first)
    unsure = ((*pair, edge.why) for pair, edge in judged.items() if edge.verb is Verb.UNSURE)
    return Ties(
        same=tuple(sorted(pair for pair, edge in judged.items() if edge.verb is Verb.SAME)),
        different={one: frozenset(others) for one, others in different.items()},
        unsure=tuple(sorted(unsure)),
    )


def left_open(note: str) -> str:
    """Why a question stays open that an analyst has looked at."""
    return f"an analyst could not tell: {note}" if note.strip() else "an analyst could not tell"


class _Standing:
    """Where the entries stand: their passages by document."""

    def __init__(self, entries: Iterable[Entry], aliases: Iterable[tuple[Passage, str]]) -> None:
        self._ids: set[str] = set()
        self._by_document: defaultdict[str, list[tuple[Passage, str]]] = defaultdict(list)
        for entry in entries:
            self._ids.add(entry.id)
            for passage in entry.passages:
                self._by_document[passage.document].append((passage, entry.id))
        for passage, entry_id in aliases:
            self._by_document[passage.document].append((passage, entry_id))

    def locate(self, anchor: Anchor) -> str | None:
        """The id of the entry that the anchor is tied to; the passages rule, then the id."""
        found = min(self._fits(anchor), default=None)
        if found is not None:
            return found[1]
        return anchor.entry if anchor.entry in self._ids else None

    def _fits(self, anchor: Anchor) -> Iterator[tuple[int, str]]:
        """The entries at the anchor's passages, each with minus the overlap (code points)."""
        for wanted in anchor.passages:
            for passage, entry_id in self._by_document[wanted.document]:
                overlap = min(passage.end, wanted.end) - max(passage.start, wanted.start)
                if overlap > 0 and _is_same_place(anchor, wanted, passage):
                    # The id named in the anchor breaks a tie between entries on one span.
                    bonus = 1 if entry_id == anchor.entry else 0
                    yield -2 * overlap - bonus, entry_id


def _is_same_place(anchor: Anchor, wanted: Passage, passage: Passage) -> bool:
    roles_agree = not wanted.role or not passage.role or wanted.role == passage.role
    return roles_agree and anchor.head.casefold() in passage.exact.casefold()
