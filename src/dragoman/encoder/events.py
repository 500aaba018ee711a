"""The trained reader of events: what one named party does to another, as PLOVER types it.

Two questions about one sentence. Which root type is what the source does to the target, both
given? And which words are the source and the target of the sentence's main event? One file beside
this module holds what was learnt (see the model card there); ``training/events`` makes it.
"""

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
import onnxruntime
from attrs import define, field, frozen

from dragoman.encoder.decoding import Floats, softmax
from dragoman.encoder.pieces import CLASS, SEPARATOR, Vocabulary
from dragoman.encoder.session import open_session
from dragoman.encoder.words import Words, split_words

FILES = ("trunk.onnx", "events.onnx", "vocabulary.txt")
"""What a model's folder holds."""

ROOTS = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST",
    "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip
"""PLOVER's root types in the order of the model's figures."""

MOST = 190
"""Pieces that the model sees, marks included; what stands behind is left out."""

LONGEST = 24
"""Words that a source or target found by :meth:`EventModel.spot` has at most."""

_NOBODY, _SOURCE, _TARGET = range(3)
_OPENS, _SHUTS = {_SOURCE: 1, _TARGET: 3}, {_SOURCE: 2, _TARGET: 4}
"""Pieces that the stock vocabulary leaves unused; they stand around the source and the target."""

_KEPT = 2048

Offsets = tuple[int, int]


@frozen(kw_only=True)
class Typed:
    """What a source does to a target. ``shares`` has one figure a root, in the order of ROOTS."""

    root: str
    score: float
    shares: tuple[float, ...]


@frozen(kw_only=True)
class Spotted:
    """Source and target of a sentence's main event, half-open code points of the sentence.

    ``score`` is the product of the shares of their first and last words, 0 to 1.
    """

    source: Offsets
    target: Offsets
    score: float


@frozen(kw_only=True, eq=False)
class Laid:
    """A sentence as the net takes it: one entry a piece in each.

    ``roles`` are 1 on the source, 2 on the target; ``owners`` give the word, -1 for marks.
    """

    ids: list[int]
    cases: list[int]
    roles: list[int]
    owners: list[int]


@define(kw_only=True, eq=False)
class EventModel:
    """Types and spots events. Load once; not safe across threads.

    ``digest`` tells one set of files from another: the first 12 hex digits of their SHA-256.
    """

    vocabulary: Vocabulary
    trunk: onnxruntime.InferenceSession
    net: onnxruntime.InferenceSession
    digest: str = ""
    _typed: Callable[[str, Offsets, Offsets | None], Typed] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._typed = lru_cache(_KEPT)(self._classified)

    @classmethod
    def load(cls, folder: Path) -> "EventModel":
        """Open the three files of a folder.

        Raises:
            OSError: one of them is missing or cannot be opened.
        """
        files = {name: (folder / name).read_bytes() for name in FILES}
        return cls(
            vocabulary=Vocabulary.of(files["vocabulary.txt"].decode()),
            trunk=open_session(files["trunk.onnx"]),
            net=open_session(files["events.onnx"]),
            digest=sha256(b"".join(files.values())).hexdigest()[:12],
        )

    def classify(self, text: str, source: Offsets, target: Offsets | None) -> Typed:
        """The root type of what ``source`` does to ``target`` in a sentence.

        Offsets are code points of ``text``, half open; the two do not overlap. Each sentence is
        read by itself: the eight-bit scale is one a call, and figures must not depend on others.
        """
        return self._typed(text, source, target)

    def spot(self, text: str) -> Spotted | None:
        """Source and target of the main event of a sentence; None when it has too few words."""
        words = split_words(text, [(0, len(text))])
        laid = lay(self.vocabulary, words, None, None)
        ends = self._run("ends", laid)
        firsts = _firsts(laid.owners)
        return _best(words, ends[0, list(firsts)])

    def states(self, laid: Laid) -> Floats:
        """The states of a sentence's pieces in the layer that other models stand on, too."""
        named = {name: getattr(laid, name) for name in ("ids", "cases", "roles")}
        arrays = {name: np.array([value], dtype=np.int64) for name, value in named.items()}
        return np.asarray(self.trunk.run(["states"], arrays)[0])

    def _classified(self, text: str, source: Offsets, target: Offsets | None) -> Typed:
        words = split_words(text, [(0, len(text))])
        figures = self._run("root", lay(self.vocabulary, words, source, target))[0]
        shares = softmax(figures)
        best = int(shares.argmax())
        return Typed(root=ROOTS[best], score=float(shares[best]), shares=tuple(map(float, shares)))

    def _run(self, wanted: str, laid: Laid) -> Floats:
        roles = np.array([laid.roles], dtype=np.int64)
        given = {"states": self.states(laid), "roles": roles}
        return np.asarray(self.net.run([wanted], given)[0])


