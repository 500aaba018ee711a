"""Whether a statement binds, whom, and whose own account it is."""

import re

from dragoman.assessment.commitments.phrasing import bound_subject, is_paper_alone
from dragoman.assessment.embedding import content_of
from dragoman.assessment.lookahead import is_forecast, looks_ahead
from dragoman.assessment.positions.stances import UNDERTAKING_ACTS
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import (
    cue_words,
    is_hollow,
    is_listed,
    statement_words,
    subject_words,
)
from dragoman.model import Act, Firmness, Measure, Polarity, Statement, Voice

MEETING = re.compile(
    r"\b(?:to|would|will) (?:meet|see each other|talk|speak|negotiate|hold (?:\w+ ){0,2}talks)|"
    r"\b(?:open|continue|resume) (?:\w+ )?(?:talks|negotiations)\b|\bnegotiating teams?\b",
    re.IGNORECASE,
)
"""To meet or talk again."""
_ANSWER = re.compile(
    r"\b(?:to|will|would|shall) (?:\w+ly )?(?:answer|respond|react|retaliate|speak to|take "
    r"everything|fight|win|prevail|not rest)\b",
    re.IGNORECASE,
)


_WIDE = frozenset({None, "process", "settlement", "bilateral-relations"})


_ASSURING = re.compile(r"\b(?:assur|guarantee|pledg|promis|vow)\w*", re.IGNORECASE)


_JOINT_PLAN = re.compile(
    r"^(?:that )?(?:(?P<own>he|she|we|they both|it) and (?P<other>[^,.;]{2,60}?)|"
    r"both of (?:them|us)"
    r"|"
    r"(?P<both>(?:the|both|these)(?: two)? (?:men|sides|leaders|countries|governments|ministers|"
    r"presidents|delegations|teams)))\s+(?:will|would|are to|were to)\b",
    re.IGNORECASE,
)


_READY = re.compile(
    r"^\W*(?:that )?(?:(?:the )?[\w'’-]+ ){0,3}?(?:would|could|might|can) "
    r"(?:now |also |still |even )?"
    r"(?:accept|settle for|live with|be (?:content|satisfied|ready|willing|prepared|open|happy)|"
    r"drop|envisage|consider|sit down|go no further|not go)\b|"
    r"^\W*(?:(?:the )?[\w'’-]+ ){0,3}?st(?:ands?|ood) by\b",
    re.IGNORECASE,
)
"""Words of a position: what a side could live with binds it to nothing yet."""
MOVE = re.compile(
    r"^\W*to (?:\w+ly )?\w+ (?:its|his|her|their|the) (?:[\w-]+ ){0,2}"
    r"(?:stances?|positions?|lines?|tone|objections?|opposition|demands?|(?:pre)?conditions?|resistance|refusal|insistence)\b",
    re.IGNORECASE,
)
"""To drop a demand or to soften a stance is a movement: it binds to no deed."""
_NAMES_NONE = re.compile(
    r"\bsigned nothing\b|\b(?:settled|resolved|ended) (?:their|the|its) "
    r"(?:dispute|differences|quarrel)\b",
    re.IGNORECASE,
)
"""That a dispute is over names nothing undertaken."""
_UNLESS = re.compile(r"\bunless\b", re.IGNORECASE)
"""What is promised "unless" is threatened."""
_DONE = re.compile(
    r"^\W*(?:The )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? (?:has |have |had )?"
    r"(?:handed|gave|paid|left|met|released|freed|sent|withdrew|opened|lifted|visited|dropped)\b"
)
"""What is told as done is undertaken no more: "Midar handed over its maps, as promised"."""
_ASSURED = re.compile(r"\b(?:was|were|been|being) (?:\w+ )?(?:assured|promised|told)\b", re.I)


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
        (agreed or statement.act in UNDERTAKING_ACTS or _binds_by_words(statement, words))
        and (statement.firmness is Firmness.FIRM or _is_soon(statement, words))
        and not refused
        and not statement.hypothetical
        and statement.voice in (Voice.SPEAKER, Voice.NARRATOR)
        and looks_ahead(words)
        and not (statement.act is Act.PROMISE and is_forecast(words))
        and not _is_empty(statement, words)
    )


