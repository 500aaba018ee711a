"""What is told of as undertaken or agreed, before the accounts of it are joined."""

import re
from collections.abc import Iterator

from attrs import evolve, frozen

from dragoman.assessment.embedding import content_of
from dragoman.assessment.endings import is_good_ending
from dragoman.assessment.lookahead import is_forecast, looks_ahead
from dragoman.assessment.periods import due_time
from dragoman.assessment.stances import UNDERTAKING_ACTS
from dragoman.assessment.witnesses import Witness, Witnesses
from dragoman.assessment.wording import (
    content_words,
    cue_words,
    is_hollow,
    is_listed,
    statement_words,
    subject_words,
)
from dragoman.model import (
    Act,
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

_MEETING = re.compile(
    r"\b(?:to|would|will) (?:meet|see each other|talk|speak|negotiate|hold (?:\w+ ){0,2}talks)|"
    r"\b(?:open|continue|resume) (?:\w+ )?(?:talks|negotiations)\b",
    re.IGNORECASE,
)
_HELD = frozenset({ContactStatus.HELD, ContactStatus.UNDER_WAY})


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

    @property
    def words(self) -> frozenset[str]:
        """The telling words of the account."""
        return content_words(" ".join(p.exact for p in self.passages))


def find_undertakings(contents: Contents, witnesses: Witnesses) -> Iterator[Undertaking]:
    """Every account of an undertaking, in statements and in the outcomes of contacts."""
    contacts = {contact.id: contact for contact in contents.contacts}
    for statement in contents.statements:
        yield from _from_statement(statement, contacts, witnesses)
    for contact in contents.contacts:
        for told in _from_contact(contact, witnesses):
            if not _is_of_one(told.passages[0], contents):
                yield told


def _is_of_one(outcome: Passage, contents: Contents) -> bool:
    """Whether a statement says that one side alone undertook what an outcome tells of."""
    return any(
        is_undertaking(statement)
        and len({speaker.party for speaker in statement.speakers}) == 1
        and any(p.role == "content" and outcome.covers(p) for p in statement.passages)
        for statement in contents.statements
    )


def is_undertaking(statement: Statement) -> bool:
    """Whether a statement binds: flatly, not as a supposition, about what is still to come.

    An assertion whose cue says "agreed" is an acceptance; "agreed not to" is one too, though its
    content is negated.
    """
    agreed = statement.act is Act.ASSERT and is_listed(cue_words(statement), "agreeing verbs")
    words = statement_words(statement)
    refused = statement.polarity is Polarity.NEGATED and not words.startswith(
        ("not to", "never to")
    )
    return (
        (agreed or statement.act in UNDERTAKING_ACTS)
        and (statement.firmness is Firmness.FIRM or _is_soon(statement, words))
        and not refused
        and not statement.hypothetical
        and statement.voice in (Voice.SPEAKER, Voice.NARRATOR)
        and looks_ahead(words)
        and not (statement.act is Act.PROMISE and is_forecast(words))
    )


def _is_soon(statement: Statement, words: str) -> bool:
    """Whether only "as soon as possible" makes it sound like a mere possibility."""
    return statement.firmness is Firmness.POSSIBLE and "as possible" in words


def _from_statement(
    statement: Statement, contacts: dict[str, Contact], witnesses: Witnesses
) -> Iterator[Undertaking]:
    if not is_undertaking(statement) or witnesses.embedding.is_supposed(statement):
        return
    contact = contacts.get(statement.about or "")
    for number, measure in enumerate(_measures(statement)):
        parties = _bound(statement, measure, witnesses)
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
                is_signed=is_listed(measure.action, "signing"),
                own_accounts=own_accounts(statement, witnesses),
            )


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


def is_telling(measure: Measure) -> bool:
    """Whether a measure says what is undertaken.

    "It" says nothing, and to keep a promise is no new one.
    """
    words = subject_words(measure)
    bare = len(words) < 2 and measure.action is None and _MEETING.search(measure.object or "")
    if is_hollow(" ".join(words)) or bare:
        return False
    return not (is_listed(measure.action, "keeping") and is_listed(measure.object, "agreeing"))


def _bound(statement: Statement, measure: Measure, witnesses: Witnesses) -> frozenset[str]:
    """The parties that an acceptance or promise binds.

    All who speak together; else the one who accepted, as another tells; else the one spoken for.
    Nobody can promise for another: that is a forecast.
    """
    speakers = {side for s in statement.speakers if (side := witnesses.side(s))}
    if len(speakers) > 1:
        return frozenset(speakers)
    agent = measure.agent if measure.agent in witnesses.parties else None
    own = speakers or {statement.party} & witnesses.parties
    if agent is None or agent in own:
        return frozenset(party for party in own if party)
    return frozenset() if own and statement.act is Act.PROMISE else frozenset({agent})


def own_accounts(statement: Statement, witnesses: Witnesses) -> frozenset[str]:
    """The parties in whose own words a statement is: named speakers, told on by nobody else's.

    That two leaders "agreed" is told by the narrator and no account of either; "both announced"
    is. What allies promise together is one account, no confirmation by both sides. One who passes
    the words on for another party makes it that party's account.
    """
    if statement.voice is not Voice.SPEAKER or witnesses.is_anonymous(statement):
        return frozenset()
    jointly = len(statement.speakers) > 1 and not statement.reported_by
    if jointly and (
        statement.act is Act.PROMISE or is_listed(cue_words(statement), "agreeing verbs")
    ):
        return frozenset()
    chain = statement.reported_by[-1:] or statement.speakers
    return frozenset(side for one in chain if (side := witnesses.side(one)))


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
            )


def _meeting_issue(words: str) -> str | None:
    """To meet or talk again is a matter of process, where nothing else is named."""
    return "process" if _MEETING.search(words) else None


def _tells_agreement(words: str) -> bool:
    """Whether an outcome says that something was agreed, and what."""
    said = {w for w in content_words(words) if not is_listed(w, "agreeing")}
    return bool(said) and is_listed(words, "agreeing") and is_good_ending(words)


def _issue(contact: Contact) -> str | None:
    """The contact's issue when it has only one: an outcome does not say which of several."""
    return contact.issues[0] if len(contact.issues) == 1 else None
