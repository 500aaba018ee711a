"""The trained tagger and linker: text in, attributions out, each with its scores.

The tagger marks cues; for each cue the linker looks at the words around it and says which of
them are its speaker and which its content. Two files beside this module hold what was learnt
(see the model card there); ``training/attribution`` makes them.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from statistics import fmean

import numpy as np
import onnxruntime
from attrs import define, frozen

from dragoman.encoder.decoding import (
    CONTENT,
    SPEAKER,
    Cue,
    Floats,
    Paths,
    Range,
    best_paths,
    closed,
    find_cues,
    softmax,
    spans_of,
    sum_paths,
)
from dragoman.encoder.pieces import CLASS, SEPARATOR, Pieces, Vocabulary, Window, windows
from dragoman.encoder.session import open_session
from dragoman.encoder.whole import whole
from dragoman.encoder.words import Ints, Words, split_words

FILES = ("encoder.onnx", "linker.onnx", "vocabulary.txt")
"""What a model's folder holds."""

LEFT, RIGHT = 56, 72
"""Words that the linker sees before a cue's first word, and from it on. In the training half 99
of 100 attributions lie within."""

WINDOW, MARGIN = 192, 16
"""Pieces that the encoder sees at once, and how many of them at each end are there to be seen
only. A window is read on its own, so a text's figures never depend on other texts."""

CANDIDATE = 0.35
"""Share from which a cue is given to the linker."""

SURE = 0.45
"""Mean of the tagger's and the linker's share from which an attribution is kept."""

_BATCH = 64
"""Cues that the linker takes at once: memory stays flat on long texts."""


@frozen(kw_only=True)
class Found:
    """One attribution: half-open ranges of code points, and how sure the nets are, 0 to 1.

    ``cue_score`` is the mean of both nets' share for the cue, ``speaker_score`` and
    ``content_score`` the mean shares of the words chosen (of no speaker: 1).
    """

    cue: tuple[int, int]
    speakers: tuple[tuple[int, int], ...]
    contents: tuple[tuple[int, int], ...]
    cue_score: float
    speaker_score: float
    content_score: float

    @property
    def score(self) -> float:
        """One figure for all: the cue's, times the mean of the other two."""
        return self.cue_score * (self.speaker_score + self.content_score) / 2


@frozen(kw_only=True, eq=False)
class _Laid:
    """What the encoder says of each word: arrays with one row a word."""

    tags: Floats
    words: Floats
    starts: Floats
    stops: Floats


