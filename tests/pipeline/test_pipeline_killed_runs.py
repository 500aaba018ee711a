"""A real `dragoman brief` is stopped at random moments; the next run goes on where it was."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.dossier import Dossier

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals to a process")

TEXT = (
    "---\noutlet: {outlet}\npublished_at: 2025-06-{day:02}\n---\n\n"
    "Velland and Ormark held talks in Sundholm on {earlier} June 2025. Velland demanded that "
    "Ormark withdraw its {count} patrol boats from the strait. Ormark said it would accept a quota "
    "only if Velland lifted its ban on landings, note {number}.\n"
)
INSTANTS = ("retrieved_at", "put_at")


def _fill(folder: Path, number: int) -> None:
    folder.mkdir()
    (folder / "negotiation.toml").write_text(
        '[[party]]\nid = "VEL"\nnames = ["Velland"]\n', "utf-8"
    )
    for n in range(number):
        outlet = ("courier", "gazette", "herald")[n % 3]
        day = 5 + n % 20
        text = TEXT.format(outlet=outlet, day=day, earlier=day - 1, count=n + 3, number=n)
        (folder / f"{n:04}.md").write_text(text, encoding="utf-8")


def _begin(place: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "dragoman", "brief", "texts"]
    command += ["--dossier", f"{name}.dragoman", "--out", f"{name}.html"]
    return subprocess.Popen(
        command, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def _timeless(path: Path) -> list[dict[str, object]]:
    """The canonical export without instants, and without ids that hash them."""
    with Dossier.open(path) as dossier:
        assert dossier.check() == []
        records = [json.loads(line) for line in dossier.canonical()]
    for record in records:
        for name in (*INSTANTS, *(["id"] if record["kind"] == "settings" else [])):
            record.pop(name, None)
    return records


def _stop_at_random(place: Path, kills: int, seed: int, number: int) -> None:
    chance = random.Random(seed)
    _fill(place / "texts", number)
    began = time.monotonic()
    whole = _begin(place, "whole")
    assert whole.communicate()[1].count("Traceback") == 0
    assert whole.returncode == 0
    longest_s = time.monotonic() - began
    for kill in range(kills):
        run = _begin(place, "stopped")
        time.sleep(chance.uniform(0.2, 1) * longest_s)
        run.send_signal(signal.SIGKILL if kill % 2 else signal.SIGINT)
        told = run.communicate()[1]
        assert "Traceback" not in told
        page = place / "stopped.html"
        assert not page.exists() or page.read_text("utf-8").rstrip().endswith("</html>")
        if run.returncode == 1:
            assert "what was reported as added is safe" in told
    last = _begin(place, "stopped")
    last.communicate()
    assert last.returncode == 0
    assert _timeless(place / "stopped.dragoman") == _timeless(place / "whole.dragoman")


def test_a_run_stopped_twice_ends_like_one_that_was_not(tmp_path: Path) -> None:
    _stop_at_random(tmp_path, kills=2, seed=3, number=20)


@pytest.mark.slow
def test_a_run_stopped_often_ends_like_one_that_was_not(tmp_path: Path) -> None:
    _stop_at_random(tmp_path, kills=10, seed=4, number=60)
