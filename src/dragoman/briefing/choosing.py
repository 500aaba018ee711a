"""Which entries stand on the first screen, and which only in their sections."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from dragoman.briefing.encounters import known_sides
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.standpoints import is_telling
from dragoman.model import Commitment, Contact, Entry, Mark, Position

AT_MOST = 7
"""Lines of a list before "more" (look, "First screen")."""


def choose(entries: Sequence[Entry], lookup: Lookup) -> list[Entry]:
    """At most :data:`AT_MOST` entries that a reader can use, of each kind in turn.

    So no kind crowds the others out. They keep the order of ``entries``; hearsay comes in only
    where something better leaves room.
    """
    usable = _once(entries, lookup)
    turns: Counter[tuple[bool, str]] = Counter()
    order = []
    for place, entry in enumerate(usable):
        is_hearsay = lookup.mark(entry) is Mark.HEARSAY
        turns[is_hearsay, entry.kind] += 1
        order.append((is_hearsay, turns[is_hearsay, entry.kind], place))
    places = sorted(place for _, _, place in sorted(order)[:AT_MOST])
    return [usable[place] for place in places]


def _once(entries: Sequence[Entry], lookup: Lookup) -> list[Entry]:
    """What says something of itself, and the same statement once."""
    commitments = [entry for entry in entries if isinstance(entry, Commitment)]
    told = {id for c in commitments for stage in c.agreement for id in stage.statements}
    return [entry for entry in entries if _is_usable(entry, told, lookup)]


def _is_usable(entry: Entry, told: AbstractSet[str], lookup: Lookup) -> bool:
    """Whether an entry stands for itself on the first screen.

    A contact with fewer than two known sides and a position of one word say too little; a
    position that rests on the words of a commitment beside it (``told``: ids of statements)
    says the same again.
    """
    if isinstance(entry, Contact):
        return known_sides(entry) > 1
    if isinstance(entry, Position):
        return not told & set(entry.statements[:1]) and is_telling(entry, lookup)
    return True
