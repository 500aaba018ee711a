"""From figures to spans, held against trying every row of parts."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.encoder.decoding import (
    CONTENT,
    NONE,
    SPEAKER,
    Range,
    allowed,
    best_paths,
    closed,
    find_cues,
    spans_of,
    sum_paths,
)

LENGTH = 4


def _weights(figures: np.ndarray, learnt: np.ndarray) -> dict[tuple[int, ...], float]:
    """The figure of every row of parts, one by one."""
    steps = allowed(learnt)
    return {
        row: float(
            steps[-1, row[0]]
            + sum(figures[i, part] for i, part in enumerate(row))
            + sum(steps[a, b] for a, b in pairwise(row))
        )
        for row in product(range(5), repeat=LENGTH)
    }


@given(st.integers(0, 10_000))
def test_paths_and_sums_agree_with_trying_every_row(seed: int) -> None:
    rng = np.random.default_rng(seed)
    figures, learnt = rng.normal(0, 3, (2, LENGTH, 5)), rng.normal(0, 1, (5, 5))
    paths, sums = best_paths(figures, learnt), sum_paths(figures, learnt)
    for cue in range(2):
        every = _weights(figures[cue], learnt)
        assert tuple(paths[cue]) == max(every, key=lambda row: every[row])
        total = np.logaddexp.reduce(list(every.values()))
        assert sums.totals[cue] == pytest.approx(total)
        share = sum(np.exp(v - total) for row, v in every.items() if row[1] == CONTENT)
        assert sums.shares[cue, 1, CONTENT] == pytest.approx(share, abs=1e-9)


def test_a_later_word_never_stands_without_its_first_one() -> None:
    figures = np.zeros((1, 3, 5))
    figures[0, :, SPEAKER + 1] = 50
    assert best_paths(figures, np.zeros((5, 5)))[0].tolist() == [SPEAKER, SPEAKER + 1, SPEAKER + 1]


def test_a_word_that_is_not_free_is_nothing() -> None:
    figures = np.zeros((1, 3, 5))
    figures[0, :, CONTENT] = 50
    free = np.array([[True, False, True]])
    path = best_paths(closed(figures, free), np.zeros((5, 5)))
    assert path[0].tolist() == [CONTENT, NONE, CONTENT]


def test_a_first_word_opens_a_new_cue() -> None:
    first, later, none = [0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.9, 0.05, 0.05]
    shares = np.array([first, later, first, none, later])
    spans = [cue.span for cue in find_cues(shares, 0.5)]
    assert spans == [Range(0, 2), Range(2, 3), Range(4, 5)]


def test_no_word_above_the_floor_gives_no_cue() -> None:
    assert find_cues(np.array([[0.9, 0.05, 0.05]] * 3), 0.5) == []


def test_spans_are_read_off_a_path() -> None:
    path = np.array([CONTENT, CONTENT + 1, NONE, CONTENT, SPEAKER], np.int8)
    assert spans_of(path, CONTENT) == [Range(0, 2), Range(3, 4)]
    assert spans_of(path, SPEAKER) == [Range(4, 5)]
