"""What was found in a text, remembered while one file is judged and forgotten after.

The same sentence is asked about by many rules. To remember every sentence for good would let a
worker grow with all that it ever judged.
"""

from collections.abc import Callable
from functools import cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

_FORGETS: list[Callable[[], None]] = []


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """A function of texts whose answers are kept until :func:`forget`."""
    kept = cache(function)
    _FORGETS.append(kept.cache_clear)
    return cast(Callable[P, T], kept)


def forget() -> None:
    """Forget all answers; asked again, they are found again."""
    for clear in _FORGETS:
        clear()
