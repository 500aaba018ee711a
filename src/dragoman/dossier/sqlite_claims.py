"""Claims in SQLite's file: a claimer lives as long as its process.

The claimer's name says which process it is (``liveness``) and which file it claims in, so that a
copy of the file does not wait for those who read the original. One that cannot be seen from here
(another machine, another container) counts as gone after ``UNSEEN_S``.
"""

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import msgspec
from attrs import frozen
from sqlalchemy import Connection, delete, insert, select

from dragoman.dossier.liveness import Process, is_alive, this_process
from dragoman.dossier.schema import CLAIMS

UNSEEN_S = 900.0
"""After how long a claim goes of which nobody can tell whether its process lives, in seconds."""

_ALONE = "alone"

Writing = Callable[[], AbstractContextManager[Connection]]

_living: set[str] = set()
"""The claimers of this process that have not let go; those of a thread that ended stay gone."""
_guard = threading.Lock()


@frozen(kw_only=True)
class _Claimer:
    process: Process
    file: int
    mark: str


@frozen(kw_only=True)
class ProcessHolder:
    """A claimer of this process."""

    claimer: str
    file: int
    writing: Writing

    @contextmanager
    def claiming(self, queue: str) -> Iterator[Connection]:
        """A transaction under the file's write lock."""
        with self.writing() as connection:
            yield connection

    def gone(self, connection: Connection, claimers: Collection[str]) -> set[str]:
        """Those whose process is gone, or was never here."""
        return {one for one in claimers if _is_gone(connection, one, self.file)}

    def let_go(self) -> None:
        """Be gone, though the process goes on."""
        with _guard:
            _living.discard(self.claimer)


def hold(path: Path, writing: Writing) -> ProcessHolder:
    """A new claimer."""
    file = path.stat().st_ino
    name = _Claimer(process=this_process(), file=file, mark=uuid4().hex)
    claimer = msgspec.json.encode(name).decode()
    with _guard:
        _living.add(claimer)
    return ProcessHolder(claimer=claimer, file=file, writing=writing)


@contextmanager
def alone(path: Path, writing: Writing, name: str) -> Iterator[bool]:
    """Try to take the lock of this name; whether it is ours until the body ends."""
    holder = hold(path, writing)
    row = (CLAIMS.c.queue == _ALONE, CLAIMS.c.item == name)
    try:
        with writing() as connection:
            before = connection.scalar(select(CLAIMS.c.claimer).where(*row))
            is_ours = before is None or bool(holder.gone(connection, [before]))
            if is_ours:
                now = datetime.now(UTC).isoformat()
                values = {"claimer": holder.claimer, "claimed_at": now}
                connection.execute(delete(CLAIMS).where(*row))
                connection.execute(insert(CLAIMS).values(queue=_ALONE, item=name, **values))
        try:
            yield is_ours
        finally:
            if is_ours:
                with writing() as connection:
                    mine = CLAIMS.c.claimer == holder.claimer
                    connection.execute(delete(CLAIMS).where(*row, mine))
    finally:
        holder.let_go()


def _is_gone(connection: Connection, claimer: str, file: int) -> bool:
    try:
        known = msgspec.json.decode(claimer, type=_Claimer)
    except msgspec.MsgspecError:
        return True
    if known.file != file:
        return True
    if known.process == this_process():
        return claimer not in _living
    lives = is_alive(known.process)
    return _is_old(connection, claimer) if lives is None else not lives


def _is_old(connection: Connection, claimer: str) -> bool:
    """Whether all that it claims has been claimed for longer than ``UNSEEN_S``."""
    newest = connection.scalar(
        select(CLAIMS.c.claimed_at)
        .where(CLAIMS.c.claimer == claimer)
        .order_by(CLAIMS.c.claimed_at.desc())
        .limit(1)
    )
    if newest is None:
        return True
    age = datetime.now(UTC) - datetime.fromisoformat(newest)
    return age.total_seconds() > UNSEEN_S
