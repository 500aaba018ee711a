"""What two accounts have in common and where they part, in figures that a reader can check."""

import re
from itertools import combinations
from math import log1p

from dragoman.encoder.pairs.figures import clashing, days, quantities
from dragoman.encoder.pairs.opposites import opposed
from dragoman.encoder.pairs.wording import Wording

RIVALS = (
    "words shared", "words of the shorter shared", "negation on one side", "negated shared word",
    "opposite words", "opposite words, one negated", "numbers clash", "days clash",
    "same days", "roles swapped", "all against part", "whole against negation", "hedge on one side",
    "other time on one side", "names shared", "names on one side", "names on both sides",
)  # fmt: skip
"""The features of :func:`compare`, in order. All but "shares" are 0 or 1, or the log of a count."""


def compare(first: str, second: str) -> list[float]:
    """The features of :data:`RIVALS`; the same for both orders of the texts."""
    one, two = Wording(first), Wording(second)
    return [
        *_shares(one.content, two.content),
        *_negations(one, two),
        *(float(log1p(count)) for count in opposed(one, two)),
        *_figures(one, two),
        *_orders(one, two),
        *_quantifiers(one, two),
        *(_apart(one, two, name) for name in ("hedging", "elsewhen")),
        *_names(one.names, two.names),
    ]


def _shares(ours: frozenset[str], theirs: frozenset[str]) -> tuple[float, float]:
    both, sizes = len(ours & theirs), (len(ours), len(theirs))
    return both / max(1, sum(sizes) - both), both / max(1, min(sizes))


def _negations(one: Wording, two: Wording) -> tuple[float, float]:
    """Whether one text alone denies something; whether it denies what the other one has."""
    both = one.content & two.content
    moved = (one.negated ^ two.negated) & both
    is_alone = (one.count("negating") > 0) != (two.count("negating") > 0)
    return float(is_alone), float(log1p(len(moved)))


def _figures(one: Wording, two: Wording) -> tuple[float, float, float]:
    ours, theirs = quantities(one), quantities(two)
    number = clashing(ours, theirs) > 0 or clashing(theirs, ours) > 0
    told, also = days(one), days(two)
    pairs = [(a, b) for a, b in zip(told, also, strict=True) if a and b]
    return (
        float(number),
        float(any(not a & b for a, b in pairs)),
        float(any(a & b for a, b in pairs)),
    )


_PASSIVE = re.compile(r"\b(?:was|were|been|be|being|is|are)(?: \w+)? \w+(?:ed|en|n|t) (?:\w+ )*?by\b")


def _orders(one: Wording, two: Wording) -> tuple[float]:
    """Share of the shared words' pairs that stand in the other order, where both texts are in one
    voice; 1 less it where one alone is passive."""
    both = [w for w in one.content & two.content if one.stems.count(w) == two.stems.count(w) == 1]
    pairs = list(combinations(sorted(both), 2))
    if len(pairs) < 6:
        return (0.0,)
    moved = sum(
        (one.stems.index(a) < one.stems.index(b)) != (two.stems.index(a) < two.stems.index(b))
        for a, b in pairs
    )
    return (moved / len(pairs),)


def _quantifiers(one: Wording, two: Wording) -> tuple[float, float]:
    whole, part, no = (
        tuple(text.count(name) > 0 for text in (one, two)) for name in ("whole", "part", "negating")
    )
    against = (whole[0] and part[1] and not whole[1]) or (whole[1] and part[0] and not whole[0])
    denied = (whole[0] and no[1] and not no[0]) or (whole[1] and no[0] and not no[1])
    return float(against), float(denied)


def _apart(one: Wording, two: Wording, name: str) -> float:
    """Whether words of a list stand in one text alone."""
    return float((one.count(name) > 0) != (two.count(name) > 0))


def _names(ours: frozenset[str], theirs: frozenset[str]) -> tuple[float, float, float]:
    """Names in both; whether one text alone has names of its own; whether both have."""
    alone = (bool(ours - theirs), bool(theirs - ours))
    return float(log1p(len(ours & theirs))), float(alone[0] != alone[1]), float(all(alone))
