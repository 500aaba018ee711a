import ctypes
import multiprocessing
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from dragoman.dossier import Dossier, PlaceText, notes, opening
from dragoman.dossier.opening import FORMAT, create_file, open_file
from dragoman.errors import (
    BadRequest,
    DossierDamaged,
    DossierError,
    DossierLocked,
    DossierMissing,
    DossierReadOnly,
    DossierTooNew,
)
from dragoman.model import Document

Write = Callable[..., tuple[Document, bytes]]
RunSql = Callable[..., list[dict[str, Any]]]

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files and processes")


def test_a_missing_dossier_is_said_to_be_missing_and_not_made(place: PlaceText) -> None:
    with pytest.raises(DossierMissing, match="dragoman init"):
        Dossier.open(place)
    assert not Dossier.is_at(place)


def test_a_dossier_opens_again_with_what_was_put(place: PlaceText, document: Write) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    with Dossier.create(place) as dossier:
        dossier.add_document(one, raw)
        assert dossier.notices == ()
        assert dossier.takes_writes
    assert Dossier.is_at(place)
    with Dossier.open(place) as dossier:
        assert dossier.document(one.id) == one


def test_a_dossier_is_opened_or_made_as_the_case_is(place: PlaceText, document: Write) -> None:
    for text in ("Quota talks end.", "Quota talks begin."):
        with Dossier.open_or_create(place) as dossier:
            dossier.add_document(*document(text, text))
    with Dossier.open(place) as dossier:
        assert len(dossier.document_heads()) == 2


def test_a_dossier_is_never_made_over_another(place: PlaceText, document: Write) -> None:
    with Dossier.create(place) as dossier:
        dossier.add_document(*document("Quota talks end.", "a.txt"))
    with pytest.raises(BadRequest, match="already"):
        Dossier.create(place)
    with Dossier.open(place) as dossier:
        assert len(dossier.document_heads()) == 1


def test_a_reader_in_another_thread_sees_nothing_of_a_write_that_is_not_done(
    dossier: Dossier,
) -> None:
    """A dossier is shared by the threads of a server; each has its own transaction."""
    seen = []
    with dossier._writing() as connection:
        notes.remember(connection, "a", "b")
        assert dossier.remembered("a") == "b"
        reader = Thread(target=lambda: seen.append(dossier.remembered("a")))
        reader.start()
        reader.join()
    assert seen == [None]
    assert dossier.remembered("a") == "b"


@pytest.mark.parametrize("content", [b"Dear colleague,\n" * 90, b"\x00" * 5000, b"SQLite"])
@pytest.mark.parametrize("enter", [Dossier.create, Dossier.open])
def test_a_file_that_is_no_dossier_is_left_as_it_is(
    path: Path, content: bytes, enter: Callable[[Path], Dossier]
) -> None:
    path.write_bytes(content)
    with pytest.raises(DossierDamaged, match="not a dossier"):
        enter(path)
    assert path.read_bytes() == content
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.parametrize("enter", [Dossier.create, Dossier.open])
def test_another_programs_database_is_left_as_it_is(
    path: Path, enter: Callable[[Path], Dossier]
) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE guests (name)")
    other.close()
    content = path.read_bytes()
    with pytest.raises(DossierDamaged, match="another program"):
        enter(path)
    assert path.read_bytes() == content


def test_a_folder_is_no_dossier(tmp_path: Path) -> None:
    for enter in (Dossier.create, Dossier.open):
        with pytest.raises(DossierDamaged, match="folder"):
            enter(tmp_path)


def test_a_dossier_in_a_missing_folder_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(DossierReadOnly, match="no dossier can be made here"):
        Dossier.create(tmp_path / "nowhere" / "talks.dragoman")


def test_a_creation_that_was_cut_short_is_completed(path: Path) -> None:
    path.touch()
    with Dossier.open(path) as dossier:
        assert dossier.check() == []
    path.write_bytes(b"")
    with Dossier.create(path) as dossier:
        assert dossier.document_heads() == []


