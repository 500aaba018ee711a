"""The archive form: its size, the seconds and the peak memory of each step, and DuckDB's queries.

    python benchmarks/archive.py [--documents 1000] [--dossier talks.dragoman]

Without ``--dossier`` a pile is made and read by patterns (``pile.py``, ``pile_reader.py``). Each
step runs in a fresh process; seconds are by the clock and of the processor, which a busy machine
does not change much. Then each query is asked five times of the archive (DuckDB over Parquet) and
of the dossier (SQLite over its views), and the least time is taken.
"""

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
from peak import peak_mb
from pile import write_pile
from pile_reader import PatternReader

from dragoman.dossier import Dossier
from dragoman.dossier.archive import check_archive, restore_archive, write_archive

TIMES = 5
STEPS = ("write", "write again", "check", "restore")

QUERIES = {
    "statements by act": (
        "SELECT act, count(*) FROM 'A/entries/noun=statement/*/*.parquet' GROUP BY act",
        "SELECT act, count(*) FROM statements GROUP BY act",
    ),
    "one month's statements by party": (
        "SELECT party, count(*) FROM 'A/entries/noun=statement/month=2025-03/*.parquet' GROUP BY 1",
        "SELECT s.party, count(*) FROM statements s JOIN truth_documents d ON d.id = s.document "
        "WHERE d.published_key >= '2025-03' AND d.published_key < '2025-04' GROUP BY 1",
    ),
    "statements with their documents' outlets": (
        "SELECT d.outlet, s.act, count(*) FROM 'A/entries/noun=statement/*/*.parquet' s "
        "JOIN 'A/documents/*/*.parquet' d ON d.id = s.document GROUP BY ALL",
        "SELECT d.outlet, s.act, count(*) FROM statements s JOIN documents d ON d.id = s.document "
        "GROUP BY 1, 2",
    ),
    "a word in all texts": (
        "SELECT count(*) FROM 'A/documents/*/*.parquet' WHERE contains(text, 'ferries')",
        "SELECT count(*) FROM documents WHERE instr(text, 'ferries')",
    ),
}
"""What is asked of DuckDB (``A`` is the archive) and of SQLite; the answers must be the same."""


def make_dossier(place: Path, number: int) -> Path:
    """A dossier of a pile of articles, read and put together."""
    from dragoman.pipeline import (
        add_paths,
        assemble,
        negotiation_of,
        read_documents,
        take_over_settings,
    )

    write_pile(place / "texts", number)
    path = place / "talks.dragoman"
    with Dossier.create(path) as dossier:
        take_over_settings(dossier, [place / "texts"])
        add_paths(dossier, [place / "texts"])
        reader = PatternReader()
        read_documents(dossier, reader)
        assemble(dossier, reader, negotiation_of(dossier))
    return path


def step(name: str, dossier: Path, place: Path) -> dict[str, float]:
    """Run one step in this process; its seconds and the process's peak."""
    archive = place / "talks.archive"

    def write() -> None:
        with Dossier.open(dossier) as origin:
            write_archive(origin, archive)

    def restore() -> None:
        with Dossier.create(place / "back.dragoman") as target:
            restore_archive(archive, target)

    work: dict[str, Callable[[], object]] = {
        "write": write,
        "write again": write,
        "check": lambda: list(check_archive(archive)),
        "restore": restore,
    }
    clock, processor = time.perf_counter(), time.process_time()
    work[name]()
    return {
        "s": time.perf_counter() - clock,
        "processor_s": time.process_time() - processor,
        "mb": peak_mb(),
    }


def measured(name: str, dossier: Path, place: Path) -> dict[str, float]:
    """The figures of a step in a process of its own."""
    command = [sys.executable, __file__, "--step", name, "--dossier", str(dossier)]
    answer = subprocess.run(
        [*command, "--place", str(place)], check=True, capture_output=True, text=True
    )
    return dict(json.loads(answer.stdout))


def sizes(dossier: Path, archive: Path) -> str:
    """Megabytes of both, and how many files the archive has."""
    files = [path.stat().st_size for path in archive.rglob("*") if path.is_file()]
    of_texts = sum(path.stat().st_size for path in archive.glob("documents/*/*"))
    return (
        f"dossier {dossier.stat().st_size / 1e6:.1f} MB, archive {sum(files) / 1e6:.1f} MB "
        f"(documents {of_texts / 1e6:.1f} MB) in {len(files)} files"
    )


def least_ms(ask: Callable[[], list[Any]]) -> tuple[float, list[Any]]:
    """The least time of ``TIMES``, and the answer."""
    found = []
    for _ in range(TIMES):
        began = time.perf_counter()
        answer = ask()
        found.append(1000 * (time.perf_counter() - began))
    return min(found), sorted(answer, key=repr)


def query_table(dossier: Path, archive: Path) -> str:
    """Milliseconds of each query, as Markdown."""
    lines = ["| query | DuckDB over the archive, ms | SQLite, ms |", "|---|---|---|"]
    with closing(sqlite3.connect(dossier)) as file, duckdb.connect() as duck:
        for name, (parquet, views) in QUERIES.items():
            told = parquet.replace("'A/", f"'{archive}/")
            one, answer = least_ms(lambda told=told: duck.execute(told).fetchall())  # type: ignore[misc]
            other, same = least_ms(lambda views=views: file.execute(views).fetchall())  # type: ignore[misc]
            if answer != same:
                raise SystemExit(f"{name}: {answer[:3]} and {same[:3]} differ")
            lines.append(f"| {name} | {one:.1f} | {other:.1f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--dossier", type=Path)
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--place", type=Path)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(step(given.step, given.dossier, given.place)))
        return
    with tempfile.TemporaryDirectory(prefix="archive") as folder:
        place = Path(folder)
        dossier = given.dossier or make_dossier(place, given.documents)
        print("| step | s | processor s | peak MB |\n|---|---|---|---|")
        for name in STEPS:
            found = measured(name, dossier, place)
            print(f"| {name} | {found['s']:.1f} | {found['processor_s']:.1f} | {found['mb']:.0f} |")
        print(sizes(dossier, place / "talks.archive"))
        print(query_table(dossier, place / "talks.archive"))


if __name__ == "__main__":
    main()
