"""From the figures of the net to spans: cues from tags, the parts of each cue by Viterbi."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Paths = NDArray[np.int8]

NONE, SPEAKER, SPEAKER_ON, CONTENT, CONTENT_ON = range(5)
"""Parts of an attribution that a word may be: none, a span's first word, or its later ones."""

NEVER = -1e4
_AFTER = {SPEAKER_ON: (SPEAKER, SPEAKER_ON), CONTENT_ON: (CONTENT, CONTENT_ON)}


class Range(NamedTuple):
    """A half-open range of words."""

    start: int
    end: int


class Cue(NamedTuple):
    """A candidate cue and how sure the tagger is of it, 0 to 1."""

    span: Range
    score: float


def softmax(figures: Floats) -> Floats:
    """Shares that sum to 1 along the last axis."""
    raised = np.exp(figures - figures.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True))


def find_cues(shares: Floats, floor: float) -> list[Cue]:
    """The runs of words whose share of being in a cue is above ``floor``.

    ``shares`` is (words, 3): outside, first word, later word. A word that is likelier a first
    than a later one opens a new cue.
    """
    inside = shares[:, 1] + shares[:, 2]
    opens = shares[:, 1] > shares[:, 2]
    runs: list[list[int]] = []
    for index in np.flatnonzero(inside > floor).tolist():
        if runs and runs[-1][1] == index and not opens[index]:
            runs[-1][1] = index + 1
        else:
            runs.append([index, index + 1])
    return [Cue(Range(start, end), float(inside[start:end].max())) for start, end in runs]


def allowed(learnt: Floats) -> Floats:
    """Figures of a step from one word's part (row) to the next one's (column).

    What was learnt, and :data:`NEVER` for a step to a later word from outside its span. The last
    row is for the step to a row's first word, of which nothing is learnt.
    """
    steps = np.vstack([learnt, np.zeros((1, learnt.shape[1]))]).astype(float)
    for later, before in _AFTER.items():
        steps[[part for part in range(len(steps)) if part not in before], later] = NEVER
    return np.asarray(steps)


def closed(figures: Floats, free: NDArray[np.bool_]) -> Floats:
    """The figures; where a word is not ``free`` (cues, words), only "none" is left."""
    shut = np.full(figures.shape[-1], NEVER)
    shut[NONE] = 0
    return np.asarray(np.where(free[..., None], figures, shut))


def best_paths(figures: Floats, learnt: Floats) -> Paths:
    """The likeliest row of parts for each cue, (cues, words).

    ``figures`` is (cues, words, 5), ``learnt`` (5, 5) the figure of a step from row to column;
    both are added up. Algorithm: Viterbi (1967), all cues at once.
    """
    cues, length, parts = figures.shape
    *steps, first = allowed(learnt)
    best = figures[:, 0] + first
    trail = np.zeros((cues, length, parts), np.int8)
    for index in range(1, length):
        moves = best[:, :, None] + steps
        trail[:, index] = moves.argmax(1)
        best = moves.max(1) + figures[:, index]
    paths = np.zeros((cues, length), np.int8)
    paths[:, -1] = best.argmax(1)
    rows = np.arange(cues)
    for index in range(length - 1, 0, -1):
        paths[:, index - 1] = trail[rows, index, paths[:, index]]
    return paths


class Sums(NamedTuple):
    """Sums over all rows of parts: log totals (cues), shares of each part at each word (cues,
    words, parts), and how often each step is expected (parts, parts), over all cues."""

    totals: Floats
    shares: Floats
    steps: Floats


def sum_paths(figures: Floats, learnt: Floats) -> Sums:
    """Totals and shares over all rows of parts; arguments as in :func:`best_paths`.

    Forward-backward algorithm of a linear chain (Lafferty, McCallum and Pereira, 2001), scaled
    word by word.
    """
    cues, length, parts = figures.shape
    moves = np.exp(allowed(learnt))
    peaks = figures.max(-1, keepdims=True)
    here = np.exp(figures - peaks)
    forward, scales = np.empty((length, cues, parts)), np.empty((length, cues, 1))
    backward = np.ones((length, cues, parts))
    now = here[:, 0] * moves[-1]
    for index in range(length):
        if index:
            now = (forward[index - 1] @ moves[:-1]) * here[:, index]
        scales[index] = now.sum(-1, keepdims=True)
        forward[index] = now / scales[index]
    for index in range(length - 1, 0, -1):
        later = backward[index] * here[:, index] / scales[index]
        backward[index - 1] = later @ moves[:-1].T
    ahead = backward * here.swapaxes(0, 1) / scales
    steps = np.einsum("tci,tcj->ij", forward[:-1], ahead[1:]) * moves[:-1]
    totals = (np.log(scales).sum(0) + peaks.sum(1))[:, 0]
    return Sums(totals, (forward * backward).swapaxes(0, 1), steps)


def spans_of(path: Paths, first: int) -> list[Range]:
    """The spans of one kind in a path: ``first`` is the part that opens them."""
    found = []
    for start in np.flatnonzero(path == first).tolist():
        end = start + 1
        while end < len(path) and path[end] == first + 1:
            end += 1
        found.append(Range(start, end))
    return found
