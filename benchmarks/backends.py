"""The same dossier in SQLite's file and on a PostgreSQL server: seconds of each, and their ratio.

    python benchmarks/backends.py [--documents 10000] [--entries 100000] [--url postgresql://…]

Small invented documents and entries (half statements, half people) are put into both. Then each
question is asked five times, in turns, and the least time is taken. Without ``--url`` a server is
started for the purpose and thrown away (``tests/postgresql_server.py``); its files lie in memory,
so what is put is not slowed down by a disk, while SQLite's file lies on one.
"""

import argparse
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.dossier import Dossier, Words
from dragoman.model import Act, Document, Named, Passage, Person, Statement, document_id

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

PLACES = ("Velland", "Ormark", "Sundholm", "the strait", "Castle Quay", "the council")
THINGS = ("quota", "patrol boats", "landing rights", "ferries", "prisoners", "tariffs")
TIMES = 5


def documents(number: int) -> Iterator[tuple[Document, bytes]]:
    for n in range(number):
        text = (
            f"Text {n}. {PLACES[n % 6]} asked {PLACES[(n // 6) % 6]} about the {THINGS[n % 6]}. "
            f"Round {n % 97} of the talks ended without a word on {THINGS[(n + 1) % 6]}. "
        ) * 4
        raw = text.encode()
        sha256 = hashlib.sha256(raw).hexdigest()
        day = f"2025-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
        path = f"{n}.txt"
        one = document_id(sha256, path)
        yield Document(id=one, path=path, sha256=sha256, text=text, published_at=day), raw


def entries(all_ids: list[str], number: int) -> Iterator[Statement | Person]:
    for n in range(number):
        exact = f"{PLACES[n % 6]} will leave the {THINGS[n % 6]} to round {n % 997}"
        passage = Passage(
            document=all_ids[n % len(all_ids)], start=0, end=len(exact), exact=exact, role="content"
        )
        name = hashlib.sha256(str(n).encode()).hexdigest()[:16]
        if n % 2:
            yield Person(id=name, names=(f"Person {n}",), passages=(passage,), score=n % 1000 / 999)
        else:
            speaker = Named(name=f"Speaker {n % 500}")
            yield Statement(id=name, act=Act.DEMAND, passages=(passage,), speakers=(speaker,))


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def fill(dossier: Dossier, n_documents: int, n_entries: int) -> dict[str, float]:
    """Put everything in; seconds of each step."""
    ids = []

    def take() -> None:
        for one, raw in documents(n_documents):
            ids.append(dossier.add_document(one, raw).document_id)

    return {
        "add documents, one transaction each": seconds(take),
        "put entries": seconds(lambda: dossier.put_entries(entries(ids, n_entries))),
        "put the same entries again": seconds(lambda: dossier.put_entries(entries(ids, n_entries))),
    }


def questions(dossier: Dossier) -> dict[str, Callable[[], object]]:
    some = dossier.entries(Statement)[77].id
    return {
        "entries(Statement)": lambda: dossier.entries(Statement),
        "entry(id)": lambda: dossier.entry(some),
        "document_heads()": dossier.document_heads,
        "search: one rare phrase": lambda: dossier.search(Words(wanted=("round 731",))),
        "search: a word of every third": lambda: dossier.search(Words(wanted=("landing",))),
        "search: two words, one unwanted": lambda: dossier.search(
            Words(wanted=("quota", "Velland"), unwanted=("speaker 3",))
        ),
        "is_current()": dossier.is_current,
        "canonical()": lambda: sum(map(len, dossier.canonical())),
    }


@contextmanager
def server(url: str | None) -> Iterator[str]:
    """The URL of a schema that is not used, on the server named or one of our own."""
    if url is not None:
        yield f"{url}{'&' if '?' in url else '?'}schema=backends_{time.time_ns()}"
        return
    from postgresql_server import started

    with started() as own:
        yield own.place("backends")


def measure(n_documents: int, n_entries: int, url: str | None) -> dict[str, list[float]]:
    """Seconds of each step in both, SQLite first."""
    found: dict[str, list[float]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        server(url) as place,
        Dossier.create(Path(folder) / "pile.dragoman") as file,
        Dossier.create(place) as schema,
    ):
        both = (file, schema)
        for dossier in both:
            for step, taken in fill(dossier, n_documents, n_entries).items():
                found.setdefault(step, []).append(taken)
        asked = [questions(dossier) for dossier in both]
        for name in asked[0]:
            rounds = [[seconds(one[name]) for one in asked] for _ in range(TIMES)]
            found[name] = [min(times) for times in zip(*rounds, strict=True)]
        same = list(file.canonical()) == list(schema.canonical())
        print(f"canonical exports are the same: {same}", file=sys.stderr)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--url", help="a database of a running server")
    given = parser.parse_args()
    print("| step | SQLite, ms | PostgreSQL, ms | ratio |\n|---|---|---|---|")
    for step, (one, other) in measure(given.documents, given.entries, given.url).items():
        print(f"| {step} | {one * 1000:.1f} | {other * 1000:.1f} | {other / one:.2f} |")


if __name__ == "__main__":
    main()
