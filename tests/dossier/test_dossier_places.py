from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dossier import Dossier, ServerPlace, place_of
from dragoman.dossier.places import ArchivePlace, place_or_archive
from dragoman.errors import BadRequest


def server(url: str) -> ServerPlace:
    place = place_of(url)
    assert isinstance(place, ServerPlace)
    return place


@pytest.mark.parametrize("name", ["talks.dragoman", "/a/b c.dragoman", "a:b", "postgresql", "C:/x"])
def test_what_is_no_url_is_a_path(name: str) -> None:
    assert place_of(name) == Path(name)
    assert place_of(Path(name)) == Path(name)


@pytest.mark.parametrize(
    ("url", "shown", "schema"),
    [
        ("postgresql://ana@db.example/desk", "postgresql://ana@db.example/desk", "dragoman"),
        ("postgres://ana:pw@h:5433/desk", "postgresql://ana@h:5433/desk", "dragoman"),
        (
            "postgresql+psycopg://h/desk?schema=talks",
            "postgresql://h/desk?schema=talks",
            "talks",
        ),
        (
            "postgresql:///desk?host=/run/pg&schema=Die%20Akte&password=pw&sslmode=require",
            "postgresql:///desk?host=/run/pg&schema=Die+Akte",
            "Die Akte",
        ),
    ],
)
def test_a_url_is_a_schema_on_a_server_and_shows_no_password(
    url: str, shown: str, schema: str
) -> None:
    place = server(url)
    assert (str(place), place.schema) == (shown, schema)
    assert "pw" not in f"{place} {place!r} {place.name}"
    assert server(str(place)).schema == schema


def test_what_the_server_is_told_keeps_the_password_and_not_our_schema() -> None:
    url = server("postgres://ana:p%40ss@h/desk?schema=talks&sslmode=require").url
    assert (url.password, dict(url.query)) == ("p@ss", {"sslmode": "require"})
    assert url.drivername == "postgresql+psycopg"


def test_a_place_has_a_short_name() -> None:
    assert server("postgresql://h/desk").name == "desk"
    assert server("postgresql://h/desk?schema=talks").name == "talks"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://h/secret", "no place for a dossier"),
        ("sqlite:///secret", "no place for a dossier"),
        ("postgresql://ana:secret@h", "names no database"),
        ("postgresql://ana:sec@ret@h/desk", "%40"),
        ("postgresql://ana:secret@h:x/desk", "cannot be read"),
        ("postgresql://ana:secret@h:99999/desk", "cannot be read"),
        ("postgresql:/ana:secret@h/desk", "cannot be read"),
        ("postgresql://h/desk?schema=pg_secret", "cannot be the name"),
        ("postgresql://h/desk?schema=a&schema=b", "cannot be the name"),
        ("postgresql://h/desk?schema=" + "a" * 64, "63 bytes"),
        ("postgresql://h/desk?schema=a%00b", "cannot be the name"),
        ("postgresql://h/desk?schema=information_schema", "cannot be the name"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused_without_its_password(url: str, why: str) -> None:
    with pytest.raises(BadRequest, match=why) as refused:
        place_of(url)
    assert ":sec" not in str(refused.value)
    assert "ret@" not in str(refused.value)


def refusal(url: str) -> str:
    try:
        place_of(url)
    except BadRequest as error:
        return str(error)
    return ""


@given(st.text(max_size=60))
def test_any_text_is_a_path_or_refused_in_words(rest: str) -> None:
    for url in (f"postgresql://{rest}", f"postgresql://u:{rest}@h/d", rest):
        assert len(refusal(url)) < 400


@pytest.mark.parametrize("name", ["talks.archive", "a/b.ARCHIVE", "talks/", "a b.archive/"])
def test_what_ends_in_a_slash_or_archive_is_an_archive(name: str) -> None:
    assert place_or_archive(name) == ArchivePlace(folder=Path(name))
    assert str(place_or_archive(name)) == str(Path(name))


def test_a_folder_with_a_manifest_is_an_archive_and_a_file_never(tmp_path: Path) -> None:
    (tmp_path / "pile").mkdir()
    assert place_or_archive(tmp_path / "pile") == tmp_path / "pile"
    (tmp_path / "pile/manifest.json").write_text("{}")
    assert isinstance(place_or_archive(tmp_path / "pile"), ArchivePlace)
    (tmp_path / "talks.archive").write_bytes(b"")
    assert place_or_archive(tmp_path / "talks.archive") == tmp_path / "talks.archive"


@pytest.mark.parametrize("open_it", [Dossier.open, Dossier.create, Dossier.open_or_create])
def test_an_archive_is_not_opened(open_it: Callable[[Path], Dossier], tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"is an archive .* copy it to a dossier first"):
        open_it(tmp_path / "talks.archive")
    assert not (tmp_path / "talks.archive").exists()
