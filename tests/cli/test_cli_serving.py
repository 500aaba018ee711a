"""`dragoman serve` and `dragoman team`: what is made, printed and refused."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from starlette.applications import Starlette

from dragoman.cli import serving
from dragoman.cli.app import run
from dragoman.dossier import Dossier
from dragoman.dossier.team import Role, Team
from dragoman.workbench.access import AlonePolicy, TeamPolicy, listening, running
from dragoman.workbench.access.passwords import Passwords

PASSWORD = "a long walk by the river"


class Seen:
    """What `serve` handed to the server that a test put in its place."""

    policy: Any = None
    opened: str | None = None
    door: listening.Door | None = None


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Seen:
    found = Seen()
    stub = ModuleType("dragoman.workbench.app")

    def make_app(_place: object, *, policy: Any) -> Starlette:
        found.policy = policy
        return Starlette()

    def run_briefly(_server: object, socket: Any, *, ready: Callable[[], None]) -> None:
        ready()
        socket.close()

    stub.make_app = make_app  # type: ignore[attr-defined]
    real = listening.door

    def door(*given: Any, **more: Any) -> listening.Door:
        found.door = real(*given, **more)
        return found.door

    monkeypatch.setitem(sys.modules, "dragoman.workbench.app", stub)
    monkeypatch.setattr(running, "run", run_briefly)
    monkeypatch.setattr(listening, "door", door)
    monkeypatch.setattr("webbrowser.open", lambda url: setattr(found, "opened", url))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_WHO", "A. Analyst")
    return found


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    place = tmp_path / "talks.dragoman"
    Dossier.create(place).close()
    return place


def add(name: str, monkeypatch: pytest.MonkeyPatch, *more: str, password: str = PASSWORD) -> int:
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO(password + "\n"))
    return run(["team", "add", name, "--password-stdin", "--dossier", "talks.dragoman", *more])


def test_alone_it_prints_the_link_once_and_opens_it(
    seen: Seen, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--dossier", str(dossier), "--port", "0"]) == 0
    out = capsys.readouterr().out
    assert isinstance(seen.policy, AlonePolicy)
    assert seen.opened == seen.policy.url
    assert out.count(seen.policy.url) == 1
    assert seen.policy.url.startswith("http://127.0.0.1:")
    assert seen.policy._user.name == "A. Analyst"
    assert seen.policy._user.role == Role.EDITOR


def test_no_browser_is_opened_where_none_is_wanted(
    seen: Seen, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--dossier", str(dossier), "--port", "0", "--no-browser"]) == 0
    assert seen.opened is None
    assert "/token/" in capsys.readouterr().out


def test_a_dossier_that_is_named_is_made_and_said_to_be(
    seen: Seen, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--dossier", "new.dragoman", "--port", "0"]) == 0
    assert "new.dragoman is new and empty" in capsys.readouterr().out
    with Dossier.open(tmp_path / "new.dragoman") as made:
        assert made.check() == []


def test_no_dossier_is_made_unasked(
    seen: Seen, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--port", "0"]) == 1
    assert "no dossier here" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.dragoman"))
    assert seen.policy is None


def test_a_newcomer_is_asked(seen: Seen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(serving, "_print_links", lambda _policy: None)
    monkeypatch.setattr("click.confirm", lambda *_a, **_k: True)
    assert run(["serve", "--port", "0"]) == 0
    assert (tmp_path / "dossier.dragoman").exists()


def test_the_port_that_is_taken_is_passed_over(seen: Seen, dossier: Path) -> None:
    with listening.bound(listening.Door(host="127.0.0.1", port=0)) as taken:
        port = taken.getsockname()[1]
        assert run(["serve", "--dossier", str(dossier), "--port", str(port)]) == 0
    assert seen.policy.port > port
    assert seen.policy.is_own_host(f"127.0.0.1:{seen.policy.port}")
    assert not seen.policy.is_own_host(f"127.0.0.1:{port}")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--host", "0.0.0.0"], "give --team"),
        (["--team", "--host", "0.0.0.0"], "without TLS"),
        (["--behind-proxy", "127.0.0.1"], "give --team"),
        (["--team", "--behind-proxy", "*"], "no address"),
    ],
)
def test_what_is_not_safe_is_refused_before_anything_is_made(
    seen: Seen,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    assert run(["serve", "--dossier", "new.dragoman", *arguments]) == 1
    assert words in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_team_needs_an_editor_first(
    seen: Seen, dossier: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["serve", "--team", "--dossier", str(dossier), "--port", "0"]
    assert run(command) == 1
    assert "dragoman team add NAME --role editor" in capsys.readouterr().err
    assert add("Edda", monkeypatch, "--role", "editor") == 0
    assert run(command) == 0
    assert isinstance(seen.policy, TeamPolicy)
    out = capsys.readouterr().out
    assert "/token/" not in out
    assert f"http://127.0.0.1:{seen.policy.port}/" in out
    assert seen.opened is None
    assert not seen.policy.is_own_host(f"evil.example:{seen.policy.port}")


def test_behind_a_proxy_cookies_are_secure_and_the_name_is_known(
    seen: Seen, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Edda", monkeypatch, "--role", "editor")
    more = ["--behind-proxy", "192.0.2.9", "--name", "Talks.Example", "--port", "0"]
    assert run(["serve", "--team", "--dossier", str(dossier), *more]) == 0
    assert seen.policy.is_secure
    assert seen.door is not None
    assert seen.door.proxy == "192.0.2.9"
    assert seen.policy.is_own_host("talks.example")
    assert not seen.policy.is_own_host("evil.example")


def test_accounts_are_made_changed_and_removed_at_the_terminal(
    dossier: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_WHO", "Root")
    monkeypatch.setenv("DRAGOMAN_DOSSIER", "talks.dragoman")
    assert add("Edda", monkeypatch, "--role", "editor") == 0
    assert add("Anna", monkeypatch) == 0
    assert run(["team", "role", "anna", "reader"]) == 0
    assert run(["team", "remove", "ANNA"]) == 0
    assert run(["team", "list"]) == 0
    assert run(["team", "audit"]) == 0
    out = capsys.readouterr().out
    assert "Anna may enter as analyst" in out
    assert "Anna is reader now" in out
    assert "editor   Edda" in out
    assert "Root  terminal  account removed  Anna" in out
    assert run(["team", "audit", "--json", "--limit", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["what"] == "account removed"
    with Team.of(dossier) as team:
        found = team.credentials("Edda")
        assert found is not None
        assert Passwords().is_right(found[1], PASSWORD)


@pytest.mark.parametrize(
    ("name", "password", "words"),
    [
        ("Anna", "short", "at least 12"),
        ("Annabel Quist", "annabelquist", "the name or a word"),
        ("An\u0430", PASSWORD, "mixes"),
    ],
)
def test_an_unsound_account_is_not_made(
    dossier: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    name: str,
    password: str,
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert add(name, monkeypatch, password=password) == 1
    told = capsys.readouterr().err
    assert words in told
    assert password not in told
    with Team.of(dossier) as team:
        assert team.accounts() == []


def test_no_option_takes_a_password() -> None:
    assert run(["team", "add", "Anna", "--password", PASSWORD]) == 2
    assert run(["team", "add", "Anna", PASSWORD]) == 2


def test_accounts_of_no_dossier_are_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert add("Anna", monkeypatch) == 1
    assert not list(tmp_path.iterdir())


def test_control_characters_of_the_log_do_not_reach_the_terminal(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from dragoman.dossier.team import Deed

    with Team.of(dossier) as team:
        team.note(Deed(who="A\x1b[2J", done_at="x", address="y", what="export", target="a\r\nb"))
    assert run(["team", "audit", "--dossier", str(dossier)]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert len(out.splitlines()) == 1


STUB = """
import sys, types
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from dragoman.workbench.access import middleware, requires, routes, Action
stub = types.ModuleType("dragoman.workbench.app")
@requires(Action.LOOK)
async def home(request):
    return PlainTextResponse("hello " + request.state.user.name)
stub.make_app = lambda place, *, policy: Starlette(
    routes=[Route("/", home), *routes(policy)], middleware=middleware(policy))
sys.modules["dragoman.workbench.app"] = stub
from dragoman.cli.app import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C by signal")
def test_it_serves_from_the_first_line_on_and_ctrl_c_ends_it_cleanly(dossier: Path) -> None:
    command = [sys.executable, "-c", STUB, "serve", "--no-browser", "--port", "0"]
    environment = {**os.environ, "DRAGOMAN_WHO": "Anna", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, "--dossier", str(dossier)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        host, _, path = line.split("http://")[1].split(" ")[0].partition("/")
        connection = http.client.HTTPConnection(host, timeout=10)
        connection.request("GET", f"/{path}")
        answer = connection.getresponse()
        cookie = str(answer.getheader("Set-Cookie")).split(";")[0]
        answer.read()
        connection.request("GET", "/", headers={"Cookie": cookie})
        assert connection.getresponse().read() == b"hello Anna"
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=15)
    assert process.returncode == 0
    assert out == "The workbench is closed.\n"
    assert err == ""
    assert time.monotonic() - began < 8
