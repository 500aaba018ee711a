"""A draft of preferences from what the parties said, with its sentences and questions."""

from attrs import evolve, frozen

from dragoman.briefing.deals.counting import estimated
from dragoman.briefing.deals.naming import Words
from dragoman.model import DealSpace, Ground, Negotiation, Preference, Zone
from dragoman.workbench.citations import Citation
from dragoman.workbench.desk import Desk
from dragoman.workbench.errands import ERRANDS, Tell
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.settings_lines import Piece, pieces

PATIENCE_S = 0.3


@frozen(kw_only=True)
class DraftQuery:
    """``wait`` counts how often the page came back."""

    wait: int = 0


@frozen(kw_only=True)
class DraftedNumber:
    """What was drafted for one party on one issue, in words, and the sentences it rests on."""

    party: str
    issue: str
    told: tuple[str, ...]
    citations: tuple[int, ...]
    rests: str


@frozen(kw_only=True)
class DraftSheet:
    """``state`` is "none" where nobody asked, "building", "broken" or "ready".

    ``seen`` tells which settings it was drafted on.
    """

    state: str
    progress: str = ""
    trouble: str = ""
    text: str = ""
    seen: str = ""
    numbers: tuple[DraftedNumber, ...] = ()
    questions: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    notes: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class Drafting:
    """What came of drafting: the settings before and after, and questions to the analyst."""

    before: str
    text: str
    questions: tuple[str, ...]


def draft_key(state: str) -> tuple[str, str]:
    """What a draft is known by: the state of the file."""
    return ("draft", state)


def draft_at(place: str, tell: Tell) -> Drafting:
    """Draft preferences from a dossier; in a process of its own.

    Raises:
        BadRequest: no texts, or none that was read.
        BadNegotiation: the settings let nothing be added.
    """
    from dragoman.dossier import Dossier
    from dragoman.pipeline import contents_of
    from dragoman.pipeline.drafting import draft_settings, usual_likeness

    tell("loading the file", 0, None)
    with Dossier.open(place) as dossier:
        existing = dossier.settings() or ""
        contents = contents_of(dossier, may_lag=True)
    has_options = any(issue.options for issue in contents.negotiation.issues)
    tell("drafting", 0, None)
    likeness = usual_likeness() if has_options else None
    drafted = draft_settings(contents, existing, likeness=likeness, progress=tell)
    return Drafting(before=existing, text=drafted.text, questions=drafted.questions)


def make(desk: Desk, query: DraftQuery) -> DraftSheet:
    """Compose the page from the errand, if there is one; it waits a moment in its thread."""
    errand = ERRANDS.get(draft_key(desk.snapshot.state))
    if errand is None:
        return DraftSheet(state="none")
    if not errand.wait(PATIENCE_S):
        return DraftSheet(state="building", progress=errand.progress)
    if query.wait:  # who comes next without waiting shall not find what was kept meanwhile
        desk.snapshot.sheets.pop((PAGE.name, evolve(query, wait=0), desk.today), None)
    if errand.trouble:
        return DraftSheet(state="broken", trouble=errand.trouble)
    return _ready(desk, errand.result)


def _ready(desk: Desk, found: Drafting) -> DraftSheet:
    from dragoman.pipeline import parse_negotiation
    from dragoman.pipeline.settling.versions import fingerprint

    fresh = parse_negotiation(found.text)
    known = {(row.party, row.issue) for row in parse_negotiation(found.before).preferences}
    drafted = [row for row in fresh.preferences if (row.party, row.issue) not in known]
    words = _words(desk)
    return DraftSheet(
        state="ready",
        text=found.text,
        seen=fingerprint(found.before) if desk.snapshot.read_settings() else "",
        numbers=tuple(_number(row, fresh, desk, words) for row in drafted),
        questions=found.questions,
        pieces=pieces(found.before, found.text),
        notes=desk.notes(),
    )


def _words(desk: Desk) -> Words:
    """What tells grounds in words and notes; nothing of a deal space is needed for that."""
    none = Zone(exists=False, packages=0, of=0, is_exact=True, probability=None, win_sets=())
    space = DealSpace(
        parties=(),
        factions=(),
        issues=(),
        judgements=(),
        zone=none,
        solutions=(),
        frontier=(),
        frontier_note="",
    )
    return Words(space=space, footnotes=desk.footnotes)


def _number(row: Preference, settings: Negotiation, desk: Desk, words: Words) -> DraftedNumber:
    from dragoman.pipeline.grounds import resolve_because

    grounds = []
    for reason in row.because:
        found = resolve_because(desk.contents, reason)
        passage = None if found.is_lost else found.passage
        grounds.append(
            Ground(given=found.words, passage=passage, reason=found.reason, is_lost=found.is_lost)
        )
    party = next((p.names[0] for p in settings.parties if p.id == row.party), row.party)
    issue = next((i for i in settings.issues if i.id == row.issue), None)
    labels = {o.id: o.label for o in issue.options} if issue else {}
    return DraftedNumber(
        party=party,
        issue=issue.label if issue else row.issue,
        told=tuple(_told(row, labels)),
        citations=words.cited(grounds),
        rests=words.ground(grounds),
    )


def _told(row: Preference, labels: dict[str, str]) -> list[str]:
    told = [f"weight {estimated(row.weight)}"] if row.weight else []
    told += [f"“{labels.get(s.option, s.option)}” {estimated(s.score)}" for s in row.scores]
    told += [
        f"“{labels.get(line.option, line.option)}” is a red line, {estimated(line.sure)} sure"
        for line in row.red_lines
    ]
    return told


PAGE = Page(
    name="deals_draft",
    path="/deals/draft",
    query=DraftQuery,
    make=make,
    action="set",
    is_slow=True,
)
