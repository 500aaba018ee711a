"""Headline: the title of a text that no field and no heading gives."""

import re
from itertools import islice

from dragoman.ingest.daylines import is_day_line
from dragoman.ingest.furniture import blocks, is_sentence, kind_of, unmarked

MAX_HEADLINE = 200
"""The most characters that a headline has."""

_TOP = 6
"""Blocks at the head of a text among which the headline is looked for."""


def headline(body: str) -> str | None:
    r"""The headline of a text (front matter removed), None when no line reads like one.

    A Markdown heading of the first level wins. Otherwise it is the first block that is short,
    does not end with a full stop and is followed by more text; breadcrumbs, bylines, notices and
    date lines before it are passed over.

    >>> headline("Talks end at Sundholm\n\nThey ended on Tuesday, and nobody said how.")
    'Talks end at Sundholm'
    """
    heading = re.search(r"^# +(\S.*)$", body[:4000], re.MULTILINE)
    if heading:
        return unmarked(heading[1].rstrip("# \r"))
    top = [" ".join(unmarked(block).split()) for block in islice(blocks(body[:8000]), _TOP + 1)]
    for position, block in enumerate(top[:_TOP]):
        if _is_passed_over(block):
            continue
        if not _reads_like_one(block) or position + 1 == len(top):
            return None
        return _unglued(block, top[position + 1])
    return None


def _is_passed_over(block: str) -> bool:
    """Whether a block stands above headlines: a notice, a breadcrumb, a byline, a day."""
    return kind_of(block) is not None or is_day_line(block) or len(block) < 4


def _reads_like_one(block: str) -> bool:
    """Whether a block is short and does not end like a sentence of prose."""
    if len(block) > MAX_HEADLINE or len(block.split()) < 2:
        return False
    return (
        not is_sentence(block) or block.rstrip("\"'”’»").endswith(("?", "!")) or _is_quoted(block)
    )


def _is_quoted(block: str) -> bool:
    """Whether a block ends in a quotation that has no full stop."""
    return block.endswith(("”", "»", '"')) and not block[:-1].endswith((".", "…", ","))


def _unglued(block: str, following: str) -> str:
    """The headline without the name of the section that a copied page glues before it."""
    repeats = block != following and block.endswith(following) and len(following.split()) >= 4
    return following if repeats else block
