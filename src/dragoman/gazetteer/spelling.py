"""Spelling: names folded for comparison, so that marks and transliterations matter less."""

import re
import unicodedata

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart into a base and a mark."""
_APOSTROPHES = re.compile("['’‘ʼʻ`´]")
_JOINTS = re.compile(r"[\s\-‐‑–.]+")


def folded(text: str) -> str:
    """A spelling without case, marks, apostrophes and hyphens, one space between words.

    >>> folded("Şanlı-Urfa’nın")
    'sanli urfanin'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return _JOINTS.sub(" ", _APOSTROPHES.sub("", bare)).strip()
