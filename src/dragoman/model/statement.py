"""Statement: an attribution understood."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry, Named
from dragoman.model.measure import Condition, Measure, Step
from dragoman.model.when import When


class Act(StrEnum):
    """What the speaker does by saying it."""

    ASSERT = "assert"
    DENY = "deny"
    DEMAND = "demand"
    PROPOSE = "propose"
    PROMISE = "promise"
    ACCEPT = "accept"
    REJECT = "reject"
    THREATEN = "threaten"
    ACCUSE = "accuse"
    PRAISE = "praise"
    ASSESS = "assess"
    PREDICT = "predict"


class Voice(StrEnum):
    """Whose words they are."""

    SPEAKER = "speaker"
    NARRATOR = "narrator"
    INTERVIEWER = "interviewer"
    EDITOR = "editor"


class Polarity(StrEnum):
    """Whether the content is affirmed or negated."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Firmness(StrEnum):
    """How strongly it is put: flatly, with a hedge, or as a mere possibility."""

    FIRM = "firm"
    HEDGED = "hedged"
    POSSIBLE = "possible"


@frozen(kw_only=True)
class Statement(Entry):
    """An attribution understood; its content stands in passages with the role ``content``.

    ``attribution`` is its id, None for the narrator's own words. ``party`` is the party spoken
    for, None when the speaker speaks for nobody or it is unknown. ``reported_by`` is the chain
    from the nearest reporter outwards. ``about`` is the id of a contact or commitment.
    ``steps`` is the (partial) order that the words give to what is to be done; empty without one.
    """

    kind: ClassVar[str] = "statement"

    act: Act
    voice: Voice = Voice.SPEAKER
    attribution: str | None = None
    speakers: tuple[Named, ...] = ()
    party: str | None = None
    reported_by: tuple[Named, ...] = ()
    addressee: Named | None = None
    polarity: Polarity = Polarity.AFFIRMED
    firmness: Firmness = Firmness.FIRM
    hypothetical: bool = False
    issues: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    conditions: tuple[Condition, ...] = ()
    steps: tuple[Step, ...] = ()
    about: str | None = None
    answers: str | None = None
    stated_on: When | None = None


@frozen(kw_only=True)
class Assessment(Entry):
    """A judgement or forecast by an expert or the narrator.

    ``claim`` is its words; ``probability`` the probability words or number as written.
    ``rivals`` are ids of competing assessments.
    """

    kind: ClassVar[str] = "assessment"

    author: Named | None = None
    claim: str
    horizon: When | None = None
    probability: str | None = None
    rivals: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    statement: str | None = None
