"""Conditions: which measure hangs on which, and by which word.

``data/conditions.toml`` lists the words. A condition is read where its main measure
is still open; "after the call, X did" tells what happened and is none.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.attribution.spans import subtree
from dragoman.extraction.measures import Laid, measures_in
from dragoman.extraction.reading import Reading, Tokens
from dragoman.model import Condition, Measure, Relation

_MODALS = frozenset(
    {
        "will",
        "would",
        "must",
        "can",
        "could",
        "should",
        "shall",
        "may",
        "'ll",
        "wo",
        "ca",
        "might",
        "cannot",
    }
)
_OPEN = frozenset({"to"})


@frozen(kw_only=True)
class Hinge:
    """A conditional word in the text: its relation, the condition's head and words."""

    relation: Relation
    marker: Tokens
    head: int
    span: Tokens
    main: int


def find_hinges(reading: Reading, span: Tokens) -> list[Hinge]:
    """The conditional words within a span, outer before inner."""
    found: list[Hinge] = []
    index = span.start
    while index < span.end:
        row, length = _row_at(reading, index, span)
        if row is not None:
            hinge = _hinge(reading, row, Tokens(index, index + length), span)
            if hinge is not None:
                found.append(hinge)
        index += max(1, length)
    found.extend(_either_or(reading, span))
    return found


def conditions_of(
    reading: Reading, hinges: list[Hinge], laid: list[Laid], *, own: str | None, set_by: str | None
) -> tuple[Condition, ...]:
    """Conditions over the measures of a statement; those inside another one nest in it."""
    outer = [h for h in hinges if not any(_inside(h, other) for other in hinges)]
    built = [_condition(reading, hinge, hinges, laid, own, set_by) for hinge in outer]
    return tuple(one for one in built if one is not None)


def _condition(
    reading: Reading,
    hinge: Hinge,
    hinges: list[Hinge],
    laid: list[Laid],
    own: str | None,
    set_by: str | None,
) -> Condition | None:
    inner = [h for h in hinges if _inside(h, hinge)]
    inside = Tokens(hinge.marker.end, hinge.span.end)
    holes = tuple(h.span for h in inner)
    on = measures_in(reading, inside, own=own, holes=holes)
    main = _main(hinge, laid)
    nested = [_condition(reading, h, inner, on, own, set_by) for h in inner]
    return Condition(
        relation=hinge.relation,
        on=on[0].measure if on else _words(reading, inside),
        measure=main.measure if main else None,
        set_by=set_by,
        passage=reading.passage(hinge.span, "condition"),
        conditions=tuple(one for one in nested if one is not None),
    )


def _words(reading: Reading, span: Tokens) -> Measure:
    """A condition that names no deed keeps its words as the object."""
    return Measure(
        object=reading.text(span).strip(" ,.;"), passage=reading.passage(span, "measure")
    )


def _main(hinge: Hinge, laid: list[Laid]) -> Laid | None:
    """The measure that the condition hangs on in the parse, else the nearest one before."""
    for one in laid:
        if one.head == hinge.main:
            return one
    free = [one for one in laid if not hinge.span.covers(one.head)]
    before = [one for one in free if one.head < hinge.span.start]
    return before[-1] if before else free[0] if free else None


def _inside(inner: Hinge, outer: Hinge) -> bool:
    return inner is not outer and outer.span.start < inner.marker.start < outer.span.end


def _row_at(reading: Reading, index: int, span: Tokens) -> tuple[dict[str, Any] | None, int]:
    """The longest marker that starts at a token, with its length in tokens."""
    for row in _by_first().get(reading.doc[index].lower_, ()):
        words = row["words"].split()
        end = index + len(words)
        if end < span.end and [t.lower_ for t in reading.doc[index:end]] == words:
            return row, len(words)
    return None, 1


