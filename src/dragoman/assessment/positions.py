"""Party x issue: where it stands, on the strongest statement (design, section 5)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import frozen

from dragoman.assessment.stances import answered
from dragoman.assessment.voices import RANK, Voiced, voiced
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import measure_words, shorten, statement_words
from dragoman.model import Act, Contents, Firmness, Passage, Position, Statement, digest

_ISSUES = 2
"""A statement whose measures name no issue counts for its first two."""


@frozen(kw_only=True)
class Held:
    """A position with the evidence it stands on, strongest first."""

    position: Position
    evidence: tuple[Voiced, ...]


def find_positions(contents: Contents, witnesses: Witnesses) -> list[Held]:
    """One position for each party and issue on which a statement takes a stance."""
    own = frozenset(issue.id for issue in contents.negotiation.issues)
    evidence: defaultdict[tuple[str, str], list[Voiced]] = defaultdict(list)
    for statement in contents.statements:
        for voice in voiced(statement, witnesses):
            for issue in _issues(voice, own):
                evidence[voice.party, issue].append(voice)
    return [
        _hold(party, issue, sorted(found, key=lambda voice: _strength(voice, witnesses)), witnesses)
        for (party, issue), found in sorted(evidence.items())
    ]


def _issues(voice: Voiced, own: frozenset[str]) -> Iterable[str]:
    """The measure's issue, else the statement's first; the dossier's own before generic ones."""
    if voice.measure and voice.measure.issue:
        return (voice.measure.issue,)
    issues = voice.statement.issues
    narrowed = [issue for issue in issues if issue in own]
    return (narrowed or issues)[:_ISSUES]


def _strength(voice: Voiced, witnesses: Witnesses) -> tuple[object, ...]:
    """Sort key: strongest basis first, newest first within each, firm before soft.

    A threat stands behind all else on its basis: it answers more than it asks for.
    """
    statement = voice.statement
    day = witnesses.day_of(statement)
    return (
        RANK.index(voice.basis),
        statement.act is Act.THREATEN,
        tuple(-ord(letter) for letter in day) or (0,),
        tuple(Firmness).index(statement.firmness),
        -(statement.score or 0.0),
        statement.id,
        measure_words(voice.measure) if voice.measure else "",
    )


def _hold(party: str, issue: str, found: list[Voiced], witnesses: Witnesses) -> Held:
    best = found[0]
    stance, words = best.stance, _words(best)
    if (answer := answered(best.statement)) is not None:
        stance, words = answer[1], measure_words(answer[0]) or words
    statements = {voice.statement.id: voice.statement for voice in found}
    position = Position(
        id=digest("position", party, issue),
        passages=tuple(dict.fromkeys(_content(statements.values()))),
        score=best.statement.score,
        because=(f"{best.basis}: {best.statement.act}",),
        party=party,
        issue=issue,
        stance=stance,
        conditional=best.is_conditional,
        basis=best.basis,
        measure=words,
        act=best.statement.act.value,
        statements=tuple(statements),
        documents=witnesses.folded(witnesses.document_of(s) for s in statements.values()),
    )
    return Held(position=position, evidence=tuple(found))


def _words(voice: Voiced) -> str:
    told = measure_words(voice.measure) if voice.measure else ""
    return told or shorten(statement_words(voice.statement))


def _content(statements: Iterable[Statement]) -> Iterator[Passage]:
    for statement in statements:
        yield from sorted(p for p in statement.passages if p.role == "content")
