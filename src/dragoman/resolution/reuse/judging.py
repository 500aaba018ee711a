"""From what two texts share to what the one is to the other.

Shares of words on both sides decide, never one likeness: a text of which most stands in a longer
one is contained however long the other is. The thresholds were set on the open half of
``benchmarks/copies.py``.
"""

from attrs import frozen

from dragoman.model import ReuseKind
from dragoman.resolution.reuse.changes import Change, changes_of
from dragoman.resolution.reuse.comparing import Comparison
from dragoman.resolution.reuse.cutting import Cutting

WHOLE = 0.99
"""From this share on both sides it is the same body."""

HALF = 0.5
"""From this share on a text is taken over."""

FORMULA = 0.1
"""With more of the shared sentences changed in a number, day or name it is another matter, where no
note tells of a correction; in a short text one change is enough."""

ALONE = 0.34
"""A sentence of which less stands in the other text is the text's own; and a text with more words
in such sentences is no cut-down."""

OWN = 0.25
"""From this share of words in sentences of its own on a text is more than an edited copy."""

NEW = 0.12
"""With more words in sentences of its own a document that takes over the rest is not folded: what
is new in it would be lost."""

LEAST_WORDS = 20
"""The fewest shared words, outside quotations, that are worth a line."""

LEAST_SAID = 10
"""The fewest shared words of a quotation that make it the same statement."""


@frozen
class Verdict:
    """What the texts are to each other, the decisive changes, and whether the first holds more."""

    kind: ReuseKind
    changes: tuple[Change, ...] = ()
    shorter_is_one: bool = True


def judge(comparison: Comparison, outlets: frozenset[str] = frozenset()) -> Verdict | None:
    """The verdict on a pair, None where they share nothing to speak of."""
    one, two = comparison.of_one, comparison.of_two
    told = _narrated(comparison)
    said = _quoted(comparison)
    short = len(comparison.one.words) <= len(comparison.two.words)
    if max(one, two) >= HALF and told.share >= HALF and told.words >= LEAST_WORDS / 2:
        changes = tuple(changes_of(comparison, outlets))
        kind = _parted(comparison, changes) or _kept(comparison)
        return Verdict(kind, changes, short)
    if said.longest >= LEAST_SAID:
        return Verdict(ReuseKind.SHARED_STATEMENT, (), short)
    if told.longest_run >= LEAST_WORDS or told.words >= LEAST_WORDS + 5:
        changes = tuple(changes_of(comparison, outlets))
        if not changes:
            return Verdict(ReuseKind.SHARED_PASSAGE, (), short)
    return None


def _kept(comparison: Comparison) -> ReuseKind:
    """The kind of a taking over that changed nothing decisive."""
    one, two = comparison.of_one, comparison.of_two
    if min(one, two) >= WHOLE:
        return ReuseKind.COPY
    own = (
        own_share(comparison.one, comparison.held_one),
        own_share(comparison.two, comparison.held_two),
    )
    if min(one, two) >= HALF and max(own) <= OWN:
        return ReuseKind.LIGHT_EDIT
    return ReuseKind.CUT_DOWN if min(own) <= ALONE else ReuseKind.SHARED_PASSAGE


def own_share(cutting: Cutting, held: set[int]) -> float:
    """The share of words that stand in sentences of which little stands in the other text."""
    alone = 0
    for sentence in cutting.sentences:
        words = range(sentence.first, sentence.last)
        if sum(word in held for word in words) < ALONE * len(words):
            alone += len(words)
    return alone / max(len(cutting.words), 1)


def _parted(comparison: Comparison, changes: tuple[Change, ...]) -> ReuseKind | None:
    """A corrected version or another matter, where numbers, days, names or a "not" changed."""
    sentences = len({match.one.first for match in comparison.matches})
    changed = len({change.sentence for change in changes}) / max(sentences, 1)
    if comparison.one.is_corrected is not comparison.two.is_corrected and changed <= ALONE:
        return ReuseKind.CORRECTED
    if not changes:
        return None
    return ReuseKind.SAME_FORMULA if changed > FORMULA else ReuseKind.CORRECTED


@frozen
class _Told:
    share: float
    words: int
    longest_run: int


def _narrated(comparison: Comparison) -> _Told:
    """The shared words of the text that is shared more, quotations left out.

    A text that is nearly all quotation (a statement in full) is taken with them.
    """
    side = comparison.one, comparison.held_one
    if comparison.of_two > comparison.of_one:
        side = comparison.two, comparison.held_two
    cutting, held = side
    plain = [n for n, word in enumerate(cutting.words) if not word.is_quoted]
    if len(plain) < 0.25 * len(cutting.words):
        plain = list(range(len(cutting.words)))
    kept = [n for n in plain if n in held]
    both = _plain_in_both(comparison)
    return _Told(len(kept) / max(len(plain), 1), both, _longest_plain_run(comparison))


def _plain_in_both(comparison: Comparison) -> int:
    """How many shared words stand outside quotation marks in both texts."""
    one = sum(not comparison.one.words[n].is_quoted for n in comparison.held_one)
    two = sum(not comparison.two.words[n].is_quoted for n in comparison.held_two)
    return min(one, two)


def _longest_plain_run(comparison: Comparison) -> int:
    runs = (
        sum(not comparison.one.words[n].is_quoted for n in range(first, first + length))
        for match in comparison.matches
        for first, second, length in match.equal
        if not comparison.two.words[second].is_quoted
    )
    return max(runs, default=0)


@frozen
class _Said:
    longest: int


def _quoted(comparison: Comparison) -> _Said:
    """The longest run of shared words in quotation marks of one text at least."""
    one, two = comparison.one.words, comparison.two.words
    longest = 0
    for match in comparison.matches:
        for first, second, length in match.equal:
            said = sum(one[first + n].is_quoted or two[second + n].is_quoted for n in range(length))
            longest = max(longest, said)
    return _Said(longest)
