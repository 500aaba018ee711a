"""Comparing two cut texts: which words of each stand in the other, sentence by sentence."""

from collections import Counter, defaultdict
from itertools import pairwise

from attrs import define, field, frozen
from rapidfuzz.distance import LCSseq

from dragoman.resolution.reuse.cutting import Cutting, Sentence
from dragoman.resolution.reuse.words import listed

ALIKE = 0.55
"""The least share of the shorter of two sentences that must stand in the other, in order."""

IN_RUNS = 0.35
"""The least share of it in runs of two words or more: function words in order prove nothing."""

OF_CONTENT = 0.5
"""The least share of its words other than function words: two sentences of one formula ("X rejected
the return of the A to B") share the rest."""

SHORTEST = 4
"""A shorter sentence ("He agreed.") is taken over only with its neighbour."""

_NEAR = 3
"""Sentences of the other text with which one is compared."""


@frozen
class Match:
    """A sentence of the one text and the sentence of the other whose words it shares.

    ``equal`` are the runs of words that both have: where each begins (position in the words of its
    text) and how long it is. ``changes`` are the words between them, as half-open ranges.
    ``is_taken`` is False for two sentences of one formula: what they say differs.
    """

    one: Sentence
    two: Sentence
    equal: tuple[tuple[int, int, int], ...]
    changes: tuple[tuple[int, int, int, int], ...]
    is_taken: bool = True


@define
class Comparison:
    """What two texts share. ``held_one`` and ``held_two`` are positions of shared words."""

    one: Cutting
    two: Cutting
    matches: list[Match] = field(factory=list)
    held_one: set[int] = field(factory=set)
    held_two: set[int] = field(factory=set)

    @property
    def of_one(self) -> float:
        """The share (0..1) of the first text's words that stand in the second."""
        return len(self.held_one) / max(len(self.one.words), 1)

    @property
    def of_two(self) -> float:
        """The share (0..1) of the second text's words that stand in the first."""
        return len(self.held_two) / max(len(self.two.words), 1)


def compare(one: Cutting, two: Cutting) -> Comparison:
    """Match the sentences of two texts; their order and their paragraphs do not matter.

    A sentence that was split, joined with another, or set elsewhere is found as well, since each is
    matched with up to three of the other text and words are counted, not sentences. Time
    grows with the number of words times the sentences that share pairs of words.
    """
    found = Comparison(one, two)
    index = _pairs_of_words(two)
    for sentence in one.sentences:
        for other in _nearest(one, sentence, index):
            match = match_sentences(one, sentence, two, two.sentences[other])
            if match is not None:
                found.matches.append(match)
                for first, second, length in match.equal if match.is_taken else ():
                    found.held_one.update(range(first, first + length))
                    found.held_two.update(range(second, second + length))
    return found


def _pairs_of_words(cutting: Cutting) -> dict[tuple[str, str], list[int]]:
    index: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, sentence in enumerate(cutting.sentences):
        for pair in set(pairwise(cutting.forms_of(sentence))):
            index[pair].append(number)
    return index


def _nearest(
    cutting: Cutting, sentence: Sentence, index: dict[tuple[str, str], list[int]]
) -> list[int]:
    """The sentences that share most pairs of words, of equals the earlier ones."""
    counts: Counter[int] = Counter()
    for pair in set(pairwise(cutting.forms_of(sentence))):
        counts.update(index.get(pair, ()))
    return sorted(counts, key=lambda number: (-counts[number], number))[:_NEAR]


def match_sentences(one: Cutting, first: Sentence, two: Cutting, second: Sentence) -> Match | None:
    """The match of two sentences, None where they share too little."""
    words, others = one.forms_of(first), two.forms_of(second)
    shorter = min(len(words), len(others))
    if shorter < SHORTEST and words != others:
        return None
    equal: list[tuple[int, int, int]] = []
    changes: list[tuple[int, int, int, int]] = []
    for step in LCSseq.opcodes(words, others):
        a, b = first.first + step.src_start, first.first + step.src_end
        c, d = second.first + step.dest_start, second.first + step.dest_end
        if step.tag == "equal":
            equal.append((a, c, b - a))
        else:
            changes.append((a, b, c, d))
    shared = sum(length for _, _, length in equal)
    in_runs = sum(length for _, _, length in equal if length > 1)
    if shared < ALIKE * shorter or in_runs < IN_RUNS * shorter:
        return None
    content = sum(
        word not in listed("function")
        for first_word, _, length in equal
        for word in one.forms[first_word : first_word + length]
    )
    is_taken = content >= OF_CONTENT * min(_content(words), _content(others))
    return Match(first, second, tuple(equal), _joined(changes), is_taken)


def _content(words: list[str]) -> int:
    return sum(word not in listed("function") for word in words)


def _joined(changes: list[tuple[int, int, int, int]]) -> tuple[tuple[int, int, int, int], ...]:
    """Changes that touch (one word gone, another come) as one."""
    joined: list[tuple[int, int, int, int]] = []
    for change in changes:
        if joined and joined[-1][1] == change[0] and joined[-1][3] == change[2]:
            joined[-1] = (joined[-1][0], change[1], joined[-1][2], change[3])
        else:
            joined.append(change)
    return tuple(joined)
