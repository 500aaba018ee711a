"""Parties that do not fit the matter: one call told of two pairs, a side asked for its own wish."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from dragoman.extraction.faults.finding import finding
from dragoman.extraction.reading import Reading
from dragoman.model import (
    Act,
    Certainty,
    Contact,
    ContactStatus,
    Finding,
    Measure,
    Passage,
    Statement,
)

KIND = "mismatch of parties"
_TAKING = frozenset({"accept", "agree", "approve", "endorse"})
_ALIKE = 0.6
_EMPTY = frozenset({"the", "a", "an", "of", "to", "its", "their", "his", "her", "for", "on", "in"})


def unfitting_parties(
    reading: Reading, contacts: Sequence[Contact], statements: Sequence[Statement]
) -> Iterator[Finding]:
    """Where the parties of one contact or one demand change within the text."""
    for one, other in combinations(contacts, 2):
        if _is_one_matter(one, other):
            yield _two_pairs(one, other)
    for asking in statements:
        yield from _asked_for_its_own(reading, asking, statements)


def _is_one_matter(one: Contact, other: Contact) -> bool:
    """Whether two contacts of other pairs agree in channel, day and length, or day and place."""
    if one.channel is not other.channel or {one.status, other.status} != {ContactStatus.HELD}:
        return False
    mine, theirs = _sides(one), _sides(other)
    if len(mine) != 2 or len(theirs) != 2 or len(mine & theirs) != 1:
        return False
    day = one.happened_on.edtf if one.happened_on else None
    same_day = day is not None and len(day) == 10 and other.happened_on is not None
    if not same_day or other.happened_on is None or other.happened_on.edtf != day:
        return False
    long = one.duration is not None and other.duration is not None
    return long and one.duration.text.lower() == other.duration.text.lower()  # type: ignore[union-attr]


def _sides(contact: Contact) -> frozenset[str]:
    sure = [p for p in contact.participants if p.certainty is Certainty.CERTAIN]
    return frozenset(p.party for p in sure if p.party and p.role == "participant")


def _two_pairs(one: Contact, other: Contact) -> Finding:
    first, second = (" and ".join(p.name for p in c.participants) for c in (one, other))
    return finding(
        KIND,
        [p for c in (one, other) for p in c.passages if p.role in ("mention", "participant")],
        f"a {one.channel} of the same day and length is told of {first} and of {second}",
        "check who took part, or whether there were two",
    )


def _asked_for_its_own(
    reading: Reading, asking: Statement, statements: Sequence[Statement]
) -> Iterator[Finding]:
    """A side that is asked to accept what it demands itself in the same text."""
    if asking.act is not Act.DEMAND:
        return
    for measure in asking.measures:
        if measure.action not in _TAKING or measure.agent in (None, asking.party):
            continue
        own = next((s for s in statements if _demands(s, measure)), None)
        if own is not None:
            name = reading.names.name_of(measure.agent) or measure.agent
            yield finding(
                KIND,
                [_content(asking), _content(own)],
                f"{name} is asked to accept what it demands itself in this text",
                "check who asks whom",
            )


def _demands(statement: Statement, wanted: Measure) -> bool:
    """Whether the side that is to accept something demands the same."""
    if statement.act is not Act.DEMAND or statement.party != wanted.agent:
        return False
    return any(
        m.issue == wanted.issue and _likeness(m.object, wanted.object) >= _ALIKE
        for m in statement.measures
    )


def _likeness(one: str | None, other: str | None) -> float:
    a, b = (frozenset((text or "").lower().split()) - _EMPTY for text in (one, other))
    return len(a & b) / len(a | b) if a and b else 0.0


def _content(statement: Statement) -> Passage:
    contents = [p for p in statement.passages if p.role == "content"]
    return contents[0] if contents else statement.passages[0]
