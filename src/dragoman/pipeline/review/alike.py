"""Apply to all like this: which entries a change fits as well, and what it would make of each."""

import re
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from dragoman.dossier import acceptance, correction, rejection, review
from dragoman.dossier.anchors import main_passage
from dragoman.dossier.signing import corrected
from dragoman.errors import BadRequest
from dragoman.model import Contents, Decision, Entry, Verb, to_builtins
from dragoman.pipeline.review.entries import entries_in


class Narrow(StrEnum):
    """How like an entry must be; several narrow it further, none asks only for the same values."""

    WORDS = "same words"
    RULE = "same rule"
    DOCUMENT = "same document"
    SPEAKER = "same speaker"


@frozen(kw_only=True)
class Change:
    """What is to be done: ``fields`` (plain JSON values) for CORRECT; none for REVIEW, ACCEPT and
    REJECT."""

    verb: Verb = Verb.CORRECT
    fields: Mapping[str, Any] = field(factory=dict)


@frozen(kw_only=True)
class Like:
    """An entry that a change fits, with the plain values ``before`` and ``after`` of its fields.

    For a verb that changes no field both are empty.
    """

    entry: Entry
    before: Mapping[str, Any]
    after: Mapping[str, Any]


_SIGNERS = {Verb.REVIEW: review, Verb.ACCEPT: acceptance, Verb.REJECT: rejection}
_SIGNED = re.compile(r" by .+, \d{4}-\d\d-\d\d")
_SCORE = re.compile(r"\d*\.\d+")
_ANYBODY = ("speakers", "author", "actor", "participants", "held_by", "party")
"""Fields that say whose words or deed an entry is, first choice first."""


def alike(
    contents: Contents,
    entry: Entry,
    change: Change,
    narrow: Collection[Narrow] = (Narrow.WORDS,),
) -> tuple[Entry, ...]:
    """The other entries to which the same change fits, sorted by id; ``entry`` is not among them.

    They are of one noun with ``entry``, have the values that it has in the fields to be changed,
    and are like it in all that ``narrow`` names: the words of its cue (of its main passage, where
    it has none), the rules in its ``because``, its documents, its speakers. Where ``entry`` has no
    cue and words, no rule or no speaker to compare, nothing is like it in that.

    Raises:
        BadRequest: the change does not fit ``entry`` itself, or its verb cannot be applied to many.
    """
    preview((entry,), change)
    wanted = _marks(entry, change, narrow)
    if any(not mark for mark in wanted):
        return ()
    before = _values(entry, change)
    found = [
        other
        for other in entries_in(contents, {entry.kind})
        if other.id != entry.id
        and _values(other, change) == before
        and _marks(other, change, narrow) == wanted
    ]
    return tuple(sorted(found, key=lambda other: other.id))


def preview(entries: Iterable[Entry], change: Change) -> tuple[Like, ...]:
    """What the change would make of each.

    Raises:
        BadRequest: it does not fit one of them.
    """
    _require_many(change)
    return tuple(_like(entry, change) for entry in entries)


def decisions_for(
    entries: Iterable[Entry],
    change: Change,
    *,
    who: str,
    decided_at: str | None = None,
    why: str = "",
) -> tuple[Decision, ...]:
    """The decisions that carry the change out, for ``Dossier.decide_all``.

    Raises:
        BadRequest: it does not fit one of them, or nobody signs.
    """
    _require_many(change)
    if change.verb is Verb.CORRECT:
        return tuple(
            correction(entry, change.fields, who=who, decided_at=decided_at, why=why)
            for entry in entries
        )
    made = _SIGNERS[change.verb]
    return tuple(made(entry, who=who, decided_at=decided_at, why=why) for entry in entries)


def _require_many(change: Change) -> None:
    if change.verb is not Verb.CORRECT and change.verb not in _SIGNERS:
        raise BadRequest(f"{change.verb!r} is decided on one entry at a time")
    if (change.verb is Verb.CORRECT) != bool(change.fields):
        raise BadRequest("a correction changes fields, and nothing else does; say which")


def _like(entry: Entry, change: Change) -> Like:
    if change.verb is not Verb.CORRECT:
        return Like(entry=entry, before={}, after={})
    after = to_builtins(corrected(entry, change.fields))
    return Like(
        entry=entry,
        before=_values(entry, change),
        after={name: after[name] for name in change.fields},
    )


def _values(entry: Entry, change: Change) -> dict[str, Any]:
    if not change.fields:
        return {}
    plain = to_builtins(entry)
    return {name: plain.get(name) for name in change.fields}


def _marks(entry: Entry, change: Change, narrow: Collection[Narrow]) -> list[frozenset[str]]:
    """What must be equal, of each way to narrow in a fixed order."""
    marks = {
        Narrow.WORDS: _words,
        Narrow.RULE: lambda one: _rules(one, change),
        Narrow.DOCUMENT: _documents,
        Narrow.SPEAKER: _speakers,
    }
    return [made(entry) for way, made in marks.items() if way in narrow]


def _words(entry: Entry) -> frozenset[str]:
    """The words of the cue, of the main passage where there is none; folded."""
    cues = [passage.exact for passage in entry.passages if passage.role == "cue"]
    main = main_passage(entry.passages)
    words = cues or ([main.exact] if main else [])
    return frozenset(" ".join(one.casefold().split()) for one in words)


def _rules(entry: Entry, change: Change) -> frozenset[str]:
    """The rules that put the entry there: those that name a field to be changed, else all."""
    lines = {_SCORE.sub("#", line) for line in entry.because if not _SIGNED.search(line)}
    named = {line for line in lines if line.split(":")[0].split(" ")[0] in change.fields}
    return frozenset(named or lines)


def _documents(entry: Entry) -> frozenset[str]:
    return frozenset(passage.document for passage in entry.passages)


def _speakers(entry: Entry) -> frozenset[str]:
    """Whose words or deed it is: ids, else names; a passage's words where no field says it."""
    for name in _ANYBODY:
        held = getattr(entry, name, None)
        if held:
            return frozenset(_who(one) for one in (held if isinstance(held, tuple) else (held,)))
    said = (passage.exact for passage in entry.passages if passage.role == "speaker")
    return frozenset(words.casefold() for words in said)


def _who(one: Any) -> str:
    if isinstance(one, str):
        return one
    return str(one.id or one.name.casefold())
