"""Sketches: a few numbers for each text, by which texts that share words find each other.

Two kinds of numbers stand in one sketch. *Winnowed shingles* (Schleimer, Wilkerson and Aiken 2003):
two texts that share ``RUN + WINDOW - 1`` words in a row share one, however long either is, so that
a wire inside a longer story is found. *Bands* of a MinHash (Broder 1997; made by ``rensa``) over
pairs of neighbouring words: texts that are alike as wholes share one, even where an editor has left
no seven words in a row.
"""

import zlib
from functools import lru_cache
from itertools import pairwise

import numpy as np
from attrs import define
from numpy.typing import NDArray
from rensa import RMinHash

from dragoman.resolution.reuse.cutting import Cutting

RUN = 4
"""Words in a shingle."""

WINDOW = 4
"""Shingles of which at least one is kept."""

FEWEST = 12
"""A body of fewer words is compared with nothing: by chance alone it could stand elsewhere."""

_PERMUTATIONS, _ROWS, _SEED = 64, 4, 7
_MIX = np.uint64(0x9E3779B97F4A7C15)

Hashes = NDArray[np.uint64]


@define(eq=False)
class Sketch:
    """What is remembered of a text: about 1 KB for a page. ``words`` is the length of the body."""

    document: str
    words: int
    shingles: Hashes
    bands: Hashes


def sketch(cutting: Cutting) -> Sketch:
    """The sketch of a body; one that is too short has no numbers."""
    forms = cutting.forms
    if len(forms) < FEWEST:
        nothing = np.zeros(0, np.uint64)
        return Sketch(cutting.document, len(forms), nothing, nothing)
    hashed = np.array([_hashed(form) for form in forms], np.uint64)
    return Sketch(cutting.document, len(forms), _winnowed(hashed), _bands(forms))


def _winnowed(words: Hashes) -> Hashes:
    """The smallest shingle of each window, each once, sorted."""
    count = len(words) - RUN + 1
    shingles = np.zeros(count, np.uint64)
    for place in range(RUN):
        shingles = _mixed(shingles ^ words[place : place + count])
    windows = np.lib.stride_tricks.sliding_window_view(shingles, min(WINDOW, count))
    return np.unique(windows.min(axis=1))


def _mixed(values: Hashes) -> Hashes:
    """Scattered anew (splitmix64's multiplication and shift; arithmetic modulo 2**64)."""
    product = values * _MIX + _MIX
    return np.asarray(product ^ (product >> np.uint64(29)), np.uint64)


@lru_cache(maxsize=1 << 16)
def _hashed(form: str) -> int:
    raw = form.encode("utf-8", "surrogatepass")
    return zlib.crc32(raw) | (zlib.adler32(raw) << 32)


def _bands(forms: list[str]) -> Hashes:
    pairs = {f"{a} {b}" for a, b in pairwise(forms)}
    minima = RMinHash(_PERMUTATIONS, _SEED)
    minima.update(sorted(one.encode("utf-8", "surrogatepass") for one in pairs))
    rows = np.array(minima.digest(), np.uint64).reshape(-1, _ROWS)
    bands = np.arange(1, len(rows) + 1, dtype=np.uint64)
    for place in range(_ROWS):
        bands = _mixed(bands ^ rows[:, place])
    return bands


def containment(one: Sketch, two: Sketch) -> float:
    """About which share (0..1) of the shorter text stands in the longer one."""
    least = min(len(one.shingles), len(two.shingles))
    if not least:
        return 0.0
    shared = np.intersect1d(one.shingles, two.shingles, assume_unique=True)
    return len(shared) / least
