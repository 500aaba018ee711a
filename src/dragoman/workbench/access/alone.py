"""Alone: one person on their own machine, let in by a link that works once."""

import hmac
import time
from collections.abc import Callable
from threading import Lock

from dragoman.workbench.access import cookies
from dragoman.workbench.access.origins import loopback_hosts
from dragoman.workbench.access.policy import Visit
from dragoman.workbench.access.user import User, alone_user

PORT = 8765


class AlonePolicy:
    """Lets in whoever brings the token, once; then the cookie that was given for it.

    Sessions live as long as the server. No audit log: the decisions themselves are signed.
    """

    is_alone = True
    is_secure = False
    writes = None

    def __init__(
        self,
        token: str | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = PORT,
        user: User | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.port = port
        self._host = f"[{host}]" if ":" in host else host
        self._token: str | None = token or cookies.new_secret()
        self._user = user or alone_user()
        self._sessions: set[str] = set()
        self._lock = Lock()
        self._clock = clock

    @property
    def session_cookie(self) -> str:
        """The name of the cookie that holds the session's secret."""
        return cookies.session_name(self.port, is_secure=False)

    @property
    def visit_cookie(self) -> str:
        """The name of the cookie of somebody who has not come in."""
        return cookies.visit_name(self.port, is_secure=False)

    @property
    def origin(self) -> str:
        """Where the workbench stands: ``http://127.0.0.1:8765``."""
        return f"http://{self._host}:{self.port}"

    @property
    def url(self) -> str:
        """The link that lets in once; after its use, the plain address."""
        return f"{self.origin}/token/{self._token}" if self._token else f"{self.origin}/"

    def renew(self) -> str:
        """A fresh link; an unused one before it is useless from now on."""
        with self._lock:
            self._token = cookies.new_secret()
        return self.url

    def exchange(self, token: str) -> str | None:
        """The secret of a new session for the token, which is then used up; None for another."""
        with self._lock:
            if self._token is None or not _is_same(token, self._token):
                return None
            self._token = None
            secret = cookies.new_secret()
            self._sessions.add(cookies.digest(secret))
        return secret

    def end(self, secret: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.discard(cookies.digest(secret))

    def now(self) -> float:
        """Seconds since the epoch."""
        return self._clock()

    def is_own_host(self, host: str) -> bool:
        """Only this machine's own names with our port: a rebound name of elsewhere is refused."""
        return host in loopback_hosts(self.port) or host == f"{self._host}:{self.port}"

    def user_of(self, secret: str, *, is_use: bool = True) -> User | None:
        """The one user, for a session that was begun with the token."""
        return self._user if cookies.digest(secret) in self._sessions else None

    def note(self, visit: Visit, what: str, target: str = "", detail: str = "") -> None:
        """Nothing: alone there is nobody to ask who it was."""


def _is_same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())
