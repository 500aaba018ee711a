"""Whether a contact was held, and whether one that was planned goes ahead."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dragoman.assessment.discrepancies.clashes import Clash, Side, side_of
from dragoman.assessment.discrepancies.sayings import Saying, Sayings, are_rivals, gap
from dragoman.assessment.endings import Ending, find_endings
from dragoman.assessment.labels import Labels
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import shorten, turns_content
from dragoman.calendar import overlaps
from dragoman.model import Act, Contact, ContactStatus, DiscrepancyKind

_AHEAD = "going ahead"
_NEAR = 1500
"""Within so many code points of one text, two accounts are taken to be of one plan."""
_MEETING = re.compile(
    r"\b(?:meet(?:ing)?|summit|visit|talks|negotiations|round|call)\b", re.IGNORECASE
)
_TELLING = frozenset({Act.ASSERT, Act.DENY, Act.ASSESS, Act.PRAISE, Act.REJECT})


def find_statuses(sayings: Sayings, labels: Labels, witnesses: Witnesses) -> Iterator[Clash]:
    """Contacts told as held and denied, and plans told as standing and as dropped."""
    yield from _denied_contacts(sayings.contacts.values(), labels, witnesses)
    told = [(one, ahead) for one in sayings.all if (ahead := _goes_ahead(one)) is not None]
    for off, _ in (pair for pair in told if not pair[1]):
        on = [
            one
            for one, ahead in told
            if ahead and are_rivals(off, one, witnesses) and _is_one_plan(off, one)
        ]
        if on:
            yield _plan(off, on, sayings, labels, witnesses)


def _goes_ahead(saying: Saying) -> bool | None:
    """Whether a saying tells that a plan stands (True) or is dropped (False); None for neither."""
    if saying.statement.act not in _TELLING:
        return None
    endings = find_endings(saying.text)
    good, bad = Ending(_AHEAD, True) in endings, Ending(_AHEAD, False) in endings
    if good == bad:
        return None
    return bad if turns_content(saying.statement) else good


def _is_one_plan(one: Saying, other: Saying) -> bool:
    """Whether both are on one contact; a text near by names it, where none is tied."""
    mine, theirs = one.statement.about, other.statement.about
    if mine and theirs:
        return mine == theirs
    close = one.document == other.document and gap(one, other) <= _NEAR
    named = _MEETING.search(one.text) or _MEETING.search(other.text)
    return close and bool(named or mine or theirs)


def _plan(
    off: Saying, on: list[Saying], sayings: Sayings, labels: Labels, witnesses: Witnesses
) -> Clash:
    abouts = [one.statement.about for one in (off, *on) if one.statement.about]
    contact = sayings.contacts.get(abouts[0]) if abouts else None
    found = next((m for one in (off, *on) if (m := _MEETING.search(one.text))), None)
    word = found[0].lower() if found else "plan"
    name = labels.contact(contact) if contact else f"the {'meeting' if word == 'meet' else word}"
    return Clash(
        kind=DiscrepancyKind.STATUS,
        matter=f"whether {name} goes ahead",
        about=f"plan:{off.document}",
        first=tuple(
            side_of(s.statement, witnesses, f"{labels.teller(s.statement)}: goes ahead") for s in on
        ),
        second=(side_of(off.statement, witnesses, f"{labels.teller(off.statement)}: off"),),
        why="one account says that it goes ahead, the other that it does not",
        targets=(contact.id,) if contact else (),
        day=off.day,
    )


def _denied_contacts(
    contacts: Iterable[Contact], labels: Labels, witnesses: Witnesses
) -> Iterator[Clash]:
    """A contact that one account tells of as held and another denies."""
    held: defaultdict[frozenset[str], list[Contact]] = defaultdict(list)
    denied: list[Contact] = []
    for contact in contacts:
        if contact.status is ContactStatus.DENIED:
            denied.append(contact)
        elif contact.status in (ContactStatus.HELD, ContactStatus.UNDER_WAY):
            held[_parties(contact)].append(contact)
    for contact in denied:
        for other in held.get(_parties(contact), ()):
            if _is_same_day(contact, other) and contact.channel == other.channel:
                yield _held_or_not(other, contact, labels, witnesses)


def _held_or_not(held: Contact, denied: Contact, labels: Labels, witnesses: Witnesses) -> Clash:
    return Clash(
        kind=DiscrepancyKind.DENIAL,
        matter=f"whether {labels.contact(held)} was held",
        about=held.id,
        first=tuple(_contact_sides(held, witnesses)),
        second=tuple(_contact_sides(denied, witnesses)),
        why="one account tells of it as held, the other denies that it was",
        targets=(held.id, denied.id),
        rule="held or not",
    )


def _parties(contact: Contact) -> frozenset[str]:
    return frozenset(p.party or p.id or p.name for p in contact.participants)


def _is_same_day(one: Contact, two: Contact) -> bool:
    first = one.happened_on.edtf if one.happened_on else None
    second = two.happened_on.edtf if two.happened_on else None
    return first is not None and second is not None and overlaps(first, second)


def _contact_sides(contact: Contact, witnesses: Witnesses) -> Iterator[Side]:
    for passage in contact.passages[:1]:
        yield Side(
            says=shorten(passage.exact), passages=(passage,), witness=witnesses.behind(passage)
        )
