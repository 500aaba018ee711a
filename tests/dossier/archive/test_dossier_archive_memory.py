"""An archive takes as much memory for many documents as for few."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads the peak off Linux"),
]

_MAKE = """
import hashlib, sys
from pathlib import Path
from dragoman.dossier import Dossier
from dragoman.model import Act, Document, Statement, cut, document_id

count, home = int(sys.argv[1]), Path(sys.argv[2])

def entries(dossier):
    for one in dossier.documents():
        for n in range(20):
            passage = cut(one.text, 9 * n, 9 * n + 8, document=one.id, role="content")
            yield Statement(id=f"{n}-{one.id}", passages=(passage,), act=Act.DENY)

with Dossier.create(home / "talks.dragoman") as dossier:
    for n in range(count):
        text = f"Text {n}. " + "Herring. " * 4000
        raw = text.encode()
        sha = hashlib.sha256(raw).hexdigest()
        day = f"20{30 + n % 10}-{n % 12 + 1:02}-11"
        dossier.add_document(
            Document(id=document_id(sha, str(n)), path=str(n), sha256=sha, text=text,
                     published_at=day), raw)
    dossier.put_entries(entries(dossier))
"""

_COPY = """
import resource, sys
from pathlib import Path
from dragoman.dossier import Dossier
from dragoman.dossier.archive import restore_archive, write_archive

home = Path(sys.argv[1])
with Dossier.open(home / "talks.dragoman") as dossier:
    write_archive(dossier, home / "talks.archive")
with Dossier.create(home / "back.dragoman") as back:
    restore_archive(home / "talks.archive", back)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak_mb(home: Path, documents: int) -> float:
    """The peak of a process that archives and restores so many documents of 36 KB."""
    home.mkdir()
    subprocess.run([sys.executable, "-c", _MAKE, str(documents), str(home)], check=True)
    ended = subprocess.run(
        [sys.executable, "-c", _COPY, str(home)], check=True, capture_output=True, text=True
    )
    return int(ended.stdout) / 1024


def test_memory_does_not_grow_with_documents(tmp_path: Path) -> None:
    few, many = peak_mb(tmp_path / "few", 200), peak_mb(tmp_path / "many", 2000)
    assert many < few + 90, f"{few:.0f} MB for 200 documents, {many:.0f} MB for 2,000"
