"""Seconds and peak memory of each stage for N articles and for ten times as many.

    python benchmarks/scale.py 1000 [--times 10] [--real]

Each stage runs in a fresh process that is measured from its start: making the pile is not
counted. Seconds are of the processor, which a busy machine does not change much. Without
``--real`` the texts are read by patterns, so that what is measured is the pipeline and not spaCy;
with it they are read as users' texts are. The ratio of the two peaks is what counts: reading ten
times as many articles may take at most 1.15 times the memory (design, section 8).
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from peak import peak_mb
from pile import PatternReader, write_pile

from dragoman.dossier import Dossier
from dragoman.pipeline import (
    UNREAD_BY_BRIEFS,
    add_paths,
    assemble,
    contents_of,
    make_reader,
    negotiation_of,
    read_documents,
    take_over_settings,
)

STAGES = ("taking in", "reading", "assembling", "brief")


def stage(name: str, place: Path, is_real: bool) -> None:
    """Run one stage on the pile in ``place``."""
    path = place / "pile.dragoman"
    with Dossier.open(path) if path.exists() else Dossier.create(path) as dossier:
        work: dict[str, Callable[[], object]] = {
            "taking in": lambda: _take_in(dossier, place / "texts"),
            "reading": lambda: read_documents(dossier, _reader(dossier, is_real)),
            "assembling": lambda: assemble(
                dossier, _reader(dossier, is_real), negotiation_of(dossier)
            ),
            "brief": lambda: _brief(dossier, place / "brief.html"),
        }
        work[name]()


def _reader(dossier: Dossier, is_real: bool):  # type: ignore[no-untyped-def]
    return make_reader(negotiation_of(dossier)) if is_real else PatternReader()


def _take_in(dossier: Dossier, folder: Path) -> None:
    take_over_settings(dossier, [folder])
    add_paths(dossier, [folder])


def _brief(dossier: Dossier, out: Path) -> None:
    from dragoman.briefing import compose, render_html

    out.write_text(render_html(compose(contents_of(dossier, without=UNREAD_BY_BRIEFS))), "utf-8")


def measured(name: str, place: Path, is_real: bool) -> dict[str, float]:
    """Seconds and peak memory in MB of a fresh process that runs one stage."""
    command = [sys.executable, __file__, "0", "--stage", name, "--place", str(place)]
    command += ["--real"] if is_real else []
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(answer.stdout))


def run_pile(number: int, is_real: bool) -> dict[str, dict[str, float]]:
    """All stages on a pile of ``number`` articles."""
    with tempfile.TemporaryDirectory(prefix="pile") as folder:
        place = Path(folder)
        counts = write_pile(place / "texts", number)
        print(json.dumps(counts), file=sys.stderr)
        found = {}
        for name in STAGES:
            found[name] = measured(name, place, is_real)
            print(f"{number} {name}: {found[name]}", file=sys.stderr)
        return found


def table(number: int, times: int, is_real: bool) -> str:
    """The figures as a Markdown table."""
    few, many = run_pile(number, is_real), run_pile(number * times, is_real)
    lines = [
        f"| stage | s, {number} | s, {number * times} | MB, {number} | MB, {number * times} "
        "| memory ratio |",
        "|---|---|---|---|---|---|",
    ]
    for name in STAGES:
        a, b = few[name], many[name]
        lines.append(
            f"| {name} | {a['seconds']:.1f} | {b['seconds']:.1f} | {a['peak_mb']:.0f} "
            f"| {b['peak_mb']:.0f} | {b['peak_mb'] / a['peak_mb']:.2f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    parser.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.stage is None:
        print(table(arguments.number, arguments.times, arguments.real))
        return
    began = time.process_time()
    stage(arguments.stage, arguments.place, arguments.real)
    print(json.dumps({"seconds": round(time.process_time() - began, 2), "peak_mb": peak_mb()}))


if __name__ == "__main__":
    main()
