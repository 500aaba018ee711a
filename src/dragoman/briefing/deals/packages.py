"""Solutions, the frontier, drafts, and what would be better than a draft for all."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from dragoman.briefing.content import Line
from dragoman.briefing.deals.content import DealPart, DealRow, DealTable
from dragoman.briefing.deals.counting import in_quotes, likely, number, of_draws, percent
from dragoman.briefing.deals.naming import LONG, Words
from dragoman.briefing.wording import capital, counted, joined, tidy
from dragoman.model import Choice, DealPackage, Figure, PartyShare, SolutionOverDraws

FRONTIER_AT_MOST = 40
SUREST = 3
"""Issues named where the solutions are told over the draws."""
_SLIGHT = 0.005
ACROSS_AT_MOST = 5
"""Packages that stand side by side in one table."""

_GLOSSES = {
    "nash": "largest product of gains",
    "kalai–smorodinsky": "smallest share of what each could gain made as large as possible",
    "egalitarian": "smallest gain made as large as possible",
    "utilitarian": "largest sum of utilities",
}
"""What a solution makes largest, by its kind."""


def solution_name(package: DealPackage) -> str:
    """A solution with what it makes largest: "Nash solution (largest product of gains)"."""
    gloss = _GLOSSES.get(package.kind.lower(), "")
    if not package.kind:
        return f"one package is the {package.label} solution"
    return f"{package.label} ({gloss})" if gloss else package.label


def solution_sentence(package: DealPackage, words: Words) -> str:
    """What a solution settles, and what each party gains by it."""
    choices = package.choices
    settled = f"{words.settled(choices)}. " if len(choices) <= LONG else ""
    ties = ""
    if package.ties > 1:
        ties = f"; {counted(package.ties, 'package does', 'packages do')} equally well by this rule"
    return f"{solution_name(package)}: {settled}{_gains_sentence(package, words)}{ties}"


def _gains_sentence(package: DealPackage, words: Words) -> str:
    known = [s for s in package.shares if s.normalised is not None]
    if known and len(known) == len(package.shares):
        said = [f"{percent(s.normalised or 0.0)} for {words.party(s.party)}" for s in known]
        return f"Of the most that each could gain in the zone this is {joined(said)}"
    said = [f"{number(s.gain)} for {words.party(s.party)}" for s in package.shares]
    return f"The gain over no agreement would be {joined(said)}"


def packages_part(words: Words) -> DealPart:
    """The solutions side by side, and the frontier, with the normalisation said."""
    space = words.space
    lines = [words.line(solution_sentence(one, words)) for one, _ in _merged(space.solutions)]
    lines += [words.line(text) for text in _normalisations(words)]
    if space.frontier and space.frontier_note:
        lines.append(words.line(words.plain(space.frontier_note)))
    tables = [*side_by_side("The solutions side by side", space.solutions, words)]
    if space.frontier:
        tables.append(_frontier_table(words))
    if space.over_draws:
        tables.append(_over_draws_table(words))
    return DealPart(
        id="packages",
        label="Packages",
        title="Packages that fairness would pick",
        lines=tuple(lines) if space.solutions else tuple(over_draws_lines(words)),
        tables=tuple(tables),
    )


def over_draws_lines(words: Words) -> Iterator[Line]:
    """What the first solution settles in the draws that have a zone, the surest issues first."""
    if not words.space.over_draws or not words.space.over_draws[0].options:
        return
    found = words.space.over_draws[0]
    best = _likeliest_options(found)
    surest = sorted(best, key=lambda pair: -pair[1].value)[:SUREST]
    said = [f"{words.choice(choice)} in {percent(share.value)}" for choice, share in surest]
    name = f"the {found.solution} solution (largest product of gains)"
    yield words.line(f"in the draws that have a zone, {name} most often holds {joined(said)}")


def _likeliest_options(found: SolutionOverDraws) -> list[tuple[Choice, Figure]]:
    """The option of each issue that a solution holds most often."""
    best: dict[str, tuple[Choice, Figure]] = {}
    for choice, share in found.options:
        if choice.issue not in best or share.value > best[choice.issue][1].value:
            best[choice.issue] = (choice, share)
    return list(best.values())


def _over_draws_table(words: Words) -> DealTable:
    """Issues down, solutions across: how often each option is in what a solution picks."""
    found = words.space.over_draws
    rows = (
        DealRow(cells=(words.issue(issue), *(_picked(one, issue, words) for one in found)))
        for issue in words.space.issues
    )
    return DealTable(
        caption="What the solutions hold over the draws that have a zone",
        heads=("Issue", *(one.solution for one in found)),
        rows=tuple(rows),
        note=f"Of {found[0].n_draws:,} draws, {percent(found[0].exists.value)} have a zone.",
    )


def _picked(one: SolutionOverDraws, issue: str, words: Words) -> str:
    shares = [(c, share) for c, share in one.options if c.issue == issue]
    shares.sort(key=lambda pair: -pair[1].value)
    return "; ".join(f"{words.label(c)} {percent(share.value)}" for c, share in shares) or "–"


def _merged(packages: Sequence[DealPackage]) -> list[tuple[DealPackage, tuple[DealPackage, ...]]]:
    """Packages with the same options as one, each with all that stand for it."""
    groups: dict[object, list[DealPackage]] = {}
    for package in packages:
        groups.setdefault(package.choices, []).append(package)
    return [(_named_alike(group), tuple(group)) for group in groups.values()]


def _named_alike(group: list[DealPackage]) -> DealPackage:
    """The first of them, with all their names."""
    if len(group) == 1:
        return group[0]
    names = [short_name(one) for one in group]
    return evolve(group[0], kind="", label=joined(names), ties=1)


def short_name(package: DealPackage) -> str:
    """A solution's name without the word."""
    is_solution = package.kind and package.label == f"{capital(package.kind)} solution"
    return package.kind if is_solution else tidy(package.label)


