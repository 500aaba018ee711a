"""Issues: which generic issues some words are about, by a lexicon of phrases.

``data/issues.toml`` gives for each issue its strong and weak phrases, in lemmas, and
the phrases that look alike and do not count. One pass over the tokens; cost is linear in them.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from attrs import define, field
from spacy.tokens import Token

_STRONG, _WEAK, _CONTEXT, _LOOKALIKE = 100, 50, 1, 0
_ENOUGH = 100
"""Weight at which an issue counts: one strong phrase, or two different weak ones; words of the
context alone never reach it."""

_KEYS = {"strong": _STRONG, "weak": _WEAK, "context": _CONTEXT, "not": _LOOKALIKE}

_HYPHENS = frozenset("-‐‑–")


@define
class _Node:
    """A step of the phrase tree; ``ends`` are the issues and weights of phrases that end here."""

    steps: dict[str, "_Node"] = field(factory=dict)
    ends: list[tuple[str, int]] = field(factory=list)


@cache
def generic_issues() -> tuple[str, ...]:
    """The ids of the generic issues, in the order of the data file."""
    return tuple(_rows())


class Hit(NamedTuple):
    """How much some words weigh for an issue, and the phrases that do, as the text has them."""

    weight: int
    phrases: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """Whether the words make the issue by themselves."""
        return self.weight >= _ENOUGH

    @property
    def is_weak(self) -> bool:
        """Whether there is more than words of the context."""
        return self.weight >= _WEAK


def issues_of(tokens: Iterable[Token]) -> tuple[str, ...]:
    """The issues that some words are about, the strongest first; none is a usual answer."""
    return named(hits_in(tokens))


def named(hits: dict[str, Hit]) -> tuple[str, ...]:
    """The issues that hits make by themselves."""
    return tuple(issue for issue, hit in hits.items() if hit.enough)


def hits_in(tokens: Iterable[Token]) -> dict[str, Hit]:
    """The issues that some words touch, the strongest first.

    Of overlapping phrases of one issue the longest counts; a phrase counts once.
    """
    words = [token for token in tokens if not token.is_space]
    weights: Counter[str] = Counter()
    phrases: dict[str, dict[str, str]] = defaultdict(dict)
    closed: dict[str, int] = {}
    for index in range(len(words)):
        for issue, (weight, end) in _longest(words, index).items():
            if index < closed.get(issue, 0):
                continue
            closed[issue] = end
            phrase = " ".join(word.lemma_.lower() for word in words[index:end])
            if weight and phrase not in phrases[issue]:
                phrases[issue][phrase] = _as_written(words[index:end])
                weights[issue] += weight
    order = {issue: place for place, issue in enumerate(generic_issues())}
    ranked = sorted(weights, key=lambda issue: (-weights[issue], order[issue]))
    return {issue: Hit(weights[issue], tuple(phrases[issue].values())) for issue in ranked}


def _as_written(words: list[Token]) -> str:
    return "".join(word.text_with_ws for word in words).strip()


def is_on_talks(tokens: Iterable[Token]) -> bool:
    """Whether some words tell of the talks themselves: "the meeting", "they would meet"."""
    row = _rows()["process"]
    return any(
        token.lemma_.lower() in row["alone_noun"]
        if token.pos_ in {"NOUN", "PROPN"}
        else token.pos_ == "VERB" and token.lemma_.lower() in row["alone_verb"]
        for token in tokens
    )


def _longest(words: list[Token], index: int) -> dict[str, tuple[int, int]]:
    """For each issue with a phrase that starts here: weight and end of the longest one.

    Where a word's forms are two phrases of an issue ("mineral", "minerals") the stronger counts.
    """
    found: dict[str, tuple[int, int]] = {}
    nodes = [_tree()]
    for end in range(index, len(words)):
        nodes = [step for node in nodes for step in _steps(node, words[end])]
        if not nodes:
            break
        for node in nodes:
            for issue, weight in node.ends:
                known, until = found.get(issue, (weight, end + 1))
                found[issue] = (max(weight, known) if until == end + 1 else weight, end + 1)
    return found


def _steps(node: _Node, word: Token) -> list[_Node]:
    lower = word.lower_
    forms = {"-"} if lower in _HYPHENS else {lower, word.lemma_.lower(), _singular(lower)}
    return [node.steps[form] for form in forms if form in node.steps]


def _singular(word: str) -> str:
    """A plural's likely singular, for words that the lemmatizer took for names."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def _tree() -> _Node:
    root = _Node()
    for issue, row in _rows().items():
        for key, weight in _KEYS.items():
            for phrase in row.get(key, ()):
                node = root
                for word in phrase.split():
                    node = node.steps.setdefault(word, _Node())
                node.ends.append((issue, weight))
    return root


@cache
def _rows() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("data/issues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
