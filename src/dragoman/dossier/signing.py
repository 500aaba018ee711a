"""Signing: how a decision is made, and which decisions stand."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import attrs
import msgspec

from dragoman.dossier.anchors import anchor_of
from dragoman.errors import BadRequest
from dragoman.model import (
    Anchor,
    Decision,
    Entry,
    Reliability,
    Verb,
    digest,
    encode,
    from_builtins,
)

FIXED = frozenset({"id", "kind", "text", "sha256", "fingerprint", "copy_of", "supersedes"})
"""Fields that no decision changes: they are truth, or follow from it."""


def now() -> str:
    """The present instant in UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def sign(
    verb: Verb,
    target: Anchor,
    *,
    who: str,
    decided_at: str | None = None,
    before: str | None = None,
    after: str | None = None,
    why: str = "",
    withdraws: str | None = None,
) -> Decision:
    """A decision signed by ``who``; ``decided_at`` is this instant unless given.

    Raises:
        BadRequest: nobody signs, or ``decided_at`` is no instant with a zone.
    """
    instant = decided_at or now()
    decision = Decision(
        id=_id(verb, target, who, instant, after, withdraws),
        who=who,
        decided_at=instant,
        verb=verb,
        target=target,
        before=before,
        after=after,
        why=why,
        withdraws=withdraws,
    )
    require_signature(decision)
    return decision


def _id(
    verb: Verb, target: Anchor, who: str, instant: str, after: str | None, withdraws: str | None
) -> str:
    try:
        anchor = msgspec.json.encode(target, order="sorted").decode()
    except UnicodeEncodeError as error:
        raise BadRequest(f"the target of a decision holds half a character: {error}") from error
    return digest("decision", verb, anchor, who, instant, after or "", withdraws or "")


def require_signature(decision: Decision) -> None:
    """Refuse a decision that nobody signed, or at no known instant.

    Raises:
        BadRequest: as said.
    """
    require_name(decision.who)
    try:
        zone = datetime.fromisoformat(decision.decided_at).tzinfo
    except ValueError:
        zone = None
    if zone is None:
        raise BadRequest(
            f"a decision's instant must read like {now()!r}, not {decision.decided_at!r}"
        )


def require_name(who: str) -> str:
    """``who``, when it is a name.

    Raises:
        BadRequest: it is blank.
    """
    if not who.strip():
        raise BadRequest("a decision needs a name under it; say who decides")
    return who


def correction(
    entry: Entry,
    changes: Mapping[str, object],
    *,
    who: str,
    decided_at: str | None = None,
    why: str = "",
) -> Decision:
    """The decision that gives fields of ``entry`` other values (plain JSON values).

    Raises:
        BadRequest: no such field, a field that is fixed, or a value that does not fit.
    """
    corrected(entry, changes)
    old = msgspec.to_builtins(entry)
    return sign(
        Verb.CORRECT,
        anchor_of(entry),
        who=who,
        decided_at=decided_at,
        before=_json({name: old[name] for name in changes}),
        after=_json(dict(changes)),
        why=why,
    )


def corrected(entry: Entry, changes: Mapping[str, object]) -> Entry:
    """``entry`` with other values in some fields (plain JSON values); all others stay as they are.

    Raises:
        BadRequest: no such field, a field that is fixed, or a value that does not fit.
    """
    fields = [field.name for field in attrs.fields(type(entry))]
    free = [name for name in fields if name not in FIXED]
    for name in changes:
        if name not in free:
            raise BadRequest(
                f"a {entry.kind} has no field {name!r} to correct; choose from {', '.join(free)}"
            )
    values = {"kind": entry.kind, **msgspec.to_builtins(entry), **changes}
    try:
        return from_builtins(values)
    except ValueError as error:
        raise BadRequest(f"{entry.kind} {entry.id} cannot be corrected so: {error}") from error


def addition(entry: Entry, *, who: str, decided_at: str | None = None, why: str = "") -> Decision:
    """The decision that puts ``entry`` into the dossier by hand."""
    return _whole(Verb.ADD, entry, who, decided_at, why)


