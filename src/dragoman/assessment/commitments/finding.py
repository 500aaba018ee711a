"""Commitments: accounts of one undertaking joined, with both series, order and what is overdue."""

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, frozen

from dragoman.assessment.commitments.accusations import find_accusations
from dragoman.assessment.commitments.agreement import Asked, agreement_series
from dragoman.assessment.commitments.compliance import Reports, find_compliance
from dragoman.assessment.commitments.implementing import (
    implementation_of,
    lapse_of,
    overdue_since,
    waiting_for,
)
from dragoman.assessment.commitments.joining import Tied, join_accounts
from dragoman.assessment.commitments.ordering import put_in_order
from dragoman.assessment.commitments.undertakings import Undertaking, find_undertakings
from dragoman.assessment.witnesses import Witnesses
from dragoman.model import Commitment, Contents, Statement, digest


@frozen(kw_only=True)
class Undertaken:
    """A commitment with the accounts that it is made of, oldest first."""

    commitment: Commitment
    accounts: tuple[Undertaking, ...]


Tie = Callable[[str, Iterable[Undertaking]], Tied]
"""What analysts signed about the accounts of a noun."""


def find_commitments(
    contents: Contents, witnesses: Witnesses, tie: Tie | None = None
) -> list[Undertaken]:
    """One commitment for each thing undertaken, with its two dated series, sorted by id.

    ``tie`` gives what analysts signed about the accounts: which are one, and which are not.
    """
    asked = Asked(contents, witnesses)
    accounts = tuple(find_undertakings(contents, witnesses))
    groups = join_accounts(accounts, tie(Commitment.kind, accounts) if tie else None)
    made = [_make(group, asked, witnesses) for group in groups]
    charges = find_accusations([one.commitment for one in made], contents.statements, witnesses)
    reports = Reports.of(contents, witnesses)
    kept = [_kept(one, reports, witnesses, charges, contents.as_of) for one in made]
    ordered = put_in_order([(one.commitment, one.accounts) for one in kept])
    done = [evolve(one, commitment=ordered[one.commitment.id]) for one in kept]
    return sorted(done, key=lambda one: one.commitment.id)


def _make(group: list[Undertaking], asked: Asked, witnesses: Witnesses) -> Undertaken:
    first = group[0]
    measures = tuple(dict.fromkeys(one.measure for one in group))
    issue = next((m.issue for m in measures if m.issue), None)
    ordered = sorted(group, key=lambda one: (one.day or "~", one.id))
    commitment = Commitment(
        id=digest("commitment", first.id),
        passages=tuple(dict.fromkeys(p for one in ordered for p in one.passages)),
        because=("undertaken in the accounts named",),
        parties=tuple(sorted({party for one in group for party in one.parties})),
        measures=measures,
        issue=issue or next((i for one in group for i in one.issues), None),
        agreement=tuple(agreement_series(ordered, asked)),
        due_on=next((one.due_on for one in ordered if one.due_on), None),
        reached_at=next((one.reached_at for one in ordered if one.reached_at), None),
        documents=witnesses.folded(one.witness.document for one in ordered),
    )
    return Undertaken(commitment=commitment, accounts=tuple(ordered))


def _kept(
    one: Undertaken,
    reports: Reports,
    witnesses: Witnesses,
    charges: dict[str, list[Statement]],
    as_of: str | None,
) -> Undertaken:
    """The same with reports on how it fares, and what the calendar says by the file's day."""
    commitment = one.commitment
    charged: Sequence[Statement] = charges.get(commitment.id, ())
    told = find_compliance(commitment, reports, witnesses, charged)
    commitment = evolve(commitment, compliance=told)
    if (lapse := lapse_of(commitment, as_of)) is not None:
        commitment = evolve(commitment, compliance=(*told, lapse))
    elif not told:
        start = next((a.starts_on for a in one.accounts if a.starts_on), None)
        waiting = waiting_for(start, as_of)
        commitment = evolve(commitment, compliance=(waiting,) if waiting else ())
    commitment = evolve(
        commitment,
        implementation=implementation_of(commitment),
        overdue_since=overdue_since(commitment, as_of),
    )
    return evolve(one, commitment=commitment)
