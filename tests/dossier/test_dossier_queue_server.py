"""A queue on a server that goes away amid the work, and comes back."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from dragoman.dossier import Dossier, ServerPlace, place_of
from dragoman.errors import DossierReadOnly, DossierUnreachable
from dragoman.model import Document, Reader, Report
from postgresql_server import Server, reason_to_skip, started

pytestmark = pytest.mark.skipif(reason_to_skip() is not None, reason=str(reason_to_skip()))

Write = Callable[..., tuple[Document, bytes]]
RULES = Reader(name="rules", version="1")


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """A server that may be killed, since nobody else uses it."""
    if os.environ.get("DRAGOMAN_TEST_POSTGRESQL"):
        pytest.skip("kills a server of its own")
    with started() as server:
        yield server


def kill(server: Server) -> None:
    """Kill its first process as nothing announces it; the others notice and end."""
    number = int((server.data() / "postmaster.pid").read_text().splitlines()[0])
    os.kill(number, signal.SIGKILL)


def start(server: Server) -> None:
    """Start it again; the old one's last processes may still hold its memory."""
    for _ in range(50):
        with suppress(RuntimeError):
            return server.start()
        time.sleep(0.1)
    raise AssertionError("the server does not start again")


def report(one: Document) -> Report:
    return Report(
        id=f"r{one.id}", document=one.id, reader=RULES, gazetteer="g", text_sha256=one.sha256
    )


def store(dossier: Dossier, document_id: str) -> None:
    dossier.put_report(report(dossier.document(document_id)))


def again(call: Callable[[], Any], lost: list[str]) -> Any:
    """Call until the server answers, at most for half a minute."""
    for _ in range(300):
        try:
            return call()
        except DossierUnreachable as error:
            lost.append(str(error))
            time.sleep(0.1)
    raise AssertionError(lost[-1])


@pytest.mark.parametrize("kills", [1, pytest.param(5, marks=pytest.mark.slow)])
def test_a_reader_survives_kills_of_the_server(
    own_server: Server, document: Write, kills: int
) -> None:
    place = own_server.place()
    with Dossier.create(place) as dossier:
        for n in range(60):
            dossier.add_document(*document(f"Quota round {n} ended.", f"{n}.txt"))
        given: list[str] = []
        acknowledged: list[str] = []
        lost: list[str] = []
        with dossier.queue(RULES, "g") as queue:
            while ids := again(lambda: queue.take(5), lost):
                given += ids
                if len(given) in range(5, 5 + 10 * kills, 10):
                    kill(own_server)
                    start(own_server)
                for one in ids:
                    again(partial(store, dossier, one), lost)
                    acknowledged.append(one)
                again(partial(queue.done, ids), lost)
            assert queue.left() == 0
        assert len(lost) >= kills
        assert len(given) == len(set(given)) == 60
        assert dossier.unread(RULES, "g") == []
        assert {one.document for one in dossier.reports(RULES, "g")} == set(acknowledged)
        assert dossier.check() == []


def test_what_one_had_in_hand_stays_its_own_over_a_restart(
    own_server: Server, document: Write
) -> None:
    place = own_server.place()
    with Dossier.create(place) as dossier, Dossier.open(place) as other:
        for n in range(6):
            dossier.add_document(*document(f"Quota round {n} ended.", f"{n}.txt"))
        with dossier.queue(RULES, "g") as one, other.queue(RULES, "g") as two:
            assert (len(one.take(2)), len(two.take(2))) == (2, 2)
            own_server.stop()
            own_server.start()
            lost: list[str] = []
            last = again(lambda: one.take(9), lost)
            assert lost
            # Both sessions ended: who asks first takes over what the other has not reclaimed.
            assert len(last) == 4
            assert again(lambda: two.take(9), lost) == []
            assert again(lambda: two.wait(0), lost) is True


def test_a_session_that_an_administrator_ends_is_begun_anew(
    postgresql: Server, document: Write
) -> None:
    place = postgresql.place()
    found = place_of(place)
    assert isinstance(found, ServerPlace)
    with Dossier.create(place) as dossier:
        for n in range(3):
            dossier.add_document(*document(f"Quota round {n} ended.", f"{n}.txt"))
        with dossier.queue(RULES, "g") as queue:
            first = queue.take(1)
            engine = create_engine(found.url, poolclass=NullPool)
            with engine.begin() as connection:
                # The one session of this schema that holds a lock of a claimer.
                connection.execute(
                    text(
                        "SELECT pg_terminate_backend(l.pid) FROM pg_locks l "
                        "JOIN pg_stat_activity a ON a.pid = l.pid "
                        "WHERE l.locktype = 'advisory' AND a.state = 'idle'"
                    )
                )
            lost: list[str] = []
            assert len(again(lambda: queue.take(9), lost)) == 2
            assert len(lost) == 1
            queue.done(first)
            assert queue.left() == 2  # the first has no report, and nobody has it in hand


def test_an_open_queue_holds_no_transaction_and_no_connection_of_the_pool(
    postgresql: Server, document: Write
) -> None:
    place = postgresql.place()
    found = place_of(place)
    assert isinstance(found, ServerPlace)
    with Dossier.create(place) as dossier:
        dossier.add_document(*document("Quota round 1 ended.", "1.txt"))
        with dossier.queue(RULES, "g") as queue, dossier.alone("assembling"):
            queue.take(1)
            with create_engine(found.url, poolclass=NullPool).begin() as connection:
                idle = connection.scalar(
                    text(
                        "SELECT count(*) FROM pg_stat_activity "
                        "WHERE state LIKE 'idle in transaction%' AND backend_xid IS NOT NULL"
                    )
                )
            assert idle == 0
            assert dossier._engine.pool.checkedout() == 0  # type: ignore[attr-defined]


def test_one_who_may_not_make_the_table_opens_an_older_dossier_all_the_same(
    postgresql: Server, document: Write
) -> None:
    place = place_of(postgresql.place())
    assert isinstance(place, ServerPlace)
    guest = f"guest_{place.schema}"
    with Dossier.create(place) as dossier:
        dossier.add_document(*document("Quota round 1 ended.", "1.txt"))
    owner = create_engine(place.url, poolclass=NullPool)
    with owner.begin() as connection:
        for line in (
            f'DROP TABLE "{place.schema}".passing_claims',
            f"CREATE ROLE {guest} LOGIN",
            f'GRANT USAGE ON SCHEMA "{place.schema}" TO {guest}',
            f'GRANT ALL ON ALL TABLES IN SCHEMA "{place.schema}" TO {guest}',
        ):
            connection.execute(text(line))
    as_guest = ServerPlace(url=place.url.set(username=guest), schema=place.schema)
    try:
        with Dossier.open(as_guest) as dossier:
            assert len(dossier.unread(RULES, "g")) == 1
            with dossier.queue(RULES, "g") as queue, pytest.raises(DossierReadOnly, match="owner"):
                queue.take(1)
        Dossier.open(place).close()
        with (
            Dossier.open(as_guest) as dossier,
            dossier.queue(RULES, "g") as queue,
            pytest.raises(DossierReadOnly, match="lacks a right"),
        ):
            queue.take(1)
    finally:
        with owner.begin() as connection:
            connection.execute(text(f"DROP OWNED BY {guest}; DROP ROLE {guest}"))
