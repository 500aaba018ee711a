"""What is told of as undertaken or agreed, before the accounts of it are joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from dragoman.assessment.authors import authors_of
from dragoman.assessment.commitments.binding import (
    MEETING,
    MOVE,
    bound_parties,
    is_telling,
    is_undertaking,
    own_accounts,
)
from dragoman.assessment.commitments.periods import due_in, due_time, starting_in
from dragoman.assessment.commitments.phrasing import (
    bound_subject,
    is_of_old,
    is_of_signed,
    tells_for_both,
)
from dragoman.assessment.commitments.tellings import Telling, find_tellings, sentence_around
from dragoman.assessment.embedding import content_of
from dragoman.assessment.endings import is_good_ending
from dragoman.assessment.matters import Matters
from dragoman.assessment.witnesses import Witness, Witnesses
from dragoman.assessment.wording import (
    content_words,
    is_listed,
    statement_words,
)
from dragoman.model import (
    Act,
    Certainty,
    Condition,
    Contact,
    ContactStatus,
    Contents,
    Measure,
    Passage,
    Statement,
    Voice,
    When,
)

_FORETOLD = frozenset({Act.PREDICT})
_HELD = frozenset({ContactStatus.HELD, ContactStatus.UNDER_WAY})


@frozen(kw_only=True)
class Undertaking:
    """One account of one undertaking.

    ``day`` is EDTF or empty; ``own_accounts`` are the parties whose own words the account is,
    ``signatories`` those of a joint statement that it stands in. ``sentence`` is the whole
    sentence; ``place`` its number in a list of steps.
    """

    id: str
    parties: frozenset[str]
    measure: Measure
    issues: tuple[str, ...]
    witness: Witness
    passages: tuple[Passage, ...]
    statement: Statement | None = None
    on: When | None = None
    day: str = ""
    due_on: When | None = None
    conditions: tuple[Condition, ...] = ()
    reached_at: str | None = None
    is_signed: bool = False
    own_accounts: frozenset[str] = frozenset()
    signatories: frozenset[str] = frozenset()
    starts_on: When | None = None
    sentence: Passage | None = None
    place: int | None = None

    @property
    def words(self) -> frozenset[str]:
        """The telling words of the account."""
        return content_words(" ".join(p.exact for p in self.passages))


def find_undertakings(contents: Contents, witnesses: Witnesses) -> Iterator[Undertaking]:
    """Every account of an undertaking: statements, outcomes of contacts, and told sentences.

    A sentence is read again only where neither of the others tells what was undertaken in it.
    """
    contacts = {contact.id: contact for contact in contents.contacts}
    authors = authors_of(contents, witnesses)
    found = [
        u for s in contents.statements for u in _from_statement(s, contacts, authors, witnesses)
    ]
    alone = _undertaken_alone(contents.statements)
    for contact in contents.contacts:
        found.extend(u for u in _from_contact(contact, witnesses) if not _is_of_one(u, alone))
    tellings = list(find_tellings(contents, witnesses))
    inner = _by_document(one.passage for one in tellings)
    found = [one for one in found if not _is_told_within(one, inner, witnesses)]
    yield from found
    known = _by_document(passage for one in found for passage in one.passages)
    matters = Matters(contents)
    for telling in tellings:
        own = telling.passage
        if not any(p.start < own.end and own.start < p.end for p in known.get(own.document, ())):
            yield from _from_telling(telling, matters, authors, witnesses)


def _by_document(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    found: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        found[passage.document].append(passage)
    return dict(found)


def _is_told_within(
    one: Undertaking, inner: Mapping[str, Sequence[Passage]], witnesses: Witnesses
) -> bool:
    """Whether a statement's words ("Ormark agreed to …") are a sentence that is read better."""
    if one.statement is None or not bound_subject(statement_words(one.statement), witnesses):
        return False
    return any(p.covers(q) for p in one.passages for q in inner.get(p.document, ()))


def _undertaken_alone(statements: Iterable[Statement]) -> dict[str, list[Passage]]:
    """By document, the words in which one side alone undertakes something."""
    found: defaultdict[str, list[Passage]] = defaultdict(list)
    for statement in statements:
        parties = {speaker.party for speaker in statement.speakers}
        if len(parties) == 1 and is_undertaking(statement):
            for passage in content_of(statement):
                found[passage.document].append(passage)
    return dict(found)


def _is_of_one(told: Undertaking, alone: Mapping[str, Sequence[Passage]]) -> bool:
    """Whether a statement says that one side alone undertook what an outcome tells of."""
    (outcome,) = told.passages
    return any(outcome.covers(passage) for passage in alone.get(outcome.document, ()))


def _from_statement(
    statement: Statement,
    contacts: dict[str, Contact],
    authors: Mapping[str, str],
    witnesses: Witnesses,
) -> Iterator[Undertaking]:
    if not is_undertaking(statement) or witnesses.embedding.is_supposed(statement):
        return
    if witnesses.is_asked(statement):
        return
    sentence = sentence_around(content_of(statement)[0], witnesses)
    if sentence is not None and is_of_old(sentence, witnesses.published(sentence.document)):
        return
    contact = contacts.get(statement.about or "")
    for number, measure in enumerate(_measures(statement)):
        parties = bound_parties(statement, measure, witnesses)
        if parties and is_telling(measure):
            yield Undertaking(
                id=f"{statement.id}:{number}",
                parties=parties,
                measure=measure,
                issues=(measure.issue,) if measure.issue else statement.issues,
                witness=witnesses.speaker(statement),
                passages=content_of(statement),
                statement=statement,
                on=statement.stated_on or (contact.happened_on if contact else None),
                day=witnesses.day_of(statement),
                due_on=due_time(statement, measure, contact, witnesses),
                conditions=statement.conditions,
                reached_at=contact.id if contact and contact.status in _HELD else None,
                is_signed=is_listed(measure.action, "signing")
                or is_of_signed(witnesses.around(content_of(statement)[0])),
                own_accounts=own_accounts(statement, witnesses) or _by_author(statement, authors),
                signatories=_signatories(content_of(statement), parties, witnesses),
                starts_on=_start(measure, statement, witnesses),
                sentence=sentence,
            )


