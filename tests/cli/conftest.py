"""A small dossier of four dated texts and one without a day, read once by rules."""

import shutil
from pathlib import Path

import pytest
from cli_texts import ARTICLES, write_texts

from dragoman.cli.app import run


@pytest.fixture(scope="session")
def _read_dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("read")
    texts = write_texts(place / "texts", *ARTICLES)
    dossier = place / "talks.dragoman"
    assert run(["add", str(texts), "--dossier", str(dossier)]) == 0
    settings = str(texts / "negotiation.toml")
    assert run(["init", "--dossier", str(dossier), "--negotiation", settings]) == 0
    assert run(["read", "--dossier", str(dossier), "--reader", "rules"]) == 0
    return dossier


@pytest.fixture
def talks(_read_dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The dossier, copied into the working folder under the default name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_WHO", "A. Analyst")
    monkeypatch.setenv("DRAGOMAN_READER", "rules")
    return Path(shutil.copy(_read_dossier, tmp_path / "dossier.dragoman"))
