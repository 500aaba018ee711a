"""Language: which one a text is in, None when it is too short to say."""

import re
from functools import cache
from typing import Any

from attrs import frozen

from dragoman.ingest.tables import load

SAMPLE = 6_000
"""Characters of a text that are looked at, from its middle."""

SURE = 0.8
"""The least probability at which a language is named."""

MIN_LETTERS = 20
"""Fewer letters than this say nothing."""


@frozen(kw_only=True)
class LanguageTable:
    """``languages.toml``: rows of ISO 639-1, ISO 639-2/T and English name."""

    codes: list[tuple[str, str, str]]


@cache
def _languages() -> dict[str, str]:
    """Every way of naming a language, in lower case, to its two letters."""
    rows = load("languages.toml", LanguageTable).codes
    return {name.lower(): code for code, *names in rows for name in (code, *names)}


def language_code(value: str) -> str | None:
    """The two letters for "en-GB", "eng" or "English"; None for what is no language known here."""
    name = value.strip().lower()
    code = _languages().get(name) or _languages().get(re.split(r"[-_]", name)[0])
    return "no" if name in ("nb", "nn", "nob", "nno") else code


def language_of(text: str) -> str | None:
    """The language of a text as ISO 639-1, None when it is unsure.

    Russian, Ukrainian and Belarusian are told apart by the letters that only one of them has;
    everything else by py3langid, confined to the languages of ``languages.toml``.
    """
    start = max(0, (len(text) - SAMPLE) // 2)
    sample = re.sub(r"https?://\S+|[\d\W_]+", " ", text[start : start + SAMPLE])
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    if code in _EAST_SLAVIC or _is_cyrillic(sample):
        return _east_slavic(sample) or (code if probability >= SURE else None)
    return code if probability >= SURE else None


@cache
def _identifier() -> Any:
    """py3langid's model (half a second to load), confined to our languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(set(_languages().values()) & set(identifier.labels)))
    return identifier


_EAST_SLAVIC = frozenset({"ru", "uk", "be"})


def _is_cyrillic(sample: str) -> bool:
    """Whether most letters are Cyrillic."""
    return 2 * len(re.findall(r"[\u0400-\u04ff]", sample)) > sum(map(str.isalpha, sample))


def _east_slavic(sample: str) -> str | None:
    """Which of the three, by letters that the other alphabets lack; None when there are none.

    ў is Belarusian's alone; і, ї, є and ґ are Ukrainian's (Belarusian shares і); ы, э, ё and ъ
    are Russian's (Belarusian shares the first three, Bulgarian the last).
    """
    lower = sample.lower()
    if re.search("[әғқңөұүһҳҷӣӯђћљњџјѓќѕ]", lower):
        return None
    belarusian, ukrainian, russian = (
        len(re.findall(letters, lower)) for letters in ("ў", "[їєґі]", "[ыэё]")
    )
    if belarusian and ukrainian and russian:
        return "be"
    if ukrainian == russian:
        return None
    return "uk" if ukrainian > russian else "ru"
