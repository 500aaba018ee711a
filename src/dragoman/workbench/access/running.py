"""Running: an application in a server that tells nothing about itself and waits for nobody."""

import asyncio
import ipaddress
import logging
import re
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol

from dragoman.workbench.access.listening import Door

HEADERS_WITHIN_S = 15.0
"""How long a connection may take for the headers of its first request."""

CLOSE_WITHIN_S = 3
"""How long open answers (streams) may take to end when the server ends."""

MOST_CONNECTIONS = 500
"""Connections at a time; beyond, 503."""

_TOKEN = re.compile(r"/token/[^ ?\"]*")


class PatientProtocol(H11Protocol):
    """uvicorn's own protocol, which by itself waits for a request's headers without end."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        self._late = self.loop.call_later(HEADERS_WITHIN_S, self._give_up)

    def data_received(self, data: bytes) -> None:
        """Stop waiting once a request has begun."""
        super().data_received(data)
        if self.cycle is not None:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is left to wait for."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        if self.cycle is None:
            self.transport.close()


class OnlyThroughProxy:
    """Takes requests from the proxy alone, and its word for who the browser is."""

    def __init__(self, app: ASGIApp, proxy: str) -> None:
        self._network = ipaddress.ip_network(proxy, strict=False)
        behind: Any = app
        self._app: Any = ProxyHeadersMiddleware(behind, trusted_hosts=[str(self._network)])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "lifespan" or self._is_proxy(scope.get("client")):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
            await send({"type": "http.response.start", "status": 403, "headers": headers})
            body = b"This server is reached through its proxy only.\n"
            await send({"type": "http.response.body", "body": body})

    def _is_proxy(self, client: tuple[str, int] | None) -> bool:
        try:
            address = ipaddress.ip_address(client[0] if client else "")
        except ValueError:
            return False
        return (getattr(address, "ipv4_mapped", None) or address) in self._network


class _WithoutToken(logging.Filter):
    """Takes the token out of a line of the access log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True; the line is changed in place."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                _TOKEN.sub("/token/…", one) if isinstance(one, str) else one for one in record.args
            )
        return True


class EndingServer(uvicorn.Server):
    """Tells the application before it waits for open answers: a stream would have no end."""

    ending: Callable[[], None] | None = None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then all else."""
        if self.ending is not None:
            self.ending()
        await super().shutdown(sockets)


def server_of(app: ASGIApp, place: Door, *, has_log: bool) -> uvicorn.Server:
    """A server of the application that is not running yet."""
    logging.getLogger("uvicorn.access").addFilter(_WithoutToken())
    behind: Any = OnlyThroughProxy(app, place.proxy) if place.proxy else app
    server = EndingServer(
        uvicorn.Config(
            behind,
            http=PatientProtocol,
            ws="none",
            loop="asyncio",
            access_log=has_log,
            log_level="info" if has_log else "error",
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=CLOSE_WITHIN_S,
            h11_max_incomplete_event_size=32768,
            ssl_certfile=place.certificate,
            ssl_keyfile=place.key,
        )
    )
    server.ending = getattr(getattr(app, "state", None), "end_streams", None)
    return server


def run(server: uvicorn.Server, listening: socket.socket, *, ready: Callable[[], None]) -> None:
    """Serve on the socket until Ctrl-C or a signal ends it; ``ready`` is called first.

    The socket takes connections before, so that a browser opened by ``ready`` finds it.
    """
    ready()
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        return
    finally:
        listening.close()
