"""The workbench over a small dossier, with a door for one user and the keys to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench_client import Client, read_dossier, seated


@pytest.fixture(scope="session")
def _talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return read_dossier(tmp_path_factory.mktemp("workbench"))


@pytest.fixture
def talks(_talks: Path, tmp_path: Path) -> Path:
    """A dossier of five texts, of this test's own."""
    return Path(shutil.copy(_talks, tmp_path / "talks.dragoman"))


@pytest.fixture
def client(talks: Path) -> Iterator[Client]:
    """A browser let in alone, as an editor; nothing is put together in the background."""
    with seated(talks) as found:
        yield found


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Client]:
    """The same over a dossier in which nothing is."""
    from dragoman.dossier import Dossier

    place = tmp_path / "empty.dragoman"
    Dossier.create(place).close()
    with seated(place) as found:
        yield found
