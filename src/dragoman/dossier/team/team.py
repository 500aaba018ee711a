"""Team: the one door to accounts, sessions and the audit log of a dossier."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import attrs
from sqlalchemy import Connection, Engine

from dragoman.dossier.closing import Closing
from dragoman.dossier.faults import translated
from dragoman.dossier.places import Place, PlaceText, place_of
from dragoman.dossier.team import homes, names, rows
from dragoman.dossier.team.records import Account, Deed, Role, Session
from dragoman.dossier.transactions import TIMEOUT_S, WRITES
from dragoman.errors import BadRequest

MOST_SESSIONS = 20
"""Sessions that one account may have; beyond, the one unused for longest ends."""


class Team(Closing):
    """Accounts, sessions and the audit log; every change is one transaction with its own line
    in the log. Instants are ISO 8601 in UTC with microseconds and come from the caller.

    Every method may raise ``DossierLocked``, ``DossierReadOnly`` and ``DossierDamaged``.
    Passwords come as encoded digests; this class never sees one in clear.
    """

    def __init__(self, engine: Engine, home: Place) -> None:
        super().__init__(home, engine)
        self.home = home

    @classmethod
    def of(cls, dossier: PlaceText) -> Self:
        """The team of the dossier at a path or ``postgresql://`` URL, made when missing.

        Raises:
            DossierDamaged: another program's file is in its place.
            DossierTooNew: a newer version wrote it.
            DossierReadOnly: it cannot be made or written there.
            DossierUnreachable: the server does not answer.
        """
        home = homes.home_of(place_of(dossier))
        return cls(homes.engine_at(home, timeout_s=TIMEOUT_S), home)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(self.home), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with translated(self.home), self._engine.connect() as connection:
            connection.execution_options(**{WRITES: True})
            with connection.begin():
                yield connection

    # --- accounts ------------------------------------------------------------------------------

    def accounts(self) -> list[Account]:
        """Everybody who has not left, by name."""
        with self._reading() as connection:
            return [one for one in rows.accounts(connection) if one.removed_at is None]

    def credentials(self, name: str) -> tuple[Account, str] | None:
        """The account of this name, however its letters are cased, and its digest.

        None for an unknown name and for somebody who left.
        """
        with self._reading() as connection:
            found = rows.account(connection, names.fold(name))
        return found if found and found[0].removed_at is None else None

    def add(
        self, name: str, role: Role, password: str, deed: Deed, *, is_again: bool = False
    ) -> Account:
        """Make an account; ``is_again`` gives somebody who left their name back.

        Raises:
            BadRequest: the name cannot be used, or is taken, or was somebody's who left.
        """
        name = names.cleaned(name)
        made = Account(name=name, key=names.fold(name), role=role, added_at=deed.done_at)
        with self._writing() as connection:
            _refuse_taken(rows.account(connection, made.key), made, is_again)
            rows.write_account(connection, made, password)
            rows.write_deed(connection, attrs.evolve(deed, target=made.name))
        return made

    def set_role(self, name: str, role: Role, deed: Deed) -> Account:
        """Give an account another role; it holds from its next request on.

        Raises:
            BadRequest: there is no such account, or it is the last editor's.
        """
        with self._writing() as connection:
            one, password = _required(connection, name)
            _keep_an_editor(connection, one, role)
            changed = attrs.evolve(one, role=role)
            rows.write_account(connection, changed, password)
            rows.write_deed(connection, attrs.evolve(deed, target=one.name))
        return changed

    def set_password(
        self, name: str, password: str, deed: Deed, *, kept_session: str | None = None
    ) -> Account:
        """Replace the digest and end every session of the account but ``kept_session``.

        Raises:
            BadRequest: there is no such account.
        """
        with self._writing() as connection:
            one, _ = _required(connection, name)
            rows.write_password(connection, one.key, password)
            rows.end_sessions(connection, one.key, kept_session)
            rows.write_deed(connection, attrs.evolve(deed, target=one.name))
        return one

    def renew_digest(self, account: Account, password: str) -> None:
        """Keep the same password under newer parameters; sessions stay, the log says nothing."""
        with self._writing() as connection:
            rows.write_password(connection, account.key, password)

    def remove(self, name: str, deed: Deed) -> Account:
        """Shut an account out and end its sessions. The name stays taken: decisions bear it.

        Raises:
            BadRequest: there is no such account, or it is the last editor's.
        """
        with self._writing() as connection:
            one, _ = _required(connection, name)
            _keep_an_editor(connection, one, None)
            gone = attrs.evolve(one, removed_at=deed.done_at)
            rows.write_account(connection, gone, "")
            rows.end_sessions(connection, one.key)
            rows.write_deed(connection, attrs.evolve(deed, target=one.name))
        return gone

    # --- sessions ------------------------------------------------------------------------------

    def begin_session(self, one: Session, deed: Deed, *, replaces: str | None = None) -> None:
        """Add a session, and end the one that the browser brought along (``replaces``)."""
        with self._writing() as connection:
            if replaces is not None:
                rows.end_session(connection, replaces)
            for old in rows.sessions(connection, one.account.key)[MOST_SESSIONS - 1 :]:
                rows.end_session(connection, old.id)
            rows.write_session(connection, one)
            rows.write_deed(connection, deed)

    def session(self, session_id: str) -> Session | None:
        """The session of this digest with its account as it is now, else None."""
        with self._reading() as connection:
            return rows.session(connection, session_id)

    def sessions(self, account: Account) -> list[Session]:
        """All sessions of an account, the one seen last first."""
        with self._reading() as connection:
            return rows.sessions(connection, account.key)

    def touch(self, session_id: str, seen_at: str) -> None:
        """Note that a session was seen."""
        with self._writing() as connection:
            rows.touch(connection, session_id, seen_at)

    def end_session(self, session_id: str, deed: Deed) -> None:
        """End one session."""
        with self._writing() as connection:
            if rows.end_session(connection, session_id):
                rows.write_deed(connection, deed)

    def end_sessions(self, account: Account, deed: Deed) -> int:
        """End all sessions of an account; returns how many."""
        with self._writing() as connection:
            ended = rows.end_sessions(connection, account.key)
            rows.write_deed(connection, deed)
        return ended

    def end_stale(self, *, begun_before: str, seen_before: str) -> None:
        """End all sessions begun or last seen before these instants."""
        with self._writing() as connection:
            rows.end_stale(connection, begun_before, seen_before)

    # --- the audit log -------------------------------------------------------------------------

    def note(self, deed: Deed) -> None:
        """Append a line to the audit log."""
        with self._writing() as connection:
            rows.write_deed(connection, deed)

    def deeds(
        self,
        *,
        limit: int = 100,
        before: int | None = None,
        who: str | None = None,
        what: str | None = None,
    ) -> list[Deed]:
        """Lines of the audit log, the latest first: those with a number below ``before``."""
        with self._reading() as connection:
            return rows.deeds(connection, limit=limit, before=before, who=who, what=what)

    def has_come_from(self, account: Account, address: str, since: str) -> bool:
        """Whether the account has logged in from this address at or after an instant."""
        with self._reading() as connection:
            return rows.has_come_from(connection, account.name, address, since)


def _required(connection: Connection, name: str) -> tuple[Account, str]:
    found = rows.account(connection, names.fold(name))
    if found is None or found[0].removed_at is not None:
        raise BadRequest(f"there is no account {name!r}; `dragoman team list` names them")
    return found


def _refuse_taken(found: tuple[Account, str] | None, made: Account, is_again: bool) -> None:
    if found is None:
        return
    old = found[0]
    if old.removed_at is None:
        raise BadRequest(f"{made.name!r} is taken by {old.name!r}; choose another name")
    if not is_again:
        raise BadRequest(
            f"{old.name!r} left on {old.removed_at[:10]} and has signed under this name; "
            "choose another, or give --again if it is the same person"
        )


def _keep_an_editor(connection: Connection, one: Account, role: Role | None) -> None:
    is_last = one.role == Role.EDITOR != role and rows.count_editors(connection) == 1
    if is_last:
        raise BadRequest(f"{one.name!r} is the last editor; make another one first")
