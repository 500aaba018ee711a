"""Names as they stand in a sentence: which ones take "the"."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dragoman.briefing.wording import tidy
from dragoman.model import Corroboration, Credibility

_CREDIBILITY = {
    Credibility.CONFIRMED: "confirmed",
    Credibility.PROBABLY_TRUE: "probably true",
    Credibility.POSSIBLY_TRUE: "possibly true",
    Credibility.DOUBTFUL: "doubtful",
    Credibility.IMPROBABLE: "improbable",
    Credibility.CANNOT_BE_JUDGED: "cannot be judged",
}
"""The words of the Admiralty code for its digits (AJP-2.1)."""


def credibility_phrase(corroboration: Corroboration) -> str:
    """The digit with its word and its reason; empty where none fits the entry.

    "2, probably true: told by two independent accounts and contradicted by none"
    """
    digit = corroboration.credibility
    if digit is None:
        return ""
    return f"{int(digit)}, {_CREDIBILITY[digit]}: {corroboration.credibility_because}"


@cache
def _words(kind: str) -> frozenset[str]:
    """The words of all rows of one kind in ``articles.toml``."""
    rows = tomllib.loads((files(__package__) / "articles.toml").read_text("utf-8"))
    return frozenset(word for row in rows[kind] for word in row["words"])


def party_label(names: Sequence[str], id: str) -> str:
    """The dossier's label of a party, with the article that English asks for.

    >>> party_label(["United States"], "USA"), party_label([], "VEL")
    ('the United States', 'VEL')
    """
    label = tidy(names[0]) if names else tidy(id)
    heads, short = _words("head"), _words("short")
    words = label.split()
    if not words or words[0].lower() in ("the", "a"):
        return label
    has_article = label in short or (len(words) > 1 and (words[-1] in heads or words[0] in heads))
    has_article = has_article or label in heads
    return f"the {label}" if has_article else label


def place_phrase(name: str) -> str:
    """A place with its preposition and article, as it stands in a sentence.

    >>> place_phrase("Jeddah"), place_phrase("Red Palace"), place_phrase("Camp Orm")
    ('in Jeddah', 'at the Red Palace', 'at Camp Orm')
    """
    label = party_label([name], name)
    words = name.split()
    if words and (words[0] in _words("bare_site") or words[-1] in _words("bare_site")):
        return f"at {name}"
    site = _words("site")
    if words and (words[-1] in site or (len(words) > 2 and words[1] == "of" and words[0] in site)):
        return f"at {label if label.startswith('the ') else f'the {name}'}"
    return f"in {label}"
