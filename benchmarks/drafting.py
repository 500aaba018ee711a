"""How well `dragoman deals --draft` reads options from texts, beside a baseline of word overlap.

The gold (``gold/drafts/*.toml``) says for some negotiations which (party, issue, option) the texts
show as favoured, rejected or a red line; it was marked from the texts before any draft was made.
What is only implied stands under ``may`` and counts neither way. Prints precision and recall with
Wilson intervals (Wilson 1927) for the draft and for the baseline: each statement's party favours
the option that shares most words with its sentence, whatever it does to it.

    python -m benchmarks.drafting [NAME ...]
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import evolve

from dragoman import read
from dragoman.model import Contents
from dragoman.pipeline.drafting import Draft, draft, usual_likeness

HERE = Path(__file__).parent
GOLD = HERE / "gold" / "drafts"
Mark = tuple[str, str, str, str]


def main(names: list[str]) -> None:
    """Print one row a negotiation and system, and the sum."""
    likeness = usual_likeness()
    totals: dict[str, list[int]] = {}
    for path in sorted(GOLD.glob("*.toml")):
        if names and path.stem not in names:
            continue
        gold = tomllib.loads(path.read_text("utf-8"))
        contents = contents_of(gold)
        drafted = draft(contents, likeness=likeness)
        for system, found in (
            ("draft", set(marks_of(drafted))),
            ("draft, words alone", set(marks_of(draft(contents)))),
            ("word overlap", set(overlap(contents))),
        ):
            counted = count(gold, found, show=system == "draft")
            print(row(f"{path.stem}: {system}", counted))
            totals[system] = [
                a + b for a, b in zip(totals.get(system, [0] * 3), counted, strict=True)
            ]
        tied = {
            (str(p.party), str(p.choice), str(c)) for p in drafted.provisos for c in p.only_with
        }
        wanted = {(c["party"], c["option"], c["only_with"]) for c in gold["conditions"]}
        print(
            f"    conditions: {len(tied & wanted)}/{len(wanted)} found, {len(tied - wanted)} false"
        )
    for system, counted in totals.items():
        print(row(f"all: {system}", counted))


def contents_of(gold: dict[str, Any]) -> Contents:
    """The dossier of an example or of the texts in the gold, without any preferences."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        if "example" in gold:
            given = HERE.parent / gold["example"] / "reporting"
        else:
            given = place / "reporting"
            given.mkdir()
            (place / "negotiation.toml").write_text(gold["negotiation"], "utf-8")
            for one in gold["text"]:
                head = (
                    f"---\noutlet: {one['outlet']}\npublished_at: {one['published_at']}\n"
                    f'title: "{one["title"]}"\n---\n'
                )
                body = f"{head}{one['title']}\n\n{one['text'].strip()}\n"
                (given / one["file"]).write_text(body, "utf-8")
        found = read(given, dossier=place / "d.dragoman").contents
    bare = evolve(found.negotiation, preferences=(), stakes=(), provisos=(), interactions=())
    return evolve(found, negotiation=bare)


def marks_of(drafted: Draft) -> Iterator[Mark]:
    """What a draft says outright; what it only infers from the order of options is left out."""
    shown = {(e.party, e.issue, e.option) for e in drafted.evidence}
    for one in drafted.preferences:
        red = {line.option for line in one.red_lines if line.sure.middle >= 0.5}
        for score in one.scores:
            if (one.party, one.issue, score.option) not in shown:
                continue
            how = "favoured" if score.score.middle >= 0.5 else "rejected"
            yield one.party, one.issue, score.option, "red line" if score.option in red else how


def overlap(contents: Contents) -> Iterator[Mark]:
    """The baseline: the option nearest by words is favoured, whatever is done to it."""
    documents = {document.id: document.text for document in contents.documents}
    for statement in contents.statements:
        said = [p for p in statement.passages if p.role in ("content", "")]
        if statement.party is None or not said:
            continue
        text = documents[said[0].document]
        start = max(text.rfind(mark, 0, said[0].start) for mark in (". ", "\n")) + 1
        words = _words(text[start : said[-1].end])
        for issue in contents.negotiation.issues:
            if not any(_words(keyword) <= words for keyword in issue.keywords):
                continue
            shared = [(len(_words(o.label) & words), o.id) for o in issue.options]
            best = max(shared, default=(0, ""))
            if best[0]:
                yield statement.party, issue.id, best[1], "favoured"


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"[a-z0-9]+", text.casefold()) if len(w) > 2}


def count(gold: dict[str, Any], found: set[Mark], *, show: bool) -> list[int]:
    """Hits, marks made, and marks wanted; what the gold leaves open is taken out."""
    wanted = {_mark(row) for row in gold["marks"]}
    made = found - {_mark(row) for row in gold["may"]}
    if show:
        for one in sorted(made - wanted):
            print("    false:", *one)
        for one in sorted(wanted - made):
            print("    missed:", *one)
    return [len(made & wanted), len(made), len(wanted)]


def _mark(row: dict[str, str]) -> Mark:
    return row["party"], row["issue"], row["option"], row["how"]


def row(name: str, counted: list[int]) -> str:
    """One printed line."""
    hits, made, wanted = counted
    return f"{name:42} precision {share(hits, made)}  recall {share(hits, wanted)}"


def share(part: int, whole: int) -> str:
    """A share with its 95 per cent interval."""
    if not whole:
        return f"{part}/{whole} –"
    z, p = 1.96, part / whole
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    return f"{part}/{whole} {p:.2f} [{max(0, middle - half):.2f}, {min(1, middle + half):.2f}]"


if __name__ == "__main__":
    main(sys.argv[1:])
