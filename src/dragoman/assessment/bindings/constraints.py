"""What binds a party from outside the room (Putnam 1988): six kinds, by rules that can be read."""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from dragoman.assessment.bindings.bound import bound_party, has_body, names_body
from dragoman.assessment.bindings.desk import Desk, Finding
from dragoman.assessment.bindings.joining import has_same_words, joined, place_of, put_together
from dragoman.assessment.bindings.passages import Told
from dragoman.assessment.bindings.shares import AFTER, asked_by, laid_down_majority, quantity_of
from dragoman.assessment.bindings.vocabulary import ConstraintRule, constraint_rules, expression
from dragoman.assessment.wording import content_words
from dragoman.model import Constraint, ConstraintKind, Quantity, Ratification, digest

_ISSUES = 2
_APPROVING = (ConstraintKind.RATIFICATION, ConstraintKind.ALLIANCE)
_DEAL = re.compile(
    r"\b(?:deal|treaty|treaties|agreement|accord|pact|settlement|truce|cease-?fire|peace|protocol|"
    r"sanctions)\b",
    re.IGNORECASE,
)
_MODES = re.compile(
    r"\b(?:no need|(?:does|do|did|would|will|need) ?n[o'’]t (?:need|require|be|have))\b"
)


@frozen(kw_only=True)
class Draft:
    """One telling of a constraint."""

    finding: Finding
    kind: ConstraintKind
    party: str | None
    body: str
    words: str
    quantity: Quantity | None
    rule: str
    told: Told
    start: int
    end: int


def find_constraints(desk: Desk) -> list[Constraint]:
    """Every constraint told, and those of ``negotiation.toml``, sorted by id."""
    drafts = sorted(_drafts(desk), key=lambda one: place_of(one.finding))
    known = [_laid_down(row) for row in desk.contents.negotiation.ratifications]
    groups = joined(drafts, _is_same)
    found = {one.id: one for one in (_written(group, desk) for group in groups)}
    for row in known:
        twin = next((id_ for id_, one in sorted(found.items()) if _is_laid_down(one, row)), None)
        told = found.pop(twin) if twin else None
        merged = _merged(row, told)
        found[merged.id] = merged
    return [found[id_] for id_ in sorted(found)]


def _drafts(desk: Desk) -> Iterator[Draft]:
    for told in desk.sentences:
        taken: list[tuple[int, int, ConstraintKind]] = []
        for rule in constraint_rules():
            for match in rule.pattern.finditer(told.text):
                span = (match.start(), match.end(), rule.kind)
                if any(s < span[1] and span[0] < e and k is rule.kind for s, e, k in taken):
                    continue
                draft = _draft(told, match, rule, desk)
                if draft is not None:
                    taken.append(span)
                    yield draft


def _draft(told: Told, match: re.Match[str], rule: ConstraintRule, desk: Desk) -> Draft | None:
    if rule.needs is not None and not rule.needs.search(told.text):
        return None
    if not desk.speech.is_told(told, told.span(*match.span())) or _is_waived(told, match):
        return None
    party = bound_party(told, match, rule, desk.named(told), desk)
    if party is None and not _is_on_a_deal(told, rule):
        return None
    start, end = _clause(told, match)
    quantity = quantity_of(told, match, rule.kind)
    if rule.kind is ConstraintKind.OPINION and "share" in match.re.groupindex and quantity is None:
        return None
    body = " ".join(match["body"].split()) if has_body(match) else ""
    return Draft(
        finding=desk.finding(told, start, end),
        kind=rule.kind,
        party=party,
        body=body or asked_by(told),
        words=" ".join(told.text[start:end].replace("*", "").split()),
        quantity=quantity,
        rule=rule.taken_from,
        told=told,
        start=match.start(),
        end=match.end(),
    )


def _is_on_a_deal(told: Told, rule: ConstraintRule) -> bool:
    """Whether a deal is to be approved, by whomever: then it is worth telling without a party."""
    return rule.kind in _APPROVING and _DEAL.search(told.text) is not None


def _is_waived(told: Told, match: re.Match[str]) -> bool:
    """Read "does not need the consent of parliament": nothing binds there."""
    return _MODES.search(told.text[max(0, match.start() - 25) : match.end()]) is not None


