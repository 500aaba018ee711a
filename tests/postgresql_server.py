"""A throw-away PostgreSQL server for the tests: started when a test asks, gone at the end.

``DRAGOMAN_TEST_POSTGRESQL`` (the URL of a database whose user may make schemas) names a running
one instead. Where neither it nor the programs of a server are there, such tests are skipped; in
CI they fail.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import pytest

_PLACES = ("/usr/lib/postgresql", "/usr/pgsql-*", "/opt/homebrew/opt/postgresql@*")
_ROOM = 512 * 2**20
"""Bytes that must be free in memory's file system for a server to lie there."""

_SETTINGS = """
listen_addresses = ''
shared_buffers = 32MB
max_connections = 100
autovacuum = off
"""
_PREFIX = "dragoman-tests-pg-"
_numbers = count()


class Server:
    """A running server of our own, or one that somebody named."""

    def __init__(self, url: str, folder: Path | None = None, pg_ctl: Path | None = None) -> None:
        self.url = url
        self.folder = folder
        self._pg_ctl = pg_ctl

    def place(self, schema: str | None = None) -> str:
        """The URL of a schema; without a name, of one that nobody has used."""
        name = schema or f"t{os.getpid()}_{next(_numbers)}"
        mark = "&" if "?" in self.url else "?"
        return f"{self.url}{mark}schema={name}"

    def data(self) -> Path:
        """The folder with the tables' files; skips where the server is not ours."""
        if self.folder is None:
            pytest.skip("looks into the files of a server of its own")
        return self.folder / "data"

    def start(self) -> None:
        assert self._pg_ctl is not None
        assert self.folder is not None
        log = self.folder / "log"
        _run(self._pg_ctl, "-D", self.data(), "-w", "-l", log, "start", folder=self.folder)

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; ``immediate`` is a crash: it recovers at the next start."""
        assert self._pg_ctl is not None
        assert self.folder is not None
        _run(self._pg_ctl, "-D", self.data(), "-w", "-m", mode, "stop", folder=self.folder)


def _programs() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl`` of the newest server on this machine."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    roots = [path for place in _PLACES for path in Path("/").glob(place.lstrip("/"))]
    found_ones = [path.parent for root in roots for path in root.rglob("bin/initdb")]
    return max(found_ones, default=None, key=lambda path: (len(str(path)), str(path)))


def _user() -> str | None:
    """Whom a server runs as: it refuses root. None for the user of the tests."""
    import pwd

    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def _run(program: Path, *arguments: object, folder: Path) -> None:
    user = _user()
    ended = subprocess.run(
        [program, *map(str, arguments)],
        cwd=folder,
        user=user,
        group=None if user is None else folder.stat().st_gid,
        extra_groups=None if user is None else [],
        stdout=subprocess.DEVNULL,  # a pipe would stay open as long as the server lives
        stderr=subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        check=False,
    )
    if ended.returncode:
        log = folder / "log"
        said = log.read_text(errors="replace")[-2000:] if log.exists() else "no log"
        raise RuntimeError(f"{program.name} {arguments[-1]} failed ({ended.returncode}): {said}")


def _folder() -> Path:
    """A new folder that the server's user may enter; in memory where there is room."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=memory if has_room else "/tmp"))
    (folder / "owner").write_text(str(os.getpid()))
    if user := _user():
        shutil.chown(folder, user)
        import pwd

        os.chown(folder, -1, pwd.getpwnam(user).pw_gid)
    return folder


def _initdb(program: Path, server: Server, folder: Path) -> None:
    """Make the files; the database sorts as English does, if the server can, to try our order."""
    plain = ("-U", "dragoman", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    for order in (("--locale-provider=icu", "--icu-locale=en-US"), ()):
        try:
            _run(program, *plain, *order, "--wal-segsize=1", "-D", server.data(), folder=folder)
        except RuntimeError:
            if not order:
                raise
            shutil.rmtree(server.data(), ignore_errors=True)
        else:
            return


def _clear_away(programs: Path) -> None:
    """End the servers of tests that were killed before they could do so themselves."""
    for place in (Path("/dev/shm"), Path("/tmp")):
        for folder in place.glob(f"{_PREFIX}*"):
            with suppress(OSError, ValueError, RuntimeError):
                if _is_alive(int((folder / "owner").read_text())):
                    continue
                with suppress(RuntimeError):
                    Server("", folder, programs / "pg_ctl").stop()
                shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def started() -> Iterator[Server]:
    """A fresh server of our own.

    Raises:
        RuntimeError: its programs are not on this machine, or they fail.
    """
    programs = _programs()
    if programs is None:
        raise RuntimeError("no PostgreSQL server (initdb) on this machine; install postgresql")
    _clear_away(programs)
    folder = _folder()
    server = Server(f"postgresql://dragoman@/postgres?host={folder}", folder, programs / "pg_ctl")
    try:
        _initdb(programs / "initdb", server, folder)
        with (server.data() / "postgresql.conf").open("a") as settings:
            settings.write(f"{_SETTINGS}unix_socket_directories = '{folder}'\n")
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def reason_to_skip() -> str | None:
    """Why no server can be had here; None where one can."""
    if os.environ.get("DRAGOMAN_TEST_POSTGRESQL") or _programs() is not None:
        return None
    if os.name != "posix":
        return "tests start a PostgreSQL server on POSIX machines only"
    return "no PostgreSQL server on this machine; install postgresql to run these tests"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """The server of this session; one for each process of pytest-xdist."""
    if url := os.environ.get("DRAGOMAN_TEST_POSTGRESQL"):
        yield Server(url)
        return
    if reason := reason_to_skip():
        if os.environ.get("CI"):
            pytest.fail(f"in CI these tests never skip: {reason}")
        pytest.skip(reason)
    with started() as server:
        yield server
