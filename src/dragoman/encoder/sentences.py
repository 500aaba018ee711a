"""The small sentence model: a sentence in, a vector out; alike sentences have near vectors.

The stock ``all-MiniLM-L6-v2`` in eight bits (see the model card beside its files;
``training/sentences`` makes them).
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnxruntime
from attrs import define, field
from numpy.typing import NDArray

from dragoman.encoder.pieces import CLASS, SEPARATOR, Vocabulary
from dragoman.encoder.session import open_session

FILES = ("trunk.onnx", "sentences.onnx", "vocabulary.txt")
"""What a model's folder holds."""

TRUNK = 3
"""Layers in the first of these files, which the model of pairs stands on, too."""

MOST = 128
"""Pieces that the model sees, its first and last one included; what stands behind is left out."""

_KEPT = 4096
"""Vectors kept by text (1.5 KB each): a text and its copies are read once."""

Vector = NDArray[np.float32]


@define(kw_only=True, eq=False)
class SentenceModel:
    """Embeds sentences. Load once; not safe across threads.

    ``digest`` tells one set of files from another: the first 12 hex digits of their SHA-256.
    """

    vocabulary: Vocabulary
    trunk: onnxruntime.InferenceSession
    net: onnxruntime.InferenceSession
    digest: str = ""
    _kept: Callable[[str], Vector] = field(init=False)

    @_kept.default
    def _(self) -> Callable[[str], Vector]:
        return lru_cache(_KEPT)(self._embedded)

    @classmethod
    def load(cls, folder: Path) -> "SentenceModel":
        """Open the three files of a folder.

        Raises:
            OSError: one of them is missing or cannot be opened.
        """
        files = {name: (folder / name).read_bytes() for name in FILES}
        return cls(
            vocabulary=Vocabulary.of(files["vocabulary.txt"].decode()),
            trunk=open_session(files["trunk.onnx"]),
            net=open_session(files["sentences.onnx"]),
            digest=sha256(b"".join(files.values())).hexdigest()[:12],
        )

    def embed(self, text: str) -> Vector:
        """The vector of a text, (384,), of length 1.

        Each text is embedded by itself, never in a batch: the eight-bit scale is one a call, and a
        text's figures must not depend on others. Cost: 0.6 ms and 50 µs a word, nothing
        the second time.
        """
        return self._kept(text)

    def states(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """The states (1, pieces, 384) of some pieces in the layer that other models stand on."""
        framed = np.array([ids], dtype=np.int64)
        return np.asarray(self.trunk.run(["states"], {"ids": framed})[0])

    def _embedded(self, text: str) -> Vector:
        ids = self.vocabulary.tokenizer.encode(text, add_special_tokens=False).ids
        states = self.states([CLASS, *ids[: MOST - 2], SEPARATOR])
        (vectors,) = self.net.run(["vector"], {"states": states})
        return np.asarray(vectors[0])
