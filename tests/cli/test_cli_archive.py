"""copy and check know an archive; every other command says what to do with one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.cli.app import run
from dragoman.dossier import Dossier

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


def test_a_dossier_goes_to_an_archive_and_back_without_loss(talks: Path, told: Run) -> None:
    code, out, _ = told("copy", str(talks), "talks.archive")
    assert code == 0
    assert "copied 5 documents, 0 decisions and " in out
    assert told("check", "--dossier", "talks.archive")[:2] == (
        0,
        "clean: every file of the archive is as it was written\n",
    )
    again = told("copy", str(talks), "talks.archive")
    assert again[1] == out
    assert told("copy", "talks.archive", "back.dragoman")[1].endswith(out.splitlines()[1] + "\n")
    assert canonical("back.dragoman") == canonical(talks)


def test_a_folder_that_ends_in_a_slash_becomes_an_archive(talks: Path, told: Run) -> None:
    Path("pile").mkdir()
    assert told("copy", str(talks), "pile")[0] == 2
    assert told("copy", str(talks), "pile/")[0] == 0
    assert Path("pile/manifest.json").is_file()
    assert told("copy", "pile", "back.dragoman")[0] == 0


def test_a_damaged_archive_is_told_file_by_file(talks: Path, told: Run) -> None:
    told("copy", str(talks), "talks.archive")
    Path("talks.archive/decisions/part-0000.parquet").unlink()
    code, out, err = told("check", "--dossier", "talks.archive")
    assert (code, out) == (1, "")
    assert "decisions/part-0000.parquet is missing" in err
    assert "1 problems; copy the dossier there anew" in err
    code, _, err = told("copy", "talks.archive", "back.dragoman")
    assert code == 1
    assert "decisions/part-0000.parquet is missing" in err


def test_no_archive_makes_no_dossier(told: Run, tmp_path: Path) -> None:
    assert told("copy", str(tmp_path / "no.archive"), str(tmp_path / "new.dragoman"))[0] == 1
    assert not (tmp_path / "new.dragoman").exists()


def test_two_archives_are_a_matter_of_folders(talks: Path, told: Run) -> None:
    told("copy", str(talks), "talks.archive")
    code, _, err = told("copy", "talks.archive", "other.archive")
    assert code == 2
    assert "copied as any other folder" in " ".join(err.split())


@pytest.mark.parametrize("command", ["brief", "contacts", "rebuild", "export"])
def test_other_commands_say_what_to_do_with_an_archive(
    talks: Path, told: Run, command: str
) -> None:
    told("copy", str(talks), "talks.archive")
    code, _, err = told(command, "--dossier", "talks.archive")
    assert code == 2
    assert "copy it to a dossier first" in " ".join(err.split())
