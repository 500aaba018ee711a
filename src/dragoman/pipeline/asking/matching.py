"""Whether an entry is one that a term asks for."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from attrs import define

from dragoman.briefing import Lookup, told_in
from dragoman.calendar import interval
from dragoman.errors import BadRequest
from dragoman.model import (
    Assessment,
    Commitment,
    Contact,
    Deed,
    Discrepancy,
    Document,
    Entry,
    Firmness,
    Mark,
    Named,
    Participant,
    Polarity,
    Position,
    Stage,
    Statement,
    When,
)
from dragoman.pipeline.asking.question import Field, Term

TOGETHER = (Contact.kind, Commitment.kind, Discrepancy.kind)
"""Nouns of which every person asked for must be part; of the rest, any of them will do."""


@define(slots=False)
class Matching:
    """Looks at entries of one dossier's contents."""

    lookup: Lookup

    @property  # not kept: methods of its own would make a cycle that holds all contents for ever
    def _tests(self) -> dict[Field, Callable[[Entry], Iterable[str | None]]]:
        """What an entry has for each field that is compared with the values of a term."""
        return {
            Field.WHO: self.people,
            Field.PARTY: self.people,
            Field.TO: self._addressed,
            Field.ACT: lambda entry: (getattr(entry, "act", None),),
            Field.ISSUE: self._issues,
            Field.KIND: lambda entry: (entry.kind,),
            Field.CHANNEL: lambda entry: (getattr(entry, "channel", None),),
            Field.OUTLET: self._outlets,
            Field.PLACE: self._places,
            Field.MARK: lambda entry: (self.mark(entry).value,),
            Field.IS: self._states,
        }

    def holds(self, entry: Entry, terms: Iterable[Term]) -> bool:
        """Whether all terms hold of an entry (of people that talked or undertook, each)."""
        wanted = list(terms)
        fields = {term.field for term in wanted}
        if isinstance(entry, Position) and Field.ACT in fields and Field.KIND not in fields:
            return False  # the statements that it rests on answer better
        anybody = [t for t in wanted if t.field is Field.WHO and not t.is_unwanted]
        if entry.kind not in TOGETHER and len(anybody) > 1:
            rest = [t for t in wanted if t not in anybody]
            return any(self._one(entry, t) for t in anybody) and self.holds(entry, rest)
        return all(self._one(entry, term) for term in wanted)

    def _one(self, entry: Entry, term: Term) -> bool:
        if term.field in (Field.SINCE, Field.UNTIL):
            is_so = self._is_in_time(entry, term)
        else:
            is_so = not self.values(term.field, entry).isdisjoint(term.values)
        return is_so is not term.is_unwanted

    def values(self, field: Field, entry: Entry) -> set[str]:
        """What an entry has for a field; not for days."""
        return {str(value) for value in self._tests[field](entry) if value}

    def mark(self, entry: Entry) -> Mark:
        """The entry's mark of certainty; a discrepancy is contested by what it is."""
        return Mark.CONTESTED if isinstance(entry, Discrepancy) else self.lookup.mark(entry)

    def span(self, entry: Entry) -> tuple[date | None, date | None]:
        """The days on which it was said or happened, else those of its first document."""
        whens = [getattr(entry, name, None) for name in ("stated_on", "happened_on")]
        whens += [step.on for step in reversed(getattr(entry, "series", ()))]
        for name in reversed(_SERIES):
            whens += [stage.on for stage in reversed(_series(entry, name))]
        for when in whens:
            found = _days(when.edtf if isinstance(when, When) else None)
            if any(found):
                return found
        days = [_days(d.published_at) for d in self._documents(entry)]
        known = sorted((low or high, high or low) for low, high in days if low or high)
        return known[-1] if known else (None, None)

    def _is_in_time(self, entry: Entry, term: Term) -> bool:
        low, high = self.span(entry)
        day = date.fromisoformat(term.values[0])
        if term.field is Field.SINCE:
            return high is not None and high >= day
        return low is not None and low <= day

    def _documents(self, entry: Entry) -> Iterator[Document]:
        known = self.lookup.documents
        return (known[id] for id in sorted(told_in(entry, self.lookup)) if id in known)

    def people(self, entry: Entry) -> Iterator[str | None]:
        """Ids of the people and parties of an entry."""
        if isinstance(entry, Statement):
            yield entry.party
            for speaker in entry.speakers:
                yield from _ids(speaker)
        elif isinstance(entry, Contact):
            for one in (*entry.participants, entry.host, entry.mediator):
                yield from _ids(one)
        elif isinstance(entry, Deed):
            yield from (*_ids(entry.actor), *_ids(entry.recipient))
        elif isinstance(entry, Assessment):
            yield from _ids(entry.author)
        yield from (getattr(entry, name, None) for name in ("party", "held_by", "over", "tied_by"))
        yield from getattr(entry, "parties", ())
        said = () if isinstance(entry, Statement) else self.lookup.said(statements_of(entry))
        for statement in said:
            if isinstance(entry, Discrepancy):
                yield from self.people(statement)
            yield from (one.id for one in statement.speakers if one.id in self.lookup.persons)

    def _addressed(self, entry: Entry) -> Iterator[str | None]:
        if isinstance(entry, Contact):
            yield from self.people(entry)
        if isinstance(entry, Statement):
            yield from _ids(entry.addressee)
            yield from (measure.recipient for measure in entry.measures)
        if isinstance(entry, Commitment):
            yield from (measure.recipient for measure in entry.measures)
        if isinstance(entry, Deed):
            yield from _ids(entry.recipient)

    def _issues(self, entry: Entry) -> Iterator[str | None]:
        yield from getattr(entry, "issues", ())
        yield getattr(entry, "issue", None)
        yield getattr(entry, "other_issue", None)
        yield from (measure.issue for measure in getattr(entry, "measures", ()))
        if isinstance(entry, Discrepancy):
            for statement in self.lookup.said(statements_of(entry)):
                yield from self._issues(statement)

    def _outlets(self, entry: Entry) -> Iterator[str | None]:
        return (document.outlet for document in self._documents(entry))

    def _places(self, entry: Entry) -> Iterator[str | None]:
        place = getattr(entry, "place", None)
        if isinstance(place, Named):
            yield from (place.id, place.name)

    def _states(self, entry: Entry) -> Iterator[str | None]:
        yield getattr(entry, "status", None)
        yield getattr(entry, "stance", None)
        yield getattr(entry, "discrepancy_kind", None)
        yield from (series[-1].stage for name in _SERIES if (series := _series(entry, name)))
        if isinstance(entry, Position):
            yield "conditional" if entry.conditional else None
            yield entry.series[-1].movement if entry.series else None
        if isinstance(entry, Commitment):
            yield "overdue" if entry.overdue_since else None
        if isinstance(entry, Statement):
            yield entry.firmness if entry.firmness is not Firmness.FIRM else None
            yield "hypothetical" if entry.hypothetical else None
            yield "negated" if entry.polarity is Polarity.NEGATED else None
            yield "conditional" if entry.conditions else None


_SERIES = ("agreement", "compliance")


def _series(entry: Entry, name: str) -> tuple[Stage, ...]:
    found = getattr(entry, name, ())
    return found if isinstance(found, tuple) else ()


def statements_of(entry: Entry) -> Iterator[str]:
    """Ids of the statements that an entry rests on."""
    yield from getattr(entry, "statements", ())
    if isinstance(entry, Discrepancy):
        for account in entry.accounts:
            yield from account.statements


def _ids(one: Named | Participant | None) -> Iterator[str | None]:
    if one is not None:
        yield from (one.id, one.party)


def _days(edtf: str | None) -> tuple[date | None, date | None]:
    try:
        return interval(edtf) if edtf else (None, None)
    except BadRequest:
        return None, None
