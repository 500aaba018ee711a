"""A discrepancy on its way: two sides, and the entries whose standing it shakes."""

from collections.abc import Iterable

from attrs import frozen

from dragoman.assessment.witnesses import Witness, Witnesses
from dragoman.assessment.wording import shorten, statement_words
from dragoman.model import Account, Discrepancy, DiscrepancyKind, Passage, Statement, digest


@frozen(kw_only=True)
class Side:
    """One account: its words, where they stand, and who vouches for them."""

    says: str
    passages: tuple[Passage, ...]
    witness: Witness
    statement: str | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two sides the same words in the same place."""
        return (self.statement or "", *(f"{p.document}:{p.start}" for p in self.passages))


@frozen(kw_only=True)
class Clash:
    """Two sides that cannot both hold, on one matter. ``targets`` are ids of entries."""

    kind: DiscrepancyKind
    matter: str
    about: str
    first: tuple[Side, ...]
    second: tuple[Side, ...]
    why: str
    targets: tuple[str, ...] = ()


def side_of(statement: Statement, witnesses: Witnesses) -> Side:
    """The account that a statement gives."""
    content = tuple(sorted(p for p in statement.passages if p.role == "content"))
    return Side(
        says=shorten(statement_words(statement)),
        passages=content or statement.passages,
        witness=witnesses.speaker(statement),
        statement=statement.id,
    )


def are_two_accounts(one: Side, two: Side) -> bool:
    """Whether different people vouch: one who says this and later that has changed his mind."""
    return one.witness.who != two.witness.who


def write_discrepancy(clash: Clash, witnesses: Witnesses) -> Discrepancy:
    """The clash as an entry; its id is of its kind and of where both sides stand."""
    sides = (clash.first, clash.second)
    spans = sorted(":".join(side.key) for group in sides for side in group)
    accounts = tuple(_account(group, witnesses) for group in sides)
    return Discrepancy(
        id=digest("discrepancy", clash.kind, clash.about, *spans),
        passages=tuple(dict.fromkeys(p for a in accounts for p in a.passages)),
        because=(f"rule: {clash.kind}",),
        discrepancy_kind=clash.kind,
        matter=clash.matter,
        accounts=accounts,
        why=clash.why,
    )


def _account(group: Iterable[Side], witnesses: Witnesses) -> Account:
    sides = sorted(group, key=lambda side: side.key)
    return Account(
        says=sides[0].says,
        documents=witnesses.folded(p.document for side in sides for p in side.passages),
        statements=tuple(side.statement for side in sides if side.statement),
        passages=tuple(dict.fromkeys(p for side in sides for p in side.passages)),
    )
