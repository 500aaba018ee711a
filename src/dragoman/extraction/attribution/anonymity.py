"""Who the speakers are: names from the desk, and the words that hide a speaker."""

import re

from dragoman.extraction.reading import Attributed, Reading, Tokens

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
        root = reading.span(span).root
        heads = [root, *root.conjuncts]
        for head in heads:
            if not span.covers(head.i):
                continue
            mention = reading.names.at(head.i)
            if mention is not None and mention.refers_to and mention.refers_to not in ids:
                ids.append(mention.refers_to)
    return ids


def _anonymity(reading: Reading, one: Attributed) -> str | None:
    for span in one.speakers:
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
