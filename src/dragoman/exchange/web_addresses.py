"""Addresses that may be followed: plain http and https ones."""

from urllib.parse import urldefrag, urlsplit


def web_address(url: str | None) -> str | None:
    """The address where it is a plain http or https one; None for any other.

    >>> web_address("https://post.example.org/a"), web_address("javascript:alert(1)")
    ('https://post.example.org/a', None)
    """
    if url is None or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def comparable(url: str | None) -> str | None:
    """An address as two of them are compared: without scheme, fragment and slash at the end; None
    for what is no address of the web.

    >>> comparable("HTTP://post.example.org/a/#part") == comparable("https://post.example.org/a")
    True
    """
    scheme, sign, rest = urldefrag(url or "").url.partition("://")
    if not sign or scheme.lower() not in ("http", "https"):
        return None
    host, slash, path = rest.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")
