"""One account says that something was discussed, agreed or done; another says it was not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dragoman.assessment.clashes import Clash, Side, are_two_accounts, side_of
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import (
    content_words,
    has_like_words,
    is_listed,
    matter_words,
    measure_words,
    shorten,
    statement_words,
    subject_words,
)
from dragoman.calendar import overlaps
from dragoman.model import (
    Act,
    Contact,
    ContactStatus,
    Contents,
    DiscrepancyKind,
    Firmness,
    Measure,
    Polarity,
    Statement,
    Voice,
)

_WIDE_ISSUES = frozenset({"process", "settlement", "bilateral-relations"})
"""Issues too wide for two accounts on them to be about one matter."""
_NEAR = 400
"""Within so many code points of one text, two accounts of one issue are of one occasion."""
_WANTING = frozenset({Act.DEMAND, Act.PROPOSE, Act.PROMISE, Act.ACCEPT})
_BREATH = 120
"""Within so many code points a pronoun points back to what was denied."""
_PRONOUN = re.compile(r"\b(?:it|its|this|that one|them|their)\b", re.IGNORECASE)
_AFFIRMING = frozenset({Act.ASSERT, Act.DEMAND, Act.PROPOSE, Act.PROMISE, Act.ACCEPT, Act.ACCUSE})


def find_denials(contents: Contents, witnesses: Witnesses) -> Iterator[Clash]:
    """Denials beside what they deny, on the same matter and by different people."""
    affirmed = _Affirmed(contents.statements)
    contacts = {contact.id: contact for contact in contents.contacts}
    for denial in contents.statements:
        for measure in _denied(denial):
            rivals = [
                side_of(other, witnesses)
                for other in affirmed.near(denial, measure)
                if _contradicts(denial, measure, other)
            ]
            rivals.extend(_told_topics(denial, measure, contacts, witnesses))
            clash = _clash(denial, measure, rivals, witnesses)
            if clash is not None:
                yield clash
                break
    yield from _denied_contacts(contents.contacts, witnesses)


def is_flat(statement: Statement) -> bool:
    """Whether it is said flatly, of something real, and not by an interviewer or editor."""
    return (
        statement.firmness is Firmness.FIRM
        and not statement.hypothetical
        and statement.voice in (Voice.SPEAKER, Voice.NARRATOR)
    )


def _denied(statement: Statement) -> Iterator[Measure]:
    """The measures that a statement says are not so.

    A denial, or a negated assertion that something was talked about, agreed or done.
    """
    if not is_flat(statement) or statement.act not in (Act.DENY, Act.ASSERT):
        return
    flipped = statement.polarity is Polarity.NEGATED
    for measure in statement.measures:
        told_off = statement.act is Act.DENY or measure.negated or flipped
        if told_off and (statement.act is Act.DENY or _is_talked_or_agreed(measure)):
            yield measure


def _is_talked_or_agreed(measure: Measure) -> bool:
    return is_listed(measure.action, "talk") or is_listed(measure.action, "agreeing")


class _Affirmed:
    """Affirming statements, found by contact, by document, and by subject word."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._by_key: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in statements:
            if is_affirming(statement):
                for key in self._keys(statement):
                    self._by_key[key].append(statement)

    @staticmethod
    def _keys(statement: Statement) -> Iterator[tuple[str, str]]:
        if statement.about:
            yield "about", statement.about
        for document in {p.document for p in statement.passages}:
            yield "document", document
        for measure in statement.measures:
            if measure.agent:
                for word in subject_words(measure):
                    yield f"agent {measure.agent}", word

    def near(self, denial: Statement, measure: Measure) -> list[Statement]:
        """What may be about the same matter, in the order of ids."""
        keys = [("about", denial.about or "")]
        keys += [("document", p.document) for p in denial.passages]
        keys += [(f"agent {measure.agent}", word) for word in subject_words(measure)]
        found = {s.id: s for key in keys for s in self._by_key.get(key, ())}
        return [statement for _, statement in sorted(found.items())]


def is_affirming(statement: Statement) -> bool:
    """Whether a statement says that something is so, or is wanted."""
    return (
        is_flat(statement)
        and statement.act in _AFFIRMING
        and statement.polarity is Polarity.AFFIRMED
    )


def _contradicts(denial: Statement, measure: Measure, other: Statement) -> bool:
    """Whether ``other`` says what the denial denies."""
    if denial.party is not None and denial.party == other.party:
        return False
    if _quotes(other, denial):
        return False
    if is_listed(measure.action, "talk"):
        return _is_same_occasion(denial, other) and any(
            _is_of_matter(denial, measure, other, m) for m in other.measures
        )
    wanted = {Act.ACCEPT, Act.PROMISE} if is_listed(measure.action, "agreeing") else {Act.ASSERT}
    if other.act not in wanted | {Act.ASSERT, Act.ACCUSE}:
        return False
    return any(_is_same_claim(measure, m) for m in other.measures) and not _are_apart(denial, other)


