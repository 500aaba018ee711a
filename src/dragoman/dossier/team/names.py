"""Names of accounts: how they are written down, and which two are one."""

import re
import unicodedata

from dragoman.errors import BadRequest

LONGEST = 64
"""Code points of the longest name."""

_EASTERN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"})
"""Scripts that stand together in one name (UTS 39, 5.2) and are not taken for each other."""

_MARKS = frozenset("'’.-_@·")


def cleaned(name: str) -> str:
    """The name as it is kept: NFKC, single spaces, letters, digits and ``' ’ . - _ @ ·`` only.

    NFKC turns full-width and ligature letters into plain ones (UAX 15); what cannot be seen or
    turns the line (controls, direction marks, joiners) is refused, and so is a name that mixes
    letters of two alphabets, where a Cyrillic letter could pass for a Latin one (UTS 39, 5.2).

    >>> cleaned("  Anna   Ｂerg ")
    'Anna Berg'

    Raises:
        BadRequest: no name can be made of it.
    """
    plain = unicodedata.normalize("NFKC", name)
    bad = next((letter for letter in plain if not _is_fit(letter)), None)
    if bad is not None:
        raise BadRequest(f"the name holds {bad!a}; use letters, digits, spaces and ' . - _ @")
    text = " ".join(plain.split())
    if not any(letter.isalnum() for letter in text) or len(text) > LONGEST:
        raise BadRequest(f"the name {text[:LONGEST]!r} has no letter, or over {LONGEST} of them")
    if len(alphabets := _alphabets(text)) > 1:
        raise BadRequest(f"the name {text!r} mixes {' and '.join(alphabets)} letters; use one")
    return text


def fold(name: str) -> str:
    """The key under which names that differ in case or width only are one; never raises.

    >>> fold("ANNA Ｂerg") == fold("anna berg")
    True
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(text.split())


def _is_fit(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return letter in _MARKS or kind[0] in "LMN" or kind == "Zs"


def _alphabets(text: str) -> list[str]:
    """The writing systems of the letters, by the first word of their Unicode names, sorted."""
    words = {re.split(r"[ -]", unicodedata.name(c, "unnamed"))[0] for c in text if c.isalpha()}
    return sorted(word.capitalize() for word in words) if words - _EASTERN else []
