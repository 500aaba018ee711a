"""Holder: a person widely known to have held an office that reporting need not introduce."""

import re
from collections.abc import Iterable
from functools import cache

from attrs import field, frozen

from dragoman.gazetteer.spelling import folded
from dragoman.gazetteer.tables import rows, several

_INNER_ARTICLES = re.compile("(?<= )(?:al|el) ")
_FIRST_ARTICLE = re.compile("^(?:al|el) ")


@frozen(kw_only=True)
class Holder:
    """One term of one person in one office: a row of ``office_holders.tsv``.

    ``party`` is an ISO alpha-3 code or the id of an organisation, ``gender`` "m" or "f".
    ``since`` and ``until`` are years, both inclusive; None where the year is not certain and, for
    ``until``, where no end was known when the table was written. Two terms are two holders.
    ``surnames`` are the short forms of a second mention ("Xi", "von der Leyen").
    """

    name: str
    aliases: tuple[str, ...] = ()
    surnames: tuple[str, ...]
    party: str
    office: str
    gender: str
    since: int | None = None
    until: int | None = None

    def may_hold_in(self, year: int) -> bool:
        """Whether nothing known speaks against the person holding the office in ``year``."""
        return (self.since or year) <= year <= (self.until or year)


@cache
def holders() -> tuple[Holder, ...]:
    """Every row of the table, in its order; read at the first call, kept after."""
    return tuple(_holder(row) for row in rows("office_holders"))


@frozen(kw_only=True)
class HolderIndex:
    """Finds holders by a spelling; case, accents, hyphens, dots and apostrophes do not matter.

    Nor does the Arabic article: "Sisi", "al-Sisi" and "el-Sisi" are one. The answers keep the
    table's order. Nobody is chosen among several: which of two people of one surname a text
    means, its other words must say.
    """

    _names: dict[str, tuple[Holder, ...]] = field(repr=False)
    _surnames: dict[str, tuple[Holder, ...]] = field(repr=False)

    @classmethod
    def of(cls, known: Iterable[Holder]) -> "HolderIndex":
        """An index over the given holders."""
        kept = tuple(known)
        return cls(
            names=_grouped((_name_key(n), h) for h in kept for n in (h.name, *h.aliases)),
            surnames=_grouped((_surname_key(n), h) for h in kept for n in h.surnames),
        )

    @classmethod
    def load(cls) -> "HolderIndex":
        """The index over the whole table, made once."""
        return _load()

    def by_name(self, name: str) -> tuple[Holder, ...]:
        """The offices of whoever has this full name or alias; empty when nobody has it."""
        return self._names.get(_name_key(name), ())

    def by_surname(self, surname: str) -> tuple[Holder, ...]:
        """The offices of all who are called so for short; empty when nobody is."""
        return self._surnames.get(_surname_key(surname), ())


@cache
def _load() -> HolderIndex:
    return HolderIndex.of(holders())


def _holder(row: dict[str, str]) -> Holder:
    aliases = several(row["aliases"])
    return Holder(
        name=row["name"],
        aliases=aliases,
        surnames=several(row["known_as"]) or _last_words(row["name"], *aliases),
        party=row["party"],
        office=row["office"],
        gender=row["gender"],
        since=_year(row["since"]),
        until=_year(row["until"]),
    )


def _last_words(*names: str) -> tuple[str, ...]:
    """The last word of each name, every spelling once."""
    return tuple(dict.fromkeys(name.split()[-1] for name in names))


def _year(cell: str) -> int | None:
    return int(cell) if cell else None


def _grouped(pairs: Iterable[tuple[str, Holder]]) -> dict[str, tuple[Holder, ...]]:
    found: dict[str, dict[Holder, None]] = {}
    for key, holder in pairs:
        found.setdefault(key, {})[holder] = None
    return {key: tuple(group) for key, group in found.items()}


def _name_key(name: str) -> str:
    """A folded full name without the Arabic article inside it."""
    return _INNER_ARTICLES.sub("", folded(name))


def _surname_key(surname: str) -> str:
    return _FIRST_ARTICLE.sub("", _name_key(surname))
