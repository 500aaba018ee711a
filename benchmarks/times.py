"""Measure the time expressions against TempEval-3's TimeBank and AQUAINT.

Usage: ``python benchmarks/times.py DATA`` where DATA holds folders of ``.tml`` files.
Prints one JSON line and a table with what HeidelTime and SUTime reach on the platinum part.
Each folder is a set of its own; their expressions together are "all". The day of publication is
no expression of the text and is not counted, as in TempEval-3's entity scores.
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
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Gold = tuple[int, int, str]


COUNTED = ("gold", "found", "relaxed", "strict", "value")


class Misses(dict[str, list[str]]):
    """What was missed, found in excess, or given a wrong value, in words."""

    def __init__(self) -> None:
        super().__init__(missed=[], spurious=[], value=[])


def main() -> int:
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        print("usage: python benchmarks/times.py DATA (a folder with .tml files)", file=sys.stderr)
        return 2
    root, misses = Path(sys.argv[1]), Misses()
    files = sorted(root.rglob("*.tml"))
    sets = {name: [f for f in files if f.parent.name == name] for name in _names(files)}
    figures = {name: _figures(part, misses) for name, part in sets.items()}
    whole = {key: sum(part[key] for part in figures.values()) for key in COUNTED}
    print(json.dumps({"documents": len(files), **whole, **score(whole), "sets": figures}))
    print(f"{'':12}{'relaxed':>9}{'strict':>9}{'value':>9}")
    for name, row in {"all": score(whole), **figures}.items():
        _print_row(
            f"{name[:11]}", tuple(row[key] for key in ("relaxed_f1", "strict_f1", "value_f1"))
        )
    for name, peer in PEERS.items():
        _print_row(name, peer)
    print("Peers' figures are on the held-back platinum part; ours on the folder given.")
    if "--errors" in sys.argv:
        for kind, words in misses.items():
            print(f"{kind}:\n  " + "\n  ".join(words))
    return 0


def _names(files: list[Path]) -> list[str]:
    return sorted({path.parent.name for path in files})


def _figures(files: list[Path], misses: Misses) -> dict[str, float]:
    counts: dict[str, float] = dict.fromkeys(COUNTED, 0)
    for path in files:
        measure(path, counts, misses)
    return {"documents": len(files), **counts, **score(counts)}


def _print_row(name: str, row: tuple[float, ...]) -> None:
    print(f"{name:12}" + "".join(f"{figure:9.3f}" for figure in row))


def measure(path: Path, counts: dict[str, float], misses: Misses) -> None:
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
    """The TIMEX3 value of a time, as TimeML 1.2.1 writes it."""
    shift, _, _ = when.form.partition("<")
    form, _, at = shift.partition("@")
    kind, _, rest = form.partition(":")
    if kind == "dur":
        return length(rest.partition("/")[0])
    if kind == "set":
        return repeated(rest, at)
    if kind == "ref":
        return REFS[rest]
    if kind == "span":
        return _stretch(when.text, *rest.split(":"))
    if kind == "then" and when.edtf is None:
        unit, count = rest.split(":")
        return _of_units(unit, count[1:])
    if when.edtf is None:
        return form
    return _dated(when.form, when.edtf.rstrip("~?%")) + (f"T{at}" if at else "")


def length(designator: str) -> str:
    """A length with its half units written out ("P2.5Y" as "P2Y6M")."""
    found = re.fullmatch(r"P(T?)(\d+)\.5([YMH])", designator)
    lower = {"Y": "6M", "H": "30M", "M": "30S"}
    if found is None or (found[3] == "M" and not found[1]):
        return designator
    return f"P{found[1]}{found[2]}{found[3]}{lower[found[3]]}"


def repeated(rest: str, at: str) -> str:
    """The value of a set: a weekday or month of any week or year, or how often."""
    if rest in WEEKDAYS:
        return f"XXXX-WXX-{WEEKDAYS.index(rest) + 1}" + (f"T{at}" if at else "")
    return f"XXXX-{rest}" if rest.isdigit() else rest


def _stretch(text: str, unit: str, count: str) -> str:
    """The run of some units up to the day: "recent years" are no length but the past."""
    if count.endswith("x") and not re.search(r"few|several|some|couple|many", text, re.IGNORECASE):
        return REFS["past" if count.startswith("-") else "future"]
    amount = count[1:].upper()
    if unit == "hour" and amount.isdigit() and int(amount) % 24 == 0:
        return f"P{int(amount) // 24}D"
    return _of_units(unit, amount)


def _of_units(unit: str, amount: str) -> str:
    if amount in ("X", "x"):
        return f"PX{ {'decade': 'E', 'century': 'C'}.get(unit, unit[0].upper()) }"
    size = {"quarter": 3, "decade": 10, "century": 100, "fortnight": 2}.get(unit, 1)
    letter = {"quarter": "M", "decade": "Y", "century": "Y", "fortnight": "W"}.get(unit)
    clock = "T" if unit in ("hour", "minute", "second") else ""
    return f"P{clock}{int(amount) * size}{letter or unit[0].upper()}"


def _dated(form: str, edtf: str) -> str:
    if form.startswith("date:"):
        edtf = re.sub(r":(early|mid|late|start|end)$", "", form[5:].partition("@")[0])
    low, high = interval(edtf)
    if low is None or high is None:
        return edtf
    if edtf.endswith("X"):
        return edtf.rstrip("X")
    if "week:" in form.partition("<")[0] and "end" not in form:
        return f"{low.isocalendar()[0]}-W{low.isocalendar()[1]:02d}"
    if form.startswith(("weekend", "rel:weekend", "then:weekend")):
        return f"{low.isocalendar()[0]}-W{low.isocalendar()[1]:02d}-WE"
    if form.startswith(("month:", "rel:month")):
        return f"{low.year}-{low.month:02d}"
    if form.startswith("rel:year"):
        return str(low.year)
    if season := re.match(r"(?:season:|date:\d{4}-)(2[1-4])", form):
        return f"{low.year}-{['SP', 'SU', 'FA', 'WI'][int(season[1]) - 21]}"
    if low.day == 1 and low.month % 3 == 1 and (high - low).days in range(89, 93):
        return f"{low.year}-Q{(low.month + 2) // 3}"
    if low.day == 1 and low.month % 6 == 1 and (high - low).days in range(180, 185):
        return f"{low.year}-H{(low.month + 5) // 6}"
    return edtf


def score(counts: dict[str, float]) -> dict[str, float]:
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
