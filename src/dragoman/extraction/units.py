"""Units: the pieces of an attribution that become one statement each."""

from collections.abc import Iterator

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.attribution.complements import complements
from dragoman.extraction.attribution.spans import trim
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.extraction.whose import party_within
from dragoman.model import Act, AttributionKind, SegmentKind, Voice

_CLAUSAL = frozenset({"VERB", "AUX"})
_FEWEST = 3
"""Words that a piece of a quotation must have to say something."""


@frozen(kw_only=True)
class Unit:
    """Words that become one statement.

    ``one`` is the attribution (None for the narrator), ``inner`` are the contents of attributions
    nested in these words, ``tail`` the words behind them that a condition may stand in.
    ``act`` is what the words do where their maker knows it already.
    ``declared`` tells that the text is a declaration, ``declared_by`` the party whose it is.
    """

    one: Attributed | None
    contents: tuple[Tokens, ...]
    cue: Token | None = None
    complement: str = ""
    voice: Voice = Voice.SPEAKER
    inner: tuple[Tokens, ...] = ()
    tail: tuple[Tokens, ...] = ()
    subject: Token | None = None
    act: Act | None = None
    ordinal: int = 0
    because: tuple[str, ...] = ()
    declared: bool = False
    declared_by: str | None = None


def units_of(reading: Reading, one: Attributed) -> Iterator[Unit]:
    """One unit for the first sentence of an attribution's content, one for each further one."""
    if _restates(reading, one) or _passes_on(reading, one):
        return
    cue = cue_of(reading, one)
    complement = _complement(one, cue)
    pieces = list(_pieces(reading, one))
    inner = tuple(_inner(reading, one))
    for number, spans in enumerate(pieces):
        speaks = _speaks(reading, spans, one, lone=len(pieces) == 1)
        if not speaks or _is_stray(reading, spans, one):
            continue
        near = _is_near(spans, cue, reading)
        yield Unit(
            one=one,
            contents=spans,
            cue=cue if near else None,
            complement=complement if near else "",
            inner=inner,
            tail=_tail(reading, spans, cue) if near and not _is_split(pieces, number) else (),
            ordinal=number,
            because=one.because,
        )


def cue_of(reading: Reading, one: Attributed) -> Token | None:
    """The head of an attribution's cue; None for a turn."""
    if not one.cues:
        return None
    span = reading.span(one.cues[0])
    words = [t for t in span if t.pos_ in {"VERB", "NOUN", "ADJ", "AUX"} and t.dep_ != "aux"]
    named = next((why[4:].split("+")[0] for why in one.because if why.startswith("cue ")), "")
    return next((t for t in words if t.lemma_.lower() == named), words[-1] if words else span.root)


def _complement(one: Attributed, cue: Token | None) -> str:
    """The kind of the cue's complement: noted by the attributor, else read off the parse."""
    for why in one.because:
        if why.startswith("cue ") and "+" in why:
            return why.split("+", 1)[1]
    if cue is None or one.turn or one.kind is AttributionKind.DIRECT:
        return "quote"
    for taken in complements(cue):
        if any(span.overlaps(content) for span in taken.spans for content in one.contents):
            return taken.kind
    return "quote"


def _pieces(reading: Reading, one: Attributed) -> Iterator[tuple[Tokens, ...]]:
    """The contents cut at sentence ends; pieces of one sentence stay together."""
    grouped: dict[int, list[Tokens]] = {}
    for content in sorted(one.contents):
        index = content.start
        while index < content.end:
            sentence = reading.doc[index].sent
            end = min(content.end, sentence.end)
            span = trim(reading.doc, Tokens(index, end))
            if span.start < span.end:
                grouped.setdefault(sentence.start, []).append(span)
            index = max(end, index + 1)
    for start in sorted(grouped):
        spans = grouped[start]
        if len(spans) == 1:
            yield from ((clause,) for clause in _matters(reading, spans[0]))
        else:
            yield tuple(spans)


def _matters(reading: Reading, span: Tokens) -> Iterator[Tokens]:
    """The clauses that a repeated "that" sets apart: "that A will …, and that B must …"."""
    start = span.start
    for token in reading.span(span):
        if token.lower_ != "that" or token.dep_ != "mark" or token.i - start < _FEWEST:
            continue
        clause = token.head
        if clause.dep_ != "conj" or not span.covers(clause.head.i) or clause.head.i > token.i:
            continue
        end = token.i
        while end > start and (reading.doc[end - 1].dep_ == "cc" or reading.doc[end - 1].is_punct):
            end -= 1
        yield Tokens(start, end)
        start = token.i
    yield Tokens(start, span.end)


