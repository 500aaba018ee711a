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

_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "ly", "s", "e", "y")
_SHORTEST = 3


@cache
def lists() -> dict[str, Any]:
    """The tables of ``words.toml`` by name."""
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))


@cache
def stem(word: str) -> str:
    """A word without its ending: what is left need not be a word."""
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] else word


_IRREGULAR = {
    form: verb
    for verb, forms in {
        "leave": "left", "hold": "held", "meet": "met", "speak": "spoke spoken", "say": "said", "tell": "told",
        "go": "went gone", "take": "took taken", "give": "gave given", "send": "sent", "come": "came",
        "begin": "began begun", "break": "broke broken", "build": "built", "win": "won", "lose": "lost",
        "sink": "sank sunk", "pay": "paid", "strike": "struck", "die": "dead death", "fall": "fell fallen",
        "rise": "rose risen", "keep": "kept", "withdraw": "withdrew withdrawn", "fight": "fought", "see": "saw seen",
        "shoot": "shot", "put": "put", "find": "found", "make": "made", "get": "got", "buy": "bought",
        "sell": "sold", "think": "thought", "know": "knew known", "write": "wrote written", "burn": "burnt",
        "forbid": "forbade forbidden", "choose": "chose chosen", "free": "freed", "deny": "denial",
    }.items()
    for form in forms.split()
}  # fmt: skip


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
        """Lower-case words that are written with a capital inside a sentence."""
        found = re.findall(r"(?<=[\w,;:“\"’'–-] )[“\"]?([A-Z][\w-]+)", self.text)
        return frozenset(name.lower() for name in found) - _CALENDAR

    def count(self, name: str) -> int:
        """How often words of a list stand here."""
        stems, phrases = _phrases(name)
        joined = f" {' '.join(self.tokens)} "
        return sum(s in stems for s in self.stems) + sum(f" {p} " in joined for p in phrases)


_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december".split()
)
