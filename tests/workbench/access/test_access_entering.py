"""Name and password: sessions, throttling, and what a stranger can learn."""

import asyncio
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from access_app import (
    PASSWORD,
    PORT,
    Clock,
    application,
    browser,
    csrf,
    entered,
    log_in,
    login_form,
    team_policy,
)
from argon2 import PasswordHasher
from starlette.applications import Starlette

from dragoman.dossier.team import Role, Team
from dragoman.workbench.access import TeamPolicy
from dragoman.workbench.access.entering import HASHES, Hashing
from dragoman.workbench.access.passwords import Passwords
from dragoman.workbench.access.policy import Visit

COOKIE = f"dragoman-{PORT}"


def test_name_and_password_let_in(app: Starlette) -> None:
    client = entered(app, "Anna")
    assert client.get("/page").json()["user"] == "Anna"
    assert client.get("/login").headers["location"] == "/"


@pytest.mark.parametrize("name", ["anna", "ANNA", " Anna ", "Ａnna"])
def test_a_name_is_the_same_however_it_is_typed(app: Starlette, name: str) -> None:
    client = browser(app)
    assert log_in(client, name).status_code == 303
    assert client.get("/page").json()["user"] == "Anna"


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(app: Starlette) -> None:
    answers = [
        log_in(browser(app), name, password)
        for name, password in (
            ("Anna", "wrong"),
            ("Nobody", "wrong"),
            ("Anna", ""),
            ("", ""),
            ("Anna", PASSWORD.upper()),
        )
    ]
    assert {answer.status_code for answer in answers} == {401}
    plain = {a.text.split('<input id="name"')[0].partition("csrf_token")[0] for a in answers}
    assert len(plain) == 1
    assert not any(COOKIE + "=" in answer.headers.get("set-cookie", "") for answer in answers)


def test_an_unknown_name_takes_as_long_as_a_wrong_password(store: Team, clock: Clock) -> None:
    policy = team_policy(store, clock)
    slow = PasswordHasher(time_cost=2, memory_cost=8192, parallelism=1)
    policy.passwords = Passwords(slow)
    store.set_password("Anna", policy.passwords.digest(PASSWORD), _deed(policy))

    def took(name: str) -> float:
        clock.now += 7200
        began = time.perf_counter()
        policy.enter(_visit(policy), name, "wrong", None)
        return time.perf_counter() - began

    pairs = [(took("Anna"), took("Nobody")) for _ in range(9)]
    known, unknown = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert 0.6 < unknown / known < 1.6


def test_logging_in_gives_a_new_session_whatever_was_brought(app: Starlette) -> None:
    """Session fixation: a cookie planted before the login is worth nothing after it."""
    client = browser(app)
    planted = "p" * 43
    client.cookies.set(COOKIE, planted, domain="127.0.0.1")
    answer = log_in(client, "Anna")
    assert answer.status_code == 303
    assert f"{COOKIE}={planted}" not in answer.headers["set-cookie"]
    header = {"Cookie": f"{COOKIE}={planted}"}
    assert browser(app).get("/page", headers=header).status_code == 303


def test_logging_in_again_ends_the_session_before(app: Starlette) -> None:
    client = entered(app, "Anna")
    old = client.cookies[COOKIE]
    form = {"csrf_token": csrf(client), "name": "Edda", "password": PASSWORD}
    assert client.post("/login", data=form).status_code == 303
    assert client.get("/page").json()["user"] == "Edda"
    header = {"Cookie": f"{COOKIE}={old}"}
    assert browser(app).get("/page", headers=header).status_code == 303


def test_a_session_outlives_the_server(app: Starlette, store: Team, clock: Clock) -> None:
    client = entered(app, "Anna")
    restarted = application(TeamPolicy(store, port=PORT, clock=clock))
    again = browser(restarted)
    again.cookies.update(client.cookies)
    assert again.get("/page").json()["user"] == "Anna"


def test_a_session_ends_when_it_is_not_used(app: Starlette, clock: Clock) -> None:
    client = entered(app, "Anna")
    clock.now += 7100
    assert client.get("/page").status_code == 200
    clock.now += 7100
    assert client.get("/page").status_code == 200
    clock.now += 7300
    assert client.get("/page").status_code == 303


def test_a_session_ends_after_half_a_day_whatever_happens(app: Starlette, clock: Clock) -> None:
    client = entered(app, "Anna")
    for _ in range(11):
        clock.now += 3600
        assert client.get("/page").status_code == 200
    clock.now += 3601
    assert client.get("/page").status_code == 303


def test_the_store_does_not_hold_what_the_cookie_holds(app: Starlette, store: Team) -> None:
    secret = entered(app, "Anna").cookies[COOKIE]
    anna = store.credentials("Anna")
    assert anna is not None
    assert all(secret not in str(session) for session in store.sessions(anna[0]))
    folder = store.home.parent  # type: ignore[union-attr]
    for file in folder.iterdir():
        held = file.read_bytes()
        assert secret.encode() not in held
        assert PASSWORD.encode() not in held


