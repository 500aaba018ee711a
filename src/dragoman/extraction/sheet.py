"""The sheet: a Doc's tokens as plain columns, read once, since rules look at them many times."""

from attrs import frozen
from spacy.tokens import Doc

from dragoman.extraction.reading import Reading
from dragoman.model import SegmentKind

_LOUD = 0.6
"""Share of capitalised words from which a headline is set in title case."""


@frozen(kw_only=True)
class Sheet:
    """Columns of a Doc, all of its length and indexed by token.

    ``sentence`` numbers the sentence; ``glued``: no space follows. ``quiet``
    marks tokens where names are not looked for (boilerplate), ``loud`` those whose capitals say
    nothing (all capitals, headlines in title case).
    """

    text: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    entity: list[str]
    lemma: list[str]
    sentence: list[int]
    starts: list[bool]
    glued: list[bool]
    quiet: list[bool]
    loud: list[bool]

    @classmethod
    def of(cls, reading: Reading) -> "Sheet":
        """Read the columns of the Doc on the desk."""
        doc = list(reading.doc)
        text = [token.text for token in doc]
        starts = [bool(token.is_sent_start) or token.i == 0 for token in doc]
        quiet, loud = _voices(reading, text)
        return cls(
            text=text,
            lower=[word.lower() for word in text],
            tag=[token.tag_ for token in doc],
            dep=[token.dep_ for token in doc],
            head=[token.head.i for token in doc],
            entity=[token.ent_type_ for token in doc],
            lemma=[token.lemma_ for token in doc],
            sentence=_number(starts),
            starts=starts,
            glued=[not token.whitespace_ for token in doc],
            quiet=quiet,
            loud=loud,
        )

    def __len__(self) -> int:
        return len(self.text)

    def is_capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter and holds a letter more or a dot."""
        word = self.text[index]
        return word[0].isupper() and (len(word) > 1 or self.tag[index] == "NNP")

    def children(self, index: int, low: int, high: int) -> list[int]:
        """The tokens of ``[low, high)`` that hang on the one at ``index``."""
        return [at for at in range(max(low, 0), min(high, len(self))) if self.head[at] == index]


def _number(starts: list[bool]) -> list[int]:
    numbers = []
    number = -1
    for start in starts:
        number += start
        numbers.append(number)
    return numbers


def _voices(reading: Reading, text: list[str]) -> tuple[list[bool], list[bool]]:
    """The columns ``quiet`` and ``loud``."""
    quiet, loud = [False] * len(text), [False] * len(text)
    for first, end, kind in _ranges(reading.doc, reading):
        if kind is SegmentKind.BOILERPLATE:
            quiet[first:end] = [True] * (end - first)
        elif _is_loud(text[first:end], kind):
            loud[first:end] = [True] * (end - first)
    return quiet, loud


def _ranges(doc: Doc, reading: Reading) -> list[tuple[int, int, SegmentKind]]:
    """The token ranges of the segments."""
    ranges: list[tuple[int, int, SegmentKind]] = []
    starts = [token.idx for token in doc]
    index = 0
    for stretch in reading.stretches:
        while index < len(starts) and starts[index] < stretch.start:
            index += 1
        first = index
        while index < len(starts) and starts[index] < stretch.end:
            index += 1
        ranges.append((first, index, stretch.kind))
    return ranges


def _is_loud(words: list[str], kind: SegmentKind) -> bool:
    letters = [word for word in words if word[0].isalpha() and len(word) > 3]
    if (
        (len(letters) >= 3 or kind is SegmentKind.BYLINE)
        and letters
        and sum(word.isupper() for word in letters) > _LOUD * len(letters)
    ):
        return True
    capital = sum(word[0].isupper() for word in letters)
    enough = capital > _LOUD * len(letters) if len(letters) >= 4 else capital == len(letters) > 2
    return kind is SegmentKind.HEADLINE and enough
