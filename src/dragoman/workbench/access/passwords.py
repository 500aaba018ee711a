"""Passwords: which are taken, and how they are kept (argon2id, the library's parameters).

Rules after NIST SP 800-63B: length, a few refusals of what everybody tries, nothing about the mix
of characters, no expiry (section 3.1.1).
"""

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from dragoman.dossier.team import fold
from dragoman.errors import BadRequest

SHORTEST = 12
"""Characters (code points after NFKC) of the shortest password."""

LONGEST = 1024
"""Characters of the longest; a longer one only keeps the machine busy."""

_FEWEST = 5
_ROWS = ("0123456789" * 3, "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


class Passwords:
    """Hashes and verifies; about 50 ms and 64 MiB each time with the library's parameters."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_urlsafe(32))

    def digest(self, password: str) -> str:
        """What is kept of a password: parameters, salt and hash in one text."""
        return self._hasher.hash(_normal(password))

    def is_right(self, digest: str | None, password: str) -> bool:
        """Whether the password is the one of the digest.

        Without a digest (no such account) it takes the same time and is False.
        """
        try:
            return self._hasher.verify(digest or self._nobody, _normal(password)) and bool(digest)
        except (Argon2Error, InvalidHashError):
            return False

    def is_outdated(self, digest: str) -> bool:
        """Whether the digest was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(digest)


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password[: LONGEST * 2])


def require_sound(password: str, name: str) -> None:
    """Refuse a password that is short, endless, the name or a row of keys.

    Raises:
        BadRequest: what is wrong with it; the message does not repeat the password.
    """
    text = _normal(password)
    if len(text) < SHORTEST:
        raise BadRequest(f"the password has {len(text)} characters; take at least {SHORTEST}")
    if len(text) > LONGEST:
        raise BadRequest(f"the password is longer than {LONGEST} characters; take a shorter one")
    if "\x00" in text:
        raise BadRequest("the password holds a NUL character; take another")
    plain = _letters(text)
    if plain and _is_everybodys(plain, _letters(name)):
        raise BadRequest("the password is the name or a word everybody tries; take another")
    is_row = bool(plain) and any(plain in row + row[::-1] for row in _ROWS)
    if is_row or len(set(plain or text)) < _FEWEST:
        raise BadRequest("the password is one sign repeated or a row of keys; take another")


def _letters(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def _is_everybodys(plain: str, name: str) -> bool:
    """The name or a common word, repeated or with figures around it."""
    words = (name, "dragoman", "password", "passwort", "letmein", "welcome", "administrator")
    stripped = plain.strip("0123456789")
    return any(word and not text.replace(word, "") for word in words for text in (plain, stripped))