def test_a_newer_format_is_refused_with_the_way_out(
    place: PlaceText, run_sql: RunSql, backend: str
) -> None:
    Dossier.create(place).close()
    if backend == "sqlite":
        run_sql(f"PRAGMA user_version={FORMAT + 1}")
    else:
        run_sql(f"UPDATE dossier_mark SET format = {FORMAT + 1}")
    with pytest.raises(DossierTooNew, match="install the newer dragoman") as refused:
        Dossier.open(place)
    assert (refused.value.found, refused.value.known) == (FORMAT + 1, FORMAT)


def test_a_torn_file_is_damaged_not_a_traceback(path: Path, document: Write) -> None:
    with Dossier.create(path) as dossier:
        for number in range(40):
            dossier.add_document(*document("Quota talks. " * 400, f"{number}.txt"))
    content = bytearray(path.read_bytes())
    for start in range(4096, len(content), 8192):
        content[start : start + 4096] = b"\xa5" * len(content[start : start + 4096])
    path.write_bytes(content)
    with pytest.raises(DossierDamaged, match="broken"), Dossier.open(path) as dossier:
        list(dossier.documents())


def test_a_stored_record_that_cannot_be_read_is_damage(
    place: PlaceText, run_sql: RunSql, document: Write
) -> None:
    with Dossier.create(place) as dossier:
        dossier.add_document(*document("Quota talks end.", "a.txt"))
    run_sql("""UPDATE truth_documents SET body = '{"kind": "document"}'""")
    with Dossier.open(place) as dossier:
        with pytest.raises(DossierDamaged, match="cannot be read"):
            dossier.document_heads()
        assert [problem.where.split()[0] for problem in dossier.check()] == ["document"]


def _hold(path: Path, ready: "multiprocessing.synchronize.Event", done: object) -> None:
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("BEGIN EXCLUSIVE")
    ready.set()
    done.wait(30)  # type: ignore[attr-defined]
    file.close()


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another process holds the write lock meanwhile."""
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    process = context.Process(target=_hold, args=(path, ready, done))
    process.start()
    try:
        assert ready.wait(30)
        yield
    finally:
        done.set()
        process.join(30)


def test_a_locked_dossier_says_so_and_loses_nothing(path: Path, document: Write) -> None:
    Dossier.create(path).close()
    dossier = Dossier(path, open_file(path, timeout_s=0.1))
    one, raw = document("Quota talks end.", "a.txt")
    with held(path):
        with pytest.raises(DossierLocked, match="wait for it"):
            dossier.add_document(one, raw)
        assert dossier.document_heads() == []
    dossier.add_document(one, raw)
    assert len(dossier.document_heads()) == 1
    dossier.close()


@posix
def test_a_place_without_shared_memory_gets_a_line_and_works(path: Path, document: Write) -> None:
    """The dot-file locks of SQLite's own ``unix-dotfile`` have no shared memory, like a share."""
    dossier = Dossier(path, create_file(path, vfs="unix-dotfile"))
    assert dossier.notices == (opening._NO_LOG,)
    dossier.add_document(*document("Quota talks end.", "a.txt"))
    assert dossier.check() == []
    dossier.close()


@posix
def test_a_dossier_moved_to_a_share_with_its_log_switched_on_works(
    path: Path, document: Write
) -> None:
    with Dossier.create(path) as dossier:
        dossier.add_document(*document("Quota talks end.", "a.txt"))
    moved = Dossier(path, open_file(path, vfs="unix-dotfile"))
    assert moved.notices == (opening._NO_LOG,)
    moved.add_document(*document("Quota talks begin.", "b.txt"))
    assert len(moved.document_heads()) == 2
    moved.close()


_NEWNS, _PRIVATE, _BIND, _REMOUNT, _RDONLY = 0x20000, 0x44000, 0x1000, 0x20, 0x1


