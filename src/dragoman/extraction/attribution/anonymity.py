"""Who the speakers are, and the words that hide a speaker."""

import re

from spacy.tokens import Token

from dragoman.extraction.attribution.identity import antecedent, identify
from dragoman.extraction.reading import Attributed, Reading, Tokens

_REQUEST = (
    r"(?:on|under) (?:the )?condition (?:of anonymity|that (?:he|she|they|it|\w+) "
    r"(?:not|would not|will not|could not|must not) be (?:named|identified|quoted))"
    r"|(?:asked|asking|request\w*|wish\w*|preferr?\w*|declin\w*|refus\w*|insist\w*|want\w*) "
    r"(?:not to be (?:named|identified|quoted)|that (?:he|she|they) not be (?:named|identified)"
    r"|(?:to (?:be|remain)|on (?:being|remaining)|on) (?:named|identified|anonymous|unnamed"
    r"|anonymity)|(?:for )?anonymity)"
    r"|(?:who|and|but) (?:was|were|is|are) not authori[sz]ed"
    r"|not (?:being )?authori[sz]ed to (?:speak|talk|comment|discuss)"
    r"|(?:spoke|spoken|speaking|talked|talking|briefed) (?:on (?:deep )?background|anonymously"
    r"|off the record)"
    r"|(?:declin|refus)\w* to (?:give|provide|state) (?:his|her|their|a) (?:full |sur|last )?names?"
    r"|whose (?:full )?(?:name|identity) (?:is|was|has been|could not be|cannot be) "
    r"(?:being )?(?:withheld|disclosed|revealed|published|changed|given)"
)
_HIDDEN = re.compile(rf"\b(?:{_REQUEST}|anonymous(?:ly)?|unnamed)\b", re.IGNORECASE)
"""Wordings of anonymity from the Associated Press stylebook, "anonymous sources"."""

_ASKS = re.compile(
    rf"\W*(?:\w+ ){{0,2}}?(?:{_REQUEST}|(?:not )?to (?:be|remain) (?:named|identified|quoted|"
    r"anonymous|unnamed)(?= by name|\W*$| because| as| since| for)|not to be (?:named|identified)"
    r"|anonymity\b)",
    re.IGNORECASE,
)
"""Words that begin with a request to be hidden, or with what such a request asks for."""

_NOBODY = re.compile(
    r"^(?:(?:an?|one|two|three|several|some|many|senior|the|another|other|top|high-ranking|"
    r"[A-Z]\w+) )*(?:\w+ )?(?:officials?|diplomats?|sources?|insiders?|aides?|negotiators?|"
    r"persons?|someone|somebody|staff(?:er)?s?|members?|employees?|"
    r"people (?:familiar|close|briefed)\b.*)"
    r"(?: (?:familiar|close|briefed|in|at|from|with|of|inside|who)\b.*)?$",
)


def fill_speakers(reading: Reading, found: list[Attributed]) -> None:
    """Fill ``speaker_ids`` from the mentions on the desk, and ``anonymity``."""
    for one in found:
        if not one.turn:
            one.speaker_ids = identify(reading, one.speakers, found)
        one.anonymity = _anonymity(reading, one)


def is_hidden(text: str) -> bool:
    """Whether some words ask for anonymity; they are then no statement themselves."""
    return _ASKS.match(text) is not None


def _anonymity(reading: Reading, one: Attributed) -> str | None:
    """The words that hide a speaker: the request not to be named, else the name he goes by."""
    for span in (antecedent(reading, span) for span in one.speakers):
        mention = reading.names.at(reading.span(span).root.i)
        if mention is not None and mention.refers_to and mention.noun == "person":
            continue
        asked = _request(reading, span, one)
        if asked is not None:
            return asked
        if mention is not None and mention.anonymity and not _is_told(reading, one):
            return mention.anonymity
        if not one.speaker_ids and _NOBODY.match(reading.text(span)):
            return reading.text(span)
    return None


def _is_told(reading: Reading, one: Attributed) -> bool:
    """Whether the text says which persons speak: "the leaders" behind two names hide nobody."""
    known = [reading.names.entities[i] for i in one.speaker_ids if i in reading.names.entities]
    return any(entity.kind == "person" for entity in known)


def _request(reading: Reading, span: Tokens, one: Attributed) -> str | None:
    """The wording of anonymity in the sentence of a speaker, where it is about him."""
    sentence = reading.doc[span.start].sent
    for hidden in _HIDDEN.finditer(sentence.text):
        words = sentence.char_span(hidden.start(), hidden.end(), alignment_mode="expand")
        if words is not None and _is_about(words.root, span, one):
            return " ".join(hidden[0].split())
    return None


def _is_about(token: Token, span: Tokens, one: Attributed) -> bool:
    """Whether a wording stands outside the content and hangs on the speaker or on the cue."""
    if any(content.covers(token.i) for content in one.contents):
        return False
    own = [span, *one.cues]
    for above in (token, *token.ancestors):
        if any(each.covers(above.i) for each in own):
            return True
        if above.dep_ in {"relcl", "acl"}:
            return span.covers(above.head.i)
    return False
