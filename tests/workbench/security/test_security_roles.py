"""Every address, every role: what the table of roles says, and nothing changes by looking."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from argon2 import PasswordHasher
from hostile import addresses, ids_of, routes_of
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from dragoman.dossier import Dossier
from dragoman.dossier.team import Deed, Role, Team
from dragoman.workbench.access import Action, TeamPolicy
from dragoman.workbench.access.brakes import Buckets
from dragoman.workbench.access.passwords import Passwords
from dragoman.workbench.access.user import ALLOWED
from dragoman.workbench.app import make_app
from workbench_client import ORIGIN, PORT, TODAY, Client
from workbench_talks import everything, write_talks

PASSWORD = "a long walk by the river"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PEOPLE = {"Rhea": Role.READER, "Anna": Role.ANALYST, "Edda": Role.EDITOR}
OPEN = {"/login", "/access.css", "/static/{name}"}
BY_TABLE = {
    "review": "review", "accept": "approve", "reject": "correct", "correct": "correct",
    "note": "note", "ask": "ask", "handle": "handle", "digit": "rate", "letter": "rate",
    "split": "correct", "rate": "rate", "pairs": "correct", "reply": "note", "withdraw": "review",
    "undo": "review", "redo": "review", "alike": "correct", "entries": "add", "files": "add",
    "paste": "add", "urls": "add", "feed": "add", "preview": "add", "import": "import",
    "reattach": "correct", "logout": "own", "account": "own",
}  # fmt: skip
"""By the last word of an act's path, what one must be allowed; what is new must be put here."""


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Client]]:
    place = write_talks(tmp_path_factory.mktemp("team") / "made.dragoman", everything())
    with Team.of(place) as store:
        passwords = Passwords(QUICK)
        for name, role in PEOPLE.items():
            done = Deed(who="T", done_at="2027-01-15T08:00:00.000000+00:00", address="x", what="y")
            store.add(name, role, passwords.digest(PASSWORD), done)
        many = Buckets(burst=100_000, per_s=100_000)
        policy = TeamPolicy(store, port=PORT, passwords=passwords, writes=many)
        app = make_app(place, policy=policy, today=lambda: TODAY, has_workman=False)
        with TestClient(app, base_url=ORIGIN, follow_redirects=False) as first:
            yield {name: _logged_in(app, name, first.portal) for name in PEOPLE}


def _logged_in(app: Starlette, name: str, portal: Any) -> Client:
    http = TestClient(app, base_url=ORIGIN, follow_redirects=False, raise_server_exceptions=True)
    http.portal = portal
    found = re.search(r'name="csrf_token" value="([^"]+)"', http.get("/login").text)
    assert found
    form = {"csrf_token": found[1], "name": name, "password": PASSWORD}
    assert http.post("/login", data=form, headers={"origin": ORIGIN}).status_code == 303
    return Client(http, app)


def _filled(client: Client, path: str) -> str:
    ids = ids_of(client)
    start = next((one for one in ids if path.startswith(one)), "")
    id = {"/entries/": "s1", "/people/": "marn"}.get(start) or (ids.get(start) or ["x"])[0]
    return re.sub(r"{\w+(?::\w+)?}", id, path)


def _routes(client: Client, method: str) -> list[Route]:
    return [one for one in routes_of(client) if method in (one.methods or ())]


def _action(route: Route) -> str | None:
    return getattr(route.endpoint, "__dragoman_action__", None)


def test_every_route_says_who_may(team: dict[str, Client]) -> None:
    for route in routes_of(team["Edda"]):
        if route.path in OPEN or route.path == "/":
            continue
        assert _action(route), f"{route.path} is for everybody"


def test_every_act_asks_for_what_it_does(team: dict[str, Client]) -> None:
    for route in _routes(team["Edda"], "POST"):
        if route.path in OPEN or route.path.startswith(
            ("/settings", "/deals", "/out", "/account", "/ask")
        ):
            assert _action(route) not in ("look",) or route.path in OPEN | {"/deals/set"}, (
                route.path
            )
            continue
        assert _action(route) == BY_TABLE[route.path.rpartition("/")[2]], route.path


def test_settings_are_for_editors(team: dict[str, Client]) -> None:
    for route in _routes(team["Edda"], "POST"):
        if route.path.startswith("/settings"):
            assert _action(route) == "set", route.path


@pytest.mark.parametrize("name", PEOPLE)
def test_each_role_is_let_at_what_the_table_says(team: dict[str, Client], name: str) -> None:
    client, allowed = team[name], ALLOWED[PEOPLE[name]]
    client.get("/overview")
    for method in ("GET", "POST"):
        for route in _routes(client, method):
            action = _action(route)
            if action in (None, "open") or route.path in ("/live", "/logout"):
                continue
            if route.path.startswith("/account"):
                continue  # one's own sessions: ended in the tests of the door
            path = _filled(client, route.path)
            answer = client.get(path) if method == "GET" else client.post(path, {})
            is_let = Action(str(action)) in allowed
            assert (answer.status_code == 403) != is_let, (method, path, answer.status_code)


