"""Requests that no page of ours would send: other hosts, other origins, no token."""

import json

import pytest
from access_app import ORIGIN, PORT, browser, csrf, enter_alone, entered, login_form, pieces
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from dragoman.workbench.access import AlonePolicy


@pytest.fixture
def client(alone_app: Starlette, alone: AlonePolicy) -> TestClient:
    return enter_alone(alone_app, alone)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:80",
        f"localhost.evil.example:{PORT}",
        f"127.0.0.1:{PORT}@evil.example",
        f"127.0.0.1:{PORT}\t",
        f"localhost.:{PORT}",
        f"[::ffff:127.0.0.1]:{PORT}",
        f"0.0.0.0:{PORT}",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/page", "/token/{token}", "/static/a.css"])
def test_a_name_rebound_to_this_machine_is_refused(
    client: TestClient, alone: AlonePolicy, host: str, path: str
) -> None:
    path = path.format(token=alone.renew().rpartition("/")[2])
    assert client.get(path, headers={"Host": host}).status_code == 400
    assert "/token/" in alone.url


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_every_name_of_this_machine_is_taken(client: TestClient, host: str) -> None:
    assert client.get("/page", headers={"Host": f"{host}:{PORT}"}).status_code == 200


def test_two_hosts_are_one_too_many(client: TestClient) -> None:
    hosts = [("Host", f"127.0.0.1:{PORT}"), ("Host", f"127.0.0.1:{PORT}")]
    assert client.get("/page", headers=hosts).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Origin": f"http://127.0.0.1:{PORT}.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    ],
)
def test_a_form_of_another_site_changes_nothing(
    client: TestClient, alone_app: Starlette, headers: dict[str, str]
) -> None:
    form = {"csrf_token": csrf(client), "stage": "agreed"}
    assert client.post("/correct", data=form, headers=headers).status_code == 403
    assert alone_app.state.done == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": ORIGIN},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_form_of_ours_is_taken(
    client: TestClient, alone_app: Starlette, headers: dict[str, str]
) -> None:
    form = {"stage": "agreed", "csrf_token": csrf(client)}
    assert client.post("/correct", data=form, headers=headers).status_code == 200
    assert alone_app.state.done == [form]


@pytest.mark.parametrize("token", [None, "", "x" * 43, "é"])
def test_a_form_without_our_token_changes_nothing(
    client: TestClient, alone_app: Starlette, token: str | None
) -> None:
    form = {"stage": "agreed"} | ({} if token is None else {"csrf_token": token})
    assert client.post("/correct", data=form).status_code == 403
    assert client.post("/correct", files={"a": ("a.txt", b"x")}, data=form).status_code == 403
    assert client.post("/correct.json", json=form).status_code == 403
    assert alone_app.state.done == []


def test_the_token_of_another_session_is_foreign(app: Starlette) -> None:
    anna, edda = entered(app, "Anna"), entered(app, "Edda")
    form = {"csrf_token": csrf(edda)}
    assert anna.post("/correct", data=form).status_code == 403
    assert edda.post("/correct", data=form).status_code == 200


def test_a_token_from_before_the_login_does_not_hold_after_it(app: Starlette) -> None:
    client = browser(app)
    before = login_form(client)
    anna = entered(app, "Anna")
    anna.cookies.update(client.cookies)
    assert anna.post("/correct", data=before).status_code == 403


def test_somebody_who_has_not_come_in_cannot_be_logged_in_by_another_page(app: Starlette) -> None:
    attacker = login_form(browser(app))
    victim = browser(app)
    victim.get("/login")
    form = {**attacker, "name": "Edda", "password": "a long walk by the river"}
    assert victim.post("/login", data=form).status_code == 403


def test_json_disguised_as_text_is_refused(client: TestClient, alone_app: Starlette) -> None:
    body = json.dumps({"csrf_token": csrf(client)})
    for kind in ("text/plain", "text/plain; application/json", "", "application/xml"):
        headers = {"Content-Type": kind, "X-CSRF-Token": csrf(client)}
        assert client.post("/correct.json", content=body, headers=headers).status_code == 415
        sent = client.post("/correct.json", content=pieces(body.encode()), headers=headers)
        assert sent.status_code == 415
    assert alone_app.state.done == []


def test_a_module_of_ours_sends_the_token_as_a_header(
    client: TestClient, alone_app: Starlette
) -> None:
    headers = {"X-CSRF-Token": csrf(client)}
    assert client.post("/correct.json", json={"stage": "agreed"}, headers=headers).is_success
    assert alone_app.state.done == [{"stage": "agreed"}]


def test_the_token_is_not_taken_from_the_address(client: TestClient) -> None:
    assert client.post(f"/correct?csrf_token={csrf(client)}", data={"a": "b"}).status_code == 403


@pytest.mark.parametrize("order", [("csrf_token", "words"), ("words", "csrf_token")])
def test_the_body_of_a_form_arrives_whole(
    client: TestClient, alone_app: Starlette, order: tuple[str, str]
) -> None:
    values = {"csrf_token": csrf(client), "words": "ä & = ; +\r\n" * 300}
    form = {name: values[name] for name in order}
    assert client.post("/correct", data=form).is_success
    assert client.post("/correct", data=form, files={"f": ("f.txt", b"x" * 9999)}).is_success
    assert [one["words"] for one in alone_app.state.done] == [values["words"]] * 2


def test_the_token_of_a_form_in_small_pieces_is_found(
    client: TestClient, alone_app: Starlette
) -> None:
    token = csrf(client)
    body = (
        f'--xx\r\nContent-Disposition: form-data; name="a"\r\n\r\none\r\n--xx\r\n'
        f'Content-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n--xx--\r\n'
    ).encode()
    single = [body[i : i + 1] for i in range(len(body))]
    headers = {"Content-Type": "multipart/form-data; boundary=xx"}
    assert client.post("/correct", content=pieces(*single), headers=headers).is_success
    assert alone_app.state.done == [{"a": "one", "csrf_token": token}]
    encoded = [bytes([c]) for c in f"a=one&csrf_token={token}".encode()]
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/correct", content=pieces(*encoded), headers=kind).is_success


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=", "x"])
def test_a_broken_form_is_refused_in_words(client: TestClient, kind: str) -> None:
    answer = client.post("/correct", content=b"\xff--\r\n" * 50, headers={"Content-Type": kind})
    assert answer.status_code in (403, 415)


def test_a_session_that_ended_loses_no_words_silently(app: Starlette) -> None:
    stranger = browser(app)
    answer = stranger.post("/correct", data={"words": "long thought"})
    assert answer.status_code == 401
    assert "Go back" in answer.text
    assert stranger.post("/correct.json", json={}).json()["error"].startswith("Nobody")


def test_strange_protocols_are_turned_away(alone_app: Starlette) -> None:
    client = browser(alone_app)
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/page"):
        pass


def test_an_unknown_path_tells_a_stranger_nothing(app: Starlette) -> None:
    stranger = browser(app)
    for path in ("/nothing", "/login/deeper", "/account", "/audit"):
        assert stranger.get(path).headers["location"].startswith("/login?next=")
