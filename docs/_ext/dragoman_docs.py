"""Directives of the documentation: what they show is computed from the program at each build."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import model_files
import nouns_told
import scale_told
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from dragoman.cli.app import PLACES, dragoman
from dragoman.columns.__main__ import markdown

ROOT = Path(__file__).parents[2]


class Computed(SphinxDirective):
    """Shows Markdown that a function writes; its argument goes to the function."""

    optional_arguments = 1
    write: Callable[[str], str]

    def run(self) -> list[nodes.Node]:
        """Let the page's own parser read what is written."""
        text = type(self).write(self.arguments[0] if self.arguments else "")
        holder = nodes.Element()
        self.state.nested_parse(StringList(text.splitlines(), "computed"), 0, holder)
        return holder.children


def glossary(which: str) -> str:
    """The nouns (``deals`` for those of the deal space)."""
    return nouns_told.glossary(deals=which == "deals")


def scale(which: str) -> str:
    """One of the tables of the page on scale."""
    told = scale_told.read_scale()
    if which.isdigit():
        return scale_told.stage_times(told, int(which))
    tables = {
        "costs": scale_told.unit_costs,
        "times": scale_told.times,
        "disk": scale_told.disk,
        "watch-centre": scale_told.watch_centre,
    }
    return tables[which](told)


def columns(_: str) -> str:
    """Every column of every noun, a level of headings up."""
    return re.sub(r"^### ", "## ", "\n".join(markdown()), flags=re.MULTILINE)


def options(_: str) -> str:
    """What ``--help`` says of every command."""
    return "\n\n".join(f"## dragoman {name}\n\n```text\n{_help(name)}\n```" for name in PLACES)


def _help(name: str) -> str:
    command = dragoman.get_command(click.Context(dragoman), name)
    if command is None:
        raise LookupError(f"no command {name!r}")
    context = click.Context(command, info_name=f"dragoman {name}", terminal_width=80)
    return command.get_help(context)


def unreleased(_: str) -> str:
    """The fragments of ``changes/``, with links that hold from here."""
    fragments = sorted((ROOT / "changes").glob("*.md"))
    texts = [path.read_text(encoding="utf-8").strip() for path in fragments]
    return _linked("\n".join(texts) or "Nothing yet.")


def released(_: str) -> str:
    """``CHANGELOG.md`` from its first release on, a level of headings down."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    at = text.find("\n## ")
    return _linked(re.sub(r"^(#+ )", r"#\1", text[at:], flags=re.MULTILINE)) if at >= 0 else ""


def _linked(text: str) -> str:
    return re.sub(r"\(docs/", "(", text)


def list_raised(*given: Any) -> None:
    """Turn the lines under ``Raises:`` of a docstring (the last argument) into a list."""
    lines: list[str] = given[-1]
    if "Raises:" not in lines:
        return
    at = lines.index("Raises:")
    told = [re.sub(r"^    (?=\S)", "    - ", line) for line in lines[at + 1 :]]
    told = [re.sub(r"^ {8}", "      ", line) for line in told]
    lines[at:] = ["Raises:", "", *told]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    for name, write in (
        ("nouns", glossary),
        ("scale", scale),
        ("model-files", model_files.files_table),
        ("columns", columns),
        ("options", options),
        ("unreleased", unreleased),
        ("released", released),
    ):
        app.add_directive(name, type(name, (Computed,), {"write": staticmethod(write)}))
    app.connect("autodoc-process-docstring", list_raised)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
