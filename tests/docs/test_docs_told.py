"""What the pages compute is right, and what they quote stands where they say."""

import hashlib
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from docs_pages import DOCS, ROOT

from dragoman.model import KINDS


def extension(name: str) -> ModuleType:
    """A module of ``docs/_ext``, which is no package."""
    spec = importlib.util.spec_from_file_location(name, DOCS / "_ext" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCALE = extension("scale_told")
NOUNS = extension("nouns_told")
MODELS = extension("model_files")

COSTS = """
words_a_document = 500
[kilobytes_a_document]
"texts" = 2.0
[[stage]]
name = "alone"
alone_s = 0.01
shared_s = 0.0
efficiency = 1.0
most_workers = 1
exponent = 1.0
measured_at = 1000
day = 2026-11-22
machine = "m"
command = "c"
[[stage]]
name = "shared"
alone_s = 0.0
shared_s = 0.2
efficiency = 0.5
exponent = 1.5
measured_at = 1000
day = 2026-11-22
machine = "m"
command = "c"
"""


def test_more_cores_help_only_what_can_be_shared(tmp_path: Path) -> None:
    file = tmp_path / "scale.toml"
    file.write_text(COSTS, encoding="utf-8")
    alone, shared = SCALE.read_scale(file).stages
    assert alone.seconds(1000, 1) == alone.seconds(1000, 64) == pytest.approx(10)
    assert shared.seconds(1000, 1) == pytest.approx(200)
    assert shared.seconds(1000, 4) == pytest.approx(100), "a worker among others is half as quick"


def test_what_grows_faster_costs_more_a_document(tmp_path: Path) -> None:
    file = tmp_path / "scale.toml"
    file.write_text(COSTS, encoding="utf-8")
    scale = SCALE.read_scale(file)
    assert scale.stages[1].seconds(100_000, 1) == pytest.approx(200 * 100 * 10)
    assert scale.seconds(1000, 1) == pytest.approx(210)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(8, "8.0 s"), (90, "1.5 min"), (7200, "2.0 h"), (200_000, "2.3 days"), (4e8, "13 years")],
)
def test_a_duration_has_two_figures(seconds: float, told: str) -> None:
    assert SCALE.in_words(seconds) == told


def test_the_unit_costs_of_the_docs_are_whole() -> None:
    scale = SCALE.read_scale()
    assert scale.stages
    assert all(0 < stage.efficiency <= 1 for stage in scale.stages)
    assert all(stage.command and stage.machine for stage in scale.stages)


def test_a_field_is_told_in_words() -> None:
    assert NOUNS.type_in_words(tuple[str, ...] | None) == "texts, or unknown"
    assert NOUNS.type_in_words(int) == "whole number"


@pytest.mark.parametrize("noun", KINDS.values(), ids=list(KINDS))
def test_a_noun_begins_with_a_full_sentence(noun: type) -> None:
    first = NOUNS.told_docstring(noun).split("\n\n")[0]
    assert not first[0].islower()
    assert first.endswith(".")


def test_a_table_of_files_has_their_digests() -> None:
    path = MODELS.MODELS / "acts" / "acts.onnx"
    if not path.exists():
        pytest.skip("the model of acts is not in this checkout")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert f"`{digest[:16]}`" in MODELS.files_table("acts")


@pytest.mark.parametrize("page", ["limits.md", "models.md"])
def test_every_figure_of_a_page_stands_in_the_results(page: str) -> None:
    results = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    figures = re.findall(r"(?<![\d.])\.\d{2,3}\b", (DOCS / page).read_text(encoding="utf-8"))
    assert figures
    assert [figure for figure in figures if figure not in results] == []
