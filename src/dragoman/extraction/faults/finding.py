"""A finding as an entry, and the words of ``data/findings.toml``."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.model import Finding, Passage, entry_id

_ORDINALS = {
    "garbled condition": 1,
    "office that does not fit": 2,
    "stage that does not fit": 3,
    "mismatch of parties": 4,
}
"""Tell findings of different kinds on the same words apart."""


def finding(kind: str, passages: Sequence[Passage], why: str, suggestion: str) -> Finding:
    """The finding of a kind: where it stands, why it is one, what to do."""
    return Finding(
        id=entry_id("finding", passages, _ORDINALS.get(kind, 0)),
        passages=tuple(passages),
        score=0.9,
        because=(kind,),
        finding_kind=kind,
        why=why,
        suggestion=suggestion,
    )


@cache
def tables() -> dict[str, Any]:
    """The tables of ``data/findings.toml``."""
    path = files("dragoman.extraction").joinpath("data/findings.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