def test_a_page_hides_the_forms_that_a_reader_may_not_send(team: dict[str, Client]) -> None:
    page = team["Rhea"].get("/entries/held?form=correct").text
    assert "Sundholm" in page
    assert not re.findall(r'action="/entries/[^"]+/(accept|reject|correct|note|review)"', page)
    assert 'action="/entries/held/accept"' in team["Edda"].get("/entries/held").text
    assert 'action="/entries/held/accept"' not in team["Anna"].get("/entries/held").text


def test_an_analyst_approves_nothing_by_another_way(team: dict[str, Client]) -> None:
    many = {"verb": "accept", "itself": "1"}
    answer = team["Anna"].post("/entries/held/alike", many)
    assert answer.status_code == 400
    note = team["Edda"].post("/entries/held/note", {"words": "mine"}).json()["decision"]
    taken = team["Anna"].post(f"/decisions/{note}/withdraw", {})
    assert taken.status_code == 400
    assert "Edda" in taken.json()["error"]
    before = _log(team["Edda"])
    team["Anna"].post("/undo", {})
    assert [d for d in _log(team["Edda"])[len(before) :] if d.withdraws == note] == []


def test_an_analyst_signs_no_approval_by_giving_an_orphan_another_entry(
    team: dict[str, Client],
) -> None:
    given = {"label": "TLP:RED"}
    for act, fields in (("accept", {}), ("handle", given)):
        made = team["Edda"].post(f"/entries/planned/{act}", fields).json()["decision"]
        answer = team["Anna"].post(f"/decisions/{made}/reattach", {"entry": "undated"})
        assert answer.status_code == 400, answer.text
        assert "editor" in answer.json()["error"]
    assert [
        d.verb for d in _log(team["Edda"]) if d.who == "Anna" and d.verb in ("accept", "handle")
    ] == []


@pytest.mark.parametrize("act", ["review", "accept", "reject", "digit"])
def test_a_document_is_not_judged_as_if_it_were_an_entry(team: dict[str, Client], act: str) -> None:
    document = ids_of(team["Edda"])["/documents/"][0]
    answer = team["Edda"].post(f"/entries/{document}/{act}", {"digit": "3"})
    assert answer.status_code == 400
    assert "document" in answer.json()["error"]


def _log(client: Client) -> list[Any]:
    with Dossier.open(client.app.state.shelf.place) as dossier:
        return dossier.decisions()


def _stored(client: Client) -> Any:
    with Dossier.open(client.app.state.shelf.place) as dossier:
        return (dossier.version(), len(dossier.settings_versions()), len(list(dossier.documents())))


def test_looking_changes_nothing(team: dict[str, Client]) -> None:
    client = team["Edda"]
    before = _stored(client)
    for address in addresses(client):
        if address.startswith(("/account", "/audit", "/logout")):
            continue
        assert client.get(address).status_code in (200, 303, 400, 404), address
        assert client.http.head(address).status_code in (200, 303, 400, 404), address
    assert _stored(client) == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "GET", "HEAD"])
def test_no_act_is_done_by_another_method(team: dict[str, Client], method: str) -> None:
    client = team["Edda"]
    before = _stored(client)
    override = {"x-http-method-override": "POST", "x-method-override": "POST", "origin": ORIGIN}
    for route in _routes(client, "POST"):
        if "GET" in (route.methods or ()) or route.path in ("/account", "/login"):
            continue
        path = _filled(client, route.path)
        if any(_filled(client, one.path) == path for one in _routes(client, "GET")):
            continue
        answer = client.http.request(method, f"{path}?_method=POST", headers=override)
        assert answer.status_code in (404, 405), (method, path, answer.status_code)
    assert _stored(client) == before


def test_nothing_is_sent_without_the_sessions_own_token(team: dict[str, Client]) -> None:
    client = team["Edda"]
    before = _stored(client)
    foreign = team["Anna"]._signed({})["csrf_token"]
    headers = {"accept": "application/json", "origin": ORIGIN}
    for route in _routes(client, "POST"):
        path = _filled(client, route.path)
        for token in ({}, {"csrf_token": ""}, {"csrf_token": foreign}, {"csrf_token": "x" * 43}):
            fields = {**token, "words": "forged", "why": "forged"}
            answer = client.http.post(path, data=fields, headers=headers)
            assert answer.status_code == 403, (path, token, answer.status_code)
        for origin in ("https://evil.example", "null", f"{ORIGIN}.evil.example"):
            own = {"csrf_token": client._signed({})["csrf_token"], "words": "x"}
            answer = client.http.post(path, data=own, headers={**headers, "origin": origin})
            assert answer.status_code == 403, (path, origin)
    assert _stored(client) == before


def test_nobody_comes_in_without_a_session(team: dict[str, Client]) -> None:
    client = team["Edda"]
    stranger = TestClient(client.app, base_url=ORIGIN, follow_redirects=False)
    stranger.portal = client.http.portal
    for address in addresses(client):
        if address in OPEN:
            continue
        answer = stranger.get(address)
        assert answer.status_code in (303, 401), (address, answer.status_code)
        assert "Velland" not in answer.text
