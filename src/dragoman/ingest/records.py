"""JSON: articles as records, one a file, many in an array, or one a line."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from dragoman.errors import UnreadableDocument
from dragoman.ingest.decoding import decode
from dragoman.ingest.fields import clues_from, field_names, fold, plain, sound, value_of
from dragoman.ingest.galley import Galley
from dragoman.ingest.markup import markup_text
from dragoman.ingest.opening import (
    MAX_TEXT_BYTES,
    changed,
    check_regular,
    held_still,
    unreadable,
)
from dragoman.model import KINDS, Skip

_WRAPPERS = ("articles", "items", "results", "documents", "docs", "entries", "data", "hits", "news")
MAX_NAMED = 1_000
"""How many bad lines of one file are named, each by itself."""

MAX_FRUITLESS = 100_000
"""A file that begins with so many bad lines is given up."""

_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|li|article)\b[^<>]*>", re.IGNORECASE)
_ADVICE = "each article needs a field text, body or content with its text"


def read_json(raw: bytes, path: str) -> Iterator[Galley | Skip]:
    """The articles of a ``.json`` file: one object, an array, or an object that holds an array.

    Raises:
        UnreadableDocument: the bytes are no JSON.
    """
    text = decode(raw, path)
    try:
        found = json.loads(text)
    except RecursionError as fault:
        raise UnreadableDocument(path, "is nested too deep", _ADVICE) from fault
    except ValueError as fault:
        if _is_one_a_line(text):
            yield from _in_short(_from_lines(text, path), path)
            return
        raise UnreadableDocument(
            path, f"is not JSON ({fault})", "mend or export it again"
        ) from fault
    yield from _in_short(_from_value(found, raw, path), path, "items")


def read_lines(path: Path) -> Iterator[Galley | Skip]:
    """The articles of a ``.jsonl`` file, line by line; a bad line costs only itself.

    Raises:
        UnreadableDocument: the file cannot be opened or changes while it is read.
    """
    try:
        check_regular(path, 2**62)
        with path.open("rb") as file:
            before = path.stat()
            yield from _in_short(_lines(file, path.as_posix()), path.as_posix())
            if not held_still(before, path.stat()):
                raise changed(path)
    except UnreadableDocument:
        raise
    except (OSError, ValueError) as fault:
        raise unreadable(path, fault) from fault


def lines_in(raw: bytes, path: str) -> Iterator[Galley | Skip]:
    """The articles of the bytes of a ``.jsonl`` file, as :func:`read_lines` gives them."""
    yield from _in_short(_lines(BytesIO(raw), path), path)


def _in_short(
    found: Iterator[Galley | Skip], path: str, noun: str = "lines"
) -> Iterator[Galley | Skip]:
    """The articles and bad lines of a file; a single line about it when it holds no article.

    From the ``MAX_NAMED``-th on, bad lines are counted and no longer named.
    """
    held_back: list[Skip] = []
    bad = articles = 0
    for item in found:
        if isinstance(item, Galley):
            yield from held_back if not articles else ()
            articles += 1
            yield item
            continue
        bad += 1
        if bad == MAX_FRUITLESS and not articles:
            break
        if bad <= MAX_NAMED:
            held_back.append(item)
            yield from (item,) if articles else ()
    if articles:
        rest = f"{bad - MAX_NAMED:,} more of its {noun} hold no article"
        yield from (_of_file(path, rest, held_back),) if bad > MAX_NAMED else ()
    elif bad > 1:
        yield _of_file(
            path,
            f"none of its {'first ' * (bad == MAX_FRUITLESS)}{bad:,} {noun} holds an article",
            held_back,
        )
    else:
        yield from held_back


def _of_file(path: str, reason: str, bad: list[Skip]) -> Skip:
    """One line about several bad ones."""
    return Skip(path=path, reason=reason, advice=bad[0].advice)


def _lines(file: BinaryIO, path: str) -> Iterator[Galley | Skip]:
    """The articles of an open file, the rest of an overlong line passed over."""
    number = 0
    while line := file.readline(MAX_TEXT_BYTES + 1):
        number += 1
        where = f"{path}:{number}"
        if len(line) > MAX_TEXT_BYTES:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_TEXT_BYTES)
            yield Skip(path=where, reason="the line is too long", advice=_ADVICE)
        elif line.strip():
            yield from _one_line(line, where, path)


def _one_line(line: bytes, where: str, path: str) -> Iterator[Galley | Skip]:
    """The article of one line, or the line about why there is none.

    Raises:
        UnreadableDocument: the file is an export of this program.
    """
    try:
        value = json.loads(decode(line, where))
    except UnreadableDocument as fault:
        yield Skip(path=where, reason=fault.reason, advice=fault.advice)
    except (ValueError, RecursionError):
        yield Skip(path=where, reason="the line is not JSON", advice="mend or remove the line")
    else:
        yield from _from_value(value, line.strip(), path, where)


def _from_lines(text: str, path: str) -> Iterator[Galley | Skip]:
    """The articles of a ``.json`` file that has one a line after all."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield from _one_line(line.encode("utf-8", "replace"), f"{path}:{number}", path)


def _is_one_a_line(text: str) -> bool:
    """Whether the first line is a JSON object by itself."""
    first = text.lstrip().split("\n", 1)[0]
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _from_value(value: Any, raw: bytes, path: str, where: str = "") -> Iterator[Galley | Skip]:
    """The articles in a JSON value; ``where`` is the place of the value within the file."""
    items = _items(value)
    if items is None:
        yield _galley(value, raw, path, where)
        return
    if not items:
        yield Skip(path=where or path, reason="holds no articles", advice=_ADVICE)
    for number, item in enumerate(items, start=1):
        own = json.dumps(item, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        yield _galley(item, own, path, f"{where or path}#{number}")


def _items(value: Any) -> list[Any] | None:
    """The list of articles in a value, None when the value is (or should be) an article."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or _body(value):
        return None
    inner = (value.get(name) for name in _WRAPPERS)
    return next((item for item in inner if isinstance(item, list)), None)


def _galley(value: Any, raw: bytes, path: str, where: str) -> Galley | Skip:
    """One article of a file; ``where`` is empty when the file is that article."""
    if not isinstance(value, dict):
        return Skip(path=where or path, reason="is not a JSON object", advice=_ADVICE)
    kind = value.get("kind")
    if isinstance(kind, str) and kind in KINDS and "passages" in value:
        raise UnreadableDocument(
            path, "is an export that dragoman wrote", "add the articles themselves"
        )
    body = _body(value)
    if not body or not body.strip():
        return Skip(path=where or path, reason="has no article text", advice=_ADVICE)
    clues = clues_from(value, "JSON field")
    part = None if not where else _part(value, raw)
    text = markup_text(body) if _MARKUP.search(body) else body
    return Galley(text=text, raw=raw, clues=(clues,), part=part)


def _body(value: Mapping[str, Any]) -> str | None:
    """The article's text, its white space as given; a list of paragraphs is joined."""
    folded = {fold(str(key)): item for key, item in value.items()}
    for name in field_names()["text"]:
        item = folded.get(name)
        if isinstance(item, list) and item and all(isinstance(part, str) for part in item):
            item = "\n\n".join(item)
        text = sound(item) if isinstance(item, str) else plain(item)
        if text and text.strip():
            return text
    return None


def _part(value: Mapping[str, Any], raw: bytes) -> str:
    """What tells an article from its neighbours: its own id, else the first digits of its hash.

    Never its place: a line put in before it must not make it another article.
    """
    own = value_of(value, "identifier")
    return own[:100] if own else hashlib.sha256(raw).hexdigest()[:12]
