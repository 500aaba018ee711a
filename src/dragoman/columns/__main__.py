"""``python -m dragoman.columns``: every table and its columns, as Markdown."""

import sys
from collections.abc import Iterator

from dragoman.columns.column import Column
from dragoman.columns.listing import columns_of
from dragoman.model import KINDS


def markdown() -> Iterator[str]:
    """The lines: a table for each noun, parts of structs below their column."""
    for kind in KINDS:
        yield f"### {kind}"
        yield ""
        yield "| column | holds | meaning |"
        yield "|---|---|---|"
        for column in columns_of(kind):
            yield from _lines(column, "")
        yield ""


def _lines(column: Column, above: str) -> Iterator[str]:
    name = f"{above}{column.name}"
    meaning = column.meaning.replace("|", "\\|")
    yield f"| `{name}` | {column.type.value} | {meaning} |"
    if above.count(".") == 0:  # what lies deeper is told where it stands at the top
        for part in column.parts:
            yield from _lines(part, f"{name}.")


def main() -> None:
    """Print them."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print("\n".join(markdown()))


if __name__ == "__main__":
    main()
