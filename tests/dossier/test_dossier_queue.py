import itertools
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dragoman.dossier import Dossier, Queue, claims, copy_dossier
from dragoman.dossier.queue import POLL_S
from dragoman.errors import BadRequest, DossierReadOnly
from dragoman.model import Document, Reader, Report

Write = Callable[..., tuple[Document, bytes]]
RunSql = Callable[..., list[dict[str, Any]]]
RULES, TRAINED = Reader(name="rules", version="1"), Reader(name="trained", version="1")


def report(one: Document, reader: Reader = RULES) -> Report:
    return Report(
        id=f"report-{one.id}", document=one.id, text_sha256=one.sha256, gazetteer="g", reader=reader
    )


def read(dossier: Dossier, ids: list[str], reader: Reader = RULES) -> None:
    for one in ids:
        dossier.put_report(report(dossier.document(one), reader))


@pytest.fixture
def fill(dossier: Dossier, document: Write) -> Callable[[int], list[str]]:
    """Adds invented texts, each a day later than the one before; their ids in that order."""

    def fill(number: int) -> list[str]:
        ids = []
        for n in range(number):
            day = f"20{n // 336:02d}-{n // 28 % 12 + 1:02d}-{n % 28 + 1:02d}"
            one, raw = document(f"Quota round {n} ended.", f"{n}.txt", published_at=day)
            ids.append(dossier.add_document(one, raw).document_id)
        return ids

    return fill


@pytest.fixture
def other(dossier: Dossier, place: str | Path) -> Iterator[Dossier]:
    """The same dossier as another program has it open."""
    with Dossier.open(place) as opened:
        yield opened


def rest_of(queue: Queue, at_most: int = 16) -> list[str]:
    shares = itertools.islice(iter(lambda: queue.take(at_most), []), 200)
    return list(itertools.chain.from_iterable(shares))


def test_it_gives_what_is_unread_by_publication_and_nothing_else(
    dossier: Dossier, document: Write, fill: Callable[[int], list[str]]
) -> None:
    ids = fill(6)
    dossier.add_document(*document("Quota round 3 ended.", "copy.txt", published_at="2030-01-01"))
    dossier.add_document(*document("Quota round 4 went on.", "4.txt", published_at="2001-01-01"))
    dossier.remove_document(ids[5], "Tov", "twice")
    read(dossier, ids[:1])
    expected = dossier.unread(RULES, "g")
    assert len(expected) == 4
    with dossier.queue(RULES, "g") as queue:
        assert queue.left() == 4
        assert rest_of(queue, 3) == expected


def test_two_divide_it_without_overlap_and_without_loss(
    dossier: Dossier, other: Dossier, fill: Callable[[int], list[str]]
) -> None:
    ids = fill(100)
    with dossier.queue(RULES, "g") as one, other.queue(RULES, "g") as two:
        taken: list[str] = []
        for _ in range(20):
            taken += one.take(7) + two.take(5)
        assert sorted(taken) == sorted(ids)
        assert one.left() == two.left() == 100
        read(dossier, taken[:40])
        one.done(taken[:40])
        two.done(taken[:40])
        assert one.left() == two.left() == 60


def test_four_at_once_take_each_document_exactly_once(
    dossier: Dossier, place: str | Path, fill: Callable[[int], list[str]]
) -> None:
    ids = fill(500)
    start = threading.Barrier(4, timeout=30)

    def take_all(_: int) -> list[str]:
        with Dossier.open(place) as own, own.queue(RULES, "g") as queue:
            start.wait()
            found = rest_of(queue, 8)
            start.wait()  # nobody gives anything back before all have looked
            return found

    with ThreadPoolExecutor(4) as pool:
        shares = list(pool.map(take_all, range(4)))
    assert sorted(itertools.chain(*shares)) == sorted(ids)


def test_threads_may_share_one_queue(dossier: Dossier, fill: Callable[[int], list[str]]) -> None:
    ids = fill(200)
    with dossier.queue(RULES, "g") as queue, ThreadPoolExecutor(4) as pool:
        shares = pool.map(lambda _: rest_of(queue, 3), range(4))
        assert sorted(itertools.chain(*shares)) == sorted(ids)


