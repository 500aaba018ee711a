"""Nets that have not seen a fold's claims, for what the shipped net would say of new headlines.

The shipped net has learnt from every headline: its own figures on them are too good to measure by.
These are upper layers as well, but short of the long first course: some marked pairs of two sets,
then the headlines of four folds. Five minutes on a core.
"""

import copy
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from gold_pairs import FOLDS, Sample, fold_of, rows
from stock import minilm
from upper import Course, Upper, learn, padded, states_of

from dragoman.encoder import SentenceModel

PAIRS = 8000
"""Marked pairs of SNLI's and SICK's parts for training and development, chosen by lot."""
FIRST, HEADLINES = Course(rounds=1, rate=3e-4), Course(rounds=3, rate=2e-4)


def held_out(
    model: SentenceModel, data: Path, headlines: Sequence[Sample], seed: int
) -> np.ndarray:
    """Figures of the stance head, (headlines, 3), each of a net without that claim's fold."""
    known = [
        pair
        for part in ("snli/dev", "sick/train", "sick/dev")
        for pair in rows(data / "entailment" / f"{part}.txt")
    ]
    known = random.Random(seed).sample(known, min(PAIRS, len(known)))
    heads = states_of(model, headlines)
    torch.manual_seed(seed)
    net = Upper(minilm())
    learn(net, states_of(model, known), known, FIRST, seed)
    places = [fold_of(sample.second) for sample in headlines]
    found = np.zeros((len(headlines), 3))
    for fold in range(FOLDS):
        one, inside = copy.deepcopy(net), [row for row, at in enumerate(places) if at != fold]
        learn(one, [heads[r] for r in inside], [headlines[r] for r in inside], HEADLINES, seed)
        left = [row for row, at in enumerate(places) if at == fold]
        found[left] = [_figures(one, heads[row]) for row in left]
    return found


@torch.no_grad()
def _figures(net: Upper, states: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    figures: np.ndarray = net(*padded([states]))[1][0].numpy()
    return figures
