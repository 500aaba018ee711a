"""Sentences about what binds the parties, what they hold out or withhold, what they tie."""

from dragoman.briefing.days import day_words
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.phrases import bare, listed
from dragoman.briefing.wording import (
    LINE_WORDS,
    capital,
    clip,
    count_words,
    ended,
    quoted,
    tidy,
)
from dragoman.model import (
    Constraint,
    ConstraintKind,
    Hold,
    Leverage,
    Linkage,
    Voice,
)

Binding = Constraint | Leverage | Linkage

_BOUND = {
    ConstraintKind.RATIFICATION: "needed approval at home",
    ConstraintKind.CONSTITUTION: "was bound by a constitution",
    ConstraintKind.ELECTION: "faced an election",
    ConstraintKind.OPINION: "was bound by opinion at home",
    ConstraintKind.LAW: "was bound by law",
    ConstraintKind.ALLIANCE: "needed its allies",
}
_HELD = {Hold.HELD_OUT: "held out", Hold.WITHHELD: "held back"}
_FEWEST = 6
"""Words of a quotation that are left at least, however long the rest is."""


def binding_sentence(entry: Binding, lookup: Lookup) -> str:
    """One sentence in the plain past tense: who, what in the text's words, who says so, when."""
    if isinstance(entry, Linkage):
        return ended(_linkage(entry, lookup) + _tail(entry, lookup))
    if isinstance(entry, Constraint):
        lead = _constraint_lead(entry, lookup)
    else:
        lead = _leverage_lead(entry, lookup)
    tail = _tail(entry, lookup)
    if not entry.words or not entry.documents:
        return ended(f"{lead.rstrip(':')}{tail}")
    room = max(LINE_WORDS - count_words(lead) - count_words(tail), _FEWEST)
    return ended(f"{lead} {quoted(entry.words, room)}{tail}")


def _constraint_lead(entry: Constraint, lookup: Lookup) -> str:
    party = capital(lookup.party(entry.party)) or "A party not named"
    if not entry.documents:
        rule = f" ({tidy(entry.words)})" if entry.words else ""
        return f"{party} needed the approval of {tidy(entry.body)}{rule}, negotiation.toml says"
    return f"{party} {_BOUND[entry.constraint_kind]}:"


def _leverage_lead(entry: Leverage, lookup: Lookup) -> str:
    """Who held out, withheld or threatened; the words that follow say what."""
    holder, over = capital(lookup.party(entry.held_by)), lookup.party(entry.over)
    if entry.hold is Hold.THREATENED:
        action = entry.measure.action or ""
        if action and entry.words.startswith(action):
            return f"{holder} threatened to"
        return f"{holder} threatened {over}".rstrip() + ":"
    way = "from" if entry.hold is Hold.WITHHELD else "to"
    behind = f" {way} {over}" if over else ""
    return f"{holder} {_HELD[entry.hold]}{behind}:"


def is_condition(words: str) -> bool:
    """Whether words open with what joins a condition to its matter ("only after", "unless")."""
    return bare(words.partition(" ")[0]) in listed("condition start")


def _linkage(entry: Linkage, lookup: Lookup) -> str:
    one, other = quoted(entry.measure, 7), quoted(entry.other.removeprefix("to "), 8)
    party = capital(lookup.party(entry.tied_by))
    if is_condition(entry.other):
        who = f"{party} set a condition" if party else "A condition was set"
        if not entry.negated:
            return f"{who}: {one} – {other}"
    if entry.negated:
        lead = f"{party} would not tie" if party else "Nobody named would tie"
        return f"{lead} {one} to {other}"
    return f"{party} tied {one} to {other}" if party else f"{capital(one)} hung on {other}"


def _tail(entry: Binding, lookup: Lookup) -> str:
    """Who says so where it is another than the one told of, and the first day of it."""
    if not entry.documents:
        return ""
    day = f" ({day_words(entry.told_on)})" if entry.told_on else " (day not given)"
    return f"{_teller(entry, lookup)}{day}"


def _teller(entry: Binding, lookup: Lookup) -> str:
    statement = next(iter(lookup.said(entry.statements)), None)
    if statement is None or statement.voice is not Voice.SPEAKER or not statement.speakers:
        return ""
    speaker = statement.speakers[0]
    if speaker.id == _holder(entry):
        return ""
    return f", {clip(lookup.named(speaker), 6)} said"


def _holder(entry: Binding) -> str | None:
    match entry:
        case Constraint():
            return entry.party
        case Leverage():
            return entry.held_by
        case Linkage():
            return entry.tied_by
