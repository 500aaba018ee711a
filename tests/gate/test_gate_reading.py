"""What reading may cost beside the bare spaCy pipeline, on the shipped examples.

Twice by rules; three times with the trained nets, and a fifth more for a busy machine (record
0013 says why).
"""

from pathlib import Path

import pytest
from reading import documents_of, measure

from dragoman.encoder import attribution_folder
from dragoman.pipeline import ReaderChoice

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.gate
@pytest.mark.parametrize(("name", "most"), [("rules", 2.0), ("trained", 3.6)])
def test_reading_costs_a_small_multiple_of_the_bare_pipeline(name: str, most: float) -> None:
    if name == "trained" and attribution_folder() is None:
        pytest.skip("the attribution model's files are not installed")
    documents = documents_of(str(EXAMPLES / "ukraine-2025" / "reporting"))
    assert measure(documents, 3, ReaderChoice(name=name))["ratio"] <= most
