"""Discrepancies, commitments and movement: what was found against what two readers marked.

    python benchmarks/accounts.py ../shared [--set NAME]... [--missed] [--reader trained|rules]

The argument is the folder with ``reporting/``. Two readers marked its articles and the two
examples, each alone and before any output was seen (``gold/accounts.first.jsonl``,
``.second.jsonl``: document, sha-256, offsets in the stored text, labels). The sets under
``gold/calls/`` are invented articles whose writer marked them; nobody who wrote rules read those
that end in ``-closed``: of them, only the sums are printed, whatever is asked.

A pair, one to one, the best first (offsets widened to the sentence):

- discrepancy: two sides of the mark lie in two different accounts of the entry, or in one account
  and in the passages of another one; the kind is counted among the pairs;
- commitment: a sentence in common, and a party; stage and compliance are counted among the pairs;
- movement: same party, same issue or generic parent, a sentence of the later statement in common;
  "restated" is counted apart, since it says that nothing moved.

Figures are means over the two readers; the last line has them as JSON, and how far the readers
agree.
"""

import argparse
import json
import re
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accounts_scoring import (
    NOUNS,
    Counted,
    Mark,
    Pages,
    alike,
    entries_of,
    marks_of,
    scorer,
)
from marks import Figures, best_pairs

from dragoman.dossier import Dossier
from dragoman.model import Contents
from dragoman.pipeline import ReaderChoice, add_paths, contents_of, find_negotiation, go_on

HERE = Path(__file__).parent
GOLD = HERE / "gold"
CALLS = GOLD / "calls"
EXAMPLES = {"ukraine": "ukraine-2025", "arven": "arven"}


def _right(noun: str, mark: Mark, entry: Any) -> dict[str, bool]:
    if noun == "discrepancy":
        return {"kind": mark["kind"] == entry.discrepancy_kind}
    if noun == "commitment":
        stage = entry.agreement[-1].stage if entry.agreement else ""
        kept = entry.compliance[-1].stage if entry.compliance else "unknown"
        return {"stage": mark["stage"] == stage, "compliance": mark["compliance"] == kept}
    return {"kind": mark["kind"] == entry.kind}


def count(noun: str, marks: Sequence[Mark], contents: Contents, pages: Pages) -> Counted:
    """Pair the marks of one reader with what was found."""
    parents = {i.id: i.parent for i in contents.negotiation.issues if i.parent}
    wanted, found = marks_of(noun, marks), entries_of(noun, contents)
    pairs = best_pairs(wanted, found, scorer(noun, pages, parents))
    right: dict[str, int] = defaultdict(int)
    for mark, entry in pairs:
        for name, is_right in _right(noun, mark, entry).items():
            right[name] += is_right
    hit = [id(mark) for mark, _ in pairs]
    used = [id(entry) for _, entry in pairs]
    return Counted(
        figures=Figures(marked=len(wanted), found=len(found), paired=len(pairs)),
        right=dict(right),
        missed=tuple(m for m in wanted if id(m) not in hit),
        surplus=tuple(e for e in found if id(e) not in used),
    )


def read_set(folder: Path, settings: Path | None, choice: ReaderChoice) -> tuple[Contents, Pages]:
    """Read a folder of articles the whole way, in a dossier that is thrown away."""
    with (
        tempfile.TemporaryDirectory() as place,
        Dossier.create(Path(place) / "set.dragoman") as dossier,
    ):
        if settings is not None:
            dossier.put_settings(settings.read_text(encoding="utf-8"), "benchmark")
        add_paths(dossier, [folder])
        go_on(dossier, choice=choice)
        contents = contents_of(dossier)
    pages = Pages()
    for document in contents.documents:
        pages.add(document)
    return contents, pages


def gold_of(name: str) -> tuple[list[Mark], ...]:
    """The marks of a set by each reader, one list a reader."""
    if (CALLS / name).is_dir():
        return ([],)
    files = [GOLD / f"accounts.{who}.jsonl" for who in ("first", "second")]
    lines = [map(json.loads, file.read_text(encoding="utf-8").splitlines()) for file in files]
    return tuple([mark for mark in marks if mark["set"] == name] for marks in lines)


def written_gold(folder: Path, pages: Pages) -> list[Mark]:
    """The marks that a set's writer made (``accounts.toml``), its quotations located.

    Raises:
        ValueError: a quotation does not stand exactly once in its document.
    """
    told = tomllib.loads((folder / "accounts.toml").read_text(encoding="utf-8"))

    def span(place: Mark) -> Mark:
        words = r"\s+".join(map(re.escape, place["quote"].split()))
        found = list(re.finditer(words, pages.texts[place["document"]]))
        if len(found) != 1:
            raise ValueError(f"{folder.name}: {place} stands {len(found)} times")
        return {"document": place["document"], "start": found[0].start(), "end": found[0].end()}

    return [
        *(
            {**d, "noun": "discrepancy", "sides": [span(s) for s in d["side"]]}
            for d in told.get("discrepancy", [])
        ),
        *(
            {**c, "noun": "commitment", "told": [span(s) for s in c["quotes"]]}
            for c in told.get("commitment", [])
        ),
        *({**m, "noun": "movement", "after": span(m["after"])} for m in told.get("movement", [])),
    ]


