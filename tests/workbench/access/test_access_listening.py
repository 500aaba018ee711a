"""Where the server listens, what it refuses, and how it behaves on the wire."""

import http.client
import logging
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import uvicorn
from access_app import application
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dragoman.errors import BadRequest
from dragoman.workbench.access import AlonePolicy, running
from dragoman.workbench.access.listening import Door, address_of, bound, door
from dragoman.workbench.access.running import OnlyThroughProxy, server_of


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("no openssl here to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "cert.pem"
    what = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    command = [program, *what.split(), "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_alone_it_listens_on_this_machine_only(host: str) -> None:
    with pytest.raises(BadRequest, match="give --team"):
        door(host, 0, is_team=False)


def test_alone_no_proxy_stands_before_it() -> None:
    with pytest.raises(BadRequest, match="give --team"):
        door("127.0.0.1", 0, is_team=False, proxy="127.0.0.1")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_a_team_s_server_does_not_go_beyond_without_tls(host: str, pair: tuple[Path, Path]) -> None:
    with pytest.raises(BadRequest, match="without TLS, for passwords would cross"):
        door(host, 0, is_team=True)
    certificate, key = pair
    assert door(host, 0, is_team=True, certificate=certificate, key=key).is_secure
    assert door(host, 0, is_team=True, proxy="192.0.2.9").is_secure


@pytest.mark.parametrize("host", ["localhost", "LocalHost", "127.0.0.1", "[::1]", "127.0.0.9"])
def test_this_machine_needs_no_tls(host: str) -> None:
    assert not door(host, 0, is_team=True).is_secure
    assert not door(host, 0, is_team=False).is_secure


@pytest.mark.parametrize("proxy", ["*", "0.0.0.0/0", "::/0", "proxy.example", "10.0.0.0/4"])
def test_not_everybody_is_a_proxy(proxy: str) -> None:
    with pytest.raises(BadRequest):
        door("127.0.0.1", 0, is_team=True, proxy=proxy)


def test_a_certificate_that_cannot_be_used_is_told_before_listening(
    tmp_path: Path, pair: tuple[Path, Path]
) -> None:
    certificate, key = pair
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("no key")
    with pytest.raises(BadRequest, match="cannot be used for TLS"):
        door("127.0.0.1", 0, is_team=True, certificate=certificate, key=wrong)
    with pytest.raises(BadRequest, match="go together"):
        door("127.0.0.1", 0, is_team=True, certificate=certificate)
    with pytest.raises(BadRequest, match="go together"):
        door("127.0.0.1", 0, is_team=True, key=key)


def test_a_host_that_is_none_is_told() -> None:
    with pytest.raises(BadRequest, match="no address"):
        door("no.such.host.invalid", 0, is_team=True)
    with pytest.raises(BadRequest, match="cannot listen"):
        bound(Door(host="192.0.2.1", port=0))


def test_the_next_free_port_is_taken() -> None:
    with closing(bound(Door(host="127.0.0.1", port=0))) as first:
        taken = first.getsockname()[1]
        if taken > 65500:
            pytest.skip("too near the end of the ports")
        with closing(bound(Door(host="127.0.0.1", port=taken))) as second:
            assert taken < second.getsockname()[1] <= taken + 20
            place = Door(host="127.0.0.1", port=taken)
            assert address_of(place, second).endswith(str(second.getsockname()[1]))


def test_addresses_are_shown_as_a_browser_takes_them(pair: tuple[Path, Path]) -> None:
    with closing(bound(Door(host="127.0.0.1", port=0))) as made:
        port = made.getsockname()[1]
        assert address_of(Door(host="::1", port=0), made) == f"http://[::1]:{port}"
        secure = Door(host="0.0.0.0", port=0, certificate=pair[0], key=pair[1])
        assert address_of(secure, made) == f"https://localhost:{port}"
        assert address_of(secure, made, "talks.example") == f"https://talks.example:{port}"


class Running:
    """A server in a thread of its own."""

    def __init__(self, app: object, place: Door, listening: socket.socket) -> None:
        self.server: uvicorn.Server = server_of(app, place, has_log=True)  # type: ignore[arg-type]
        self.port = listening.getsockname()[1]
        self._thread = threading.Thread(target=self.server.run, args=([listening],))
        self._thread.start()

    def stop(self) -> None:
        self.server.should_exit = True
        self._thread.join(10)
        assert not self._thread.is_alive()

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)


@pytest.fixture
def served() -> Iterator[tuple[Running, AlonePolicy]]:
    place = Door(host="127.0.0.1", port=0)
    listening = bound(place)
    policy = AlonePolicy(port=listening.getsockname()[1])
    server = Running(application(policy), place, listening)
    yield server, policy
    server.stop()


def test_the_server_says_nothing_of_itself_and_logs_no_token(
    served: tuple[Running, AlonePolicy], caplog: pytest.LogCaptureFixture
) -> None:
    server, policy = served
    logging.getLogger("uvicorn.access").propagate = True
    token = policy.url.rpartition("/")[2]
    connection = server.connection()
    connection.request("GET", f"/token/{token}")
    answer = connection.getresponse()
    assert answer.status == 200
    assert answer.getheader("Server") is None
    answer.read()
    connection.close()
    assert "/token/…" in caplog.text
    assert token not in caplog.text


def test_who_never_ends_the_headers_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "HEADERS_WITHIN_S", 0.2)
    place = Door(host="127.0.0.1", port=0)
    listening = bound(place)
    server = Running(application(AlonePolicy(port=listening.getsockname()[1])), place, listening)
    try:
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
            began = time.monotonic()
            assert line.recv(100) == b""
            assert time.monotonic() - began < 4
    finally:
        server.stop()


