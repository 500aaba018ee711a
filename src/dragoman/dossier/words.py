"""What full text is asked, and what it answers, whichever database holds the index."""

import re

from attrs import frozen

from dragoman.errors import BadRequest


@frozen(kw_only=True)
class Hit:
    """An entry that holds the words; of several, the lower ``rank`` fits better.

    SQLite reckons it by bm25, PostgreSQL by ``ts_rank``: only ranks of one search compare.
    """

    kind: str
    id: str
    rank: float


@frozen(kw_only=True)
class Words:
    """What is looked for: every word and phrase of ``wanted``, and none of ``unwanted``.

    A word stands for its forms (Porter's stems), a phrase for its words in this order.
    """

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = ()

    def expression(self) -> str:
        """The words in FTS5's language; everything is quoted, so nothing in them is an operator.

        >>> Words(wanted=("quota", "cod OR not"), unwanted=("ban",)).expression()
        '("quota" AND "cod OR not") NOT ("ban")'
        """
        wanted = " AND ".join(map(_quoted, self.wanted))
        unwanted = " OR ".join(map(_quoted, self.unwanted))
        return f"({wanted}) NOT ({unwanted})" if unwanted else f"({wanted})"


def _quoted(words: str) -> str:
    return '"{}"'.format(plain(words).replace('"', '""'))


def plain(words: str) -> str:
    """``words`` without what no database takes: NUL, and half characters."""
    return words.replace("\0", " ").encode("utf-8", "replace").decode()


def require(words: Words) -> None:
    """Refuse a search for nothing.

    Raises:
        BadRequest: there is no word to look for.
    """
    if not words.wanted or not all(re.search(r"\w", one) for one in words.wanted):
        raise BadRequest("there is no word to look for; give at least one with letters or digits")
