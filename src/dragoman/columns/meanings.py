"""What each column means, in one sentence, for the documentation and the files' own metadata."""

import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files

_BASES = ("", "_on", "_at", "_since")
"""Endings of the name of a column beside which others stand: ``happened_on``, ``interval``."""


@cache
def _meanings() -> dict[str, dict[str, str]]:
    text = files("dragoman.columns").joinpath("meanings.toml").read_text("utf-8")
    return tomllib.loads(text)


def meaning_of(kind: str, name: str, beside: Collection[str]) -> str:
    """The meaning of a noun's column: its own, else that of its name, else that of its ending.

    ``beside`` are the names of the columns that it stands among. The meaning of a name that
    nobody has told is "".
    """
    known = _meanings()
    own = known.get(kind, {}).get(name) or known["any"].get(name)
    return own or _by_ending(name, beside)


def _by_ending(name: str, beside: Collection[str]) -> str:
    for end, meaning in _meanings()["ends"].items():
        stem = name.removesuffix(end)
        for base in (f"{stem}{more}" for more in _BASES):
            if stem != name and base in beside:
                return meaning.format(column=base)
    return ""
