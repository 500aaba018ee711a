"""A dossier moves between a file and a server, and the commands serve it alike in both."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_texts import ARTICLES, write_texts

from dragoman import notebook
from dragoman.cli.app import run
from dragoman.dossier import Dossier
from postgresql_server import Server

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command: its exit code, what it printed, what it said on stderr."""

    def go(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return go


def canonical(place: str | Path) -> bytes:
    with Dossier.open(place) as dossier:
        return b"".join(dossier.canonical())


def test_a_dossier_goes_to_a_server_and_back_without_loss(
    talks: Path, postgresql: Server, told: Run
) -> None:
    url = postgresql.place()
    before = canonical(talks)
    code, out, _ = told("copy", str(talks), url)
    assert code == 0
    assert "copied 5 documents, 0 decisions and " in out
    digest = re.search(r"are the same: sha256 (\w{64})$", out.strip())
    assert digest
    assert told("copy", url, "back.dragoman")[1].endswith(out.splitlines()[1] + "\n")
    assert canonical(talks) == canonical(url) == canonical("back.dragoman") == before


def test_the_commands_answer_alike_from_a_server(
    talks: Path, postgresql: Server, told: Run
) -> None:
    url = postgresql.place()
    assert told("copy", str(talks), url)[0] == 0
    with Dossier.open(talks) as dossier:
        entry = min(one.id for one in dossier.entries("statement"))
    for command in (
        ["contacts", "--json"],
        ["positions", "--json"],
        ["commitments"],
        ["ask", "who", "wants", "a", "quota"],
        ["ask", "patrol", "boats"],
        ["export", "--format", "jsonl", "--out", "-"],
        ["check"],
        ["correct", entry, "act=deny", "--why", "misread"],
        ["undo"],
        ["rebuild"],
        ["check"],
    ):
        answers = [told(*command, "--dossier", str(place)) for place in (talks, url)]
        instant = re.compile(r"20\d\d-\d\d-\d\dT[0-9:.+]+|\b[0-9a-f]{16}\b|took \d+ s")
        codes = [code for code, _, _ in answers]
        shown = [instant.sub("", out) for _, out, _ in answers]
        assert codes == [0, 0], (command, answers)
        assert shown[0] == shown[1], command


def test_texts_are_added_and_briefed_on_a_server_as_in_a_file(
    tmp_path: Path, postgresql: Server, told: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_READER", "rules")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dragoman.pipeline.intake.now", lambda: "2031-05-01T08:00:00+00:00")
    monkeypatch.setattr("dragoman.dossier.dossier.now", lambda: "2031-05-01T08:00:00+00:00")
    texts = str(write_texts(tmp_path / "texts", *ARTICLES))
    places = (str(tmp_path / "a.dragoman"), postgresql.place())
    for number, place in enumerate(places):
        monkeypatch.setenv("DRAGOMAN_DOSSIER", place)
        code, _, err = told("brief", texts, "--out", f"{number}.html")
        assert code == 0, err
    assert canonical(places[0]) == canonical(places[1])
    assert Path("0.html").read_bytes() == Path("1.html").read_bytes()
    assert notebook.open(places[0]).contents == notebook.open(places[1]).contents


def test_init_and_add_make_a_dossier_on_a_server(
    tmp_path: Path, postgresql: Server, told: Run
) -> None:
    url = postgresql.place()
    code, out, _ = told("init", "--dossier", url)
    assert (code, "is ready" in out) == (0, True)
    assert told("init", "--dossier", url)[0] == 2
    texts = write_texts(tmp_path / "texts", "a.txt")
    assert told("add", str(texts / "a.txt"), "--dossier", url)[0] == 0
    assert json.loads(canonical(url).splitlines()[0])["kind"] == "document"


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (["copy", "none.dragoman", "b.dragoman"], 1, "no dossier here"),
        (["copy", "dossier.dragoman", "dossier.dragoman"], 1, "not empty"),
        (["copy", "dossier.dragoman", "mysql://h/x"], 2, "no place for a dossier"),
        (["copy", "dossier.dragoman", "postgresql://u:hush@h"], 2, "names no database"),
        (["copy", "dossier.dragoman", "postgresql://u:hush@127.0.0.1:9/x"], 1, "no connection"),
        (["contacts", "--dossier", "."], 2, "is a folder"),
        (["deals", "--dossier", "postgresql://u:hush@127.0.0.1:9/x"], 1, "no connection"),
    ],
)
def test_what_cannot_be_copied_is_said_without_the_password(
    talks: Path, told: Run, arguments: list[str], code: int, why: str
) -> None:
    ended, out, err = told(*arguments)
    assert (ended, why in err) == (code, True), err
    assert "hush" not in out + err
    assert not Path("b.dragoman").exists()