def _quotes(other: Statement, denial: Statement) -> bool:
    """Whether a statement holds the denial in its own words: it reports it, it is no rival."""
    return any(
        p.covers(q)
        for p in other.passages
        for q in denial.passages
        if p.role == q.role == "content"
    )


def _is_same_claim(denied: Measure, told: Measure) -> bool:
    """Whether the words, the doer and the number are those denied."""
    if told.negated or (denied.agent and told.agent and denied.agent != told.agent):
        return False
    if denied.extent and told.extent and not denied.extent.fits(told.extent):
        return False
    return has_like_words(denied, told)


def _are_apart(one: Statement, two: Statement) -> bool:
    return bool(one.about and two.about and one.about != two.about)


def _is_same_occasion(one: Statement, two: Statement) -> bool:
    """Whether two statements are about one contact, as far as the texts tell."""
    if one.about and two.about:
        return one.about == two.about
    shared = {p.document for p in one.passages} & {p.document for p in two.passages}
    return bool(shared) and _gap(one, two) <= _NEAR


def _gap(one: Statement, two: Statement) -> int:
    """Code points between two statements of one document."""
    gaps = [
        max(p.start, q.start) - min(p.end, q.end)
        for p in one.passages
        for q in two.passages
        if p.document == q.document
    ]
    return min(gaps, default=_NEAR + 1)


def _is_of_matter(denial: Statement, denied: Measure, other: Statement, told: Measure) -> bool:
    """Whether both are on one specific issue, or share what is talked about."""
    if told.negated and is_listed(told.action, "talk"):
        return False
    words = matter_words(denied)
    if words and _points_back(denial, other):
        return True
    if words and 2 * len(words & content_words(measure_words(told))) >= len(words):
        return True
    issues = {denied.issue} if denied.issue else set(denial.issues)
    others = {told.issue} if told.issue else set(other.issues)
    return bool((issues & others) - _WIDE_ISSUES)


def _points_back(denial: Statement, other: Statement) -> bool:
    """Whether what follows in the same breath speaks of it by a pronoun ("demands its end")."""
    follows = min(p.start for p in other.passages) >= max(p.end for p in denial.passages)
    text = statement_words(other)
    is_bare = other.act in _WANTING and not other.issues and _PRONOUN.search(text) is not None
    return follows and is_bare and _gap(denial, other) <= _BREATH


def _told_topics(
    denial: Statement, measure: Measure, contacts: dict[str, Contact], witnesses: Witnesses
) -> Iterator[Side]:
    """The topics told of a contact that the denial says were not talked about."""
    contact = contacts.get(denial.about or "")
    if contact is None or not is_listed(measure.action, "talk"):
        return
    own = [p for p in denial.passages if p.role == "content"]
    for passage in contact.passages:
        is_own = any(p.covers(passage) for p in own)
        subject = matter_words(measure)
        is_told = bool(subject) and subject <= content_words(passage.exact)
        if passage.role == "topic" and not is_own and is_told:
            yield Side(
                says=f"they discussed {shorten(passage.exact)}",
                passages=(passage,),
                witness=witnesses.behind(passage),
            )


def _clash(
    denial: Statement, measure: Measure, rivals: list[Side], witnesses: Witnesses
) -> Clash | None:
    mine = side_of(denial, witnesses)
    others = tuple(side for side in rivals if are_two_accounts(mine, side))
    if not others:
        return None
    talked = is_listed(measure.action, "talk")
    return Clash(
        kind=DiscrepancyKind.DENIAL,
        matter=shorten(measure.object or measure_words(measure) or statement_words(denial)),
        about=denial.about or "",
        first=others,
        second=(mine,),
        why="one account says or implies that it was discussed, the other says that it was not"
        if talked
        else "one account says that it is so, the other denies it",
        targets=(denial.about,) if denial.about else (),
    )


def _denied_contacts(contacts: Iterable[Contact], witnesses: Witnesses) -> Iterator[Clash]:
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
                yield Clash(
                    kind=DiscrepancyKind.DENIAL,
                    matter=f"whether the {contact.channel} was held",
                    about=other.id,
                    first=tuple(_contact_sides(other, witnesses)),
                    second=tuple(_contact_sides(contact, witnesses)),
                    why="one account tells of it as held, the other denies that it was",
                    targets=(contact.id, other.id),
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
