"""A damaged, foreign or hostile folder is told as such, and nothing is made of it."""

import os
from pathlib import Path

import msgspec
import pytest

from dragoman.dossier import Dossier
from dragoman.dossier.archive import check_archive, restore_archive, write_archive
from dragoman.errors import ArchiveDamaged, BadRequest, DossierMissing, DossierTooNew

DOCUMENTS = "documents/month=2031-05/part-0000.parquet"


@pytest.fixture
def archive(filled: Dossier, folder: Path) -> Path:
    write_archive(filled, folder)
    return folder


def refused(archive: Path, match: str) -> None:
    """Restoring fails with such words, and leaves an empty dossier."""
    with Dossier.create(archive.parent / "refused") as other:
        with pytest.raises(ArchiveDamaged, match=match) as told:
            restore_archive(archive, other)
        assert told.value.path == str(archive)
        assert "copy the dossier there anew" in str(told.value)
        assert list(other.canonical()) == []


def edit(archive: Path, old: str, new: str) -> None:
    path = archive / "manifest.json"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize("name", [DOCUMENTS, "marks/part-0000.parquet"])
@pytest.mark.parametrize("at", [0.02, 0.5, 0.999])
def test_one_flipped_byte_is_found(archive: Path, name: str, at: float) -> None:
    path = archive / name
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] ^= 1
    path.write_bytes(content)
    assert [name in problem.what for problem in check_archive(archive)] == [True]
    refused(archive, "is not as it was written")


def test_a_missing_file_is_named(archive: Path) -> None:
    (archive / DOCUMENTS).unlink()
    assert any("is missing" in str(one) for one in check_archive(archive))
    refused(archive, f"{DOCUMENTS} is missing")


def test_a_folder_without_a_manifest_is_no_archive(archive: Path) -> None:
    (archive / "manifest.json").unlink()
    refused(archive, "is no archive")


def test_a_manifest_of_something_else_is_no_archive(archive: Path) -> None:
    (archive / "manifest.json").write_text('{"name": "a web application"}')
    refused(archive, "is no archive")


@pytest.mark.parametrize("text", ["", "{", '{"kind": "dragoman archive", "format": 1}', "\0"])
def test_a_broken_manifest_is_told(archive: Path, text: str) -> None:
    (archive / "manifest.json").write_text(text)
    refused(archive, "manifest.json cannot be read")


def test_an_archive_of_a_newer_version_is_told(archive: Path) -> None:
    edit(archive, '"format": 1', '"format": 2')
    with pytest.raises(DossierTooNew, match="format 2"):
        list(check_archive(archive))


def test_a_table_of_a_newer_version_is_not_left_behind(archive: Path) -> None:
    edit(archive, '"tables": [', '"tables": [{"name":"truth_votes","rows":3,"digest":""},')
    refused(archive, "truth_votes")


def test_nothing_where_an_archive_should_be(tmp_path: Path) -> None:
    with pytest.raises(DossierMissing):
        list(check_archive(tmp_path / "no.archive"))


def test_a_file_where_an_archive_should_be(tmp_path: Path) -> None:
    (tmp_path / "a.archive").write_text("x")
    with pytest.raises(ArchiveDamaged, match="a file"):
        list(check_archive(tmp_path / "a.archive"))


@pytest.mark.parametrize(
    "path", ["../outside.parquet", "/outside.parquet", "a/../../outside.parquet", "..\\\\o.parquet"]
)
def test_a_path_out_of_the_folder_is_refused(archive: Path, path: str) -> None:
    edit(archive, f'"path": "{DOCUMENTS}"', f'"path": "{path}"')
    refused(archive, "none of its files")


@pytest.mark.skipif(os.name != "posix", reason="makes symbolic links")
@pytest.mark.parametrize("linked", [DOCUMENTS, "documents/month=2031-05", "documents"])
def test_a_symbolic_link_is_not_followed(archive: Path, tmp_path: Path, linked: str) -> None:
    (archive / linked).rename(tmp_path / "outside")
    (archive / linked).symlink_to(tmp_path / "outside")
    refused(archive, "symbolic link")


def test_a_file_that_the_manifest_does_not_name_is_found(archive: Path) -> None:
    (archive / "documents/month=2031-05/part-0009.parquet").write_bytes(b"PAR1")
    assert [one.where for one in check_archive(archive)] == [
        "documents/month=2031-05/part-0009.parquet"
    ]


def test_rows_that_were_exchanged_with_their_hashes_are_found(
    archive: Path, tmp_path: Path
) -> None:
    """Whoever writes a file and its hash anew still has the digest of the rows against him."""
    with Dossier.create(tmp_path / "empty") as empty:
        write_archive(empty, tmp_path / "empty.archive")
    name = "decisions/part-0000.parquet"
    manifests = [
        msgspec.json.decode((place / "manifest.json").read_bytes())
        for place in (archive, tmp_path / "empty.archive")
    ]
    old, new = (
        next(f for p in one["partitions"] for f in p["files"] if f["path"] == name)
        for one in manifests
    )
    edit(archive, old["sha256"], new["sha256"])
    (archive / name).write_bytes((tmp_path / "empty.archive" / name).read_bytes())
    assert [one.what for one in check_archive(archive)] == [
        "its rows are not those that were written"
    ]
    refused(archive, "0 rows are not")


def test_what_lies_at_the_place_is_left_as_it_is(filled: Dossier, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/letter.txt").write_text("mine")
    with pytest.raises(BadRequest, match="holds no archive"):
        write_archive(filled, tmp_path / "notes")
    with pytest.raises(BadRequest, match="is a file"):
        write_archive(filled, tmp_path / "notes/letter.txt")
    assert (tmp_path / "notes/letter.txt").read_text() == "mine"
