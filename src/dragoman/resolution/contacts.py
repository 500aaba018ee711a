"""Contacts told by several documents become one entry each."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from dragoman.calendar import describe
from dragoman.model import (
    Certainty,
    Channel,
    Contact,
    ContactStatus,
    Named,
    Participant,
    Quantity,
    Question,
    Statement,
    When,
    digest,
)
from dragoman.resolution.edges import Edge, Ties, left_open, ties_for
from dragoman.resolution.grouping import Groups
from dragoman.resolution.history import stages
from dragoman.resolution.linking import nearby
from dragoman.resolution.matching import Doubt, Matcher, pool_document, sort_key
from dragoman.resolution.occasions import Occasion, occasion
from dragoman.resolution.parties import fold
from dragoman.resolution.ranking import Order, day_of
from dragoman.resolution.spans import span_of

_STATUS_ORDER = (
    ContactStatus.HELD,
    ContactStatus.UNDER_WAY,
    ContactStatus.CANCELLED,
    ContactStatus.PLANNED,
    ContactStatus.SUGGESTED,
    ContactStatus.DENIED,
)
_CERTAINTY_ORDER = (
    Certainty.CERTAIN,
    Certainty.EXPECTED,
    Certainty.ALTERNATIVE,
    Certainty.DENIED,
)
_CHANNEL_ORDER = (Channel.SUMMIT, Channel.TALKS, Channel.VISIT, Channel.MEETING)


@frozen(kw_only=True)
class Contacts:
    """The dossier's contacts, and which of them each contact of a report is."""

    contacts: tuple[Contact, ...]
    renamed: dict[str, str]
    questions: tuple[Question, ...]


def resolve_contacts(
    contacts: Sequence[Contact],
    statements: Iterable[Statement],
    parties: Container[str],
    edges: Sequence[Edge],
    order: Order,
) -> Contacts:
    """Join the accounts of each contact; who is unsure stays apart and becomes a question."""
    ties = ties_for("contact", edges, contacts)
    near = nearby(statements, contacts)
    by_document: defaultdict[str, list[Occasion]] = defaultdict(list)
    for contact in contacts:
        document = _document(contact)
        published = day_of(order.documents.get(document))
        by_document[document].append(
            occasion(contact, published, parties, near.get(contact.id, ()))
        )
    pooled = [
        one
        for told in by_document.values()
        for one in pool_document(sorted(told, key=lambda o: sort_key(o, order)), ties)
    ]
    matcher = Matcher(ties)
    for one in sorted(join_signed(pooled, ties), key=lambda o: sort_key(o, order)):
        matcher.place(one)
    merged = [merge_contacts(one.members, parties, order) for one in matcher.index.occasions]
    renamed = {
        old.id: new.id
        for new, one in zip(merged, matcher.index.occasions, strict=True)
        for old in one.members
    }
    return Contacts(
        contacts=tuple(sorted(merged, key=lambda contact: contact.id)),
        renamed=renamed,
        questions=_questions(
            [*_left_open(ties, renamed), *_doubted(matcher.doubts, renamed)],
            {c.id: c for c in merged},
        ),
    )


def _document(contact: Contact) -> str:
    if contact.documents:
        return contact.documents[0]
    return contact.passages[0].document if contact.passages else ""


def join_signed(occasions: list[Occasion], ties: Ties) -> list[Occasion]:
    """Put together what an analyst says is the same, whatever speaks against it."""
    where = {id_: number for number, one in enumerate(occasions) for id_ in one.ids}
    groups = Groups(range(len(occasions)))
    for first, second in ties.same:
        groups.join(where[first], where[second])
    joined = []
    for numbers in groups.all():
        one, *rest = (occasions[number] for number in sorted(numbers))
        for other in rest:
            one.absorb(other)
        joined.append(one)
    return joined


def merge_contacts(members: Sequence[Contact], parties: Container[str], order: Order) -> Contact:
    """One contact out of the accounts of it; its id is the earliest-stored one's."""
    told = sorted(members, key=order.key)
    first = told[0]
    lengths = [m.duration for m in told if m.duration] + [d for m in told for d in m.durations]
    scores = [m.score for m in told if m.score is not None]
    return evolve(
        first,
        passages=order.passages(told),
        score=max(scores, default=None),
        because=tuple(dict.fromkeys(why for m in told for why in m.because)),
        channel=_channel(told),
        participants=_participants(told, parties),
        host=most_told([m.host for m in told]),
        mediator=most_told([m.mediator for m in told]),
        place=most_told([m.place for m in told]),
        happened_on=best_day([m.happened_on for m in told]),
        duration=_most_told_length(lengths),
        durations=tuple(dict.fromkeys(lengths)),
        status=_status(told),
        level=next((m.level for m in told if m.level), None),
        topics=_distinct(topic for m in told for topic in m.topics),
        outcomes=_distinct(outcome for m in told for outcome in m.outcomes),
        issues=tuple(dict.fromkeys(issue for m in told for issue in m.issues)),
        documents=_documents(told, order),
        history=stages(told, order),
    )


