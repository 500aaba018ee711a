"""How a contact ended and how a proposal was answered, in the sentences of different texts."""

import re
from collections.abc import Iterator

from dragoman.assessment.discrepancies.lines import Line, Lines, family_of
from dragoman.assessment.discrepancies.rivals import Told
from dragoman.assessment.discrepancies.stems import matter_stems
from dragoman.assessment.endings import find_endings
from dragoman.assessment.wording import pattern_of, shorten
from dragoman.model import Act, DiscrepancyKind

_WHY = {
    "progress": "one account tells of progress, the other of none",
    "agreement": "one account tells of an agreement, the other that nothing was agreed",
}
_SHARED = 2
_ABOUT = re.compile(r" ?(?P<on>(?:on|to|about|over|for)\b)? ?(?P<what>[^.,;]{4,60})")


class Ends:
    """Progress or none, agreement or none."""

    kind = DiscrepancyKind.OUTCOME
    name = "ending"
    is_within_party = False
    shares = 2
    days_apart = 3
    compares_days = True

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """How a sentence that names the contact says that it ended; experts' views are left out."""
        if pattern_of("to come").search(line.text) or _is_view(line, lines):
            return
        yield from self._progress(line)
        bad = pattern_of("unreached").search(line.text)
        found = bad or pattern_of("reached").search(line.text)
        if found and not line.is_wished(found.start()):
            if not bad and line.is_negated(found.start()):
                return
            if pattern_of("procedural").match(line.text[found.start() :]):
                return
            about = _about(line.text, found)
            yield Told(
                point=("agreement",),
                value=(bad is None, matter_stems(about)),
                line=line,
                start=found.start(),
                end=found.end(),
                matter="whether an agreement was reached",
            )

    def _progress(self, line: Line) -> Iterator[Told]:
        family = family_of(line.text)
        if not family or pattern_of("wishing").search(line.text):
            return
        for ending in find_endings(line.text):
            if ending.dimension == "progress":
                yield Told(
                    point=("progress",),
                    value=(ending.is_good, frozenset()),
                    line=line,
                    start=0,
                    end=len(line.text),
                    matter=f"how the {family} ended",
                )

    def differ(self, one: Told, two: Told) -> str | None:
        """Good and bad in one respect."""
        (mine, stems), (theirs, others) = one.value, two.value
        if mine == theirs or (stems and others and not stems & others):
            return None
        return _WHY[one.point[0]]


class Answers:
    """A proposal accepted, and rejected."""

    kind = DiscrepancyKind.OUTCOME
    name = "answer to a proposal"
    is_within_party = True
    shares = 2
    days_apart = 4
    compares_days = True

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """Who said yes or no to what."""
        found = pattern_of("answer").search(line.text)
        if found is None or line.is_wished(found.start()):
            return
        negated = line.is_negated(found.start())
        if negated and not found["yes"]:
            return
        named = list(lines.witnesses.roster.named_in(line.text[: found.start()]))
        if not named:
            return
        party = named[-1][1]
        name = lines.witnesses.roster.called(party)
        yes = bool(found["yes"]) and not negated
        kind = pattern_of("kind of truce").search(found["what"])
        yield Told(
            point=(party,),
            value=(yes, matter_stems(found["what"]), _day_told(line), _scope(kind)),
            line=line,
            start=found.start(),
            end=found.end(),
            matter=f"whether {name} accepted {shorten(found['what'], 8)}",
            says="accepted" if yes else "rejected",
        )

    def differ(self, one: Told, two: Told) -> str | None:
        """Yes and no to one thing, on one day where both tell it."""
        (mine, stems, day, scope), (theirs, others, other_day, other_scope) = one.value, two.value
        if mine == theirs or scope != other_scope:
            return None
        if len(stems & others) < min(_SHARED, len(stems), len(others)):
            return None
        if day and other_day and day != other_day:
            return None
        return "one account says that it was accepted, the other that it was rejected"


def _about(text: str, found: re.Match[str]) -> str:
    """What an agreement is said to be on; empty where it is on all that was talked about."""
    about = _ABOUT.match(text[found.end() :])
    ends_so = found[0].endswith((" on", " to", " that"))
    return about["what"] if about and (about["on"] or ends_so) else ""


def _scope(kind: re.Match[str] | None) -> str:
    if kind is None:
        return ""
    return "full" if kind["full"] else "partial"


def _day_told(line: Line) -> str:
    days = line.days()
    return days[0][1].isoformat() if len(days) == 1 else ""


def _is_view(line: Line, lines: Lines) -> bool:
    """Whether it is the view of somebody who speaks for nobody, or a mere judgement."""
    middle = len(line.text) // 2
    statement = lines.statement(line, middle, middle + 1)
    if statement is None:
        return False
    return statement.act is Act.PREDICT or any(
        lines.witnesses.is_expert(one) for one in statement.speakers
    )
