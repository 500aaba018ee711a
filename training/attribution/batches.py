"""Batches: windows of samples for the encoder, and cues in their surroundings for the linker."""

import random
from collections.abc import Sequence

import numpy as np
import torch
from attrs import frozen
from gold import Gold
from samples import Sample
from torch import Tensor

from dragoman.encoder.decoding import CONTENT, SPEAKER, Range, find_cues
from dragoman.encoder.pieces import CLASS, SEPARATOR, Vocabulary

WINDOW, BATCH = 320, 9
BEFORE, BEHIND = 56, 88
"""Words shown to the linker before a cue's first word, and from it on: more than it will see."""

HARD = 0.3
"""Share from which what the tagger takes for a cue is shown to the linker, right or wrong."""

MOST = 14
"""Cues of one window that are shown at most, on average over a batch."""


@frozen(kw_only=True, eq=False)
class Piece:
    """One window: arrays with an entry a piece, ``firsts`` and the attributions by word."""

    ids: np.ndarray
    cases: np.ndarray
    gaps: np.ndarray
    firsts: np.ndarray
    golds: tuple[Gold, ...]


@frozen(kw_only=True)
class Batch:
    """Windows side by side, padded. ``mask`` and ``there`` are 1 on pieces and words."""

    ids: Tensor
    cases: Tensor
    gaps: Tensor
    mask: Tensor
    firsts: Tensor
    there: Tensor
    tags: Tensor
    roles: Tensor
    golds: tuple[tuple[Gold, ...], ...]


@frozen(kw_only=True)
class Around:
    """Cues in their surroundings: ``rows`` and ``places`` find the words in the batch."""

    rows: Tensor
    places: Tensor
    here: Tensor
    inside: Tensor
    ends: Tensor
    parts: Tensor
    valid: Tensor


def batches(samples: Sequence[Sample], vocabulary: Vocabulary, rng: random.Random) -> list[Batch]:
    """The windows of some samples in a random order, those of like length together."""
    pieces = [piece for sample in samples for piece in _windows(sample, vocabulary, rng)]
    rng.shuffle(pieces)
    chunk = BATCH * 20
    groups = []
    for at in range(0, len(pieces), chunk):
        alike = sorted(pieces[at : at + chunk], key=lambda piece: len(piece.ids))
        groups += [alike[i : i + BATCH] for i in range(0, len(alike), BATCH)]
    rng.shuffle(groups)
    return [_padded(group) for group in groups]


def _windows(sample: Sample, vocabulary: Vocabulary, rng: random.Random) -> list[Piece]:
    """Windows from a random start on, so that each round cuts elsewhere."""
    cut = vocabulary.cut(sample.texts)
    ends = np.append(cut.firsts[1:], len(cut.ids))
    room = rng.randrange(60, WINDOW)
    at, found = 0, []
    while at < len(cut.firsts):
        begin = cut.firsts[at]
        stop = max(at + 1, int(np.searchsorted(ends, begin + room - 2, side="right")))
        part = slice(begin, ends[stop - 1])
        owners = cut.words[part]
        found.append(
            Piece(
                ids=np.concatenate([[CLASS], cut.ids[part], [SEPARATOR]]),
                cases=np.pad(sample.cases[owners], 1),
                gaps=np.pad(sample.gaps[owners], 1),
                firsts=cut.firsts[at:stop] - begin + 1,
                golds=tuple(_moved(one, at, stop) for one in sample.golds if _in(one, at, stop)),
            )
        )
        at, room = stop, WINDOW
    return found


def _in(gold: Gold, start: int, end: int) -> bool:
    return start <= gold.cue.start and gold.cue.end <= end


def _moved(gold: Gold, start: int, end: int) -> Gold:
    """An attribution by the words of a window; what lies outside is cut off."""

    def moved(spans: Sequence[Range]) -> tuple[Range, ...]:
        cut = [Range(max(a, start) - start, min(b, end) - start) for a, b in spans]
        return tuple(span for span in cut if span.start < span.end)

    return Gold(moved([gold.cue])[0], moved(gold.speakers), moved(gold.contents))


