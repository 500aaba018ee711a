"""The trained reader of acts: what a speaker does by words whose cue does not tell ("said").

Two layers and a head upon the lower layers of the model of events, whose file it therefore needs
too. ``training/acts`` makes it.
"""

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnxruntime
from attrs import define, field, frozen

from dragoman.encoder.decoding import softmax
from dragoman.encoder.events import EventModel, lay
from dragoman.encoder.session import open_session
from dragoman.encoder.words import split_words

FILES = ("acts.onnx",)
"""What a model's folder holds."""

ACTS = (
    "accept", "accuse", "assert", "assess", "demand", "deny", "praise", "predict", "promise",
    "propose", "reject", "threaten",
)  # fmt: skip
"""The acts in the order of the model's figures; the names are those of ``model.Act``."""

LONGEST = 400
"""Code points of a content that are read; what stands behind seldom changes the act."""

_KEPT = 2048


@frozen(kw_only=True)
class Acted:
    """An act and its share, 0 to 1; ``shares`` has one figure an act, in the order of ACTS."""

    act: str
    score: float
    shares: tuple[float, ...]


@define(kw_only=True, eq=False)
class ActModel:
    """Tells acts from contents. Load once; not safe across threads.

    ``digest`` tells one set of files from another: the first 12 hex digits of their SHA-256.
    """

    events: EventModel
    net: onnxruntime.InferenceSession
    digest: str = ""
    _told: Callable[[str], Acted] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._told = lru_cache(_KEPT)(self._classified)

    @classmethod
    def load(cls, folder: Path, events: EventModel) -> "ActModel":
        """Open the file of a folder, upon a model of events that is open already.

        Raises:
            OSError: it is missing or cannot be opened.
        """
        files = {name: (folder / name).read_bytes() for name in FILES}
        return cls(
            events=events,
            net=open_session(files["acts.onnx"]),
            digest=sha256(b"".join(files.values())).hexdigest()[:12],
        )

    def classify(self, content: str) -> Acted:
        """The act of a content, read by itself and without its cue."""
        return self._told(" ".join(content.split())[:LONGEST])

    def _classified(self, text: str) -> Acted:
        laid = lay(self.events.vocabulary, split_words(text, [(0, len(text))]), None, None)
        states = self.events.states(laid)
        figures = np.asarray(self.net.run(["act"], {"states": states})[0])[0]
        shares = softmax(figures)
        best = int(shares.argmax())
        return Acted(act=ACTS[best], score=float(shares[best]), shares=tuple(map(float, shares)))
