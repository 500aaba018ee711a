"""Deciding beside others: what was decided on a target, and what one has not seen of it."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from dragoman.dossier import decisions, describing, removal
from dragoman.dossier.anchors import main_passage, match_anchor, meets
from dragoman.dossier.records import read
from dragoman.dossier.reviewing import EDGES, anchors_in
from dragoman.dossier.schema import DECISIONS, ENTRIES
from dragoman.dossier.signing import in_order, sign, standing, target_of
from dragoman.errors import BadRequest, DecisionOvertaken, UnknownEntry
from dragoman.model import Anchor, Decision, Document, Entry, Verb

Seen = Mapping[str, Collection[str]]
"""By the id of a target, the ids of the decisions on it that somebody had before the eyes."""

_VERBS = [verb.value for verb in Verb]
_PAGE = 200

_OTHER = DECISIONS.alias()
_LOST = select(_OTHER.c.sequence).where(
    _OTHER.c.verb.in_(_VERBS),
    ~select(ENTRIES.c.id).where(ENTRIES.c.id == _OTHER.c.target).exists(),
)
"""The places in the log of decisions whose target is no entry."""


def on(connection: Connection, about: Entry) -> list[Decision]:
    """The whole history of an entry, a document or a decision, in order.

    Its replies, and replies to them, are among it; so are decisions that were made on it under
    another id, before a newer reader shifted its boundaries.
    """
    anchor = target_of(about)
    found = dict(_named(connection, anchor))
    if about.kind not in (Document.kind, Decision.kind):
        found = {n: d for n, d in found.items() if _is_about(connection, d, about)}
        lost = _fetch(connection, _is_lost(anchor.noun))
        found |= {n: d for n, d in lost.items() if _is_about(connection, d, about)}
    return _in_order(_with_replies(connection, found))


def append(connection: Connection, made: Sequence[Decision]) -> bool:
    """Append decisions and see to their effect on documents.

    Returns whether the file is to be rewritten without what one of them purged.
    """
    is_purged = False
    for decision in made:
        describing.require(decision)
        decisions.append(connection, decision)
        describing.enforce(connection, decision)
        is_purged = removal.enforce(connection, decision) or is_purged
    return is_purged


def unovertaken(
    connection: Connection, made: Sequence[Decision], seen: Seen | None
) -> Sequence[Decision]:
    """The decisions, refused when others on their targets stand that are not among ``seen``.

    Raises:
        DecisionOvertaken: as said, or one that was seen does not stand any more.
    """
    ours = {decision.id for decision in made}
    for decision in made:
        known = (seen or {}).get(decision.target.entry or "")
        news = [] if known is None else _unseen(connection, decision.target, ours.union(known))
        if news:
            raise DecisionOvertaken(news)
    return made


def _unseen(connection: Connection, anchor: Anchor, seen: Collection[str]) -> list[Decision]:
    """The decisions on a target that stand and are new to whoever has seen ``seen``."""
    found = dict(_named(connection, anchor))
    if anchor.passages:
        found |= {
            n: d
            for n, d in _fetch(connection, _may_have_moved(connection, anchor)).items()
            if _is_same_place(anchor, d.target)
        }
    news = []
    for decision in standing(_in_order(found)):
        is_news = decision.verb is not Verb.WITHDRAW or decision.withdraws in seen
        if is_news and decision.id not in seen:
            news.append(decision)
    return news


def withdrawal(
    connection: Connection, decision_id: str, who: str, decided_at: str | None, why: str
) -> Decision:
    """The decision that takes one back.

    Raises:
        UnknownEntry: there is no such decision.
        BadRequest: it was taken back already.
    """
    found = _fetch(connection, DECISIONS.c.id == decision_id)
    if not found:
        raise UnknownEntry(decision_id)
    decision = next(iter(found.values()))
    against = _chain(connection, decision)
    if decision.id not in {one.id for one in standing([decision, *against])}:
        last = against[-1]
        raise BadRequest(
            f"decision {decision_id} was taken back already by {last.who} ({last.decided_at})"
        )
    return sign(
        Verb.WITHDRAW,
        decision.target,
        who=who,
        decided_at=decided_at,
        why=why,
        withdraws=decision.id,
    )


def _chain(connection: Connection, decision: Decision) -> list[Decision]:
    """The withdrawals of a decision, those of the withdrawals, and so on, in order."""
    found: dict[int, Decision] = {}
    ids = [decision.id]
    while ids:
        fresh = _fetch(connection, DECISIONS.c.withdraws.in_(ids))
        ids = [one.id for number, one in fresh.items() if number not in found]
        found |= fresh
    return _in_order(found)


def _named(connection: Connection, anchor: Anchor) -> dict[int, Decision]:
    """The decisions that name an anchor's entry, as their target or second in an edge."""
    if anchor.entry is None:
        return {}
    columns = DECISIONS.c
    edges = and_(
        columns.verb.in_([verb.value for verb in EDGES]),
        columns.noun == anchor.noun,
        columns.body.contains(anchor.entry, autoescape=True),
    )
    target = and_(columns.verb.in_(_VERBS), columns.target == anchor.entry)
    found = _fetch(connection, and_(target, columns.noun == anchor.noun))
    second = _fetch(connection, edges)
    return found | {
        number: decision
        for number, decision in second.items()
        if any(one.entry == anchor.entry for one in anchors_in(decision))
    }


