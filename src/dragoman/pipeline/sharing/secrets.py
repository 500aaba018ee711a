"""Words that the file knows only from what is withheld.

Analysts' own words (notes, reasons, settings, claims) stand in no document, so no mark on a
document covers them: a note on an open readout may name the secret one. They go out only when
they have no word that is known from withheld things alone. That leaves out more than must be, and
nothing less.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

import msgspec
from attrs import frozen

from dragoman import model
from dragoman.model import Contents, Decision, Document, Entry, encode
from dragoman.model.handling import Handling
from dragoman.pipeline.sharing.blackening import Spans
from dragoman.pipeline.sharing.limit import Limit

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{2,}")
_SHORTEST = 3


def words_in(text: str) -> Iterator[str]:
    """The words of a text as they stand; of scripts without blanks, each two letters."""
    for found in _WORD.findall(unicodedata.normalize("NFKC", text)):
        if _UNSPACED.fullmatch(found):
            yield from (found[at : at + 2] for at in range(len(found) - 1))
        else:
            yield found


@frozen(kw_only=True)
class Secrets:
    """``words`` are folded; ``names`` are those that are always capitalised, or have no case."""

    words: frozenset[str]
    names: frozenset[str]

    def are_in(self, *texts: str | None) -> bool:
        """Whether somebody's own words give one of the words away."""
        if not self.words:
            return False
        told = (word.casefold() for text in texts if text for word in words_in(text))
        return any(word in self.words for word in told)

    def are_named_in(self, text: str) -> bool:
        """Whether a text that the program made has one of the names."""
        if not self.names:
            return False
        return any(_is_name(word) and word.casefold() in self.names for word in words_in(text))

    def are_in_record(self, entry: Entry, *, is_by_hand: bool) -> bool:
        """Whether a record does: in any word where somebody wrote it, else in a name."""
        line = encode(entry).decode("utf-8", "replace")
        return self.are_in(line) if is_by_hand else self.are_named_in(line)


def secrets_of(contents: Contents, limit: Limit, spans: Spans) -> Secrets:
    """The words of withheld documents, sentences and decisions that nothing shared has."""
    if all(limit.lets(d.id) for d in (*contents.documents, *contents.decisions)) and not spans:
        return Secrets(words=frozenset(), names=frozenset())
    open_ones = {
        word.casefold() for text in _shared_texts(contents, limit, spans) for word in words_in(text)
    }
    seen: dict[str, bool] = {}
    for text in _withheld_texts(contents, limit, spans):
        for word in words_in(text):
            folded = word.casefold()
            seen[folded] = seen.get(folded, True) and _is_name(word)
    known = open_ones | program_words()
    words = {word for word in seen if word not in known and _tells(word)}
    general = general_names()
    names = frozenset(word for word in words if seen[word] and word not in general)
    return Secrets(words=frozenset(words), names=names)


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST or not word.isascii()


def _is_name(word: str) -> bool:
    """A capital, or a script that has none; a bare number is no name."""
    return word[:1] != word[:1].lower() or (word.lower() == word.upper() and not word.isnumeric())


def _shared_texts(contents: Contents, limit: Limit, spans: Spans) -> Iterator[str]:
    from dragoman.pipeline.sharing.blackening import blackened_document

    for document in contents.documents:
        if limit.lets(document.id):
            dark = blackened_document(document, spans)
            yield dark.text
            yield from (told for told in (dark.title, dark.outlet, dark.url) if told)


def _withheld_texts(contents: Contents, limit: Limit, spans: Spans) -> Iterator[str]:
    for document in contents.documents:
        if not limit.lets(document.id):
            yield document.text
            yield from _names_of(document)
        for start, end in spans.get(document.id, ()):
            yield document.text[start:end]
        if document.id in spans and document.title:
            yield document.title
    for decision in contents.decisions:
        if not limit.lets(decision.id):
            yield from said_in(decision)


def _names_of(document: Document) -> Iterator[str]:
    path = (document.path or "").replace("\\", "/")
    given = (document.title, document.outlet, document.url, PurePosixPath(path).stem)
    yield from (one for one in given if one)


def said_in(decision: Decision) -> Iterator[str]:
    """What an analyst wrote in a decision: the reason, and every text in before and after."""
    yield decision.why
    yield decision.target.head
    for told in (decision.before, decision.after):
        try:
            yield from _leaves(msgspec.json.decode(told)) if told else ()
        except msgspec.DecodeError:
            yield told or ""


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)


@cache
def program_words() -> frozenset[str]:
    """Words that name nothing: the program's own (nouns, enumerations), and little ones ("and")."""
    # spaCy takes a second to import, which no look at marks should wait for.
    from spacy.lang.en.stop_words import STOP_WORDS

    texts: list[str] = [*model.KINDS, *(mark.value for mark in Handling)]
    for name in dir(model):
        values: Iterable[Any] = getattr(getattr(model, name), "__members__", {}).values()
        texts += [str(getattr(one, "value", "")) for one in values]
    return frozenset(word.casefold() for text in (*texts, *STOP_WORDS) for word in words_in(text))


@cache
def general_names() -> frozenset[str]:
    """Names of states and international organisations: general knowledge gives nobody away."""
    folder = files("dragoman.gazetteer") / "data"
    texts = [(folder / f"{name}.tsv").read_text("utf-8") for name in ("countries", "organisations")]
    return frozenset(word.casefold() for text in texts for word in words_in(text))
