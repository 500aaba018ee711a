"""Places: a web address, taken apart once and found fit to be asked for."""

import re
import unicodedata
from ipaddress import IPv4Address, IPv6Address

import httpx
from attrs import frozen

from dragoman.errors import FetchRefused

MAX_CHARACTERS = 2_000
"""The longest address that is fetched."""

_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
_NUMBERS = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp"})
_SECRET = re.compile(r"(?<=://)[^/?#]*@")


@frozen(kw_only=True)
class Place:
    """An address on the web: ``http`` or ``https``, without credentials and fragment.

    ``url`` is ASCII (names in Punycode, the path percent-encoded). ``host`` is lower case, an IPv6
    address without brackets, no dot at the end.
    """

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port."""
        return (self.scheme, self.host, self.port)


def place_of(written: str) -> Place:
    """The place that an address leads to.

    >>> place_of("HTTPS://Bücher.example/a#top").url
    'https://xn--bcher-kva.example/a'

    Raises:
        FetchRefused: it is no web address, is malformed, carries a password, or writes a
            number in place of a host in a way that hides it.
    """
    text = written.strip(" \t\r\n")
    fault = _fault_in_letters(text)
    if fault is not None:
        raise refused(text, fault, "copy the address anew from the browser")
    try:
        url = httpx.URL(text).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise refused(
            text, f"is no address ({str(error).lower()[:80]})", "begin it with https://"
        ) from error
    return _place(url, text)


def joined(base: Place, location: str) -> Place:
    """The place that a redirect or a link found at ``base`` leads to.

    Raises:
        FetchRefused: as for :func:`place_of`.
    """
    fault = _fault_in_letters(location)
    if fault is not None:
        raise refused(base.url, f"sends on to an address that {fault}", "look at it in a browser")
    try:
        return place_of(str(httpx.URL(base.url).join(location)))
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        if isinstance(error, FetchRefused):
            raise
        raise refused(base.url, "sends on to no address", "look at it in a browser") from error


def host_named(written: str) -> str:
    """A host as a user names it (a name, an address, one in brackets), as in :class:`Place`.

    Raises:
        FetchRefused: it is none.
    """
    text = written.strip()
    is_bare_v6 = ":" in text and not text.startswith("[")
    return place_of(f"http://[{text}]/" if is_bare_v6 else f"http://{text}/").host


def shown(url: str) -> str:
    """An address for a message: no password, nothing invisible, not endless."""
    plain = _SECRET.sub("…@", url)
    seen = (c if unicodedata.category(c) not in _INVISIBLE else f"[U+{ord(c):04X}]" for c in plain)
    text = "".join(seen)
    return text if len(text) <= 200 else f"{text[:199]}…"


def refused(url: str, reason: str, advice: str) -> FetchRefused:
    """The refusal of an address, made fit to be shown."""
    return FetchRefused(shown(url), reason, advice)


def _fault_in_letters(text: str) -> str | None:
    """What is wrong with the characters of an address; None where nothing is."""
    if not text:
        return "is empty"
    if len(text) > MAX_CHARACTERS:
        return f"has {len(text):,} characters, more than {MAX_CHARACTERS:,}"
    for character in text:
        if unicodedata.category(character) in _INVISIBLE:
            return f"holds a space or an invisible character (U+{ord(character):04X})"
    return "holds a backslash" if "\\" in text else None


def _place(url: httpx.URL, text: str) -> Place:
    """The place, if scheme, credentials, host and port are fit.

    Raises:
        FetchRefused: they are not.
    """
    if url.scheme not in ("http", "https"):
        fault = f"is of the kind {url.scheme}:, not of the web" if url.scheme else "names no scheme"
        raise refused(text, fault, "give an address that begins with https:// or http://")
    if url.userinfo:
        raise refused(text, "carries a name or password", "take out what stands before the @")
    host = url.raw_host.decode("ascii").removesuffix(".").lower()
    _check_host(host, text)
    usual = 443 if url.scheme == "https" else 80
    port = usual if url.port is None else url.port
    whole = url.copy_with(host=host, raw_path=url.raw_path)
    return Place(url=str(whole), scheme=url.scheme, host=host, port=port)


def _check_host(host: str, text: str) -> None:
    """Refuse what is neither a name nor a plainly written address.

    ``127.1``, ``2130706433`` and ``0x7f000001`` are addresses to most systems (WHATWG URL, section
    3.5): they serve to hide, and are not read.

    Raises:
        FetchRefused: it is so.
    """
    if ":" in host:
        if "%" in host or not _is_address(host):
            raise refused(text, "has no sound address in brackets", "write it as [2001:…]")
        return
    if _NUMBERS.fullmatch(host) and not _is_address(host):
        raise refused(
            text, f"hides an address behind the number {host[:60]!r}", "write it as four numbers"
        )
    if not _NAME.fullmatch(host) or ".." in host or max(map(len, host.split("."))) > 63:
        raise refused(text, f"has no sound host ({host[:60]!r})", "check the address")


def _is_address(host: str) -> bool:
    try:
        _ = IPv6Address(host) if ":" in host else IPv4Address(host)
    except ValueError:
        return False
    return True
