"""A discrepancy on its way: two sides, and the entries whose standing it shakes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from attrs import evolve, frozen

from dragoman.assessment.witnesses import Witness, Witnesses
from dragoman.assessment.wording import shorten, statement_words
from dragoman.model import Account, Discrepancy, DiscrepancyKind, Passage, Statement, digest

_DAYS = 3
"""Clashes of one denier on one issue, told so few days apart, are one discrepancy."""


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
    """Two sides that cannot both hold, on one matter.

    ``about`` says what it is about, so that clashes on one matter can be joined; ``targets`` are
    ids of entries; ``day`` is that of the denial, None where it is not known; ``is_dated`` says
    that the day of the contact in question is known; ``rule`` names the rule where the kind has
    several; ``score`` is that of a judge, None for a rule.
    """

    kind: DiscrepancyKind
    matter: str
    about: str
    first: tuple[Side, ...]
    second: tuple[Side, ...]
    why: str
    targets: tuple[str, ...] = ()
    day: date | None = None
    is_dated: bool = False
    rule: str = ""
    score: float | None = None


def side_of(statement: Statement, witnesses: Witnesses, says: str = "") -> Side:
    """The account that a statement gives, in its own words unless ``says`` puts it plainly."""
    content = tuple(sorted(p for p in statement.passages if p.role == "content"))
    return Side(
        says=says or shorten(statement_words(statement)),
        passages=content or statement.passages,
        witness=witnesses.speaker(statement),
        statement=statement.id,
    )


def are_two_accounts(one: Side, two: Side) -> bool:
    """Whether different people vouch: one who says this and later that has changed his mind."""
    return one.witness.who != two.witness.who


def join_clashes(clashes: Iterable[Clash]) -> list[Clash]:
    """Put clashes together that several texts show of one matter: one line, all its accounts."""
    joined: defaultdict[tuple[str, str], list[Clash]] = defaultdict(list)
    for clash in clashes:
        same = joined[clash.kind, clash.about]
        place = next((n for n, other in enumerate(same) if _is_one(clash, other)), None)
        if place is None:
            same.append(clash)
        else:
            same[place] = _join(same[place], clash)
    return [clash for same in joined.values() for clash in same]


def _is_one(one: Clash, other: Clash) -> bool:
    if set(one.targets) & set(other.targets):
        return True
    if one.is_dated and other.is_dated:
        return False
    if one.day is None or other.day is None:
        return True
    return abs((one.day - other.day).days) <= _DAYS


def _join(one: Clash, other: Clash) -> Clash:
    fuller = max((one, other), key=lambda clash: (clash.is_dated, -len(clash.matter)))
    return evolve(
        fuller,
        first=_together(one.first, other.first),
        second=_together(one.second, other.second),
        targets=fuller.targets,
    )


def _together(first: tuple[Side, ...], second: tuple[Side, ...]) -> tuple[Side, ...]:
    return tuple({side.key: side for side in (*first, *second)}.values())


def write_discrepancy(clash: Clash, witnesses: Witnesses) -> Discrepancy:
    """The clash as an entry; its id is of its kind and of where both sides stand."""
    sides = (clash.first, clash.second)
    spans = sorted(":".join(side.key) for group in sides for side in group)
    accounts = tuple(_account(group, witnesses) for group in sides)
    return Discrepancy(
        id=digest("discrepancy", clash.kind, clash.about, *spans),
        passages=tuple(dict.fromkeys(p for a in accounts for p in a.passages)),
        because=(f"rule: {clash.rule or clash.kind}",),
        score=clash.score,
        discrepancy_kind=clash.kind,
        matter=clash.matter,
        accounts=accounts,
        why=clash.why,
    )


def _account(group: Iterable[Side], witnesses: Witnesses) -> Account:
    sides = sorted(group, key=lambda side: side.key)
    return Account(
        says="; ".join(dict.fromkeys(side.says for side in sides)),
        documents=witnesses.folded(p.document for side in sides for p in side.passages),
        statements=tuple(side.statement for side in sides if side.statement),
        passages=tuple(dict.fromkeys(p for side in sides for p in side.passages)),
    )