def _clause(told: Told, match: re.Match[str]) -> tuple[int, int]:
    """The clause around a rule's words: from the last stop or "that" to the next stop."""
    head = told.text[: match.start()]
    starts = [m.end() for m in re.finditer(r"[;:]\s|\bthat\s|[“\"]|,\s(?:and|but|because)\s", head)]
    start = starts[-1] if starts else len(head) - len(head.lstrip(" *-"))
    tail = re.search(r"[;:”\"]|,\s|[.?!](?:\s|$)", told.text[match.end() :])
    end = match.end() + tail.start() if tail else len(told.text.rstrip())
    return start, end


def _is_same(one: Draft, other: Draft) -> bool:
    """Whether two tellings are of one constraint: party, kind, and body or words."""
    if (one.party, one.kind) != (other.party, other.kind):
        return False
    if one.quantity and other.quantity and one.quantity.value != other.quantity.value:
        return False
    if one.kind in (ConstraintKind.RATIFICATION, ConstraintKind.ELECTION, ConstraintKind.ALLIANCE):
        return _head(one.body) == _head(other.body) and one.party is not None
    if one.kind is ConstraintKind.OPINION and one.quantity and other.quantity:
        return has_same_words(one.quantity.of, other.quantity.of)
    return has_same_words(one.words, other.words)


_SORTS = (
    ("legislature", r"\b(?:<legislature>)\b|parliamentary|legislative|congressional"),
    ("people", r"referendum|plebiscite|voters|the people|members"),
    ("election", r"election|vote|ballot|polls|mid-?term|run-off"),
    ("unanimity", r"unanim"),
    ("allies", r"<ally>"),
)


def _head(body: str) -> str:
    """What sort of body it is: parliament and assembly are one."""
    for sort, words in _SORTS:
        if expression(words).search(body):
            return sort
    return " ".join(sorted(content_words(body)))


def _written(group: Sequence[Draft], desk: Desk) -> Constraint:
    """The constraint that several tellings come to; the earliest gives the words."""
    first = group[0]
    telling = put_together([one.finding for one in group], desk.witnesses)
    quantities = (one.quantity for one in group if one.quantity is not None)
    times = (desk.time_in(d.told, d.start, min(d.end + AFTER, len(d.told.text))) for d in group)
    issues = dict.fromkeys(i for one in group for i in _issues(one, desk))
    key = (first.party or "", first.kind, _head(first.body), first.finding.passage.exact)
    return Constraint(
        id=digest("constraint", *key),
        score=None,
        because=tuple(dict.fromkeys(one.rule for one in group)),
        constraint_kind=first.kind,
        party=first.party,
        body=max((one.body for one in group), key=len),
        words=first.words,
        quantity=next(quantities, None),
        interval=next((time for time in times if time is not None), None),
        issues=tuple(issues)[:_ISSUES],
        **telling.fields(),
    )


def _issues(draft: Draft, desk: Desk) -> tuple[str, ...]:
    start = draft.finding.passage.start - draft.told.passage.start
    length = draft.finding.passage.end - draft.finding.passage.start
    return desk.issues_in(draft.told, start, start + length)


def _laid_down(row: Ratification) -> Constraint:
    """What ``negotiation.toml`` says must be ratified; it stands in no document."""
    return Constraint(
        id=digest("constraint", row.party, ConstraintKind.RATIFICATION, row.body.casefold()),
        because=("negotiation.toml",),
        constraint_kind=ConstraintKind.RATIFICATION,
        party=row.party,
        body=row.body,
        words=row.rule,
        quantity=laid_down_majority(row),
    )


def _is_laid_down(told: Constraint, row: Constraint) -> bool:
    same = told.constraint_kind is row.constraint_kind and told.party == row.party
    return same and (names_body(told.body, row.body) or _head(told.body) == _head(row.body))


def _merged(row: Constraint, told: Constraint | None) -> Constraint:
    """The row with the sentences that tell of it; its own words stay."""
    if told is None:
        return row
    return evolve(
        told,
        id=row.id,
        because=(*row.because, *told.because),
        body=row.body,
        quantity=row.quantity or told.quantity,
    )


def has_constraint_words(text: str) -> bool:
    """Whether a text may tell of a constraint; a cheap look before the rules."""
    return any(rule.pattern.search(text) for rule in constraint_rules())