def lay(
    vocabulary: Vocabulary, words: Words, source: Offsets | None, target: Offsets | None
) -> Laid:
    """The pieces of a sentence, with marks around its source and target where they are given."""
    pieces = vocabulary.cut(words.texts)
    ids, cases = pieces.ids.tolist(), words.cases.tolist()
    by_word = [ids[a:b] for a, b in pairwise([*pieces.firsts.tolist(), len(ids)])]
    roles = _roles(words, source, target)
    rows: list[tuple[int, int, int, int]] = [(CLASS, 0, _NOBODY, -1)]
    for index, role in enumerate(roles):
        if role != _NOBODY and (not index or roles[index - 1] != role):
            rows.append((_OPENS[role], 0, _NOBODY, -1))
        rows += [(piece, cases[index], role, index) for piece in by_word[index]]
        if role != _NOBODY and (index + 1 == len(roles) or roles[index + 1] != role):
            rows.append((_SHUTS[role], 0, _NOBODY, -1))
    rows = [*rows[: MOST - 1], (SEPARATOR, 0, _NOBODY, -1)]
    columns = [list(column) for column in zip(*rows, strict=True)]
    return Laid(ids=columns[0], cases=columns[1], roles=columns[2], owners=columns[3])


def _roles(words: Words, source: Offsets | None, target: Offsets | None) -> list[int]:
    """The role of each word: that of the span it overlaps."""
    roles = [_NOBODY] * len(words)
    for role, span in ((_SOURCE, source), (_TARGET, target)):
        if span is not None:
            inside = (words.starts < span[1]) & (words.ends > span[0])
            for index in np.flatnonzero(inside):
                roles[index] = role
    return roles


def _firsts(owners: list[int]) -> dict[int, int]:
    """Places of the first pieces of words, in order; the values are the words."""
    first: dict[int, int] = {}
    seen: set[int] = set()
    for place, word in enumerate(owners):
        if word >= 0 and word not in seen:
            seen.add(word)
            first[place] = word
    return first


def _best(words: Words, ends: Floats) -> Spotted | None:
    """The best pair of spans by the shares of their first and last words (words, 4)."""
    if len(ends) < 2:
        return None
    logs = ends - np.log(np.exp(ends - ends.max(0)).sum(0)) - ends.max(0)
    sources, targets = (_spans(logs[:, at], logs[:, at + 1]) for at in (0, 2))
    pairs = [(s[0] + t[0], s, t) for s in sources for t in targets if s[2] < t[1] or t[2] < s[1]]
    if not pairs:
        return None
    score, source, target = max(pairs)
    return Spotted(
        source=(int(words.starts[source[1]]), int(words.ends[source[2]])),
        target=(int(words.starts[target[1]]), int(words.ends[target[2]])),
        score=float(np.exp(score)),
    )


def _spans(first: Floats, last: Floats, kept: int = 12) -> list[tuple[float, int, int]]:
    """The likeliest spans with their log shares: from a first to a last word, both inside."""
    size = len(first)
    spans = chain.from_iterable(
        ((float(first[a] + last[b]), a, b) for b in range(a, min(a + LONGEST, size)))
        for a in range(size)
    )
    return sorted(spans, reverse=True)[:kept]
