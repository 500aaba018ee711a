"""Party x issue: where it stands, on the strongest statement (design, section 5)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from dragoman.assessment.positions.joining import Turn
from dragoman.assessment.positions.series import stages, told_moves, with_turns
from dragoman.assessment.positions.stances import answered, ended_thing, is_turned, turned
from dragoman.assessment.positions.turns import find_turns
from dragoman.assessment.positions.voices import RANK, Voiced, voiced
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import (
    content_words,
    is_hollow,
    measure_words,
    shorten,
    statement_words,
)
from dragoman.model import (
    Act,
    Contents,
    Firmness,
    Passage,
    Position,
    PositionStage,
    Statement,
    digest,
)

_ISSUES = 2
"""A statement whose measures name no issue counts for two issues of the dossier's own."""
_WORDS = 40
"""A position is told in at most so many words of its strongest statement."""
_POINTS_BACK = "issue from the sentence before"
"""What extraction notes on such an issue: too weak to say where a party stands."""
_SHORT = 7
_POINTING = re.compile(
    r"\b(?:its|their|his|her|this|that|these|those|such) (?!the\b)[a-z]+$|"
    r"\b(?:it|them|this|that|so)\W*$",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"^\W*(?:that )?(?:it|this|that)(?:['’]s| is| was| would be) (?:\w+ly )?"
    r"(?:possible|so|true|fine|good|acceptable|conceivable)\b",
    re.IGNORECASE,
)
"""A clause with an empty subject: "it's possible if certain conditions are met"."""
_ACTS_ALONE = re.compile(
    r"(?:demand|want|insist|seek|ask|call|reject|refus|oppos|accept|agre|support|offer|propos|"
    r"promis|possib|ready|willing)"
)
_WIDE = frozenset({"process", "settlement", "bilateral-relations"})
"""Issues that stand back where a statement has a narrower one."""


@frozen(kw_only=True)
class Held:
    """A position with the evidence it stands on, strongest first."""

    position: Position
    evidence: tuple[Voiced, ...]


def find_positions(contents: Contents, witnesses: Witnesses) -> list[Held]:
    """One position for each party and issue on which a statement takes a stance."""
    own = {issue.id: issue.parent for issue in contents.negotiation.issues}
    evidence: defaultdict[tuple[str, str], list[Voiced]] = defaultdict(list)
    for statement in contents.statements:
        for voice in voiced(statement, witnesses):
            for issue in _issues(voice, own):
                evidence[voice.party, issue].append(voice)
    moved: defaultdict[tuple[str, str], list[Voiced]] = defaultdict(list)
    for statement in contents.statements:
        if (said := told_moves(statement, witnesses)) is not None:
            for issue in _issues(said, own):
                moved[said.party, issue].append(said)
    on_issue: defaultdict[str, list[Voiced]] = defaultdict(list)
    for (_, issue), found in sorted(evidence.items()):
        on_issue[issue] += found
    settings = {issue.id: issue for issue in contents.negotiation.issues}
    held = []
    for (party, issue), found in sorted(evidence.items()):
        if any(told_words(voice) for voice in found):
            ordered = sorted(found, key=lambda voice: _strength(voice, witnesses))
            one = _hold(party, issue, own.get(issue) or issue, ordered, witnesses)
            rivals = [voice for voice in on_issue[issue] if voice.party != party]
            told = [*found, *moved[party, issue]]
            series = stages(told, settings.get(issue), rivals, witnesses)
            held.append(evolve(one, position=evolve(one.position, series=series)))
    return _with_turns(held, find_turns(contents, witnesses), witnesses)


def _with_turns(held: list[Held], turns: Sequence[Turn], witnesses: Witnesses) -> list[Held]:
    """The positions with the movements that sentences tell outright, in their series.

    A party that is only told to have moved holds a position too, one without evidence: where it
    stands now is in the sentence that tells it.
    """
    by_key: defaultdict[tuple[str, str], list[Turn]] = defaultdict(list)
    for turn in turns:
        by_key[turn.party, turn.issue].append(turn)
    told = {}
    for party in {one.position.party for one in held}:
        told[party] = tuple(p.position.series for p in held if p.position.party == party)
    made = []
    for one in held:
        position = one.position
        own = by_key.pop((position.party, position.issue), [])
        series = with_turns(position.series, told[position.party], own)
        made.append(evolve(one, position=evolve(position, series=series)))
    for (party, issue), own in sorted(by_key.items()):
        series = with_turns((), told.get(party, ()), own)
        if series:
            made.append(Held(position=_of_turns(party, issue, own, series, witnesses), evidence=()))
    return made


