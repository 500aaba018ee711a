"""Commitments: accounts of one undertaking joined, and how far it is agreed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from dragoman.assessment.accusations import find_accusations
from dragoman.assessment.compliance import find_compliance
from dragoman.assessment.undertakings import Undertaking, find_undertakings
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import are_alike, has_like_words, is_listed, subject_words
from dragoman.model import (
    Act,
    AgreementStage,
    Commitment,
    Contents,
    Measure,
    Passage,
    Relation,
    Stage,
    Statement,
    digest,
)

_JOINT = re.compile(
    r"\b(?:joint|common) (?:statement|declaration|communiqu[eé]|announcement|text|paper)\b|"
    r"\bboth (?:sides|capitals|governments|delegations) (?:have )?(?:confirmed|announced)\b",
    re.IGNORECASE,
)
_FIRST = frozenset({Relation.ONCE, Relation.AFTER, Relation.ONLY_IF})
_WIDE_ISSUES = frozenset({"process", "settlement", "bilateral-relations"})
_PROPOSING = frozenset({Act.PROPOSE, Act.DEMAND})


@frozen(kw_only=True)
class Undertaken:
    """A commitment with the accounts that it is made of, oldest first."""

    commitment: Commitment
    accounts: tuple[Undertaking, ...]


def find_commitments(contents: Contents, witnesses: Witnesses) -> list[Undertaken]:
    """One commitment for each thing undertaken, with its two dated series."""
    groups = join_accounts(find_undertakings(contents, witnesses))
    asked = _by_subject(s for s in contents.statements if not witnesses.embedding.is_supposed(s))
    made = [_make(group, asked, witnesses) for group in groups]
    charges = find_accusations([one.commitment for one in made], contents.statements, witnesses)
    made = [
        Undertaken(
            commitment=evolve(
                one.commitment,
                compliance=find_compliance(
                    one.commitment, contents, witnesses, charges.get(one.commitment.id, ())
                ),
            ),
            accounts=one.accounts,
        )
        for one in made
    ]
    return sorted(_put_in_order(made), key=lambda one: one.commitment.id)


def join_accounts(undertakings: Iterable[Undertaking]) -> list[list[Undertaking]]:
    """Put accounts of one undertaking together: a party in common, like measures.

    Blocked by party and subject word or issue, and by document, so that only undertakings that
    share one of these are compared.
    """
    groups: list[list[Undertaking]] = []
    index: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for one in sorted(undertakings, key=lambda u: (u.day or "~", u.id)):
        keys = _keys(one)
        near = sorted({number for key in keys for number in index[key]})
        number = next((n for n in near if _belongs(one, groups[n])), len(groups))
        if number == len(groups):
            groups.append([])
        groups[number].append(one)
        for key in keys:
            if number not in index[key]:
                index[key].append(number)
    return groups


def _keys(one: Undertaking) -> list[tuple[str, str]]:
    words = [*sorted(subject_words(one.measure)), f"issue {one.measure.issue}"]
    keys = [(party, word) for party in sorted(one.parties) for word in words]
    return [*keys, *(("document", p.document) for p in one.passages)]


def _belongs(one: Undertaking, group: Sequence[Undertaking]) -> bool:
    return any(_is_same(one, other) for other in group) and all(
        _can_be_same(one, other) for other in group
    )


def _can_be_same(one: Undertaking, other: Undertaking) -> bool:
    """Whether nothing stands against it: another contact, other parties, another length."""
    if one.reached_at and other.reached_at and one.reached_at != other.reached_at:
        return False
    joint = len(one.parties) > 1 and len(other.parties) > 1
    if not one.parties & other.parties:
        return False
    if joint and not (one.parties <= other.parties or other.parties <= one.parties):
        return False
    mine, theirs = one.measure.extent, other.measure.extent
    return mine is None or theirs is None or mine.unit != theirs.unit or mine.fits(theirs)


def _is_same(one: Undertaking, other: Undertaking) -> bool:
    if not _can_be_same(one, other):
        return False
    if any(p.covers(q) or q.covers(p) for p in one.passages for q in other.passages):
        return _may_be_issue(one, other)
    if are_alike(one.measure, other.measure):
        return True
    # On one narrow issue two words in common are enough, and one where the contact is the same.
    reached = one.reached_at is not None and one.reached_at == other.reached_at
    issue = one.measure.issue
    narrow = issue is not None and issue == other.measure.issue and issue not in _WIDE_ISSUES
    shared = {w for w in one.words & other.words if not is_listed(w, "agreeing")}
    return narrow and len(shared) >= (1 if reached else 2)


def _may_be_issue(one: Undertaking, other: Undertaking) -> bool:
    """Two measures of one sentence on two issues are two undertakings."""
    issues = {one.measure.issue, other.measure.issue}
    return None in issues or len(issues) == 1


def _make(
    group: list[Undertaking], asked: dict[str, list[Statement]], witnesses: Witnesses
) -> Undertaken:
    first = group[0]
    parties = frozenset(party for one in group for party in one.parties)
    signs = frozenset().union(*(_signatories(one, witnesses) for one in group))
    measures = tuple(dict.fromkeys(one.measure for one in group))
    issue = next((m.issue for m in measures if m.issue), None)
    ordered = sorted(group, key=lambda one: (one.day or "~", one.id))
    commitment = Commitment(
        id=digest("commitment", first.id),
        passages=tuple(dict.fromkeys(p for one in ordered for p in one.passages)),
        because=("undertaken in the accounts named",),
        parties=tuple(sorted(parties)),
        measures=measures,
        issue=issue or next((i for one in group for i in one.issues), None),
        agreement=tuple(_agreement(ordered, parties, signs, asked, witnesses)),
        due_on=next((one.due_on for one in ordered if one.due_on), None),
        reached_at=next((one.reached_at for one in ordered if one.reached_at), None),
        documents=witnesses.folded(one.witness.document for one in ordered),
    )
    return Undertaken(commitment=commitment, accounts=tuple(ordered))


def _by_subject(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Proposals, demands and refusals, by the words of what they are about."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.act in _PROPOSING or statement.act is Act.REJECT:
            for word in {w for m in statement.measures for w in subject_words(m)}:
                found[word].append(statement)
    return dict(found)


def _about_same(group: Sequence[Undertaking], asked: dict[str, list[Statement]]) -> list[Statement]:
    measures = [one.measure for one in group]
    words = {w for m in measures for w in subject_words(m)}
    near = {s.id: s for word in words for s in asked.get(word, ())}
    return [
        statement
        for _, statement in sorted(near.items())
        if any(are_alike(m, n) for m in statement.measures for n in measures)
    ]


def _agreement(
    group: Sequence[Undertaking],
    parties: frozenset[str],
    signs: frozenset[str],
    asked: dict[str, list[Statement]],
    witnesses: Witnesses,
) -> Iterator[Stage]:
    """The series, oldest step first: proposed, claimed, confirmed, signed, withdrawn."""
    first = group[0]
    related = _about_same(group, asked)
    proposed = [
        s
        for s in related
        if s.act in _PROPOSING and first.day and "" < witnesses.day_of(s) <= first.day
    ]
    if proposed:
        yield _stage(AgreementStage.PROPOSED, proposed, witnesses)
    yield _claimed(AgreementStage.CLAIMED_BY_ONE, group[:1])
    confirming = _confirming(group, parties, signs)
    if confirming:
        yield _claimed(AgreementStage.CONFIRMED_BY_BOTH, confirming)
    if signed := [one for one in group if one.is_signed]:
        yield _claimed(AgreementStage.SIGNED, signed)
    last = max((one.day for one in group if one.own_accounts), default="")
    withdrawn = [
        s
        for s in related
        if s.act is Act.REJECT and s.party in parties and last and witnesses.day_of(s) > last
    ]
    if withdrawn:
        yield _stage(AgreementStage.WITHDRAWN, withdrawn, witnesses)


def _signatories(one: Undertaking, witnesses: Witnesses) -> frozenset[str]:
    """The parties of a joint statement in which an undertaking stands; empty without one."""
    joint = any(_JOINT.search(witnesses.around(p)) for p in one.passages)
    return one.parties if joint and len(one.parties) > 1 else frozenset()


def _confirming(
    group: Sequence[Undertaking], parties: frozenset[str], signs: frozenset[str]
) -> list[Undertaking]:
    """The accounts of different parties that confirm it, one of each; empty unless both do.

    A party may confirm for itself, or as the other side of what another undertakes. A joint
    statement is the account of all who make it.
    """
    if signs and signs == parties:
        return list(group[:1])
    own: dict[str, Undertaking] = {}
    for one in group:
        for party in one.own_accounts:
            own.setdefault(party, one)
    bound = own.keys() & parties
    is_confirmed = len(bound) > 1 or (len(parties) == 1 and bound and len(own) > 1)
    return list(dict.fromkeys(own.values())) if is_confirmed else []


def _claimed(stage: AgreementStage, group: Sequence[Undertaking]) -> Stage:
    return Stage(
        stage=stage.value,
        on=next((one.on for one in group if one.on), None),
        statements=tuple(one.statement.id for one in group if one.statement),
        passages=tuple(dict.fromkeys(p for one in group for p in one.passages)),
    )


def _stage(stage: AgreementStage, statements: Sequence[Statement], witnesses: Witnesses) -> Stage:
    ordered = sorted(statements, key=lambda s: (witnesses.day_of(s) or "~", s.id))
    return Stage(
        stage=stage.value,
        on=next((s.stated_on for s in ordered if s.stated_on), None),
        statements=tuple(s.id for s in ordered),
        passages=_content(ordered),
    )


def _content(statements: Iterable[Statement]) -> tuple[Passage, ...]:
    return tuple(p for s in statements for p in sorted(s.passages) if p.role == "content")


def _put_in_order(made: Sequence[Undertaken]) -> Iterator[Undertaken]:
    """Say which commitment must come first, where a condition names another one."""
    index: defaultdict[str, list[Commitment]] = defaultdict(list)
    for one in made:
        for word in {w for m in one.commitment.measures for w in subject_words(m)}:
            index[word].append(one.commitment)
    for one in made:
        firsts = {
            other.id
            for account in one.accounts
            for condition in account.conditions
            if condition.relation in _FIRST
            for other in _named_by(condition.on, index)
            if other.id != one.commitment.id
        }
        yield Undertaken(
            commitment=evolve(one.commitment, after=tuple(sorted(firsts))),
            accounts=one.accounts,
        )


def _named_by(measure: Measure, index: dict[str, list[Commitment]]) -> Iterator[Commitment]:
    for word in sorted(subject_words(measure)):
        for commitment in index.get(word, ()):
            if any(has_like_words(measure, m) for m in commitment.measures):
                yield commitment
