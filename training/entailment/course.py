"""The way from pairs to the files: entailment first, then headlines beside a part of it, then the
table of what the words are worth beside the net."""

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from edited_pairs import edits, neighbours, sentences
from gold_pairs import Sample, entailment_pairs, stance_pairs
from invented_pairs import invented, reworded
from stock import minilm
from upper import Course, States, Upper, learn, states_of, upper_graph
from weighing import print_folds, write_table

from dragoman.encoder import SentenceModel, sentences_folder

HERE = Path(__file__).resolve().parent

TIMES, WORDED, NEIGHBOURS, EDITS = 6, 30, 800, 800
"""How often each invented account and each way to say one is filled; pairs made from PolNeAR's
sentences."""

FIRST = Course(rounds=2, rate=3e-4)
SECOND = Course(rounds=1, rate=2e-4)
HEADLINES, REPLAYED = 3, 3000
"""In the second course: times that each headline stands in it, and pairs of the first beside."""


def main() -> int:
    """Train and write, or measure. Returns the exit code: 0, or 2 where something is missing."""
    asked = _asked()
    folder = sentences_folder()
    if folder is None or not (asked.data / "entailment").is_dir():
        print("no sentence model, or no gold folder; see docs/training.md", file=sys.stderr)
        return 2
    torch.set_num_threads(asked.threads)
    started = time.monotonic()
    model = SentenceModel.load(folder)
    if not asked.table:
        train(model, asked)
    write_table(model, asked.data, asked.out)
    if asked.folds:
        print_folds(model, asked.data)
    minutes = (time.monotonic() - started) / 60
    print(f"wrote {asked.out} after {minutes:.0f} minutes", file=sys.stderr)
    return 0


def train(model: SentenceModel, asked: argparse.Namespace) -> None:
    """Both courses, and the net's file."""
    pairs, counts = material(asked.data, random.Random(asked.seed))
    headlines = stance_pairs(asked.data / "emergent" / "train.tsv")
    states, heads = states_of(model, pairs), states_of(model, headlines)
    torch.manual_seed(asked.seed)
    net = Upper(minilm())
    learn(net, states, pairs, FIRST, asked.seed)
    second(net, (pairs, states), (headlines, heads), asked.seed)
    write(net, asked.out, seed=asked.seed, headlines=len(headlines), **counts)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the reader of pairs.")
    parser.add_argument("data", type=Path, help="the folder of the gold sets")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--folds", action="store_true", help="measure stances by folds of claims")
    parser.add_argument(
        "--table", action="store_true", help="fit the table upon the net that is there"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def material(data: Path, rng: random.Random) -> tuple[list[Sample], dict[str, int]]:
    """The pairs of the first course, and how many there are of each origin."""
    marked = entailment_pairs(data / "entailment", tests=False)
    made = invented(HERE / "accounts.txt", rng, TIMES)
    made += reworded(HERE / "ways.txt", rng, WORDED)
    texts = sentences(data / "polnear" / "train" / "text")
    edited = [*neighbours(texts, rng, NEIGHBOURS), *edits(texts, rng, EDITS)]
    counts = {"marked": len(marked), "made": len(made), "edited": len(edited)}
    return [*marked, *made, *edited], counts


Known = tuple[Sequence[Sample], Sequence[States]]


def second(net: Upper, known: Known, headlines: Known, seed: int) -> None:
    """Headlines several times over, beside pairs of the first course lest they be forgotten."""
    chosen = random.Random(seed).sample(range(len(known[0])), min(REPLAYED, len(known[0])))
    samples = [*(known[0][row] for row in chosen), *(list(headlines[0]) * HEADLINES)]
    states = [*(known[1][row] for row in chosen), *(list(headlines[1]) * HEADLINES)]
    learn(net, states, samples, SECOND, seed)


def write(net: Upper, out: Path, **counts: int) -> None:
    """Write the net as ONNX with its card; ``counts`` fill the card."""
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(upper_graph(net), str(out / "entailment.onnx"))
    card = (HERE / "card.md").read_text("utf-8")
    (out / "card.md").write_text(card.format(**counts), encoding="utf-8")
