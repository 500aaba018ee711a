"""Readouts of one contact side by side: paragraph against paragraph, and what only one says."""

from collections.abc import Sequence

from attrs import define, frozen

from dragoman.resolution.paragraphs import Embed, Piece, likeness, sentences_in


@frozen
class Told:
    """A sentence of one readout; ``is_alone`` says that no other readout says it."""

    piece: Piece
    is_alone: bool


@frozen
class Cell:
    """A paragraph of one readout, sentence by sentence."""

    paragraph: Piece
    sentences: tuple[Told, ...]


Row = tuple[Cell | None, ...]
"""What the readouts say on one matter, in their order; None where one says nothing on it."""


@define
class _Open:
    """A row that is still being filled: for each readout the number of its paragraph."""

    places: list[int | None]


def side_by_side(
    readouts: Sequence[Sequence[Piece]], embed: Embed | None = None
) -> tuple[Row, ...]:
    """Lay paragraphs next to each other, in the order of the first readout.

    Each paragraph stands in one row; a readout that tells things in another order is followed
    there. What has no counterpart comes after the paragraph that stands before it. The cost grows
    with the square of the number of sentences.
    """
    cut = [[sentences_in(paragraph) for paragraph in one] for one in readouts]
    rows: list[_Open] = []
    for number, paragraphs in enumerate(cut):
        _lay(rows, number, paragraphs, cut, embed)
    alone = [_alone(cut, number, embed) for number in range(len(cut))]
    return tuple(
        tuple(
            None if at is None else _cell(readouts[n][at], cut[n][at], alone[n])
            for n, at in enumerate(row.places)
        )
        for row in rows
    )


def _lay(
    rows: list[_Open],
    number: int,
    paragraphs: Sequence[Sequence[Piece]],
    cut: Sequence[Sequence[Sequence[Piece]]],
    embed: Embed | None,
) -> None:
    """Put the paragraphs of one readout into the rows; the best pairs are joined first."""
    pairs = sorted(
        (
            (-score, place, at)
            for place, sentences in enumerate(paragraphs)
            for at, row in enumerate(rows)
            if (score := _score(sentences, _laid(row, cut), embed)) >= 1
        ),
    )
    row_of: dict[int, int] = {}
    for _, place, at in pairs:
        if place not in row_of and at not in row_of.values():
            row_of[place] = at
    chosen = {place: rows[at] for place, at in row_of.items()}
    after = 0
    for place in range(len(paragraphs)):
        row = chosen.get(place)
        if row is None:
            row = _Open([None] * len(cut))
            rows.insert(after, row)
        row.places[number] = place
        after = next(at for at, one in enumerate(rows) if one is row) + 1


def _laid(row: _Open, cut: Sequence[Sequence[Sequence[Piece]]]) -> list[Piece]:
    return [s for n, at in enumerate(row.places) if at is not None for s in cut[n][at]]


def _score(one: Sequence[Piece], other: Sequence[Piece], embed: Embed | None) -> float:
    """How alike two paragraphs are: their most alike sentences."""
    return max((likeness(a.text, b.text, embed) for a in one for b in other), default=0.0)


def _alone(
    cut: Sequence[Sequence[Sequence[Piece]]], number: int, embed: Embed | None
) -> frozenset[tuple[int, int]]:
    """Start and end of the sentences that no other readout has."""
    others = [
        sentence.text
        for n, paragraphs in enumerate(cut)
        if n != number
        for paragraph in paragraphs
        for sentence in paragraph
    ]
    return frozenset(
        (sentence.start, sentence.end)
        for paragraph in cut[number]
        for sentence in paragraph
        if max((likeness(sentence.text, text, embed) for text in others), default=0.0) < 1
    )


def _cell(paragraph: Piece, sentences: Sequence[Piece], alone: frozenset[tuple[int, int]]) -> Cell:
    told = tuple(Told(one, (one.start, one.end) in alone) for one in sentences)
    return Cell(paragraph, told)
