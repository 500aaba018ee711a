"""How far a commitment is carried out, 0 to 3, and since when it is overdue."""

import re
from datetime import date, timedelta

from dragoman.model import AgreementStage, Commitment, ComplianceStage, Stage, When

_FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_LASTING = frozenset({"during", "until", "since", "after"})
_PARTLY = re.compile(
    r"\b(?:part(?:ly|ially)?|in part|some of|a few of|half of|not all|incomplet\w+|slow(?:ly)?|"
    r"first (?:of|batch|group|tranche)|so far only|only (?:some|part|a few|\d+))\b",
    re.IGNORECASE,
)
_HARDLY = re.compile(r"\b(?:hardly|barely|only a few|a few of|first (?:batch|group))\b", re.I)
_KEEPING = (ComplianceStage.KEPT_SO_FAR, ComplianceStage.COMPLETED)


def implementation_of(commitment: Commitment) -> int | None:
    """The level of implementation by the scale of the Peace Accords Matrix.

    Joshi, Quinn and Regan (2015): 0 none, 1 minimal, 2 intermediate (on its way to be full in
    time), 3 full. Completed is 3, unless the words say "partly" (2, or 1 for "hardly"); kept and
    never broken 2, or 3 once its time has run out so; kept and broken 1; only broken or
    not begun 0. None while nothing is reported: silence is no failure.
    """
    told = [stage for stage in commitment.compliance if stage.passages]
    stages = [ComplianceStage(stage.stage) for stage in told]
    if not stages:
        return None
    kept = [stage for stage in told if ComplianceStage(stage.stage) in _KEEPING]
    broken = ComplianceStage.REPORTED_BROKEN in stages
    if ComplianceStage.COMPLETED in stages:
        return _share(kept)
    if not kept:
        return 0
    if broken:
        return 1
    has_ended = commitment.compliance[-1].stage == ComplianceStage.LAPSED
    return 3 if has_ended and _share(kept) == 3 else min(2, _share(kept))


def _share(kept: list[Stage]) -> int:
    """How much is done by the words of what is reported as kept or completed."""
    words = " ".join(p.exact for p in kept[-1].passages)
    if _HARDLY.search(words):
        return 1
    return 2 if _PARTLY.search(words) else 3


def overdue_since(commitment: Commitment, as_of: str | None) -> str | None:
    """The first day (EDTF) after the day on which it was due, if that lies before ``as_of``.

    None where it is reported done, was taken back, has no known day, or holds for a stretch of
    time: that runs out, it is not done late.
    """
    due = commitment.due_on
    if due is None or due.relation in _LASTING or as_of is None:
        return None
    if any(s.stage == ComplianceStage.COMPLETED for s in commitment.compliance):
        return None
    if commitment.agreement and commitment.agreement[-1].stage == AgreementStage.WITHDRAWN:
        return None
    last = last_day(due)
    today = day_of(as_of[:10])
    if last is None or today is None or last >= today:
        return None
    return (last + timedelta(days=1)).isoformat()


def lapse_of(commitment: Commitment, as_of: str | None) -> Stage | None:
    """That its time has run out; None while it runs, or for what has no end of its own."""
    due = commitment.due_on
    ends = last_day(due) if due is not None and due.relation in ("during", "until") else None
    today = day_of(as_of[:10]) if as_of else None
    if due is None or ends is None or today is None or ends >= today:
        return None
    over = (ComplianceStage.COMPLETED, ComplianceStage.LAPSED)
    if any(stage.stage in over for stage in commitment.compliance):
        return None
    ended = When(
        text=due.text, edtf=ends.isoformat(), relative_to=due.relative_to, passage=due.passage
    )
    return Stage(stage=ComplianceStage.LAPSED.value, on=ended)


def waiting_for(starts_on: When | None, as_of: str | None) -> Stage | None:
    """That it is not begun, since it starts on a day that lies ahead."""
    first = first_day(starts_on)
    today = day_of(as_of[:10]) if as_of else None
    if first is None or today is None or first <= today:
        return None
    return Stage(stage=ComplianceStage.NOT_BEGUN.value, on=starts_on)


def first_day(when: When | None) -> date | None:
    """The first day of a time, if the day is known."""
    return day_of((when.edtf or "").split("/")[0]) if when is not None else None


def last_day(when: When) -> date | None:
    """The last day of a time; of a month or year its last day; None for an open end."""
    return _end_of((when.edtf or "").split("/")[-1])


def _end_of(edtf: str) -> date | None:
    bare = edtf.rstrip("?~%")
    if _FULL_DAY.match(bare):
        return day_of(bare)
    if found := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", bare):
        year, month = int(found[1]), int(found[2])
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(int(bare), 12, 31) if re.fullmatch(r"[1-9]\d{3}", bare) else None


def day_of(text: str) -> date | None:
    """A full day; None for anything else."""
    try:
        return date.fromisoformat(text) if _FULL_DAY.match(text) else None
    except ValueError:
        return None