def test_what_is_read_while_others_look_elsewhere_is_not_given_again(
    dossier: Dossier, other: Dossier, fill: Callable[[int], list[str]]
) -> None:
    ids = fill(30)
    with dossier.queue(RULES, "g") as one, other.queue(RULES, "g") as two:
        assert two.take(1) == ids[:1]  # has looked ahead at all of them
        first = one.take(20)
        read(dossier, first)
        one.done(first)
        assert rest_of(two) == ids[21:]


def test_what_an_ended_queue_had_in_hand_goes_to_the_others(
    dossier: Dossier, other: Dossier, fill: Callable[[int], list[str]]
) -> None:
    ids = fill(10)
    with other.queue(RULES, "g") as two:
        with dossier.queue(RULES, "g") as one:
            share = one.take(6)
            read(dossier, share[:1])
            one.done(share[1:2])  # it has no report, and two has not looked at it yet
            assert two.take(10) == [ids[1], *ids[6:]]
            assert two.take(10) == []
            assert two.wait(0) is True
        assert two.wait(0) is True
        assert two.take(3) == ids[2:5]
        assert two.take(3) == ids[5:6]
        assert two.take(3) == []
        assert two.wait(0) is False


def test_an_error_while_reading_gives_back_too(
    dossier: Dossier, other: Dossier, fill: Callable[[int], list[str]]
) -> None:
    ids = fill(2)
    with other.queue(RULES, "g") as two:
        with pytest.raises(BadRequest), dossier.queue(RULES, "g") as one:
            one.take(len(one.take(2)) - 2)
        assert two.take(2) == ids


def test_one_who_waits_is_told_when_the_other_is_done(
    dossier: Dossier, other: Dossier, fill: Callable[[int], list[str]]
) -> None:
    ids = fill(1)
    with dossier.queue(RULES, "g") as one, other.queue(RULES, "g") as two:
        one.take(1)
        assert two.take(1) == []

        def finish() -> None:
            read(dossier, ids)
            one.done(ids)

        timer = threading.Timer(POLL_S / 5, finish)
        timer.start()
        assert two.wait(60) is False
        timer.join()


def test_an_unreadable_text_is_given_once_to_each_and_holds_nobody_up(
    dossier: Dossier, other: Dossier, fill: Callable[[int], list[str]]
) -> None:
    ids = fill(3)
    with dossier.queue(RULES, "g") as one, other.queue(RULES, "g") as two:
        assert one.take(1) == ids[:1]
        one.done(ids[:1])  # without a report
        assert rest_of(one) == ids[1:]
        read(dossier, ids[1:])
        one.done(ids[1:])
        assert (one.take(9), one.wait(0), one.left()) == ([], False, 0)
        assert two.left() == 1
        assert two.take(9) == ids[:1]
        two.done(ids[:1])
        assert (two.take(9), two.wait(0), two.left()) == ([], False, 0)


@pytest.mark.parametrize("purge", [False, True])
def test_a_document_that_is_removed_while_it_is_read(
    dossier: Dossier, other: Dossier, fill: Callable[[int], list[str]], *, purge: bool
) -> None:
    ids = fill(3)
    with dossier.queue(RULES, "g") as one, other.queue(RULES, "g") as two:
        assert one.take(3) == ids
        other.remove_document(ids[0], "Tov", "private", purge=purge)
        assert list(dossier.documents(ids[:1])) == []
        read(dossier, ids[1:2])
        one.done(ids[:2])
        assert one.left() == 1
        assert two.take(9) == []
        other.remove_document(ids[2], "Tov", "private", purge=purge)
        assert two.wait(0) is False  # nothing unread is in anyone's hands
        assert one.left() == two.left() == 0
    assert dossier.check() == []


def test_a_document_that_is_superseded_while_it_is_read(
    dossier: Dossier, other: Dossier, document: Write, fill: Callable[[int], list[str]]
) -> None:
    ids = fill(2)
    with dossier.queue(RULES, "g") as one, other.queue(RULES, "g") as two:
        assert one.take(2) == ids
        newer, raw = document("Quota round 0 goes on.", "0.txt", published_at="2040-01-01")
        other.add_document(newer, raw)
        read(dossier, ids)
        one.done(ids)
        assert rest_of(two) == [newer.id]
        read(dossier, [newer.id])
        two.done([newer.id])
        assert one.take(9) == []
    assert dossier.unread(RULES, "g") == []


