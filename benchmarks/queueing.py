"""What dividing the reading costs: taking documents from the queue, and two readers against one.

    python benchmarks/queueing.py [--documents 10000] [--batch 16] [--read 600] [--work-ms 20]
                                  [--asleep]

First one reader takes ``--documents`` invented documents in batches and lets go of each, reading
nothing, on a SQLite file and on a PostgreSQL server: milliseconds a document. Then one process and
two processes read ``--read`` documents from one PostgreSQL dossier, where reading means to burn
``--work-ms`` of processor time (``--asleep``: to sleep as long, which tells what the queue costs
where others use the processors): documents a second from the first to the last, the processes being
started before. Server and files are thrown away (``tests/postgresql_server.py``); the server's
files lie in memory where there is room. ``import queue`` is Python's own, hence the name.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from backends import documents

from dragoman.dossier import Dossier, PlaceText
from dragoman.dossier import documents as stored
from dragoman.model import Document, Reader, Report

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

READER = Reader(name="benchmark", version="1")


def fill(dossier: Dossier, number: int) -> None:
    """Put documents in one transaction, which is quicker than one each."""
    with dossier._writing() as connection:
        for one, raw in documents(number):
            stored.add(connection, one, raw)


def overhead_ms(dossier: Dossier, batch: int) -> tuple[float, float, int]:
    """Milliseconds a document of take and done, those of this process' processor time, and how
    many documents there were."""
    total = 0
    began, used = time.perf_counter(), time.process_time()
    with dossier.queue(READER, "g") as queue:
        while ids := queue.take(batch):
            queue.done(ids)
            total += len(ids)
    whole, own = time.perf_counter() - began, time.process_time() - used
    return 1000 * whole / total, 1000 * own / total, total


def burn(milliseconds: float) -> None:
    until = time.process_time() + milliseconds / 1000
    while time.process_time() < until:
        pass


def report(one: Document) -> Report:
    return Report(
        id=f"r{one.id}", document=one.id, reader=READER, gazetteer="g", text_sha256=one.sha256
    )


def read(place: PlaceText, batch: int, work_ms: float, *, asleep: bool) -> None:
    """A reader's process: says that it is ready, waits for a line, reads, says how many."""
    total = 0
    with Dossier.open(place) as dossier, dossier.queue(READER, "g") as queue:
        print("ready", flush=True)
        sys.stdin.readline()
        while True:
            ids = queue.take(batch)
            for one in dossier.documents(ids):
                if asleep:
                    time.sleep(work_ms / 1000)
                else:
                    burn(work_ms)
                dossier.put_report(report(one))
            total += len(ids)
            queue.done(ids)
            if not ids and not queue.wait():
                break
    print(total, flush=True)


def rate(place: PlaceText, readers: int, given: argparse.Namespace) -> tuple[float, list[int]]:
    """Documents a second of so many processes, and how many each of them read."""
    command = [sys.executable, __file__, "--reads", str(place), *["--asleep"] * given.asleep]
    command += ["--batch", str(given.batch), "--work-ms", str(given.work_ms)]
    with ExitStack() as stack:
        pipe = subprocess.PIPE
        processes = [
            stack.enter_context(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True))
            for _ in range(readers)
        ]
        for one in processes:
            _line(one.stdout)
        began = time.perf_counter()
        for one in processes:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        counts = [int(_line(one.stdout)) for one in processes]
        return sum(counts) / (time.perf_counter() - began), counts


def _line(pipe: IO[str] | None) -> str:
    assert pipe is not None
    return pipe.readline()


def compare(arguments: argparse.Namespace) -> None:
    from postgresql_server import started

    with tempfile.TemporaryDirectory() as folder, started() as server:
        for name, place in (("SQLite", Path(folder) / "d"), ("PostgreSQL", server.place())):
            with Dossier.create(place) as dossier:
                fill(dossier, arguments.documents)
                for _ in range(3):
                    each_ms, own_ms, total = overhead_ms(dossier, arguments.batch)
                    told = f"{each_ms:.3f} ms a document, {own_ms:.3f} of them its own work"
                    print(f"{name}: {told} ({total} documents)", flush=True)
        rates: dict[int, list[float]] = {1: [], 2: []}
        for readers in (1, 2) * 3:
            place = server.place()
            with Dossier.create(place) as dossier:
                fill(dossier, arguments.read)
            per_s, counts = rate(place, readers, arguments)
            assert sum(counts) == arguments.read, "a document was lost or read twice"
            rates[readers].append(per_s)
            print(f"{readers} reading: {per_s:.1f} documents/s, shares {counts}", flush=True)
        print(f"best of three: two readers are {max(rates[2]) / max(rates[1]):.2f} times one")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--read", type=int, default=600)
    parser.add_argument("--work-ms", type=float, default=20)
    parser.add_argument("--asleep", action="store_true")
    parser.add_argument("--reads", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.reads:
        read(arguments.reads, arguments.batch, arguments.work_ms, asleep=arguments.asleep)
    else:
        compare(arguments)


if __name__ == "__main__":
    main()
