"""The network: connections to addresses that the guard has judged, within a time that ends."""

import ssl
import time
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import httpcore

from dragoman.fetching.guard import Guard
from dragoman.fetching.places import Place

CONNECT_S = 10.0
"""The longest wait for one address to answer."""


class Deadline:
    """A moment after which nothing is waited for; ``clock`` counts seconds and never goes back."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    @property
    def is_over(self) -> bool:
        """Whether no time is left."""
        return self._clock() >= self._end

    def left_s(self, at_most_s: float | None = None) -> float:
        """The seconds that are left, or ``at_most_s`` where that is less.

        Raises:
            httpcore.ReadTimeout: none are left.
        """
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("out of time")
        return left if at_most_s is None else min(left, at_most_s)


class GuardedNetwork(httpcore.NetworkBackend):
    """Connects to one place, whatever name it is given, by way of its judged addresses.

    The name stays what TLS checks and what ``Host`` says. Every wait ends with ``deadline``, so
    that a server that sends a byte now and then cannot hold the program.
    """

    def __init__(
        self,
        guard: Guard,
        place: Place,
        deadline: Deadline,
        *,
        is_trusted: bool,
        dial: httpcore.NetworkBackend,
    ) -> None:
        self._guard, self._place, self._deadline = guard, place, deadline
        self._is_trusted, self._dial = is_trusted, dial

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address that answers.

        Raises:
            FetchRefused, FetchFailed: see :meth:`Guard.addresses`.
            httpcore.ConnectError, httpcore.ConnectTimeout: none answers.
        """
        addresses = self._guard.addresses(
            self._place, self._deadline.left_s(CONNECT_S), is_trusted=self._is_trusted
        )
        fault: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in addresses:
            wait_s = self._deadline.left_s(CONNECT_S)
            try:
                stream = self._dial.connect_tcp(address, self._place.port, wait_s)
                return TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
        raise fault or httpcore.ConnectError("no address")


class ProxyNetwork(httpcore.NetworkBackend):
    """Connects to the proxy that the user has named; the proxy makes the connections beyond."""

    def __init__(self, deadline: Deadline, dial: httpcore.NetworkBackend) -> None:
        self._deadline, self._dial = deadline, dial

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the proxy. Raises what ``dial`` raises."""
        stream = self._dial.connect_tcp(host, port, self._deadline.left_s(CONNECT_S))
        return TimedStream(stream, self._deadline)


class TimedStream(httpcore.NetworkStream):
    """A connection whose every wait ends with the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Up to ``max_bytes``; none at the end."""
        return self._stream.read(max_bytes, self._deadline.left_s(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of the buffer."""
        self._stream.write(buffer, self._deadline.left_s(timeout))

    def close(self) -> None:
        """Let go of the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted, the server's name checked."""
        wait_s = self._deadline.left_s(timeout)
        return TimedStream(
            self._stream.start_tls(ssl_context, server_hostname, wait_s), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows about itself."""
        return self._stream.get_extra_info(info)


@cache
def trusted_certificates() -> ssl.SSLContext:
    """Certificates checked against the system's authorities and Mozilla's."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
