"""The documentation builds without a warning, and its pages ask nothing of the network."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from docs_pages import DOCS

_ASKED = re.compile(
    r"""<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)\s*=\s*["']?(?:https?:)?//"""
    r"""[^"' >]+|@import[^;]*(?:https?:)?//|url\(\s*["']?(?:https?:)?//""",
    re.IGNORECASE,
)


def build(into: Path, *options: str) -> Path:
    """Build the pages as `make docs` does; a warning fails."""
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-b", "html"]
    places = ["-d", str(into / "doctrees"), str(DOCS), str(into / "html")]
    done = subprocess.run(
        [*command, *options, *places], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return into / "html"


NOTEBOOKS_AS_WRITTEN = ("-D", "nb_execution_mode=off")
"""Running them takes a minute; the slow test does, as `make docs` does."""


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("docs"), *NOTEBOOKS_AS_WRITTEN)


def test_every_page_is_built(html: Path) -> None:
    written = {page.relative_to(DOCS).with_suffix("") for page in DOCS.rglob("*.md")}
    built = {page.relative_to(html).with_suffix("") for page in html.rglob("*.html")}
    assert written <= built


def test_pages_ask_nothing_of_the_network(html: Path) -> None:
    asked = {
        f"{path.relative_to(html)}: {found[0]}"
        for path in [*html.rglob("*.html"), *html.rglob("*.css")]
        for found in _ASKED.finditer(path.read_text(encoding="utf-8"))
        if 'rel="license"' not in found[0]
    }
    assert asked == set()


def test_every_noun_is_in_the_glossary(html: Path) -> None:
    from dragoman.model import KINDS

    page = (html / "glossary.html").read_text(encoding="utf-8")
    told = set(re.findall(r"In the records: <code[^>]*><span class=\"pre\">([\w-]+)</span>", page))
    assert told == set(KINDS)


def test_the_scale_page_has_its_tables(html: Path) -> None:
    page = (html / "scale.html").read_text(encoding="utf-8")
    assert "10,000,000" in page
    assert "512 cores" in page


@pytest.mark.slow
def test_two_builds_are_the_same(html: Path, tmp_path: Path) -> None:
    again = build(tmp_path, *NOTEBOOKS_AS_WRITTEN)
    for path in sorted(html.rglob("*")):
        if path.is_file() and path.suffix in (".html", ".js", ".css", ".png", ".svg"):
            assert path.read_bytes() == (again / path.relative_to(html)).read_bytes(), path


@pytest.mark.slow
def test_the_pages_build_with_their_notebooks_run(tmp_path: Path) -> None:
    test_pages_ask_nothing_of_the_network(build(tmp_path))
