"""Tells the nouns of `dragoman.model` as a glossary, from their docstrings and fields."""

import re
from collections.abc import Iterator
from enum import Enum
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from dragoman import model
from dragoman.columns import columns_of

DEALS = {"deal", "package", "preference"}
"""The modules of the model that tell of the deal space."""

EVERYWHERE = {"id", "passages", "reader", "score", "because"}
"""Fields of every entry; told once, with the entry."""

PLAIN = {str: "text", int: "whole number", float: "number", bool: "yes or no"}


def words_of(name: str) -> str:
    """Split a class name into words.

    >>> words_of("DealSpace")
    'Deal space'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def type_in_words(kind: Any) -> str:
    """Say what a field holds.

    >>> type_in_words(tuple[str, ...] | None)
    'texts, or unknown'
    """
    if get_origin(kind) in (Union, UnionType):
        parts = [part for part in get_args(kind) if part is not NoneType]
        told = " or ".join(type_in_words(part) for part in parts)
        return f"{told}, or unknown" if NoneType in get_args(kind) else told
    if get_origin(kind) is tuple:
        inside = [part for part in get_args(kind) if part is not ...]
        if len(inside) > 1:
            return "with ".join(f"{type_in_words(part)} " for part in inside).strip()
        return _plural(type_in_words(inside[0]))
    if isinstance(kind, type) and (attrs.has(kind) or issubclass(kind, Enum)):
        return f"{{term}}`{words_of(kind.__name__)}`"
    return PLAIN.get(kind, "value")


def _plural(told: str) -> str:
    if told.startswith("{term}"):
        return f"any number of {told}"
    return {"yes or no": "answers", "text": "texts"}.get(told, f"{told}s")


def nouns(*, deals: bool) -> list[type]:
    """The records of the model, entries and their parts, by name."""
    found = {value for value in vars(model).values() if isinstance(value, type)}
    found |= {
        part
        for noun in tuple(found)
        if attrs.has(noun)
        for hint in get_type_hints(noun).values()
        for part in _parts(hint)
    }
    told = [noun for noun in found if attrs.has(noun) or issubclass(noun, Enum)]
    chosen = [noun for noun in told if (noun.__module__.rsplit(".", 1)[-1] in DEALS) == deals]
    return sorted(chosen, key=lambda noun: words_of(noun.__name__))


def _parts(hint: Any) -> Iterator[type]:
    if get_args(hint):
        for part in get_args(hint):
            yield from _parts(part)
    elif isinstance(hint, type) and hint.__module__.startswith("dragoman."):
        yield hint


def glossary(*, deals: bool = False) -> str:
    """Write all nouns as one MyST glossary."""
    terms = "\n\n".join(_term(noun) for noun in nouns(deals=deals))
    return f"````{{glossary}}\n{terms}\n````\n"


def _term(noun: type) -> str:
    body = [told_docstring(noun)]
    kind = vars(noun).get("kind")
    if isinstance(kind, str) and kind != "entry":
        body.append(f"In the records: `{kind}`.")
    body.append(_values(noun) if issubclass(noun, Enum) else _fields(noun))
    text = "\n\n".join(part for part in body if part)
    lines = [f"  {line}" if line else "" for line in text.splitlines()]
    return "\n".join([words_of(noun.__name__), *lines])


def told_docstring(noun: type) -> str:
    """The docstring in Markdown: code keeps its marks, roles lose theirs, examples go."""
    text = cleandoc(noun.__doc__ or "")
    text = re.sub(r"\n*>>>.*", "", text, flags=re.DOTALL)
    text = re.sub(r":[a-z]+:`~?\.?([^`]+)`", r"`\1`", text)
    return text.replace("``", "`").strip()


def _values(noun: type[Enum]) -> str:
    return "Values: " + ", ".join(f"`{_shown(value)}`" for value in noun) + "."


def _shown(value: Enum) -> str:
    if isinstance(value.value, int):
        return f"{value.value} {value.name.replace('_', ' ').lower()}"
    return str(value.value)


def _fields(noun: type) -> str:
    hints = get_type_hints(noun)
    own = [field.name for field in attrs.fields(noun)]
    if noun is not model.Entry and issubclass(noun, model.Entry):
        own = [name for name in own if name not in EVERYWHERE]
    meanings = _meanings(noun)
    lines = (f"- `{name}` ({type_in_words(hints[name])})" for name in own)
    told = (f": {meanings[name]}" if meanings.get(name) else "" for name in own)
    return "\n".join(line + meaning for line, meaning in zip(lines, told, strict=True))


def _meanings(noun: type) -> dict[str, str]:
    """What the tables of a noun say of its fields."""
    kind = vars(noun).get("kind")
    if kind not in model.KINDS:
        return {}
    return {column.name: column.meaning for column in columns_of(kind)}
