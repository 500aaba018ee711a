"""A demand or refusal in a few of the text's words, fit to be the label of an option."""

import re
import unicodedata

from spacy.tokens import Doc, Token

from dragoman.pipeline.drafting.features import NONE, features_of
from dragoman.pipeline.drafting.vocabulary import words

MOST_WORDS = 14
"""Longest label; more is cut where a part of the sentence ends."""
_MOST_IN_ID = 4
_ASIDE = re.compile(
    r"^(?:(?:At|In|As|During|After|Before|Until|By|With|Since|For|On|From|Under|To|at|in|as|during"
    r"|after|before|until) [^,;]{2,60}|(?:he|she|they|it) \w+|\w+ed (?:by|in|at|on) [^,;]{2,60}),"
    r" (?=.*\w)"
)
_PLACED = re.compile(
    r"^(?:At|In|On|After|During|From) [^,;]{2,40}? that (?!evening|day|night|week|month|year)(?=\w)"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY = re.compile(rf"^(?:on )?{_WEEKDAY},? (?=\w)", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:that )?(?:(?:a|an|the|its|his|her|their) )?(?:(?:willingness|readiness|proposal|idea|"
    r"suggestion|possibility|offer|request|call) (?:of|for|to|that) (?:consider (?=the possibility)"
    r"|see )?)+|^(?:[\w’']+ ){0,3}(?:agree to|accept) (?=\w+ \w)",
    re.IGNORECASE,
)
"""What says only that something is put forward: "a proposal that", "Moscow agree to"."""
_TAIL = re.compile(
    r";|[,:–—] (?:according to|which|who|whom|where|since|though|although|whatever|because|but|he|"
    rf"she|they|it|so|that is)\b| which\b| whom?\b|\s–\s|: |, ?[\"“”]|[\"“”],| on {_WEEKDAY}\b"
    r"| as an? \w+(?:,|$)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?:;|,(?: as well as| and)?| as well as)\s+(?:on |for |to |that )?")
_BESIDE = re.compile(r"(?:and|or|with|without|including|under|by|in|from|at|no|not|half)\b")
"""Begins what belongs to the words before a comma, and no thing of its own."""
_CUTS = (frozenset({"CCONJ", "SCONJ", "PUNCT"}), frozenset({"ADP", "PART"}))
"""Where a label that is too long is cut, the best places first."""
_LEADING = frozenset({"ADV", "SCONJ", "CCONJ", "ADP", "PUNCT", "PART", "INTJ", "SYM", "AUX"})
_TRAILING = frozenset({"ADP", "DET", "SCONJ", "CCONJ", "PUNCT", "PART", "AUX"})
_LATE = frozenset({"instead", "too", "also", "again", "however", "first", "now"})
_KEPT = frozenset({"no", "not", "nothing", "neither", "never", "without"})
"""Words that turn the meaning round and so are never cut off at an end."""
_POINTING = frozenset({"this", "that", "these", "those", "such"})
_PERSONAL = frozenset({"PRP", "WP", "WDT", "EX"})


def bare(text: str) -> str:
    """Words without what leads to them ("at the same time, on") and what is told beside them.

    >>> bare("In its account, on full control over the region, which he claims")
    'on full control over the region'
    """
    text = " ".join(text.split()).strip(" \"“”'‘’,;:.–—")
    for _ in range(3):
        text = _DAY.sub("", _PLACED.sub("", _ASIDE.sub("", text)))
        text = _LEAD.sub("", text).strip(" \"“”'‘’,;")
    found = next((m for m in _TAIL.finditer(text) if m.start() > 0), None)
    return (text[: found.start()] if found else text).strip(" \"“”'‘’,;:.–—")


def parts(text: str) -> list[str]:
    """The things that words put side by side.

    >>> parts("full control of the region, as well as on a halt to supplies")
    ['full control of the region', 'a halt to supplies']
    """
    found = [one for part in _JOINT.split(text) if (one := part.strip(" ,;."))]
    return [text] if any(_BESIDE.match(one) for one in found[1:]) else found


def label_of(doc: Doc) -> str | None:
    """The label that parsed words make; None where they point to something that they do not name.

    A label names a thing, has no pronoun for it, and is at most ``MOST_WORDS`` long.
    """
    tokens = _trimmed([token for token in doc if not token.is_space])
    if not tokens or _is_pointing(tokens) or _is_idle(tokens) or not _names_something(tokens):
        comma = next((token for token in doc[1:] if token.text == ","), None)
        return label_of(doc[: comma.i].as_doc()) if comma is not None else None
    kept = _shortened(tokens)
    label = "".join(token.text_with_ws for token in kept).strip(" \"“”'‘’,;:.–—")
    if any(label.count(one) != label.count(other) for one, other in ("()", "[]", "“”")):
        return None
    return f"{label} …" if kept[-1].i < tokens[-1].i and _is_broken(kept, tokens) else label


def id_of(label: str) -> str:
    """An id of the telling words of a label, in small ASCII letters; "option" where it has none.

    >>> id_of("full control over the four regions"), id_of("9,200 tonnes of cod")
    ('full-control-four-regions', '9200-tonnes-cod')
    """
    plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    found = re.findall(r"[a-z0-9]+", re.sub(r"(?<=\d),(?=\d)|['’]s?\b", "", plain))
    telling = [word for word in found if word not in words("stop", "words") or word in _KEPT]
    return "-".join(telling[:_MOST_IN_ID]) or "option"


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Tokens from the first that tells something to the last."""
    while tokens and tokens[0].pos_ in _LEADING and tokens[0].lower_ not in _KEPT:
        tokens = tokens[1:]
    while tokens and _is_loose(tokens[-1]):
        tokens = tokens[:-1]
    return tokens


def _is_loose(token: Token) -> bool:
    """Whether a word at the end belongs to what was cut off."""
    if token.dep_ == "prt" or token.lower_ in _KEPT:
        return False
    return token.pos_ in _TRAILING or token.lower_ in _LATE


def _is_idle(tokens: list[Token]) -> bool:
    """Whether it tells what happened, or of travel and talk, instead of what is to be."""
    root = next((token for token in tokens if token.dep_ == "ROOT"), tokens[0])
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in root.children)
    is_told = has_subject and any(t.tag_ == "VBD" for t in (root, *root.children))
    return is_told or root.lemma_.lower() in words("suggesting", "idle")


def _is_pointing(tokens: list[Token]) -> bool:
    """Whether some of it is named elsewhere only: "them", "these demands", "what he said"."""
    return any(
        token.tag_ in _PERSONAL or (token.lower_ in _POINTING and token.pos_ in ("DET", "PRON"))
        for token in tokens
    )


def _names_something(tokens: list[Token]) -> bool:
    """Whether a noun or a quantity says what it is about: neither "a gesture" nor "peace"."""
    nouns = {
        token.lemma_.lower()
        for token in tokens
        if token.pos_ in ("NOUN", "PROPN") and token.lower_ not in words("suggesting", "vague")
    }
    told = features_of(" ".join(token.text for token in tokens))
    return bool(nouns) and len(told.words - {NONE}) + len(told.numbers) >= 2


def _shortened(tokens: list[Token]) -> list[Token]:
    if sum(token.is_alpha or token.like_num for token in tokens) <= MOST_WORDS:
        return tokens
    first = tokens[: MOST_WORDS + 1]
    for cuts in _CUTS:
        ends = [place for place, token in enumerate(first) if token.pos_ in cuts and place >= 4]
        if ends:
            return _trimmed(first[: ends[-1]]) or first[:MOST_WORDS]
    return first[:MOST_WORDS]


def _is_broken(kept: list[Token], tokens: list[Token]) -> bool:
    """Whether a label ends amid its sentence rather than before a comma."""
    after = next((token for token in tokens if token.i > kept[-1].i), None)
    return after is not None and after.text != ","
