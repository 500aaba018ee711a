"""An address is read in one way only, and refused where it could be read in two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import FetchRefused
from dragoman.fetching.places import host_named, joined, place_of, shown

HIDDEN = ["127.1", "127.0.1", "0x7f000001", "0x7f.0.0.1", "2130706433", "017700000001", "a.0x10"]


@pytest.mark.parametrize("host", HIDDEN)
def test_a_number_in_place_of_a_host_is_refused(host: str) -> None:
    with pytest.raises(FetchRefused, match="hides an address"):
        place_of(f"http://{host}/")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("file:///etc/passwd", "of the kind file:"),
        ("ftp://courier.example/a", "of the kind ftp:"),
        ("data:text/html,talks", "of the kind data:"),
        ("javascript:alert(1)", "of the kind javascript:"),
        ("courier.example/a", "no scheme"),
        ("http://user:secret@courier.example/", "name or password"),
        ("http://user@courier.example/", "name or password"),
        ("http://courier.example/a\r\nHost: inner", "invisible"),
        ("http://courier.example/a\nb", "invisible"),
        ("http://courier.example/a b", "space"),
        ("http://courier.\u202eexample/", "invisible"),
        ("http://courier.example\\@inner.example/", "backslash"),
        ("http://127.0.0.1\x00.courier.example/", "invisible"),
        ("http://１２７.0.0.1/", "no address"),
        ("http://①②⑦.0.0.1/", "no address"),
        ("http://0177.0.0.1/", "no address"),
        ("http://%6cocalhost/", "no sound host"),
        ("http://courier..example/", "no sound host"),
        ("http://[fe80::1%25eth0]/", "no sound address"),
        ("http://courier.example:99x/", "no address"),
        ("http://", "no sound host"),
        ("", "empty"),
        ("http://courier.example/" + "a" * 3000, "characters"),
    ],
)
def test_an_unsound_address_is_refused(written: str, reason: str) -> None:
    with pytest.raises(FetchRefused, match=reason):
        place_of(written)


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("http://127。0。0。1/", "127.0.0.1"),
        ("http://LOCALHOST./a", "localhost"),
        ("http://[::FFFF:127.0.0.1]/", "::ffff:127.0.0.1"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("http://courier.example#@inner.example/", "courier.example"),
    ],
)
def test_the_host_is_the_one_that_is_connected_to(written: str, host: str) -> None:
    assert place_of(written).host == host


def test_a_port_of_nought_is_not_the_usual_one() -> None:
    assert place_of("http://courier.example:0/").port == 0
    assert place_of("https://courier.example/").port == 443


def test_no_password_is_shown_and_nothing_invisible() -> None:
    with pytest.raises(FetchRefused) as refusal:
        place_of("http://me:secret@courier.example/\u202e\n")
    assert "secret" not in str(refusal.value)
    assert shown("http://a/\u202eb\n") == "http://a/[U+202E]b[U+000A]"


def test_a_redirect_is_read_as_strictly_as_an_address() -> None:
    base = place_of("https://courier.example/a/b")
    assert joined(base, "../c?d=1#e").url == "https://courier.example/c?d=1"
    assert joined(base, "//wire.example/x").host == "wire.example"
    for location in ("file:///etc/passwd", "http://a@b/", "http://127.1/", "/a\r\nX: y", ""):
        with pytest.raises(FetchRefused):
            joined(base, location)


def test_a_host_may_be_named_with_or_without_brackets() -> None:
    assert host_named("[::1]") == host_named("::1") == "::1"
    assert host_named(" Intranet.Example. ") == "intranet.example"


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        place = place_of(f"http://{text}")
    except FetchRefused:
        return
    assert place.url.isascii()
    assert place_of(place.url) == place
