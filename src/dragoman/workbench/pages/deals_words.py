"""What a live answer says, in sentences with their notes: the zone first, then what bounds it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from dragoman.briefing import Line
from dragoman.briefing.deals.blocks import CLASHES_AT_MOST, ORDER, blocker_words, clash_line
from dragoman.briefing.deals.blocks import opening_line as opening_sentence
from dragoman.briefing.deals.content import DealTable
from dragoman.briefing.deals.counting import number, of_draws, of_packages, packages, percent
from dragoman.briefing.deals.naming import Words
from dragoman.briefing.deals.packages import side_by_side, solution_sentence
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.wording import capital, joined, tidy
from dragoman.model import Blocker, DealSpace, Move, Opening, Zone
from dragoman.model.deal import DealPackage, Figure

if TYPE_CHECKING:
    from dragoman.pipeline.deals.live import Differences, LiveAnswer, LiveDeals, Shift, SingleMove

MOVES_AT_MOST = 8
OPENINGS_AT_MOST = 4
_PARTS = {
    "solutions": "packages that fairness would pick",
    "clashes": "what cannot all hold",
    "single_moves": "single moves that would open a zone",
    "openings": "the cheapest moves",
}


@frozen(kw_only=True)
class WinRow:
    """The share of all packages that a party accepts, from 0 to 1; ``before`` the changes."""

    party: str
    label: str
    colour: str
    share: float
    words: str
    before: str = ""


@frozen(kw_only=True)
class AnswerSheet:
    """What follows from some changes, ready to be set. ``headline`` is the zone in one sentence.

    ``exists`` is None where it was not decided in time whether there is a zone. ``differences``
    compare with the settings as they stand; empty without changes.
    """

    changes: tuple[str, ...]
    headline: str
    exists: bool | None
    chance: Figure
    zone: tuple[Line, ...]
    differences: tuple[Line, ...]
    blocks: tuple[Line, ...]
    moves: tuple[Line, ...]
    openings: tuple[Line, ...]
    win_sets: tuple[WinRow, ...]
    solutions: tuple[Line, ...]
    tables: tuple[DealTable, ...]
    remarks: tuple[str, ...]


def answer_sheet(deals: "LiveDeals", answer: "LiveAnswer", footnotes: Footnotes) -> AnswerSheet:
    """All that an answer says; its notes are taken from the register."""
    words = words_of(deals, footnotes)
    solutions = answer.solutions or ()
    return AnswerSheet(
        changes=answer.changes,
        headline=headline(answer),
        exists=answer.zone.exists,
        chance=_chance(answer),
        zone=tuple(words.line(text) for text in _zone(answer, words)),
        differences=tuple(_differences(answer.differences, words)),
        blocks=tuple(_blocks(answer, words)),
        moves=tuple(_moves(answer, words)),
        openings=tuple(_openings(answer, words)),
        win_sets=tuple(_win_sets(answer, words)),
        solutions=tuple(words.line(solution_sentence(one, words)) for one in solutions[:1]),
        tables=tuple(side_by_side("Packages that fairness would pick", solutions, words)),
        remarks=tuple(_remarks(answer, words)),
    )


def words_of(deals: "LiveDeals", footnotes: Footnotes) -> Words:
    """The names of a live deal space."""
    negotiation = deals.negotiation
    factions = tuple(f.id for body in negotiation.ratifications for f in body.factions)
    sliders = deals.sliders()
    players = dict.fromkeys(slider.party for slider in sliders)
    space = DealSpace(
        parties=tuple(party for party in players if party not in factions),
        factions=factions,
        issues=tuple(i.id for i in negotiation.issues if i.id in {s.issue for s in sliders}),
        judgements=(),
        zone=Zone(exists=False, packages=0, of=0, is_exact=True, probability=None, win_sets=()),
        solutions=(),
        frontier=(),
        frontier_note="",
    )
    return Words(space=space, footnotes=footnotes)


def headline(answer: "LiveAnswer") -> str:
    """The zone in one sentence."""
    zone, chance = answer.zone, answer.chance
    if zone.exists is None:
        first = "Whether all could accept some package at the middle values was not decided in time"
    elif zone.exists:
        size = of_packages(zone.packages.value, zone.of, is_exact=zone.is_exact)
        first = f"All could accept {size} at the middle values"
    else:
        first = "No package all could accept at the middle values"
    if chance is None or (chance.standard_error == 0 and chance.probability in (0, 1)):
        return f"{first}."
    if chance.probability in (0, 1):
        return f"{first}, and {'one' if chance.probability else 'none'} in all of the draws."
    return f"{first}; in {percent(chance.probability)} of the draws there is one."


def _chance(answer: "LiveAnswer") -> Figure:
    chance = answer.chance
    if chance is None:
        return Figure(value=float(bool(answer.zone.exists)))
    return Figure(value=chance.probability, low=chance.low, high=chance.high)


def _zone(answer: "LiveAnswer", words: Words) -> Iterator[str]:
    zone, chance = answer.zone, answer.chance
    if zone.exists is False:
        bodies = " and every body that must approve" if words.space.factions else ""
        yield f"none of {packages(zone.of)} is acceptable to every party{bodies}"
    elif zone.exists and not zone.is_exact and zone.packages.high is not None:
        low, high = zone.packages.low or 0.0, zone.packages.high
        yield (
            f"from a sample, between {of_packages(low, zone.of, is_exact=False)} and "
            f"{of_packages(high, zone.of, is_exact=False)} lie in the zone"
        )
    if chance is not None and not (chance.standard_error == 0 and chance.probability in (0, 1)):
        text = (
            f"with the uncertain numbers drawn {chance.n_draws:,} times there is a zone in "
            f"{of_draws(_chance(answer), '95% interval ')}"
        )
        if chance.n_undecided:
            text += f"; of {chance.n_undecided:,} draws it was not decided in time"
        yield text
    yield from (words.plain(note) for note in answer.notes)


def _blocks(answer: "LiveAnswer", words: Words) -> Iterator[Line]:
    clashes = answer.clashes or ()
    for clash in clashes[:CLASHES_AT_MOST]:
        yield clash_line(clash, words)
    left = len(clashes) - CLASHES_AT_MOST
    if left > 0:
        yield words.line(f"{left:,} further sets cannot all hold; the whole deal space lists them")
    elif clashes and not answer.has_all_clashes:
        yield words.line("there may be other sets that cannot all hold")


def _moves(answer: "LiveAnswer", words: Words) -> Iterator[Line]:
    moves = answer.single_moves or ()
    for move in moves[:MOVES_AT_MOST]:
        yield opening_sentence(_as_opening(move), words, with_package=False)
    if len(moves) > MOVES_AT_MOST:
        yield words.line(f"so would {len(moves) - MOVES_AT_MOST:,} further single moves")
    if answer.zone.exists is False and answer.single_moves == ():
        yield words.line("no single move opens a zone")


def _as_opening(move: "SingleMove") -> Opening:
    reason = "" if move.to is None else f"it would have to take {number(move.to)}"
    package = DealPackage(kind="", label="", choices=move.choices, shares=(), in_zone=True)
    moves = (Move(blocker=move.blocker, cost=0.0, reason=reason),)
    return Opening(moves=moves, cost=0.0, package=package)


def _openings(answer: "LiveAnswer", words: Words) -> Iterator[Line]:
    found = answer.openings or ()
    for opening in found[:OPENINGS_AT_MOST]:
        yield opening_sentence(opening, words)
    if found:
        yield words.line(ORDER)


def _win_sets(answer: "LiveAnswer", words: Words) -> Iterator[WinRow]:
    shifts = dict(answer.differences.win_sets) if answer.differences else {}
    for one in answer.zone.win_sets:
        shift = shifts.get(one.party)
        yield WinRow(
            party=one.party,
            label=words.head(one.party),
            colour=words.colour(one.party),
            share=one.share.value,
            words=f"{'' if one.is_exact else 'about '}{percent(one.share.value)}",
            before=percent(shift.before) if shift else "",
        )


def _differences(found: "Differences | None", words: Words) -> Iterator[Line]:
    if found is None:
        return
    said = [*_of_zone(found), *_of_solutions(found)]
    lines = [words.line(text) for text in said]
    lines += _of_blockers("no longer in the way", found.freed, words)
    lines += _of_blockers("newly in the way", found.blocking, words)
    if not lines and not found.win_sets:
        lines = [words.line("nothing of this is otherwise with the settings as they stand")]
    yield from lines


def _of_zone(found: "Differences") -> Iterator[str]:
    if found.appears:
        yield "a zone appears: with the settings as they stand there is none"
    elif found.vanishes:
        yield "the zone vanishes: with the settings as they stand there is one"
    if (shift := found.probability) is not None:
        yield f"the share of the draws with a zone {_went(shift)}{_give_or_take(shift)}"
    if (shift := found.packages) is not None:
        yield f"packages in the zone: {shift.after:,.0f}, with the settings {shift.before:,.0f}"


def _went(shift: "Shift") -> str:
    if percent(shift.before) == percent(shift.after):
        return f"hardly changes ({percent(shift.after)})"
    verb = "rises" if shift.after > shift.before else "falls"
    return f"{verb} from {percent(shift.before)} to {percent(shift.after)}"


def _give_or_take(shift: "Shift") -> str:
    error = shift.standard_error
    if error is None or error < 0.0005 or percent(shift.before) == percent(shift.after):
        return ""
    points = abs(shift.after - shift.before) * 100
    return f", by {points:.1f} percentage points (standard error {error * 100:.1f})"


def _of_solutions(found: "Differences") -> Iterator[str]:
    if found.solutions:
        yield f"{joined(list(found.solutions))}: another package would be picked"


def _of_blockers(title: str, blockers: Iterable[Blocker] | None, words: Words) -> Iterator[Line]:
    for blocker in blockers or ():
        yield words.line(f"{title}: {blocker_words(blocker, words)}", blocker.grounds)


def _remarks(answer: "LiveAnswer", words: Words) -> Iterator[str]:
    for one in answer.missing:
        what = capital(_PARTS.get(one.what, one.what.replace("_", " ")))
        yield f"{what}: {words.plain(tidy(one.reason))}."
