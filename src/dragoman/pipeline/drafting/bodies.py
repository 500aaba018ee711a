"""Who must approve: from the dossier's constraints to ``[[ratification]]``."""

import re
from collections.abc import Iterable

from dragoman.model import Constraint, ConstraintKind, Contents, Ratification

_RULES = ((50.0, "majority"), (66.7, "two thirds"), (75.0, "three quarters"), (100.0, "unanimity"))
_CLOSE = 0.5
_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her) ", re.IGNORECASE)


def find_ratifications(contents: Contents, parties: Iterable[str]) -> tuple[Ratification, ...]:
    """Bodies that must approve and that the negotiation does not list yet."""
    known = {(r.party, _plain(r.body)) for r in contents.negotiation.ratifications}
    able = set(parties)
    found: dict[tuple[str, str], Ratification] = {}
    for one in contents.constraints:
        if one.constraint_kind is not ConstraintKind.RATIFICATION or one.party not in able:
            continue
        key = (one.party or "", _plain(one.body))
        if not one.body.strip() or any(_is_same(key, other) for other in known):
            continue
        found.setdefault(key, _ratification(one))
    return tuple(found.values())


def _is_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and (one[1] in other[1] or other[1] in one[1])


def _plain(body: str) -> str:
    return " ".join(_ARTICLE.sub("", body.casefold().strip()).split())


def _ratification(one: Constraint) -> Ratification:
    rule, needs = "", None
    if one.quantity is not None and one.quantity.unit == "%" and one.quantity.value is not None:
        value = one.quantity.value
        rule = next((word for share, word in _RULES if abs(value - share) <= _CLOSE), "")
        needs = None if rule or not 0 < value <= 100 else round(value / 100, 3)
    return Ratification(
        party=one.party or "",
        body=_ARTICLE.sub("", one.body.strip()),
        rule=rule,
        needs=needs,
        because=tuple(f"statement:{i}" for i in one.statements or (one.id,)),
    )


def words_of(contents: Contents, one: Ratification) -> str:
    """The words of the text that tell of a body that was found."""
    return next(
        (
            c.words
            for c in contents.constraints
            if (c.party, _plain(c.body)) == (one.party, _plain(one.body))
        ),
        "",
    )