def _normalisations(words: Words) -> Iterator[str]:
    for at, one in enumerate(one for one in words.space.solutions if one.normalisation):
        text = words.plain(one.normalisation)
        gloss = "" if at else " A reservation value is what no agreement is worth to a party."
        yield f"{short_name(one)}: {text[:1].lower()}{text[1:]}{gloss}"


def side_by_side(
    caption: str, packages: Sequence[DealPackage], words: Words
) -> Iterator[DealTable]:
    """Issues down, packages across; under them what each gives whom, and whether it can be had."""
    merged = [one for one, _ in _merged(packages)]
    for start in range(0, len(merged), ACROSS_AT_MOST):
        chosen = merged[start : start + ACROSS_AT_MOST]
        heads = tuple(capital(short_name(one)) for one in chosen)
        yield DealTable(
            caption=caption if not start else f"{caption}, continued",
            heads=("", *heads),
            rows=tuple(_package_rows(chosen, words)),
            note="Gain: utility over what no agreement is worth, in points of the party's own "
            "scale; in brackets as a share of the most that it could gain in the zone. ✕: the "
            "party would refuse. Every utility rests on the judgements at the end.",
        )


def _package_rows(packages: Sequence[DealPackage], words: Words) -> Iterator[DealRow]:
    for issue in words.space.issues:
        yield DealRow(cells=(words.issue(issue), *(_option(p, issue, words) for p in packages)))
    for party in words.space.parties:
        cells = (_gain(package, party) for package in packages)
        yield DealRow(cells=(f"Gain: {words.head(party)}", *cells))
    yield DealRow(cells=("In the zone", *("yes" if p.in_zone else "no" for p in packages)))
    if any(package.probability for package in packages):
        chances = (likely(p.probability) if p.probability else "–" for p in packages)
        yield DealRow(cells=("In the zone, share of the draws", *chances))


def _option(package: DealPackage, issue: str, words: Words) -> str:
    found = [choice for choice in package.choices if choice.issue == issue]
    if not found:
        return "open"
    return words.label(found[0]) + (" (filled in)" if issue in package.open_issues else "")


def _gain(package: DealPackage, party: str) -> str:
    share = next((share for share in package.shares if share.party == party), None)
    return gain_cell(share) if share else "–"


def gain_cell(share: PartyShare) -> str:
    """A party's gain, as a share too where that is known, with a cross where it would refuse."""
    part = "" if share.normalised is None else f" ({_share(share.normalised)})"
    return f"{number(share.gain)}{part}{'' if share.accepts else ' ✕'}"


def _share(value: float) -> str:
    return percent(value) if value >= 0 else f"−{percent(-value)}"


def _frontier_table(words: Words) -> DealTable:
    space = words.space
    base = space.solutions[0] if space.solutions and len(space.issues) > LONG else None
    shown = space.frontier[:FRONTIER_AT_MOST]
    left = len(space.frontier) - len(shown)
    more = f" {counted(left, 'further package is', 'further packages are')} left out." * (left > 0)
    note = f"Only what differs from the {base.label} is named." if base else ""
    return DealTable(
        caption="Packages on the frontier: none is better for one party without being worse for "
        "another",
        heads=("Package", *(f"Gain: {head}" for head in words.heads())),
        rows=tuple(_frontier_row(one, base, words) for one in shown),
        note=f"{note}{more}".strip(),
    )


