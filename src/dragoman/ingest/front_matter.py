"""Front matter: the fields that stand at the head of a plain text. They stay in the text.

Three forms are read: YAML between ``---`` lines, TOML between ``+++`` lines, and header lines
("Title: …", "Date: …") of which at least two have known names.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import yaml

from dragoman.ingest.clues import Clues
from dragoman.ingest.fields import clues_from, field_names, fold

MAX_FRONT_MATTER = 20_000
"""The most characters that front matter may take; a longer block is part of the text."""


MAX_DEPTH = 10
"""The deepest that fields in front matter may be nested."""


class FrontMatter(NamedTuple):
    """The fields at the head of a text, and the offset (code points) at which the text begins."""

    values: Mapping[str, object]
    end: int


_FENCED = re.compile(
    r"\s{0,10}(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<block>.*?)^(?P=fence)[ \t]*\r?(?:\n|\Z)",
    re.S | re.M,
)
_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z_ -]{1,24}):[ \t]+(\S.*)")


def front_matter(text: str) -> FrontMatter:
    r"""The front matter of a text: empty, ending at 0, when there is none.

    >>> front_matter("---\noutlet: Port Vell Courier\n---\nThe talks").values
    {'outlet': 'Port Vell Courier'}
    """
    return _in_head(text[:MAX_FRONT_MATTER])


@lru_cache(maxsize=4)
def _in_head(head: str) -> FrontMatter:
    """The front matter in the head of a text; kept, as each step of taking asks for it again."""
    fenced = _FENCED.match(head)
    if fenced is None:
        return _header_lines(head)
    values = _toml(fenced["block"]) if fenced["fence"] == "+++" else _yaml(fenced["block"])
    return FrontMatter(values, fenced.end()) if values else FrontMatter({}, 0)


def front_matter_clues(text: str) -> Clues:
    """What the front matter says about the document."""
    return clues_from(front_matter(text).values, "front matter")


class _PlainLoader(yaml.BaseLoader):
    """YAML in which every scalar stays the text it is, so that a time keeps its zone as given.

    Aliases, with which a small file can stand for a huge one, are refused, and so is deep nesting.
    """

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """One node of the block.

        Raises:
            yaml.YAMLError: it is an alias, or nested too deep.
        """
        if self.check_event(yaml.AliasEvent) or self.depth > MAX_DEPTH:
            raise yaml.YAMLError("neither aliases nor deep nesting are read in front matter")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _yaml(block: str) -> Mapping[str, object]:
    """The fields of a YAML block; read line by line where it is not sound YAML.

    ``title: Kyiv: yes, but`` is not, and is what people write.
    """
    try:
        loader = _PlainLoader(block)
        values = loader.get_single_data()
    except (yaml.YAMLError, RecursionError, ValueError):
        return _by_line(block)
    return values if isinstance(values, dict) else {}


def _toml(block: str) -> Mapping[str, object]:
    """The fields of a TOML block, none where it is not sound TOML."""
    try:
        return tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _by_line(block: str) -> Mapping[str, object]:
    """``key: value`` lines as they stand, quotation marks around a value dropped."""
    pairs = (_HEADER_LINE.fullmatch(line.strip()) for line in block.splitlines())
    return {pair[1].strip(): pair[2].strip().strip("\"'") for pair in pairs if pair}


def _header_lines(head: str) -> FrontMatter:
    """Header lines at the very head of a text, two or more of them with known names."""
    values: dict[str, object] = {}
    end = 0
    for line in head.splitlines(keepends=True)[:20]:
        pair = _HEADER_LINE.fullmatch(line.strip())
        if pair is None and (line.strip() or values):
            break
        if pair is not None:
            values[pair[1].strip()] = pair[2].strip()
        end += len(line)
    known = {name for names in field_names().values() for name in names}
    told = sum(fold(key) in known for key in values)
    return FrontMatter(values, end) if told >= 2 else FrontMatter({}, 0)
