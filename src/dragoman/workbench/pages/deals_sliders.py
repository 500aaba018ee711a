"""Sliders of one party as they stand on the page: grouped by issue, each with its grounds."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from attrs import frozen

from dragoman.briefing.deals.counting import estimated
from dragoman.briefing.deals.naming import Words
from dragoman.model import Choice, Estimate, Issue

if TYPE_CHECKING:
    from dragoman.bargaining.what_if_reading import Change, Targets
    from dragoman.pipeline.deals.live import LiveDeals, Slider

_SMALL = 1e-9


@frozen(kw_only=True)
class SliderRow:
    """One number. ``low`` and ``high`` are the ends of its slider; ``base`` what is signed.

    ``value`` and ``upto`` are the ends of what is supposed, or of what is signed where nothing is;
    ``at`` is where the thumb stands, ``base_at`` where it
    stands for what is signed. ``scale`` pairs places with the options that stand there.
    ``switch`` is of red lines and conditions: acceptable, open or red.
    """

    target: str
    kind: str
    name: str
    label: str
    low: float
    high: float
    step: float
    base_low: float
    base_high: float
    base: str
    at: float
    base_at: float
    value: float
    upto: float
    words: str
    is_changed: bool
    is_given: bool
    moves_zone: bool
    switch: str = ""
    scale: tuple[tuple[float, str], ...] = ()
    rests: str = ""
    citations: tuple[int, ...] = ()


@frozen(kw_only=True)
class IssueSliders:
    """The numbers of one party on one issue; ``id`` is empty for those of no issue."""

    id: str
    label: str
    rows: tuple[SliderRow, ...]
    n_changed: int


@frozen(kw_only=True)
class PartyTab:
    """One party that can be chosen, and how many of its numbers are changed."""

    id: str
    label: str
    colour: str
    n_sliders: int
    n_changed: int
    is_here: bool


@frozen(kw_only=True)
class Supposed:
    """One change in words: what it changes, to what, from what. ``target`` is the slider's."""

    change: str
    target: str
    label: str
    to: str
    was: str


@frozen(kw_only=True)
class Meant:
    """A what-if as it was written, and the slider that it moves; None where none does."""

    change: str
    slider: "Slider | None"
    estimate: Estimate | None


_TARGETS: "WeakKeyDictionary[LiveDeals, Targets]" = WeakKeyDictionary()


def meant(deals: "LiveDeals", changes: Iterable[str]) -> tuple[Meant, ...]:
    """What the changes move, in the order of their kinds.

    Raises:
        BadIssueSpace: a change cannot be read, or two change the same.
    """
    from dragoman.bargaining.what_if_reading import read_changes, targets_of

    if deals not in _TARGETS:
        _TARGETS[deals] = targets_of(deals.negotiation)
    sliders = {_key(one): one for one in deals.sliders()}
    found = read_changes(deals.negotiation, changes, _TARGETS[deals])
    return tuple(
        Meant(change=one.text, slider=sliders.get(_key_of(one)), estimate=one.estimate)
        for one in found
    )


def _key(slider: "Slider") -> tuple[str, ...]:
    if slider.kind == "interaction":
        return (slider.kind, slider.target)
    return (slider.kind, slider.party, slider.issue, slider.option)


def _key_of(change: "Change") -> tuple[str, ...]:
    if change.number is not None:
        return (str(change.kind), f"{change.party}.interaction.{change.number}")
    return (str(change.kind), change.party or "", change.issue or "", change.option or "")


def ends_of(all_meant: Iterable[Meant]) -> dict[str, tuple[float, float]]:
    """The ends of what is supposed, by the slider's target."""
    return {
        one.slider.target: (one.estimate.low, one.estimate.high)
        for one in all_meant
        if one.slider is not None and one.estimate is not None
    }


def tabs(
    deals: "LiveDeals", here: str, ends: Mapping[str, tuple[float, float]], words: Words
) -> tuple[PartyTab, ...]:
    """The parties with sliders, in their order."""
    count: dict[str, list[bool]] = {}
    for slider in deals.sliders():
        count.setdefault(slider.party, []).append(slider.target in ends)
    return tuple(
        PartyTab(
            id=party,
            label=words.head(party),
            colour=words.colour(party),
            n_sliders=len(rows),
            n_changed=sum(rows),
            is_here=party == here,
        )
        for party, rows in count.items()
    )


