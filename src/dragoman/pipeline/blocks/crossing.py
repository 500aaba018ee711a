"""Which entries may have a part of themselves in another block: those that share a key with one."""

from collections.abc import Iterable
from hashlib import blake2b

from attrs import define, field

_SEVERAL = -1


@define
class Crossing:
    """Keys under which entries are filed, and the block of each; eight bytes stand for a key."""

    _blocks: dict[int, int] = field(factory=dict)

    def add(self, block: int, keys: Iterable[str]) -> None:
        """File an entry of a block under its keys."""
        for key in keys:
            number = _number(key)
            if self._blocks.setdefault(number, block) != block:
                self._blocks[number] = _SEVERAL

    def has(self, keys: Iterable[str]) -> bool:
        """Whether entries of several blocks stand under one of the keys."""
        return any(self._blocks.get(_number(key)) == _SEVERAL for key in keys)


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest())
