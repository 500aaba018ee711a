"""What is tied to another matter (Haas 1980): a measure on one issue hangs on another issue.

Two ways lead here: words that tie ("linked the grain deal to the release of prisoners"), and
conditions that a reader found whose two measures are on different issues.
"""

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from dragoman.assessment.bindings.desk import Desk, Finding
from dragoman.assessment.bindings.joining import has_same_words, joined, place_of, put_together
from dragoman.assessment.bindings.naming import says_we, subject_before
from dragoman.assessment.bindings.passages import Told, told_of
from dragoman.assessment.bindings.vocabulary import LinkageRule, linkage_rules
from dragoman.assessment.embedding import content_of
from dragoman.model import Act, Condition, Linkage, Measure, Relation, Statement, digest

_LONGEST = 12
"""A tied thing is told in at most so many words."""
_ENDS = re.compile(
    r",\s|\s(?:and said|but|while|because|although|which|who|he said|she said|they said)\b",
    re.IGNORECASE,
)
_HANGING = frozenset(
    {Relation.ONLY_IF, Relation.UNLESS, Relation.UNTIL, Relation.ONCE, Relation.IN_RETURN_FOR}
)
_WIDE = frozenset({"process", "settlement", "bilateral-relations"})


@frozen(kw_only=True)
class Draft:
    """One telling of a tie. ``others`` are the issues of the second thing, empty for none."""

    finding: Finding
    tied_by: str | None
    issue: str
    other_issue: str | None
    one: str
    other: str
    negated: bool
    rule: str


def find_linkages(desk: Desk) -> list[Linkage]:
    """Every tie told and every tie refused, sorted by id."""
    drafts = sorted([*_drafts(desk), *_conditions(desk)], key=lambda one: place_of(one.finding))
    found = {one.id: one for one in (_written(g, desk) for g in joined(drafts, _is_same))}
    return [found[id_] for id_ in sorted(found)]


def _drafts(desk: Desk) -> Iterator[Draft]:
    for told in desk.sentences:
        for rule in linkage_rules():
            match = rule.pattern.search(told.text)
            draft = _draft(told, match, rule, desk) if match else None
            if draft is not None:
                yield draft
                break


def _draft(told: Told, match: re.Match[str], rule: LinkageRule, desk: Desk) -> Draft | None:
    """The draft; None where nobody vouches for it, or the two are no two matters of issues."""
    if not desk.speech.is_told(told, told.span(*match.span())):
        return None
    one, other = _trimmed(told, match, "one"), _trimmed(told, match, "other")
    if one is None or other is None:
        return None
    first, second = desk.issues_in(told, *one), desk.issues_in(told, *other)
    pair = _pair(first, second)
    if pair is None or (pair[1] is None and not rule.loose):
        return None
    return Draft(
        finding=desk.finding(told, min(one[0], match.start()), max(other[1], one[1])),
        tied_by=_tied_by(told, match, desk),
        issue=pair[0],
        other_issue=pair[1],
        one=_words(told, one),
        other=_words(told, other),
        negated=rule.negated,
        rule=rule.taken_from,
    )


def _conditions(desk: Desk) -> Iterator[Draft]:
    """Conditions whose two measures are on two issues."""
    for statement in desk.contents.statements:
        if statement.hypothetical or statement.act is Act.DENY:
            continue
        for condition in statement.conditions:
            draft = _hanging(statement, condition, desk)
            if draft is not None:
                yield draft


def _hanging(statement: Statement, condition: Condition, desk: Desk) -> Draft | None:
    """The draft of one condition; who accepts something on a condition has not set it."""
    measure, on = condition.measure, condition.on
    issues = (measure.issue if measure else None, on.issue)
    if not _is_hanging(condition) or measure is None or None in issues:
        return None
    if issues[0] == issues[1] or set(issues) & _WIDE or condition.passage is None:
        return None
    content = next((p for p in content_of(statement) if p.covers(condition.passage)), None)
    told = told_of(content) if content is not None else None
    if told is None or not desk.speech.is_told(told, condition.passage):
        return None
    own = statement.act is not Act.ACCEPT and condition.set_by in desk.witnesses.parties
    return Draft(
        finding=desk.finding(told, 0, len(told.text)),
        tied_by=condition.set_by if own else None,
        issue=issues[0] or "",
        other_issue=issues[1],
        one=_measure(measure),
        other=_shortest(condition.passage.exact, _measure(on)),
        negated=False,
        rule=f"condition: {condition.relation}",
    )


