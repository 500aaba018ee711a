"""A workbench over a dossier in which every word is an attack."""

from collections.abc import Iterator

import pytest
from hostile import attacked

from workbench_client import Client


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with attacked(tmp_path_factory.mktemp("hostile")) as client:
        yield client
