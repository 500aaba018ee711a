"""Who the speakers are: names from the desk, and the words that hide a speaker."""

import re

from spacy.tokens import Token

from dragoman.extraction.attribution.issuers import DOCUMENTS, STANCES, issuer_before, makers
from dragoman.extraction.attribution.spans import noun_phrase
from dragoman.extraction.reading import Attributed, Reading, Tokens

_RELATIVE = frozenset({"who", "which", "that", "whom"})

_HIDDEN = re.compile(
    r"\b(?:(?:on|under) (?:the )?condition of anonymity|anonymous(?:ly)?|unnamed|"
    r"(?:asked|requested|wish\w*|preferred|declined|refused) (?:not )?to (?:be|remain) "
    r"(?:named|identified|anonymous|unnamed)|who (?:was|were) not authori[sz]ed)\b",
    re.IGNORECASE,
)
"""Wordings of anonymity from the Associated Press stylebook, "anonymous sources"."""

_NOBODY = re.compile(
    r"^(?:(?:an?|one|two|three|several|some|many|senior|the|another|other|top|high-ranking|"
    r"[A-Z]\w+) )*(?:\w+ )?(?:officials?|diplomats?|sources?|insiders?|aides?|negotiators?|"
    r"people (?:familiar|close|briefed)\b.*)(?: (?:familiar|close|briefed|in|at|from|with)\b.*)?$",
)


def fill_speakers(reading: Reading, found: list[Attributed]) -> None:
    """Fill ``speaker_ids`` from the mentions on the desk, and ``anonymity``."""
    for one in found:
        if not one.turn:
            one.speaker_ids = _ids(reading, one)
        one.anonymity = _anonymity(reading, one)


def _ids(reading: Reading, one: Attributed) -> list[str]:
    """The entities that the speaker spans name; of a coordination all, else the head's."""
    ids: list[str] = []
    for span in one.speakers:
        span = antecedent(reading, span)
        root = reading.span(span).root
        for head in [root, *(c for c in root.conjuncts if span.covers(c.i))]:
            for known in _known(reading, head, span):
                if known not in ids:
                    ids.append(known)
    return ids


def _known(reading: Reading, head: Token, span: Tokens) -> list[str]:
    """The entity at a head; through a paper its author; else a name that stands beside it."""
    if head.lemma_.lower() in DOCUMENTS | STANCES:
        named = [reading.names.at(token.i) for token in makers(head)]
        ids = [m.refers_to for m in named if m is not None and m.refers_to]
        if ids or head.lemma_.lower() in STANCES:
            return ids
        return issuer_before(reading, span)
    mention = reading.names.at(head.i)
    if mention is not None:
        return [mention.refers_to] if mention.refers_to else []
    for one in reading.names.within(span):
        beside = reading.doc[one.head]
        if (
            one.refers_to
            and beside.head.i == head.i
            and (
                beside.dep_ == "appos"
                or (one.noun == "person" and beside.dep_ in {"compound", "nmod"})
            )
        ):
            return [one.refers_to]
    return []


def antecedent(reading: Reading, span: Tokens) -> Tokens:
    """The noun phrase that "who" or "which" stands for; the span itself for all others."""
    root = reading.span(span).root
    if root.lower_ not in _RELATIVE or span.end - span.start > 2:
        return span
    verb = root.head
    for _ in range(3):
        if verb.dep_ == "relcl" and verb.head.i < root.i:
            return noun_phrase(verb.head)
        verb = verb.head
    return span


def is_hidden(text: str) -> bool:
    """Whether some words ask for anonymity; they are then no statement themselves."""
    return _HIDDEN.search(text) is not None


def _anonymity(reading: Reading, one: Attributed) -> str | None:
    for span in (antecedent(reading, span) for span in one.speakers):
        sentence = reading.doc[span.start].sent
        hidden = _HIDDEN.search(sentence.text)
        mention = reading.names.at(reading.span(span).root.i)
        if mention is not None and mention.anonymity:
            return mention.anonymity
        named = mention is not None and mention.refers_to and mention.noun == "person"
        if named:
            continue
        if hidden and _near(reading, span, one, sentence.start_char + hidden.start()):
            return hidden.group(0)
        if not one.speaker_ids and _NOBODY.match(reading.text(span)):
            return reading.text(span)
    return None


def _near(reading: Reading, span: Tokens, one: Attributed, offset: int) -> bool:
    """Whether the wording stands outside the content, thus about the speaker."""
    for content in one.contents:
        start = reading.doc[content.start].idx
        last = reading.doc[content.end - 1]
        if start <= offset < last.idx + len(last):
            return False
    return span.start >= 0
