"""Happening: one thing at its place in time, whatever noun it is of.

Contacts and deeds stand on the days on which they happened, a commitment on the day on which it is
due and again where it lapsed or was reported broken, a position where it moved.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from dragoman.briefing import Lookup, day_words, joined, plain_day, span, tidy
from dragoman.model import (
    Certainty,
    Commitment,
    Contact,
    Contents,
    Deed,
    Entry,
    Movement,
    Named,
    Position,
    When,
)

KINDS = ("contact", "deed", "commitment", "position")
"""The nouns that stand on the time line."""

DUE, FAILED, MOVED, DEEDS = "due", "lapsed or broken", "positions moved", "deeds"
"""Lanes beside those of the channels."""

_QUIET = (Movement.NEW, Movement.RESTATED)
_FAILED = ("lapsed", "reported broken")
_LOOKS = {
    "held": "held",
    "done": "held",
    "completed": "held",
    "kept so far": "way",
    "under way": "way",
    "cancelled": "struck",
    "denied": "struck",
    "withdrawn": "struck",
    "overdue": "cross",
    "lapsed": "cross",
    "reported broken": "cross",
}


@frozen(kw_only=True)
class Happening:
    """Both ends are closed; None where an end is not known, both None for "day not given".

    ``lane`` is a channel or one of the lanes beside them; ``parties`` are ids of those in it.
    """

    entry: Entry
    kind: str
    lane: str
    status: str
    start: date | None = None
    end: date | None = None
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether any end is known."""
        return self.start is not None or self.end is not None

    @property
    def look(self) -> str:
        """How it is drawn: held (filled), way (soft), hollow, struck or cross."""
        return _LOOKS.get(self.status, "held" if self.kind == "position" else "hollow")

    def touches(self, since: date | None, until: date | None) -> bool:
        """Whether it can have been within a stretch of days, both ends closed; None is open."""
        if not self.is_dated:
            return False
        begins_in_time = until is None or self.start is None or self.start <= until
        ends_in_time = since is None or self.end is None or self.end >= since
        return begins_in_time and ends_in_time

    @property
    def sorting_key(self) -> tuple[date, str, str]:
        """By day, the undated last."""
        return (self.start or self.end or date.max, self.lane, self.entry.id)


def happenings(contents: Contents, lookup: Lookup) -> tuple[Happening, ...]:
    """Everything that has a place on the time line, by day, what has no day last."""
    return tuple(sorted(_every(contents, lookup), key=lambda one: one.sorting_key))


def _every(contents: Contents, lookup: Lookup) -> Iterator[Happening]:
    for contact in contents.contacts:
        yield _contact(contact, lookup)
    for deed in contents.deeds:
        yield _deed(deed, lookup)
    for commitment in contents.commitments:
        yield from _commitment(commitment)
    for position in contents.positions:
        yield from _moves(position)


def present_parties(contact: Contact, lookup: Lookup) -> tuple[str, ...]:
    """Ids of the parties that took part or were to, mediators too, each once."""
    there = [p for p in contact.participants if p.certainty is not Certainty.DENIED]
    ids = [p.party or (p.id if p.id in lookup.order_of_parties else None) for p in there]
    if contact.mediator is not None:
        ids.append(_party_of(contact.mediator, lookup))
    return tuple(dict.fromkeys(id for id in ids if id))


def _party_of(named: Named | None, lookup: Lookup) -> str | None:
    if named is None:
        return None
    return named.party or (named.id if named.id in lookup.order_of_parties else None)


def _ends(when: When | None) -> tuple[date | None, date | None]:
    return span(when.edtf if when else None)


def _contact(contact: Contact, lookup: Lookup) -> Happening:
    start, end = _ends(contact.happened_on)
    return Happening(
        entry=contact,
        kind="contact",
        lane=contact.channel.value,
        status=contact.status.value,
        start=start,
        end=end,
        parties=present_parties(contact, lookup),
        issues=contact.issues,
    )


