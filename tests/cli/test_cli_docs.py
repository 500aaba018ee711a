"""Each command, each error and each README line is documented and real."""

import re
import shlex
from pathlib import Path

import click
import pytest

from dragoman import errors
from dragoman.cli.app import PLACES, dragoman, run

ROOT = Path(__file__).parents[2]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ERRORS = [
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, Exception) and name != "DragomanError"
]


@pytest.mark.parametrize("name", sorted(PLACES))
def test_a_command_is_in_the_docs(name: str) -> None:
    assert f"`dragoman {name}" in COMMANDS


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_in_the_docs(name: str) -> None:
    assert f"`{name}`" in COMMANDS


@pytest.mark.parametrize("name", sorted(PLACES))
def test_the_help_of_a_command_has_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Example" in shown
    assert f"dragoman {name}" in shown.split("Example", 1)[1]


def _lines() -> list[str]:
    shell = re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
    lines = [line.split(" #")[0].strip() for block in shell for line in block.splitlines()]
    return [line for line in lines if line.startswith("dragoman ")]


@pytest.mark.parametrize("line", _lines())
def test_a_readme_line_is_understood(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for written in re.findall(r"--out (\S+)", README):  # what a line before it writes
        (tmp_path / written).touch()
    name, *arguments = shlex.split(line)[1:]
    command = dragoman.get_command(click.Context(dragoman), name)
    assert command is not None
    assert isinstance(command.make_context(name, arguments), click.Context)


def test_commands_of_the_docs_exist() -> None:
    named = set(re.findall(r"`dragoman (\w+)", COMMANDS + README))
    assert named <= set(PLACES)
