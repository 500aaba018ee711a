"""How long a contact lasted and how much was agreed, in the sentences of different texts."""

import re
from collections.abc import Iterator
from itertools import pairwise

from dragoman.assessment.discrepancies.figures import bound_of, figures_in
from dragoman.assessment.discrepancies.lines import Line, Lines, family_of
from dragoman.assessment.discrepancies.rivals import Told
from dragoman.assessment.discrepancies.stems import matter_stems
from dragoman.assessment.wording import is_listed, pattern_of
from dragoman.calendar import scan
from dragoman.calendar.grammar import Expression
from dragoman.model import DiscrepancyKind, Quantity

_UNITS = {"H": "hour", "M": "minute", "D": "day", "W": "week"}
_LESSER = "hour"
_SHARED = 2
_WORD = re.compile(r"[^\W\d_]+")


class Lengths:
    """How long a call or meeting lasted."""

    kind = DiscrepancyKind.NUMBER
    name = "length of a contact"
    is_within_party = True
    shares = 2
    days_apart = 4
    compares_days = True

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """The length that a sentence gives, where it names the contact or tells of talking."""
        text = line.text
        if not pattern_of("talked").search(text):
            return
        family = family_of(text) or family_of(line.around)
        for quantity, start, end in lengths_in(text):
            is_aside = pattern_of("beside a length").match(text[end:].lstrip())
            is_long = quantity.unit == "week" or (quantity.unit == "day" and family != "meeting")
            if is_long or is_aside or line.is_wished(start):
                continue
            if family:
                yield Told(
                    point=(family,),
                    value=quantity,
                    line=line,
                    start=start,
                    end=end,
                    matter=f"how long the {family} lasted",
                    says=quantity.text,
                )

    def differ(self, one: Told, two: Told) -> str | None:
        """Two lengths that the words do not allow at once."""
        return cannot_both(one.value, two.value)


class Terms:
    """How long and how many, of what is told as agreed."""

    kind = DiscrepancyKind.NUMBER
    name = "number agreed"
    is_within_party = True
    shares = 2
    days_apart = 4
    compares_days = True

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """The days of a truce and the things counted in a sentence that tells of agreement."""
        text = line.text
        agreed = pattern_of("agreed").search(text)
        planned = agreed or pattern_of("to come").search(text)
        if planned:
            yield from self._counts(line, lines, planned.start())
        if agreed is None or line.is_wished(agreed.start()) or line.is_negated(agreed.start()):
            return
        yield from self._truce(line, lines)
        yield from self._percent(line, lines, agreed.start())

    def _percent(self, line: Line, lines: Lines, agreed: int) -> Iterator[Told]:
        found = list(pattern_of("percent").finditer(line.text))
        if len(found) != 1 or found[0].start() < agreed or line.is_wished(found[0].start()):
            return
        (share,) = found
        bound, before = bound_of(line.text[: share.start()], share[0])
        yield Told(
            point=("percent",),
            value=Quantity(
                text=f"{before} {share[0]}".strip(),
                value=float(share["number"]),
                unit="%",
                bound=bound,
            ),
            line=line,
            start=share.start(),
            end=share.end(),
            matter="which share was agreed",
            says=share[0],
        )

    def _truce(self, line: Line, lines: Lines) -> Iterator[Told]:
        truce = pattern_of("truce").search(line.text) or pattern_of("halting").search(line.text)
        found = [q for q in lengths_in(line.text) if q[0].unit in ("day", "week", "hour")]
        if truce is None or len(found) != 1:
            return
        quantity, start, end = found[0]
        if not line.is_wished(start) and not lines.is_asked(line, start, end):
            yield Told(
                point=("truce",),
                value=quantity,
                line=line,
                start=start,
                end=end,
                matter="how long the truce is to last",
                says=quantity.text,
            )

    def _counts(self, line: Line, lines: Lines, agreed: int) -> Iterator[Told]:
        figures = figures_in(line.passage)
        heads = [figure.head for figure in figures]
        for figure in figures:
            start = figure.passage.start - line.passage.start
            end = figure.passage.end - line.passage.start
            if heads.count(figure.head) > 1 or start < agreed:
                continue
            if line.is_wished(start) or lines.is_asked(line, start, end):
                continue
            marks = sorted(
                w for w in _WORD.findall(line.text.casefold()) if is_listed(w, "other counts")
            )
            yield Told(
                point=(figure.head, *marks),
                value=figure.quantity,
                line=line,
                start=start,
                end=end,
                matter=f"how many {figure.thing} were agreed",
                says=figure.quantity.text,
            )

    def differ(self, one: Told, two: Told) -> str | None:
        """Two numbers that the words do not allow at once, in sentences on one thing."""
        if one.point[0] not in ("truce", "percent"):
            shared = matter_stems(one.line.text) & matter_stems(two.line.text)
            if len(shared) < _SHARED:
                return None
        return cannot_both(one.value, two.value)


def cannot_both(one: Quantity, two: Quantity) -> str | None:
    """Why two numbers cannot both hold, None when they can."""
    if one.fits(two):
        return None
    return f"“{one.text}” and “{two.text}” cannot both hold"


def lengths_in(text: str) -> list[tuple[Quantity, int, int]]:
    """The lengths of time in a text with where they stand (code points).

    >>> [(q.value, q.unit) for q, _, _ in lengths_in("for an hour and twenty minutes")]
    [(80.0, 'minute')]
    """
    found = [e for e in scan(text) if e.form.startswith("dur:P")]
    joined: list[tuple[Quantity, int, int]] = []
    skipped: set[int] = set()
    for one, two in pairwise([*found, None]):
        if one is None or one.start in skipped:
            continue
        first, end = _quantity(text, one), one.end
        if first is None:
            continue
        second = (
            _quantity(text, two) if two and text[one.end : two.start] in (" and ", " ") else None
        )
        if second and two and first.unit == _LESSER and second.unit == "minute":
            skipped.add(two.start)
            minutes = 60 * (first.value or 0) + (second.value or 0)
            whole = text[one.start : two.end]
            first = Quantity(text=whole, value=minutes, unit="minute", bound=first.bound)
            end = two.end
        joined.append((first, one.start, end))
    return joined


def _quantity(text: str, found: Expression) -> Quantity | None:
    letter = found.form[-1]
    number = found.form.removeprefix("dur:P").removeprefix("T")[:-1]
    if letter not in _UNITS or (letter == "M" and "T" not in found.form):
        return None
    try:
        value = float(number)
    except ValueError:
        return None
    words = text[found.start : found.end]
    bound, before = bound_of(text[: found.start], words)
    return Quantity(
        text=" ".join(f"{before} {words}".split()), value=value, unit=_UNITS[letter], bound=bound
    )
