"""On which day a contact was, is to be, or a thing agreed begins."""

import re
from collections.abc import Iterator
from datetime import date

from dragoman.assessment.discrepancies.lines import Line, Lines, family_of
from dragoman.assessment.discrepancies.rivals import Told
from dragoman.assessment.discrepancies.stems import matter_stems
from dragoman.assessment.wording import pattern_of
from dragoman.calendar import describe
from dragoman.model import DiscrepancyKind

_LOOKED_BACK = 12
"""A contact that texts of one week tell of lies at most so many days before them."""
_NEXT = 90
_SPOKE = re.compile(r"\bspoke (?:with|to) (?=[A-Z])|\bspoke on\b")
_PLACE = re.compile(r"\b(?:in|at) ([A-Z][\w-]+)")
_MONTHS = frozenset(date(2000, month, 1).strftime("%B") for month in range(1, 13))


class Days:
    """The day of a contact, of the next one, or of what takes effect."""

    kind = DiscrepancyKind.DAY
    name = "day"
    is_within_party = True
    shares = 2
    days_apart = 4
    compares_days = False

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """The day that a sentence gives to what it tells of; one that names several gives none."""
        text = line.text
        if line.day is None:
            return
        for point, matter, ahead in _points(line):
            found = [d for d in line.days(ahead=ahead) if _is_of(text, d[0], point[0])]
            if len(found) != 1:
                continue
            start, low, high = found[0]
            if point[0] == "held" and pattern_of("again").search(text):
                continue
            past = not ahead and 0 <= (line.day - low).days <= _LOOKED_BACK
            if past or (ahead and high >= line.day):
                if line.is_wished(start) or (not ahead and line.is_future(start)):
                    continue
                yield Told(
                    point=point,
                    value=(low, high, line.is_by_night()),
                    line=line,
                    start=start,
                    end=start + 3,
                    matter=matter,
                    says=describe(low.isoformat()),
                )

    def differ(self, one: Told, two: Told) -> str | None:
        """Two days that cannot be one: not neighbours by night, and past for both texts."""
        low, high = sorted((one, two), key=lambda t: t.value[:2])
        apart = (high.value[0] - low.value[1]).days
        if apart < 1 or (apart == 1 and (low.value[2] or high.value[2])):
            return None
        if _places(one) and _places(two) and not _places(one) & _places(two):
            return None
        held = one.point[0] in ("held", "signed")
        earliest = min(t.line.day for t in (one, two) if t.line.day)
        if held and (earliest < high.value[0] or apart > _LOOKED_BACK):
            return None
        return f"{low.says} and {high.says} cannot both be its day"


def _points(line: Line) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """What a sentence may give a day to: the point, the matter, whether it lies ahead."""
    text = line.text
    family = family_of(text) or ("call" if _SPOKE.search(text) else "")
    starts = pattern_of("taking effect").search(text)
    if starts and pattern_of("truce").search(text):
        ahead = not pattern_of("took effect").search(text)
        yield ("effect", "truce"), "from which day the truce holds", ahead
        return
    upcoming = pattern_of("to come").search(text)
    named = pattern_of("appointments").search(text)
    if upcoming and named:
        thing = named[0].casefold()
        yield ("next", *sorted(matter_stems(thing))), f"on which day the {thing} is", True
    elif upcoming and family:
        level = pattern_of("levels").search(text)
        who = level[0].casefold().rstrip("s") if level else ""
        yield ("next", who), "on which day the next meeting is", True
    elif family and not line.is_headline:
        yield ("held", family), f"on which day the {family} was", False


def _is_of(text: str, start: int, point: str) -> bool:
    """Whether the day goes with the contact, not with who said so when."""
    before, after = text[:start], text[start:]
    words = {"effect": "taking effect", "next": "appointments or contact"}.get(
        point, "contact words"
    )
    told = [m.end() for m in pattern_of("said").finditer(before)]
    done = [m.end() for m in pattern_of(words).finditer(before)]
    if done and (not told or done[-1] > told[-1]):
        return True
    if pattern_of("day of contact").match(after):
        return True
    # "On Wednesday, 9 April, the president spoke …": nobody says anything in between.
    next_ = pattern_of(words).search(after[:_NEXT])
    said = pattern_of("said").search(after[:_NEXT])
    return bool(next_ and not told and (said is None or next_.start() < said.start()))


def _places(told: Told) -> frozenset[str]:
    return frozenset(_PLACE.findall(told.line.text)) - _MONTHS
