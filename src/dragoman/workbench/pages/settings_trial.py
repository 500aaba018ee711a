"""The trial of new settings: how far it is, and what it would do to the file."""

from attrs import evolve, frozen

from dragoman.pipeline.settling.trying import TrialRow
from dragoman.workbench.desk import Desk
from dragoman.workbench.errands import ERRANDS
from dragoman.workbench.pages.page import Page

PATIENCE_S = 0.3


@frozen(kw_only=True)
class TrialQuery:
    """``of`` tells which settings (their fingerprint); ``wait`` counts how often one came back."""

    of: str = ""
    wait: int = 0


@frozen(kw_only=True)
class TrialSheet:
    """``state`` is "none" where nobody asked for it, "building", "broken" or "ready"."""

    state: str
    progress: str = ""
    trouble: str = ""
    rows: tuple[TrialRow, ...] = ()
    n_reports: int = 0
    took_s: float = 0.0
    is_whole: bool = True


def trial_key(of: str, state: str) -> tuple[str, str, str]:
    """What a trial is known by: the settings that are tried, and the state of the file."""
    return ("trial", of, state)


def make(desk: Desk, query: TrialQuery) -> TrialSheet:
    """Compose the page from the errand, if there is one; it waits a moment in its thread."""
    errand = ERRANDS.get(trial_key(query.of, desk.snapshot.state))
    if errand is None:
        return TrialSheet(state="none")
    if not errand.wait(PATIENCE_S):
        return TrialSheet(state="building", progress=errand.progress)
    if query.wait:  # who comes next without waiting shall not find what was kept meanwhile
        desk.snapshot.sheets.pop((PAGE.name, evolve(query, wait=0), desk.today), None)
    if errand.trouble:
        return TrialSheet(state="broken", trouble=errand.trouble)
    found = errand.result
    return TrialSheet(
        state="ready",
        rows=found.rows,
        n_reports=found.n_reports,
        took_s=round(found.took_s, 1),
        is_whole=found.is_whole,
    )


PAGE = Page(
    name="settings_trial",
    path="/settings/trial",
    query=TrialQuery,
    make=make,
    action="set",
    is_slow=True,
)
