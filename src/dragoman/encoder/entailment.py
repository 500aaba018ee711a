"""The trained reader of pairs: one text follows from another, is ruled out by it, or neither.

Some layers and two heads upon the lower layers that it shares with the sentence model. One head
tells whether the second text of a pair follows from the first; the other whether a headline takes a
claim as true, as false, or only reports it. What two accounts, or a headline and a claim, have in
common by their words (``dragoman.encoder.pairs``) is weighed beside the net by a table that can be
read. ``training/entailment`` makes both.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnxruntime
from attrs import define, field, frozen

from dragoman.encoder.decoding import Floats, softmax
from dragoman.encoder.pairs import Table, compare, compare_headline, matter
from dragoman.encoder.pieces import CLASS, SEPARATOR, Vocabulary
from dragoman.encoder.sentences import SentenceModel
from dragoman.encoder.session import open_session

FILES = ("entailment.onnx", "table.toml")
"""What a model's folder holds; the shared layers and the vocabulary lie with the sentence model."""

MOST = 192
"""Pieces of a pair that the model sees, the three marks included."""

PROPOSED = 0.76
"""Least :meth:`EntailmentModel.clashes` of a pair worth showing (see the model card)."""

_NEITHER, _FIRST, _SECOND = range(3)
_KEPT = 4096

Pair = tuple[str, str]


@frozen(kw_only=True)
class Judgement:
    """What the first text of a pair says on the second; the three shares sum to 1."""

    entails: float
    neutral: float
    contradicts: float


@frozen(kw_only=True)
class Stance:
    """How a headline takes a claim; the three shares sum to 1.

    ``affirms`` is "for" in Emergent's words, ``denies`` "against", ``observes`` "observing".
    """

    affirms: float
    denies: float
    observes: float


@define(kw_only=True, eq=False)
class EntailmentModel:
    """Judges pairs of texts. Load once; not safe across threads.

    ``digest`` tells one set of files from another: the first 12 hex digits of their SHA-256.
    """

    sentences: SentenceModel
    net: onnxruntime.InferenceSession
    table: Table
    digest: str = ""
    _seen: Callable[[str, str], Floats] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._seen = lru_cache(_KEPT)(self._figures)

    @classmethod
    def load(cls, folder: Path, sentences: SentenceModel | None = None) -> "EntailmentModel":
        """Open the files of a folder upon a sentence model that is open already.

        Without one, that of the folder ``sentences`` beside the given one is opened.

        Raises:
            OSError: a file is missing or cannot be opened.
        """
        files = {name: (folder / name).read_bytes() for name in FILES}
        return cls(
            sentences=sentences or SentenceModel.load(folder.parent / "sentences"),
            net=open_session(files["entailment.onnx"]),
            table=Table.parse(files["table.toml"].decode()),
            digest=sha256(b"".join(files.values())).hexdigest()[:12],
        )

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """For each pair whether its second text follows from its first, in the order given.

        Entailment has a direction; a contradiction has none, yet the net sees one: for two
        accounts of equal rank use :meth:`clashes`. Each pair is read by itself (the eight-bit scale
        is one a call), so no figure depends on what else is asked.
        """
        rows = [softmax(self._seen(*pair)[0]).tolist() for pair in pairs]
        return [Judgement(entails=e, neutral=n, contradicts=c) for e, n, c in rows]

    def clashes(self, pairs: Sequence[Pair]) -> list[float]:
        """For each pair the share of "both cannot hold": 0 to 1, symmetric.

        The net's greater figure of both directions, weighed beside what the words have in common.
        Proposed as a contradiction where it is at least :data:`PROPOSED`. Ask only about pairs that
        are known to be on one matter, and show none without its reason.
        """
        return [self.table.clashes(self.clash_figures(pair)) for pair in pairs]

    def clash_figures(self, pair: Pair) -> list[float]:
        """What the table weighs of two accounts: the net's log odds, then ``pairs.RIVALS``.

        The net reads both without the end that names who said it; its lower layers are the cost.
        """
        one, two = matter(pair[0]), matter(pair[1])
        odds = max(_log_odds(self._seen(*way)[0]) for way in ((one, two), (two, one)))
        return [odds, *compare(*pair)]

    def stance(self, pairs: Sequence[Pair]) -> list[Stance]:
        """How each pair's headline, its first text, takes the claim, its second."""
        weights = [self.table.stances(self.stance_figures(pair)) for pair in pairs]
        rows = [softmax(np.array(row)).tolist() for row in weights]
        return [Stance(affirms=f, denies=a, observes=o) for f, a, o in rows]

    def stance_figures(self, pair: Pair) -> list[float]:
        """What the table weighs of a headline and a claim: ``pairs.HEADLINES``, then the net's
        three, in logs."""
        return [*compare_headline(*pair), *np.log(softmax(self._seen(*pair)[1])).tolist()]

    def _figures(self, first: str, second: str) -> Floats:
        """The figures of both heads, (2, 3), not yet normalised."""
        ids, sides = lay(self.sentences.vocabulary, first, second)
        given = {"states": self.sentences.states(ids), "sides": np.array([sides], dtype=np.int64)}
        judged, stance = self.net.run(["judged", "stance"], given)
        return np.concatenate([judged, stance])


def _log_odds(figures: Floats) -> float:
    """Log odds of "contradicts", of the figures of "entails", "neutral" and "contradicts"."""
    return float(figures[2] - np.logaddexp(figures[0], figures[1]))


def lay(vocabulary: Vocabulary, first: str, second: str) -> tuple[list[int], list[int]]:
    """The pieces of a pair, and for each of them which text it belongs to (1 or 2, 0 for neither).

    Where both do not fit, each keeps its beginning: half of the room, or what the other leaves.
    """
    one, two = (
        vocabulary.tokenizer.encode(text, add_special_tokens=False).ids for text in (first, second)
    )
    room = MOST - 3
    kept = max(room // 2, room - len(two))
    one = one[:kept]
    two = two[: room - len(one)]
    ids = [CLASS, *one, SEPARATOR, *two, SEPARATOR]
    return ids, [_NEITHER, *[_FIRST] * (len(one) + 1), *[_SECOND] * (len(two) + 1)]
