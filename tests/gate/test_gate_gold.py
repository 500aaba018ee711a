"""Pinned floors on gold that others made; a floor falls only with a written decision.

The data lie in ``../shared/gold`` of the checkout, or in the folder that ``DRAGOMAN_GOLD`` names.
In CI they are always there and the gates never skip; elsewhere they skip with a line saying so.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman.encoder import attribution_folder, events_folder

ROOT = Path(__file__).parents[2]
GOLD = Path(os.environ.get("DRAGOMAN_GOLD", ROOT.parent / "shared" / "gold"))

pytestmark = [
    pytest.mark.gate,
    pytest.mark.skipif(
        not GOLD.is_dir() and not os.environ.get("CI"),
        reason=f"no gold data in {GOLD.name}/; set DRAGOMAN_GOLD to measure",
    ),
]


def measured(script: str, data: str, *more: str) -> dict[str, Any]:
    """The first line of a benchmark's output, which is JSON."""
    command = [sys.executable, str(ROOT / "benchmarks" / script), str(GOLD / data), *more]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    figures: dict[str, Any] = json.loads(answer.stdout.splitlines()[0])
    return figures


def test_attributions_by_rules_on_polnear_dev_hold_their_floors() -> None:
    figures = measured("attribution.py", "polnear", "--reader", "rules")
    assert figures["full"] >= 0.64
    assert figures["alpha"] >= 0.66


@pytest.mark.skipif(attribution_folder() is None, reason="the model's files are not installed")
def test_attributions_by_nets_on_polnear_dev_hold_their_floors() -> None:
    figures = measured("attribution.py", "polnear", "--reader", "trained")
    floors = {
        "alpha": 0.78,
        "attribution": 0.835,
        "speaker": 0.835,
        "speaker=": 0.80,
        "content": 0.795,
        "content=": 0.635,
        "full": 0.77,
        "direct": 0.94,
        "mixed": 0.92,
        "indirect": 0.77,
    }
    assert {name: figures[name] for name in floors if figures[name] < floors[name]} == {}
    assert figures["off_topic"]["full"] >= 0.72


def test_names_on_re3d_hold_their_floors_and_beat_the_bare_tagger() -> None:
    figures = measured("names.py", "re3d")
    floors = {"Person": 0.91, "Organisation": 0.86, "Location": 0.90, "Nationality": 0.79}
    for kind, floor in floors.items():
        assert figures["dragoman"][kind][2] >= floor
        assert figures["dragoman"][kind][2] >= figures["spaCy"][kind][2] + 0.10
    every = figures["both rounds"]
    for kind, floor in (("Person", 0.90), ("Organisation", 0.85), ("Nationality", 0.88)):
        assert every["dragoman"][kind][2] >= floor
        assert every["dragoman"][kind][2] > every["spaCy"][kind][2]
    assert figures["dragoman"]["Temporal"][2] >= 0.85
    assert figures["same as"]["dragoman"][2] >= 0.85


def test_times_on_timebank_and_aquaint_hold_their_floors() -> None:
    figures = measured("times.py", "tempeval")
    assert figures["relaxed_f1"] >= 0.93
    assert figures["strict_f1"] >= 0.87
    assert figures["value_f1"] >= 0.77


@pytest.mark.skipif(events_folder() is None, reason="the model's files are not installed")
def test_events_on_the_tenth_of_plover_left_out_hold_their_floors() -> None:
    figures = measured("plover.py", "plover")
    assert figures["accuracy"] >= 0.83
    assert figures["macro_f1"] >= 0.79
    assert figures["quad"] >= 0.91
    assert figures["end_to_end"]["f1"] >= 0.60
