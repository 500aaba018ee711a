"""Sums: a digest of many rows that does not hang on their order."""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec
from attrs import define

_MODULUS = 1 << 256


@define
class Sum:
    """A digest of a table's rows, and how many there are."""

    total: int = 0
    rows: int = 0

    def add(self, values: Iterable[Any]) -> None:
        """Take in one row; a real number counts to six digits, as far as PostgreSQL's REAL goes."""
        plain = [float(f"{v:.6g}") if isinstance(v, float) else v for v in values]
        digest = hashlib.sha256(msgspec.msgpack.encode(plain)).digest()
        self.total = (self.total + int.from_bytes(digest)) % _MODULUS
        self.rows += 1

    @property
    def digest(self) -> str:
        """Sixty-four hexadecimal digits."""
        return f"{self.total:064x}"
