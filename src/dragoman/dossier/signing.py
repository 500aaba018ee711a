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
    Credibility,
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
    program: str | None = None,
) -> Decision:
    """A decision signed by ``who``; ``decided_at`` is this instant unless given.

    ``program`` names the program that proposes it, where ``who`` only took it in.

    Raises:
        BadRequest: nobody signs, or ``decided_at`` is no instant with a zone.
    """
    instant = decided_at or now()
    decision = Decision(
        id=_id(verb, target, who, instant, after, withdraws, _said(verb, why, program)),
        who=who,
        decided_at=instant,
        verb=verb,
        target=target,
        before=before,
        after=after,
        why=why,
        withdraws=withdraws,
        program=program,
    )
    require_signature(decision)
    return decision


def _id(
    verb: Verb,
    target: Anchor,
    who: str,
    instant: str,
    after: str | None,
    withdraws: str | None,
    said: tuple[str, ...],
) -> str:
    try:
        anchor = msgspec.json.encode(target, order="sorted").decode()
    except UnicodeEncodeError as error:
        raise BadRequest(f"the target of a decision holds half a character: {error}") from error
    return digest("decision", verb, anchor, who, instant, after or "", withdraws or "", *said)


def _said(verb: Verb, why: str, program: str | None) -> tuple[str, ...]:
    """What else tells a decision from another: the words, where it says nothing else."""
    words = (why,) if verb in (Verb.NOTE, Verb.ASK) else ()
    return (*words, f"program {program}") if program else words


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


def addition(
    entry: Entry,
    *,
    who: str,
    decided_at: str | None = None,
    why: str = "",
    program: str | None = None,
) -> Decision:
    """The decision that puts ``entry`` into the dossier by hand.

    With ``program`` it is that program's prediction, which ``who`` took in and nobody reviewed.
    """
    return sign(
        Verb.ADD,
        anchor_of(entry),
        who=who,
        decided_at=decided_at,
        after=_line(entry),
        why=why,
        program=program,
    )


def acceptance(entry: Entry, *, who: str, decided_at: str | None = None, why: str = "") -> Decision:
    """The decision that approves ``entry`` as it is; it is stored whole."""
    return sign(
        Verb.ACCEPT, anchor_of(entry), who=who, decided_at=decided_at, after=_line(entry), why=why
    )


def review(entry: Entry, *, who: str, decided_at: str | None = None, why: str = "") -> Decision:
    """The decision that somebody has read ``entry`` and objects to nothing; it changes nothing."""
    return sign(Verb.REVIEW, anchor_of(entry), who=who, decided_at=decided_at, why=why)


def rejection(entry: Entry, *, who: str, decided_at: str | None = None, why: str = "") -> Decision:
    """The decision that takes ``entry`` out."""
    return sign(
        Verb.REJECT, anchor_of(entry), who=who, decided_at=decided_at, before=_line(entry), why=why
    )


def note(about: Entry | Decision, *, who: str, decided_at: str | None = None, why: str) -> Decision:
    """The decision that says something about an entry, or answers a decision (a note, a question,
    a correction …); it changes nothing.

    Raises:
        BadRequest: it says nothing.
    """
    return _remark(Verb.NOTE, about, who, decided_at, why)


def question(
    about: Entry | Decision, *, who: str, decided_at: str | None = None, why: str
) -> Decision:
    """The decision that asks something about an entry or a decision; open until a note answers it.

    Raises:
        BadRequest: it says nothing.
    """
    return _remark(Verb.ASK, about, who, decided_at, why)


def handling(
    about: Entry, label: str, *, who: str, decided_at: str | None = None, why: str = ""
) -> Decision:
    """The decision that puts a handling mark ("TLP:AMBER") on an entry or a document.

    Which labels there are is for the caller to know; the latest that stands on a target holds.
    """
    target = anchor_of(about)
    return sign(Verb.HANDLE, target, who=who, decided_at=decided_at, after=_json(label), why=why)


def target_of(about: Entry) -> Anchor:
    """The anchor of an entry, a document or a decision."""
    if isinstance(about, Decision):
        return Anchor(noun=Decision.kind, entry=about.id)
    return anchor_of(about)


def _remark(verb: Verb, about: Entry, who: str, decided_at: str | None, why: str) -> Decision:
    if not why.strip():
        raise BadRequest(f"a {verb} without words says nothing; write some")
    return sign(verb, target_of(about), who=who, decided_at=decided_at, why=why)


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


def crediting(
    entry: Entry,
    digit: Credibility | int,
    *,
    who: str,
    decided_at: str | None = None,
    why: str = "",
) -> Decision:
    """The decision that sets the digit of ``entry``: 1 confirmed to 6 cannot be judged (AJP-2.1).

    It lies over the computed digit, which stays visible; it has no part in any letter.

    Raises:
        BadRequest: no such digit.
    """
    try:
        value = Credibility(digit)
    except ValueError as error:
        raise BadRequest(f"credibility goes from 1 to 6, not {digit!r}") from error
    after = _json(value.value)
    return sign(Verb.RATE, anchor_of(entry), who=who, decided_at=decided_at, after=after, why=why)


def judged_split(
    leaving: Anchor, staying: Anchor, *, who: str, decided_at: str | None = None, why: str = ""
) -> Decision:
    """The decision that the members of a merged entry at ``leaving`` are another one than those at
    ``staying``; each side is one entry.

    Raises:
        BadRequest: one side has no passages, both share some, or the nouns differ.
    """
    if not leaving.passages or not staying.passages:
        raise BadRequest("a split needs passages on both sides; choose some members, not all")
    if set(leaving.passages) & set(staying.passages) or leaving.noun != staying.noun:
        raise BadRequest("both sides of a split must be of one noun and share no passage")
    after = _json(msgspec.to_builtins(staying))
    return sign(Verb.SPLIT, leaving, who=who, decided_at=decided_at, after=after, why=why)


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
