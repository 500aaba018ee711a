"""A folder to run a page's commands in, and how those run that cannot run as they stand."""

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

from attrs import define, field
from docs_pages import ROOT, Command, Let

from dragoman.cli.app import run
from dragoman.dossier import Dossier

NOT_RUN = {
    r"pipx install \.": "installs from a registry; the release is tried in an empty environment",
    r"python -m pip install ": "the same, of what training needs",
    r"python training/": "needs torch, gold data and up to an hour; tests/training has its parts",
}
"""Commands that no test runs, each with the reason; a test says when one is not needed any more."""

SKIPS_ARE_FINE = ("brief", "add", "read", "fetch")
"""Commands whose exit code 3 (done with skips) is no failure."""

DECIDE = "#O\tFish\n#A\tVEL\tVelland\n#A\tORM\tOrmark\n#P\tquota\tQuota\n#M\tquota\t0\tnone\n" + (
    "#M\tquota\t100\tall\n#D\tVEL\tquota\t0\t0.5\t1\n#D\tORM\tquota\t100\t0.8\t1\n"
)


@define
class Bench:
    """The folder, what words in capitals stand for, and the servers that a page may need."""

    folder: Path
    postgresql: Callable[[], str]
    website: Callable[[], str]
    ids: dict[str, str] = field(factory=dict)
    printed: str = ""
    complaints: str = ""

    def let(self, let: Let) -> None:
        """Find the record that a word stands for."""
        with Dossier.open(self.folder / "dossier.dragoman") as dossier:
            told = [line.decode() for line in dossier.canonical()]
        records = [json.loads(line) for line in told if let.holds in line]
        records = [record for record in records if record.get("kind") == let.kind]
        assert records, f"no {let.kind} with {let.holds!r} for {let.word}"
        self.ids[let.word] = records[0]["id"]

    def do(self, command: Command) -> int:
        """Run one line; what it printed is in ``printed`` and ``complaints``."""
        text = command.text
        for word, entry in self.ids.items():
            text = re.sub(rf"\b{word}\b", entry, text)
        text = self._with_servers(text)
        parts = shlex.split(text, comments=True)
        self.printed = self.complaints = ""
        for begin, do in ADAPTED.items():
            if parts[: len(begin)] == list(begin):
                return do(self, parts)
        if parts[0] == "dragoman" and not set("|<>&;") & set(re.sub(r"'.*?'|\".*?\"", "", text)):
            return self.dragoman(parts[1:])
        return self.shell(text)

    def _with_servers(self, text: str) -> str:
        if "postgresql://ana@" in text:
            text = re.sub(r"'postgresql://ana@[^']*'", f"'{self.postgresql()}'", text)
        if text.startswith("dragoman fetch"):
            port = self.website().rpartition(":")[2]
            text = re.sub(r"https://courier\.example", self.website(), text.split(" #")[0])
            text += f" --allow-private 127.0.0.1 --allow-port {port}"
        return text

    def dragoman(self, arguments: list[str], typed: str = "") -> int:
        """Run the program in this process."""
        out, told = io.StringIO(), io.StringIO()
        before, stdin = Path.cwd(), sys.stdin
        os.chdir(self.folder)
        sys.stdin = io.StringIO(typed)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(told):
                code = run(arguments)
        finally:
            os.chdir(before)
            sys.stdin = stdin
        self.printed, self.complaints = out.getvalue(), told.getvalue()
        return 0 if code == 3 and arguments[0] in SKIPS_ARE_FINE else code

    def shell(self, text: str) -> int:
        """Run the line in a shell."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-c", text],
            cwd=self.folder,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        self.printed, self.complaints = done.stdout, done.stderr
        return done.returncode


def _go(bench: Bench, parts: list[str]) -> int:
    bench.folder = bench.folder / parts[1]
    return 0 if bench.folder.is_dir() else 1


def _serve(bench: Bench, parts: list[str]) -> int:
    """Start it without a browser; Ctrl-C once it has said where it is."""
    program = [sys.executable, "-c", "from dragoman.cli import main; main()", *parts[1:]]
    with subprocess.Popen(
        [*program, "--no-browser", "--port", "0"],
        cwd=bench.folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        last_resort = Timer(60, server.kill)
        last_resort.start()
        bench.printed = next((line for line in server.stdout if "http" in line), "")
        server.send_signal(signal.SIGINT)
        server.wait()
        last_resort.cancel()
    return 0 if bench.printed else 1


def _add_to_team(bench: Bench, parts: list[str]) -> int:
    typed = "a password of four words\n"
    return bench.dragoman([*parts[1:], "--password-stdin"], typed)


def _compare(bench: Bench, parts: list[str]) -> int:
    """Name two documents as well: no contact of the examples has two official readouts."""
    with Dossier.open(bench.folder / "dossier.dragoman") as dossier:
        told = [json.loads(line) for line in dossier.canonical()]
    documents = [record["id"] for record in told if record.get("kind") == "document"]
    return bench.dragoman([*parts[1:], *documents[:2]])


def _remove(bench: Bench, parts: list[str]) -> int:
    """A purge asks whether it is meant."""
    return bench.dragoman(parts[1:], typed="y\n")


def _make(bench: Bench, parts: list[str]) -> int:
    """Only say what would be done: it is this test that `make test` runs."""
    done = subprocess.run(
        ["make", "-n", *parts[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    bench.printed, bench.complaints = done.stdout, done.stderr
    return done.returncode


ADAPTED: dict[tuple[str, ...], Callable[[Bench, list[str]], int]] = {
    ("cd",): _go,
    ("make",): _make,
    ("dragoman", "serve"): _serve,
    ("dragoman", "team", "add"): _add_to_team,
    ("dragoman", "readouts"): _compare,
    ("dragoman", "remove"): _remove,
}
"""How commands run that cannot run as they stand, by their first words."""


def read_example(name: str, reader: str, place: Path) -> Path:
    """A folder with one of the examples, read, under the names that pages use."""
    example = ROOT / "examples" / name
    shutil.copytree(ROOT / "examples", place / "examples")
    for folder in ("reporting", "articles"):
        shutil.copytree(example / "reporting", place / folder)
    for beside in (place, place / "articles"):
        shutil.copy(example / "negotiation.toml", beside)
    (place / "decide.csv").write_text(DECIDE, encoding="utf-8")
    dossier = place / "talks.dragoman"
    arguments = ["brief", str(place / "articles"), "--dossier", str(dossier)]
    arguments += ["--reader", reader, "--out", str(place / "brief.html")]
    assert run(arguments) in (0, 3)
    for copy_name in ("dossier", "spare"):
        shutil.copy(dossier, place / f"{copy_name}.dragoman")
    return place


def copied(place: Path, into: Path) -> Path:
    """A copy of a read example for one page."""
    return Path(shutil.copytree(place, into / "work"))


def reasons_not_to_run(text: str) -> Iterator[str]:
    """The patterns of `NOT_RUN` that a command meets."""
    return (pattern for pattern in NOT_RUN if re.match(pattern, text))
