"""What every answer carries, also the refusals and the failures."""

import pytest
from access_app import PORT, Clock, application, browser, enter_alone, entered, log_in, team_policy
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dragoman.dossier.team import Team
from dragoman.errors import DossierLocked
from dragoman.workbench.access import AlonePolicy, TeamPolicy

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def require_headers(answer: object) -> None:
    headers = answer.headers  # type: ignore[attr-defined]
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert "Server" not in headers


def test_every_answer_carries_them(alone_app: Starlette, alone: AlonePolicy) -> None:
    stranger = browser(alone_app)
    client = enter_alone(alone_app, alone)
    answers = {
        200: client.get("/page"),
        401: stranger.get("/page"),
        404: client.get("/nothing"),
        403: client.post("/correct"),
        400: client.get("/page", headers={"Host": "evil.example"}),
        405: client.request("TRACE", "/page"),
        413: client.post("/correct", content=b"x" * (2 << 20)),
        414: client.get("/" + "x" * 9000),
        415: client.post("/correct", content=b"x"),
        500: client.get("/fail"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        require_headers(answer)


def test_a_failure_tells_nothing_of_the_program(client: TestClient) -> None:
    answer = client.get("/fail")
    assert answer.status_code == 500
    assert "secret words" not in answer.text
    assert "Traceback" not in answer.text


def test_files_for_everybody_may_be_kept(alone_app: Starlette) -> None:
    answer = browser(alone_app).get("/static/a.css")
    assert answer.headers["Cache-Control"] == "max-age=60"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_transport_security_is_asked_for_under_tls_only(store: Team, clock: Clock) -> None:
    hosts = ["talks.example", "localhost"]
    app = application(team_policy(store, clock, is_secure=True, hosts=hosts))
    far = browser(app, origin=f"https://talks.example:{PORT}")
    near = browser(app, origin=f"https://localhost:{PORT}")
    assert far.get("/login").headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in near.get("/login").headers
    plain = application(TeamPolicy(store, port=PORT, clock=clock, hosts=hosts))
    answer = browser(plain, origin=f"http://talks.example:{PORT}").get("/login")
    assert answer.status_code == 200
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize("name", ['"><script>alert(1)</script>', "a\r\nSet-Cookie: x=y", "é" * 99])
def test_what_somebody_typed_comes_back_as_text(app: Starlette, name: str) -> None:
    answer = log_in(browser(app), name, "wrong")
    assert answer.status_code == 401
    assert "<script>" not in answer.text
    assert "x=y" not in str(answer.headers)


def test_a_broken_store_is_told_in_words(
    app: Starlette, policy: TeamPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = entered(app, "Anna")

    def locked(_id: str) -> None:
        raise DossierLocked("talks.dragoman.team")

    monkeypatch.setattr(policy.store, "session", locked)
    answer = client.get("/page")
    assert answer.status_code == 503
    assert "another program is writing" in answer.text
    require_headers(answer)


@pytest.fixture
def client(alone_app: Starlette, alone: AlonePolicy) -> TestClient:
    return enter_alone(alone_app, alone)
