"""Origins: whether a request is addressed to us and comes from a page of ours."""

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers

SAFE_METHODS = frozenset({"GET", "HEAD"})
"""Methods that change nothing (RFC 9110, 9.2.1); no others but POST are let in."""

_HOST = re.compile(
    r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?", re.ASCII
)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names under which a browser reaches its own machine."""


def host_of(headers: Headers) -> str | None:
    """The ``Host`` of a request in small letters; None unless there is one, well formed."""
    given = headers.getlist("host")
    host = given[0].lower() if len(given) == 1 else ""
    return host if _HOST.fullmatch(host) else None


def name_of(host: str) -> str:
    """A host without its port.

    >>> name_of("[::1]:8765"), name_of("talks.example")
    ('[::1]', 'talks.example')
    """
    found = _HOST.fullmatch(host)
    return found["name"] if found else ""


def loopback_hosts(port: int) -> frozenset[str]:
    """Every ``Host`` with which a browser may ask for this machine's own port."""
    plain = LOOPBACK if port == 80 else frozenset()
    return frozenset(f"{name}:{port}" for name in LOOPBACK) | plain


def is_own_origin(headers: Headers, *, scheme: str, host: str) -> bool:
    """Whether a request that would change something was sent by a page of this very origin.

    ``Sec-Fetch-Site`` and ``Origin`` are set by the browser and cannot be set by a page. Under
    ``Referrer-Policy: no-referrer`` a browser says ``Origin: null`` for our own forms too (Fetch,
    section 3.2), so null passes only beside ``Sec-Fetch-Site: same-origin``. A request with
    neither comes from no present browser; the token of the form then decides alone.
    """
    site = headers.get("sec-fetch-site")
    if site not in (None, "same-origin"):
        return False
    origin = headers.get("origin")
    if origin == "null":
        return site == "same-origin"
    return origin is None or origin.lower() == f"{scheme}://{host}"


def is_strange_navigation(headers: Headers) -> bool:
    """Whether the browser was sent here by a page of another site (a link in a mail, say)."""
    is_page = headers.get("sec-fetch-mode", "navigate") == "navigate"
    return is_page and headers.get("sec-fetch-site") in ("cross-site", "same-site")


def own_path(given: str) -> str:
    r"""The path to go on to after logging in; ``/`` for whatever leads elsewhere.

    Browsers take ``//host``, ``/\host`` and ``/<tab>/host`` for another host (WHATWG URL, 4.4).

    >>> own_path("/documents?page=2"), own_path("//evil.example"), own_path("https://evil.example")
    ('/documents?page=2', '/', '/')
    """
    is_plain = given.isascii() and given.isprintable() and not set(given) & set('\\ "<>')
    if not (is_plain and given.startswith("/") and not given.startswith("//")):
        return "/"
    try:
        parts = urlsplit(given)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc else given


def bucket_of(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that one IPv6 line has to itself."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def named(hosts: Iterable[str]) -> frozenset[str]:
    """Host names in small letters, IPv6 addresses in their brackets."""
    return frozenset(
        f"[{one}]" if ":" in one and not one.startswith("[") else one
        for one in (given.lower() for given in hosts)
    )
