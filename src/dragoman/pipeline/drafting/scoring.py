"""From evidence to numbers: an interval for each option, and the options never accepted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import evolve

from dragoman.model import Basis, Estimate, Issue, OptionScore, Preference, RedLine
from dragoman.pipeline.drafting.ordering import by_order
from dragoman.pipeline.drafting.records import Evidence, Force, Verdict

_RANK = tuple(Basis)
_HALF_YEAR = 183
_MOVED_FOR, _MOVED_AGAINST = (0.3, 0.9), (0.0, 0.3)
"""Where a party was on the other side before: wider, since one does not know how far it went."""


def judge_issue(
    issue: Issue, evidence: Sequence[Evidence], as_of: str | None
) -> tuple[Verdict, ...]:
    """A verdict for each option of which something is known, in the issue's order.

    ``evidence`` is one party's on this issue. An option of which no words speak gets a verdict
    only by the order of the options (single-peaked preferences: Black 1948).
    """
    by_option: defaultdict[str, list[Evidence]] = defaultdict(list)
    for one in evidence:
        by_option[one.option].append(one)
    demanded = {e.option for e in evidence if e.is_for and e.stand.force is Force.DEMANDED}
    found = {
        option: _judge(option, _still_held(given), bool(demanded - {option}), as_of)
        for option, given in by_option.items()
        if _still_held(given)
    }
    inferred = by_order(issue, [v for v in found.values() if v.score is not None])
    told = {**{v.option: v for v in inferred}, **found}
    return tuple(told[o.id] for o in issue.options if o.id in told)


def _still_held(given: Iterable[Evidence]) -> list[Evidence]:
    """The evidence without what was given up later ("no longer insists")."""
    ordered = sorted(given, key=lambda e: e.stand.on or "")
    held: list[Evidence] = []
    for one in ordered:
        if one.stand.is_dropped:
            held = [e for e in held if e.is_for != one.is_for]
        else:
            held.append(one)
    return held


def _judge(option: str, given: Sequence[Evidence], has_better: bool, as_of: str | None) -> Verdict:
    fors, againsts = _strongest(given, True), _strongest(given, False)
    everything = tuple(sorted(given, key=_strength))
    if fors and againsts:
        return _both(option, fors, againsts, everything, as_of)
    first = (fors or againsts)[0]
    if fors:
        low, high = _for(first, has_better)
        return Verdict(
            option=option,
            score=Estimate(low=low, high=high),
            how=f"{first.stand.force}, {_known_by(first)}",
            evidence=everything,
        )
    low, high = _against(first)
    return Verdict(
        option=option,
        score=Estimate(low=low, high=high),
        how=f"{'ruled out' if any(e.is_red for e in againsts) else 'rejected'}, {_known_by(first)}",
        red=_red(againsts, as_of),
        evidence=everything,
    )


def _both(
    option: str,
    fors: Sequence[Evidence],
    againsts: Sequence[Evidence],
    everything: tuple[Evidence, ...],
    as_of: str | None,
) -> Verdict:
    """For and against one option: the later words hold, if they are later and as direct."""
    last_for = max(e.stand.on or "" for e in fors)
    last_against = max(e.stand.on or "" for e in againsts)
    if last_for == last_against or not last_for or not last_against:
        return Verdict(
            option=option,
            score=None,
            how="for and against on one day",
            evidence=everything,
            is_contested=True,
        )
    if last_for > last_against:
        red = _red(againsts, as_of)
        return Verdict(
            option=option,
            score=Estimate(low=_MOVED_FOR[0], high=_MOVED_FOR[1]),
            how="refused before, later offered or accepted",
            red=None if red is None else Estimate(low=0.0, high=round(red.high / 3, 2)),
            evidence=everything,
        )
    return Verdict(
        option=option,
        score=Estimate(low=_MOVED_AGAINST[0], high=_MOVED_AGAINST[1]),
        how="offered or accepted before, later refused",
        red=_red(againsts, as_of),
        evidence=everything,
    )


def _strongest(given: Iterable[Evidence], is_for: bool) -> list[Evidence]:
    return sorted((e for e in given if e.is_for is is_for), key=_strength)


def _strength(one: Evidence) -> tuple[object, ...]:
    """Strongest first: the best basis, the newest, the firmest, the best match."""
    day = tuple(-ord(letter) for letter in one.stand.on or "")
    return (
        _RANK.index(one.stand.basis) if one.stand.basis is not Basis.NARRATOR else 1.5,
        one.stand.force is not Force.DEMANDED,
        day or (0,),
        one.stand.is_soft,
        -one.likeness,
        one.stand.sentence,
    )


def _for(one: Evidence, has_better: bool) -> tuple[float, float]:
    """Between which bounds an option lies that a party wants or would take."""
    low, high = 0.9, 1.0
    if one.stand.force is not Force.DEMANDED:
        low, high = (0.5, 0.9) if has_better else (0.7, 1.0)
    if one.stand.is_soft or one.stand.hangs_on:
        low -= 0.2
    return _widened(one, low), high


def _widened(one: Evidence, low: float) -> float:
    off = {Basis.NARRATOR: 0.05, Basis.OTHER_SIDE: 0.3, Basis.LEAK: 0.3}.get(one.stand.basis, 0.0)
    weak = 0.2 if one.likeness < 0.35 or "meaning" in one.how else 0.0
    return round(max(0.1, low - off - weak), 2)


def _against(one: Evidence) -> tuple[float, float]:
    high = 0.1
    if one.stand.is_soft or one.stand.basis is Basis.NARRATOR:
        high = 0.2
    if one.stand.basis in (Basis.OTHER_SIDE, Basis.LEAK) or one.likeness < 0.35:
        high = 0.4
    return 0.0, high


def _red(againsts: Sequence[Evidence], as_of: str | None) -> Estimate | None:
    """How sure it is that an option is never accepted; None where no words say so."""
    red = [e for e in againsts if e.is_red]
    if not red:
        return None
    best = red[0]
    low, high = 0.7, 0.95
    if best.stand.basis in (Basis.OTHER_SIDE, Basis.LEAK):
        low, high = 0.3, 0.7
    elif len({e.stand.sentence.exact for e in red if e.stand.basis is Basis.OWN_WORDS}) > 1:
        low, high = 0.85, 1.0
    if best.stand.is_soft or best.likeness < 0.35:
        low, high = low - 0.2, high - 0.2
    if _days_between(max(e.stand.on or "" for e in red), as_of) > _HALF_YEAR:
        low, high = low - 0.1, high - 0.1
    return Estimate(low=round(low, 2), high=round(high, 2))


def _days_between(day: str, as_of: str | None) -> int:
    from datetime import date

    try:
        return (date.fromisoformat((as_of or "")[:10]) - date.fromisoformat(day[:10])).days
    except ValueError:
        return 0


def _known_by(one: Evidence) -> str:
    basis = "as reported" if one.stand.basis is Basis.NARRATOR else str(one.stand.basis)
    terms = ", on a condition" if one.stand.hangs_on else ""
    return f"{basis}{', hedged' if one.stand.is_soft else ''}{terms}"


def preference_of(
    party: str, issue: str, verdicts: Sequence[Verdict], because: Sequence[str]
) -> Preference:
    """The table of one party on one issue; the weight stays unknown."""
    return Preference(
        party=party,
        issue=issue,
        scores=tuple(OptionScore(option=v.option, score=v.score) for v in verdicts if v.score),
        red_lines=tuple(RedLine(option=v.option, sure=v.red) for v in verdicts if v.red),
        because=tuple(because),
    )


def settle_reds(issue: Issue, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts without a red line on every option: such a party could agree to nothing."""
    if len(verdicts) == len(issue.options) and all(v.red is not None for v in verdicts):
        return tuple(evolve(v, red=None) for v in verdicts)
    return tuple(verdicts)