def issue_sliders(
    deals: "LiveDeals", party: str, ends: Mapping[str, tuple[float, float]], words: Words
) -> tuple[IssueSliders, ...]:
    """The sliders of one party, those of no issue first."""
    issues = {issue.id: issue for issue in deals.negotiation.issues}
    groups: dict[str, list[SliderRow]] = {}
    for slider in deals.sliders():
        if slider.party == party:
            own = slider.issue if slider.kind != "condition" else ""
            row = _row(slider, ends.get(slider.target), issues.get(slider.issue), words)
            groups.setdefault(own, []).append(row)
    return tuple(
        IssueSliders(
            id=issue,
            label=words.issue(issue) if issue else f"{words.head(party)} on the whole",
            rows=tuple(rows),
            n_changed=sum(row.is_changed for row in rows),
        )
        for issue, rows in sorted(groups.items(), key=lambda pair: bool(pair[0]))
    )


def supposed(all_meant: Iterable[Meant]) -> tuple[Supposed, ...]:
    """The changes in words; what no slider moves is told as it was written."""
    return tuple(
        Supposed(
            change=one.change,
            target=one.slider.target if one.slider else "",
            label=one.slider.label if one.slider else one.change.partition("=")[0].strip(),
            to=_to(one),
            was=_signed(one.slider) if one.slider else "",
        )
        for one in all_meant
    )


def _to(one: Meant) -> str:
    if one.slider is None or one.estimate is None:
        return one.change.partition("=")[2].strip().replace("..", " to ")
    low, high = one.estimate.low, one.estimate.high
    return value_words(low, high, is_switch=bool(one.slider.switch))


def _row(
    slider: "Slider", ends: tuple[float, float] | None, issue: Issue | None, words: Words
) -> SliderRow:
    estimate = slider.estimate or Estimate(low=slider.value, high=slider.value)
    low, high = ends or (estimate.low, estimate.high)
    at = slider.value if ends is None else (low + high) / 2
    scale = _scale(slider, issue)
    return SliderRow(
        target=slider.target,
        kind=slider.kind,
        name=_name(slider, words),
        label=slider.label,
        low=min(slider.low, low),
        high=max(slider.high, high),
        step=slider.step,
        base_low=estimate.low,
        base_high=estimate.high,
        base=_signed(slider),
        at=round(at, 6),
        base_at=round(slider.value, 6),
        value=low,
        upto=high,
        words=value_words(low, high, scale, is_switch=bool(slider.switch)),
        is_changed=ends is not None,
        is_given=slider.is_given,
        moves_zone=slider.moves_zone,
        switch=_switch(low, high) if slider.switch else "",
        scale=scale,
        rests=words.ground(slider.grounds) if slider.is_given else "",
        citations=words.cited(slider.grounds),
    )


def _signed(slider: "Slider") -> str:
    """What is signed, in words."""
    if slider.switch and slider.value in (0.0, 1.0):
        return "a red line" if slider.value else "acceptable"
    told = estimated(slider.estimate) if slider.estimate else "0"
    return f"{told} sure" if slider.switch else told


def value_words(
    low: float, high: float, scale: tuple[tuple[float, str], ...] = (), *, is_switch: bool = False
) -> str:
    """What a slider says to who cannot see it: its number, and the option near a place."""
    if is_switch and low == high and low in (0.0, 1.0):
        return "a red line" if low else "acceptable"
    told = f"{low:g}" if abs(high - low) < _SMALL else f"{low:g} to {high:g}"
    if is_switch:
        return f"{told} sure that it is a red line"
    if scale:
        middle = (low + high) / 2
        return f"{told} of 100, near “{min(scale, key=lambda one: abs(one[0] - middle))[1]}”"
    return told


def _switch(low: float, high: float) -> str:
    if low == high and low in (0.0, 1.0):
        return "red" if low else "acceptable"
    return "open"


def _scale(slider: "Slider", issue: Issue | None) -> tuple[tuple[float, str], ...]:
    if slider.kind != "position" or issue is None:
        return ()
    return tuple((o.value, o.label) for o in issue.options if o.value is not None)


def _name(slider: "Slider", words: Words) -> str:
    """A slider's name under the heading of its party and issue."""
    choice = Choice(issue=slider.issue, option=slider.option)
    if slider.kind == "score":
        return f"Worth of {words.option(choice)}"
    if slider.kind == "red line":
        return f"{words.option(choice)} is a red line"
    short = {
        "weight": "Weight of the issue",
        "position": "Place on the scale",
        "reservation": "What no agreement is worth",
        "power": "Power, in the forecasts",
    }
    return short.get(slider.kind, slider.label)