def _is_lost(noun: str) -> ColumnElement[bool]:
    """The decisions of a noun whose target is not among the entries any more.

    Found by indexes alone; only of those that are lost the rows are read.
    """
    return and_(DECISIONS.c.noun == noun, DECISIONS.c.sequence.in_(_LOST))


def _may_have_moved(connection: Connection, anchor: Anchor) -> ColumnElement[bool]:
    """The decisions that may be on an anchor's entry under another id."""
    columns = ENTRIES.c
    stands = select(columns.id).where(columns.kind == anchor.noun, columns.id == anchor.entry)
    if connection.scalar(stands) is None:
        return DECISIONS.c.noun == anchor.noun
    return _is_lost(anchor.noun)


def _is_same_place(one: Anchor, other: Anchor) -> bool:
    mine, theirs = main_passage(one.passages), main_passage(other.passages)
    return mine is not None and theirs is not None and meets(mine, theirs)


def _is_about(connection: Connection, decision: Decision, about: Entry) -> bool:
    """Whether one of its anchors holds the entry, and no other entry better."""
    for anchor in anchors_in(decision):
        if anchor.noun != about.kind:
            continue
        if anchor.entry == about.id and set(anchor.passages) <= set(about.passages):
            return True
        if match_anchor(anchor, [about]).entry is not None:
            found = match_anchor(anchor, _near(connection, anchor, about)).entry
            return found is not None and found.id == about.id
        if anchor.entry == about.id and not _near(connection, anchor, None):
            return True
    return False


def _near(connection: Connection, anchor: Anchor, about: Entry | None) -> list[Entry]:
    """The stored entries of an anchor's noun that stand in its documents, and ``about``."""
    documents = sorted({passage.document for passage in anchor.passages})
    columns = ENTRIES.c
    places = or_(columns.document.in_(documents), columns.document.is_(None))
    bodies = connection.scalars(select(columns.body).where(columns.kind == anchor.noun, places))
    entries = {one.id: one for one in (read(body, Entry) for body in bodies)}
    if about is not None:
        entries[about.id] = about
    wanted = set(documents)
    return [e for e in entries.values() if any(p.document in wanted for p in e.passages)]


def _with_replies(connection: Connection, found: dict[int, Decision]) -> dict[int, Decision]:
    """The decisions with all that was said on them and all that takes them back."""
    columns = DECISIONS.c
    fresh = found
    while fresh:
        ids = [decision.id for decision in fresh.values()]
        more: dict[int, Decision] = {}
        for start in range(0, len(ids), _PAGE):
            page = ids[start : start + _PAGE]
            replies = and_(columns.verb.in_(_VERBS), columns.target.in_(page))
            is_reply = and_(replies, columns.noun == Decision.kind)
            more |= _fetch(connection, or_(is_reply, columns.withdraws.in_(page)))
        fresh = {number: decision for number, decision in more.items() if number not in found}
        found = found | fresh
    return found


def _fetch(connection: Connection, which: ColumnElement[bool]) -> dict[int, Decision]:
    """Decisions by their place in the log."""
    rows = connection.execute(select(DECISIONS.c.sequence, DECISIONS.c.body).where(which))
    return {row.sequence: read(row.body, Decision) for row in rows.all()}


def _in_order(found: Mapping[int, Decision]) -> list[Decision]:
    return in_order([found[number] for number in sorted(found)])