def _deed(deed: Deed, lookup: Lookup) -> Happening:
    start, end = _ends(deed.happened_on)
    ids = (_party_of(deed.actor, lookup), _party_of(deed.recipient, lookup))
    return Happening(
        entry=deed,
        kind="deed",
        lane=DEEDS,
        status="done",
        start=start,
        end=end,
        parties=tuple(dict.fromkeys(id for id in ids if id)),
        issues=deed.issues,
    )


def _commitment(commitment: Commitment) -> Iterator[Happening]:
    """The day on which it is due, and the days on which it lapsed or was reported broken."""
    issues = (commitment.issue,) if commitment.issue else ()
    start, end = _ends(commitment.due_on)
    if start or end:
        yield Happening(
            entry=commitment,
            kind="commitment",
            lane=DUE,
            status=_due_status(commitment),
            start=start,
            end=end,
            parties=commitment.parties,
            issues=issues,
        )
    for stage in commitment.compliance:
        if stage.stage in _FAILED and any(_ends(stage.on)):
            start, end = _ends(stage.on)
            yield Happening(
                entry=commitment,
                kind="commitment",
                lane=FAILED,
                status=stage.stage,
                start=start,
                end=end,
                parties=commitment.parties,
                issues=issues,
            )


def _due_status(commitment: Commitment) -> str:
    """What became of it by its day: completed, withdrawn, overdue, or still due."""
    if commitment.agreement and commitment.agreement[-1].stage == "withdrawn":
        return "withdrawn"
    last = commitment.compliance[-1].stage if commitment.compliance else ""
    if last and last != "not begun":
        return last
    return "overdue" if commitment.overdue_since else "due"


def _moves(position: Position) -> Iterator[Happening]:
    for stage in position.series:
        if stage.movement not in _QUIET and any(_ends(stage.on)):
            start, end = _ends(stage.on)
            yield Happening(
                entry=position,
                kind="position",
                lane=MOVED,
                status=stage.movement.value,
                start=start,
                end=end,
                parties=(position.party,),
                issues=(position.issue,),
            )


def days_words(days: tuple[date | None, date | None]) -> str:
    """Both ends of a day, month, year or stretch in words."""
    start, end = days
    if start is None and end is None:
        return day_words(None)
    if start == end and start is not None:
        return plain_day(start)
    if start is None or end is None:
        return day_words(f"{start or '..'}/{end or '..'}")
    if start.day == 1 and end == start.replace(day=monthrange(start.year, start.month)[1]):
        return day_words(f"{start:%Y-%m}")
    if (start.month, start.day, end) == (1, 1, start.replace(month=12, day=31)):
        return day_words(f"{start.year:04}")
    return day_words(f"{start}/{end}")


def happening_label(one: Happening, lookup: Lookup) -> str:
    """What a mark stands for in a few words: who, what, how it stands."""
    who = joined([lookup.party(party) for party in one.parties[:4]])
    what = one.lane
    if isinstance(one.entry, Deed):
        what = tidy(one.entry.plover_mode or one.entry.plover_type).replace("-", " ").lower()
    if one.kind == "commitment":
        what = "commitment"
    if one.kind == "position":
        what = joined([lookup.issue(issue) for issue in one.issues])
    told = f"{what}, {one.status}" if one.status != "done" else what
    return f"{told}: {who}" if who else told


def entry_day(entry: Entry, lookup: Lookup) -> tuple[date | None, date | None]:
    """The days that an entry can lie on: its own, else those of the documents that tell of it."""
    for name in ("happened_on", "stated_on", "due_on", "horizon"):
        when = getattr(entry, name, None)
        if isinstance(when, When) and any(_ends(when)):
            return _ends(when)
    series = [any(_ends(stage.on)) and _ends(stage.on) for stage in getattr(entry, "series", ())]
    dated = [ends for ends in series if ends]
    if dated:
        return dated[-1]
    return _published(lookup.independent(entry), lookup)


def _published(ids: Iterable[str], lookup: Lookup) -> tuple[date | None, date | None]:
    found = [span(lookup.documents[id].published_at) for id in ids if id in lookup.documents]
    starts = [start for start, _ in found if start]
    ends = [end for _, end in found if end]
    return (min(starts, default=None), max(ends, default=None))
