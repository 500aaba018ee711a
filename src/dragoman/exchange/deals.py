"""The deal space as JSON, and negotiation files of other programs as ``negotiation.toml``."""

from typing import Any

import msgspec

from dragoman.model import DealSpace

DECIMALS = 6


def deal_json(space: DealSpace) -> str:
    """One JSON object with everything that was reckoned, keys in the record's own order.

    Numbers are rounded to six decimals, so that two machines print the same.
    """
    plain: dict[str, Any] = {"kind": "deal space", **msgspec.to_builtins(space)}
    return msgspec.json.format(msgspec.json.encode(_rounded(plain)), indent=2).decode()


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(part) for part in value]
    return value
