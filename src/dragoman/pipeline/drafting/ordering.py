"""Options of which no words speak, by their place between or beyond others (Black 1948)."""

from collections.abc import Sequence

from dragoman.model import Estimate, Issue
from dragoman.pipeline.drafting.records import Verdict


def by_order(issue: Issue, known: Sequence[Verdict]) -> list[Verdict]:
    """Options that no words speak of, between or beyond those of which some do.

    Only where every option has a place on the scale and one option stands highest: towards the
    ideal an option is worth no less than the one further away (Black 1948).
    """
    places = {o.id: o.value for o in issue.options}
    scores = {v.option: v.score for v in known if v.score is not None}
    if len(scores) < 2 or any(value is None for value in places.values()):
        return []
    peak = max(scores, key=lambda o: (scores[o].low + scores[o].high, o))
    if sum(scores[o].middle >= scores[peak].middle - 1e-9 for o in scores) > 1:
        return []
    return [
        verdict
        for option in issue.options
        if option.id not in scores
        and (verdict := _between(option.id, peak, places, scores)) is not None
    ]


def _between(
    option: str, peak: str, places: dict[str, float | None], scores: dict[str, Estimate]
) -> Verdict | None:
    place, top = places[option] or 0.0, places[peak] or 0.0
    same_way = [o for o in scores if o != peak and ((places[o] or 0.0) - top) * (place - top) > 0]
    nearer = [o for o in same_way if abs((places[o] or 0.0) - top) <= abs(place - top)]
    further = [o for o in same_way if abs((places[o] or 0.0) - top) >= abs(place - top)]
    if not same_way:
        return None
    high = min([scores[peak].high, *(scores[o].high for o in nearer)])
    low = max([0.0, *(scores[o].low for o in further)])
    if low > high:
        return None
    return Verdict(option=option, score=Estimate(low=low, high=high), how="by order of the options")
