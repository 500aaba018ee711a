"""Pinned floors on the shipped examples, against what two careful readers marked."""

from functools import cache
from pathlib import Path

import pytest
from examples import compare
from marks import Figures

EXAMPLES = Path(__file__).parents[2] / "examples"
FLOORS = {
    "ukraine-2025": {"statement": (0.70, 0.50), "contact": (0.80, 0.50), "person": (0.93, 0.90)},
    "arven": {"statement": (0.60, 0.50), "contact": (0.80, 0.40), "person": (0.90, 0.90)},
}
"""Precision and recall, a little below what was measured on 2026-11-22 (decision 0018)."""


@cache
def figures_of(name: str) -> dict[str, Figures]:
    return compare(EXAMPLES / name)[0]


@pytest.mark.gate
@pytest.mark.parametrize("name", FLOORS)
def test_an_example_is_read_as_well_as_pinned(name: str) -> None:
    for kind, (precision, recall) in FLOORS[name].items():
        found = figures_of(name)[kind]
        assert found.precision >= precision, f"{kind}: {found}"
        assert found.recall >= recall, f"{kind}: {found}"
