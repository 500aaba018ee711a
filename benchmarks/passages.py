"""How well 150 passages are understood: statements, contacts, deeds, conditions, quantities.

    python benchmarks/passages.py ../shared [--reader trained|rules]
    python benchmarks/passages.py ../shared --errors 20 [--kind contact] [--passage P012]

The argument is the folder with ``gold/`` and ``reporting/``. Two readers marked the passages, each
alone, after ``gold/passages.md``; the program is counted against both, and a figure is the mean
of the two. ``readers`` is the second reader counted against the first in the same way. What
counts as a pair is told in ``passage_scoring.py``. Fields ("act of paired", "status of paired")
are counted among the pairs, all others end to end.

Errors may be read in the open half, the passages of even numbers; the closed half only measures,
and is the figure to trust. Prints a line of JSON and a table; intervals: 95 %, 200 draws over
documents.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from attrs import frozen
from marks import Figures
from passage_reading import Marked, passages
from passage_scoring import SAME, Kind, Spans, Tally, pairs_of, summed, tally

from dragoman.pipeline import ReaderChoice

DRAWS = 200
HALVES: dict[str, Callable[[Marked], bool]] = {
    "all": lambda one: True,
    "open": lambda one: one.page.is_open,
    "closed": lambda one: not one.page.is_open,
}
FIELDS_SHOWN = {
    "statement": ("act", "issues"),
    "contact": ("channel", "status"),
    "deed": ("type",),
    "condition": ("relation",),
    "quantity": ("bound",),
}
MEAN = ", mean of labels"
Row = tuple[float, float, float]
"""Precision, recall, F1."""


@frozen(kw_only=True)
class Measured:
    """One passage counted: the program against either reader, and the readers against each
    other."""

    document: str
    program: tuple[Tally, Tally]
    readers: Tally


@frozen(kw_only=True)
class Line:
    """One figure: the program's row with its interval, the readers', and how many are marked."""

    figure: Row
    interval: tuple[float, float]
    readers: Row
    marked: float


def measure(one: Marked) -> Measured:
    """Count one passage."""
    first, second = one.humans
    return Measured(
        document=one.page.document,
        program=(tally(one.page, first, one.found), tally(one.page, second, one.found)),
        readers=tally(one.page, first, second),
    )


def lines(ones: Sequence[Measured]) -> dict[str, Line]:
    """Every figure of some passages, by name."""
    figures, intervals = program_rows(ones), _intervals(ones)
    readers = rows_of(summed(one.readers for one in ones))
    counts = [summed(one.program[k] for one in ones).figures() for k in (0, 1)]
    none = Figures(marked=0, found=0, paired=0)
    return {
        name: Line(
            figure=figure,
            interval=intervals[name],
            readers=readers.get(name, (0.0, 0.0, 0.0)),
            marked=sum(count.get(name, none).marked for count in counts) / 2,
        )
        for name, figure in sorted(figures.items(), key=lambda item: _order(item[0]))
    }


def program_rows(ones: Sequence[Measured]) -> dict[str, Row]:
    """The program's figures: the mean of those against either reader."""
    first, second = (rows_of(summed(one.program[k] for one in ones)) for k in (0, 1))
    return {
        name: _mean([first.get(name, second.get(name)), second.get(name, first.get(name))])
        for name in {**first, **second}
    }


def rows_of(total: Tally) -> dict[str, Row]:
    """Precision, recall and F1 by name, with the mean over acts and over issues."""
    figures = total.figures()
    rows = {name: (f.precision, f.recall, f.f1) for name, f in figures.items()}
    for label in ("act", "issue"):
        of_label = [
            rows[name] for name, f in figures.items() if name.startswith(f"{label}: ") and f.marked
        ]
        if of_label:
            rows[f"{label}{MEAN}"] = _mean(of_label)
    return rows


def _mean(rows: Iterable[Row | None]) -> Row:
    kept = [row for row in rows if row is not None]
    p, r, f = (sum(values) / len(kept) for values in zip(*kept, strict=True))
    return p, r, f


def _intervals(ones: Sequence[Measured]) -> dict[str, tuple[float, float]]:
    """The 95 % interval of each F1 when documents are drawn with replacement (seeded)."""
    by_document: dict[str, list[Measured]] = {}
    for one in ones:
        by_document.setdefault(one.document, []).append(one)
    groups = [_one_of(group) for group in by_document.values()]
    chance, drawn = random.Random(4), dict[str, list[float]]()
    for _ in range(DRAWS):
        for name, row in program_rows(chance.choices(groups, k=len(groups))).items():
            drawn.setdefault(name, []).append(row[2])
    return {name: _middle(sorted(values)) for name, values in drawn.items()}


def _one_of(group: Sequence[Measured]) -> Measured:
    """The passages of a document counted together."""
    return Measured(
        document=group[0].document,
        program=(summed(o.program[0] for o in group), summed(o.program[1] for o in group)),
        readers=summed(o.readers for o in group),
    )


def _middle(values: Sequence[float]) -> tuple[float, float]:
    return values[int(0.025 * len(values))], values[int(0.975 * len(values))]


ORDER = (
    "statement",
    "act",
    f"act{MEAN}",
    "act of paired",
    "act: ",
    "speaker of paired",
    "issue",
    f"issue{MEAN}",
    "issue end to end",
    "issue: ",
    "contact",
    "channel of paired",
    "status of paired",
    "participants",
    "host",
    "mediator",
    "place",
    "day",
    "deed",
    "type of paired",
    "actor",
    "recipient",
    "condition",
    "relation of paired",
    "quantity",
    "bound of paired",
)
"""In which order figures are listed; labels stand in the place of their kind."""