def test_logging_out_everywhere_ends_every_session(app: Starlette) -> None:
    here, there, edda = entered(app, "Anna"), entered(app, "Anna"), entered(app, "Edda")
    form = {"csrf_token": csrf(here)}
    assert here.post("/account/logout-everywhere", data=form).status_code == 303
    assert {one.get("/page").status_code for one in (here, there)} == {303}
    assert edda.get("/page").status_code == 200


def test_logging_out_ends_this_session_only(app: Starlette) -> None:
    here, there = entered(app, "Anna"), entered(app, "Anna")
    own = here.cookies[COOKIE]
    here.post("/logout", data={"csrf_token": csrf(here)})
    header = {"Cookie": f"{COOKIE}={own}"}
    assert browser(app).get("/page", headers=header).status_code == 303
    assert there.get("/page").status_code == 200


def test_a_new_password_ends_the_other_sessions_and_renews_this_one(app: Starlette) -> None:
    here, there = entered(app, "Anna"), entered(app, "Anna")
    old = here.cookies[COOKIE]
    new = "another walk by the sea"
    form = {"csrf_token": csrf(here), "old": PASSWORD, "new": new, "again": new}
    assert here.post("/account/password", data=form).status_code == 303
    assert here.get("/page").status_code == 200
    assert here.cookies[COOKIE] != old
    assert there.get("/page").status_code == 303
    assert log_in(browser(app), "Anna").status_code == 401
    assert log_in(browser(app), "Anna", new).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "status"),
    [
        ("wrong", "another walk by the sea", "another walk by the sea", 401),
        (PASSWORD, "another walk by the sea", "another walk", 400),
        (PASSWORD, "short", "short", 400),
        (PASSWORD, "annaanna1234", "annaanna1234", 400),
    ],
)
def test_a_password_is_changed_only_by_who_knows_it_and_to_a_sound_one(
    app: Starlette, old: str, new: str, again: str, status: int
) -> None:
    client = entered(app, "Anna")
    form = {"csrf_token": csrf(client), "old": old, "new": new, "again": again}
    answer = client.post("/account/password", data=form)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert new not in answer.text or new == "annaanna1234"
    assert log_in(browser(app), "Anna").status_code == 303


def test_guessing_at_an_account_is_slowed_down_more_and_more(app: Starlette, clock: Clock) -> None:
    waits = []
    for number in range(12):
        guesser = browser(app, address=f"198.51.100.{number}")
        answer = log_in(guesser, "Anna", f"guess {number}")
        if answer.status_code == 429:
            waits.append(int(answer.headers["Retry-After"]))
            clock.now += waits[-1]
            answer = log_in(guesser, "Anna", f"guess {number}")
        assert answer.status_code == 401
    assert waits == [1, 2, 4, 8, 16, 32, 64]


def test_a_right_password_waits_too_while_the_account_is_slowed(
    app: Starlette, clock: Clock
) -> None:
    for number in range(5):
        log_in(browser(app, address=f"198.51.100.{number}"), "Anna", "wrong")
    assert log_in(browser(app), "Anna").status_code == 429
    clock.now += 2
    assert log_in(browser(app), "Anna").status_code == 303


def test_an_unknown_name_is_slowed_down_like_a_known_one(app: Starlette) -> None:
    def statuses(name: str, net: str) -> list[int]:
        clients = (browser(app, address=f"{net}.{n}") for n in range(8))
        return [log_in(client, name, "wrong").status_code for client in clients]

    assert statuses("Anna", "198.51.100") == statuses("Nobody", "203.0.113")


def test_many_guesses_at_once_do_not_slip_through(policy: TeamPolicy) -> None:
    visit = _visit(policy)
    with ThreadPoolExecutor(8) as many:
        attempts = list(many.map(lambda n: policy.enter(visit, "Anna", f"g{n}", None), range(16)))
    assert sum(not attempt.wait_s for attempt in attempts) == 5


def test_a_flood_of_tries_hashes_few_at_a_time() -> None:
    running, most = 0, 0

    def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        time.sleep(0.02)
        running -= 1

    async def flood() -> None:
        hashing = Hashing()
        await asyncio.gather(*(hashing.run(work) for _ in range(10)))

    asyncio.run(flood())
    assert most == HASHES


def test_an_address_is_slowed_down_over_all_names(app: Starlette, clock: Clock) -> None:
    statuses = [log_in(browser(app), f"name{n}", "wrong").status_code for n in range(22)]
    assert statuses == [401] * 20 + [429] * 2
    assert log_in(browser(app, address="198.51.100.1"), "Anna").status_code == 303
    clock.now += 31
    assert log_in(browser(app), "Anna").status_code == 303


