"""Deal space: the zone in one sentence, what bounds it, and a slider for every number put in."""

from attrs import evolve, frozen

from dragoman.workbench.citations import Citation
from dragoman.workbench.desk import Desk
from dragoman.workbench.errands import Errand
from dragoman.workbench.pages.deals_ready import PATIENCE_S, building
from dragoman.workbench.pages.deals_sliders import (
    IssueSliders,
    PartyTab,
    Supposed,
    ends_of,
    issue_sliders,
    meant,
    supposed,
    tabs,
)
from dragoman.workbench.pages.deals_words import AnswerSheet, answer_sheet, words_of
from dragoman.workbench.pages.page import Page


@frozen(kw_only=True)
class DealsQuery:
    """``change`` are what-ifs (``RUS.territory=60..80``), ``party`` whose sliders are shown.

    ``wait`` counts how often the page came back while the deal space was being built.
    """

    change: tuple[str, ...] = ()
    party: str = ""
    wait: int = 0


@frozen(kw_only=True)
class DealsSheet:
    """``state`` is "none" without preferences, "building", "broken" with ``trouble``, or "ready".

    The rest stands only where it is ready.
    """

    state: str
    trouble: str = ""
    progress: str = ""
    answer: AnswerSheet | None = None
    supposed: tuple[Supposed, ...] = ()
    parties: tuple[PartyTab, ...] = ()
    party: str = ""
    issues: tuple[IssueSliders, ...] = ()
    n_documents: int = 0
    has_issues: bool = False
    notes: tuple[Citation, ...] = ()


def make(desk: Desk, query: DealsQuery) -> DealsSheet:
    """Compose the page; in a thread, since the deal space may have to be built first."""
    errand = building(desk.snapshot)
    if errand is None:
        return DealsSheet(
            state="none",
            n_documents=len(desk.contents.documents),
            has_issues=bool(desk.contents.negotiation.issues),
        )
    if not errand.wait(PATIENCE_S):
        return DealsSheet(state="building", progress=errand.progress)
    if query.wait:  # who comes next without waiting shall not find what was kept meanwhile
        desk.snapshot.sheets.pop((PAGE.name, evolve(query, wait=0), desk.today), None)
    if errand.trouble:
        return DealsSheet(state="broken", trouble=errand.trouble)
    return _ready(desk, query, errand)


def _ready(desk: Desk, query: DealsQuery, errand: Errand) -> DealsSheet:
    deals, footnotes = errand.result, desk.footnotes
    found = meant(deals, query.change)
    answer = answer_sheet(deals, deals.answer(query.change), footnotes)
    words, ends = words_of(deals, footnotes), ends_of(found)
    known = list(dict.fromkeys(slider.party for slider in deals.sliders()))
    party = query.party if query.party in known else known[0]
    issues = issue_sliders(deals, party, ends, words)
    return DealsSheet(
        state="ready",
        answer=answer,
        supposed=supposed(found),
        parties=tabs(deals, party, ends, words),
        party=party,
        issues=issues,
        notes=desk.notes(),
    )


PAGE = Page(
    name="deals",
    path="/deals",
    label="Deal space",
    query=DealsQuery,
    make=make,
    is_slow=True,
)
