"""From bytes to characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UnreadableDocument
from dragoman.ingest.decoding import decode, encoding_of

RUSSIAN = "Переговоры завершены. Стороны договорились встретиться ещё раз."
UKRAINIAN = "Переговори завершено. Сторони домовилися зустрітися ще раз, їхній графік відомий."
FRENCH = "Les délégués ont quitté l’hôtel – à l’aube – sans déclaration : « à bientôt »."
ENGLISH = "“We’ll see,” she said – and left."
GERMAN = "Die Gespräche über Köln führten zu nichts, sagte Größler später."

readable = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffd")
)


@pytest.mark.parametrize("text", [RUSSIAN, UKRAINIAN, RUSSIAN.upper(), "Да, но не сразу", "Мир"])
def test_cyrillic_in_windows_1251_is_known(text: str) -> None:
    assert decode(text.encode("cp1251"), "a.txt") == text


@pytest.mark.parametrize("text", [FRENCH, ENGLISH, GERMAN, "Café", "naïve déjà-vu créée"])
def test_western_text_in_windows_1252_is_known(text: str) -> None:
    assert decode(text.encode("cp1252"), "a.txt") == text


@pytest.mark.parametrize("text", [RUSSIAN, UKRAINIAN])
def test_koi8_is_told_from_windows_1251(text: str) -> None:
    assert decode(text.encode("koi8_u"), "a.txt") == text


def test_an_english_article_with_one_russian_quotation_stays_cyrillic() -> None:
    text = f"The minister said: «{RUSSIAN}» and left the hall without a further word to the press."
    assert decode(text.encode("cp1251"), "a.txt") == text


@pytest.mark.parametrize("text", [RUSSIAN, FRENCH, ENGLISH, "Talks end"])
@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_read_with_and_without_mark(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "a.txt") == text


@given(readable)
def test_utf_8_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text
    assert decode(text.encode("utf-8-sig"), "a.txt") == text


@given(readable)
def test_marked_utf_16_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode("utf-16"), "a.txt") == text


def test_line_ends_no_break_spaces_and_mojibake_stay() -> None:
    text = "One\r\nTwo\rThree\u00a0four â€œfive\u2028six\t"
    assert decode(text.encode(), "a.txt") == text


def test_only_one_mark_is_dropped() -> None:
    assert decode("\ufeff\ufeffTalks".encode(), "a.txt") == "\ufeffTalks"


def test_a_few_broken_bytes_in_utf_8_do_not_turn_it_into_mojibake() -> None:
    raw = RUSSIAN.encode() + b" \xd0 " + UKRAINIAN.encode()
    assert decode(raw, "a.txt") == f"{RUSSIAN} \ufffd {UKRAINIAN}"


def test_a_declared_encoding_is_believed_when_it_fits() -> None:
    text = "Rozmowy zakończyły się w środę, powiedział"
    assert decode(text.encode("cp1250"), "a.html", "windows-1250") == text


@pytest.mark.parametrize(
    "declared", ["utf-7", "unicode_escape", "rot13", "idna", "no-such-thing", ""]
)
def test_a_declared_codec_that_is_no_character_set_is_ignored(declared: str) -> None:
    assert encoding_of(FRENCH.encode("cp1252"), declared) == "cp1252"


def test_a_wrongly_declared_encoding_does_not_win_over_utf_8() -> None:
    assert decode(RUSSIAN.encode(), "a.html", "iso-8859-1") == RUSSIAN


def test_one_nul_in_a_sound_text_stays() -> None:
    text = f"{ENGLISH}\x00 And \u202eso\u202c on."
    assert decode(text.encode(), "a.txt") == text


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7 rest", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"PK\x03\x04zip", "zip"),
        (bytes(range(256)) * 4, "not printable"),
        (b"\x00" * 500, "not printable"),
        (b"text " + b"\x01\x02\x03\x04" * 20, "not printable"),
    ],
)
def test_a_binary_is_refused_by_name(raw: bytes, what: str) -> None:
    with pytest.raises(UnreadableDocument, match=what):
        decode(raw, "a.txt")
