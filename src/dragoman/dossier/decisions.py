"""The log of decisions: signed, appended, never changed. Undo appends as well."""

import msgspec
from sqlalchemy import Column, Connection, insert, select

from dragoman.dossier.records import read
from dragoman.dossier.schema import DECISIONS, DOCUMENTS
from dragoman.dossier.signing import in_order, require_signature, sign, standing
from dragoman.errors import BadRequest, NothingToUndo, UnknownEntry
from dragoman.model import Anchor, Decision, Reliability, Verb, decode, encode


def append(connection: Connection, decision: Decision) -> None:
    """Sign a decision into the log; the very same one a second time changes nothing.

    Raises:
        BadRequest: it is not signed, or what it carries cannot be used.
        UnknownEntry: it is about a document or a decision that is not there.
    """
    require_signature(decision)
    _require_content(connection, decision)
    if connection.scalar(select(DECISIONS.c.id).where(DECISIONS.c.id == decision.id)):
        return
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


def every(connection: Connection) -> list[Decision]:
    """All decisions by the instant of signing; equal instants in the order of appending."""
    return in_order(_appended(connection))


def undo(connection: Connection, who: str, decided_at: str | None) -> Decision:
    """The withdrawal of the decision that was appended last and still stands.

    Raises:
        NothingToUndo: none stands.
    """
    for decision in _standing_newest_first(connection):
        if decision.verb is not Verb.WITHDRAW:
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


def _require_content(connection: Connection, decision: Decision) -> None:
    match decision.verb:
        case Verb.WITHDRAW:
            _require_row(connection, DECISIONS.c.id, decision.withdraws)
        case Verb.REMOVE:
            _require_row(connection, DOCUMENTS.c.id, decision.target.entry)
        case Verb.CORRECT:
            _require_json(decision, dict[str, object])
        case Verb.SAME | Verb.DIFFERENT | Verb.UNSURE:
            _require_json(decision, Anchor)
        case Verb.RATE:
            _require_json(decision, Reliability)
        case Verb.ADD | Verb.ACCEPT:
            try:
                decode(decision.after or "")
            except (ValueError, msgspec.MsgspecError) as error:
                raise BadRequest(f"the entry to {decision.verb} cannot be used: {error}") from error


def _require_row(connection: Connection, column: Column[str], wanted: str | None) -> None:
    if wanted is None or connection.scalar(select(column).where(column == wanted)) is None:
        raise UnknownEntry(wanted or "")


def _require_json(decision: Decision, shape: type[object]) -> None:
    try:
        msgspec.json.decode(decision.after or "", type=shape)
    except msgspec.MsgspecError as error:
        raise BadRequest(f"what the decision puts there cannot be used: {error}") from error
