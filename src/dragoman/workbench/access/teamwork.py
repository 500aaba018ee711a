"""Teams: people with accounts, each let in by name and password."""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from attrs import frozen

from dragoman.dossier.team import Account, Deed, Role, Session, Team, fold
from dragoman.workbench.access import cookies
from dragoman.workbench.access.brakes import Buckets, FailureBrake
from dragoman.workbench.access.origins import LOOPBACK, bucket_of, name_of, named
from dragoman.workbench.access.passwords import Passwords, require_sound
from dragoman.workbench.access.policy import Visit
from dragoman.workbench.access.user import User

IDLE_S = 2 * 3600.0
"""A session ends when it has not been used for so long."""

ABSOLUTE_S = 12 * 3600.0
"""A session ends so long after the password was given, whatever happens in it."""

SEEN_EVERY_S = 60.0
"""How exactly the last use of a session is known."""

KNOWN_FOR_S = 30 * 86400.0
"""An address from which somebody came in during this time has a brake of its own, so that a
stranger who guesses at a name does not shut its owner out."""


@frozen(kw_only=True)
class Attempt:
    """What came of name and password: a new session's ``secret``, or a wait, or neither."""

    secret: str | None = None
    wait_s: float = 0.0


class TeamPolicy:
    """Lets in whoever has an account. Sessions lie in the store and outlive the server.

    ``hosts`` are the names under which the server is reached; without any, every well-formed one
    beyond loopback is taken. All waits are seconds; ``clock`` gives seconds since the epoch.
    """

    is_alone = False

    def __init__(
        self,
        store: Team,
        *,
        port: int,
        is_secure: bool = False,
        hosts: Iterable[str] | None = LOOPBACK,
        clock: Callable[[], float] = time.time,
        passwords: Passwords | None = None,
        writes: Buckets | None = None,
    ) -> None:
        self.store = store
        self.port = port
        self.is_secure = is_secure
        self.writes = writes or Buckets(burst=120, per_s=10)
        self.passwords = passwords or Passwords()
        self._hosts = None if hosts is None else named(hosts)
        self._clock = clock
        self._by_address = Buckets(burst=20, per_s=1 / 30)
        self._by_account = FailureBrake()

    @property
    def session_cookie(self) -> str:
        """The name of the cookie that holds the session's secret."""
        return cookies.session_name(self.port, is_secure=self.is_secure)

    @property
    def visit_cookie(self) -> str:
        """The name of the cookie of somebody who has not come in."""
        return cookies.visit_name(self.port, is_secure=self.is_secure)

    def now(self) -> float:
        """Seconds since the epoch."""
        return self._clock()

    def is_own_host(self, host: str) -> bool:
        """Whether the name is one of ours."""
        return self._hosts is None or name_of(host) in self._hosts

    def user_of(self, secret: str, *, is_use: bool = True) -> User | None:
        """Whose session this is, with the role as it is now; None for one that does not hold."""
        found = self.session_of(secret, is_use=is_use)
        return User(name=found.account.name, role=found.account.role) if found else None

    def session_of(self, secret: str, *, is_use: bool = True) -> Session | None:
        """The session, if it is neither idle nor old; notes that it was used, if it was."""
        found = self.store.session(cookies.digest(secret))
        now = self.now()
        if found is None or not self._holds(found, now):
            return None
        if is_use and found.seen_at < instant(now - SEEN_EVERY_S):
            self.store.touch(found.id, instant(now))
        return found

    def _holds(self, session: Session, now: float) -> bool:
        return session.begun_at > instant(now - ABSOLUTE_S) and session.seen_at > instant(
            now - IDLE_S
        )

    def note(self, visit: Visit, what: str, target: str = "", detail: str = "") -> None:
        """Write a line of the audit log."""
        self.store.note(self.deed(visit, what, target, detail))

    def deed(self, visit: Visit, what: str, target: str = "", detail: str = "") -> Deed:
        """A line of the audit log, signed by the visit's user and this instant."""
        return Deed(
            who=visit.user.name if visit.user else "",
            done_at=instant(self.now()),
            address=visit.address,
            what=what,
            target=target[:500],
            detail=detail[:500],
        )

    # --- coming and going ----------------------------------------------------------------------

    def enter(self, visit: Visit, name: str, password: str, brought: str | None) -> Attempt:
        """Begin a session for name and password; ends the one that the browser ``brought``.

        An unknown name is answered like a wrong password: as late, and with the same words.
        """
        wait_s = self._by_address.take(bucket_of(visit.address), self.now())
        if wait_s:
            return Attempt(wait_s=wait_s)
        found = self.store.credentials(name)
        account, digest = found or (None, None)
        key = self._brake(account, name, visit.address)
        wait_s = self._by_account.begin(key, self.now())
        if wait_s:
            return Attempt(wait_s=wait_s)
        if not self.passwords.is_right(digest, password) or account is None or digest is None:
            # The name offered is not written down: people type their password there.
            self.note(visit, "login failed", account.name if account else "", "wrong")
            return Attempt()
        self._by_account.clear(key)
        if self.passwords.is_outdated(digest):
            self.store.renew_digest(account, self.passwords.digest(password))
        return Attempt(secret=self._begin(visit, account, brought))

    def _brake(self, account: Account | None, name: str, address: str) -> str:
        """What counts failures together: the name, or name and address where that is known."""
        since = instant(self.now() - KNOWN_FOR_S)
        known = account or Account(name="", key="", role=Role.READER, added_at="")
        is_known = self.store.has_come_from(known, address, since)
        return f"{fold(name)[:200]}\n{address if is_known and account else ''}"

    def _begin(self, visit: Visit, account: Account, brought: str | None) -> str:
        secret, now = cookies.new_secret(), instant(self.now())
        session = Session(
            id=cookies.digest(secret),
            account=account,
            begun_at=now,
            seen_at=now,
            address=visit.address,
        )
        deed = Deed(who=account.name, done_at=now, address=visit.address, what="login")
        self.store.begin_session(
            session, deed, replaces=cookies.digest(brought) if brought else None
        )
        self.store.end_stale(
            begun_before=instant(self.now() - ABSOLUTE_S),
            seen_before=instant(self.now() - IDLE_S),
        )
        return secret

    def leave(self, visit: Visit) -> None:
        """End this session."""
        self.store.end_session(cookies.digest(visit.secret), self.deed(visit, "logout"))

    def leave_everywhere(self, visit: Visit) -> None:
        """End every session of this user."""
        if session := self.session_of(visit.secret):
            self.store.end_sessions(session.account, self.deed(visit, "logout everywhere"))

    def change_password(self, visit: Visit, old: str, new: str) -> Attempt:
        """Change one's own password, which ends every session and begins a new one.

        Raises:
            BadRequest: the new password cannot be used.
        """
        session = self.session_of(visit.secret)
        if session is None:
            return Attempt()
        name = session.account.name
        wait_s = self._by_account.begin(f"{session.account.key}\nown", self.now())
        if wait_s:
            return Attempt(wait_s=wait_s)
        found = self.store.credentials(name)
        if found is None or not self.passwords.is_right(found[1], old):
            self.note(visit, "password refused", name)
            return Attempt()
        self._by_account.clear(f"{session.account.key}\nown")
        require_sound(new, name)
        digest = self.passwords.digest(new)
        self.store.set_password(name, digest, self.deed(visit, "password changed"))
        return Attempt(secret=self._begin(visit, session.account, visit.secret))


def instant(seconds: float) -> str:
    """Seconds since the epoch as ISO 8601 in UTC with microseconds; sorts as it runs."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")