@define(kw_only=True, eq=False)
class AttributionModel:
    """Finds attributions with a tagger and a linker. Load once; not safe across threads.

    ``digest`` tells one set of files from another: the first 12 hex digits of their SHA-256.
    """

    vocabulary: Vocabulary
    encoder: onnxruntime.InferenceSession
    linker: onnxruntime.InferenceSession
    digest: str = ""

    @classmethod
    def load(cls, folder: Path) -> "AttributionModel":
        """Open the three files of a folder.

        Raises:
            OSError: one of them is missing or cannot be opened.
        """
        files = {name: (folder / name).read_bytes() for name in FILES}
        return cls(
            vocabulary=Vocabulary.of(files["vocabulary.txt"].decode()),
            encoder=open_session(files["encoder.onnx"]),
            linker=open_session(files["linker.onnx"]),
            digest=sha256(b"".join(files.values())).hexdigest()[:12],
        )

    def find(self, text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Found]:
        """The attributions inside some paragraphs of a text, in the order of their cues.

        ``paragraphs`` are sorted, disjoint, half-open ranges of code points. A speaker or
        content may stand in another paragraph than its cue, up to 56 words before and 72 after.
        """
        words = split_words(text, paragraphs)
        if not len(words):
            return []
        laid = self._encode(words)
        cues = find_cues(softmax(laid.tags[:, :3]), CANDIDATE)
        found: list[Found] = []
        for at in range(0, len(cues), _BATCH):
            found += self._link(words, laid, cues[at : at + _BATCH])
        return found

    def _encode(self, words: Words) -> _Laid:
        pieces = self.vocabulary.cut(words.texts)
        kept = [
            [part[0, _firsts(pieces, window)] for part in self._window(words, pieces, window)]
            for window in windows(pieces, WINDOW, MARGIN)
        ]
        return _Laid(
            **{
                name: np.concatenate(parts)
                for name, parts in zip(_OUTPUTS, zip(*kept, strict=True), strict=True)
            }
        )

    def _window(self, words: Words, pieces: Pieces, window: Window) -> list[Floats]:
        first, last = window.seen
        start = pieces.firsts[first]
        end = pieces.firsts[last] if last < len(words) else len(pieces.ids)
        owners = pieces.words[start:end]
        inputs = {
            "ids": np.concatenate([[CLASS], pieces.ids[start:end], [SEPARATOR]]),
            "cases": _framed(words.cases[owners]),
            "gaps": _framed(words.gaps[owners]),
        }
        named = {name: value[None].astype(np.int64) for name, value in inputs.items()}
        return [np.asarray(part) for part in self.encoder.run(list(_OUTPUTS), named)]

    def _link(self, words: Words, laid: _Laid, cues: list[Cue]) -> list[Found]:
        heads = np.array([cue.span.start for cue in cues])
        tails = np.array([cue.span.end for cue in cues])
        places = heads[:, None] + np.arange(-LEFT, RIGHT)
        here = (places >= 0) & (places < len(words))
        inside = (places >= heads[:, None]) & (places < tails[:, None])
        parts, valid, steps = self.linker.run(
            ["parts", "valid", "steps"],
            {
                "words": laid.words[np.clip(places, 0, len(words) - 1)],
                "cue": laid.starts[heads] + laid.stops[tails - 1],
                "inside": inside.astype(np.int64),
                "here": here.astype(np.int32),
            },
        )
        figures = closed(np.asarray(parts), here & ~inside)
        paths, sums = best_paths(figures, np.asarray(steps)), sum_paths(figures, np.asarray(steps))
        sure = 1 / (1 + np.exp(-np.asarray(valid)[:, 0]))
        found = [
            _found(words, cue, path, share, float(cue.score + extra) / 2)
            for cue, path, share, extra in zip(cues, paths, sums.shares, sure, strict=True)
        ]
        return [one for one in found if one is not None]


_OUTPUTS = ("tags", "words", "starts", "stops")


def _framed(marks: Ints) -> Ints:
    return np.concatenate([[0], marks, [0]])


def _firsts(pieces: Pieces, window: Window) -> Ints:
    """Where the first pieces of a window's kept words stand in it."""
    start, end = window.kept
    return np.asarray(pieces.firsts[start:end] - pieces.firsts[window.seen[0]] + 1)


def _found(words: Words, cue: Cue, path: Paths, shares: Floats, score: float) -> Found | None:
    """The attribution of one cue; None when the nets are not sure of it or it has no content."""
    contents = spans_of(path, CONTENT)
    if score < SURE or not contents:
        return None
    speakers = sorted(spans_of(path, SPEAKER), key=lambda span: -_mean(shares, span, SPEAKER))[:1]
    away = cue.span.start - LEFT
    said, seen = [_moved(span, away) for span in contents], Range(away, away + LEFT + RIGHT)
    return Found(
        cue=_offsets(words, cue.span),
        speakers=tuple(_offsets(words, _moved(span, away)) for span in speakers),
        contents=tuple(_offsets(words, whole(words, span, seen, cue.span)) for span in said),
        cue_score=score,
        speaker_score=_mean(shares, speakers[0], SPEAKER) if speakers else 1.0,
        content_score=fmean(_mean(shares, span, CONTENT) for span in contents),
    )


def _mean(shares: Floats, span: Range, first: int) -> float:
    """Mean share of a span's words of being in a span of this kind."""
    return float(shares[span.start : span.end, first : first + 2].sum(-1).mean())


def _moved(span: Range, away: int) -> Range:
    return Range(span.start + away, span.end + away)


def _offsets(words: Words, span: Range) -> tuple[int, int]:
    return int(words.starts[span.start]), int(words.ends[span.end - 1])
