"""How far two readers of the examples agree, per kind: F1 with a bootstrap interval.

    python benchmarks/agreement.py examples/ukraine-2025 examples/arven

Reads ``marks/first.toml`` and ``marks/second.toml`` of each folder, which two readers made
without seeing each other's marks or any output. Marks are paired one to one by kind: statements by
overlapping content and the same speaker or party, contacts by document, channel family and
parties, the rest by their naming fields. The interval (95 %, 1,000 draws over documents) is given
for kinds that are marked per document.
"""

import argparse
import random
import tomllib
from collections.abc import Callable
from pathlib import Path

from marks import FAMILIES, Mark, best_pairs, same_name

DRAWS = 1000
Same = Callable[[Mark, Mark], float]


def _statement(one: Mark, two: Mark) -> float:
    same_words = one["content"] in two["content"] or two["content"] in one["content"]
    shared = set(one["content"].split()) & set(two["content"].split())
    close = len(shared) >= 0.5 * min(len(one["content"].split()), len(two["content"].split()))
    same_party = bool(one["party"]) and one["party"] == two["party"]
    if not (same_words or close) or not (same_party or same_name(one["speaker"], two["speaker"])):
        return 0.0
    return 1.0 + same_words + bool(one["act"] == two["act"])


def _contact(one: Mark, two: Mark) -> float:
    family = FAMILIES.get(one["channel"], "meeting") == FAMILIES.get(two["channel"], "meeting")
    common = len(set(one["participants"]) & set(two["participants"]))
    days_clash = one["day"] and two["day"] and one["day"][:7] != two["day"][:7]
    if not family or days_clash or 2 * common < len(one["participants"]):
        return 0.0
    return float(common) + bool(one["status"] == two["status"])


def _deed(one: Mark, two: Mark) -> float:
    words = set(one["anchor"].split()) & set(two["anchor"].split())
    return float(one["type"] == two["type"] and len(words) >= 2)


def _commitment(one: Mark, two: Mark) -> float:
    common = len(set(one["parties"]) & set(two["parties"]))
    if one["issue"] != two["issue"] or 2 * common < len(one["parties"]):
        return 0.0
    return common + len(set(one["what"].split()) & set(two["what"].split())) / 10


def _discrepancy(one: Mark, two: Mark) -> float:
    shared = set(one["documents"]) & set(two["documents"])
    words = set(" ".join(one["anchors"]).split()) & set(" ".join(two["anchors"]).split())
    return float(one["kind"] == two["kind"] and bool(shared)) * len(words)


SAME: dict[str, Same] = {
    "statement": _statement,
    "contact": _contact,
    "deed": _deed,
    "person": lambda a, b: float(same_name(a["name"], b["name"])),
    "position": lambda a, b: float(
        (a["party"], a["issue"], a["stance"]) == (b["party"], b["issue"], b["stance"])
    ),
    "commitment": _commitment,
    "discrepancy": _discrepancy,
    "finding": lambda a, b: float(a["kind"] == b["kind"]),
}


def load(folder: Path, name: str) -> dict[str, list[Mark]]:
    """One reader's marks by kind."""
    return tomllib.loads((folder / "marks" / f"{name}.toml").read_text(encoding="utf-8"))


def counts(kind: str, first: list[Mark], second: list[Mark]) -> tuple[int, int, int]:
    """How many either reader marked, and how many of them pair."""
    same = SAME[kind]

    def score(one: Mark, two: Mark) -> float:
        return same(one, two) if one.get("document") == two.get("document") else 0.0

    return len(first), len(second), len(best_pairs(first, second, score))


def f1(rows: list[tuple[int, int, int]]) -> float:
    """Twice the pairs over all marks, summed over rows."""
    marked = sum(row[0] + row[1] for row in rows)
    return 2 * sum(row[2] for row in rows) / marked if marked else 0.0


def interval(rows: list[tuple[int, int, int]]) -> tuple[float, float]:
    """The 95 % interval of F1 when documents are drawn with replacement (seeded)."""
    chance = random.Random(7)
    drawn = sorted(f1(chance.choices(rows, k=len(rows))) for _ in range(DRAWS))
    return drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]


def report(folder: Path) -> None:
    """Print one line a kind."""
    first, second = load(folder, "first"), load(folder, "second")
    print(f"{folder.name:<14} first  second  paired     F1  95 % over documents")
    for kind in SAME:
        one, two = first.get(kind, []), second.get(kind, [])
        whole = counts(kind, one, two)
        line = f"  {kind:<12} {whole[0]:>5} {whole[1]:>7} {whole[2]:>7} {f1([whole]):>6.3f}"
        documents = sorted({m["document"] for m in one + two if "document" in m})
        rows = [
            counts(kind, *([m for m in side if m["document"] == name] for side in (one, two)))
            for name in documents
        ]
        print(line + ("  {:.3f}–{:.3f}".format(*interval(rows)) if len(rows) > 1 else ""))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    for folder in parser.parse_args().folders:
        report(folder)


if __name__ == "__main__":
    main()
