"""Attacks by nonsense: whatever the text, a reader answers and stays within it."""

import pytest
from attribution_attacks import Attack, Read, Reader
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Document

PIECES = (
    "“", "”", '"', "«", "»", "„", "‘", "’", "'", "``", "''", ": ", " — ", "\n", "\n\n", "- ", "> ",
    "1) ", "(@marsk)", "Q: ", "A: ", "HALVARD: ", "Halvard said ", "citing two guards ",
    "according to Marsk", "said Olin", ", ", ". ", "? ", "we demand water", "the gates stay shut",
    "as saying that ", "The Courier quoted Olin ", "[", "ed.]", "14:05 ", "Anton Marsk ",
)  # fmt: skip


@pytest.mark.parametrize("attack", [Attack(name="any text", text="")], ids=lambda a: a.name)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join))
def test_any_text_is_read(text: str, attack: Attack, read: Reader) -> None:
    found: Read = read(Document(id="d1", text=text))
    for one in found.reading.attributed:
        assert one.contents
        for span in (*one.contents, *one.cues, *one.speakers):
            assert 0 <= span.start < span.end <= len(found.reading.doc)
        seen, above = 0, one
        while above.parent is not None:
            above, seen = found.reading.attributed[above.parent], seen + 1
            assert seen <= len(found.reading.attributed), "parents run in a circle"
