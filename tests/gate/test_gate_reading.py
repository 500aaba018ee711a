"""What reading may cost: at most twice the bare spaCy pipeline, on the shipped examples."""

from pathlib import Path

import pytest
from reading import documents_of, measure

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.gate
def test_reading_costs_at_most_twice_the_bare_pipeline() -> None:
    documents = documents_of(str(EXAMPLES / "ukraine-2025" / "reporting"))
    assert measure(documents, rounds=3)["ratio"] <= 2.0
