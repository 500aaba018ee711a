"""Headers: what every answer tells the browser to refuse."""

from collections.abc import Awaitable, Callable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), publickey-credentials-get=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
HSTS = "max-age=31536000"
STATIC = "/static/"
"""Under this path lie files that are the same for everybody; the browser may keep them."""

Trouble = Callable[[Scope, Receive, Send, Exception], Awaitable[None]]
"""Sends the answer that says that something went wrong."""


class SecurityHeaders:
    """Outermost: puts the headers on every answer, also on the one that tells of a failure.

    A handler may set a stricter policy of its own for one answer; the others are not for it.
    ``is_secure`` adds HSTS, not for this machine's own names: it would hold for all their ports.
    """

    def __init__(self, app: ASGIApp, *, is_secure: bool, trouble: Trouble) -> None:
        self._app = app
        self._is_secure = is_secure
        self._trouble = trouble

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal is_started
            if message["type"] == "http.response.start":
                is_started = True
                self._complete(scope, MutableHeaders(scope=message))
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception as error:
            if not is_started:
                await self._trouble(scope, receive, send_with_headers, error)
            raise

    def _complete(self, scope: Scope, headers: MutableHeaders) -> None:
        for name, value in ALWAYS.items():
            if name == "Content-Security-Policy" and name in headers:
                continue
            headers[name] = value
        if not scope["path"].startswith(STATIC) or "set-cookie" in headers:
            headers["Cache-Control"] = "no-store"
        if self._is_secure and not _is_loopback(scope):
            headers["Strict-Transport-Security"] = HSTS
        del headers["Server"]


def _is_loopback(scope: Scope) -> bool:
    host = dict(scope["headers"]).get(b"host", b"")
    return bool(host.startswith((b"localhost", b"127.", b"[::1]")))
