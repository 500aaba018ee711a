"""DuckDB and Polars read an archive as it lies there, and count what the dossier counts.

The queries are those of the documentation's page on the archive form.
"""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from dragoman.dossier import Dossier
from dragoman.dossier.archive import write_archive
from dragoman.model import Contact, Decision, Statement


@pytest.fixture
def talks(filled: Dossier, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """The dossier, while the working folder is where its archive lies."""
    write_archive(filled, folder)
    monkeypatch.chdir(folder.parent)
    return filled


def ask(query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def test_acts_of_one_month(talks: Dossier) -> None:
    found = ask(
        """
        SELECT act, count(*) AS statements
        FROM 'talks.archive/entries/noun=statement/month=2031-05/*.parquet'
        GROUP BY act ORDER BY act
        """
    )
    may = {one.id for one in talks.documents() if (one.published_at or "").startswith("2031-05")}
    told = [one for one in talks.entries(Statement) if one.passages[0].document in may]
    assert dict(found) == Counter(one.act.value for one in told) == {"demand": 350, "deny": 350}


def test_documents_by_month_and_outlet(talks: Dossier) -> None:
    found = ask(
        """
        SELECT month, outlet, count(*) AS documents
        FROM read_parquet('talks.archive/documents/*/*.parquet', hive_partitioning = true)
        WHERE state = 'kept' AND copy_of IS NULL
        GROUP BY ALL ORDER BY month
        """
    )
    kept = [one for one in talks.documents() if one.copy_of is None]
    known = Counter((one.published_at or "")[:7] for one in kept)
    months = {"2031": "unknown", "": "unknown"}
    expected: Counter[str] = Counter()
    for month, count in known.items():
        expected[months.get(month, month)] += count
    counted: Counter[str] = Counter()
    for month, _, count in found:
        counted[month] += count
    assert counted == expected
    assert {outlet for _, outlet, _ in found} == {None, "Tern\u2028Post"}


def test_who_met_whom(talks: Dossier) -> None:
    found = ask(
        """
        SELECT unnest(participants) AS who, count(*) AS contacts
        FROM 'talks.archive/entries/noun=contact/*/*.parquet'
        WHERE status = 'held' AND happened_from >= DATE '2031-04-01'
          AND happened_to <= DATE '2031-04-30'
        GROUP BY who ORDER BY contacts DESC, who
        """
    )
    assert dict(found) == Counter(
        one.name for contact in talks.entries(Contact) for one in contact.participants
    )


def test_statements_with_the_titles_of_their_documents(talks: Dossier) -> None:
    found = ask(
        """
        SELECT d.title, d.published_from, s.content
        FROM 'talks.archive/entries/noun=statement/*/*.parquet' s
        JOIN 'talks.archive/documents/*/*.parquet' d ON d.id = s.document
        WHERE list_contains(s.issues, 'quota')
        ORDER BY d.published_from NULLS LAST
        """
    )
    assert found == [("a\0b", date(2031, 4, 30), "Quota"), (None, None, "No da")]


def test_what_people_decided(talks: Dossier) -> None:
    frame = (
        pl.scan_parquet("talks.archive/decisions/*.parquet")
        .group_by("who", "verb")
        .agg(pl.len().alias("decisions"), pl.col("decided_instant").max())
        .collect()
    )
    known = Counter((one.who, one.verb.value) for one in talks.decisions())
    assert {(who, verb): n for who, verb, n, _ in frame.iter_rows()} == known
    assert frame["decided_instant"].null_count() == 0


def test_polars_reads_all_months_of_a_noun(talks: Dossier) -> None:
    frame = pl.scan_parquet(
        "talks.archive/entries/noun=statement/*/*.parquet", hive_partitioning=True
    )
    by_month = frame.group_by("month").len().collect()
    assert dict(by_month.iter_rows()) == {"2031-04": 1, "2031-05": 700, "unknown": 1}
    assert frame.select("id").collect().height == len(talks.entries(Statement))


def test_every_noun_at_once(talks: Dossier) -> None:
    found = ask(
        """
        SELECT noun, count(*) FROM read_parquet('talks.archive/entries/*/*/*.parquet',
        hive_partitioning = true, union_by_name = true) GROUP BY noun
        """
    )
    assert dict(found) == {"statement": 702, "contact": 1, "person": 1}


def test_a_record_in_the_archive_is_the_entry(talks: Dossier) -> None:
    found = ask("SELECT record FROM 'talks.archive/decisions/*.parquet' ORDER BY sequence")
    from dragoman.model import decode_as

    told = [decode_as(body, Decision) for (body,) in found]
    assert sorted(one.id for one in told) == sorted(one.id for one in talks.decisions())
