"""What is too much is refused before it is read, and stopped while it comes."""

import asyncio
from typing import Any

import pytest
from access_app import Clock, application, csrf, enter_alone, pieces
from starlette.testclient import TestClient

from dragoman.workbench.access import AlonePolicy, Limits
from dragoman.workbench.access.answers import refuse
from dragoman.workbench.access.bounds import Bounds

LIMITS = Limits(body_bytes=1000, larger={"/upload": 5000, "/upload/small": 10})


@pytest.fixture
def client(alone: AlonePolicy) -> TestClient:
    return enter_alone(application(alone, LIMITS), alone)


def test_a_body_said_to_be_too_large_is_not_read(client: TestClient) -> None:
    headers = {"X-CSRF-Token": csrf(client)}
    answer = client.post("/correct", data={"a": "x" * 1001}, headers=headers)
    assert answer.status_code == 413
    assert answer.headers["Connection"] == "close"
    assert client.post("/correct", data={"a": "x" * 900}, headers=headers).status_code == 200


@pytest.mark.parametrize("length", ["-1", "1e3", "9" * 30, "+5", "0x10"])
def test_a_length_that_is_none_is_refused(client: TestClient, length: str) -> None:
    headers = {"X-CSRF-Token": csrf(client), "Content-Length": length}
    kind = {"Content-Type": "application/json"}
    answer = client.post("/correct.json", content=b"{}", headers={**headers, **kind})
    assert answer.status_code == 413


def test_a_chunked_body_is_stopped_when_it_grows_too_large(client: TestClient) -> None:
    headers = {"X-CSRF-Token": csrf(client), "Content-Type": "application/json"}
    sent = []

    def endless() -> Any:
        for _ in range(100):
            sent.append(1)
            yield b"x" * 100

    answer = client.post("/correct.json", content=endless(), headers=headers)
    assert answer.status_code == 413
    assert client.app.state.done == []  # type: ignore[attr-defined]


def test_a_chunked_form_is_bounded_while_its_token_is_looked_for(client: TestClient) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    body = pieces(*[b"x" * 100] * 100)
    assert client.post("/correct", content=body, headers=kind).status_code == 413


def test_some_paths_take_more(client: TestClient) -> None:
    headers = {"X-CSRF-Token": csrf(client), "Content-Type": "application/json"}
    assert client.post("/upload", content=b"x" * 5000, headers=headers).text == "5000"
    chunked = pieces(*[b"x" * 500] * 10)
    assert client.post("/upload", content=chunked, headers=headers).text == "5000"
    assert client.post("/upload", content=b"x" * 5001, headers=headers).status_code == 413
    assert LIMITS.body_of("/upload/small/x") == 10
    assert LIMITS.body_of("/elsewhere/upload") == 1000


@pytest.mark.parametrize("path", ["/pa%00ge", "/page%0a", "/page%7f", "/%c2%85"])
def test_control_characters_in_an_address_are_refused(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 400


def test_endless_headers_and_addresses_are_refused(client: TestClient) -> None:
    assert client.get("/page?" + "x" * 8200).status_code == 414
    assert client.get("/page", headers={"X-Long": "x" * 17000}).status_code == 431
    many = {f"X-{n}": "x" for n in range(101)}
    assert client.get("/page", headers=many).status_code == 431


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "CONNECT", "PROPFIND", "OPTIONS"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    answer = client.request(method, "/page")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST"


async def _answer_to(
    messages: list[dict[str, Any]], limits: Limits, clock: Clock, step_s: float = 0.0
) -> int:
    """The status that an application's reader of the whole body comes to."""
    sent: list[Any] = []

    async def receive() -> Any:
        clock.now += step_s
        if not messages:
            await asyncio.Event().wait()
        return messages.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    async def application(_scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": []})

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/x",
        "raw_path": b"/x",
        "query_string": b"",
        "headers": [],
    }
    bounds = Bounds(application, limits=limits, refuse=refuse, clock=clock)
    await bounds(scope, receive, send)
    return int(sent[0]["status"])


def piece(size: int, *, is_last: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": b"x" * size, "more_body": not is_last}


def test_a_body_that_stops_coming_is_given_up() -> None:
    limits = Limits(pause_s=0.02)
    assert asyncio.run(_answer_to([piece(10)], limits, Clock())) == 408


def test_a_body_that_drips_is_given_up() -> None:
    drops = [piece(1) for _ in range(50)] + [piece(1, is_last=True)]
    assert asyncio.run(_answer_to(drops, Limits(), Clock(), step_s=2.0)) == 408


def test_a_slow_line_has_its_time() -> None:
    pieces_ = [piece(8000) for _ in range(50)] + [piece(1, is_last=True)]
    assert asyncio.run(_answer_to(pieces_, Limits(), Clock(), step_s=2.0)) == 200


def test_who_listens_for_the_end_is_not_timed() -> None:
    async def listening() -> bool:
        clock = Clock()
        gone = asyncio.Event()

        async def receive() -> Any:
            if not gone.is_set():
                gone.set()
                return piece(0, is_last=True)
            await asyncio.sleep(0.1)
            return {"type": "http.disconnect"}

        async def application(_scope: Any, receive: Any, _send: Any) -> None:
            await receive()
            assert (await receive())["type"] == "http.disconnect"

        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
        bounds = Bounds(application, limits=Limits(pause_s=0.02), refuse=refuse, clock=clock)
        await bounds(scope, receive, lambda _: asyncio.sleep(0))
        return True

    assert asyncio.run(listening())
