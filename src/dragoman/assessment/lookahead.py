"""Whether words tell of something still to be done, and something definite."""

import re

from dragoman.assessment.wording import is_hollow, is_listed

_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|won['’]t|is to|are to)\b|['’]ll\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|had|must|can|could|may|might|do|does|did)\b")
_EXPLETIVE = re.compile(
    r"^(?:that )?(?:it|this|that|there) (?:would|will) (?:take|be|mean|depend|require|need)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"^(?:not |never )?to (?:\w+ly )?(.+)|\b(?:will|would|shall|should)(?: not| never)? (.+)"
)
_THAT = re.compile(r"^that\b", re.IGNORECASE)
_SOME_DAY = re.compile(r"\bat some (?:later |other )?(?:time|point|stage|day)\b|\bsome day\b", re.I)
_IF = re.compile(r"\b(?:if|should|unless)\b.*\bwould\b|\bwould\b.*\bif\b", re.IGNORECASE)
_OWN_SUBJECT = re.compile(r"^(?:that )?(?:no|he|she|it|they|we|i)\b", re.IGNORECASE)
_AFTER_HEAD = re.compile(r"\b(?:of|to|for|on|in|with|that|which|by)\b")
_NOUN_WORDS = 14
"""A thing agreed ("a ceasefire of 30 days") is named in at most so many words."""


def looks_ahead(words: str) -> bool:
    """Whether what is accepted or promised is still to be done, and binds to something.

    >>> looks_ahead("to hand over the records"), looks_ahead("that the talks were hard")
    (True, False)
    >>> looks_ahead("that both would consider it"), looks_ahead("a truce of 30 days")
    (False, True)
    """
    text = " ".join(words.split()).strip("\"“”'’ ")
    if not text or _EXPLETIVE.search(text) or _SOME_DAY.search(text):
        return False
    if words.lstrip().startswith(('"', "“")) and not _TO_COME.search(text):
        # A quoted clause ("I said yes to the number") is no thing agreed.
        return False
    verb = main_verb(text)
    if any(is_listed(verb, name) for name in ("vague", "weighing")):
        return False
    if is_listed(verb.partition(" ")[0], "siding"):  # "to back it", but not "to take it back"
        return False
    if text.lower().startswith(("to ", "not to ", "never to ", "on ")):
        return True
    if _TO_COME.search(text):
        return True
    is_clause = _THAT.search(text) or _CLAUSE.search(text)
    return not is_clause and len(text.split()) <= _NOUN_WORDS and not _is_view(text)


def _is_view(phrase: str) -> bool:
    """Whether a noun phrase names a view or manner: to accept "the idea of a summit" does nothing.

    >>> _is_view("the idea of a summit"), _is_view("a halt to strikes")
    (True, False)
    """
    head = _AFTER_HEAD.split(phrase)[0].strip("\"“”'’.,; ").split()
    return bool(head) and is_hollow(head[-1])


def main_verb(words: str) -> str:
    """What is to be done, in two words: "to take account of it" gives "take account"."""
    found = _VERB.search(words)
    return " ".join((found[1] or found[2]).split()[:3]) if found is not None else ""


def is_forecast(words: str) -> bool:
    """Whether a clause says what would happen in a case, of something that is not the speaker.

    "Missiles, if delivered, would change nothing" promises nothing.
    """
    text = " ".join(words.split())
    return _IF.search(text) is not None and _OWN_SUBJECT.search(text) is None
