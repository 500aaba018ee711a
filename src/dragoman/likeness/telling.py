"""What one text says of one happening, in words."""

import re

from attrs import field, frozen

_STEM = 5
"""Letters by which two words are one: "nominee" and "nominate", "arrest" and "arrested"."""


@frozen(kw_only=True)
class Telling:
    """One mention of something that happened.

    ``head`` is the lemma of the word that tells it ("arrest"), ``phrase`` the words that do
    ("was placed under arrest"), ``around`` a few words on either side, ``sentence`` the whole
    sentence, ``where`` the sentence's place in its document. ``doers`` are words of who did it,
    ``names`` those of everybody named beside it, ``figures`` the numbers; all in lower case.
    """

    id: str
    document: str
    head: str
    phrase: str
    around: str
    sentence: str
    where: int = 0
    doers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    stems: frozenset[str] = field(init=False)

    @stems.default
    def _(self) -> frozenset[str]:
        """The first letters of the phrase's words; a phrase of short words only: its head."""
        words = re.findall(r"\w{3,}", self.phrase.casefold())
        return frozenset(word[:_STEM] for word in words) or frozenset({self.head[:_STEM]})
