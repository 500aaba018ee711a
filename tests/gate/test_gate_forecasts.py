"""Pinned equality of the forecast models with two public replications, and their pace.

The data lie in ``../shared/gold/bargaining`` of the checkout, or in ``bargaining`` of the folder
that ``DRAGOMAN_GOLD`` names. In CI the gate never skips; elsewhere it skips with a line saying so.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GOLD = Path(os.environ.get("DRAGOMAN_GOLD", ROOT.parent / "shared" / "gold")) / "bargaining"

pytestmark = [
    pytest.mark.gate,
    pytest.mark.skipif(
        not GOLD.is_dir() and not os.environ.get("CI"),
        reason=f"no {GOLD.name}/ in the gold data; set DRAGOMAN_GOLD to measure",
    ),
]


@cache
def figures() -> dict[str, Any]:
    """The first line of the benchmark's output, which is JSON."""
    command = [sys.executable, str(ROOT / "benchmarks" / "forecasts.py"), str(GOLD)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    told: dict[str, Any] = json.loads(answer.stdout.splitlines()[0])
    return told


def test_every_round_of_challenges_is_the_references() -> None:
    challenge = figures()["challenge"]
    assert challenge["equal"] == challenge["rounds"] == 10
    assert challenge["apart"] <= 1e-12


def test_a_round_of_a_hundred_actors_stays_in_its_time() -> None:
    assert figures()["round_ms"] < 10


@pytest.mark.parametrize(("name", "count", "own"), [("data_short", 20, 20), ("CoP21", 129, 127)])
def test_every_exchange_of_the_reference_is_made(name: str, count: int, own: int) -> None:
    deals = figures()[name]
    assert deals["given"] == deals["reference"] == deals["made"] == count
    assert deals["own"] >= own
    assert deals["cpu_s"] < 10


def test_the_back_test_stands_beside_its_baselines() -> None:
    test = figures()["back_test"]
    assert test["issues"] == 13
    assert {"midpoint", "mean", "median"} < set(test["models"])
    for row in test["models"].values():
        mean, low, high = row["mae"]
        assert low < mean < high