def _padded(group: list[Piece]) -> Batch:
    rows = len(group)
    long, wide = max(len(p.ids) for p in group), max(len(p.firsts) for p in group)
    whole = {name: np.zeros((rows, long), int) for name in ("ids", "cases", "gaps", "mask")}
    firsts, tags = np.zeros((rows, wide), int), np.zeros((rows, wide), int)
    there, roles = np.zeros((rows, wide), bool), np.zeros((rows, wide, 2), np.float32)
    for row, piece in enumerate(group):
        size, words = len(piece.ids), len(piece.firsts)
        for name in ("ids", "cases", "gaps"):
            whole[name][row, :size] = getattr(piece, name)
        whole["mask"][row, :size] = 1
        firsts[row, :words], there[row, :words] = piece.firsts, True
        for gold in piece.golds:
            tags[row, slice(*gold.cue)] = 2
            tags[row, gold.cue.start] = 1
            for role, spans in enumerate((gold.speakers, gold.contents)):
                for span in spans:
                    roles[row, slice(*span), role] = 1
    tensors = {name: torch.from_numpy(value) for name, value in whole.items()}
    return Batch(
        **tensors,
        firsts=torch.from_numpy(firsts),
        there=torch.from_numpy(there),
        tags=torch.from_numpy(tags),
        roles=torch.from_numpy(roles),
        golds=tuple(piece.golds for piece in group),
    )


def around(batch: Batch, shares: np.ndarray, rng: random.Random) -> Around | None:
    """All marked cues of a batch, and what the tagger takes for one; None where there is none.

    ``shares`` (windows, words, 3) are the tagger's at this step. What touches a marked cue keeps
    its attribution, so that the linker bears with a cue a word too long; what does not is wrong.
    """
    items: list[tuple[int, Range, Gold | None]] = []
    for row, golds in enumerate(batch.golds):
        items += [(row, gold.cue, gold) for gold in golds]
        known = {gold.cue for gold in golds}
        words = int(batch.there[row].sum())
        for cue in find_cues(shares[row, :words], HARD):
            if cue.span not in known:
                items.append((row, cue.span, _touching(golds, cue.span)))
    if len(items) > MOST * len(batch.golds):
        items = rng.sample(items, MOST * len(batch.golds))
    return _surrounded(batch, items) if items else None


def _touching(golds: Sequence[Gold], span: Range) -> Gold | None:
    return next((g for g in golds if g.cue.start < span.end and span.start < g.cue.end), None)


def _surrounded(batch: Batch, items: list[tuple[int, Range, Gold | None]]) -> Around:
    heads = np.array([span.start for _, span, _ in items])
    tails = np.array([span.end for _, span, _ in items])
    rows = np.array([row for row, _, _ in items])
    words = batch.there.sum(1).numpy()[rows]
    places = heads[:, None] + np.arange(-BEFORE, BEHIND)
    parts = np.zeros(places.shape, int)
    for number, (_, span, gold) in enumerate(items):
        if gold is not None:
            _mark(parts[number], gold, span.start - BEFORE)
    inside = (places >= heads[:, None]) & (places < tails[:, None])
    parts[inside] = 0
    _open_again(parts)
    return Around(
        rows=torch.from_numpy(rows),
        places=torch.from_numpy(np.clip(places, 0, words[:, None] - 1)),
        here=torch.from_numpy((places >= 0) & (places < words[:, None])),
        inside=torch.from_numpy(inside.astype(int)),
        ends=torch.from_numpy(np.stack([heads, tails - 1], 1)),
        parts=torch.from_numpy(parts),
        valid=torch.tensor([float(gold is not None) for _, _, gold in items]),
    )


def _open_again(parts: np.ndarray) -> None:
    """Let a span that the cue cut in two open again behind it."""
    before = np.pad(parts, ((0, 0), (1, 0)))[:, :-1]
    for first in (SPEAKER, CONTENT):
        cut = (parts == first + 1) & (before != first) & (before != first + 1)
        parts[cut] = first


def _mark(parts: np.ndarray, gold: Gold, away: int) -> None:
    """Write the parts of one attribution into a row that begins at word ``away``."""
    for first, spans in ((SPEAKER, gold.speakers), (CONTENT, gold.contents)):
        for span in spans:
            start, end = max(0, span.start - away), min(BEFORE + BEHIND, span.end - away)
            if start < end:
                parts[start:end] = first + 1
                parts[start] = first