def _documents(told: Sequence[Contact], order: Order) -> tuple[str, ...]:
    ids = {d for m in told for d in m.documents} | {p.document for m in told for p in m.passages}
    return tuple(sorted(ids, key=order.of_document))


def _status(told: Sequence[Contact]) -> ContactStatus:
    return min((m.status for m in told), key=_STATUS_ORDER.index)


def _channel(told: Sequence[Contact]) -> Channel:
    """The most frequent; of equals the one that says more ("summit" before "meeting")."""
    counts = Counter(m.channel for m in told)
    return min(
        counts,
        key=lambda c: (-counts[c], _CHANNEL_ORDER.index(c) if c in _CHANNEL_ORDER else 0),
    )


def _participants(told: Sequence[Contact], parties: Container[str]) -> tuple[Participant, ...]:
    """Everybody named, each once; a party is left out where a person stands for it."""
    best: dict[str, Participant] = {}
    for one in (p for m in told for p in m.participants):
        key = one.id or fold(one.name)
        known = best.get(key)
        if known is None or _certainty(one) < _certainty(known):
            best[key] = one
    stood_for = {
        p.party
        for p in best.values()
        if p.party and p.id != p.party and p.certainty is not Certainty.DENIED
    }
    return tuple(p for p in best.values() if not (p.id in parties and p.id in stood_for))


def _certainty(one: Participant) -> int:
    return _CERTAINTY_ORDER.index(one.certainty)


def most_told(named: Iterable[Named | None]) -> Named | None:
    """The one that most accounts name; of equals the earliest."""
    known = [one for one in named if one is not None]
    counts = Counter(one.id or fold(one.name) for one in known)
    return min(known, key=lambda one: -counts[one.id or fold(one.name)], default=None)


def best_day(whens: Iterable[When | None]) -> When | None:
    """The narrowest time, of equally narrow ones the most told, then the earliest account's.

    A time without days ("on Tuesday" in an undated text) stands only where no other does.
    """
    known = [when for when in whens if when is not None]
    counts = Counter(when.edtf for when in known)

    def badness(when: When) -> tuple[int, int]:
        span = span_of(when)
        width = span.days if span else 10**6 if when.edtf else 10**7
        return width, -counts[when.edtf]

    return min(known, key=badness, default=None)


def _most_told_length(lengths: Sequence[Quantity]) -> Quantity | None:
    counts = Counter((q.value, q.unit) for q in lengths)
    return min(lengths, key=lambda q: -counts[q.value, q.unit], default=None)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text once, in its first spelling."""
    return tuple({fold(text): text for text in reversed([*texts])}.values())[::-1]


_Open = tuple[str, set[str], str]
"""A contact, those that it may be, and why nobody could tell."""


def _left_open(ties: Ties, renamed: Mapping[str, str]) -> Iterator[_Open]:
    for first, second, note in ties.unsure:
        yield renamed[first], {renamed[second]}, left_open(note)


def _doubted(doubts: Iterable[Doubt], renamed: Mapping[str, str]) -> Iterator[_Open]:
    for doubt in doubts:
        others = {renamed[candidate.members[0].id] for candidate in doubt.candidates}
        yield renamed[doubt.occasion.members[0].id], others, doubt.why


def _questions(open_: Iterable[_Open], merged: Mapping[str, Contact]) -> tuple[Question, ...]:
    """One question for each contact that nobody could place."""
    found: dict[str, Question] = {}
    for own, others, why in open_:
        ids = (own, *sorted(others - {own}))
        if len(ids) < 2:
            continue
        contacts = [merged[id_] for id_ in ids]
        question = Question(
            id=digest("question", "contact", *sorted(ids)),
            passages=tuple(c.passages[0] for c in contacts if c.passages),
            asks=f"{_was(contacts[0])} the {tell(contacts[0])} the same contact as "
            + " or ".join(f"the {tell(c)}" for c in contacts[1:])
            + "?",
            why=why,
            candidates=ids,
        )
        found.setdefault(question.id, question)
    return tuple(found[id_] for id_ in sorted(found))


def _was(contact: Contact) -> str:
    return "were" if contact.channel is Channel.TALKS else "was"


def tell(contact: Contact) -> str:
    """A contact in a few words: "call of Marn and Oskander (day not given)"."""
    names = [p.name for p in contact.participants] or ["unnamed participants"]
    who = " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
    when = contact.happened_on
    day = describe(when.edtf) if when and when.edtf else when.text if when else "day not given"
    place = f" in {contact.place.name}" if contact.place else ""
    return f"{contact.channel} of {who}{place} ({day})"
