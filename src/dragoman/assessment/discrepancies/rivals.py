"""What sentences tell on one point, and which of it cannot all hold: the frame of the text rules.

A rule reads sentences into :class:`Told` (a point and a value) and says of two values why they
cannot both hold. Only what is told of one point by different people, near in time, is compared, so
that the cost grows with the number of texts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol

from attrs import frozen

from dragoman.assessment.discrepancies.clashes import Clash, Side
from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.labels import Labels
from dragoman.assessment.witnesses import Witness
from dragoman.assessment.wording import shorten
from dragoman.model import DiscrepancyKind

_COMPARED = 60
"""Each telling is compared with at most so many that come next in time."""
_WORDS = 14


@frozen(kw_only=True, eq=False)
class Told:
    """What one sentence tells on one point.

    ``point`` is the key under which values are compared, ``value`` what the rule compares; it
    stands in the sentence at the code points ``start`` to ``end``. ``vouched_by`` is the party
    whose own word it is, whoever reports it ("ordered a halt"); ``is_narrated`` says that the
    words are the outlet's, whoever speaks ("the former minister said").
    """

    point: tuple[str, ...]
    value: Any
    line: Line
    start: int
    end: int
    matter: str
    says: str = ""
    vouched_by: str | None = None
    is_narrated: bool = False


class Rule(Protocol):
    """A rule that reads sentences and compares what they tell."""

    kind: DiscrepancyKind
    name: str
    is_within_party: bool
    """Whether two who speak for one party can be rivals."""
    shares: int
    """How many parties the texts must have in common to be on one occasion."""
    days_apart: int
    """How many days may lie between their publication."""
    compares_days: bool
    """Whether contacts told on days apart are two occasions; not where the day is the question."""

    def read(self, line: Line, lines: Lines) -> Iterable[Told]:
        """What a sentence tells on this rule's points."""
        ...

    def differ(self, one: Told, two: Told) -> str | None:
        """Why two tellings of one point cannot both hold; None when they can."""
        ...


def find_rivals(rule: Rule, lines: Lines, labels: Labels) -> Iterator[Clash]:
    """Every clash that a rule finds, one for each matter."""
    points: defaultdict[tuple[str, ...], list[Told]] = defaultdict(list)
    for line in lines.all:
        for told in rule.read(line, lines):
            points[told.point].append(told)
    for point in sorted(points):
        if len(points[point]) > 1:
            yield from _clashes(rule, points[point], lines, labels)


def _clashes(rule: Rule, told: list[Told], lines: Lines, labels: Labels) -> Iterator[Clash]:
    ordered = sorted(told, key=lambda t: (str(t.line.day), t.line.passage, t.start))
    pairs = []
    for place, one in enumerate(ordered):
        for two in islice(ordered, place + 1, place + 1 + _COMPARED):
            why = rule.differ(one, two)
            if why is not None and _can_be_rivals(one, two, rule, lines):
                pairs.append((one, two, why))
    for group in _together(pairs, rule, lines):
        yield _clash(rule, group, lines, labels)


def _can_be_rivals(one: Told, two: Told, rule: Rule, lines: Lines) -> bool:
    """Whether different people vouch for them, of one occasion."""
    if not lines.are_one_occasion(one.line, two.line, rule):
        return False
    mine, theirs = lines.witness_of(one), lines.witness_of(two)
    if one.line.document == two.line.document and mine.party and mine.party == theirs.party:
        # A party's own text is one account, whether it or its speaker tells.
        return False
    return are_two(mine, theirs, within_party=rule.is_within_party)


def are_two(one: Witness, two: Witness, *, within_party: bool = False) -> bool:
    """Whether two witnesses can be rivals; those of one party only ``within_party``."""
    if one.who == two.who:
        return False
    return within_party or one.party is None or one.party != two.party


Pair = tuple[Told, Told, str]


def _together(pairs: Sequence[Pair], rule: Rule, lines: Lines) -> list[list[Pair]]:
    """Pairs on one occasion together."""
    groups: list[list[Pair]] = []
    for pair in pairs:
        for group in groups:
            head = group[0][0]
            if lines.are_one_occasion(head.line, pair[0].line, rule):
                group.append(pair)
                break
        else:
            groups.append([pair])
    return groups


def _clash(rule: Rule, group: list[Pair], lines: Lines, labels: Labels) -> Clash:
    """One clash of a group of pairs: who agrees with its first telling, and who differs."""
    head, _, why = group[0]
    told = list({id(t): t for one, two, _ in group for t in (one, two)}.values())
    against = [t for t in told if t is not head and rule.differ(head, t)]
    for_it = [t for t in told if all(t is not other for other in against)]
    return Clash(
        kind=rule.kind,
        matter=min((t.matter for t in told), key=lambda m: (len(m), m)),
        about=":".join((rule.name, *head.point)),
        first=tuple(side_of_told(t, lines, labels) for t in for_it),
        second=tuple(side_of_told(t, lines, labels) for t in against),
        why=why,
        targets=lines.common_contacts(t.line for t in told),
        day=head.line.day,
        rule=rule.name,
    )


def side_of_told(told: Told, lines: Lines, labels: Labels) -> Side:
    """The account that a telling gives: who tells, the clause, the sentence."""
    witness = lines.witness_of(told)
    statement = lines.statement(told.line, told.start, told.end)
    words = told.says or shorten(told.line.text, _WORDS)
    return Side(
        says=f"{_teller(witness, told.line, lines, labels)}: {words}",
        passages=(told.line.passage,),
        witness=witness,
        statement=statement.id if statement else None,
    )


def _teller(witness: Witness, line: Line, lines: Lines, labels: Labels) -> str:
    """Who tells, as a reader calls them: the party spoken for, the speaker, the outlet."""
    if witness.party:
        return labels.party(witness.party)
    person = lines.witnesses.persons.get(witness.who)
    if person is not None and person.names:
        return person.names[0]
    return labels.outlet(line.document)
