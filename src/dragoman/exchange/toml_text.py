"""Pieces of a ``negotiation.toml`` that is written from another program's file."""

import json
from collections.abc import Iterable

from dragoman.gazetteer import slug

TAKEN = frozenset({"reservation", "power", "because"})
"""Keys that stand where an issue's id would, below ``[preference.PARTY]``."""


def unique_ids(names: Iterable[str], kind: str, reserved: Iterable[str] = ()) -> list[str]:
    """An id for each name, none used twice; capitals for parties, small letters for the rest."""
    taken = set(reserved)
    found = []
    for place, name in enumerate(names, start=1):
        plain = slug(name) if kind.isupper() else slug(name).lower()
        bare = plain or f"{kind}-{place}"
        key, again = bare, 1
        while key in taken:
            again += 1
            key = f"{bare}-{again}"
        taken.add(key)
        found.append(key)
    return found


def number(value: float) -> str:
    """A number as TOML, to the last bit."""
    return repr(float(value))


def quoted(text: str) -> str:
    """A basic string of TOML: JSON's escapes are among TOML's, but for the delete sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def plain(text: str) -> str:
    """Words on one line, for a comment."""
    return " ".join(text.split()).replace("\x7f", "")
