"""What two accounts have in common and where they part, in figures that a reader can check."""

from math import log1p

from dragoman.encoder.pairs.figures import clashing, days, quantities
from dragoman.encoder.pairs.opposites import opposed
from dragoman.encoder.pairs.wording import Wording, matter

RIVALS = (
    "words shared", "words of the shorter shared", "all its words in the other",
    "negation on one side", "negation on both sides", "negated shared word",
    "opposite words", "opposite words, one negated", "numbers clash", "days clash",
    "all against part", "all against none", "no reason in words",
    "unreal on one side", "other time on one side",
    "names shared", "other names on both sides", "reason, but unreal", "reason, but other names",
)  # fmt: skip
"""The features of :func:`compare`, in order: shares, 0 or 1, or the log of a count."""


def compare(first: str, second: str) -> list[float]:
    """The features of :data:`RIVALS`; the same for both orders of the texts."""
    one, two = Wording(matter(first)), Wording(matter(second))
    shares = _shares(one.content, two.content)
    reasons = [*_negations(one, two), *_opposites(one, two), *_figures(one, two), *_whole(one, two)]
    bare = float(not any((reasons[0], *reasons[2:])))
    unreal, other = (_apart(one, two, name) for name in ("unreal", "elsewhen"))
    shared, alone = _names(one.names, two.names)
    contained = float(shares[1] == 1 and bare)
    return [
        *shares, contained, *reasons, bare, unreal, other, shared, alone,
        (1 - bare) * unreal, (1 - bare) * alone,
    ]  # fmt: skip


def _shares(ours: frozenset[str], theirs: frozenset[str]) -> tuple[float, float]:
    both, sizes = len(ours & theirs), (len(ours), len(theirs))
    return both / max(1, sum(sizes) - both), both / max(1, min(sizes))


def _negations(one: Wording, two: Wording) -> tuple[float, float, float]:
    """Whether one text alone denies something, whether both do; whether one denies what the other
    has."""
    both = one.content & two.content
    no = [text.count("negating") > 0 for text in (one, two)]
    return float(no[0] != no[1]), float(all(no)), float(bool((one.negated ^ two.negated) & both))


def _opposites(one: Wording, two: Wording) -> tuple[float, float]:
    straight, turned = opposed(one, two)
    return log1p(straight), log1p(turned)


def _figures(one: Wording, two: Wording) -> tuple[float, float]:
    ours, theirs = quantities(one), quantities(two)
    number = clashing(ours, theirs) > 0 or clashing(theirs, ours) > 0
    pairs = [(a, b) for a, b in zip(days(one), days(two), strict=True) if a and b]
    return float(number), float(any(not a & b for a, b in pairs))


def _whole(one: Wording, two: Wording) -> tuple[float, float]:
    """All in one text and a part in the other; all in one and none in the other."""
    whole, part, no = (
        [text.count(name) > 0 for text in (one, two)] for name in ("whole", "part", "negating")
    )
    if whole[0] == whole[1]:
        return 0.0, 0.0
    other = whole.index(False)
    return float(part[other]), float(no[other] and not no[1 - other])


def _apart(one: Wording, two: Wording, name: str) -> float:
    """Whether words of a list stand in one text alone."""
    return float((one.count(name) > 0) != (two.count(name) > 0))


def _names(ours: frozenset[str], theirs: frozenset[str]) -> tuple[float, float]:
    """The names that both have, by the log of their count; whether both have others as well."""
    return log1p(len(ours & theirs)), float(bool(ours - theirs) and bool(theirs - ours))
