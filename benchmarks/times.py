"""Measure the time expressions against TempEval-3's TimeBank and AQUAINT.

Usage: ``python benchmarks/times.py DATA`` where DATA holds folders of ``.tml`` files.
Prints one JSON line and a table with what HeidelTime and SUTime reach on the platinum part.
Relaxed: spans overlap; strict: spans are equal; value: relaxed F1 times the share of matched
values that are right (TempEval-3, UzZaman et al. 2013, section 5).
"""

import json
import re
import sys
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from dragoman.calendar import interval
from dragoman.extraction.reading import Reading, Stretch
from dragoman.extraction.syntax import parse
from dragoman.extraction.times import find_times
from dragoman.extraction.view import View
from dragoman.model import Document, SegmentKind, When

PEERS = {"HeidelTime": (0.907, 0.818, 0.781), "SUTime": (0.903, 0.796, 0.674)}
REFS = {"past": "PAST_REF", "now": "PRESENT_REF", "future": "FUTURE_REF"}
Gold = tuple[int, int, str]


def main() -> int:
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        print("usage: python benchmarks/times.py DATA (a folder with .tml files)", file=sys.stderr)
        return 2
    counts: dict[str, int] = dict.fromkeys(("gold", "found", "relaxed", "strict", "value"), 0)
    misses: dict[str, list[str]] = {"missed": [], "spurious": [], "value": []}
    files = sorted(Path(sys.argv[1]).rglob("*.tml"))
    for path in files:
        measure(path, counts, misses)
    scores = score(counts)
    print(json.dumps({"documents": len(files), **counts, **scores}))
    print(f"{'':12}{'relaxed':>9}{'strict':>9}{'value':>9}")
    rows = {"Dragoman": tuple(scores[k] for k in ("relaxed_f1", "strict_f1", "value_f1")), **PEERS}
    for name, row in rows.items():
        print(f"{name:12}" + "".join(f"{figure:9.3f}" for figure in row))
    print("Peers' figures are on the held-back platinum part; ours on the folder given.")
    if "--errors" in sys.argv:
        for kind, words in misses.items():
            print(f"{kind}:\n  " + "\n  ".join(words))
    return 0


def measure(path: Path, counts: dict[str, int], misses: dict[str, list[str]]) -> None:
    text, day, gold = read(path)
    found = [
        (p.start, p.end, timex(timed.when), timed.when.form)
        for timed in find_times(lay(text, day))
        if (p := timed.when.passage) is not None
    ]
    counts["gold"] += len(gold)
    counts["found"] += len(found)
    left = list(found)
    for start, end, value in gold:
        match = next((f for f in left if f[0] < end and start < f[1]), None)
        if match is None:
            misses["missed"].append(f"{text[start:end]!r} {value}")
            continue
        left.remove(match)
        counts["relaxed"] += 1
        counts["strict"] += match[:2] == (start, end)
        counts["value"] += match[2] == value
        if match[2] != value:
            misses["value"].append(
                f"{text[start:end]!r} gold {value} ours {match[2]} {match[3]} {day}"
            )
    misses["spurious"] += [f"{text[max(0, f[0] - 20) : f[1] + 10]!r} {f[3]}" for f in left]


def read(path: Path) -> tuple[str, str, list[Gold]]:
    """Text, day and gold expressions (code points, half open) of one TimeML file."""
    root = ET.parse(path).getroot()
    created = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    if created is None or body is None:
        raise ValueError(f"{path}: no DCT or TEXT; give a TimeML file")
    pieces: list[str] = []
    gold: list[Gold] = []
    _walk(body, pieces, gold)
    return "".join(pieces), created.attrib["value"][:10], gold


def _walk(node: ET.Element, pieces: list[str], gold: list[Gold]) -> None:
    start = sum(map(len, pieces))
    pieces.append(node.text or "")
    for child in node:
        _walk(child, pieces, gold)
        pieces.append(child.tail or "")
    if node.tag == "TIMEX3":
        gold.append((start, sum(map(len, pieces)), node.attrib["value"]))


def lay(text: str, day: str) -> Reading:
    view = View.of(text)
    breaks = [m.end() for m in re.finditer(r"\n\s*\n", view.text)]
    edges = [0, *breaks, len(view.text)]
    stretches = [
        Stretch(start=a, end=b, kind=SegmentKind.PARAGRAPH)
        for a, b in pairwise(edges)
        if view.text[a:b].strip()
    ]
    return Reading(
        document=Document(id="d", text=text, published_at=day),
        view=view,
        gazetteer=cast(Any, SimpleNamespace()),
        doc=parse(view, stretches),
        stretches=stretches,
    )


def timex(when: When) -> str:
    """The TIMEX3 value of a time."""
    form, _, at = when.form.partition("@")
    kind, _, rest = form.partition(":")
    if kind in ("dur", "set"):
        return rest
    if kind == "ref":
        return REFS[rest]
    if kind == "span":
        unit, count = rest.split(":")
        size = {"quarter": 3, "decade": 10}.get(unit, 1)
        letter = {"quarter": "M", "decade": "Y", "century": "C"}.get(unit, unit[0].upper())
        return f"P{'X' if count.endswith('x') else int(count[1:]) * size}{letter}"
    if kind == "then" and "<" not in form:
        unit, count = rest.split(":")
        return f"P{'T' if unit in ('hour', 'minute') else ''}{count[1:]}{unit[0].upper()}"
    if when.edtf is None:
        return form
    return _dated(form, when.edtf.rstrip("~?%")) + (f"T{at}" if at else "")


def _dated(form: str, edtf: str) -> str:
    low, high = interval(edtf)
    if low is None or high is None:
        return edtf
    if edtf.endswith("X"):
        return edtf.rstrip("X")
    if (form.startswith("rel:") and ":week" in form) or form.startswith("ago:week"):
        return f"{low.isocalendar()[0]}-W{low.isocalendar()[1]:02d}"
    if form.startswith(("weekend", "rel:weekend")):
        return f"{low.isocalendar()[0]}-W{low.isocalendar()[1]:02d}-WE"
    if form.startswith(("month:", "rel:month")):
        return f"{low.year}-{low.month:02d}"
    if form.startswith("rel:year"):
        return str(low.year)
    if form.startswith("season:"):
        return f"{low.year}-{['SP', 'SU', 'FA', 'WI'][int(form[7:9]) - 21]}"
    if (high - low).days in range(89, 93) and low.day == 1 and low.month % 3 == 1:
        return f"{low.year}-Q{(low.month + 2) // 3}"
    return edtf


def score(counts: dict[str, int]) -> dict[str, float]:
    total = (counts["gold"] + counts["found"]) / 2 or 1
    relaxed, strict = counts["relaxed"] / total, counts["strict"] / total
    right = counts["value"] / (counts["relaxed"] or 1)
    return {
        "relaxed_p": round(counts["relaxed"] / (counts["found"] or 1), 3),
        "relaxed_r": round(counts["relaxed"] / (counts["gold"] or 1), 3),
        "relaxed_f1": round(relaxed, 3),
        "strict_f1": round(strict, 3),
        "value_f1": round(relaxed * right, 3),
    }


if __name__ == "__main__":
    raise SystemExit(main())
