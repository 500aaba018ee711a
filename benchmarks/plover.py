"""Measure the reader of events on PLOVER's marked sentences.

Usage: ``python benchmarks/plover.py DATA [--errors N]`` where DATA is the folder with
``PLV_train.tsv`` or a file of that kind (``PLV_test.tsv``). Of the train file only the tenth is
measured that training leaves out (sentences whose SHA-256 begins with a number divisible by ten);
of any other file every row.

- Spans given: accuracy and macro-F1 of the root type, accuracy of the quad class (that of the root
  in the train half's majority), with 95 % intervals over sentences (bootstrap, 1,000 draws).
- End to end: from the bare sentence one event, its source, root and target. A triple is right when
  the root is and both spans share at least half of their words with the marked ones (Dice). Rows
  without a marked source or target are left out there.
"""

import argparse
import csv
import json
import random
import re
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from attrs import frozen

from dragoman.encoder import EventModel, events_folder
from dragoman.encoder.events import ROOTS

QUADS = {
    "AGREE": "1", "CONSULT": "1", "SUPPORT": "1", "COOPERATE": "2", "AID": "2", "YIELD": "2",
    "REQUEST": "3", "ACCUSE": "3", "REJECT": "3", "THREATEN": "3", "PROTEST": "4", "SANCTION": "4",
    "MOBILIZE": "4", "COERCE": "4", "ASSAULT": "4",
}  # fmt: skip
"""Verbal and material cooperation, verbal and material conflict, as PLOVER orders its types."""

PEERS = (
    ("ZSP, RoBERTa-large-MNLI", 0.838, 0.824, 0.896),
    ("TF-IDF + logistic regression", 0.671, 0.643, 0.764),
    ("MiniLM-L6, a prototype", 0.831, 0.789, 0.922),
)
"""Accuracy, macro-F1 and quad accuracy of others, on the held-back half."""

Offsets = tuple[int, int]
_TAG = re.compile(r"</?[st]>")
_WORD = re.compile(r"\w+")


@frozen(kw_only=True)
class Row:
    """One marked sentence. A span that is not marked is None."""

    text: str
    source: Offsets | None
    target: Offsets | None
    root: str
    quad: str


@frozen(kw_only=True)
class Triple:
    """An event as it was found in a bare sentence."""

    source: Offsets
    target: Offsets
    root: str


def main() -> int:
    asked = _asked()
    folder = events_folder()
    if folder is None or not asked.data.exists():
        print("no model files, or no such data; see the usage", file=sys.stderr)
        return 2
    rows, half = load(asked.data)
    model = EventModel.load(folder)
    typed = [model.classify(r.text, r.source or (0, 0), r.target).root for r in rows]
    figures = {"half": half, "rows": len(rows), **given(rows, typed)}
    whole = [row for row in rows if row.source and row.target]
    found = [spotted(model, row.text) for row in whole]
    figures["end_to_end"] = end_to_end(whole, found)
    print(json.dumps(figures))
    show(figures)
    wrong = [(r, t) for r, t in zip(rows, typed, strict=True) if r.root != t]
    for row, root in wrong[: asked.errors]:
        print(f"{row.root:9} read as {root:9} {row.text}")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the reader of events on PLOVER.")
    parser.add_argument("data", type=Path, help="folder with PLV_train.tsv, or a file of its kind")
    parser.add_argument("--errors", type=int, default=0, help="show so many wrong roots")
    return parser.parse_args()


def load(path: Path) -> tuple[list[Row], str]:
    """The rows to measure on, and which half they are of."""
    if path.is_dir():
        path = next(p for n in ("train", "test") if (p := path / f"PLV_{n}.tsv").is_file())
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [_row(line) for line in csv.DictReader(lines, delimiter="\t")]
    if "train" not in path.name:
        return rows, path.stem
    return [row for row in rows if is_dev(row.text)], f"{path.stem}, the tenth left out"


def is_dev(text: str) -> bool:
    """Whether training leaves a sentence out, by its hash (as in ``training/events``)."""
    return int(sha256(text.encode("utf-8")).hexdigest()[:8], 16) % 10 == 0


