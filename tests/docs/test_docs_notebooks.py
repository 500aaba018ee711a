"""The notebooks of the documentation run as they stand, and say what the text around them says."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from myst_nb.core.read import read_myst_markdown_notebook
from myst_parser.config.main import MdParserConfig
from nbclient import NotebookClient

import dragoman

DOCS = Path(__file__).parents[2] / "docs"
NOTEBOOKS = sorted((DOCS / "notebooks").glob("*.md"))
SAID = {
    "from-folder-to-brief": (
        "Strait of Arven fisheries talks",
        "no party 'Caledonia' is on file",
        "held talks between 12 and 13 May 2025",
        "3 of 5 documents",
        "correct by A. Analyst",
        "contacts.svg",
    ),
    "disputes": ("What the halt to strikes covers", "UKR deny –", "│ denial", "2025-10-31"),
    "deal-space": ("13 of 48 packages", "Judge Tollivar's paper of June", "cites a sentence"),
}
"""What must stand in the outputs of each, in words or in HTML."""


def notebook(path: Path) -> Any:
    text = path.read_text("utf-8")
    return read_myst_markdown_notebook(text, MdParserConfig(), add_source_map=False)


def cells(path: Path) -> list[str]:
    return [cell.source for cell in notebook(path).cells if cell.cell_type == "code"]


def test_there_are_three_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == sorted(SAID)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_opens_in_jupyter(path: Path) -> None:
    """Its head says to jupytext and to Jupyter what it is."""
    head = notebook(path).metadata
    assert head["jupytext"]["text_representation"]["format_name"] == "myst"
    assert head["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_names_what_is_there(path: Path) -> None:
    """Verbs that exist, paths that begin at its folder and lie in the project."""
    source = "\n".join(cells(path))
    ast.parse(source)
    assert set(re.findall(r"\bdm\.(\w+)", source)) <= set(dragoman.__all__)
    given = re.findall(r'"(\.\./[^"]+)"', source)
    assert given
    assert all((path.parent / one).exists() for one in given)
    assert not re.search(r'["\'](/|~|[A-Z]:)', source)
    assert "TemporaryDirectory" in source
    assert "work.cleanup()" in source


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_says_what_it_should(path: Path) -> None:
    made = notebook(path)
    place = {"metadata": {"path": str(path.parent)}}
    NotebookClient(made, timeout=300, kernel_name="python3", resources=place).execute()
    outputs = [out for cell in made.cells for out in cell.get("outputs", ())]
    told = "\n".join(_told(out) for out in outputs)
    assert [words for words in SAID[path.stem] if words not in told] == []
    assert "<script" not in told
    assert not [out for out in outputs if out.get("name") == "stderr"]


def _told(output: Any) -> str:
    """What an output says, in all its forms."""
    data = output.get("data", {})
    return "\n".join([output.get("text", ""), *(str(one) for one in data.values())])
