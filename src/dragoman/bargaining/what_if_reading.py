"""Reading a what-if: which number or option is meant, and what it should be.

Grammar, one condition a text; ids may hold hyphens and full stops::

    PARTY.ISSUE=60..80                  position on the issue's scale, 0-100
    PARTY.ISSUE.weight=0.3..0.5         salience, 0 or more
    PARTY.ISSUE.OPTION=0.7              score, 0-1
    PARTY.ISSUE.OPTION=red              a red line; or: acceptable
    PARTY.ISSUE.OPTION.only_with=0.5    how sure its condition on the option is, 0-1
    PARTY.reservation=0.4               worth of no agreement
    PARTY.power=1                       capability, 0 or more
    PARTY.interaction.1=0.2             worth of the first [[interaction]] of the file
    PACKAGE.ISSUE=OPTION                the draft holds this option
    ISSUE=OPTION                        the issue is settled so

A number is ``0.4``, ``0.3..0.5`` (anything between) or ``0.3..0.4..0.5`` (low, most likely, high).
A party may be a faction. The labels of judgements are understood as well:
``PARTY.ISSUE.position``, ``PARTY.ISSUE.score.OPTION``, ``PARTY.ISSUE.red_line.OPTION=0.8``.
"""

import difflib
import math
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import evolve, frozen

from dragoman.errors import BadIssueSpace
from dragoman.model import Estimate, Issue, Negotiation

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
FORMS = "0.4, 0.3..0.5 or 0.3..0.4..0.5"
RED, ACCEPTABLE = "red", "acceptable"


class ChangeKind(StrEnum):
    """What a what-if changes; in the order in which several are applied."""

    POSITION = "position"
    WEIGHT = "weight"
    SCORE = "score"
    RED_LINE = "red line"
    PROVISO = "condition"
    RESERVATION = "reservation"
    POWER = "power"
    INTERACTION = "interaction"
    PACKAGE = "package"
    SETTLED = "settled"


_BOUNDS = {
    ChangeKind.POSITION: (0.0, 100.0),
    ChangeKind.WEIGHT: (0.0, math.inf),
    ChangeKind.SCORE: (0.0, 1.0),
    ChangeKind.RED_LINE: (0.0, 1.0),
    ChangeKind.PROVISO: (0.0, 1.0),
    ChangeKind.RESERVATION: (-math.inf, math.inf),
    ChangeKind.POWER: (0.0, math.inf),
    ChangeKind.INTERACTION: (-math.inf, math.inf),
}


@frozen(kw_only=True)
class Change:
    """One what-if understood; what its kind does not need is None.

    ``number`` counts the interactions of the file from 1. ``estimate`` is the new number; of a red
    line how sure it is, 0 for an acceptable option.
    """

    kind: ChangeKind
    text: str = ""
    party: str | None = None
    issue: str | None = None
    option: str | None = None
    package: str | None = None
    number: int | None = None
    estimate: Estimate | None = None

    @property
    def target(self) -> "Change":
        """The same without text and new value: what is changed."""
        is_choice = self.kind in (ChangeKind.PACKAGE, ChangeKind.SETTLED)
        option = None if is_choice else self.option
        return evolve(self, text="", estimate=None, option=option)


Targets = dict[str, list["Change"]]
"""Every left side that means something, and what it may mean."""


def read_changes(
    negotiation: Negotiation, texts: Iterable[str], known: Targets | None = None
) -> tuple[Change, ...]:
    """What-ifs as changes, in the order of their kinds, then of the texts.

    ``known`` are the ``targets_of`` this negotiation, where the caller has them already.

    Raises:
        BadIssueSpace: a text has no known form, names what is not there (near names are listed),
            means two things, or changes what another one changes too.
    """
    known = targets_of(negotiation) if known is None else known
    found: dict[Change, Change] = {}
    for text in texts:
        change = _read(negotiation, known, text)
        if change.target in found:
            raise BadIssueSpace(
                f"{text!r} changes what {found[change.target].text!r} changes too; keep one",
                issue=change.issue,
                party=change.party,
            )
        found[change.target] = change
    order = list(ChangeKind)
    return tuple(sorted(found.values(), key=lambda change: order.index(change.kind)))


