"""Words of a document as they go into a sentence of ours: their grammar, and where to cut them."""

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from dragoman.briefing.wording import clip, count_words, quoted, words_of
from dragoman.model import Passage, Statement

_SCANNED = 14
"""Words in which a clause shows its verb; a longer subject than that is taken for a thing."""

_ROOM_FOR_ENDS = 5
"""Words that are needed to show both ends of a clause."""

_TO = frozenset({"to"})
_LEADING = re.compile(r"^(?:and|but)\s+", re.IGNORECASE)
_MARKS = '"“”„«»'
_BARE = ".,;:!?…'‘’()" + _MARKS


class Form(StrEnum):
    """What quoted words are to the verb before them."""

    NOUN = "noun"
    TO = "to"
    THAT = "that"
    SPEECH = "speech"
    VERB = "verb"


@frozen
class Phrase:
    """Words of a document, on one line, bare of quotation marks and of the word that joins them.

    ``form`` is SPEECH for a whole sentence or a clause in the first person, VERB for words that
    begin with their own verb ("agreed to …"). Empty ``text`` when there are no words.
    """

    text: str
    form: Form = Form.NOUN

    def shown(self, room: int) -> str:
        """The words in quotation marks, cut where a reader can stop, in at most ``room`` words."""
        return quoted(cut_at_clause(self.text, max(room, 1)), room)

    def ends(self, room: int) -> str:
        """The words in quotation marks; too long ones lose their middle, not their end."""
        tokens = self.text.split()
        if len(tokens) <= room or room < _ROOM_FOR_ENDS:
            return self.shown(room)
        head = room // 3
        tail = tokens[head - room :]
        while head > 1 and bare(tokens[head - 1]) in listed("no last word"):
            head -= 1
        return quoted(f"{' '.join(tokens[:head])} … {' '.join(tail)}", room + 1)


@cache
def tables() -> dict[str, Any]:
    """The rows of ``verbs.toml``."""
    return tomllib.loads((files(__package__) / "verbs.toml").read_text("utf-8"))


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list of ``verbs.toml``."""
    return next(frozenset(row["list"]) for row in tables()["words"] if row["name"] == name)


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """A word without its punctuation, in lower case, typographic apostrophes made plain."""
    return word.replace("’", "'").strip(_BARE).lower()


@lru_cache(maxsize=4096)
def phrase_of(text: str) -> Phrase:
    """Words of a document with their form.

    >>> phrase_of("to halt the strikes"), phrase_of("an end to the strikes").form.value
    (Phrase(text='halt the strikes', form=<Form.TO: 'to'>), 'noun')
    """
    words = _balanced(_LEADING.sub("", words_of(text)))
    first, _, rest = words.partition(" ")
    second = bare(rest.partition(" ")[0])
    if first == "That" and second in listed("finite"):
        return Phrase(words, Form.SPEECH)
    if bare(first) == "that" and rest:
        form = Form.SPEECH if _is_first_person(rest) else Form.THAT
        return Phrase(words_of(rest), form)
    if first == "for" and " to " in rest:
        return Phrase(words_of(rest), Form.NOUN)
    if first == "to" and rest:
        is_thing = second in listed("determiner")
        return Phrase(words_of(rest), Form.NOUN if is_thing else Form.TO)
    return Phrase(words, _form(words))


def _form(words: str) -> Form:
    tokens = [bare(word) for word in words.split()]
    if not tokens:
        return Form.NOUN
    if len(tokens) > 2 and (tokens[0].endswith("ed") or tokens[0] in listed("finite")):
        return Form.VERB
    if not _is_clause(words, tokens):
        return Form.SPEECH if _speaks(words, tokens) else Form.NOUN
    return Form.SPEECH if _is_first_person(words) or _is_sentence(words) else Form.THAT


def _speaks(words: str, tokens: Sequence[str]) -> bool:
    """Whether a sentence whose verb is on no list has "I" or "we" for a subject."""
    return _is_sentence(words) and bool({"i", "we"} & set(tokens))


def _is_sentence(words: str) -> bool:
    """Whether the words open a sentence of their own: a capital on what is no name."""
    first = words.split()[0]
    lists = ("subject", "determiner", "no last word", "sentence opener")
    is_function_word = any(bare(first) in listed(name) for name in lists)
    return first[:1].isupper() and (is_function_word or first.endswith(","))


def _is_clause(words: str, tokens: Sequence[str]) -> bool:
    """Whether a finite verb comes before anything that would make it a relative clause's."""
    if len(tokens) < 2:
        return False
    if tokens[0].partition("'")[0] in listed("subject") and tokens[0] not in listed("determiner"):
        return True
    is_inner = False
    for before, token in zip(words.split(), tokens[1:_SCANNED], strict=False):
        if token in listed("finite"):
            return not is_inner or token in listed("never infinitive")
        is_infinitive = token in _TO
        if (token in listed("clause start") and not is_infinitive) or before.endswith((";", ":")):
            return False
        is_inner = is_inner or is_infinitive
    return False


def _is_first_person(words: str) -> bool:
    return any(bare(word).partition("'")[0] in listed("first person") for word in words.split())


def _balanced(words: str) -> str:
    """The words without quotation marks whose partner was cut away."""
    pairs = (words.count("“") == words.count("”"), words.count("«") == words.count("»"))
    if words.count('"') % 2 == 0 and all(pairs):
        return words
    return words.translate({ord(mark): None for mark in _MARKS})


def cut_at_clause(text: str, room: int) -> str:
    """The text in at most ``room`` words, cut before a conjunction or after a comma.

    Where there is none in the second half of the room it is cut between words, never after an
    article or a preposition.
    """
    tokens = text.split()
    if count_words(text) <= room and len(tokens) <= room:
        return text
    for at in range(min(room, len(tokens) - 1), max(room // 2, 2), -1):
        is_end = tokens[at - 1].endswith((",", ";", ":"))
        can_stop = is_end or bare(tokens[at]) in listed("cut before")
        if can_stop and bare(tokens[at - 1]) not in listed("no last word"):
            return clip(text, at)
    at = min(room, len(tokens) - 1)
    while at > 1 and bare(tokens[at - 1]) in listed("no last word"):
        at -= 1
    return clip(text, at)


def content_of(statement: Statement) -> str:
    """What a statement says: its content passages in the order of the text, gaps as "…"."""
    content = sorted(p for p in statement.passages if p.role == "content")
    parts: list[str] = []
    last: Passage | None = None
    for passage in content:
        is_apart = last is not None and (
            last.document != passage.document or passage.start - last.end > 2
        )
        parts += ["…"] * is_apart
        parts.append(words_of(passage.exact))
        last = passage
    return " ".join(part for part in parts if part)
