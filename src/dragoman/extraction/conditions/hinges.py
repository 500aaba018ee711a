"""Hinges: where the words hang one measure on another, found by their conditional words."""

from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.extraction.actions import nominal
from dragoman.extraction.attribution.spans import subtree
from dragoman.extraction.conditions.hinge import Hinge, governor, trimmed, under_telling
from dragoman.extraction.conditions.openness import (
    has_doer,
    is_deed,
    is_denied,
    is_matter,
    is_open,
    is_shifted,
    is_step,
    is_told_as_past,
)
from dragoman.extraction.conditions.predicates import predicated
from dragoman.extraction.conditions.requirements import is_complement, is_requirement
from dragoman.extraction.conditions.shapes import shaped
from dragoman.extraction.conditions.words import Row, markers, terms
from dragoman.extraction.measures import measures_in
from dragoman.extraction.reading import Reading, Tokens
from dragoman.model import Relation

_PARTED = 6
"""Tokens of a telling that stands within what is told: ", he warned reporters,"."""
_FAR = 12
"""Tokens behind a marker within which a clause that the parse hung elsewhere may begin."""


def find_hinges(reading: Reading, span: Tokens) -> list[Hinge]:
    """The conditions within a span, in text order, an outer one before those within it."""
    found: list[Hinge] = []
    index = span.start
    while index < span.end:
        row, length = _row_at(reading, index, span)
        if row is not None:
            hinge = _hinge(reading, row, Tokens(index, index + length), span, found)
            found += [hinge] if hinge is not None else []
        index += max(1, length)
    for hinge in [*shaped(reading, span), *predicated(reading, span)]:
        if not any(hinge.words.overlaps(other.words) for other in found):
            found.append(hinge)
    return sorted(found, key=lambda h: (h.words.start, -h.words.end))


def hinges_in(reading: Reading, spans: Sequence[Tokens]) -> list[Hinge]:
    """The conditions within several spans; those that one telling parts are read as one.

    "Either Velland made a deal, he warned, or the others would leave."
    """
    return [hinge for span in _joined(reading, spans) for hinge in find_hinges(reading, span)]


def holes_of(reading: Reading, spans: Sequence[Tokens]) -> tuple[Tokens, ...]:
    """The words that conditions take out of a statement's own measures."""
    return tuple(hinge.words for hinge in hinges_in(reading, spans) if hinge.aside)


def _joined(reading: Reading, spans: Sequence[Tokens]) -> list[Tokens]:
    """Spans of one sentence that only a few words part made one; the rest as they are."""
    joined: list[Tokens] = []
    for span in sorted(spans):
        last = joined[-1] if joined else None
        near = last is not None and 0 <= span.start - last.end <= _PARTED
        if (
            last is not None
            and near
            and reading.doc[last.start].sent == reading.doc[span.start].sent
        ):
            joined[-1] = Tokens(last.start, max(last.end, span.end))
        else:
            joined.append(span)
    return joined


def _row_at(reading: Reading, index: int, span: Tokens) -> tuple[Row | None, int]:
    """The longest marker that starts at a token, with its length in tokens."""
    for row in markers().get(reading.doc[index].lower_, ()):
        words = row["words"].split()
        end = index + len(words)
        room = span.end if row.get("alone") else span.end - 1
        if end <= room and [t.lower_ for t in reading.doc[index:end]] == words:
            return row, len(words)
    return None, 1


def _hinge(
    reading: Reading, row: Row, marker: Tokens, span: Tokens, found: list[Hinge]
) -> Hinge | None:
    if row["relation"] == "none" or _is_other_word(reading, row, marker):
        return None
    head = _head(reading, row, marker, span)
    if row.get("bare") and _is_verb_of_its_own(reading.doc[marker.start]):
        return None
    if head is None or is_complement(row, reading.doc[marker.start], head):
        return None
    below = head if head.i >= marker.end else reading.doc[marker.start]
    main = under_telling(governor(below, marker.start, head.right_edge.i))
    nested = any(other.words.covers(main.i) for other in found)
    if not (_holds(reading, row, main, head, nested=nested)):
        return None
    words = _with_only(reading, _words(reading, marker, head, main, span), span)
    relation = Relation(row["relation"])
    if relation is Relation.IN_CASE and is_requirement(reading, words, main, head):
        relation = Relation.ONLY_IF
    if relation is Relation.IN_CASE and not _names_a_measure(reading, words, main):
        return None
    return Hinge(
        relation=relation,
        words=words,
        inner=Tokens(min(marker.end, words.end - 1), words.end),
        main=main.i,
        rule=row["words"],
    )


def _names_a_measure(reading: Reading, words: Tokens, main: Token) -> bool:
    """Whether either side of a case names something that is done: no mere "may prove useful"."""
    inner = Tokens(words.start + 1, words.end)
    if inner.start < inner.end and measures_in(reading, inner):
        return True
    return bool(measures_in(reading, subtree(main), holes=(words,)))


def _is_other_word(reading: Reading, row: Row, marker: Tokens) -> bool:
    """Whether the words next to a marker give it another sense: "if any", "once more"."""
    after = reading.doc[marker.end].lower_ if marker.end < len(reading.doc) else ""
    before = reading.doc[marker.start - 1].lemma_.lower() if marker.start else ""
    return after in row.get("not_next", ()) or (
        row.get("timed", False) and before in terms("spells")
    )