def _row(line: dict[str, str]) -> Row:
    marked, text, at = line["marked_sentence"], "", 0
    opened, spans = dict[str, int](), dict[str, Offsets]()
    for tag in _TAG.finditer(marked):
        text, at = text + marked[at : tag.start()], tag.end()
        name = tag.group()[-2]
        if "/" not in tag.group():
            opened[name] = len(text)
        elif name in opened:
            inner = text[opened[name] :]
            first = opened[name] + len(inner) - len(inner.lstrip())
            spans.setdefault(name, (first, opened[name] + len(inner.rstrip())))
    return Row(
        text=text + marked[at:],
        source=spans.get("s"),
        target=spans.get("t"),
        root=line["gold_root"],
        quad=line["gold_penta"],
    )


def given(rows: Sequence[Row], typed: Sequence[str]) -> dict[str, object]:
    """Figures with spans given; each with its interval."""
    measures: dict[str, Callable[[Sequence[int]], float]] = {
        "accuracy": lambda at: mean([rows[i].root == typed[i] for i in at]),
        "macro_f1": lambda at: mean(list(by_root(rows, typed, at).values())),
        "quad": lambda at: mean([rows[i].quad == QUADS[typed[i]] for i in at]),
    }
    every, rng = range(len(rows)), random.Random(0)
    draws = [rng.choices(every, k=len(rows)) for _ in range(1000)]
    found: dict[str, object] = {}
    for name, measure in measures.items():
        drawn = sorted(measure(draw) for draw in draws)
        found[name] = round(measure(every), 4)
        found[f"{name}_interval"] = [round(drawn[25], 4), round(drawn[974], 4)]
    found["by_root"] = {root: round(f1, 3) for root, f1 in by_root(rows, typed, every).items()}
    return found


def by_root(rows: Sequence[Row], typed: Sequence[str], at: Sequence[int]) -> dict[str, float]:
    """F1 of each root that occurs among the gold or the found ones."""
    found = {}
    for root in ROOTS:
        right = sum(rows[i].root == root == typed[i] for i in at)
        both = sum((rows[i].root == root) + (typed[i] == root) for i in at)
        if both:
            found[root] = 2 * right / both
    return found


def spotted(model: EventModel, text: str) -> Triple | None:
    """The main event of a bare sentence, by the net alone."""
    found = model.spot(text)
    if found is None:
        return None
    root = model.classify(text, found.source, found.target).root
    return Triple(source=found.source, target=found.target, root=root)


def end_to_end(rows: Sequence[Row], found: Sequence[Triple | None]) -> dict[str, float]:
    """Precision, recall, F1 of triples, and the shares of right sources, targets and roots."""
    pairs = [(row, one) for row, one in zip(rows, found, strict=True) if one is not None]
    checks = [
        (
            dice(row.text, row.source, one.source) >= 0.5,
            dice(row.text, row.target, one.target) >= 0.5,
            row.root == one.root,
        )
        for row, one in pairs
    ]
    right = sum(all(check) for check in checks)
    precision, recall = right / max(len(pairs), 1), right / max(len(rows), 1)
    source, target, root = (mean([check[at] for check in checks]) for at in range(3))
    figures = {
        "precision": precision,
        "recall": recall,
        "f1": 2 * right / max(len(pairs) + len(rows), 1),
        "source": source,
        "target": target,
        "both": mean([check[0] and check[1] for check in checks]),
        "root": root,
    }
    return {name: round(figure, 4) for name, figure in figures.items()}


def dice(text: str, one: Offsets | None, other: Offsets) -> float:
    """Share of words that two spans have in common."""
    first, second = (
        {m.start() + span[0] for m in _WORD.finditer(text[slice(*span)])}
        for span in (one or (0, 0), other)
    )
    return 2 * len(first & second) / max(len(first) + len(second), 1)


def mean(values: Sequence[float]) -> float:
    return sum(values) / max(len(values), 1)


def show(figures: dict[str, object]) -> None:
    print(f"{figures['half']}: {figures['rows']} rows")
    print(f"{'':32} accuracy  macro-F1  quad")
    for name, accuracy, macro, quad in PEERS:
        print(f"{name:32} {accuracy:8.3f}  {macro:8.3f}  {quad:.3f}")
    print(
        f"{'dragoman':32} {figures['accuracy']:8.3f}  {figures['macro_f1']:8.3f}"
        f"  {figures['quad']:.3f}"
    )
    for name in ("accuracy_interval", "macro_f1_interval", "quad_interval", "by_root"):
        print(f"{name}: {figures[name]}")
    print(f"end to end: {figures['end_to_end']}")


if __name__ == "__main__":
    sys.exit(main())
