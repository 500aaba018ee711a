"""Who never accepts which option: a table, issues and options down, parties across.

A chart that is a table stays one (decision 0005): it wraps, scrolls, prints and is read aloud.
"""

from markupsafe import Markup

from dragoman.briefing.deal_charts.figure import Figure
from dragoman.briefing.deal_charts.numbers import percent
from dragoman.briefing.deal_charts.rows import RedLineCell, RedLines
from dragoman.briefing.wording import counted, tidy

_SURE = 0.995
_SIGNS = ((_SURE, "✕", "never accepts"), (0.5, "◪", "probably never accepts"),
          (0.0, "◫", "may never accept"))  # fmt: skip
"""At least this probability -> the sign and its words."""

SAID_AT_MOST = 12
"""Red lines in the text alternative; the table holds them all."""


def draw_red_lines(lines: RedLines, name: str = "red-lines") -> Figure:
    """The matrix as an HTML table; each cell holds a sign, the probability and the citations.

    Options that nobody refuses are left out, and counted beside the table.
    """
    held = {(c.issue, c.option) for c in lines.cells if c.sure > 0}
    rows = [option for option in lines.options if option in held]
    title = _title(lines, rows)
    if not rows:
        return Figure(
            name=name, title=title, alternative="No red line is known.",
            empty="Options that a party can never accept will stand here; write them as red_lines "
            "in negotiation.toml.",
        )  # fmt: skip
    cells = {(c.party, c.issue, c.option): c for c in lines.cells if c.sure > 0}
    left = len(lines.options) - len(rows)
    return Figure(
        name=name,
        title=title,
        alternative=f"{title}. " + " ".join(map(_words, [*cells.values()][:SAID_AT_MOST])),
        drawing=_table(lines, rows, cells, name),
        columns=("Issue", "Option", "Party", "Probability", "Citations"),
        rows=tuple(
            (tidy(c.issue), tidy(c.option), tidy(c.party), percent(c.sure),
             ", ".join(str(cited.number) for cited in c.citations) or tidy(c.because))
            for c in cells.values()
        ),
        key="; ".join(f"{sign} {words}" for _, sign, words in _SIGNS),
        aside=f"{counted(left, 'option')} that no party rules out "
        f"{'is' if left == 1 else 'are'} left out." * (left > 0),
    )  # fmt: skip


def _title(lines: RedLines, rows: list[tuple[str, str]]) -> str:
    if not rows:
        return "No party is known to rule out any option"
    shut = [
        issue
        for issue in dict.fromkeys(issue for issue, _ in lines.options)
        if all(_is_refused(lines, issue, option) for i, option in lines.options if i == issue)
    ]
    if shut:
        return f"{tidy(shut[0])}: every option is ruled out by somebody"
    return f"{counted(len(rows), 'option')} of {len(lines.options)} ruled out by some party"


def _is_refused(lines: RedLines, issue: str, option: str) -> bool:
    return any(c.issue == issue and c.option == option and c.sure >= 0.5 for c in lines.cells)


def _words(cell: RedLineCell) -> str:
    return (
        f"{tidy(cell.party)} {_sign(cell.sure)[1]} {tidy(cell.option)} "
        f"({tidy(cell.issue)}, {percent(cell.sure)})."
    )


def _sign(sure: float) -> tuple[str, str]:
    return next((sign, words) for least, sign, words in _SIGNS if sure >= least)


def _swatch(colour: str) -> Markup:
    """The party's sign, as it stands in the page's own tables."""
    if not colour:
        return Markup("")
    return Markup(
        '<svg class="swatch" aria-hidden="true" viewBox="0 0 16 16"><use href="#swatch-{}"/></svg>'
    ).format(colour.replace(" ", "-"))


def _table(
    lines: RedLines,
    rows: list[tuple[str, str]],
    cells: dict[tuple[str, str, str], RedLineCell],
    name: str,
) -> Markup:
    signs = lines.colours or ("",) * len(lines.parties)
    head = Markup("").join(
        Markup('<th scope="col">{}<bdi>{}</bdi></th>').format(_swatch(colour), tidy(party))
        for party, colour in zip(lines.parties, signs, strict=True)
    )
    body = Markup("").join(
        _group(lines.parties, issue, [option for i, option in rows if i == issue], cells)
        for issue in dict.fromkeys(issue for issue, _ in rows)
    )
    return Markup(
        '<table class="matrix red-lines" id="{}"><thead><tr><th scope="col">Option</th>{}</tr>'
        "</thead>{}</table>"
    ).format(name, head, body)


def _group(
    parties: tuple[str, ...],
    issue: str,
    options: list[str],
    cells: dict[tuple[str, str, str], RedLineCell],
) -> Markup:
    """An issue's options under its name."""
    rows = Markup("").join(
        Markup('<tr><th scope="row"><bdi>{}</bdi></th>{}</tr>').format(
            tidy(option),
            Markup("").join(_cell(party, cells.get((party, issue, option))) for party in parties),
        )
        for option in options
    )
    return Markup(
        '<tbody><tr class="issue"><th scope="rowgroup" colspan="{}"><bdi>{}</bdi></th></tr>{}'
        "</tbody>"
    ).format(len(parties) + 1, tidy(issue), rows)


def _cell(party: str, cell: RedLineCell | None) -> Markup:
    if cell is None:
        return Markup(
            '<td data-party="{}" class="none"><span aria-hidden="true">·</span>'
            '<span class="vh">not ruled out</span></td>'
        ).format(tidy(party))
    sign, words = _sign(cell.sure)
    return Markup(
        '<td data-party="{}"><span class="chance"><span class="stance" aria-hidden="true">{}</span>'
        '<span class="vh">{}</span> {}</span>{}</td>'
    ).format(tidy(party), sign, words, percent(cell.sure), _citations(cell))


def _citations(cell: RedLineCell) -> Markup:
    if not cell.citations:
        return Markup(' <span class="act">{}</span>').format(tidy(cell.because) or "not cited")
    links = Markup(" ").join(
        Markup('<a class="cite" data-note="{0}" href="#{1}">{0}</a>').format(c.number, c.anchor)
        for c in cell.citations
    )
    return Markup('<sup class="cites"><span class="vh"> notes </span>{}</sup>').format(links)