def _by_author(statement: Statement, authors: Mapping[str, str]) -> frozenset[str]:
    """The party whose own release tells it in the narrator's voice."""
    author = authors.get(content_of(statement)[0].document)
    is_narrated = statement.voice is Voice.NARRATOR or not statement.speakers
    return frozenset({author} if author and is_narrated else ())


def _signatories(
    passages: tuple[Passage, ...], parties: frozenset[str], witnesses: Witnesses
) -> frozenset[str]:
    """The parties of a joint statement in which an undertaking stands; empty without one.

    What one alone undertakes, both tell only if the sentence itself says so.
    """
    if len(parties) > 1:
        return (
            parties if any(tells_for_both(witnesses.around(p)) for p in passages) else frozenset()
        )
    told = (sentence_around(p, witnesses) for p in passages)
    return parties if any(s and tells_for_both(s.exact) for s in told) else frozenset()


def _start(measure: Measure, statement: Statement, witnesses: Witnesses) -> When | None:
    """The day from which it is to be done, or on which, as far as the words say."""
    period = measure.period
    if period is not None and period.edtf and period.relation in ("since", "after", "on"):
        return period
    return starting_in(statement_words(statement), witnesses.day_of(statement))


def _measures(statement: Statement) -> list[Measure]:
    """The measures undertaken: one for each issue, or the words where the reader gives none."""
    passage = next(iter(content_of(statement)), None)
    if not statement.measures:
        issue = next(iter(statement.issues), None) or _meeting_issue(statement_words(statement))
        return [Measure(object=statement_words(statement), issue=issue, passage=passage)]
    found: dict[str | None, Measure] = {}
    for measure in statement.measures:
        if is_telling(measure):
            found.setdefault(measure.issue, measure)
    if len(found) > 1:
        found.pop(None, None)
    return [m if m.passage else evolve(m, passage=passage) for m in found.values()]


def _from_contact(contact: Contact, witnesses: Witnesses) -> Iterator[Undertaking]:
    if contact.status not in _HELD:
        return
    parties = frozenset(
        side
        for p in contact.participants
        if p.certainty is Certainty.CERTAIN
        and p.role not in ("host", "mediator")
        and (side := p.party or (p.id if p.id in witnesses.parties else None))
    )
    outcomes = sorted(p for p in contact.passages if p.role == "outcome")
    for number, passage in enumerate(outcomes):
        words = " ".join(passage.exact.split())
        if len(parties) > 1 and _tells_agreement(words):
            witness = witnesses.behind(passage)
            yield Undertaking(
                id=f"{contact.id}:{number}",
                parties=parties,
                measure=Measure(
                    object=words, issue=_issue(contact) or _meeting_issue(words), passage=passage
                ),
                issues=contact.issues,
                witness=witness,
                passages=(passage,),
                on=contact.happened_on,
                day=(contact.happened_on.edtf or "") if contact.happened_on else "",
                reached_at=contact.id,
                own_accounts=frozenset({witness.party} & parties) if witness.party else frozenset(),
                signatories=_signatories((passage,), parties, witnesses),
                sentence=sentence_around(passage, witnesses),
            )


def _from_telling(
    telling: Telling, matters: Matters, authors: Mapping[str, str], witnesses: Witnesses
) -> Iterator[Undertaking]:
    """The account that a sentence gives; none where somebody only demands or denies it."""
    if witnesses.embedding.is_inside(telling.passage, _FORETOLD):
        return
    words = " ".join(telling.passage.exact.split())
    issue = _meeting_issue(words) or matters.issue_of(telling.passage)
    measure = Measure(object=words, issue=issue, passage=telling.passage)
    if not is_telling(measure) or MOVE.match(words):
        return
    witness = witnesses.behind(telling.passage)
    day = witnesses.published(telling.passage.document)
    teller = witness.party or authors.get(telling.passage.document)
    yield Undertaking(
        id=f"telling:{telling.passage.document}:{telling.passage.start}",
        parties=telling.parties,
        measure=measure,
        issues=(issue,) if issue else (),
        witness=witness,
        passages=(telling.passage,),
        day=day,
        due_on=due_in(words, day),
        is_signed=telling.is_signed,
        own_accounts=frozenset({teller} if teller else ()),
        signatories=telling.signatories,
        starts_on=starting_in(words, day),
        sentence=telling.sentence,
        place=telling.place,
    )


def _meeting_issue(words: str) -> str | None:
    """To meet or talk again is a matter of process, where nothing else is named."""
    return "process" if MEETING.search(words) else None


def _tells_agreement(words: str) -> bool:
    """Whether an outcome says that something was agreed, and what."""
    said = {w for w in content_words(words) if not is_listed(w, "agreeing")}
    return bool(said) and is_listed(words, "agreeing") and is_good_ending(words)


def _issue(contact: Contact) -> str | None:
    """The contact's issue when it has only one: an outcome does not say which of several."""
    return contact.issues[0] if len(contact.issues) == 1 else None
