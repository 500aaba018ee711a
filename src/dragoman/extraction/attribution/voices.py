"""Voices: whose "I", "we" and "you" it is.

In a quotation it is the speaker's, in an interview the turn's; behind "the minister said:" that
of the minister, as far as the statement runs. A text without any quotation that opens with a
party's name is the party's own paper: its "we" is the party.
"""

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Token

from dragoman.extraction.attribution.issuers import DOCUMENTS, makers
from dragoman.extraction.attribution.lexicon import says
from dragoman.extraction.attribution.spans import noun_phrase
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.model import AttributionKind, SegmentKind

FIRST = frozenset(
    {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"},
)
SECOND = frozenset({"you", "your", "yours"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_MARKS = frozenset('"“”„«»') | {"''", "``"}
_RUNS = 60
"""Sentences through which a statement behind a colon may run."""
_OPENING = 3
"""Sentences in which a paper says whose it is."""

Voice = tuple[list[Tokens], list[str]]


def voice_of(reading: Reading, word: Token, found: Sequence[Attributed]) -> Voice:
    """The words that name whose voice a pronoun of the first person is, and the ids if known."""
    if word.lower_ in SECOND:
        return _asked(reading, word, found)
    holder = _holder(word, found)
    if holder is not None:
        return holder.speakers, holder.speaker_ids
    if reading.kind(word) in {SegmentKind.QUESTION, SegmentKind.ANSWER}:
        return [], []
    said = _announced(reading, word)
    if said is None and word.lower_ in _WE:
        said = _own_paper(reading)
    return ([noun_phrase(said)], []) if said is not None else ([], [])


def _holder(word: Token, found: Sequence[Attributed]) -> Attributed | None:
    """The narrowest quotation or turn in which the pronoun stands."""
    around = [
        (content.end - content.start, number)
        for number, one in enumerate(found)
        if one.turn or one.kind is not AttributionKind.INDIRECT
        for content in one.contents
        if content.covers(word.i) and not any(s.covers(word.i) for s in one.speakers)
    ]
    return found[min(around)[1]] if around else None


def _asked(reading: Reading, word: Token, found: Sequence[Attributed]) -> Voice:
    """Whom a question asks: the one whose turn is next."""
    if reading.kind(word) is not SegmentKind.QUESTION:
        return [], []
    turns = [one for one in found if one.turn and one.contents[0].start > word.i]
    after = min(turns, key=lambda one: one.contents[0].start, default=None)
    return (after.speakers, after.speaker_ids) if after is not None else ([], [])


def _announced(reading: Reading, word: Token) -> Token | None:
    """The subject of "said:" before a statement that runs on without quotation marks."""
    sentence = word.sent
    for _ in range(_RUNS):
        if any(token.text in _MARKS for token in sentence) or sentence.start == 0:
            return None
        sentence = reading.doc[sentence.start - 1].sent
        subject = _announcer([token for token in sentence if not token.is_space])
        if subject is not None:
            return subject
    return None


def _announcer(words: list[Token]) -> Token | None:
    """The subject of a sentence that ends in a verb of saying and a colon."""
    if len(words) < 3 or words[-1].text != ":":
        return None
    verbs = [token for token in words if token.pos_ == "VERB" and says(token)]
    subjects = [c for verb in verbs for c in verb.children if c.dep_ == "nsubj"]
    return subjects[-1] if subjects else None


def _own_paper(reading: Reading) -> Token | None:
    """Whose paper a text without quotations is: "statement by the council", or its opening."""
    if any(token.text in _MARKS for token in reading.doc):
        return None
    for sentence in islice(reading.doc.sents, _OPENING):
        papers = [token for token in sentence if token.lemma_.lower() in DOCUMENTS]
        issuers = [maker for paper in papers for maker in makers(paper)]
        subjects = [token for token in sentence if token.dep_ == "nsubj"][:1]
        for token in (*issuers, *subjects):
            mention = reading.names.at(token.i)
            if mention is not None and mention.noun in ("party", "organisation"):
                return token
    return None
