"""Discrepancy: accounts of one matter that cannot all hold."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry
from dragoman.model.passage import Passage


class DiscrepancyKind(StrEnum):
    """How accounts differ.

    Denial: said and denied to have happened or been discussed. Outcome: agreed and not agreed.
    Identity: the parties named do not fit the matter. Meaning: what a term covers. Compliance: a
    declared halt and a reported strike. Condition: who set it, which way it points. Status: an
    office or stage that other accounts contradict.
    """

    DENIAL = "denial"
    OUTCOME = "outcome"
    NUMBER = "number"
    DAY = "day"
    PRESENCE = "presence"
    IDENTITY = "identity"
    MEANING = "meaning"
    COMPLIANCE = "compliance"
    CONDITION = "condition"
    STATUS = "status"


@frozen(kw_only=True)
class Account:
    """One side of a discrepancy: who tells it where, and what it says in one clause."""

    says: str
    documents: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@frozen(kw_only=True)
class Discrepancy(Entry):
    """Accounts of one matter that cannot all hold, and one line saying why.

    ``because`` names the rule. One that only the entailment model proposes has its ``score``;
    those that rules find have None.
    """

    kind: ClassVar[str] = "discrepancy"

    discrepancy_kind: DiscrepancyKind
    matter: str
    accounts: tuple[Account, ...]
    why: str
