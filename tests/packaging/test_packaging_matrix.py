"""The table of systems asks for what each of them would install."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FILE = Path(__file__).parents[2] / "packaging" / "matrix.py"
PINS = """\
numpy==2.4.6 ; python_full_version >= '3.12' \\
    --hash=sha256:00
numpy==2.3.1 ; python_full_version < '3.12' \\
    --hash=sha256:00
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:00
attrs==26.1.0 \\
    --hash=sha256:00
"""


@pytest.fixture
def matrix(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("matrix", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "matrix", module)
    spec.loader.exec_module(module)
    return module


def test_a_pin_holds_where_its_marker_does(matrix: ModuleType) -> None:
    targets = {target.name: target for target in matrix.TARGETS}
    windows, mac = targets["Windows x86-64"], targets["macOS 14, Apple silicon"]
    assert list(matrix.pinned(PINS, windows, "3.12")) == [
        "numpy==2.4.6",
        "colorama==0.4.6",
        "attrs==26.1.0",
    ]
    assert list(matrix.pinned(PINS, mac, "3.11")) == ["numpy==2.3.1", "attrs==26.1.0"]


def test_what_has_no_wheel_is_named_and_the_rest_found(
    matrix: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(wanted: list[str], *_: Any) -> "subprocess.CompletedProcess[str]":
        if "pyicu==2.17" in wanted:
            told = "ERROR: No matching distribution found for pyicu==2.17"
            return subprocess.CompletedProcess([], 1, stdout="", stderr=told)
        urls = ("x/attrs-26.1.0-py3-none-any.whl", "x/numpy-2.4.6-cp312-cp312-win_amd64.whl")
        report = {"install": [{"download_info": {"url": url}} for url in urls]}
        return subprocess.CompletedProcess([], 0, stdout=json.dumps(report), stderr="")

    monkeypatch.setattr(matrix, "_ask", answer)
    wanted = ["attrs==26.1.0", "pyicu==2.17", "numpy==2.4.6"]
    found = matrix.look_up(wanted, matrix.TARGETS[0], "3.12")
    assert found.missing == ("pyicu",)
    assert found.binary == ("numpy-2.4.6-cp312-cp312-win_amd64.whl",)
    assert len(found.wheels) == 2


def test_pip_failing_otherwise_is_no_table(
    matrix: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = subprocess.CompletedProcess([], 1, stdout="", stderr="no network")
    monkeypatch.setattr(matrix, "_ask", lambda *_: failed)
    with pytest.raises(RuntimeError, match="no network"):
        matrix.look_up(["attrs==26.1.0"], matrix.TARGETS[0], "3.12")
