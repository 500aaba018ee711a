"""What changed between two versions of a text, paragraph by paragraph and word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from attrs import frozen
from rapidfuzz import fuzz

from dragoman.resolution.paragraphs import Piece, paragraphs_of

EDITED = 50.0
"""The least likeness (rapidfuzz, 0..100) of a paragraph that was edited and not replaced."""

_TOKEN = re.compile(r"\s+|[^\W_]+(?:[.,:'’-][^\W_]+)*|.", re.DOTALL)


class Edit(StrEnum):
    """What became of words."""

    KEPT = "kept"
    GONE = "gone"
    COME = "come"
    MOVED = "moved"


@frozen
class Words:
    """Words that stay, go or come."""

    edit: Edit
    text: str


@frozen
class Revised:
    """A paragraph that is not the same in both versions; None where one version lacks it.

    ``words`` are those of both, in the order in which they are read.
    """

    old: Piece | None
    new: Piece | None
    words: tuple[Words, ...]


def revise(old: str, new: str) -> tuple[Revised, ...]:
    """The paragraphs that changed, in the order of the newer version; layout does not count.

    Both texts begin where their body does. A paragraph that stands elsewhere unchanged is moved.
    """
    before, after = paragraphs_of(old), paragraphs_of(new)
    keys, others = [_key(one) for one in before], [_key(one) for one in after]
    moved = set(keys) & set(others)
    changes: list[Revised] = []
    matcher = SequenceMatcher(None, keys, others, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            changes += _changed(before[a:b], after[c:d], moved)
    return tuple(changes)


def _key(piece: Piece) -> str:
    return " ".join(piece.text.split())


def _changed(gone: Sequence[Piece], come: Sequence[Piece], moved: set[str]) -> Iterator[Revised]:
    """Pair the paragraphs of one changed stretch that are edits of one another."""
    left = [one for one in gone if _key(one) not in moved]
    for new in come:
        if _key(new) in moved:
            yield Revised(None, new, (Words(Edit.MOVED, _key(new)),))
            continue
        old = max(left, key=lambda one: fuzz.ratio(_key(one), _key(new)), default=None)
        if old is None or fuzz.ratio(_key(old), _key(new)) < EDITED:
            yield Revised(None, new, (Words(Edit.COME, _key(new)),))
            continue
        for skipped in left[: left.index(old)]:
            yield Revised(skipped, None, (Words(Edit.GONE, _key(skipped)),))
        left = left[left.index(old) + 1 :]
        yield Revised(old, new, tuple(_words(_key(old), _key(new))))
    for old in left:
        yield Revised(old, None, (Words(Edit.GONE, _key(old)),))


def _words(old: str, new: str) -> Iterator[Words]:
    """The words of two paragraphs, changed runs with a blank between them taken as one."""
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    gone = come = ""
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal" and not "".join(one[a:b]).strip() and (gone or come):
            gone, come = gone + "".join(one[a:b]), come + "".join(one[a:b])
            continue
        if tag == "equal":
            yield from _run(gone, come)
            gone = come = ""
            yield Words(Edit.KEPT, "".join(one[a:b]))
        else:
            gone, come = gone + "".join(one[a:b]), come + "".join(other[c:d])
    yield from _run(gone, come)


def _run(gone: str, come: str) -> Iterator[Words]:
    if gone.strip():
        yield Words(Edit.GONE, gone)
    if come.strip():
        yield Words(Edit.COME, come)
    elif gone and come:
        yield Words(Edit.KEPT, come)