def parties_of(negotiation: Negotiation) -> list[str]:
    """Every id that may stand for a party: parties, factions, and whoever has a preference."""
    return list(
        dict.fromkeys(
            [party.id for party in negotiation.parties]
            + [faction.id for body in negotiation.ratifications for faction in body.factions]
            + [stake.party for stake in negotiation.stakes]
            + [preference.party for preference in negotiation.preferences]
        )
    )


def _read(negotiation: Negotiation, known: Targets, text: str) -> Change:
    left, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not left or not value:
        raise BadIssueSpace(f"{text!r} is not written WHAT=VALUE, such as PARTY.ISSUE=60..80")
    if left not in known:
        raise _unknown(negotiation, text, left)
    fits, faults = [], []
    for target in known[left]:
        try:
            is_long = left.endswith(f".red_line.{target.option}")
            fits.append(evolve(_with_value(negotiation, target, value, is_long), text=text))
        except ValueError as error:
            faults.append((target, str(error)))
    if not fits:
        target, reason = faults[0]
        raise BadIssueSpace(f"{text!r}: {reason}", issue=target.issue, party=target.party)
    if len(fits) > 1:
        kinds = " or ".join(f"the {change.kind}" for change in fits)
        raise BadIssueSpace(
            f"{text!r} may mean {kinds}; write PARTY.ISSUE.position, PARTY.ISSUE.score.OPTION or "
            "PARTY.ISSUE.red_line.OPTION, or rename one of the two in negotiation.toml"
        )
    return fits[0]


def targets_of(negotiation: Negotiation) -> Targets:
    """Every left side that means something -> what it may mean; cost: parties times options."""
    known: Targets = {}
    for name, change in _named_targets(negotiation):
        meanings = known.setdefault(name, [])
        if change not in meanings:
            meanings.append(change)
    return known


def _named_targets(negotiation: Negotiation) -> Iterator[tuple[str, Change]]:
    for party in parties_of(negotiation):
        yield f"{party}.reservation", Change(kind=ChangeKind.RESERVATION, party=party)
        yield f"{party}.power", Change(kind=ChangeKind.POWER, party=party)
        for issue in negotiation.issues:
            yield from _preference_targets(party, issue)
    for issue in negotiation.issues:
        yield issue.id, Change(kind=ChangeKind.SETTLED, issue=issue.id)
        for package in negotiation.packages:
            change = Change(kind=ChangeKind.PACKAGE, package=package.id, issue=issue.id)
            yield f"{package.id}.{issue.id}", change
    for proviso in negotiation.provisos:
        party, issue_id, option = proviso.party, proviso.choice.issue, proviso.choice.option
        change = Change(kind=ChangeKind.PROVISO, party=party, issue=issue_id, option=option)
        yield f"{party}.{proviso.choice}.only_with", change
    for number, row in enumerate(negotiation.interactions, start=1):
        change = Change(kind=ChangeKind.INTERACTION, party=row.party, number=number)
        yield f"{row.party}.interaction.{number}", change


def _preference_targets(party: str, issue: Issue) -> Iterator[tuple[str, Change]]:
    at, place = f"{party}.{issue.id}", Change(kind=ChangeKind.POSITION, party=party, issue=issue.id)
    yield at, place
    yield f"{at}.position", place
    yield f"{at}.weight", evolve(place, kind=ChangeKind.WEIGHT)
    for option in issue.options:
        score = evolve(place, kind=ChangeKind.SCORE, option=option.id)
        line = evolve(score, kind=ChangeKind.RED_LINE)
        yield f"{at}.{option.id}", score
        yield f"{at}.{option.id}", line
        yield f"{at}.score.{option.id}", score
        yield f"{at}.red_line.{option.id}", line


