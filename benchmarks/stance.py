"""Measure how headlines take a claim (Emergent): for it, against it, or only reporting it.

Usage: ``python benchmarks/stance.py FILE [--model FOLDER]`` where FILE has the columns claim,
headline and stance, such as a half that nobody has looked at. The shipped model has learnt from all
of ``train.tsv``, so figures on that file say nothing; those of folds by claim are printed by
``python training/entailment DATA --out FOLDER --table --folds``.
Accuracy and macro-F1 with 95 % intervals (bootstrap over claims, 1,000 draws).
"""

import argparse
import csv
import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from dragoman.encoder import EntailmentModel, entailment_folder
from dragoman.encoder.entailment import Stance

STANCES = ("for", "against", "observing")

PEERS = (
    ("the authors' logistic regression", 0.733, 0.723),
    ("MiniLM-L6, a prototype", 0.775, 0.764),
)
"""Accuracy and macro-F1 of others, on the held-back half."""

Row = tuple[str, str]
"""What people marked, and what was told."""


def main() -> int:
    asked = _asked()
    folder = asked.model or entailment_folder()
    if folder is None or not asked.file.is_file():
        print("no model files, or no such file; see the usage", file=sys.stderr)
        return 2
    with asked.file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    told = EntailmentModel.load(folder).stance([(row["headline"], row["claim"]) for row in rows])
    claims: dict[str, list[Row]] = defaultdict(list)
    for row, one in zip(rows, told, strict=True):
        claims[row["claim"]].append((row["stance"], word(one)))
    print(json.dumps({"rows": len(rows), "claims": len(claims), **figures(list(claims.values()))}))
    for peer, accuracy, macro in PEERS:
        print(f"  {peer}: {accuracy} / {macro} (held-back half)")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the stance of headlines.")
    parser.add_argument("file", type=Path, help="claim, headline, stance")
    parser.add_argument("--model", type=Path, help="another folder than the package's")
    return parser.parse_args()


def word(one: Stance) -> str:
    """The likeliest stance in Emergent's words."""
    shares = (one.affirms, one.denies, one.observes)
    return STANCES[max(range(3), key=shares.__getitem__)]


def figures(claims: Sequence[list[Row]]) -> dict[str, object]:
    """Accuracy and macro-F1 over the rows of some claims, each with its interval."""
    rng = random.Random(0)
    draws = [_joint(rng.choices(claims, k=len(claims))) for _ in range(1000)]
    found: dict[str, object] = {}
    for name, figure in (("accuracy", accuracy), ("macro_f1", macro_f1)):
        drawn = sorted(map(figure, draws))
        found[name] = round(figure(_joint(claims)), 3)
        found[f"{name}_interval"] = [round(drawn[25], 3), round(drawn[974], 3)]
    return found


def _joint(claims: Sequence[list[Row]]) -> list[Row]:
    return [row for claim in claims for row in claim]


def accuracy(rows: Sequence[Row]) -> float:
    """Share of the rows that were told right."""
    return sum(marked == told for marked, told in rows) / len(rows)


def macro_f1(rows: Sequence[Row]) -> float:
    """Mean of the three stances' F1."""
    total = 0.0
    for stance in STANCES:
        right = sum(marked == told == stance for marked, told in rows)
        named = sum((marked == stance) + (told == stance) for marked, told in rows)
        total += 2 * right / named if named else 0.0
    return total / len(STANCES)


if __name__ == "__main__":
    sys.exit(main())
