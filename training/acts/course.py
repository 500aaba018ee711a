"""The way from contents to the file: a teacher, its word on unmarked contents, two layers."""

import argparse
import random
import sys
import time
from pathlib import Path

import attrs
import onnx
import torch
from contents import heard, invented, marked
from heads import PLAN, TEACHER, Top, act_graph, learn_top, states_of
from learn import shares, train
from net import big
from stock import minilm, teacher_folder

from dragoman.encoder import EventModel, events_folder
from dragoman.encoder.acts import ACTS

HERE = Path(__file__).resolve().parent

HEARD = 2500
"""Contents of PolNeAR that the teacher types."""


def main() -> int:
    """Train and write. Returns the exit code: 0, or 2 where something is missing."""
    asked = _asked()
    folder = events_folder()
    if folder is None or not (asked.shared / "gold").is_dir():
        print("no model of events, or no gold folder; see docs/training.md", file=sys.stderr)
        return 2
    torch.set_num_threads(asked.threads)
    started = time.monotonic()
    known = [*invented(HERE / "sentences.txt"), *marked(asked.shared)]
    extra = heard(asked.shared / "gold" / "polnear", HEARD, random.Random(asked.seed))
    torch.manual_seed(asked.seed)
    teacher, show = big(teacher_folder(), len(ACTS))
    train(teacher, show, known, TEACHER, asked.seed)
    figures = shares(teacher, show, extra, TEACHER.blank)
    typed = [
        attrs.evolve(one, shares=tuple(map(float, row)))
        for one, row in zip(extra, figures, strict=True)
    ]
    states = states_of(EventModel.load(folder), [*known, *typed])
    top = Top(minilm())
    learn_top(top, states, [*known, *typed], PLAN, asked.seed)
    asked.out.mkdir(parents=True, exist_ok=True)
    onnx.save(act_graph(top), str(asked.out / "acts.onnx"))
    card = (HERE / "card.md").read_text("utf-8")
    text = card.format(known=len(known), typed=len(typed), seed=asked.seed)
    (asked.out / "card.md").write_text(text, encoding="utf-8")
    minutes = (time.monotonic() - started) / 60
    print(f"wrote {asked.out} after {minutes:.0f} minutes", file=sys.stderr)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the reader of acts.")
    parser.add_argument("shared", type=Path, help="the folder with gold/ and reporting/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()
