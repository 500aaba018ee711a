"""What a stretch of a sentence is about: the dossier's own issues first, then generic ones."""

import re
from collections.abc import Iterable

from dragoman.assessment.bindings.vocabulary import issue_words
from dragoman.assessment.positions.shifts import further_issues
from dragoman.model import Contents

_STEM = 5
"""A keyword of so many letters stands for words that it begins ("audit", "audited")."""


class About:
    """Looks up the issues that words name."""

    def __init__(self, contents: Contents) -> None:
        self.own = frozenset(issue.id for issue in contents.negotiation.issues)
        self._patterns = [
            *((issue.id, _keywords(issue.keywords)) for issue in contents.negotiation.issues),
            *issue_words(),
            *further_issues(),
        ]

    def named(self, text: str, start: int, end: int) -> list[tuple[int, str]]:
        """Every issue that a stretch of a text names, with where first, in its order."""
        words = text[start:end]
        found = ((p.search(words), id_) for id_, p in self._patterns if p is not None)
        return sorted((start + m.start(), id_) for m, id_ in found if m is not None)


def _keywords(words: Iterable[str]) -> re.Pattern[str] | None:
    found = "|".join(
        re.escape(word) + (r"\w{0,3}" if len(word.split()[-1]) >= _STEM else "s?")
        for word in sorted(words, key=len, reverse=True)
        if word
    )
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE) if found else None
