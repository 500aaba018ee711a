"""What is released: the wheel and the source distribution, built from this tree.

Building needs hatchling and nothing from a network. The tree is copied without what git ignores,
as a release is made of a clean clone.
"""

import email
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TAKEN = ("LICENSE", "NOTICE", "README.md", "CHANGELOG.md", "pyproject.toml", ".gitignore")
EPOCH = "1795305600"
MOST_MB = 90
"""The most that a wheel may weigh; package indexes refuse more than 100 by default."""

TEXTS = {
    "a.txt": (
        "Ormark and Velland met\n\nVelland and Ormark held talks in Sundholm on 3 June 2025. "
        '"We will not sign a text without a quota," said Ilse Marn, the chief negotiator of '
        "Velland.\n"
    ),
    "b.txt": (
        "Ormark denies a deal\n\nOrmark denied on 5 June 2025 that a quota had been agreed at the "
        "talks in Sundholm.\n"
    ),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree as a clone has it, and with caches where somebody left them."""
    place = tmp_path_factory.mktemp("tree")
    for name in TAKEN:
        shutil.copy2(ROOT / name, place / name)
    ignored = shutil.ignore_patterns("__pycache__", ".*_cache")
    shutil.copytree(ROOT / "src", place / "src", ignore=ignored)
    for litter in (".mypy_cache/x.json", "__pycache__/x.pyc", ".DS_Store", "talks.dragoman"):
        path = place / "src" / "dragoman" / litter
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}", encoding="utf-8")
    return place


def _build(tree: Path, out: Path, kind: str) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)],
        cwd=tree,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        check=True,
        capture_output=True,
    )
    (built,) = out.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(tree, tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.fixture(scope="module")
def names(wheel: Path) -> frozenset[str]:
    with zipfile.ZipFile(wheel) as opened:
        return frozenset(opened.namelist())


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as opened:
        (path,) = (one for one in opened.namelist() if one.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(opened.read(path))


def _kept(tree: Path) -> Iterator[str]:
    """What of the package belongs into a wheel: every file but litter."""
    for path in (tree / "src" / "dragoman").rglob("*"):
        parts = path.relative_to(tree / "src").parts
        is_litter = any(one.startswith((".", "__pycache__")) for one in parts)
        if path.is_file() and not is_litter and path.suffix != ".dragoman":
            yield "/".join(parts)


def test_the_wheel_holds_the_whole_package_and_nothing_else(
    tree: Path, names: frozenset[str]
) -> None:
    inside = {name for name in names if ".dist-info/" not in name}
    assert inside == set(_kept(tree))


def test_the_wheel_holds_models_tables_templates_and_the_mark_of_types(
    names: frozenset[str],
) -> None:
    for wanted in (
        "dragoman/py.typed",
        "dragoman/encoder/models/acts/acts.onnx",
        "dragoman/encoder/models/acts/card.md",
        "dragoman/gazetteer/data/towns.tsv",
        "dragoman/assessment/words.toml",
        "dragoman/extraction/attribution/cues.csv",
        "dragoman/briefing/templates/brief.css",
        "dragoman/briefing/word/styles.xml",
        "dragoman/workbench/static/workbench.js",
    ):
        assert wanted in names
    assert any(name.startswith("dragoman/workbench/templates/") for name in names)


def test_licence_and_credits_go_along(wheel: Path, names: frozenset[str]) -> None:
    held = {name.rpartition("/")[2]: name for name in names if ".dist-info/licenses/" in name}
    assert set(held) == {"LICENSE", "NOTICE"}
    with zipfile.ZipFile(wheel) as opened:
        notice = opened.read(held["NOTICE"]).decode()
    for credit in ("GeoNames", "Creative Commons Attribution 4.0", "all-MiniLM-L6-v2", "PolNeAR"):
        assert credit in notice


def test_the_notice_names_only_what_is_there() -> None:
    words = (ROOT / "NOTICE").read_text("utf-8").replace(":", " ").split()
    told = [word for word in words if word.startswith("dragoman/") and "*" not in word]
    assert len(told) >= 5
    assert not [path for path in told if not (ROOT / "src" / path).is_file()]


def test_the_metadata_are_complete_and_name_no_host(metadata: Message) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert metadata["Name"] == "dragoman"
    assert metadata["Version"] == project["version"]
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert metadata["Summary"]
    assert metadata["Keywords"]
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])
    assert set(metadata.get_all("Provides-Extra", [])) == set(project["optional-dependencies"])
    assert not metadata.get_all("Project-URL")


def test_it_is_small_enough_to_be_uploaded(wheel: Path) -> None:
    assert wheel.stat().st_size < MOST_MB * 1e6


@pytest.mark.slow
def test_two_builds_and_one_from_the_source_distribution_are_the_same(
    tree: Path, wheel: Path, tmp_path: Path
) -> None:
    again = _build(tree, tmp_path / "again", "wheel")
    packed = _build(tree, tmp_path / "sdist", "sdist")
    with tarfile.open(packed) as opened:
        paths = opened.getnames()
        opened.extractall(tmp_path, filter="data")
    unpacked = tmp_path / packed.name.removesuffix(".tar.gz")
    from_source = _build(unpacked, tmp_path / "from-source", "wheel")
    assert _digest(again) == _digest(wheel) == _digest(from_source)
    litter = ("_cache/", "__pycache__", "/changes/", ".dragoman")
    assert not [path for path in paths if any(one in path for one in litter)]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.slow
def test_an_installed_wheel_reads_and_briefs(wheel: Path, tmp_path: Path) -> None:
    """Its dependencies come from the environment that runs the tests; the program does not."""
    place = tmp_path / "venv"
    venv.create(place, with_pip=False, symlinks=True)
    bin_folder = place / ("Scripts" if os.name == "nt" else "bin")
    target = subprocess.run(
        [bin_folder / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet"]
    subprocess.run([*pip, "--target", target, str(wheel)], check=True)
    theirs = [path for path in sys.path if path.endswith("site-packages")]
    Path(target, "theirs.pth").write_text("\n".join(theirs), encoding="utf-8")
    for name, text in TEXTS.items():
        folder = tmp_path / "texts"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    def dragoman(*given: str) -> str:
        ended = subprocess.run(
            [bin_folder / "python", "-P", "-m", "dragoman", *given],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert ended.returncode in (0, 3), ended.stderr
        return ended.stdout

    where = "import dragoman; print(dragoman.__file__)"
    found = subprocess.run(
        [bin_folder / "python", "-P", "-c", where], check=True, capture_output=True, text=True
    )
    assert Path(found.stdout.strip()).is_relative_to(target)
    assert dragoman("--version").startswith("dragoman, version ")
    dragoman("brief", "texts", "--dossier", "talks.dragoman", "--out", "talks.html")
    page = (tmp_path / "talks.html").read_text("utf-8")
    assert "Sundholm" in page
    assert "http-equiv" in page or "<style" in page