def _is_hanging(condition: Condition) -> bool:
    """Whether one must come for the other to come: "after" alone only tells the order."""
    words = condition.passage.exact.casefold() if condition.passage else ""
    only_after = condition.relation is Relation.AFTER and words.startswith("only")
    return condition.relation in _HANGING or only_after


def _measure(measure: Measure) -> str:
    """The words of a measure as the text has them."""
    words = measure.passage.exact if measure.passage else measure.object or ""
    return _shortest(words, measure.object or "")


def _shortest(words: str, instead: str) -> str:
    """The words up to their first comma, or others for them where they are too many."""
    kept = words.split() if len(words.split()) <= _LONGEST else words.partition(",")[0].split()
    return " ".join(kept if len(kept) <= _LONGEST else instead.split())


def _pair(first: Sequence[str], second: Sequence[str]) -> tuple[str, str | None] | None:
    """The issues of both things; two matters of one issue are no linkage.

    The second may be on no issue of the dossier's; the first may not.
    """
    one = next((i for i in first if i not in _WIDE), None)
    if one is None:
        return None
    if set(first) & set(second):
        return None
    return one, next((i for i in second if i not in _WIDE), None)


def _trimmed(told: Told, match: re.Match[str], group: str) -> tuple[int, int] | None:
    """Where a thing stands, cut at the end of its clause (the first thing at its beginning)."""
    start, end = match.span(group)
    words = told.text[start:end]
    if group == "one":
        cuts = [m.end() for m in re.finditer(r",\s|\bthat\s|[“\"]", words)]
        start += cuts[-1] if cuts else 0
    else:
        stop = _ENDS.search(words)
        end = start + stop.start() if stop else end
    kept = told.text[start:end].split()
    return (start, end) if 0 < len(kept) <= _LONGEST else None


def _words(told: Told, span: tuple[int, int]) -> str:
    return " ".join(told.text[slice(*span)].split()).strip(" ,.”\"'’")


def _tied_by(told: Told, match: re.Match[str], desk: Desk) -> str | None:
    """Who ties them: the subject before the tie, or the side of whoever says so."""
    speaker = desk.speaker_party(told.span(*match.span()))
    active = match.start("one") > match.start()
    party = subject_before(told, desk.named(told), match.start()) if active else None
    if speaker is not None and (party is None or says_we(told.text[: match.start()])):
        return speaker
    return party


def _is_same(one: Draft, other: Draft) -> bool:
    """Whether two tellings tie the same two issues for the same party, the same way."""
    if (one.tied_by, one.negated) != (other.tied_by, other.negated):
        return False
    if one.other_issue and other.other_issue:
        return {one.issue, one.other_issue} == {other.issue, other.other_issue}
    return one.issue == other.issue and has_same_words(one.other, other.other)


def _written(group: Sequence[Draft], desk: Desk) -> Linkage:
    first = group[0]
    telling = put_together([one.finding for one in group], desk.witnesses)
    other_issue = next((one.other_issue for one in group if one.other_issue), None)
    key = (first.tied_by or "", first.issue, other_issue or first.other, str(first.negated))
    return Linkage(
        id=digest("linkage", *key),
        because=tuple(dict.fromkeys(one.rule for one in group)),
        tied_by=first.tied_by,
        issue=first.issue,
        other_issue=other_issue,
        measure=first.one,
        other=first.other,
        words=" ".join(first.finding.passage.exact.split()),
        negated=first.negated,
        **telling.fields(),
    )


def has_linkage_words(text: str) -> bool:
    """Whether a text may tie two matters; a cheap look before the rules."""
    return any(rule.pattern.search(text) for rule in linkage_rules())
