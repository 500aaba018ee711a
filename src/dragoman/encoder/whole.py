"""Contents made whole: the linker sees some words around a cue, and a speech may run beyond them.

A content that reaches the edge of what was seen runs on to its paragraph's end. One that holds
only one of a pair of quotation marks is drawn out to the other, inside its paragraph.
"""

from dragoman.encoder.decoding import Range
from dragoman.encoder.words import JOINED, OPENING, Words

_OPENS, _CLOSES, _STRAIGHT = frozenset("“«„"), frozenset("”»"), '"'


def whole(words: Words, span: Range, seen: Range, cue: Range) -> Range:
    """A content as far as it runs; all ranges are of words.

    ``seen`` is what the linker saw, ``cue`` is never run over.
    """
    start, end = span
    if end == seen.end:
        end = _to_the_end(words, end)
    if start == seen.start:
        start = _to_the_start(words, start)
    return _paired(words, Range(start, end), cue)


def _to_the_end(words: Words, end: int) -> int:
    """Where the paragraph ends that the word before ``end`` stands in."""
    while end < len(words) and words.gaps[end] != OPENING:
        end += 1
    return end


def _to_the_start(words: Words, start: int) -> int:
    """Where the paragraph begins that the word at ``start`` stands in."""
    while start > 0 and words.gaps[start] != OPENING:
        start -= 1
    return start


def _paired(words: Words, span: Range, cue: Range) -> Range:
    """The span with the mark that one of its quotation marks lacks, where that can be found."""
    open_marks, stray = 0, False
    for index in range(*span):
        turn = _turn(words, index)
        stray = stray or (turn < 0 and open_marks == 0)
        open_marks = max(0, open_marks + turn)
    start, end = span
    if stray:
        start = _mark_before(words, span, cue)
    if open_marks:
        end = _mark_behind(words, span, cue)
    return Range(start, end)


def _mark_before(words: Words, span: Range, cue: Range) -> int:
    """The opening mark before a span in its paragraph; the span's start when there is none."""
    index = span.start
    while index > 0 and words.gaps[index] != OPENING:
        index -= 1
        turn = _turn(words, index)
        if turn < 0 or cue.start <= index < cue.end:
            break
        if turn > 0:
            return index
    return span.start


def _mark_behind(words: Words, span: Range, cue: Range) -> int:
    """Behind the closing mark after a span in its paragraph; its end when there is none."""
    index = span.end
    while index < len(words) and words.gaps[index] != OPENING:
        turn = _turn(words, index)
        if turn > 0 or cue.start <= index < cue.end:
            break
        if turn < 0:
            return index + 1
        index += 1
    return span.end


def _turn(words: Words, index: int) -> int:
    """1 for an opening quotation mark, -1 for a closing one, 0 for any other word.

    A straight mark opens where nothing is joined to it from before and something from behind.
    """
    text = words.texts[index]
    if text in _OPENS:
        return 1
    if text in _CLOSES:
        return -1
    if text != _STRAIGHT:
        return 0
    behind = index + 1 < len(words) and words.gaps[index + 1] == JOINED
    return 1 if behind and words.gaps[index] != JOINED else -1
