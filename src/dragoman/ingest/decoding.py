"""Decoding: from bytes to characters, with nothing changed but the byte order mark dropped.

Order of belief: byte order mark, UTF-16 by its pattern of bytes, strict UTF-8, the declared
encoding, UTF-8 with a few broken bytes, then the eight-bit encodings by their letters.
"""

import codecs
import re
from functools import cache

from attrs import frozen

from dragoman.errors import UnreadableDocument
from dragoman.ingest.tables import load

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; UTF-32's begin like UTF-16's, so they are tried before them."""

BROKEN_SHARE = 0.05
"""More than this share of control characters and undecodable bytes is not a text."""


@frozen(kw_only=True)
class Signature:
    """How one kind of file that is no text begins (hexadecimal), and what to do with it."""

    prefix: str
    what: str
    advice: str = "delete it from the folder, or give its text as .txt"


@frozen(kw_only=True)
class SignatureTable:
    """``signatures.toml``."""

    signature: list[Signature]


def decode(raw: bytes, path: str, declared: str | None = None) -> str:
    """The text of a file, its byte order mark dropped and nothing else changed.

    Bytes that mean nothing in the encoding become U+FFFD; the rest of the text stands. ``declared``
    is the encoding that the file itself names, believed when the bytes do not speak against it.

    Raises:
        UnreadableDocument: the bytes are no text, or too much of it is broken.
    """
    refuse_binary(raw, path)
    text = raw.decode(encoding_of(raw, declared), "replace")
    refuse_garbled(text, path)
    return text


def encoding_of(raw: bytes, declared: str | None = None) -> str:
    """The name of the codec that reads ``raw``."""
    for mark, name in MARKS:
        if raw.startswith(mark):
            return name
    wide = _unmarked_utf16(raw[:4096])
    if wide is not None:
        return wide
    if _decodes(raw, "utf-8"):
        return "utf-8"
    named = _known_codec(declared)
    if named is not None and _decodes(raw, named):
        return named
    return "utf-8" if _is_mostly_utf8(raw) else _eight_bit(raw)


def refuse_binary(raw: bytes, path: str) -> None:
    """Refuse a file that begins like a picture, an archive, a program.

    Raises:
        UnreadableDocument: it does.
    """
    for signature in _signatures():
        if raw.startswith(bytes.fromhex(signature.prefix)):
            raise UnreadableDocument(path, f"is {signature.what}, not a text", signature.advice)


def refuse_garbled(text: str, path: str) -> None:
    """Refuse a text in which too many characters are control or replacement characters.

    Raises:
        UnreadableDocument: it is so.
    """
    broken = sum(text.count(mark) for mark in _CONTROLS) + text.count("\ufffd")
    if broken > max(2, len(text) * BROKEN_SHARE):
        raise UnreadableDocument(
            path,
            f"is no text: {broken:,} of {len(text):,} characters are broken or not printable",
            "open it in the program that made it and save it as UTF-8 text",
        )


_CONTROLS = tuple(map(chr, (*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F)))


@cache
def _signatures() -> list[Signature]:
    """The signatures of files that are no text."""
    return load("signatures.toml", SignatureTable).signature


def _decodes(raw: bytes, codec: str) -> bool:
    """Whether every byte means something in the codec."""
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


_TEXT_CODEC = re.compile(
    r"(?:cp|windows-?|iso-?8859|koi8|mac|latin|gb|big5|euc|shift|utf-?8|us-)", re.I
)


def _known_codec(declared: str | None) -> str | None:
    """The codec for a declared name; Latin-1 and ASCII mean Windows-1252, as on the web.

    Follows the WHATWG Encoding Standard, section 4.2. Codecs that are no character sets
    (``unicode_escape``, ``utf-7``) are not let in.
    """
    name = (declared or "").strip().strip("\"'")
    if not _TEXT_CODEC.match(name):
        return None
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    return "cp1252" if codec in ("iso8859-1", "ascii") else codec


def _unmarked_utf16(sample: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte is the same zero, or Cyrillic's four."""
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 4:
        return None
    for codec, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if _share(sample[high::2]) > 0.7 and _share(sample[low::2]) < 0.3:
            return codec
    return None


def _share(column: bytes) -> float:
    """The share of bytes that are the high half of a Latin or Cyrillic UTF-16 character."""
    return (column.count(0) + column.count(4)) / len(column)


def _is_mostly_utf8(raw: bytes) -> bool:
    """Whether the sequences that are UTF-8 outnumber the broken ones by two to one."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd") - raw.count(b"\xef\xbf\xbd")
    sound = len(text) - len(text.encode("ascii", "ignore")) - broken
    return sound > 2 * broken


_HIGH = rb"[\xa5\xa8\xaa\xaf\xb2-\xb4\xb8\xba\xbf\xc0-\xff]"
_HIGH_RUNS = re.compile(_HIGH + rb"+")
_HIGH_WORDS = re.compile(
    rb"(?<![A-Za-z])" + _HIGH + rb"{2,}(?![A-Za-z\x80-\xff])|" + _HIGH + rb"{3,}"
)
_FREQUENT = frozenset("оеаинтсрвліОЕАИНТСРВЛІ")


def _eight_bit(raw: bytes) -> str:
    """Windows-1251 (or KOI8-U) where high letters make whole words, else Windows-1252.

    In Russian and Ukrainian nearly every high letter has high neighbours; in French, German or
    English with curly quotes hardly any has. Among the Cyrillic encodings the one wins in which
    the most letters are the frequent ones of Russian and Ukrainian.
    """
    sample = raw[:200_000]
    letters = sum(map(len, _HIGH_RUNS.findall(sample)))
    in_words = sum(map(len, _HIGH_WORDS.findall(sample)))
    if in_words <= letters / 2:
        return "cp1252"
    return max(("cp1251", "koi8_u"), key=lambda codec: _frequent_letters(sample, codec))


def _frequent_letters(raw: bytes, codec: str) -> int:
    """How many of the most frequent Cyrillic letters a codec makes of the bytes.

    A small letter followed by a capital counts against it: in the wrong one of the two encodings
    capitals and small letters change places.
    """
    text = raw.decode(codec, "replace")
    swapped = len(re.findall(r"[а-яіїєґё][А-ЯІЇЄҐЁ]", text))
    return sum(character in _FREQUENT for character in text) - 2 * swapped