def acceptance(entry: Entry, *, who: str, decided_at: str | None = None, why: str = "") -> Decision:
    """The decision that approves ``entry`` as it is; it is stored whole."""
    return _whole(Verb.ACCEPT, entry, who, decided_at, why)


def rejection(entry: Entry, *, who: str, decided_at: str | None = None, why: str = "") -> Decision:
    """The decision that takes ``entry`` out."""
    return sign(
        Verb.REJECT, anchor_of(entry), who=who, decided_at=decided_at, before=_line(entry), why=why
    )


def note(entry: Entry, *, who: str, decided_at: str | None = None, why: str) -> Decision:
    """The decision that says something about ``entry`` and changes nothing."""
    return sign(Verb.NOTE, anchor_of(entry), who=who, decided_at=decided_at, why=why)


def rating(
    rated: Entry | str,
    letter: Reliability,
    *,
    who: str,
    decided_at: str | None = None,
    why: str = "",
) -> Decision:
    """The decision that rates a person, or an outlet by its name, from A to F (Admiralty code)."""
    if isinstance(rated, str):
        target = Anchor(noun="outlet", head=rated, entry=rated)
    else:
        target = anchor_of(rated)
    after = _json(letter.value)
    return sign(Verb.RATE, target, who=who, decided_at=decided_at, after=after, why=why)


def judged_same(
    one: Entry, other: Entry, *, who: str, decided_at: str | None = None, why: str = ""
) -> Decision:
    """The decision that two entries are one."""
    return _edge(Verb.SAME, one, other, who, decided_at, why)


def judged_different(
    one: Entry, other: Entry, *, who: str, decided_at: str | None = None, why: str = ""
) -> Decision:
    """The decision that two entries are two."""
    return _edge(Verb.DIFFERENT, one, other, who, decided_at, why)


def judged_unsure(
    one: Entry, other: Entry, *, who: str, decided_at: str | None = None, why: str = ""
) -> Decision:
    """The decision that nobody can tell: two entries stay apart, and the question stays open."""
    return _edge(Verb.UNSURE, one, other, who, decided_at, why)


def _whole(verb: Verb, entry: Entry, who: str, decided_at: str | None, why: str) -> Decision:
    return sign(verb, anchor_of(entry), who=who, decided_at=decided_at, after=_line(entry), why=why)


def _edge(
    verb: Verb, one: Entry, other: Entry, who: str, decided_at: str | None, why: str
) -> Decision:
    after = _json(msgspec.to_builtins(anchor_of(other)))
    return sign(verb, anchor_of(one), who=who, decided_at=decided_at, after=after, why=why)


def _line(entry: Entry) -> str:
    try:
        return encode(entry).decode()
    except UnicodeEncodeError as error:
        raise BadRequest(f"{entry.kind} {entry.id} holds half a character: {error}") from error


def _json(value: Any) -> str:
    try:
        return msgspec.json.encode(value, order="sorted").decode()
    except (TypeError, ValueError) as error:
        raise BadRequest(f"not a plain JSON value: {error}") from error


def in_order(decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions by the instant of signing; equal instants keep the order that they come in."""
    return sorted(decisions, key=lambda decision: _instant(decision.decided_at))


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that nobody has taken back, withdrawals included, in order.

    A withdrawal that was itself taken back has no force, so what it withdrew stands again.
    """
    withdrawals: dict[str, list[str]] = {}
    for decision in decisions:
        if decision.verb is Verb.WITHDRAW and decision.withdraws is not None:
            withdrawals.setdefault(decision.withdraws, []).append(decision.id)
    stands: dict[str, bool] = {}
    for decision in decisions:
        _settle(decision.id, withdrawals, stands)
    return [decision for decision in in_order(decisions) if stands[decision.id]]


def _settle(start: str, withdrawals: dict[str, list[str]], stands: dict[str, bool]) -> None:
    """Find out whether ``start`` stands, its withdrawals first (a stack: chains may be long)."""
    stack = [start]
    while stack:
        top = stack[-1]
        against = withdrawals.get(top, ())
        open_ones = [one for one in against if one not in stands and one not in stack]
        if open_ones:
            stack.append(open_ones[0])
            continue
        stands[top] = not any(stands.get(one, False) for one in against)
        stack.pop()