def _with_value(negotiation: Negotiation, target: Change, value: str, is_long: bool) -> Change:
    """The change with its new value; ``ValueError`` where the value does not fit its kind.

    ``is_long``: a red line is meant even where a number stands, which else is a score.
    """
    if target.kind in (ChangeKind.PACKAGE, ChangeKind.SETTLED):
        issue = next(issue for issue in negotiation.issues if issue.id == target.issue)
        options = [option.id for option in issue.options]
        if value not in options:
            raise ValueError(f"the issue has no option {value!r}; {near(value, options)}")
        return evolve(target, option=value)
    if target.kind is ChangeKind.RED_LINE and value in (RED, ACCEPTABLE):
        sure = float(value == RED)
        return evolve(target, estimate=Estimate(low=sure, high=sure))
    if target.kind is ChangeKind.RED_LINE and not is_long:
        raise ValueError(f"{value!r} is neither {RED!r} nor {ACCEPTABLE!r}")
    return evolve(target, estimate=_estimate(target.kind, value))


def _estimate(kind: ChangeKind, value: str) -> Estimate:
    parts = [part.strip() for part in value.split("..")]
    if len(parts) > 3 or not all(_NUMBER.fullmatch(part) for part in parts):
        also = f", {RED} or {ACCEPTABLE}" if kind is ChangeKind.SCORE else ""
        raise ValueError(f"{value!r} is not a number; write {FORMS}{also}")
    numbers = [float(part) for part in parts]
    if numbers != sorted(numbers):
        raise ValueError(f"{value!r} is not in order; write the lowest first")
    lowest, highest = _BOUNDS[kind]
    for number in numbers:
        if not lowest <= number <= highest:
            upper = f" to {highest:g}" if math.isfinite(highest) else " or more"
            raise ValueError(f"{number:g} is out of range; a {kind} is {lowest:g}{upper}")
    return Estimate(
        low=numbers[0], high=numbers[-1], mode=numbers[1] if len(numbers) == 3 else None
    )


def near(word: str, known: Iterable[str]) -> str:
    """A clause that lists the known ids most like a word; all of them where none is."""
    ids = {name.lower(): name for name in known}
    close = [ids[name] for name in difflib.get_close_matches(word.lower(), ids, n=3)]
    return f"near: {', '.join(close)}" if close else f"known: {', '.join(ids.values()) or 'none'}"


def _unknown(negotiation: Negotiation, text: str, left: str) -> BadIssueSpace:
    """What of the left side is not known, and what is like it."""
    parties = parties_of(negotiation)
    packages = [package.id for package in negotiation.packages]
    issues = [issue.id for issue in negotiation.issues]
    head = _longest_head(left, [*parties, *packages])
    if head is None:
        return _unknown_head(text, left, [*parties, *packages], issues)
    party, rest = head if head in parties else None, left[len(head) + 1 :]
    if not rest:
        return BadIssueSpace(f"{text!r}: say what of {head}, such as {head}.ISSUE", party=party)
    named = _longest_head(rest, issues)
    if named is None:
        keys = ["reservation", "power"] if party else []
        said = near(rest.partition(".")[0], issues + keys)
        return BadIssueSpace(f"{text!r}: no issue is called {rest!r}; {said}", party=party)
    options = next([o.id for o in i.options] for i in negotiation.issues if i.id == named)
    option = rest[len(named) + 1 :]
    said = near(option, [*options, "weight", "position"] if party else [])
    reason = f"the issue has no option {option!r}" if party else "write PACKAGE.ISSUE=OPTION"
    if option.endswith(".only_with"):
        reason = "it has no [[condition]] on this option"
    return BadIssueSpace(f"{text!r}: {reason}; {said}", issue=named, party=party)


def _unknown_head(text: str, left: str, heads: list[str], issues: list[str]) -> BadIssueSpace:
    issue = _longest_head(left, issues)
    if issue is not None:
        reason = f"write PARTY.{left} for a party's view of it, {issue}=OPTION to settle it"
        return BadIssueSpace(f"{text!r}: {reason}; {near('', heads)}", issue=issue)
    first = left.partition(".")[0]
    reason = f"no party, package or issue is called {first!r}"
    return BadIssueSpace(f"{text!r}: {reason}; {near(first, heads + issues)}")


def _longest_head(left: str, known: Iterable[str]) -> str | None:
    heads = [name for name in known if left == name or left.startswith(f"{name}.")]
    return max(heads, key=len, default=None)
