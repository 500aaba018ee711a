"""How alike two stretches of text are in what they tell: names, numbers, other telling words."""

from collections.abc import Iterable

from dragoman.resolution.reuse.cutting import Word
from dragoman.resolution.reuse.words import listed

STEM = 6
"""Letters by which forms of one word are known ("negotiation", "negotiated")."""

_HEAVY = 2.0
"""The weight of a name or a number; that of another telling word is 1."""


def telling(words: Iterable[Word]) -> dict[str, float]:
    """The stems of the telling words with their weights; function words have none."""
    weights: dict[str, float] = {}
    for word in words:
        if word.form in listed("function") or len(word.form) < 2:
            continue
        is_heavy = word.form[0].isdigit() or (word.is_capital and not word.is_first)
        stem = word.form[:STEM]
        weights[stem] = max(weights.get(stem, 0.0), _HEAVY if is_heavy else 1.0)
    return weights


def likeness(one: dict[str, float], two: dict[str, float]) -> float:
    """How much of what the one tells the other tells, 0..1, symmetric.

    The mean of the Dice coefficient and of the containment of the shorter one, by weight, so that
    a sentence is like the paragraph that says the same at greater length.
    """
    whole = sum(one.values()), sum(two.values())
    if not min(whole):
        return 0.0
    shared = sum(max(weight, two[stem]) for stem, weight in one.items() if stem in two)
    least = min(min(whole), shared)
    return (min(2 * shared / sum(whole), 1.0) + least / min(whole)) / 2