def _of_turns(
    party: str,
    issue: str,
    turns: Sequence[Turn],
    series: tuple[PositionStage, ...],
    witnesses: Witnesses,
) -> Position:
    last = max(turns, key=lambda turn: (turn.day, turn.passages))
    return Position(
        id=digest("position", party, issue),
        passages=tuple(dict.fromkeys(p for turn in turns for p in turn.passages)),
        because=(last.why,),
        party=party,
        issue=issue,
        stance=last.stance,
        basis=last.basis,
        measure=shorten(" ".join(last.passages[0].exact.split()), _WORDS),
        documents=witnesses.folded(p.document for turn in turns for p in turn.passages),
        series=series,
    )


def _issues(voice: Voiced, own: Mapping[str, str | None]) -> Iterable[str]:
    """The measure's issue, else the statement's first ones, the dossier's own before generic.

    A measure's issue that the statement itself has not was corrected away by an analyst.
    """
    issues = voice.statement.issues
    narrowed = [issue for issue in issues if issue in own]
    issue = voice.measure.issue if voice.measure else None
    if issue is None and _POINTS_BACK in voice.statement.because:
        return ()
    if issue is not None and (not issues or issue in {*issues, *(own.get(i) for i in issues)}):
        return (next((n for n in narrowed if own[n] == issue and issue not in own), issue),)
    if narrowed:
        return narrowed[:_ISSUES]
    specific = [i for i in issues if i not in _WIDE]
    return (specific or issues)[:1]


def _strength(voice: Voiced, witnesses: Witnesses) -> tuple[object, ...]:
    """Sort key: strongest basis first, newest first within each, firm before soft.

    A threat stands behind all else on its basis: it answers more than it asks for. Words that
    only point ("it", "that step") stand behind all that name something.
    """
    statement = voice.statement
    day = witnesses.day_of(statement)
    return (
        not told_words(voice),
        RANK.index(voice.basis),
        statement.act is Act.THREATEN,
        tuple(-ord(letter) for letter in day) or (0,),
        tuple(Firmness).index(statement.firmness),
        -(statement.score or 0.0),
        statement.id,
        measure_words(voice.measure) if voice.measure else "",
    )


def _hold(party: str, issue: str, generic: str, found: list[Voiced], witnesses: Witnesses) -> Held:
    best = found[0]
    stance, words = best.stance, shorten(told_words(best), _WORDS)
    if (answer := answered(best.statement)) is not None:
        stance, words = answer[1], measure_words(answer[0]) or words
    elif best.measure is not None and is_turned(best.statement, best.measure, generic):
        stance, words = turned(stance), ended_thing(best.statement, best.measure, generic)
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


def told_words(voice: Voiced) -> str:
    """What the party is for or against, in the text's words; empty where they only point."""
    words = statement_words(voice.statement)
    if not is_hollow(words) and not _only_points(words):
        return words
    measure = voice.measure
    told = measure_words(measure) if measure and measure.object else ""
    return "" if is_hollow(told) or _only_points(told) else told


def _only_points(words: str) -> bool:
    """Whether a short clause names what it is about by a pronoun alone: "X demands its end".

    >>> _only_points("Velland demands its cessation")
    True
    >>> _only_points("that Velland halt its strikes on harbours")
    False
    """
    if _EXPLETIVE.search(words):
        return True
    if len(words.split()) > _SHORT or _POINTING.search(words) is None:
        return False
    rest = _POINTING.sub(" ", words)
    plain = " ".join(word for word in rest.split() if not word[:1].isupper())
    return all(_ACTS_ALONE.match(word) for word in content_words(plain))


def _content(statements: Iterable[Statement]) -> Iterator[Passage]:
    for statement in statements:
        yield from sorted(p for p in statement.passages if p.role == "content")
