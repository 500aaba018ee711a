"""Cookies: the two that there are, how they are read and how they are set.

Every secret is 256 random bits in URL-safe base64; whatever else stands in a cookie is not looked
at. A browser sends cookies of one host to all its ports and does not say where each came from, so
the names carry the port, and a name that comes twice counts as none: one of the two was planted.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator

from starlette.types import Scope

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def new_secret() -> str:
    """256 random bits, 43 letters that may stand in a cookie and in an address."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What a store keeps of a secret. A plain SHA-256 does: nobody can try 2**256 of them."""
    return hashlib.sha256(secret.encode()).hexdigest()


def session_name(port: int, *, is_secure: bool) -> str:
    """The name of the session's cookie; ``__Host-`` binds it to this very host under TLS."""
    return f"{'__Host-' if is_secure else ''}dragoman-{port}"


def visit_name(port: int, *, is_secure: bool) -> str:
    """The name of the cookie of somebody who has not come in yet; forms are bound to it."""
    return f"{session_name(port, is_secure=is_secure)}-visit"


def read(scope: Scope, name: str) -> str | None:
    """The secret in the cookie of this name; None where it is missing, ill-formed or twice."""
    found = [value for key, value in _pairs(scope) if key == name]
    return found[0] if len(found) == 1 and _SECRET.fullmatch(found[0]) else None


def _pairs(scope: Scope) -> Iterator[tuple[str, str]]:
    for header, value in scope["headers"]:
        if header == b"cookie":
            for part in value.decode("latin-1").split(";"):
                key, _, text = part.strip().partition("=")
                yield key, text


def setting(name: str, value: str, *, is_secure: bool, max_age_s: int | None = None) -> str:
    """The value of a ``Set-Cookie`` header; without ``max_age_s`` it ends with the browser."""
    parts = [f"{name}={value}", "Path=/", "HttpOnly", "SameSite=Strict"]
    parts += ["Secure"] * is_secure
    parts += [f"Max-Age={max_age_s}"] * (max_age_s is not None)
    return "; ".join(parts)


def clearing(name: str, *, is_secure: bool) -> str:
    """The value of a ``Set-Cookie`` header that takes a cookie away."""
    return setting(name, "", is_secure=is_secure, max_age_s=0)
