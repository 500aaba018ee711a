"""Movement between sentences of different days: refused then, given now; another figure.

A stand is compared with the party's last one on the same issue that shares its words, not with
its strongest. A figure moved towards the one that another party names, or away from it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from dragoman.assessment.positions.shifts import movement_of
from dragoman.assessment.wording import content_words
from dragoman.calendar import number_of
from dragoman.model import Movement

_FIGURE = re.compile(
    r"(?<![\w.,-])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?: (?P<scale>million|billion|thousand))? (?P<unit>per cent|[a-z]+)"
)
_NO_UNIT = content_words(
    "january february march april may june july august september october november december to of "
    "and or on in at by for the from with until hours hour days day weeks week months month years "
    "year minutes minute o"
)
_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_STATE = {"gives": "offered", "refuses": "refused", "demands": "demanded"}
_BACK = 12
"""A stand is compared with at most so many before it."""


@frozen(kw_only=True)
class Stand:
    """What a sentence says that a party gives, refuses or demands.

    ``key`` orders the stands of one day; ``day`` is EDTF.
    """

    party: str
    issue: str
    state: str
    day: str
    text: str
    key: tuple[str, int]
    words: frozenset[str]


@frozen(kw_only=True)
class Named:
    """A figure that a party names in a sentence on an issue."""

    party: str
    issue: str
    value: float
    unit: str
    day: str
    text: str
    key: tuple[str, int]


def figures_of(text: str) -> Iterator[tuple[int, float, str]]:
    """The numbers of a sentence with their units: where (code points), value, unit."""
    for found in _FIGURE.finditer(text):
        unit = found["unit"].removesuffix("s")
        value = number_of(found["number"].replace(",", ""))
        if unit in _NO_UNIT or found["unit"] in _NO_UNIT or value is None:
            continue
        yield found.start(), float(value) * _SCALE.get(found["scale"] or "", 1.0), unit


def moved_stands(
    stands: Iterable[Stand], names: frozenset[str]
) -> Iterator[tuple[Stand, Movement, str]]:
    """The stands that moved, each with what it is compared with.

    ``names`` are words of the parties' names: sharing these says nothing.
    """
    lines: defaultdict[tuple[str, str], list[Stand]] = defaultdict(list)
    for stand in sorted(stands, key=lambda s: (s.day, s.key)):
        line = lines[stand.party, stand.issue]
        before = next((s for s in reversed(line[-_BACK:]) if _is_alike(s, stand, names)), None)
        line.append(stand)
        if before is None or before.day >= stand.day:
            continue
        movement = movement_of(_STATE[before.state], stand.state)
        if movement is not None and before.state != "demands" and stand.state != "demands":
            yield stand, movement, before.text


def _is_alike(one: Stand, other: Stand, names: frozenset[str]) -> bool:
    """Whether two stands share a telling word; what was given once must share two to be refused."""
    least = 2 if one.state == "gives" else 1
    return len((one.words & other.words) - names) >= least


def moved_figures(named: Sequence[Named]) -> Iterator[tuple[Named, Movement, str]]:
    """The figures that moved towards or away from what another party last named."""
    lines: defaultdict[tuple[str, str], dict[str, Named]] = defaultdict(dict)
    for one in sorted(named, key=lambda n: (n.day, n.key)):
        line = lines[one.issue, one.unit]
        before = line.get(one.party)
        rivals = [other for party, other in sorted(line.items()) if party != one.party]
        line[one.party] = one
        if before is None or before.day >= one.day or before.value == one.value or not rivals:
            continue
        rival = max(rivals, key=lambda r: (r.day, r.key)).value
        near, far = abs(one.value - rival), abs(before.value - rival)
        if near != far:
            movement = Movement.SOFTENED if near < far else Movement.HARDENED
            yield one, movement, before.text


def telling(text: str) -> frozenset[str]:
    """The telling words of a stand; how much and when tell nothing."""
    return frozenset(
        word
        for word in content_words(text)
        if len(word) > 3 and not word.isdigit() and word not in _DEGREES
    )


_DEGREES = content_words(
    "said says told after before when full half more less whole further ready willing prepared "
    "open talks minister ministers government president office meeting would will could should "
    "have been only other first last week month year also monday tuesday wednesday thursday friday "
    "saturday sunday their they that with until under over than side sides both agree agreed new"
)
