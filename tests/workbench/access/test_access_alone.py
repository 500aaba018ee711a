"""Alone: the link works once, the cookie it leaves is the only other way in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from access_app import ORIGIN, PORT, browser, csrf, enter_alone
from starlette.applications import Starlette

from dragoman.workbench.access import AlonePolicy


def test_the_link_lets_in_and_the_page_knows_who(alone_app: Starlette, alone: AlonePolicy) -> None:
    client = enter_alone(alone_app, alone)
    assert client.get("/page").json() == {
        "user": "A. Lone",
        "role": "editor",
        "csrf": csrf(client),
    }


def test_a_stolen_token_is_useless_after_its_use(alone_app: Starlette, alone: AlonePolicy) -> None:
    link = alone.url
    enter_alone(alone_app, alone)
    thief = browser(alone_app)
    answer = thief.get(link)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers or "visit" in answer.headers["set-cookie"]
    assert thief.get("/page").status_code == 401
    assert "press" in answer.text
    assert link.rpartition("/")[2] not in alone.url


def test_of_many_who_bring_the_token_at_once_one_gets_in(alone: AlonePolicy) -> None:
    token = alone.url.rpartition("/")[2]
    with ThreadPoolExecutor(16) as many:
        entered = [secret for secret in many.map(alone.exchange, [token] * 64) if secret]
    assert len(entered) == 1


def test_looking_ahead_does_not_use_the_token_up(alone_app: Starlette, alone: AlonePolicy) -> None:
    ahead = browser(alone_app)
    assert ahead.head(alone.url).status_code == 204
    assert ahead.get(alone.url, headers={"Sec-Purpose": "prefetch;prerender"}).status_code == 204
    assert ahead.get("/page").status_code == 401
    enter_alone(alone_app, alone)


@pytest.mark.parametrize("token", ["x" * 43, "é" * 43, "%00", "", " "])
def test_another_token_does_not_let_in(
    alone_app: Starlette, alone: AlonePolicy, token: str
) -> None:
    assert browser(alone_app).get(f"/token/{token}").status_code in (400, 403, 404)
    enter_alone(alone_app, alone)


def test_the_cookie_is_for_this_server_alone(alone_app: Starlette, alone: AlonePolicy) -> None:
    answer = browser(alone_app).get(alone.url)
    cookie = answer.headers.get_list("set-cookie")[0]
    assert cookie.startswith(f"dragoman-{PORT}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert "Domain" not in cookie


def test_who_lost_the_cookie_is_told_how_to_come_in_again(
    alone_app: Starlette, alone: AlonePolicy
) -> None:
    client = enter_alone(alone_app, alone)
    client.cookies.clear()
    answer = client.get("/page")
    assert answer.status_code == 401
    assert "Enter" in answer.text
    assert client.get(alone.renew()).status_code == 200
    assert client.get("/page").status_code == 200


def test_a_new_link_ends_the_unused_one_before_it(alone_app: Starlette, alone: AlonePolicy) -> None:
    old = alone.url
    alone.renew()
    assert browser(alone_app).get(old).status_code == 403


def test_a_cookie_of_elsewhere_does_not_let_in(alone_app: Starlette) -> None:
    client = browser(alone_app)
    for value in ("", "x" * 43, "x" * 5000, "é", '"' + "x" * 43 + '"'):
        header = {b"Cookie": f"dragoman-{PORT}={value}".encode("latin-1")}
        assert client.get("/page", headers=header).status_code == 401


def test_a_planted_second_cookie_counts_as_none(alone_app: Starlette, alone: AlonePolicy) -> None:
    client = enter_alone(alone_app, alone)
    own = client.cookies[f"dragoman-{PORT}"]
    client.cookies.clear()
    name = f"dragoman-{PORT}"
    assert client.get("/page", headers={"Cookie": f"{name}={own}"}).status_code == 200
    for first, second in ((own, "x" * 43), ("x" * 43, own)):
        both = {"Cookie": f"{name}={first}; {name}={second}"}
        assert client.get("/page", headers=both).status_code == 401


def test_logging_out_ends_the_session_on_the_server(
    alone_app: Starlette, alone: AlonePolicy
) -> None:
    client = enter_alone(alone_app, alone)
    own = client.cookies[f"dragoman-{PORT}"]
    client.post("/logout", data={"csrf_token": csrf(client)})
    header = {"Cookie": f"dragoman-{PORT}={own}"}
    assert browser(alone_app).get("/page", headers=header).status_code == 401


def test_a_link_in_a_mail_comes_to_the_page_by_way_of_our_own(
    alone_app: Starlette, alone: AlonePolicy
) -> None:
    """Browsers keep a strict cookie back when another site sent them."""
    enter_alone(alone_app, alone)
    stranger = browser(alone_app)
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    answer = stranger.get("/page?a=1&b=%22", headers=headers)
    assert answer.status_code == 200
    assert 'content="0; url=/page?a=1&amp;b=%22"' in answer.text
    again = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
    assert stranger.get("/page", headers=again).status_code == 401


@pytest.mark.parametrize("path", ["//evil.example/x", "/%5c/evil.example", '/"><script>'])
def test_the_page_on_the_way_leads_nowhere_else(alone_app: Starlette, path: str) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    text = browser(alone_app).get(ORIGIN + path, headers=headers).text
    assert "url=//" not in text
    assert "url=/\\" not in text
    assert "<script>" not in text
