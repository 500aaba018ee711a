"""Garbled conditions: one that hangs on itself, two that exclude each other, a turned sense, or
one that a text gives to one side here and to the other there."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from attrs import frozen

from dragoman.extraction.faults.finding import finding, tables
from dragoman.extraction.reading import Reading
from dragoman.model import Act, Condition, Finding, Measure, Party, Passage, Relation, Statement

KIND = "garbled condition"
_ASKED = frozenset({Relation.ONLY_IF, Relation.IN_RETURN_FOR, Relation.ONCE, Relation.AFTER})
_EMPTY = frozenset({"the", "a", "an", "of", "to", "and", "all", "its", "their", "his", "her", "any",
                    "in", "on", "for", "from", "with", "full", "complete"})  # fmt: skip
_ALIKE = 0.8
_CLOSE = 0.5


@frozen
class _Told:
    """A condition with the statement that it stands in."""

    condition: Condition
    statement: Statement


def garbled_conditions(reading: Reading, statements: Sequence[Statement]) -> Iterator[Finding]:
    """The conditions of a text that cannot be meant as they stand."""
    told = [_Told(c, s) for s in statements for c in _flat(s.conditions)]
    yield from (f for one in told for f in _on_itself(one.condition))
    for one, other in combinations(told, 2):
        yield from _excluded(one, other)
        yield from _turned(one, other)
    yield from _other_sides(reading, told, statements)


def _flat(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for condition in conditions:
        yield condition
        yield from _flat(condition.conditions)


def _on_itself(condition: Condition) -> Iterator[Finding]:
    """Read "will lift the sanctions only if it lifts the sanctions"."""
    measure, on = condition.measure, condition.on
    if measure is None or measure.agent != on.agent or measure.negated != on.negated:
        return
    if _is_same(measure, on) and condition.passage is not None:
        yield finding(
            KIND,
            [condition.passage],
            f'"{_words(on)}" is made to hang on itself',
            "check the sentence against the original; one of the two measures is another one",
        )


def _excluded(one: _Told, other: _Told) -> Iterator[Finding]:
    """Read "only if they withdraw" and "unless they withdraw" of one measure."""
    a, b = one.condition, other.condition
    if {a.relation, b.relation} != {Relation.ONLY_IF, Relation.UNLESS}:
        return
    if not _is_pair(one, other) or a.on.negated != b.on.negated:
        return
    if _is_negated(a) == _is_negated(b):
        yield _contrary(a, b, "the same measure is to happen only if, and unless, that happens")


def _turned(one: _Told, other: _Told) -> Iterator[Finding]:
    """Read "only if they withdraw" here and "only if they do not withdraw" there."""
    a, b = one.condition, other.condition
    if a.relation is not b.relation or not _is_pair(one, other):
        return
    if (_is_negated(a) != _is_negated(b)) != (a.on.negated != b.on.negated):
        yield _contrary(a, b, "a negation turns the sense of the one against the other")


def _is_pair(one: _Told, other: _Told) -> bool:
    """Whether two conditions of one side hang the same on the same."""
    a, b = one.condition, other.condition
    if a.measure is None or b.measure is None or one.statement.party != other.statement.party:
        return False
    sides = one.statement.party is not None or one.statement.id == other.statement.id
    return sides and _is_same(a.measure, b.measure) and _is_same(a.on, b.on)


def _is_negated(condition: Condition) -> bool:
    return condition.measure is not None and condition.measure.negated


def _contrary(a: Condition, b: Condition, why: str) -> Finding:
    passages = [c.passage for c in (a, b) if c.passage is not None]
    return finding(
        KIND, passages, f'{why}: "{_words(a.on)}"', "check which of the two the original has"
    )


def _other_sides(
    reading: Reading, told: Sequence[_Told], statements: Sequence[Statement]
) -> Iterator[Finding]:
    """A side that makes its yielding hang on a loss that the other side asks for.

    "Velland agreed to a truce, conditional on a halt of deliveries", where the text has Ormark
    demand that deliveries to Velland stop.
    """
    ending = frozenset(tables()["ending"]["words"])
    for one in told:
        condition = one.condition
        own = condition.set_by
        if condition.relation not in _ASKED or condition.on.action not in ending:
            continue
        if condition.passage is None or not _is_party(reading, own):
            continue
        rival = next(
            (s for s in statements if _asks_for(s, condition.on, ending) and s.party != own), None
        )
        if rival is not None and _is_party(reading, rival.party):
            yield _given_to_both(reading, condition, condition.passage, rival)


def _given_to_both(
    reading: Reading, condition: Condition, passage: Passage, rival: Statement
) -> Finding:
    here, there = (reading.names.name_of(p) or p for p in (condition.set_by, rival.party))
    content = next((p for p in rival.passages if p.role == "content"), passage)
    return finding(
        KIND,
        [passage, content],
        f"the condition is given to {here} here, while {there} asks for the same in this text",
        f"check whether it is {there}'s condition",
    )


def _is_party(reading: Reading, known: str | None) -> bool:
    return isinstance(reading.names.entities.get(known or ""), Party)


def _asks_for(statement: Statement, on: Measure, ending: frozenset[str]) -> bool:
    """Whether a statement demands that the same be ended, or makes it a condition."""
    measures = [c.on for c in _flat(statement.conditions) if c.relation in _ASKED]
    measures += statement.measures if statement.act is Act.DEMAND else ()
    return any(
        m.action in ending
        and not m.negated
        and m.issue == on.issue is not None
        and _likeness(m.object, on.object) >= _CLOSE
        for m in measures
    )


def _is_same(one: Measure, other: Measure) -> bool:
    """Whether two measures name the same action on the same object."""
    if one.action is None or one.action != other.action or one.object is None:
        return False
    return one.extent == other.extent and _likeness(one.object, other.object) >= _ALIKE


def _likeness(one: str | None, other: str | None) -> float:
    """The share of the fewer words that both objects have."""
    a, b = (frozenset((text or "").lower().split()) - _EMPTY for text in (one, other))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _words(measure: Measure) -> str:
    return measure.passage.exact if measure.passage else measure.object or measure.action or ""
