"""The stage's work on texts: which documents take over words of which."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import evolve, frozen

from dragoman.model import Document, Passage, Reader, ReuseKind, TextReuse, cut, digest
from dragoman.resolution.edges import Edge, Ties, ties_for
from dragoman.resolution.ranking import rank
from dragoman.resolution.reuse.comparing import Comparison, compare
from dragoman.resolution.reuse.cutting import Cutting, cut_text
from dragoman.resolution.reuse.judging import NEW, Verdict, judge, own_share
from dragoman.resolution.reuse.originals import find_origin, outlet_words
from dragoman.resolution.reuse.pairing import Pair, pairs_to_compare
from dragoman.resolution.reuse.sketching import Sketch, sketch

Fetch = Callable[[Sequence[str]], Iterable[Document]]
"""Documents with their texts, by id."""

READER = Reader(name="text reuse", version="1")

GAP = 3
"""Changed words that do not part a stretch of words taken over."""

SHOWN = 5
"""The fewest words of a stretch that is shown."""

_KEPT = 400
"""Cut texts kept at hand."""

SIGNED = "signed by an analyst: the same"


@frozen(kw_only=True)
class Sketches:
    """What is remembered of the documents: their heads and sketches, by publication and id."""

    heads: tuple[Document, ...] = ()
    sketches: tuple[Sketch, ...] = ()


def sketch_documents(documents: Iterable[Document]) -> Sketches:
    """Sketch documents, each with its text; a text is held no longer than its turn."""
    made = [
        (evolve(document, text=""), sketch(cut_text(document.id, document.text)))
        for document in documents
    ]
    made.sort(key=lambda pair: rank(pair[0]))
    return Sketches(heads=tuple(h for h, _ in made), sketches=tuple(s for _, s in made))


def find_reuses(
    documents: Iterable[Document], fetch: Fetch, edges: Sequence[Edge] = ()
) -> tuple[TextReuse, ...]:
    """Which documents take over words of which, sorted by id.

    ``documents`` are those that count (no exact copies, no superseded versions), with their texts,
    iterated once; texts of pairs worth comparing are asked for again through ``fetch``. Near-linear
    in time; memory holds a sketch of each. The result does not depend on the order of
    ``documents``. What analysts signed (``edges`` on documents) wins: "same" makes a copy whatever
    the words, "different" keeps two texts from being one.
    """
    return reuses_among(sketch_documents(documents), fetch, edges)


def reuses_among(
    known: Sketches, fetch: Fetch, edges: Sequence[Edge] = ()
) -> tuple[TextReuse, ...]:
    """The same from sketches that are at hand."""
    ties = ties_for("document", edges, known.heads)
    pairs = set(pairs_to_compare(known.sketches))
    places = {head.id: place for place, head in enumerate(known.heads)}
    signed = {_pair(places[a], places[b]) for a, b in ties.same if a in places and b in places}
    desk = _Desk(fetch)
    found: list[TextReuse] = []
    for pair in sorted(pairs | signed):
        one, two = (known.heads[place] for place in pair)
        reuse = desk.reuse(one, two, is_signed=pair in signed)
        if reuse is not None and _is_allowed(reuse, ties):
            found.append(reuse)
    heads = {head.id: head for head in known.heads}
    return folded(_sparing(found), fold_copies(found, heads, edges))


def folded(reuses: Iterable[TextReuse], roots: Mapping[str, str]) -> tuple[TextReuse, ...]:
    """The reuses, each copy with the document that it leads back to in the end."""
    return tuple(
        evolve(one, folded_to=roots.get(one.document) if one.reuse_kind.is_copy else None)
        for one in reuses
    )


def _pair(one: int, two: int) -> Pair:
    return (min(one, two), max(one, two))


def _is_allowed(reuse: TextReuse, ties: Ties) -> bool:
    is_one = reuse.reuse_kind.is_copy or reuse.reuse_kind is ReuseKind.WIRE_INSIDE
    return not (is_one and ties.is_forbidden([reuse.document], [reuse.original]))


def _sparing(found: Sequence[TextReuse]) -> tuple[TextReuse, ...]:
    """Of the many texts of one formula only the nearest to each is told."""
    nearest: dict[str, TextReuse] = {}
    kept = []
    for reuse in found:
        if reuse.reuse_kind is not ReuseKind.SAME_FORMULA:
            kept.append(reuse)
            continue
        now = nearest.get(reuse.document)
        if now is None or _closeness(reuse) > _closeness(now):
            nearest[reuse.document] = reuse
    return tuple(sorted((*kept, *nearest.values()), key=lambda reuse: reuse.id))


def _closeness(reuse: TextReuse) -> tuple[float, str]:
    return (reuse.of_document, reuse.original)


class _Desk:
    """Compares pairs; keeps the texts cut last at hand."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._cut: OrderedDict[str, tuple[Document, Cutting]] = OrderedDict()

    def reuse(self, one: Document, two: Document, *, is_signed: bool) -> TextReuse | None:
        """What one of two documents takes over from the other, None where it is nothing."""
        (first, cutting), (second, other) = self._text(one.id), self._text(two.id)
        comparison = compare(cutting, other)
        verdict = judge(comparison, outlet_words(first, second))
        if is_signed:
            is_short = len(cutting.words) <= len(other.words)
            kind = verdict.kind if verdict and verdict.kind.is_copy else ReuseKind.LIGHT_EDIT
            verdict = Verdict(kind, (), is_short)
        if verdict is None:
            return None
        made = _reuse(first, second, comparison, verdict)
        return _as_signed(made) if is_signed else made

    def _text(self, document_id: str) -> tuple[Document, Cutting]:
        if document_id not in self._cut:
            (document,) = self._fetch([document_id])
            self._cut[document_id] = (document, cut_text(document.id, document.text))
            if len(self._cut) > _KEPT:
                self._cut.popitem(last=False)
        self._cut.move_to_end(document_id)
        return self._cut[document_id]


