"""A halt that was declared or is said to be kept, and a strike or breach by the same party."""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.discrepancies.rivals import Told
from dragoman.assessment.discrepancies.stems import kinds_of_matter
from dragoman.assessment.wording import pattern_of
from dragoman.model import DiscrepancyKind

_TARGETS = "target "


@frozen
class Conduct:
    """What a party did: ``what`` is halt, kept, broke or struck; ``on`` the first day of it.

    ``targets`` are the kinds of thing that are spared or were struck.
    """

    what: str
    on: date | None
    targets: frozenset[str]


class Keeping:
    """Whether a party keeps to a halt."""

    kind = DiscrepancyKind.COMPLIANCE
    name = "kept and broken"
    is_within_party = False
    shares = 1
    days_apart = 31
    compares_days = False

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """What a sentence tells that a party halted, keeps, broke or struck."""
        text = line.text
        named = list(lines.witnesses.roster.named_in(text))
        for what, pattern in _CONDUCTS:
            found = pattern_of(pattern).search(text)
            if found is None or line.is_wished(found.start()) or line.is_future(found.start()):
                continue
            if lines.is_asked(line, found.start(), found.end()):
                continue
            denied = line.is_negated(found.start())
            if pattern == "not done as undertaken":
                denied = False
            if denied and what in ("halt", "struck"):
                continue
            if pattern in _BY_A_HALT and not pattern_of("truce or halt").search(text):
                continue
            party = _doer(named, found.start(), found.end(), what, text)
            if party is None:
                continue
            turned = {"kept": "broke", "broke": "kept"}[what] if denied else what
            yield self._told(line, lines, turned, party, found.start(), found.end())
            if not (what == "broke" and pattern_of("struck").search(text)):
                return

    def _told(self, line: Line, lines: Lines, what: str, party: str, start: int, end: int) -> Told:
        days = [low for _, low, _ in line.days()]
        name = lines.witnesses.roster.called(party)
        targets = frozenset(k for k in kinds_of_matter(line.text) if k.startswith(_TARGETS))
        return Told(
            point=(party,),
            value=Conduct(what, min(days) if days else line.day, targets),
            line=line,
            start=start,
            end=end,
            matter=f"whether {name} keeps to the halt",
            vouched_by=party if what == "halt" else None,
        )

    def differ(self, one: Told, two: Told) -> str | None:
        """Halted or kept against struck or broke later, and on what was to be spared."""
        good, bad = (one, two) if one.value.what in ("halt", "kept") else (two, one)
        if good.value.what not in ("halt", "kept") or bad.value.what not in ("broke", "struck"):
            return None
        if good.value.on is None or bad.value.on is None:
            return None
        later = bad.value.on - good.value.on
        if good.value.what == "halt":
            if not timedelta(1) <= later <= timedelta(self.days_apart):
                return None
        elif abs(later) > timedelta(4):
            return None
        spared, hit = good.value.targets, bad.value.targets
        if bad.value.what == "struck" and spared and not spared & hit:
            return None
        kept = "declared a halt" if good.value.what == "halt" else "keeps to it"
        broke = "broke it" if bad.value.what == "broke" else "struck"
        return f"one account says that the party {kept}, the other that it {broke}"


_CONDUCTS = (
    ("halt", "halting declared"),
    ("kept", "kept"),
    ("kept", "done as undertaken"),
    ("broke", "not done as undertaken"),
    ("broke", "broke"),
    ("struck", "struck"),
)


_BY_A_HALT = ("halting declared", "kept")
"""What tells of a halt only beside a word for one."""


def _doer(named: list[tuple[int, str]], start: int, end: int, what: str, text: str) -> str | None:
    """Who did it: the party named last before the verb, or first after "by" and "of" it."""
    accused = pattern_of("accused").search(text)
    if accused and accused.end() <= start:
        between = [party for place, party in named if accused.end() <= place < start]
        return between[0] if between else None
    before = [party for place, party in named if place < start]
    if before:
        return before[-1]
    after = [party for place, party in named if place >= end]
    passive = text[end : end + 4].strip().startswith("by")
    return after[0] if after and (passive or what == "broke") else None
