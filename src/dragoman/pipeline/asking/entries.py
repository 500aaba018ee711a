"""The entries that can be asked for, indexed by what each has for a field."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, reduce

from attrs import define, field

from dragoman.model import Entry, Position
from dragoman.pipeline.asking.matching import TOGETHER, Matching, statements_of
from dragoman.pipeline.asking.question import Field, Term

GROUPS = (
    "statements",
    "contacts",
    "commitments",
    "positions",
    "discrepancies",
    "deeds",
    "assessments",
    "constraints",
    "leverages",
    "linkages",
    "findings",
)

Places = frozenset[int]
"""Places in ``Entries.every``."""

Days = tuple[date | None, date | None]


@define(slots=False, eq=False)
class Entries:
    """Every entry of one dossier's contents that can be asked for, the newest first.

    Each index is made when it is first asked for, and kept: a question costs a few set operations
    whatever the size of the dossier. It finds what :meth:`Matching.holds` finds.
    """

    matching: Matching
    _indexes: dict[Field, dict[str, set[int]]] = field(factory=dict, repr=False)
    known_days: Mapping[str, tuple[Entry, Days]] = field(factory=dict, repr=False, kw_only=True)
    """The days of entries as they were found earlier, by id; they hold while the entry does."""

    @cached_property
    def _dated(self) -> tuple[tuple[Days, Entry], ...]:
        contents = self.matching.lookup.contents
        found = [entry for name in GROUPS for entry in getattr(contents, name)]
        dated = [(self._span(entry), entry) for entry in found]
        return tuple(sorted(dated, key=lambda pair: newest(*pair)))

    def _span(self, entry: Entry) -> Days:
        known, days = self.known_days.get(entry.id, (None, (None, None)))
        return days if known is entry else self.matching.span(entry)

    @property
    def days_of(self) -> Mapping[str, tuple[Entry, Days]]:
        """Each entry with its days, by its id; as known earlier where nobody asked for them yet."""
        if "_dated" not in self.__dict__:
            return self.known_days
        return {entry.id: (entry, days) for days, entry in self._dated}

    @cached_property
    def every(self) -> tuple[Entry, ...]:
        """The entries by their day, the newest first, those without a day last."""
        return tuple(entry for _, entry in self._dated)

    @cached_property
    def days(self) -> tuple[Days, ...]:
        """The days of each of them: the first and the last, None where they are not known."""
        return tuple(days for days, _ in self._dated)

    @cached_property
    def _all(self) -> Places:
        return frozenset(range(len(self.every)))

    def counts(self, name: Field) -> Mapping[str, int]:
        """How many entries have each value of a field; not for days."""
        return {value: len(places) for value, places in self._index(name).items()}

    def fitting(self, terms: Iterable[Term]) -> list[Entry]:
        """The entries of which all terms hold, the newest first."""
        return [self.every[place] for place in sorted(self.places(terms))]

    def places(self, terms: Iterable[Term]) -> Places:
        """The places of the entries of which all terms hold."""
        wanted = tuple(terms)
        fields = {term.field for term in wanted}
        found = self._all
        if Field.ACT in fields and Field.KIND not in fields:
            found -= self._positions  # the statements that they rest on answer better
        anybody = [t for t in wanted if t.field is Field.WHO and not t.is_unwanted]
        if len(anybody) > 1:
            wanted = tuple(t for t in wanted if t not in anybody)
            found &= self._of_people([self._of(term) for term in anybody])
        return reduce(lambda left, term: left & self._of(term), wanted, found)

    def _of_people(self, asked: Sequence[Places]) -> Places:
        """All of the people where people talk or undertake together, any of them elsewhere."""
        each, one = frozenset.intersection(*asked), frozenset[int]().union(*asked)
        return (each & self._together) | (one - self._together)

    def _of(self, term: Term) -> Places:
        if term.field in (Field.SINCE, Field.UNTIL):
            found = frozenset(self._in_time(term))
        else:
            index = self._index(term.field)
            found = frozenset[int]().union(*(index.get(value, ()) for value in term.values))
        return self._all - found if term.is_unwanted else found

    def _in_time(self, term: Term) -> Iterator[int]:
        day, is_since = date.fromisoformat(term.values[0]), term.field is Field.SINCE
        for place in self._all:
            low, high = self.days[place]
            if (high is not None and high >= day) if is_since else (low is not None and low <= day):
                yield place

    def _index(self, name: Field) -> dict[str, set[int]]:
        if name not in self._indexes:
            found: dict[str, set[int]] = defaultdict(set)
            for place, entry in enumerate(self.every):
                for value in self.matching.values(name, entry):
                    found[value].add(place)
            self._indexes[name] = dict(found)
        return self._indexes[name]

    @cached_property
    def _positions(self) -> Places:
        return frozenset(n for n, entry in enumerate(self.every) if isinstance(entry, Position))

    @cached_property
    def _together(self) -> Places:
        return frozenset(n for n, entry in enumerate(self.every) if entry.kind in TOGETHER)

    @cached_property
    def by_statement(self) -> Mapping[str, tuple[int, ...]]:
        """The places of a statement and of the entries that rest on it, by its id."""
        return _grouped(
            (id, place)
            for place, entry in enumerate(self.every)
            for id in ((entry.id,) if entry.kind == "statement" else statements_of(entry))
        )

    @cached_property
    def by_document(self) -> Mapping[str, tuple[int, ...]]:
        """The places of the entries, statements left out, that stand in a document, by its id."""
        return _grouped(
            (passage.document, place)
            for place, entry in enumerate(self.every)
            if entry.kind != "statement"
            for passage in entry.passages
        )


def newest(span: Days, entry: Entry) -> tuple[int, str]:
    """Sorts entries by their days, the newest first, those without one last."""
    day = span[1] or span[0]
    return (-day.toordinal() if day else 0, entry.id)


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, dict[int, None]] = {}
    for key, place in pairs:
        found.setdefault(key, {})[place] = None
    return {key: tuple(places) for key, places in found.items()}
