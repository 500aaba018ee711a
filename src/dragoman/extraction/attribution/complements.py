"""Complements: what a word of saying, wanting or feeling takes, by the parse alone.

The kinds are the ones that the cue lexicon counts: ``that`` (a clause), ``to`` (an infinitive),
``ing``, ``object``, ``of``-like prepositions (``prep:for``), ``pass-to`` and ``pass:of``
(a passive with its complement), ``as`` (an object with "as").
"""

from collections.abc import Iterator

from attrs import evolve, frozen
from spacy.tokens import Doc, Token

from dragoman.extraction.attribution.spans import particle_end, subtree, trim
from dragoman.extraction.reading import Tokens

CUE_TAGS = frozenset({"VERB", "NOUN", "ADJ", "AUX"})
_DOING = ("ing", "tion", "al", "sion", "ment")
"""Endings of nouns of action."""

_CLAUSES = frozenset({"ccomp", "csubj"})
_JUDGES = frozenset(
    {
        "accuse",
        "blame",
        "criticise",
        "criticize",
        "praise",
        "condemn",
        "thank",
        "denounce",
        "suspect",
        "deplore",
    }
)
"""Verbs that say of whom and then for what (VerbNet 33, judgement)."""


@frozen(kw_only=True)
class Complement:
    """What a cue takes. ``cue_end`` is the token after the words that belong to the cue."""

    kind: str
    spans: tuple[Tokens, ...]
    cue_end: int
    head: int


def complements(token: Token) -> Iterator[Complement]:
    """The complements of a verb, noun or adjective, the clause first."""
    if token.pos_ in {"VERB", "AUX"}:
        yield from _of_verb(token)
    elif token.pos_ == "NOUN":
        yield from _of_noun(token)
    elif token.pos_ == "ADJ":
        yield from _of_adjective(token)


def _of_verb(verb: Token) -> Iterator[Complement]:
    end = particle_end(verb)
    passive = is_passive(verb)
    if verb.dep_ in {"parataxis", "ccomp"} and _is_inserted(verb):
        yield _inserted(verb, end)
        return
    for child in verb.children:
        if child.dep_ in _CLAUSES or (child.dep_ == "parataxis" and child.i < verb.i):
            yield from _clause(verb, child, end, passive)
        elif child.dep_ == "xcomp":
            yield from _open_clause(verb, child, end, passive)
    yield from _objects(verb, end, passive)


def _clause(verb: Token, child: Token, end: int, passive: bool) -> Iterator[Complement]:
    if child.dep_ == "csubj":
        return
    kind = "that" if _is_finite(child) or child.i < verb.i else "small"
    span = subtree(child)
    if child.i < verb.i:
        span = Tokens(span.start, min(span.end, _before_subject(verb)))
    else:
        span = Tokens(max(span.start, end), span.end)
    spans = without_own(child, span, verb)
    if spans:
        yield Complement(
            kind=f"pass-{kind}" if passive else kind, spans=spans, cue_end=end, head=child.i
        )


def _before_subject(verb: Token) -> int:
    """Where a clause that precedes its verb of saying must have ended."""
    starts = [verb.i]
    mine = {"nsubj", "nsubjpass", "aux", "auxpass", "expl"}
    starts.extend(child.left_edge.i for child in verb.lefts if child.dep_ in mine)
    return min(starts)


def without_own(child: Token, span: Tokens, verb: Token) -> tuple[Tokens, ...]:
    """A clause without the cue's own words, should the parse have mixed them."""
    if span.start <= verb.i < span.end:
        pieces = [Tokens(span.start, verb.i), Tokens(verb.i + 1, span.end)]
        span = next((piece for piece in pieces if piece.covers(child.i)), pieces[0])
    span = trim(child.doc, span)
    return (span,) if span.start < span.end else ()


def _open_clause(verb: Token, child: Token, end: int, passive: bool) -> Iterator[Complement]:
    span = trim(child.doc, Tokens(max(end, child.left_edge.i), child.right_edge.i + 1))
    if span.start >= span.end or child.i < verb.i:
        return
    has_to = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.lefts)
    kind = "to" if has_to else "ing" if child.tag_ == "VBG" else "small"
    addressed = [c for c in verb.rights if c.dep_ == "dobj" and c.i < child.i]
    if addressed and has_to:
        kind = "object-to"
    subject = [c for c in verb.lefts if c.dep_ in {"nsubjpass", "nsubj"}]
    if (passive or verb.lemma_ in {"seem", "appear"}) and subject and has_to:
        spans: tuple[Tokens, ...] = (subtree(subject[0]), span)
        yield Complement(kind=f"pass-{kind}", spans=spans, cue_end=end, head=child.i)
        return
    yield Complement(kind=kind, spans=(span,), cue_end=end, head=child.i)


def _objects(verb: Token, end: int, passive: bool) -> Iterator[Complement]:
    rights = [c for c in verb.rights if c.i >= end]
    for child in rights:
        if child.dep_ in {"dobj", "attr"} and not passive and verb.lemma_ != "be":
            stop = _object_end(child, rights)
            kind = "as" if stop > child.right_edge.i + 1 else "object"
            yield Complement(
                kind=kind,
                spans=(trim(verb.doc, Tokens(max(end, child.left_edge.i), stop)),),
                cue_end=end,
                head=child.i,
            )
            return
        if child.dep_ == "prep" and child.lower_ == "with" and verb.lemma_ == "agree":
            end = child.right_edge.i + 1
        elif child.dep_ == "prep" and child.i <= end + 1:
            yield from _preposition(verb, child, passive)


