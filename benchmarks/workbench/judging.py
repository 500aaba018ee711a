"""What follows from the accounts: positions, commitments, discrepancies, bindings, questions."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice

from attrs import frozen
from workbench.reading import Library

from dragoman.model import (
    Account,
    Act,
    AgreementStage,
    Basis,
    Commitment,
    ComplianceStage,
    Constraint,
    ConstraintKind,
    Contact,
    Discrepancy,
    DiscrepancyKind,
    Hold,
    Hypothesis,
    Leverage,
    Linkage,
    Movement,
    Position,
    PositionStage,
    Question,
    Stage,
    Stance,
    Statement,
    When,
    digest,
)

STANCES = {
    Act.DEMAND: Stance.FOR, Act.PROPOSE: Stance.FOR, Act.ACCEPT: Stance.FOR,
    Act.PROMISE: Stance.FOR, Act.REJECT: Stance.AGAINST, Act.DENY: Stance.UNCLEAR,
}  # fmt: skip
LAST_DAY = "2025-10-30"


@frozen(kw_only=True)
class Heard:
    """A statement, and the day (EDTF) and id of the text in which it stands."""

    statement: Statement
    day: str | None

    @property
    def document(self) -> str:
        """The id of the text."""
        return self.statement.passages[0].document

    @property
    def content(self) -> str:
        """What is said, in the text's words."""
        return self.statement.passages[-1].exact


def positions_of(heard: Iterable[Heard]) -> list[Position]:
    """Where each party stands on each issue, and how that moved."""
    grouped: dict[tuple[str, str], list[Heard]] = defaultdict(list)
    for one in heard:
        if one.statement.party and one.statement.act in STANCES:
            grouped[one.statement.party, one.statement.issues[0]].append(one)
    return [_position(party, issue, said) for (party, issue), said in sorted(grouped.items())]


def _position(party: str, issue: str, heard: list[Heard]) -> Position:
    heard.sort(key=lambda one: (one.day or "~", one.statement.id))
    last = heard[-1]
    return Position(
        id=digest("position", party, issue),
        passages=tuple(one.statement.passages[-1] for one in heard[-6:]),
        score=last.statement.score,
        because=(f"own words: {last.statement.act.value}",),
        party=party,
        issue=issue,
        stance=STANCES[last.statement.act],
        basis=Basis.OWN_WORDS,
        measure=last.content,
        act=last.statement.act.value,
        statements=tuple(one.statement.id for one in reversed(heard)),
        documents=tuple(dict.fromkeys(one.document for one in reversed(heard))),
        series=tuple(_series(heard)),
    )


def _series(heard: list[Heard]) -> Iterator[PositionStage]:
    before: Stance | None = None
    for one in heard:
        stance = STANCES[one.statement.act]
        if stance is before or one.day is None:
            continue
        moved = Movement.SOFTENED if stance is Stance.FOR else Movement.HARDENED
        yield PositionStage(
            stance=stance,
            movement=moved if before else Movement.NEW,
            basis=Basis.OWN_WORDS,
            measure=one.content,
            on=When(text=one.day, edtf=one.day),
            why=f"first {before.value}, now {stance.value}" if before else "the first on file",
            statements=(one.statement.id,),
            passages=one.statement.passages[-1:],
        )
        before = stance


def commitments_of(chance: random.Random, heard: Iterable[Heard], number: int) -> list[Commitment]:
    """So many commitments, out of promises and acceptances; some are due, overdue, broken."""
    acts = (Act.PROMISE, Act.ACCEPT)
    found = (one for one in heard if one.statement.act in acts and one.statement.party)
    return [_commitment(chance, one) for one in islice(found, number)]


def _commitment(chance: random.Random, one: Heard) -> Commitment:
    content = one.statement.passages[-1:]
    on = When(text=one.day, edtf=one.day) if one.day else None
    stage = Stage(
        stage=chance.choice(list(AgreementStage)).value,
        on=on,
        statements=(one.statement.id,),
        passages=content,
    )
    kept = Stage(stage=chance.choice(list(ComplianceStage)).value, on=on, passages=content)
    due = f"2025-{chance.randrange(1, 13):02}" if chance.random() < 0.3 else None
    return Commitment(
        id=digest("commitment", one.statement.id),
        passages=content,
        because=("undertaken in the accounts named",),
        parties=(one.statement.party or "",),
        measures=one.statement.measures,
        issue=one.statement.issues[0],
        agreement=(stage,),
        compliance=(kept,) if chance.random() < 0.3 else (),
        due_on=When(text=due, edtf=due, relation="by") if due else None,
        overdue_since=f"{due}-28" if due and due < "2025-10" and chance.random() < 0.4 else None,
        documents=(one.document,),
    )


