"""The rule lists beside the code: read a data file into a typed record."""

import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")


def load(name: str, kind: type[T]) -> T:
    """The data file ``name`` of this package as a ``kind``.

    Raises:
        msgspec.ValidationError: the file, which is part of the program, does not fit the record.
    """
    text = Path(__file__).with_name(name).read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), kind)
