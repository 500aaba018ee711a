"""What is told of as undertaken or agreed, before the accounts of it are joined."""

from collections.abc import Iterator

from attrs import frozen

from dragoman.assessment.endings import is_good_ending
from dragoman.assessment.stances import UNDERTAKING_ACTS
from dragoman.assessment.witnesses import Witness, Witnesses
from dragoman.assessment.wording import is_listed, subject_words
from dragoman.model import (
    Certainty,
    Condition,
    Contact,
    ContactStatus,
    Contents,
    Firmness,
    Measure,
    Passage,
    Polarity,
    Statement,
    Voice,
    When,
)

_HELD = frozenset({ContactStatus.HELD, ContactStatus.UNDER_WAY})
_DUE = frozenset({"by", "before", "until", "on"})


@frozen(kw_only=True)
class Undertaking:
    """One account of one undertaking.

    ``day`` is EDTF or empty; ``own_accounts`` are the parties whose own words the account is.
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


def find_undertakings(contents: Contents, witnesses: Witnesses) -> Iterator[Undertaking]:
    """Every account of an undertaking, in statements and in the outcomes of contacts."""
    contacts = {contact.id: contact for contact in contents.contacts}
    for statement in contents.statements:
        yield from _from_statement(statement, contacts, witnesses)
    for contact in contents.contacts:
        yield from _from_contact(contact, witnesses)


def is_undertaking(statement: Statement) -> bool:
    """Whether a statement binds: flatly, not as a supposition, and not a refusal."""
    return (
        statement.act in UNDERTAKING_ACTS
        and statement.firmness is Firmness.FIRM
        and statement.polarity is Polarity.AFFIRMED
        and not statement.hypothetical
        and statement.voice in (Voice.SPEAKER, Voice.NARRATOR)
    )


def _from_statement(
    statement: Statement, contacts: dict[str, Contact], witnesses: Witnesses
) -> Iterator[Undertaking]:
    if not is_undertaking(statement):
        return
    contact = contacts.get(statement.about or "")
    content = tuple(sorted(p for p in statement.passages if p.role == "content"))
    for number, measure in enumerate(statement.measures):
        parties = _bound(statement, measure, witnesses)
        if parties and is_telling(measure):
            yield Undertaking(
                id=f"{statement.id}:{number}",
                parties=parties,
                measure=measure,
                issues=(measure.issue,) if measure.issue else statement.issues,
                witness=witnesses.speaker(statement),
                passages=content,
                statement=statement,
                on=statement.stated_on,
                day=witnesses.day_of(statement),
                due_on=_due(measure),
                conditions=statement.conditions,
                reached_at=contact.id if contact and contact.status in _HELD else None,
                is_signed=is_listed(measure.action, "signing"),
                own_accounts=own_accounts(statement, witnesses),
            )


def is_telling(measure: Measure) -> bool:
    """Whether a measure says what is undertaken.

    "It" says nothing, and to keep a promise is no new one.
    """
    if not subject_words(measure):
        return False
    return not (is_listed(measure.action, "keeping") and is_listed(measure.object, "agreeing"))


def _bound(statement: Statement, measure: Measure, witnesses: Witnesses) -> frozenset[str]:
    """The parties that an acceptance or promise binds.

    All who speak together; else the one who is to act; else the one spoken for.
    """
    speakers = {side for s in statement.speakers if (side := witnesses.side(s))}
    if len(speakers) > 1:
        return frozenset(speakers)
    if measure.agent in witnesses.parties:
        return frozenset({measure.agent}) if measure.agent else frozenset()
    if speakers:
        return frozenset(speakers)
    return frozenset({statement.party} & witnesses.parties) if statement.party else frozenset()


def own_accounts(statement: Statement, witnesses: Witnesses) -> frozenset[str]:
    """The parties in whose own words a statement is: named speakers, told on by nobody else's.

    Two leaders "agreed" in a narrator's words is no account of either; that takes a cue, and the
    reader then gives the statement the voice of a speaker. One who passes the words on for
    another party makes it that party's account.
    """
    if statement.voice is not Voice.SPEAKER or witnesses.is_anonymous(statement):
        return frozenset()
    chain = statement.reported_by[-1:] or statement.speakers
    return frozenset(side for one in chain if (side := witnesses.side(one)))


def _due(measure: Measure) -> When | None:
    """When it is due: "by the end of April", but not "for 30 days"."""
    period = measure.period
    return period if period is not None and period.relation in _DUE and period.edtf else None


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
        if len(parties) > 1 and is_listed(words, "agreeing") and is_good_ending(words):
            yield Undertaking(
                id=f"{contact.id}:{number}",
                parties=parties,
                measure=Measure(object=words, issue=_issue(contact), passage=passage),
                issues=contact.issues,
                witness=witnesses.behind(passage),
                passages=(passage,),
                on=contact.happened_on,
                day=(contact.happened_on.edtf or "") if contact.happened_on else "",
                reached_at=contact.id,
            )


def _issue(contact: Contact) -> str | None:
    """The contact's issue when it has only one: an outcome does not say which of several."""
    return contact.issues[0] if len(contact.issues) == 1 else None
