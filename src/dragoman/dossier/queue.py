"""Queue: the unread documents of a dossier, divided among all who read it at the same time.

Each reader goes through the documents once, in the order of reading, and claims what is unread
and in nobody's hands, a few at a time. A claim is a row (``claims``); it holds until ``done``,
until the queue ends or until the reader dies, by whatever death, and is then taken over by the
next who asks. Readers of another name or version, with other names known, divide another queue.
"""

import threading
import time
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from sqlalchemy import Connection

from dragoman.dossier import claims, postgresql_claims, sqlite_claims
from dragoman.dossier.claims import Holder, Position, Wanted
from dragoman.dossier.faults import translated
from dragoman.dossier.handle import Handle
from dragoman.dossier.places import ServerPlace
from dragoman.errors import BadRequest, DossierError, DossierReadOnly, DossierUnreachable

POLL_S = 0.5
"""How often one who waits looks again."""

_MORE = 16
"""Candidates looked at beyond those asked for, since others may have taken some."""


class Queue:
    """One reader's view of the queue; its threads may share it.

    The pattern, in which no document is left unread because another reader died::

        with dossier.queue(reader, digest) as queue:
            while True:
                ids = queue.take(16)
                if ids:
                    ...  # read them, store their reports
                    queue.done(ids)
                elif not queue.wait():
                    break

    Every method may raise ``DossierLocked`` and ``DossierUnreachable`` and can then be called
    again: after a server came back it goes on with what it had in hand.

    Documents that come while one reads, in places that one has passed, are left for the next
    queue, as are those that turn from copies into originals.
    """

    def __init__(self, handle: Handle, wanted: Wanted) -> None:
        self._handle = handle
        self._wanted = wanted
        self._guard = threading.RLock()
        self._holder: Holder | None = None
        self._claimed_as = ""
        self._in_hand: set[str] = set()
        self._passed: Position = claims.START
        self._looked_up_to: Position | None = claims.START
        self._ahead: deque[Position] = deque()

    def take(self, at_most: int) -> list[str]:
        """Claim up to ``at_most`` unread documents (never more than 1,000); their ids by
        publication, empty for none.

        What a dead reader left comes first. Empty does not mean that all is read: others may
        have the rest in their hands (``wait``).

        Raises:
            BadRequest: ``at_most`` is less than one.
        """
        if at_most < 1:
            raise BadRequest(f"{at_most} documents cannot be taken; take one or more at a time")
        at_most = min(at_most, claims.MOST)
        with self._guard:
            while True:
                self._look_ahead(at_most + _MORE)
                taken = self._claim(at_most)
                if taken or not self._ahead:
                    return taken

    def done(self, ids: Collection[str]) -> None:
        """Let go of documents whose reports are stored, or that have none (unreadable language,
        removed meanwhile); this queue does not give them again. Others' ids are left alone."""
        with self._guard:
            if ids:
                with self._claiming() as (connection, holder):
                    claims.drop(connection, self._wanted, holder.claimer, ids)
                self._in_hand.difference_update(ids)

    def wait(self, timeout_s: float = 60.0) -> bool:
        """Wait while all that is left is in others' hands; for when ``take`` gave nothing.

        True: look again, something may be free, or ``timeout_s`` are over. False: nobody else has
        an unread document in hand; what this queue had to give is given.
        """
        until = time.monotonic() + timeout_s
        while (is_free := self._is_free()) is False:
            rest_s = until - time.monotonic()
            if rest_s <= 0:
                return True
            time.sleep(min(POLL_S, rest_s))
        return is_free is True

    def left(self) -> int:
        """How many are unread in all, those in hand and in others' hands included, those that
        were let go without a report not. Looks at every document: not for each step."""
        with self._guard, self._handle._reading() as connection:
            return claims.count_left(connection, self._wanted, self._passed)

    def _is_free(self) -> bool | None:
        """Whether something of others may be taken over; None when they have nothing in hand."""
        with self._guard, translated(self._handle.path):
            holder = self._living()
            with self._handle._reading() as connection:
                theirs = claims.claimers_of_unread(connection, self._wanted, holder.claimer)
                return bool(holder.gone(connection, theirs)) if theirs else None

    def _look_ahead(self, wanted: int) -> None:
        """Find the next unread documents, page by page, before anybody has to wait for us."""
        while len(self._ahead) < wanted and self._looked_up_to is not None:
            with self._handle._reading() as connection:
                unread, end = claims.page_after(connection, self._wanted, self._looked_up_to)
            self._ahead.extend(unread)
            self._looked_up_to = end

    def _claim(self, at_most: int) -> list[str]:
        """One try with the next candidates; they count as passed once it is safely stored."""
        first = [self._ahead[n] for n in range(min(len(self._ahead), at_most + _MORE))]
        with self._claiming() as (connection, holder):
            me = holder.claimer
            theirs = claims.claimers(connection, self._wanted, me)
            gone = holder.gone(connection, theirs)
            over = claims.take_over(connection, self._wanted, me, gone, at_most)
            rest = at_most - len(over)
            ids = [document_id for _, document_id in first] if rest else []
            new = claims.claim(connection, self._wanted, me, ids, rest)
        if rest:
            self._pass(first, new if len(new) == rest else ids)
        self._in_hand.update(over, new)
        return over + new

    def _pass(self, first: list[Position], up_to: list[str]) -> None:
        """Leave the candidates behind up to the last of ``up_to``."""
        last = up_to[-1] if up_to else None
        for position in first if last else ():
            self._passed = self._ahead.popleft()
            if position[1] == last:
                return

    @contextmanager
    def _claiming(self) -> Iterator[tuple[Connection, Holder]]:
        """A transaction in which nobody else claims here, as a claimer that lives."""
        try:
            with translated(self._handle.path):
                holder = self._living()
                with holder.claiming(self._wanted.key) as connection:
                    yield connection, holder
        except DossierUnreachable:
            self._let_go()
            raise

    def _living(self) -> Holder:
        """The claimer that we are; a new one, with what is in hand, where the old one died."""
        if self._holder is None:
            holder = _hold(self._handle)
            try:
                if self._in_hand:
                    self._keep(holder)
            except BaseException:
                holder.let_go()
                raise
            self._holder, self._claimed_as = holder, holder.claimer
        return self._holder

    def _keep(self, holder: Holder) -> None:
        with holder.claiming(self._wanted.key) as connection:
            before, me = self._claimed_as, holder.claimer
            claims.keep(connection, self._wanted, before, me, self._in_hand)

    def _let_go(self) -> None:
        holder, self._holder = self._holder, None
        if holder is not None:
            with suppress(DossierError), translated(self._handle.path):
                holder.let_go()

    def _end(self) -> None:
        """Give back what is in hand."""
        with self._guard:
            if self._holder is None:
                return
            try:
                if self._in_hand:
                    with self._claiming() as (connection, holder):
                        claims.give_back(connection, self._wanted, holder.claimer)
            finally:
                self._let_go()


