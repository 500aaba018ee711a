"""What the tests of reviewing share: a small read dossier, copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from review_talks import read_talks, write_talks

from dragoman.dossier import Dossier


@pytest.fixture(scope="session")
def _read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("review")
    return read_talks(place / "talks.dragoman", write_talks(place / "texts"))


@pytest.fixture
def talks(_read: Path, tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.open(shutil.copy(_read, tmp_path / "talks.dragoman")) as dossier:
        yield dossier
