"""Hypotheses against evidence (Heuer 1999, chapter 8): what analysts picked and how they judged.

All of it is signed decisions: a hypothesis is added like any entry, and a row or a cell of the
matrix is a mark on the entry that serves as evidence. The matrix is computed from them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import attrs
import msgspec
from attrs import frozen

from dragoman.dossier import Dossier, Orphan, addition, anchor_of, match_anchor, sign, standing
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import (
    Contents,
    Decision,
    Entry,
    Evidence,
    Fit,
    Hypothesis,
    Judged,
    Verb,
    digest,
)

_NEVER_EVIDENCE = frozenset({"hypothesis", "evidence", "decision", "segment", "mention"})


@frozen(kw_only=True)
class Weight:
    """What a mark on an entry says: the row is picked or put back, and perhaps one cell."""

    picked: bool
    hypothesis: str | None = None
    fit: Fit = Fit.NOT_APPLICABLE


def add_hypothesis(
    dossier: Dossier, claim: str, *, issue: str | None = None, who: str, why: str = ""
) -> Decision:
    """Sign a hypothesis into the dossier; one that was suggested in the same words is adopted.

    Raises:
        BadRequest: the claim is blank.
        DossierError: the dossier cannot be written.
    """
    from dragoman.assessment import hypothesis_id

    words = " ".join(claim.split())
    if not words:
        raise BadRequest("a hypothesis is a sentence, and this one is blank")
    entry = Hypothesis(id=hypothesis_id(words), claim=words, issue=issue)
    decision = addition(entry, who=who, why=why)
    dossier.decide(decision)
    return decision


def mark_evidence(
    dossier: Dossier,
    entry_id: str,
    hypothesis: str | None = None,
    fit: Fit = Fit.NOT_APPLICABLE,
    *,
    picked: bool = True,
    who: str,
    why: str = "",
) -> Decision:
    """Sign a row (no hypothesis given) or a cell; ``picked`` False puts the row back.

    Raises:
        BadRequest: the entry cannot be evidence, or the second one is no hypothesis.
        UnknownEntry: one of them is not there.
        DossierError: the dossier cannot be written.
    """
    entry = dossier.entry(entry_id)
    if entry.kind in _NEVER_EVIDENCE:
        raise BadRequest(f"a {entry.kind} is no evidence; pick a statement, deed, contact …")
    if hypothesis is not None:
        hypothesis = _one(dossier, hypothesis).id
    weight = Weight(picked=picked, hypothesis=hypothesis, fit=fit)
    after = msgspec.json.encode(weight, order="sorted").decode()
    decision = sign(Verb.MARK, anchor_of(entry), who=who, after=after, why=why)
    dossier.decide(decision)
    return decision


def _one(dossier: Dossier, hypothesis: str) -> Hypothesis:
    found = [one for one in dossier.entries(Hypothesis) if one.id == hypothesis]
    if not found:
        raise UnknownEntry(hypothesis)
    return found[0]


def weigh(
    contents: Contents, decisions: Sequence[Decision]
) -> tuple[tuple[Evidence, ...], tuple[Orphan, ...]]:
    """The rows that analysts picked, sorted by id, and the marks that found no entry.

    Of several marks on one cell the latest holds.
    """
    marks = [(d, w) for d in standing(decisions) if (w := _weight(d)) is not None]
    if not marks:
        return (), ()
    by_noun = _by_noun(contents, {decision.target.noun for decision, _ in marks})
    rows: dict[str, Evidence] = {}
    orphans: list[Orphan] = []
    for decision, weight in marks:
        match = match_anchor(decision.target, by_noun[decision.target.noun])
        if match.entry is None:
            why = "the entry that served as evidence does not stand there any more"
            orphans.append(Orphan(decision=decision, candidates=match.candidates, why=why))
        else:
            _lay(rows, match.entry, decision, weight)
    return tuple(rows[id_] for id_ in sorted(rows)), tuple(orphans)


def _weight(decision: Decision) -> Weight | None:
    """What a mark weighs; None for a mark of another kind."""
    if decision.verb is not Verb.MARK or decision.after is None:
        return None
    try:
        return msgspec.json.decode(decision.after, type=Weight)
    except msgspec.MsgspecError:
        return None


def _by_noun(contents: Contents, nouns: Iterable[str]) -> dict[str, list[Entry]]:
    """The entries of some nouns."""
    wanted = set(nouns)
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for field in attrs.fields(Contents):
        entries = getattr(contents, field.name)
        first = entries[0] if isinstance(entries, tuple) and entries else None
        if isinstance(first, Entry) and first.kind in wanted:
            found[first.kind].extend(entries)
    return found


def _lay(rows: dict[str, Evidence], entry: Entry, decision: Decision, weight: Weight) -> None:
    """Lay one mark over the rows so far."""
    id_ = digest("evidence", entry.kind, entry.id)
    if not weight.picked:
        rows.pop(id_, None)
        return
    row = rows.get(id_) or Evidence(
        id=id_,
        passages=entry.passages,
        target=entry.id,
        target_kind=entry.kind,
        because=(f"picked by {decision.who}, {decision.decided_at[:10]}",),
    )
    if weight.hypothesis is not None:
        cell = Judged(
            hypothesis=weight.hypothesis,
            fit=weight.fit,
            who=decision.who,
            decided_at=decision.decided_at,
            why=decision.why,
        )
        kept = [one for one in row.cells if one.hypothesis != cell.hypothesis]
        cells = tuple(sorted([*kept, cell], key=lambda one: one.hypothesis))
        row = attrs.evolve(row, cells=cells)
    rows[id_] = row
