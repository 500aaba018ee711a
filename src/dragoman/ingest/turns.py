"""Turns of talk: who speaks when, as far as the layout of a text shows it."""

import re
from collections import Counter
from itertools import islice, pairwise

from attrs import frozen

from dragoman.ingest.furniture import blocks, kind_of, unmarked

_FIRST_PERSON = re.compile(
    r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Oo]ur|us|[Ii]ch|[Ww]ir|[Jj]e|[Nn]ous|"
    r"[Яя]|[Мм]ы|[Мм]и|[Мм]ені|[Мм]не|[Нн]ас|[Нн]аш\w*|[Мм]о[йяєї])\b"
)
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]{0,2000}[\"”“»]")
_QUESTION = re.compile(r"\?[\"'”’»)\]]*$")

MAX_BLOCKS = 400
"""Blocks of a text that are looked at."""


@frozen(kw_only=True)
class Talk:
    """How much of a text is talk: counts of blocks.

    ``named`` blocks begin with a speaker ("ILSE MARN: We …"), ``speakers`` is how many different
    ones take at least one turn and ``asking`` how many questions stand before an answer (a longer
    block that is no question). ``answers_in_person`` counts the answers that say "I" or "we".
    ``letters_asked`` is true for turns headed Q and A, ``press_asks`` where an unnamed QUESTION is
    answered by a named speaker.
    """

    blocks: int
    named: int
    speakers: int
    asking: int
    answers_in_person: int
    letters_asked: bool
    press_asks: bool

    @property
    def is_interview(self) -> bool:
        """Whether questions and answers alternate and somebody answers in the first person."""
        if self.letters_asked and self.speakers <= 2:
            return True
        enough = self.asking >= 3 and self.asking >= 0.1 * self.blocks
        in_person = self.answers_in_person >= 0.3 * self.asking
        return enough and in_person and self.speakers <= 3

    @property
    def is_transcript(self) -> bool:
        """Whether most of the text is turns of named speakers."""
        many = self.named >= 5 and self.named >= 0.4 * self.blocks and self.speakers >= 2
        return many or (self.press_asks and self.named >= 0.4 * self.blocks)


def talk(body: str) -> Talk:
    """Count the turns of talk in a text (front matter removed)."""
    found = (unmarked(block) for block in islice(blocks(body[:200_000]), MAX_BLOCKS))
    lines = [line for line in found if kind_of(line) is None]
    turns = [name for line in lines if (name := speaker_of(line))]
    names = Counter(name.lower() for name in turns)
    speakers = {name for name, count in names.items() if count >= 2 or len(turns) < 8}
    exchanges = [
        (first, second) for first, second in pairwise(lines) if _is_exchange(first, second)
    ]
    return Talk(
        blocks=len(lines),
        named=len(turns),
        speakers=len(speakers),
        asking=len(exchanges),
        answers_in_person=sum(_is_in_person(answer) for _, answer in exchanges),
        press_asks=names["question"] >= 1 and len(names) >= 2 and not names["answer"],
        letters_asked=names["q"] + names["question"] >= 2 and names["a"] + names["answer"] >= 2,
    )


def speaker_of(line: str) -> str | None:
    """The speaker with whom a block begins, None when it begins with none.

    >>> speaker_of("Ilse Marn, chief negotiator: We have an offer on the table.")
    'Ilse Marn, chief negotiator'
    """
    name, colon, said = line[:600].partition(":")
    if not colon or not said[:1].isspace() or not said.strip() or len(name) > 160:
        return None
    if not name[:1].isupper() or re.search(r"[!?;]|(?<!Mr|Dr|Ms)\.\s", name):
        return None
    return name.strip() if len(name.split()) <= 4 or re.search(r",| from ", name) else None


def _is_exchange(question: str, answer: str) -> bool:
    """Whether a block asks and the next one answers it."""
    asks = _QUESTION.search(question) is not None and len(question) < 1_200
    return asks and _QUESTION.search(answer) is None and len(answer) > 0.5 * len(question)


def _is_in_person(answer: str) -> bool:
    """Whether a block says "I" or "we" outside quotation marks."""
    return _FIRST_PERSON.search(_QUOTED.sub("", answer)) is not None
