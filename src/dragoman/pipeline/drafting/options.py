"""The options of an issue, each with what tells it from the others."""

import re
from math import log

from attrs import frozen

from dragoman.model import Issue, Option
from dragoman.pipeline.drafting.features import NONE, Features, features_of, stem
from dragoman.pipeline.drafting.vocabulary import rows

_NUMBER_WEIGHT = 2.0
_LITTLE = 0.1
"""Weight of what all options share, for one that has nothing else ("the northern port")."""
_SUBJECT = 0.4
"""Words of the issue itself say little on which of its options is meant."""
_AND_OTHER = re.compile(r"\b(?:and|or|plus|as well as) (?:all |any )?other ([a-z]+)")
_LEFT_OUT = re.compile(
    r"(?<!^)[,;]? (?P<no>without|but not|but no|not including|except(?: for)?)\b", re.IGNORECASE
)
_BEGINS_WITH_NO = re.compile(r"(?:no|not|none|never|nothing|without)\b", re.IGNORECASE)


@frozen(kw_only=True)
class ToldOption:
    """An option with the features by which it differs from the others."""

    id: str
    label: str
    features: Features
    weights: dict[str, float]
    is_none: bool
    excluded: frozenset[str]
    is_bare: bool = False


def told_options(issue: Issue) -> list[ToldOption]:
    """The options of an issue in its order; rare features weigh more (log of their rarity)."""
    labels = [_split(option.label) for option in issue.options]
    found = [features_of(kept) for kept, _ in labels]
    subject = features_of(" ".join([issue.label, *issue.keywords])).words
    told = []
    for option, features, (kept, left_out) in zip(issue.options, found, labels, strict=True):
        is_none = _is_none(option, features, subject)
        weights: dict[str, float] = {}
        for name in sorted(_names(kept, features)):
            others = sum(has_feature(other, name) for other in found)
            weight = (log(1 + len(found) / max(others, 1)) - log(2)) if len(found) > 1 else 1.0
            if is_number(name) or (name == NONE and is_none):
                weight *= _NUMBER_WEIGHT
            elif name in subject and not name.startswith("and:"):
                weight *= _SUBJECT
            if weight > 0:
                weights[name] = weight
        is_bare = not weights
        if is_bare:
            weights = dict.fromkeys(_names(kept, features), _LITTLE)
        told.append(
            ToldOption(
                id=option.id,
                label=option.label,
                features=features,
                weights=weights,
                is_none=is_none,
                is_bare=is_bare,
                excluded=frozenset(
                    w for w in features_of(left_out).words - features.words if w.startswith("word:")
                ),
            )
        )
    return told


def _names(label: str, features: Features) -> set[str]:
    """The names of an option's features; what it adds ("and other ports") only counts if added."""
    plain = {word for word in features.words if not word.startswith("and:")}
    names = {*plain, *(f"{family}:{value}" for family, value in features.numbers)}
    names -= {f"word:{family}" for family in features.families}
    for match in _AND_OTHER.finditer(label.casefold()):
        added = stem(match[1])
        names = names - {f"word:{added}"} | {f"and:{added}"}
    return names


def _split(label: str) -> tuple[str, str]:
    """An option's label and what it leaves out ("deliveries go on, without missiles")."""
    match = _LEFT_OUT.search(label)
    if match is None or features_of(label[match.start() :]).words & {
        "is:unconditional",
        "is:permanent",
        "is:unlimited",
    }:
        return label, ""
    return label[: match.start()], label[match.end("no") :]


def _is_none(option: Option, features: Features, subject: frozenset[str]) -> bool:
    """Whether an option is that there be nothing of what the issue is about."""
    if (
        NONE not in features.words
        or _BEGINS_WITH_NO.match(option.label) is None
        or features.numbers
    ):
        return False
    rest = {word for word in features.words if word.startswith("word:")}
    return option.id in ("none", "no", "nothing") or rest <= subject


def is_number(name: str) -> bool:
    """Whether a feature's name is that of a quantity."""
    return not name.startswith(("is:", "word:", "and:"))


def count_opposed(option: Features, words: Features) -> int:
    """How many kinds of word of the option the words rule out."""
    pairs = [pair.split() for pair in rows("opposites")["pairs"]]
    return sum(
        f"is:{one}" in option.words
        and f"is:{other}" in words.words
        and f"is:{one}" not in words.words
        for a, b in pairs
        for one, other in ((a, b), (b, a))
    )


def has_feature(words: Features, name: str) -> bool:
    """Whether words have a feature of this name."""
    if not is_number(name):
        return name in words.words
    family, _, value = name.rpartition(":")
    return words.has_number(family, float(value))


def is_clash(option: Features, words: Features) -> bool:
    """Whether both name a quantity of one kind and not the same."""
    return any(
        not any(words.has_number(family, value) for value in option.values(family))
        for family in option.families & words.families
    )