def _order(name: str) -> tuple[int, str]:
    kind = name.split(": ")[0] + ": " if ": " in name else name
    return ORDER.index(kind), name


def _json(
    halves: dict[str, dict[str, Line]], marked: Sequence[Marked], choice: ReaderChoice
) -> str:
    found: dict[str, object] = {
        "set": "passages",
        "reader": choice.name or "usual",
        "passages": len(marked),
    }
    for half, of_half in halves.items():
        found[half] = {
            name: {
                "f1": round(line.figure[2], 3),
                "precision": round(line.figure[0], 3),
                "recall": round(line.figure[1], 3),
                "interval": [round(value, 3) for value in line.interval],
                "readers": round(line.readers[2], 3),
                "marked": line.marked,
            }
            for name, line in of_half.items()
        }
    return json.dumps(found)


def _table(halves: dict[str, dict[str, Line]]) -> None:
    """One line a figure: all passages, then F1 of either half."""
    head = f"{'':26s} {'marked':>6s} {'P':>6s} {'R':>6s} {'F1':>6s}  {'95 %':13s} {'readers':>7s}"
    print(f"{head} {'open':>6s} {'closed':>6s}")
    for name, line in halves["all"].items():
        (p, r, f), (low, high) = line.figure, line.interval
        parts = [
            f"{halves[half][name].figure[2]:6.3f}" if name in halves[half] else f"{'–':>6s}"
            for half in ("open", "closed")
        ]
        indented = f"  {name}" if ": " in name else name
        count = "" if name.endswith(MEAN) else f"{line.marked:.1f}"
        print(
            f"{indented:26s} {count:>6s} {p:6.3f} {r:6.3f} {f:6.3f}  [{low:.3f}, {high:.3f}]"
            f" {line.readers[2]:7.3f} {parts[0]} {parts[1]}"
        )


def show_errors(marked: Sequence[Marked], kind: str, most: int) -> None:
    """Print marks of the first reader that were missed, finds that neither reader marked, and
    pairs with another label. Only of open passages."""
    shown = {"missed": 0, "false": 0, "other": 0}
    for one in (m for m in marked if m.page.is_open):
        for what, words, note in _errors(one, kind):
            if shown[what] < most:
                shown[what] += 1
                print(f"{one.page.id} {what:6s} {note}\n       {words}")


def _errors(one: Marked, kind: str) -> Iterable[tuple[str, str, str]]:
    first, second = (pairs_of(one.page, kind, human, one.found) for human in one.humans)
    right = [mark for mark, _ in first]
    for mark in getattr(one.humans[0], kind):
        if not _is_in(mark, right):
            yield "missed", _words(one, mark), _labels(mark, kind)
    for found in getattr(one.found, kind):
        if not _is_in(found, [f for _, f in (*first, *second)]):
            yield "false", _words(one, found), _labels(found, kind)
    for mark, found in first:
        if _labels(mark, kind) != _labels(found, kind):
            note = f"marked {_labels(mark, kind)}, found {_labels(found, kind)}"
            yield "other", _words(one, mark), note


def _is_in(one: Kind, others: Iterable[Kind]) -> bool:
    return any(one is other for other in others)


def _labels(one: Kind, kind: str) -> str:
    values = (getattr(one, name) for name in FIELDS_SHOWN[kind])
    return " ".join(v if isinstance(v, str) else "/".join(sorted(v)) for v in values)


def _words(one: Marked, entry: Kind) -> str:
    """The words of an entry, marked in what stands around them."""
    spans: Spans = next(
        getattr(entry, name)
        for name in ("contents", "mentions", "triggers", "words")
        if hasattr(entry, name)
    )
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    before, after = one.text[max(0, start - 110) : start], one.text[end : end + 70]
    return " ".join(f"{before}[[{one.text[start:end]}]]{after}".split())


def _open(passage: str) -> str:
    """The id of a passage whose errors may be read, such as P012."""
    if not passage[1:].isdigit():
        raise argparse.ArgumentTypeError(f"{passage}: no passage; give an id such as P012")
    if int(passage[1:]) % 2:
        raise argparse.ArgumentTypeError(f"{passage}: in the closed half, whose errors stay unread")
    return passage


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. Returns the exit code: 0, or 2 where something asked for cannot be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--reader", choices=["trained", "rules"])
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--kind", choices=list(SAME), default="statement")
    parser.add_argument("--passage", type=_open, help="errors of this open passage only")
    asked = parser.parse_args(arguments)
    if not (asked.shared / "gold").is_dir() or not (asked.shared / "reporting").is_dir():
        print(f"{asked.shared}: no gold/ and reporting/; give the shared folder", file=sys.stderr)
        return 2
    choice = ReaderChoice(name=asked.reader)
    marked = passages(asked.shared, choice)
    halves = {
        half: lines([measure(one) for one in marked if belongs(one)])
        for half, belongs in HALVES.items()
    }
    print(_json(halves, marked, choice))
    _table(halves)
    if asked.errors:
        chosen = [m for m in marked if asked.passage in (None, m.page.id)]
        show_errors(chosen, asked.kind, asked.errors)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
