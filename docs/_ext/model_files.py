"""What lies in the folder of a trained model: files, sizes, digests."""

import hashlib
from pathlib import Path

MODELS = Path(__file__).parents[2] / "src" / "dragoman" / "encoder" / "models"


def files_table(name: str) -> str:
    """The files of one model as a Markdown table; the digest is the start of their SHA-256.

    Raises:
        FileNotFoundError: there is no model of this name.
    """
    folder = MODELS / name
    if not folder.is_dir():
        raise FileNotFoundError(f"no model {name!r} in {MODELS}")
    rows = [_row(path) for path in sorted(folder.iterdir()) if path.name != "card.md"]
    return "\n".join(["| file | MB | SHA-256 begins |", "|---|---:|---|", *rows])


def _row(path: Path) -> str:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:16]
    return f"| `{path.name}` | {len(content) / 1e6:.2f} | `{digest}` |"
