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


def merged(base: str, mine: str, theirs: str) -> str | None:
    r"""Both changes of a text in one; None where they touch the same lines or neighbours.

    >>> merged("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n")
    'A\nb\nC\n'
    """
    lines = base.splitlines(keepends=True)
    hunks = sorted([*_hunks(lines, mine), *_hunks(lines, theirs)], key=lambda hunk: hunk[:2])
    placed: list[str] = []
    at = 0
    for start, end, fresh in hunks:
        if start < at or (placed and start == at and start != 0):
            return None
        placed += [*lines[at:start], *fresh]
        at = end
    return "".join([*placed, *lines[at:]])


def _hunks(base: list[str], text: str) -> list[tuple[int, int, list[str]]]:
    """What a text puts in the place of lines ``start`` to ``end`` of the base, half open."""
    fresh = text.splitlines(keepends=True)
    codes = SequenceMatcher(a=base, b=fresh, autojunk=False).get_opcodes()
    return [(i, j, fresh[k:m]) for tag, i, j, k, m in codes if tag != "equal"]
