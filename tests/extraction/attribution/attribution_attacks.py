"""Attacks on attribution: an invented text, and who says what in it.

Spans are compared without the quotation marks and stops at their edges and without a leading
"that", so that a case speaks of who said what and not of one reader's habits.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from attrs import field, frozen

from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.model import (
    AttributionKind,
    Document,
    Genre,
    Negotiation,
    PartyProfile,
    PersonProfile,
    Report,
    SegmentKind,
    Statement,
    Voice,
)

NOBODY = "-"
"""As ``under``: the attribution stands in no other one."""

WATERS = Negotiation(
    parties=(
        PartyProfile(id="KAR", names=("Karsland", "the Karslandic side")),
        PartyProfile(id="LOM", names=("Lomaria", "the Lomarian side")),
        PartyProfile(id="DOK", names=("Dockers' Union", "the union")),
    ),
    persons=(
        PersonProfile(name="Tove Halvard", party="KAR", office="foreign minister"),
        PersonProfile(name="Anton Marsk", party="LOM", office="president"),
        PersonProfile(name="Petra Olin", party="DOK", office="chief negotiator"),
    ),
)


class Read(NamedTuple):
    """One text as a reader has laid it down, and the report that it makes of it."""

    reading: Reading
    report: Report


Reader = Callable[[Document], Read]


@frozen(kw_only=True)
class Says:
    """One attribution that must be found.

    ``who`` are words of the speaker (his name for a turn; empty: nobody is named), ``cue`` a word
    of the cue (empty: a turn), ``what`` the content whole, or its first and last words with " … "
    between. ``under`` is a word of the parent's cue, ``hidden`` are words of the anonymity.
    """

    who: str = ""
    cue: str = ""
    what: str
    under: str = ""
    hidden: str = ""
    kind: AttributionKind | None = None


@frozen(kw_only=True)
class Attack:
    """One text and what must come of it.

    ``nobody`` are stretches that are nobody's content; ``not_by`` pairs a stretch with one whose
    words it is not. ``chains`` give words of a statement, its speaker, and who reports it from
    the nearest outwards. ``unsaid`` are words of no statement by a speaker or the narrator.
    ``fails`` gives a reason by the name of a reader known to fail.
    """

    name: str
    text: str
    says: tuple[Says, ...] = ()
    nobody: tuple[str, ...] = ()
    not_by: tuple[tuple[str, str], ...] = ()
    segments: tuple[tuple[SegmentKind, str], ...] = ()
    chains: tuple[tuple[str, ...], ...] = ()
    voices: tuple[tuple[str, Voice], ...] = ()
    genre: Genre | None = None
    title: str | None = None
    unsaid: tuple[str, ...] = ()
    fails: Mapping[str, str] = field(factory=dict)


def withstand(attack: Attack, read: Reader) -> None:
    """Assert that a reader finds what an attack asks for, and nothing that it forbids."""
    document = Document(
        id="d1", text=attack.text, genre=attack.genre, title=attack.title, published_at="2025-03-20"
    )
    reading, report = read(document)
    shown = "\n".join(_shown(reading, one) for one in reading.attributed)
    for wanted in attack.says:
        assert any(_fits(reading, one, wanted) for one in reading.attributed), (wanted, shown)
    for words in attack.nobody:
        assert not [one for one in reading.attributed if _holds(reading, one, words)], (
            words,
            shown,
        )
    for words, speaker in attack.not_by:
        owners = [_who(reading, one) for one in reading.attributed if _holds(reading, one, words)]
        assert not any(speaker in owner for owner in owners), (words, shown)
    _check_segments(attack, reading)
    _check_statements(attack, report)


def _check_segments(attack: Attack, reading: Reading) -> None:
    found = [(s.kind, reading.view.text[s.start : s.end]) for s in reading.stretches]
    for kind, words in attack.segments:
        assert any(k is kind and words in text for k, text in found), (kind, words, found)


def _check_statements(attack: Attack, report: Report) -> None:
    for words, *names in attack.chains:
        about = [s for s in report.statements if words in _content(s)]
        chains = [[n.name for n in (*s.speakers[:1], *s.reported_by)] for s in about]
        assert any(_same_chain(chain, names) for chain in chains), (words, names, chains)
    for words in attack.unsaid:
        told = [s for s in report.statements if s.voice is not Voice.INTERVIEWER]
        assert not [s for s in told if words in _content(s)], words
    for words, voice in attack.voices:
        voices = {s.voice for s in report.statements if words in _content(s)}
        assert voices == {voice}, (words, voices)


def _same_chain(chain: list[str], names: list[str]) -> bool:
    pairs = zip(names, chain, strict=False)
    return len(chain) == len(names) and all(name in link for name, link in pairs)


def _content(statement: Statement) -> str:
    return " … ".join(" ".join(p.exact.split()) for p in statement.passages if p.role == "content")


def _fits(reading: Reading, one: Attributed, wanted: Says) -> bool:
    return (
        _is_who(reading, one, wanted.who)
        and _is_cue(reading, one, wanted.cue)
        and _is_what(_joined(reading, one.contents), wanted.what)
        and _is_under(reading, one, wanted.under)
        and wanted.hidden in (one.anonymity or "")
        and (wanted.kind is None or one.kind is wanted.kind)
    )


def _is_who(reading: Reading, one: Attributed, who: str) -> bool:
    return who in _who(reading, one) if who else not (one.speakers or one.speaker_ids)


def _who(reading: Reading, one: Attributed) -> str:
    names = [reading.names.name_of(known) or "" for known in one.speaker_ids if not one.speakers]
    return " ".join([_joined(reading, one.speakers), *names])


def _is_cue(reading: Reading, one: Attributed, cue: str) -> bool:
    words = _joined(reading, one.cues)
    return cue in words if cue else not words or one.turn


def _is_what(words: str, what: str) -> bool:
    bare = _bare(words)
    first, dots, last = what.partition(" … ")
    return bare.startswith(first) and bare.endswith(last) if dots else bare == what


def _is_under(reading: Reading, one: Attributed, under: str) -> bool:
    if not under:
        return True
    if one.parent is None:
        return under == NOBODY
    parent = reading.attributed[one.parent]
    return under in f"{_joined(reading, parent.cues)} {_who(reading, parent)}"


def _joined(reading: Reading, spans: list[Tokens]) -> str:
    return " ".join(reading.text(span) for span in spans)


_EDGES = " ,.;:!“”„«»‹›‘’'\"`()-–—"


def _bare(words: str) -> str:
    return re.sub(r"^that (?=\S)", "", words.strip(_EDGES)).strip(_EDGES)


def _holds(reading: Reading, one: Attributed, words: str) -> bool:
    """Whether a content holds any letter of a stretch of the view."""
    start = reading.view.text.index(words)
    end = start + len(words)
    for content in one.contents:
        last = reading.doc[content.end - 1]
        if reading.doc[content.start].idx < end and start < last.idx + len(last):
            return True
    return False


def _shown(reading: Reading, one: Attributed) -> str:
    return " | ".join(
        [
            f"who={_who(reading, one)!r} cue={_joined(reading, one.cues)!r}",
            f"what={[reading.text(c) for c in one.contents]}",
            f"parent={one.parent} hidden={one.anonymity!r} {one.kind.value}",
        ]
    )
