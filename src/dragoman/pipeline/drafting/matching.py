"""Which option of an issue some words speak of: by quantity, by negation, by words, by likeness."""

import re
from collections.abc import Callable, Iterable

from attrs import evolve, frozen

from dragoman.model import Issue
from dragoman.pipeline.drafting.features import NONE, Features, features_of, stem
from dragoman.pipeline.drafting.options import (
    ToldOption,
    count_opposed,
    has_feature,
    is_clash,
    is_number,
    told_options,
)
from dragoman.pipeline.drafting.vocabulary import phrases

Likeness = Callable[[str, str], float]
"""Cosine of two texts' meanings, -1 to 1."""

LEAST = 0.3
"""Least share of an option's telling features that words must have."""
MARGIN = 0.15
"""By so much the best option must stand before the second."""
WEAK = 0.18
"""Least share for the nearest option, where no other comes near; such a match counts for less."""
LIKE, LIKE_MARGIN = 0.5, 0.12
"""Where words share nothing telling with any option: least cosine, and least lead in it."""
_MEANING_WEIGHT = 0.25
_HINTS = 2
"""So many words of an issue name it where no keyword does."""
_NAME = len("word:") + 5
"""Words of parties' names ("Ukraine", "Ukrainian") begin alike so far, and hint at no issue."""
_UNSAID = 0.4
"""A text that names no quantity of a kind says little against an option that does."""
_LEAD = 1.4
"""A weak match must be so many times better than the next."""
_SPOILT = 0.4
_BEYOND = re.compile(
    r"\b(?:more than|over|above|beyond|higher than|longer than|exceed\w*|in excess of)\b",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:less than|under|below|fewer than|lower than|shorter than|short of)\b", re.IGNORECASE
)
_AT_LEAST = re.compile(
    r"\b(?:at least|no less than|not less than|a minimum of|or more)\b", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"\b(?:at most|up to|no more than|not more than|a maximum of|or less)\b", re.IGNORECASE
)
_WHOLESALE = re.compile(r"\b(?:any|all|every|the very idea|whatsoever)\b|^\W*$", re.IGNORECASE)


@frozen(kw_only=True)
class Match:
    """An option that words speak of; ``turned`` says that they speak against it instead."""

    option: str
    score: float
    how: str
    turned: bool = False


