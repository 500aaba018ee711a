"""Learn what each likeness of two tellings is worth, from the training topics of ECB+.

    python training/same/train.py DATA

DATA as for ``benchmarks/ecbplus.py``, whose reading it uses. A logistic regression over the pairs
that the product would compare, by Newton's method; then the mean weight over which groups are
joined, chosen on the same topics. Writes ``src/dragoman/likeness/weights.toml``.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from ecb_reading import topics_of  # noqa: E402
from ecbplus import DEVELOPMENT, Read, bags_of, read_topics, scores  # noqa: E402

from dragoman.encoder import SentenceModel, sentences_folder  # noqa: E402
from dragoman.likeness import FEATURES, Measurer, Pile, join_alike  # noqa: E402
from dragoman.likeness.settling import compared  # noqa: E402

RIDGE = 1.0
STRANGERS = -4.0
LEVELS = (-2.0, -1.75, -1.5, -1.25, -1.0, -0.75, -0.5, -0.25, 0.0)
Floats = NDArray[np.float64]
Pairs = list[tuple[int, int]]


def measured(read: Read) -> tuple[Pairs, Floats, Floats]:
    """The compared pairs of some topics, their figures, and whether each is of one chain."""
    folder = sentences_folder()
    if folder is None:
        raise SystemExit("no files of the sentence model")
    measurer = Measurer(pile=Pile(bags=bags_of(read.texts)), embed=SentenceModel.load(folder).embed)
    pairs = list(compared(read.tellings, measurer))
    told = read.tellings
    figures = np.array([measurer.measure(told[a], told[b]) for a, b in pairs])
    same = np.array([read.marked[a].chain == read.marked[b].chain for a, b in pairs], dtype=float)
    return pairs, figures, same


def fit(figures: Floats, same: Floats) -> Floats:
    """Start and weights of the likeliest logistic regression with a small ridge."""
    scale = figures.std(0)
    inputs = np.c_[np.ones(len(figures)), figures / scale]
    weights = np.zeros(inputs.shape[1])
    ridge = np.diag([0.0] + [RIDGE] * figures.shape[1])
    for _ in range(25):
        share = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (same - share) - ridge @ weights
        bend = (inputs * (share * (1 - share))[:, None]).T @ inputs + ridge
        weights += np.linalg.solve(bend, slope)
    return np.concatenate([weights[:1], weights[1:] / scale])


def conll(read: Read, pairs: Pairs, figures: Floats, weights: Floats, level: float) -> float:
    """CoNLL F1 of the groups joined over ``level``."""
    values = weights[0] + figures @ weights[1:]
    likeness = dict(zip(pairs, values.tolist(), strict=True))
    groups = join_alike(len(read.tellings), likeness, least=level, unseen=STRANGERS)
    return scores(read, groups)["CoNLL"]


def table(weights: Floats, level: float) -> str:
    """The weights as a file that people can read."""
    rows = "\n".join(f'"{n}" = {w:.3f}' for n, w in zip(FEATURES, weights[1:], strict=True))
    return f"""# What each likeness of two tellings is worth; the features are told of in pairs.py.
# Learnt by training/same/train.py on the training topics of ECB+ (CC BY 3.0): figures only.
start = {weights[0]:.3f}
enough = {level}
strangers = {STRANGERS}

[weight]
{rows}
"""


def main() -> None:
    """Learn and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    read = read_topics(data, [t for t in topics_of(data) if t not in DEVELOPMENT])
    pairs, figures, same = measured(read)
    weights = fit(figures, same)
    found = {level: conll(read, pairs, figures, weights, level) for level in LEVELS}
    print({level: round(value, 2) for level, value in found.items()}, len(pairs))
    level = max(found, key=lambda one: found[one])
    place = ROOT / "src" / "dragoman" / "likeness" / "weights.toml"
    place.write_text(table(weights, level), "utf-8")


if __name__ == "__main__":
    main()
