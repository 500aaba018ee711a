"""What engines cost and bring: per-document overhead, speed on two workers, memory.

    python benchmarks/engines.py overhead [--number 5000]
    python benchmarks/engines.py speed FOLDER [FOLDER …] [--texts 40] [--rounds 3] [--ray]
    python benchmarks/engines.py memory [--numbers 1000 10000] [--engine processes]

``overhead`` gives documents of 500 words to work that does nothing. ``speed`` reads the texts of
the folders, repeated with a few words changed, by the usual reader on one and on two workers; the
sides take turns in one run, with models loaded before, and the medians of the ratios count, since
machines differ and are shared; "workers at work" says how many were busy on average, which holds
on a machine with other work too. ``memory`` reads a pile by patterns, and gives the peaks of driver
and workers, as ratio of many to few documents.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path

import psutil
from attrs import evolve
from engine_works import Idle, Noting, NotingReader
from killing import make_dossier, workers_of
from peak import peak_mb

from dragoman.dossier import Dossier
from dragoman.extraction import can_read
from dragoman.ingest import Taken, gather, take
from dragoman.model import Document, Negotiation, digest
from dragoman.pipeline import make_reader, read_documents
from dragoman.pipeline.engines import Engine, Item, Work, engine_of
from dragoman.pipeline.engines.texts import ReadTexts, item_of
from dragoman.pipeline.reading import MakeReader, choice_of

WORDS = ["delegation", "statement", "tomorrow", "ceasefire", "envoy"] * 100


def seconds_of(engine: Engine, work: Work, items: Iterable[Item]) -> float:
    """How long a run takes by the clock."""
    return clocked(engine, work, items)[0]


def clocked(engine: Engine, work: Work, items: Iterable[Item]) -> tuple[float, float]:
    """How long a run takes, and how many workers were at work on average meanwhile."""
    began, busy_s = time.perf_counter(), 0.0
    for done in engine.run(work, items):
        done.answer()
        busy_s += done.seconds
    took_s = time.perf_counter() - began
    return took_s, busy_s / took_s


def overhead(number: int) -> dict[str, float]:
    """Milliseconds that each document of 500 words costs, workers being ready."""
    body = " ".join(WORDS).encode()
    found = {}
    for name, workers in (("inline", 1), ("processes", 2), ("ray", 2)):
        with engine_of(name, workers) as engine:
            work = Idle()
            seconds_of(engine, work, (Item(key=str(n), body=body) for n in range(200)))
            took = [
                seconds_of(engine, work, (Item(key=str(n), body=body) for n in range(number)))
                for _ in range(3)
            ]
        found[name] = round(1000 * statistics.median(took) / number, 3)
    return found


def texts_of(folders: list[str], number: int, mark: str) -> list[Document]:
    """So many documents made of the folders' texts, no two with the same words."""
    paths = [path for path in gather(folders) if isinstance(path, Path)]
    taken = [t.document for path in paths for t in take(path) if isinstance(t, Taken)]
    usable = [one for one in taken if can_read(one) and len(one.text) > 500]
    if not usable:
        sys.exit(f"{folders}: no text that can be read")
    return [
        evolve(
            one,
            id=digest(one.id, mark, str(n)),
            text=one.text.replace(" said ", f" said on page {n} ", 1) + f"\n\nPaper {mark} {n}.\n",
        )
        for n, one in enumerate(islice(cycle(usable), number))
    ]


def speed(folders: list[str], number: int, rounds: int, with_ray: bool) -> dict[str, object]:
    """Medians of how many times quicker two workers are than one, side by side."""
    reader = make_reader(Negotiation())
    recipe = MakeReader(settings=None, choice=choice_of(reader.identity))
    work = ReadTexts.by(recipe, reader)
    sides = {"one process": ("processes", 1), "two processes": ("processes", 2)}
    if with_ray:
        sides |= {"inline": ("inline", 1), "ray": ("ray", 2)}
    engines = {name: engine_of(*how) for name, how in sides.items()}
    took: dict[str, list[float]] = {name: [] for name in sides}
    busy: dict[str, list[float]] = {name: [] for name in sides}
    try:
        for round_ in range(-1, rounds):
            texts = texts_of(folders, 6 if round_ < 0 else number, str(round_))
            for name, engine in engines.items():
                seconds, at_work = clocked(engine, work, [item_of(one) for one in texts])
                if round_ >= 0:
                    took[name].append(seconds)
                    busy[name].append(at_work)
                print(f"{round_} {name}: {seconds:.1f} s, {at_work:.2f}", file=sys.stderr)
    finally:
        for engine in engines.values():
            engine.__exit__(None, None, None)
    found: dict[str, object] = {"texts": number, "load": round(os.getloadavg()[0], 1)}
    found |= {name: round(statistics.median(values), 1) for name, values in took.items()}
    found["workers at work"] = {
        name: round(statistics.median(values), 2) for name, values in busy.items()
    }
    found["two processes against one"] = _ratio(took["one process"], took["two processes"])
    if with_ray:
        found["ray on two against inline"] = _ratio(took["inline"], took["ray"])
    return found


def _ratio(one: list[float], two: list[float]) -> float:
    return round(statistics.median(a / b for a, b in zip(one, two, strict=True)), 2)


def memory(numbers: list[int], engine: str) -> dict[str, object]:
    """Peaks in MB of the driver and of its largest worker, and many against few."""
    found: dict[str, object] = {}
    peaks = []
    for number in numbers:
        with tempfile.TemporaryDirectory(prefix="pile") as folder:
            place = make_dossier(Path(folder), number)
            command = [sys.executable, __file__, "read", str(place), "--engine", engine]
            answer = subprocess.run(command, check=True, capture_output=True, text=True)
        peaks.append(json.loads(answer.stdout))
        found[str(number)] = peaks[-1]
    found["ratio"] = {
        name: round(peaks[-1][name] / peaks[0][name], 3) for name in ("driver", "worker")
    }
    return found


def read_and_tell(place: Path, engine: str) -> None:
    """Read a pile, and print the peaks."""
    with Dossier.open(place) as dossier, engine_of(engine, 2) as who:
        done = read_documents(dossier, NotingReader(), engine=who, recipe=Noting())
        worker = max(_peaks(workers_of(os.getpid())), default=0.0)
    print(json.dumps({"driver": round(peak_mb()), "worker": round(worker), "read": done.read}))


def _peaks(processes: Iterable[psutil.Process]) -> Iterator[float]:
    for one in processes:
        status = Path(f"/proc/{one.pid}/status").read_text()
        rows = dict(line.split(":", 1) for line in status.splitlines())
        yield int(rows["VmHWM"].split()[0]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["overhead", "speed", "memory", "read"])
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--number", type=int, default=5000)
    parser.add_argument("--numbers", type=int, nargs=2, default=[1000, 10000])
    parser.add_argument("--texts", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ray", action="store_true")
    parser.add_argument("--engine", default="processes")
    given = parser.parse_args()
    if given.what == "read":
        read_and_tell(Path(given.folders[0]), given.engine)
        return
    found: object = None
    if given.what == "overhead":
        found = overhead(given.number)
    elif given.what == "speed":
        found = speed(given.folders, given.texts, given.rounds, given.ray)
    else:
        found = memory(given.numbers, given.engine)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