def _is_verb_of_its_own(token: Token) -> bool:
    """Whether "provided" or "assuming" is what somebody does, no conjunction."""
    parts = {c.dep_ for c in token.children}
    acting = parts & {"nsubj", "nsubjpass", "aux", "auxpass", "dobj", "agent"}
    return bool(acting) or token.dep_ in {"ROOT", "pcomp", "amod", "acl", "conj"}


def _holds(reading: Reading, row: Row, main: Token, head: Token, *, nested: bool) -> bool:
    """Whether a marker hangs one measure on another here, by what its row asks for."""
    if row.get("needs_negation"):
        return is_denied(main) and not (head.tag_ == "VBG" and head.lemma_ in terms("telling"))
    if row.get("tells_no_past") and is_told_as_past(main) and not nested:
        return False
    if not row.get("needs_future"):
        return True
    if (row.get("needs_step") and not is_step(head)) or (
        row.get("needs_doer") and not has_doer(head)
    ):
        return False
    strong = nested or bool(row.get("strong")) or is_denied(main) or _is_stressed(reading, head)
    if row.get("timed") and not strong and _is_mere_time(main, head):
        return False
    past = is_shifted(main) and (strong or row["relation"] == "once")
    if not (is_open(main) or nested):
        return False
    if row.get("strong") and is_matter(head):
        return True
    return is_deed(reading, head, past=past or nested)


def _is_mere_time(main: Token, head: Token) -> bool:
    """Read "said after meeting …", "have refused, days before …": when, not on what terms."""
    if head.tag_ == "VBG" and head.dep_ == "pcomp":
        return True
    if head.pos_ in {"NOUN", "PROPN"} and nominal(head) is None:
        return True
    perfect = any(c.lower_ in {"has", "have", "had"} for c in main.children if c.dep_ == "aux")
    return perfect or main.tag_ == "VBD"


def _is_stressed(reading: Reading, head: Token) -> bool:
    """Read "though not before he had heard": the marker itself is negated."""
    first = head.left_edge.i
    return any(t.lower_ in {"not", "only"} for t in reading.doc[max(0, first - 2) : first + 1])


def _head(reading: Reading, row: Row, marker: Tokens, span: Tokens) -> Token | None:
    """The verb or noun of the condition."""
    last = reading.doc[marker.end - 1]
    if row.get("alone"):
        return last
    clause = row.get("clause", False)
    if last.dep_ in {"mark", "advmod"} and last.head.i > last.i:
        return last.head if last.head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} else None
    for child in last.children:
        if child.dep_ in {"pobj", "pcomp", "ccomp", "advcl"} and child.i >= marker.end:
            return None if clause and child.dep_ == "pobj" else child
    if row.get("phrase"):
        return _phrase_head(reading, marker, span)
    for token in reading.doc[marker.start : min(marker.end + _FAR, span.end)]:
        if token.pos_ in {"VERB", "AUX"} and marker.start <= token.left_edge.i <= marker.end:
            return token
    return None


def _phrase_head(reading: Reading, marker: Tokens, span: Tokens) -> Token | None:
    """The head of the noun phrase right behind a marker, however the parse hung it."""
    for token in reading.doc[marker.end : min(marker.end + _FAR, span.end)]:
        outermost = token.head.pos_ not in {"NOUN", "PROPN"} or token.head.i < marker.end
        if token.pos_ in {"NOUN", "PROPN"} and token.left_edge.i <= marker.end and outermost:
            return token
    return None


def _words(reading: Reading, marker: Tokens, head: Token, main: Token, span: Tokens) -> Tokens:
    """A condition's own words: its clause, without a second clause joined behind a comma."""
    end = min(span.end, head.right_edge.i + 1)
    end = min(span.end, _with_second_clause(main, head, end))
    while end + 1 < span.end and reading.doc[end].text == "-" and not reading.doc[end].whitespace_:
        end += 2
    if marker.end <= main.i < end:
        end = main.left_edge.i if main.left_edge.i > head.i else main.i
    for child in head.rights:
        joined = child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}
        own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.lefts)
        if joined and own and any(t.text == "," for t in reading.doc[head.i : child.left_edge.i]):
            end = min(end, child.left_edge.i)
    return trimmed(reading, marker.start, max(end, marker.end + 1))


def _with_second_clause(main: Token, head: Token, end: int) -> int:
    """Where words end with a clause that the parse joined to the main one behind them.

    "Could accept them, as long as they come from there and the costs are shared": what stands
    right behind a condition without the main clause's modal is a condition too.
    """
    second = next((c for c in main.rights if c.dep_ == "conj" and c.i > head.i), None)
    if second is None or not any(c.dep_ == "aux" for c in main.lefts):
        return end
    joint = main.doc[end] if end < len(main.doc) else None
    modal = any(c.dep_ == "aux" for c in second.lefts)
    if modal or joint is None or joint.dep_ != "cc" or second.left_edge.i != end + 1:
        return end
    return second.right_edge.i + 1


def _with_only(reading: Reading, words: Tokens, span: Tokens) -> Tokens:
    """The words with an "only" right before them."""
    start = words.start
    if start > span.start and reading.doc[start - 1].lower_ == "only":
        start -= 1
    return Tokens(start, words.end)
