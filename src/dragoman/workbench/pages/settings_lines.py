"""Two texts of settings side by side: the lines that differ, with a little of what is around."""

from difflib import SequenceMatcher

from attrs import frozen

AROUND = 2
"""Lines that are shown before and after those that differ."""


@frozen(kw_only=True)
class DiffLine:
    """One line; ``sign`` is "-" for the old text, "+" for the new one, " " for both."""

    sign: str
    text: str


@frozen(kw_only=True)
class Piece:
    """Lines that belong together; ``number`` is that of the first in the old text, from 1."""

    number: int
    lines: tuple[DiffLine, ...]


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """What differs; none for texts of the same lines."""
    before, after = old.splitlines(), new.splitlines()
    matched = SequenceMatcher(a=before, b=after, autojunk=False)
    return tuple(
        _piece(group, before, after)
        for group in matched.get_grouped_opcodes(AROUND)
        if any(tag != "equal" for tag, *_ in group)
    )


def _piece(
    group: list[tuple[str, int, int, int, int]], before: list[str], after: list[str]
) -> Piece:
    lines: list[DiffLine] = []
    for tag, i, j, k, m in group:
        if tag == "equal":
            lines += (DiffLine(sign=" ", text=text) for text in before[i:j])
        else:
            lines += (DiffLine(sign="-", text=text) for text in before[i:j])
            lines += (DiffLine(sign="+", text=text) for text in after[k:m])
    return Piece(number=group[0][1] + 1, lines=tuple(lines))


def counted(old: str, new: str) -> tuple[int, int]:
    """How many lines came, and how many went."""
    signs = [line.sign for piece in pieces(old, new) for line in piece.lines]
    return signs.count("+"), signs.count("-")
