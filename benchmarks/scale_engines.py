"""Whether what is planted in a pile is found whatever the engine, and how quick each engine is.

    python benchmarks/scale_engines.py 1000 [--most 300] [--engines inline processes ray]
    python benchmarks/scale_engines.py --growth 1000 3000 10000 30000 [--workers 2]

The first reads one pile of so many articles by patterns with each engine, puts it together in
blocks of ``--most``, and compares the canonical exports: they must be the same to the byte. The
second puts piles of growing size together and fits time = a * articles ^ b to the seconds of the
processors (driver and workers); the seconds of each, by the clock too, and the peak memory of the
driver and of the largest worker stand beside it. Seconds of the processor are hardly changed by
what else a machine does, those of the clock are.
"""

import argparse
import hashlib
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import psutil
from pile import write_pile
from pile_found import found_again
from pile_reader import PatternReader

from dragoman.dossier import Dossier
from dragoman.pipeline import (
    add_paths,
    assemble,
    negotiation_of,
    read_documents,
    take_over_settings,
)
from dragoman.pipeline.blocks import MOST
from dragoman.pipeline.engines import engine_of

ENGINES = ("inline", "processes", "ray")


class PatternRecipe:
    """Makes the reader by patterns in a worker."""

    def make(self) -> PatternReader:
        """The reader."""
        return PatternReader()


def taken_in(place: Path, number: int) -> Path:
    """A dossier with a pile taken in and nothing read; with its texts and truth beside it."""
    write_pile(place / "texts", number)
    with Dossier.create(place / "pile.dragoman") as dossier:
        take_over_settings(dossier, [place / "texts"])
        add_paths(dossier, [place / "texts"])
    return place / "pile.dragoman"


def run_engine(path: Path, name: str, workers: int, most: int) -> dict[str, object]:
    """Read and put together with one engine; seconds by the clock, and the export's digest."""
    with Dossier.open(path) as dossier, engine_of(name, None if name == "inline" else workers) as e:
        began = time.perf_counter()
        read = read_documents(dossier, PatternReader(), engine=e, recipe=PatternRecipe())
        middle = time.perf_counter()
        assemble(dossier, PatternReader(), negotiation_of(dossier), engine=e, most=most)
        ended = time.perf_counter()
        digest = hashlib.sha256()
        for line in dossier.canonical():
            digest.update(line)
        found = {k: str(v) for k, v in found_again(dossier, path.parent / "truth.json").items()}
    return {
        "read": read.read,
        "reading": round(middle - began, 1),
        "together": round(ended - middle, 1),
        "digest": digest.hexdigest()[:16],
        "found": found,
    }


def compare(number: int, engines: list[str], workers: int, most: int) -> bool:
    """All engines on copies of one dossier; whether their exports are the same."""
    with tempfile.TemporaryDirectory(prefix="pile") as folder:
        origin = taken_in(Path(folder), number)
        results = {}
        for name in engines:
            place = Path(folder) / name
            place.mkdir()
            shutil.copy(origin, place / "pile.dragoman")
            shutil.copy(origin.parent / "truth.json", place / "truth.json")
            command = [sys.executable, __file__, str(number), "--one", name, "--place", str(place)]
            command += ["--workers", str(workers), "--most", str(most)]
            answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            results[name] = json.loads(answer.strip().splitlines()[-1])
            told = {k: v for k, v in results[name].items() if k != "found"}
            print(f"{name}: {told}", flush=True)
        for kind, score in results[engines[0]]["found"].items():
            print(f"found again, {kind}: {score}")
    is_same = len({r["digest"] for r in results.values()}) == 1
    print("canonical exports:", "identical" if is_same else "DIFFERENT")
    return is_same


def put_pile_together(path: Path, engine: str, workers: int, most: int) -> dict[str, float]:
    """Put a pile that is read together; what it cost driver and workers."""
    worker_peak = [0.0]
    worker_cpu: dict[int, float] = {}
    is_over = threading.Event()

    def watch() -> None:
        me = psutil.Process()
        while not is_over.wait(0.2):
            for child in me.children(recursive=True):
                try:
                    worker_peak[0] = max(worker_peak[0], child.memory_info().rss / 2**20)
                    times = child.cpu_times()
                    worker_cpu[child.pid] = times.user + times.system
                except psutil.Error:  # it has ended
                    continue

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    used, began = time.process_time(), time.perf_counter()
    with (
        Dossier.open(path) as dossier,
        engine_of(engine, None if engine == "inline" else workers) as working,
    ):
        assemble(dossier, PatternReader(), negotiation_of(dossier), engine=working, most=most)
    clock, used = time.perf_counter() - began, time.process_time() - used
    is_over.set()
    thread.join()
    return {
        "cpu_s": round(used + sum(worker_cpu.values()), 1),
        "clock_s": round(clock, 1),
        "driver_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "worker_mb": round(worker_peak[0]),
    }


def grow(numbers: list[int], engine: str, workers: int, most: int, kept: Path | None) -> None:
    """Piles of growing size, each in fresh processes; the fit at the end."""
    rows = []
    for number in numbers:
        with tempfile.TemporaryDirectory(prefix="pile") as folder:
            path = _read_pile(Path(folder), number, kept)
            command = [sys.executable, __file__, str(number), "--together", str(path)]
            command += ["--engines", engine, "--workers", str(workers), "--most", str(most)]
            answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            rows.append((number, json.loads(answer.strip().splitlines()[-1])))
        print(*rows[-1], flush=True)
    for what in ("cpu_s", "clock_s"):
        seconds = [row[what] for _, row in rows]
        slope, start = np.polyfit(np.log([n for n, _ in rows]), np.log(seconds), 1)
        print(f"{what}: {np.exp(start):.4g} * n ^ {slope:.3f}")


def _read_pile(folder: Path, number: int, kept: Path | None) -> Path:
    """A pile taken in and read; a copy of a kept one where there is one."""
    known = kept / f"p{number}" / "pile.dragoman" if kept is not None else None
    if known is not None and known.exists():
        shutil.copy(known, folder / "pile.dragoman")
        return folder / "pile.dragoman"
    path = taken_in(folder, number)
    with Dossier.open(path) as dossier:
        read_documents(dossier, PatternReader())
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=1000)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--most", type=int, default=MOST)
    parser.add_argument("--growth", type=int, nargs="+")
    parser.add_argument("--kept", type=Path, help="a folder of piles p1000 … that are read")
    parser.add_argument("--one", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--together", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        found = run_engine(given.place / "pile.dragoman", given.one, given.workers, given.most)
        print(json.dumps(found))
    elif given.together:
        made = put_pile_together(given.together, given.engines[0], given.workers, given.most)
        print(json.dumps(made))
    elif given.growth:
        grow(given.growth, given.engines[0], given.workers, given.most, given.kept)
    else:
        sys.exit(not compare(given.number, given.engines, given.workers, given.most))


if __name__ == "__main__":
    main()