def _hinge(reading: Reading, row: dict[str, Any], marker: Tokens, span: Tokens) -> Hinge | None:
    if row["relation"] == "none" or reading.doc[marker.end].lower_ in row.get("not_next", ()):
        return None
    last = reading.doc[marker.end - 1]
    head = _head(last, marker, bool(row.get("clause")), span)
    if head is None:
        return None
    main = _governor(reading.doc[marker.start], head, marker)
    future = _is_open(main)
    if row.get("needs_future") and not (future and _is_deed(reading, head)):
        return None
    if row.get("needs_negation") and not any(c.dep_ == "neg" for c in main.children):
        return None
    relation = Relation(row["relation"])
    if relation is Relation.IN_CASE and reading.doc[marker.start - 1].lower_ == "only":
        relation = Relation.ONLY_IF
    end = min(span.end, head.right_edge.i + 1)
    while end > marker.end and reading.doc[end - 1].is_punct:
        end -= 1
    whole = Tokens(marker.start, max(end, marker.end + 1))
    return Hinge(relation=relation, marker=marker, head=head.i, span=whole, main=main.i)


def _head(last: Token, marker: Tokens, clause: bool, span: Tokens) -> Token | None:
    """The verb or noun of the condition."""
    if last.dep_ in {"mark", "advmod"} and last.head.i > last.i:
        return last.head if last.head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} else None
    for child in last.children:
        if child.dep_ in {"pobj", "pcomp", "ccomp", "advcl"} and child.i >= marker.end:
            return None if clause and child.dep_ == "pobj" else child
    for token in last.doc[marker.start : min(marker.end + 12, span.end)]:
        if token.pos_ in {"VERB", "AUX"} and marker.start <= token.left_edge.i <= marker.end:
            return token
    return None


def _governor(first: Token, head: Token, marker: Tokens) -> Token:
    """The verb that the condition hangs on."""
    token = head if head.i >= marker.end else first
    for _ in range(8):
        above = token.head
        if above.i == token.i:
            return token
        outside = above.i < marker.start or above.i > head.right_edge.i
        if outside and above.pos_ in {"VERB", "AUX", "NOUN"}:
            return above
        token = above
    return token


def _is_open(main: Token) -> bool:
    """Whether a measure is still to come: a modal, an infinitive, or a noun of action."""
    token = main
    for _ in range(3):
        if any(c.dep_ == "aux" and c.lower_ in _MODALS | _OPEN for c in token.children):
            return True
        if token.tag_ in {"VB", "MD"}:
            return True
        if token.dep_ not in {"xcomp", "conj", "dobj"}:
            return False
        token = token.head
    return False


def _is_deed(reading: Reading, head: Token) -> bool:
    """Whether the condition names a deed that is not already past."""
    if head.pos_ in {"VERB", "AUX"}:
        return head.tag_ != "VBD" and not any(c.tag_ == "VBD" for c in head.children)
    if any(timed.span.covers(head.i) for timed in reading.times):
        return False
    return bool(measures_in(reading, subtree(head)))


def _either_or(reading: Reading, span: Tokens) -> list[Hinge]:
    """Read "either A or B" as B unless A."""
    for token in reading.span(span):
        if token.lower_ != "either":
            continue
        first = token.head
        while first.pos_ not in {"VERB", "AUX"} and first.head.i != first.i:
            first = first.head
        second = next((c for c in first.rights if c.dep_ == "conj" and span.covers(c.i)), None)
        if second is None or first.pos_ not in {"VERB", "AUX"}:
            continue
        joint = next((c for c in first.rights if c.dep_ == "cc" and c.lower_ == "or"), None)
        end = joint.i if joint is not None else second.left_edge.i
        while end > first.i + 1 and reading.doc[end - 1].is_punct:
            end -= 1
        return [
            Hinge(
                relation=Relation.UNLESS,
                marker=Tokens(token.i, token.i + 1),
                head=first.i,
                span=Tokens(token.i, end),
                main=second.i,
            )
        ]
    return []


@cache
def _by_first() -> dict[str, list[dict[str, Any]]]:
    text = files(__package__).joinpath("data/conditions.toml").read_text(encoding="utf-8")
    rows = sorted(tomllib.loads(text)["marker"], key=lambda row: -len(row["words"].split()))
    by_first: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_first.setdefault(row["words"].split()[0], []).append(row)
    return by_first
