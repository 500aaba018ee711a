"""A small application behind the guard, and browsers to come with."""

import re
from collections.abc import Iterator
from typing import Any

from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dragoman.dossier.team import Deed, Role, Team
from dragoman.workbench.access import (
    AccessPolicy,
    Action,
    AlonePolicy,
    Limits,
    TeamPolicy,
    csrf_token,
    middleware,
    record,
    require_guards,
    requires,
    routes,
)
from dragoman.workbench.access.passwords import Passwords

PORT = 8765
ORIGIN = f"http://127.0.0.1:{PORT}"
PASSWORD = "a long walk by the river"
NOON = 1_800_000_000.0

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


def deed(what: str = "account added") -> Deed:
    return Deed(who="T. Est", done_at="2027-01-15T08:00:00.000000+00:00", address="x", what=what)


def team_policy(store: Team, clock: Clock, **more: Any) -> TeamPolicy:
    passwords = Passwords(QUICK)
    for name, role in (("Rhea", Role.READER), ("Anna", Role.ANALYST), ("Edda", Role.EDITOR)):
        store.add(name, role, passwords.digest(PASSWORD), deed())
    return TeamPolicy(store, port=PORT, clock=clock, passwords=passwords, **more)


@requires(Action.LOOK)
async def look(request: Request) -> Response:
    user = request.state.user
    return JSONResponse({"user": user.name, "role": user.role, "csrf": csrf_token(request)})


@requires(Action.CORRECT)
async def correct(request: Request) -> Response:
    form = await request.form()
    request.app.state.done.append({k: v for k, v in form.items() if isinstance(v, str)})
    return PlainTextResponse("corrected")


@requires(Action.CORRECT)
async def correct_json(request: Request) -> Response:
    request.app.state.done.append(await request.json())
    return JSONResponse({"done": True})


@requires(Action.SET)
def settings(request: Request) -> Response:
    request.app.state.done.append("settings")
    record(request, "settings changed", "negotiation.toml", "two parties more")
    return PlainTextResponse("set")


@requires(Action.EXPORT)
def export(request: Request) -> Response:
    return PlainTextResponse("a brief")


@requires(Action.ADD)
async def upload(request: Request) -> Response:
    size = 0
    async for piece in request.stream():
        size += len(piece)
    request.app.state.done.append(size)
    return PlainTextResponse(str(size))


@requires(Action.LOOK)
async def fail(_request: Request) -> Response:
    raise RuntimeError("secret words of the program")


@requires(Action.LOOK)
async def stream(request: Request) -> Response:
    async def lines() -> Any:
        for number in range(5):
            request.app.state.done.append(number)
            yield f"data: {number}\n\n"

    return StreamingResponse(lines(), media_type="text/event-stream")


async def static(_request: Request) -> Response:
    return PlainTextResponse("body {}", headers={"Cache-Control": "max-age=60"})


def application(policy: AccessPolicy, limits: Limits | None = None) -> Starlette:
    every = [
        Route("/", look),
        Route("/page", look),
        Route("/page.json", look),
        Route("/correct", correct, methods=["POST"]),
        Route("/correct.json", correct_json, methods=["POST"]),
        Route("/settings", settings, methods=["GET", "POST"]),
        Route("/export", export),
        Route("/upload", upload, methods=["POST"]),
        Route("/fail", fail),
        Route("/stream", stream),
        Route("/static/a.css", static),
        *routes(policy),
    ]
    require_guards(every)
    app = Starlette(routes=every, middleware=middleware(policy, limits=limits))
    app.state.done = []
    app.state.policy = policy
    return app


def browser(app: Starlette, *, origin: str = ORIGIN, address: str = "192.0.2.7") -> TestClient:
    """A browser of somebody who has not come in; it says where its forms come from."""
    return TestClient(
        app,
        base_url=origin,
        follow_redirects=False,
        raise_server_exceptions=False,
        client=(address, 50000),
    )


def enter_alone(app: Starlette, policy: AlonePolicy) -> TestClient:
    client = browser(app)
    assert client.get(policy.url).status_code == 200
    return client


def login_form(client: TestClient) -> dict[str, str]:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/login").text)
    assert found is not None
    return {"csrf_token": found[1]}


def log_in(client: TestClient, name: str, password: str = PASSWORD, **more: str) -> Any:
    form = {**login_form(client), "name": name, "password": password, **more}
    return client.post("/login", data=form)


def entered(app: Starlette, name: str, **more: Any) -> TestClient:
    client = browser(app, **more)
    assert log_in(client, name).status_code == 303
    return client


def csrf(client: TestClient) -> str:
    return str(client.get("/page.json").json()["csrf"])


def pieces(*parts: bytes) -> Iterator[bytes]:
    """A body without a length, sent in pieces (chunked)."""
    yield from parts
