"""Policies: who is let in and as whom. ``AlonePolicy`` and ``TeamPolicy`` are the two."""

from typing import Protocol

from attrs import frozen
from starlette.requests import HTTPConnection

from dragoman.workbench.access.brakes import Buckets
from dragoman.workbench.access.user import User


@frozen(kw_only=True)
class Visit:
    """One request's part in who is who.

    ``secret`` is the cookie's and never leaves the server in another form than a form's token;
    ``user`` is None for somebody who has not come in; ``address`` is the browser's as the server
    (or a trusted proxy) saw it.
    """

    user: User | None
    secret: str
    address: str
    policy: "AccessPolicy"


class AccessPolicy(Protocol):
    """What the guard and the pages of entering ask of a policy. Methods may block."""

    port: int
    is_alone: bool
    is_secure: bool
    """Reached over TLS, by this server's own or a proxy's."""

    @property
    def session_cookie(self) -> str:
        """The name of the cookie that holds the session's secret."""

    @property
    def visit_cookie(self) -> str:
        """The name of the cookie of somebody who has not come in."""

    @property
    def writes(self) -> Buckets | None:
        """How quickly one session or address may change things; None for no bound."""

    def now(self) -> float:
        """Seconds since the epoch."""

    def is_own_host(self, host: str) -> bool:
        """Whether this server is meant by a well-formed ``Host`` header."""

    def user_of(self, secret: str, *, is_use: bool = True) -> User | None:
        """Whose session this is; None for one that does not hold.

        Without ``is_use`` the question does not count as a use of the session.
        """

    def note(self, visit: Visit, what: str, target: str = "", detail: str = "") -> None:
        """Write a line of the audit log, where one is kept."""


def visit_of(request: HTTPConnection) -> Visit:
    """The visit that the guard has put into the request."""
    visit: Visit = request.state.visit
    return visit
