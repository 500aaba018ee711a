"""Fingerprints: equal for the same wire text under another headline, byline or credit line."""

import hashlib
import re
import unicodedata
from itertools import islice

from dragoman.ingest.daylines import is_day_line
from dragoman.ingest.front_matter import front_matter
from dragoman.ingest.furniture import (
    LIST_MARK,
    blocks,
    dateline_length,
    is_sentence,
    kind_of,
    unmarked,
)

MIN_LEAD_WORDS = 8
"""The fewest words of a block with which a body can begin."""

MAX_BLOCKS = 5_000
"""The most blocks in which headline, credit lines and body are told apart."""

_DATELINE_WITHIN = 8
_CORRECTION = re.compile(r"(?:correction|clarification|corrected|erratum)\b", re.IGNORECASE)


def fingerprint(text: str) -> str:
    r"""A hash of the body of a text: 32 hexadecimal digits.

    Front matter, headline, byline, day and credit lines, notices and the agency in a dateline do
    not count, nor do white space, capitals, quotation marks and other punctuation. Every word
    and number of the body does, so one changed word makes another fingerprint. A text in which no
    body can be made out is taken as a whole.

    >>> one = fingerprint("Talks end\n\nBy our desk\n\nThe talks ended on Tuesday without a paper.")
    >>> one == fingerprint("No paper\n\nTHE talks ended on  Tuesday without a paper.")
    True
    """
    body = text[front_matter(text).end :]
    words = _words(" ".join(body_blocks(body))) or _words(body) or text.strip()
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def body_blocks(body: str) -> list[str]:
    """The blocks of the article itself, the place and agency before its first words dropped.

    Empty for a text of more than ``MAX_BLOCKS`` blocks, which is no article.
    """
    found = list(islice(blocks(body), MAX_BLOCKS + 1))
    if len(found) > MAX_BLOCKS:
        return []
    kept = [bare for block in found if (bare := unmarked(block)) and not _is_furniture(bare)]
    start = _start(kept)
    inside = [block for block in kept[start:] if _counts(block)]
    while inside and not (is_sentence(inside[-1]) or LIST_MARK.match(inside[-1])):
        inside.pop()
    if inside:
        inside[0] = inside[0][dateline_length(inside[0]) :]
    return inside


def _start(kept: list[str]) -> int:
    """Where the body begins.

    At a dateline near the head or a correction before all else, else at the first full sentence
    that is not the headline. A correction below the text does not begin it: the rest would be
    all that counts, the same under every text that was corrected.
    """
    leads = [
        position
        for position, block in enumerate(kept)
        if _is_lead(block) and not (position == 0 and _is_headline(block))
    ]
    first = leads[0] if leads else len(kept)
    for position, block in enumerate(kept[:_DATELINE_WITHIN]):
        if _is_lead(block) and dateline_length(block):
            return position
        if position <= first and _is_lead(block) and _CORRECTION.match(block):
            return position
    return first


def _is_lead(block: str) -> bool:
    """Whether a body can begin with this block."""
    return is_sentence(block) and len(block.split()) >= MIN_LEAD_WORDS


def _is_headline(block: str) -> bool:
    """Whether a first block is a headline that ends like a sentence: a question, a quotation."""
    return len(block) <= 200 and not block.rstrip("\"'”’»").endswith(".")


def _counts(block: str) -> bool:
    """Whether a block after the beginning is body: a sentence, an item, a long line; a short
    line without a full stop is a heading that the next newspaper leaves out."""
    is_long = len(block.split()) >= MIN_LEAD_WORDS
    return is_long or is_sentence(block) or LIST_MARK.match(block) is not None


def _is_furniture(block: str) -> bool:
    """Whether a block is a byline, a day, a credit line, a notice or a breadcrumb."""
    return kind_of(block) is not None or is_day_line(block)


def _words(text: str) -> str:
    """The words and numbers of a text, folded, a space between two."""
    folded = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\u200b", "")
    spaced = re.sub(r"([%$€£])", r" \1 ", folded.casefold().replace("ʼ", "'"))
    return re.sub(r"[^\w%$€£]+", " ", spaced).strip()
