"""Words that cannot both be said of one matter, from ``opposites.tsv``."""

from functools import cache
from importlib.resources import files

from dragoman.encoder.pairs.wording import Wording, stem


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """For each stem the stems that stand against it, both ways."""
    found: dict[str, set[str]] = {}
    rows = (files(__package__) / "opposites.tsv").read_text("utf-8").splitlines()[1:]
    for row in rows:
        ours, theirs, _ = row.split("\t")
        for one in map(stem, ours.split()):
            for two in map(stem, theirs.split()):
                if one != two:
                    found.setdefault(one, set()).add(two)
                    found.setdefault(two, set()).add(one)
    return {word: frozenset(against) for word, against in found.items()}


def opposed(one: Wording, two: Wording) -> tuple[int, int]:
    """How many words of the first text stand against a word of the second; and how many of them do
    not, since one of the two is negated. Words that both texts have are not looked at."""
    ours, theirs = set(one.stems) - set(two.stems), set(two.stems) - set(one.stems)
    straight = turned = 0
    for word in sorted(ours):
        for other in sorted(_opposites().get(word, frozenset()) & theirs):
            is_turned = (word in one.negated) != (other in two.negated)
            straight, turned = straight + (not is_turned), turned + is_turned
    return straight, turned
