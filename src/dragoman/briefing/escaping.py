"""Words of anybody as Markdown that does nothing."""

import re
from collections.abc import Sequence

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!$])|^(\s*)([-+=:])|^(\s*\d+)([.)])", re.MULTILINE)
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data|www)([:.])")


def escape(text: str) -> str:
    r"""Words of anybody as Markdown that says the same words and does nothing.

    >>> escape("*Marn* <b> [x](javascript:y)")
    '\\*Marn\\* \\<b\\> \\[x\\](javascript\\:y)'
    """
    return _ADDRESS.sub(r"\1\\\2", _SPECIAL.sub(_slashed, " ".join(text.split())))


def _slashed(match: re.Match[str]) -> str:
    special, blank, bullet, number, stop = match.groups()
    if special:
        return f"\\{special}"
    return f"{blank}\\{bullet}" if bullet else f"{number}\\{stop}"


def cites(numbers: Sequence[int]) -> str:
    """Footnote marks as GitHub and Pandoc read them."""
    return "".join(f"[^{number}]" for number in numbers)
