"""Which reader reads, and what happens where the nets are not installed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman.encoder
from dragoman.encoder import attribution_folder
from dragoman.errors import BadRequest
from dragoman.model import Document, Negotiation
from dragoman.pipeline import RULES, TRAINED, ReaderChoice, make_reader
from dragoman.pipeline import reading as reading_module


@pytest.fixture
def no_nets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    reading_module._attributor.cache_clear()
    monkeypatch.setattr(dragoman.encoder, "attribution_folder", lambda: None)
    yield
    reading_module._attributor.cache_clear()


def _name(choice: ReaderChoice) -> str:
    return make_reader(Negotiation(), choice).identity.name


@pytest.mark.skipif(attribution_folder() is None, reason="the model's files are not installed")
def test_the_nets_read_unless_the_rules_are_asked_for() -> None:
    assert _name(ReaderChoice()) == TRAINED
    assert _name(ReaderChoice(name=RULES)) == RULES


@pytest.mark.usefixtures("no_nets")
def test_without_nets_the_rules_read_and_say_so(caplog: pytest.LogCaptureFixture) -> None:
    reader = make_reader(Negotiation(), ReaderChoice())
    assert reader.identity.name == RULES
    assert "not installed" in caplog.text
    report = reader.read(Document(id="d", text="Marsk said the dam would stay shut."))
    assert report.attributions


@pytest.mark.usefixtures("no_nets")
def test_asked_for_by_name_missing_nets_are_an_error() -> None:
    with pytest.raises(BadRequest, match="--reader rules"):
        make_reader(Negotiation(), ReaderChoice(name=TRAINED))


def test_reading_imports_nothing_that_could_download(tmp_path: Path) -> None:
    code = (
        "import sys, dragoman as dm; dm.extract('Marsk said the dam would stay shut.');"
        "sys.exit(sum(m in sys.modules for m in ('huggingface_hub', 'torch', 'transformers')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path).returncode == 0
