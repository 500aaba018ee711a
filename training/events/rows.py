"""PLOVER's marked sentences: what a source does to a target, with the type people gave it."""

import csv
import re
from hashlib import sha256
from pathlib import Path

from attrs import frozen

from dragoman.encoder.events import ROOTS

_TAG = re.compile(r"</?[st]>")

Offsets = tuple[int, int]

_NOWHERE = (0, 0)
"""An empty span, for the few rows whose source is not marked."""


@frozen(kw_only=True)
class Sample:
    """A sentence with its source and target; ``root`` is an index into ROOTS, or None.

    ``shares`` are a teacher's figures for each root; ``whole`` says that source and target are
    those of the sentence's main event, so that finding them can be learnt from it.
    """

    text: str
    source: Offsets
    target: Offsets | None
    root: int | None = None
    shares: tuple[float, ...] | None = None
    whole: bool = False


def load(path: Path) -> tuple[list[Sample], list[str]]:
    """The rows of a file with their quad classes ("1" to "4").

    Raises:
        OSError: the file cannot be read.
    """
    samples, quads = [], []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            text, spans = unmarked(row["marked_sentence"])
            samples.append(
                Sample(
                    text=text,
                    source=spans.get("s", _NOWHERE),
                    target=spans.get("t"),
                    root=ROOTS.index(row["gold_root"]),
                    whole=set(spans) == {"s", "t"},
                )
            )
            quads.append(row["gold_penta"])
    return samples, quads


def unmarked(marked: str) -> tuple[str, dict[str, Offsets]]:
    """The sentence without its tags, and the first span of each tag, trimmed."""
    text, spans, at = "", dict[str, Offsets](), 0
    opened: dict[str, int] = {}
    for tag in _TAG.finditer(marked):
        text, at = text + marked[at : tag.start()], tag.end()
        name = tag.group().strip("</>")
        if not tag.group().startswith("</"):
            opened[name] = len(text)
        elif name in opened and name not in spans:
            start = opened[name]
            inner = text[start:]
            left = start + len(inner) - len(inner.lstrip())
            spans[name] = (left, start + len(inner.rstrip()))
    return text + marked[at:], spans


def is_dev(text: str) -> bool:
    """Whether a sentence belongs to the tenth that is never trained on."""
    return int(sha256(text.encode("utf-8")).hexdigest()[:8], 16) % 10 == 0
