"""All discrepancies, by the typed rules."""

from attrs import frozen

from dragoman.assessment.clashes import Clash, join_clashes, write_discrepancy
from dragoman.assessment.denials import find_denials
from dragoman.assessment.discussed import find_undiscussed
from dragoman.assessment.labels import Labels
from dragoman.assessment.numbers import find_numbers
from dragoman.assessment.outcomes import find_outcomes
from dragoman.assessment.sayings import Sayings
from dragoman.assessment.statuses import find_statuses
from dragoman.assessment.witnesses import Witnesses
from dragoman.model import Contents, Discrepancy, DiscrepancyKind


@frozen(kw_only=True)
class Differing:
    """A discrepancy and the ids of the entries that it contests."""

    discrepancy: Discrepancy
    targets: tuple[str, ...]


def find_discrepancies(contents: Contents, witnesses: Witnesses) -> list[Differing]:
    """Every discrepancy of denial, outcome and number, sorted by id.

    A change of mind is movement and a forecast that failed is a scored forecast: neither is a
    discrepancy (design, section 5).
    """
    sayings = Sayings(contents, witnesses)
    labels = Labels(contents, witnesses.roster)
    clashes = [
        *find_undiscussed(sayings, labels, witnesses),
        *find_denials(sayings, labels, witnesses),
        *find_statuses(sayings, labels, witnesses),
        *find_outcomes(contents, sayings, labels, witnesses),
        *find_numbers(contents, labels, witnesses),
    ]
    clashes = _without_repeats(join_clashes(clashes))
    found = {
        discrepancy.id: Differing(discrepancy=discrepancy, targets=clash.targets)
        for clash in clashes
        for discrepancy in (write_discrepancy(clash, witnesses),)
    }
    return [found[id_] for id_ in sorted(found)]


def _without_repeats(clashes: list[Clash]) -> list[Clash]:
    """Leave out an outcome whose bad end is a denial that stands by itself."""
    denied = {
        side.statement for c in clashes if c.kind is DiscrepancyKind.DENIAL for side in c.second
    }
    return [
        clash
        for clash in clashes
        if clash.kind is not DiscrepancyKind.OUTCOME
        or any(side.statement is None or side.statement not in denied for side in clash.second)
    ]
