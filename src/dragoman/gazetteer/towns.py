"""Towns: where a name lies when it is a town's; evidence for a place, never proof.

Many a town has the name of a person, a word or another town ("Nice", "Lincoln"), so the table
is asked only about names that the text itself puts in a place's part.
"""

import re
from functools import cache

from dragoman.gazetteer.spelling import folded
from dragoman.gazetteer.tables import rows, several

_ARTICLE = re.compile("^(?:al|ar|as|ash|az|an|ad|at|el) ")


def town_country(name: str) -> str | None:
    """The country (ISO alpha-3) of the largest town of this name, None when the table has none.

    The table is read at the first call; 20 ms.

    >>> town_country("Ar Raqqah"), town_country("Velland")
    ('SYR', None)
    """
    return _towns().get(_ARTICLE.sub("", folded(name)))


@cache
def _towns() -> dict[str, str]:
    return {town: row["country"] for row in rows("towns") for town in several(row["towns"])}
