"""Contact and Deed: what happened."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry, Named
from dragoman.model.measure import Measure
from dragoman.model.passage import Passage
from dragoman.model.quantity import Quantity
from dragoman.model.when import When


class Channel(StrEnum):
    """How parties talked."""

    CALL = "call"
    MEETING = "meeting"
    SUMMIT = "summit"
    TALKS = "talks"
    VISIT = "visit"
    LETTER = "letter"
    BACK_CHANNEL = "back channel"


class ContactStatus(StrEnum):
    """Whether it took place."""

    SUGGESTED = "suggested"
    PLANNED = "planned"
    UNDER_WAY = "under way"
    HELD = "held"
    CANCELLED = "cancelled"
    DENIED = "denied"


class Level(StrEnum):
    """How high those stand who talked: of the highest on each side, the lower one."""

    LEADERS = "leaders"
    MINISTERS = "ministers"
    OFFICIALS = "officials"
    EXPERTS = "experts"


class Certainty(StrEnum):
    """How sure the text is that one took part."""

    CERTAIN = "certain"
    EXPECTED = "expected"
    ALTERNATIVE = "alternative"
    DENIED = "denied"


@frozen(kw_only=True)
class Participant:
    """One who took part. ``certainty`` is ``alternative`` in "Lavrov or Ushakov"."""

    id: str | None = None
    name: str
    party: str | None = None
    role: str = "participant"
    certainty: Certainty = Certainty.CERTAIN


@frozen(kw_only=True)
class ContactStage:
    """How a contact stood when it was told: planned, then cancelled; planned, then held.

    ``on`` is the day on which the first of ``documents`` told it so, None when that has no day.
    """

    status: ContactStatus
    on: When | None = None
    documents: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@frozen(kw_only=True)
class Contact(Entry):
    """Parties talked, or were to talk.

    ``topics`` and ``outcomes`` are the words of the text; their passages stand in ``passages``
    with the roles ``topic`` and ``outcome``. ``documents`` are the documents that tell of it.
    ``duration`` is the one told most; ``durations`` are all that the accounts give. ``level`` is
    None where the text does not say who talked for the parties. ``history`` are its stages, oldest
    first; empty before the accounts are joined.
    """

    kind: ClassVar[str] = "contact"

    channel: Channel
    participants: tuple[Participant, ...] = ()
    host: Named | None = None
    mediator: Named | None = None
    place: Named | None = None
    happened_on: When | None = None
    duration: Quantity | None = None
    durations: tuple[Quantity, ...] = ()
    status: ContactStatus
    level: Level | None = None
    topics: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    history: tuple[ContactStage, ...] = ()


@frozen(kw_only=True)
class Deed(Entry):
    """What was done, not said.

    ``plover_type`` is one of PLOVER's sixteen (ASSAULT, AID …), ``plover_mode`` its mode or
    None; ``contexts`` are the codebook's general contexts (military, legal …). ``attribution`` is
    the attribution that tells of it, None for the narrator. ``reached_at`` is the id of the contact
    it came out of.
    """

    kind: ClassVar[str] = "deed"

    plover_type: str
    plover_mode: str | None = None
    actor: Named | None = None
    recipient: Named | None = None
    measure: Measure | None = None
    place: Named | None = None
    happened_on: When | None = None
    quantities: tuple[Quantity, ...] = ()
    issues: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    reached_at: str | None = None
    attribution: str | None = None
    documents: tuple[str, ...] = ()
