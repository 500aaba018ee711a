"""What the tests of the dossier share: a new dossier, and how a document comes to be."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.dossier import Dossier
from dragoman.model import Document, document_id

Write = Callable[..., tuple[Document, bytes]]


def write(text: str, path: str | None = None, **fields: Any) -> tuple[Document, bytes]:
    """A document of this text at this path (or ``url``), with its bytes."""
    raw = text.encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    address = fields.get("url") or path or ""
    one = Document(id=document_id(sha256, address), path=path, sha256=sha256, text=text, **fields)
    return one, raw


@pytest.fixture
def document() -> Write:
    return write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.dragoman"


@pytest.fixture
def dossier(path: Path) -> Iterator[Dossier]:
    with Dossier.create(path) as made:
        yield made