@contextmanager
def opened(handle: Handle, wanted: Wanted) -> Iterator[Queue]:
    """A queue, ended with the body; what is in hand then is given back.

    Raises:
        DossierReadOnly: the dossier was opened for reading only.
    """
    _require_writes(handle)
    queue = Queue(handle, wanted)
    try:
        yield queue
    except BaseException:
        with suppress(DossierError):
            queue._end()
        raise
    queue._end()


@contextmanager
def alone(handle: Handle, name: str, wait_s: float) -> Iterator[bool]:
    """Try for ``wait_s`` to be the only one who does what is called ``name``.

    Raises:
        DossierReadOnly: the dossier was opened for reading only.
    """
    _require_writes(handle)
    until = time.monotonic() + wait_s
    while True:
        with translated(handle.path), _tried(handle, name) as is_ours:
            rest_s = until - time.monotonic()
            if is_ours or rest_s <= 0:
                yield is_ours
                return
        time.sleep(min(POLL_S, rest_s))


def _tried(handle: Handle, name: str) -> AbstractContextManager[bool]:
    if isinstance(handle.path, ServerPlace):
        return postgresql_claims.alone(handle._engine, handle.path.schema, name)
    return sqlite_claims.alone(handle.path, handle._writing, name)


def _hold(handle: Handle) -> Holder:
    if isinstance(handle.path, ServerPlace):
        return postgresql_claims.hold(handle._engine, handle.path.schema)
    return sqlite_claims.hold(handle.path, handle._writing)


def _require_writes(handle: Handle) -> None:
    if not handle.takes_writes:
        raise DossierReadOnly(str(handle.path), "it was opened for reading only")
