"""Spellings: the words by which texts call somebody, and what tied them to him."""

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import frozen

from dragoman.briefing import tidy
from dragoman.model import Mention, Passage

PLACES_AT_MOST = 3
"""Passages of a spelling that are kept to be cited."""

REASONS = {
    "exact": "the name itself",
    "alias": "another name for it, from the gazetteer or negotiation.toml",
    "metonym": "a capital, seat or residence that stands for it",
    "short form": "part of a fuller name that the same text gives",
    "title": "an office or title that only one holds here",
    "apposition": "stands beside the name in the same sentence",
    "pronoun": "a pronoun, read back to the name before it",
    "turn": "speaks in a turn of an interview or transcript",
    "unnamed": "not named",
}
"""What each way of resolving a mention means (``Mention.how``)."""


@frozen(kw_only=True)
class Spelling:
    """One spelling tied in one way; ``rivals`` are ids that were as likely in some of them."""

    words: str
    how: str
    why: str
    times: int
    is_unsure: bool
    because: tuple[str, ...]
    rivals: tuple[str, ...]
    passages: tuple[Passage, ...]


def spellings_of(mentions: Iterable[Mention]) -> Mapping[str, tuple[Spelling, ...]]:
    """The spellings by the id of what they stand for, the most frequent first."""
    found: dict[str, dict[tuple[str, str], list[Mention]]] = {}
    for mention in mentions:
        for id in {mention.refers_to, *mention.together} - {None}:
            key = (tidy(mention.passages[0].exact) if mention.passages else "", mention.how)
            found.setdefault(str(id), {}).setdefault(key, []).append(mention)
    return {
        id: tuple(
            sorted(
                (_spelling(words, how, group) for (words, how), group in groups.items()),
                key=lambda s: (s.how.startswith("pronoun"), -s.times, s.words),
            )
        )
        for id, groups in found.items()
    }


def _spelling(words: str, how: str, mentions: list[Mention]) -> Spelling:
    plain, _, unsure = how.partition(", ")
    because = Counter(line for mention in mentions for line in mention.because)
    documents: dict[str, Passage] = {}
    for mention in mentions:
        for passage in mention.passages[:1]:
            documents.setdefault(passage.document, passage)
    return Spelling(
        words=words,
        how=how,
        why=REASONS.get(plain, plain),
        times=len(mentions),
        is_unsure=bool(unsure),
        because=tuple(line for line, _ in because.most_common(3)),
        rivals=tuple(sorted({id for mention in mentions for id in mention.rivals})),
        passages=tuple(documents.values())[:PLACES_AT_MOST],
    )
