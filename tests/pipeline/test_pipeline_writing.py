"""A file is written whole or not at all."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.pipeline import write_whole


def _failing() -> Iterator[str]:
    yield "half a pa"
    raise KeyboardInterrupt


def test_a_file_that_is_not_finished_leaves_the_old_one(tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    write_whole(page, ["old\n"])
    with pytest.raises(KeyboardInterrupt):
        write_whole(page, _failing())
    assert page.read_bytes() == b"old\n"
    assert os.listdir(tmp_path) == ["brief.html"]


def test_parts_are_written_in_order_with_their_line_ends(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", ["één\n", "two\r\n"])
    assert (tmp_path / "a").read_bytes() == "één\ntwo\r\n".encode()


def test_an_error_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "nowhere" / "brief.html"
    with pytest.raises(OSError, match=r"brief\.html") as caught:
        write_whole(page, ["x"])
    assert caught.value.filename == str(page)


@pytest.mark.skipif(os.name != "posix", reason="links and rights of POSIX")
def test_a_link_stays_a_link_and_the_users_mask_holds(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "page")
    before = os.umask(0o077)
    try:
        write_whole(tmp_path / "link", ["x"])
    finally:
        os.umask(before)
    assert (tmp_path / "link").is_symlink()
    assert stat.S_IMODE((tmp_path / "page").stat().st_mode) == 0o600


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_path_that_is_no_file_is_written_to_as_it_is() -> None:
    with pytest.raises(OSError, match="No space"):
        write_whole(Path("/dev/full"), ["x"])
    assert not Path("/dev/full").is_file()
