"""The invented dispute as a file that a notebook opens."""

from pathlib import Path

import pytest

from dragoman.notebook import NegotiationFile
from dragoman.notebook import open as open_file
from workbench_talks import everything, write_talks


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A dossier of everything."""
    return write_talks(tmp_path / "talks.dragoman", everything())


@pytest.fixture
def talks(place: Path) -> NegotiationFile:
    """It, opened."""
    return open_file(place)
