"""The log of decisions: signed, appended, never changed. Undo appends as well."""

from typing import Any

import msgspec
from sqlalchemy import Column, Connection, insert, select

from dragoman.dossier.records import read
from dragoman.dossier.schema import DECISIONS, DOCUMENTS
from dragoman.dossier.signing import in_order, require_signature, sign, standing
from dragoman.errors import BadRequest, NothingToUndo, UnknownEntry
from dragoman.model import (
    Anchor,
    Credibility,
    Decision,
    Reliability,
    Verb,
    decode,
    encode,
)

ONLY_PEOPLE = (Verb.REVIEW, Verb.ACCEPT, Verb.RATE, Verb.REMOVE, Verb.HANDLE, Verb.WITHDRAW)
"""What no program can decide: a prediction is neither looked at nor stood for by anybody."""


def append(connection: Connection, decision: Decision) -> None:
    """Sign a decision into the log; the very same one a second time changes nothing.

    Raises:
        BadRequest: it is not signed, or what it carries cannot be used.
        UnknownEntry: it is about a document or a decision that is not there.
    """
    require_usable(decision)
    _require_rows(connection, decision)
    if not _is_known(connection, decision):
        insert_row(connection, decision)


def insert_row(connection: Connection, decision: Decision) -> None:
    """Put a decision at the end of the log as it is.

    Raises:
        BadRequest: it holds half a character.
    """
    try:
        body = encode(decision).decode()
    except UnicodeEncodeError as error:
        raise BadRequest(f"the decision holds half a character: {error}") from error
    connection.execute(
        insert(DECISIONS).values(
            id=decision.id,
            who=decision.who,
            decided_at=decision.decided_at,
            verb=decision.verb.value,
            noun=decision.target.noun,
            target=decision.target.entry,
            withdraws=decision.withdraws,
            body=body,
        )
    )


def _is_known(connection: Connection, decision: Decision) -> bool:
    """Whether the very same decision is in the log.

    Raises:
        BadRequest: another one has its id.
    """
    body = connection.scalar(select(DECISIONS.c.body).where(DECISIONS.c.id == decision.id))
    if body is None:
        return False
    known = read(body, Decision)
    if (known.who, known.verb, known.decided_at) != (
        decision.who,
        decision.verb,
        decision.decided_at,
    ):
        raise BadRequest(
            f"decision {decision.id} is in the log already, by {known.who} ({known.verb}, "
            f"{known.decided_at}); sign this one anew"
        )
    return True


def every(connection: Connection) -> list[Decision]:
    """All decisions by the instant of signing; equal instants in the order of appending."""
    return in_order(_appended(connection))


def after(connection: Connection, sequence: int) -> list[Decision]:
    """The decisions that were appended after one, in the order of appending."""
    bodies = connection.scalars(
        select(DECISIONS.c.body)
        .where(DECISIONS.c.sequence > sequence)
        .order_by(DECISIONS.c.sequence)
    )
    return [read(body, Decision) for body in bodies]


def undo(
    connection: Connection, who: str, decided_at: str | None, *, own: bool = False
) -> Decision:
    """The withdrawal of the decision that was appended last and still stands; of those that
    ``who`` signed with ``own``.

    Raises:
        NothingToUndo: none stands.
    """
    for decision in _standing_newest_first(connection):
        if decision.verb is not Verb.WITHDRAW and (not own or decision.who == who):
            return _withdraw(decision, who, decided_at)
    raise NothingToUndo


def redo(connection: Connection, who: str, decided_at: str | None) -> Decision:
    """The withdrawal of the last undo, as long as nothing new was decided since.

    Raises:
        BadRequest: nothing was undone, or something was decided since.
    """
    newest_first = _standing_newest_first(connection)
    withdrawals = {one.id for one in _appended(connection) if one.verb is Verb.WITHDRAW}
    for decision in newest_first:
        if decision.verb is not Verb.WITHDRAW:
            break
        if decision.withdraws not in withdrawals:
            return _withdraw(decision, who, decided_at)
    raise BadRequest("nothing was undone since the last decision; decide it anew")


def _appended(connection: Connection) -> list[Decision]:
    bodies = connection.scalars(select(DECISIONS.c.body).order_by(DECISIONS.c.sequence))
    return [read(body, Decision) for body in bodies]


def _standing_newest_first(connection: Connection) -> list[Decision]:
    """The decisions that stand, the one appended last at the head."""
    appended = _appended(connection)
    valid = {decision.id for decision in standing(appended)}
    return [decision for decision in reversed(appended) if decision.id in valid]


def _withdraw(decision: Decision, who: str, decided_at: str | None) -> Decision:
    return sign(
        Verb.WITHDRAW, decision.target, who=who, decided_at=decided_at, withdraws=decision.id
    )


def require_usable(decision: Decision) -> None:
    """Refuse a decision that nobody signed, that no program may make, or that nothing can be done
    with.

    Raises:
        BadRequest: as said.
    """
    require_signature(decision)
    if decision.program is not None and decision.verb in ONLY_PEOPLE:
        raise BadRequest(f"{decision.program!r} is a program, and only people {decision.verb}")
    match decision.verb:
        case Verb.CORRECT:
            _require_json(decision, dict[str, object])
        case Verb.SAME | Verb.DIFFERENT | Verb.UNSURE | Verb.SPLIT:
            _require_json(decision, Anchor)
        case Verb.RATE:
            _require_json(decision, Reliability | Credibility)
        case Verb.HANDLE:
            _require_json(decision, str)
        case Verb.ASK if not decision.why.strip():
            raise BadRequest("a question without words asks nothing; write some")
        case Verb.ADD | Verb.ACCEPT:
            _require_entry(decision)


def _require_entry(decision: Decision) -> None:
    try:
        decode(decision.after or "")
    except (ValueError, msgspec.MsgspecError) as error:
        raise BadRequest(f"the entry to {decision.verb} cannot be used: {error}") from error


def _require_rows(connection: Connection, decision: Decision) -> None:
    """Refuse what is about a document or a decision that is not there."""
    if decision.target.noun == Decision.kind:
        _require_row(connection, DECISIONS.c.id, decision.target.entry)
    if decision.verb is Verb.WITHDRAW:
        _require_row(connection, DECISIONS.c.id, decision.withdraws)
    if decision.verb is Verb.REMOVE:
        _require_row(connection, DOCUMENTS.c.id, decision.target.entry)


def _require_row(connection: Connection, column: Column[str], wanted: str | None) -> None:
    if wanted is None or connection.scalar(select(column).where(column == wanted)) is None:
        raise UnknownEntry(wanted or "")


def _require_json(decision: Decision, shape: Any) -> None:
    try:
        msgspec.json.decode(decision.after or "", type=shape)
    except msgspec.MsgspecError as error:
        raise BadRequest(f"what the decision puts there cannot be used: {error}") from error
