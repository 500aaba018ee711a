import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError

from dragoman.dossier import Dossier, Outcome, apply_decisions, correction, note
from dragoman.dossier.opening import create_file
from dragoman.errors import BadRequest, DossierLocked, UnknownEntry
from dragoman.model import (
    Act,
    Document,
    Person,
    Reader,
    Report,
    Statement,
    Verb,
    cut,
    entry_id,
)

Write = Callable[..., tuple[Document, bytes]]
READER = Reader(name="rules", version="1")
SECRET = "Envoy Marn hid the tonnage."
_FILES = """SELECT pg_relation_filepath(c.oid) FROM pg_class c
    WHERE relkind IN ('r', 'i', 't') AND (relnamespace = %s::regnamespace OR c.oid IN (
        SELECT reltoastrelid FROM pg_class WHERE relnamespace = %s::regnamespace))"""


def statement(document: Document) -> Statement:
    passage = cut(document.text, 0, len(document.text), document=document.id, role="content")
    return Statement(
        id=entry_id("statement", [passage]), passages=(passage,), act=Act.ASSERT, reader=READER
    )


def report(document: Document) -> Report:
    return Report(
        id=f"report-{document.id}",
        document=document.id,
        text_sha256=document.sha256,
        gazetteer="g",
        reader=READER,
        statements=(statement(document),),
    )


def test_a_removed_document_is_hidden_and_comes_back_with_undo(
    dossier: Dossier, document: Write
) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    dossier.add_document(one, raw)
    dossier.put_report(report(one))
    before = list(dossier.canonical())
    decision = dossier.remove_document(one.id, "Ilse Marn", "not ours")
    assert (decision.verb, decision.target.entry) == (Verb.REMOVE, one.id)
    assert dossier.document_heads() == []
    assert dossier.unread(READER, "g") == []
    for ask in (dossier.document, dossier.raw):
        with pytest.raises(UnknownEntry):
            ask(one.id)
    assert dossier.check() == []
    dossier.undo("Ilse Marn")
    assert dossier.raw(one.id) == raw
    assert dossier.report(one.id, READER, "g") == report(one)
    assert [line for line in dossier.canonical() if b'"kind":"decision"' not in line] == before
    assert dossier.check() == []


def test_a_removed_document_stays_out_when_its_file_is_added_again(
    dossier: Dossier, document: Write
) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    dossier.add_document(one, raw)
    dossier.remove_document(one.id, "Ilse Marn", "not ours")
    assert dossier.add_document(one, raw).outcome is Outcome.REMOVED
    assert dossier.document_heads() == []


def test_removing_a_document_takes_what_was_derived_from_it(
    dossier: Dossier, document: Write
) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    other, other_raw = document("Quota talks begin.", "b.txt")
    dossier.add_document(one, raw)
    dossier.add_document(other, other_raw)
    merged = Person(
        id="p", names=("Marn",), passages=(*statement(one).passages, *statement(other).passages)
    )
    dossier.put_entries([statement(one), statement(other), merged])
    dossier.remove_document(one.id, "Ilse Marn", "not ours")
    assert dossier.entries(Statement) == [statement(other)]
    assert dossier.entries("person") == []
    assert not dossier.is_current()


def test_the_next_copy_is_read_when_the_original_is_removed(
    dossier: Dossier, document: Write
) -> None:
    one, raw = document("Quota talks end.", "a.txt", published_at="2031-05-01")
    copy, _ = document("Quota talks end.", "b.txt", published_at="2031-05-02")
    dossier.add_document(one, raw)
    dossier.add_document(copy, raw)
    assert dossier.unread(READER, "g") == [one.id]
    dossier.remove_document(one.id, "Ilse Marn", "not ours")
    assert dossier.unread(READER, "g") == [copy.id]
    dossier.undo("Ilse Marn")
    assert dossier.unread(READER, "g") == [one.id]


def test_the_older_version_is_read_again_when_the_newer_is_removed(
    dossier: Dossier, document: Write
) -> None:
    old, old_raw = document("Six tonnes.", "a.txt", published_at="2031-05-01")
    new, new_raw = document("Nine tonnes.", "a.txt", published_at="2031-05-02")
    dossier.add_document(old, old_raw)
    dossier.add_document(new, new_raw)
    assert dossier.unread(READER, "g") == [new.id]
    dossier.remove_document(new.id, "Ilse Marn", "a forgery")
    assert dossier.unread(READER, "g") == [old.id]


@pytest.fixture
def on_disk(place: str | Path, request: pytest.FixtureRequest) -> Callable[[], bytes]:
    """All bytes of the dossier's files: SQLite's with its logs; on a server those of the schema's
    tables and indexes, also of files that were theirs before. Its write-ahead log stays out."""
    if isinstance(place, Path):
        return lambda: b"".join(f.read_bytes() for f in place.parent.glob(f"{place.name}*"))
    server, schema = request.getfixturevalue("postgresql"), place.rpartition("=")[2]
    files: set[Path] = set()

    def read() -> bytes:
        with closing(psycopg.connect(host=server.folder, user="dragoman", dbname="postgres")) as c:
            c.autocommit = True
            c.execute("CHECKPOINT")
            files.update(server.data() / path for (path,) in c.execute(_FILES, [schema, schema]))
        return b"".join(file.read_bytes() for file in files if file.exists())

    return read