def _is_split(pieces: list[tuple[Tokens, ...]], number: int) -> bool:
    """Whether the next matter of the same clause stands right behind a piece."""
    following = pieces[number + 1 :]
    return bool(following) and following[0][0].start <= pieces[number][-1].end + 2


def _inner(reading: Reading, one: Attributed) -> Iterator[Tokens]:
    for other in reading.attributed:
        child = other.parent is not None and reading.attributed[other.parent] is one
        if child and not _restates(reading, other):
            yield from other.contents


def _restates(reading: Reading, one: Attributed) -> bool:
    """Whether a side tells of its own wish or promise: then the outer words are the statement."""
    if one.parent is None:
        return False
    sides = [_side(reading, each) for each in (one, reading.attributed[one.parent])]
    return bool(sides[0]) and sides[0] == sides[1]


def _passes_on(reading: Reading, one: Attributed) -> bool:
    """Whether all that one says is another's whom he cites: that one's is the statement."""
    return any(
        other.parent is not None
        and reading.attributed[other.parent] is one
        and other.speakers
        and other.contents == one.contents
        for other in reading.attributed
    )


def _side(reading: Reading, one: Attributed) -> set[str]:
    """The parties, else the persons, that speak; by nationality where nobody is known."""
    if one.speaker_ids:
        return {reading.names.party_of(known) or known for known in one.speaker_ids}
    return {p for span in one.speakers if (p := party_within(reading, span)) is not None}


def _speaks(reading: Reading, spans: tuple[Tokens, ...], one: Attributed, *, lone: bool) -> bool:
    """Whether words say something: no question, and a verb unless a cue takes them whole."""
    tokens = [t for span in spans for t in reading.span(span)]
    words = [t for t in tokens if not t.is_punct and not t.is_space]
    last = tokens[-1].nbor() if tokens[-1].i + 1 < len(reading.doc) else tokens[-1]
    if "?" in {tokens[-1].text, last.text} or any(t.text == "?" for t in tokens[-2:]):
        return False
    if lone and not one.turn and one.because and "+" in one.because[0]:
        return bool(words)
    return len(words) >= _FEWEST and any(t.pos_ in _CLAUSAL for t in words)


def _is_stray(reading: Reading, spans: tuple[Tokens, ...], one: Attributed) -> bool:
    """Whether words of a headline were drawn to a cue of the body: they are the paper's."""
    if not one.cues or not reading.stretches:
        return False
    headline = reading.kind(spans[0].start) is SegmentKind.HEADLINE
    return headline and reading.kind(one.cues[0].start) is not SegmentKind.HEADLINE


def _is_near(spans: tuple[Tokens, ...], cue: Token | None, reading: Reading) -> bool:
    return cue is not None and reading.doc[spans[0].start].sent.start == cue.sent.start


def _tail(reading: Reading, spans: tuple[Tokens, ...], cue: Token | None) -> tuple[Tokens, ...]:
    """The adjuncts of the cue right behind the content: "agreed to a truce, conditional on …"."""
    if cue is None or spans[-1].start < cue.i:
        return ()
    end = cue.right_edge.i + 1
    start = spans[-1].end
    stop = min(end, reading.doc[spans[-1].start].sent.end)
    others = [c.start for a in reading.attributed for c in a.cues if start <= c.start < stop]
    stop = min([stop, *others])
    tail = trim(reading.doc, Tokens(start, stop)) if start < stop else Tokens(start, start)
    return (tail,) if tail.end - tail.start >= 2 else ()


def root_of(reading: Reading, spans: tuple[Tokens, ...]) -> Token | None:
    """The head of some words: the verb that nothing else in them governs, else a noun."""
    best: Token | None = None
    for span in spans:
        for token in reading.span(span):
            outside = token.head.i == token.i or not span.covers(token.head.i)
            if not outside or token.is_punct or token.is_space:
                continue
            if (token.pos_ in _CLAUSAL and (best is None or best.pos_ not in _CLAUSAL)) or (
                best is None and token.pos_ not in {"SCONJ", "CCONJ", "PART", "ADP", "DET"}
            ):
                best = token
    return best
