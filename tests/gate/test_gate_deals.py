"""Pinned: what is drafted from invented negotiations, and what the examples' deal spaces say.

The marks of ``benchmarks/gold/drafts`` were made by their writer before the first run; all of them
have been seen since. First-sight figures stand in ``benchmarks/RESULTS.md``.
"""

import tomllib
from pathlib import Path

import drafting
import pytest

from dragoman.model import Contents
from dragoman.pipeline.deals import DealRequest, reckon_deals
from dragoman.pipeline.drafting import draft, usual_likeness
from dragoman.pipeline.negotiation import load_negotiation

ROOT = Path(__file__).parents[2]
PRECISION, RECALL = 0.95, 0.78

pytestmark = pytest.mark.gate


def test_drafted_preferences_hold_their_floors() -> None:
    hits = made = wanted = 0
    likeness = usual_likeness()
    for path in sorted(drafting.GOLD.glob("*.toml")):
        gold = tomllib.loads(path.read_text("utf-8"))
        drafted = draft(drafting.contents_of(gold), likeness=likeness)
        counted = drafting.count(gold, set(drafting.marks_of(drafted)), show=False)
        hits, made, wanted = hits + counted[0], made + counted[1], wanted + counted[2]
    assert hits / made >= PRECISION
    assert hits / wanted >= RECALL


@pytest.mark.parametrize(
    ("example", "low", "high"),
    [("arven", 0.99, 1.0), ("ukraine-2025", 0.30, 0.42), ("camp-david-1978", 0.48, 0.62)],
)
def test_an_example_has_a_zone_as_often_as_pinned(example: str, low: float, high: float) -> None:
    settings = load_negotiation(ROOT / "examples" / example / "negotiation.toml")
    space = reckon_deals(Contents(negotiation=settings), DealRequest(n_draws=1024))
    assert space.zone.probability is not None
    assert low <= space.zone.probability.value <= high


def test_the_package_reached_at_camp_david_is_barred_by_one_line_alone() -> None:
    settings = load_negotiation(ROOT / "examples" / "camp-david-1978" / "negotiation.toml")
    space = reckon_deals(Contents(negotiation=settings), DealRequest(n_draws=1024))
    reached = next(draft for draft in space.drafts if "17 September" in draft.label)
    refusing = [share for share in reached.shares if not share.accepts]
    assert [share.party for share in refusing] == ["ISR"]
    assert len(refusing[0].refuses_because) == 1
    assert reached.without_lines is not None
    assert reached.probability is not None
    assert reached.without_lines.value > 2 * reached.probability.value