def test_a_stranger_cannot_shut_the_owner_out(app: Starlette) -> None:
    """From an address from which one has come in before, failures count by themselves."""
    entered(app, "Anna", address="192.0.2.7")
    for number in range(8):
        log_in(browser(app, address=f"198.51.100.{number}"), "Anna", "wrong")
    assert log_in(browser(app, address="198.51.100.99"), "Anna").status_code == 429
    assert log_in(browser(app, address="192.0.2.7"), "Anna").status_code == 303


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "/%0d%0aSet-Cookie: a=b\r\nSet-Cookie: a=b",
        "evil.example",
        "",
        "/é",
        "http:/page",
        "///evil.example",
    ],
)
def test_the_login_leads_nowhere_else(app: Starlette, elsewhere: str) -> None:
    answer = log_in(browser(app), "Anna", next=elsewhere)
    assert answer.headers["location"] == "/"
    assert "a=b" not in answer.headers["set-cookie"]
    shown = browser(app).get("/login", params={"next": elsewhere}).text
    assert 'name="next" value="/"' in shown


def test_the_login_leads_back_to_where_one_wanted_to_go(app: Starlette) -> None:
    client = browser(app)
    asked = client.get("/page?words=a%20b%26c&page=2")
    assert asked.status_code == 303
    form = client.get(asked.headers["location"]).text
    assert 'name="next" value="/page?words=a%20b%26c&amp;page=2"' in form
    answer = log_in(client, "Anna", next="/page?words=a%20b%26c&page=2")
    assert answer.headers["location"] == "/page?words=a%20b%26c&page=2"


def test_the_digest_is_renewed_when_parameters_change(
    store: Team, policy: TeamPolicy, clock: Clock
) -> None:
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    later = TeamPolicy(store, port=PORT, clock=clock, passwords=stronger)
    before = _digest(store, "Anna")
    assert later.enter(_visit(later), "Anna", PASSWORD, None).secret
    after = _digest(store, "Anna")
    assert before != after
    assert "m=16,t=2" in after
    assert later.enter(_visit(later), "Anna", PASSWORD, None).secret
    assert _digest(store, "Anna") == after


def test_cookies_are_secure_under_tls_and_bound_to_the_host(store: Team, clock: Clock) -> None:
    app = application(team_policy(store, clock, is_secure=True, hosts=["talks.example"]))
    client = browser(app, origin=f"https://talks.example:{PORT}")
    answer = log_in(client, "Anna")
    session, visit = answer.headers.get_list("set-cookie")
    for cookie in (session, visit):
        assert cookie.startswith(f"__Host-dragoman-{PORT}")
        assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
    assert "Max-Age=0" in visit
    assert client.get("/page").status_code == 200


def test_a_plain_origin_is_foreign_under_tls(store: Team, clock: Clock) -> None:
    app = application(team_policy(store, clock, is_secure=True, hosts=["talks.example"]))
    client = browser(app, origin="https://talks.example")
    form = {**login_form(client), "name": "Anna", "password": PASSWORD}
    answer = client.post("/login", data=form, headers={"Origin": "http://talks.example"})
    assert answer.status_code == 403
    elsewhere = client.get("/login", headers={"Host": "evil.example"})
    assert elsewhere.status_code == 400


def test_an_account_that_is_removed_is_out_at_once(app: Starlette, store: Team) -> None:
    client = entered(app, "Anna")
    store.remove("Anna", _deed(app.state.policy))
    assert client.get("/page").status_code == 303
    assert log_in(browser(app), "Anna").status_code == 401


def test_a_name_that_was_a_file_is_no_name(app: Starlette) -> None:
    client = browser(app)
    form = login_form(client)
    answer = client.post("/login", data=form, files={"name": ("a", b"Anna"), "password": b"x"})
    assert answer.status_code == 401


def test_the_account_page_names_the_sessions_without_their_digests(
    app: Starlette, store: Team
) -> None:
    client = entered(app, "Anna")
    twin = client.get("/account.json").json()
    assert twin["name"] == "Anna"
    assert [session["is_this"] for session in twin["sessions"]] == [True]
    anna = store.credentials("Anna")
    assert anna is not None
    digest = store.sessions(anna[0])[0].id
    assert digest not in client.get("/account").text + str(twin)


def _visit(policy: TeamPolicy) -> Visit:
    return Visit(user=None, secret="v" * 43, address="192.0.2.7", policy=policy)


def _deed(policy: TeamPolicy):  # type: ignore[no-untyped-def]
    return policy.deed(_visit(policy), "by hand")


def _digest(store: Team, name: str) -> str:
    found = store.credentials(name)
    assert found is not None
    assert found[0].role == Role.ANALYST
    return found[1]