def _is_mounted(*mounts: tuple[bytes, Path, bytes | None, int, bytes | None]) -> bool:
    """Mount in a namespace of this process alone; whether this machine lets us."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEWNS) or libc.mount(b"none", b"/", None, _PRIVATE, None):
        return False
    return not any(libc.mount(what, bytes(at), *rest) for what, at, *rest in mounts)


def _mount_small_disk(place: Path) -> bool:
    return _is_mounted((b"none", place, b"tmpfs", 0, b"size=600k"))


def _mount_read_only(place: Path) -> bool:
    here = bytes(place)
    return _is_mounted(
        (here, place, None, _BIND, None), (here, place, None, _BIND | _REMOUNT | _RDONLY, None)
    )


def _apart(work: Callable[[], str]) -> str:
    """Run ``work`` in a forked process of its own and give back the line that it returns."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            line = work()
        except BaseException as error:
            line = f"{type(error).__name__}: {error}"
        os.write(writer, line.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        line = answer.read().decode()
    os.waitpid(child, 0)
    return line


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk in a namespace")
def test_a_full_disk_is_said_and_what_was_added_stays(tmp_path: Path, document: Write) -> None:
    def fill() -> str:
        if not _mount_small_disk(tmp_path):
            return "no mount"
        dossier = Dossier.create(tmp_path / "d")
        added = []
        try:
            for number in range(400):
                one, raw = document(f"{number} " * 2000, f"{number}.txt")
                added.append(dossier.add_document(one, raw).document_id)
        except DossierReadOnly as error:
            stored = [head.id for head in dossier.document_heads()]
            sound = sorted(stored) == sorted(added) and dossier.check() == []
            return f"{len(added) > 3} {sound} {error}"
        return "never full"

    line = _apart(fill)
    if line == "no mount":
        pytest.skip("this machine lets us mount nothing")
    assert line.startswith("True True ")
    assert "the disk is full" in line
    assert "make room" in line


@posix
def test_a_write_that_the_system_refuses_is_said_and_what_was_added_stays(
    path: Path, document: Write
) -> None:
    """A limit on file size, which every POSIX machine has, stands for a quota."""
    import resource

    def fill() -> str:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        dossier = Dossier.create(path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
        added = []
        try:
            for number in range(400):
                one, raw = document(f"{number} " * 2000, f"{number}.txt")
                added.append(dossier.add_document(one, raw).document_id)
        except DossierReadOnly as error:
            stored = [head.id for head in dossier.document_heads()]
            return f"{len(added) > 3} {sorted(stored) == sorted(added)} {error}"
        return "never refused"

    line = _apart(fill)
    assert line.startswith("True True "), line
    with Dossier.open(path) as dossier:
        assert dossier.check() == []


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a read-only disk in a namespace")
def test_a_read_only_disk_can_be_read_and_says_that_it_takes_no_writes(
    path: Path, document: Write
) -> None:
    with Dossier.create(path) as dossier:
        dossier.add_document(*document("Quota talks end.", "a.txt"))

    def look() -> str:
        if not _mount_read_only(path.parent):
            return "no mount"
        with Dossier.open(path) as dossier:
            try:
                dossier.put_settings("", "Ilse Marn")
            except DossierReadOnly as error:
                told = str(error)
            heads = len(dossier.document_heads())
            line = f"{heads} {dossier.check()} {dossier.notices[0]} | {told}"
        try:
            Dossier.create(path.parent / "new")
        except DossierReadOnly as error:
            line += f" | {error}"
        return line

    line = _apart(look)
    if line == "no mount":
        pytest.skip("this machine lets us mount nothing")
    assert line.startswith("1 [] opened for reading only"), line
    assert line.count("choose another place with --dossier") == 2, line


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a read-only disk in a namespace")
def test_a_read_only_disk_with_an_unfinished_log_is_refused(path: Path, document: Write) -> None:
    """Reading past the log would show an older state without a word."""
    Dossier.create(path).close()
    dossier = Dossier.open(path)
    dossier.add_document(*document("Quota talks end.", "a.txt"))
    stick = path.parent / "stick"
    stick.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{path}{end}", stick)
    dossier.close()

    def look() -> str:
        if not _mount_read_only(stick):
            return "no mount"
        return str(len(Dossier.open(stick / path.name).document_heads()))

    line = _apart(look)
    if line == "no mount":
        pytest.skip("this machine lets us mount nothing")
    assert line.startswith("DossierReadOnly: "), line
    with Dossier.open(stick / path.name) as copied:
        assert len(copied.document_heads()) == 1


def test_every_error_of_a_dossier_names_the_path_and_what_to_do() -> None:
    for error in (
        DossierMissing("d"),
        DossierLocked("d"),
        DossierTooNew("d", 2, 1),
        DossierDamaged("d", "x"),
        DossierReadOnly("d", "x"),
    ):
        assert isinstance(error, DossierError)
        assert str(error).startswith("d: ")
        assert "; " in str(error)