def test_a_purge_leaves_no_word_on_the_disk_but_a_tombstone(
    dossier: Dossier, on_disk: Callable[[], bytes], document: Write
) -> None:
    one, raw = document(SECRET, "marn.txt", title="Marn hid", fingerprint="f")
    other, other_raw = document("Quota talks begin.", "b.txt")
    dossier.add_document(one, raw)
    dossier.add_document(other, other_raw)
    dossier.put_report(report(one))
    dossier.put_entries([statement(one)])
    dossier.decide(correction(statement(one), {"act": "deny"}, who="Ilse Marn"))
    dossier.put_entries([])
    assert SECRET.encode() in on_disk()
    dossier.remove_document(one.id, "Ilse Marn", "names a witness", purge=True)
    for word in (SECRET.encode(), b"hid", b"marn.txt", b"tonnage"):
        assert word not in on_disk()
    assert one.sha256.encode() in b"".join(dossier.canonical())
    assert dossier.check() == []
    assert [decision.who for decision in dossier.decisions()] == ["Ilse Marn", "Ilse Marn"]
    assert apply_decisions([statement(other)], dossier.decisions()).orphans == ()
    assert dossier.raw(other.id) == other_raw


def test_a_purge_blanks_what_the_withdrawal_of_a_decision_quotes_too(
    dossier: Dossier, on_disk: Callable[[], bytes], document: Write
) -> None:
    one, raw = document(SECRET, "marn.txt")
    dossier.add_document(one, raw)
    dossier.decide(correction(statement(one), {"act": "deny"}, who="Ilse Marn"))
    dossier.undo("Ilse Marn")
    dossier.remove_document(one.id, "Ilse Marn", "names a witness", purge=True)
    assert b"tonnage" not in on_disk()
    assert dossier.check() == []
    assert [decision.verb for decision in dossier.decisions()] == ["correct", "withdraw", "remove"]


def test_undoing_a_purge_brings_nothing_back_but_lets_the_file_in_again(
    dossier: Dossier, document: Write
) -> None:
    one, raw = document(SECRET, "marn.txt")
    dossier.add_document(one, raw)
    dossier.decide(note(statement(one), who="Ilse Marn", why="check this"))
    dossier.remove_document(one.id, "Ilse Marn", "names a witness", purge=True)
    assert dossier.add_document(one, raw).outcome is Outcome.REMOVED
    dossier.undo("Ilse Marn")
    assert dossier.document_heads() == []
    assert dossier.check() == []
    assert dossier.add_document(one, raw).outcome is Outcome.NEW
    assert dossier.check() == []
    assert apply_decisions([statement(one)], dossier.decisions()).orphans == ()


def test_a_removed_document_can_still_be_purged_and_a_purge_is_not_softened(
    dossier: Dossier, on_disk: Callable[[], bytes], document: Write
) -> None:
    one, raw = document(SECRET, "marn.txt")
    dossier.add_document(one, raw)
    dossier.remove_document(one.id, "Ilse Marn", "names a witness")
    assert SECRET.encode() in on_disk()
    dossier.remove_document(one.id, "Ilse Marn", "for good", purge=True)
    dossier.remove_document(one.id, "Ilse Marn", "once more")
    assert SECRET.encode() not in on_disk()
    dossier.undo("Ilse Marn")
    assert dossier.check() == []
    dossier.undo("Ilse Marn")
    assert dossier.check() == []
    assert dossier.add_document(one, raw).outcome is Outcome.REMOVED
    dossier.undo("Ilse Marn")
    assert dossier.add_document(one, raw).outcome is Outcome.NEW


def test_a_purge_that_a_reader_holds_up_says_so_and_can_be_finished(
    path: Path, on_disk: Callable[[], bytes], document: Write
) -> None:
    one, raw = document(SECRET, "marn.txt")
    dossier = Dossier(path, create_file(path, timeout_s=0.1))
    dossier.add_document(one, raw)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM truth_documents").fetchone()
    with pytest.raises(DossierLocked):
        dossier.remove_document(one.id, "Ilse Marn", "names a witness", purge=True)
    assert dossier.document_heads() == []
    assert SECRET.encode() in on_disk()
    reader.close()
    dossier.remove_document(one.id, "Ilse Marn", "names a witness", purge=True)
    assert SECRET.encode() not in on_disk()
    dossier.close()


def test_a_removal_names_a_stored_document_and_a_person(dossier: Dossier, document: Write) -> None:
    with pytest.raises(UnknownEntry):
        dossier.remove_document("nothing", "Ilse Marn", "")
    one, raw = document("Quota talks end.", "a.txt")
    dossier.add_document(one, raw)
    with pytest.raises(BadRequest, match="name under it"):
        dossier.remove_document(one.id, " ", "")
    assert len(dossier.document_heads()) == 1


def test_the_database_itself_refuses_to_change_or_delete_a_signed_decision(
    dossier: Dossier, run_sql: Callable[..., Any], document: Write
) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    dossier.add_document(one, raw)
    dossier.remove_document(one.id, "Ilse Marn", "not ours")
    for harm in (
        "DELETE FROM truth_decisions",
        "UPDATE truth_decisions SET who = 'somebody'",
    ):
        for unguarded in (False, True):
            with pytest.raises((sqlite3.IntegrityError, IntegrityError), match="signed decision"):
                run_sql(harm, unguarded=unguarded)
