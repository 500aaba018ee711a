"""The words of one text as the reader of pairs compares them."""

import re
import tomllib
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from attrs import define, field

_TOKEN = re.compile(r"n[’']t\b|\d+(?:[.,]\d+)*|[^\W\d_]+?(?=n[’']t\b)|[^\W\d_]+|[?%]")
_REACH = 4
"""Words behind a negation that it bears on."""

_ENDINGS = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "ed",
    "es",
    "er",
    "ly",
    "s",
    "e",
    "y",
)
_SHORTEST = 3
_NAME = re.compile(r"(?<=[\w,;:“\"’'–-] )[“\"]?([A-Z][\w-]+)")
_ROOT = 4
"""Letters by which a name and what is made of it are alike."""
_TOLD = re.compile(
    r",? (?:according to|as) [^,.]*\.?$"
    r"|, [^,]*\b(?:said|says|announced|reported|declared|complained|told [^,]*)\b[^,]*$"
)


@cache
def lists() -> dict[str, Any]:
    """The tables of ``words.toml`` by name."""
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))


@cache
def _irregular() -> dict[str, str]:
    verbs: dict[str, str] = lists()["irregular"]["words"]
    return {form: verb for verb, forms in verbs.items() for form in forms.split()}


@cache
def stem(word: str) -> str:
    """A word without its ending: what is left need not be a word."""
    word = _irregular().get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] else word


@cache
def _phrases(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The stems of a list, and its rows of several words."""
    words: list[str] = lists()[name]["words"]
    return frozenset(stem(w) for w in words if " " not in w), tuple(w for w in words if " " in w)


@define(eq=False)
class Wording:
    """One text, cut into lower-case words; what is asked of it is found once."""

    text: str
    tokens: tuple[str, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        plain = self.text.replace("cannot", "can not")
        self.tokens = tuple(m[0].lower().replace("’", "'") for m in _TOKEN.finditer(plain))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stem of each word."""
        return tuple(map(stem, self.tokens))

    @cached_property
    def content(self) -> frozenset[str]:
        """Stems of the words that carry matter: no function word, and nobody who says it."""
        empty = _phrases("stopped")[0] | _phrases("speaking")[0]
        return frozenset(s for s in self.stems if s not in empty and len(s) > 1)

    @cached_property
    def negated(self) -> frozenset[str]:
        """Content stems close behind a negation."""
        cues = _phrases("negating")[0]
        found: set[str] = set()
        for at, one in enumerate(self.stems):
            if one in cues:
                found.update(self.stems[at + 1 : at + 1 + _REACH])
        return self.content & found

    @cached_property
    def names(self) -> frozenset[str]:
        """Words with a capital inside a sentence, cut so that "Kelmar" and "Kelmari" are one."""
        found = {name.lower() for name in _NAME.findall(self.text)}
        calendar = {*lists()["days"]["words"], *lists()["months"]["words"]}
        return frozenset(name[:_ROOT] for name in found - calendar)

    def count(self, name: str) -> int:
        """How often words of a list stand here."""
        stems, phrases = _phrases(name)
        joined = f" {' '.join(self.tokens)} "
        return sum(s in stems for s in self.stems) + sum(f" {p} " in joined for p in phrases)


def matter(text: str) -> str:
    """A sentence without the end that names who said it: "..., the mayor said"."""
    return _TOLD.sub("", text) or text
