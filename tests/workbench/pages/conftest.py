"""The invented dispute, before which the reading pages are opened."""

from collections.abc import Iterator

import pytest

from workbench_client import Client
from workbench_talks import reading


@pytest.fixture(scope="session")
def arven(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A browser before the dispute made by hand; nothing is written to it."""
    with reading(tmp_path_factory.mktemp("arven")) as client:
        yield client
