"""`dragoman --help` and `import dragoman` load nothing that takes long to load."""

import subprocess
import sys
from importlib import import_module
from keyword import iskeyword

import click
import pytest

from dragoman.cli.app import PLACES

SLOW = ("spacy", "altair", "sqlalchemy", "trafilatura", "numpy", "rich", "jinja2", "lxml")


def _loaded(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(' '.join(sys.modules), file=sys.stderr)"
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(ended.stderr.split())


@pytest.mark.parametrize(
    ("statement", "needless"),
    [
        ("import dragoman", SLOW),
        ("from dragoman.cli.app import run; run(['--help'])", SLOW),
        ("import dragoman.cli.listings", ("spacy", "altair", "trafilatura", "rigour")),
        ("import dragoman.cli.upkeep", ("spacy", "altair", "trafilatura", "jinja2")),
    ],
)
def test_what_is_not_needed_is_not_loaded(statement: str, needless: tuple[str, ...]) -> None:
    assert not _loaded(statement) & set(needless)


@pytest.mark.parametrize("name", sorted(PLACES))
def test_the_line_of_a_command_is_the_first_sentence_of_its_help(name: str) -> None:
    function = f"{name}_" if iskeyword(name) else name
    command = getattr(import_module(PLACES[name].module), function)
    assert isinstance(command, click.Command)
    assert command.name == name
    assert command.get_short_help_str(limit=200) == PLACES[name].summary
