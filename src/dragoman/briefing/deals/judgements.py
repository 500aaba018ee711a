"""The numbers put in: what each rests on, how many rest on sentences, and what is still asked."""

from collections.abc import Iterator
from itertools import groupby

from dragoman.briefing.deals.content import DealPart, DealRow, DealTable
from dragoman.briefing.deals.counting import estimated, percent
from dragoman.briefing.deals.naming import Words
from dragoman.briefing.wording import capital, counted, joined
from dragoman.model import JudgementSheet

ROWS_AT_MOST = 120
QUESTIONS_AT_MOST = 30

_OPTIONAL = (
    ("ratifications", "bodies that must approve ([[ratification]])"),
    ("stages", "stages in which the package would take effect ([[stage]])"),
    ("packages", "drafts ([[package]])"),
)
"""Tables of negotiation.toml that may be absent, and what then is not reckoned."""


def grounds_sentence(words: Words) -> str:
    """How many numbers rest on sentences, on the analyst alone, or on nobody."""
    judgements = words.space.judgements
    given = [one for one in judgements if one.is_given]
    quoted = sum(any(g.passage for g in one.grounds) for one in given)
    lost = sum(
        any(g.is_lost for g in one.grounds) and not any(g.passage for g in one.grounds)
        for one in given
    )
    own, missing = len(given) - quoted - lost, len(judgements) - len(given)
    said = [
        counted(quoted, "cites sentences of the texts", "cite sentences of the texts"),
        counted(own, "is the analyst's own", "are the analyst's own"),
    ]
    absent = "cites words that the dossier does not have"
    said += [counted(lost, absent, f"cite{absent.removeprefix('cites')}")] * bool(lost)
    one_missing = "was not given and stands as its whole range"
    said.append(
        counted(missing, one_missing, "were not given and stand as their whole range")
        if missing
        else "none was left open"
    )
    return f"Of {counted(len(judgements), 'number')} put in or asked for, {joined(said)}"


def judgements_part(words: Words) -> DealPart:
    """Every number put in, and what it rests on; what is still asked of the analyst."""
    space = words.space
    texts = [
        grounds_sentence(words),
        "Sentences say what a party wants; how large the number is remains the analyst's reading "
        "of them",
    ]
    texts += [draws_sentence(words), *(words.plain(note) for note in space.notes), *_absent(words)]
    texts += [words.plain(question) for question in space.questions[:QUESTIONS_AT_MOST]]
    rows = tuple(_rows(words))
    left = len(rows) - ROWS_AT_MOST
    further = len(space.questions) - QUESTIONS_AT_MOST
    texts += [f"{counted(further, 'further question')}: `dragoman deals --json`"] * (further > 0)
    more = f"{counted(left, 'further row')}: `dragoman deals --json`." if left > 0 else ""
    heads = ("Numbers for", "As put in", "Rests on")
    table = DealTable(caption="Judgements", heads=heads, rows=rows[:ROWS_AT_MOST], note=more)
    return DealPart(
        id="judgements",
        label="Judgements",
        title="The judgements put in, and what they rest on",
        lines=tuple(words.line(text) for text in texts if text),
        tables=(table,) if rows else (),
    )


def _absent(words: Words) -> list[str]:
    negotiation = words.footnotes.lookup.contents.negotiation
    absent = [what for name, what in _OPTIONAL if not getattr(negotiation, name)]
    return [f"Not reckoned, since negotiation.toml gives none: {joined(absent)}"] if absent else []


def _rows(words: Words) -> Iterator[DealRow]:
    """One row for the numbers of a group that rest on the same; those not given apart."""

    def alike(one: JudgementSheet) -> tuple[object, ...]:
        return one.group, one.is_given, one.grounds

    for _, group in groupby(words.space.judgements, key=alike):
        yield _row(list(group), words)


def _row(alike: list[JudgementSheet], words: Words) -> DealRow:
    first = alike[0]
    numbers = "; ".join(_number(one, words) for one in alike)
    rests = words.ground(first.grounds) if first.is_given else "nobody: a question to the analyst"
    given = numbers if first.is_given else f"not given: {numbers}"
    cells = (capital(words.group(first.group)), given, rests or "the sentences cited")
    return DealRow(cells=cells, citations=words.cited(first.grounds))


def _number(one: JudgementSheet, words: Words) -> str:
    name = words.judgement(one.label, one.group)
    if one.kind in ("red line", "condition"):
        sure = (
            f"{percent(one.estimate.middle)} sure"
            if one.estimate.is_known
            else (f"{percent(one.estimate.low)} to {percent(one.estimate.high)} sure")
        )
        return f"{sure} {name}".strip() if name else sure
    return f"{name} {estimated(one.estimate)}".strip()


def draws_sentence(words: Words) -> str:
    """How uncertainty was reckoned; empty where nothing was drawn."""
    draws = words.space.draws
    if draws is None:
        return ""
    note = f"; {words.plain(draws.note)}" if draws.note else ""
    interval = words.plain(words.space.zone.note)
    note += f"; how the intervals of probabilities are made: {interval}" if interval else ""
    return (
        f"Uncertain numbers were drawn {draws.n_draws:,} times ({draws.method}, seed {draws.seed})"
        f"{note}"
    )


def questions_sentence(count: int) -> str:
    """How many questions are open to the analyst."""
    asked = "1 question is" if count == 1 else f"{count} questions are"
    return f"{asked} open to the analyst; the last part lists {'it' if count == 1 else 'them'}"