def _frontier_row(package: DealPackage, base: DealPackage | None, words: Words) -> DealRow:
    name = words.settled(package.choices)
    if base is not None:
        name = words.but_for(package.choices, base.choices) or f"the {base.label}"
    gains = (_gain(package, party) for party in words.space.parties)
    return DealRow(cells=(capital(name), *gains))


def draft_sentence(draft: DealPackage, words: Words) -> str:
    """Whether a draft lies in the zone, and how sure that is."""
    verdict = "lies in the zone" if draft.in_zone else "does not lie in the zone"
    chance = ""
    if draft.probability:
        chance = f"; it lies there in {of_draws(draft.probability)}"
    if draft.without_lines:
        chance += f", and in {percent(draft.without_lines.value)} if the lines that bar it went"
    return (
        f"{in_quotes(draft.label)}{_blanks(draft, words)} {verdict} with every number at its "
        f"middle{chance}"
    )


def _blanks(draft: DealPackage, words: Words) -> str:
    """What a draft leaves open, and how it was filled in."""
    filled = [choice for choice in draft.choices if choice.issue in draft.open_issues]
    if not draft.open_issues:
        return ""
    if len(draft.open_issues) > 1 or not filled:
        return f" ({counted(len(draft.open_issues), 'issue')} left open, here filled in)"
    return f" ({words.issue(filled[0].issue)} left open, here filled in: {words.option(filled[0])})"


def drafts_part(words: Words) -> DealPart:
    """Drafts of the dossier, who would refuse them and why, and improvements on them."""
    space = words.space
    better = [
        evolve(package, kind="", label=f"better than {in_quotes(label)}")
        for label, package in space.improvements
    ]
    tables = [*side_by_side("The drafts side by side", space.drafts, words)]
    if len(space.issues) > LONG or better:
        tables += side_by_side("Improvements on the drafts", better, words)
    return DealPart(
        id="drafts",
        label="Drafts",
        title="Drafts, and what would be better for all",
        lines=tuple(_draft_lines(words)),
        tables=tuple(tables),
    )


def likeliest(drafts: Sequence[DealPackage], count: int) -> list[DealPackage]:
    """The drafts that lie in the zone, or most often do, in the order in which they were given."""

    def rank(draft: DealPackage) -> tuple[bool, float]:
        return draft.in_zone, draft.probability.value if draft.probability else 0.0

    chosen = sorted(drafts, key=rank, reverse=True)[:count]
    return [draft for draft in drafts if draft in chosen]


def _draft_lines(words: Words) -> Iterable[Line]:
    for draft in words.space.drafts:
        yield words.line(draft_sentence(draft, words), draft.grounds)
        for share in draft.shares:
            if not share.accepts:
                yield words.line(_refusal(share, draft, words))
        yield from (words.line(text) for text in exchange_sentences(draft, words))
    for label, package in words.space.improvements:
        yield words.line(_better(label, package, words))


def exchange_sentences(draft: DealPackage, words: Words) -> Iterator[str]:
    """The trade inside a package: what each party gives most on, and gets most on."""
    said = []
    for share in draft.shares:
        gives = max(share.worths, key=lambda row: row[2] - row[1], default=None)
        others = [row for row in share.worths if gives and row[0] != gives[0]]
        gets = max(others, key=lambda row: row[1], default=None)
        if gives and gets and gives[2] - gives[1] > _SLIGHT and gets[1] > _SLIGHT:
            said.append(
                f"{words.party(share.party)} would give most on {words.issue(gives[0])} "
                f"({number(gives[2] - gives[1])} below its best there) and get most on "
                f"{words.issue(gets[0])} ({number(gets[1])} of {number(gets[2])})"
            )
    if said:
        yield f"the trade in {in_quotes(draft.label)}: {'; '.join(said)}"


def _refusal(share: PartyShare, draft: DealPackage, words: Words) -> str:
    why = "; ".join(words.plain(reason) for reason in share.refuses_because)
    why = why or "it would be worth less than no agreement"
    return f"{words.party(share.party)} would refuse {in_quotes(draft.label)}: {why}"


def _better(label: str, package: DealPackage, words: Words) -> str:
    draft = next((draft for draft in words.space.drafts if draft.label == label), None)
    change = words.but_for(package.choices, draft.choices if draft else ())
    moved = f"changed to {change}" if change else "filled in otherwise"
    before = {share.party: share.utility for share in draft.shares} if draft else {}
    ups = [
        f"{words.party(s.party)} by {number(s.utility - before[s.party])}"
        for s in package.shares
        if s.utility > before.get(s.party, s.utility) + 1e-9
    ]
    whom = f": better for {joined(ups)}, worse for nobody" if ups else ": worse for nobody"
    return f"{in_quotes(label)} could be improved if {moved}{whom}"
