"""Table: ready words in rows, of which some cells open the sentences that they rest on."""

from attrs import frozen

from dragoman.notebook.rows import Row


@frozen(kw_only=True)
class Table:
    """A table to look at. A cell is plain words, or a line with its mark and sentences.

    ``kinds`` go with ``heads``: "num", "short", "id", or empty for a column of sentences.
    """

    label: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | Row, ...], ...]
    kinds: tuple[str, ...]
    note: str = ""


def plain_table(
    label: str, heads: tuple[str, ...], rows: tuple[tuple[str | Row, ...], ...], note: str = ""
) -> Table:
    """A table without columns of a special kind."""
    return Table(label=label, heads=heads, rows=rows, kinds=("",) * len(heads), note=note)