def _object_end(obj: Token, rights: list[Token]) -> int:
    """The end of an object with the "as" phrase or predicate that completes it."""
    stop = obj.right_edge.i + 1
    for child in rights:
        takes = child.lower_ == "as" or (
            child.lower_ in {"of", "for", "over"} and obj.head.lemma_.lower() in _JUDGES
        )
        if child.i > obj.i and (
            (child.dep_ == "prep" and takes) or child.dep_ in {"oprd", "xcomp"}
        ):
            stop = child.right_edge.i + 1
    return stop


def _preposition(word: Token, prep: Token, passive: bool = False) -> Iterator[Complement]:
    for child in prep.children:
        if child.dep_ in {"pobj", "pcomp"} and child.i > prep.i:
            kind = f"pass:{prep.lower_}" if passive else f"prep:{prep.lower_}"
            spans = [trim(word.doc, Tokens(p.i + 1, p.right_edge.i + 1)) for p in _row(word, prep)]
            kept = tuple(span for span in spans if span.start < span.end)
            if kept:
                yield Complement(kind=kind, spans=kept, cue_end=prep.i + 1, head=child.i)
            return


def _row(word: Token, prep: Token) -> Iterator[Token]:
    """A preposition and its like in a coordination: "insists on A as well as on B"."""
    yield prep
    after = prep.right_edge.i + 1
    for joint in (c for c in (*word.rights, *prep.rights) if c.i >= after or c.head is prep):
        if joint.dep_ in {"conj", "prep"} and joint.lower_ == prep.lower_ and joint.i > prep.i + 1:
            yield joint
        elif joint.dep_ == "cc":
            yield from (c for c in joint.rights if c.lower_ == prep.lower_ and c.dep_ == "prep")


def _of_noun(noun: Token) -> Iterator[Complement]:
    for child in noun.rights:
        if child.dep_ in {"acl", "ccomp", "relcl", "xcomp"}:
            if child.tag_ in {"VBG", "VBN"}:
                continue
            marked = child.left_edge.lower_ == "that" and not _fills_a_role(child.left_edge)
            has_to = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.lefts)
            if marked or has_to:
                span = trim(noun.doc, subtree(child))
                yield Complement(
                    kind="that" if marked else "to", spans=(span,), cue_end=noun.i + 1, head=child.i
                )
                return
        elif child.dep_ == "prep" and child.i == noun.i + 1:
            for complement in _preposition(noun, child):
                yield _with_row(noun, complement)


def _with_row(noun: Token, complement: Complement) -> Complement:
    """Draw in what the parse hung elsewhere: "demands for A, lifting of B, and keeping C"."""
    doc, last = noun.doc, complement.spans[-1]
    stop, end = noun.sent.end, last.end
    while (start := _next_in_row(doc, end, stop)) is not None:
        end = min(doc[start].right_edge.i + 1, stop)
    if end == last.end:
        return complement
    whole = trim(doc, Tokens(last.start, end))
    return evolve(complement, spans=(*complement.spans[:-1], whole))


def _next_in_row(doc: Doc, end: int, stop: int) -> int | None:
    """The next noun of action behind a comma, or any "-ing" form behind "and"."""
    start, joined = end, False
    while start < stop and (doc[start].text == "," or doc[start].dep_ == "cc"):
        joined = joined or doc[start].dep_ == "cc"
        start += 1
    if start == end or start >= stop or any(c.dep_ == "nsubj" for c in doc[start].children):
        return None
    fits = doc[start].pos_ in {"NOUN", "VERB"} and doc[start].lower_.endswith(_DOING)
    return start if fits and (joined or doc[start].pos_ == "NOUN") else None


def _fills_a_role(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}


def _of_adjective(adjective: Token) -> Iterator[Complement]:
    if adjective.dep_ not in {"acomp", "conj", "amod", "ROOT", "oprd", "advcl", "acl"}:
        return
    for child in adjective.rights:
        if child.dep_ == "ccomp":
            span = trim(adjective.doc, subtree(child))
            yield Complement(kind="that", spans=(span,), cue_end=adjective.i + 1, head=child.i)
            return
        if child.dep_ == "xcomp":
            span = trim(adjective.doc, subtree(child))
            yield Complement(kind="to", spans=(span,), cue_end=adjective.i + 1, head=child.i)
            return
        if child.dep_ == "prep" and child.i == adjective.i + 1:
            yield from _preposition(adjective, child)


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, or as a participle behind a noun."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "acl"


def _is_finite(verb: Token) -> bool:
    if verb.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
        return True
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass"} and child.lower_ != "to":
            return True
        if child.dep_ == "mark" and child.lower_ in {"that", "whether", "if"}:
            return True
    return verb.tag_ not in {"VB", "VBG", "VBN"} and any(
        c.dep_ in {"nsubj", "expl"} for c in verb.children
    )


def _is_inserted(verb: Token) -> bool:
    """Whether a verb of saying stands between commas inside the clause that it reports."""
    if any(c.dep_ in {"ccomp", "dobj", "xcomp"} and c.i > verb.i for c in verb.children):
        return False
    if verb.head.i == verb.i or not any(c.dep_ == "nsubj" for c in verb.children):
        return False
    start, end = subtree(verb)
    doc = verb.doc
    before = start == 0 or doc[start - 1].text in {",", "—", "–", '"', "”"} or doc[start].is_punct
    after = end >= len(doc) or doc[end].is_punct or doc[end - 1].is_punct or doc[end].is_space
    return before and after and end - start <= 14


def _inserted(verb: Token, end: int) -> Complement:
    whole, hole = subtree(verb.head), subtree(verb)
    pieces = (Tokens(whole.start, hole.start), Tokens(hole.end, whole.end))
    spans = tuple(p for p in (trim(verb.doc, p) for p in pieces) if p.start < p.end)
    return Complement(kind="that", spans=spans, cue_end=end, head=verb.head.i)
