import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from attrs import evolve

from dragoman.dossier import Dossier, sqlite_claims
from dragoman.dossier.claims import FREE
from dragoman.dossier.liveness import Process, this_process
from dragoman.model import Document, Reader

Write = Callable[..., tuple[Document, bytes]]
RunSql = Callable[..., list[dict[str, Any]]]
RULES = Reader(name="rules", version="1")


def claim_as(process: Process, path: Path, run_sql: RunSql, age_s: float = 0) -> None:
    """Turn all claims in the file into those of another process."""
    name = sqlite_claims._Claimer(process=process, file=path.stat().st_ino, mark="m")
    claimer = msgspec.json.encode(name).decode()
    at = (datetime.now(UTC) - timedelta(seconds=age_s)).isoformat()
    run_sql(f"UPDATE passing_claims SET claimer = '{claimer}', claimed_at = '{at}'")


@pytest.mark.parametrize(
    ("change", "age_s", "is_free"),
    [
        ({"number": 2**22 + 1}, 0, True),
        ({"started": "1"}, 0, True),
        ({"boot": "another"}, 0, True),
        ({"machine": "elsewhere"}, 60, False),
        ({"machine": "elsewhere"}, sqlite_claims.UNSEEN_S + 60, True),
        ({"space": "container"}, 60, False),
    ],
)
def test_a_share_is_free_when_its_process_is_gone_or_out_of_sight_for_long(
    path: Path,
    dossier: Dossier,
    document: Write,
    run_sql: RunSql,
    change: dict[str, Any],
    age_s: float,
    *,
    is_free: bool,
) -> None:
    dossier.add_document(*document("Quota round 1 ended.", "1.txt"))
    with dossier.queue(RULES, "g") as queue:
        ids = queue.take(1)
        claim_as(evolve(this_process(), **change), path, run_sql, age_s)
    with dossier.queue(RULES, "g") as queue:
        assert queue.take(1) == (ids if is_free else [])
        if not is_free:
            assert queue.wait(0) is True


def test_who_reads_a_copy_of_the_file_does_not_wait_for_those_who_read_the_original(
    path: Path, dossier: Dossier, document: Write, tmp_path: Path
) -> None:
    dossier.add_document(*document("Quota round 1 ended.", "1.txt"))
    with dossier.queue(RULES, "g") as queue:
        ids = queue.take(1)
        for end in ("", "-wal"):
            shutil.copy(f"{path}{end}", tmp_path / f"copy.dragoman{end}")
        with Dossier.open(tmp_path / "copy.dragoman") as copy, copy.queue(RULES, "g") as free:
            assert free.take(1) == ids


def test_a_claimer_of_this_process_that_ended_badly_is_gone(
    path: Path, dossier: Dossier, document: Write
) -> None:
    dossier.add_document(*document("Quota round 1 ended.", "1.txt"))
    with Dossier.open(path) as other:
        first = other.queue(RULES, "g")
        lost = first.__enter__()
        ids = lost.take(1)
        lost._let_go()  # as where nothing could be written at the end
    with dossier.queue(RULES, "g") as queue:
        assert queue.take(1) == ids


def test_a_claim_that_nobody_can_read_is_free(
    path: Path, dossier: Dossier, document: Write, run_sql: RunSql
) -> None:
    dossier.add_document(*document("Quota round 1 ended.", "1.txt"))
    with dossier.queue(RULES, "g") as queue:
        ids = queue.take(1)
        run_sql("UPDATE passing_claims SET claimer = 'nonsense'")
    with dossier.queue(RULES, "g") as queue:
        assert queue.take(1) == ids


def test_what_is_given_back_is_free_for_other_processes_too(
    path: Path, dossier: Dossier, document: Write, run_sql: RunSql
) -> None:
    dossier.add_document(*document("Quota round 1 ended.", "1.txt"))
    with dossier.queue(RULES, "g") as queue:
        queue.take(1)
    assert path.exists()
    assert [row["claimer"] for row in run_sql("SELECT * FROM passing_claims")] == [FREE]
