"""Who left the room: two accounts that name another as the one who broke off."""

import re
from collections.abc import Iterator

from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.discrepancies.rivals import Told
from dragoman.assessment.wording import pattern_of
from dragoman.model import DiscrepancyKind

_BOTH = re.compile(
    r"\b(?:both|they|the (?:two )?(?:sides|parties|delegations|teams)|talks?)\b", re.I
)


class Leaving:
    """Which side walked out."""

    kind = DiscrepancyKind.DENIAL
    name = "who walked out"
    is_within_party = True
    shares = 1
    days_apart = 5
    compares_days = False

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """Who a sentence says left, where it says so flatly."""
        for found in pattern_of("walking out").finditer(line.text):
            start, end = found.span()
            if line.is_wished(start) or line.is_future(start) or lines.is_asked(line, start, end):
                continue
            clause = line.clause_before(start)
            party = _leaver(line, lines, start)
            if party is None or pattern_of("denying word").search(clause):
                continue
            name = lines.witnesses.roster.called(party)
            yield Told(
                point=("left",),
                value=party,
                line=line,
                start=start,
                end=end,
                matter="who walked out",
                says=f"{name} walked out",
            )
            return

    def differ(self, one: Told, two: Told) -> str | None:
        """One names this side, the other that."""
        if one.value == two.value:
            return None
        return "each account names another side as the one that left"


def _leaver(line: Line, lines: Lines, start: int) -> str | None:
    """The party named last before the verb in the sentence; none where both are meant."""
    named = [p for place, p in lines.witnesses.roster.named_in(line.text) if place < start]
    last = [n for n, _ in lines.witnesses.roster.named_in(line.text) if n < start]
    if not named or _BOTH.search(line.text[last[-1] : start]):
        return None
    return named[-1]
