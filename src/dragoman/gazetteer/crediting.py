"""Credits: an outlet named in a text as the origin of what it tells ("according to TASS")."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from dragoman.gazetteer.tables import rows


@cache
def known_outlets() -> frozenset[str]:
    """The newspapers, agencies and broadcasters of general knowledge."""
    return frozenset(row["name"] for row in rows("telling"))


@lru_cache(maxsize=1024)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    either = "|".join(re.escape(_bare(name)) for name in ordered)
    table = tomllib.loads((files("dragoman.gazetteer") / "crediting.toml").read_text("utf-8"))
    forms = [
        row["pattern"].replace("{name}", rf"\b(?P<n{at}>{either})\b")
        for at, row in enumerate(table["form"])
    ]
    return re.compile("|".join(f"(?:{one})" for one in forms), re.MULTILINE)


def credited(text: str, names: Iterable[str]) -> str | None:
    """The first of some outlets that a text names as the origin of what it tells, or None.

    Names are matched as they are written; an article before a name does not count.

    >>> credited("The talks failed, according to the Lyr Gazette.", ["The Lyr Gazette"])
    'The Lyr Gazette'
    """
    known = frozenset(name for name in names if len(_bare(name)) > 1)
    match = _pattern(known).search(text) if known else None
    if match is None:
        return None
    written = next(value for value in match.groupdict().values() if value)
    return next(name for name in sorted(known) if _bare(name) == written)


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    return re.sub(r"^[Tt]he\s+", "", name.strip())