def _as_signed(reuse: TextReuse) -> TextReuse:
    kind = reuse.reuse_kind if reuse.reuse_kind.is_copy else ReuseKind.CUT_DOWN
    return evolve(reuse, reuse_kind=kind, because=(SIGNED, *reuse.because))


def _reuse(one: Document, two: Document, comparison: Comparison, verdict: Verdict) -> TextReuse:
    origin = find_origin(one, two, comparison, verdict)
    roles = ("original", "reused") if origin.is_one else ("reused", "original")
    first = _stretches(comparison.one, comparison.held_one, roles[0])
    second = _stretches(comparison.two, comparison.held_two, roles[1])
    original, document = (one, two) if origin.is_one else (two, one)
    shares = comparison.of_one, comparison.of_two
    of_original, of_document = shares if origin.is_one else shares[::-1]
    taker = (comparison.two, comparison.held_two)
    if not origin.is_one:
        taker = (comparison.one, comparison.held_one)
    kind = origin.kind
    if kind.is_copy and own_share(*taker) > NEW:
        kind = ReuseKind.WIRE_INSIDE
    passages = (*first, *second) if verdict.kind is not ReuseKind.SAME_FORMULA else ()
    return TextReuse(
        id=digest("reuse", document.id, original.id),
        passages=tuple(sorted(passages)),
        reader=READER,
        because=(origin.because, *_told(verdict)),
        document=document.id,
        original=original.id,
        reuse_kind=kind,
        of_original=round(of_original, 3),
        of_document=round(of_document, 3),
    )


def _told(verdict: Verdict) -> list[str]:
    """The decisive changes in words, at most five."""
    lines = (f"{c.slot} changed: {c.before or '-'} / {c.after or '-'}" for c in verdict.changes)
    return list(dict.fromkeys(lines))[:5]


def _stretches(cutting: Cutting, held: set[int], role: str) -> list[Passage]:
    """The words taken over as passages; a few changed words within do not part them."""
    spans: list[list[int]] = []
    for place in sorted(held):
        if spans and place - spans[-1][1] <= GAP:
            spans[-1][1] = place
        else:
            spans.append([place, place])
    return [
        cut(
            cutting.text,
            cutting.words[first].start,
            cutting.words[last].end,
            document=cutting.document,
            role=role,
        )
        for first, last in spans
        if last - first + 1 >= SHOWN
    ]


def fold_copies(
    reuses: Iterable[TextReuse], heads: Mapping[str, Document], edges: Sequence[Edge] = ()
) -> dict[str, str]:
    """Each near copy and the original that it leads back to; never a chain, never a circle.

    A document follows the original of which it holds most. A group never takes in two documents
    that an analyst keeps apart.
    """
    ties = ties_for("document", edges, heads.values())
    folds = [reuse for reuse in reuses if reuse.reuse_kind.is_copy]
    root: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for reuse in sorted(folds, key=lambda one: _first_folded(one, heads)):
        top = root.get(reuse.original, reuse.original)
        if reuse.document in root or top == reuse.document:
            continue
        group = [reuse.document, *members.get(reuse.document, ())]
        if ties.is_forbidden(group, [top, *members.get(top, ())]):
            continue
        members.setdefault(top, []).extend(group)
        members.pop(reuse.document, None)
        root.update(dict.fromkeys(group, top))
    return root


def _first_folded(reuse: TextReuse, heads: Mapping[str, Document]) -> tuple[object, ...]:
    """Signed ones first, then the fullest, then the earliest original."""
    is_signed = SIGNED in reuse.because
    return (not is_signed, -reuse.of_document, rank(heads[reuse.original]), reuse.id)
