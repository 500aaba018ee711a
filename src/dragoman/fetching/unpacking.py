"""Unpacking: an answer's body, never more of it than allowed, packed or unpacked."""

import zlib
from collections.abc import Iterable, Iterator

from dragoman.errors import FetchFailed

ASKED_FOR = "gzip, deflate"
"""The packings that are asked for; others are refused, none is unpacked twice."""

_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_PIECE = 1 << 16
_GZIP = b"\x1f"


def read_body(parts: Iterable[bytes], packed_as: str | None, limit: int, url: str) -> bytes:
    """The body of an answer, unpacked.

    Raises:
        FetchFailed: it has more than ``limit`` bytes before or after unpacking, is packed in a
            way that was not asked for, or is damaged.
    """
    body = bytearray()
    for piece in _unpacked(_limited(parts, limit, url), packed_as, url):
        body += piece
        if len(body) > limit:
            raise too_long(url, limit)
    return bytes(body)


def too_long(url: str, limit: int) -> FetchFailed:
    """The failure of an answer over the limit."""
    reason = f"sends more than the {limit / 1e6:,.0f} MB that are fetched"
    return FetchFailed(url, reason, "download it by hand and add the file, if it is what you want")


def _limited(parts: Iterable[bytes], limit: int, url: str) -> Iterator[bytes]:
    """The parts as they come, given up beyond the limit."""
    total = 0
    for part in parts:
        total += len(part)
        if total > limit:
            raise too_long(url, limit)
        yield part


def _unpacked(parts: Iterable[bytes], packed_as: str | None, url: str) -> Iterator[bytes]:
    """The parts unpacked, in pieces of at most 64 KiB.

    Raises:
        FetchFailed: the packing is unknown, or the body damaged or broken off.
    """
    name = (packed_as or "identity").strip().lower()
    if name in ("identity", ""):
        yield from parts
        return
    if name not in _BITS:
        reason = f"is packed as {name[:30]!r}, which was not asked for"
        raise FetchFailed(url, reason, "open it in a browser and save the page")
    try:
        yield from _inflated(parts, _BITS[name])
    except (zlib.error, EOFError) as error:
        raise FetchFailed(url, "came packed and damaged", "try again later") from error


def _inflated(parts: Iterable[bytes], bits: int) -> Iterator[bytes]:
    """The members of a packed stream, one after the other; what follows and is none is left out.

    Raises:
        zlib.error, EOFError: it is damaged, or breaks off.
    """
    member = None
    is_begun = False
    for part in parts:
        rest = part
        while rest:
            if member is None:
                if is_begun and not rest.startswith(_GZIP):
                    return
                member, is_begun = zlib.decompressobj(_bare(bits, rest)), True
            yield from _pieces(member, rest)
            rest = member.unused_data
            member = None if member.eof else member
    if member is not None:
        raise EOFError("the body breaks off")


def _pieces(member: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    """What comes out of a member for a part of it."""
    piece = member.decompress(packed, _PIECE)
    while piece:
        yield piece
        is_more = member.unconsumed_tail or len(piece) == _PIECE
        if member.eof or not is_more:
            return
        piece = member.decompress(member.unconsumed_tail, _PIECE)


def _bare(bits: int, start: bytes) -> int:
    """The window for a "deflate" body, which some servers send without its two-byte head."""
    is_headless = bits == 15 and (start[0] & 0x0F) != 8
    return -15 if is_headless else bits
