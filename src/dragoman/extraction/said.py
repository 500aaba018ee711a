"""What the rules for acts look at: one clause that somebody said, and who he is."""

from collections.abc import Callable

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.acts_words import terms
from dragoman.model import Act


@frozen(kw_only=True)
class Said:
    """A cue, its content, and what is known of the speaker.

    ``cue`` is the cue's head (None for a turn or the narrator), ``complement`` its kind, ``root``
    the head of the content, ``own`` whether the content's subject is the speaker's side,
    ``other`` whether it is another named party or person, ``stands_for`` whether the speaker
    speaks for a party, ``expert`` whether he judges for a living, ``told`` whether nobody is
    named, ``quoted`` whether these are his words, ``words`` the lemmas, ``text`` the content in
    lower case with a space at both ends, and ``end`` the token index behind it.
    """

    cue: Token | None
    complement: str
    root: Token
    own: bool
    stands_for: bool
    told: bool
    other: bool
    words: frozenset[str]
    text: str = ""
    expert: bool = False
    quoted: bool = False
    end: int | None = None

    @property
    def cue_lemma(self) -> str:
        """The cue's lemma; empty where there is no cue."""
        return self.cue.lemma_.lower() if self.cue is not None else ""

    def has_phrase(self, table: str) -> bool:
        """Whether one of a list's phrases stands in the content, as whole words."""
        return any(f" {phrase} " in self.text for phrase in terms(table))


Rule = Callable[[Said], Act | None]
