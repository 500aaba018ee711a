"""Seconds and peak memory of each stage for N articles and for ten times as many.

    python benchmarks/scale.py 1000 [--times 10] [--real]

Each stage runs in a fresh process that is measured from its start: making the pile is not
counted. Seconds are of the processor, which a busy machine does not change much; imports are
counted apart. Without ``--real`` the texts are read by patterns, so that what is measured is the
pipeline and not spaCy; with it they are read as users' texts are. Reading ten times as many
articles may take at most 1.15 times the memory (design, section 8); what holds all accounts at
once may not take more than ten times as much.

``assembling`` puts ten thousand accounts together and stores what follows; ``rebuilding`` does it
over a dossier whose reports are cached. ``adding one`` takes in and reads one more article and
leaves it to the next look to work it in; ``the next look`` is what that look takes. At the end
stands how much of what is known of the pile was found again.
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
from pile import write_pile
from pile_found import found_again
from pile_reader import PatternReader

from dragoman.dossier import Dossier
from dragoman.pipeline import (
    UNREAD_BY_BRIEFS,
    add_paths,
    assemble,
    catch_up,
    contents_of,
    make_reader,
    negotiation_of,
    read_behind,
    read_documents,
    take_over_settings,
)

STAGES = (
    "taking in",
    "reading",
    "assembling",
    "rebuilding",
    "adding one",
    "the next look",
    "brief",
)
ONE_MORE = """---
published_at: 2025-07-01
outlet: Evening Mail
---

A late account

Observers said that nobody had told them of the river dam. Twelve ferries waited at the quay.
"""


def stage(name: str, place: Path, is_real: bool) -> float:
    """Run one stage on the pile in ``place``; seconds of the processor without imports."""
    import dragoman.assessment
    import dragoman.briefing
    import dragoman.extraction
    import dragoman.ingest
    import dragoman.resolution.reuse  # noqa: F401

    path = place / "pile.dragoman"
    with Dossier.open(path) if path.exists() else Dossier.create(path) as dossier:
        if name == "taking in":
            take_over_settings(dossier, [place / "texts"])
        reader = make_reader(negotiation_of(dossier)) if is_real else PatternReader()
        work: dict[str, Callable[[], object]] = {
            "taking in": lambda: add_paths(dossier, [place / "texts"]),
            "reading": lambda: read_documents(dossier, reader),
            "assembling": lambda: assemble(dossier, reader, negotiation_of(dossier)),
            "rebuilding": lambda: assemble(dossier, reader, negotiation_of(dossier)),
            "adding one": lambda: _add_one(dossier, place, reader),
            "the next look": lambda: catch_up(dossier),
            "brief": lambda: _brief(dossier, place / "brief.html"),
        }
        began = time.process_time()
        work[name]()
        return time.process_time() - began


def _add_one(dossier: Dossier, place: Path, reader) -> None:  # type: ignore[no-untyped-def]
    one = place / "one.md"
    one.write_text(ONE_MORE, "utf-8")
    add_paths(dossier, [one])
    read_behind(dossier, reader)


def _brief(dossier: Dossier, out: Path) -> None:
    from dragoman.briefing import compose, render_html

    out.write_text(render_html(compose(contents_of(dossier, without=UNREAD_BY_BRIEFS))), "utf-8")


def measured(name: str, place: Path, is_real: bool) -> dict[str, float]:
    """Seconds (of the processor, and by the clock) and peak MB of a process with one stage."""
    command = [sys.executable, __file__, "0", "--stage", name, "--place", str(place)]
    command += ["--real"] if is_real else []
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(answer.stdout))


def run_pile(number: int, is_real: bool) -> dict[str, dict[str, float]]:
    """All stages on a pile of ``number`` articles."""
    with tempfile.TemporaryDirectory(prefix="pile") as folder:
        place = Path(folder)
        write_pile(place / "texts", number)
        found = {}
        for name in STAGES:
            found[name] = measured(name, place, is_real)
            print(f"{number} {name}: {found[name]}", file=sys.stderr)
            if name == "assembling" and not is_real:
                _tell_found(place)
        return found


def _tell_found(place: Path) -> None:
    with Dossier.open(place / "pile.dragoman") as dossier:
        for kind, score in found_again(dossier, place / "truth.json").items():
            print(f"found again, {kind}: {score}")


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
    parser.add_argument("--times", type=int, default=10, help="0: the one pile alone")
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    parser.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.stage is not None:
        began = time.monotonic()
        seconds = stage(arguments.stage, arguments.place, arguments.real)
        figures = {"seconds": seconds, "clock": time.monotonic() - began, "peak_mb": peak_mb()}
        print(json.dumps({name: round(value, 2) for name, value in figures.items()}))
    elif arguments.times:
        print(table(arguments.number, arguments.times, arguments.real))
    else:
        run_pile(arguments.number, arguments.real)


if __name__ == "__main__":
    main()
