"""Chambers: how many seats a rule in words asks for.

A rule is read only where every word of it is known; anything else stays a question to the analyst
(a "qualified majority", "both houses", "a majority of each community" are not guessed at).
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from math import isfinite, lcm

from attrs import frozen

from dragoman.errors import BadIssueSpace

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
_PARTS |= {"eighth": 8, "ninth": 9, "tenth": 10}
_SHARE = re.compile(
    rf"\b(?P<top>{'|'.join(_ONES)}|\d+) (?P<part>{'|'.join(_PARTS)})s?\b"
    r"|(?P<over>\d+) ?/ ?(?P<under>\d+)"
    r"|(?P<of>\d+) (?:out )?of (?:the )?(?P<total>\d+)\b"
    r"|(?P<percent>\d+(?:\.\d+)?) ?(?:%|percent\b|per cent\b)"
    r"|(?P<seats>\d+(?:\.\d+)?) (?:seats|votes|members)\b"
)
_HALF = re.compile(
    r"\b(?:more than|over|above) (?:a |one )?half\b|\bhalf plus one\b"
    r"|\b50 ?(?:%|percent|per cent) (?:\+|plus) ?(?:1|one)\b"
    r"|\b(?:(?:simple|absolute|bare|ordinary|plain|straight) )?majority\b"
)
_ALL = re.compile(r"\bunanim(?:ity|ous|ously)(?: consent)?\b|\bconsensus\b|\bconsent\b|\ball\b")
_ABOVE = re.compile(r"\b(?:more than|over|above|exceeding)\b")
_AT_LEAST = re.compile(r"\b(?:at least|(?:no|not) less than|(?:no|not) fewer than|minimum of)\b")
_FILLERS = frozenset(
    re.findall(
        r"\w+",
        "a an the of in by its their to is are must vote votes voting cast present member members"
        " seat seats required needed approval approve approves decision body parliament assembly"
        " senate house council congress chamber committee cabinet government referendum"
        " legislature deputies delegates voters",
    )
)
_BESIDE_SHARE = frozenset({"majority", "qualified", "special", "super", "advice", "consent", "all"})
_PAIRS = {"present and voting": "present voting", "advice and consent": "advice consent"}
_DIGITS = 10**6
_MOST_UNITS = 10**11
_SLACK = 1e-12


@frozen(kw_only=True)
class SeatRule:
    """A rule that was understood: a ``share`` (0–1) of all seats, or a number of ``seats``.

    ``is_strict`` says that more than the share is asked for, not just the share.
    """

    share: Fraction | None = None
    seats: Fraction | None = None
    is_strict: bool = False


@frozen(kw_only=True)
class Threshold:
    """How many seats must accept, None where that stays a question; ``why`` in a clause."""

    needed: float | None
    why: str


def needed_seats(
    rule: str, needs: float | None, seats: Sequence[float], *, body: str = ""
) -> float | None:
    """How many seats must accept: ``threshold`` without its reason."""
    return threshold(rule, needs, seats, body=body).needed


def threshold(
    rule: str, needs: float | None, seats: Sequence[float], *, body: str = ""
) -> Threshold:
    """How many of ``seats`` (one number a faction) must accept, and how that was read.

    A majority is strictly more than half of all seats (61 of 120), two thirds and the like at
    least that share, unanimity, consent and consensus all. ``needs`` (above 0, at most 1) is the
    share itself and wins over the words; where it is merely what the words say, rounded as written
    (0.667 for two thirds), the words hold exactly. The result is the smallest step of seats
    that meets the rule; where seats are not whole, less one part in 10^12 of all of them, so
    that the last bit of a sum does not decide. Words of ``body`` within the rule are passed over.

    Raises:
        BadIssueSpace: a number of seats or ``needs`` is out of range.
    """
    units, per_seat = whole_units(seats)
    total = sum(units)
    if not total:
        return Threshold(needed=None, why="nobody is known to sit in it")
    read = read_rule(rule, body=body)
    why = f"{rule!r} is read of all seats"
    if needs is not None and not _is_rounded(needs, read):
        read, why = SeatRule(share=_share(needs)), f"at least {needs:g} of all seats"
    if read is None:
        return Threshold(needed=None, why=f"the rule {rule!r} is not understood; give needs")
    needed = _units_needed(read, total, per_seat)
    if needed > total:
        held = f"{total / per_seat:g}"
        return Threshold(needed=None, why=f"{rule!r} asks for more than the {held} seats listed")
    slack = 0.0 if per_seat == 1 else _SLACK * total / per_seat
    return Threshold(needed=needed / per_seat - slack, why=why)


def read_rule(rule: str, *, body: str = "") -> SeatRule | None:
    """What a rule in words asks for; None where a word is not known or two shares differ.

    >>> read_rule("two-thirds majority of the members")
    SeatRule(share=Fraction(2, 3), seats=None, is_strict=False)
    """
    words, fillers = _normal(rule), _FILLERS | set(_normal(body).split())
    for pair, single in _PAIRS.items():
        words = words.replace(pair, single)
    if _HALF.search(words) and _is_known(_HALF.sub(" ", words), fillers | {"all"}):
        return SeatRule(share=Fraction(1, 2), is_strict=True)
    if _SHARE.search(words):
        return _read_share(words, fillers)
    if _ALL.search(words) and _is_known(_ALL.sub(" ", words), fillers):
        return SeatRule(share=Fraction(1))
    return None


def whole_units(seats: Sequence[float]) -> tuple[tuple[int, ...], int]:
    """Seats as whole numbers of one small unit, and how many units make one seat (1 if whole).

    Raises:
        BadIssueSpace: a number of seats is below zero, not finite, or has more than six digits
            after the point; or all of them are too many to count exactly.
    """
    for seat in seats:
        if not isfinite(seat) or seat < 0:
            raise BadIssueSpace(f"{seat!r} seats; give each faction a number, zero or more")
    exact = [Fraction(str(seat)) for seat in seats]
    per_seat = lcm(*(seat.denominator for seat in exact))
    units = tuple(int(seat * per_seat) for seat in exact)
    if per_seat > _DIGITS or sum(units) > _MOST_UNITS:
        raise BadIssueSpace(
            f"seats {', '.join(f'{seat:g}' for seat in seats)} are too many or too fine to be "
            "counted exactly; write them with fewer digits"
        )
    return units, per_seat


def units_needed(needed: float, per_seat: int) -> int:
    """The smallest whole number of units that reaches ``needed`` seats."""
    return -(-Fraction(needed) * per_seat // 1)


def _read_share(words: str, fillers: frozenset[str]) -> SeatRule | None:
    rest = _SHARE.sub(" ", words)
    is_strict = _ABOVE.search(rest) is not None
    rest = _AT_LEAST.sub(" ", _ABOVE.sub(" ", rest))
    found = {_asked(match, is_strict) for match in _SHARE.finditer(words)}
    return found.pop() if len(found) == 1 and _is_known(rest, fillers | _BESIDE_SHARE) else None


def _asked(found: re.Match[str], is_strict: bool) -> SeatRule | None:
    if found["seats"]:
        return SeatRule(seats=Fraction(found["seats"]), is_strict=is_strict)
    share = _fraction(found)
    return SeatRule(share=share, is_strict=is_strict) if share and share <= 1 else None


def _fraction(found: re.Match[str]) -> Fraction | None:
    if found["percent"]:
        return Fraction(found["percent"]) / 100
    if found["top"]:
        top, under = found["top"], _PARTS[found["part"]]
        return Fraction(_ONES.index(top) + 1 if top in _ONES else int(top), under)
    top, bottom = int(found["over"] or found["of"]), int(found["under"] or found["total"])
    return Fraction(top, bottom) if bottom else None


def _units_needed(read: SeatRule, total: int, per_seat: int) -> int:
    asked = read.seats * per_seat if read.seats is not None else (read.share or 0) * total
    return asked // 1 + 1 if read.is_strict else -(-asked // 1)


def _is_rounded(needs: float, read: SeatRule | None) -> bool:
    """Whether a share is what the words say, rounded to the digits that it is written with."""
    if read is None or read.share is None:
        return False
    written = _share(needs)
    digits = len(str(needs).partition(".")[2])
    return abs(written - read.share) * 2 * 10**digits <= 1 if digits > 1 else written == read.share


def _share(needs: float) -> Fraction:
    if not isfinite(needs) or not 0 < needs <= 1:
        raise BadIssueSpace(f"needs {needs!r} is not a share of the seats above 0 and at most 1")
    return Fraction(str(needs))


def _normal(words: str) -> str:
    return " ".join(re.sub(r"[^\w%/+.]|(?<!\d)\.|\.(?!\d)", " ", words.lower()).split())


def _is_known(words: str, known: frozenset[str]) -> bool:
    return all(word in known for word in words.split())
