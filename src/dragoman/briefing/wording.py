"""Words: what may be shown, how long it may be, how names are joined."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

LINE_WORDS = 25
"""The longest line of the first screen, in words (look, "First screen")."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\u200b\u2060-\u2064\ufeff\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_QUOTES = "\"'“”‘’„«»‹› "
_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'", "„": "‘", "«": "‹", "»": "›"})


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF):
        return "\ufffd"
    return f"⟨U+{code:04X}⟩"


def visible(text: str) -> str:
    r"""Make control and direction-changing characters visible; they never act.

    Tab, newline and carriage return stay, as do the joiners and marks that Arabic, Hebrew and
    Indic scripts need.

    >>> visible("a\x00b\u202ec")
    'a␀b⟨U+202E⟩c'
    """
    return _HIDDEN.sub(_shown, text)


@lru_cache(maxsize=4096)
def tidy(text: str | None) -> str:
    """One line of visible text, blanks collapsed; right-to-left words isolated.

    Names and labels recur thousands of times in a long brief, hence the cache.
    """
    shown = " ".join(visible(text or "").split())
    return isolate(shown)


def isolate(text: str) -> str:
    """Set text with right-to-left letters apart (FSI … PDI), so that it moves no neighbour."""
    return f"\u2068{text}\u2069" if _RIGHT_TO_LEFT.search(text) else text


@lru_cache(maxsize=8192)
def count_words(text: str) -> int:
    """Words between blanks; a dash or sign of its own is none.

    >>> count_words("Velland – and Ormark – met.")
    4
    """
    return sum(1 for word in text.split() if any(c.isalnum() for c in word))


def clip(text: str, words: int, characters: int = 180) -> str:
    """At most so many words and characters, cut between words, with an ellipsis."""
    kept = text.split()[: max(words, 1)]
    short = " ".join(kept)
    if len(short) > characters:
        short = short[:characters].rsplit(" ", 1)[0]
    if len(short) >= len(text):
        return text
    return _closed(short.rstrip(" ,;:–-.")) + "…"


def _closed(text: str) -> str:
    """Close an isolate that the cut left open."""
    return text + "\u2069" * (text.count("\u2068") - text.count("\u2069"))


@lru_cache(maxsize=8192)
def words_of(text: str | None) -> str:
    """Words of a document, bare of their outer quotation marks and end stop."""
    return tidy(text).strip(_QUOTES).rstrip(" .,;:").strip(_QUOTES)


def quoted(text: str, words: int = LINE_WORDS) -> str:
    """Words of a document in quotation marks, cut to so many words."""
    return f"“{clip(words_of(text).translate(_INNER), words)}”"


def joined(names: Sequence[str], by: str = "and") -> str:
    """Names in a row.

    >>> joined(["A", "B", "C"])
    'A, B and C'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {by} {names[-1]}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number and its noun.

    >>> counted(1, "call"), counted(2, "call")
    ('1 call', '2 calls')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def capital(sentence: str) -> str:
    """The sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def fitting(candidates: Iterable[str], words: int = LINE_WORDS) -> str:
    """The first candidate that is short enough, as a sentence; else the last one, cut."""
    last = ""
    for last in candidates:
        if count_words(last) <= words:
            return ended(last)
    return ended(clip(last, words, 400))


def ended(sentence: str) -> str:
    """The sentence with a capital and a full stop."""
    sentence = capital(sentence.strip())
    return sentence if sentence.endswith((".", "…", "?", "!", ".”")) else f"{sentence}."


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are equal but for case, blanks and accents' encoding."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
