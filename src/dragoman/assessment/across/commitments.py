"""One undertaking, as several blocks find it: joined by parties and measures, one series each."""

from collections import defaultdict
from collections.abc import Sequence

from attrs import evolve, frozen

from dragoman.assessment.across.telling import Known
from dragoman.assessment.commitments.implementing import (
    implementation_of,
    lapse_of,
    overdue_since,
)
from dragoman.assessment.commitments.joining import may_be_same
from dragoman.assessment.wording import content_words, subject_words
from dragoman.model import Commitment, ComplianceStage, Measure, Passage, Stage

_FROM_CALENDAR = frozenset({ComplianceStage.LAPSED.value, ComplianceStage.NOT_BEGUN.value})


@frozen(kw_only=True)
class _Account:
    """A commitment of one block, as far as joining goes."""

    block: int
    commitment: Commitment

    @property
    def id(self) -> str:
        return self.commitment.id

    @property
    def parties(self) -> frozenset[str]:
        return frozenset(self.commitment.parties)

    @property
    def measure(self) -> Measure:
        return self.commitment.measures[0]

    @property
    def reached_at(self) -> str | None:
        return self.commitment.reached_at

    @property
    def passages(self) -> tuple[Passage, ...]:
        return self.commitment.passages

    @property
    def words(self) -> frozenset[str]:
        return content_words(" ".join(p.exact for p in self.commitment.passages))


def join_commitments(placed: Sequence[tuple[int, Commitment]]) -> dict[str, str]:
    """Which commitments of several blocks are one: each id and that of the oldest of them.

    ``placed`` has each commitment with its block; two of one block are two. Only those of the same
    parties that were reached at the same contact, or are told in much the same words, are one.
    """
    blocked: defaultdict[tuple[str, str], list[_Account]] = defaultdict(list)
    heads: dict[str, str] = {}
    members: defaultdict[str, list[_Account]] = defaultdict(list)
    for account in sorted(_accounts(placed), key=lambda one: (_first(one.commitment), one.id)):
        keys = _keys(account)
        near = dict.fromkeys(heads[other.id] for key in keys for other in blocked[key])
        head = next((h for h in near if _fits(account, members[h])), account.id)
        heads[account.id] = head
        members[head].append(account)
        for key in keys:
            blocked[key].append(account)
    return {one: head for one, head in heads.items() if one != head}


def _accounts(placed: Sequence[tuple[int, Commitment]]) -> list[_Account]:
    return [_Account(block=block, commitment=one) for block, one in placed if one.measures]


def _first(commitment: Commitment) -> str:
    days = [stage.on.edtf for stage in commitment.agreement if stage.on and stage.on.edtf]
    return min(days, default="~")


def _keys(one: _Account) -> list[tuple[str, str]]:
    words = sorted(subject_words(one.measure))
    found = [(party, word) for party in sorted(one.parties) for word in words]
    return [*found, ("contact", one.reached_at)] if one.reached_at else found


def _fits(one: _Account, group: Sequence[_Account]) -> bool:
    if any(other.block == one.block for other in group):
        return False
    return all(may_be_same(one, other) for other in group)


def merge_commitments(members: Sequence[Commitment], known: Known) -> Commitment:
    """One commitment out of those that its blocks hold: both series by day, weighed anew."""
    ordered = sorted(members, key=lambda one: (_first(one), one.id))
    first = ordered[0]
    merged = evolve(
        first,
        passages=tuple(dict.fromkeys(p for one in ordered for p in one.passages)),
        parties=tuple(sorted({party for one in ordered for party in one.parties})),
        measures=tuple(dict.fromkeys(m for one in ordered for m in one.measures)),
        issue=next((one.issue for one in ordered if one.issue), None),
        agreement=_series([s for one in ordered for s in one.agreement]),
        compliance=_series(
            [s for one in ordered for s in one.compliance if s.stage not in _FROM_CALENDAR]
        ),
        due_on=next((one.due_on for one in ordered if one.due_on), None),
        after=tuple(dict.fromkeys(a for one in ordered for a in one.after)),
        preconditions=tuple(dict.fromkeys(p for one in ordered for p in one.preconditions)),
        reached_at=next((one.reached_at for one in ordered if one.reached_at), None),
        documents=tuple(sorted({d for one in ordered for d in one.documents})),
    )
    waiting = [s for one in ordered for s in one.compliance if s.stage in _FROM_CALENDAR]
    if (lapse := lapse_of(merged, known.as_of)) is not None:
        merged = evolve(merged, compliance=(*merged.compliance, lapse))
    elif not merged.compliance:
        merged = evolve(merged, compliance=tuple(waiting[:1]))
    return evolve(
        merged,
        implementation=implementation_of(merged),
        overdue_since=overdue_since(merged, known.as_of),
    )


def _series(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """The steps by day, each once."""
    ordered = sorted(dict.fromkeys(stages), key=lambda one: (_day(one), one.passages))
    return tuple(ordered)


def _day(stage: Stage) -> str:
    return ((stage.on.edtf if stage.on else None) or "~").split("/")[0]
