"""Names that say who is meant, and words that only point at somebody."""

from dragoman.briefing.phrases import bare, listed
from dragoman.briefing.wording import tidy
from dragoman.model import Named


def is_telling_name(named: Named) -> bool:
    """Whether a name tells a reader who is meant: not "he", "it", "its government".

    >>> is_telling_name(Named(name="he")), is_telling_name(Named(id="p1", name="Ilse Marn"))
    (False, True)
    """
    words = [bare(word) for word in tidy(named.name).split()]
    if named.id is not None or not words:
        return bool(words or named.id)
    return words[0] not in listed("subject") and words[0] not in listed("points elsewhere")
