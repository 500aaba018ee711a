"""How far an undertaking is agreed: proposed, claimed, confirmed, signed, withdrawn."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dragoman.assessment.commitments.undertakings import Undertaking
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import are_alike, has_like_words, statement_words, subject_words
from dragoman.model import (
    Act,
    AgreementStage,
    Contents,
    Measure,
    PartyRole,
    Passage,
    Stage,
    Statement,
    Voice,
)

_PROPOSING = frozenset({Act.PROPOSE, Act.DEMAND})
_ANSWERING = frozenset({Act.REJECT, Act.DENY})
_TAKEN_BACK = re.compile(
    r"\bno longer\b|\b(?:will|would) not\b|\b(?:won|wouldn)['’]t\b|\bnot (?:be )?bound\b|"
    r"\b(?:back(?:ed|ing)? out|pull(?:ed|ing)? out|withdr[ae]w\w* from|took back|revok\w+|"
    r"renounc\w+|cancel\w+|call(?:ed|ing) off|suspend\w* its participation|tore up|scrapp\w+)\b",
    re.IGNORECASE,
)


class Asked:
    """Proposals, demands, refusals and denials, by the words of what they are about."""

    def __init__(self, contents: Contents, witnesses: Witnesses) -> None:
        self.witnesses = witnesses
        self._found: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in contents.statements:
            if witnesses.embedding.is_supposed(statement):
                continue
            if statement.act in _PROPOSING | _ANSWERING or _TAKEN_BACK.search(
                statement_words(statement)
            ):
                for word in {w for m in statement.measures for w in subject_words(m)}:
                    self._found[word].append(statement)
        self.sides = _sides(contents)

    def about(self, group: Sequence[Undertaking]) -> list[Statement]:
        """Those on what a group of accounts undertakes, oldest first."""
        measures = [one.measure for one in group]
        near = {s.id: s for m in measures for w in subject_words(m) for s in self._found.get(w, ())}
        alike = [
            statement
            for statement in near.values()
            if any(_is_like(m, n) for m in statement.measures for n in measures)
        ]
        return sorted(alike, key=lambda s: (self.witnesses.day_of(s) or "~", s.id))


def _is_like(one: Measure, two: Measure) -> bool:
    return are_alike(one, two) or (has_like_words(one, two) and one.issue == two.issue)


def _sides(contents: Contents) -> frozenset[str]:
    """The sides: as the dossier says, else the two parties that speak most."""
    roles = {p.id: p.role for p in contents.parties if p.role}
    roles |= {p.id: p.role for p in contents.negotiation.parties if p.role}
    if roles:
        return frozenset(party for party, role in roles.items() if role is PartyRole.SIDE)
    count = Counter(s.party for s in contents.statements if s.party)
    ranked = sorted(count, key=lambda party: (-count[party], party))
    return frozenset(ranked[:2])


def agreement_series(group: Sequence[Undertaking], asked: Asked) -> Iterator[Stage]:
    """The series, oldest step first; ``group`` are the accounts of one undertaking by day."""
    witnesses = asked.witnesses
    parties = frozenset(party for one in group for party in one.parties)
    related = asked.about(group)
    first = group[0]
    if proposed := [s for s in related if _is_earlier_proposal(s, first, witnesses)]:
        yield _stage(AgreementStage.PROPOSED, proposed)
    yield _claimed(AgreementStage.CLAIMED_BY_ONE, group[:1])
    denying: dict[str | None, str] = {
        s.party: witnesses.day_of(s)
        for s in related
        if s.act is Act.DENY and s.voice is Voice.SPEAKER and s.party in parties
    }
    if confirming := _confirming(group, parties, asked.sides, denying):
        yield _claimed(AgreementStage.CONFIRMED_BY_BOTH, confirming)
    if signed := [one for one in group if one.is_signed]:
        yield _claimed(AgreementStage.SIGNED, signed)
    if withdrawn := [s for s in related if _takes_back(s, group, parties, witnesses)]:
        yield _stage(AgreementStage.WITHDRAWN, withdrawn)


def _is_earlier_proposal(s: Statement, first: Undertaking, witnesses: Witnesses) -> bool:
    return s.act in _PROPOSING and bool(first.day) and "" < witnesses.day_of(s) <= first.day


def _takes_back(
    s: Statement, group: Sequence[Undertaking], parties: frozenset[str], witnesses: Witnesses
) -> bool:
    """Whether one who is bound says, on a later day, that it is no longer so."""
    last = max((one.day for one in group if one.own_accounts), default="") or group[0].day
    later = bool(last) and witnesses.day_of(s) > last
    if not later or s.party not in parties or s.voice is not Voice.SPEAKER or s.hypothetical:
        return False
    if s.act is Act.REJECT:
        return True
    return _TAKEN_BACK.search(statement_words(s)) is not None and s.act is not Act.DEMAND


def _confirming(
    group: Sequence[Undertaking],
    parties: frozenset[str],
    sides: frozenset[str],
    denying: dict[str | None, str],
) -> list[Undertaking]:
    """The accounts of different parties that confirm it, one of each; empty unless both do.

    A party may confirm for itself, or as the other side of what another undertakes; a third
    country confirms nothing. A joint statement is the account of all who make it. One that denies
    having agreed confirms nothing unless it says so again on a later day.
    """
    signs = frozenset(party for one in group for party in one.signatories)
    if signs and signs >= parties:
        return [one for one in group if one.signatories][:1]
    own: dict[str, Undertaking] = {}
    for one in group:
        for party in sorted(one.own_accounts):
            if party not in denying or one.day > denying[party]:
                own.setdefault(party, one)
    bound = own.keys() & parties
    others = own.keys() & sides - parties
    is_confirmed = len(bound) > 1 or (len(parties) == 1 and bound and others)
    chosen = (own[party] for party in sorted(bound | others))
    return list(dict.fromkeys(chosen)) if is_confirmed else []


def _claimed(stage: AgreementStage, group: Sequence[Undertaking]) -> Stage:
    return Stage(
        stage=stage.value,
        on=next((one.on for one in group if one.on), None),
        statements=tuple(one.statement.id for one in group if one.statement),
        passages=tuple(dict.fromkeys(p for one in group for p in one.passages)),
    )


def _stage(stage: AgreementStage, ordered: Sequence[Statement]) -> Stage:
    return Stage(
        stage=stage.value,
        on=next((s.stated_on for s in ordered if s.stated_on), None),
        statements=tuple(s.id for s in ordered),
        passages=_content(ordered),
    )


def _content(statements: Iterable[Statement]) -> tuple[Passage, ...]:
    return tuple(p for s in statements for p in sorted(s.passages) if p.role == "content")
