"""The live answer alone: what our module asks for while a slider moves."""

from attrs import frozen

from dragoman.workbench.citations import Citation
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.deals_ready import live_deals
from dragoman.workbench.pages.deals_sliders import Supposed, meant, supposed
from dragoman.workbench.pages.deals_words import AnswerSheet, answer_sheet
from dragoman.workbench.pages.page import Page


@frozen(kw_only=True)
class AnswerQuery:
    """``change`` are what-ifs (``RUS.territory=60..80``)."""

    change: tuple[str, ...] = ()


@frozen(kw_only=True)
class AnswerPage:
    """The answer, and the changes in words."""

    answer: AnswerSheet
    supposed: tuple[Supposed, ...]
    notes: tuple[Citation, ...]


def make(desk: Desk, query: AnswerQuery) -> AnswerPage:
    """Compose the answer; in a thread, about a tenth of a second.

    Raises:
        BadIssueSpace: no preferences, or a change that cannot be read.
    """
    deals = live_deals(desk.snapshot)
    found = meant(deals, query.change)
    answer = answer_sheet(deals, deals.answer(query.change), desk.footnotes)
    return AnswerPage(answer=answer, supposed=supposed(found), notes=desk.notes())


PAGE = Page(
    name="deals_answer",
    path="/deals/answer",
    query=AnswerQuery,
    make=make,
    is_slow=True,
)
