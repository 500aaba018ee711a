"""Training and typing with a net: batches of like length, one cycle of the rate."""

import random
import sys
import time
from collections.abc import Sequence

import numpy as np
import torch
from attrs import frozen
from net import Batch, Lay, Net, side_by_side
from rows import Sample
from torch import Tensor, nn
from torch.nn import functional as fn

from dragoman.encoder.events import Laid
from dragoman.encoder.words import split_words

SMOOTH = 0.05
"""Share of a known root that is spread over all roots."""


@frozen(kw_only=True)
class Plan:
    """How a net is trained: rounds over the samples, peak rate of the encoder, how many times
    that the heads have, sentences a step; weights of the teacher's word and of spotting."""

    rounds: int
    rate: float
    heads: float = 5.0
    batch: int = 16
    taught: float = 1.0
    spotting: float = 0.0
    blank: int = 0


def train(net: Net, show: Lay, samples: Sequence[Sample], plan: Plan, seed: int) -> None:
    """Train a net in place; the same seed gives the same weights on the same machine."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    encoder = [p for n, p in net.named_parameters() if n.startswith("bert") and p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("bert")]
    peaks = (plan.rate, plan.rate * plan.heads)
    groups = [{"params": encoder, "lr": peaks[0]}, {"params": heads, "lr": peaks[1]}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    marked, bare = _shown(show, samples, True), _bare(show, samples, plan)
    total = plan.rounds * -(-len(samples) // plan.batch)
    step, started = 0, time.monotonic()
    net.train()
    for _ in range(plan.rounds):
        for rows in _groups([len(one.ids) for one in marked], plan.batch, rng):
            pace = min(1.0, (step + 1) / (0.1 * total)) * max(0.0, 1 - step / total)
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * pace
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = _loss(net, rows, samples, marked, bare, plan)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            if step % 50 == 0:
                left = (time.monotonic() - started) / step * (total - step)
                print(f"step {step}/{total} loss {loss.item():.3f} {left:.0f} s left")
                sys.stdout.flush()


def _shown(show: Lay, samples: Sequence[Sample], marked: bool) -> list[Laid]:
    return [show(sample, marked) for sample in samples]


def _bare(show: Lay, samples: Sequence[Sample], plan: Plan) -> list[Laid | None]:
    """The samples without marks, where spotting is learnt from them."""
    return [show(s, False) if plan.spotting and s.whole else None for s in samples]


def _groups(lengths: Sequence[int], size: int, rng: random.Random) -> list[list[int]]:
    order = list(range(len(lengths)))
    rng.shuffle(order)
    groups = []
    for at in range(0, len(order), 16 * size):
        alike = sorted(order[at : at + 16 * size], key=lambda row: lengths[row])
        groups += [alike[i : i + size] for i in range(0, len(alike), size)]
    rng.shuffle(groups)
    return groups


def _loss(
    net: Net,
    rows: list[int],
    samples: Sequence[Sample],
    marked: list[Laid],
    bare: list[Laid | None],
    plan: Plan,
) -> Tensor:
    batch = side_by_side([marked[row] for row in rows], plan.blank)
    figures = net.types(net.encode(batch), batch).float()
    loss = typing_loss(figures, [samples[row] for row in rows], plan.taught)
    whole = [row for row in rows if bare[row] is not None]
    if not whole:
        return loss
    laid = [one for row in whole if (one := bare[row]) is not None]
    plain = side_by_side(laid, plan.blank)
    ends = net.ends(net.drop(net.encode(plain))).float()
    return loss + plan.spotting * _spotting(ends, plain, [samples[row] for row in whole])


def typing_loss(figures: Tensor, samples: Sequence[Sample], taught: float) -> Tensor:
    """Mean loss of the roots: people's marks and the teacher's shares, each by its weight."""
    loss = figures.sum() * 0
    for row, sample in enumerate(samples):
        one = figures[row : row + 1]
        if sample.root is not None:
            right = torch.tensor([sample.root])
            loss = loss + fn.cross_entropy(one, right, label_smoothing=SMOOTH)
        if sample.shares is not None:
            loss = loss + taught * fn.cross_entropy(one, torch.tensor([sample.shares]))
    return loss / len(samples)


def _spotting(ends: Tensor, batch: Batch, samples: list[Sample]) -> Tensor:
    """Mean loss of the four ends: source's first and last piece, target's first and last."""
    shut = (batch.owners < 0)[..., None]
    ends = ends.masked_fill(shut, -1e4)
    right = torch.tensor([_ends(s, batch.owners[row].tolist()) for row, s in enumerate(samples)])
    kept = (right >= 0).all(-1)
    if not kept.any():
        return ends.sum() * 0
    return fn.cross_entropy(ends[kept].transpose(1, 2).flatten(0, 1), right[kept].flatten())


def _ends(sample: Sample, owners: list[int]) -> list[int]:
    """The first pieces of the four words, -1 where one lies behind what the net sees."""
    words = split_words(sample.text, [(0, len(sample.text))])
    found = []
    for span in (sample.source, sample.target or sample.source):
        inside = np.flatnonzero((words.starts < span[1]) & (words.ends > span[0]))
        ends = (inside[0], inside[-1]) if len(inside) else (-2, -2)
        found += [owners.index(word) if word in owners else -1 for word in ends]
    return found


@torch.no_grad()
def shares(net: Net, show: Lay, samples: Sequence[Sample], blank: int = 0) -> np.ndarray:
    """The net's share for each root, (samples, roots)."""
    net.eval()
    laid = _shown(show, samples, True)
    order = sorted(range(len(laid)), key=lambda row: len(laid[row].ids))
    found = np.zeros((len(laid), net.root.out_features), np.float32)
    for at in range(0, len(order), 32):
        rows = order[at : at + 32]
        batch = side_by_side([laid[row] for row in rows], blank)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            figures = net.types(net.encode(batch), batch)
        found[rows] = figures.float().softmax(-1).numpy()
    return found
