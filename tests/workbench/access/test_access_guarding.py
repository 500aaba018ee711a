"""Roles: who may do what, by whatever way it is asked."""

import asyncio

import pytest
from access_app import csrf, deed, entered
from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from dragoman.dossier.team import Role, Team
from dragoman.workbench.access import Action, User, may, require_guards, requires

TABLE = {
    Role.READER: {"look", "export", "own"},
    Role.ANALYST: {"look", "export", "own", "review", "correct", "add", "ask", "rate", "note"},
    Role.EDITOR: {action.value for action in Action},
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("action", list(Action))
def test_the_table_of_roles(role: Role, action: Action) -> None:
    assert may(User(name="x", role=role), action) == (action.value in TABLE[role])


@pytest.mark.parametrize(
    ("name", "correct", "settings", "export"),
    [("Rhea", 403, 403, 200), ("Anna", 200, 403, 200), ("Edda", 200, 200, 200)],
)
def test_each_role_does_its_own(
    app: Starlette, name: str, correct: int, settings: int, export: int
) -> None:
    client = entered(app, name)
    form = {"csrf_token": csrf(client)}
    assert client.post("/correct", data=form).status_code == correct
    assert client.post("/settings", data=form).status_code == settings
    assert client.get("/export").status_code == export
    assert client.get("/page").status_code == 200


@pytest.mark.parametrize("method", ["HEAD", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/settings", "/settings?role=editor", "/settings?_method=GET"])
def test_no_method_leads_around_the_role(app: Starlette, method: str, path: str) -> None:
    client = entered(app, "Anna")
    token = csrf(client)
    for override in ({}, {"X-HTTP-Method-Override": "POST"}, {"X-Method-Override": "GET"}):
        headers = {"X-CSRF-Token": token, **override}
        assert client.request(method, path, headers=headers).status_code in (403, 405)
    assert app.state.done == []


@pytest.mark.parametrize(
    "path",
    ["/Settings", "//settings", "/./settings", "/%73ettings", "/settings/", "/page/../settings"],
)
def test_no_spelling_of_the_address_leads_around_the_role(app: Starlette, path: str) -> None:
    client = entered(app, "Rhea")
    client.post(path, data={"csrf_token": csrf(client)})
    assert app.state.done == []


def test_a_form_cannot_say_who_one_is(app: Starlette) -> None:
    client = entered(app, "Rhea")
    form = {"csrf_token": csrf(client), "role": "editor", "user": "Edda", "_method": "GET"}
    assert client.post("/settings", data=form).status_code == 403


def test_a_lower_role_holds_at_once(app: Starlette, store: Team) -> None:
    client = entered(app, "Anna")
    form = {"csrf_token": csrf(client)}
    assert client.post("/correct", data=form).status_code == 200
    store.set_role("Anna", Role.READER, deed("role changed"))
    assert client.post("/correct", data=form).status_code == 403


def test_a_refusal_is_a_page_or_json_and_names_who_may(app: Starlette) -> None:
    client = entered(app, "Rhea")
    token = csrf(client)
    page = client.post("/settings", data={"csrf_token": token})
    assert "You are here as reader; this is for editors." in page.text
    twin = client.post("/correct.json", json={}, headers={"X-CSRF-Token": token})
    assert "analysts and editors" in twin.json()["error"]


async def bare(_request: Request) -> Response:
    return PlainTextResponse("")


class Bare(HTTPEndpoint):
    async def post(self, request: Request) -> Response:
        return await bare(request)


@pytest.mark.parametrize(
    "route",
    [
        Route("/x", bare, methods=["POST"]),
        Route("/x", bare, methods=["DELETE", "GET"]),
        Mount("/deep", routes=[Route("/x", bare, methods=["POST"])]),
        Route("/x", Bare),
    ],
)
def test_a_route_that_changes_things_must_say_who_may(route: Route) -> None:
    with pytest.raises(ValueError, match="@requires"):
        require_guards([route])


def test_routes_that_say_so_are_taken() -> None:
    class Guarded(HTTPEndpoint):
        @requires(Action.NOTE)
        async def post(self, request: Request) -> Response:
            return await bare(request)

    require_guards([Route("/a", bare), Route("/b", Guarded)])
    assert asyncio.iscoroutinefunction(Guarded.post)


def test_too_many_changes_have_to_wait(app: Starlette, clock: object) -> None:
    client = entered(app, "Anna")
    form = {"csrf_token": csrf(client)}
    statuses = [client.post("/correct", data=form).status_code for _ in range(121)]
    assert statuses == [200] * 120 + [429]
    answer = client.post("/correct", data=form)
    assert int(answer.headers["Retry-After"]) >= 1
    assert client.get("/page").status_code == 200
    assert entered(app, "Edda").post("/correct", data={}).status_code == 403
    clock.now += 1  # type: ignore[attr-defined]
    assert client.post("/correct", data=form).status_code == 200


def test_a_stream_ends_with_its_session(
    app: Starlette, store: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman.workbench.access import guard

    client = entered(app, "Anna")
    assert client.get("/stream").text.count("data:") == 5
    monkeypatch.setattr(guard, "CHECKED_EVERY_S", -1.0)
    assert client.get("/stream").text.count("data:") == 5
    found = store.credentials("Anna")
    assert found is not None
    heard: list[str] = []
    original = guard._holds
    monkeypatch.setattr(guard, "_holds", lambda visit: len(heard) < 2 and original(visit))
    with client.stream("GET", "/stream") as answer:
        for line in answer.iter_lines():
            heard += [line] * line.startswith("data:")
    assert len(heard) < 5
