"""Numbers of ``negotiation.toml`` that may be known, between bounds, or spread."""

import math
from typing import Any

from dragoman.model import Estimate

FORMS = "a number, [low, high], [low, most likely, high] or {mean = …, sd = …}"
SPREAD = 4.0
"""Standard deviations at which a normal without bounds of its own is cut."""


def read_estimate(value: Any, *, lowest: float, highest: float) -> Estimate:
    """One estimate whose values all lie between ``lowest`` and ``highest``, both included.

    Raises:
        ValueError: it has none of the known forms, or leaves the bounds; says so in plain words.
    """
    if isinstance(value, dict):
        return _normal(value, lowest, highest)
    numbers = [_number(part) for part in (value if isinstance(value, list) else [value])]
    if not 1 <= len(numbers) <= 3:
        raise ValueError(f"{value!r} is not {FORMS}")
    if numbers != sorted(numbers):
        raise ValueError(f"{value!r} is not in order, lowest first")
    for number in numbers:
        if not lowest <= number <= highest:
            raise ValueError(f"{number:g} is not {_range(lowest, highest)}")
    mode = numbers[1] if len(numbers) == 3 else None
    return Estimate(low=numbers[0], high=numbers[-1], mode=mode)


def _normal(value: dict[str, Any], lowest: float, highest: float) -> Estimate:
    if set(value) != {"mean", "sd"}:
        raise ValueError(f"{value!r} is not {FORMS}")
    mean, sd = _number(value["mean"]), _number(value["sd"])
    if sd <= 0:
        raise ValueError(f"the standard deviation {sd:g} is not above zero")
    if not lowest <= mean <= highest:
        raise ValueError(f"the mean {mean:g} is not {_range(lowest, highest)}")
    low, high = max(lowest, mean - SPREAD * sd), min(highest, mean + SPREAD * sd)
    return Estimate(low=low, high=high, mean=mean, sd=sd)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError(f"{value!r} is not {FORMS}")
    return float(value)


def _range(lowest: float, highest: float) -> str:
    if math.isinf(highest):
        return f"{lowest:g} or more" if math.isfinite(lowest) else "a finite number"
    return f"between {lowest:g} and {highest:g}"
