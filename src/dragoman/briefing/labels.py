"""Names as they stand in a sentence: which ones take "the"."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dragoman.briefing.wording import tidy


@cache
def _heads() -> tuple[frozenset[str], frozenset[str]]:
    """Head words and short forms whose names take the article, from ``articles.toml``."""
    rows = tomllib.loads((files(__package__) / "articles.toml").read_text("utf-8"))
    heads = frozenset(word for row in rows["head"] for word in row["words"])
    return heads, frozenset(word for row in rows["short"] for word in row["words"])


def party_label(names: Sequence[str], id: str) -> str:
    """The dossier's label of a party, with the article that English asks for.

    >>> party_label(["United States"], "USA"), party_label([], "VEL")
    ('the United States', 'VEL')
    """
    label = tidy(names[0]) if names else tidy(id)
    heads, short = _heads()
    words = label.split()
    if not words or words[0].lower() in ("the", "a"):
        return label
    has_article = label in short or (len(words) > 1 and (words[-1] in heads or words[0] in heads))
    has_article = has_article or label in heads
    return f"the {label}" if has_article else label