def _binds_by_words(statement: Statement, words: str) -> bool:
    """Whether what reads like a forecast binds: "assured that", "he and she would meet"."""
    if statement.act not in (Act.PREDICT, Act.ASSERT) or statement.voice is not Voice.SPEAKER:
        return False
    assures = _ASSURING.search(cue_words(statement)) and not _ASSURED.search(cue_words(statement))
    return bool(assures) or _JOINT_PLAN.search(words) is not None


def _is_empty(statement: Statement, words: str) -> bool:
    """Whether the words bind to nothing: "to answer every attack", "was assured that", a thing
    accepted that is on no issue (an honour, credentials)."""
    if statement.act is Act.PROMISE and _UNLESS.search(words):
        return True
    if MOVE.match(words):
        return True
    if _READY.search(words) or _DONE.match(words) or _NAMES_NONE.search(words):
        return True
    if _ANSWER.search(words) or _ASSURED.search(cue_words(statement)):
        return True
    known = any(i not in _WIDE for i in statement.issues) or any(
        m.issue not in _WIDE or m.action for m in statement.measures
    )
    return not known and cue_words(statement).casefold().startswith("accept")


def _is_soon(statement: Statement, words: str) -> bool:
    """Whether only "as soon as possible" makes it sound like a mere possibility."""
    return statement.firmness is Firmness.POSSIBLE and "as possible" in words


def is_telling(measure: Measure) -> bool:
    """Whether a measure says what is undertaken.

    "It" says nothing, and to keep a promise is no new one.
    """
    words = subject_words(measure)
    bare = len(words) < 2 and measure.action is None and MEETING.search(measure.object or "")
    told = measure.object or (measure.passage.exact if measure.passage else "")
    if is_hollow(" ".join(words)) or bare or (measure.action is None and is_paper_alone(told)):
        return False
    return not (is_listed(measure.action, "keeping") and is_listed(measure.object, "agreeing"))


def bound_parties(statement: Statement, measure: Measure, witnesses: Witnesses) -> frozenset[str]:
    """The parties that an acceptance or promise binds.

    All who speak together; else the one who accepted, as another tells; else the one spoken for.
    Nobody can promise for another: that is a forecast.
    """
    speakers = {side for s in statement.speakers if (side := witnesses.side(s))}
    if planned := _JOINT_PLAN.search(statement_words(statement)):
        return _who_plan(planned, statement, speakers, witnesses)
    if statement.act in (Act.PREDICT, Act.ASSERT) and _ASSURING.search(cue_words(statement)):
        return frozenset(speakers)
    if named := bound_subject(statement_words(statement), witnesses):
        return named
    if len(speakers) > 1:
        return frozenset(speakers)
    agent = measure.agent if measure.agent in witnesses.parties else None
    own = speakers or {statement.party} & witnesses.parties
    if agent is None or agent in own:
        return frozenset(party for party in own if party)
    return frozenset() if own and statement.act is Act.PROMISE else frozenset({agent})


def _who_plan(
    planned: re.Match[str], statement: Statement, speakers: set[str], witnesses: Witnesses
) -> frozenset[str]:
    """Both sides of what a speaker says that "he and she" or "the two sides" would do."""
    if planned["other"]:
        found = frozenset(witnesses.roster.parties_in(planned["other"])) | speakers
    else:
        found = frozenset(witnesses.roster.parties_in(witnesses.around(content_of(statement)[0])))
    return found if len(found) == 2 and speakers <= found else frozenset()


def own_accounts(statement: Statement, witnesses: Witnesses) -> frozenset[str]:
    """The parties in whose own words a statement is: named speakers, told on by nobody else's.

    That two leaders "agreed" is told by the narrator and no account of either; "both announced"
    is. What allies promise together is one account, no confirmation by both sides. One who passes
    the words on for another party makes it that party's account.
    """
    hearsay = witnesses.is_anonymous(statement) or witnesses.is_passed_on_by_expert(statement)
    if hearsay:
        return frozenset()
    if statement.voice is not Voice.SPEAKER:
        issuer = witnesses.issuer(witnesses.document_of(statement))
        return frozenset({issuer}) if issuer else frozenset()
    jointly = len(statement.speakers) > 1 and not statement.reported_by
    if jointly and (
        statement.act is Act.PROMISE or is_listed(cue_words(statement), "agreeing verbs")
    ):
        return frozenset()
    chain = statement.reported_by[-1:] or statement.speakers
    return frozenset(side for one in chain if (side := witnesses.side(one)))
