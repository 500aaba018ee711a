"""The token that every form of ours carries and no page of somebody else's can know.

It is computed from the secret in the session's cookie, so nothing is stored and each session has
its own. A form carries it as its field ``csrf_token``, a module of ours as the header
``X-CSRF-Token``. The field is looked for in the first 64 KiB of the body, while what was read is
kept to be read again: an upload streams on without being held in memory.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable
from email.message import Message as Fields
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser
from starlette.datastructures import Headers
from starlette.types import Message, Receive

FIELD = "csrf_token"
HEADER = "x-csrf-token"
MOST_BYTES = 65536
"""How far into a body the token is looked for."""

_ENCODED = "application/x-www-form-urlencoded"
_PARTS = "multipart/form-data"
_JSON = "application/json"
KINDS = frozenset({_ENCODED, _PARTS, _JSON})
"""Bodies that are taken. A form of another site can send ``text/plain`` that reads as JSON."""


def token_of(secret: str) -> str:
    """The token of the session (or visit) with this secret; it does not give the secret away."""
    mac = hmac.new(secret.encode(), b"dragoman: a form of ours", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def is_token(given: str | None, secret: str) -> bool:
    """Whether this is the token of the secret, in the same time whatever was given."""
    return given is not None and hmac.compare_digest(given.encode(), token_of(secret).encode())


def has_known_body(headers: Headers) -> bool:
    """Whether the body, if any, is of a kind and in a script that pages of ours send.

    A form that names another charset than UTF-8 would have its fields decoded by any codec that
    Python knows, of which some fail and some make characters that cannot be stored.
    """
    has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
    return not has_body or (_kind(headers)[0] in KINDS and _charset(headers) in ("", "utf-8"))


def _charset(headers: Headers) -> str:
    fields = Fields()
    fields["content-type"] = _plain(headers.get("content-type", ""))
    given = fields.get_param("charset", "")
    return given.lower() if isinstance(given, str) else "of another script"


def _plain(header: str) -> str:
    """A header without line ends, which ``email`` would take for further headers."""
    return "".join(one if one.isprintable() else "?" for one in header)


async def given_token(headers: Headers, receive: Receive) -> tuple[str | None, Receive]:
    """The token that a request carries, and how its body is read from the beginning again."""
    if (by_header := headers.get(HEADER)) is not None:
        return by_header, receive
    kind, boundary = _kind(headers)
    if kind == _ENCODED:
        return await _looked_for(receive, _in_encoded)
    if kind == _PARTS and boundary:
        return await _looked_for(receive, _Parts(boundary))
    return None, receive


def _kind(headers: Headers) -> tuple[str, str]:
    """The media type of the body, and its boundary, if any."""
    fields = Fields()
    fields["content-type"] = headers.get("content-type", "")
    given = headers.get("content-type", "").partition(";")[0].strip().lower()
    boundary = fields.get_param("boundary", "")
    return given, boundary if isinstance(boundary, str) else ""


Look = Callable[[bytes, bool], str | None]
"""Takes the whole beginning of a body so far and whether it is the end; answers the token."""


async def _looked_for(receive: Receive, look: Look) -> tuple[str | None, Receive]:
    """Read on until ``look`` has found a token, or the body or ``MOST_BYTES`` are at their end."""
    kept: list[Message] = []
    begun = bytearray()
    found = None
    while found is None and len(begun) < MOST_BYTES:
        message = await receive()
        kept.append(message)
        begun += message.get("body", b"")
        is_end = message["type"] != "http.request" or not message.get("more_body", False)
        found = look(bytes(begun[:MOST_BYTES]), is_end)
        if is_end:
            break
    return found, _again(kept, receive)


def _again(kept: list[Message], receive: Receive) -> Receive:
    async def from_the_beginning() -> Message:
        return kept.pop(0) if kept else await receive()

    return from_the_beginning


def _in_encoded(begun: bytes, is_end: bool) -> str | None:
    whole = begun if is_end else begun.rpartition(b"&")[0]
    try:
        pairs = parse_qsl(whole.decode("latin-1"), max_num_fields=2000)
    except ValueError:
        return None
    return next((value for key, value in pairs if key == FIELD), None)


class _Parts:
    """Reads the beginning of a multipart body as far as the part with the token."""

    def __init__(self, boundary: str) -> None:
        self._boundary = boundary.encode("latin-1", "replace")[:256]
        self._field, self._value, self._is_ours = bytearray(), bytearray(), False
        self._header, self._found = bytearray(), None

    _found: str | None

    def __call__(self, begun: bytes, _is_end: bool) -> str | None:
        """The token, if its part stands whole in ``begun``."""
        self._found = None
        parser = MultipartParser(
            self._boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, a, b: self._field.extend(data[a:b]),
                "on_header_value": lambda data, a, b: self._header.extend(data[a:b]),
                "on_header_end": self._end_header,
                "on_part_data": self._take,
                "on_part_end": self._end,
            },
        )
        try:
            parser.write(begun)
        except FormParserError:
            return None
        return self._found

    def _begin(self) -> None:
        self._is_ours, self._value = False, bytearray()
        self._field, self._header = bytearray(), bytearray()

    def _end_header(self) -> None:
        if self._field.lower() == b"content-disposition":
            fields = Fields()
            fields["content-disposition"] = self._header.decode("latin-1")
            self._is_ours = fields.get_param("name", "", "content-disposition") == FIELD
        self._field, self._header = bytearray(), bytearray()

    def _take(self, data: bytes, start: int, end: int) -> None:
        if self._is_ours:
            self._value.extend(data[start:end])

    def _end(self) -> None:
        if self._is_ours and self._found is None:
            self._found = self._value.decode("latin-1")
