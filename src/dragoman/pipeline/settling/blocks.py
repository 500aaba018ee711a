"""A ``negotiation.toml`` cut into its tables, so that editing one leaves all others as written.

The library that keeps comments moves tables of one name together when it writes a whole file; so
a file is cut here, single tables are edited, and the pieces are put together as they stood.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import frozen

_HEADER = re.compile(r"[ \t]*(\[\[?)\s*([^\]]*?)\s*\]\]?")
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*|[\[\]{}\n]",
    re.DOTALL,
)


@frozen(kw_only=True)
class Block:
    """A table as it is written, with what stands behind it up to the next header.

    ``path`` is its name, empty for what stands before the first header; ``is_row`` says that it is
    one of a list (``[[name]]``).
    """

    path: str
    is_row: bool
    text: str

    @property
    def head(self) -> str:
        """The first part of its name."""
        return self.path.partition(".")[0]

    @property
    def body(self) -> str:
        """Without the comments and blank lines at its end."""
        return self.text[: len(self.text) - len(self.tail)]

    @property
    def tail(self) -> str:
        """The comments and blank lines at its end; they often speak of what comes next."""
        lines = self.text.splitlines(keepends=True)
        at = len(lines)
        while at > 0 and (not lines[at - 1].strip() or lines[at - 1].lstrip().startswith("#")):
            at -= 1
        return "".join(lines[at:])


def split(text: str) -> list[Block]:
    r"""The blocks of a text of valid TOML, in order; together they are the text again.

    The first is what stands before any header, be it nothing.

    >>> [block.path for block in split("name = 'x'\n[[party]]\nid = 'A'\n[preference.A]\n")]
    ['', 'party', 'preference.A']
    """
    starts = list(_headers(text))
    ends = [*starts[1:], len(text)] if starts else []
    blocks = [Block(path="", is_row=False, text=text[: starts[0] if starts else len(text)])]
    return [*blocks, *(_block(text[a:b]) for a, b in zip(starts, ends, strict=True))]


def _block(text: str) -> Block:
    found = _HEADER.match(text)
    mark, name = found.groups() if found else ("", "")
    return Block(path=_plain(name), is_row=mark == "[[", text=text)


def _plain(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))


def _headers(text: str) -> Iterator[int]:
    """Where the lines begin that open a table; brackets of values are told apart."""
    depth = line = at = 0
    while (found := _TOKEN.search(text, at)) is not None:
        sign, at = found[0], found.end()
        if sign == "\n":
            line = at
        elif sign == "[" and depth == 0 and not text[line : found.start()].strip():
            yield line
            at = text.find("\n", at)
            if at < 0:
                return
        elif sign in ("[", "{"):
            depth += 1
        elif sign in ("]", "}"):
            depth = max(0, depth - 1)


def in_order(old: str, new: str) -> str:
    """The new text with its tables in the order of the old one; tables that are new stay behind
    the table that they follow.

    For edits that take out no row of a list.
    """
    before, after = _keyed(split(old)), _keyed(split(new))
    fresh: dict[tuple[str, int], list[Block]] = {}
    last = ("", 0)
    for key, block in after.items():
        if key in before:
            last = key
        else:
            fresh.setdefault(last, []).append(block)
    placed: list[Block] = []
    for key in before:
        placed += [after[key]] if key in after else []
        placed += fresh.get(key, [])
    return joined(placed)


def _keyed(blocks: Sequence[Block]) -> dict[tuple[str, int], Block]:
    count: Counter[str] = Counter()
    found = {}
    for block in blocks:
        found[block.path, count[block.path]] = block
        count[block.path] += 1
    return found


def joined(blocks: Sequence[Block]) -> str:
    """The blocks as one text; each begins on a line of its own."""
    text = ""
    for block in blocks:
        text += "\n" if text and not text.endswith("\n") and block.text else ""
        text += block.text
    return text