def discrepancies_of(
    chance: random.Random, heard: Sequence[Heard], number: int
) -> list[Discrepancy]:
    """So many pairs of statements on one issue that cannot both hold."""
    by_issue: dict[str, list[Heard]] = defaultdict(list)
    for one in heard:
        by_issue[one.statement.issues[0]].append(one)
    several = [group for _, group in sorted(by_issue.items()) if len(group) > 1]
    pairs = (chance.sample(chance.choice(several), 2) for _ in range(number * 2))
    kinds = cycle(DiscrepancyKind)
    found = {one.id: one for one in map(_discrepancy, kinds, pairs)}
    return list(islice(found.values(), number))


def _discrepancy(kind: DiscrepancyKind, pair: Sequence[Heard]) -> Discrepancy:
    one, other = pair
    accounts = tuple(
        Account(
            says=f"{side.statement.party or 'the narrator'}: {side.content}",
            documents=(side.document,),
            statements=(side.statement.id,),
            passages=side.statement.passages[-1:],
        )
        for side in (one, other)
    )
    return Discrepancy(
        id=digest("discrepancy", *sorted((one.statement.id, other.statement.id))),
        passages=tuple(passage for account in accounts for passage in account.passages),
        because=(f"rule: {kind.value}",),
        discrepancy_kind=kind,
        matter=f"what was said on {one.statement.issues[0].replace('-', ' ')}",
        accounts=accounts,
        why="one account says so, the other does not",
    )


def hypotheses_of(discrepancies: Iterable[Discrepancy]) -> list[Hypothesis]:
    """Two rival explanations of each discrepancy."""
    return [
        Hypothesis(
            id=digest("hypothesis", one.id, str(number)),
            claim=f"{one.matter}: {account.says}",
            suggested=True,
            rests_on=(one.id,),
        )
        for one in discrepancies
        for number, account in enumerate(one.accounts)
    ]


def questions_of(contacts: Sequence[Contact], number: int) -> list[Question]:
    """Whether two contacts, of which no day is known, are the same."""
    undated = [one for one in contacts if one.happened_on is None]
    pairs = zip(undated[::2], undated[1::2], strict=False)
    return [
        Question(
            id=digest("question", one.id, other.id),
            passages=(*one.passages[:1], *other.passages[:1]),
            asks="are the two the same contact?",
            why="no day is given, and too little else tells",
            candidates=(one.id, other.id),
        )
        for one, other in islice(pairs, number)
    ]


def bindings_of(
    heard: Sequence[Heard], constraints: int, leverages: int, linkages: int
) -> list[Constraint | Leverage | Linkage]:
    """So many of each, out of statements in which a party speaks."""
    spoken = iter([one for one in heard if one.statement.party and one.statement.measures])
    return [
        *(_constraint(one) for one in islice(spoken, constraints)),
        *(_leverage(one) for one in islice(spoken, leverages)),
        *(_linkage(one) for one in islice(spoken, linkages)),
    ]


def _constraint(one: Heard) -> Constraint:
    return Constraint(
        id=digest("constraint", one.statement.id),
        passages=one.statement.passages[-1:],
        constraint_kind=ConstraintKind.OPINION,
        party=one.statement.party,
        body="the public",
        words=one.content,
        told_on=one.day,
        issues=one.statement.issues,
        statements=(one.statement.id,),
        documents=(one.document,),
    )


def _leverage(one: Heard) -> Leverage:
    return Leverage(
        id=digest("leverage", one.statement.id),
        passages=one.statement.passages[-1:],
        held_by=one.statement.party or "",
        hold=Hold.WITHHELD,
        measure=one.statement.measures[0],
        words=one.content,
        told_on=one.day,
        issues=one.statement.issues,
        statements=(one.statement.id,),
        documents=(one.document,),
    )


def _linkage(one: Heard) -> Linkage:
    return Linkage(
        id=digest("linkage", one.statement.id),
        passages=one.statement.passages[-1:],
        tied_by=one.statement.party,
        issue=one.statement.issues[0],
        words=one.content,
        told_on=one.day,
        statements=(one.statement.id,),
        documents=(one.document,),
    )


def heard_in(library: Library, said: Iterable[tuple[int, Statement]]) -> list[Heard]:
    """Statements with the days of their texts, given with the numbers of the texts."""
    return [Heard(statement=one, day=library.day(number)) for number, one in said]
