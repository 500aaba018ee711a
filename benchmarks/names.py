"""Measure names against re3d, side by side with spaCy's own tagger in the same run.

Usage: ``python benchmarks/names.py DATA`` where DATA holds re3d's folders.
Gold: entities of the types Person, Organisation, Location and Nationality that hold a capital
letter and are no pronoun. A country that acts is an Organisation there, as a party is here; one
that is a place is a Location. A hit: spans overlap and types agree. Titles, pronouns and the
unnamed are left out on our side, since the tagger has none of them.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from dragoman.extraction.names import find_names
from dragoman.extraction.reading import Reading
from dragoman.extraction.segments import split
from dragoman.extraction.syntax import load_model, parse
from dragoman.extraction.view import View
from dragoman.gazetteer import Form, Gazetteer
from dragoman.model import Document

TYPES = ("Person", "Organisation", "Location", "Nationality")
PRONOUNS = frozenset(["i", "we", "you", "he", "she", "they", "it", "us", "our", "their", "its"])
TAGGER = {
    "PERSON": "Person", "ORG": "Organisation", "NORP": "Nationality", "GPE": "Location",
    "LOC": "Location", "FAC": "Location",
}  # fmt: skip
OURS = {"person": "Person", "organisation": "Organisation", "place": "Location"}
Span = tuple[int, int, str]


def main() -> int:
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        print("usage: python benchmarks/names.py DATA (re3d's folder)", file=sys.stderr)
        return 2
    gazetteer = Gazetteer.load()
    tallies: dict[str, Counter[str]] = {"dragoman": Counter(), "spaCy": Counter()}
    for text, gold in documents(Path(sys.argv[1])):
        tally(tallies["dragoman"], gold, ours(text, gazetteer))
        tally(tallies["spaCy"], gold, tagger(load_model()(text)))
    report = {system: scores(counts) for system, counts in tallies.items()}
    print(json.dumps(report))
    for system, by_type in report.items():
        for kind, (precision, recall, f1) in by_type.items():
            print(f"{system:9} {kind:13} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    return 0


def documents(folder: Path) -> list[tuple[str, list[Span]]]:
    found = []
    for part in sorted(folder.iterdir()):
        gold: dict[str, list[Span]] = {}
        for entity in lines(part / "entities.json"):
            if entity["type"] in TYPES and is_name(entity["value"]):
                span = (entity["begin"], entity["end"], entity["type"])
                gold.setdefault(entity["documentId"], []).append(span)
        found += [(d["text"], gold.get(d["_id"], [])) for d in lines(part / "documents.json")]
    return found


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def is_name(value: str) -> bool:
    words = [word for word in value.split() if word.lower() not in PRONOUNS]
    return any(word[0].isupper() and word not in ("The", "A", "An") for word in words)


def ours(text: str, gazetteer: Gazetteer) -> list[Span]:
    view = View.of(text)
    document = Document(id="gold", text=text)
    stretches = split(view, document)
    reading = Reading(
        document=document, view=view, gazetteer=gazetteer, stretches=stretches,
        doc=parse(view, stretches),
    )  # fmt: skip
    names = find_names(reading)
    spans = []
    for mention in names.mentions:
        if mention.noun == "unnamed" or mention.how == "apposition":
            continue
        passage = reading.passage(mention.span)
        known = gazetteer.names.get(passage.exact)
        adjective = known is not None and known.form is Form.ADJECTIVE
        kind = "Nationality" if adjective else OURS.get(mention.noun, "Organisation")
        spans.append((passage.start, passage.end, kind))
    return spans


def tagger(doc: Doc) -> list[Span]:
    found = [(e.start_char, e.end_char, TAGGER.get(e.label_)) for e in doc.ents]
    return [(start, end, kind) for start, end, kind in found if kind]


def tally(counts: Counter[str], gold: list[Span], found: list[Span]) -> None:
    for kind in (*TYPES, "any"):
        right = [one for one in gold if kind in (one[2], "any")]
        given = [one for one in found if kind in (one[2], "any")]
        counts[f"{kind} gold"] += len(right)
        counts[f"{kind} given"] += len(given)
        counts[f"{kind} recalled"] += sum(any(overlap(g, f) for f in given) for g in right)
        counts[f"{kind} precise"] += sum(any(overlap(g, f) for g in right) for f in given)


def overlap(first: Span, second: Span) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def scores(counts: Counter[str]) -> dict[str, tuple[float, float, float]]:
    found = {}
    for kind in (*TYPES, "any"):
        precision = counts[f"{kind} precise"] / max(1, counts[f"{kind} given"])
        recall = counts[f"{kind} recalled"] / max(1, counts[f"{kind} gold"])
        total = precision + recall
        f1 = 2 * precision * recall / total if total else 0.0
        found[kind] = (round(precision, 3), round(recall, 3), round(f1, 3))
    return found


if __name__ == "__main__":
    raise SystemExit(main())
