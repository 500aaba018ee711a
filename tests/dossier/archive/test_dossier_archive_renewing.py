"""An older archive is renewed: only what changed is written, and no truth is overwritten."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.dossier import Dossier, note
from dragoman.dossier.archive import check_archive, renewing, restore_archive, write_archive
from dragoman.dossier.archive.folders import building
from dragoman.dossier.liveness import this_process
from dragoman.errors import BadRequest
from dragoman.model import Document

Write = Callable[..., tuple[Document, bytes]]


def files(folder: Path) -> dict[str, tuple[int, str]]:
    """Each file with its number on the disk and its hash."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_ino,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in folder.rglob("*.parquet")
    }


def test_only_what_changed_is_written(
    filled: Dossier, folder: Path, tmp_path: Path, document: Write
) -> None:
    write_archive(filled, folder)
    before = files(folder)
    one, raw = document("More of May.", "m.txt", published_at="2031-05-20")
    filled.add_document(one, raw)
    write_archive(filled, folder)
    after = files(folder)
    changed = {name for name, found in after.items() if before.get(name) != found}
    assert changed == {"documents/month=2031-05/part-0000.parquet"}
    assert list(check_archive(folder)) == []
    with Dossier.create(tmp_path / "other") as other:
        restore_archive(folder, other)
        assert b"".join(other.canonical()) == b"".join(filled.canonical())


def test_what_left_the_dossier_leaves_the_archive(
    filled: Dossier, folder: Path, tmp_path: Path
) -> None:
    write_archive(filled, folder)
    assert (folder / "entries/noun=statement").is_dir()
    filled.put_entries([])
    write_archive(filled, folder)
    assert not (folder / "entries").exists()
    assert list(check_archive(folder)) == []


def test_words_that_were_purged_are_in_no_file_any_more(filled: Dossier, folder: Path) -> None:
    write_archive(filled, folder)
    gone = next(one for one in filled.documents() if one.text.startswith("No day"))
    filled.remove_document(gone.id, "Tov", "names a witness", purge=True)
    write_archive(filled, folder)
    import pyarrow.parquet as pq

    texts = [
        text
        for path in folder.glob("documents/*/*.parquet")
        for text in pq.ParquetFile(path).read(columns=["text"])["text"].to_pylist()
    ]
    assert not any("No day" in (text or "") for text in texts)


def test_a_damaged_file_of_the_older_archive_is_written_anew(filled: Dossier, folder: Path) -> None:
    write_archive(filled, folder)
    sound = files(folder)
    name = "entries/noun=statement/month=2031-05/part-0000.parquet"
    (folder / name).write_bytes(b"rot")
    write_archive(filled, folder)
    assert files(folder)[name][1] == sound[name][1]
    assert list(check_archive(folder)) == []


def test_another_version_of_the_program_writes_all_anew(
    filled: Dossier, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_archive(filled, folder)
    before = files(folder)
    monkeypatch.setattr("dragoman.dossier.archive.writing.columns_digest", lambda: "newer")
    monkeypatch.setattr(renewing, "columns_digest", lambda: "newer")
    write_archive(filled, folder)
    after = files(folder)
    assert all(after[name][0] != before[name][0] for name in before)


def test_the_archive_of_another_dossier_is_not_overwritten(
    filled: Dossier, folder: Path, tmp_path: Path, document: Write
) -> None:
    write_archive(filled, folder)
    before = files(folder)
    with Dossier.create(tmp_path / "another") as another:
        one, raw = document("Of another matter.", "z.txt")
        another.add_document(one, raw)
        another.decide(note(one, who="Marn", why="mine"))
        with pytest.raises(BadRequest, match="no older archive of it"):
            write_archive(another, folder)
    assert files(folder) == before


def test_the_archive_of_a_dossier_that_has_decided_more_is_not_overwritten(
    filled: Dossier, folder: Path, tmp_path: Path
) -> None:
    write_archive(filled, folder)
    with Dossier.create(tmp_path / "older") as older:
        restore_archive(folder, older)
        filled.put_settings("name = 'c'", "Tov")
        write_archive(filled, folder)
        with pytest.raises(BadRequest, match="settings of"):
            write_archive(older, folder)


@pytest.mark.skipif(os.name != "posix", reason="looks at modes")
@pytest.mark.parametrize(("mode", "of_folder"), [(0o600, 0o700), (0o640, 0o750), (0o644, 0o755)])
def test_an_archive_is_as_private_as_its_dossier(
    filled: Dossier, folder: Path, mode: int, of_folder: int
) -> None:
    assert isinstance(filled.path, Path)
    filled.path.chmod(mode)
    write_archive(filled, folder)
    assert folder.stat().st_mode & 0o777 == of_folder
    for path in folder.rglob("*"):
        assert path.stat().st_mode & 0o777 == (of_folder if path.is_dir() else mode), path


@pytest.mark.skipif(os.name != "posix", reason="looks at modes")
def test_nobody_else_can_look_into_an_archive_in_the_making(folder: Path) -> None:
    with building(folder) as beside:
        assert beside.stat().st_mode & 0o777 == 0o700
        assert beside.parent == folder.parent
    assert not beside.exists()


def test_what_a_living_copy_is_making_is_left_alone(filled: Dossier, folder: Path) -> None:
    with building(folder) as beside:
        write_archive(filled, folder)
        assert beside.is_dir()
    assert this_process().number == os.getpid()


def test_a_damaged_archive_that_cannot_be_compared_is_not_overwritten(
    filled: Dossier, folder: Path
) -> None:
    write_archive(filled, folder)
    (folder / "decisions/part-0000.parquet").unlink()
    before = files(folder)
    with pytest.raises(BadRequest, match=r"damaged archive .* delete it or choose another"):
        write_archive(filled, folder)
    assert files(folder) == before