def places_of(shared: Path) -> dict[str, tuple[Path, Path | None]]:
    """Every set by name: its folder of articles, and its settings."""
    examples = HERE.parent / "examples"
    found: dict[str, tuple[Path, Path | None]] = {}
    if (shared / "reporting").is_dir():
        found["reporting"] = (shared / "reporting", None)
    for name, example in EXAMPLES.items():
        place = examples / example
        found[name] = (place / "reporting", find_negotiation(place))
    for folder in sorted(CALLS.iterdir()) if CALLS.is_dir() else ():
        if (folder / "accounts.toml").exists():
            found[folder.name] = (folder / "reporting", find_negotiation(folder))
    return found


def measure(
    name: str, folder: Path, settings: Path | None, choice: ReaderChoice
) -> dict[str, list[Counted]]:
    """Every noun of one set, against each reader."""
    contents, pages = read_set(folder, settings, choice)
    written = (CALLS / name / "accounts.toml").exists()
    readers = (written_gold(CALLS / name, pages),) if written else gold_of(name)
    return {noun: [count(noun, marks, contents, pages) for marks in readers] for noun in NOUNS}


def _line(noun: str, counted: Sequence[Counted]) -> str:
    n = len(counted)
    precision = sum(c.figures.precision for c in counted) / n
    recall = sum(c.figures.recall for c in counted) / n
    marked = sum(c.figures.marked for c in counted) / n
    fields: dict[str, list[float]] = defaultdict(list)
    for c in counted:
        for name, hits in c.right.items():
            fields[name].append(hits / c.figures.paired if c.figures.paired else 0.0)
    right = ", ".join(f"{k} right {sum(v) / len(v):.2f}" for k, v in sorted(fields.items()))
    return (
        f"  {noun:<12} marked {marked:5.1f}  found {counted[0].figures.found:>3}"
        f"  P {precision:.2f}  R {recall:.2f}  {right}"
    )


def summed(sets: Sequence[dict[str, list[Counted]]], noun: str) -> dict[str, float]:
    """Sums over sets, means over readers: marked, found, precision, recall, share of fields."""
    marked = found = paired = hit = 0.0
    for one in sets:
        share = 1 / len(one[noun])
        for c in one[noun]:
            marked += c.figures.marked * share
            found += c.figures.found * share
            paired += c.figures.paired * share
            hit += sum(c.right.values()) / max(1, len(c.right)) * share
    return {
        "marked": round(marked, 1),
        "found": round(found, 1),
        "precision": round(paired / (found or 1), 3),
        "recall": round(paired / (marked or 1), 3),
        "fields right": round(hit / (paired or 1), 3),
    }


def between_readers(names: Sequence[str]) -> dict[str, dict[str, float]]:
    """The second reader counted against the first: share of marks of which each has a twin.

    A twin is a mark of the same noun, set and documents with two sentences (or one, and a party)
    in common; offsets are compared as they stand.
    """
    readers = list(zip(*map(gold_of, names), strict=True))
    first, second = ([mark for marks in reader for mark in marks] for reader in readers)
    figures = {}
    for noun in NOUNS:
        one, two = marks_of(noun, first), marks_of(noun, second)
        pairs = best_pairs(one, two, alike)
        found = Figures(marked=len(one), found=len(two), paired=len(pairs))
        figures[noun] = {"precision": round(found.precision, 3), "recall": round(found.recall, 3)}
    return figures


def _together(sets: Sequence[dict[str, list[Counted]]], noun: str) -> str:
    told = summed(sets, noun)
    return (
        f"  {noun:<12} marked {told['marked']:6.1f}  found {told['found']:6.1f}"
        f"  P {told['precision']:.3f}  R {told['recall']:.3f}"
        f"  fields right {told['fields right']:.2f}"
    )


def _show(noun: str, counted: Counted) -> None:
    for mark in counted.missed:
        short = {k: v for k, v in mark.items() if k not in ("sides", "told", "before", "breach")}
        print("    missed ", noun, json.dumps(short, ensure_ascii=False)[:240])
    for entry in counted.surplus:
        told = getattr(entry, "matter", None) or [p.exact[:90] for p in entry.passages[:2]]
        print("    surplus", noun, told, getattr(entry, "discrepancy_kind", ""))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--set", action="append", dest="sets", help="only this set")
    parser.add_argument("--missed", action="store_true", help="name what was missed and surplus")
    parser.add_argument("--reader", choices=("trained", "rules"))
    asked = parser.parse_args()
    sums: dict[str, list[dict[str, list[Counted]]]] = defaultdict(list)
    for name, (folder, settings) in places_of(asked.shared).items():
        if asked.sets and name not in asked.sets:
            continue
        counted = measure(name, folder, settings, ReaderChoice(name=asked.reader))
        half = half_of(name)
        sums[half].append(counted)
        if half != "closed":
            _print(name, counted, is_open=asked.missed)
    for half, sets in sums.items():
        print(f"{half}: {len(sets)} sets")
        for noun in NOUNS:
            print(_together(sets, noun))
    figures = {
        half: {noun: summed(sets, noun) for noun in NOUNS} for half, sets in sorted(sums.items())
    }
    marked = [*EXAMPLES, "reporting"]
    print(json.dumps({**figures, "readers": between_readers(marked)}))


def half_of(name: str) -> str:
    """Which figures a set belongs to: texts of others, our examples, invented ones by half."""
    if (CALLS / name).is_dir():
        return "closed" if name.endswith("-closed") else "open"
    return "examples" if name in EXAMPLES else "reporting"


def _print(name: str, counted: dict[str, list[Counted]], *, is_open: bool) -> None:
    print(name)
    for noun in NOUNS:
        print(_line(noun, counted[noun]))
        if is_open:
            _show(noun, counted[noun][0])


if __name__ == "__main__":
    main()
