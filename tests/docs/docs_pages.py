"""Takes the commands out of the pages of the documentation, in their order.

What is run: each line of a fence marked ``sh``; each line after ``$`` in one marked ``console``,
whose other lines are what must come out; the whole of one marked ``python``. A hidden remark in
the page says what a word in capitals stands for::

    <!-- let CONTACT be the contact with "she spoke" -->

the first record of that kind whose JSON holds these words. In expected output ``…`` is any text,
and a line of it alone any lines.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@frozen(kw_only=True)
class Let:
    """A word that stands for the id of a record."""

    word: str
    kind: str
    holds: str


@frozen(kw_only=True)
class Command:
    """One line for a shell; ``shown`` is the output that the page shows, None where none."""

    line: int
    text: str
    shown: str | None = None


@frozen(kw_only=True)
class Code:
    """Python, run as a whole."""

    line: int
    text: str


Step = Let | Command | Code
_LET = re.compile(r"<!-- let ([A-Z]+) be the (\w+)(?: with \"(.+?)\")? -->")


def pages() -> list[Path]:
    """All pages with commands; notebooks are run when the pages are built."""
    found = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
    apart = {DOCS / "notebooks", DOCS / "decisions"}
    return [page for page in found if not apart & set(page.parents) and steps_of(page)]


def steps_of(page: Path) -> list[Step]:
    """What is to be done on one page."""
    steps: list[Step] = []
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        line = (token.map or [0])[0] + 1
        if token.type == "html_block":
            steps += _lets(token.content)
        elif token.type == "fence":
            steps += _fenced(token.info.strip(), token.content, line + 1)
    return steps


def other_fences(page: Path) -> list[str]:
    """What stands in the fences of a page that are not run."""
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    told = {"sh", "console", "python"}
    return [each.content for each in tokens if each.type == "fence" and each.info not in told]


def _lets(text: str) -> list[Let]:
    return [Let(word=word, kind=kind, holds=holds) for word, kind, holds in _LET.findall(text)]


def _fenced(info: str, text: str, line: int) -> Iterator[Step]:
    if info == "python":
        yield Code(line=line, text=text)
    elif info == "sh":
        for number, each in enumerate(text.splitlines()):
            if each.strip() and not each.lstrip().startswith("#"):
                yield Command(line=line + number, text=each.strip())
    elif info == "console":
        for prompt in re.finditer(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", text, flags=re.MULTILINE):
            before = text[: prompt.start()].count("\n")
            yield Command(line=line + before, text=prompt[1], shown=prompt[2])


def fits(shown: str, output: str) -> bool:
    """Whether the output is what a page shows, spaces aside."""
    lines = [_spaced(line) for line in shown.splitlines()]
    pattern = "".join(_as_pattern(line) for line in lines)
    text = "".join(f"{line}\n" for line in map(_spaced, output.splitlines()) if line)
    return re.fullmatch(pattern, text) is not None


def _spaced(line: str) -> str:
    return " ".join(line.split())


def _as_pattern(line: str) -> str:
    if line == "…":
        return r"(?:.*\n)*?"
    return ".*?".join(re.escape(part) for part in line.split("…")) + r"\n"