def test_other_readers_and_gazetteers_have_queues_of_their_own(
    dossier: Dossier, other: Dossier, fill: Callable[[int], list[str]]
) -> None:
    ids = fill(5)
    with (
        dossier.queue(RULES, "g") as one,
        other.queue(TRAINED, "g") as two,
        other.queue(RULES, "h") as three,
    ):
        assert rest_of(one) == rest_of(two) == rest_of(three) == ids
        read(dossier, ids, TRAINED)
        two.done(ids)
        assert (two.left(), one.left(), two.wait(0)) == (0, 5, False)


def test_done_lets_go_of_ones_own_only(
    dossier: Dossier, other: Dossier, fill: Callable[[int], list[str]]
) -> None:
    ids = fill(2)
    with dossier.queue(RULES, "g") as one, other.queue(RULES, "g") as two:
        assert one.take(1) == ids[:1]
        two.done([*ids, "no such document"])
        assert rest_of(two) == ids[1:]
        assert two.wait(0) is True


def test_many_pages_of_read_documents_are_passed(
    dossier: Dossier, fill: Callable[[int], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "PAGE", 3)
    ids = fill(20)
    read(dossier, ids[2:17])
    with dossier.queue(RULES, "g") as queue:
        assert rest_of(queue, 2) == ids[:2] + ids[17:]
        assert queue.left() == 5


def test_a_dossier_without_documents_has_an_empty_queue(dossier: Dossier) -> None:
    with dossier.queue(RULES, "g") as queue:
        assert (queue.take(16), queue.wait(), queue.left()) == ([], False, 0)
        queue.done([])


@pytest.mark.parametrize("at_most", [0, -1])
def test_nothing_cannot_be_taken(dossier: Dossier, at_most: int) -> None:
    with dossier.queue(RULES, "g") as queue, pytest.raises(BadRequest, match=str(at_most)):
        queue.take(at_most)


def test_claims_are_in_no_copy_and_no_export(
    dossier: Dossier,
    new_place: Callable[[], str | Path],
    fill: Callable[[int], list[str]],
) -> None:
    fill(3)
    before, version = list(dossier.canonical()), dossier.version()
    with dossier.queue(RULES, "g") as queue, dossier.alone("assembling"):
        assert len(queue.take(3)) == 3
        assert list(dossier.canonical()) == before
        assert dossier.version() == version
        assert dossier.check() == []
        with Dossier.create(new_place()) as target:
            copy_dossier(dossier, target)
            with target.queue(RULES, "g") as free:
                assert len(free.take(9)) == 3


def test_a_dossier_of_an_earlier_version_is_given_the_table(
    dossier: Dossier, place: str | Path, run_sql: RunSql, fill: Callable[[int], list[str]]
) -> None:
    ids = fill(1)
    dossier.close()
    run_sql("DROP TABLE passing_claims")
    with Dossier.open(place) as opened, opened.queue(RULES, "g") as queue:
        assert queue.take(1) == ids


def test_a_dossier_opened_for_reading_only_has_no_queue(dossier: Dossier) -> None:
    dossier.takes_writes = False
    with pytest.raises(DossierReadOnly), dossier.queue(RULES, "g"):
        pass
    with pytest.raises(DossierReadOnly), dossier.alone("assembling"):
        pass


def test_only_one_is_alone(dossier: Dossier, other: Dossier) -> None:
    with dossier.alone("assembling") as one, other.alone("assembling") as two:
        assert (one, two) == (True, False)
        with other.alone("something else") as three, dossier.alone("assembling") as four:
            assert (three, four) == (True, False)
    with other.alone("assembling") as two:
        assert two
    with pytest.raises(BadRequest), dossier.alone("assembling"):
        dossier.entries("nonsense")
    with other.alone("assembling") as two:
        assert two


def test_one_may_wait_to_be_alone(dossier: Dossier, other: Dossier) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with dossier.alone("assembling"):
            begun.set()
            may_end.wait()

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait()
    threading.Timer(POLL_S / 5, may_end.set).start()
    with other.alone("assembling", wait_s=60) as is_alone:
        assert is_alone
    holder.join()


def test_others_may_write_and_purge_while_one_reads(
    dossier: Dossier, other: Dossier, document: Write, fill: Callable[[int], list[str]]
) -> None:
    ids = fill(4)
    with dossier.queue(RULES, "g") as queue:
        queue.take(4)
        other.add_document(*document("Another text.", "more.txt"))
        other.put_entries([])
        other.remove_document(ids[0], "Tov", "private", purge=True)
        queue.done(ids)
