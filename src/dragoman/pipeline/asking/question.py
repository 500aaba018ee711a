"""A question as understood: fields with values, phrases and words."""

from enum import StrEnum

from attrs import frozen

from dragoman.model import (
    Act,
    AgreementStage,
    Channel,
    ComplianceStage,
    ContactStatus,
    DiscrepancyKind,
    Firmness,
    Mark,
    Movement,
    Stance,
)

KINDS = (
    "statement",
    "contact",
    "commitment",
    "position",
    "discrepancy",
    "deed",
    "assessment",
    "constraint",
    "leverage",
    "linkage",
    "finding",
)
"""Nouns that can be asked for."""


class Field(StrEnum):
    """What can be asked about. ``who`` is a person or a party, ``to`` the one spoken to."""

    WHO = "who"
    TO = "to"
    PARTY = "party"
    ACT = "act"
    ISSUE = "issue"
    KIND = "kind"
    CHANNEL = "channel"
    OUTLET = "outlet"
    PLACE = "place"
    MARK = "mark"
    IS = "is"
    SINCE = "since"
    UNTIL = "until"


STATES = (
    *ContactStatus,
    *AgreementStage,
    *ComplianceStage,
    *Stance,
    *Movement,
    *DiscrepancyKind,
    *(firmness for firmness in Firmness if firmness is not Firmness.FIRM),
    "overdue",
    "conditional",
    "hypothetical",
    "negated",
)
"""What an entry can be said to be: a contact's status, the stage a series has reached, a stance,
the last movement of a position, a kind of discrepancy, or how a statement is put."""

NAMED = frozenset({Field.WHO, Field.TO, Field.PARTY, Field.ISSUE, Field.OUTLET, Field.PLACE})
"""Fields whose values are names of the dossier's."""

CLOSED: dict[Field, tuple[str, ...]] = {
    Field.ACT: tuple(act.value for act in Act),
    Field.KIND: KINDS,
    Field.CHANNEL: tuple(channel.value for channel in Channel),
    Field.MARK: tuple(mark.value for mark in Mark),
    Field.IS: STATES,
}
"""Fields that have a fixed list of values."""


@frozen(kw_only=True)
class Term:
    """One field and the values of which any will do; ``is_unwanted`` turns it round.

    ``values`` are ids where the field names something of the dossier's; ``shown`` is how they are
    written in the question.
    """

    field: Field
    values: tuple[str, ...]
    shown: str
    is_unwanted: bool = False

    def __str__(self) -> str:
        quoted = f'"{self.shown}"' if " " in self.shown else self.shown
        return f"{'-' if self.is_unwanted else ''}{self.field.value}:{quoted}"


@frozen(kw_only=True)
class Question:
    """What is asked: every term must hold, every phrase and word must stand there.

    ``is_last`` asks for the latest entry alone. ``notes`` say what was taken for what.
    """

    terms: tuple[Term, ...] = ()
    phrases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    is_last: bool = False
    notes: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether the texts themselves must be looked into."""
        return bool(self.phrases or self.words)

    def __str__(self) -> str:
        """The question in fields: asked again in this form it means the same."""
        parts = [
            *map(str, self.terms),
            *(f'"{words}"' for words in (*self.phrases, *self.words)),
            *(f'-"{one}"' if " " in one else f"-{one}" for one in self.without),
            *(["last"] if self.is_last else []),
        ]
        return " ".join(parts)