class IssueMatcher:
    """Finds the options of one issue in words."""

    def __init__(
        self, issue: Issue, likeness: Likeness | None = None, *, parties: Iterable[str] = ()
    ) -> None:
        self.issue = issue
        self._likeness = likeness
        self._named = phrases([*issue.keywords, issue.label])
        label = features_of(issue.label)
        self._subject = label.words | {
            word for key in issue.keywords for word in features_of(key).words
        }
        self._own = frozenset(w for w in label.words if w.startswith("word:"))
        self._keys = frozenset(
            f"word:{stem(key.casefold())}"
            for key in issue.keywords
            if key.isalpha() and len(key) > 2
        )
        named = {word[:_NAME] for name in parties for word in features_of(name).words}
        self._hints = {w for w in self._subject if w[:_NAME] not in named and w.startswith("word:")}
        self.options = tuple(told_options(issue))

    def has_kind(self, kind: str) -> bool:
        """Whether an option has a kind of word ("is:afterwards": it is put as "once …")."""
        return any(kind in option.features.words for option in self.options)

    def counts(self, text: str) -> bool:
        """Whether words name a number of one of the options in its unit ("8 per cent")."""
        told = [pair for pair in features_of(text).numbers if pair[0] not in ("share", "day")]
        return any(pair in option.features.numbers for option in self.options for pair in told)

    def names(self, text: str) -> bool:
        """Whether one of the issue's keywords, or its label, stands in the words, in any form."""
        return self._named.search(text) is not None or bool(features_of(text).words & self._keys)

    def hints(self, text: str) -> bool:
        """Whether two of the words that the issue goes by stand in the words."""
        return len(features_of(text).words & self._hints) >= _HINTS

    def tells(self, text: str) -> bool:
        """Whether words name a quantity or kind of one option, with a further word of it."""
        words = features_of(text)
        for option in self.options:
            shared = [name for name in option.weights if has_feature(words, name)]
            own = [n for n in shared if n.startswith("word:") and n not in self._subject]
            kinds = [n for n in shared if not n.startswith("word:")]
            counted = any(is_number(n) for n in kinds) and len(shared) > len(kinds)
            if len(own) > 1 or (own and kinds) or counted:
                return True
        return False

    def find(self, text: str, *, is_for: bool) -> tuple[Match, ...]:
        """The options that words speak of; empty where it is unsure.

        More than one where a number leaves several ("more than 5 per cent" is refused).
        """
        words = features_of(text)
        if not is_for:
            words = evolve(words, words=words.words - {NONE})
        bounded = self._bounded(text, words, is_for)
        if bounded:
            return bounded
        if not is_for and self._is_wholesale(text, words):
            return self._all_but_none()
        scored = self._ranked(words, text)
        if not scored:
            return ()
        best, option = scored[0]
        second = scored[1][0] if len(scored) > 1 else 0.0
        if best >= LEAST and best - second >= MARGIN:
            return (Match(option=option.id, score=min(best, 1.0), how="words and numbers"),)
        if WEAK <= best < LEAST and best >= _LEAD * second:
            return (Match(option=option.id, score=best, how="the nearest option"),)
        return self._by_meaning(text, words) if best < WEAK else ()

    def _ranked(self, words: Features, text: str) -> list[tuple[float, ToldOption]]:
        """The options with their scores, best first.

        One that has nothing of its own ("the northern port" beside "the northern port and other
        harbours") stands back where words have what another one adds.
        """
        scored = [(self._score(option, words, text), option) for option in self.options]
        is_added = any(score >= LEAST and not option.is_bare for score, option in scored)
        scored = [(s * _SPOILT if o.is_bare and is_added else s, o) for s, o in scored]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1].id))

    def _score(self, option: ToldOption, words: Features, text: str) -> float:
        if is_clash(option.features, words) or option.excluded & words.words:
            return 0.0
        if option.is_none and not (NONE in words.words and words.words & self._subject):
            return 0.0
        shared = sum(w for name, w in option.weights.items() if has_feature(words, name))
        if not shared:
            return 0.0
        total = shared + sum(
            w
            * (_UNSAID if is_number(name) and name.rpartition(":")[0] not in words.families else 1)
            for name, w in option.weights.items()
            if not has_feature(words, name)
        )
        fit = shared / total * _SPOILT ** count_opposed(option.features, words)
        if NONE in words.words and NONE not in option.features.words:
            fit *= _SPOILT
        return fit + self._lead(option, text) * _MEANING_WEIGHT

    def _lead(self, option: ToldOption, text: str) -> float:
        """By how much the option is more like the words than the options are on average."""
        if self._likeness is None:
            return 0.0
        all_ = [self._likeness(text, o.label) for o in self.options]
        return self._likeness(text, option.label) - sum(all_) / len(all_)

    def _by_meaning(self, text: str, words: Features) -> tuple[Match, ...]:
        if self._likeness is None or len(text.split()) < 3:
            return ()
        alike = sorted(
            (
                (self._likeness(text, f"{o.label}"), o)
                for o in self.options
                if not is_clash(o.features, words)
            ),
            key=lambda pair: (-pair[0], pair[1].id),
        )
        if len(alike) < 2 or alike[0][1].is_none != (NONE in words.words):
            return ()
        if alike[0][0] < LIKE or alike[0][0] - alike[1][0] < LIKE_MARGIN:
            return ()
        return (Match(option=alike[0][1].id, score=0.4, how="likeness of meaning"),)

    def _bounded(self, text: str, words: Features, is_for: bool) -> tuple[Match, ...]:
        """Options beyond or below a number that the words set as a bound."""
        for family in sorted(words.families):
            placed = {
                o.id: o.features.values(family)[0]
                for o in self.options
                if o.features.values(family)
            }
            bounds = words.values(family)
            if len(placed) < 2 or len(placed) < len(self.options) - 1 or not bounds:
                continue
            found = _beyond(text, bounds[0], placed, is_for)
            if found:
                return tuple(
                    Match(option=o, score=0.8, how=f"bound at {bounds[0]:g}", turned=turned)
                    for o, turned in found
                )
        return ()

    def _is_wholesale(self, text: str, words: Features) -> bool:
        """Whether the thing itself is refused ("any cut in pensions"), no option of it."""
        if not any(o.is_none for o in self.options):
            return False
        if any(_is_said_of_some(o, words) for o in self.options):
            return False
        telling = {name for o in self.options for name in o.weights} - self._own
        return (
            _WHOLESALE.search(text) is not None
            and bool(words.words & self._subject)
            and not {w for w in words.words if w in telling and w.startswith(("word:", "is:"))}
        )

    def _all_but_none(self) -> tuple[Match, ...]:
        return tuple(
            Match(option=o.id, score=0.7, how="the thing itself", turned=o.is_none)
            for o in self.options
        )


def _is_said_of_some(option: ToldOption, words: Features) -> bool:
    """Whether words name a quantity that an option has, or any but "all"."""
    own = any(words.has_number(*pair) for pair in option.features.numbers)
    return own or any(pair != ("share", 1.0) for pair in words.numbers)


def _beyond(
    text: str, bound: float, placed: dict[str, float], is_for: bool
) -> list[tuple[str, bool]]:
    """Options by id that a bounded number names, and whether the words speak against them."""
    near = [o for o, value in placed.items() if abs(value - bound) < 1e-9]
    above = [o for o, value in placed.items() if value > bound + 1e-9]
    below = [o for o, value in placed.items() if value < bound - 1e-9]
    if _AT_LEAST.search(text) and is_for:
        return [*((o, False) for o in near), *((o, True) for o in below)]
    if _AT_MOST.search(text) and is_for:
        return [*((o, False) for o in near), *((o, True) for o in above)]
    if _BEYOND.search(text) and not is_for:
        return [(o, False) for o in above]
    if _BELOW.search(text) and not is_for:
        return [(o, False) for o in below]
    if near:
        return []
    if _BEYOND.search(text) or _BELOW.search(text):
        return []
    return []
