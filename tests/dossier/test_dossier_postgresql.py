"""What is PostgreSQL's own: schemas, the lock, rights, the server's end, what a purge reaches."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from dragoman.dossier import Dossier, Words, decisions, note, place_of
from dragoman.dossier import postgresql as own
from dragoman.dossier.opened import READ_ONLY, Opened
from dragoman.dossier.places import ServerPlace
from dragoman.dossier.postgresql_opening import create_schema, open_schema
from dragoman.errors import (
    BadRequest,
    DossierDamaged,
    DossierLocked,
    DossierReadOnly,
    DossierUnreachable,
)
from dragoman.model import Document, Passage, Person, Segment, SegmentKind
from postgresql_server import Server, started

Write = Callable[..., tuple[Document, bytes]]
QUICK_S = 0.2


@pytest.fixture
def url(postgresql: Server) -> str:
    return postgresql.place()


@pytest.fixture
def place(url: str) -> ServerPlace:
    found = place_of(url)
    assert isinstance(found, ServerPlace)
    return found


@contextmanager
def other_program(place: ServerPlace, *, is_in_schema: bool = True) -> Iterator[Any]:
    """Another client of the same server, each statement its own transaction."""
    plain = place.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        if is_in_schema:
            connection.execute(f"SET search_path TO {own.quoted(place.schema)}")
        yield connection


def opened(place: ServerPlace, found: Opened) -> Dossier:
    return Dossier(place, found)


def test_an_empty_schema_is_used(place: ServerPlace) -> None:
    with other_program(place, is_in_schema=False) as other:
        other.execute(f"CREATE SCHEMA {place.schema}")
    assert not Dossier.is_at(place)
    with Dossier.open_or_create(place) as dossier:
        assert dossier.check() == []


@pytest.mark.parametrize("name", ['O\'Neil "x" %s :y \\ ;', "ÄÖÜ 日本", "Select"])
def test_a_schema_may_have_any_name(postgresql: Server, document: Write, name: str) -> None:
    base = place_of(postgresql.place("x"))
    assert isinstance(base, ServerPlace)
    place = ServerPlace(url=base.url, schema=name)
    with Dossier.create(place) as dossier:
        one, raw = document("Quota talks end.", "a.txt")
        dossier.add_document(one, raw)
        dossier.decide(note(one, who="Tov", why="?"))
        passage = Passage(document=one.id, start=0, end=5, exact="Quota")
        kind = SegmentKind.PARAGRAPH
        dossier.put_entries([Segment(id="s", segment_kind=kind, passages=(passage,))])
        assert [hit.id for hit in dossier.search(Words(wanted=("quotas",)))] == ["s"]
        assert dossier.check() == []
    with Dossier.open(str(place)) as dossier:
        assert len(dossier.decisions()) == 1


@pytest.mark.parametrize("enter", [Dossier.create, Dossier.open])
@pytest.mark.parametrize("table", ["guests (name text)", "dossier_mark (application text)"])
def test_another_programs_schema_is_left_as_it_is(
    place: ServerPlace, enter: Callable[[ServerPlace], Dossier], table: str
) -> None:
    with other_program(place) as other:
        other.execute(f"CREATE SCHEMA {place.schema}")
        other.execute(f"CREATE TABLE {table}")
        with pytest.raises(DossierDamaged, match="another program"):
            enter(place)
        found = "SELECT count(*) FROM pg_tables WHERE schemaname = %s"
        assert other.execute(found, [place.schema]).fetchone() == (1,)


def test_a_dossier_that_lost_a_table_of_truth_is_damaged(place: ServerPlace) -> None:
    Dossier.create(place).close()
    with other_program(place) as other:
        other.execute("DROP TABLE truth_contents CASCADE")
    with pytest.raises(DossierDamaged, match="truth_contents"):
        Dossier.open(place)


def test_a_schema_of_an_earlier_version_is_given_what_came_since(place: ServerPlace) -> None:
    Dossier.create(place).close()
    with other_program(place) as other:
        other.execute("DROP TABLE noted_marks")
    with Dossier.open(place) as dossier:
        dossier.remember("a", "b")
        assert dossier.remembered("a") == "b"


def test_of_two_who_make_one_at_once_one_is_told(place: ServerPlace) -> None:
    def make(_: int) -> str:
        try:
            Dossier.create(place).close()
        except BadRequest:
            return "there already"
        return "made"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(make, range(4))) == ["made", *["there already"] * 3]


def test_a_locked_dossier_says_so_reads_on_and_loses_nothing(
    place: ServerPlace, document: Write
) -> None:
    dossier = opened(place, create_schema(place, timeout_s=QUICK_S))
    one, raw = document("Quota talks end.", "a.txt")
    with other_program(place) as other:
        other.execute("BEGIN")
        other.execute(own.lock_statement(place.schema))
        with pytest.raises(DossierLocked, match="wait for it"):
            dossier.add_document(one, raw)
        assert dossier.document_heads() == []
        other.execute("ROLLBACK")
    dossier.add_document(one, raw)
    assert len(dossier.document_heads()) == 1
    dossier.close()


def test_numbers_of_decisions_have_no_gap_whoever_writes(
    place: ServerPlace, document: Write
) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    with Dossier.create(place) as dossier:
        dossier.add_document(one, raw)

        def decide(who: int) -> None:
            for number in range(8):
                with suppress(ZeroDivisionError), dossier._writing() as connection:
                    decisions.append(connection, note(one, who="Tov", why=f"{who}.{number}"))
                    if number % 3 == 1:
                        raise ZeroDivisionError

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(decide, range(4)))
        with other_program(place) as other:
            numbers = other.execute("SELECT sequence FROM truth_decisions ORDER BY 1").fetchall()
        kept = 4 * sum(number % 3 != 1 for number in range(8))
        assert numbers == [(n + 1,) for n in range(kept)]


def test_each_commit_is_flushed_though_the_server_would_not(place: ServerPlace) -> None:
    Dossier.create(place).close()
    with other_program(place) as other:
        (user,) = other.execute("SELECT current_user").fetchone()
        other.execute(f"ALTER ROLE {user} SET synchronous_commit = off")
        try:
            with Dossier.open(place) as dossier, dossier._writing() as connection:
                assert connection.scalar(text("SHOW synchronous_commit")) == "on"
        finally:
            other.execute(f"ALTER ROLE {user} RESET synchronous_commit")


@pytest.fixture
def reader(postgresql: Server, place: ServerPlace) -> ServerPlace:
    """The place as a user sees it who may read and not write."""
    postgresql.data()
    Dossier.create(place).close()
    role = f"reader_{place.schema}"
    with other_program(place) as other:
        other.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'hush'")
        other.execute(f"GRANT USAGE ON SCHEMA {place.schema} TO {role}")
        other.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {place.schema} TO {role}")
    return ServerPlace(url=place.url.set(username=role, password="hush"), schema=place.schema)


def test_who_may_only_read_is_told_and_reads(reader: ServerPlace) -> None:
    with Dossier.open(reader) as dossier:
        assert dossier.notices == (READ_ONLY,)
        assert not dossier.takes_writes
        assert dossier.document_heads() == []
        assert dossier.check() == []
        with pytest.raises(DossierReadOnly, match="lacks a right") as refused:
            dossier.put_settings("name = 'a'", "Tov")
    assert "hush" not in str(refused.value)


def test_who_may_make_nothing_there_is_told(reader: ServerPlace) -> None:
    elsewhere = ServerPlace(url=reader.url, schema="not_there")
    with pytest.raises(DossierReadOnly, match="lacks a right"):
        Dossier.create(elsewhere)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"host": "127.0.0.1", "port": 9, "query": {}}, "no connection"),
        ({"database": "no_such_database"}, "does not exist"),
        ({"host": "no-such-host.invalid", "query": {}}, "no connection"),
    ],
)
def test_a_server_that_is_not_there_is_named_without_the_password(
    place: ServerPlace, change: dict[str, Any], why: str
) -> None:
    url = place.url.set(username="ana", password="hush").set(**change)
    if "database" in change:
        url = url.set(username=place.url.username)
    away = ServerPlace(url=url, schema="talks")
    for enter in (Dossier.open, Dossier.create, Dossier.is_at):
        with pytest.raises(DossierUnreachable, match=why) as refused:
            enter(away)
        told = str(refused.value)
        assert told.startswith(str(away))
        assert "hush" not in told
        assert refused.value.__cause__ is None


def test_a_connection_that_breaks_leaves_nothing_half_written(place: ServerPlace) -> None:
    def people(number: int) -> Iterator[Person]:
        for n in range(1200):
            if n == number:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE application_name = 'dragoman' AND datname = current_database()"
                    "AND state LIKE 'idle in transaction%%'"
                )
            yield Person(id=f"{n:05}", names=("Tov",))

    with Dossier.create(place) as dossier, other_program(place) as other:
        dossier.put_entries([Person(id="first", names=("Marn",))])
        with pytest.raises(DossierUnreachable, match=r"broke off|no connection"):
            dossier.put_entries(people(700))
        assert [person.id for person in dossier.entries(Person)] == ["first"]
        assert dossier.put_entries(people(-1)) == 1200
        assert dossier.check() == []


def test_a_server_that_crashes_loses_nothing_that_was_acknowledged(document: Write) -> None:
    with started() as server, Dossier.create(server.place("talks")) as dossier:
        added = []
        stop = threading.Timer(0.3, server.stop)

        def add() -> None:
            for number in range(100_000):
                one, raw = document(f"Text {number}. " * (number % 90 + 1), f"{number}.txt")
                added.append(dossier.add_document(one, raw).document_id)
                if number == 20:
                    stop.start()

        with pytest.raises(DossierUnreachable):
            add()
        stop.join()
        with pytest.raises(DossierUnreachable, match="no connection"):
            dossier.document_heads()
        server.start()
        stored = {head.id for head in dossier.document_heads()}
        assert set(added) <= stored
        assert len(stored) - len(added) <= 1, "at most the one that was under way"
        assert dossier.check() == []
        with other_program(dossier.path) as other:  # type: ignore[arg-type]
            other.execute("ALTER SYSTEM SET fsync = off")
            other.execute("SELECT pg_reload_conf(), pg_sleep(0.2)")
        with Dossier.open(dossier.path) as again:
            assert "fsync is off" in again.notices[0]


def _segment(one: Document, exact: str) -> Segment:
    passage = Passage(document=one.id, start=0, end=len(exact), exact=exact)
    return Segment(id="s", segment_kind=SegmentKind.PARAGRAPH, passages=(passage,))


def test_a_paragraph_too_long_for_the_index_is_kept_and_found_by_its_beginning(
    place: ServerPlace, document: Write
) -> None:
    long = "beginning " + " ".join(f"word{n}-\N{GRINNING FACE}x{n}" for n in range(150_000))
    one, raw = document(long, "a.txt")
    with Dossier.create(place) as dossier:
        dossier.add_document(one, raw)
        dossier.put_entries([_segment(one, long)])
        assert [hit.id for hit in dossier.search(Words(wanted=("beginning",)))] == ["s"]
        assert dossier.check() == []


def test_views_show_a_text_with_nul(place: ServerPlace, document: Write) -> None:
    one, raw = document("Quota\0 talks\0", "a.txt", title="a\0b")
    with Dossier.create(place) as dossier:
        dossier.add_document(one, raw)
        dossier.put_entries([_segment(one, "Quota\0 talks\\u0000\0")])
        assert [hit.id for hit in dossier.search(Words(wanted=("quota talks",)))] == ["s"]
        with other_program(place) as other:
            shown = other.execute("SELECT title, text FROM documents").fetchone()
            assert shown == ("a b", "Quota  talks ")
        assert dossier.document(one.id).text == one.text


def test_the_planner_keeps_no_words(place: ServerPlace, document: Write) -> None:
    with Dossier.create(place) as dossier, other_program(place) as other:
        for number in range(30):
            one, raw = document(f"The lantern {number}.", f"lantern{number}.txt", title="lantern")
            dossier.add_document(one, raw)
            dossier.decide(note(_segment(one, one.text), who="Tov", why="lantern"))
        dossier.put_entries([_segment(one, one.text)])
        other.execute("ANALYZE")
        samples = other.execute(
            "SELECT tablename, attname FROM pg_stats WHERE schemaname = %s AND "
            "(most_common_vals::text ILIKE '%%lantern%%' OR histogram_bounds::text ILIKE "
            "'%%lantern%%' OR most_common_elems::text ILIKE '%%lantern%%')",
            [place.schema],
        )
        assert samples.fetchall() == []


@pytest.mark.parametrize("looks_at", ["truth_documents", "pg_class"])
def test_a_purge_that_a_reader_holds_up_says_so_and_can_be_finished(
    place: ServerPlace, document: Write, looks_at: str
) -> None:
    """Who has seen an older state holds it up, whatever was looked at."""
    one, raw = document("Envoy Marn hid the tonnage.", "a.txt")
    dossier = opened(place, create_schema(place, timeout_s=QUICK_S))
    dossier.add_document(one, raw)
    with other_program(place) as other:
        other.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        other.execute(f"SELECT count(*) FROM {looks_at}").fetchone()
        with pytest.raises(DossierLocked):
            dossier.remove_document(one.id, "Ilse Marn", "names a witness", purge=True)
        assert dossier.document_heads() == []
        other.execute("ROLLBACK")
    dossier.remove_document(one.id, "Ilse Marn", "names a witness", purge=True)
    dossier.close()


def test_a_purge_by_another_than_the_owner_says_who_must_finish_it(
    reader: ServerPlace, place: ServerPlace, document: Write
) -> None:
    one, raw = document("Envoy Marn hid the tonnage.", "a.txt")
    with other_program(place) as other:
        other.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA {place.schema} TO {reader.url.username}")
    with Dossier.open(reader) as dossier:
        dossier.add_document(one, raw)
        with pytest.raises(DossierReadOnly, match="owner"):
            dossier.remove_document(one.id, "Ilse Marn", "names a witness", purge=True)
        assert dossier.document_heads() == []
    with Dossier.open(place) as dossier:
        dossier.remove_document(one.id, "Ilse Marn", "names a witness", purge=True)


@pytest.mark.parametrize("harm", ["DISABLE TRIGGER", "DROP TRIGGER"])
def test_a_guard_that_is_gone_is_found(place: ServerPlace, harm: str) -> None:
    guard = "decisions_are_not_deleted"
    with Dossier.create(place) as dossier, other_program(place) as other:
        if harm.startswith("DROP"):
            other.execute(f"DROP TRIGGER {guard} ON truth_decisions")
        else:
            other.execute(f"ALTER TABLE truth_decisions {harm} {guard}")
        assert [str(one) for one in dossier.check()] == [
            f"database: the guard {guard} of the signed decisions is gone"
        ]


def test_the_log_cannot_be_emptied_at_once_either(place: ServerPlace, document: Write) -> None:
    with Dossier.create(place) as dossier, other_program(place) as other:
        one, raw = document("Quota talks end.", "a.txt")
        dossier.add_document(one, raw)
        dossier.decide(note(one, who="Tov", why="?"))
        with pytest.raises(psycopg.errors.IntegrityError, match="signed decision"):
            other.execute("TRUNCATE truth_decisions")
        assert len(dossier.decisions()) == 1
        assert open_schema(place).takes_writes
