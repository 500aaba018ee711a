"""A web server on loopback whose answers are written by the test, byte for byte."""

import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread

import httpcore
from attrs import define, field

Answer = bytes | Callable[[bytes], Iterator[bytes]]
"""What is sent back: bytes, or a function from the request to the pieces to send."""


@define
class Site:
    """Answers by path; ``requests`` are those that came, whole."""

    answers: dict[str, Answer]
    port: int = 0
    requests: list[bytes] = field(factory=list)
    stopped: Event = field(factory=Event)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [request.split()[1].decode() for request in self.requests]


@contextmanager
def serving(answers: Mapping[str, Answer]) -> Iterator[Site]:
    """The site on a free port until the block ends."""
    site = Site(dict(answers))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        site.port = listener.getsockname()[1]
        thread = Thread(target=_serve, args=(listener, site), daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.stopped.set()
            thread.join(2)


def _serve(listener: socket.socket, site: Site) -> None:
    while not site.stopped.is_set():
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        Thread(target=_answer, args=(connection, site), daemon=True).start()


def _answer(connection: socket.socket, site: Site) -> None:
    with connection:
        connection.settimeout(5)
        try:
            request = b""
            while b"\r\n\r\n" not in request:
                part = connection.recv(65536)
                if not part:
                    return
                request += part
            site.requests.append(request)
            answer = site.answers.get(request.split()[1].decode(), status(404))
            for piece in (answer,) if isinstance(answer, bytes) else answer(request):
                if site.stopped.is_set():
                    return
                connection.sendall(piece)
        except OSError:
            return


def page(body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    """A sound answer; ``headers`` with underscores for hyphens."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = ["HTTP/1.1 200 OK", f"Content-Type: {kind}", f"Content-Length: {len(raw)}", *lines]
    return ("\r\n".join(head) + "\r\n\r\n").encode() + raw


def status(code: int, **headers: str) -> bytes:
    """An answer without a body."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {code} Some", "Content-Length: 0", *lines, "", ""]).encode()


def redirect(to: str) -> bytes:
    return status(302, Location=to)


def dripping(piece: bytes, every_s: float) -> Callable[[bytes], Iterator[bytes]]:
    """An answer that never ends: a piece now and then."""

    def drip(_request: bytes) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        while True:
            yield piece
            time.sleep(every_s)

    return drip


@define
class Dial(httpcore.NetworkBackend):
    """Leads every address to one port on loopback, and keeps what was asked for."""

    port: int
    dialled: list[tuple[str, int]] = field(factory=list)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: object = None,
    ) -> httpcore.NetworkStream:
        self.dialled.append((host, port))
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout)


ARTICLE = """<html><head><title>Envoys meet at Sundholm</title>{head}</head><body><article>
<h1>Envoys meet at Sundholm{number}</h1>
<p>Velland and Ormark held talks in Sundholm on 3 June 2025, and both sides called them useful.</p>
<p>Ormark's fisheries minister said that Ormark would accept a quota of {number}0 boats if Velland
lifted its ban on landings before the autumn.</p></article></body></html>"""


def article(number: int = 1, head: str = "") -> bytes:
    return page(ARTICLE.format(number=number, head=head))


def rss(*items: tuple[str, str, str]) -> bytes:
    """An RSS feed of (title, link, pubDate)."""
    told = "".join(
        f"<item><title>{title}</title><link>{link}</link>"
        + (f"<pubDate>{day}</pubDate>" if day else "")
        + "</item>"
        for title, link, day in items
    )
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Port Vell Courier</title>'
        f"<link>/</link><description>d</description>{told}</channel></rss>"
    ).encode()
