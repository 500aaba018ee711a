"""Readouts side by side."""

import numpy as np
from numpy.typing import NDArray
from reuse_texts import article

from dragoman.resolution.reuse import lay_side_by_side

ONE = article(
    "one",
    "Envoy Ilse Marn spoke by telephone with Minister Bertil Oskander on 4 March.",
    "They agreed to stop the patrols of armed boats in the Arven strait for 30 days.",
    "Ilse Marn raised the detained trawler Grey Petrel and asked for the release of its crew.",
)
TWO = article(
    "two",
    "A telephone call took place on 4 March between Bertil Oskander and Ilse Marn.",
    "Bertil Oskander stressed that sanctions on the harbour of Castle Quay have to end.",
    "The parties will halt patrols in the Arven strait during 30 days.",
)


def test_paragraphs_on_one_matter_stand_side_by_side() -> None:
    laid = lay_side_by_side([ONE, TWO])
    shown = [[p.exact.split()[0] if p else None for p in row.paragraphs] for row in laid.rows]
    assert shown == [["Envoy", "A"], [None, "Bertil"], ["They", "The"], ["Ilse", None]]


def test_what_only_one_says_is_listed() -> None:
    first, second = lay_side_by_side([ONE, TWO]).only
    assert [p.exact.split()[3] for p in first] == ["the"]
    assert ["sanctions" in p.exact for p in second] == [True]


def test_three_readouts_make_three_columns() -> None:
    third = article(
        "three", "Caldmere welcomed the telephone call of Ilse Marn and Bertil Oskander."
    )
    laid = lay_side_by_side([ONE, TWO, third])
    assert {len(row.paragraphs) for row in laid.rows} == {3}
    placed = [p for row in laid.rows for p in row.paragraphs if p is not None]
    assert len(placed) == len(set(placed)) == 7


def test_a_model_ties_what_shares_no_words() -> None:
    class Same:
        def embed(self, text: str) -> NDArray[np.float32]:
            is_patrols = "patrols" in text or "vessels" in text
            return np.array([1.0, 0.0] if is_patrols else [0.0, 1.0], np.float32)

    other = article(
        "two", "Armed vessels stay away from those waters for a month, both sides said."
    )
    assert lay_side_by_side([ONE, other]).only[1] != ()
    assert lay_side_by_side([ONE, other], Same()).only[1] == ()