@pytest.mark.parametrize(
    "head",
    [
        b"GET /page HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\r\n b: c\r\n\r\n",
        b"POST /correct HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /page HTTP/1.1\r\n\r\n",
        b"POST /correct HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"GET /page HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/page HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET /page HTTP/1.1\r\nX: " + b"x" * 70000,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
def test_twisted_requests_are_refused(served: tuple[Running, AlonePolicy], head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", served[0].port), timeout=5) as line:
        line.sendall(head)
        line.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := line.recv(4096):
            answer += piece
    assert not answer.startswith(b"HTTP/1.1 2")
    assert answer.count(b"HTTP/1.1 2") == 0


def test_tls_is_spoken_with_the_certificate_given(pair: tuple[Path, Path]) -> None:
    place = Door(host="127.0.0.1", port=0, certificate=pair[0], key=pair[1])
    listening = bound(place)
    server = Running(application(AlonePolicy(port=listening.getsockname()[1])), place, listening)
    try:
        context = ssl.create_default_context(cafile=str(pair[0]))
        with (
            socket.create_connection(("127.0.0.1", server.port), timeout=5) as line,
            context.wrap_socket(line, server_hostname="localhost") as secure,
        ):
            assert secure.version() in ("TLSv1.2", "TLSv1.3")
    finally:
        server.stop()


async def _who(request: Request) -> Response:
    return JSONResponse({"client": request.client and request.client.host})


@pytest.mark.parametrize(
    ("proxy", "peer", "status", "client"),
    [
        ("192.0.2.9", "192.0.2.9", 200, "203.0.113.5"),
        ("192.0.2.0/24", "192.0.2.77", 200, "203.0.113.5"),
        ("192.0.2.9", "::ffff:192.0.2.9", 200, None),
        ("192.0.2.9", "192.0.2.8", 403, None),
        ("192.0.2.9", "", 403, None),
    ],
)
def test_only_the_proxy_may_say_who_the_browser_is(
    proxy: str, peer: str, status: int, client: str | None
) -> None:
    from starlette.testclient import TestClient

    app = OnlyThroughProxy(Starlette(routes=[Route("/", _who)]), proxy)
    asker = TestClient(app, client=(peer, 1))
    answer = asker.get("/", headers={"X-Forwarded-For": "198.51.100.6, 203.0.113.5"})
    assert answer.status_code == status
    if client:
        assert answer.json()["client"] == client


def test_without_a_proxy_nobody_says_who_the_browser_is(
    served: tuple[Running, AlonePolicy],
) -> None:
    config = served[0].server.config
    assert config.proxy_headers is False
    assert config.server_header is False
