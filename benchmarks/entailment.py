"""Measure the model of pairs: entailment, and contradictions between rival accounts.

Usage: ``python benchmarks/entailment.py DATA [--rivals open|closed] [--kinds]`` where DATA is the
folder with ``snli/`` and ``sick/``.

- SNLI and SICK, test parts: accuracy over three labels, with 95 % intervals (bootstrap over pairs,
  1,000 draws). Most of SICK's test sentences stand in its train part, too.
- Rivals (``gold/rivals.*.jsonl``, see ``gold/rivals.md``): precision and recall of the pairs that
  are proposed as contradictions at the package's threshold. Threshold and table were learnt on
  the open half, so figures on it flatter. The closed half gives one figure.
- Pairs a second, of processor time on one core, over the rivals: ``judge`` reads each once,
  ``clashes`` in both directions.
"""

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from dragoman.encoder import EntailmentModel, entailment_folder
from dragoman.encoder.entailment import PROPOSED, Judgement, Pair

Row = TypeVar("Row")

GOLD = Path(__file__).with_name("gold")

PEERS = {"snli": 0.782, "sick": 0.860}
"""Accuracy of a full MiniLM-L6, a prototype trained on these sets."""


@frozen(kw_only=True)
class Rival:
    """Two accounts, whether they contradict each other, and what kind of pair they are."""

    pair: Pair
    is_clash: bool
    kind: str


def main() -> int:
    asked = _asked()
    folder = entailment_folder()
    if folder is None or not asked.data.is_dir():
        print("no model files, or no such data; see the usage", file=sys.stderr)
        return 2
    model = EntailmentModel.load(folder)
    figures: dict[str, object] = {"model": model.digest}
    for name in PEERS:
        pairs, labels = marked(asked.data / name / "test.txt")
        right = [
            _label(one) == label for one, label in zip(model.judge(pairs), labels, strict=True)
        ]
        figures[name] = {"pairs": len(pairs), **interval(right), "prototype": PEERS[name]}
    known = rivals(GOLD / f"rivals.{asked.rivals}.jsonl")
    shares = model.clashes([one.pair for one in known])
    figures[f"rivals.{asked.rivals}"] = at_threshold(known, shares, PROPOSED)
    if asked.kinds:
        figures["kinds"] = by_kind(known, shares, PROPOSED)
    pairs = [one.pair for one in known]
    figures["judged_a_second"] = speed(EntailmentModel.load(folder).judge, pairs)
    figures["clashes_a_second"] = speed(EntailmentModel.load(folder).clashes, pairs)
    print(json.dumps(figures, indent=1))
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the model of pairs.")
    parser.add_argument("data", type=Path, help="folder with snli/ and sick/")
    parser.add_argument("--rivals", choices=("open", "closed"), default="open")
    parser.add_argument(
        "--kinds", action="store_true", help="also by kind; not for the closed half"
    )
    return parser.parse_args()


def marked(path: Path) -> tuple[list[Pair], list[int]]:
    """Pairs and labels of a file: premise, hypothesis, label, with tabs between."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line]
    return [(row[0], row[1]) for row in rows], [int(row[2]) for row in rows]


def _label(one: Judgement) -> int:
    return max((one.entails, 0), (one.neutral, 1), (one.contradicts, 2))[1]


def rivals(path: Path) -> list[Rival]:
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [
        Rival(pair=(row["a"], row["b"]), is_clash=row["label"] == "contradiction", kind=row["kind"])
        for row in rows
    ]


def at_threshold(known: Sequence[Rival], shares: Sequence[float], floor: float) -> dict[str, float]:
    """Precision and recall of the pairs at or above a threshold, with 95 % intervals."""
    rows = [(one.is_clash, share >= floor) for one, share in zip(known, shares, strict=True)]
    found = {"threshold": floor, "pairs": len(rows), "proposed": sum(shown for _, shown in rows)}
    for name, figure in (("precision", precision), ("recall", recall)):
        low, high = spread(rows, figure)
        found |= {name: round(figure(rows), 3), f"{name}_low": low, f"{name}_high": high}
    return found


def precision(rows: Sequence[tuple[bool, bool]]) -> float:
    """Share of contradictions among the proposed; 1 where nothing is proposed."""
    shown = [is_clash for is_clash, is_shown in rows if is_shown]
    return sum(shown) / len(shown) if shown else 1.0


def recall(rows: Sequence[tuple[bool, bool]]) -> float:
    """Share of the contradictions that are proposed; 1 where there are none."""
    clashes = [is_shown for is_clash, is_shown in rows if is_clash]
    return sum(clashes) / len(clashes) if clashes else 1.0


def by_kind(known: Sequence[Rival], shares: Sequence[float], floor: float) -> dict[str, str]:
    """Of each kind of contradiction how many are found; of each other kind how many wrongly."""
    shown: dict[str, list[bool]] = defaultdict(list)
    for one, share in zip(known, shares, strict=True):
        shown[f"{'clash' if one.is_clash else 'fits'}, {one.kind}"].append(share >= floor)
    return {kind: f"{sum(found)} of {len(found)}" for kind, found in sorted(shown.items())}


def interval(right: Sequence[bool]) -> dict[str, float]:
    """Accuracy with its 95 % interval."""
    low, high = spread(right, lambda rows: sum(rows) / len(rows))
    return {"accuracy": round(sum(right) / len(right), 3), "low": low, "high": high}


def spread(rows: Sequence[Row], figure: Callable[[Sequence[Row]], float]) -> tuple[float, float]:
    """The 95 % interval of a figure over rows (bootstrap, 1,000 draws)."""
    rng = random.Random(0)
    drawn = sorted(figure(rng.choices(rows, k=len(rows))) for _ in range(1000))
    return round(drawn[25], 3), round(drawn[974], 3)


def speed(read: Callable[[Sequence[Pair]], object], pairs: Sequence[Pair]) -> float:
    """Pairs a second; the model has read none of them before."""
    started = time.process_time()
    read(pairs)
    return round(len(pairs) / (time.process_time() - started))


if __name__ == "__main__":
    sys.exit(main())
