"""Word pieces of the MiniLM vocabulary, and windows of them that fit the encoder."""

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import define, frozen
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from dragoman.encoder.words import Ints

UNKNOWN, CLASS, SEPARATOR = 100, 101, 102
"""Pieces that the vocabulary reserves: an unknown word, a window's first and last piece."""

LONGEST = 6
"""Pieces kept of one word; addresses and codes have dozens, and the first ones tell enough."""


@frozen(kw_only=True, eq=False)
class Pieces:
    """The pieces of some words: ``ids`` and ``words`` (the word each belongs to) have one entry
    a piece, ``firsts`` (the first piece of each word) one a word. Every word has a piece."""

    ids: Ints
    words: Ints
    firsts: Ints


@frozen(kw_only=True)
class Window:
    """Half-open ranges of words: those the encoder sees, and those whose vectors are kept."""

    seen: tuple[int, int]
    kept: tuple[int, int]


@define(kw_only=True, eq=False)
class Vocabulary:
    """Cuts words into pieces. Loaded once; safe to share between threads."""

    tokenizer: Tokenizer

    @classmethod
    def of(cls, lines: str) -> "Vocabulary":
        """A vocabulary from its file's text: one piece a line, numbered from 0."""
        ids = {piece: number for number, piece in enumerate(lines.split("\n")) if piece}
        tokenizer = Tokenizer(models.WordPiece(ids))
        tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        return cls(tokenizer=tokenizer)

    def cut(self, words: Sequence[str]) -> Pieces:
        """The pieces of some words. A word of which nothing is left becomes an unknown one."""
        coded = self.tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        ids, owners = _filled(coded.ids, coded.word_ids, len(words))
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        rank = np.arange(len(ids)) - np.repeat(starts, np.diff(starts, append=len(ids)))
        kept = rank < LONGEST
        ids, owners = ids[kept], owners[kept]
        return Pieces(ids=ids, words=owners, firsts=np.flatnonzero(np.diff(owners, prepend=-1)))


def _filled(ids: Sequence[int], owners: Sequence[int | None], count: int) -> tuple[Ints, Ints]:
    """Pieces and their words, with an unknown piece for each word that has none."""
    pieces = np.array(ids, dtype=np.int64)
    words = np.array(owners, dtype=np.int64)
    missing = np.setdiff1d(np.arange(count), words)
    words = np.concatenate([words, missing])
    pieces = np.concatenate([pieces, np.full(len(missing), UNKNOWN)])
    order = np.argsort(words, kind="stable")
    return pieces[order], words[order]


def windows(pieces: Pieces, size: int, margin: int) -> Iterator[Window]:
    """Windows of at most ``size`` pieces that keep each word once, ``margin`` pieces around it.

    Two places of a window are left for its first and last piece. Raises nothing: a window holds
    at least one word.
    """
    firsts, total = pieces.firsts, len(pieces.ids)
    count, core = len(firsts), size - 2 - 2 * margin
    ends = np.append(firsts[1:], total)
    at = 0
    while at < count:
        stop = int(np.searchsorted(ends, firsts[at] + core, side="right"))
        stop = max(stop, at + 1)
        first = int(np.searchsorted(firsts, firsts[at] - margin, side="left"))
        last = int(np.searchsorted(ends, ends[stop - 1] + margin, side="right"))
        yield Window(seen=(min(first, at), max(last, stop)), kept=(at, stop))
        at = stop
