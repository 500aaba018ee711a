"""Draft: a contact while the text is still being read, and how drafts of one contact join."""

from attrs import define, field

from dragoman.calendar import overlaps
from dragoman.extraction.contacts.cues import Cue
from dragoman.extraction.contacts.naming import Taker
from dragoman.extraction.reading import Timed, Tokens
from dragoman.model import Channel, ContactStatus, Named, Participant, Quantity

_LOOSE = (None, Channel.TALKS)
_FACE_TO_FACE = (Channel.MEETING, Channel.SUMMIT)
_DONE = (ContactStatus.HELD, ContactStatus.UNDER_WAY)
_AHEAD = (ContactStatus.PLANNED, ContactStatus.SUGGESTED, ContactStatus.CANCELLED)
_RANK = {
    ContactStatus.CANCELLED: 5,
    ContactStatus.DENIED: 4,
    ContactStatus.HELD: 3,
    ContactStatus.UNDER_WAY: 2,
    ContactStatus.PLANNED: 1,
    ContactStatus.SUGGESTED: 0,
}


@define(kw_only=True, eq=False)
class Draft:
    """What the text says so far of one contact. ``status`` is None while it says nothing."""

    cue: Cue
    takers: list[Taker] = field(factory=list)
    status: ContactStatus | None = None
    channel: Channel | None = None
    host: Named | None = None
    mediators: list[Taker] = field(factory=list)
    place: Named | None = None
    place_span: Tokens | None = None
    time: Timed | None = None
    duration: Quantity | None = None
    topics: list[Tokens] = field(factory=list)
    outcomes: list[Tokens] = field(factory=list)
    mentions: list[Cue] = field(factory=list)

    @property
    def level(self) -> int:
        """Who talks: 2 persons by name, 1 office-holders ("the two presidents"), 0 parties."""
        if any(_is_person(taker.participant) for taker in self.takers):
            return 2
        return int(any(taker.participant.role == "principal" for taker in self.takers))

    @property
    def last(self) -> int:
        """The token index of the latest mention."""
        return max(cue.trigger.i for cue in self.mentions)

    def absorb(self, other: "Draft") -> None:
        """Take over what another draft of the same contact says."""
        known = {_key(t.participant): i for i, t in enumerate(self.takers)}
        for taker in other.takers:
            if not _stands_for(taker.participant, self.takers, known):
                self.takers.append(taker)
        persons = {t.participant.party for t in self.takers if _is_person(t.participant)} - {None}
        self.takers = [
            t for t in self.takers
            if _is_person(t.participant) or t.participant.party not in persons
        ]  # fmt: skip
        self.channel = _channel(self.channel, other.channel)
        self.status = _status(self.status, other.status)
        self.host = self.host or other.host
        mediating = {_key(t.participant) for t in self.mediators}
        self.mediators += [t for t in other.mediators if _key(t.participant) not in mediating]
        if self.place is None:
            self.place, self.place_span = other.place, other.place_span
        self.time, self.duration = self.time or other.time, self.duration or other.duration
        self.topics += other.topics
        self.outcomes += other.outcomes
        self.mentions += other.mentions


def _stands_for(who: Participant, takers: list[Taker], known: dict[str, int]) -> bool:
    """Whether somebody already stands for this participant (a party for which a person came)."""
    if _key(who) in known:
        return True
    if _is_person(who) or who.party is None:
        return False
    return any(t.participant.party == who.party for t in takers)


def _key(participant: Participant) -> str:
    return participant.id or participant.name


def _is_person(participant: Participant) -> bool:
    if participant.id is None:
        return participant.role == "principal"
    return participant.id != participant.party


def _channel(a: Channel | None, b: Channel | None) -> Channel | None:
    """The narrower of two channels."""
    if a in _LOOSE and b not in _LOOSE:
        return b
    return Channel.SUMMIT if b is Channel.SUMMIT else (a or b)


def _status(a: ContactStatus | None, b: ContactStatus | None) -> ContactStatus | None:
    if a is None or b is None:
        return a or b
    return max((a, b), key=lambda status: _RANK[status])


def is_same(a: Draft, b: Draft) -> bool:
    """Whether two drafts can be one contact: channel, people, status, day and place all fit."""
    return (
        fit_channels(a, b)
        and fit_statuses(a.status, b.status, _same_day(a, b))
        and _fit_days(a, b)
        and _fit_lengths(a, b)
        and _fit_places(a, b)
        and fit_people(a, b)
    )


def fit_channels(a: Draft, b: Draft) -> bool:
    """Whether the channels can be one; loose words fit only between the same kind of people."""
    if a.channel == b.channel or {a.channel, b.channel} == set(_FACE_TO_FACE):
        return True
    loose = a.channel in _LOOSE or b.channel in _LOOSE
    visit = Channel.VISIT in (a.channel, b.channel) or Channel.LETTER in (a.channel, b.channel)
    if loose and not visit and not (a.takers and b.takers):
        known = a if a.takers else b
        return known.channel is None or known.level == 2
    return loose and not visit and a.level == b.level


def fit_statuses(a: ContactStatus | None, b: ContactStatus | None, same_day: bool) -> bool:
    """A planned and a held one are different, unless both are on the same named day."""
    if a is None or b is None or a == b:
        return True
    if ContactStatus.DENIED in (a, b):
        return False
    return same_day or (a in _DONE) == (b in _DONE)


def _same_day(a: Draft, b: Draft) -> bool:
    return (
        a.time is not None
        and b.time is not None
        and (a.time.when.edtf == b.time.when.edtf is not None or _bare(a) == _bare(b))
    )


def _bare(draft: Draft) -> str:
    form = draft.time.when.form if draft.time else ""
    return form.partition("@")[0].replace(":past", "").replace(":future", "")


def _fit_days(a: Draft, b: Draft) -> bool:
    if a.time is None or b.time is None:
        return True
    first, second = a.time.when.edtf, b.time.when.edtf
    if first and second:
        return overlaps(first, second)
    kinds = {_bare(draft).partition(":")[0] for draft in (a, b)}
    return len(kinds) > 1 or _bare(a) == _bare(b)


def _fit_lengths(a: Draft, b: Draft) -> bool:
    """Days and hours are lengths of different contacts; "two hours" and "135 minutes" of one."""
    lengths = [draft.duration.unit for draft in (a, b) if draft.duration is not None]
    return len({unit in ("day", "week") for unit in lengths}) < 2


def _fit_places(a: Draft, b: Draft) -> bool:
    if a.place is None or b.place is None:
        return True
    same = (a.place.id or a.place.name) == (b.place.id or b.place.name)
    return same or (a.place.party is not None and a.place.party == b.place.party)


def fit_people(a: Draft, b: Draft) -> bool:
    """Whether the participants can be the same people: one side's all stand in the other's."""
    small, large = sorted((a, b), key=lambda draft: len(draft.takers))
    if not small.takers:
        return True
    if a.level != b.level and (a.channel != b.channel or a.channel in _LOOSE):
        return False
    shared = {_key(t.participant) for t in a.takers} & {_key(t.participant) for t in b.takers}
    return all(
        any(_match(s.participant, o.participant, loosely=bool(shared)) for o in large.takers)
        for s in small.takers
    )


def _match(a: Participant, b: Participant, *, loosely: bool) -> bool:
    """The same, or a person and his party; ``loosely``: a person of no known party and a party."""
    if _key(a) == _key(b):
        return True
    if loosely and _is_person(a) != _is_person(b) and None in (a.party, b.party):
        return True
    both = _is_person(a) and _is_person(b)
    return not both and a.party is not None and a.party == b.party
