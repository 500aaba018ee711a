"""What kind of file it is that somebody wants to take in."""

import json
from pathlib import Path
from typing import Any

from dragoman.errors import BadRequest

JSONL, PARQUET = "jsonl", "parquet"
FOLLOWTHEMONEY, WEB_ANNOTATION = "followthemoney", "web-annotation"
CSL = "csl"
FORMATS = (JSONL, PARQUET, FOLLOWTHEMONEY, WEB_ANNOTATION, CSL)

_LOOK = 2**20
"""Bytes that are looked at."""

_HINTS = (("PLOVER or POLECAT events", ("event_type", "Event Type", "Event ID")),)


def format_of(path: Path) -> str:
    """The format of a file or folder, by what is in it.

    Raises:
        BadRequest: it is none that can be taken in; the message says what it looks like.
        OSError: it cannot be opened.
    """
    if path.is_dir():
        return _of_folder(path)
    with path.open("rb") as file:
        begin = file.read(_LOOK)
    if begin.startswith(b"SQLite format 3\0"):
        raise BadRequest(f"{path} is a dossier; copy it with `dragoman copy`")
    if begin.startswith(b"PAR1"):
        raise BadRequest(f"{path} is one Parquet file; give the folder of the export")
    begin = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    if found := _of_object(_first_object(begin), begin):
        return found
    looks = next((what for what, words in _HINTS if any(w.encode() in begin for w in words)), None)
    raise BadRequest(
        f"{path} is "
        + (f"like {looks}, which say too little to become entries" if looks else "unknown")
        + f"; what can be taken in: {', '.join(FORMATS)}, or texts with `dragoman add`"
    )


def _of_folder(path: Path) -> str:
    if any(path.glob("*.parquet")):
        return PARQUET
    if any(path.glob("*/*.parquet")) or any(path.glob("*/*/*.parquet")):
        raise BadRequest(f"{path} looks like an archive; make it a dossier with `dragoman copy`")
    raise BadRequest(
        f"{path} holds no Parquet files; give a folder that `dragoman export --format parquet` "
        "wrote, or take in texts with `dragoman add`"
    )


def _first_object(begin: bytes) -> dict[str, Any]:
    """The first JSON object in it, alone or in a list; empty where there is none, or no end."""
    text = begin.decode("utf-8", "ignore")
    start = text.find("{") if text.startswith(("{", "[")) else -1
    if start < 0:
        return {}
    try:
        found, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _of_object(values: dict[str, Any], begin: bytes) -> str | None:
    is_served = "rows" in values and b'"uri"' in begin  # as the Hypothesis service gives them out
    if "@context" in values or is_served or b'"http://www.w3.org/ns/anno.jsonld"' in begin[:4096]:
        return WEB_ANNOTATION
    if "kind" in values or begin.startswith(b'{"kind":'):
        return JSONL
    entity = ("schema", "properties")
    if all(name in values for name in entity) or (not values and _has_all(begin, *entity)):
        return FOLLOWTHEMONEY
    if values.get("type") and any(name in values for name in ("title", "issued", "URL", "items")):
        return CSL
    return None


def _has_all(begin: bytes, *keys: str) -> bool:
    """Whether an object whose end is not in sight (a long text is in it) has these keys."""
    return begin.startswith(b"{") and all(f'"{key}":'.encode() in begin for key in keys)
