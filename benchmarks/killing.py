"""Readers that are killed at random, and what is left of their work.

    python benchmarks/killing.py workers [--engine processes|ray] [--kills 50] [--number 1500]
    python benchmarks/killing.py driver [--engine processes|ray] [--kills 20] [--number 1500]

``workers`` reads a pile once and kills (-9) a worker at random again and again; ``driver`` kills
the whole program and starts it anew. The texts are read by patterns, slowed down so that there is
something to kill. At the end the canonical export is compared with that of an undisturbed reading
inline, and it is counted from a side file how often each report was made: what was in the hands
of a killed one is made again, nothing else, and nothing is stored twice.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
from engine_works import Noting, NotingReader
from pile import write_pile

from dragoman.dossier import Dossier
from dragoman.pipeline import (
    add_paths,
    assemble,
    negotiation_of,
    read_documents,
    take_over_settings,
)
from dragoman.pipeline.engines import engine_of

WORKERS = 2
SECONDS = 0.05
MARKS = ("spawn_main", "ray::Bench")
LONGEST_S = 900.0


def make_dossier(place: Path, number: int) -> Path:
    """A dossier with a pile, not read yet."""
    write_pile(place / "texts", number)
    with Dossier.create(place / "pile.dragoman") as dossier:
        take_over_settings(dossier, [place / "texts"])
        add_paths(dossier, [place / "texts"])
    return place / "pile.dragoman"


def drive(place: Path, notes: Path, engine: str) -> None:
    """Read the pile as a program of its own does."""
    with Dossier.open(place) as dossier, engine_of(engine, WORKERS) as who:
        recipe = Noting(notes=notes, seconds=SECONDS)
        read_documents(dossier, NotingReader(), engine=who, recipe=recipe)


def begin(place: Path, notes: Path, engine: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, __file__, "drive", "--engine", engine]
    return subprocess.Popen([*command, "--place", str(place), "--notes", str(notes)])


def workers_of(driver: int) -> list[psutil.Process]:
    found = []
    with suppress(psutil.Error):
        for child in psutil.Process(driver).children(recursive=True):
            with suppress(psutil.Error):
                if any(mark in " ".join(child.cmdline()) for mark in MARKS):
                    found.append(child)
    return found


def lines_in(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def wait_for_more(run: subprocess.Popen[bytes], notes: Path, before: int) -> bool:
    """Wait until more is noted; False when the program has ended first."""
    while run.poll() is None:
        if lines_in(notes) > before:
            return True
        time.sleep(0.02)
    return False


def kill_workers(place: Path, notes: Path, engine: str, kills: int) -> Iterator[str]:
    """Kill workers of one run; yields a word for each kill."""
    chance = random.Random(7)
    run = begin(place, notes, engine)
    done = 0
    while done < kills and wait_for_more(run, notes, lines_in(notes)):
        time.sleep(chance.uniform(0.05, 0.6))
        alive = workers_of(run.pid)
        if alive:
            with suppress(psutil.Error):
                chance.choice(alive).send_signal(signal.SIGKILL)
                done += 1
                yield "worker"
    if run.wait(LONGEST_S):
        raise SystemExit(f"the driver ended with {run.returncode}")


def kill_drivers(place: Path, notes: Path, engine: str, kills: int) -> Iterator[str]:
    """Kill run after run, then let one finish; yields a word for each kill."""
    chance = random.Random(8)
    for _ in range(kills):
        run = begin(place, notes, engine)
        if not wait_for_more(run, notes, lines_in(notes)):
            break
        time.sleep(chance.uniform(0, 1.0))
        children = []
        with suppress(psutil.Error):
            children = psutil.Process(run.pid).children(recursive=True)
        run.kill()
        run.wait()
        alive = psutil.wait_procs(children, timeout=20)[1]
        yield "driver" if not alive else f"driver ({len(alive)} outlived it)"
    if begin(place, notes, engine).wait(LONGEST_S):
        raise SystemExit("the last driver failed")


def figures(place: Path, whole: Path, notes: Path) -> dict[str, object]:
    """What is left: compared with an undisturbed reading."""
    with Dossier.open(place) as one, Dossier.open(whole) as other:
        left = read_documents(one, NotingReader()).read
        read_documents(other, NotingReader())
        for dossier in (one, other):
            assemble(dossier, NotingReader(), negotiation_of(dossier))
        is_same = list(one.canonical()) == list(other.canonical())
        documents = len(other.counting())
        problems = len(one.check())
    made = Counter(notes.read_text().splitlines())
    return {
        "documents": documents,
        "left unread": left,
        "export is the same": is_same,
        "problems": problems,
        "reports made": dict(sorted(Counter(made.values()).items())),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["workers", "driver", "drive"])
    parser.add_argument("--engine", default="processes")
    parser.add_argument("--kills", type=int)
    parser.add_argument("--number", type=int, default=1500)
    parser.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--notes", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.what == "drive":
        drive(given.place, given.notes, given.engine)
        return
    with tempfile.TemporaryDirectory(prefix="killing") as folder:
        place = make_dossier(Path(folder), given.number)
        whole = place.with_name("whole.dragoman")
        whole.write_bytes(place.read_bytes())
        notes = place.with_name("notes")
        kill = kill_workers if given.what == "workers" else kill_drivers
        kills = given.kills or (50 if given.what == "workers" else 20)
        began = time.monotonic()
        killed = Counter(kill(place, notes, given.engine, kills))
        took_s = round(time.monotonic() - began)
        found = {"engine": given.engine, "killed": dict(killed), "seconds": took_s}
        print(json.dumps(found | figures(place, whole, notes) | {"load": os.getloadavg()[0]}))


if __name__ == "__main__":
    main()
