"""Revisions: what changed between two versions of a document, sentence by sentence."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from attrs import evolve, frozen

from dragoman.model import Document, Passage, cut
from dragoman.resolution.reuse.comparing import match_sentences
from dragoman.resolution.reuse.cutting import Cutting, Sentence, cut_text


class RevisionKind(StrEnum):
    """What became of a sentence."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    MOVED = "moved"


@frozen(kw_only=True)
class Revision:
    """One sentence that differs between versions.

    ``before`` stands in the older version (None for an added one), ``after`` in the newer one
    (None for a dropped one). ``words`` are the changes within, each as the words gone and the words
    come, as they are written; empty but for ``changed``.
    """

    kind: RevisionKind
    before: Passage | None = None
    after: Passage | None = None
    words: tuple[tuple[str, str], ...] = ()


def compare_versions(older: Document, newer: Document) -> tuple[Revision, ...]:
    """What changed from one version to the next, in the order of the newer one.

    Both documents have their texts. Headline, byline and notes count; white space, capitals and
    punctuation do not. A dropped sentence stands where it stood between its neighbours.
    """
    one, two = (cut_text(d.id, d.text, is_whole=True) for d in (older, newer))
    return tuple(_without_moves(list(_revised(one, two)), one, two))


def _revised(one: Cutting, two: Cutting) -> Iterator[Revision]:
    before = [tuple(one.forms_of(sentence)) for sentence in one.sentences]
    after = [tuple(two.forms_of(sentence)) for sentence in two.sentences]
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _replaced(one, one.sentences[a:b], two, two.sentences[c:d])


def _replaced(
    one: Cutting, gone: Sequence[Sentence], two: Cutting, come: Sequence[Sentence]
) -> Iterator[Revision]:
    """A stretch of sentences against the stretch that stands in its place, paired in order."""
    start = 0
    for sentence in come:
        found = next(
            (n for n in range(start, len(gone)) if match_sentences(one, gone[n], two, sentence)),
            None,
        )
        if found is None:
            yield Revision(kind=RevisionKind.ADDED, after=_passage(two, sentence))
            continue
        yield from (_dropped(one, missed) for missed in gone[start:found])
        yield _changed(one, gone[found], two, sentence)
        start = found + 1
    yield from (_dropped(one, missed) for missed in gone[start:])


def _dropped(cutting: Cutting, sentence: Sentence) -> Revision:
    return Revision(kind=RevisionKind.DROPPED, before=_passage(cutting, sentence))


def _changed(one: Cutting, first: Sentence, two: Cutting, second: Sentence) -> Revision:
    match = match_sentences(one, first, two, second)
    changes = match.changes if match is not None else ()
    words = ((_written(one, a, b), _written(two, c, d)) for a, b, c, d in changes)
    return Revision(
        kind=RevisionKind.CHANGED,
        before=_passage(one, first),
        after=_passage(two, second),
        words=tuple(words),
    )


def _without_moves(found: list[Revision], one: Cutting, two: Cutting) -> Iterator[Revision]:
    """A sentence that was dropped here and added there is a moved one, told where it came."""
    gone = {_folded(one, r.before): r.before for r in found if r.before and not r.after}
    moved = {_folded(two, r.after) for r in found if r.after and not r.before} & gone.keys()
    for revision in found:
        if revision.before is not None and revision.after is not None:
            yield revision
        elif revision.after is not None:
            before = gone.get(_folded(two, revision.after))
            is_moved = before is not None
            yield evolve(revision, kind=RevisionKind.MOVED, before=before) if is_moved else revision
        elif revision.before is not None and _folded(one, revision.before) not in moved:
            yield revision


def _folded(cutting: Cutting, passage: Passage) -> tuple[str, ...]:
    inside = (w for w in cutting.words if passage.start <= w.start < passage.end)
    return tuple(word.form for word in inside)


def _passage(cutting: Cutting, sentence: Sentence) -> Passage:
    start, end = cutting.words[sentence.first].start, cutting.words[sentence.last - 1].end
    return cut(cutting.text, start, end, document=cutting.document, role="revised")


def _written(cutting: Cutting, first: int, last: int) -> str:
    if first == last:
        return ""
    return cutting.text[cutting.words[first].start : cutting.words[last - 1].end]
