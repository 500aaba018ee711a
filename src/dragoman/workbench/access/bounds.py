"""Bounds: how long an address, how large and how slow a request may be, and of what method."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import NoReturn

import anyio
from attrs import field, frozen
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEBIBYTE = 1 << 20

Refusal = Callable[[Scope, Receive, Send, int, str], Awaitable[None]]
"""Sends a refusal: status, and the words that tell it."""


@frozen(kw_only=True)
class Limits:
    """What a request may be. ``larger`` gives paths (or their beginnings) bodies of their own.

    A body must come in pieces no further apart than ``pause_s`` and, after ``grace_s``, at no
    less than ``least_bytes_per_s`` on the whole.
    """

    methods: frozenset[str] = frozenset({"GET", "HEAD", "POST"})
    address_bytes: int = 8192
    header_bytes: int = 16384
    headers: int = 100
    body_bytes: int = MEBIBYTE
    larger: Mapping[str, int] = field(factory=dict)
    pause_s: float = 20.0
    grace_s: float = 30.0
    least_bytes_per_s: float = 2048.0

    def body_of(self, path: str) -> int:
        """Bytes of the largest body at this path: of the longest beginning that fits."""
        fitting = [beginning for beginning in self.larger if path.startswith(beginning)]
        return self.larger[max(fitting, key=len)] if fitting else self.body_bytes


_CONTROLS = frozenset(map(chr, (*range(32), *range(127, 160))))


class _Overdone(Exception):
    """The body is too large (413) or too slow (408). Not for handlers to catch."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


WORDS = {
    400: "This address holds characters that no address of ours has.",
    405: "This server takes GET, HEAD and POST only.",
    408: "What was sent came too slowly; try again on a better line.",
    413: "What was sent is larger than this page takes; send it in parts.",
    414: "This address is too long.",
    431: "The request's headers are too long; clear the cookies of this site.",
}


class Bounds:
    """Refuses what is too much before anybody reads it, and stops a body that grows too large.

    ``clock`` gives seconds, only their differences count.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        limits: Limits,
        refuse: Refusal,
        clock: Callable[[], float],
    ) -> None:
        self._app = app
        self._limits = limits
        self._refuse = refuse
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._limits.body_of(scope["path"])
        if status := self._fault(scope, most):
            await self._refuse(scope, receive, _closing(send), status, WORDS[status])
            return
        meter = _Meter(self._limits, most, receive, send, self._clock)
        with suppress(_Overdone):
            await self._app(scope, meter.receive, meter.send)
        if meter.fault and not meter.is_started:
            await self._refuse(scope, receive, _closing(send), meter.fault, WORDS[meter.fault])

    def _fault(self, scope: Scope, most: int) -> int:
        """The status that refuses a request by what stands before its body; 0 for none."""
        headers = scope["headers"]
        length = next((v for k, v in headers if k == b"content-length"), b"0")
        if scope["method"] not in self._limits.methods:
            return 405
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > (
            self._limits.address_bytes
        ):
            return 414
        if not scope["path"].startswith("/") or not _CONTROLS.isdisjoint(scope["path"]):
            return 400
        if len(headers) > self._limits.headers or (
            sum(len(k) + len(v) for k, v in headers) > self._limits.header_bytes
        ):
            return 431
        is_large = not length.isdigit() or len(length) > 15 or int(length) > most
        return 413 if is_large else 0


class _Meter:
    """Stands between server and application, and counts what comes through."""

    def __init__(
        self,
        limits: Limits,
        most: int,
        receive: Receive,
        send: Send,
        clock: Callable[[], float],
    ) -> None:
        self.fault = 0
        self.is_started = False
        self._limits, self._most, self._clock = limits, most, clock
        self._receive, self._send = receive, send
        self._bytes, self._is_over = 0, False
        self._began = clock()

    async def receive(self) -> Message:
        if self.fault:
            raise _Overdone(self.fault)
        if self._is_over:
            return await self._receive()
        with anyio.move_on_after(self._limits.pause_s):
            return self._counted(await self._receive())
        self._stop(408)

    def _counted(self, message: Message) -> Message:
        self._bytes += len(message.get("body", b""))
        self._is_over = not message.get("more_body", False)
        if self._bytes > self._most:
            self._stop(413)
        spent_s = self._clock() - self._began - self._limits.grace_s
        if not self._is_over and spent_s > self._bytes / self._limits.least_bytes_per_s:
            self._stop(408)
        return message

    def _stop(self, status: int) -> NoReturn:
        self.fault = status
        raise _Overdone(status)

    async def send(self, message: Message) -> None:
        """Pass on; an answer begun by who swallowed the fault is not sent."""
        if self.fault and not self.is_started:
            raise _Overdone(self.fault)
        self.is_started = True
        await self._send(message)


def _closing(send: Send) -> Send:
    """Ask to close the connection after a refusal: the rest of the body is not read."""

    async def send_and_close(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), (b"connection", b"close")]
        await send(message)

    return send_and_close
