"""Versions of the settings: who signed which, when and why, and how the next one is signed."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from dragoman.dossier import Dossier, Settings, sign
from dragoman.dossier.signing import now
from dragoman.errors import BadRequest
from dragoman.model import Anchor, Decision, Verb, digest
from dragoman.pipeline.negotiation import FILE_NAME, LARGEST_BYTES, parse_negotiation

NOUN = "settings"
"""The noun of notes that say why settings were signed; no entry has it."""


@frozen(kw_only=True)
class Version:
    """One signed version, numbered from 1. ``put_at`` is an instant in UTC (ISO 8601).

    ``why`` is empty where nobody gave a reason, as for a file that a folder brought along.
    """

    number: int
    toml: str
    who: str
    put_at: str
    why: str = ""


def fingerprint(text: str | None) -> str:
    """What tells one text of settings from another; empty for none."""
    return "" if text is None else digest(NOUN, text)


def versions_of(put: Sequence[Settings], decisions: Iterable[Decision]) -> tuple[Version, ...]:
    """Every version with its reason, oldest first."""
    reasons = {
        (note.who, note.decided_at): note.why for note in decisions if note.target.noun == NOUN
    }
    return tuple(
        Version(
            number=number,
            toml=one.toml,
            who=one.who,
            put_at=one.put_at,
            why=reasons.get((one.who, one.put_at), ""),
        )
        for number, one in enumerate(put, start=1)
    )


def sign_settings(
    dossier: Dossier, text: str, *, who: str, why: str, seen: str, put_at: str | None = None
) -> None:
    """Sign new settings with a reason, unless others came since ``seen`` (a fingerprint).

    The reason goes into the log of decisions, as a note on the settings.

    Raises:
        BadNegotiation: the text cannot be used.
        BadRequest: no reason was given, or nothing is changed.
        SettingsOvertaken: somebody signed other settings meanwhile; nothing is written.
    """
    told = " ".join(why.split())
    if not told:
        raise BadRequest("no reason was given; say in a few words why the settings change")
    if len(text.encode()) > LARGEST_BYTES:
        raise BadRequest(f"{FILE_NAME} is larger than {LARGEST_BYTES // 1_000_000} MB")
    parse_negotiation(text)
    if fingerprint(text) == seen:
        raise BadRequest("these settings are signed already; nothing is changed")
    at = put_at or now()
    anchor = Anchor(noun=NOUN, entry=fingerprint(text), head=FILE_NAME)
    note = sign(Verb.NOTE, anchor, who=who, why=told, decided_at=at)

    def is_seen(current: str | None) -> bool:
        return fingerprint(current) == seen

    dossier.replace_settings(text, who, note=note, put_at=at, is_seen=is_seen)
