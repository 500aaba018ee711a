"""All discrepancies, by the typed rules."""

from collections.abc import Iterator

from attrs import frozen

from dragoman.assessment.discrepancies.clashes import Clash, join_clashes, write_discrepancy
from dragoman.assessment.discrepancies.conditions import Attached, Conditions
from dragoman.assessment.discrepancies.contrasts import find_contrasts
from dragoman.assessment.discrepancies.days import Days
from dragoman.assessment.discrepancies.denials import find_denials
from dragoman.assessment.discrepancies.denied import Denials
from dragoman.assessment.discrepancies.discussed import find_undiscussed
from dragoman.assessment.discrepancies.ends import Answers, Ends
from dragoman.assessment.discrepancies.folding import fold_repeats
from dragoman.assessment.discrepancies.identity import Initiators, Parties, Places, Sides
from dragoman.assessment.discrepancies.keeping import Keeping
from dragoman.assessment.discrepancies.leaving import Leaving
from dragoman.assessment.discrepancies.lengths import Lengths, Terms
from dragoman.assessment.discrepancies.lines import Lines
from dragoman.assessment.discrepancies.meanings import Extents, Scopes
from dragoman.assessment.discrepancies.moments import Moments
from dragoman.assessment.discrepancies.numbers import find_numbers
from dragoman.assessment.discrepancies.opposed import Opposed
from dragoman.assessment.discrepancies.outcomes import find_outcomes
from dragoman.assessment.discrepancies.presence import Presence
from dragoman.assessment.discrepancies.proposing import Judge, Proposals
from dragoman.assessment.discrepancies.replies import find_replies
from dragoman.assessment.discrepancies.rivals import Rule, find_rivals
from dragoman.assessment.discrepancies.sayings import Sayings
from dragoman.assessment.discrepancies.seeking import Embeds, Seeking
from dragoman.assessment.discrepancies.stages import Offices, Stages
from dragoman.assessment.discrepancies.statuses import find_statuses
from dragoman.assessment.discrepancies.tallies import Tallies
from dragoman.assessment.discrepancies.undertakings import Undertakings
from dragoman.assessment.labels import Labels
from dragoman.assessment.witnesses import Witnesses
from dragoman.model import Contents, Discrepancy, DiscrepancyKind


@frozen(kw_only=True)
class Differing:
    """A discrepancy and the ids of the entries that it contests."""

    discrepancy: Discrepancy
    targets: tuple[str, ...]


def find_discrepancies(
    contents: Contents,
    witnesses: Witnesses,
    judge: Judge | None = None,
    model: Embeds | None = None,
) -> list[Differing]:
    """Every discrepancy, sorted by id.

    ``judge`` proposes pairs that no rule reaches; without one only the rules speak. ``model``
    tells which sentences are alike; without one the words in common do.

    A change of mind is movement and a forecast that failed is a scored forecast: neither is a
    discrepancy (design, section 5).
    """
    sayings = Sayings(contents, witnesses)
    labels = Labels(contents, witnesses.roster)
    lines = Lines(contents, witnesses)
    clashes = [
        *find_undiscussed(sayings, labels, witnesses),
        *find_denials(sayings, labels, witnesses),
        *find_statuses(sayings, labels, witnesses),
        *find_outcomes(contents, sayings, labels, witnesses),
        *find_numbers(contents, labels, witnesses),
        *_read_in_sentences(lines, labels),
    ]
    clashes += Seeking(lines, labels, model, clashes).find()
    if judge is not None:
        clashes += Proposals(lines, labels, judge).find()
    clashes = fold_repeats(_without_repeats(join_clashes(clashes)))
    found = {
        discrepancy.id: Differing(discrepancy=discrepancy, targets=clash.targets)
        for clash in clashes
        for discrepancy in (write_discrepancy(clash, witnesses),)
    }
    return [found[id_] for id_ in sorted(found)]


RULES: tuple[Rule, ...] = (
    Lengths(),
    Terms(),
    Tallies(),
    Days(),
    Moments(),
    Presence(),
    Initiators(),
    Parties(),
    Places(),
    Sides(),
    Scopes(),
    Extents(),
    Keeping(),
    Conditions(),
    Attached(),
    Stages(),
    Offices(),
    Ends(),
    Answers(),
    Leaving(),
    Undertakings(),
)


def _read_in_sentences(lines: Lines, labels: Labels) -> Iterator[Clash]:
    """What the rules find that read the sentences of the texts."""
    for rule in RULES:
        yield from find_rivals(rule, lines, labels)
    yield from find_contrasts(lines, labels)
    yield from Denials(lines, labels).find()
    yield from Opposed(lines, labels).find()
    yield from find_replies(lines, labels)


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
